//! Answers the endpoints that only the catalogue lists: checks their parameters and their body by the table of fields,
//! and makes up an answer of the right shape. What values mean is not judged.

mod body;
mod generate;
#[cfg(test)]
mod tests;
mod words;

use serde_json::Value;

use super::call::{HandlerReply, HandlerResult, MockCall};
use super::errmsg::ApiError;
use super::pay_refusal::UNSIGNED;
use crate::api::catalogue::{ApiPlatform, CatalogueEntry};
use crate::api::fields::check::{Difference, DifferenceKind, Given, ValueType, differences};
use crate::api::fields::{FieldsReader, Format, Shape};

/// Answers a call of an endpoint.
pub(super) fn answer(entry: &CatalogueEntry, call: &MockCall<'_>) -> HandlerResult {
    if entry.platform.is_pay_v3() && !is_signed(call) {
        return Err(ApiError::new(UNSIGNED));
    }
    answer_signed(entry, call)
}

/// Checks a call, and returns its body: `null` if there is none.
pub(super) fn checked(entry: &CatalogueEntry, call: &MockCall<'_>) -> Result<Value, ApiError> {
    let mut reader = FieldsReader::default();
    // Nothing is known to check.
    let Some(shape) = reader.shape(entry) else {
        return Ok(serde_json::from_slice(call.body).unwrap_or_default());
    };
    checked_by(&shape, call, entry.platform)
}

fn checked_by(shape: &Shape<'_>, call: &MockCall<'_>, platform: ApiPlatform) -> Result<Value, ApiError> {
    let body = body::read(shape, call)?;
    let mut found = differences(shape, Given { query: &call.query, body: &body }, is_credential);
    found.sort_by_key(|difference| difference.path.matches('.').count());
    match found.iter().find_map(|difference| refusal(difference, platform)) {
        Some(refusal) => Err(refusal),
        None => Ok(body),
    }
}

/// Answers a call whose signature is checked.
pub(super) fn answer_signed(entry: &CatalogueEntry, call: &MockCall<'_>) -> HandlerResult {
    let mut reader = FieldsReader::default();
    let Some(shape) = reader.shape(entry) else { return Err(unknown(entry)) };
    let body = checked_by(&shape, call, entry.platform)?;
    let given = Given { query: &call.query, body: &body };
    let variant = shape.variants.iter().find(|variant| variant.fits(given)).or(shape.first());
    let variant = variant.ok_or_else(|| unknown(entry))?;
    Ok(match variant.answer_format {
        Format::None if entry.platform.is_pay_v3() => HandlerReply::Nothing,
        format => generate::answer(format, &variant.answer, entry, call, &body),
    })
}

/// Returns whether a call to WeChat Pay v3 has a signature; the mock does not know the merchant's key.
fn is_signed(call: &MockCall<'_>) -> bool {
    call.header("authorization").is_some_and(|value| value.starts_with("WECHATPAY2-"))
}

/// Returns whether a parameter of the query identifies the caller, so that it is checked elsewhere.
fn is_credential(name: &str) -> bool {
    name.ends_with("access_token")
}

/// Returns the refusal of an endpoint of whose fields nothing is known.
fn unknown(entry: &CatalogueEntry) -> ApiError {
    ApiError::saying(
        40066,
        format!(
            "this mock does not know what {} answers: no documentation of its fields is built in",
            entry.path
        ),
    )
}

/// Returns the refusal for a difference that WeChat would refuse; `None` for one that it may accept. WeChat itself
/// seldom names the field.
fn refusal(difference: &Difference, platform: ApiPlatform) -> Option<ApiError> {
    let Difference { path, kind } = difference;
    // WeChat Pay v3 converts nothing: a number in quotes is a PARAM_ERROR.
    let is_number = |wanted: ValueType| matches!(wanted, ValueType::Integer | ValueType::Number);
    let converts = |wanted: ValueType| !(platform.is_pay_v3() && is_number(wanted));
    let wanted = match kind {
        // The table lags the platform.
        DifferenceKind::Unknown(_) | DifferenceKind::Gone(_) => return None,
        DifferenceKind::Type { can_be_read: true, wanted } if converts(*wanted) => return None,
        DifferenceKind::Missing(code) => {
            let code = code.unwrap_or_else(|| missing(path, platform));
            // WeCom names the parameter.
            if code == 40058 {
                return Some(ApiError::saying(code, format!("missing parameter: {path}")));
            }
            return Some(ApiError::about(code, path));
        }
        DifferenceKind::Structure(wanted) | DifferenceKind::Type { wanted, .. } => *wanted,
    };
    if path.is_empty() {
        return Some(ApiError::new(47001));
    }
    let name = match wanted {
        ValueType::Object => "an object",
        ValueType::List => "a list",
        ValueType::Text => "a string",
        ValueType::JsonText => "a string that holds JSON",
        ValueType::Integer => "an integer",
        ValueType::Number => "a number",
        ValueType::Boolean => "true or false",
        ValueType::Digits => "a string of digits",
    };
    Some(ApiError::mistyped(path, wanted, format!("data format error: `{path}` must be {name}")))
}

/// Returns the errcode of a missing field, by the meaning of its name; 40035 or, for WeCom, 40058 without one.
fn missing(path: &str, platform: ApiPlatform) -> i64 {
    let is_work = platform == ApiPlatform::Work;
    let name = path.rsplit('.').next().unwrap_or(path);
    match name {
        "grant_type" => 40002,
        "appid" | "app_id" => 41002,
        "refresh_token" => 41003,
        "secret" | "appsecret" => 41004,
        "media" if !is_work => 41005,
        "media_id" if !is_work => 41006,
        "code" | "js_code" if !is_work => 41008,
        "openid" | "touser" if !is_work => 41009,
        "url" if !is_work => 41010,
        _ if is_work => 40058,
        _ => 40035,
    }
}

impl crate::api::fields::Variant<'_> {
    /// Returns whether a call fits this variant without a refusal.
    fn fits(&self, given: Given<'_>) -> bool {
        let shape = Shape { variants: vec![self.clone()] };
        let found = differences(&shape, given, is_credential);
        found.iter().all(|difference| refusal(difference, ApiPlatform::Api).is_none())
    }
}
