//! Refusals by WeChat Pay, which v3 writes as JSON with an HTTP status and v2 as XML.

use serde_json::{Value, json};

use crate::mock::sign_cause::SignCause;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The HTTP status of v3.
    pub(super) status: u16,
    /// The code of v3, or the `err_code` of v2.
    pub(super) code: &'static str,
    /// The sentence.
    pub(super) message: String,
    /// The `detail` of v3.
    pub(super) detail: Option<Box<Value>>,
    /// The reasons for a refused signature.
    pub(super) causes: Vec<SignCause>,
}

/// The result of a call.
pub(super) type PayResult<T> = Result<T, Refusal>;

/// Returns the JSON pointer of a path such as `sub_orders[0].amount`.
pub(super) fn pointer(path: &str) -> String {
    format!("/{}", path.replace(['.', '['], "/").replace(']', ""))
}

impl Refusal {
    pub(super) fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), detail: None, causes: Vec::new() }
    }

    /// Returns the refusal of a field, by its path with dots.
    pub(super) fn field(path: &str, value: &str, issue: impl Into<String>) -> Self {
        let issue = issue.into();
        let pointer = pointer(path);
        let detail = json!({ "field": pointer, "value": value, "issue": issue, "location": "body" });
        Self {
            detail: Some(Box::new(detail)),
            ..Self::new(400, "PARAM_ERROR", format!("参数错误：{path} {issue}"))
        }
    }

    /// Returns the refusal of a call that breaks a rule.
    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, "INVALID_REQUEST", message)
    }

    /// Returns the refusal of an appid that does not belong to the merchant.
    pub(super) fn other_appid() -> Self {
        Self::new(400, "APPID_MCHID_NOT_MATCH", "商户号和appid没有绑定关系")
    }

    /// Returns the refusal of an order that does not exist.
    pub(super) fn no_order() -> Self {
        Self::new(404, "ORDER_NOT_EXIST", "订单不存在")
    }

    /// Returns the refusal of another thing that does not exist.
    pub(super) fn missing(message: &'static str) -> Self {
        Self::new(404, "RESOURCE_NOT_EXISTS", message)
    }

    /// Returns the refusal of a paid order.
    pub(super) fn paid() -> Self {
        Self::new(400, "ORDERPAID", "该订单已支付")
    }

    /// Returns the refusal of a closed order.
    pub(super) fn closed() -> Self {
        Self::new(400, "ORDER_CLOSED", "该订单已关闭")
    }

    /// Returns the refusal of a mock that holds too much.
    pub(super) fn full() -> Self {
        Self::new(
            500,
            "SYSTEM_ERROR",
            "系统错误：the mock keeps 20000 items of a sort at most, POST /__webot/reset removes them",
        )
    }
}
