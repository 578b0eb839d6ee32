//! The fields of all endpoints of the catalogue: query, body and answer, from `fields.txt`.

pub(crate) mod check;
pub(crate) mod encrypted;
pub(super) mod grammar;
pub(crate) mod schema;
pub(crate) mod template;
#[cfg(test)]
mod tests;

use std::io::Read as _;

use flate2::read::DeflateDecoder;
use grammar::{Defaults, parse};
pub(crate) use grammar::{Field, Format, Members, Scalar, Shape, Variant, Word, Wrap};
use serde_json::{Map, Value};

use super::Method;
use super::catalogue::{ApiPlatform, CatalogueEntry};

/// The compressed lines; `build/fields.rs` describes them.
static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fields.bin"));

/// Reads the fields of endpoints. Keeps the last block of lines, so that reading all endpoints in order is fast.
#[derive(Debug, Default)]
pub(crate) struct FieldsReader {
    block: Option<usize>,
    lines: String,
}

impl FieldsReader {
    /// Returns the names of all fields of an endpoint, also of inner ones.
    pub(crate) fn names(&mut self, entry: &CatalogueEntry) -> Vec<String> {
        let Some(line) = self.line(entry) else { return Vec::new() };
        let is_name = |char: char| char.is_ascii_alphanumeric() || "_-.$".contains(char);
        let pieces = line.split(|char: char| !is_name(char) && !"!:".contains(char));
        let names = pieces.filter_map(|piece| piece.split(['!', ':']).next()).filter(|name| name.len() > 1);
        names.map(str::to_owned).collect()
    }

    /// Returns the fields of an endpoint; `None` if the documents that are known do not state them.
    pub(crate) fn shape(&mut self, entry: &CatalogueEntry) -> Option<Shape<'_>> {
        let line = self.line(entry)?;
        let defaults =
            Defaults { is_xml: entry.platform == ApiPlatform::PayV2, is_get: entry.method == Method::Get };
        parse(line, defaults).ok()
    }

    fn line(&mut self, entry: &CatalogueEntry) -> Option<&str> {
        let block_lines = usize::from(u16::from_le_bytes(*BYTES.first_chunk()?));
        let block = entry.number / block_lines;
        if self.block != Some(block) {
            self.lines = inflate(block)?;
            self.block = Some(block);
        }
        self.lines.lines().nth(entry.number % block_lines).filter(|line| *line != "?")
    }
}

fn inflate(block: usize) -> Option<String> {
    let start = |block: usize| {
        let bytes = BYTES.get(2 + 4 * block..)?.first_chunk()?;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    };
    let mut lines = String::new();
    let compressed = BYTES.get(start(block)?..start(block + 1)?)?;
    DeflateDecoder::new(compressed).read_to_string(&mut lines).ok()?;
    Some(lines)
}

impl<'a> Shape<'a> {
    /// Returns the only variant, or the one whose constant parameters match a query.
    pub(crate) fn first(&self) -> Option<&Variant<'a>> {
        self.variants.first()
    }
}

impl<'a> Field<'a> {
    /// Returns the list of fields that the value's objects have. `above` are the lists that contain this field, the
    /// innermost last.
    pub(crate) fn inner<'f>(&'f self, above: &[&'f [Field<'a>]]) -> Option<&'f [Field<'a>]> {
        match &self.members {
            Members::Fields(fields) => Some(fields),
            Members::Up(levels) => above.get(above.len().checked_sub(*levels)?).copied(),
            Members::Unstated => None,
        }
    }

    /// Returns whether the field has this name, of which `*` and `$n` are patterns.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        if self.name == "*" {
            return true;
        }
        let Some((before, after)) = self.name.split_once("$n") else { return self.name == name };
        let number = name.strip_prefix(before).and_then(|name| name.strip_suffix(after));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Returns whether a call without the field is certainly incomplete. The table calls a field required that an SDK
    /// always sends, so that it tells nothing about one with a default: `page` and `lang` may be left out. But WeChat
    /// refuses a call without `grant_type`. A missing flag is `false` whatever the documents say.
    pub(crate) fn is_wanted(&self) -> bool {
        use Scalar::{Bit, BitOrBoolean, Boolean, BooleanText, YesNo};
        let is_flag = matches!(self.scalar, Boolean | Bit | BitOrBoolean | BooleanText | YesNo);
        let may_be_left_out = self.default.is_some() || self.constant.is_some();
        self.is_required && !is_flag && (!may_be_left_out || self.name == "grant_type")
    }
}

/// Returns the object that a message lacks although its `msgtype` names it.
pub(crate) fn object_of_type<'f, 'a>(
    fields: &'f [Field<'a>],
    members: &Map<String, Value>,
) -> Option<&'f Field<'a>> {
    let kind = members.get("msgtype")?.as_str()?;
    let is_missing = members.get(kind).is_none_or(Value::is_null);
    let is_its_object =
        |field: &&Field<'_>| field.name == kind && field.wraps.is_empty() && field.scalar == Scalar::Object;
    fields.iter().find(|field| is_missing && is_its_object(field))
}

impl Word<'_> {
    /// Returns the value: JSON, or the bare word as a string.
    pub(crate) fn value(self) -> Value {
        serde_json::from_str(self.0).unwrap_or_else(|_| Value::String(self.0.to_owned()))
    }

    /// Returns the value as text, as in a query or in XML.
    pub(crate) fn text(self) -> String {
        match self.value() {
            Value::String(text) => text,
            other => other.to_string(),
        }
    }
}
