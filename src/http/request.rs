//! A request as data, for `--dry-run`, `--curl` and [`Client`](super::Client).

use serde_json::{Value, json};
use url::Url;

use super::url::shown;
use crate::secret::{Secret, mask_members, mask_values};

/// A complete request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Request {
    /// The method: `GET`, `POST`, …
    pub method: &'static str,
    /// The whole URL; the user's query comes first, unchanged.
    pub url: Url,
    /// The header names and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty for GET.
    pub body: Vec<u8>,
    /// The body with secrets masked, if masking JSON members is not enough.
    pub shown_body: Option<Vec<u8>>,
    /// Secret values that are masked wherever they occur.
    pub hidden: Vec<Secret>,
}

impl Request {
    /// Returns the body as text.
    pub(crate) fn body_text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Returns the request with secrets masked.
    #[must_use]
    pub(crate) fn redacted(&self) -> Self {
        let url = Url::parse(&self.mask(&shown(&self.url))).unwrap_or_else(|_| self.url.clone());
        let body = self.shown_body.as_ref().unwrap_or(&self.body);
        let body = match std::str::from_utf8(body) {
            Ok(text) => mask_members(&self.mask(text)).into_owned().into_bytes(),
            Err(_) => body.clone(),
        };
        let headers = self.headers.iter().map(|(name, value)| (*name, self.mask(value))).collect();
        Self { url, body, shown_body: None, headers, hidden: Vec::new(), method: self.method }
    }

    /// Returns a text with `***` in place of the request's secrets.
    pub(crate) fn mask(&self, text: &str) -> String {
        mask_values(text, self.hidden.iter().map(Secret::expose))
    }

    /// Returns the request for `--dry-run --json`.
    pub(crate) fn to_json(&self) -> Value {
        let headers: serde_json::Map<_, _> =
            self.headers.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        json!({ "method": self.method, "url": self.url.as_str(), "headers": headers, "body": self.body_text() })
    }

    /// Returns the request for `--dry-run`, as it is sent.
    pub(crate) fn to_text(&self) -> String {
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
