//! The rules of passive replies (公众平台文档《被动回复用户消息》, 企业微信文档《被动回复消息格式》).

use serde_json::Value;

use super::bot_reply;
use super::element::{Content, Document, Element, child};
use super::escapes;
use super::family::AnswerFamily;
use super::garbled;
use super::kind::Platform;
use super::push::Push;
use super::rules::{BotFault, MAX_ARTICLES, MAX_TEXT_BYTES, Rule, UserMismatch};
use crate::lang::excerpt;

/// A kind of reply: the platforms that accept it, and the rules beyond the common fields.
struct ReplyKind {
    name: &'static str,
    platforms: &'static [Platform],
    rules: fn(&Document, &mut Vec<Rule>),
}

const OFFICIAL_AND_OPEN: &[Platform] = &[Platform::Official, Platform::Open];
const WORK_ONLY: &[Platform] = &[Platform::Work];
const ALL_BUT_PAY: &[Platform] = &[Platform::Official, Platform::Open, Platform::Work];

const fn kind(
    name: &'static str,
    platforms: &'static [Platform],
    rules: fn(&Document, &mut Vec<Rule>),
) -> ReplyKind {
    ReplyKind { name, platforms, rules }
}

const REPLY_KINDS: &[ReplyKind] = &[
    kind("text", ALL_BUT_PAY, text),
    kind("image", ALL_BUT_PAY, |reply, findings| media(reply, "Image", "Image.MediaId", findings)),
    kind("voice", ALL_BUT_PAY, |reply, findings| media(reply, "Voice", "Voice.MediaId", findings)),
    kind("video", ALL_BUT_PAY, |reply, findings| media(reply, "Video", "Video.MediaId", findings)),
    kind("music", OFFICIAL_AND_OPEN, music),
    kind("news", ALL_BUT_PAY, news),
    kind("transfer_customer_service", OFFICIAL_AND_OPEN, no_further_rules),
    kind("transfer_biz_ai_ivr", OFFICIAL_AND_OPEN, no_further_rules),
    kind("update_button", WORK_ONLY, no_further_rules),
    kind("update_taskcard", WORK_ONLY, no_further_rules),
    kind("update_template_card", WORK_ONLY, no_further_rules),
    kind("device_text", OFFICIAL_AND_OPEN, no_further_rules),
    kind("device_event", OFFICIAL_AND_OPEN, no_further_rules),
    kind("device_status", OFFICIAL_AND_OPEN, no_further_rules),
    kind("hardware", OFFICIAL_AND_OPEN, no_further_rules),
];

fn no_further_rules(_: &Document, _: &mut Vec<Rule>) {}

/// Returns the types that a reply may have, for `--expect-type` and its completion.
pub fn reply_types() -> impl Iterator<Item = &'static str> {
    let bots = bot_reply::REPLIES.into_iter().chain(bot_reply::SOCKET_REPLIES);
    let bots = bots.filter(|name| REPLY_KINDS.iter().all(|kind| kind.name != *name));
    REPLY_KINDS.iter().map(|kind| kind.name).chain(bots)
}

/// Returns the paths of the fields that replies of a type have beyond the common ones, for completion; those of all
/// types for `None`.
pub fn reply_fields(reply_type: Option<&str>) -> impl Iterator<Item = &'static str> {
    let wanted = move |(name, _): &&(&str, &[&str])| reply_type.is_none_or(|wanted| wanted == *name);
    let own = REPLY_FIELDS.iter().filter(wanted).flat_map(|(_, fields)| fields.iter().copied());
    ["MsgType", "ToUserName", "FromUserName", "CreateTime"].into_iter().chain(own)
}

const REPLY_FIELDS: &[(&str, &[&str])] = &[
    ("text", &["Content"]),
    ("image", &["Image.MediaId"]),
    ("voice", &["Voice.MediaId"]),
    ("video", &["Video.MediaId", "Video.Title", "Video.Description"]),
    (
        "music",
        &["Music.Title", "Music.Description", "Music.MusicUrl", "Music.HQMusicUrl", "Music.ThumbMediaId"],
    ),
    (
        "news",
        &[
            "ArticleCount",
            "Articles.item[0].Title",
            "Articles.item[0].Description",
            "Articles.item[0].PicUrl",
            "Articles.item[0].Url",
        ],
    ),
    ("transfer_customer_service", &["TransInfo.KfAccount"]),
    ("update_button", &["Button.ReplaceName"]),
    ("update_taskcard", &["TaskCard.ReplaceName"]),
];

/// The top-level elements of a reply; WeChat recognises them in this spelling only.
const REPLY_ELEMENTS: [&str; 13] = [
    "ToUserName",
    "FromUserName",
    "CreateTime",
    "MsgType",
    "Content",
    "Image",
    "Voice",
    "Video",
    "Music",
    "ArticleCount",
    "Articles",
    "TransInfo",
    "Encrypt",
];

/// The elements inside those of a reply.
const INNER_ELEMENTS: [&str; 10] = [
    "MediaId",
    "Title",
    "Description",
    "MusicUrl",
    "HQMusicUrl",
    "ThumbMediaId",
    "KfAccount",
    "item",
    "PicUrl",
    "Url",
];

/// Corrects the case of names, so that a misspelt name is reported once and not as a missing field too.
pub(super) fn correct_case(reply: &mut Document, findings: &mut Vec<Rule>) {
    for element in &mut reply.0 {
        correct_name(element, &REPLY_ELEMENTS, findings);
        if let Content::Group(inner) = &mut element.content {
            for element in inner {
                correct_name(element, &INNER_ELEMENTS, findings);
                if let Content::Group(fields) = &mut element.content {
                    for field in fields {
                        correct_name(field, &INNER_ELEMENTS, findings);
                    }
                }
            }
        }
    }
}

/// Returns a name without what its spellings differ in: `to_user_name` and `to-user-name` are `tousername`.
pub(super) fn bare_name(name: &str) -> String {
    name.chars().filter(|char| !matches!(char, '_' | '-')).collect::<String>().to_ascii_lowercase()
}

fn correct_name(element: &mut Element, names: &[&'static str], findings: &mut Vec<Rule>) {
    if names.iter().any(|name| **name == element.name) {
        return;
    }
    let bare = bare_name(&element.name);
    let known = names.iter().find(|name| name.to_ascii_lowercase() == bare);
    // Intelligent bots write `encrypt` in lower case.
    if let Some(&expected) = known.filter(|name| **name != element.name && **name != "Encrypt") {
        let given = std::mem::replace(&mut element.name, expected.into()).into_owned();
        let rule = Rule::WrongCase { given, expected };
        if !findings.contains(&rule) {
            findings.push(rule);
        }
    }
}

/// Checks a reply and returns its type, if it has one.
pub(super) fn judge<'a>(
    reply: &'a Document,
    push: &Push,
    family: AnswerFamily,
    (json, over_socket): (Option<&Value>, bool),
    findings: &mut Vec<Rule>,
) -> Option<&'a str> {
    let bot = family == AnswerFamily::IntelligentBot;
    let bot_type = bot_reply::type_of(reply).filter(|(name, _)| bot || *name == "msgtype");
    if let (Some((_, msg_type)), None) = (bot_type, reply.get("MsgType")) {
        match json {
            Some(json) => bot_reply::judge(msg_type, json, &push.document, over_socket, findings),
            None if bot_reply::REPLIES.contains(&msg_type) => {}
            None => findings.push(Rule::UnknownType(Some(excerpt(msg_type)))),
        }
        return Some(msg_type);
    }
    let msg_type = reply.get("MsgType").map(str::trim).filter(|msg_type| !msg_type.is_empty());
    match family {
        // Its replies have names of their own, and no users.
        AnswerFamily::IntelligentBot if msg_type.is_none() => {
            findings.push(Rule::BotReply(BotFault::Missing("msgtype")));
            return msg_type;
        }
        AnswerFamily::IntelligentBot if json.is_none() => {
            findings.push(Rule::BotReply(BotFault::Xml));
            return msg_type;
        }
        AnswerFamily::IntelligentBot => {
            findings.push(Rule::WrongCase { given: "MsgType".to_owned(), expected: "msgtype" });
            return msg_type;
        }
        AnswerFamily::ThirdParty => {
            findings.push(Rule::NotSuccess);
            return msg_type;
        }
        // 小程序文档《接收消息和事件》: a reply can only hand the user over to customer service.
        AnswerFamily::MiniProgram if msg_type.is_some_and(|given| !given.starts_with("transfer_")) => {
            findings.push(Rule::NotShown);
            return msg_type;
        }
        AnswerFamily::WorkCustomerService => {
            findings.push(Rule::NotShown);
            return msg_type;
        }
        _ => {}
    }
    let common = ["ToUserName", "FromUserName", "CreateTime"];
    if json.is_some() && msg_type.is_none() && common.iter().all(|name| reply.find(name).is_none()) {
        // JSON of another sort, such as `{"success":true}`: that it lacks the other fields only follows.
        findings.push(Rule::UnknownType(None));
        return msg_type;
    }
    let mismatches: Vec<UserMismatch> = [("ToUserName", "FromUserName"), ("FromUserName", "ToUserName")]
        .into_iter()
        .filter_map(|(field, mirrored)| {
            let expected = push.document.get(mirrored)?.to_owned();
            let actual = reply.get(field).map(excerpt);
            (reply.get(field) != Some(&expected)).then_some(UserMismatch { field, expected, actual })
        })
        .collect();
    if !mismatches.is_empty() {
        findings.push(Rule::UsersNotSwapped(mismatches));
    }
    let time = reply.get("CreateTime").map(str::trim);
    let digits = |time: &str| time.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = time.is_some_and(|time| time.len() <= 10 && digits(time) && time.parse::<u32>().is_ok());
    if !seconds {
        findings.push(Rule::CreateTimeNotSeconds(time.map(excerpt)));
    }
    let known = |kind: &&ReplyKind| Some(kind.name) == msg_type && kind.platforms.contains(&push.platform);
    match REPLY_KINDS.iter().find(known) {
        Some(kind) => (kind.rules)(reply, findings),
        None => findings.push(Rule::UnknownType(msg_type.map(excerpt))),
    }
    let ordinary = push.platform == Platform::Official
        && push.document.get("MsgType").is_some_and(|msg_type| ORDINARY_MESSAGE_TYPES.contains(&msg_type));
    if ordinary && msg_type == Some("news") {
        let articles = articles(reply).len();
        if articles > 1 {
            findings.push(Rule::NewsOnlyFirst(articles));
        }
    }
    msg_type
}

/// The messages that an official account may answer with one article only, since 2018-10-12.
const ORDINARY_MESSAGE_TYPES: &[&str] =
    &["text", "image", "voice", "video", "shortvideo", "location", "link"];

/// The texts that programming languages print for a missing value.
const MISSING_VALUE_TEXTS: [&str; 6] = ["undefined", "null", "None", "nil", "NaN", "[object Object]"];

fn text(reply: &Document, findings: &mut Vec<Rule>) {
    let content = reply.get("Content").unwrap_or_default();
    if MISSING_VALUE_TEXTS.contains(&content.trim()) {
        findings.push(Rule::TextSuspicious(content.trim().to_owned()));
    }
    findings.extend(escapes::find(content).map(|(shown, escape)| Rule::TextEscaped { shown, escape }));
    findings.extend(garbled::find(content).map(|text| Rule::TextGarbled(excerpt(&text))));
    if garbled::is_lost(content) {
        findings.push(Rule::TextLost(excerpt(content.trim())));
    }
    if content.trim().is_empty() {
        findings.push(Rule::TextEmpty);
    } else if content.len() > MAX_TEXT_BYTES {
        findings.push(Rule::TextTooLong(content.len()));
    }
}

fn media(reply: &Document, group: &str, path: &'static str, findings: &mut Vec<Rule>) {
    let id = reply.find(group).and_then(|group| child(group.elements(), "MediaId")).and_then(Element::value);
    match id.map(str::trim) {
        None | Some("") => findings.push(Rule::MediaIdMissing(path)),
        Some(id) if MISSING_VALUE_TEXTS.contains(&id) || id.contains("://") => {
            findings.push(Rule::MediaIdSuspicious { path, value: excerpt(id) });
        }
        Some(_) => {}
    }
}

fn music(reply: &Document, findings: &mut Vec<Rule>) {
    let music = reply.find("Music").map(Element::elements).unwrap_or_default();
    if music.is_empty() {
        findings.push(Rule::MusicEmpty);
    }
    for field in ["MusicUrl", "HQMusicUrl"] {
        absolute(music, "Music", field, findings);
    }
    // The documents require it; WeChat accepts a missing element but not an empty one.
    if child(music, "ThumbMediaId").and_then(Element::value).is_some_and(|id| id.trim().is_empty()) {
        findings.push(Rule::MediaIdMissing("Music.ThumbMediaId"));
    }
}

fn articles(reply: &Document) -> Vec<&Element> {
    let articles = reply.find("Articles").map(Element::elements).unwrap_or_default();
    articles.iter().filter(|element| element.name == "item").collect()
}

fn news(reply: &Document, findings: &mut Vec<Rule>) {
    let articles = articles(reply);
    let declared = reply.get("ArticleCount").map(str::trim);
    let shows = |article: &Element| {
        article.elements().iter().any(|field| field.value().is_some_and(|value| !value.trim().is_empty()))
    };
    if !articles.iter().any(|article| shows(article)) {
        findings.push(Rule::NewsEmpty);
    } else if articles.len() > MAX_ARTICLES {
        findings.push(Rule::NewsTooMany(articles.len()));
    }
    if declared.and_then(|count| count.parse::<usize>().ok()) != Some(articles.len()) {
        let declared = declared.map(excerpt);
        findings.push(Rule::NewsCountMismatch { declared, actual: articles.len() });
    }
    for (position, article) in articles.iter().enumerate().take(MAX_ARTICLES) {
        for field in ["Url", "PicUrl"] {
            absolute(article.elements(), &format!("Articles.item[{position}]"), field, findings);
        }
    }
}

/// Reports a link without a scheme or a host. A missing or empty link is allowed.
fn absolute(elements: &[Element], at: &str, field: &str, findings: &mut Vec<Rule>) {
    let value = child(elements, field).and_then(Element::value).map(str::trim).unwrap_or_default();
    let lower = value.to_ascii_lowercase();
    let host = ["http://", "https://"].iter().find_map(|scheme| lower.strip_prefix(scheme));
    if !value.is_empty() && host.is_none_or(|host| host.is_empty() || host.starts_with('/')) {
        findings.push(Rule::UrlNotAbsolute { field: format!("{at}.{field}"), value: excerpt(value) });
    }
}
