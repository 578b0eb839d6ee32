//! Reads a body in the format of its endpoint.

use serde_json::{Map, Value};

use crate::api::fields::{Field, Format, Scalar, Shape};
use crate::message::{Element, xml};
use crate::mock::call::MockCall;
use crate::mock::errmsg::ApiError;
use crate::mock::form;

/// Returns the body as JSON: an object of texts for a form or XML, `null` if there is none.
pub(super) fn read(shape: &Shape<'_>, call: &MockCall<'_>) -> Result<Value, ApiError> {
    let formats = || shape.variants.iter().map(|variant| variant.body_format);
    let wants_body = shape.variants.iter().all(|variant| variant.body.iter().any(Field::is_wanted));
    let blank = call.body.iter().all(u8::is_ascii_whitespace);
    if call.method == "GET" || blank && !wants_body {
        return Ok(Value::Null);
    }
    // Some endpoints take a form in one variant and JSON in another.
    let is_form = call.body.starts_with(b"--") || formats().all(|format| format == Format::Multipart);
    if is_form && formats().any(|format| format == Format::Multipart) {
        let (mut fields, files) = match form::parse(call.body) {
            Some(form) => form,
            None if wants_body => return Err(ApiError::new(41005)),
            None => return Ok(Value::Null),
        };
        if let Value::Object(fields) = &mut fields {
            fields.extend(files.iter().map(|file| (file.field.clone(), Value::String(file.name.clone()))));
        }
        let file_fields = || {
            let fields = shape.variants.iter().flat_map(|variant| &variant.body);
            fields.filter(|field| field.scalar == Scalar::File && field.is_wanted())
        };
        let empty =
            |file: &form::File| file.bytes.is_empty() && file_fields().any(|own| own.is_named(&file.field));
        return if files.iter().any(empty) { Err(ApiError::new(44001)) } else { Ok(fields) };
    }
    if blank {
        return Err(ApiError::new(44002));
    }
    if formats().any(|format| format == Format::Xml) {
        let text = std::str::from_utf8(call.body).map_err(|_| ApiError::new(47001))?;
        let parsed = xml::read(text).map_err(|_| ApiError::new(47002))?;
        let text = |element: &Element| Value::String(element.value().unwrap_or_default().to_owned());
        let pairs = parsed.document.0.iter().map(|element| (element.name.to_string(), text(element)));
        return Ok(Value::Object(pairs.collect::<Map<_, _>>()));
    }
    if formats().any(|format| matches!(format, Format::Raw | Format::Binary)) {
        return Ok(Value::Null);
    }
    match serde_json::from_slice(call.body) {
        Ok(body @ Value::Object(_)) => Ok(body),
        // Some endpoints of WeCom and the pay platform take no fields; then only JSON is wanted.
        _ => Err(ApiError::new(47001)),
    }
}
