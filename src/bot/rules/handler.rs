//! Handlers of rules, and their syntax.

use std::time::Duration;

use url::Url;

use super::keys;
use super::problem::{ExpectedType, ProblemKind};
use super::reader::{Reader, get, merged};
use super::{DEFAULT_HANDLER_TIMEOUT, MAX_HANDLER_TIMEOUT};
use crate::bot::reply::Reply;
use crate::bot::template::Template;
use crate::source::{Member, Node, Tree};

/// The action of a rule.
#[derive(Debug, Clone)]
pub(crate) enum Handler {
    /// Sends this reply.
    Reply(Reply<Template>),
    /// Runs one of these, drawn at random.
    OneOf(Vec<Handler>),
    /// Runs a program.
    Exec(ProgramHandler),
    /// Calls a web service.
    Http(WebHandler),
    /// Runs another rule.
    Rule {
        /// The name of the other rule.
        name: String,
        /// Captures passed to it.
        param: Vec<(String, Template)>,
    },
    /// Sends the reply of this code.
    Code(String),
}

/// A program that receives the message as JSON on standard input and writes its reply to standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProgramHandler {
    /// The program and its arguments.
    pub command: Vec<String>,
    /// The time limit.
    pub timeout: Duration,
    /// The working directory: the folder of the file of rules.
    pub folder: std::path::PathBuf,
    /// The variables with a secret of webot's that the program gets, too.
    pub env: Vec<String>,
}

/// A web service that receives the message as JSON and responds with the reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WebHandler {
    /// The URL.
    pub url: Url,
    /// The time limit.
    pub timeout: Duration,
}

impl Reader {
    /// Reads a handler; returns `None` if it is empty, which leaves the message to the next rule. With `in_rule`, the
    /// keys of a rule are allowed beside those of the handler.
    pub(super) fn handler(&mut self, node: &Node, in_rule: bool) -> Option<Handler> {
        match &node.tree {
            Tree::Null | Tree::Bool(false) => None,
            Tree::List(items) => {
                let all: Vec<Handler> = items.iter().filter_map(|item| self.handler(item, false)).collect();
                (!all.is_empty()).then_some(Handler::OneOf(all))
            }
            Tree::Object(_) => self.handler_object(node, in_rule),
            Tree::Text(_) | Tree::Number(_) | Tree::Bool(true) => {
                let text = node.text().filter(|text| !text.is_empty())?;
                if self.templates && is_function(&text) {
                    self.report(node, ProblemKind::NotData);
                    return None;
                }
                self.check_length(node, &text);
                Some(Handler::Reply(Reply::Text(self.template_of(&text))))
            }
        }
    }

    fn handler_object(&mut self, node: &Node, in_rule: bool) -> Option<Handler> {
        let members = merged(node);
        let extra: &[&str] = if in_rule { &keys::RULE_KEYS } else { &[] };
        let action = members.iter().find(|member| keys::ACTION_KEYS.contains(&member.key.as_str()));
        if !self.templates {
            // The output of a program or web service is a reply only: it starts no program and calls no rule, because
            // some programs repeat text from strangers.
            let silent = get(&members, &["noReply"]).is_some_and(|flag| self.flag("noReply", flag));
            if silent {
                return Some(Handler::Reply(Reply::Nothing));
            }
            return self.reply(node, &members, &[]).map(Handler::Reply);
        }
        if action.is_none() {
            return self.reply(node, &members, extra).map(Handler::Reply);
        }
        for member in &members {
            if !extra.contains(&member.key.as_str()) {
                self.check_key(member, &keys::ACTION_KEYS);
            }
        }
        if let Some(command) = get(&members, &["exec"]) {
            return self.program(command, &members).map(Handler::Exec);
        }
        if let Some(url) = get(&members, &["http"]) {
            return self.web(url, &members).map(Handler::Http);
        }
        if let Some(name) = get(&members, &["rule"]) {
            let name = self.non_empty_text("rule", name)?;
            return Some(Handler::Rule { name, param: self.param(&members) });
        }
        if let Some(code) = get(&members, &["code"]) {
            return self.code("code", code).map(Handler::Code);
        }
        let silent = get(&members, &["noReply"]).is_some_and(|flag| self.flag("noReply", flag));
        silent.then_some(Handler::Reply(Reply::Nothing))
    }

    fn param(&mut self, members: &[&Member]) -> Vec<(String, Template)> {
        let Some(param) = get(members, &["param"]) else { return Vec::new() };
        let given = self.members("param", param);
        given
            .into_iter()
            .filter_map(|member| Some((member.key.clone(), self.template(&member.key, &member.value)?)))
            .collect()
    }

    fn program(&mut self, node: &Node, members: &[&Member]) -> Option<ProgramHandler> {
        let words: Option<Vec<String>> = match &node.tree {
            Tree::List(items) => items.iter().map(Node::text).collect(),
            _ => None,
        };
        let command = words.filter(|words| words.first().is_some_and(|program| !program.trim().is_empty()));
        let Some(command) = command else {
            self.wrong_type("exec", node, ExpectedType::Command);
            return None;
        };
        let folder = self.file.parent().map(std::path::Path::to_owned).unwrap_or_default();
        Some(ProgramHandler { command, timeout: self.timeout(members), folder, env: self.env(members) })
    }

    /// Reads the names of variables: one, or a list.
    fn env(&mut self, members: &[&Member]) -> Vec<String> {
        let Some(node) = get(members, &["env"]) else { return Vec::new() };
        let items = match &node.tree {
            Tree::List(items) => items.iter().collect(),
            _ => vec![node],
        };
        items.into_iter().filter_map(|item| self.non_empty_text("env", item)).collect()
    }

    fn web(&mut self, node: &Node, members: &[&Member]) -> Option<WebHandler> {
        let url = node.text().and_then(|url| Url::parse(url.trim()).ok());
        let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) else {
            self.wrong_type("http", node, ExpectedType::Url);
            return None;
        };
        Some(WebHandler { url, timeout: self.timeout(members) })
    }

    fn timeout(&mut self, members: &[&Member]) -> Duration {
        let Some(node) = get(members, &["timeout"]) else { return DEFAULT_HANDLER_TIMEOUT };
        let seconds: Option<f64> = node.text().and_then(|text| text.trim().parse().ok());
        let limit = seconds.filter(|seconds| *seconds > 0.0 && *seconds <= MAX_HANDLER_TIMEOUT.as_secs_f64());
        if let Some(seconds) = limit {
            Duration::from_secs_f64(seconds)
        } else {
            self.wrong_type("timeout", node, ExpectedType::Seconds);
            DEFAULT_HANDLER_TIMEOUT
        }
    }

    /// Reads a code such as 404.
    pub(super) fn code(&mut self, key: &str, node: &Node) -> Option<String> {
        let is_code = |code: &String| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
        let code = node.text().map(|code| code.trim().to_owned()).filter(is_code);
        if code.is_none() {
            self.wrong_type(key, node, ExpectedType::Code);
        }
        code
    }

    /// Reports a rule without any action.
    pub(super) fn report_no_action(&mut self, node: &Node) {
        self.report(node, ProblemKind::NoAction);
    }
}

/// Returns whether a text is a JavaScript function, like the handlers of node-webot, rather than a reply.
fn is_function(text: &str) -> bool {
    let text = text.trim();
    let head: String = text.chars().take(80).filter(|char| !char.is_whitespace()).collect();
    text.ends_with('}')
        && (head.starts_with("function") && head.contains('(')
            || head.starts_with('(') && head.contains(")=>{"))
}
