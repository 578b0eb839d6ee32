//! YAML with its lines, through the events of a YAML 1.2 parser.
//!
//! Menus and rules have texts and nothing else, so every scalar stays the text that it is written as: `y`, `012` and
//! `1e3` are names and keys here, not `true`, 12 and 1000.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span};

use super::node::{Format, MAX_DEPTH, Member, Node, Tree};
use super::syntax::{Expected, SyntaxError};

/// How many values a file may have once its aliases are resolved; a menu has about a hundred, a bot of a thousand
/// rules some thousands.
const MAX_NODES: usize = 100_000;
/// How many of them aliases may bring: a few lines of them can stand for billions.
const MAX_COPIES: usize = 10_000;

pub(super) fn parse(text: &str) -> Result<Node, SyntaxError> {
    let mut builder = Builder {
        text,
        open: Vec::new(),
        anchors: HashMap::new(),
        nodes: 0,
        copies: 0,
        root: None,
        seen: (0, 0),
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| refused(text, &error))?;
        builder.take(event, span)?;
    }
    builder.root.take().ok_or_else(|| builder.fail(Marker::new(0, 1, 0), Expected::Content))
}

fn refused(text: &str, error: &ScanError) -> SyntaxError {
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
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
    copies: usize,
    root: Option<Node>,
    /// Up to where the text has been measured, in characters and in bytes.
    seen: (usize, usize),
}

/// A list or an object that has not ended.
struct Open {
    at: (usize, usize),
    anchor: usize,
    filling: Filling,
}

enum Filling {
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
                self.place(Node { escape, ..Node::new(place(span.start), tree) }, anchor, span.start)
            }
            Event::SequenceStart(anchor, _) => self.begin(Filling::List(Vec::new()), anchor, span.start),
            Event::MappingStart(anchor, _) => {
                self.begin(Filling::Object(Vec::new(), None), anchor, span.start)
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open { at, anchor, filling }) => {
                    let tree = match filling {
                        Filling::List(items) => Tree::List(items),
                        Filling::Object(members, _) => Tree::Object(members),
                    };
                    self.place(Node::new(at, tree), anchor, span.start)
                }
                None => Ok(()),
            },
            Event::Alias(anchor) => match self.anchors.get(&anchor) {
                Some(node) => {
                    let node = node.clone();
                    self.copies += 1 + count(&node);
                    if self.copies > MAX_COPIES {
                        return Err(self.fail(span.start, Expected::Smaller(MAX_COPIES)));
                    }
                    self.place(node, 0, span.start)
                }
                None => Err(self.fail(span.start, Expected::Anchor)),
            },
            _ => Ok(()),
        }
    }

    fn begin(&mut self, filling: Filling, anchor: usize, at: Marker) -> Result<(), SyntaxError> {
        if matches!(self.open.last(), Some(Open { filling: Filling::Object(_, None), .. })) {
            return Err(self.fail(at, Expected::PlainKey));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(self.fail(at, Expected::Shallower(MAX_DEPTH)));
        }
        self.open.push(Open { at: place(at), anchor, filling });
        Ok(())
    }

    /// Puts a value where it belongs: into what is open, or at the root.
    fn place(&mut self, node: Node, anchor: usize, at: Marker) -> Result<(), SyntaxError> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(self.fail(at, Expected::Smaller(MAX_NODES)));
        }
        if anchor > 0 {
            // What is anchored is copied too.
            self.copies += count(&node);
            if self.copies > MAX_COPIES {
                return Err(self.fail(at, Expected::Smaller(MAX_COPIES)));
            }
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = (node.tree != Tree::Null).then_some(node);
            return Ok(());
        };
        match &mut open.filling {
            Filling::List(items) => items.push(node),
            Filling::Object(members, key) => match key.take() {
                Some((key, (line, column))) => members.push(Member { key, line, column, value: node }),
                None => match node.text() {
                    Some(text) => *key = Some((text, (node.line, node.column))),
                    None => return Err(self.fail(at, Expected::PlainKey)),
                },
            },
        }
        Ok(())
    }

    /// The first `\uXXXX` or `\UXXXXXXXX` of what stands between two places.
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

    /// The byte at which a character begins; places are asked for in the order of the text.
    fn byte(&mut self, index: usize) -> usize {
        let (chars, bytes) = if index < self.seen.0 { (0, 0) } else { self.seen };
        let rest = &self.text[bytes..];
        let further = rest.char_indices().nth(index - chars).map_or(rest.len(), |(byte, _)| byte);
        self.seen = (index, bytes + further);
        self.seen.1
    }
}

/// Line and column, both from 1.
fn place(at: Marker) -> (usize, usize) {
    (at.line(), at.col() + 1)
}

/// How much an alias copies, in values; a long text counts for several.
fn count(node: &Node) -> usize {
    match &node.tree {
        Tree::List(items) => items.iter().map(|item| 1 + count(item)).sum(),
        Tree::Object(members) => members.iter().map(|member| 1 + count(&member.value)).sum(),
        Tree::Text(text) => text.len() / 256,
        _ => 0,
    }
}
