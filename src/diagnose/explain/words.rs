//! Links, paths and words in a text.

use serde_json::Value;

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
/// The words that tell of an error, in lower case.
const ERROR_WORDS: [&str; 53] = [
    "error",
    "err:",
    "err ",
    "errcode",
    "errmsg",
    "fail",
    "exception",
    "invalid",
    "illegal",
    "incorrect",
    "wrong",
    "denied",
    "refuse",
    "reject",
    "not ",
    "unable",
    "cannot",
    "missing",
    "expired",
    "exceed",
    "out of",
    "limit",
    "unauthorized",
    "forbidden",
    "错误",
    "报错",
    "出错",
    "失败",
    "异常",
    "不合法",
    "不正确",
    "非法",
    "无效",
    "无权",
    "没有权限",
    "拒绝",
    "过期",
    "超限",
    "返回码",
    "错误码",
    "未能",
    "不能",
    "无法",
    "未通过",
    "不通过",
    "不成功",
    "未成功",
    "未完成",
    "没有完成",
    "不正常",
    "请稍后",
    "请检查",
    "请联系",
];
/// The words with which people ask about a number, and the names that stand beside it, in lower case.
const BESIDE_NUMBER: [&str; 42] = [
    "wechat",
    "weixin",
    "wecom",
    "wxpay",
    "wx",
    "pay",
    "code",
    "errcode",
    "ret",
    "returned",
    "returns",
    "return",
    "got",
    "gets",
    "what",
    "is",
    "why",
    "help",
    "explain",
    "about",
    "微信",
    "企业微信",
    "企微",
    "公众号",
    "小程序",
    "微信支付",
    "接口",
    "提示",
    "报错",
    "错误",
    "error",
    "err",
    "failed",
    "失败",
    "返回",
    "返回了",
    "微信返回",
    "微信返回了",
    "怎么办",
    "什么意思",
    "是什么",
    "为什么",
];
/// The ends of the words before a number that is none of WeChat's, in lower case.
const BEFORE_OTHER_NUMBER: [&str; 28] = [
    "订单",
    "订单号",
    "用户",
    "商户号",
    "端口",
    "共",
    "编号",
    "任务",
    "进程",
    "耗时",
    "大小",
    "数量",
    "order",
    "user",
    "port",
    "pid",
    "job",
    "task",
    "worker",
    "batch",
    "thread",
    "size",
    "count",
    "id",
    "total",
    "length",
    "line",
    "uid",
];
/// The beginnings of the words behind a number of things, in lower case.
const BEHIND_OTHER_NUMBER: [&str; 30] = [
    "条", "个", "笔", "人", "次", "行", "毫秒", "秒", "元", "分", "字节", "天", "ms", "rows", "row", "bytes",
    "byte", "times", "messages", "users", "orders", "items", "records", "files", "jobs", "seconds", "old",
    "new", "requests", "kb",
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

/// The platforms and programs whose errors look like those of WeChat, in lower case.
const OTHERS: [&str; 17] = [
    "支付宝",
    "alipay",
    "钉钉",
    "dingtalk",
    "飞书",
    "lark",
    "feishu",
    "抖音",
    "银联",
    "unionpay",
    "stripe",
    "paypal",
    "redis ",
    "mysql",
    "sqlexception",
    "sql state",
    // The answers of Alipay's gateway.
    "sub_code",
];
/// The names of WeChat itself, in lower case.
const NAMES: [&str; 9] =
    ["wechat", "weixin", "wecom", "wxpay", "微信", "企微", "公众号", "小程序", "wxerror"];

/// Returns whether a text names another platform or program and not WeChat.
pub(super) fn is_of_other(text: &str) -> bool {
    let lower = text.to_lowercase();
    OTHERS.iter().any(|name| lower.contains(name)) && !NAMES.iter().any(|name| lower.contains(name))
}

/// Returns whether a text tells of an error.
pub(super) fn tells_of_error(text: &str) -> bool {
    let lower = text.to_lowercase();
    ERROR_WORDS.iter().any(|word| lower.contains(word))
}

/// The levels of lines of logs that report errors, as Java's loggers write them before the number of the process.
const ERROR_LEVELS: [&str; 4] = ["ERROR", "WARN", "FATAL", "SEVERE"];

/// Returns whether a number between these words may be an errcode: it begins the text, or stands behind the name of
/// WeChat or a word of an error. The number of a process (`ERROR 40001 --- [main]`) is none.
pub(super) fn is_place_of_code(before: Option<&str>, behind: Option<&str>) -> bool {
    let Some(before) = before else { return true };
    if behind
        .is_some_and(|behind| behind == "---" || behind.starts_with('[') && ERROR_LEVELS.contains(&before))
    {
        return false;
    }
    let bare = before.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
    let is_told = |word: &&str| if word.is_ascii() { bare == word.trim() } else { bare.ends_with(*word) };
    // A mark between two numbers, as in `40001 / 40013`.
    let is_listed = bare.is_empty() || bare.parse::<i64>().is_ok();
    is_listed || BESIDE_NUMBER.iter().chain(&ERROR_WORDS).chain(&TELLS_CODE).any(is_told)
}

/// Further words behind which an errcode stands, in lower case.
const TELLS_CODE: [&str; 8] =
    ["redirect_uri", "wxerror", "failure", "status", "with", "失败了", "代码", "状态码"];

/// Returns whether a text is what a function of a mini-program or page answers itself, as `getLocation:fail`. What a
/// cloud function answers (`cloud.callFunction:fail`, `openapi.subscribeMessage.send:fail`) has codes of endpoints.
pub(super) fn is_of_client(text: &str) -> bool {
    text.match_indices(":fail").any(|(at, _)| {
        let ends = |char: char| !(char.is_ascii_alphanumeric() || "._".contains(char));
        let name = text[..at].rsplit(ends).next().unwrap_or_default();
        name.starts_with(|char: char| char.is_ascii_lowercase())
            && !name.contains(['.', '_'])
            && name != "config"
    })
}

/// Returns whether the words around a number say that it counts or names something else.
pub(super) fn is_other_number(before: Option<&str>, behind: Option<&str>) -> bool {
    let bare = |word: &str| word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
    before.map(bare).is_some_and(|word| {
        BEFORE_OTHER_NUMBER.iter().any(|own| if own.is_ascii() { word == *own } else { word.ends_with(own) })
    }) || behind.map(bare).is_some_and(|word| {
        BEHIND_OTHER_NUMBER.iter().any(
            |own| {
                if own.is_ascii() { word == *own } else { word.starts_with(own) }
            },
        )
    })
}

/// Returns whether a text besides a number says no more than whose it is, or asks for its meaning.
pub(super) fn asks_about_number(text: &str) -> bool {
    let is_beside = |word: &str| {
        let bare = word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
        bare.is_empty() || bare.parse::<i64>().is_ok() || BESIDE_NUMBER.contains(&bare.as_str())
    };
    text.split(|char: char| char.is_whitespace() || "：:，,。？?！!=".contains(char)).all(is_beside)
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
    }) || is_calm_record(text)
}

/// Returns whether a text is a record of a log in JSON whose level says that it reports no error.
fn is_calm_record(text: &str) -> bool {
    let Ok(Value::Object(record)) = serde_json::from_str(text.trim()) else { return false };
    let level = ["level", "severity", "lvl", "levelname"].iter().find_map(|name| record.get(*name)?.as_str());
    level.is_some_and(|level| {
        ["info", "debug", "trace", "notice"].iter().any(|calm| level.eq_ignore_ascii_case(calm))
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
