//! The tree of a file, with the position of every value.

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};
use serde_json::{Map, Number, Value};

use super::syntax::{Expected, SyntaxError};
use super::{json, yaml};

/// The maximum nesting depth of a file; a menu has six levels, the rules of a bot have about ten.
pub(super) const MAX_NESTING_DEPTH: usize = 64;

/// The syntax of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

/// A parsed file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Source {
    /// The whole document.
    pub root: Node,
    /// The syntax of the file.
    pub format: Format,
    /// `true` if the file starts with the UTF-8 byte order mark.
    pub bom: bool,
    /// The name of the encoding.
    pub encoding: &'static str,
}

/// A value and its position.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// The line of its first character, from 1.
    pub line: usize,
    /// The column of its first character, in characters from 1.
    pub column: usize,
    /// The value itself.
    pub tree: Tree,
    /// The first `\uXXXX` escape of a text, as written in the file.
    pub escape: Option<String>,
}

/// A value of JSON or YAML.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object; a key may occur twice.
    Object(Vec<Member>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member {
    /// The key.
    pub key: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its column, in characters from 1.
    pub column: usize,
    /// Its value.
    pub value: Node,
}

/// A type of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsonType {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

impl Source {
    /// Parses the bytes of a file: as JSON if it starts with a bracket, else as YAML. Accepts UTF-8 and the encodings
    /// of Windows programs.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, SyntaxError> {
        let (bom, encoding, text) = decode(bytes)?;
        Ok(Self { bom, encoding, ..Self::parse(&text)? })
    }

    /// Parses a text.
    pub(crate) fn parse(text: &str) -> Result<Self, SyntaxError> {
        let (bom, text) = text.strip_prefix('\u{feff}').map_or((false, text), |text| (true, text));
        let format = if text.trim_start().starts_with(['{', '[']) { Format::Json } else { Format::Yaml };
        let root = match format {
            Format::Json => json::parse(text)?,
            Format::Yaml => yaml::parse(text).map_err(|error| missing_braces(text).unwrap_or(error))?,
        };
        Ok(Self { root, format, bom, encoding: UTF_8.name() })
    }
}

/// Decodes a file, also as saved by Notepad and PowerShell: UTF-16 if its mark is there, else GB18030 if it is not
/// UTF-8. Returns whether a UTF-8 mark was there, the name of the encoding, and the text.
fn decode(bytes: &[u8]) -> Result<(bool, &'static str, String), SyntaxError> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let bare = text.strip_prefix('\u{feff}');
        return Ok((bare.is_some(), UTF_8.name(), bare.unwrap_or(text).to_owned()));
    }
    let encoding = match bytes {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        _ => GB18030,
    };
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    if !broken {
        return Ok((false, encoding.name(), text.into_owned()));
    }
    let text = String::from_utf8_lossy(bytes);
    let before = text.split('\u{fffd}').next().unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    Err(SyntaxError::new(Format::Json, &text, (line, column), Some('\u{fffd}'), Expected::Utf8))
}

/// Returns the error for members of a JSON object without their braces, which are not YAML either; `None` for another
/// text.
fn missing_braces(text: &str) -> Option<SyntaxError> {
    let bare = text.trim_start();
    let line = text[..text.len() - bare.len()].matches('\n').count() + 1;
    let column = text.lines().nth(line - 1)?.chars().take_while(|char| char.is_whitespace()).count() + 1;
    let error = || SyntaxError::new(Format::Json, text, (line, column), Some('"'), Expected::Braces);
    bare.starts_with('"').then(error)
}

impl Node {
    pub(super) fn new((line, column): (usize, usize), tree: Tree) -> Self {
        Self { line, column, tree, escape: None }
    }

    /// Returns its type.
    pub(crate) fn kind(&self) -> JsonType {
        match self.tree {
            Tree::Null => JsonType::Null,
            Tree::Bool(_) => JsonType::Bool,
            Tree::Number(_) => JsonType::Number,
            Tree::Text(_) => JsonType::Text,
            Tree::List(_) => JsonType::List,
            Tree::Object(_) => JsonType::Object,
        }
    }

    /// Returns its members; none if it is not an object.
    pub(crate) fn members(&self) -> &[Member] {
        if let Tree::Object(members) = &self.tree { members } else { &[] }
    }

    /// Returns the items of a list, in their order; none if it is not a list.
    pub(crate) fn items(&self) -> &[Self] {
        if let Tree::List(items) = &self.tree { items } else { &[] }
    }

    /// Returns the value of a key, the last one if the key occurs several times; `None` for `null`.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        let member = self.members().iter().rev().find(|member| member.key == key)?;
        (member.value.tree != Tree::Null).then_some(&member.value)
    }

    /// Returns the text of a scalar; `None` for a list, an object or `null`.
    pub(crate) fn text(&self) -> Option<String> {
        match &self.tree {
            Tree::Text(text) | Tree::Number(text) => Some(text.clone()),
            Tree::Bool(given) => Some(given.to_string()),
            _ => None,
        }
    }

    /// Converts the tree to JSON. Keeps the order of the keys and the last of equal keys, leaves out the nulls of
    /// objects, and writes a scalar as text if `is_text` returns `true` for its key.
    pub(crate) fn to_json(&self, is_text: &impl Fn(&str) -> bool) -> Value {
        self.json_of(false, is_text)
    }

    fn json_of(&self, as_text: bool, is_text: &impl Fn(&str) -> bool) -> Value {
        match &self.tree {
            Tree::Null => Value::Null,
            Tree::Text(text) => Value::String(text.clone()),
            Tree::Bool(given) if as_text => Value::String(given.to_string()),
            Tree::Bool(given) => Value::Bool(*given),
            Tree::Number(digits) if as_text => Value::String(digits.clone()),
            Tree::Number(digits) => {
                digits.parse::<Number>().map_or_else(|_| Value::String(digits.clone()), Value::Number)
            }
            Tree::List(items) => items.iter().map(|item| item.json_of(false, is_text)).collect(),
            Tree::Object(members) => {
                let mut object = Map::new();
                for Member { key, value, .. } in members {
                    if value.tree != Tree::Null {
                        object.insert(key.clone(), value.json_of(is_text(key), is_text));
                    }
                }
                Value::Object(object)
            }
        }
    }
}
