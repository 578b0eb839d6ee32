//! Checks the answer to a URL verification: WeChat compares it with the echostr byte for byte (公众平台文档《接入指南》,
//! 企业微信文档《接收消息与事件》).

use super::answer::Answer;
use super::envelope::{self, AesKey};
use super::evidence::{self, Asked, Evidence, Sign};
use super::html::{HtmlPage, html_page};
use super::reply::own_not_found;
use super::rules::DEADLINE_MS;
use super::{json, xml};
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
    /// Something stands around the echostr.
    Surrounded {
        /// The text before it.
        before: String,
        /// The text behind it.
        after: String,
        /// The likely origin of both.
        origin: Surrounding,
    },
    /// The echostr went through a number and lost digits; holds the answer.
    Number(String),
    /// The answer is the source code of the bot; holds the language.
    Source(&'static str),
    /// The answer is JSON that tells of a failure; holds its status and message.
    JsonFailure(String),
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
    /// The query did not reach the bot; holds the beginning of its answer.
    QueryLost(String),
    /// A redirect drops the query.
    RedirectDropsQuery,
    /// The answer took longer than [`DEADLINE_MS`]; holds the time in milliseconds.
    Late(u64),
    /// The body is empty.
    Empty,
    /// The encrypted echostr came back without being decrypted.
    NotDecrypted,
    /// The answer is encrypted.
    EncryptedAgain {
        /// True if the echostr is in it.
        holds_echo: bool,
    },
    /// The answer is what a program prints for no value, such as `None`; holds it.
    NoValue(String),
    /// `Content-Encoding` names a compression, but the body is plain; holds its value.
    FalseEncoding(String),
    /// The answer is another text; holds its beginning.
    EchoesOther(String),
    /// The status is neither 200 nor one with a cause of its own; holds the status.
    HttpStatus(u16),
    /// The answer is sent in chunks, without a length; some of WeChat's servers reject that.
    Chunked,
    /// The port is neither 80 nor 443.
    Port {
        /// The port.
        port: u16,
        /// True if the bot is on this machine.
        is_local: bool,
    },
    /// The bot accepts a wrong signature.
    AcceptsWrongSignature,
}

/// The origin of what stands around an echostr.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surrounding {
    /// It is not known.
    Unknown,
    /// The echostr was written twice.
    Twice,
    /// Python printed bytes: `b'…'`.
    Bytes,
    /// A framework serialised the text as XML.
    Xml,
    /// The receiver id, which follows the message in the decrypted bytes.
    Receiver,
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
            Self::Surrounded { .. } => "surrounded",
            Self::Number(_) => "number",
            Self::Source(_) => "source-code",
            Self::JsonFailure(_) => "json-failure",
            Self::HtmlPage(_) => "html-page",
            Self::Gzip => "gzip",
            Self::Redirect(_) => "redirect",
            Self::NotFound(_) => "not-found",
            Self::WrongToken { .. } => "wrong-token",
            Self::Evidence(evidence) => evidence.sign.name(),
            Self::Refused { .. } => "refused",
            Self::QueryLost(_) | Self::RedirectDropsQuery => "query-lost",
            Self::Late(_) => "late",
            Self::Empty => "empty",
            Self::NotDecrypted => "not-decrypted",
            Self::EncryptedAgain { .. } => "encrypted-again",
            Self::NoValue(_) => "no-value",
            Self::FalseEncoding(_) => "false-encoding",
            Self::EchoesOther(_) => "echoes-other",
            Self::HttpStatus(_) => "http-status",
            Self::Chunked => "chunked",
            Self::Port { .. } => "port",
            Self::AcceptsWrongSignature => "accepts-wrong-signature",
        }
    }

    /// Returns [`Severity::Error`] if WeChat rejects the URL because of this cause, else [`Severity::Warning`].
    pub fn severity(&self) -> Severity {
        match self {
            Self::Chunked | Self::Port { .. } | Self::AcceptsWrongSignature => Severity::Warning,
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
    /// The receiver id that the text was encrypted for; empty without encryption.
    pub receiver: &'a str,
    /// The key that the text was encrypted with.
    pub key: Option<&'a AesKey>,
}

/// Compares an answer with the expected echostr. Returns no causes if WeChat would accept the answer.
pub fn check_echo(answer: &Answer, check: EchoCheck<'_>) -> Vec<EchoCause> {
    let mut causes = Vec::new();
    if answer.elapsed_ms > DEADLINE_MS {
        causes.push(EchoCause::Late(answer.elapsed_ms));
    }
    causes.extend(answer.false_encoding().map(EchoCause::FalseEncoding));
    let inflated = answer.inflated();
    if inflated.is_some() {
        causes.push(EchoCause::Gzip);
    }
    if inflated.is_none() && answer.is_compressed() {
        causes.push(EchoCause::Gzip);
        return causes;
    }
    let text = String::from_utf8_lossy(inflated.as_deref().unwrap_or(&answer.body));
    let encrypted = check.sent != check.expected;
    let signature = if encrypted { "msg_signature" } else { "signature" };
    let query = [signature, "timestamp", "nonce", "echostr"];
    let found = evidence::find(answer, &text, Asked { encrypted, query: &query, ..Asked::default() });
    let missing = query_missing(&text, &query).filter(|_| answer.status >= 400);
    // A program that fails for want of a parameter has lost the query.
    let found = found.filter(|found| found.sign != Sign::Crash || missing.is_none());
    match answer.status {
        200 => {
            let different = difference(&text, check, &query);
            let unread = |cause: &EchoCause| {
                matches!(
                    cause,
                    EchoCause::HtmlPage(_)
                        | EchoCause::JsonObject
                        | EchoCause::JsonFailure(_)
                        | EchoCause::EchoesOther(_)
                        | EchoCause::Refused { .. }
                )
            };
            match found.filter(|_| different.iter().any(unread)) {
                Some(found) => causes.push(EchoCause::Evidence(found)),
                None => causes.extend(different),
            }
        }
        _ if found.is_some() => causes.extend(found.map(EchoCause::Evidence)),
        301..=303 | 307 | 308 => causes.extend(redirect(answer)),
        401 | 403 => causes.push(if evidence::says_signature(&text.to_lowercase()) {
            wrong_token(&text)
        } else {
            EchoCause::Refused { status: answer.status, answer: excerpt(text.trim()) }
        }),
        404 if !own_not_found(404, &text).is_empty() => {
            causes.push(EchoCause::Refused { status: 404, answer: own_not_found(404, &text) });
        }
        404 | 405 => causes.push(EchoCause::NotFound(answer.status)),
        status => {
            // A program may also fail over another signature: its error then names what failed.
            let is_error =
                status >= 500 && ["Error", "Exception", ": "].iter().any(|word| text.contains(word));
            let refused = || {
                if is_error {
                    EchoCause::Refused { status, answer: excerpt(text.trim()) }
                } else {
                    wrong_token(&text)
                }
            };
            let told = missing.or_else(|| signature_refused(&text).then(refused));
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

fn difference(text: &str, check: EchoCheck<'_>, query: &[&str]) -> Vec<EchoCause> {
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
    if let Some(holds_echo) = encrypted(bare, check) {
        return vec![EchoCause::EncryptedAgain { holds_echo }];
    }
    if let Some(language) = super::bare::source(bare) {
        return vec![EchoCause::Source(language)];
    }
    let is_page = html_page(bare).is_some_and(|page| page.title.is_some());
    let is_json =
        bare.starts_with(['{', '[', '"']) && serde_json::from_str::<serde_json::Value>(bare).is_ok();
    if let Some((before, after)) = bare.split_once(expected).filter(|_| !is_page && !is_json) {
        let origin = surrounding(before, after, check);
        return vec![EchoCause::Surrounded { before: around(before), after: around(after), origin }];
    }
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
    if let Some(lost) = query_missing(bare, query) {
        return vec![lost];
    }
    if is_rounded(bare, expected) {
        return vec![EchoCause::Number(excerpt(bare))];
    }
    if evidence::says_signature(&bare.to_lowercase()) {
        return vec![wrong_token(bare)];
    }
    if let Some(said) = evidence::json_failure(bare) {
        return vec![EchoCause::JsonFailure(said)];
    }
    if evidence::reads_like_refusal(bare) {
        return vec![EchoCause::Refused { status: 200, answer: excerpt(bare) }];
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
        causes.push(EchoCause::RedirectDropsQuery);
    }
    causes
}

/// Returns whether the echostr is in an encrypted answer; `None` if the answer is not encrypted.
fn encrypted(answer: &str, check: EchoCheck<'_>) -> Option<bool> {
    if answer == check.sent {
        return None;
    }
    let document = if answer.starts_with('{') {
        serde_json::from_str(answer).ok().and_then(|value| json::from_json(&value))
    } else {
        xml::read(answer).ok().filter(|_| answer.starts_with('<')).map(|read| read.document)
    };
    let field = document.as_ref().and_then(|given| given.get("Encrypt").or_else(|| given.get("encrypt")));
    let opens = |text: &str| {
        let opened = check.key.and_then(|key| envelope::decrypt(key, text).ok());
        opened.is_some_and(|opened| opened.message.trim_ascii() == check.expected.as_bytes())
    };
    match field {
        Some(encrypt) => Some(encrypt != check.sent && opens(encrypt)),
        None => opens(answer).then_some(true),
    }
}

/// Returns a cause if the answer says that a parameter of the query is missing that was sent.
fn query_missing(text: &str, sent: &[&str]) -> Option<EchoCause> {
    let trimmed = text.trim();
    let nothing = ["undefined", "null", "none", "nil", "<nil>", "nan"];
    let bare_nothing = nothing.iter().any(|word| trimmed.eq_ignore_ascii_case(word));
    let lower = trimmed.to_lowercase();
    let names = sent.iter().any(|name| evidence::names_parameter(&lower, name));
    let missing = [
        "not be empty",
        "not be blank",
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
    let says_missing =
        names && !lower.contains("positional argument") && missing.iter().any(|word| lower.contains(word));
    if bare_nothing {
        return Some(EchoCause::NoValue(excerpt(trimmed)));
    }
    says_missing.then(|| EchoCause::QueryLost(excerpt(trimmed)))
}

fn signature_refused(text: &str) -> bool {
    evidence::refuses_signature(&text.to_lowercase())
}

/// Returns the likely origin of what stands around the echostr.
fn surrounding(before: &str, after: &str, check: EchoCheck<'_>) -> Surrounding {
    let (left, right) = (before.trim(), after.trim());
    if left.is_empty() && right == check.expected {
        Surrounding::Twice
    } else if (left, right) == ("b'", "'") || (left, right) == ("b\"", "\"") {
        Surrounding::Bytes
    } else if left.is_empty() && !check.receiver.is_empty() && right.starts_with(check.receiver) {
        Surrounding::Receiver
    } else if ["<?xml", "<string", "<String"].iter().any(|start| left.starts_with(start))
        && right.starts_with("</")
    {
        Surrounding::Xml
    } else {
        Surrounding::Unknown
    }
}

fn around(text: &str) -> String {
    crate::lang::excerpt(&one_line(text))
}

/// Returns whether an answer is the echostr after it was a floating-point number, which keeps 15 to 17 digits.
fn is_rounded(answer: &str, expected: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let (Some(given), Some(wanted)) = (number(answer), number(expected)) else { return false };
    let same = (given - wanted).abs() <= wanted.abs() * 1e-12;
    same && digits(answer) >= 12
        && answer.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte))
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
