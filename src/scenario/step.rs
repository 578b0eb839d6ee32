//! Reads the steps of a scenario.

use std::time::Duration;

use regex::Regex;
use serde_json::Value;

use super::keys;
use super::model::{Articles, CallbackMode, Capture, Expect, ExpectedCall, ExpectedVerdict, Message, Step};
use super::problem::{ExpectedShape, Position, Problem, ProblemKind};
use super::read::Reader;
use super::shapes::{
    check_keys, flag, format, mode, number, object, position, skip, text, time, words, wrong,
};
use super::variables::{Template, Variables};
use crate::closest::closest;
use crate::message::{Format, INVALID_REPLY, NO_REPLY, Path, reply_types};
use crate::source::{Node, Tree};

/// The maximum of `deliver`.
const MAX_DELIVERIES: u64 = 100;
/// The maximum number of messages that are sent at the same time.
const MAX_TOGETHER: usize = 100;
/// The default of the wait for a call on the mock.
const CALL_TIMEOUT: Duration = Duration::from_secs(5);

/// The names that a step may use.
pub(super) struct Scope<'a> {
    /// The variables, of which those that a reply sets are empty.
    pub variables: Variables,
    /// The users.
    pub users: &'a [(String, Template)],
    /// The mode of the scenario.
    pub mode: Option<CallbackMode>,
    /// The format of the scenario.
    pub format: Option<Format>,
    /// `true` if the file names a mock.
    pub has_mock: bool,
}

impl Reader<'_> {
    pub(super) fn step(
        &mut self,
        node: &Node,
        at: &Position,
        scope: &mut Scope<'_>,
        index: Option<usize>,
    ) -> Result<Step, Problem> {
        let name =
            node.get("name").map(|name| self.template(name, "name", at, &scope.variables)).transpose()?;
        let mut messages = Vec::new();
        match (node.get("send"), node.get("together")) {
            (Some(send), Some(_)) => {
                let kind = ProblemKind::Exclusive("send", "together");
                return Err(Problem { at: position(send, at), kind });
            }
            (Some(_), None) => messages.push(self.message(node, at, scope)?),
            (None, Some(together)) => {
                let items = together.items();
                if items.is_empty() || items.len() > MAX_TOGETHER {
                    return Err(wrong(together, "together", ExpectedShape::NonEmptyList, at));
                }
                for item in items {
                    check_keys(item, keys::MESSAGE, "together", at)?;
                    messages.push(self.message(item, at, scope)?);
                }
            }
            (None, None) => {
                if node.get("expectApi").is_none() && node.get("wait").is_none() {
                    return Err(Problem { at: position(node, at), kind: ProblemKind::Missing("send") });
                }
            }
        }
        // Only a message has a reply.
        if node.get("send").is_none() {
            for key in ["expect", "capture", "deliver", "user"] {
                if let Some(given) = node.get(key) {
                    return Err(Problem { at: position(given, at), kind: ProblemKind::Missing("send") });
                }
            }
        }
        let calls = self.calls(node, at, scope)?;
        let wait = time(node, "wait", at)?.unwrap_or_default();
        Ok(Step { at: position(node, at), name, skip: skip(node, at)?, wait, messages, calls, index })
    }

    fn message(&mut self, node: &Node, at: &Position, scope: &mut Scope<'_>) -> Result<Message, Problem> {
        let send = node
            .get("send")
            .ok_or_else(|| Problem { at: position(node, at), kind: ProblemKind::Missing("send") })?;
        let mut words = Vec::new();
        let mut fields = Vec::new();
        let (mut add, mut subscribed) = (false, None);
        match &send.tree {
            Tree::Text(_) | Tree::Number(_) | Tree::Bool(_) => {
                words = vec![Template::parse("text"), self.template(send, "send", at, &scope.variables)?];
            }
            Tree::List(items) if !items.is_empty() => {
                for item in items {
                    words.push(self.template(item, "send", at, &scope.variables)?);
                }
            }
            Tree::Object(_) => {
                check_keys(send, keys::SEND, "send", at)?;
                match send.get("kind") {
                    Some(kind) => words.push(self.template(kind, "kind", at, &scope.variables)?),
                    None => words.push(Template::parse("text")),
                }
                if let Some(args) = send.get("args") {
                    for (arg, place) in super::shapes::words(args, "args", at)? {
                        let template = Template::parse(&arg);
                        self.check(&template, &place, &scope.variables)?;
                        words.push(template);
                    }
                }
                if let Some(node) = send.get("fields") {
                    for member in object(node, "fields", at)? {
                        path(&member.key, member.line, member.column, at)?;
                        let value = self.template(&member.value, &member.key, at, &scope.variables)?;
                        fields.push((member.key.clone(), value));
                    }
                }
                add = flag(send, "add", at)?.unwrap_or(false);
                subscribed = flag(send, "subscribed", at)?;
            }
            _ => return Err(wrong(send, "send", ExpectedShape::Message, at)),
        }
        let is_text = words.len() == 1 && words[0] == Template::parse("text");
        if is_text && fields.iter().all(|(path, _)| path != "Content") {
            return Err(Problem { at: position(send, at), kind: ProblemKind::Missing("args") });
        }
        let user = node.get("user").map(|user| self.user(user, at, scope)).transpose()?;
        let deliveries = match node.get("deliver") {
            Some(given) => number(given, "deliver", (1, MAX_DELIVERIES), at)?,
            None => 1,
        };
        let expect = match node.get("expect") {
            Some(expect) => self.expect(expect, at, &scope.variables)?,
            None => Expect::default(),
        };
        Ok(Message {
            at: position(send, at),
            words,
            fields,
            add,
            user,
            subscribed,
            deliveries: usize::try_from(deliveries).unwrap_or(1),
            mode: mode(node, at)?.or(scope.mode),
            format: format(node, at)?.or(scope.format),
            expect,
            captures: self.captures(node, at, scope)?,
        })
    }

    fn user(&mut self, node: &Node, at: &Position, scope: &Scope<'_>) -> Result<Template, Problem> {
        let user = self.template(node, "user", at, &scope.variables)?;
        let name = text(node, "user", at)?;
        let is_declared = scope.users.iter().any(|(known, _)| *known == name);
        if scope.users.is_empty() || is_declared || user.names().next().is_some() {
            return Ok(user);
        }
        let known: Vec<&str> = scope.users.iter().map(|(name, _)| name.as_str()).collect();
        let closest = closest(&name, &known);
        Err(Problem { at: position(node, at), kind: ProblemKind::UnknownUser { name, closest } })
    }

    fn expect(&mut self, node: &Node, at: &Position, variables: &Variables) -> Result<Expect, Problem> {
        let mut expect = Expect { at: Some(position(node, at)), ..Expect::default() };
        if node.text().is_some() {
            expect.text = Some((self.template(node, "expect", at, variables)?, position(node, at)));
            return Ok(expect);
        }
        if !matches!(node.tree, Tree::Object(_)) {
            return Err(wrong(node, "expect", ExpectedShape::Expectation, at));
        }
        check_keys(node, keys::EXPECT, "expect", at)?;
        if let Some(given) = node.get("type") {
            let template = self.template(given, "type", at, variables)?;
            let name = text(given, "type", at)?;
            let is_known = reply_types().chain([NO_REPLY, INVALID_REPLY]).any(|known| known == name);
            if template.names().next().is_none() && !is_known {
                return Err(wrong(given, "type", ExpectedShape::ReplyType, at));
            }
            expect.reply_type = Some((template, position(given, at)));
        }
        if let Some(given) = node.get("text") {
            expect.text = Some((self.template(given, "text", at, variables)?, position(given, at)));
        }
        if let Some(given) = node.get("regex") {
            expect.regex = Some((self.pattern(given, "regex", at, variables)?, position(given, at)));
        }
        if let Some(given) = node.get("fields") {
            for member in object(given, "fields", at)? {
                let path = path(&member.key, member.line, member.column, at)?;
                let value = self.template(&member.value, &member.key, at, variables)?;
                expect.fields.push((path, value, position(&member.value, at)));
            }
        }
        if let Some(given) = node.get("articles") {
            expect.articles = Some((self.articles(given, at, variables)?, position(given, at)));
        }
        expect.none = flag(node, "none", at)?.unwrap_or(false);
        if let (true, Some(key)) = (
            expect.none,
            ["type", "text", "regex", "fields", "articles"].iter().find(|key| node.get(key).is_some()),
        ) {
            return Err(Problem { at: position(node, at), kind: ProblemKind::Exclusive("none", key) });
        }
        expect.within_ms =
            time(node, "within", at)?.map(|time| u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
        if let Some(given) = node.get("verdict") {
            let names = words(given, "verdict", at)?;
            let names: Vec<String> = names.into_iter().map(|(name, _)| name).collect();
            expect.verdict = match names.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["accepted"] => ExpectedVerdict::Accepted,
                ["rejected"] => ExpectedVerdict::Rejected,
                ["any"] => ExpectedVerdict::Any,
                _ => ExpectedVerdict::Rules(names),
            };
        }
        Ok(expect)
    }

    fn articles(&mut self, node: &Node, at: &Position, variables: &Variables) -> Result<Articles, Problem> {
        let Tree::List(items) = &node.tree else {
            let count = number(node, "articles", (1, 10), at)?;
            return Ok(Articles::Count(usize::try_from(count).unwrap_or(usize::MAX)));
        };
        let mut articles = Vec::new();
        for item in items {
            let mut fields = Vec::new();
            if item.text().is_some() {
                let title = self.template(item, "articles", at, variables)?;
                fields.push(("Title".to_owned(), title, position(item, at)));
            } else {
                for member in object(item, "articles", at)? {
                    let name = ["Title", "Description", "PicUrl", "Url"]
                        .into_iter()
                        .find(|known| known.eq_ignore_ascii_case(&member.key))
                        .unwrap_or(&member.key);
                    path(name, member.line, member.column, at)?;
                    let value = self.template(&member.value, &member.key, at, variables)?;
                    fields.push((name.to_owned(), value, position(&member.value, at)));
                }
            }
            articles.push(fields);
        }
        Ok(Articles::Each(articles))
    }

    /// Reads a pattern; one without variables is compiled as a check.
    fn pattern(
        &mut self,
        node: &Node,
        key: &str,
        at: &Position,
        variables: &Variables,
    ) -> Result<Template, Problem> {
        let template = self.template(node, key, at, variables)?;
        let mut sample = variables.clone();
        for name in template.names() {
            sample.set(name, String::new());
        }
        let pattern = template.fill_pattern(&sample).unwrap_or_default();
        Regex::new(&pattern).map_err(|error| Problem {
            at: position(node, at),
            kind: ProblemKind::InvalidRegex(error.to_string()),
        })?;
        Ok(template)
    }

    fn captures(
        &mut self,
        node: &Node,
        at: &Position,
        scope: &mut Scope<'_>,
    ) -> Result<Vec<Capture>, Problem> {
        let Some(given) = node.get("capture") else { return Ok(Vec::new()) };
        let mut captures = Vec::new();
        for member in object(given, "capture", at)? {
            let (mut field, mut regex) = (None, None);
            if member.value.text().is_some() {
                regex = Some(self.pattern(&member.value, &member.key, at, &scope.variables)?);
            } else {
                check_keys(&member.value, keys::CAPTURE, "capture", at)?;
                if let Some(given) = member.value.get("field") {
                    field = Some(path(&text(given, "field", at)?, given.line, given.column, at)?);
                }
                if let Some(given) = member.value.get("regex") {
                    regex = Some(self.pattern(given, "regex", at, &scope.variables)?);
                }
            }
            captures.push(Capture { name: member.key.clone(), field, regex });
        }
        for capture in &captures {
            if scope.variables.get(&capture.name).is_none() {
                scope.variables.set(&capture.name, String::new());
            }
        }
        Ok(captures)
    }

    fn calls(&mut self, node: &Node, at: &Position, scope: &Scope<'_>) -> Result<Vec<ExpectedCall>, Problem> {
        let Some(given) = node.get("expectApi") else { return Ok(Vec::new()) };
        if !scope.has_mock {
            return Err(Problem { at: position(given, at), kind: ProblemKind::NoMock });
        }
        let list: Vec<&Node> = match &given.tree {
            Tree::List(items) => items.iter().collect(),
            _ => vec![given],
        };
        let mut calls = Vec::new();
        for node in list {
            check_keys(node, keys::CALL, "expectApi", at)?;
            let path = node
                .get("path")
                .ok_or_else(|| Problem { at: position(node, at), kind: ProblemKind::Missing("path") })?;
            let count =
                node.get("count").map(|count| number(count, "count", (0, 1_000_000), at)).transpose()?;
            let body = node.get("body").map(|body| body.to_json(&|_| false));
            if let Some(body) = &body {
                self.check_value(body, &position(node, at), &scope.variables)?;
            }
            calls.push(ExpectedCall {
                at: position(node, at),
                path: self.template(path, "path", at, &scope.variables)?,
                count: count.map(|count| usize::try_from(count).unwrap_or(usize::MAX)),
                body,
                within: time(node, "within", at)?.unwrap_or(CALL_TIMEOUT),
            });
        }
        Ok(calls)
    }

    /// Checks the variables of all texts in a value.
    fn check_value(&mut self, value: &Value, at: &Position, variables: &Variables) -> Result<(), Problem> {
        match value {
            Value::String(text) => self.check(&Template::parse(text), at, variables),
            Value::Array(items) => items.iter().try_for_each(|item| self.check_value(item, at, variables)),
            Value::Object(members) => {
                members.values().try_for_each(|value| self.check_value(value, at, variables))
            }
            _ => Ok(()),
        }
    }
}

/// Parses the path of a field.
fn path(given: &str, line: usize, column: usize, at: &Position) -> Result<Path, Problem> {
    Path::parse(given).map_err(|_| Problem {
        at: Position { line, column, ..at.clone() },
        kind: ProblemKind::Wrong { key: given.to_owned(), expected: ExpectedShape::Path },
    })
}
