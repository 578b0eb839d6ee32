//! The forms in which frameworks serialise JSON that they have parsed. A body in another form than the original does
//! not verify.

use std::fmt::Write as _;
use std::io;

use serde_json::Value;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

/// Returns the same JSON in the forms that frameworks serialise it in, with keys in their order or sorted, and the
/// same text with a line break more or less.
pub(crate) fn reserialisations(body: &str) -> Vec<String> {
    let mut bodies = vec![format!("{body}\n"), body.trim().to_owned()];
    let Ok(value) = serde_json::from_str::<Value>(body) else { return bodies };
    bodies.extend(serialisations(&value));
    bodies.extend(serialisations(&with_sorted_keys(&value)));
    bodies
}

/// Returns the value with the keys of every object in alphabetical order.
pub(crate) fn with_sorted_keys(value: &Value) -> Value {
    with_key_order(value, &|key| (0, key))
}

/// Returns the value with the keys of every object in the order of their rank.
pub(crate) fn with_key_order(value: &Value, rank: &impl Fn(&str) -> (usize, &str)) -> Value {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<(&String, &Value)> = object.iter().collect();
            entries.sort_by(|(one, _), (other, _)| rank(one).cmp(&rank(other)));
            entries.into_iter().map(|(key, value)| (key.clone(), with_key_order(value, rank))).collect()
        }
        Value::Array(items) => items.iter().map(|item| with_key_order(item, rank)).collect(),
        _ => value.clone(),
    }
}

/// Returns the value as JSON in every form that frameworks use.
pub(crate) fn serialisations(value: &Value) -> Vec<String> {
    let styles = [
        Some(value.to_string()),
        with(value, PrettyFormatter::with_indent(b"  ")),
        with(value, PrettyFormatter::with_indent(b"    ")),
        with(value, PrettyFormatter::with_indent(b"\t")),
        with(value, Spaced),
    ];
    let escapes: [fn(&str) -> String; 5] =
        [str::to_owned, ascii, |text| ascii(text).replace('/', "\\/"), |text| text.replace('/', "\\/"), html];
    styles.into_iter().flatten().flat_map(|text| escapes.map(|escape| escape(&text))).collect()
}

fn with(value: &Value, formatter: impl Formatter) -> Option<String> {
    let mut bytes = Vec::new();
    serde::Serialize::serialize(value, &mut Serializer::with_formatter(&mut bytes, formatter)).ok()?;
    String::from_utf8(bytes).ok()
}

/// Escapes non-ASCII characters; in JSON they occur in strings only.
fn ascii(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_ascii() {
            escaped.push(char);
        } else {
            for unit in char.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                write!(escaped, "\\u{unit:04x}").ok();
            }
        }
    }
    escaped
}

/// Escapes as Go does.
fn html(text: &str) -> String {
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// `{"a": 1, "b": 2}`, as Python formats it.
struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}
