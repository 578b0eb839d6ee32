//! The body of `webot api`, from fields, `--data` or files.

use std::path::Path;

use serde_json::{Map, Value};

use super::ApiArgs;
use crate::api::Method;
use crate::commands::args::{Upload, pairs, read, value};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::FormPart;
use crate::lang::Wanted;
use crate::wechat::Body;

/// The fields for the query, and the body.
type FieldsAndBody = (Vec<(String, String)>, Body);

/// Returns the fields and the body for the flags. Fields go into the query of a GET request.
pub(super) fn of(args: &ApiArgs, method: Method, cx: &Context) -> Result<FieldsAndBody, Error> {
    let (typed, raw) = (pairs("--field", &args.field)?, pairs("--raw-field", &args.raw_field)?);
    let has_fields = !typed.is_empty() || !raw.is_empty();
    if args.data.is_some() && (has_fields || !args.upload.is_empty()) {
        return Err(Usage::ConflictingFlags("--data", if has_fields { "--field" } else { "--upload" }).into());
    }
    if !args.upload.is_empty() {
        return Ok((Vec::new(), Body::Form(form(args, typed, raw, cx)?)));
    }
    if let Some(data) = &args.data {
        return Ok((Vec::new(), data_body(data, cx)?));
    }
    if matches!(method, Method::Get | Method::Delete) {
        let mut query = Vec::new();
        for (name, given) in typed {
            query.push((name, value("--field", &given, cx)?));
        }
        query.extend(raw);
        return Ok((query, Body::Empty));
    }
    if !has_fields {
        return Ok((Vec::new(), Body::Empty));
    }
    let mut body = Value::Object(Map::new());
    for (name, given) in typed {
        let value = typed_value(&given, cx)?;
        put(&mut body, &name, value)?;
    }
    for (name, text) in raw {
        put(&mut body, &name, Value::String(text))?;
    }
    Ok((Vec::new(), Body::Json(body.to_string())))
}

/// Returns the body for `--data`: JSON as compact raw UTF-8, everything else unchanged.
fn data_body(data: &str, cx: &Context) -> Result<Body, Error> {
    let text = match data.strip_prefix('@') {
        Some(path) => read(Path::new(path), "--data", cx)?,
        None if data == "-" => read(Path::new("-"), "--data", cx)?,
        None => data.to_owned(),
    };
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with('<') {
        return Ok(Body::Raw("text/xml", text.as_bytes().to_vec()));
    }
    match serde_json::from_str::<Value>(text) {
        Ok(json) => Ok(Body::Json(json.to_string())),
        Err(error) if text.starts_with(['{', '[']) => {
            let at = (error.line(), error.column());
            Err(Usage::BrokenData { of: "--data".to_owned(), at }.into())
        }
        Err(_) => Ok(Body::Raw("text/plain", text.as_bytes().to_vec())),
    }
}

/// Returns the value of `-F`: a number, `true`, `false`, `null`, the content of a file, JSON; otherwise text.
fn typed_value(given: &str, cx: &Context) -> Result<Value, Error> {
    if given == "-" || given.starts_with('@') {
        return Ok(Value::String(value("--field", given, cx)?));
    }
    let json = serde_json::from_str::<Value>(given).ok();
    Ok(json.filter(|json| !json.is_string()).unwrap_or_else(|| Value::String(given.to_owned())))
}

/// Sets the value at `a.b`, `a[]` or `a[].b`, with the rules of `gh api`.
fn put(body: &mut Value, path: &str, value: Value) -> Result<(), Error> {
    let wrong = || Usage::Value { flag: "--field", value: path.to_owned(), wanted: Wanted::FieldPath };
    let mut at = body;
    let mut parts = path.split('.').peekable();
    while let Some(part) = parts.next() {
        let (name, list) = part.strip_suffix("[]").map_or((part, false), |name| (name, true));
        let object = at.as_object_mut().ok_or_else(wrong)?;
        if name.is_empty() {
            return Err(wrong().into());
        }
        let last = parts.peek().is_none();
        let slot = object.entry(name).or_insert(if list { Value::Array(Vec::new()) } else { Value::Null });
        at = if list {
            let items = slot.as_array_mut().ok_or_else(wrong)?;
            // `a[].x=1 a[].y=2` is one object; a second `a[].x` begins a new one.
            let next = parts.peek().map(|part| part.strip_suffix("[]").unwrap_or(part));
            let goes_on = match (items.last(), next) {
                (Some(Value::Object(last)), Some(next)) => !last.contains_key(next),
                _ => false,
            };
            if !goes_on {
                items.push(Value::Null);
            }
            items.last_mut().ok_or_else(wrong)?
        } else {
            slot
        };
        if last {
            *at = value;
            return Ok(());
        }
        if at.is_null() {
            *at = Value::Object(Map::new());
        }
    }
    Err(wrong().into())
}

/// Returns the form for files and fields.
fn form(
    args: &ApiArgs,
    typed: Vec<(String, String)>,
    raw: Vec<(String, String)>,
    cx: &Context,
) -> Result<Vec<FormPart>, Error> {
    let mut parts = Vec::new();
    for (name, given) in pairs("--upload", &args.upload)? {
        parts.push(Upload::open(&given, "--upload", cx)?.plain_part(&name));
    }
    for (name, given) in typed {
        parts.push(FormPart::text(name, value("--field", &given, cx)?));
    }
    parts.extend(raw.into_iter().map(|(name, text)| FormPart::text(name, text)));
    Ok(parts)
}
