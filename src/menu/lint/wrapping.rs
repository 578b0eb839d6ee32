//! Checks whether the menu is displaced: serialised twice, wrapped once more, or without its `{"button": …}`. Such a
//! fault is the only finding, because all others would follow from it.

use super::Linter;
use crate::menu::rule::{Level, MenuRule};
use crate::menu::shape::{item_path, member_path};
use crate::source::{JsonType, Node, Source, Tree};

/// The number of texts within each other that are looked into.
const MAX_SERIALISATIONS: usize = 4;

impl Linter {
    /// Reports a displaced menu; returns whether it is one.
    pub(super) fn displaced(&mut self, root: &Node) -> bool {
        let Some((rule, path, line)) = displacement(root) else { return false };
        self.add(rule, &path, line, Level::Menu);
        true
    }
}

fn displacement(root: &Node) -> Option<(MenuRule, String, usize)> {
    let here = |rule| Some((rule, "$".to_owned(), root.line));
    match &root.tree {
        Tree::Text(text) => {
            let inner = serialised(text)?;
            let is_menu = matches!(inner.kind(), JsonType::Object | JsonType::List);
            here(MenuRule::SerialisedTwice).filter(|_| is_menu)
        }
        Tree::List(items) => match &items[..] {
            [menu] if is_menu(menu) => here(MenuRule::Wrapped(item_path("$", 0))),
            [first, ..] if is_button(first) => here(MenuRule::BareList),
            _ => None,
        },
        Tree::Object(members) => {
            if let Some(button) = root.get("button") {
                return serialised_buttons(button);
            }
            if is_button(root) && root.get("menu").is_none() {
                return here(MenuRule::BareButton);
            }
            members.iter().find_map(|member| {
                let path = member_path("$", &member.key);
                if let Tree::Text(text) = &member.value.tree {
                    let inner = serialised(text)?;
                    return is_menu(&inner).then_some((MenuRule::SerialisedTwice, path, member.line));
                }
                // `menu` is the response of `menu/get`, which has its own rule.
                let is_menu = is_menu(&member.value)
                    && !matches!(member.key.as_str(), "menu" | "selfmenu_info" | "conditionalmenu");
                is_menu.then(|| (MenuRule::Wrapped(path), "$".to_owned(), root.line))
            })
        }
        _ => None,
    }
}

/// Returns a list of buttons, or a button, that is a text.
fn serialised_buttons(list: &Node) -> Option<(MenuRule, String, usize)> {
    let is_serialised = |node: &Node| match &node.tree {
        Tree::Text(text) => serialised(text).is_some_and(|inner| inner.kind() != JsonType::Text),
        _ => false,
    };
    let path = "$.button";
    let found = |path: String, line| Some((MenuRule::SerialisedTwice, path, line));
    if is_serialised(list) {
        return found(path.to_owned(), list.line);
    }
    let Tree::List(buttons) = &list.tree else { return None };
    for (index, button) in buttons.iter().enumerate() {
        let path = item_path(path, index);
        if is_serialised(button) {
            return found(path, button.line);
        }
        let Some(list) = button.get("sub_button") else { continue };
        let path = member_path(&path, "sub_button");
        if is_serialised(list) {
            return found(path, list.line);
        }
        let Tree::List(sub_buttons) = &list.tree else { continue };
        if let Some(index) = sub_buttons.iter().position(is_serialised) {
            return found(item_path(&path, index), sub_buttons[index].line);
        }
    }
    None
}

/// Returns the object or list within a text, also if it is serialised several times.
fn serialised(text: &str) -> Option<Node> {
    let mut text = text.trim().to_owned();
    for _ in 0..MAX_SERIALISATIONS {
        if !text.starts_with(['{', '[', '"']) {
            return None;
        }
        let root = Source::parse(&text).ok()?.root;
        match root.tree {
            Tree::Text(inner) => inner.trim().clone_into(&mut text),
            Tree::Object(_) | Tree::List(_) => return Some(root),
            _ => return None,
        }
    }
    None
}

/// Returns whether an object has a list of buttons.
fn is_menu(node: &Node) -> bool {
    node.get("button").is_some_and(|list| list.kind() == JsonType::List)
}

/// Returns whether an object looks like a button.
fn is_button(node: &Node) -> bool {
    node.get("name").is_some() && (node.get("type").is_some() || node.get("sub_button").is_some())
}
