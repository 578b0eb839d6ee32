//! The log of recent calls without secrets, for `/__webot/requests` and `openapi/rid/get`.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::call::{MockAnswer, MockCall};
use crate::secret::{MASK, Position, is_secret, mask_body, mask_members, mask_values};

/// The maximum number of logged calls.
const MAX_LOGGED_CALLS: usize = 1000;
/// The maximum length of each logged text, in bytes.
const MAX_LOGGED_TEXT_BYTES: usize = 4096;
/// The recent calls, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Log(VecDeque<LoggedCall>);

/// An answered call.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct LoggedCall {
    pub(super) at_ms: u64,
    host: String,
    method: String,
    path: String,
    query: Vec<(String, String)>,
    pub(super) body: String,
    errcode: i64,
    rid: String,
    /// The error answer; empty if the call succeeded.
    pub(super) answer: String,
    pub(super) from: String,
    /// The appid or corpid of the caller; empty if it is unknown.
    pub(super) account: String,
}

/// The caller's appid or corpid, and the `rid` of the call.
pub(super) struct Trace {
    pub(super) account: String,
    pub(super) rid: String,
}

impl Log {
    /// Adds a call. Each value in `hidden` is masked in all texts.
    pub(super) fn push<'a>(
        &mut self,
        call: &MockCall<'_>,
        answer: &MockAnswer,
        trace: Trace,
        hidden: impl Iterator<Item = &'a str>,
    ) {
        let hidden: Vec<&str> = hidden.collect();
        let hide = |text: &str| mask_values(text, hidden.iter().copied());
        let pair = |(name, value): &(String, String)| {
            (
                shortened(&hide(name)),
                if is_secret(name, Position::Query) { MASK.to_owned() } else { shortened(&hide(value)) },
            )
        };
        let refused = answer.errcode != 0;
        if self.0.len() >= MAX_LOGGED_CALLS {
            self.0.pop_front();
        }
        self.0.push_back(LoggedCall {
            at_ms: call.now_ms,
            host: call.host.name().to_owned(),
            method: shortened(call.method),
            path: shortened(&hide(call.path)),
            query: call.query.iter().take(64).map(pair).collect(),
            // A form is a file for the most part.
            body: if call.body.starts_with(b"--") {
                format!("<form of {} bytes>", call.body.len())
            } else {
                shortened(&hide(&mask_body(&String::from_utf8_lossy(call.body))))
            },
            errcode: answer.errcode,
            rid: if refused { trace.rid } else { String::new() },
            answer: if refused {
                hide(&mask_members(&String::from_utf8_lossy(&answer.body)))
            } else {
                String::new()
            },
            from: call.from.to_owned(),
            account: trace.account,
        });
    }

    /// Returns the failed call with this `rid`.
    pub(super) fn of_rid(&self, rid: &str) -> Option<&LoggedCall> {
        self.0.iter().rev().find(|seen| seen.rid == rid && !rid.is_empty())
    }

    /// Returns the newest call, with the error that answered it, if it is that of this path and time.
    pub(super) fn newest(&self, path: &str, at_ms: u64) -> Option<Value> {
        let is_same = |call: &&LoggedCall| {
            call.at_ms == at_ms && (call.path == shortened(path) || call.path.contains(MASK))
        };
        let call = self.0.back().filter(is_same)?;
        let mut shown = call.shown();
        shown["account"] = json!(call.account);
        shown["answer"] = json!(Some(&call.answer).filter(|answer| !answer.is_empty()));
        Some(shown)
    }

    /// Returns the log as `/__webot/requests` shows it.
    pub(super) fn shown(&self) -> Value {
        self.0.iter().map(LoggedCall::shown).collect()
    }
}

impl LoggedCall {
    fn shown(&self) -> Value {
        let query: serde_json::Map<String, Value> =
            self.query.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
        let body = match self.body.as_str() {
            "" => Value::Null,
            body => serde_json::from_str(body).unwrap_or_else(|_| json!(body)),
        };
        let mut shown = json!({
            "at": self.at_ms,
            "method": self.method,
            "host": self.host,
            "path": self.path,
            "query": query,
            "body": body,
            "errcode": self.errcode,
        });
        if !self.rid.is_empty() {
            shown["rid"] = json!(self.rid);
        }
        shown
    }

    /// Returns the query as text, not encoded.
    pub(super) fn query_text(&self) -> String {
        let pairs: Vec<String> = self.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("&")
    }
}

fn shortened(text: &str) -> String {
    let mut end = MAX_LOGGED_TEXT_BYTES.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}
