//! The frames on the WebSocket: `cmd`, `headers` with `req_id`, and `body`.

use serde_json::{Value, json};

use crate::mock::errmsg::ApiError;

/// A frame of a bot.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::mock) struct Frame {
    pub(in crate::mock) cmd: String,
    pub(in crate::mock) req_id: String,
    pub(in crate::mock) body: Value,
}

/// What a bot sends.
#[derive(Debug, Clone, Copy)]
pub(in crate::mock) enum Content<'a> {
    Text(&'a str),
    /// A binary frame of so many bytes.
    Binary(usize),
}

/// The reason why a frame cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mock) enum Unread {
    NotJson,
    Binary,
}

impl Unread {
    /// Returns the errcode of the answer.
    pub(super) const fn errcode(self) -> i64 {
        match self {
            Self::NotJson | Self::Binary => 47001,
        }
    }
}

/// The greatest length of a `req_id`, in bytes: it is kept.
const MAX_REQ_ID_BYTES: usize = 256;

impl Frame {
    /// Reads a frame.
    pub(in crate::mock) fn parse(content: Content<'_>) -> Result<Self, Unread> {
        let Content::Text(text) = content else { return Err(Unread::Binary) };
        let mut json: Value = serde_json::from_str(text).map_err(|_| Unread::NotJson)?;
        let cmd = json["cmd"].as_str().unwrap_or_default().to_owned();
        let req_id = json["headers"]["req_id"].as_str().filter(|id| id.len() <= MAX_REQ_ID_BYTES);
        let req_id = req_id.unwrap_or_default().to_owned();
        if !json.is_object() {
            return Err(Unread::NotJson);
        }
        Ok(Self { cmd, req_id, body: json["body"].take() })
    }

    /// Returns a text of the body.
    pub(super) fn text(&self, name: &str) -> &str {
        self.body[name].as_str().unwrap_or_default()
    }
}

/// Returns the frame that pushes a message or an event.
pub(super) fn callback(cmd: &str, req_id: &str, body: &Value) -> Value {
    json!({ "cmd": cmd, "headers": { "req_id": req_id }, "body": body })
}

/// Returns the answer to a frame.
pub(super) fn answer(
    req_id: &str,
    outcome: Result<Option<Value>, ApiError>,
    (now, hint, from): (u64, u64, &str),
) -> Value {
    let headers = json!({ "req_id": req_id });
    match outcome {
        Ok(None) => json!({ "headers": headers, "errcode": 0, "errmsg": "ok" }),
        Ok(Some(body)) => json!({ "headers": headers, "body": body, "errcode": 0, "errmsg": "ok" }),
        Err(error) => {
            let errmsg = error.work_errmsg(now, hint, from);
            json!({ "headers": headers, "errcode": error.code, "errmsg": errmsg })
        }
    }
}
