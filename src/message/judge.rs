//! The rules of a passive reply (公众平台文档《被动回复用户消息》, 企业微信文档《被动回复消息格式》).

use super::element::{Document, Element, child};
use super::kind::Platform;
use super::push::Push;
use super::rules::{MAX_ARTICLES, Rule, TEXT_BYTES, excerpt};

/// A kind of reply: what it must hold beyond the common fields.
struct ReplyKind {
    name: &'static str,
    rules: fn(&Document, &mut Vec<Rule>),
}

const REPLIES: &[ReplyKind] = &[
    ReplyKind { name: "text", rules: text },
    ReplyKind { name: "image", rules: |reply, findings| media(reply, "Image", "Image.MediaId", findings) },
    ReplyKind { name: "voice", rules: |reply, findings| media(reply, "Voice", "Voice.MediaId", findings) },
    ReplyKind { name: "video", rules: |reply, findings| media(reply, "Video", "Video.MediaId", findings) },
    ReplyKind { name: "music", rules: music },
    ReplyKind { name: "news", rules: news },
    ReplyKind { name: "transfer_customer_service", rules: |_, _| () },
    ReplyKind { name: "transfer_biz_ai_ivr", rules: |_, _| () },
    ReplyKind { name: "update_button", rules: |_, _| () },
    ReplyKind { name: "update_taskcard", rules: |_, _| () },
    ReplyKind { name: "update_template_card", rules: |_, _| () },
    ReplyKind { name: "device_text", rules: |_, _| () },
    ReplyKind { name: "device_event", rules: |_, _| () },
    ReplyKind { name: "device_status", rules: |_, _| () },
    ReplyKind { name: "hardware", rules: |_, _| () },
];

/// The kinds that a reply may be, for `--expect-type` and its completion.
pub fn reply_types() -> impl Iterator<Item = &'static str> {
    REPLIES.iter().map(|kind| kind.name)
}

/// What WeCom's intelligent bots may answer, as JSON with a lower-case `msgtype` (企业微信文档《智能机器人》: 被动回复消息).
const BOT_REPLIES: [&str; 5] =
    ["text", "stream", "template_card", "stream_with_template_card", "update_template_card"];

/// Adds what is wrong with the reply of an intelligent bot; its type.
fn judge_bot<'a>(msg_type: &'a str, findings: &mut Vec<Rule>) -> &'a str {
    if !BOT_REPLIES.contains(&msg_type) {
        findings.push(Rule::UnknownType(Some(excerpt(msg_type))));
    }
    msg_type
}

/// Adds what is wrong with a reply; its type, when it has one.
pub(super) fn judge<'a>(reply: &'a Document, push: &Push, findings: &mut Vec<Rule>) -> Option<&'a str> {
    if let (Some(msg_type), None) = (reply.get("msgtype"), reply.get("MsgType")) {
        return Some(judge_bot(msg_type, findings));
    }
    for (field, mirrored) in [("ToUserName", "FromUserName"), ("FromUserName", "ToUserName")] {
        let Some(expected) = push.document.get(mirrored) else { continue };
        let actual = reply.get(field);
        if actual != Some(expected) {
            findings.push(Rule::UsersNotSwapped {
                field,
                expected: expected.to_owned(),
                actual: actual.map(excerpt),
            });
        }
    }
    let time = reply.get("CreateTime").map(str::trim);
    let seconds = time.is_some_and(|t| t.len() <= 10 && t.parse::<u32>().is_ok());
    if !seconds {
        findings.push(Rule::CreateTimeNotSeconds(time.map(excerpt)));
    }
    let msg_type = reply.get("MsgType").map(str::trim).filter(|msg_type| !msg_type.is_empty());
    match REPLIES.iter().find(|kind| Some(kind.name) == msg_type) {
        Some(kind) => (kind.rules)(reply, findings),
        None => findings.push(Rule::UnknownType(msg_type.map(excerpt))),
    }
    let ordinary = push.platform == Platform::Official
        && push.document.get("MsgType").is_some_and(|msg_type| ORDINARY.contains(&msg_type));
    if ordinary && msg_type == Some("news") {
        let articles = articles(reply).len();
        if articles > 1 {
            findings.push(Rule::NewsOnlyFirst(articles));
        }
    }
    msg_type
}

/// The messages in reply to which an official account may show one article only, since 2018-10-12.
const ORDINARY: &[&str] = &["text", "image", "voice", "video", "shortvideo", "location", "link"];

fn text(reply: &Document, findings: &mut Vec<Rule>) {
    let content = reply.get("Content").unwrap_or_default();
    if content.trim().is_empty() {
        findings.push(Rule::TextEmpty);
    } else if content.len() > TEXT_BYTES {
        findings.push(Rule::TextTooLong(content.len()));
    }
}

fn media(reply: &Document, group: &str, path: &'static str, findings: &mut Vec<Rule>) {
    let id = reply.find(group).and_then(|group| child(group.elements(), "MediaId")).and_then(Element::value);
    if id.is_none_or(|id| id.trim().is_empty()) {
        findings.push(Rule::MediaIdMissing(path));
    }
}

fn music(reply: &Document, findings: &mut Vec<Rule>) {
    let music = reply.find("Music").map(Element::elements).unwrap_or_default();
    for field in ["MusicUrl", "HQMusicUrl"] {
        absolute(music, "Music", field, findings);
    }
    // The documents ask for it; WeChat does without the element but not with an empty one.
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
    if articles.is_empty() {
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

/// A link that is there must begin with its scheme; a missing or empty one is no link.
fn absolute(elements: &[Element], at: &str, field: &str, findings: &mut Vec<Rule>) {
    let value = child(elements, field).and_then(Element::value).map(str::trim).unwrap_or_default();
    let lower = value.to_ascii_lowercase();
    if !value.is_empty() && !lower.starts_with("http://") && !lower.starts_with("https://") {
        findings.push(Rule::UrlNotAbsolute { field: format!("{at}.{field}"), value: excerpt(value) });
    }
}
