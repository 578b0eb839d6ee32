//! The rules about the fields of orders that v2 and v3 share.

use url::Url;

use super::books::Payment;
use super::refusal::{PayResult, Refusal};
use crate::http::is_near;
use crate::mock::sign_cause::PayWarning;
use crate::mock::state::openid::Openids;

/// Checks a merchant's number of an order.
pub(super) fn out_trade_no(number: &str) -> PayResult<()> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'|' | b'*');
    if !(6..=32).contains(&number.len()) || !number.bytes().all(is_plain) {
        let issue = "应为 6 到 32 个字符，只能是数字、大小写字母、_-|*";
        return Err(Refusal::field("out_trade_no", number, issue));
    }
    Ok(())
}

/// Checks a description, which may not have emoji.
pub(super) fn description(text: &str) -> PayResult<()> {
    let is_emoji = |char: char| matches!(u32::from(char), 0x1f000..=0x1faff | 0x2600..=0x27bf);
    if text.chars().any(is_emoji) {
        return Err(Refusal::field("description", text, "不支持表情符号"));
    }
    Ok(())
}

/// Checks the URL for notices. The mock takes `http` too in a near network, and warns.
pub(super) fn notify_url(path: &str, text: &str) -> PayResult<()> {
    let wrong = |issue: &str| Err(Refusal::field(path, text, issue));
    if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
        return wrong("通知地址前后有空格");
    }
    let Some(url) = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https")) else {
        return wrong("应为以 https:// 开头的完整地址");
    };
    if url.scheme() == "http" && !is_near(&url) {
        return wrong("应以 https:// 开头，不支持 http");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return wrong("通知地址不能携带参数");
    }
    Ok(())
}

/// Returns the warning about a URL that WeChat itself would refuse.
pub(super) fn url_warning(text: &str) -> Option<PayWarning> {
    text.starts_with("http://").then_some(PayWarning::HttpNotifyUrl)
}

/// The outcome of a payment code, which its last two digits tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeOutcome {
    Paid,
    /// The user is asked for the password.
    Asked,
    NotEnough,
    Expired,
}

/// The amount above which the user is asked for the password, in fen (微信支付文档《付款码支付》: 1000 元).
const MOST_WITHOUT_PASSWORD: u64 = 100_000;

/// Checks a payment code, and returns what comes of it.
pub(super) fn auth_code(code: &str, total: u64) -> PayResult<CodeOutcome> {
    let is_code = code.len() == 18
        && code.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(&code[..2], "10" | "11" | "12" | "13" | "14" | "15");
    if !is_code {
        return Err(Refusal::new(400, "AUTH_CODE_INVALID", "付款码无效，应为 18 位数字，以 10 到 15 开头"));
    }
    Ok(match &code[16..] {
        "01" => CodeOutcome::Asked,
        "02" => CodeOutcome::NotEnough,
        "03" => CodeOutcome::Expired,
        _ if total > MOST_WITHOUT_PASSWORD => CodeOutcome::Asked,
        _ => CodeOutcome::Paid,
    })
}

impl CodeOutcome {
    /// Returns the act of the user.
    pub(super) fn payment(self, appid: &str) -> Payment {
        match self {
            Self::Paid => Payment::paid(appid),
            Self::Asked => Payment::Asked,
            Self::NotEnough | Self::Expired => Payment::Failed,
        }
    }

    /// Returns the refusal of the call.
    pub(super) fn refusal(self) -> PayResult<()> {
        match self {
            Self::Paid => Ok(()),
            Self::Asked => Err(Refusal::new(400, "USERPAYING", "需要用户输入支付密码")),
            Self::NotEnough => Err(Refusal::new(403, "NOTENOUGH", "余额不足")),
            Self::Expired => {
                Err(Refusal::new(400, "AUTHCODEEXPIRE", "二维码已过期，请用户在微信上刷新后再试"))
            }
        }
    }
}

impl Payment {
    /// Returns the payment of the first follower of an account.
    pub(super) fn paid(appid: &str) -> Self {
        Self::Paid { openid: Openids::of(appid).at(0), bank_type: "OTHERS".to_owned() }
    }
}
