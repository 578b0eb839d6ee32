//! Parses classes, properties and character escapes.

use super::PatternError;
use super::ast::{Ast, CharSet};
use super::class_set::PUNCTUATORS;
use super::parse::{Parser, syntax};
use super::property::{self, Kind};
use super::ranges::Ranges;

/// The characters that are syntax, and `/`.
const SYNTAX_CHARS: &str = r"^$\.*+?()[]{}|/";

enum Item {
    Char(u32),
    Ranges(Ranges),
    Property(String),
}

impl Parser {
    /// Parses a class, after its `[`.
    pub(super) fn class(&mut self) -> Result<Ast, PatternError> {
        if self.flags.unicode_sets {
            return self.class_set();
        }
        let negated = self.eat("^");
        let (mut list, mut properties) = (Vec::new(), Vec::new());
        while !self.eat("]") {
            let first = self.class_item()?;
            if !matches!(self.rest(), ['-', last, ..] if *last != ']') {
                add(first, &mut list, &mut properties);
                continue;
            }
            self.eat("-");
            match (first, self.class_item()?) {
                (Item::Char(first), Item::Char(last)) if first > last => {
                    return Err(syntax(
                        "Range values reversed, start char code is greater than end char code.",
                    ));
                }
                (Item::Char(first), Item::Char(last)) => list.push((first, last)),
                _ if self.flags.unicode => return Err(syntax("Invalid character range")),
                (first, last) => {
                    let dash = Item::Char(u32::from('-'));
                    for item in [first, dash, last] {
                        add(item, &mut list, &mut properties);
                    }
                }
            }
        }
        Ok(self.class_of(Ranges::new(list), properties, negated))
    }

    fn class_of(&self, ranges: Ranges, properties: Vec<String>, negated: bool) -> Ast {
        match self.set(ranges, negated) {
            Ast::Set(set) => Ast::Set(CharSet { properties, ..set }),
            other => other,
        }
    }

    fn class_item(&mut self) -> Result<Item, PatternError> {
        match self.next() {
            Some('\\') => self.class_escape(),
            Some(c) => Ok(Item::Char(u32::from(c))),
            None => Err(syntax("Unbalanced bracket")),
        }
    }

    fn class_escape(&mut self) -> Result<Item, PatternError> {
        Ok(match self.peek() {
            Some(c @ ('d' | 'D' | 's' | 'S' | 'w' | 'W')) => {
                self.next();
                Item::Ranges(Ranges::predefined(c, self.folds()))
            }
            Some('p' | 'P') if self.flags.unicode => {
                let (name, negated, _) = self.property()?;
                Item::Property(property_source(&name, negated))
            }
            _ => Item::Char(self.character_escape(true)?),
        })
    }

    /// Parses `\p{..}` outside a class, after its backslash.
    pub(super) fn property_atom(&mut self) -> Result<Ast, PatternError> {
        let (name, negated, kind) = self.property()?;
        // With `vi` the complement is taken after folding, with `ui` before.
        if kind == Kind::Strings || (self.flags.unicode_sets && self.flags.icase) {
            return self.property_set(&name, negated, kind);
        }
        Ok(self.class_of(Ranges::default(), vec![property_source(&name, negated)], false))
    }

    /// Parses `p{..}` or `P{..}`; returns the name of the property, whether it is negated, and its kind.
    pub(super) fn property(&mut self) -> Result<(String, bool, Kind), PatternError> {
        let negated = self.next() == Some('P');
        if !self.eat("{") {
            return Err(syntax("Invalid character at property escape start"));
        }
        let length = self.rest().iter().position(|c| *c == '}');
        let name = self.take(length.unwrap_or_default());
        self.next();
        match property::kind(&name) {
            Some(Kind::Strings) if !self.flags.unicode_sets => Err(syntax("Invalid property name")),
            Some(kind) => Ok((name, negated, kind)),
            None => Err(syntax("Invalid property name")),
        }
    }

    /// Parses an escape after its backslash, and returns its code point, which may be a surrogate.
    pub(super) fn character_escape(&mut self, in_class: bool) -> Result<u32, PatternError> {
        let unicode = self.flags.unicode;
        let Some(c) = self.next() else { return Err(syntax("Incomplete escape")) };
        let unless_unicode = |reason| if unicode { Err(syntax(reason)) } else { Ok(u32::from(c)) };
        Ok(match c {
            'f' => 0x0C,
            'n' => 0x0A,
            'r' => 0x0D,
            't' => 0x09,
            'v' => 0x0B,
            'b' if in_class => 0x08,
            'c' => self.control(in_class)?,
            'x' => self.hex(2).map_or_else(|| unless_unicode("Invalid character escape"), Ok)?,
            'u' => {
                self.unicode_escape(unicode).map_or_else(|| unless_unicode("Invalid unicode escape"), Ok)?
            }
            '0'..='7' if !unicode => self.octal(u32::from(c) - u32::from('0')),
            '0' if !self.peek().is_some_and(|next| next.is_ascii_digit()) => 0,
            '-' if in_class => u32::from(c),
            _ if in_class && self.flags.unicode_sets && PUNCTUATORS.contains(c) => u32::from(c),
            _ if SYNTAX_CHARS.contains(c) => u32::from(c),
            _ => unless_unicode("Invalid character escape")?,
        })
    }

    /// Parses `\cA` after its `c`; without a letter and without `u`, both the backslash and the `c` are literal.
    fn control(&mut self, in_class: bool) -> Result<u32, PatternError> {
        let more = |c: char| in_class && !self.flags.unicode && (c.is_ascii_digit() || c == '_');
        if let Some(c) = self.peek().filter(|c| c.is_ascii_alphabetic() || more(*c)) {
            self.next();
            return Ok(u32::from(c) & 0x1F);
        }
        if self.flags.unicode {
            return Err(syntax("Invalid character escape"));
        }
        self.back();
        Ok(u32::from('\\'))
    }

    /// Parses the rest of an octal escape of at most `\377`.
    fn octal(&mut self, first: u32) -> u32 {
        let mut value = first;
        for _ in 0..if first < 4 { 2 } else { 1 } {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(8)) else { break };
            self.next();
            value = value * 8 + digit;
        }
        value
    }

    fn hex(&mut self, count: usize) -> Option<u32> {
        let value = hexadecimal(self.rest().get(..count)?)?;
        self.take(count);
        Some(value)
    }

    /// Parses `\u0041`, with `braces` also `\u{41}`, or a surrogate pair, after the `u`; consumes nothing and returns
    /// `None` for anything else.
    pub(super) fn unicode_escape(&mut self, braces: bool) -> Option<u32> {
        if braces && self.peek() == Some('{') {
            let length = self.rest().iter().position(|c| *c == '}')?;
            let value = hexadecimal(self.rest().get(1..length)?).filter(|c| *c <= u32::from(char::MAX))?;
            self.take(length + 1);
            return Some(value);
        }
        let first = self.hex(4)?;
        Some(self.low_surrogate(first).unwrap_or(first))
    }

    fn low_surrogate(&mut self, high: u32) -> Option<u32> {
        let (0xD800..=0xDBFF, ['\\', 'u', digits @ ..]) = (high, self.rest()) else { return None };
        let low = hexadecimal(digits.get(..4)?)?;
        if !(0xDC00..=0xDFFF).contains(&low) {
            return None;
        }
        self.take(6);
        Some(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    }
}

fn property_source(name: &str, negated: bool) -> String {
    format!(r"\{}{{{name}}}", if negated { 'P' } else { 'p' })
}

/// Returns the value of one digit or more; `None` if one is wrong or they are too many.
fn hexadecimal(digits: &[char]) -> Option<u32> {
    let add = |value: u32, c: &char| value.checked_mul(16)?.checked_add(c.to_digit(16)?);
    if digits.is_empty() { None } else { digits.iter().try_fold(0, add) }
}

fn add(item: Item, list: &mut Vec<(u32, u32)>, properties: &mut Vec<String>) {
    match item {
        Item::Char(c) => list.push((c, c)),
        Item::Ranges(ranges) => ranges.extend(list),
        Item::Property(source) => properties.push(source),
    }
}
