//! Parses YAML into a tree with lines and columns, from the events of a YAML 1.2 parser.
//!
//! Every scalar except `null` stays a text as written, because menus and rules hold texts only: `y`, `012` and `1e3`
//! are names and keys here, not `true`, 12 and 1000.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span};

use super::node::{Format, MAX_NESTING_DEPTH, Member, Node, Tree};
use super::syntax::{Expected, SyntaxError};

/// The maximum number of values in a file, aliases resolved; a menu has about a hundred, a bot with a thousand rules
/// has some thousands.
const MAX_VALUES: usize = 100_000;
/// The maximum number of values that aliases may copy: a few lines of aliases can stand for billions of values.
const MAX_COPIED_VALUES: usize = 10_000;

pub(super) fn parse(text: &str) -> Result<Node, SyntaxError> {
    let mut builder = Builder {
        text,
        open: Vec::new(),
        anchors: HashMap::new(),
        nodes: 0,
        copies: 0,
        root: None,
        measured: (0, 0),
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| scan_error(text, &error))?;
        builder.take(event, span)?;
    }
    builder.root.take().ok_or_else(|| builder.fail(Marker::new(0, 1, 0), Expected::Content))
}

fn scan_error(text: &str, error: &ScanError) -> SyntaxError {
    let mark = error.marker();
    let line = text.lines().nth(mark.line().saturating_sub(1)).unwrap_or_default();
    let indent = line.chars().take_while(|char| char.is_whitespace()).collect::<String>();
    let expected =
        if indent.contains('\t') { Expected::Spaces } else { Expected::Yaml(error.info().to_owned()) };
    SyntaxError::new(
        Format::Yaml,
        text,
        (mark.line(), mark.col() + 1),
        line.chars().nth(mark.col()),
        expected,
    )
}

struct Builder<'text> {
    text: &'text str,
    open: Vec<OpenContainer>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
    copies: usize,
    root: Option<Node>,
    /// The end of the text measured so far, in characters and in bytes.
    measured: (usize, usize),
}

/// A list or an object whose end has not been reached.
struct OpenContainer {
    at: (usize, usize),
    anchor: usize,
    children: Children,
}

enum Children {
    List(Vec<Node>),
    Object(Vec<Member>, Option<(String, (usize, usize))>),
}

impl Builder<'_> {
    fn fail(&self, at: Marker, expected: Expected) -> SyntaxError {
        let line = self.text.lines().nth(at.line().saturating_sub(1)).unwrap_or_default();
        let found = line.chars().nth(at.col());
        SyntaxError::new(Format::Yaml, self.text, (at.line(), at.col() + 1), found, expected)
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), SyntaxError> {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => {
                Err(self.fail(span.start, Expected::OneDocument))
            }
            Event::Scalar(text, style, anchor, _) => {
                let null =
                    style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let tree = if null { Tree::Null } else { Tree::Text(text.into_owned()) };
                let escape = if style == ScalarStyle::DoubleQuoted { self.escape(span) } else { None };
                self.insert(Node { escape, ..Node::new(position(span.start), tree) }, anchor, span.start)
            }
            Event::SequenceStart(anchor, _) => self.begin(Children::List(Vec::new()), anchor, span.start),
            Event::MappingStart(anchor, _) => {
                self.begin(Children::Object(Vec::new(), None), anchor, span.start)
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(OpenContainer { at, anchor, children }) => {
                    let tree = match children {
                        Children::List(items) => Tree::List(items),
                        Children::Object(members, _) => Tree::Object(members),
                    };
                    self.insert(Node::new(at, tree), anchor, span.start)
                }
                None => Ok(()),
            },
            Event::Alias(anchor) => match self.anchors.get(&anchor) {
                Some(node) => {
                    let node = node.clone();
                    self.copies += 1 + weight(&node);
                    if self.copies > MAX_COPIED_VALUES {
                        return Err(self.fail(span.start, Expected::MaxValues(MAX_COPIED_VALUES)));
                    }
                    self.insert(node, 0, span.start)
                }
                None => Err(self.fail(span.start, Expected::Anchor)),
            },
            _ => Ok(()),
        }
    }

    fn begin(&mut self, children: Children, anchor: usize, at: Marker) -> Result<(), SyntaxError> {
        if matches!(self.open.last(), Some(OpenContainer { children: Children::Object(_, None), .. })) {
            return Err(self.fail(at, Expected::PlainKey));
        }
        if self.open.len() >= MAX_NESTING_DEPTH {
            return Err(self.fail(at, Expected::MaxDepth(MAX_NESTING_DEPTH)));
        }
        self.open.push(OpenContainer { at: position(at), anchor, children });
        Ok(())
    }

    /// Adds a value to the innermost open container, or makes it the root.
    fn insert(&mut self, node: Node, anchor: usize, at: Marker) -> Result<(), SyntaxError> {
        self.nodes += 1;
        if self.nodes > MAX_VALUES {
            return Err(self.fail(at, Expected::MaxValues(MAX_VALUES)));
        }
        if anchor > 0 {
            // An anchored value is copied as well.
            self.copies += weight(&node);
            if self.copies > MAX_COPIED_VALUES {
                return Err(self.fail(at, Expected::MaxValues(MAX_COPIED_VALUES)));
            }
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = (node.tree != Tree::Null).then_some(node);
            return Ok(());
        };
        match &mut open.children {
            Children::List(items) => items.push(node),
            Children::Object(members, key) => match key.take() {
                Some((key, (line, column))) => members.push(Member { key, line, column, value: node }),
                None => match node.text() {
                    Some(text) => *key = Some((text, (node.line, node.column))),
                    None => return Err(self.fail(at, Expected::PlainKey)),
                },
            },
        }
        Ok(())
    }

    /// Returns the first `\uXXXX` or `\UXXXXXXXX` in a span of the text.
    fn escape(&mut self, span: Span) -> Option<String> {
        let start = self.byte(span.start.index());
        let end = self.byte(span.end.index());
        let mut chars = self.text.get(start..end)?.chars();
        while let Some(char) = chars.next() {
            if char != '\\' {
                continue;
            }
            let kind = chars.next()?;
            if kind == 'u' || kind == 'U' {
                let digits = chars.take_while(char::is_ascii_hexdigit).take(if kind == 'u' { 4 } else { 8 });
                return Some(format!("\\{kind}{}", digits.collect::<String>()));
            }
        }
        None
    }

    /// Returns the byte offset of a character. Calls in ascending order are fast.
    fn byte(&mut self, index: usize) -> usize {
        let (chars, bytes) = if index < self.measured.0 { (0, 0) } else { self.measured };
        let rest = &self.text[bytes..];
        let further = rest.char_indices().nth(index - chars).map_or(rest.len(), |(byte, _)| byte);
        self.measured = (index, bytes + further);
        self.measured.1
    }
}

/// Returns line and column, both from 1.
fn position(at: Marker) -> (usize, usize) {
    (at.line(), at.col() + 1)
}

/// Returns the cost of copying a value, in values; a text costs one for each 256 bytes.
fn weight(node: &Node) -> usize {
    match &node.tree {
        Tree::List(items) => items.iter().map(|item| 1 + weight(item)).sum(),
        Tree::Object(members) => members.iter().map(|member| 1 + weight(&member.value)).sum(),
        Tree::Text(text) => text.len() / 256,
        _ => 0,
    }
}
