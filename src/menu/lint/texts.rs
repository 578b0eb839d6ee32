//! What is wrong wherever it stands: equal keys, nulls, and texts that WeChat or a phone cannot take.

use std::collections::HashMap;

use super::Linter;
use crate::menu::button::is_text_field;
use crate::menu::rule::{Level, Rule};
use crate::menu::shape::{item_path, member_path};
use crate::source::{Member, Node, Tree};

impl Linter {
    /// Goes through a value and all that is in it.
    pub(super) fn everywhere(&mut self, node: &Node, path: &str, wants_text: bool) {
        match &node.tree {
            Tree::Object(members) => {
                let mut seen = HashMap::new();
                for Member { key, line, value, .. } in members {
                    let path = member_path(path, key);
                    let first = *seen.entry(key).or_insert(line);
                    if !std::ptr::eq(first, line) {
                        let rule = Rule::DuplicateKey { key: key.clone(), first: *first };
                        self.add(rule, &path, *line, Level::Menu);
                    }
                    self.everywhere(value, &path, is_text_field(key));
                }
            }
            Tree::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.everywhere(item, &item_path(path, index), false);
                }
            }
            Tree::Null => self.add(Rule::Null, path, node.line, Level::Menu),
            Tree::Number(digits) if wants_text => {
                self.add(Rule::NotText(digits.clone()), path, node.line, Level::Menu);
            }
            Tree::Bool(given) if wants_text => {
                self.add(Rule::BooleanText(*given), path, node.line, Level::Menu);
            }
            Tree::Text(text) => self.text(node, text, path),
            Tree::Number(_) | Tree::Bool(_) => {}
        }
    }

    fn text(&mut self, node: &Node, text: &str, path: &str) {
        if let Some(escape) = literal_escape(text) {
            self.add(Rule::EscapedTwice(escape), path, node.line, Level::Menu);
        }
        if let Some(control) = text.chars().find(|char| char.is_control()) {
            self.add(Rule::ControlCharacter(control), path, node.line, Level::Menu);
        } else if let Some(written) = &node.escape {
            self.escapes.push((path.to_owned(), node.line, written.clone()));
        }
        let entities = ["&amp;", "&quot;", "&lt;", "&gt;", "&#39;", "&nbsp;"];
        if let Some(entity) = entities.into_iter().find(|entity| text.contains(entity)) {
            self.add(Rule::HtmlEntity(entity.to_owned()), path, node.line, Level::Menu);
        }
        // SoftBank's block of the private use area, in which phones of 2010 kept their emoji.
        if let Some(emoji) = text.chars().find(|char| ('\u{e001}'..='\u{e53e}').contains(char)) {
            self.add(Rule::SoftbankEmoji(emoji), path, node.line, Level::Menu);
        }
    }
}

/// The first `\uXXXX` that is part of a text.
fn literal_escape(text: &str) -> Option<String> {
    text.match_indices("\\u").find_map(|(start, _)| {
        let digits = text.get(start + 2..start + 6)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| format!("\\u{digits}"))
    })
}
