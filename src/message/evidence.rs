//! The words of the other side as evidence: signs in the status, the headers and the body of an answer that tell what
//! refused a request. `send` and `verify-url` use the same table.
//!
//! A sign is one row of the table. It matches literally; what it means is worded in `text`.

mod table;
#[cfg(test)]
mod tests;

use self::table::{PARSER_FAULTS, ROWS, Row};
use super::delivery::Format;
use super::parse::html_page;
use super::reply::Answer;
use crate::lang::{excerpt, one_line};

/// A sign, with the words of the answer that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The sign.
    pub sign: Sign,
    /// The status of the answer.
    pub status: u16,
    /// The words of the answer: the title of a page, a header, a line of the body; may be empty.
    pub quoted: String,
}

/// The meaning of the words of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Something wants a login.
    Login,
    /// A firewall or a check for humans refuses the request; holds its name, or an empty text.
    Firewall(&'static str),
    /// A proxy or gateway gets no answer from the bot.
    Gateway,
    /// A tunnel leads nowhere; holds its name.
    Tunnel(&'static str),
    /// The framework wants a CSRF token.
    Csrf,
    /// The framework refuses the host name.
    HostName,
    /// The hoster blocks a domain without an ICP filing.
    NotFiled,
    /// The port belongs to the `AirPlay` receiver of macOS.
    AirTunes,
    /// The bot answers an error of WeChat's sample code, -40001 to -40011.
    SampleCode(i32),
    /// The bot's XML parser refuses a control character of the push.
    ControlCharacter(char),
    /// The bot looks for this field in an encrypted message.
    EnvelopeRead(&'static str),
    /// The bot cannot decrypt what was sent.
    CannotDecrypt,
    /// The bot wants JSON, but the push was XML.
    WantsJson,
    /// The bot wants XML, but the push was JSON.
    WantsXml,
    /// The bot refuses the `Content-Type`.
    MediaType,
    /// The bot's program failed.
    Crash,
}

impl Sign {
    /// Returns the name used in the documentation and in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Firewall(_) => "firewall",
            Self::Gateway => "gateway",
            Self::Tunnel(_) => "tunnel",
            Self::Csrf => "csrf",
            Self::HostName => "host-name",
            Self::NotFiled => "not-filed",
            Self::AirTunes => "airtunes",
            Self::SampleCode(_) => "sample-code-error",
            Self::ControlCharacter(_) => "control-character",
            Self::EnvelopeRead(_) => "not-decrypted",
            Self::CannotDecrypt => "bot-cannot-decrypt",
            Self::WantsJson => "wants-json",
            Self::WantsXml => "wants-xml",
            Self::MediaType => "media-type",
            Self::Crash => "crash",
        }
    }

    /// Returns whether the sign can stand in a page that is answered with 200.
    fn is_page(self) -> bool {
        matches!(self, Self::Login | Self::Firewall(_) | Self::Tunnel(_) | Self::NotFiled | Self::HostName)
    }
}

/// The parts of a request that the meaning of an answer depends on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked {
    /// True if the message was encrypted and its plain fields were not sent beside it.
    pub encrypted: bool,
    /// The format of the body; `None` for a request without one.
    pub format: Option<Format>,
    /// A character of the push that strict XML parsers refuse.
    pub control: Option<char>,
}

/// Returns the evidence in an answer that is no reply. `text` is its body.
pub(super) fn find(answer: &Answer, text: &str, asked: Asked) -> Option<Evidence> {
    let page = html_page(text.trim());
    let lower: String = text.chars().take(MAX_BODY_CHARS).collect::<String>().to_lowercase();
    let sign = sign(answer, &lower, asked, page.is_some())?;
    let quoted = match sign {
        Sign::AirTunes => headers(answer, "server").last().unwrap_or_default().to_owned(),
        Sign::Crash => trace(text).unwrap_or_default(),
        Sign::Login if answer.location.is_some() => answer.location.clone().unwrap_or_default(),
        _ => match page {
            Some(page) => page.title.unwrap_or_default(),
            None => trace(text).unwrap_or_else(|| first_line(text)),
        },
    };
    Some(Evidence { sign, status: answer.status, quoted: excerpt(&one_line(&quoted)) })
}

/// The part of a body that is searched, in characters.
const MAX_BODY_CHARS: usize = 20_000;

fn sign(answer: &Answer, lower: &str, asked: Asked, is_page: bool) -> Option<Sign> {
    let status = answer.status;
    if headers(answer, "server").any(|server| server.to_ascii_lowercase().starts_with("airtunes")) {
        return Some(Sign::AirTunes);
    }
    if (300..400).contains(&status) {
        return leads_to_login(answer).then_some(Sign::Login);
    }
    let failed = status >= 400;
    let short = !is_page && lower.chars().count() < 400;
    if (failed || short)
        && let Some(code) = sample_code(lower)
    {
        return Some(Sign::SampleCode(code));
    }
    if let Some(control) = asked.control.filter(|_| failed && has(lower, PARSER_FAULTS)) {
        return Some(Sign::ControlCharacter(control));
    }
    if asked.encrypted
        && asked.format.is_some()
        && (failed || short)
        && let Some(field) = missed_field(lower)
    {
        return Some(Sign::EnvelopeRead(field));
    }
    if asked.encrypted && (failed || short) && has(lower, table::DECRYPT_FAULTS) {
        return Some(Sign::CannotDecrypt);
    }
    let about_signature = says_signature(lower);
    let row = |row: &&Row| {
        let page_only = !(failed || is_page && row.sign.is_page());
        let login = row.sign == Sign::Login && about_signature;
        !page_only && !login && row.matches(answer, lower)
    };
    if let Some(row) = ROWS.iter().find(row) {
        return Some(row.sign);
    }
    if is_page && !failed && is_login_page(lower) {
        return Some(Sign::Login);
    }
    if let Some(format) = asked.format.filter(|_| failed || short)
        && let Some(sign) = wanted_format(lower, format)
    {
        return Some(sign);
    }
    if status == 415 && asked.format.is_some() {
        return Some(Sign::MediaType);
    }
    (status >= 500 && trace(lower).is_some()).then_some(Sign::Crash)
}

/// Returns whether an answer is about the signature of the request.
pub(super) fn says_signature(lower: &str) -> bool {
    [
        "signature",
        "invalid token",
        "token error",
        "wrong token",
        "sign error",
        "invalid sign",
        "签名",
        "验签",
        "验证失败",
        "校验失败",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

fn has(lower: &str, needles: &[&str]) -> bool {
    needles.iter().any(|needle| lower.contains(needle))
}

/// Returns the values of a header; a proxy may add one to that of the bot.
fn headers<'a>(answer: &'a Answer, name: &'a str) -> impl Iterator<Item = &'a str> {
    let named = answer.headers.iter().filter(move |(given, _)| given.eq_ignore_ascii_case(name));
    named.map(|(_, value)| value.as_str())
}

impl Row {
    fn matches(&self, answer: &Answer, lower: &str) -> bool {
        let in_header = |(name, part): (&str, &str)| {
            headers(answer, name).any(|value| value.to_ascii_lowercase().contains(part))
        };
        self.statuses.contains(&answer.status)
            && self.header.is_none_or(in_header)
            && (self.body.is_empty() || has(lower, self.body))
            && (self.word.is_empty() || has_word(lower, self.word))
    }
}

/// Returns whether a word stands in the text with no letter beside it.
fn has_word(lower: &str, word: &str) -> bool {
    lower.match_indices(word).any(|(at, _)| {
        let letter = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
        !letter(lower[..at].chars().next_back()) && !letter(lower[at + word.len()..].chars().next())
    })
}

/// Returns whether a redirect leads to a page for a login.
fn leads_to_login(answer: &Answer) -> bool {
    let Some(location) = &answer.location else { return false };
    let path = location.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let words = ["login", "signin", "sign-in", "sign_in", "logon", "sso", "log-in"];
    // A last part such as `login.php` counts, `login-bot` does not.
    path.split('/').skip(3).any(|part| words.contains(&part.split('.').next().unwrap_or_default()))
}

fn is_login_page(lower: &str) -> bool {
    lower.contains("type=\"password\"")
        || lower.contains("type='password'")
        || lower.contains("type=password")
}

/// Returns an error of WeChat's sample code (`WXBizMsgCrypt`), if the text holds one.
fn sample_code(lower: &str) -> Option<i32> {
    lower.match_indices("-400").find_map(|(at, _)| {
        let digits: String = lower[at + 1..].chars().take_while(char::is_ascii_digit).collect();
        let before = lower[..at].chars().next_back().is_some_and(|char| char.is_ascii_alphanumeric());
        let code = digits.parse::<i32>().ok().filter(|code| (40001..=40011).contains(code) && !before)?;
        Some(-code)
    })
}

/// The fields that an encrypted message has inside, not beside `Encrypt`.
const INNER_FIELDS: [&str; 7] =
    ["MsgType", "FromUserName", "CreateTime", "InfoType", "Content", "Event", "MsgId"];
/// The words for a field that is not there.
const MISSING_WORDS: [&str; 17] = [
    "destructure",
    "keyerror",
    "undefined index",
    "undefined array key",
    "undefined property",
    "cannot read prop",
    "nullpointer",
    "nonetype",
    "nullreference",
    "missing",
    "required",
    "not found",
    "is null",
    "has no attribute",
    "undefined method",
    "no such",
    "of undefined",
];

/// Returns the inner field that a program misses.
fn missed_field(lower: &str) -> Option<&'static str> {
    has(lower, &MISSING_WORDS)
        .then(|| INNER_FIELDS.into_iter().find(|field| has_word(lower, &field.to_lowercase())))
        .flatten()
}

/// Returns the format that the bot wants if it is not the format of the push.
fn wanted_format(lower: &str, sent: Format) -> Option<Sign> {
    match sent {
        Format::Xml if has(lower, table::JSON_FAULTS) => Some(Sign::WantsJson),
        Format::Json if has(lower, PARSER_FAULTS) => Some(Sign::WantsXml),
        _ => None,
    }
}

/// Returns the line of a body that names an error of a program, such as `KeyError: 'MsgType'`.
fn trace(text: &str) -> Option<String> {
    let plain = text
        .replace("<br>", "\n")
        .replace("<pre>", "\n")
        .replace("</pre>", "\n")
        .replace("&#39;", "'")
        .replace("&quot;", "\"");
    let names_error = |line: &&str| {
        let head = line.split([':', '(']).next().unwrap_or_default().trim();
        let head = head.rsplit(' ').next().unwrap_or_default();
        let name = head.rsplit(['.', '\\']).next().unwrap_or_default().to_ascii_lowercase();
        let ends = ["error", "exception", "panic"].iter().any(|end| name.ends_with(end));
        let ident =
            !head.is_empty() && head.chars().all(|char| char.is_alphanumeric() || "._\\".contains(char));
        ends && ident && line.contains(':') && line.len() > head.len() + 1
    };
    let lines = || plain.lines().map(str::trim).filter(|line| line.len() < 400);
    let found = if text.contains("Traceback") || text.contains("traceback") {
        lines().rfind(names_error)
    } else {
        lines().find(names_error)
    };
    found.map(str::to_owned)
}

fn first_line(text: &str) -> String {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
}
