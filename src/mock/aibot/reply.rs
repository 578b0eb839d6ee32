//! Checks what a bot sends: the types that each command takes, and their limits.

use serde_json::Value;

use super::exchange::AnswerCommand;
use super::upload::KINDS;
use crate::message::{BotFault, bot_reply_faults, json};
use crate::mock::errmsg::ApiError;

/// The types of messages that a bot sends of its own accord.
const ACTIVE: [&str; 2] = ["markdown", "template_card"];
/// The types of the answer to a message.
const ANSWERS: [&str; 4] = ["stream", "template_card", "stream_with_template_card", "markdown"];

/// Checks the answer to a push.
pub(super) fn check_answer(command: AnswerCommand, reply: &Value, push: &Value) -> Result<(), ApiError> {
    let kind = match command {
        AnswerCommand::Update => reply["response_type"].as_str(),
        _ => reply["msgtype"].as_str(),
    };
    let kind = kind.unwrap_or_default();
    let is_known = match command {
        AnswerCommand::Message => ANSWERS.contains(&kind) || KINDS.contains(&kind),
        AnswerCommand::Welcome => ["text", "template_card"].contains(&kind),
        AnswerCommand::Update => kind == "update_template_card",
    };
    check(is_known, kind, reply, push)
}

/// Checks a message that a bot sends of its own accord.
pub(super) fn check_message(message: &Value) -> Result<(), ApiError> {
    let kind = message["msgtype"].as_str().unwrap_or_default();
    check(ACTIVE.contains(&kind) || KINDS.contains(&kind), kind, message, &Value::Null)
}

/// Checks a message to a `response_url`.
pub(super) fn check_response(message: &Value) -> Result<(), ApiError> {
    let kind = message["msgtype"].as_str().unwrap_or_default();
    check(ACTIVE.contains(&kind), kind, message, &Value::Null)
}

fn check(is_known: bool, kind: &str, reply: &Value, push: &Value) -> Result<(), ApiError> {
    if !is_known {
        return Err(ApiError::saying(40008, "invalid message type"));
    }
    let push = json::from_json(push).unwrap_or_default();
    match bot_reply_faults(kind, reply, &push).first() {
        Some(fault) => Err(ApiError::saying(40058, said(fault))),
        None => Ok(()),
    }
}

fn said(fault: &BotFault) -> String {
    match fault {
        BotFault::Missing(path) => format!("missing {path}"),
        BotFault::Type { path, .. } => format!("invalid {path}"),
        BotFault::TooLong { path, most, .. } => {
            format!("{path} exceed max length {most}. invalid Request Parameter")
        }
        BotFault::UnknownCard(_) => "invalid template_card.card_type".to_owned(),
        _ => "invalid stream.msg_item".to_owned(),
    }
}

/// Returns the `media_id` that a message names.
pub(super) fn media_id(message: &Value) -> Option<(&'static str, &str)> {
    KINDS.into_iter().find_map(|kind| {
        let named = message["msgtype"] == kind;
        named.then(|| (kind, message[kind]["media_id"].as_str().unwrap_or_default()))
    })
}

/// Returns a message as it is kept: pictures by their size only.
pub(super) fn kept(message: &Value) -> Value {
    let mut kept = message.clone();
    if let Some(items) = kept.pointer_mut("/stream/msg_item").and_then(Value::as_array_mut) {
        for item in items {
            if let Some(Value::String(picture)) = item.pointer_mut("/image/base64") {
                *picture = format!("<{} bytes>", picture.len());
            }
        }
    }
    kept
}
