//! Errcodes in a text.

use super::{Clues, words};
use crate::api::advice::{Advice, Case, Evidence, applicable};
use crate::api::errcode::{
    self, Errcode, ErrcodeFamily, ErrmsgParts, Meaning, meaning, meanings, parse_errmsg,
};
use crate::api::pay_error::number_of;

/// An errcode with all that is known of it.
#[derive(Debug, Clone)]
pub(crate) struct ErrcodeFound {
    /// The platforms that it is explained for.
    pub family: ErrcodeFamily,
    /// The number.
    pub code: i64,
    /// The errmsg; empty if the text has none.
    pub errmsg: String,
    /// Its parts.
    pub parts: ErrmsgParts,
    /// The path of the call, if the text or the user names it.
    pub path: Option<String>,
    /// The kind of the error, and cause and fix as precise as errmsg and path allow.
    pub entry: Option<(Errcode, Advice)>,
    /// The cases that depend on a path, if the path is unknown.
    pub cases: Vec<Case>,
    /// The official meaning.
    pub meaning: Option<Meaning>,
}

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
const MESSAGE_LABELS: [&str; 8] =
    ["errmsg", "err_msg", "errormsg", "error_msg", "error msg", "错误信息", "message", "msg"];
/// The word before the codes of WeChat's sample code, which stands before many other numbers.
const SAMPLE_LABEL: &str = "ret";
/// The largest number of errcodes for an errmsg without a number.
const MAX_BY_ERRMSG: usize = 3;

/// The smallest number that is taken for an errcode without a label.
const MIN_ALONE: i64 = 10_000;

/// A number and the text that belongs to it.
struct Numbered {
    at: usize,
    code: i64,
    errmsg: String,
    /// `true` if the label is `errcode`, as in WeChat's own answer; a library writes its own words around that.
    is_own: bool,
}

/// Finds the errcodes of a text.
pub(super) fn find(text: &str, clues: &Clues) -> Vec<ErrcodeFound> {
    let mut numbered = labelled(text);
    numbered.sort_by_key(|number| !number.is_own);
    numbered.extend(request_id(text));
    if numbered.is_empty() && !clues.is_log {
        numbered.extend(bare(text));
    }
    explained(&numbered, text, clues)
}

/// Finds the hand-written errcodes whose number stands alone somewhere in a text, without any label.
pub(super) fn find_numbers(text: &str, clues: &Clues) -> Vec<ErrcodeFound> {
    let is_known =
        |code: &i64| ErrcodeFamily::ALL.into_iter().any(|family| errcode::find(family, *code).is_some());
    let words = words::tokens(text).map(|word| word.trim_matches(|char| "()[]{}<>:=：，。#".contains(char)));
    let codes = words.filter_map(|word| number(word).filter(|(_, length)| *length == word.len()));
    let codes = codes.map(|(code, _)| code).filter(|code| code.abs() >= MIN_ALONE).filter(is_known);
    let numbered: Vec<Numbered> =
        codes.map(|code| Numbered { at: 0, code, errmsg: String::new(), is_own: true }).collect();
    explained(&numbered, text, clues)
}

/// Explains numbers, each once for each family.
fn explained(numbered: &[Numbered], text: &str, clues: &Clues) -> Vec<ErrcodeFound> {
    let mut found: Vec<ErrcodeFound> = Vec::new();
    for number in numbered.iter().filter(|number| number.code != 0) {
        for explained in explain(number, text, clues) {
            match found.iter_mut().find(|own| (own.family, own.code) == (explained.family, explained.code)) {
                Some(own) if own.errmsg.is_empty() => *own = explained,
                Some(_) => {}
                None => found.push(explained),
            }
        }
    }
    found
}

/// Finds the errcodes whose errmsg a text without a number is.
pub(super) fn find_errmsg(text: &str, clues: &Clues) -> Vec<ErrcodeFound> {
    let parts = parse_errmsg(text);
    let message = essence(&parts.message);
    if message.len() < 8 {
        return Vec::new();
    }
    let alike = |meaning: &Meaning| {
        let own = essence(meaning.errmsg);
        own.len() >= 8 && (own == message || (own.len() >= 12 && message.starts_with(&own)))
    };
    let mut codes: Vec<Meaning> = meanings().filter(alike).collect();
    // The hand-written ones are those that people meet.
    codes.sort_by_key(|meaning| errcode::find(meaning.family, meaning.code).is_none());
    if parts.ip.is_some() && message.contains("not in whitelist") {
        codes = meaning(ErrcodeFamily::Api, 40164).into_iter().collect();
    }
    let number =
        |meaning: &Meaning| Numbered { at: 0, code: meaning.code, errmsg: text.to_owned(), is_own: true };
    let explained = codes.iter().flat_map(|meaning| {
        let of_family = move |found: &ErrcodeFound| found.family == meaning.family;
        explain(&number(meaning), text, clues).into_iter().filter(of_family)
    });
    explained.take(MAX_BY_ERRMSG).collect()
}

/// Returns the part of an errmsg that is the same in every answer, in lower case.
fn essence(errmsg: &str) -> String {
    let lower = errmsg.to_lowercase();
    let end =
        [", hint", " hint", " rid", ", more info"].into_iter().filter_map(|mark| lower.find(mark)).min();
    lower[..end.unwrap_or(lower.len())].trim_matches(|char: char| !char.is_alphanumeric()).to_owned()
}

/// Returns the numbers behind a label such as `errcode`, each with its errmsg.
fn labelled(text: &str) -> Vec<Numbered> {
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
fn number(text: &str) -> Option<(i64, usize)> {
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
        _ => rest.split(['\n', '}', '<']).next().unwrap_or_default(),
    };
    value.trim().trim_end_matches(',').chars().take(2000).collect()
}

/// Returns the number that a text is, or begins with: `40164`, `40164: invalid ip …`.
fn bare(text: &str) -> Option<Numbered> {
    let (code, length) = number(text.trim_start_matches(['[', '(', '#']))?;
    let start = text.len() - text.trim_start_matches(['[', '(', '#']).len();
    let rest = &text[start + length..];
    let errmsg = rest.trim_start_matches(|char: char| char.is_whitespace() || ":,，：])-".contains(char));
    let is_message = rest.is_empty() || errmsg.len() < rest.len();
    is_message.then(|| Numbered { at: 0, code, errmsg: errmsg.to_owned(), is_own: true })
}

/// Returns the number at the end of a `Request-ID` of WeChat Pay.
fn request_id(text: &str) -> Option<Numbered> {
    let code = words::tokens(text).find_map(number_of)?;
    errcode::find(ErrcodeFamily::Pay, code)?;
    Some(Numbered { at: 0, code, errmsg: String::new(), is_own: true })
}

/// Explains a number for each family that it can belong to.
fn explain(number: &Numbered, text: &str, clues: &Clues) -> Vec<ErrcodeFound> {
    let parts = parse_errmsg(&number.errmsg);
    let path = clues.path.clone().or_else(|| path_of(text, number.at));
    let known = |family: &ErrcodeFamily| {
        errcode::find(*family, number.code).is_some() || meaning(*family, number.code).is_some()
    };
    let families = families(number, &parts, path.as_deref(), text, clues).into_iter().filter(known);
    families
        .map(|family| {
            let lower = number.errmsg.to_lowercase();
            let evidence = Evidence { path: path.as_deref(), errmsg: &lower, sent: None };
            let entry = errcode::find(family, number.code);
            let case = entry.and_then(|entry| applicable(entry.cases, &evidence));
            let by_path = |entry: Errcode| {
                let cases = entry.cases.iter().filter(|case| !case.paths.is_empty() && case.sent.is_empty());
                cases.collect::<Vec<_>>()
            };
            let open = path.is_none() && case.is_none();
            ErrcodeFound {
                family,
                code: number.code,
                errmsg: number.errmsg.clone(),
                parts: parts.clone(),
                path: path.clone(),
                entry: entry.map(|entry| (entry, case.map_or(entry.advice, |case| case.advice))),
                cases: entry.filter(|_| open).map(by_path).unwrap_or_default(),
                meaning: meaning(family, number.code),
            }
        })
        .collect()
}

/// Returns the families that a number can belong to, by what surrounds it.
fn families(
    number: &Numbered,
    parts: &ErrmsgParts,
    path: Option<&str>,
    text: &str,
    clues: &Clues,
) -> Vec<ErrcodeFamily> {
    use ErrcodeFamily::{Api, Page, Pay, Sample, Work};
    if !clues.families.is_empty() {
        return clues.families.clone();
    }
    if is_sample(number.code) {
        return vec![Sample];
    }
    let lower = text.to_lowercase();
    let errmsg = number.errmsg.to_lowercase();
    if let Some(path) = path {
        match words::platforms(path) {
            (true, false) => return vec![Work],
            (false, true) => return vec![Api],
            _ => {}
        }
    }
    let is_work = ["from ip:", "open.work.weixin.qq.com", "qyapi.weixin.qq.com"];
    if is_work.iter().any(|mark| errmsg.contains(mark) || (path.is_some() && lower.contains(mark))) {
        return vec![Work];
    }
    if parts.rid.is_some() || lower.contains("api.weixin.qq.com") || errmsg.contains("req_id") {
        return vec![Api];
    }
    if lower.contains("qyapi.weixin.qq.com") {
        return vec![Work];
    }
    vec![Api, Work, Page, Pay]
}

/// Returns whether a number is one of WeChat's sample code.
fn is_sample(code: i64) -> bool {
    (-42000..=-40001).contains(&code)
}

/// Returns the path that belongs to a position: the last one before it, else the first one behind it.
fn path_of(text: &str, at: usize) -> Option<String> {
    let paths = words::paths(text);
    let before = paths.iter().rfind(|(position, _)| *position < at);
    before.or(paths.first()).map(|(_, path)| (*path).to_owned())
}
