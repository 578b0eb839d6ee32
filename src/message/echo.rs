//! The answer to a URL check: WeChat compares bytes (公众平台文档《接入指南》, 企业微信文档《接收消息与事件》).

use super::reply::{Answer, Page, html_page, inflate};
use super::rules::DEADLINE_MS;
use crate::lang::{Severity, one_line};

/// Why WeChat would refuse a URL, or what it should not be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A byte order mark in front of the echostr.
    Bom,
    /// White space in front of it.
    LeadingSpace,
    /// A line break or blank behind it.
    TrailingNewline,
    /// In quotes, as JSON writes a string.
    JsonQuoted,
    /// Inside a JSON object or array.
    JsonObject,
    /// In or in place of a page of HTML; its title.
    HtmlPage(Option<String>),
    /// Compressed.
    Gzip,
    /// A redirect; where it leads, without its query.
    Redirect(String),
    /// 404 or 405; which.
    NotFound(u16),
    /// The bot refuses the signature.
    WrongToken {
        /// What the bot says.
        answer: String,
        /// Whether the token without the white space around it is accepted.
        trimmed: bool,
    },
    /// The bot has not seen the query.
    QueryLost(String),
    /// Later than [`DEADLINE_MS`]; how late, in milliseconds.
    Late(u64),
    /// No body.
    Empty,
    /// The encrypted echostr as it came, not decrypted.
    NotDecrypted,
    /// Something else; how it begins.
    EchoesOther(String),
    /// Another status than 200.
    HttpStatus(u16),
    /// Sent in chunks, without a length; some of WeChat's servers refuse that.
    Chunked,
    /// A port other than 80 and 443.
    Port(u16),
    /// The bot accepts a wrong signature.
    AcceptsWrongSignature,
}

impl Cause {
    /// The cause's name, as it stands in the documentation and in `--json`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Bom => "bom",
            Self::LeadingSpace => "leading-space",
            Self::TrailingNewline => "trailing-newline",
            Self::JsonQuoted => "json-quoted",
            Self::JsonObject => "json-object",
            Self::HtmlPage(_) => "html-page",
            Self::Gzip => "gzip",
            Self::Redirect(_) => "redirect",
            Self::NotFound(_) => "not-found",
            Self::WrongToken { .. } => "wrong-token",
            Self::QueryLost(_) => "query-lost",
            Self::Late(_) => "late",
            Self::Empty => "empty",
            Self::NotDecrypted => "not-decrypted",
            Self::EchoesOther(_) => "echoes-other",
            Self::HttpStatus(_) => "http-status",
            Self::Chunked => "chunked",
            Self::Port(_) => "port",
            Self::AcceptsWrongSignature => "accepts-wrong-signature",
        }
    }

    /// Whether WeChat refuses the URL because of it.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Chunked | Self::Port(_) | Self::AcceptsWrongSignature => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// A URL check: what was sent, and what must come back.
#[derive(Debug, Clone, Copy)]
pub struct Check<'a> {
    /// The bytes that must come back.
    pub expected: &'a str,
    /// What stood in the query: the same, or its encryption.
    pub sent: &'a str,
}

/// Compares an answer with what was expected; nothing when WeChat would accept it.
pub fn compare(answer: &Answer, check: Check<'_>) -> Vec<Cause> {
    let mut causes = Vec::new();
    if answer.elapsed_ms > DEADLINE_MS {
        causes.push(Cause::Late(answer.elapsed_ms));
    }
    let inflated = inflate(answer);
    if inflated.is_some() {
        causes.push(Cause::Gzip);
    }
    let text = String::from_utf8_lossy(inflated.as_deref().unwrap_or(&answer.body));
    match answer.status {
        200 => causes.extend(difference(&text, check)),
        301..=303 | 307 | 308 => causes.extend(redirect(answer)),
        401 | 403 => causes.push(refused(&text)),
        404 | 405 => causes.push(Cause::NotFound(answer.status)),
        status => {
            let told =
                query_missing(&text).or((status == 400 && signature_refused(&text)).then(|| refused(&text)));
            if let Some(told) = told {
                causes.push(told);
                return causes;
            }
            causes.push(Cause::HttpStatus(status));
            causes.extend(html_page(text.trim()).map(|page| Cause::HtmlPage(page.title)));
        }
    }
    causes
}

fn difference(text: &str, check: Check<'_>) -> Vec<Cause> {
    let expected = check.expected;
    if text == expected {
        return Vec::new();
    }
    let bare = text.trim_start_matches('\u{feff}');
    if bare.trim().is_empty() {
        return vec![Cause::Empty];
    }
    if bare.trim() == expected {
        let mut causes = Vec::new();
        if bare.len() < text.len() {
            causes.push(Cause::Bom);
        }
        if bare.starts_with(char::is_whitespace) {
            causes.push(Cause::LeadingSpace);
        }
        if bare.ends_with(char::is_whitespace) {
            causes.push(Cause::TrailingNewline);
        }
        return causes;
    }
    let bare = bare.trim();
    if let Some(Page { title }) = html_page(bare) {
        return vec![Cause::HtmlPage(title)];
    }
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(bare) {
        if value.as_str() == Some(expected) {
            return vec![Cause::JsonQuoted];
        }
        if bare.contains(expected) && (value.is_object() || value.is_array()) {
            return vec![Cause::JsonObject];
        }
    }
    if check.sent != expected && (bare == check.sent || bare.replace(' ', "+") == check.sent) {
        return vec![Cause::NotDecrypted];
    }
    if let Some(lost) = query_missing(bare) {
        return vec![lost];
    }
    if signature_refused(bare) {
        return vec![refused(bare)];
    }
    if bare.starts_with(['{', '[']) && serde_json::from_str::<serde_json::Value>(bare).is_ok() {
        return vec![Cause::JsonObject];
    }
    vec![Cause::EchoesOther(excerpt(bare))]
}

fn redirect(answer: &Answer) -> Vec<Cause> {
    let location = answer.location.as_deref().unwrap_or_default();
    let (path, query) = location.split_once('?').unwrap_or((location, ""));
    let mut causes = vec![Cause::Redirect(path.to_owned())];
    if !query.contains("echostr") {
        causes.push(Cause::QueryLost(excerpt(path)));
    }
    causes
}

/// What a bot says that looked for a parameter and found none.
fn query_missing(text: &str) -> Option<Cause> {
    let trimmed = text.trim();
    let nothing = ["undefined", "null", "none", "nil", "<nil>", "nan"];
    let bare_nothing = nothing.iter().any(|word| trimmed.eq_ignore_ascii_case(word));
    let lower = trimmed.to_lowercase();
    let names = ["echostr", "signature", "timestamp", "nonce"].iter().any(|name| lower.contains(name));
    let missing = ["missing", "required", "not present", "no such", "undefined", "缺少", "不能为空"];
    let says_missing = names && missing.iter().any(|word| lower.contains(word));
    (bare_nothing || says_missing).then(|| Cause::QueryLost(excerpt(trimmed)))
}

fn signature_refused(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["signature", "invalid token", "sign error", "签名", "验证失败", "校验失败", "unauthorized", "forbidden"]
        .iter()
        .any(|word| lower.contains(word))
}

fn refused(text: &str) -> Cause {
    Cause::WrongToken { answer: excerpt(text.trim()), trimmed: false }
}

/// One line of it: the title of a page, else how it begins.
fn excerpt(text: &str) -> String {
    if let Some(Page { title: Some(title) }) = html_page(text) {
        return title;
    }
    one_line(text).chars().take(80).collect()
}
