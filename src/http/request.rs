//! A request as data: what `--dry-run` shows, `--curl` prints and [`Client`](super::Client) sends.

use serde_json::{Value, json};
use url::Url;

use super::url::shown;
use crate::secret::Secret;

/// A request, complete but for the connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`, …
    pub method: &'static str,
    /// The whole URL; the query that the user gave comes first and is kept as it was.
    pub url: Url,
    /// Header names and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty for GET.
    pub body: Vec<u8>,
    /// What must not be seen, wherever it stands.
    pub hidden: Vec<Secret>,
}

impl Request {
    /// The body as text.
    pub fn body_text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The request without what must not be seen.
    #[must_use]
    pub fn redacted(&self) -> Self {
        let url = Url::parse(&self.cover(&shown(&self.url))).unwrap_or_else(|_| self.url.clone());
        let body = match std::str::from_utf8(&self.body) {
            Ok(text) if !self.hidden.is_empty() => self.cover(text).into_bytes(),
            _ => self.body.clone(),
        };
        let headers = self.headers.iter().map(|(name, value)| (*name, self.cover(value))).collect();
        Self { url, body, headers, hidden: Vec::new(), method: self.method }
    }

    /// A text with `***` in place of what must not be seen.
    pub fn cover(&self, text: &str) -> String {
        let hidden = self.hidden.iter().map(Secret::expose).filter(|secret| !secret.is_empty());
        hidden.fold(text.to_owned(), |text, secret| text.replace(secret, "***"))
    }

    /// The request for `--dry-run --json`.
    pub fn to_json(&self) -> Value {
        let headers: serde_json::Map<_, _> =
            self.headers.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        json!({ "method": self.method, "url": self.url.as_str(), "headers": headers, "body": self.body_text() })
    }

    /// The request for `--dry-run`, as it goes over the wire.
    pub fn to_text(&self) -> String {
        use std::fmt::Write as _;
        let mut text = format!("{} {}\n", self.method, self.url);
        for (name, value) in &self.headers {
            let _ = writeln!(text, "{name}: {value}");
        }
        if !self.body.is_empty() {
            let _ = writeln!(text, "\n{}", self.body_text());
        }
        text
    }
}
