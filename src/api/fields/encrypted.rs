//! The fields that WeChat Pay v3 encrypts with RSA (微信支付文档《敏感信息加解密》).

use serde_json::Value;

use super::{Field, FieldsReader, Scalar};
use crate::api::Method;
use crate::api::catalogue::{self, ApiPlatform};

/// A part of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CallPart {
    /// The body of the request.
    Body,
    /// The answer.
    Answer,
}

/// The shortest text that may be encrypted, in characters: a signature of 2,048 bits in base64 has 344.
const MIN_ENCRYPTED_CHARS: usize = 344;

/// Replaces the texts of a call that the catalogue lists as encrypted; `change` returns `None` to leave one. Returns the
/// number of replaced texts.
pub(crate) fn change_encrypted(
    (method, path): (Method, &str),
    part: CallPart,
    value: &mut Value,
    change: &mut dyn FnMut(&str) -> Option<String>,
) -> usize {
    // Most answers have no long text, and the fields of their endpoint need not be read.
    if part == CallPart::Answer && !has_long_text(value) {
        return 0;
    }
    let entries = catalogue::at(path).into_iter();
    let mut entries = entries.filter(|entry| entry.platform == ApiPlatform::PayV3 && entry.method == method);
    let Some(entry) = entries.next() else { return 0 };
    let mut reader = FieldsReader::default();
    let Some(shape) = reader.shape(&entry) else { return 0 };
    let Some(variant) = shape.first() else { return 0 };
    let fields = match part {
        CallPart::Body => &variant.body,
        CallPart::Answer => &variant.answer,
    };
    change_in(value, fields, change)
}

fn change_in(
    value: &mut Value,
    fields: &[Field<'_>],
    change: &mut dyn FnMut(&str) -> Option<String>,
) -> usize {
    match value {
        Value::Array(items) => items.iter_mut().map(|item| change_in(item, fields, change)).sum(),
        Value::Object(members) => {
            let mut changed = 0;
            for (name, value) in members {
                let Some(field) = fields.iter().find(|field| field.is_named(name)) else { continue };
                match value {
                    Value::String(text) if field.scalar == Scalar::Encrypted && !text.is_empty() => {
                        if let Some(other) = change(text) {
                            *text = other;
                            changed += 1;
                        }
                    }
                    value => {
                        // No endpoint nests encrypted fields in a list of its own kind.
                        let inner = field.inner(&[]).unwrap_or_default();
                        changed += change_in(value, inner, change);
                    }
                }
            }
            changed
        }
        _ => 0,
    }
}

fn has_long_text(value: &Value) -> bool {
    match value {
        Value::String(text) => text.len() >= MIN_ENCRYPTED_CHARS,
        Value::Array(items) => items.iter().any(has_long_text),
        Value::Object(members) => members.values().any(has_long_text),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{CallPart, change_encrypted};
    use crate::api::Method;

    #[test]
    fn the_catalogue_names_the_encrypted_fields() {
        let mut change = |text: &str| Some(format!("<{text}>"));
        let path = "/v3/fund-app/mch-transfer/transfer-bills";
        let mut body = json!({ "user_name": "张三", "transfer_remark": "奖" });
        assert_eq!(change_encrypted((Method::Post, path), CallPart::Body, &mut body, &mut change), 1);
        assert_eq!(body, json!({ "user_name": "<张三>", "transfer_remark": "奖" }));
        let mut body = json!({ "receivers": [{ "name": "a" }, { "name": "b", "account": "c" }] });
        let call = (Method::Post, "/v3/profitsharing/orders");
        assert_eq!(change_encrypted(call, CallPart::Body, &mut body, &mut change), 2);
        // The name of a shop is public.
        let mut body = json!({ "scene_info": { "store_info": { "name": "店" } }, "detail": { "name": "x" } });
        let call = (Method::Post, "/v3/pay/transactions/native");
        assert_eq!(change_encrypted(call, CallPart::Body, &mut body, &mut change), 0);
        let mut answer = json!({ "data": [{ "payer_phone": "A".repeat(344) }, { "payer_phone": "" }] });
        let call = (Method::Get, "/v3/merchant-service/complaints-v2");
        assert_eq!(change_encrypted(call, CallPart::Answer, &mut answer, &mut change), 1);
        let mut other = json!({ "user_name": "x" });
        let call = (Method::Post, "/v3/no/such/path");
        assert_eq!(change_encrypted(call, CallPart::Body, &mut other, &mut change), 0);
    }
}
