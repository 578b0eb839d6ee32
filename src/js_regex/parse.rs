//! Parses the syntax of ECMAScript, Annex B included.

use super::ast::{Ast, CharSet};
use super::ranges::Ranges;
use super::{Flags, PatternError};

/// The maximum nesting depth of groups; it bounds the recursion.
pub(super) const MAX_GROUP_DEPTH: usize = 64;

/// The names of groups in order, each with the numbers of its groups.
pub(super) type Names = Vec<(String, Vec<usize>)>;

/// Parses `source` and returns its tree, the names of its groups, and the number of groups including the whole match.
///
/// # Errors
/// [`PatternError::TooLarge`] if it nests too deep or its classes hold too much, else [`PatternError::Syntax`].
pub(super) fn parse(source: &str, flags: Flags) -> Result<(Ast, Names, usize), PatternError> {
    let mut parser = Parser {
        chars: source.chars().collect(),
        at: 0,
        flags,
        depth: 0,
        class_items: 0,
        groups: 0,
        opened: 0,
        names: Names::new(),
    };
    parser.find_groups()?;
    let node = parser.disjunction()?;
    match parser.peek() {
        Some(_) => Err(syntax("Unbalanced parenthesis")),
        None => Ok((node, parser.names, parser.groups + 1)),
    }
}

pub(super) fn syntax(reason: &str) -> PatternError {
    PatternError::Syntax { reason: reason.to_owned() }
}

pub(super) struct Parser {
    chars: Vec<char>,
    pub(super) at: usize,
    pub(super) flags: Flags,
    pub(super) depth: usize,
    /// The number of ranges and strings in the classes so far.
    pub(super) class_items: usize,
    /// The number of capturing groups in the whole pattern.
    pub(super) groups: usize,
    opened: usize,
    /// The names of all groups: a reference may precede its group.
    pub(super) names: Names,
}

impl Parser {
    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    pub(super) fn back(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    pub(super) fn rest(&self) -> &[char] {
        self.chars.get(self.at..).unwrap_or_default()
    }

    pub(super) fn take(&mut self, count: usize) -> String {
        let taken = self.rest().iter().take(count).collect();
        self.at += count;
        taken
    }

    pub(super) fn eat(&mut self, token: &str) -> bool {
        let length = token.chars().count();
        let found = self.rest().iter().copied().take(length).eq(token.chars());
        if found {
            self.at += length;
        }
        found
    }

    pub(super) fn disjunction(&mut self) -> Result<Ast, PatternError> {
        if self.depth >= MAX_GROUP_DEPTH {
            return Err(PatternError::TooLarge);
        }
        self.depth += 1;
        let first = self.alternative()?;
        let node = if self.peek() == Some('|') {
            let mut branches = vec![first];
            while self.eat("|") {
                branches.push(self.alternative()?);
            }
            Ast::Alternation(branches)
        } else {
            first
        };
        self.depth -= 1;
        Ok(node)
    }

    fn alternative(&mut self) -> Result<Ast, PatternError> {
        let mut nodes = Vec::new();
        while self.peek().is_some_and(|c| c != '|' && c != ')') {
            let atom = self.atom()?;
            nodes.push(self.quantified(atom)?);
        }
        Ok(Ast::Concat(nodes))
    }

    fn atom(&mut self) -> Result<Ast, PatternError> {
        Ok(match self.next() {
            Some('^') if self.flags.multiline => Ast::LineStart,
            Some('^') => Ast::Start,
            Some('$') if self.flags.multiline => Ast::LineEnd,
            Some('$') => Ast::End,
            Some('.') if self.flags.dot_all => self.set(Ranges::default(), true),
            Some('.') => self.set(Ranges::line_terminators(), true),
            Some('(') => self.group()?,
            Some('[') => self.class()?,
            Some('\\') => self.escape()?,
            Some('*' | '+' | '?') => return Err(syntax("Invalid atom character")),
            Some(']' | '{' | '}') if self.flags.unicode => return Err(syntax("Invalid atom character")),
            Some('{') if self.is_quantifier() => return Err(syntax("Invalid braced quantifier")),
            Some(c) => self.literal(u32::from(c)),
            None => Ast::Concat(Vec::new()),
        })
    }

    /// Returns a set, case-folded according to the flags.
    pub(super) fn set(&self, ranges: Ranges, negated: bool) -> Ast {
        let Flags { icase, unicode, .. } = self.flags;
        let ranges = if icase && !unicode { ranges.folded() } else { ranges };
        Ast::Set(CharSet { ranges, properties: Vec::new(), negated, fold: self.folds() })
    }

    /// Returns whether simple case folding is on; the engines do it themselves.
    pub(super) fn folds(&self) -> bool {
        self.flags.icase && self.flags.unicode
    }

    fn literal(&self, c: u32) -> Ast {
        self.set(Ranges::one(c), false)
    }

    fn quantified(&mut self, atom: Ast) -> Result<Ast, PatternError> {
        let bounds = match self.peek() {
            Some('*') => Some((0, None)),
            Some('+') => Some((1, None)),
            Some('?') => Some((0, Some(1))),
            Some('{') => self.braces(),
            _ => None,
        };
        let Some((min, max)) = bounds else {
            let broken = self.flags.unicode && self.peek() == Some('{');
            return if broken { Err(syntax("Invalid quantifier")) } else { Ok(atom) };
        };
        let allowed = match &atom {
            Ast::Start | Ast::End | Ast::LineStart | Ast::LineEnd | Ast::Word { .. } => false,
            Ast::Look { head, .. } => !self.flags.unicode && !head.contains('<'),
            _ => true,
        };
        if !allowed {
            return Err(syntax("Quantifier not allowed here"));
        }
        if max.is_some_and(|max| min > max) {
            return Err(syntax("Invalid quantifier"));
        }
        self.at += 1;
        let lazy = self.eat("?");
        let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(Ast::Repeat { body: Box::new(atom), min: count(min), max: max.map(count), lazy })
    }

    /// Returns whether `{2}`, `{2,}` or `{2,5}` begins at the character before.
    fn is_quantifier(&mut self) -> bool {
        let at = self.at;
        self.back();
        let found = self.braces().is_some();
        self.at = at;
        found
    }

    /// Parses `{2}`, `{2,}` or `{2,5}` up to its closing brace; consumes nothing and returns `None` for another `{`.
    fn braces(&mut self) -> Option<(u64, Option<u64>)> {
        let start = self.at;
        let bounds = self.bounds();
        if self.peek() == Some('}') && bounds.is_some() {
            return bounds;
        }
        self.at = start;
        None
    }

    fn bounds(&mut self) -> Option<(u64, Option<u64>)> {
        self.at += 1;
        let min = self.decimal()?;
        Some((min, if self.eat(",") { self.decimal() } else { Some(min) }))
    }

    fn decimal(&mut self) -> Option<u64> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            self.at += 1;
            value = Some(value.unwrap_or(0_u64).saturating_mul(10).saturating_add(u64::from(digit)));
        }
        value
    }

    pub(super) fn capture(&mut self) -> Result<Ast, PatternError> {
        self.opened += 1;
        let number = self.opened;
        Ok(Ast::Capture { number, body: Box::new(self.disjunction()?) })
    }

    /// Parses an escape outside a class, after its backslash.
    fn escape(&mut self) -> Result<Ast, PatternError> {
        let fold = self.folds();
        Ok(match self.peek() {
            Some(c @ ('b' | 'B')) => {
                self.at += 1;
                Ast::Word { negated: c == 'B', fold }
            }
            Some(c @ ('d' | 'D' | 's' | 'S' | 'w' | 'W')) => {
                self.at += 1;
                self.set(Ranges::predefined(c, fold), false)
            }
            Some('p' | 'P') if self.flags.unicode => self.property_atom()?,
            Some('k') if self.flags.unicode || !self.names.is_empty() => self.named_reference()?,
            Some('1'..='9') => self.numbered_reference()?,
            _ => {
                let c = self.character_escape(false)?;
                self.literal(c)
            }
        })
    }

    fn named_reference(&mut self) -> Result<Ast, PatternError> {
        let invalid = || syntax("Invalid named backreference syntax");
        if !self.eat("k<") {
            return Err(invalid());
        }
        let name = self.group_name().ok_or_else(invalid)?;
        let Some((_, numbers)) = self.names.iter().find(|known| known.0 == name) else {
            return Err(syntax(&format!("Backreference to invalid named capture group: {name}")));
        };
        Ok(Ast::Back { numbers: numbers.clone(), fold: self.flags.icase })
    }

    /// Parses `\12`: a reference if there are so many groups, otherwise a character.
    fn numbered_reference(&mut self) -> Result<Ast, PatternError> {
        let start = self.at;
        let number = self.decimal().and_then(|n| usize::try_from(n).ok());
        if let Some(number) = number.filter(|n| *n <= self.groups) {
            return Ok(Ast::Back { numbers: vec![number], fold: self.flags.icase });
        }
        if self.flags.unicode {
            return Err(syntax("Invalid character escape"));
        }
        self.at = start;
        let c = self.character_escape(false)?;
        Ok(self.literal(c))
    }
}
