//! Errors with a name in a text: codes of WeChat Pay, errMsg of the JS-SDK, messages of payment pages and libraries.

use super::{Clues, words};
use crate::api::advice::{Advice, Evidence};
use crate::api::named::{NamedError, NamedFamily, named_by_message, named_errors, with_code};

/// An error with a name, with cause and fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NamedFound {
    /// The entry.
    pub named: NamedError,
    /// The code or phrase that was recognized.
    pub name: &'static str,
    /// Cause and fix.
    pub advice: Advice,
}

/// The words that tell a log line of WeChat Pay from others, in lower case.
const PAY_MARKS: [&str; 13] = [
    "mch.weixin.qq.com",
    "/v3/",
    "return_code",
    "err_code",
    "wechatpay",
    "wechat.pay",
    "wxpay",
    "微信支付",
    "平台证书",
    "商户证书",
    "apiclient_",
    "component_verify_ticket",
    // The beginning of what wechatpay-go says.
    "validate verify fail",
];
/// The words that tell v2 of WeChat Pay, in lower case.
const V2_MARKS: [&str; 3] = ["err_code", "return_code", "<xml"];
/// The words that tell v3 of WeChat Pay, in lower case: its answers, its authorization, and methods such as `unifiedOrderV3(`.
const V3_MARKS: [&str; 6] = ["/v3/", "\"detail\"", "\"code\"", "wechatpay2-sha256", "v3(", "证书序列号"];

/// The codes that are also the state of an order, which logs report without any error.
const STATES: [&str; 4] = ["USERPAYING", "ORDERCLOSED", "ORDERPAID", "ORDERREVERSED"];

/// The labels of a code in the answers of WeChat Pay, in lower case.
const LABELS: [&str; 4] = ["err_code", "\"code\"", "code:", "code="];

fn has_mark(lower: &str, marks: &[&str]) -> bool {
    marks.iter().any(|mark| lower.contains(mark))
}

/// Returns whether a text is this code, or begins with it and goes on as WeChat Pay does, in Chinese. Other programs have
/// codes of the same names.
fn is_lone(text: &str, word: &str) -> bool {
    let text = text.trim_start_matches(|char: char| !char.is_alphanumeric());
    text.strip_prefix(word).is_some_and(|rest| {
        let rest = rest.trim_start_matches(|char: char| !char.is_alphanumeric());
        rest.chars().next().is_none_or(|char| !char.is_ascii())
    })
}

/// Finds the errors of a text. In a log, codes and phrases of WeChat Pay count only beside a sign of it.
pub(super) fn find(text: &str, clues: &Clues) -> Vec<NamedFound> {
    let lower = text.to_lowercase();
    let evidence = Evidence { path: clues.path.as_deref(), errmsg: &lower, sent: None };
    let is_pay = |family| matches!(family, NamedFamily::PayV2 | NamedFamily::PayV3 | NamedFamily::Library);
    let counts = !clues.is_log || has_mark(&lower, &PAY_MARKS);
    let mut found: Vec<(NamedError, &'static str)> = Vec::new();
    if counts {
        let told: Vec<NamedError> = named_by_message(&lower).collect();
        let is_v3_only = has_mark(&lower, &V3_MARKS) && !has_mark(&lower, &V2_MARKS);
        let told = of_version(&told, &lower).into_iter();
        let told = told.filter(|named| !is_v3_only || named.family == NamedFamily::PayV3);
        found.extend(told.filter_map(|named| Some((named, named.phrase_in(&lower)?))));
        let mut phrases = Vec::new();
        // Without a sign of the version, both would say the same.
        found.retain(|(_, phrase)| {
            !phrases.contains(phrase) && {
                phrases.push(*phrase);
                true
            }
        });
    }
    if counts && found.is_empty() {
        let is_told = words::tells_of_error(text);
        let is_marked =
            words::speaks_of_wechat(text) || has_mark(&lower, &PAY_MARKS) || has_mark(&lower, &LABELS);
        for word in capitals(text) {
            let is_state = STATES.contains(&word) && !is_told;
            if !is_lone(text, word) && (is_state || !is_marked) {
                continue;
            }
            let mut entries: Vec<NamedError> = with_code(word).collect();
            // The version that spells the code like this comes first.
            entries.sort_by_key(|named| named.name != word);
            found.extend(of_version(&entries, &lower).into_iter().map(|named| {
                let name = std::iter::once(named.name).chain(named.also).find(|name| *name == word);
                (named, name.unwrap_or(named.name))
            }));
        }
    }
    if found.is_empty() {
        // `JWT token验证失败` is the message of another program.
        let is_marked = words::speaks_of_wechat(text);
        let is_own = |named: &NamedError, phrase: &str| {
            named.family != NamedFamily::Console || is_marked || !clues.is_log && is_lone(&lower, phrase)
        };
        let phrases = named_errors().filter(|named| counts || !is_pay(named.family));
        let phrases = phrases.filter_map(|named| Some((named, named.phrase_in(&lower)?)));
        found.extend(phrases.filter(|(named, phrase)| is_own(named, phrase)));
        let names: Vec<&str> = found.iter().map(|(_, name)| *name).collect();
        // A phrase within another one that was found as well says less.
        let is_whole = |name: &str| !names.iter().any(|other| *other != name && other.contains(name));
        found.retain(|(_, name)| is_whole(name));
        // A page says that the payment failed, and often why; its words are not those of v2's answers.
        let is_page = |named: &NamedError| named.family == NamedFamily::PayPage;
        if found.iter().any(|(named, _)| is_page(named)) {
            found.retain(|(named, _)| named.family != NamedFamily::PayV2);
        }
        let is_bare = |name: &str| name.ends_with("fail");
        if found.iter().any(|(_, name)| !is_bare(name)) {
            found.retain(|(named, name)| !is_page(named) || !is_bare(name));
        }
    }
    let mut seen: Vec<NamedFound> = Vec::new();
    for (named, name) in found {
        let explained = NamedFound { named, name, advice: named.advice(&evidence) };
        if !seen.iter().any(|own| own.named == named) {
            seen.push(explained);
        }
    }
    seen
}

/// Returns the entries of the version of WeChat Pay that a text speaks of; all if it does not tell.
fn of_version(entries: &[NamedError], lower: &str) -> Vec<NamedError> {
    let is_v2 = V2_MARKS.iter().any(|mark| lower.contains(mark));
    let is_v3 = V3_MARKS.iter().any(|mark| lower.contains(mark));
    let family = match (is_v2, is_v3) {
        (true, false) => NamedFamily::PayV2,
        (false, true) => NamedFamily::PayV3,
        _ => return entries.to_vec(),
    };
    let own: Vec<NamedError> = entries.iter().filter(|named| named.family == family).copied().collect();
    if own.is_empty() { entries.to_vec() } else { own }
}

/// Returns the words of capital letters, digits and underscores, without duplicates.
fn capitals(text: &str) -> Vec<&str> {
    let words = text.split(|char: char| !(char.is_ascii_alphanumeric() || char == '_'));
    let mut found: Vec<&str> = Vec::new();
    for word in words.filter(|word| word.len() >= 5 && !word.bytes().any(|byte| byte.is_ascii_lowercase())) {
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}
