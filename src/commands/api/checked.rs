//! Compares a call with the fields of its endpoint before it is sent.

use serde_json::{Map, Value};

use super::ApiArgs;
use crate::api::catalogue::CatalogueEntry;
use crate::api::fields::check::{Difference, Given, differences};
use crate::api::fields::{FieldsReader, Shape};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::PartContent;
use crate::text::words;
use crate::wechat::{Body, Call};

/// The largest number of differences that are named.
const MAX_NAMED: usize = 5;

/// Warns of the differences between a call and the fields in the documentation; fails if they are not allowed.
pub(super) fn check(call: &Call, entry: &CatalogueEntry, args: &ApiArgs, cx: &Context) -> Result<(), Error> {
    let mut reader = FieldsReader::default();
    let Some(shape) = reader.shape(entry) else {
        if args.checks.strict {
            cx.printer.warning(&(words().fields.unchecked)(entry.path));
        }
        return Ok(());
    };
    let mut found = compare(call, &shape);
    if args.paginate {
        // The position in the list is added to each call.
        let is_position = |path: &str| ["offset", "begin_openid", "next_openid", "cursor"].contains(&path);
        found.retain(|one| !is_position(&one.path));
    }
    if found.is_empty() {
        return Ok(());
    }
    if args.checks.strict {
        return Err(Usage::Fields { path: entry.path.to_owned(), differences: found }.into());
    }
    for difference in found.iter().take(MAX_NAMED) {
        cx.printer.warning(&(words().fields.difference)(difference));
    }
    if found.len() > MAX_NAMED {
        cx.printer.warning(&(words().fields.further)(found.len() - MAX_NAMED));
    }
    Ok(())
}

fn compare(call: &Call, shape: &Shape<'_>) -> Vec<Difference> {
    let body = match &call.body {
        Body::Empty => Value::Null,
        Body::Json(text) => serde_json::from_str(text).unwrap_or_default(),
        Body::Form(form) => {
            let text = |content: &PartContent| match content {
                PartContent::Bytes(bytes) => Value::from(String::from_utf8_lossy(bytes)),
                PartContent::File(..) => Value::from(""),
            };
            let pairs = form.iter().map(|part| (part.name.clone(), text(&part.content)));
            Value::Object(pairs.collect::<Map<_, _>>())
        }
        Body::Raw(_, bytes) if bytes.is_empty() => Value::Null,
        // XML is not compared.
        Body::Raw("text/xml", _) => return Vec::new(),
        Body::Raw(_, bytes) => Value::from(String::from_utf8_lossy(bytes)),
    };
    let is_credential = |name: &str| name.ends_with("access_token");
    differences(shape, Given { query: &call.query, body: &body }, is_credential)
}
