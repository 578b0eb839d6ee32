//! The forms that entries of all pages have in common: texts in both languages, and long texts that are cut.

use serde_json::{Value, json};

use crate::lang::Said;

/// The length from which on a text of an entry is cut, in characters; the page can ask for the whole entry.
const MAX_CHARS: usize = 3000;
/// The largest number of items of a list in an entry.
const MAX_ITEMS: usize = 50;

/// Returns a sentence with its hints for the page, in both languages.
pub(crate) fn bilingual([en, zh]: [Said; 2]) -> Value {
    let said = |said: Said| json!({ "message": said.message, "hints": said.hints });
    json!({ "en": said(en), "zh": said(zh) })
}

/// Returns an entry whose long texts and lists are cut, which `cut` then tells.
pub(crate) fn cut(mut entry: Value) -> Value {
    if cut_value(&mut entry) {
        entry["cut"] = json!(true);
    }
    entry
}

/// Returns about how much memory a value takes, in bytes.
pub(crate) fn json_bytes(value: &Value) -> usize {
    size_of::<Value>()
        + match value {
            Value::String(text) => text.len(),
            Value::Array(items) => items.iter().map(json_bytes).sum(),
            Value::Object(members) => {
                members.iter().map(|(name, value)| name.len() + json_bytes(value)).sum()
            }
            _ => 0,
        }
}

/// Cuts all of these values; returns whether one was long.
fn cut_all<'a>(values: impl Iterator<Item = &'a mut Value>) -> bool {
    values.filter_map(|value| cut_value(value).then_some(())).count() > 0
}

fn cut_value(value: &mut Value) -> bool {
    match value {
        Value::String(text) => match text.char_indices().nth(MAX_CHARS) {
            Some((at, _)) => {
                text.truncate(at);
                true
            }
            None => false,
        },
        Value::Array(items) => {
            let is_long = items.len() > MAX_ITEMS;
            items.truncate(MAX_ITEMS);
            cut_all(items.iter_mut()) || is_long
        }
        Value::Object(members) => cut_all(members.values_mut()),
        _ => false,
    }
}
