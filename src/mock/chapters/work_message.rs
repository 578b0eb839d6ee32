//! Handlers for messages of WeCom's apps to members (企业微信文档《发送应用消息》).

use serde_json::{Value, json};

use super::media::SAMPLE_ID;
use super::work_app::own_app;
use crate::api::{CardFaultKind, card_faults};
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::company::Company;
use crate::mock::state::media::stable_id;
use crate::mock::state::quota::day;
use crate::mock::state::work_message::SentMessage;

handlers! {
    "send" => |account, asked| send(account, asked),
    "recall" => |_, asked| recall(asked),
    "statistics" => |_, asked| Ok(statistics(asked)),
    "update_card" => |account, asked| update_card(account, asked),
}

/// The message of the example in help.
const SAMPLE_MSGID: &str = "SAMPLE_MSGID";
/// The code of the example in help.
const SAMPLE_CODE: &str = "RESPONSE_CODE";
/// The maximum number of articles.
const MAX_ARTICLES: usize = 8;

/// The maximum length of a text, in bytes; WeCom cuts the rest.
const MAX_TEXT_BYTES: usize = 2048;
/// The lengths of the title and the description of a mini-program's notice, in characters.
const NOTICE_CHARS: std::ops::RangeInclusive<usize> = 4..=12;
/// The maximum number of lines of a mini-program's notice, and the maximum lengths of a key and a value in characters.
const MAX_NOTICE_ITEMS: usize = 10;
const MAX_KEY_CHARS: usize = 10;
const MAX_VALUE_CHARS: usize = 30;

/// Returns the message as members get it.
pub(super) fn as_received(mut message: Value) -> Value {
    if let Some(Value::String(content)) = message.pointer_mut("/text/content") {
        let most = MAX_TEXT_BYTES.min(content.len());
        let end = (0..=most).rev().find(|&end| content.is_char_boundary(end)).unwrap_or_default();
        content.truncate(end);
    }
    message
}

/// Checks the notice of a mini-program.
fn notice(content: &Value) -> Result<(), ApiError> {
    let wrong = |field: &str| Err(ApiError::saying(40058, format!("invalid miniprogram_notice.{field}")));
    let chars = |value: &Value| value.as_str().map_or(0, |text| text.chars().count());
    if !NOTICE_CHARS.contains(&chars(&content["title"])) {
        return wrong("title");
    }
    let description = chars(&content["description"]);
    if description > 0 && !NOTICE_CHARS.contains(&description) {
        return wrong("description");
    }
    let items = content["content_item"].as_array().map(Vec::as_slice).unwrap_or_default();
    if items.len() > MAX_NOTICE_ITEMS {
        return wrong("content_item");
    }
    for item in items {
        if !(1..=MAX_KEY_CHARS).contains(&chars(&item["key"])) {
            return wrong("content_item.key");
        }
        if !(1..=MAX_VALUE_CHARS).contains(&chars(&item["value"])) {
            return wrong("content_item.value");
        }
    }
    Ok(())
}

/// Checks the object of a message of whatever kind; `name` is its `msgtype`.
pub(super) fn check_content(asked: &CheckedCall<'_>) -> Result<(), ApiError> {
    let kind = asked.text("/msgtype");
    let content = asked.body.get(&kind).filter(|content| content.is_object());
    let content = content.ok_or_else(|| ApiError::saying(40058, format!("missing {kind}")))?;
    let text = |field: &str| content[field].as_str().unwrap_or_default();
    match kind.as_str() {
        "text" | "markdown" if text("content").trim().is_empty() => Err(ApiError::new(44004)),
        "image" | "voice" | "video" | "file" => has_media(text("media_id"), &kind, asked),
        "textcard" if text("title").is_empty() => Err(ApiError::new(41016)),
        "textcard" if text("description").is_empty() => Err(ApiError::new(41033)),
        "textcard" if text("url").is_empty() => Err(ApiError::new(41010)),
        "miniprogram_notice" => notice(content),
        "news" | "mpnews" => articles(content, &kind, asked),
        "template_card" => match card_faults(content).first() {
            Some(fault) => {
                let what = match fault.kind {
                    CardFaultKind::Missing => "missing",
                    CardFaultKind::TooMany(_) => "too many",
                    CardFaultKind::Unknown | CardFaultKind::Form | CardFaultKind::Twice => "invalid",
                };
                Err(ApiError::saying(40058, format!("{what} {}", fault.path)))
            }
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn articles(content: &Value, kind: &str, asked: &CheckedCall<'_>) -> Result<(), ApiError> {
    let articles = content["articles"].as_array().map(Vec::as_slice).unwrap_or_default();
    if articles.is_empty() || articles.len() > MAX_ARTICLES {
        return Err(ApiError::new(45008));
    }
    for article in articles {
        let text = |field: &str| article[field].as_str().unwrap_or_default();
        if text("title").is_empty() {
            return Err(ApiError::new(41016));
        }
        if kind == "mpnews" {
            has_media(text("thumb_media_id"), "image", asked)?;
        }
    }
    Ok(())
}

/// Checks that a file of this kind is there.
pub(super) fn has_media(id: &str, kind: &str, asked: &CheckedCall<'_>) -> Result<(), ApiError> {
    let medium = asked.company.media.temporary(id, asked.now());
    if id == SAMPLE_ID || medium.is_some_and(|medium| medium.kind == kind) {
        Ok(())
    } else {
        Err(ApiError::new(40007))
    }
}

/// The receivers of a message.
struct Receivers {
    users: Vec<String>,
    invalid_users: Vec<String>,
    invalid_parties: Vec<String>,
    invalid_tags: Vec<String>,
}

/// Returns the receivers that a message names.
fn receivers(asked: &CheckedCall<'_>, company: &Company) -> Result<Receivers, ApiError> {
    let list = |pointer: &str| -> Vec<String> {
        asked
            .text(pointer)
            .split('|')
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (users, parties, tags) = (list("/touser"), list("/toparty"), list("/totag"));
    let all = || {
        company.members.values().filter_map(|member| member["userid"].as_str().map(str::to_owned)).collect()
    };
    if users == ["@all"] {
        let (invalid_users, invalid_parties, invalid_tags) = (Vec::new(), Vec::new(), Vec::new());
        return Ok(Receivers { users: all(), invalid_users, invalid_parties, invalid_tags });
    }
    let (known, invalid_users): (Vec<String>, Vec<String>) =
        users.into_iter().partition(|userid| company.member(userid).is_some());
    let mut reached: Vec<String> = known;
    let mut invalid_parties = Vec::new();
    for party in parties {
        let number = party.parse().ok().filter(|number| company.departments.contains_key(number));
        let Some(number) = number else {
            invalid_parties.push(party);
            continue;
        };
        let below = company.tree(number);
        let members = company.members_in(&below).filter_map(|member| member["userid"].as_str());
        reached.extend(members.map(str::to_owned));
    }
    let mut invalid_tags = Vec::new();
    for tag in tags {
        match tag.parse().ok().and_then(|number: u64| company.tags.get(&number)) {
            Some(own) => {
                reached.extend(own.users.iter().cloned());
                let members = company.members_in(&own.parties).filter_map(|member| member["userid"].as_str());
                reached.extend(members.map(str::to_owned));
            }
            None => invalid_tags.push(tag),
        }
    }
    reached.sort_unstable();
    reached.dedup();
    if reached.is_empty() {
        return Err(ApiError::new(81013));
    }
    Ok(Receivers { users: reached, invalid_users, invalid_parties, invalid_tags })
}

/// `POST /cgi-bin/message/send`: wrong receivers beside right ones stand in the answer.
fn send(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    let kind = asked.text("/msgtype");
    // The notice of a mini-program goes out through the app of the mini-program.
    let agentid = if kind == "miniprogram_notice" { 0 } else { own_app(account, asked.number("/agentid"))? };
    check_content(asked)?;
    let found = receivers(asked, asked.company)?;
    let now = asked.now();
    let (users, dropped): (Vec<String>, Vec<String>) =
        found.users.into_iter().partition(|user| asked.company.messages.has_room(agentid, user, now));
    let number = asked.company.messages.next();
    let msgid = stable_id(&asked.company.id, "message", number, 43);
    let is_interactive = asked.text("/template_card/card_type").ends_with("_interaction")
        || asked.body.pointer("/template_card/action_menu").is_some();
    let code = is_interactive.then(|| stable_id(&asked.company.id, "response_code", number, 60));
    let mut reply = json!({
        "errcode": 0, "errmsg": "ok",
        "invaliduser": found.invalid_users.join("|"),
        "invalidparty": found.invalid_parties.join("|"),
        "invalidtag": found.invalid_tags.join("|"),
        "unlicenseduser": "",
        "msgid": msgid,
    });
    if let Some(code) = &code {
        reply["response_code"] = json!(code);
    }
    let body = as_received(asked.body.clone());
    let sent = SentMessage {
        msgid,
        agentid,
        users,
        dropped,
        body,
        response_code: code,
        at: now,
        is_recalled: false,
    };
    asked.company.messages.add(sent);
    Ok(HandlerReply::Json(reply))
}

/// `POST /cgi-bin/message/recall`
fn recall(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (msgid, now) = (asked.text("/msgid"), asked.now());
    if msgid == SAMPLE_MSGID || asked.company.messages.recall(&msgid, now) {
        Ok(HandlerReply::ok())
    } else {
        Err(ApiError::saying(40058, "invalid msgid"))
    }
}

/// `POST /cgi-bin/message/get_statistics`
fn statistics(asked: &CheckedCall<'_>) -> HandlerReply {
    let wanted = day(asked.call.now_ms).saturating_sub(asked.number("/time_type").unwrap_or_default());
    let mut counts = std::collections::BTreeMap::<u64, u64>::new();
    for sent in asked.company.messages.all().filter(|sent| day(sent.at * 1000) == wanted) {
        // A message that the limit of a minute keeps from everybody is not counted.
        *counts.entry(sent.agentid).or_default() += u64::from(!sent.users.is_empty());
    }
    let shown = |(agentid, count): (&u64, &u64)| json!({ "agentid": agentid, "app_name": "示例应用", "count": count });
    let list: Vec<Value> = counts.iter().map(shown).collect();
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "statistics": list }))
}

/// `POST /cgi-bin/message/update_template_card`: a code works once.
fn update_card(account: &mut Account, asked: &mut CheckedCall<'_>) -> HandlerResult {
    own_app(account, asked.number("/agentid"))?;
    let card = asked.body.get("template_card").cloned();
    if let Some(fault) = card.as_ref().and_then(|card| card_faults(card).into_iter().next()) {
        return Err(ApiError::saying(40058, format!("invalid {}", fault.path)));
    }
    let code = asked.text("/response_code");
    match asked.company.messages.take_code(&code) {
        Some(sent) => {
            if let Some(card) = card {
                sent.body["template_card"] = card;
            }
        }
        None if code == SAMPLE_CODE => {}
        None => return Err(ApiError::saying(40058, "invalid response_code")),
    }
    let users = asked.texts("/userids");
    let invalid: Vec<String> =
        users.into_iter().filter(|user| asked.company.member(user).is_none()).collect();
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "invaliduser": invalid })))
}
