//! Reads the body of a request and checks its parameters against the endpoint table.

use serde_json::{Map, Value};
use time::Date;
use time::macros::format_description;
use url::form_urlencoded;

use super::call::MockCall;
use super::errmsg::ApiError;
use super::form::{self, File};
use crate::api::{Endpoint, FileRule, Host, Method, Param, ParamPlace, ParamShape, ParamSource};
use crate::file_format::FileFormat;
use crate::table::List;

/// The body of a request.
#[derive(Default)]
pub(super) struct Body {
    /// The JSON object, or the fields of a form; `null` if there is no body.
    pub(super) json: Value,
    /// The files of a form.
    pub(super) files: Vec<File>,
}

/// Reads the body of a request.
pub(super) fn body(endpoint: &Endpoint, call: &MockCall<'_>) -> Result<Body, ApiError> {
    if endpoint.params.iter().any(|param| param.place == ParamPlace::File) {
        // WeChat does not read a body in chunks, whose length it does not know.
        if call.header("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
            return Err(ApiError::new(41005));
        }
        let (mut json, files) = form::parse(call.body).ok_or(ApiError::new(41005))?;
        for param in endpoint.params {
            // A field with members is JSON in a text.
            let Some((name, _)) = param.name.split_once('.').filter(|_| param.place == ParamPlace::Body)
            else {
                continue;
            };
            if let Some(Value::String(text)) = json.get(name) {
                json[name] = serde_json::from_str(text).map_err(|_| ApiError::new(47001))?;
            }
        }
        return Ok(Body { json, files });
    }
    Ok(Body { json: json(endpoint, call)?, files: Vec::new() })
}

/// Returns the JSON object of a POST request.
fn json(endpoint: &Endpoint, call: &MockCall<'_>) -> Result<Value, ApiError> {
    if endpoint.method != Method::Post {
        return Ok(Value::Null);
    }
    let takes = |place| endpoint.params.iter().any(|param| param.place == place);
    let blank = call.body.iter().all(u8::is_ascii_whitespace);
    if blank && !takes(ParamPlace::Body) {
        return Ok(Value::Null);
    }
    if blank {
        return Err(ApiError::new(44002));
    }
    if let Some(form) = form_of_templates(call) {
        return Ok(form);
    }
    // With a byte order mark WeChat reads nothing, and answers that the menu has no buttons.
    let marked = call.body.starts_with(b"\xef\xbb\xbf");
    let whole = endpoint.params.iter().find(|param| param.name.is_empty());
    match whole.filter(|_| marked) {
        Some(param) => Err(ApiError::new(param.errcode)),
        None => match serde_json::from_slice(call.body) {
            Ok(body @ Value::Object(_)) if !marked => Ok(body),
            _ => Err(ApiError::new(unreadable(endpoint))),
        },
    }
}

/// Returns the fields of a form, which the template library of subscribe messages takes beside JSON; a field that is
/// repeated is a list.
fn form_of_templates(call: &MockCall<'_>) -> Option<Value> {
    let is_form = call.path.starts_with("/wxaapi/newtmpl/") && !call.body.trim_ascii().starts_with(b"{");
    if !is_form || !call.body.contains(&b'=') {
        return None;
    }
    let mut fields = Map::new();
    for (name, value) in form_urlencoded::parse(call.body) {
        let value = Value::String(value.into_owned());
        match fields.get_mut(&*name) {
            None => {
                fields.insert(name.into_owned(), value);
            }
            Some(Value::Array(list)) => list.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
    Some(Value::Object(fields))
}

/// Returns the errcode for a body that is not JSON: where the answer is a picture, that of the first parameter.
fn unreadable(endpoint: &Endpoint) -> i64 {
    let is_picture = endpoint.reply.is_empty();
    let mut params = endpoint.params.iter().filter(|_| is_picture);
    params.find(|param| param.place == ParamPlace::Body).map_or(47001, |param| param.errcode)
}

/// Checks all parameters, in the order of the table.
pub(super) fn check(endpoint: &Endpoint, call: &MockCall<'_>, body: &Body) -> Result<(), ApiError> {
    endpoint.params.iter().try_for_each(|param| match param.place {
        ParamPlace::Path => match endpoint.path_value(call.path, param.name) {
            Some(text) => fits(&param, &Value::String(decoded(text))),
            None => absent(&param, call),
        },
        ParamPlace::Query => match call.value(param.name) {
            Some(text) => fits(&param, &Value::String(text.to_owned())),
            None => absent(&param, call),
        },
        // The world does not see headers.
        ParamPlace::Header => Ok(()),
        ParamPlace::Body => in_body(&param, call, &body.json),
        ParamPlace::File => match body.files.iter().find(|file| file.field == param.name) {
            Some(file) if let ParamShape::Files(rules) = param.shape => upload(file, rules, &param, call),
            Some(file) if matches!(param.shape, ParamShape::File(most) if file.bytes.len() > most) => {
                Err(ApiError::new(param.errcode))
            }
            Some(_) => Ok(()),
            None => absent(&param, call),
        },
    })
}

/// Checks an uploaded file: its `type`, that it is not empty, its format and its size.
fn upload(file: &File, rules: List<FileRule>, param: &Param, call: &MockCall<'_>) -> Result<(), ApiError> {
    let kind = call.value("type").unwrap_or_default();
    let Some(rule) = rules.iter().find(|rule| rule.kind.is_empty() || rule.kind == kind) else {
        return Err(ApiError::new(40004));
    };
    if file.bytes.is_empty() {
        return Err(ApiError::new(44001));
    }
    if file.bytes.len() > rule.most {
        return Err(ApiError::new(param.errcode));
    }
    if rule.takes(FileFormat::of(&file.bytes)) { Ok(()) } else { Err(ApiError::new(40005)) }
}

/// Returns whether all parameters with a fixed value have it, which selects among the endpoints of a path.
pub(super) fn has_fixed(endpoint: &Endpoint, call: &MockCall<'_>, body: &Value) -> bool {
    endpoint.params.iter().all(|param| match (param.source, param.place) {
        (ParamSource::Fixed(fixed), ParamPlace::Query) => call.value(param.name) == Some(fixed),
        (ParamSource::Fixed(fixed), ParamPlace::Body) => {
            find(body, param.name).is_some_and(|value| plain(value).as_deref() == Some(fixed))
        }
        _ => true,
    })
}

/// Decodes the percent-encoding in a part of a path.
fn decoded(text: &str) -> String {
    // A `+` is a plus sign in a path and a space in a query.
    let pair = format!("={}", text.replace('+', "%2B"));
    form_urlencoded::parse(pair.as_bytes()).map(|(_, value)| value.into_owned()).collect()
}

fn absent(param: &Param, call: &MockCall<'_>) -> Result<(), ApiError> {
    match param.source {
        _ if !param.enforced && param.default.is_empty() => Ok(()),
        _ if param.place == ParamPlace::File => Err(ApiError::new(41005)),
        source if source.is_appid() => Err(ApiError::new(41002)),
        source if source.is_secret() => Err(ApiError::new(41004)),
        ParamSource::Agentid => Err(ApiError::new(41011)),
        // Before 2014 a request without it meant `client_credential`; WeCom's has only one value.
        ParamSource::Fixed(_) if call.host == Host::Work => Ok(()),
        _ => Err(ApiError::new(param.errcode)),
    }
}

fn in_body(param: &Param, call: &MockCall<'_>, body: &Value) -> Result<(), ApiError> {
    if let Some((list, member)) = param.name.split_once("[].") {
        let Some(list) = find(body, list) else { return absent(param, call) };
        let list = list.as_array().ok_or(ApiError::new(param.errcode))?;
        return match param.shape {
            ParamShape::Texts(most) if list.is_empty() || list.len() > most => Err(ApiError::new(40032)),
            ParamShape::Texts(_) => list.iter().try_for_each(|item| match find(item, member) {
                Some(Value::String(text)) if !text.is_empty() => Ok(()),
                _ => Err(ApiError::new(param.errcode)),
            }),
            _ => list.iter().filter_map(|item| find(item, member)).try_for_each(|value| fits(param, value)),
        };
    }
    match find(body, param.name) {
        None => absent(param, call),
        // `"appid":""` counts as missing, `"remark":""` is a valid remark.
        Some(Value::String(text)) if text.is_empty() => match param.source {
            source if source.is_appid() || source.is_secret() => absent(param, call),
            _ if matches!(
                param.shape,
                ParamShape::Text(_) | ParamShape::Chars(_) | ParamShape::Joined(_)
            ) =>
            {
                Ok(())
            }
            _ => Err(ApiError::new(param.errcode)),
        },
        Some(value) => fits(param, value),
    }
}

/// Returns a member by its name, such as `tag.name`; `null` counts as missing.
fn find<'a>(body: &'a Value, name: &str) -> Option<&'a Value> {
    let mut found = body;
    for part in name.split('.').filter(|part| !part.is_empty()) {
        found = found.get(part)?;
    }
    Some(found).filter(|found| !found.is_null())
}

/// Returns whether a text is a day such as `2026-11-30`.
pub(super) fn is_day(text: &str) -> bool {
    Date::parse(text, format_description!("[year]-[month]-[day]")).is_ok()
}

/// Returns a text or a number as text.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// WeCom's errcode for a value that is too long.
const TOO_LONG: i64 = 40058;

fn fits(param: &Param, value: &Value) -> Result<(), ApiError> {
    let text = plain(value);
    let fits = match param.shape {
        ParamShape::Chars(most) => text.as_ref().is_some_and(|text| text.chars().count() <= most),
        ParamShape::Text(most) => text.as_ref().is_some_and(|text| text.len() <= most),
        ParamShape::Integer(from, to) => {
            let number = text.as_ref().and_then(|text| text.trim().parse::<i64>().ok());
            number.is_some_and(|number| (from..=to).contains(&number))
        }
        ParamShape::Bool => {
            matches!(value, Value::Bool(_)) || matches!(text.as_deref(), Some("0" | "1" | "true" | "false"))
        }
        ParamShape::Choice(words) => {
            text.as_deref().is_some_and(|text| words.iter().any(|word| word == text))
        }
        ParamShape::Texts(most) => {
            let Some(list) = value.as_array() else { return Err(ApiError::new(param.errcode)) };
            if (list.is_empty() && param.required) || list.len() > most {
                return Err(ApiError::new(40032));
            }
            list.iter().all(Value::is_string)
        }
        ParamShape::Joined(most) => text.as_ref().is_some_and(|text| text.split('|').count() <= most),
        ParamShape::Integers(most) => {
            let list = value.as_array();
            list.is_some_and(|list| {
                list.len() <= most
                    && list.iter().all(|item| plain(item).is_some_and(|item| item.parse::<i64>().is_ok()))
            })
        }
        ParamShape::Date => text.as_deref().is_some_and(is_day),
        ParamShape::Json | ParamShape::File(_) | ParamShape::Files(_) => true,
    };
    let fixed = match param.source {
        ParamSource::Fixed(word) => text.as_deref() == Some(word),
        _ => true,
    };
    match param.shape {
        _ if fits && fixed => Ok(()),
        // WeCom names the field; its other platforms do not.
        ParamShape::Text(most) | ParamShape::Chars(most) if !fits && param.errcode == TOO_LONG => {
            Err(ApiError::saying(
                TOO_LONG,
                format!(
                    "{} exceed max length {most}. invalid Request Parameter",
                    param.name.replace("[]", "")
                ),
            ))
        }
        _ => Err(ApiError::new(param.errcode)),
    }
}
