//! Recordings as HTTP archives (HAR 1.2), which browsers and proxies open.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::push::{RecordedBody, RecordedPush};

/// A writer of an archive, one entry at a time.
#[derive(Debug, Default)]
pub(crate) struct Har {
    entries: usize,
}

impl Har {
    /// Returns the text before the first entry.
    pub(crate) fn start() -> String {
        let creator = json!({ "name": "webot", "version": env!("CARGO_PKG_VERSION") });
        format!("{{\"log\":{{\"version\":\"1.2\",\"creator\":{creator},\"entries\":[")
    }

    /// Returns the text of the next entry.
    pub(crate) fn entry(&mut self, push: &RecordedPush) -> String {
        let separator = if self.entries == 0 { "\n" } else { ",\n" };
        self.entries += 1;
        format!("{separator}{}", entry(push))
    }

    /// Returns the text after the last entry.
    pub(crate) fn end() -> &'static str {
        "\n]}}"
    }
}

fn entry(push: &RecordedPush) -> Value {
    let header = |name: &str| {
        let found = push.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    };
    let query = push.target.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let query: Vec<Value> = url::form_urlencoded::parse(query.as_bytes())
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    let mut request = json!({
        "method": push.method,
        "url": format!("http://{}{}", header("host").unwrap_or("localhost"), push.target),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(&push.headers),
        "queryString": query,
        "headersSize": -1,
        "bodySize": size(&push.body),
    });
    if push.method == "POST" {
        request["postData"] = json!({
            "mimeType": header("content-type").unwrap_or_default(),
            "text": String::from_utf8_lossy(&push.body.bytes()),
            "comment": push.message,
        });
    }
    let started = i64::try_from(push.time_ms).ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
    json!({
        "startedDateTime": started.unwrap_or_default().to_string(),
        "time": push.ms,
        "request": request,
        "response": response(push),
        "cache": {},
        "timings": { "send": 0, "wait": push.ms, "receive": 0 },
    })
}

/// Returns the response; one without status if there was none, as browsers write it.
fn response(push: &RecordedPush) -> Value {
    let Some(answer) = &push.answer else {
        return json!({
            "status": 0, "statusText": push.failure.as_deref().unwrap_or_default(), "httpVersion": "", "cookies": [],
            "headers": [], "content": { "size": 0, "mimeType": "x-unknown" }, "redirectURL": "",
            "headersSize": -1, "bodySize": -1,
        });
    };
    let header = |name: &str| {
        let found = answer.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let mut content = json!({ "size": size(&answer.body), "mimeType": header("content-type") });
    match &answer.body {
        RecordedBody::Text(text) => content["text"] = json!(text),
        RecordedBody::Bytes { base64, .. } => {
            content["text"] = json!(base64);
            content["encoding"] = json!("base64");
        }
    }
    if let Some(reply) = &answer.reply {
        content["comment"] = json!(reply);
    }
    json!({
        "status": answer.status, "statusText": "", "httpVersion": "HTTP/1.1", "cookies": [],
        "headers": headers(&answer.headers), "content": content, "redirectURL": header("location"),
        "headersSize": -1, "bodySize": size(&answer.body),
    })
}

fn headers(headers: &[(String, String)]) -> Vec<Value> {
    headers.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

fn size(body: &RecordedBody) -> i64 {
    body.length().and_then(|length| i64::try_from(length).ok()).unwrap_or(-1)
}
