//! The replies of WeCom's intelligent bots: JSON with names in lower case (企业微信文档《智能机器人》: 被动回复消息).

use serde_json::Value;

use super::element::{Document, Element, child};
use super::rules::{BotFault, Rule};
use crate::lang::excerpt;

/// The types of replies. The answer to an event of a card names its type `response_type`.
pub(super) const REPLIES: [&str; 5] =
    ["text", "stream", "template_card", "stream_with_template_card", "update_template_card"];

/// The types of replies over a WebSocket beyond those (企业微信文档《智能机器人长连接》, aibot-node-sdk: `replyMedia`).
pub(super) const SOCKET_REPLIES: [&str; 5] = ["markdown", "image", "voice", "file", "video"];

/// The types of cards (企业微信文档《模板卡片类型》).
const CARDS: [&str; 5] =
    ["text_notice", "news_notice", "button_interaction", "vote_interaction", "multiple_interaction"];

/// The largest content of a stream or of Markdown, in bytes.
const MAX_CONTENT_BYTES: usize = 20_480;
/// The largest number of pictures in a stream.
const MAX_PICTURES: usize = 10;
/// The largest id of a feedback, in bytes.
const MAX_FEEDBACK_BYTES: usize = 256;

/// Returns the type of a reply, and the name of the member that holds it.
pub(super) fn type_of(reply: &Document) -> Option<(&'static str, &str)> {
    ["msgtype", "response_type"].into_iter().find_map(|name| Some((name, reply.get(name)?)))
}

/// Checks a reply by its members. `push` is the push that it answers; over a WebSocket there are more types.
pub(super) fn judge(
    msg_type: &str,
    reply: &Value,
    push: &Document,
    over_socket: bool,
    findings: &mut Vec<Rule>,
) {
    let is_known = REPLIES.contains(&msg_type) || over_socket && SOCKET_REPLIES.contains(&msg_type);
    // A callback URL may answer a message with a text, although it is not documented; over a WebSocket 40008 refuses it.
    let is_event = push.get("msgtype") == Some("event");
    if !is_known || over_socket && msg_type == "text" && !is_event {
        findings.push(Rule::UnknownType(Some(excerpt(msg_type))));
        return;
    }
    findings.extend(faults(msg_type, reply, push).into_iter().map(Rule::BotReply));
}

/// Returns the faults of a reply of a type.
pub(crate) fn faults(msg_type: &str, reply: &Value, push: &Document) -> Vec<BotFault> {
    let mut faults = Vec::new();
    match msg_type {
        "text" => {
            if let Some(text) = object(reply, "text", &mut faults) {
                filled(text, "content", "text.content", &mut faults);
            }
            // 企业微信文档《智能机器人》: 被动回复消息, 文本消息.
            let is_event = push.get("msgtype") == Some("event");
            if faults.is_empty() && push.get("msgtype").is_some() && !is_event {
                faults.push(BotFault::TextNotWelcome);
            }
        }
        "stream" => stream(reply, push, &mut faults),
        "template_card" | "update_template_card" => card(reply, &mut faults),
        "stream_with_template_card" => {
            stream(reply, push, &mut faults);
            // The card may come with any part of the stream.
            if reply.get("template_card").is_some() {
                card(reply, &mut faults);
            }
        }
        "markdown" => {
            if let Some(markdown) = object(reply, "markdown", &mut faults) {
                filled(markdown, "content", "markdown.content", &mut faults);
                content(markdown, "markdown.content", &mut faults);
            }
        }
        "image" => media(reply, "image", "image.media_id", &mut faults),
        "voice" => media(reply, "voice", "voice.media_id", &mut faults),
        "file" => media(reply, "file", "file.media_id", &mut faults),
        "video" => media(reply, "video", "video.media_id", &mut faults),
        _ => {}
    }
    faults
}

fn media(reply: &Value, name: &'static str, path: &'static str, faults: &mut Vec<BotFault>) {
    if let Some(medium) = object(reply, name, faults) {
        filled(medium, "media_id", path, faults);
    }
}

/// Checks the length of a content.
fn content(value: &Value, path: &'static str, faults: &mut Vec<BotFault>) {
    match value.get("content") {
        Some(Value::String(content)) if content.len() > MAX_CONTENT_BYTES => {
            faults.push(BotFault::TooLong { path, bytes: content.len(), most: MAX_CONTENT_BYTES });
        }
        Some(value) if !value.is_string() && !value.is_null() => {
            let given = excerpt(&value.to_string());
            faults.push(BotFault::Type { path, wanted: "\"…\"", given });
        }
        _ => {}
    }
}

/// Returns the object of a member, which must be one.
fn object<'a>(reply: &'a Value, name: &'static str, faults: &mut Vec<BotFault>) -> Option<&'a Value> {
    match reply.get(name) {
        Some(value) if value.is_object() => return Some(value),
        Some(value) => {
            faults.push(BotFault::Type { path: name, wanted: "{…}", given: excerpt(&value.to_string()) });
        }
        None => faults.push(BotFault::Missing(name)),
    }
    None
}

/// Checks that a member is text with something in it.
fn filled(value: &Value, name: &str, path: &'static str, faults: &mut Vec<BotFault>) {
    match value.get(name) {
        Some(Value::String(text)) if !text.trim().is_empty() => {}
        Some(Value::String(_) | Value::Null) | None => faults.push(BotFault::Missing(path)),
        Some(other) => {
            faults.push(BotFault::Type { path, wanted: "\"…\"", given: excerpt(&other.to_string()) });
        }
    }
}

fn stream(reply: &Value, push: &Document, faults: &mut Vec<BotFault>) {
    let Some(stream) = object(reply, "stream", faults) else { return };
    filled(stream, "id", "stream.id", faults);
    // WeCom asks for the rest of a stream by its id.
    let asked =
        push.find("stream").and_then(|stream| child(stream.elements(), "id")).and_then(Element::value);
    if let (Some(asked), Some(id)) = (asked, stream["id"].as_str())
        && asked != id
    {
        faults.push(BotFault::OtherStream { asked: excerpt(asked), given: excerpt(id) });
    }
    let is_wrong = |value: &&Value, right: bool| !right && !value.is_null();
    let finish = stream.get("finish");
    if let Some(value) = finish.filter(|value| is_wrong(value, value.is_boolean())) {
        let given = excerpt(&value.to_string());
        faults.push(BotFault::Type { path: "stream.finish", wanted: "true / false", given });
    }
    content(stream, "stream.content", faults);
    if let Some(pictures) = stream.get("msg_item").and_then(Value::as_array).filter(|items| !items.is_empty())
    {
        if pictures.len() > MAX_PICTURES {
            faults.push(BotFault::TooManyPictures { count: pictures.len(), most: MAX_PICTURES });
        }
        if finish == Some(&Value::Bool(false)) {
            faults.push(BotFault::PicturesBeforeEnd);
        }
    }
    if let Some(id) = stream["feedback"]["id"].as_str().filter(|id| id.len() > MAX_FEEDBACK_BYTES) {
        let (path, most) = ("stream.feedback.id", MAX_FEEDBACK_BYTES);
        faults.push(BotFault::TooLong { path, bytes: id.len(), most });
    }
}

fn card(reply: &Value, faults: &mut Vec<BotFault>) {
    let Some(card) = object(reply, "template_card", faults) else { return };
    filled(card, "card_type", "template_card.card_type", faults);
    if let Some(given) =
        card["card_type"].as_str().filter(|given| !given.is_empty() && !CARDS.contains(given))
    {
        faults.push(BotFault::UnknownCard(excerpt(given)));
    }
}
