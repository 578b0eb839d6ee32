//! Errcodes in a text.

use super::errmsgs::{self, alike, essence};
use super::numbers::{
    MIN_ALONE, Numbered, QUERY_PAGE, bare, before_errmsg, is_sample, labelled, named_by_page, number,
    request_id,
};
use super::{Clues, words};
use crate::api::advice::{Advice, Case, Evidence, applicable};
use crate::api::errcode::{self, Errcode, ErrcodeFamily, ErrmsgParts, Meaning, meaning, parse_errmsg};

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
    /// `true` if the number belongs to several families, and nothing tells which is meant.
    pub is_one_of_many: bool,
}

/// The smallest number of digits that a hint of WeCom begins with, which are a time.
const WORK_HINT_DIGITS: usize = 10;
/// The largest errCode of the App SDK, which are negative.
const APP_CODES: i64 = 6;
/// The largest number of words of a text in which a number is taken for an errcode of WeChat without a sign of it.
const FEW_WORDS: usize = 3;
/// The largest number of errcodes for an errmsg without a number.
const MAX_BY_ERRMSG: usize = 3;

/// Finds the errcodes of a text.
pub(super) fn find(text: &str, clues: &Clues) -> Vec<ErrcodeFound> {
    let mut numbered = labelled(text);
    if (clues.is_log || words::tokens(text).count() > FEW_WORDS) && !words::speaks_of_wechat(text) {
        // `error code: 40001` is what other programs say, too; the codes of the sample code are like no others.
        numbered.retain(|number| {
            number.is_own || is_sample(number.code) || errmsgs::is_of(&number.errmsg, number.code)
        });
    }
    if words::is_of_client(text) {
        // The errCode beside `requestSubscribeMessage:fail` is the client's own, not that of an endpoint.
        numbered.retain(|number| !number.is_own);
    }
    if words::is_of_app_pay(text) {
        // The errCode of the App SDK: -1 is no answer of a server.
        numbered.retain(|number| number.code < -APP_CODES || number.code > 0);
    }
    numbered.sort_by_key(|number| !number.is_own);
    numbered.extend(named_by_page(text));
    if numbered.is_empty() {
        numbered.extend(before_errmsg(text));
    }
    numbered.extend(request_id(text));
    if numbered.is_empty() && !clues.is_log {
        numbered.extend(bare(text));
    }
    explained(&numbered, text, clues)
}

/// Finds the hand-written errcodes whose number stands alone somewhere in a text, without any label. They count if the
/// text says no more than that, or speaks of WeChat and of an error: other numbers count orders, rows and users.
pub(super) fn find_numbers(text: &str, clues: &Clues) -> Vec<ErrcodeFound> {
    let of_wechat = words::speaks_of_wechat(text) && words::tells_of_error(text);
    if !words::asks_about_number(text) && !of_wechat {
        return Vec::new();
    }
    let is_known =
        |code: &i64| ErrcodeFamily::ALL.into_iter().any(|family| errcode::find(family, *code).is_some());
    let words: Vec<&str> = words::tokens(text).collect();
    let codes = words.iter().enumerate().filter_map(|(at, word)| {
        let before = at.checked_sub(1).map(|at| words[at]);
        let word = word.trim_matches(|char| "()[]{}<>:=：，。#?？!！".contains(char));
        let (code, length) = number(word).filter(|(_, length)| *length == word.len())?;
        let behind = words.get(at + 1).copied();
        let is_code = words::is_place_of_code(before, behind) && !words::is_other_number(before, behind);
        (length > 0 && is_code).then_some(code)
    });
    let codes = codes.filter(|code| code.abs() >= MIN_ALONE).filter(is_known);
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
    if message.len() < errmsgs::MIN_LENGTH {
        return Vec::new();
    }
    let mut codes = alike(&message);
    if codes.is_empty() && words::speaks_of_wechat(text) {
        // `WeChatAPIError: invalid credential, …`
        let behind =
            message.match_indices([':', '：', ']', '>']).map(|(at, mark)| &message[at + mark.len()..]);
        codes = behind.map(|rest| alike(rest.trim())).find(|codes| !codes.is_empty()).unwrap_or_default();
    }
    // The hand-written ones are those that people meet.
    let is_written = |meaning: &Meaning| errcode::find(meaning.family, meaning.code).is_some();
    if codes.iter().any(is_written) {
        codes.retain(is_written);
    }
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

/// Explains a number for each family that it can belong to.
fn explain(number: &Numbered, text: &str, clues: &Clues) -> Vec<ErrcodeFound> {
    use ErrcodeFamily::Work;
    let parts = parse_errmsg(&number.errmsg);
    let path = clues.path.clone().or_else(|| path_of(text, number.at));
    let known = |family: &ErrcodeFamily| {
        errcode::find(*family, number.code).is_some() || meaning(*family, number.code).is_some()
    };
    let mut families: Vec<ErrcodeFamily> =
        families(number, &parts, path.as_deref(), text, clues).into_iter().filter(known).collect();
    // `invalid openid` is what one platform says to 40003, `invalid userid` what the other does. Of some codes the
    // errmsg is not known, so that nothing speaks against them.
    let says = |family: &ErrcodeFamily| errmsgs::is_of_family(&number.errmsg, *family, number.code);
    if families.iter().filter(|family| says(family)).count() == 1 {
        // The errmsgs of WeCom speak of corpid and userid.
        let is_foreign = number.errmsg.contains("appid") || number.errmsg.contains("openid");
        let is_open =
            |family: ErrcodeFamily| family == Work && !is_foreign && !errmsgs::is_known(family, number.code);
        families.retain(|family| says(family) || is_open(*family));
    }
    let is_one_of_many = families.len() > 1;
    families
        .into_iter()
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
                is_one_of_many,
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
    let is_work = ["from ip:", QUERY_PAGE, "qyapi.weixin.qq.com"];
    if is_work.iter().any(|mark| errmsg.contains(mark) || (path.is_some() && lower.contains(mark))) {
        return vec![Work];
    }
    // The hint of WeCom is a number, that of the other platforms has letters. Only these have a latest token.
    let hint = parts.hint.as_deref().map(|hint| hint.bytes().take_while(u8::is_ascii_digit).count());
    if let Some(digits) = hint.filter(|_| errmsg.contains("hint")) {
        return vec![if digits >= WORK_HINT_DIGITS { Work } else { Api }];
    }
    if parts.rid.is_some()
        || lower.contains("rid: ") && parse_errmsg(text).rid.is_some()
        || errmsg.contains("is invalid or not latest")
        || lower.contains("api.weixin.qq.com")
        || errmsg.contains("req_id")
    {
        return vec![Api];
    }
    if lower.contains("qyapi.weixin.qq.com") {
        return vec![Work];
    }
    vec![Api, Work, Page, Pay]
}

/// Returns the path that belongs to a position: the last one before it, else the first one behind it, else that of the
/// cloud call that the text names.
fn path_of(text: &str, at: usize) -> Option<String> {
    let paths = words::paths(text);
    let before = paths.iter().rfind(|(position, _)| *position < at);
    let path = before.or(paths.first()).map(|(_, path)| *path);
    path.or_else(|| words::cloud_call(text)).map(str::to_owned)
}
