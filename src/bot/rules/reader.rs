//! Reads values of a file of rules, and collects the problems.

use std::collections::HashMap;
use std::path::PathBuf;

use super::keys;
use super::problem::{ExpectedType, FilePosition, Problem, ProblemKind};
use crate::bot::template::Template;
use crate::closest::closest;
use crate::source::{Member, Node, Tree};

/// The maximum number of problems that are collected; more would add nothing new about a file that is wrong throughout.
pub(super) const MAX_PROBLEMS: usize = 50;

/// Reads values and collects problems.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// The file being read.
    pub(super) file: PathBuf,
    /// The name of the rule being read.
    pub(super) rule: Option<String>,
    /// The problems found so far.
    pub(super) problems: Vec<Problem>,
    /// The warnings found so far: the rules can be used nevertheless.
    pub(super) warnings: Vec<Problem>,
    /// `true` if placeholders such as `{1}` are replaced in texts.
    pub(super) templates: bool,
}

impl Reader {
    /// Returns a reader for a file whose texts are templates.
    pub(super) fn new(file: PathBuf) -> Self {
        Self { file, templates: true, ..Self::default() }
    }

    /// Returns the position of a value.
    pub(super) fn position(&self, node: &Node) -> FilePosition {
        FilePosition { file: self.file.clone(), line: node.line, column: node.column }
    }

    /// Reports keys that occur twice, because one of them would be ignored.
    pub(super) fn check_duplicates(&mut self, node: &Node) {
        let mut first_lines = HashMap::new();
        for member in node.members() {
            match first_lines.get(member.key.as_str()) {
                Some(first) if member.key != "<<" => {
                    let kind = ProblemKind::DuplicateKey { key: member.key.clone(), first: *first };
                    self.report_at((member.line, member.column), kind);
                }
                _ => {
                    first_lines.insert(member.key.as_str(), member.line);
                }
            }
            self.check_duplicates(&member.value);
        }
        if let Tree::List(items) = &node.tree {
            for item in items {
                self.check_duplicates(item);
            }
        }
    }

    /// Reports a problem with a value.
    pub(super) fn report(&mut self, node: &Node, kind: ProblemKind) {
        self.report_at((node.line, node.column), kind);
    }

    /// Reports a problem at a line and column.
    pub(super) fn report_at(&mut self, (line, column): (usize, usize), kind: ProblemKind) {
        if self.problems.len() < MAX_PROBLEMS {
            let position = FilePosition { file: self.file.clone(), line, column };
            self.problems.push(Problem { position, rule: self.rule.clone(), kind });
        }
    }

    /// Reports a warning about a value of a file; the output of programs has none.
    pub(super) fn warn(&mut self, member: &Member, kind: ProblemKind) {
        if self.templates && self.warnings.len() < MAX_PROBLEMS {
            let position = FilePosition { file: self.file.clone(), line: member.line, column: member.column };
            self.warnings.push(Problem { position, rule: self.rule.clone(), kind });
        }
    }

    /// Reports a value that is not of the type that its key takes.
    pub(super) fn wrong_type(&mut self, key: &str, node: &Node, expected: ExpectedType) {
        self.report(node, ProblemKind::WrongType { key: key.to_owned(), expected });
    }

    /// Reads a text; reports anything else.
    pub(super) fn text(&mut self, key: &str, node: &Node) -> Option<String> {
        let text = node.text();
        if text.is_none() {
            self.wrong_type(key, node, ExpectedType::Text);
        }
        text
    }

    /// Reads a text that is not empty.
    pub(super) fn non_empty_text(&mut self, key: &str, node: &Node) -> Option<String> {
        let text = node.text().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        if text.is_none() {
            self.wrong_type(key, node, ExpectedType::NotEmpty);
        }
        text
    }

    /// Reads a text with placeholders.
    pub(super) fn template(&mut self, key: &str, node: &Node) -> Option<Template> {
        let text = self.text(key, node)?;
        Some(self.template_of(&text))
    }

    /// Returns a text as a template, or as a literal if this reader has no templates.
    pub(super) fn template_of(&self, text: &str) -> Template {
        if self.templates { Template::parse(text) } else { Template::literal(text) }
    }

    /// Reads `true` or `false`, also in the spellings of YAML 1.1.
    pub(super) fn flag(&mut self, key: &str, node: &Node) -> bool {
        if let Some(flag) = flag(node) {
            flag
        } else {
            self.wrong_type(key, node, ExpectedType::Bool);
            false
        }
    }

    /// Reads an integer.
    pub(super) fn number(&mut self, key: &str, node: &Node) -> Option<i64> {
        let number = node.text().and_then(|text| text.trim().parse().ok());
        if number.is_none() {
            self.wrong_type(key, node, ExpectedType::Number);
        }
        number
    }

    /// Returns the members of an object; reports anything else.
    pub(super) fn members<'n>(&mut self, key: &str, node: &'n Node) -> Vec<&'n Member> {
        if !matches!(node.tree, Tree::Object(_)) {
            self.wrong_type(key, node, ExpectedType::Object);
        }
        merged(node)
    }

    /// Reports an unknown key.
    pub(super) fn check_key(&mut self, member: &Member, known: &'static [&'static str]) {
        self.check_key_beside(member, &[], known);
    }

    /// Reports an unknown key of an object with these members; suggests none that it has already for a word of another.
    pub(super) fn check_key_beside(
        &mut self,
        member: &Member,
        members: &[&Member],
        known: &'static [&'static str],
    ) {
        let has = |key: &str| members.iter().any(|other| other.key == key);
        if !known.contains(&member.key.as_str()) {
            let meant = keys::key_for(&member.key).filter(|meant| known.contains(meant) && !has(meant));
            let closest = meant.map_or_else(|| closest(&member.key, known), |meant| vec![meant.to_owned()]);
            let kind = ProblemKind::UnknownKey { key: member.key.clone(), closest, known };
            self.report_at((member.line, member.column), kind);
        }
    }
}

/// Returns the members of an object, including those of `<<` that it does not override (YAML 1.1: merge keys).
pub(super) fn merged(node: &Node) -> Vec<&Member> {
    let own: Vec<&Member> = node.members().iter().filter(|member| member.key != "<<").collect();
    let mut all = Vec::new();
    for member in node.members().iter().filter(|member| member.key == "<<") {
        let sources = match &member.value.tree {
            Tree::List(items) => items.iter().collect(),
            _ => vec![&member.value],
        };
        for given in sources.into_iter().flat_map(merged) {
            let is_it = |known: &&Member| known.key == given.key;
            if !own.iter().any(is_it) && !all.iter().any(is_it) {
                all.push(given);
            }
        }
    }
    all.extend(own);
    all
}

/// Returns the last value of the first of `keys` that is present; `None` for `null`.
pub(super) fn get<'n>(members: &[&'n Member], keys: &[&str]) -> Option<&'n Node> {
    let of_key = |key: &&str| members.iter().rev().find(|member| member.key == **key);
    keys.iter().find_map(of_key).map(|member| &member.value).filter(|node| node.tree != Tree::Null)
}

/// Returns the boolean that a node spells; `None` if it is none.
pub(super) fn flag(node: &Node) -> Option<bool> {
    match node.text()?.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}
