//! Checks that apply everywhere in a file: duplicate keys, nulls, and texts that WeChat or a phone cannot handle.

use std::collections::HashMap;

use super::Linter;
use crate::menu::button::is_text_field;
use crate::menu::rule::{Level, MenuRule};
use crate::menu::shape::{item_path, member_path};
use crate::source::{Member, Node, Tree};

impl Linter {
    /// Checks a value and all values within it.
    pub(super) fn everywhere(&mut self, node: &Node, path: &str, wants_text: bool) {
        match &node.tree {
            Tree::Object(members) => {
                let mut seen = HashMap::new();
                for Member { key, line, value, .. } in members {
                    let path = member_path(path, key);
                    let first = *seen.entry(key).or_insert(line);
                    if !std::ptr::eq(first, line) {
                        let rule = MenuRule::DuplicateKey { key: key.clone(), first: *first };
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
            Tree::Null => self.add(MenuRule::Null, path, node.line, Level::Menu),
            Tree::Number(digits) if wants_text => {
                self.add(MenuRule::NotText(digits.clone()), path, node.line, Level::Menu);
            }
            Tree::Bool(given) if wants_text => {
                self.add(MenuRule::BooleanText(*given), path, node.line, Level::Menu);
            }
            Tree::Text(text) => self.text(node, text, path),
            Tree::Number(_) | Tree::Bool(_) => {}
        }
    }

    fn text(&mut self, node: &Node, text: &str, path: &str) {
        if let Some(escape) = literal_escape(text) {
            self.add(MenuRule::EscapedTwice(escape), path, node.line, Level::Menu);
        }
        if let Some(control) = text.chars().find(|char| char.is_control()) {
            self.add(MenuRule::ControlCharacter(control), path, node.line, Level::Menu);
        } else if let Some(written) = &node.escape {
            self.escapes.push((path.to_owned(), node.line, written.clone()));
        }
        let entities = ["&amp;", "&quot;", "&lt;", "&gt;", "&#39;", "&nbsp;"];
        if let Some(entity) = entities.into_iter().find(|entity| text.contains(entity)) {
            self.add(MenuRule::HtmlEntity(entity.to_owned()), path, node.line, Level::Menu);
        }
        // SoftBank's block of the private use area, which phones of 2010 used for emoji.
        if let Some(emoji) = text.chars().find(|char| ('\u{e001}'..='\u{e53e}').contains(char)) {
            self.add(MenuRule::SoftbankEmoji(emoji), path, node.line, Level::Menu);
        }
    }
}

/// Returns the first literal `\uXXXX` in a text.
fn literal_escape(text: &str) -> Option<String> {
    text.match_indices("\\u").find_map(|(start, _)| {
        let digits = text.get(start + 2..start + 6)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| format!("\\u{digits}"))
    })
}
