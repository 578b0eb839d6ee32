//! Answers of the mock over HTTP.

use hyper::StatusCode;
use hyper::header::HeaderValue;

use super::call::MockAnswer;
use super::pay::keyring::PayKeyring;
use super::sign_cause::SignCause;
use crate::http::server::{BodyError, HttpResponse, response};
use crate::wechat::{GENERATED, MOCK_HEADER};

/// The header of an answer that names the reasons for a refused signature.
const CAUSE_HEADER: &str = "x-webot-cause";
/// The header of an answer that tells what WeChat itself would refuse.
const WARNING_HEADER: &str = "x-webot-warning";
/// The `Content-Type` of the control API.
const JSON: &str = "application/json; charset=utf-8";

/// Returns the response of an answer.
pub(super) fn answered(answer: MockAnswer) -> HttpResponse {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut response = response(status, answer.content_type, answer.body);
    let causes: Vec<&str> = answer.causes.iter().map(SignCause::name).collect();
    let causes = (!causes.is_empty()).then(|| (CAUSE_HEADER, causes.join(",")));
    let warnings = answer.warnings.into_iter().map(|warning| (WARNING_HEADER, warning.name().to_owned()));
    for (name, value) in answer.headers.into_iter().chain(causes).chain(warnings) {
        // File names are raw UTF-8.
        if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
            response.headers_mut().append(name, value);
        }
    }
    if answer.is_generated {
        response.headers_mut().insert(MOCK_HEADER, HeaderValue::from_static(GENERATED));
    }
    response
}

/// Returns a response of the control API.
pub(super) fn control_response(status: u16, json: &serde_json::Value) -> HttpResponse {
    response(StatusCode::from_u16(status).unwrap_or(StatusCode::OK), JSON, json.to_string())
}

/// Returns the keys of WeChat Pay for the configuration of an SDK. The secrets of the profile are masked.
pub(super) fn pay_keys(keyring: &PayKeyring, host: &str) -> HttpResponse {
    match keyring.get() {
        Ok(keys) => control_response(200, &keys.shown(&format!("http://{host}"), false)),
        Err(reason) => control_response(500, &serde_json::json!({ "error": reason })),
    }
}

/// Returns the status of a request whose body cannot be read.
pub(super) fn body_status(error: BodyError) -> StatusCode {
    match error {
        BodyError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        BodyError::Slow => StatusCode::REQUEST_TIMEOUT,
        BodyError::Busy => StatusCode::SERVICE_UNAVAILABLE,
        BodyError::Incomplete => StatusCode::BAD_REQUEST,
    }
}
