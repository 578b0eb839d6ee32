//! Writes a parsed pattern out again, for the `regex` crate.

use super::ast::{Node, Set};
use std::fmt::Write;

/// What a pattern is written out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// The `regex` crate, with the same meaning.
    Exact,
    /// The `regex` crate, without captures, and with more matches where there is no other way.
    /// `counts`: whether `{2,5}` is kept, and not loosened to `+`. `properties`: whether `\p{..}` is.
    Over { counts: bool, properties: bool },
}

/// The pattern `node` in the syntax of `target`.
pub(super) fn translate(node: &Node, target: Target) -> String {
    let mut writer = Writer { target, out: String::new() };
    writer.node(node);
    writer.out
}

/// A set in a syntax that both the `regex` crate and regress with `u` understand.
pub(super) fn set_source(set: &Set) -> String {
    let mut writer = Writer { target: Target::Exact, out: String::new() };
    writer.set(set);
    writer.out
}

struct Writer {
    target: Target,
    out: String,
}

impl Writer {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Set(set) => self.set(set),
            Node::Start => self.out.push_str(r"\A"),
            Node::End => self.out.push_str(r"\z"),
            Node::Word { negated: false, fold: false } => self.out.push_str(r"(?-u:\b)"),
            Node::Word { negated: true, fold: false } => self.out.push_str(r"(?-u:\B)"),
            Node::Concat(nodes) if !nodes.is_empty() => nodes.iter().for_each(|node| self.node(node)),
            Node::Alternation(nodes) => self.alternation(nodes),
            Node::Capture { body, .. } => {
                self.group(if self.target == Target::Exact { "" } else { "?:" }, body);
            }
            Node::Repeat { body, min, max, lazy } => self.repeat(body, *min, *max, *lazy),
            Node::Raw { .. } | Node::Back { .. } => self.out.push_str("(?s:.*)"),
            Node::Concat(_) | Node::Word { .. } | Node::LineStart | Node::LineEnd | Node::Look { .. } => {
                self.out.push_str("(?:)");
            }
        }
    }

    fn group(&mut self, head: &str, body: &Node) {
        self.out.push('(');
        self.out.push_str(head);
        self.node(body);
        self.out.push(')');
    }

    fn alternation(&mut self, nodes: &[Node]) {
        self.out.push_str("(?:");
        for (i, node) in nodes.iter().enumerate() {
            if i > 0 {
                self.out.push('|');
            }
            self.node(node);
        }
        self.out.push(')');
    }

    fn repeat(&mut self, body: &Node, min: u32, max: Option<u32>, lazy: bool) {
        let loose = matches!(self.target, Target::Over { counts: false, .. });
        self.group("?:", body);
        match (min, max) {
            (0, Some(1)) => self.out.push('?'),
            (0, None) => self.out.push('*'),
            (1, None) => self.out.push('+'),
            _ if loose => self.out.push(if min == 0 { '*' } else { '+' }),
            (_, Some(max)) => self.append(format_args!("{{{min},{max}}}")),
            (_, None) => self.append(format_args!("{{{min},}}")),
        }
        if lazy {
            self.out.push('?');
        }
    }

    fn set(&mut self, set: &Set) {
        let loose = matches!(self.target, Target::Over { properties: false, .. });
        if loose && !set.properties.is_empty() {
            return self.out.push_str("(?s:.)");
        }
        let chars: Vec<(char, char)> = set.ranges.chars().collect();
        if set.fold {
            self.out.push_str("(?i:");
        }
        match chars[..] {
            [(first, last)] if first == last && !set.negated && set.properties.is_empty() => self.char(first),
            [] if set.properties.is_empty() => self.class(!set.negated, &[('\0', char::MAX)], &[]),
            _ => self.class(set.negated, &chars, &set.properties),
        }
        if set.fold {
            self.out.push(')');
        }
    }

    fn class(&mut self, negated: bool, chars: &[(char, char)], properties: &[String]) {
        self.out.push_str(if negated { "[^" } else { "[" });
        for &(first, last) in chars {
            self.char(first);
            if first != last {
                self.out.push('-');
                self.char(last);
            }
        }
        self.out.extend(properties.iter().map(String::as_str));
        self.out.push(']');
    }

    /// Hexadecimal for all that could be syntax: both engines read it alike, in a class and outside.
    fn char(&mut self, c: char) {
        if c.is_ascii() && !c.is_ascii_alphanumeric() {
            self.append(format_args!("\\x{:02x}", u32::from(c)));
        } else {
            self.out.push(c);
        }
    }

    fn append(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _: std::fmt::Result = self.out.write_fmt(text);
    }
}
