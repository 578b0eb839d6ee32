//! The errors of WeChat Pay (微信支付文档《错误码》): JSON with `code` at v3; at v2 XML whose `return_code` or
//! `result_code` is `FAIL`.

use serde_json::Value;

use super::advice::{Advice, Evidence};
use super::errcode::{self, ErrcodeFamily};
use super::named::{self, NamedFamily};
use crate::message::xml;

/// An error of WeChat Pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PayError {
    /// [`NamedFamily::PayV3`] or [`NamedFamily::PayV2`].
    pub family: NamedFamily,
    /// The code, such as `PARAM_ERROR`; at v2 `err_code`, or `FAIL` if there is none.
    pub code: String,
    /// The message.
    pub message: String,
    /// The members of `detail` of v3, with dots between the names of nested ones.
    pub details: Vec<(String, String)>,
    /// The number at the end of the header `Request-ID` of v3.
    pub number: Option<i64>,
    /// Cause and fix; `None` if the code is unknown.
    pub advice: Option<Advice>,
}

/// The number that says no more than `PARAM_ERROR`, and less than any other code.
const ANY_PARAMETER: i64 = 268_435_461;

/// The longest value of a detail, in characters; a longer one is cut.
const MAX_DETAIL_CHARS: usize = 300;

impl PayError {
    /// Reads a v3 error from its body, with the `Request-ID` of its headers; `path` is that of the call.
    pub(crate) fn of_json(json: &Value, request_id: Option<&str>, path: Option<&str>) -> Option<Self> {
        let code = json["code"].as_str().filter(|code| named::is_code(code))?.to_owned();
        let message = json["message"].as_str().unwrap_or_default().to_owned();
        let mut details = Vec::new();
        flatten("", &json["detail"], &mut details);
        let number = request_id.and_then(number_of);
        let error = Self { family: NamedFamily::PayV3, code, message, details, number, advice: None };
        Some(error.advised(path))
    }

    /// Reads a v2 error from its body; `None` if it is no answer of v2 or reports success.
    pub(crate) fn of_xml(text: &str, path: Option<&str>) -> Option<Self> {
        let document = xml::read(text).ok()?.document;
        let field = |name: &str| document.get(name).filter(|value| !value.is_empty());
        let failed = |name: &str| field(name).is_some_and(|value| value != "SUCCESS");
        field("return_code")?;
        if !failed("return_code") && !failed("result_code") {
            return None;
        }
        let any = |names: &[&str]| names.iter().find_map(|name| field(name)).unwrap_or_default().to_owned();
        let code = any(&["err_code", "error_code", "result_code"]);
        let code = if code.is_empty() || code == "SUCCESS" { "FAIL".to_owned() } else { code };
        let message = any(&["err_code_des", "error_msg", "return_msg", "retmsg"]);
        let family = NamedFamily::PayV2;
        Some(Self { family, code, message, details: Vec::new(), number: None, advice: None }.advised(path))
    }

    /// Adds cause and fix: those of the number, which is the most precise, or else those of the code.
    fn advised(mut self, path: Option<&str>) -> Self {
        let mut errmsg = self.message.to_lowercase();
        for (name, value) in &self.details {
            errmsg.push_str(&format!("\n{name}={value}").to_lowercase());
        }
        let evidence = Evidence { path, errmsg: &errmsg, sent: None };
        let numbered = self.number.and_then(|number| errcode::find(ErrcodeFamily::Pay, number));
        let named = || named::find(self.family, &self.code, &self.message);
        self.advice = match numbered {
            Some(entry) if entry.code != ANY_PARAMETER || self.code == "PARAM_ERROR" => {
                Some(entry.advice(&evidence))
            }
            _ => named().map(|named| named.advice(&evidence)),
        };
        self
    }
}

/// Returns the number at the end of a `Request-ID`; `None` if there is none or it is 0, which is success.
pub(crate) fn number_of(request_id: &str) -> Option<i64> {
    let (before, number) = request_id.trim().rsplit_once('-')?;
    let hexadecimal = before.len() >= 16 && before.bytes().all(|byte| byte.is_ascii_hexdigit());
    number.parse().ok().filter(|number| hexadecimal && *number != 0)
}

/// Adds the leaves of a value with their names.
fn flatten(name: &str, value: &Value, to: &mut Vec<(String, String)>) {
    let text = match value {
        Value::Null => return,
        Value::Object(members) => {
            for (member, value) in members {
                let name = if name.is_empty() { member.clone() } else { format!("{name}.{member}") };
                flatten(&name, value, to);
            }
            return;
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let text = if text.chars().count() > MAX_DETAIL_CHARS {
        text.chars().take(MAX_DETAIL_CHARS).chain(['…']).collect()
    } else {
        text
    };
    to.push((if name.is_empty() { "detail".to_owned() } else { name.to_owned() }, text));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{NamedFamily, PayError, number_of};

    #[test]
    fn an_error_of_v3_is_read_with_all_its_details() {
        let body = json!({
            "code": "PARAM_ERROR", "message": "m",
            "detail": { "location": "body", "value": 0.01, "sign_information": { "method": "GET" } },
        });
        let error =
            PayError::of_json(&body, Some("08E68E97CC0610DF0618AC86BCA80120082880CF05-268578704"), None);
        let error = error.expect("an error");
        let details: Vec<String> =
            error.details.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(details, ["location=body", "value=0.01", "sign_information.method=GET"]);
        assert_eq!(error.number, Some(268_578_704));
        for other in [json!({}), json!({ "code": 40001 }), json!({ "code": "ok" }), json!([])] {
            assert_eq!(PayError::of_json(&other, None, None), None, "{other}");
        }
    }

    #[test]
    fn v2_fails_with_either_code() {
        let read = |text: &str| PayError::of_xml(text, None).map(|error| (error.code, error.message));
        let own = |code: &str, message: &str| Some((code.to_owned(), message.to_owned()));
        assert_eq!(
            read("<xml><return_code><![CDATA[FAIL]]></return_code><return_msg>签名错误</return_msg></xml>"),
            own("FAIL", "签名错误")
        );
        assert_eq!(
            read(
                "<xml><return_code>SUCCESS</return_code><return_msg>OK</return_msg><result_code>FAIL</result_code>\
                 <err_code>ORDERNOTEXIST</err_code><err_code_des>none</err_code_des></xml>"
            ),
            own("ORDERNOTEXIST", "none")
        );
        for right in [
            "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code></xml>",
            "<xml><return_code>SUCCESS</return_code></xml>",
            "<xml><ToUserName>a</ToUserName></xml>",
            "",
            "text",
            "{}",
        ] {
            assert_eq!(read(right), None, "{right}");
        }
    }

    #[test]
    fn a_number_is_read_from_a_request_id_only() {
        assert_eq!(number_of("08E68E97CC0610DF0618AC86BCA80120082880CF05-268578704"), Some(268_578_704));
        for other in ["08E68E97CC0610DF0618AC86BCA80120082880CF05-0", "2024-01-02", "", "x-268578704", "-5"] {
            assert_eq!(number_of(other), None, "{other}");
        }
        let error = PayError::of_xml("<xml><return_code>FAIL</return_code></xml>", None).expect("an error");
        assert_eq!((error.family, &*error.code), (NamedFamily::PayV2, "FAIL"));
    }
}
