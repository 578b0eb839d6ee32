//! Menus of a conversation, as `wechat`'s `List` has them: `回复{a}查看我的性别`.

use super::handler::Handler;
use super::pattern::{Pattern, TextPattern};
use super::problem::{Wanted, What};
use super::value::{Reader, get, merged};
use super::{Place, Rule};
use crate::bot::reply::Reply;
use crate::source::{Member, Node, Tree};

/// A menu: what it says, and a rule for each of its keys.
pub(super) struct List {
    pub(super) text: Handler,
    pub(super) rules: Vec<(Place, Rule, Option<Node>)>,
}

impl Reader {
    /// The menu of a rule: its `list` with `head`, `delimiter` and `foot`. Each line is a text with `{key}` in it and a
    /// handler, as a pair or as a key and its value.
    pub(super) fn list(&mut self, node: &Node, members: &[&Member]) -> Option<List> {
        let lines: Vec<(&Node, &Node, String)> = if let Tree::List(items) = &node.tree {
            items.iter().filter_map(|item| self.line(item)).collect()
        } else {
            self.shape("list", node, Wanted::List);
            return None;
        };
        let mut said = Vec::new();
        let mut rules = Vec::new();
        for (at, handler, line) in lines {
            let Some((text, key)) = keyed(&line) else {
                self.wrong(at, What::NoListKey);
                continue;
            };
            said.push(text);
            let rule = Rule {
                name: key.clone(),
                pattern: Pattern::Text(TextPattern::Exact(key)),
                stay: true,
                place: self.place(at),
                ..Rule::default()
            };
            rules.push((self.place(at), rule, Some(handler.clone())));
        }
        let mut around = |key: &'static str| get(members, &[key]).and_then(|node| self.text(key, node));
        let (head, delimiter, foot) = (around("head"), around("delimiter"), around("foot"));
        let between = delimiter.map_or_else(|| "\n".to_owned(), |delimiter| format!("\n{delimiter}\n"));
        let text: Vec<String> = head.into_iter().chain([said.join(&between)]).chain(foot).collect();
        let text = text.join("\n");
        self.length(node, &text);
        Some(List { text: Handler::Reply(Reply::Text(self.template_of(&text))), rules })
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
        self.shape("list", item, Wanted::Pair);
        None
    }
}

/// A line as users see it, and its key.
fn keyed(line: &str) -> Option<(String, String)> {
    let (before, rest) = line.split_once('{')?;
    let (key, after) = rest.split_once('}')?;
    (!key.is_empty()).then(|| (format!("{before}{key}{after}"), key.to_owned()))
}
