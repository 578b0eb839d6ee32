//! Reads YAML as a tree in which every value has its file and line, so that problems can name them.
//!
//! A scalar is kept as it is written, with the information whether it was quoted; the reader of the value interprets
//! it.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

/// A file of a table.
pub(crate) struct File {
    /// The path from the root of the repository.
    pub(crate) path: String,
    /// The content.
    pub(crate) text: String,
}

impl File {
    /// Returns the position of a line, counted from 1.
    pub(crate) fn line(&self, line: usize) -> Position {
        Position { path: self.path.as_str().into(), line }
    }
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Position {
    path: Rc<str>,
    line: usize,
}

impl Position {
    /// Returns a problem at this line.
    pub(crate) fn problem(&self, sentence: impl Into<String>) -> Problem {
        Problem { position: self.clone(), sentence: sentence.into() }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path, self.line)
    }
}

/// A mistake in a file: ``src/message/kinds/user.yaml:12: kind `subscribe` has no `zh` ``.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    position: Position,
    sentence: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.position, self.sentence)
    }
}

/// The mistakes found, in the order of the files.
pub(crate) type Problems = Vec<Problem>;

/// A value with its position.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// The line at which it begins.
    pub(crate) position: Position,
    /// The tag without its exclamation mark: `now` of `!now`.
    pub(crate) tag: Option<String>,
    /// The value itself.
    pub(crate) value: Value,
}

/// A value.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// An unquoted scalar; empty if there is no value.
    Plain(String),
    /// A quoted scalar, or a block of text.
    Quoted(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file, without duplicate keys.
    Map(Vec<Member>),
}

/// A key of a mapping and its value.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// The key.
    pub(crate) key: String,
    /// The line of the key.
    pub(crate) position: Position,
    /// The value.
    pub(crate) node: Node,
}

impl Node {
    /// Returns the text of a scalar; `None` for a list, a mapping or a value with a tag.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Plain(text) | Value::Quoted(text) if self.tag.is_none() => Some(text),
            _ => None,
        }
    }

    /// Returns whether the value is missing, as in `key:`.
    pub(crate) fn is_empty(&self) -> bool {
        self.tag.is_none()
            && matches!(&self.value, Value::Plain(text) if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// Returns the members of a mapping; a problem about `what` if it is none.
    pub(crate) fn map(&self, what: &str) -> Result<&[Member], Problem> {
        match &self.value {
            Value::Map(members) if self.tag.is_none() => Ok(members),
            _ => Err(self.position.problem(format!("{what} must be a mapping of `key: value` lines"))),
        }
    }

    /// Returns the items of a list; a problem about `what` if it is none.
    pub(crate) fn list(&self, what: &str) -> Result<&[Self], Problem> {
        match &self.value {
            Value::List(items) if self.tag.is_none() => Ok(items),
            _ => Err(self.position.problem(format!("{what} must be a list"))),
        }
    }
}

/// The members of an entry, which are read by name.
pub(crate) struct Entry<'a> {
    what: String,
    position: &'a Position,
    members: &'a [Member],
}

impl<'a> Entry<'a> {
    /// Reads a mapping with these members only. `what` names the entry in problems, such as ``kind `text` ``.
    pub(crate) fn new(what: impl Into<String>, node: &'a Node, known: &[&str]) -> Result<Self, Problem> {
        let what = what.into();
        let members = node.map(&what)?;
        for member in members {
            if !known.contains(&member.key.as_str()) {
                let known = known.join("`, `");
                let sentence = format!("{what} has an unknown member `{}`; known are `{known}`", member.key);
                return Err(member.position.problem(sentence));
            }
        }
        Ok(Self { what, position: &node.position, members })
    }

    /// Returns the entry with another position, for an entry whose name is on the line above its members.
    pub(crate) fn at(mut self, position: &'a Position) -> Self {
        self.position = position;
        self
    }

    /// Returns the line of the entry.
    pub(crate) fn position(&self) -> &'a Position {
        self.position
    }

    /// Returns a problem of the whole entry: ``kind `text` `` followed by `predicate`.
    pub(crate) fn problem(&self, predicate: &str) -> Problem {
        self.position.problem(format!("{} {predicate}", self.what))
    }

    /// Returns a problem of a member: ``kind `text`: `en` `` followed by `predicate`.
    pub(crate) fn wrong(&self, key: &str, predicate: &str) -> Problem {
        let position = self.get(key).map_or(self.position, |node| &node.position);
        position.problem(format!("{}: `{key}` {predicate}", self.what))
    }

    /// Returns a member, if it exists.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Node> {
        self.members.iter().find(|member| member.key == key).map(|member| &member.node)
    }

    /// Returns a required member.
    pub(crate) fn required(&self, key: &str) -> Result<&'a Node, Problem> {
        self.get(key).ok_or_else(|| self.problem(&format!("has no `{key}`")))
    }

    /// Returns a required, non-empty text of one line.
    pub(crate) fn text(&self, key: &str) -> Result<&'a str, Problem> {
        self.one_line(key, self.required(key)?)
    }

    /// Returns an optional text of one line.
    pub(crate) fn optional_text(&self, key: &str) -> Result<Option<&'a str>, Problem> {
        self.get(key).map(|node| self.one_line(key, node)).transpose()
    }

    fn one_line(&self, key: &str, node: &'a Node) -> Result<&'a str, Problem> {
        let text = node.scalar().ok_or_else(|| self.wrong(key, "must be a text"))?;
        if node.is_empty() || text.trim().is_empty() {
            return Err(self.wrong(key, "is empty"));
        }
        if text.trim() != text || text.chars().any(char::is_control) {
            return Err(self.wrong(key, "must be one line without spaces at its ends"));
        }
        Ok(text)
    }

    /// Returns the texts of a list; empty if the member is missing.
    pub(crate) fn texts(&self, key: &str) -> Result<Vec<&'a str>, Problem> {
        let Some(node) = self.get(key) else { return Ok(Vec::new()) };
        let items = node.list(&format!("{}: `{key}`", self.what))?;
        items.iter().map(|item| self.one_line(key, item)).collect()
    }

    /// Returns the position in `words` of a required member.
    pub(crate) fn word(&self, key: &str, words: &[&str]) -> Result<u8, Problem> {
        let given = self.text(key)?;
        match words.iter().position(|word| *word == given).and_then(|at| u8::try_from(at).ok()) {
            Some(at) => Ok(at),
            None => Err(self.wrong(key, &format!("is `{given}`, not one of `{}`", words.join("`, `")))),
        }
    }

    /// Returns an optional boolean.
    pub(crate) fn flag(&self, key: &str) -> Result<Option<bool>, Problem> {
        match self.optional_text(key)? {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(_) => Err(self.wrong(key, "must be `true` or `false`")),
        }
    }

    /// Returns an optional integer.
    pub(crate) fn number(&self, key: &str) -> Result<Option<i64>, Problem> {
        let parsed = self.optional_text(key)?.map(str::parse);
        parsed.transpose().map_err(|_| self.wrong(key, "must be a whole number"))
    }

    /// Returns the English and the Chinese text, from the members `en` and `zh`.
    pub(crate) fn title(&self) -> Result<[&'a str; 2], Problem> {
        let (en, zh) = (self.text("en")?, self.text("zh")?);
        if !zh.chars().any(is_chinese) {
            return Err(self.wrong("zh", "has no Chinese character"));
        }
        Ok([en, zh])
    }
}

fn is_chinese(char: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&char)
}

/// Parses a YAML file.
pub(crate) fn parse(file: &File) -> Result<Node, Problem> {
    let mut builder =
        Builder { path: file.path.as_str().into(), open: Vec::new(), anchors: HashMap::new(), root: None };
    for event in Parser::new_from_str(&file.text) {
        let (event, span) = event.map_err(|error| {
            file.line(error.marker().line()).problem(format!("is not YAML: {}", error.info()))
        })?;
        builder.take(event, span.start)?;
    }
    builder.root.ok_or_else(|| file.line(1).problem("the file is empty"))
}

/// The part of the tree that has been built from the parser's events.
struct Builder {
    path: Rc<str>,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    root: Option<Node>,
}

/// A list or mapping that has not ended: its node, its anchor, and the key of the next value.
struct Open {
    node: Node,
    anchor: usize,
    key: Option<(String, Position)>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, at: Marker) -> Result<(), Problem> {
        let position = Position { path: Rc::clone(&self.path), line: at.line() };
        let tag = |tag: Option<std::borrow::Cow<'_, saphyr_parser::Tag>>| tag.map(|tag| tag.suffix.clone());
        let (value, anchor, own_tag) = match event {
            Event::Scalar(text, ScalarStyle::Plain, anchor, given) => {
                (Value::Plain(text.into_owned()), anchor, tag(given))
            }
            Event::Scalar(text, _, anchor, given) => (Value::Quoted(text.into_owned()), anchor, tag(given)),
            Event::SequenceStart(anchor, given) => {
                let node = Node { position, tag: tag(given), value: Value::List(Vec::new()) };
                self.open.push(Open { node, anchor, key: None });
                return Ok(());
            }
            Event::MappingStart(anchor, given) => {
                let node = Node { position, tag: tag(given), value: Value::Map(Vec::new()) };
                self.open.push(Open { node, anchor, key: None });
                return Ok(());
            }
            Event::SequenceEnd | Event::MappingEnd => {
                return match self.open.pop() {
                    Some(open) => self.place(open.node, open.anchor),
                    None => Ok(()),
                };
            }
            Event::Alias(anchor) => {
                let node = self.anchors.get(&anchor).cloned();
                let node = node.ok_or_else(|| position.problem("`*` names no anchor `&` above it"))?;
                return self.place(node, 0);
            }
            _ => return Ok(()),
        };
        self.place(Node { position, tag: own_tag, value }, anchor)
    }

    /// Adds a finished value to the innermost open list or mapping, or makes it the root.
    fn place(&mut self, node: Node, anchor: usize) -> Result<(), Problem> {
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = (!node.is_empty()).then_some(node);
            return Ok(());
        };
        match &mut open.node.value {
            Value::Map(members) => match open.key.take() {
                Some((key, position)) => {
                    if members.iter().any(|member| member.key == key) {
                        return Err(position.problem(format!("`{key}` stands twice in the same mapping")));
                    }
                    members.push(Member { key, position, node });
                }
                None => match node.scalar() {
                    Some(key) => open.key = Some((key.to_owned(), node.position.clone())),
                    None => return Err(node.position.problem("a key must be a text")),
                },
            },
            Value::List(items) => items.push(node),
            Value::Plain(_) | Value::Quoted(_) => {}
        }
        Ok(())
    }
}
