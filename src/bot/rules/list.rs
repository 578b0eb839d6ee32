//! Reads menus inside a conversation, as `List` of the package `wechat` defines them: `回复{a}查看我的性别`.

use super::handler::Handler;
use super::pattern::{Pattern, TextPattern};
use super::problem::{ExpectedType, ProblemKind};
use super::reader::{Reader, get, merged};
use super::{FilePosition, Rule};
use crate::bot::reply::Reply;
use crate::source::{Member, Node, Tree};

/// A menu: its text, and a rule for each of its keys.
pub(super) struct ListMenu {
    pub(super) text: Handler,
    pub(super) rules: Vec<(FilePosition, Rule, Option<Node>)>,
}

impl Reader {
    /// Reads the menu of a rule: its `list` with `head`, `delimiter` and `foot`. Each line is a text containing `{key}`
    /// and a handler, written as a pair or as a key and its value.
    pub(super) fn list(&mut self, node: &Node, members: &[&Member]) -> Option<ListMenu> {
        let lines: Vec<(&Node, &Node, String)> = if let Tree::List(items) = &node.tree {
            items.iter().filter_map(|item| self.line(item)).collect()
        } else {
            self.wrong_type("list", node, ExpectedType::List);
            return None;
        };
        let mut shown_lines = Vec::new();
        let mut rules = Vec::new();
        for (at, handler, line) in lines {
            let Some((text, key)) = keyed(&line) else {
                self.report(at, ProblemKind::MissingListKey);
                continue;
            };
            shown_lines.push(text);
            let rule = Rule {
                name: key.clone(),
                written_pattern: format!("={key}"),
                pattern: Pattern::Text(TextPattern::Exact(key)),
                position: self.position(at),
                ..Rule::default()
            };
            rules.push((self.position(at), rule, Some(handler.clone())));
        }
        let mut around = |key: &'static str| get(members, &[key]).and_then(|node| self.text(key, node));
        let (head, delimiter, foot) = (around("head"), around("delimiter"), around("foot"));
        let between = delimiter.map_or_else(|| "\n".to_owned(), |delimiter| format!("\n{delimiter}\n"));
        let text: Vec<String> = head.into_iter().chain([shown_lines.join(&between)]).chain(foot).collect();
        let text = text.join("\n");
        self.check_length(node, &text);
        Some(ListMenu { text: Handler::Reply(Reply::Text(self.template_of(&text))), rules })
    }

    fn line<'n>(&mut self, item: &'n Node) -> Option<(&'n Node, &'n Node, String)> {
        if let Tree::List(pair) = &item.tree
            && let [text, handler] = pair.as_slice()
        {
            return Some((text, handler, self.text("list", text)?));
        }
        if let [member] = merged(item).as_slice() {
            return Some((item, &member.value, member.key.clone()));
        }
        self.wrong_type("list", item, ExpectedType::Pair);
        None
    }
}

/// Returns a line as users see it, and its key.
fn keyed(line: &str) -> Option<(String, String)> {
    let (before, rest) = line.split_once('{')?;
    let (key, after) = rest.split_once('}')?;
    (!key.is_empty()).then(|| (format!("{before}{key}{after}"), key.to_owned()))
}
