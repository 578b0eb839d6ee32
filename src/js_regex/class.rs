//! Parses classes, properties and character escapes.

use super::ast::{Ast, CharSet};
use super::parse::Parser;
use super::ranges::Ranges;

/// The properties of strings, which only the flag `v` allows.
const STRING_PROPERTIES: [&str; 7] = [
    r"\p{Basic_Emoji}",
    r"\p{Emoji_Keycap_Sequence}",
    r"\p{RGI_Modifier_Sequence}",
    r"\p{RGI_Flag_Sequence}",
    r"\p{RGI_Emoji_Modifier_Sequence}",
    r"\p{RGI_ZWJ_Sequence}",
    r"\p{RGI_Emoji}",
];

enum Item {
    Char(u32),
    Ranges(Ranges),
    Property(String),
}

impl Parser {
    /// Parses a class, after its `[`.
    pub(super) fn class(&mut self) -> Ast {
        if let Some(source) = self.class_with_operators() {
            return Ast::RegressOnly { source, fold: self.flags.icase };
        }
        let negated = self.eat("^");
        let (mut list, mut properties) = (Vec::new(), Vec::new());
        while self.peek().is_some() && !self.eat("]") {
            let first = self.class_item();
            if !matches!(self.rest(), ['-', last, ..] if *last != ']') {
                add(first, &mut list, &mut properties);
                continue;
            }
            self.eat("-");
            match (first, self.class_item()) {
                (Item::Char(first), Item::Char(last)) => list.push((first, last)),
                (first, last) => {
                    let dash = Item::Char(u32::from('-'));
                    for item in [first, dash, last] {
                        add(item, &mut list, &mut properties);
                    }
                }
            }
        }
        self.class_of(Ranges::new(list), properties, negated)
    }

    fn class_of(&self, ranges: Ranges, properties: Vec<String>, negated: bool) -> Ast {
        match self.set(ranges, negated) {
            Ast::Set(set) => Ast::Set(CharSet { properties, ..set }),
            other => other,
        }
    }

    /// Returns the source of a class that holds more than characters and ranges; only the flag `v` has such classes.
    fn class_with_operators(&mut self) -> Option<String> {
        if !self.flags.unicode_sets {
            return None;
        }
        let (mut depth, mut length, mut special) = (1, 0, false);
        let rest = self.rest();
        while depth > 0 {
            match rest.get(length..)? {
                ['\\', next, ..] => {
                    special |= matches!(next, 'q' | 'p' | 'P');
                    length += 1;
                }
                ['[', ..] => (depth, special) = (depth + 1, true),
                [']', ..] => depth -= 1,
                ['&', '&', ..] | ['-', '-', ..] => special = true,
                _ => {}
            }
            length += 1;
        }
        special.then(|| format!("[{}", self.take(length)))
    }

    fn class_item(&mut self) -> Item {
        match self.next() {
            Some('\\') => self.class_escape(),
            Some(c) => Item::Char(u32::from(c)),
            None => Item::Ranges(Ranges::default()),
        }
    }

    fn class_escape(&mut self) -> Item {
        match self.peek() {
            Some(c @ ('d' | 'D' | 's' | 'S' | 'w' | 'W')) => {
                self.next();
                Item::Ranges(Ranges::predefined(c, self.folds()))
            }
            Some('p' | 'P') if self.flags.unicode => Item::Property(self.property()),
            _ => Item::Char(self.character_escape(true)),
        }
    }

    /// Parses `\p{..}` outside a class.
    pub(super) fn property_atom(&mut self) -> Ast {
        let source = self.property();
        let fold = self.flags.icase;
        if STRING_PROPERTIES.contains(&source.as_str()) {
            return Ast::RegressOnly { source, fold };
        }
        // With `vi` the complement is taken after folding, with `ui` before; regress does the former in classes only.
        if self.flags.unicode_sets && fold {
            let inside = source.replacen(r"\P", r"\p", 1);
            let negated = if inside == source { "" } else { "^" };
            return Ast::RegressOnly { source: format!("[{negated}{inside}]"), fold };
        }
        self.class_of(Ranges::default(), vec![source], false)
    }

    fn property(&mut self) -> String {
        let length = self.rest().iter().position(|c| *c == '}').map_or(0, |end| end + 1);
        format!("\\{}", self.take(length))
    }

    /// Parses an escape after its backslash, and returns its code point, which may be a surrogate.
    pub(super) fn character_escape(&mut self, in_class: bool) -> u32 {
        let Some(c) = self.next() else { return u32::from('\\') };
        match c {
            'f' => 0x0C,
            'n' => 0x0A,
            'r' => 0x0D,
            't' => 0x09,
            'v' => 0x0B,
            'b' if in_class => 0x08,
            'c' => self.control(in_class),
            'x' => self.hex(2).unwrap_or(u32::from('x')),
            'u' => self.unicode_escape(self.flags.unicode).unwrap_or(u32::from('u')),
            '0'..='7' => self.octal(u32::from(c) - u32::from('0')),
            _ => u32::from(c),
        }
    }

    /// Parses `\cA` after its `c`; without a letter, both the backslash and the `c` are literal.
    fn control(&mut self, in_class: bool) -> u32 {
        let more = |c: char| in_class && !self.flags.unicode && (c.is_ascii_digit() || c == '_');
        if let Some(c) = self.peek().filter(|c| c.is_ascii_alphabetic() || more(*c)) {
            self.next();
            return u32::from(c) & 0x1F;
        }
        self.back();
        u32::from('\\')
    }

    /// Parses the rest of an octal escape of at most `\377`. With `u`, `\0` is the only one and no digit follows it.
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
        let digits = self.rest().get(..count)?;
        let value = digits.iter().try_fold(0, |value, c| Some(value * 16 + c.to_digit(16)?))?;
        self.take(count);
        Some(value)
    }

    /// Parses `\u0041`, with `braces` also `\u{41}`, or a surrogate pair, after the `u`; consumes nothing and returns
    /// `None` for anything else.
    pub(super) fn unicode_escape(&mut self, braces: bool) -> Option<u32> {
        if braces && self.eat("{") {
            let length = self.rest().iter().position(|c| *c == '}')?;
            let digits = self.take(length);
            self.next();
            return u32::from_str_radix(&digits, 16).ok();
        }
        let first = self.hex(4)?;
        Some(self.low_surrogate(first).unwrap_or(first))
    }

    fn low_surrogate(&mut self, high: u32) -> Option<u32> {
        let (0xD800..=0xDBFF, ['\\', 'u', digits @ ..]) = (high, self.rest()) else { return None };
        let low = digits.get(..4)?.iter().try_fold(0, |value, c| Some(value * 16 + c.to_digit(16)?))?;
        if !(0xDC00..=0xDFFF).contains(&low) {
            return None;
        }
        self.take(6);
        Some(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    }
}

fn add(item: Item, list: &mut Vec<(u32, u32)>, properties: &mut Vec<String>) {
    match item {
        Item::Char(c) => list.push((c, c)),
        Item::Ranges(ranges) => ranges.extend(list),
        Item::Property(source) => properties.push(source),
    }
}
