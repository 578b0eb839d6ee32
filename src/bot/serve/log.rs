//! The events that the server reports while it runs.

use std::borrow::Cow;

use serde::Serialize;

use super::reject::RejectReason;
use crate::bot::external::RuleFailure;
use crate::bot::rules::Problem;
use crate::message::Document;

/// The maximum length of a message's text in the log, in characters.
const MAX_TEXT_CHARS: usize = 40;

/// An event of the server.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly all events are requests")]
pub(crate) enum ServerEvent {
    /// A request was answered.
    Request(LogEntry),
    /// Changed rules are in use; their number.
    Reloaded(usize),
    /// Changed rules are invalid; the old rules stay in use.
    ReloadFailed(Vec<Problem>),
    /// The number of log entries dropped because the log could not be written fast enough.
    EntriesDropped(u64),
}

/// The log entry of a request.
#[derive(Debug, Default)]
pub(crate) struct LogEntry {
    /// The time of arrival, in milliseconds since 1970.
    pub at_ms: u64,
    /// `GET` or `POST`.
    pub method: Cow<'static, str>,
    /// The path.
    pub path: String,
    /// The kind of message: `text`, `event subscribe`; empty if unknown.
    pub kind: String,
    /// The user who sent the message.
    pub user: String,
    /// The beginning of the message's text, or the key of its event.
    pub text: String,
    /// The rule that answered.
    pub rule: Option<String>,
    /// The code whose reply was sent, if no rule answered.
    pub code: Option<String>,
    /// The `MsgType` of the reply; `None` if there was no reply.
    pub reply: Option<&'static str>,
    /// `true` for another delivery of a message answered before.
    pub repeated: bool,
    /// The reason for which the request was rejected.
    pub rejected: Option<RejectReason>,
    /// The failures, each with the name of its rule.
    pub failures: Vec<(String, RuleFailure)>,
    /// `true` if the query contained the token.
    pub token_in_query: bool,
    /// The HTTP status.
    pub status: u16,
    /// The duration, in microseconds.
    pub duration_us: u128,
}

/// A log entry in the order and with the names of its JSON.
#[derive(Serialize)]
struct JsonEntry<'a> {
    at: u64,
    method: &'a str,
    path: &'a str,
    kind: &'a str,
    user: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    rule: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    reply: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    again: Option<bool>,
    status: u16,
    ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token_in_query: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    failures: Vec<JsonFailure<'a>>,
}

#[derive(Serialize)]
struct JsonFailure<'a> {
    rule: &'a str,
    reason: String,
}

impl LogEntry {
    /// Notes the kind, the user and the text of a message.
    pub(super) fn note(&mut self, message: &Document) {
        let field = |name| message.get(name).unwrap_or_default();
        self.kind = match (field("MsgType"), field("Event"), field("InfoType")) {
            ("", _, info) => info.to_owned(),
            ("event", event, _) => ["event ", event].concat(),
            (kind, ..) => kind.to_owned(),
        };
        field("FromUserName").clone_into(&mut self.user);
        let texts = ["Content", "Recognition", "EventKey"].into_iter().map(field);
        let text = texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        self.text = beginning(text);
    }

    /// Appends the entry to `text` as a JSON object.
    pub(crate) fn json(
        &self,
        text: &mut Vec<u8>,
        explain: fn(&RuleFailure) -> String,
        refusal: fn(&RejectReason) -> String,
    ) {
        let failures = self.failures.iter();
        let failures =
            failures.map(|(rule, failure)| JsonFailure { rule, reason: explain(failure) }).collect();
        let written = JsonEntry {
            at: self.at_ms,
            method: &self.method,
            path: &self.path,
            kind: &self.kind,
            user: &self.user,
            text: &self.text,
            rule: self.rule.as_deref(),
            code: self.code.as_deref(),
            reply: self.reply,
            again: self.repeated.then_some(true),
            status: self.status,
            ms: milliseconds(self.duration_us),
            refused: self.rejected.as_ref().map(refusal),
            token_in_query: self.token_in_query.then_some(true),
            failures,
        };
        // All values can be serialized.
        serde_json::to_writer(text, &written).ok();
    }
}

/// Returns milliseconds with one decimal.
fn milliseconds(us: u128) -> f64 {
    let tenths = u32::try_from(us / 100).unwrap_or(u32::MAX);
    f64::from(tenths) / 10.0
}

/// Returns the beginning of a text; a text that is cut ends with `…`.
fn beginning(text: &str) -> String {
    // A text has at most as many characters as bytes.
    let end = if text.len() <= MAX_TEXT_CHARS { None } else { text.char_indices().nth(MAX_TEXT_CHARS) };
    match end {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text.to_owned(),
    }
}
