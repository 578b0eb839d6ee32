//! Numbers in a text that may be errcodes, by what surrounds them.

use super::{errmsgs, words};
use crate::api::errcode::{self, ErrcodeFamily};
use crate::api::pay_error::number_of;

/// The words before an errcode, in lower case.
const LABELS: [&str; 9] = [
    "errcode",
    "err_code",
    "error_code",
    "error code",
    "errorcode",
    "err code",
    "错误代码",
    "错误码",
    "返回码",
];

/// The words before an errmsg, in lower case.
const MESSAGE_LABELS: [&str; 9] =
    ["errmsg", "err_msg", "errormsg", "error_msg", "error msg", "错误信息", "说明", "message", "msg"];

/// The address of WeCom's page about an errcode, which ends the errmsg of WeCom.
pub(super) const QUERY_PAGE: &str = "open.work.weixin.qq.com/devtool/query?e=";

/// The word before the codes of WeChat's sample code, which stands before many other numbers.
const SAMPLE_LABEL: &str = "ret";

/// The smallest number that is taken for an errcode without a label.
pub(super) const MIN_ALONE: i64 = 10_000;

/// A number and the text that belongs to it.
pub(super) struct Numbered {
    /// The position of the label, in bytes.
    pub at: usize,
    /// The number.
    pub code: i64,
    /// The errmsg; empty if the text has none.
    pub errmsg: String,
    /// `true` if the label is `errcode`, as in WeChat's own answer; a library writes its own words around that.
    pub is_own: bool,
}

/// Returns the numbers behind a label such as `errcode`, each with its errmsg.
pub(super) fn labelled(text: &str) -> Vec<Numbered> {
    let lower = text.to_lowercase();
    // A letter whose lower case has another length would shift the positions.
    let text = if lower.len() == text.len() { text } else { &lower };
    let mut found: Vec<Numbered> = Vec::new();
    for label in LABELS.into_iter().chain([SAMPLE_LABEL]) {
        for (at, _) in lower.match_indices(label) {
            let rest = &lower[at + label.len()..];
            let value =
                rest.trim_start_matches(|char: char| char.is_whitespace() || "\"'=:：>[(,".contains(char));
            if rest.len() - value.len() > 8 {
                continue;
            }
            let known = number(value).filter(|(code, _)| label != SAMPLE_LABEL || is_sample(*code));
            if let Some((code, length)) = known {
                let end = lower.len() - value.len() + length;
                let errmsg = message(text, &lower, at, end);
                found.push(Numbered { at, code, errmsg, is_own: label == "errcode" });
            }
        }
    }
    found.sort_by_key(|number| number.at);
    found
}

/// Returns the number at the beginning of a text, and its length in bytes.
pub(super) fn number(text: &str) -> Option<(i64, usize)> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let end = digits.find(|char: char| !char.is_ascii_digit()).unwrap_or(digits.len());
    let behind = digits[end..].chars().next();
    let whole = end > 0 && end <= 12 && behind.is_none_or(|char| !char.is_alphanumeric() && char != '_');
    let length = text.len() - digits.len() + end;
    whole.then(|| text[..length].parse().ok()).flatten().map(|code| (code, length))
}

/// Returns the errmsg that belongs to the errcode between these positions: the nearest behind it, else before it.
fn message(text: &str, lower: &str, start: usize, end: usize) -> String {
    let behind = lower[end..].find("errcode").map_or(lower.len(), |next| end + next);
    let at = |from: usize, to: usize| {
        let labels = MESSAGE_LABELS.into_iter();
        labels.filter_map(|label| Some(from + lower[from..to].find(label)? + label.len())).min()
    };
    let before = lower[..start].rfind(['{', '\n']).unwrap_or(0);
    let Some(from) = at(end, behind).or_else(|| at(before, start)) else { return String::new() };
    let rest = text[from..].trim_start_matches(['"', '\'']).trim_start();
    let Some(rest) = rest.strip_prefix([':', '=', '：', '>']) else { return String::new() };
    let rest = rest.trim_start();
    let value = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].split(quote).next().unwrap_or_default(),
        // An errmsg within a string of JSON ends with that string.
        _ => rest
            .split(['\n', '}', '<'])
            .next()
            .and_then(|rest| rest.split("\",\"").next())
            .unwrap_or_default(),
    };
    value.trim().trim_end_matches([',', '"']).chars().take(2000).collect()
}

/// Returns the number that a text is, or begins with: `40164`, `40164: invalid ip …`.
pub(super) fn bare(text: &str) -> Option<Numbered> {
    let (code, length) = number(text.trim_start_matches(['[', '(', '#']))?;
    let start = text.len() - text.trim_start_matches(['[', '(', '#']).len();
    let rest = &text[start + length..];
    let errmsg = rest.trim_start_matches(|char: char| char.is_whitespace() || ":,，：])-".contains(char));
    // `45015 rows updated` is a number of something else.
    let is_message = rest.is_empty()
        || (errmsg.len() < rest.len()
            && !words::is_other_number(None, errmsg.split_whitespace().next())
            && (words::tells_of_error(errmsg)
                || errmsgs::resembles(errmsg, code)
                || words::asks_about_number(errmsg)));
    is_message.then(|| Numbered { at: 0, code, errmsg: errmsg.to_owned(), is_own: true })
}

/// Returns the number at the end of a `Request-ID` of WeChat Pay.
pub(super) fn request_id(text: &str) -> Option<Numbered> {
    let code = words::tokens(text).find_map(number_of)?;
    errcode::find(ErrcodeFamily::Pay, code)?;
    Some(Numbered { at: 0, code, errmsg: String::new(), is_own: true })
}

/// Returns the numbers in addresses of WeCom's page about an errcode, each with the errmsg before it.
pub(super) fn named_by_page(text: &str) -> Vec<Numbered> {
    let lower = text.to_lowercase();
    let text = if lower.len() == text.len() { text } else { &lower };
    let found = lower.match_indices(QUERY_PAGE).filter_map(|(at, _)| {
        let (code, length) = number(&lower[at + QUERY_PAGE.len()..])?;
        let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
        let end = at + QUERY_PAGE.len() + length;
        let labelled = MESSAGE_LABELS.into_iter().filter_map(|label| {
            let behind = start + lower[start..at].rfind(label)? + label.len();
            lower[behind..end].starts_with([':', '=', '：']).then_some(behind)
        });
        // `WeChatClientException(40001, invalid credential, …`, `sending failed: invalid webhook url, …`
        let digits = code.to_string();
        let own = errmsgs::of(code).and_then(|own| lower[start..at].find(&own)).map(|own| start + own);
        let errmsg = own
            .or_else(|| labelled.max())
            .or_else(|| Some(start + lower[start..at].find(&digits)? + digits.len()));
        let errmsg =
            text[errmsg.unwrap_or(start)..end].trim_start_matches(|char| ":=：,])\"' ".contains(char));
        Some(Numbered { at, code, errmsg: errmsg.to_owned(), is_own: true })
    });
    found.collect()
}

/// Returns the numbers that their own errmsg follows: `40013 invalid appid`, `(40001, invalid credential, …`.
pub(super) fn before_errmsg(text: &str) -> Vec<Numbered> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(|char: char| char.is_ascii_digit()) {
        if text[..at].ends_with(|char: char| char.is_alphanumeric() || "_.-".contains(char)) {
            continue;
        }
        let Some((code, length)) = number(&text[at..]).filter(|(code, _)| *code >= MIN_ALONE) else {
            continue;
        };
        let rest = &text[at + length..];
        let errmsg =
            rest.trim_start_matches(|char: char| char.is_whitespace() || ":,，：])-\"'".contains(char));
        if errmsg.len() < rest.len() && errmsgs::is_of(errmsg, code) {
            let errmsg = errmsg.split(['\n', '}', '<']).next().unwrap_or_default();
            let errmsg = errmsg.trim_end_matches([')', '"', '\'', ' ']);
            found.push(Numbered { at, code, errmsg: errmsg.to_owned(), is_own: true });
        }
    }
    found
}

/// Returns whether a number is one of WeChat's sample code.
pub(super) fn is_sample(code: i64) -> bool {
    (-42000..=-40001).contains(&code)
}
