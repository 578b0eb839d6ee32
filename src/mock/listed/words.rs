//! The meaning of a field's name, from which a plausible value is made.

use time::OffsetDateTime;
use time::macros::format_description;

/// The material of a made-up value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    /// These words.
    Words(&'static str),
    /// A prefix, filled up to a length with letters and digits.
    Id(&'static str, usize),
    /// A prefix and hexadecimal digits of this number.
    Hex(&'static str, usize),
    /// A URL.
    Link,
    /// A number that identifies something.
    Digits,
    /// A number of items.
    Count,
    /// An amount in fen.
    Money,
    /// A latitude.
    Latitude,
    /// A longitude.
    Longitude,
    /// A date.
    Date,
    /// Nothing: the end of a list.
    Empty,
}

/// Values by the exact name of a field in lower case, or, with a `*` in front, by the end of it. The first match counts.
const NAMES: &[(&str, Made)] = &[
    ("errcode", Made::Words("0")),
    ("errmsg", Made::Words("ok")),
    ("ret", Made::Words("0")),
    ("return_code", Made::Words("SUCCESS")),
    ("result_code", Made::Words("SUCCESS")),
    ("return_msg", Made::Words("OK")),
    ("expires_in", Made::Words("7200")),
    ("next_openid", Made::Empty),
    ("*next_cursor", Made::Empty),
    ("*next_key", Made::Empty),
    ("*next_page", Made::Empty),
    ("*_buffer", Made::Empty),
    ("cursor", Made::Empty),
    ("*openid", Made::Id("o", 28)),
    ("*unionid", Made::Id("o", 28)),
    ("external_userid", Made::Id("wm", 32)),
    ("*userid", Made::Words("zhangsan")),
    ("*appid", Made::Hex("wx", 16)),
    ("*app_id", Made::Hex("wx", 16)),
    ("*corpid", Made::Hex("ww", 16)),
    ("*mchid", Made::Words("1900000001")),
    ("*mch_id", Made::Words("1900000001")),
    ("*prepay_id", Made::Hex("wx", 32)),
    ("*transaction_id", Made::Words("4200000000202601010000000001")),
    ("*media_id", Made::Id("", 64)),
    ("*mediaid", Made::Id("", 64)),
    ("*ticket", Made::Id("", 86)),
    ("*access_token", Made::Id("", 64)),
    ("*token", Made::Id("", 32)),
    ("*nonce_str", Made::Hex("", 32)),
    ("*nonce", Made::Hex("", 16)),
    ("*sign", Made::Hex("", 32)),
    ("*signature", Made::Hex("", 32)),
    ("*md5", Made::Hex("", 32)),
    ("*url", Made::Link),
    ("*link", Made::Link),
    ("*uri", Made::Link),
    ("*avatar", Made::Link),
    ("*mobile", Made::Words("13800000000")),
    ("*phone", Made::Words("13800000000")),
    ("*tel", Made::Words("13800000000")),
    ("*phonenumber", Made::Words("13800000000")),
    ("*email", Made::Words("zhangsan@example.com")),
    ("countrycode", Made::Words("86")),
    ("country", Made::Words("中国")),
    ("*province", Made::Words("广东")),
    ("*city", Made::Words("广州")),
    ("*district", Made::Words("海珠区")),
    ("*address", Made::Words("新港中路397号")),
    ("*lat", Made::Latitude),
    ("*latitude", Made::Latitude),
    ("*lng", Made::Longitude),
    ("*lon", Made::Longitude),
    ("*longitude", Made::Longitude),
    ("*nickname", Made::Words("张三")),
    ("*nick", Made::Words("张三")),
    ("*username", Made::Words("张三")),
    ("*name", Made::Words("示例")),
    ("*title", Made::Words("示例")),
    ("*desc", Made::Words("示例")),
    ("*description", Made::Words("示例")),
    ("*content", Made::Words("示例")),
    ("*remark", Made::Words("示例")),
    ("*text", Made::Words("示例")),
    ("lang", Made::Words("zh_CN")),
    ("language", Made::Words("zh_CN")),
    ("currency", Made::Words("CNY")),
    ("*fee_type", Made::Words("CNY")),
    ("*version", Made::Words("1.0.0")),
    ("*date", Made::Date),
    ("ip", Made::Words("101.226.103.1")),
    ("ip_list", Made::Words("101.226.103.1")),
    ("*count", Made::Count),
    ("*total", Made::Count),
    ("*num", Made::Count),
    ("*size", Made::Count),
    ("page", Made::Count),
    ("*fee", Made::Money),
    ("*amount", Made::Money),
    ("*price", Made::Money),
    ("*balance", Made::Money),
    ("*status", Made::Words("1")),
    ("*state", Made::Words("1")),
    ("*type", Made::Words("1")),
    ("*code", Made::Digits),
    ("*_no", Made::Digits),
    ("*id", Made::Digits),
];

/// Returns what the value of a field is made of.
pub(super) fn made(name: &str) -> Made {
    let lower = name.to_lowercase();
    let fits = |pattern: &str| match pattern.strip_prefix('*') {
        Some(end) => lower.ends_with(end),
        None => lower == pattern,
    };
    NAMES.iter().find(|(pattern, _)| fits(pattern)).map_or(Made::Words("1"), |(_, made)| *made)
}

/// Returns whether a field tells of an error.
pub(super) fn is_of_errors(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["err", "fail", "reject", "invalid"].iter().any(|start| lower.starts_with(start))
        || ["return_code", "return_msg", "result_code", "result_msg"].contains(&lower.as_str())
}

/// Returns whether a field tells that there was no error.
pub(super) fn is_success(name: &str) -> bool {
    ["errcode", "errmsg", "return_code", "return_msg", "result_code"].contains(&name)
}

/// Returns whether a field points to a part of a list.
pub(super) fn is_paging(name: &str) -> bool {
    ["next", "cursor", "key", "buffer"].iter().any(|word| name.contains(word))
}

/// Returns whether a field tells how many items a list has.
pub(super) fn is_number_of_items(name: &str) -> bool {
    ["count", "total", "total_count", "total_num", "item_count"].contains(&name)
}

/// Returns whether a field of this name is true in a usual answer: a list has no further page.
pub(super) fn is_true(name: &str) -> bool {
    !["more", "next", "delete", "forbid", "black", "close"].iter().any(|word| name.contains(word))
}

/// The format of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeFormat {
    /// `2026-01-31`
    Date,
    /// `2026-01-31 08:00:00`
    DateTime,
    /// `20260131080000`
    Compact,
    /// `2026-01-31T08:00:00+08:00`
    Rfc3339,
}

/// Returns a time in seconds since 1970 as a text of China's time.
pub(super) fn time_text(seconds: u64, format: TimeFormat) -> String {
    const CHINA_S: i64 = 8 * 3600;
    let at = i64::try_from(seconds).unwrap_or_default() + CHINA_S;
    let at = OffsetDateTime::from_unix_timestamp(at).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let formatted = match format {
        TimeFormat::Compact => at.format(format_description!("[year][month][day][hour][minute][second]")),
        TimeFormat::Rfc3339 => {
            at.format(format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]+08:00"))
        }
        TimeFormat::DateTime => {
            at.format(format_description!("[year]-[month]-[day] [hour]:[minute]:[second]"))
        }
        TimeFormat::Date => at.format(format_description!("[year]-[month]-[day]")),
    };
    formatted.unwrap_or_default()
}
