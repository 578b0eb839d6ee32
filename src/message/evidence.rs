//! The words of the other side as evidence: signs in the status, the headers and the body of an answer that tell what
//! refused a request. `send` and `verify-url` use the same table.
//!
//! A sign is one row of the table. It matches literally; what it means is worded in `text`.

mod missing;
mod number;
mod route;
mod said;
mod sign;
mod signature;
mod table;
#[cfg(test)]
mod tests;

pub(super) use self::missing::has_name as names_parameter;
pub(super) use self::route::tells_no_route;
use self::said::trace;
pub use self::sign::Sign;
pub(super) use self::signature::{reads_like_refusal, refuses_signature, says_signature};
use self::table::{PARSER_FAULTS, ROWS, Row};
use super::answer::Answer;
use super::delivery::Format;
use super::element::Document;
use super::html::html_page;
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

/// The parts of a request that the meaning of an answer depends on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked<'a> {
    /// True if the message was encrypted and its plain fields were not sent beside it.
    pub encrypted: bool,
    /// The format of the body; `None` for a request without one.
    pub format: Option<Format>,
    /// A character of the push that strict XML parsers refuse.
    pub control: Option<char>,
    /// The names in the query of the request.
    pub query: &'a [&'a str],
    /// The message of a push; `None` for a URL check and for WeChat Pay.
    pub push: Option<&'a Document>,
}

/// Returns the evidence in an answer that is no reply. `text` is its body.
pub(super) fn find(answer: &Answer, text: &str, asked: Asked<'_>) -> Option<Evidence> {
    let page = html_page(text.trim());
    let head: String = text.chars().take(MAX_BODY_CHARS).collect();
    let sign = sign(answer, &head, asked, page.is_some())?;
    let line =
        || trace(&head).or_else(|| said::json_messages(&head).pop()).unwrap_or_else(|| first_line(&head));
    let quoted = match sign {
        Sign::AirTunes => headers(answer, "server").last().unwrap_or_default().to_owned(),
        Sign::Crash => trace(&head).unwrap_or_default(),
        Sign::Login if answer.location.is_some() => answer.location.clone().unwrap_or_default(),
        _ if trace(&head).is_some() => line(),
        _ => match page {
            Some(page) => page.title.unwrap_or_default(),
            None => line(),
        },
    };
    Some(Evidence { sign, status: answer.status, quoted: excerpt(&one_line(&quoted)) })
}

/// Returns the message of an answer in JSON that tells of a failure by a status in it, such as `{"code":404}`.
pub(super) fn json_failure(text: &str) -> Option<String> {
    let status = said::json_status(text)?;
    let message = said::json_messages(text).into_iter().next().unwrap_or_default();
    Some(excerpt(&one_line(&format!("{status} {message}"))))
}

/// The errcodes of WeChat's API that are like no status and no code of other programs.
const API_CODES: std::ops::RangeInclusive<i64> = 40_001..=9_999_999;
/// The largest distance between a label such as `errcode` and its number, in bytes.
const MAX_LABEL_GAP: usize = 6;
/// The part of a body that is searched, in characters.
const MAX_BODY_CHARS: usize = 20_000;

fn sign(answer: &Answer, text: &str, asked: Asked<'_>, is_page: bool) -> Option<Sign> {
    if headers(answer, "server").any(|server| server.to_ascii_lowercase().starts_with("airtunes")) {
        return Some(Sign::AirTunes);
    }
    if (300..400).contains(&answer.status) {
        return leads_to_login(answer).then_some(Sign::Login);
    }
    let lower = &*said::plain(text).to_lowercase();
    // `{"code":401}` with 200 is as good as the status.
    let status = Some(answer.status).filter(|status| *status != 200).or_else(|| said::json_status(text));
    let status = status.unwrap_or(answer.status);
    let failed = status >= 400;
    let short = !is_page && lower.chars().count() < 400;
    if !(failed || short || is_page || trace(text).is_some()) {
        return None;
    }
    if (failed || short)
        && let Some(code) = sample_code(lower)
    {
        return Some(Sign::SampleCode(code));
    }
    if let Some(control) = asked.control.filter(|_| failed && has(lower, PARSER_FAULTS)) {
        return Some(Sign::ControlCharacter(control));
    }
    let told = said::told(text);
    if failed {
        if let Some(sign) = asked.push.and_then(|push| number::misread(&told, push)) {
            return Some(sign);
        }
        if let Some(code) = api_error(lower) {
            return Some(Sign::ApiError(code));
        }
    }
    if let Some(sign) = missing(&told, text, asked, failed, short) {
        return Some(sign);
    }
    if asked.encrypted && (failed || short) {
        if has(lower, table::DECRYPT_FAULTS) {
            return Some(Sign::CannotDecrypt);
        }
        if failed && is_garbage(&told.to_lowercase()) {
            return Some(Sign::DecryptedGarbage);
        }
    }
    let about_signature = says_signature(lower);
    let row = |row: &&Row| {
        let page_only = !(failed || is_page && row.sign.is_page());
        let login = matches!(row.sign, Sign::Login | Sign::PerhapsLogin) && about_signature;
        !page_only && !login && row.matches(answer, status, lower)
    };
    if let Some(row) = ROWS.iter().find(row) {
        let shows_login = row.sign == Sign::PerhapsLogin && is_page && is_login_page(lower);
        return Some(if shows_login { Sign::Login } else { row.sign });
    }
    if is_page && !failed && is_login_page(lower) {
        return Some(Sign::Login);
    }
    if let Some(format) = asked.format.filter(|_| failed || short)
        && let Some(sign) = wanted_format(lower, status, format)
    {
        return Some(sign);
    }
    if status == 415 && asked.format.is_some() {
        return Some(Sign::MediaType);
    }
    let refused = refuses_signature(&told.to_lowercase());
    let fatal = lower.contains("fatal error:") || lower.contains("parse error:");
    ((status >= 500 || fatal) && trace(text).is_some() && !refused).then_some(Sign::Crash)
}

/// Returns the meaning of what a program says that it misses.
fn missing(told: &str, text: &str, asked: Asked<'_>, failed: bool, short: bool) -> Option<Sign> {
    if told.contains("有部分参数为空 : [,") {
        return Some(Sign::EmptyToken);
    }
    if failed && let Some(sign) = missing::parameter(told, asked) {
        return Some(sign);
    }
    if failed
        && asked.format.is_none()
        && let Some(name) = missing::in_url_check(told)
    {
        return Some(Sign::ReadsMessage(name));
    }
    if asked.push.is_none() || !(failed || short && (asked.encrypted || trace(text).is_some())) {
        return None;
    }
    missing::field(told, asked)
}

/// Returns whether a program failed as it does over bytes that were decrypted with another key.
fn is_garbage(told: &str) -> bool {
    // Java: `IllegalArgumentException: 20 > -604338658`.
    let range = told.rsplit_once("illegalargumentexception: ").is_some_and(|(_, rest)| {
        rest.split_once(" > ").is_some_and(|(from, to)| {
            let number =
                |text: &str| text.trim_start_matches('-').starts_with(|char: char| char.is_ascii_digit());
            number(from) && number(to)
        })
    });
    range || has(told, table::GARBAGE_FAULTS)
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
    fn matches(&self, answer: &Answer, status: u16, lower: &str) -> bool {
        let in_header = |(name, part): (&str, &str)| {
            headers(answer, name).any(|value| value.to_ascii_lowercase().contains(part))
        };
        self.statuses.contains(&status)
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
    // The login pages of WeChat and WeCom.
    let wechat =
        ["open.weixin.qq.com/connect/", "open.work.weixin.qq.com/wwopen/", "login.work.weixin.qq.com/"];
    if has(location, &wechat) {
        return true;
    }
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

/// Returns the errcode with which a call of the bot to WeChat's API failed, if its words name one.
fn api_error(lower: &str) -> Option<i64> {
    ["errcode", "error code", "错误代码", "错误码"].iter().find_map(|label| {
        lower.match_indices(label).find_map(|(at, _)| {
            let behind = &lower[at + label.len()..];
            let digits = behind.trim_start_matches(|char: char| " \\\"':=：".contains(char));
            let end = digits.find(|char: char| !char.is_ascii_digit()).unwrap_or(digits.len());
            let code = digits[..end].parse().ok().filter(|code| API_CODES.contains(code))?;
            (behind.len() - digits.len() <= MAX_LABEL_GAP).then_some(code)
        })
    })
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

/// Returns the format that the bot wants if it is not the format of the push.
fn wanted_format(lower: &str, status: u16, sent: Format) -> Option<Sign> {
    match sent {
        Format::Xml if status == 415 && lower.contains("application/json") => Some(Sign::WantsJson),
        Format::Xml if has(lower, table::JSON_FAULTS) => {
            // A program may also fail over the JSON of another server that it has called.
            let sees_push = has(lower, &["<xml", "body-parser", "createstrictsyntaxerror"]);
            let parses_request = lower.lines().any(|line| {
                line.contains("json")
                    && has(line, &["request", "req.", "body", "flask", "werkzeug"])
                    && !line.contains("requests.")
            });
            let certain = (400..500).contains(&status) || sees_push || parses_request;
            Some(if certain { Sign::WantsJson } else { Sign::ParsesJson })
        }
        Format::Json if has(lower, PARSER_FAULTS) => Some(Sign::WantsXml),
        _ => None,
    }
}

fn first_line(text: &str) -> String {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
}
