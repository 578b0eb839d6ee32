//! Values of a file of rules, and what is wrong with them.

use std::collections::HashMap;
use std::path::PathBuf;

use super::problem::{Place, Problem, Wanted, What};
use crate::bot::template::Template;
use crate::closest::closest;
use crate::source::{Member, Node, Tree};

/// How many problems are told; a file that is wrong throughout says nothing new after that.
pub(super) const MOST_PROBLEMS: usize = 50;

/// Reads values, and collects what is wrong on the way.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// The file that is read.
    pub(super) file: PathBuf,
    /// The rule that is read.
    pub(super) rule: Option<String>,
    /// What is wrong.
    pub(super) problems: Vec<Problem>,
    /// Whether `{1}` and the like in texts stand for something.
    pub(super) templates: bool,
}

impl Reader {
    /// Of a file whose texts are templates.
    pub(super) fn new(file: PathBuf) -> Self {
        Self { file, rule: None, problems: Vec::new(), templates: true }
    }

    /// Where a value stands.
    pub(super) fn place(&self, node: &Node) -> Place {
        Place { file: self.file.clone(), line: node.line, column: node.column }
    }

    /// Tells keys that stand twice: one of them would never count.
    pub(super) fn duplicates(&mut self, node: &Node) {
        let mut seen = HashMap::new();
        for member in node.members() {
            match seen.get(member.key.as_str()) {
                Some(first) if member.key != "<<" => {
                    let what = What::DuplicateKey { key: member.key.clone(), first: *first };
                    self.wrong_at((member.line, member.column), what);
                }
                _ => {
                    seen.insert(member.key.as_str(), member.line);
                }
            }
            self.duplicates(&member.value);
        }
        if let Tree::List(items) = &node.tree {
            for item in items {
                self.duplicates(item);
            }
        }
    }

    /// Something is wrong with a value.
    pub(super) fn wrong(&mut self, node: &Node, what: What) {
        self.wrong_at((node.line, node.column), what);
    }

    /// Something is wrong at a place.
    pub(super) fn wrong_at(&mut self, (line, column): (usize, usize), what: What) {
        if self.problems.len() < MOST_PROBLEMS {
            let place = Place { file: self.file.clone(), line, column };
            self.problems.push(Problem { place, rule: self.rule.clone(), what });
        }
    }

    /// A value is not what its key takes.
    pub(super) fn shape(&mut self, key: &str, node: &Node, wanted: Wanted) {
        self.wrong(node, What::Shape { key: key.to_owned(), wanted });
    }

    /// A text; what is no text is told.
    pub(super) fn text(&mut self, key: &str, node: &Node) -> Option<String> {
        let text = node.text();
        if text.is_none() {
            self.shape(key, node, Wanted::Text);
        }
        text
    }

    /// A text that says something.
    pub(super) fn name(&mut self, key: &str, node: &Node) -> Option<String> {
        let text = node.text().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        if text.is_none() {
            self.shape(key, node, Wanted::NotEmpty);
        }
        text
    }

    /// A text that may have `{names}` in it.
    pub(super) fn template(&mut self, key: &str, node: &Node) -> Option<Template> {
        let text = self.text(key, node)?;
        Some(self.template_of(&text))
    }

    /// A text as the file's texts are read.
    pub(super) fn template_of(&self, text: &str) -> Template {
        if self.templates { Template::parse(text) } else { Template::literal(text) }
    }

    /// `true` or `false`, as YAML 1.1 writes it too.
    pub(super) fn flag(&mut self, key: &str, node: &Node) -> bool {
        if let Some(flag) = flag(node) {
            flag
        } else {
            self.shape(key, node, Wanted::Bool);
            false
        }
    }

    /// A whole number.
    pub(super) fn number(&mut self, key: &str, node: &Node) -> Option<i64> {
        let number = node.text().and_then(|text| text.trim().parse().ok());
        if number.is_none() {
            self.shape(key, node, Wanted::Number);
        }
        number
    }

    /// The members of an object; what is no object is told.
    pub(super) fn members<'n>(&mut self, key: &str, node: &'n Node) -> Vec<&'n Member> {
        if !matches!(node.tree, Tree::Object(_)) {
            self.shape(key, node, Wanted::Object);
        }
        merged(node)
    }

    /// Tells a key that is not among those that are known.
    pub(super) fn known(&mut self, member: &Member, known: &[&str]) {
        if !known.contains(&member.key.as_str()) {
            // What people write for `handler`, which is not like it.
            let handler = ["reply", "handle", "answer", "response", "do"].contains(&member.key.as_str());
            let closest = if handler && known.contains(&"handler") {
                vec!["handler".to_owned()]
            } else {
                closest(&member.key, known)
            };
            let what = What::UnknownKey { key: member.key.clone(), closest };
            self.wrong_at((member.line, member.column), what);
        }
    }
}

/// The members of an object, with those of `<<` that it does not have itself (YAML 1.1: merge keys).
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

/// The last of the members with one of these keys, in the order of the keys; none for `null`.
pub(super) fn get<'n>(members: &[&'n Member], keys: &[&str]) -> Option<&'n Node> {
    let of_key = |key: &&str| members.iter().rev().find(|member| member.key == **key);
    keys.iter().find_map(of_key).map(|member| &member.value).filter(|node| node.tree != Tree::Null)
}

/// `true` or `false`.
pub(super) fn flag(node: &Node) -> Option<bool> {
    match node.text()?.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}
