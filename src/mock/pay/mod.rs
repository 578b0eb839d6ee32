//! WeChat Pay: the mock as api.mch.weixin.qq.com, v2 and v3. WeChat Pay has no test environment of its own.
//!
//! `v2` and `v3` verify a call, read its fields and sign the answer; `books` is the pure state that they share.

mod bill;
pub(super) mod books;
pub(super) mod control;
pub(crate) mod keyring;
pub(crate) mod keys;
mod moment;
pub(crate) mod notice;
mod refusal;
mod rules;
pub(crate) mod till;
mod v2;
mod v3;
mod view;

use serde_json::Value;

use self::books::Books;
use self::keys::PayKeys;
use self::refusal::Refusal;
use super::call::{MockAnswer, MockCall};
use super::errmsg::ApiError;
use crate::api::fields::check::ValueType;
use crate::random::SeededRandom;

/// A call to WeChat Pay.
pub(super) struct PayCall<'a> {
    pub(super) books: &'a mut Books,
    pub(super) dice: &'a mut SeededRandom,
    pub(super) keys: &'a PayKeys,
    /// The call at the time of the machine, to which signatures belong.
    pub(super) call: &'a MockCall<'a>,
    /// The time of the mock, whose clock may be ahead, in milliseconds since 1970.
    pub(super) now_ms: u64,
    /// The appids of the accounts that have called.
    pub(super) appids: &'a [String],
}

/// Answers a call.
pub(super) fn answer(pay: PayCall<'_>) -> MockAnswer {
    let PayCall { books, dice, keys, call, now_ms, appids } = pay;
    books.advance(now_ms, dice);
    let pay = PayCall { books, dice, keys, call, now_ms, appids };
    if call.path.starts_with("/v3/") { v3::answer(pay) } else { v2::answer(pay) }
}

/// Returns the refusal of a call whose fields do not fit the table.
fn of_api_error(error: &ApiError, call: &MockCall<'_>) -> Refusal {
    let message = error.message(call.host);
    if let (Some(field), Some(wanted)) = (error.field(), error.wanted()) {
        let body: Value = serde_json::from_slice(call.body).unwrap_or_default();
        let in_query = call.query.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone());
        let given = match (in_query, body.pointer(&refusal::pointer(field))) {
            (Some(text), _) => text,
            (None, Some(Value::String(text))) => text.clone(),
            (None, given) => given.map(Value::to_string).unwrap_or_default(),
        };
        return Refusal::field(field, &given, mistyped(wanted));
    }
    match (error.field(), error.code) {
        (Some(field), _) => {
            let mut refusal = Refusal::field(field, "", "必填性规则校验失败，此字段为必填项");
            let is_query = call.method == "GET" || call.query.iter().any(|(name, _)| name == field);
            if is_query && let Some(detail) = &mut refusal.detail {
                detail["location"] = "query".into();
            }
            refusal
        }
        (None, 44002) => Refusal::new(400, "PARAM_ERROR", "请求体为空，应为 JSON"),
        (None, 40066) => Refusal::missing("请求的接口不存在"),
        (None, -1) => Refusal::new(500, "SYSTEM_ERROR", "系统错误"),
        (None, _) => Refusal::new(400, "PARAM_ERROR", format!("参数错误：{message}")),
    }
}

/// Returns what is wrong with a value of another type.
fn mistyped(wanted: ValueType) -> &'static str {
    match wanted {
        ValueType::Object => "类型错误，应为对象",
        ValueType::List => "类型错误，应为数组",
        ValueType::Text | ValueType::JsonText | ValueType::Digits => "类型错误，应为字符串",
        ValueType::Integer => "类型错误，应为整数，不带引号",
        ValueType::Number => "类型错误，应为数字，不带引号",
        ValueType::Boolean => "类型错误，应为 true 或 false，不带引号",
    }
}
