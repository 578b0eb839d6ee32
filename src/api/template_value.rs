//! The rules for the values of template and subscribe messages, by the prefix of their names
//! (微信开放文档《订阅消息参数值内容限制说明》).

/// The rule for the values of a prefix.
struct PrefixRule {
    prefix: &'static str,
    /// The maximum length, in characters.
    most: usize,
    /// Returns whether a text has the right characters.
    fits: fn(&str) -> bool,
}

/// The rules. A prefix that begins with another stands before it.
const RULES: [PrefixRule; 14] = [
    rule("character_string", 32, |text| !text.chars().any(is_chinese)),
    rule("phone_number", 17, |text| text.chars().all(|char| !char.is_alphabetic())),
    rule("car_number", 8, |text| !text.trim().is_empty()),
    rule("enum_string", usize::MAX, |_| true),
    rule("thing", 20, |_| true),
    rule("number", 32, |text| text.parse::<f64>().is_ok() && text.chars().all(is_of_number)),
    rule("letter", 32, |text| text.chars().all(|char| char.is_ascii_alphabetic())),
    rule("symbol", 5, |text| text.chars().all(|char| !char.is_alphanumeric())),
    rule("amount", 24, is_amount),
    rule("phrase", 5, |text| text.chars().all(is_chinese)),
    rule("const", 20, |_| true),
    rule("name", 20, is_name),
    rule("time", 64, is_time),
    rule("date", 64, is_time),
];

const fn rule(prefix: &'static str, most: usize, fits: fn(&str) -> bool) -> PrefixRule {
    PrefixRule { prefix, most, fits }
}

/// The maximum length of a name with Chinese characters.
const MAX_CHINESE_NAME_CHARS: usize = 10;

/// The reason why WeChat refuses a value (47003).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueFault {
    /// The value is empty.
    Empty,
    /// The value is longer than this many characters.
    TooLong(usize),
    /// The value has characters or a format that the prefix does not allow.
    Form(&'static str),
}

/// Returns the rule of a name such as `thing12`; `None` if its prefix has none.
fn rule_of(name: &str) -> Option<&'static PrefixRule> {
    RULES.iter().find(|rule| {
        name.strip_prefix(rule.prefix)
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Returns the fault of a value; `None` if WeChat takes it, and for a name without a rule.
pub(crate) fn value_fault(name: &str, value: &str) -> Option<ValueFault> {
    let rule = rule_of(name)?;
    let length = value.chars().count();
    if value.trim().is_empty() {
        return Some(ValueFault::Empty);
    }
    if length > rule.most {
        return Some(ValueFault::TooLong(rule.most));
    }
    if rule.prefix == "name" && value.chars().any(is_chinese) && length > MAX_CHINESE_NAME_CHARS {
        return Some(ValueFault::TooLong(MAX_CHINESE_NAME_CHARS));
    }
    (!(rule.fits)(value)).then_some(ValueFault::Form(rule.prefix))
}

fn is_chinese(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

fn is_of_number(char: char) -> bool {
    char.is_ascii_digit() || matches!(char, '.' | '-' | '+')
}

/// Returns whether a name has no digits.
fn is_name(text: &str) -> bool {
    !text.chars().any(|char| char.is_ascii_digit())
}

/// Returns whether a text is an amount: at most one sign of a currency, up to ten digits, decimals, 元 at the end.
fn is_amount(text: &str) -> bool {
    let text = text.trim().trim_end_matches('元');
    let mut chars = text.chars();
    let rest = match chars.next() {
        Some(first) if !first.is_ascii_digit() => chars.as_str(),
        _ => text,
    };
    let (whole, decimals) = rest.split_once('.').unwrap_or((rest, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(decimals) && whole.len() <= 10
}

/// Returns whether a text may be a time or date, or a span of them. WeChat documents two formats and takes more, so only
/// what cannot be one is a fault.
fn is_time(text: &str) -> bool {
    let sign = |char: char| "年月日时分秒:：-/. ~～".contains(char) || char.is_ascii_digit();
    text.chars().all(sign)
        && text.chars().any(|char| char.is_ascii_digit())
        && text.chars().any(|char| !char.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_the_documentation_are_taken() {
        for (name, value) in [
            ("thing6", "雪花秀滋盈生人生焕颜精华露"),
            ("character_string1", "202103040830158485629163994677"),
            ("number1", "12.5"),
            ("letter1", "abc"),
            ("symbol1", "¥!"),
            ("time1", "15:01"),
            ("time1", "2019年10月1日 15:01~2019年10月1日 16:01"),
            ("date2", "2019年10月1日"),
            ("amount3", "￥100.50元"),
            ("phone_number4", "+86-0766-66888866"),
            ("car_number5", "粤A8Z888挂"),
            ("name2", "中通快递"),
            ("name2", "Mary-Jane"),
            ("phrase1", "配送中"),
            ("keyword1", ""),
            ("first", "任意"),
        ] {
            assert_eq!(value_fault(name, value), None, "{name} {value}");
        }
    }

    #[test]
    fn values_that_wechat_refuses_are_named() {
        let long = "长".repeat(21);
        for (name, value, fault) in [
            ("thing1", "", ValueFault::Empty),
            ("thing1", long.as_str(), ValueFault::TooLong(20)),
            ("character_string1", "编号1", ValueFault::Form("character_string")),
            ("number1", "12个", ValueFault::Form("number")),
            ("letter1", "a1", ValueFault::Form("letter")),
            ("time1", "明天下午", ValueFault::Form("time")),
            ("time1", "1700000000", ValueFault::Form("time")),
            ("amount3", "一百元", ValueFault::Form("amount")),
            ("amount3", "12345678901", ValueFault::Form("amount")),
            ("phrase1", "配送中啦啦啦", ValueFault::TooLong(5)),
            ("phrase1", "OK", ValueFault::Form("phrase")),
            ("name2", "中通快递中通快递中通快", ValueFault::TooLong(10)),
        ] {
            assert_eq!(value_fault(name, value), Some(fault), "{name} {value}");
        }
    }
}
