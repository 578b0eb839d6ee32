//! Links, paths and words in a text.

use crate::api::catalogue;
use crate::api::{self, Host};

/// The signs of WeChat in a text, in lower case.
const WECHAT_MARKS: [&str; 22] = [
    "config:fail",
    "wechat",
    "weixin",
    "wecom",
    "wxerror",
    "wxpay",
    "wx.",
    "wx_",
    "微信",
    "企微",
    "公众号",
    "小程序",
    "rid:",
    "hint:",
    "hints:",
    "access_token",
    "appid",
    "openid",
    "corpid",
    "agentid",
    "redirect_uri",
    "from ip:",
];
/// The names of cloud calls that people meet, with their paths.
const CLOUD_CALLS: [(&str, &str); 6] = [
    ("openapi.subscribeMessage.send", "/cgi-bin/message/subscribe/send"),
    ("openapi.customerServiceMessage.send", "/cgi-bin/message/custom/send"),
    ("openapi.wxacode.getUnlimited", "/wxa/getwxacodeunlimit"),
    ("openapi.phonenumber.getPhoneNumber", "/wxa/business/getuserphonenumber"),
    ("openapi.security.msgSecCheck", "/wxa/msg_sec_check"),
    ("openapi.security.imgSecCheck", "/wxa/img_sec_check"),
];
/// The levels of a line of a log that reports no error, each as logs write it.
const CALM_LEVELS: [&str; 8] = ["INFO", "DEBUG", "TRACE", "NOTICE", "info:", "debug:", "[info]", "[debug]"];
/// The number of words among which the level of a line of a log stands.
const LEVEL_WITHIN: usize = 6;

/// Returns whether a text names WeChat or something of it.
pub(super) fn speaks_of_wechat(text: &str) -> bool {
    let lower = text.to_lowercase();
    WECHAT_MARKS.iter().any(|mark| lower.contains(mark))
}

/// Returns whether a text is what the App SDK answers to a payment.
pub(super) fn is_of_app_pay(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["wxpayentryactivity", "onpayfinish"].iter().any(|mark| lower.contains(mark))
}

/// Returns whether a text is one line of a log whose level says that it reports no error.
pub(super) fn is_line_of_log(text: &str) -> bool {
    if text.contains('\n') {
        return false;
    }
    let mut words = text.split(char::is_whitespace).filter(|word| !word.is_empty()).take(LEVEL_WITHIN);
    words.any(|word| {
        let bare = word.trim_matches(|char: char| !char.is_alphanumeric());
        CALM_LEVELS.iter().any(|level| *level == word || *level == bare)
    })
}

/// The characters that end a link in a text.
fn ends_link(char: char) -> bool {
    char.is_whitespace() || "\"'`<>()，。；、“”".contains(char)
}

/// Returns the words of a text, which white space and quotation marks separate.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| char.is_whitespace() || "\"'`,;".contains(char)).filter(|word| !word.is_empty())
}

/// Returns the words that have a query, each with the text behind it.
pub(super) fn links(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(|char| !ends_link(char))?;
            let length = rest[start..].find(ends_link).unwrap_or(rest.len() - start);
            let (word, behind) = rest[start..].split_at(length);
            rest = behind;
            // `url=https://…` and `url:https://…` are a label and a link.
            let at = ["https://", "http://"].into_iter().filter_map(|scheme| word.find(scheme)).min();
            let query = word.find('?');
            let at = at.filter(|at| query.is_none_or(|query| *at < query));
            let at = at.or_else(|| word.find('/').filter(|at| query.is_some_and(|query| *at < query)));
            if let Some(at) = at.filter(|_| query.is_some()) {
                return Some((&word[at..], behind));
            }
        }
    })
}

/// Returns the parameters of a link, as they are written.
pub(super) fn parameters(link: &str) -> impl Iterator<Item = (&str, &str)> {
    let query = link.split_once('?').map_or("", |(_, query)| query);
    let query = query.split('#').next().unwrap_or_default();
    query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// Returns the paths of endpoints in a text, each with its position, without duplicates.
pub(super) fn paths(text: &str) -> Vec<(usize, &str)> {
    let in_path = |char: char| char.is_ascii_alphanumeric() || "/_-.:".contains(char);
    let mut found: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('/').map(|start| at + start) {
        let length = text[start..].find(|char| !in_path(char)).unwrap_or(text.len() - start);
        let run = &text[start..start + length];
        at = start + length;
        // `//host/path`
        let path = match run.strip_prefix("//") {
            Some(rest) => rest.find('/').map(|slash| &rest[slash..]),
            None => Some(run),
        };
        let path = path.map(|path| path.trim_end_matches(['.', ':', '/']));
        if let Some(path) = path.filter(|path| is_endpoint(path))
            && !found.iter().any(|(_, known)| *known == path)
        {
            found.push((start, path));
        }
    }
    found
}

/// Returns whether a path is that of an endpoint.
fn is_endpoint(path: &str) -> bool {
    path.len() > 1
        && (!catalogue::at(path).is_empty()
            || [Host::Api, Host::Work].into_iter().any(|host| !api::at(host, path).is_empty()))
}

/// Returns the path that a cloud call (云调用) such as `openapi.subscribeMessage.send` stands for.
pub(super) fn cloud_call(text: &str) -> Option<&'static str> {
    CLOUD_CALLS.into_iter().find(|(name, _)| text.contains(name)).map(|(_, path)| path)
}

/// Returns whether WeCom has this path, and whether another platform has it.
pub(super) fn platforms(path: &str) -> (bool, bool) {
    let known = catalogue::at(path);
    let work = known.iter().any(|entry| entry.host == Host::Work) || !api::at(Host::Work, path).is_empty();
    let other = known.iter().any(|entry| entry.host != Host::Work) || !api::at(Host::Api, path).is_empty();
    (work, other)
}
