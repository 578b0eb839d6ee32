//! A request as data: what `--dry-run` shows, `--curl` writes and [`Client`](super::Client) sends.

use reqwest::Url;
use serde_json::{Value, json};

/// A request, complete but for the connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The whole URL; the query that the user gave comes first and is kept as it was.
    pub url: Url,
    /// Header names and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty for GET.
    pub body: Vec<u8>,
}

/// What WeChat's servers call themselves.
const USER_AGENT: &str = "Mozilla/4.0";

impl Request {
    /// A POST as WeChat pushes.
    pub fn post(url: &Url, query: &[(&'static str, String)], content_type: &str, body: Vec<u8>) -> Self {
        let headers = vec![
            ("User-Agent", USER_AGENT.to_owned()),
            ("Accept", "*/*".to_owned()),
            ("Content-Type", content_type.to_owned()),
        ];
        Self { method: "POST", url: with_query(url, query), headers, body }
    }

    /// A GET as WeChat checks a URL.
    pub fn get(url: &Url, query: &[(&'static str, String)]) -> Self {
        let headers = vec![("User-Agent", USER_AGENT.to_owned()), ("Accept", "*/*".to_owned())];
        Self { method: "GET", url: with_query(url, query), headers, body: Vec::new() }
    }

    /// The body as text.
    pub fn body_text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
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
    url.query_pairs_mut().extend_pairs(query);
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
