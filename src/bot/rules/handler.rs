//! What a rule does.

use std::time::Duration;

use url::Url;

use super::keys;
use super::problem::{Wanted, What};
use super::value::{Reader, get, merged};
use super::{LONGEST_TIMEOUT, TIMEOUT};
use crate::bot::reply::Reply;
use crate::bot::template::Template;
use crate::source::{Member, Node, Tree};

/// What a rule does with a message.
#[derive(Debug, Clone)]
pub enum Handler {
    /// It answers this.
    Reply(Reply<Template>),
    /// It does one of these, drawn at random.
    OneOf(Vec<Handler>),
    /// It asks a program.
    Exec(Program),
    /// It asks a web server.
    Http(Web),
    /// It does what another rule does.
    Rule {
        /// That rule's name.
        name: String,
        /// Captures for it.
        param: Vec<(String, Template)>,
    },
    /// It answers what stands under this code.
    Code(String),
}

/// A program that is given the message as JSON on standard input and answers on standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The program and its arguments.
    pub command: Vec<String>,
    /// How long it may take.
    pub timeout: Duration,
    /// The folder that it runs in: that of the file of rules.
    pub folder: std::path::PathBuf,
}

/// A web server that is given the message as JSON and answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Web {
    /// Where it is.
    pub url: Url,
    /// How long it may take.
    pub timeout: Duration,
}

impl Reader {
    /// A handler; none where it is empty, which leaves the message to the next rule. In a rule of its own, the keys of
    /// a rule may stand beside those of the handler.
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
                    self.wrong(node, What::NotData);
                    return None;
                }
                self.length(node, &text);
                Some(Handler::Reply(Reply::Text(self.template_of(&text))))
            }
        }
    }

    fn handler_object(&mut self, node: &Node, in_rule: bool) -> Option<Handler> {
        let members = merged(node);
        let extra: &[&str] = if in_rule { &keys::RULE } else { &[] };
        let action = members.iter().find(|member| keys::ACTION.contains(&member.key.as_str()));
        if !self.templates {
            // What answers from outside says what is replied; it starts no program and calls no rule, for some programs
            // say what strangers said to them.
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
                self.known(member, &keys::ACTION);
            }
        }
        if let Some(command) = get(&members, &["exec"]) {
            return self.program(command, &members).map(Handler::Exec);
        }
        if let Some(url) = get(&members, &["http"]) {
            return self.web(url, &members).map(Handler::Http);
        }
        if let Some(name) = get(&members, &["rule"]) {
            let name = self.name("rule", name)?;
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

    fn program(&mut self, node: &Node, members: &[&Member]) -> Option<Program> {
        let words: Option<Vec<String>> = match &node.tree {
            Tree::List(items) => items.iter().map(Node::text).collect(),
            _ => None,
        };
        let command = words.filter(|words| words.first().is_some_and(|program| !program.trim().is_empty()));
        let Some(command) = command else {
            self.shape("exec", node, Wanted::Command);
            return None;
        };
        let folder = self.file.parent().map(std::path::Path::to_owned).unwrap_or_default();
        Some(Program { command, timeout: self.timeout(members), folder })
    }

    fn web(&mut self, node: &Node, members: &[&Member]) -> Option<Web> {
        let url = node.text().and_then(|url| Url::parse(url.trim()).ok());
        let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) else {
            self.shape("http", node, Wanted::Url);
            return None;
        };
        Some(Web { url, timeout: self.timeout(members) })
    }

    fn timeout(&mut self, members: &[&Member]) -> Duration {
        let Some(node) = get(members, &["timeout"]) else { return TIMEOUT };
        let seconds: Option<f64> = node.text().and_then(|text| text.trim().parse().ok());
        let limit = seconds.filter(|seconds| *seconds > 0.0 && *seconds <= LONGEST_TIMEOUT.as_secs_f64());
        if let Some(seconds) = limit {
            Duration::from_secs_f64(seconds)
        } else {
            self.shape("timeout", node, Wanted::Seconds);
            TIMEOUT
        }
    }

    /// A code such as 404.
    pub(super) fn code(&mut self, key: &str, node: &Node) -> Option<String> {
        let is_code = |code: &String| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
        let code = node.text().map(|code| code.trim().to_owned()).filter(is_code);
        if code.is_none() {
            self.shape(key, node, Wanted::Code);
        }
        code
    }

    /// Tells a rule that does nothing at all.
    pub(super) fn idle(&mut self, node: &Node) {
        self.wrong(node, What::Idle);
    }
}

/// Whether a text is a function of JavaScript, as handlers of node-webot are, and nothing to say to a user.
fn is_function(text: &str) -> bool {
    let text = text.trim();
    let head: String = text.chars().take(80).filter(|char| !char.is_whitespace()).collect();
    text.ends_with('}')
        && (head.starts_with("function") && head.contains('(')
            || head.starts_with('(') && head.contains(")=>{"))
}
