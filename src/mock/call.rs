//! What comes in and what goes out.

use serde_json::{Value, json};

use super::errmsg::Refusal;
use crate::api::Host;

/// A request, with what the world cannot know of itself.
#[derive(Debug, Clone)]
pub struct Call<'a> {
    /// The method, in capitals.
    pub method: &'a str,
    /// Where it was sent.
    pub host: Host,
    /// The path, from its slash on.
    pub path: &'a str,
    /// The query's pairs, decoded, in order.
    pub query: Vec<(String, String)>,
    /// The body.
    pub body: &'a [u8],
    /// The caller's IP address.
    pub from: &'a str,
    /// The time since 1970, in milliseconds.
    pub now_ms: u64,
}

/// An answer, as it goes over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status: 200 for errors too.
    pub status: u16,
    /// The `Content-Type`.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// The errcode in it; 0 where there is none.
    pub errcode: i64,
}

/// What a handler brings.
pub(super) enum Reply {
    /// JSON, which may or may not have an errcode.
    Json(Value),
    /// A picture.
    Png(Vec<u8>),
    /// A page that is not there, on the host of pages.
    NotFound,
}

/// What a handler brings, or WeChat's no.
pub(super) type Outcome = Result<Reply, Refusal>;

impl Call<'_> {
    /// A value of the query that is given and not empty: `next_openid=` means nothing.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(given, value)| given == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    }

    /// The time, in seconds.
    pub(super) fn now(&self) -> u64 {
        self.now_ms / 1000
    }
}

impl Reply {
    /// `{"errcode":0,"errmsg":"ok"}`
    pub(super) fn ok() -> Self {
        Self::Json(json!({ "errcode": 0, "errmsg": "ok" }))
    }
}

impl Answer {
    /// Compact JSON, with the header that WeChat sends.
    pub(super) fn json(value: &Value) -> Self {
        let errcode = value.get("errcode").and_then(Value::as_i64).unwrap_or_default();
        let body = value.to_string().into_bytes();
        Self { status: 200, content_type: "application/json; encoding=utf-8", body, errcode }
    }
}

impl From<Reply> for Answer {
    fn from(reply: Reply) -> Self {
        match reply {
            Reply::Json(value) => Self::json(&value),
            Reply::Png(body) => Self { status: 200, content_type: "image/png", body, errcode: 0 },
            Reply::NotFound => {
                let body = b"<html><head><title>404 Not Found</title></head><body></body></html>".to_vec();
                Self { status: 404, content_type: "text/html", body, errcode: 0 }
            }
        }
    }
}
