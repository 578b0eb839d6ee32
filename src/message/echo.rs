//! Checks the answer to a URL verification: WeChat compares it with the echostr byte for byte (公众平台文档《接入指南》,
//! 企业微信文档《接收消息与事件》).

use super::evidence::{self, Asked, Evidence, Sign};
use super::parse::{HtmlPage, html_page, inflate};
use super::reply::Answer;
use super::rules::DEADLINE_MS;
use crate::lang::{Severity, one_line};

/// A reason for which WeChat rejects a URL, or a fault that it tolerates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EchoCause {
    /// A byte order mark precedes the echostr.
    Bom,
    /// White space precedes the echostr.
    LeadingSpace,
    /// A line break or a space follows the echostr.
    TrailingNewline,
    /// The echostr is in quotes, as a JSON string.
    JsonQuoted,
    /// The answer is a JSON object or array.
    JsonObject,
    /// The answer is an HTML page; holds its title.
    HtmlPage(Option<String>),
    /// The answer is compressed.
    Gzip,
    /// The URL redirects; holds the target without its query.
    Redirect(String),
    /// The status is 404 or 405; holds the status.
    NotFound(u16),
    /// The bot rejects the signature.
    WrongToken {
        /// The beginning of the bot's answer.
        answer: String,
        /// True if the bot accepts a signature made with the token without its surrounding white space.
        trimmed: bool,
    },
    /// The words of the answer tell what refused the request, or why the bot failed.
    Evidence(Evidence),
    /// The request is refused with 401 or 403, and nothing tells why.
    Refused {
        /// The status.
        status: u16,
        /// The beginning of the answer.
        answer: String,
    },
    /// The query did not reach the bot; holds the beginning of its answer, or the path of a redirect.
    QueryLost(String),
    /// The answer took longer than [`DEADLINE_MS`]; holds the time in milliseconds.
    Late(u64),
    /// The body is empty.
    Empty,
    /// The encrypted echostr came back without being decrypted.
    NotDecrypted,
    /// The answer is another text; holds its beginning.
    EchoesOther(String),
    /// The status is neither 200 nor one with a cause of its own; holds the status.
    HttpStatus(u16),
    /// The answer is sent in chunks, without a length; some of WeChat's servers reject that.
    Chunked,
    /// The port is neither 80 nor 443; holds the port.
    Port(u16),
    /// The bot accepts a wrong signature.
    AcceptsWrongSignature,
}

impl EchoCause {
    /// Returns the name used in the documentation and in `--json`.
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
            Self::Evidence(evidence) => evidence.sign.name(),
            Self::Refused { .. } => "refused",
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

    /// Returns [`Severity::Error`] if WeChat rejects the URL because of this cause, else [`Severity::Warning`].
    pub fn severity(&self) -> Severity {
        match self {
            Self::Chunked | Self::Port(_) | Self::AcceptsWrongSignature => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// The two texts of a URL verification.
#[derive(Debug, Clone, Copy)]
pub struct EchoCheck<'a> {
    /// The text that must come back.
    pub expected: &'a str,
    /// The `echostr` of the query: the expected text, or its encryption.
    pub sent: &'a str,
}

/// Compares an answer with the expected echostr. Returns no causes if WeChat would accept the answer.
pub fn check_echo(answer: &Answer, check: EchoCheck<'_>) -> Vec<EchoCause> {
    let mut causes = Vec::new();
    if answer.elapsed_ms > DEADLINE_MS {
        causes.push(EchoCause::Late(answer.elapsed_ms));
    }
    let inflated = inflate(answer);
    if inflated.is_some() {
        causes.push(EchoCause::Gzip);
    }
    let text = String::from_utf8_lossy(inflated.as_deref().unwrap_or(&answer.body));
    let found =
        evidence::find(answer, &text, Asked { encrypted: check.sent != check.expected, ..Asked::default() });
    let missing = query_missing(&text).filter(|_| answer.status >= 400);
    // A program that fails for want of a parameter has lost the query.
    let found = found.filter(|found| found.sign != Sign::Crash || missing.is_none());
    match answer.status {
        200 => {
            let different = difference(&text, check);
            let unread = |cause: &EchoCause| {
                matches!(cause, EchoCause::HtmlPage(_) | EchoCause::JsonObject | EchoCause::EchoesOther(_))
            };
            match found.filter(|_| different.iter().any(unread)) {
                Some(found) => causes.push(EchoCause::Evidence(found)),
                None => causes.extend(different),
            }
        }
        _ if found.is_some() => causes.extend(found.map(EchoCause::Evidence)),
        301..=303 | 307 | 308 => causes.extend(redirect(answer)),
        401 | 403 => causes.push(if signature_refused(&text) {
            wrong_token(&text)
        } else {
            EchoCause::Refused { status: answer.status, answer: excerpt(text.trim()) }
        }),
        404 | 405 => causes.push(EchoCause::NotFound(answer.status)),
        status => {
            let told = missing.or((status == 400 && signature_refused(&text)).then(|| wrong_token(&text)));
            if let Some(told) = told {
                causes.push(told);
                return causes;
            }
            causes.push(EchoCause::HttpStatus(status));
            causes.extend(html_page(text.trim()).map(|page| EchoCause::HtmlPage(page.title)));
        }
    }
    causes
}

fn difference(text: &str, check: EchoCheck<'_>) -> Vec<EchoCause> {
    let expected = check.expected;
    if text == expected {
        return Vec::new();
    }
    let bare = text.trim_start_matches('\u{feff}');
    if bare.trim().is_empty() {
        return vec![EchoCause::Empty];
    }
    if bare.trim() == expected {
        let mut causes = Vec::new();
        if bare.len() < text.len() {
            causes.push(EchoCause::Bom);
        }
        if bare.starts_with(char::is_whitespace) {
            causes.push(EchoCause::LeadingSpace);
        }
        if bare.ends_with(char::is_whitespace) {
            causes.push(EchoCause::TrailingNewline);
        }
        return causes;
    }
    let bare = bare.trim();
    if let Some(HtmlPage { title }) = html_page(bare) {
        return vec![EchoCause::HtmlPage(title)];
    }
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(bare) {
        if value.as_str() == Some(expected) {
            return vec![EchoCause::JsonQuoted];
        }
        if bare.contains(expected) && (value.is_object() || value.is_array()) {
            return vec![EchoCause::JsonObject];
        }
    }
    if check.sent != expected && (bare == check.sent || bare.replace(' ', "+") == check.sent) {
        return vec![EchoCause::NotDecrypted];
    }
    if let Some(lost) = query_missing(bare) {
        return vec![lost];
    }
    if signature_refused(bare) {
        return vec![wrong_token(bare)];
    }
    if bare.starts_with(['{', '[']) && serde_json::from_str::<serde_json::Value>(bare).is_ok() {
        return vec![EchoCause::JsonObject];
    }
    vec![EchoCause::EchoesOther(excerpt(bare))]
}

fn redirect(answer: &Answer) -> Vec<EchoCause> {
    let location = answer.location.as_deref().unwrap_or_default();
    let (path, query) = location.split_once('?').unwrap_or((location, ""));
    let mut causes = vec![EchoCause::Redirect(path.to_owned())];
    if !query.contains("echostr") {
        causes.push(EchoCause::QueryLost(excerpt(path)));
    }
    causes
}

/// Returns a cause if the answer says that a query parameter is missing.
fn query_missing(text: &str) -> Option<EchoCause> {
    let trimmed = text.trim();
    let nothing = ["undefined", "null", "none", "nil", "<nil>", "nan"];
    let bare_nothing = nothing.iter().any(|word| trimmed.eq_ignore_ascii_case(word));
    let lower = trimmed.to_lowercase();
    let names = ["echostr", "signature", "timestamp", "nonce"].iter().any(|name| lower.contains(name));
    let missing = [
        "missing",
        "required",
        "not present",
        "no such",
        "undefined",
        "keyerror",
        "nonetype",
        "缺少",
        "不能为空",
    ];
    let says_missing = names && missing.iter().any(|word| lower.contains(word));
    (bare_nothing || says_missing).then(|| EchoCause::QueryLost(excerpt(trimmed)))
}

fn signature_refused(text: &str) -> bool {
    evidence::says_signature(&text.to_lowercase())
}

fn wrong_token(text: &str) -> EchoCause {
    EchoCause::WrongToken { answer: excerpt(text.trim()), trimmed: false }
}

/// Returns a one-line excerpt: the title of an HTML page, else the first 80 characters.
fn excerpt(text: &str) -> String {
    if let Some(HtmlPage { title: Some(title) }) = html_page(text) {
        return title;
    }
    one_line(text).chars().take(80).collect()
}
