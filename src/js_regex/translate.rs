//! Translates a parsed pattern to the syntax of the `regex` crate.

use super::ast::{Ast, CharSet};
use std::fmt::Write;

/// The purpose of a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// The same meaning in the `regex` crate.
    Exact,
    /// An over-approximation without captures. `counts` keeps `{2,5}` instead of loosening it to `+`; `properties`
    /// keeps `\p{..}`.
    Over { counts: bool, properties: bool },
}

/// Returns `node` in the syntax of `target`.
pub(super) fn translate(node: &Ast, target: Target) -> String {
    let mut writer = Writer { target, out: String::new() };
    writer.node(node);
    writer.out
}

/// Returns a set in the syntax of the `regex` crate.
pub(super) fn set_source(set: &CharSet) -> String {
    let mut writer = Writer { target: Target::Exact, out: String::new() };
    writer.set(set);
    writer.out
}

struct Writer {
    target: Target,
    out: String,
}

impl Writer {
    fn node(&mut self, node: &Ast) {
        match node {
            Ast::Set(set) => self.set(set),
            Ast::Start => self.out.push_str(r"\A"),
            Ast::End => self.out.push_str(r"\z"),
            Ast::Word { negated: false, fold: false } => self.out.push_str(r"(?-u:\b)"),
            // In an over-approximation, the `regex` crate gives up at an empty match of `\B` within a character of
            // several bytes, and misses matches that begin before it.
            Ast::Word { negated: true, fold: false } if self.target == Target::Exact => {
                self.out.push_str(r"(?-u:\B)");
            }
            Ast::Concat(nodes) if !nodes.is_empty() => nodes.iter().for_each(|node| self.node(node)),
            Ast::Alternation(nodes) => self.alternation(nodes),
            Ast::Capture { body, .. } => {
                self.group(if self.target == Target::Exact { "" } else { "?:" }, body);
            }
            Ast::Repeat { body, min, max, lazy } => self.repeat(body, *min, *max, *lazy),
            Ast::Strings(_) | Ast::Back { .. } => self.out.push_str("(?s:.*)"),
            Ast::Concat(_) | Ast::Word { .. } | Ast::LineStart | Ast::LineEnd | Ast::Look { .. } => {
                self.out.push_str("(?:)");
            }
        }
    }

    fn group(&mut self, head: &str, body: &Ast) {
        self.out.push('(');
        self.out.push_str(head);
        self.node(body);
        self.out.push(')');
    }

    fn alternation(&mut self, nodes: &[Ast]) {
        self.out.push_str("(?:");
        for (i, node) in nodes.iter().enumerate() {
            if i > 0 {
                self.out.push('|');
            }
            self.node(node);
        }
        self.out.push(')');
    }

    fn repeat(&mut self, body: &Ast, min: u32, max: Option<u32>, lazy: bool) {
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

    fn set(&mut self, set: &CharSet) {
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

    /// Writes every character that could be syntax in hexadecimal, in a class and outside.
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
