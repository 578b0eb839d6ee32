//! Parses the syntax of ECMAScript, Annex B included. The pattern has been validated by regress before.

use super::PatternError;
use super::ast::{Ast, CharSet};
use super::ranges::Ranges;
use regress::Flags;

/// The maximum nesting depth of groups; it bounds the recursion.
const MAX_GROUP_DEPTH: usize = 64;

/// The names of groups in order, each with the numbers of its groups.
pub(super) type Names = Vec<(String, Vec<usize>)>;

/// Parses `source` and returns its tree, the names of its groups, and the number of groups including the whole match.
///
/// # Errors
/// [`PatternError::TooLarge`] if it nests too deep, [`PatternError::Syntax`] for errors that regress accepts.
pub(super) fn parse(source: &str, flags: Flags) -> Result<(Ast, Names, usize), PatternError> {
    let chars: Vec<char> = source.chars().collect();
    let (groups, has_names) = count_groups(&chars, flags.unicode_sets);
    let parser = |known| Parser {
        chars: chars.clone(),
        at: 0,
        flags,
        depth: 0,
        groups,
        opened: 0,
        has_names,
        known,
        names: Names::new(),
    };
    let (mut node, mut names) = parser(Names::new()).all()?;
    // A reference may precede its group; the second pass knows all names.
    if has_names {
        (node, names) = parser(names).all()?;
    }
    Ok((node, names, groups + 1))
}

fn syntax(reason: &str) -> PatternError {
    PatternError::Syntax { reason: reason.to_owned() }
}

/// Escapes `\u{` for regress: without `u` it means `u{` except in the names of groups, but regress reads an escape
/// everywhere.
pub(super) fn without_braced_escapes(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let length = after.chars().next().map_or(0, char::len_utf8);
        let (escaped, next) = after.split_at(length);
        let plain = after.starts_with("u{") && !ends_in_name(&out);
        out.push('\\');
        out.push_str(if plain { "x75" } else { escaped });
        rest = next;
    }
    out + rest
}

fn ends_in_name(source: &str) -> bool {
    source.rsplit_once('<').is_some_and(|(before, name)| {
        let in_name = |c: char| c.is_alphanumeric() || matches!(c, '$' | '_' | '\\' | '{' | '}');
        (before.ends_with("(?") || before.ends_with(r"\k")) && name.chars().all(in_name)
    })
}

/// Returns the number of capturing groups, and whether one of them has a name.
fn count_groups(chars: &[char], nested_classes: bool) -> (usize, bool) {
    let (mut groups, mut named, mut class, mut at) = (0, false, 0_usize, 0);
    while let Some(c) = chars.get(at) {
        match c {
            '\\' => at += 1,
            '[' if class == 0 || nested_classes => class += 1,
            ']' => class = class.saturating_sub(1),
            '(' if class == 0 => match chars.get(at + 1..).unwrap_or_default() {
                ['?', '<', '=' | '!', ..] => {}
                ['?', '<', ..] => (groups, named) = (groups + 1, true),
                ['?', ..] => {}
                _ => groups += 1,
            },
            _ => {}
        }
        at += 1;
    }
    (groups, named)
}

pub(super) struct Parser {
    chars: Vec<char>,
    at: usize,
    pub(super) flags: Flags,
    depth: usize,
    groups: usize,
    opened: usize,
    has_names: bool,
    /// The names found by the first pass.
    known: Names,
    names: Names,
}

impl Parser {
    fn all(mut self) -> Result<(Ast, Names), PatternError> {
        let node = self.disjunction()?;
        if self.peek().is_some() { Err(syntax("Unbalanced parenthesis")) } else { Ok((node, self.names)) }
    }

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

    fn disjunction(&mut self) -> Result<Ast, PatternError> {
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
            Some('[') => self.class(),
            Some('\\') => self.escape(),
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
        let Some((min, max)) = bounds else { return Ok(atom) };
        if matches!(atom, Ast::Word { .. }) {
            return Err(syntax("Quantifier not allowed here"));
        }
        self.at += 1;
        let lazy = self.eat("?");
        Ok(Ast::Repeat { body: Box::new(atom), min, max, lazy })
    }

    /// Parses `{2}`, `{2,}` or `{2,5}` up to its closing brace; consumes nothing and returns `None` for another `{`.
    fn braces(&mut self) -> Option<(u32, Option<u32>)> {
        let start = self.at;
        let bounds = self.bounds();
        if self.peek() == Some('}') && bounds.is_some() {
            return bounds;
        }
        self.at = start;
        None
    }

    fn bounds(&mut self) -> Option<(u32, Option<u32>)> {
        self.at += 1;
        let min = self.decimal()?;
        Some((min, if self.eat(",") { self.decimal() } else { Some(min) }))
    }

    fn decimal(&mut self) -> Option<u32> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            self.at += 1;
            value = Some(value.unwrap_or(0_u32).saturating_mul(10).saturating_add(digit));
        }
        value
    }

    /// Parses a group of any kind, after its `(`.
    fn group(&mut self) -> Result<Ast, PatternError> {
        let flags = self.flags;
        let look = ["?=", "?!", "?<=", "?<!"].into_iter().find(|head| self.eat(head));
        let node = if let Some(head) = look {
            Ast::Look { head, body: Box::new(self.disjunction()?) }
        } else if self.eat("?<") {
            let name = self.group_name();
            self.remember(name);
            self.capture()?
        } else if self.eat("?") {
            self.modifiers();
            self.disjunction()?
        } else {
            self.capture()?
        };
        self.flags = flags;
        if self.eat(")") { Ok(node) } else { Err(syntax("Unbalanced parenthesis")) }
    }

    fn capture(&mut self) -> Result<Ast, PatternError> {
        self.opened += 1;
        let number = self.opened;
        Ok(Ast::Capture { number, body: Box::new(self.disjunction()?) })
    }

    fn remember(&mut self, name: String) {
        let number = self.opened + 1;
        match self.names.iter_mut().find(|known| known.0 == name) {
            Some(known) => known.1.push(number),
            None => self.names.push((name, vec![number])),
        }
    }

    /// Parses the `i-s:` of `(?i-s:..)`, or a single `:`.
    fn modifiers(&mut self) {
        let mut on = true;
        while let Some(c) = self.next() {
            match c {
                'i' => self.flags.icase = on,
                'm' => self.flags.multiline = on,
                's' => self.flags.dot_all = on,
                '-' => on = false,
                _ => break,
            }
        }
    }

    /// Parses the name of a group, including its `>`.
    fn group_name(&mut self) -> String {
        let mut name = String::new();
        while let Some(c) = self.next().filter(|c| *c != '>') {
            if c == '\\' {
                self.at += 1;
                name.extend(self.unicode_escape(true).and_then(char::from_u32));
            } else {
                name.push(c);
            }
        }
        name
    }

    /// Parses an escape outside a class, after its backslash.
    fn escape(&mut self) -> Ast {
        let fold = self.folds();
        match self.peek() {
            Some(c @ ('b' | 'B')) => {
                self.at += 1;
                Ast::Word { negated: c == 'B', fold }
            }
            Some(c @ ('d' | 'D' | 's' | 'S' | 'w' | 'W')) => {
                self.at += 1;
                self.set(Ranges::predefined(c, fold), false)
            }
            Some('p' | 'P') if self.flags.unicode => self.property_atom(),
            Some('k') if self.flags.unicode || self.has_names => {
                self.at += 2;
                let name = self.group_name();
                let known = self.known.iter().find(|known| known.0 == name);
                let numbers = known.map(|known| known.1.clone()).unwrap_or_default();
                Ast::Back { numbers, fold: self.flags.icase }
            }
            Some('1'..='9') => self.back_reference(),
            _ => {
                let c = self.character_escape(false);
                self.literal(c)
            }
        }
    }

    /// Parses `\12`: a reference if there are so many groups, otherwise a character.
    fn back_reference(&mut self) -> Ast {
        let start = self.at;
        let number = self.decimal().and_then(|n| usize::try_from(n).ok());
        if let Some(number) = number.filter(|n| *n <= self.groups) {
            return Ast::Back { numbers: vec![number], fold: self.flags.icase };
        }
        self.at = start;
        let c = self.character_escape(false);
        self.literal(c)
    }
}
