//! A request as data, for `--dry-run`, `--curl` and [`Client`](super::Client).

use std::borrow::Cow;
use std::io;

use serde_json::{Value, json};
use url::Url;

use super::Form;
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
    /// The body; empty for GET, and if there is a form.
    pub body: Vec<u8>,
    /// The form that is the body.
    pub form: Option<Form>,
    /// Secret values that are masked wherever they occur.
    pub hidden: Vec<Secret>,
}

impl Request {
    /// Returns the body as text.
    pub(crate) fn body_text(&self) -> String {
        match &self.form {
            Some(form) => form.shown(),
            None => String::from_utf8_lossy(&self.body).into_owned(),
        }
    }

    /// Returns the length of the body, in bytes.
    pub(crate) fn length(&self) -> u64 {
        self.form.as_ref().map_or(self.body.len() as u64, Form::length)
    }

    /// Returns the whole body, with the files of a form.
    pub(crate) fn whole_body(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.form {
            Some(form) => form.read().map(Cow::Owned),
            None => Ok(Cow::Borrowed(&self.body)),
        }
    }

    /// Returns the request with secrets masked.
    #[must_use]
    pub(crate) fn redacted(&self) -> Self {
        let url = Url::parse(&self.mask(&shown(&self.url))).unwrap_or_else(|_| self.url.clone());
        let masked = |text: &str| mask_members(&self.mask(text)).into_owned();
        let body = match std::str::from_utf8(&self.body) {
            Ok(text) => masked(text).into_bytes(),
            Err(_) => self.body.clone(),
        };
        let form = self.form.as_ref().map(|form| form.masked(masked));
        let headers = self.headers.iter().map(|(name, value)| (*name, self.mask(value))).collect();
        Self { url, body, form, headers, hidden: Vec::new(), method: self.method }
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
        if self.length() > 0 {
            let _ = writeln!(text, "\n{}", self.body_text());
        }
        text
    }
}
