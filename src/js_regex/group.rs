//! Parses groups, and finds their names before the pattern is parsed.

use super::PatternError;
use super::ast::Ast;
use super::parse::{MAX_GROUP_DEPTH, Parser, syntax};
use super::property::is_in_name;

/// The alternatives that a group lies in, outermost first: where each disjunction starts, and the number of the
/// alternative in it.
type Path = Vec<(usize, usize)>;

impl Parser {
    /// Counts the capturing groups and finds their names.
    pub(super) fn find_groups(&mut self) -> Result<(), PatternError> {
        let mut path: Path = vec![(0, 0)];
        let mut named: Vec<Path> = Vec::new();
        let mut classes = 0_usize;
        while let Some(c) = self.next() {
            match c {
                '\\' => drop(self.next()),
                '[' if classes == 0 || self.flags.unicode_sets => classes += 1,
                ']' => classes = classes.saturating_sub(1),
                '(' if classes == 0 => {
                    if path.len() > MAX_GROUP_DEPTH {
                        return Err(PatternError::TooLarge);
                    }
                    let name = self.eat("?").then(|| self.name_ahead());
                    if name != Some(None) {
                        self.groups += 1;
                    }
                    if let Some(name) = name.flatten() {
                        self.remember(name, &path, &mut named)?;
                    }
                    path.push((self.at, 0));
                }
                ')' if classes == 0 && path.len() > 1 => drop(path.pop()),
                '|' if classes == 0 => {
                    path.last_mut().into_iter().for_each(|(_, alternative)| *alternative += 1);
                }
                _ => {}
            }
        }
        self.at = 0;
        Ok(())
    }

    fn name_ahead(&mut self) -> Option<String> {
        if !self.eat("<") {
            return None;
        }
        let start = self.at;
        let name = self.group_name();
        if name.is_none() {
            self.at = start;
        }
        name
    }

    /// Adds the name of the newest group. A name may be shared only by groups of which one at most takes part.
    fn remember(&mut self, name: String, path: &Path, named: &mut Vec<Path>) -> Result<(), PatternError> {
        let number = self.groups;
        named.resize_with(number, Path::new);
        named.push(path.clone());
        let Some(known) = self.names.iter_mut().find(|known| known.0 == name) else {
            self.names.push((name, vec![number]));
            return Ok(());
        };
        let both =
            known.1.iter().filter_map(|group| named.get(*group)).any(|other| may_both_match(path, other));
        known.1.push(number);
        if both { Err(syntax("Duplicate capture group name")) } else { Ok(()) }
    }

    /// Parses a group of any kind, after its `(`.
    pub(super) fn group(&mut self) -> Result<Ast, PatternError> {
        let flags = self.flags;
        let look = ["?=", "?!", "?<=", "?<!"].into_iter().find(|head| self.eat(head));
        let node = if let Some(head) = look {
            Ast::Look { head, body: Box::new(self.disjunction()?) }
        } else if self.eat("?<") {
            self.group_name().ok_or_else(|| syntax("Invalid token at named capture group identifier"))?;
            self.capture()?
        } else if self.eat("?") {
            self.modifiers()?;
            self.disjunction()?
        } else {
            self.capture()?
        };
        self.flags = flags;
        if self.eat(")") { Ok(node) } else { Err(syntax("Unbalanced parenthesis")) }
    }

    /// Parses the `i-s:` of `(?i-s:..)`, or a single `:`.
    fn modifiers(&mut self) -> Result<(), PatternError> {
        if self.eat(":") {
            return Ok(());
        }
        let (mut seen, mut on) = (String::new(), true);
        while let Some(c) = self.next() {
            match c {
                'i' | 'm' | 's' if !seen.contains(c) => seen.push(c),
                '-' if on => on = false,
                ':' if !seen.is_empty() => return Ok(()),
                _ => break,
            }
            match c {
                'i' => self.flags.icase = on,
                'm' => self.flags.multiline = on,
                's' => self.flags.dot_all = on,
                _ => {}
            }
        }
        Err(syntax("Invalid group modifier"))
    }

    /// Parses the name of a group and its `>`, after its `<`; returns `None` if it is not valid.
    pub(super) fn group_name(&mut self) -> Option<String> {
        let mut name = String::new();
        loop {
            let c = match self.next()? {
                '>' if !name.is_empty() => return Some(name),
                '\\' if self.eat("u") => char::from_u32(self.unicode_escape(true)?)?,
                c => c,
            };
            if !is_in_name(c, name.is_empty()) {
                return None;
            }
            name.push(c);
        }
    }
}

/// Returns `false` if two groups lie in different alternatives of one disjunction.
fn may_both_match(one: &Path, other: &Path) -> bool {
    one.iter().zip(other).find(|(a, b)| a != b).is_none_or(|(a, b)| a.0 != b.0)
}
