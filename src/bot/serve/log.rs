//! The events that the server reports while it runs.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use super::reject::RejectReason;
use crate::bot::external::RuleFailure;
use crate::bot::rules::Problem;
use crate::message::Document;

/// The maximum length of a message's text in the log, in characters.
const MAX_TEXT_CHARS: usize = 40;

/// An event of the server.
#[derive(Debug)]
pub(crate) enum ServerEvent {
    /// A request was answered.
    Request(Box<LogEntry>),
    /// Changed rules are in use; their number.
    Reloaded(usize),
    /// Changed rules are invalid; the old rules stay in use.
    ReloadFailed(Vec<Problem>),
    /// The number of log entries dropped because the log could not be written fast enough.
    EntriesDropped(u64),
}

/// A message and the reply to it, before it is encrypted.
#[derive(Debug, Default)]
pub(crate) struct LoggedExchange {
    /// The message as it arrived, or as it was decrypted.
    pub message: Vec<u8>,
    /// The reply; empty if there is none.
    pub reply: Vec<u8>,
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
    /// The message and its reply, if they are kept.
    pub exchange: Option<Arc<LoggedExchange>>,
    /// The HTTP status.
    pub status: u16,
    /// The duration, in microseconds.
    pub duration_us: u128,
}

/// The maximum memory of the texts of an entry that is used again, in bytes.
const MAX_REUSED_BYTES: usize = 1024;

impl LogEntry {
    /// Returns an empty entry with the memory of this one; `None` if that is unusually large. Entries are freed in
    /// batches, which costs an allocator much more than the work on the request that they are for.
    pub(super) fn emptied(mut self: Box<Self>) -> Option<Box<Self>> {
        let mut texts = [&mut self.path, &mut self.kind, &mut self.user, &mut self.text].map(std::mem::take);
        texts.iter_mut().for_each(String::clear);
        let is_small = texts.iter().map(String::capacity).sum::<usize>() <= MAX_REUSED_BYTES;
        let [path, kind, user, text] = texts;
        *self = Self { path, kind, user, text, ..Self::default() };
        is_small.then_some(self)
    }

    /// Notes the kind, the user and the text of a message.
    pub(super) fn note(&mut self, message: &Document) {
        let field = |name| message.get(name).unwrap_or_default();
        match (field("MsgType"), field("Event"), field("InfoType")) {
            ("", _, info) => info.clone_into(&mut self.kind),
            ("event", event, _) => self.kind = ["event ", event].concat(),
            (kind, ..) => kind.clone_into(&mut self.kind),
        }
        field("FromUserName").clone_into(&mut self.user);
        let texts = ["Content", "Recognition", "EventKey"].into_iter().map(field);
        let text = texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        self.text.push_str(&beginning(text));
    }

    /// Appends the entry to `text` as a JSON object.
    pub(crate) fn json(
        &self,
        text: &mut Vec<u8>,
        explain: fn(&RuleFailure) -> String,
        refusal: fn(&RejectReason) -> String,
    ) {
        text.extend_from_slice(b"{\"at\":");
        value(text, &self.at_ms);
        let reason = self.rejected.as_ref().map(refusal);
        for (name, content) in [
            ("method", Some(&*self.method)),
            ("path", Some(&*self.path)),
            ("kind", Some(&*self.kind)),
            ("user", Some(&*self.user)),
            ("text", Some(&*self.text).filter(|text| !text.is_empty())),
            ("rule", self.rule.as_deref()),
            ("code", self.code.as_deref()),
            ("reply", self.reply),
        ] {
            match content {
                Some(content) => string(text, name, content),
                None if matches!(name, "text" | "code") => {}
                None => member(text, name, &()),
            }
        }
        if self.repeated {
            member(text, "again", &true);
        }
        member(text, "status", &self.status);
        member(text, "ms", &milliseconds(self.duration_us));
        if let Some(reason) = &reason {
            string(text, "refused", reason);
        }
        if self.token_in_query {
            member(text, "token_in_query", &true);
        }
        if !self.failures.is_empty() {
            let failures = self.failures.iter();
            let failures: Vec<JsonFailure<'_>> =
                failures.map(|(rule, failure)| JsonFailure { rule, reason: explain(failure) }).collect();
            member(text, "failures", &failures);
        }
        text.push(b'}');
    }
}

/// A failure in the order and with the names of its JSON.
#[derive(Serialize)]
struct JsonFailure<'a> {
    rule: &'a str,
    reason: String,
}

/// Writes a member of a JSON object after another one.
fn member(text: &mut Vec<u8>, name: &str, content: &impl Serialize) {
    begin_member(text, name);
    value(text, content);
}

/// Writes a member that is a string. The serializer looks at each character of a name or a string in turn, which takes
/// most of the time of an entry; nearly all of them need no escape.
fn string(text: &mut Vec<u8>, name: &str, content: &str) {
    let escaped = |byte: u8| byte < b' ' || matches!(byte, b'"' | b'\\');
    // Without an early exit, the compiler vectorises the loop.
    if content.bytes().fold(false, |found, byte| found | escaped(byte)) {
        return member(text, name, &content);
    }
    begin_member(text, name);
    text.push(b'"');
    text.extend_from_slice(content.as_bytes());
    text.push(b'"');
}

fn begin_member(text: &mut Vec<u8>, name: &str) {
    text.extend_from_slice(b",\"");
    text.extend_from_slice(name.as_bytes());
    text.extend_from_slice(b"\":");
}

fn value(text: &mut Vec<u8>, content: &impl Serialize) {
    // All values can be serialized.
    serde_json::to_writer(text, content).ok();
}

/// Returns milliseconds with one decimal.
fn milliseconds(us: u128) -> f64 {
    let tenths = u32::try_from(us / 100).unwrap_or(u32::MAX);
    f64::from(tenths) / 10.0
}

/// Returns the beginning of a text; a text that is cut ends with `…`.
fn beginning(text: &str) -> Cow<'_, str> {
    // A text has at most as many characters as bytes.
    let end = if text.len() <= MAX_TEXT_CHARS { None } else { text.char_indices().nth(MAX_TEXT_CHARS) };
    match end {
        Some((end, _)) => [&text[..end], "…"].concat().into(),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn written(entry: &LogEntry) -> String {
        let mut text = Vec::new();
        entry.json(&mut text, |failure| failure.code().to_owned(), |reason| reason.body().to_owned());
        String::from_utf8(text).expect("UTF-8")
    }

    #[test]
    fn an_entry_is_a_json_object_with_its_members_in_order() {
        let entry = LogEntry {
            at_ms: 1_700_000_000_123,
            method: "POST".into(),
            path: "/a\"\\\u{1}\u{7f}中".into(),
            text: "你好".into(),
            reply: Some("text"),
            status: 200,
            duration_us: 1234,
            ..LogEntry::default()
        };
        let json = r#"{"at":1700000000123,"method":"POST","path":"/a\"\\\u0001\u{7f}中","kind":"","user":"","text":"你好","rule":null,"reply":"text","status":200,"ms":1.2}"#;
        assert_eq!(written(&entry), json.replace("\\u{7f}", "\u{7f}"));
    }

    #[test]
    fn an_entry_has_the_members_that_apply_to_it() {
        let entry = LogEntry {
            rule: Some("a rule".into()),
            code: Some("500".into()),
            repeated: true,
            rejected: Some(RejectReason::WrongSignature),
            failures: vec![("a \"rule\"".into(), RuleFailure::CallDepth)],
            token_in_query: true,
            ..LogEntry::default()
        };
        let json: Value = serde_json::from_str(&written(&entry)).expect("JSON");
        let wanted = json!({
            "at": 0, "method": "", "path": "", "kind": "", "user": "", "rule": "a rule", "code": "500", "reply": null,
            "again": true, "status": 0, "ms": 0.0, "refused": "Invalid signature", "token_in_query": true,
            "failures": [{ "rule": "a \"rule\"", "reason": "500" }],
        });
        assert_eq!(json, wanted);
    }
}
