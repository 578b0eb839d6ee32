//! A request as data: what `--dry-run` shows, `--curl` writes and [`Client`](super::Client) sends.

use reqwest::Url;
use serde_json::{Value, json};

use crate::message::Delivery;
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

/// What WeChat's servers call themselves.
const USER_AGENT: &str = "Mozilla/4.0";

impl Request {
    /// A POST as WeChat pushes.
    pub fn post(url: &Url, delivery: Delivery) -> Self {
        let mut headers = vec![
            ("User-Agent", USER_AGENT.to_owned()),
            ("Accept", "*/*".to_owned()),
            ("Content-Type", delivery.content_type.to_owned()),
        ];
        headers.extend(delivery.headers);
        Self {
            method: "POST",
            url: with_query(url, &delivery.query),
            headers,
            body: delivery.body,
            hidden: Vec::new(),
        }
    }

    /// A GET as WeChat checks a URL.
    pub fn get(url: &Url, query: &[(&'static str, String)]) -> Self {
        let headers = vec![("User-Agent", USER_AGENT.to_owned()), ("Accept", "*/*".to_owned())];
        Self { method: "GET", url: with_query(url, query), headers, body: Vec::new(), hidden: Vec::new() }
    }

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

/// Adds to the query without touching what is there: bots route by it, and WeChat signs none of it.
fn with_query(url: &Url, query: &[(&'static str, String)]) -> Url {
    let mut url = url.clone();
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    url
}

/// Whether a URL leads to this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
        Some(url::Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
        None => false,
    }
}

/// A URL for people: with `***` for user and password and for what is secret by its name.
pub fn shown(url: &Url) -> String {
    let mut shown = url.clone();
    if !url.username().is_empty() || url.password().is_some() {
        // Neither can fail for a URL that has a host.
        shown.set_username("***").ok();
        shown.set_password(None).ok();
    }
    let Some(query) = url.query() else { return shown.to_string() };
    let hidden: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, _)) if is_secret(name) => format!("{name}=***"),
            _ => pair.to_owned(),
        })
        .collect();
    shown.set_query(Some(&hidden.join("&")));
    shown.to_string()
}

/// Whether a parameter is secret by its name; `signature` is not: it is worth one request.
pub(crate) fn is_secret(name: &str) -> bool {
    // A name may be percent-encoded itself.
    let pair = format!("{name}=");
    let name = url::form_urlencoded::parse(pair.as_bytes()).next().map(|(name, _)| name.to_ascii_lowercase());
    let words = ["token", "secret", "password", "passwd", "pwd", "ticket", "session", "credential"];
    let exact = ["key", "api_key", "apikey", "auth", "sig", "sign", "code", "pass"];
    name.is_some_and(|name| words.iter().any(|word| name.contains(word)) || exact.contains(&&*name))
}
