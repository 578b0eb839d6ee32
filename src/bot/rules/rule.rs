//! Reads rules.

use std::time::Duration;

use sha1::{Digest as _, Sha1};

use super::handler::Handler;
use super::keys;
use super::pattern::Pattern;
use super::problem::ExpectedType;
use super::reader::{Reader, flag, get, merged};
use super::{DIALOG_PREFIX, Rewait, Rule, RuleBook, SessionUpdate, WaitLimit};
use crate::sign::hex;
use crate::source::{Member, Node, Tree};

/// The maximum length of a name made from a pattern or a text, in characters.
const MAX_NAME_CHARS: usize = 40;
/// The maximum time limit of a wait, in seconds: that of a session.
const MAX_WAIT_SECONDS: f64 = 31_536_000.0;

impl Reader {
    /// Reads a group of rules as node-webot, wechat-mp and weixin-robot write it: one handler; a list of rules; an
    /// object with `handler`; or patterns with their handlers. `group` is the name of the group.
    pub(super) fn rules(&mut self, node: &Node, group: &str, book: &mut RuleBook) -> Vec<Rule> {
        match &node.tree {
            Tree::List(items) if items.iter().all(|item| item.text().is_some()) => {
                vec![self.always(node, group)]
            }
            Tree::List(items) => {
                let rules = items.iter().enumerate();
                rules.filter_map(|(at, item)| self.item(item, group, at, book)).collect()
            }
            Tree::Object(_) => {
                let members = merged(node);
                if keys::is_rule(&members) || keys::is_handler(&members) {
                    return vec![self.object(node, group, None, book)];
                }
                let rules = members.into_iter();
                rules.filter_map(|member| self.entry(member, group, book)).collect()
            }
            _ => vec![self.always(node, group)],
        }
    }

    /// Reads an entry of a list of rules: a rule, a text that is the reply to every message, or a pattern and its
    /// handler.
    fn item(&mut self, node: &Node, group: &str, at: usize, book: &mut RuleBook) -> Option<Rule> {
        match &node.tree {
            Tree::Null => None,
            Tree::Object(_) => {
                let members = merged(node);
                let is_one = keys::is_rule(&members) || keys::is_handler(&members);
                if !is_one && let [member] = members.as_slice() {
                    return self.entry(member, group, book);
                }
                let name = if group.is_empty() { None } else { Some(format!("{group} #{}", at + 1)) };
                Some(self.object(node, name.as_deref().unwrap_or_default(), None, book))
            }
            Tree::List(pair) => match pair.as_slice() {
                [pattern, handler] if pattern.text().is_some() => {
                    let member = Member {
                        key: pattern.text().unwrap_or_default(),
                        line: pattern.line,
                        column: pattern.column,
                        value: handler.clone(),
                    };
                    self.entry(&member, group, book)
                }
                _ => {
                    self.wrong_type("rules", node, ExpectedType::Pair);
                    None
                }
            },
            _ => Some(self.always(node, format!("{group} #{}", at + 1).trim_start())),
        }
    }

    /// Reads a pattern with its value: a handler, or a rule.
    pub(super) fn entry(&mut self, member: &Member, group: &str, book: &mut RuleBook) -> Option<Rule> {
        let named = if group.is_empty() {
            format!("{DIALOG_PREFIX}{}", name_of(&member.key))
        } else {
            format!("{group} › {}", name_of(&member.key))
        };
        let key = Node {
            line: member.line,
            column: member.column,
            tree: Tree::Text(member.key.clone()),
            escape: None,
        };
        let outer = self.rule.replace(named.clone());
        let rule = match &member.value.tree {
            Tree::Null => None,
            Tree::Object(_) if keys::is_rule(&merged(&member.value)) => {
                Some(self.object(&member.value, &named, Some(&key), book))
            }
            _ => Some(Rule {
                name: named,
                pattern: self.pattern(&key),
                written_pattern: member.key.clone(),
                handler: self.handler(&member.value, false),
                position: self.position(&key),
                ..Rule::default()
            }),
        };
        self.rule = outer;
        rule
    }

    /// Reads a rule for all messages.
    fn always(&mut self, node: &Node, name: &str) -> Rule {
        let handler = self.handler(node, false);
        let name =
            if name.is_empty() { node.text().map(|text| name_of(&text)) } else { Some(name.to_owned()) };
        Rule { name: name.unwrap_or_default(), handler, position: self.position(node), ..Rule::default() }
    }

    /// Reads a rule written as an object. Its name is its `name`, else `named`, else its pattern; its pattern is `key`
    /// unless it has one of its own.
    pub(super) fn object(
        &mut self,
        node: &Node,
        named: &str,
        key: Option<&Node>,
        book: &mut RuleBook,
    ) -> Rule {
        let members = merged(node);
        let given = get(&members, &["pattern"]);
        let own = get(&members, &["name"]).and_then(|name| self.non_empty_text("name", name));
        let of_pattern = || given.and_then(Node::text).map(|text| name_of(&text));
        let name = own
            .or_else(|| Some(named.to_owned()).filter(|name| !name.is_empty()))
            .or_else(of_pattern)
            .unwrap_or_else(|| unnamed(given, node));
        let outer = self.rule.replace(name.clone());
        let mut rule = Rule {
            name: name.clone(),
            pattern: given.or(key).map_or(Pattern::Always, |node| self.pattern(node)),
            written_pattern: given.or(key).map(written).unwrap_or_default(),
            position: self.position(node),
            ..Rule::default()
        };
        rule.handler = self.handler_of(node, &members, &mut rule, book);
        rule.description =
            get(&members, &["description"]).and_then(Node::text).filter(|text| !text.is_empty());
        rule.domain = get(&members, &["domain"]).and_then(|node| self.non_empty_text("domain", node));
        if let Some(wait) = get(&members, &["wait"]) {
            self.wait(wait, &mut rule, book);
        }
        rule.rewait = get(&members, &["rewait"]).and_then(|node| self.rewait(node));
        rule.resolve = get(&members, &["resolve"]).is_some_and(|node| self.flag("resolve", node));
        rule.session_updates =
            get(&members, &["session"]).map(|node| self.settings(node)).unwrap_or_default();
        if let Some(replies) = get(&members, &["replies"]) {
            rule.wait = Some(self.waiting(replies, &format!("_reply_{name}"), &name, book));
        }
        if let (Some(_), None, Some(wait)) = (&rule.wait_limit, &rule.wait, get(&members, &["wait"])) {
            self.wrong_type("wait", wait, ExpectedType::Wait);
        }
        if rule.handler.is_none() && rule.session_updates.is_empty() && !rule.resolve && rule.rewait.is_none()
        {
            let silent = !members.iter().any(|member| member.key == "handler");
            if silent && self.problems.is_empty() {
                self.report_no_action(node);
            }
        }
        self.rule = outer;
        rule
    }

    /// Reads the handler of a rule: its `handler`, its `list`, or the keys beside its pattern.
    fn handler_of(
        &mut self,
        node: &Node,
        members: &[&Member],
        rule: &mut Rule,
        book: &mut RuleBook,
    ) -> Option<Handler> {
        let handler = get(members, &["handler"]);
        let within = handler.map(merged).unwrap_or_default();
        let (list, around) = match (get(members, &["list"]), get(&within, &["list"])) {
            (Some(list), _) => (Some(list), members),
            (None, Some(list)) => (Some(list), within.as_slice()),
            (None, None) => (None, members),
        };
        if let Some(list) = list {
            let text = self.menu(list, around, rule, book);
            let own = handler.filter(|handler| get(&merged(handler), &["list"]).is_none());
            return own.and_then(|own| self.handler(own, false)).or(text);
        }
        if let Some(handler) = handler {
            for member in members {
                self.check_key_beside(member, members, &keys::RULE_KEYS);
            }
            return self.handler(handler, false);
        }
        let is_handler = |member: &&&Member| {
            keys::ACTION_KEYS.contains(&member.key.as_str())
                || (keys::REPLY_KEYS.contains(&member.key.as_str()) && member.key != "description")
        };
        if members.iter().any(|member| is_handler(&member)) {
            return self.handler(node, true);
        }
        for member in members {
            self.check_key_beside(member, members, &keys::RULE_KEYS);
        }
        None
    }

    /// Reads a menu and returns its text; its keys become rules that wait.
    fn menu(
        &mut self,
        node: &Node,
        around: &[&Member],
        rule: &mut Rule,
        book: &mut RuleBook,
    ) -> Option<Handler> {
        let list = self.list(node, around)?;
        let group = format!("_list_{}", rule.name);
        let mut rules = Vec::new();
        for (position, shape, handler) in list.rules {
            let Some(handler) = handler else { continue };
            let name = format!("{} › {}", rule.name, shape.name);
            let members = merged(&handler);
            let mut item = if keys::is_rule(&members) {
                self.object(&handler, &name, None, book)
            } else {
                Rule { name, handler: self.handler(&handler, false), ..Rule::default() }
            };
            item.of_list = true;
            item.pattern = shape.pattern;
            item.written_pattern = shape.written_pattern;
            item.position = position;
            rules.push(item);
        }
        rule.wait = Some(book.add_wait(&group, rules));
        Some(list.text)
    }

    /// Reads rules for the next message, and returns the name that they wait under.
    fn waiting(&mut self, node: &Node, name: &str, group: &str, book: &mut RuleBook) -> String {
        let rules = self.rules(node, group, book);
        book.add_wait(name, rules)
    }

    /// Reads the name of the rules that wait, or an object with a time limit: `{rule: NAME, within: SECONDS, late: …}`.
    fn wait(&mut self, node: &Node, rule: &mut Rule, book: &mut RuleBook) {
        if !matches!(node.tree, Tree::Object(_)) {
            rule.wait = self.non_empty_text("wait", node).or(rule.wait.take());
            return;
        }
        let members = merged(node);
        for member in &members {
            self.check_key(member, &["rule", "within", "late"]);
        }
        if let Some(name) = get(&members, &["rule"]) {
            rule.wait = self.non_empty_text("wait", name).or(rule.wait.take());
        }
        let seconds = get(&members, &["within"]);
        let within: Option<f64> = seconds.and_then(|node| node.text()?.trim().parse().ok());
        let Some(within) = within.filter(|within| *within > 0.0 && *within <= MAX_WAIT_SECONDS) else {
            self.wrong_type("within", seconds.unwrap_or(node), ExpectedType::WaitSeconds);
            return;
        };
        let within_ms = u64::try_from(Duration::from_secs_f64(within).as_millis()).unwrap_or(u64::MAX);
        let late = get(&members, &["late"]).map(|late| {
            let name = &rule.name;
            self.waiting(late, &format!("_late_{name}"), &format!("{name} › late"), book)
        });
        rule.wait_limit = Some(WaitLimit { within_ms, late });
    }

    fn rewait(&mut self, node: &Node) -> Option<Rewait> {
        match &node.tree {
            Tree::Object(_) => {
                let members = self.members("rewait", node);
                for member in &members {
                    self.check_key(member, &["limit", "then"]);
                }
                let limit = get(&members, &["limit"]).and_then(|node| self.limit(node));
                let then = get(&members, &["then"]).and_then(|node| self.handler(node, false)).map(Box::new);
                Some(Rewait { limit, then })
            }
            _ => match flag(node) {
                Some(true) => Some(Rewait { limit: None, then: None }),
                Some(false) => None,
                None => self.limit(node).map(|limit| Rewait { limit: Some(limit), then: None }),
            },
        }
    }

    fn limit(&mut self, node: &Node) -> Option<u64> {
        let limit = node.text().and_then(|text| text.trim().parse().ok());
        if limit.is_none() {
            self.wrong_type("rewait", node, ExpectedType::Rewait);
        }
        limit
    }

    /// Reads the updates of the session.
    fn settings(&mut self, node: &Node) -> Vec<(String, SessionUpdate)> {
        let members = self.members("session", node);
        members.into_iter().filter_map(|member| Some((member.key.clone(), self.setting(member)?))).collect()
    }

    fn setting(&mut self, member: &Member) -> Option<SessionUpdate> {
        self.session_value(&member.key, &member.value)
    }

    /// Reads a value of the session: a text with placeholders, `{random: [LEAST, MOST]}`, an object or a list.
    fn session_value(&mut self, key: &str, node: &Node) -> Option<SessionUpdate> {
        match &node.tree {
            Tree::Null => Some(SessionUpdate::Remove),
            Tree::List(items) => Some(SessionUpdate::List(
                items.iter().filter_map(|item| self.session_value(key, item)).collect(),
            )),
            Tree::Object(_) if !matches!(merged(node)[..], [only] if only.key == "random") => {
                let members = merged(node).into_iter();
                let value = |member: &Member| {
                    Some((member.key.clone(), self.session_value(&member.key, &member.value)?))
                };
                Some(SessionUpdate::Object(members.filter_map(value).collect()))
            }
            Tree::Object(_) => {
                let range = get(&merged(node), &["random"]).and_then(|range| match &range.tree {
                    Tree::List(ends) => {
                        let ends: Option<Vec<i64>> =
                            ends.iter().map(|end| end.text()?.trim().parse().ok()).collect();
                        ends.filter(|ends| ends.len() == 2 && ends[0] <= ends[1])
                    }
                    _ => None,
                });
                if let Some([min, max]) = range.as_deref() {
                    Some(SessionUpdate::Random(*min, *max))
                } else {
                    self.wrong_type("random", node, ExpectedType::Range);
                    None
                }
            }
            _ => self.template(key, node).map(SessionUpdate::Text),
        }
    }
}

impl RuleBook {
    /// Adds rules that wait under this name; appends a number if the name is taken. Returns the name.
    pub(super) fn add_wait(&mut self, name: &str, rules: Vec<Rule>) -> String {
        let mut free = name.to_owned();
        while self.wait_rules.contains_key(&free) {
            let number = self.wait_numbers.entry(name.to_owned()).or_insert(1);
            *number += 1;
            free = format!("{name} ({number})");
        }
        self.wait_rules.insert(free.clone(), rules);
        free
    }
}

/// Returns the name of a rule without one. It depends on the rule alone, not on the lines before it, because sessions
/// refer to it.
fn unnamed(pattern: Option<&Node>, rule: &Node) -> String {
    let source = pattern.unwrap_or(rule).to_json(&|_| true).to_string();
    let digest = hex(&Sha1::digest(source));
    format!("#{}", digest.get(..8).unwrap_or_default())
}

/// Returns a pattern as it is written, in one line.
fn written(pattern: &Node) -> String {
    pattern.text().unwrap_or_else(|| pattern.to_json(&|_| false).to_string())
}

/// Returns the first line of a pattern or a text as a name, cut to its maximum length.
fn name_of(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut chars = line.chars();
    let mut short: String = chars.by_ref().take(MAX_NAME_CHARS).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}
