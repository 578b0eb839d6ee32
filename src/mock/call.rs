//! A request to the mock and its answer, independent of HTTP.

use serde_json::{Value, json};

use super::errmsg::ApiError;
use super::pay_refusal;
use super::sign_cause::{PayWarning, SignCause};
use crate::api::Host;

/// A request, with the caller's address and the time, which the world does not look up itself.
#[derive(Debug, Clone)]
pub(crate) struct MockCall<'a> {
    /// The method, in upper case.
    pub method: &'a str,
    /// The host that it was sent to.
    pub host: Host,
    /// The path, from its first slash.
    pub path: &'a str,
    /// The path with its query, as they were sent: WeChat Pay signs them.
    pub target: &'a str,
    /// The decoded pairs of the query, in order.
    pub query: Vec<(String, String)>,
    /// The body.
    pub body: &'a [u8],
    /// The headers that sign the call, and `Host`.
    pub headers: Vec<(String, String)>,
    /// The caller's IP address.
    pub from: &'a str,
    /// The time since 1970, in milliseconds.
    pub now_ms: u64,
}

#[cfg(test)]
impl<'a> MockCall<'a> {
    /// Returns a POST from this machine at the beginning of 1970, for tests, which change what they are about.
    pub(crate) fn posted(host: Host, path: &'a str, body: &'a [u8]) -> Self {
        let (query, headers) = (Vec::new(), Vec::new());
        let target = path;
        Self { method: "POST", host, path, target, query, body, headers, from: "127.0.0.1", now_ms: 0 }
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MockAnswer {
    /// The HTTP status. Errors have 200 too.
    pub status: u16,
    /// The `Content-Type`.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// The errcode in the body; 0 if there is none.
    pub errcode: i64,
    /// The headers that sign the answer or name a file.
    pub headers: Vec<(&'static str, String)>,
    /// The hash of the uploaded file that is the body, in place of `body`.
    pub stored: Option<String>,
    /// `true` if the answer was made up from the table of fields: no state is behind it.
    pub is_generated: bool,
    /// The reasons for a refused signature.
    pub causes: Vec<SignCause>,
    /// The things that WeChat itself would refuse.
    pub warnings: Vec<PayWarning>,
}

/// The successful answer of a handler.
pub(super) enum HandlerReply {
    /// JSON with or without an errcode.
    Json(Value),
    /// An answer that is made up from the table of fields, with its `Content-Type`.
    Generated(&'static str, Vec<u8>),
    /// Success without a body.
    Nothing,
    /// An image.
    Png(Vec<u8>),
    /// A file.
    File {
        /// The content.
        content: Vec<u8>,
        /// The content type.
        content_type: &'static str,
        /// The file name.
        name: String,
    },
    /// An uploaded file.
    Stored {
        /// The hash of its content.
        content: String,
        /// The content type.
        content_type: &'static str,
        /// The file name.
        name: String,
    },
    /// An image of another kind, with further headers.
    Picture {
        /// The `Content-Type`.
        content_type: &'static str,
        /// The image.
        body: Vec<u8>,
        /// The headers.
        headers: Vec<(&'static str, String)>,
    },
    /// A page that does not exist, on the host of web pages.
    NotFound,
}

/// The result of a handler.
pub(super) type HandlerResult = Result<HandlerReply, ApiError>;

impl MockCall<'_> {
    /// Returns a value of the query; `None` if it is missing or empty, as in `next_openid=`.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(given, value)| given == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Returns the time, in seconds since 1970.
    pub(super) fn now(&self) -> u64 {
        self.now_ms / 1000
    }
}

impl HandlerReply {
    /// Returns `{"errcode":0,"errmsg":"ok"}`.
    pub(super) fn ok() -> Self {
        Self::Json(json!({ "errcode": 0, "errmsg": "ok" }))
    }
}

impl MockAnswer {
    /// Returns an answer of compact JSON, with the `Content-Type` of WeChat.
    pub(super) fn json(value: &Value) -> Self {
        let errcode = value.get("errcode").and_then(Value::as_i64).unwrap_or_default();
        let body = value.to_string().into_bytes();
        Self {
            status: 200,
            content_type: "application/json; encoding=utf-8",
            body,
            errcode,
            headers: Vec::new(),
            stored: None,
            is_generated: false,
            causes: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

impl MockAnswer {
    /// Returns an answer with the headers of a file.
    fn file(content_type: &'static str, name: &str) -> Self {
        let name = name.replace(['"', '\\'], "_");
        let headers = vec![("content-disposition", format!("attachment; filename=\"{name}\""))];
        Self { content_type, headers, body: Vec::new(), ..Self::json(&Value::Null) }
    }

    /// Returns an error answer. Its message ends with the `rid` or, for WeCom, with the hint by which the platform
    /// finds the call again.
    pub(super) fn refusal(error: &ApiError, call: &MockCall<'_>, rid: &str, hint: u64) -> Self {
        if call.host.is_pay() {
            return pay_refusal::answer(error, call);
        }
        let code = error.code;
        let errmsg = if call.host == Host::Work {
            error.work_errmsg(call.now(), hint, call.from)
        } else {
            format!("{} rid: {rid}", error.message(call.host))
        };
        Self::json(&json!({ "errcode": code, "errmsg": errmsg }))
    }
}

impl From<HandlerReply> for MockAnswer {
    fn from(reply: HandlerReply) -> Self {
        match reply {
            HandlerReply::Json(value) => Self::json(&value),
            HandlerReply::Generated(content_type, body) => {
                Self { is_generated: true, content_type, body, ..Self::json(&Value::Null) }
            }
            HandlerReply::Nothing => {
                Self { status: 204, is_generated: true, body: Vec::new(), ..Self::json(&Value::Null) }
            }
            HandlerReply::Png(body) => Self { content_type: "image/png", body, ..Self::json(&Value::Null) },
            HandlerReply::File { content, content_type, name } => {
                Self { body: content, ..Self::file(content_type, &name) }
            }
            HandlerReply::Stored { content, content_type, name } => {
                Self { stored: Some(content), ..Self::file(content_type, &name) }
            }
            HandlerReply::Picture { content_type, body, headers } => {
                Self { content_type, body, headers, ..Self::json(&Value::Null) }
            }
            HandlerReply::NotFound => {
                let body = b"<html><head><title>404 Not Found</title></head><body></body></html>".to_vec();
                Self { status: 404, content_type: "text/html", body, ..Self::json(&Value::Null) }
            }
        }
    }
}
