//! A request as data: what `--dry-run` shows, `--curl` prints and [`Client`](super::Client) sends.

use serde_json::{Value, json};
use url::Url;

use super::url::shown;
use crate::secret::{Secret, mask_members, mask_values};

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
    /// The body as it may be shown, where that takes more than masking members of JSON.
    pub shown_body: Option<Vec<u8>>,
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
        let url = Url::parse(&self.mask(&shown(&self.url))).unwrap_or_else(|_| self.url.clone());
        let body = self.shown_body.as_ref().unwrap_or(&self.body);
        let body = match std::str::from_utf8(body) {
            Ok(text) => mask_members(&self.mask(text)).into_owned().into_bytes(),
            Err(_) => body.clone(),
        };
        let headers = self.headers.iter().map(|(name, value)| (*name, self.mask(value))).collect();
        Self { url, body, shown_body: None, headers, hidden: Vec::new(), method: self.method }
    }

    /// A text with `***` in place of what must not be seen.
    pub fn mask(&self, text: &str) -> String {
        mask_values(text, self.hidden.iter().map(Secret::expose))
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
