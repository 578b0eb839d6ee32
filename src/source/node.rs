//! A file as a tree that knows its places.

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};
use serde_json::{Map, Number, Value};

use super::syntax::{Expected, SyntaxError};
use super::{json, yaml};

/// How deep a file may nest; a menu has six levels, a bot's rules have about ten.
pub(super) const MAX_DEPTH: usize = 64;

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

/// A file that could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The whole document.
    pub root: Node,
    /// What it is written in.
    pub format: Format,
    /// Whether a byte order mark of UTF-8 stood in front.
    pub bom: bool,
    /// The encoding's name.
    pub encoding: &'static str,
}

/// A value, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The line where it begins, from 1.
    pub line: usize,
    /// The column where it begins, in characters from 1.
    pub column: usize,
    /// What it is.
    pub tree: Tree,
    /// The first `\uXXXX` by which a text is written, as it stands in the file.
    pub escape: Option<String>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object; a key may come twice.
    Object(Vec<Member>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
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
pub enum JsonType {
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
    /// Reads a file: JSON where it begins with a bracket, else YAML; in UTF-8, or what Windows makes of it.
    pub fn read(bytes: &[u8]) -> Result<Self, SyntaxError> {
        let (bom, encoding, text) = decode(bytes)?;
        Ok(Self { bom, encoding, ..Self::parse(&text)? })
    }

    /// Reads a text.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        let (bom, text) = text.strip_prefix('\u{feff}').map_or((false, text), |text| (true, text));
        let format = if text.trim_start().starts_with(['{', '[']) { Format::Json } else { Format::Yaml };
        let root = match format {
            Format::Json => json::parse(text)?,
            Format::Yaml => yaml::parse(text).map_err(|error| without_braces(text).unwrap_or(error))?,
        };
        Ok(Self { root, format, bom, encoding: UTF_8.name() })
    }
}

/// The text of a file, with what Notepad and PowerShell save: UTF-16 by its mark, else GB18030 where it is not UTF-8.
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

/// What is wrong with the inside of an object of JSON, which is not YAML either.
fn without_braces(text: &str) -> Option<SyntaxError> {
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

    /// Its type.
    pub fn kind(&self) -> JsonType {
        match self.tree {
            Tree::Null => JsonType::Null,
            Tree::Bool(_) => JsonType::Bool,
            Tree::Number(_) => JsonType::Number,
            Tree::Text(_) => JsonType::Text,
            Tree::List(_) => JsonType::List,
            Tree::Object(_) => JsonType::Object,
        }
    }

    /// Its members; none where it is no object.
    pub fn members(&self) -> &[Member] {
        if let Tree::Object(members) = &self.tree { members } else { &[] }
    }

    /// The value of a key, the last where there are several; none for `null`.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let member = self.members().iter().rev().find(|member| member.key == key)?;
        (member.value.tree != Tree::Null).then_some(&member.value)
    }

    /// What a text field with this value says; none where it is a list, an object or `null`.
    pub fn text(&self) -> Option<String> {
        match &self.tree {
            Tree::Text(text) | Tree::Number(text) => Some(text.clone()),
            Tree::Bool(given) => Some(given.to_string()),
            _ => None,
        }
    }

    /// It as JSON: the order of the keys is kept, of equal keys the last counts, nulls of objects are left out, and
    /// what stands under a key of which `is_text` says so is text.
    pub fn value(&self, is_text: &impl Fn(&str) -> bool) -> Value {
        self.value_of(false, is_text)
    }

    fn value_of(&self, as_text: bool, is_text: &impl Fn(&str) -> bool) -> Value {
        match &self.tree {
            Tree::Null => Value::Null,
            Tree::Text(text) => Value::String(text.clone()),
            Tree::Bool(given) if as_text => Value::String(given.to_string()),
            Tree::Bool(given) => Value::Bool(*given),
            Tree::Number(digits) if as_text => Value::String(digits.clone()),
            Tree::Number(digits) => {
                digits.parse::<Number>().map_or_else(|_| Value::String(digits.clone()), Value::Number)
            }
            Tree::List(items) => items.iter().map(|item| item.value_of(false, is_text)).collect(),
            Tree::Object(members) => {
                let mut object = Map::new();
                for Member { key, value, .. } in members {
                    if value.tree != Tree::Null {
                        object.insert(key.clone(), value.value_of(is_text(key), is_text));
                    }
                }
                Value::Object(object)
            }
        }
    }
}
