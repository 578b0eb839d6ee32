//! Refusals in the formats of WeChat Pay: JSON with an HTTP status for v3, XML with 200 for v2.

use serde_json::json;

use super::call::{MockAnswer, MockCall};
use super::errmsg::ApiError;
use crate::api::catalogue::{self, ApiPlatform};
use crate::message::{Document, Element, xml};

/// Returns the refusal of a call to WeChat Pay.
pub(super) fn answer(error: &ApiError, call: &MockCall<'_>) -> MockAnswer {
    let is_v2 = catalogue::at(call.path).iter().any(|known| known.platform == ApiPlatform::PayV2);
    if is_v2 { xml_answer(error) } else { json_answer(error, call) }
}

fn xml_answer(error: &ApiError) -> MockAnswer {
    let missing = error.field().filter(|_| error.wanted().is_none());
    let message = match (missing, error.code) {
        (Some(field), _) => format!("缺少参数 {field}"),
        (None, 47002) => "XML格式错误".to_owned(),
        (None, _) => "参数错误".to_owned(),
    };
    let elements = vec![Element::text("return_code", "FAIL"), Element::text("return_msg", message)];
    let body = xml::write(&Document(elements)).into_bytes();
    MockAnswer { content_type: "text/xml; charset=utf-8", body, ..refused(error, 200) }
}

fn json_answer(error: &ApiError, call: &MockCall<'_>) -> MockAnswer {
    let (status, code) = match error.code {
        -1 => (500, "SYSTEM_ERROR"),
        40066 => (404, "RESOURCE_NOT_EXISTS"),
        UNSIGNED => (401, "SIGN_ERROR"),
        45009 | 45011 => (429, "FREQUENCY_LIMITED"),
        48001 => (403, "NO_AUTH"),
        _ => (400, "PARAM_ERROR"),
    };
    let missing = error.field().filter(|_| error.wanted().is_none());
    let message = match missing {
        Some(field) => format!("参数错误：缺少必填项 {field}"),
        None if error.code == UNSIGNED => {
            "Http头Authorization缺失或格式错误，应以 WECHATPAY2-SHA256-RSA2048 开头".to_owned()
        }
        None => error.message(call.host).to_owned(),
    };
    let mut json = json!({ "code": code, "message": message });
    if let Some(field) = missing {
        let pointer = format!("/{}", field.replace('.', "/"));
        let location = if call.query.iter().any(|(name, _)| name == field) || call.method == "GET" {
            "query"
        } else {
            "body"
        };
        json["detail"] =
            json!({ "field": pointer, "value": "", "issue": "缺少必填项", "location": location });
    }
    MockAnswer {
        status,
        content_type: "application/json; charset=utf-8",
        body: json.to_string().into_bytes(),
        ..refused(error, status)
    }
}

fn refused(error: &ApiError, status: u16) -> MockAnswer {
    MockAnswer { status, errcode: error.code, ..MockAnswer::json(&serde_json::Value::Null) }
}

/// The code of a call without an `Authorization` header, before it is written as `SIGN_ERROR`.
pub(super) const UNSIGNED: i64 = 401;
