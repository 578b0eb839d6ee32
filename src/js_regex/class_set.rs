//! Parses classes of the flag `v`: they nest, are intersected and subtracted, and hold strings.

use super::PatternError;
use super::ast::{Ast, CharSet};
use super::parse::{Parser, syntax};
use super::property::{self, Kind};
use super::ranges::{Ranges, simple_fold};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The maximum depth of groups and classes together; it bounds the recursion.
const MAX_CLASS_DEPTH: usize = 256;
/// The maximum number of ranges of a class that is matched like one without the flag `v`.
const MAX_PLAIN_RANGES: usize = 100;
/// The maximum number of ranges and strings in all the classes of a pattern.
const MAX_CLASS_ITEMS: usize = 200_000;
/// The characters that stand for themselves after a backslash only.
const SYNTAX_CHARS: &str = "()[]{}/-|";
/// The characters that may not stand twice in succession.
const DOUBLE_PUNCTUATORS: &str = "&!#$%*+,.:;<=>?@^`~";
/// The characters, besides the syntax of patterns, that may stand after a backslash.
pub(super) const PUNCTUATORS: &str = "&-!#%,:;<=>@`~";

/// A set of characters and strings.
#[derive(Debug, Default)]
pub(super) struct StringSet {
    ranges: Ranges,
    /// The strings of no character or of several; folded if `fold`.
    strings: BTreeSet<String>,
    /// `true` if the syntax allows a string of no character or of several, even if there is none.
    may_hold_strings: bool,
    fold: bool,
}

impl StringSet {
    fn of(ranges: Ranges, fold: bool) -> Self {
        let ranges = if fold { ranges.simply_folded() } else { ranges };
        Self { ranges, fold, ..Self::default() }
    }

    fn of_strings<'a>(strings: impl Iterator<Item = &'a str>, fold: bool) -> Self {
        let (mut chars, mut set) = (Vec::new(), BTreeSet::new());
        for string in strings {
            let mut rest = string.chars();
            match (rest.next(), rest.next()) {
                (Some(c), None) => chars.push((u32::from(c), u32::from(c))),
                _ => drop(set.insert(folded(string, fold))),
            }
        }
        let may_hold_strings = !set.is_empty();
        Self { strings: set, may_hold_strings, ..Self::of(Ranges::new(chars), fold) }
    }

    pub(super) fn has(&self, text: &str) -> bool {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => self.ranges.contains(u32::from(c)),
            _ => !self.strings.is_empty() && self.strings.contains(&folded(text, self.fold)),
        }
    }

    /// Returns the number of characters of the longest string.
    pub(super) fn longest(&self) -> usize {
        self.strings.iter().map(|string| string.chars().count()).max().unwrap_or(0).max(1)
    }

    fn add(&mut self, mut other: Self) {
        self.ranges = self.ranges.union(&other.ranges);
        self.strings.append(&mut other.strings);
        self.may_hold_strings |= other.may_hold_strings;
    }

    fn intersect(&mut self, other: &Self) {
        self.ranges = self.ranges.without(&other.ranges.complement());
        self.strings.retain(|string| other.strings.contains(string));
        self.may_hold_strings &= other.may_hold_strings;
    }

    fn subtract(&mut self, other: &Self) {
        self.ranges = self.ranges.without(&other.ranges);
        self.strings.retain(|string| !other.strings.contains(string));
    }
}

fn folded(text: &str, fold: bool) -> String {
    if fold { text.chars().map(simple_fold).collect() } else { text.to_owned() }
}

enum Operand {
    Char(u32),
    Set(StringSet),
}

impl Operand {
    fn into_set(self, fold: bool) -> StringSet {
        match self {
            Self::Char(c) => StringSet::of(Ranges::one(c), fold),
            Self::Set(set) => set,
        }
    }
}

impl Parser {
    /// Parses a class, after its `[`.
    pub(super) fn class_set(&mut self) -> Result<Ast, PatternError> {
        let set = self.nested_class()?;
        self.class_set_of(set)
    }

    /// Returns `\p{..}` outside a class: a property of strings, or of characters whose case is ignored.
    pub(super) fn property_set(
        &mut self,
        name: &str,
        negated: bool,
        kind: Kind,
    ) -> Result<Ast, PatternError> {
        let set = property_operand(name, negated, kind, self.flags.icase)?;
        self.class_set_of(set)
    }

    fn class_set_of(&mut self, set: StringSet) -> Result<Ast, PatternError> {
        self.class_items += set.ranges.len() + set.strings.len();
        if self.class_items > MAX_CLASS_ITEMS {
            return Err(PatternError::TooLarge);
        }
        Ok(if set.strings.is_empty() && set.ranges.len() <= MAX_PLAIN_RANGES {
            Ast::Set(CharSet { ranges: set.ranges, properties: Vec::new(), negated: false, fold: false })
        } else {
            Ast::Strings(Arc::new(set))
        })
    }

    fn nested_class(&mut self) -> Result<StringSet, PatternError> {
        self.depth += 1;
        if self.depth > MAX_CLASS_DEPTH {
            return Err(PatternError::TooLarge);
        }
        let negated = self.eat("^");
        let mut set = self.class_contents()?;
        self.depth -= 1;
        if negated && set.may_hold_strings {
            return Err(syntax("Negated character class may contain strings"));
        }
        if negated {
            set.ranges = set.ranges.complement();
        }
        Ok(set)
    }

    /// Parses the contents of a class and its `]`.
    fn class_contents(&mut self) -> Result<StringSet, PatternError> {
        let fold = self.flags.icase;
        if self.eat("]") {
            return Ok(StringSet { fold, ..StringSet::default() });
        }
        let first = self.operand()?;
        match self.rest() {
            ['&', '&', ..] => self.operation("&&", first.into_set(fold)),
            ['-', '-', ..] => self.operation("--", first.into_set(fold)),
            _ => self.union(first),
        }
    }

    fn operation(&mut self, operator: &str, mut set: StringSet) -> Result<StringSet, PatternError> {
        while !self.eat("]") {
            if !self.eat(operator) || (operator == "&&" && self.peek() == Some('&')) {
                return Err(syntax("Invalid set operation in character class"));
            }
            let operand = self.operand()?.into_set(self.flags.icase);
            if operator == "&&" { set.intersect(&operand) } else { set.subtract(&operand) }
        }
        Ok(set)
    }

    fn union(&mut self, first: Operand) -> Result<StringSet, PatternError> {
        let (mut chars, mut sets, mut operand) = (Vec::new(), Vec::new(), first);
        loop {
            match (operand, self.eat("-")) {
                (Operand::Char(first), true) => match self.operand()? {
                    Operand::Char(last) if first <= last => chars.push((first, last)),
                    _ => return Err(syntax("Invalid class set range")),
                },
                (Operand::Set(_), true) => return Err(syntax("Invalid class set range")),
                (Operand::Char(c), false) => chars.push((c, c)),
                (Operand::Set(set), false) => sets.push(set),
            }
            if self.eat("]") {
                break;
            }
            operand = self.operand()?;
        }
        let union = StringSet::of(Ranges::new(chars), self.flags.icase);
        Ok(sets.into_iter().fold(union, |mut union, set| {
            union.add(set);
            union
        }))
    }

    fn operand(&mut self) -> Result<Operand, PatternError> {
        let fold = self.flags.icase;
        Ok(match self.rest() {
            ['[', ..] => {
                self.next();
                Operand::Set(self.nested_class()?)
            }
            ['\\', 'q', ..] => Operand::Set(self.string_literals()?),
            ['\\', c @ ('d' | 'D' | 's' | 'S' | 'w' | 'W'), ..] => {
                let ranges = Ranges::predefined(*c, fold);
                self.take(2);
                Operand::Set(StringSet::of(ranges, fold))
            }
            ['\\', 'p' | 'P', ..] => {
                self.next();
                let (name, negated, kind) = self.property()?;
                let set = property_operand(&name, negated, kind, fold)?;
                Operand::Set(set)
            }
            _ => Operand::Char(self.class_set_char()?),
        })
    }

    fn class_set_char(&mut self) -> Result<u32, PatternError> {
        match self.next() {
            None => Err(syntax("Unbalanced class set bracket")),
            Some('\\') => self.character_escape(true),
            Some(c) if SYNTAX_CHARS.contains(c) => Err(syntax("Invalid class set character")),
            Some(c) if DOUBLE_PUNCTUATORS.contains(c) && self.peek() == Some(c) => {
                Err(syntax("Invalid class set character"))
            }
            Some(c) => Ok(u32::from(c)),
        }
    }

    /// Parses `\q{ab|c}`.
    fn string_literals(&mut self) -> Result<StringSet, PatternError> {
        if !self.eat(r"\q{") {
            return Err(syntax("Invalid class set escape: expected {"));
        }
        // No text contains a string with a surrogate, and `None` stands for it.
        let mut strings = vec![Some(String::new())];
        while !self.eat("}") {
            if self.eat("|") {
                strings.push(Some(String::new()));
            } else {
                let c = char::from_u32(self.class_set_char()?);
                if let Some(last) = strings.last_mut() {
                    *last = last.take().zip(c).map(|(string, c)| string + c.encode_utf8(&mut [0; 4]));
                }
            }
        }
        Ok(StringSet::of_strings(strings.iter().flatten().map(String::as_str), self.flags.icase))
    }
}

fn property_operand(name: &str, negated: bool, kind: Kind, fold: bool) -> Result<StringSet, PatternError> {
    match kind {
        Kind::Strings if negated => Err(syntax("Invalid character escape")),
        Kind::Strings => Ok(StringSet::of_strings(property::strings(name), fold)),
        Kind::Chars => {
            let set = StringSet::of(property::chars(name), fold);
            Ok(if negated { StringSet { ranges: set.ranges.complement(), ..set } } else { set })
        }
    }
}
