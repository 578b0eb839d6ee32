//! Checks the bodies of endpoints that only the catalogue lists: that they are JSON objects, and the kinds of the values
//! at their top. Of the fields that an endpoint requires, those are judged whose errcode is known; what the values may be
//! is not judged.

use serde_json::Value;

use super::call::MockCall;
use super::errmsg::ApiError;
use crate::api::body::{ValueKind, body_fields};

/// Refuses a body that WeChat cannot read.
pub(super) fn check(call: &MockCall<'_>) -> Result<(), ApiError> {
    if call.method != "POST" {
        return Ok(());
    }
    let Some(known) = body_fields(call.host, call.path) else { return Ok(()) };
    if call.body.iter().all(u8::is_ascii_whitespace) {
        return if known.is_needed { Err(ApiError::new(44002)) } else { Ok(()) };
    }
    let Ok(Value::Object(body)) = serde_json::from_slice(call.body) else { return Err(ApiError::new(47001)) };
    for field in known.fields {
        let value = body.get(field.name).filter(|value| !value.is_null());
        if let Some(code) = field.missing.filter(|_| value.is_none_or(is_empty)) {
            return Err(ApiError::new(code));
        }
        let Some(value) = value else { continue };
        let (fits, wanted) = match field.kind {
            ValueKind::Object => (value.is_object(), "an object"),
            ValueKind::List => (value.is_array(), "a list"),
            ValueKind::Scalar => (!value.is_object() && !value.is_array(), "a text or a number"),
        };
        if !fits {
            // WeChat itself does not name the field.
            return Err(ApiError::saying(
                47001,
                format!("data format error: `{}` must be {wanted}", field.name),
            ));
        }
    }
    Ok(())
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::api::Host;
    use crate::mock::call::MockCall;

    fn code(host: Host, path: &str, body: &str) -> Option<i64> {
        check(&MockCall::posted(host, path, body.as_bytes())).err().map(|no| no.code)
    }

    #[test]
    fn what_wechat_cannot_read_is_refused() {
        for (path, body, expected) in [
            ("/cgi-bin/draft/add", r#"{"articles":{"articles":[]}}"#, 47001),
            ("/cgi-bin/draft/add", "[]", 47001),
            ("/cgi-bin/draft/add", "", 44002),
            ("/cgi-bin/message/template/send", r#"{"touser":"o","template_id":"T","data":"{}"}"#, 47001),
            ("/cgi-bin/message/custom/send", "touser=o&msgtype=text", 47001),
            ("/cgi-bin/message/custom/send", r#"{"touser":["o"],"msgtype":"text"}"#, 47001),
            ("/cgi-bin/message/custom/send", "<xml></xml>", 47001),
            ("/cgi-bin/guide/addguideacct", "nonsense", 47001),
        ] {
            assert_eq!(code(Host::Api, path, body), Some(expected), "{path} {body}");
        }
        assert_eq!(
            code(Host::Work, "/cgi-bin/message/send", r#"{"touser":["a"],"msgtype":"text"}"#),
            Some(47001)
        );
    }

    #[test]
    fn a_missing_field_has_the_errcode_of_its_endpoint() {
        for (host, path, body, expected) in [
            (Host::Work, "/cgi-bin/message/send", r#"{"touser":"a","msgtype":"text","text":{}}"#, 41011),
            (Host::Work, "/cgi-bin/user/create", r#"{"name":"a","mobile":"1"}"#, 41009),
            (Host::Work, "/cgi-bin/user/create", r#"{"userid":"a","name":"","mobile":"1"}"#, 60112),
            (Host::Work, "/cgi-bin/department/create", r#"{"parentid":1}"#, 60001),
            (Host::Work, "/cgi-bin/tag/create", r#"{"tagid":1}"#, 40072),
            (Host::Work, "/cgi-bin/tag/addtagusers", r#"{"userlist":["a"]}"#, 41017),
            (Host::Api, "/wxa/search/wxaapi_submitpages", r#"{"pages":[]}"#, 40219),
            (Host::Api, "/wxa/business/insurance_freight/createorder", r#"{"order_no":"1"}"#, 41009),
        ] {
            assert_eq!(code(host, path, body), Some(expected), "{path} {body}");
        }
        for (path, body) in [
            (
                "/cgi-bin/message/send",
                r#"{"touser":"a","msgtype":"text","agentid":0,"text":{"content":"x"}}"#,
            ),
            ("/cgi-bin/user/create", r#"{"userid":"a","name":"b","mobile":"1"}"#),
            ("/cgi-bin/tag/create", r#"{"tagname":"a"}"#),
        ] {
            assert_eq!(code(Host::Work, path, body), None, "{path} {body}");
        }
    }

    #[test]
    fn right_bodies_of_odd_form_are_taken() {
        for (path, body) in [
            ("/cgi-bin/draft/add", r#"{"articles":[]}"#),
            ("/cgi-bin/draft/add", " {\"articles\" : [ {\"title\":\"t\"} ] , \"new\":{} }\n"),
            (
                "/cgi-bin/message/template/send",
                r#"{"touser":"o","template_id":"T","data":{},"miniprogram":null}"#,
            ),
            ("/cgi-bin/message/custom/send", r#"{"touser":"o","msgtype":"text","text":{"content":"{}"}}"#),
            ("/cgi-bin/guide/addguideacct", ""),
            ("/cgi-bin/media/uploadimg", "--b\r\n"),
            ("/cgi-bin/no/such/path", "a=1"),
        ] {
            assert_eq!(code(Host::Api, path, body), None, "{path} {body}");
        }
        let work = r#"{"touser":"a|b","msgtype":"text","agentid":1,"text":{"content":"x"},"safe":"0"}"#;
        assert_eq!(code(Host::Work, "/cgi-bin/message/send", work), None);
    }
}
