//! Checks the bodies of endpoints that only the catalogue lists: that they are JSON objects, and the kinds of the values
//! at their top. Which fields an endpoint requires, and what its values may be, is not judged.

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
        let Some(value) = body.get(field.name).filter(|value| !value.is_null()) else { continue };
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

#[cfg(test)]
mod tests {
    use super::check;
    use crate::api::Host;
    use crate::mock::call::MockCall;

    fn code(host: Host, path: &str, body: &str) -> Option<i64> {
        let (query, body) = (Vec::new(), body.as_bytes());
        check(&MockCall {
            method: "POST",
            host,
            path,
            query,
            body,
            headers: Vec::new(),
            from: "127.0.0.1",
            now_ms: 0,
        })
        .err()
        .map(|no| no.code)
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
