//! `send --edit`: edits a message before it is signed.

use serde_json::Value;

use crate::commands::args::with_edited_copy;
use crate::context::Context;
use crate::error::{Editable, Error};
use crate::lang::Said;
use crate::message::xml::{self, layout};
use crate::message::{Document, Format, Platform, Push, json};
use crate::text::words;

/// Returns the push as the user leaves it in the editor. A message that cannot be parsed is not accepted, unless a file of
/// the user's is edited that cannot be parsed either.
pub(super) fn edit(push: Push, format: Format, cx: &Context) -> Result<Push, Error> {
    let format = match push.platform {
        Platform::Pay => Format::Json,
        Platform::PayV2 => Format::Xml,
        _ => format,
    };
    let body = push.body(format);
    let body = String::from_utf8_lossy(&body);
    let shown = match format {
        // A body that the user supplied is shown as it is.
        _ if push.raw.is_some() => body.into_owned(),
        Format::Xml => layout::spread(&body),
        Format::Json => pretty(&body),
    };
    let suffix = if format == Format::Json { ".json" } else { ".xml" };
    let edited = with_edited_copy(&shown, suffix, Editable::Message, cx, |copy| {
        copy.edit(|text| edited(&push, format, text))
    })?;
    Ok(edited.unwrap_or(push))
}

fn pretty(json: &str) -> String {
    let value: Option<Value> = serde_json::from_str(json).ok();
    value
        .and_then(|value| serde_json::to_string_pretty(&value).ok())
        .map_or_else(|| json.to_owned(), |text| text + "\n")
}

/// Returns the push with another text: its elements if they say everything, otherwise the bytes.
fn edited(push: &Push, format: Format, text: &str) -> Result<Push, Vec<Said>> {
    if let Some(raw) = &push.raw {
        let was_broken = parsed(format, &String::from_utf8_lossy(raw)).is_err();
        if !was_broken {
            parsed(format, text)?;
        }
        return Ok(Push { raw: Some(text.as_bytes().to_vec()), ..push.clone() });
    }
    let (body, document) = parsed(format, text)?;
    let parsed = Push { document, ..push.clone() };
    let is_pay = matches!(push.platform, Platform::Pay | Platform::PayV2);
    let is_whole = is_pay || parsed.body(format) == body.as_bytes();
    let raw = (!is_whole).then(|| body.into_bytes());
    Ok(Push { raw, ..parsed })
}

/// Returns a text as it is sent, and its elements.
fn parsed(format: Format, text: &str) -> Result<(String, Document), Vec<Said>> {
    let fault = |reason: String| vec![Said::new(reason)];
    match format {
        Format::Xml => {
            let body = layout::compact(text);
            let read = xml::read(&body).map_err(|error| fault((words().edit_no_xml)(&error)))?;
            Ok((body, read.document))
        }
        Format::Json => {
            let broken =
                |error: serde_json::Error| fault((words().edit_no_json)(error.line(), error.column()));
            let value = serde_json::from_str::<Value>(text).map_err(broken)?;
            let document = json::from_json(&value).ok_or_else(|| fault(words().edit_no_object.to_owned()))?;
            Ok((value.to_string(), document))
        }
    }
}
