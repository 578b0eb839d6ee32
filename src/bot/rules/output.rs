//! Reads the output of programs and web services.

use serde_json::{Map, Value};

use super::handler::Handler;
use super::keys;
use super::problem::{Problem, ProblemKind};
use super::reader::{Reader, get, merged};
use crate::bot::reply::Reply;
use crate::bot::template::Template;
use crate::source::{Member, Node, Source, Tree};

/// The output of a program or a web service.
#[derive(Debug, Default)]
pub(crate) struct HandlerOutput {
    /// The reply; `None` leaves the message to the next rule.
    pub handler: Option<Handler>,
    /// The session fields to write; `null` removes one.
    pub session: Map<String, Value>,
    /// The name of the rules that wait for the user's next message.
    pub wait: Option<String>,
    /// `true` to wait again on the rules that were waited on.
    pub rewait: bool,
    /// `true` to end waiting.
    pub resolve: bool,
}

/// The keys of an object that holds more than a reply.
const ENVELOPE_KEYS: [&str; 6] = ["reply", "session", "wait", "rewait", "resolve", "code"];

/// Reads the output of a program or a web service: nothing, a text, or JSON. JSON may be a text, a list of texts of
/// which one is drawn, a list of articles, a reply as in a file of rules, or an object with `reply`, `session`, `wait`,
/// `rewait`, `resolve`, `code`.
pub(crate) fn parse_output(text: &str) -> Result<HandlerOutput, Box<Problem>> {
    let trimmed = text.trim_start_matches('\u{feff}').trim();
    if !trimmed.starts_with(['{', '[', '"']) && !matches!(trimmed, "null" | "false") {
        let plain = text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
        let handler = (!trimmed.is_empty()).then(|| Handler::Reply(Reply::Text(Template::literal(plain))));
        return Ok(HandlerOutput { handler, ..HandlerOutput::default() });
    }
    // Output that starts like JSON but is not valid JSON is a text.
    let Ok(value) = serde_json::from_str::<Value>(trimmed) else {
        let handler = Some(Handler::Reply(Reply::Text(Template::literal(trimmed))));
        return Ok(HandlerOutput { handler, ..HandlerOutput::default() });
    };
    let mut reader = Reader { templates: false, ..Reader::default() };
    let syntax = |error| Problem {
        position: super::FilePosition::default(),
        rule: None,
        kind: ProblemKind::Syntax(Box::new(error)),
    };
    let root = match trimmed {
        "null" | "false" => return Ok(HandlerOutput::default()),
        quoted if quoted.starts_with('"') => {
            let text = value.as_str().unwrap_or_default();
            let handler = (!text.is_empty()).then(|| Handler::Reply(Reply::Text(Template::literal(text))));
            return Ok(HandlerOutput { handler, ..HandlerOutput::default() });
        }
        trimmed => Source::parse(trimmed).map_err(|error| Box::new(syntax(error)))?.root,
    };
    let mut output = HandlerOutput::default();
    let members = merged(&root);
    if members.iter().any(|member| ENVELOPE_KEYS.contains(&member.key.as_str())) {
        for member in &members {
            if !keys::REPLY_KEYS.contains(&member.key.as_str()) {
                reader.check_key(member, &ENVELOPE_KEYS);
            }
        }
        if let Some(Value::Object(session)) = value.get("session") {
            output.session.clone_from(session);
        }
        output.wait = get(&members, &["wait"]).and_then(|node| reader.non_empty_text("wait", node));
        output.rewait = get(&members, &["rewait"]).is_some_and(|node| reader.flag("rewait", node));
        output.resolve = get(&members, &["resolve"]).is_some_and(|node| reader.flag("resolve", node));
        output.handler = match (get(&members, &["reply"]), get(&members, &["code"])) {
            (Some(reply), _) => reader.output_reply(reply),
            (None, Some(code)) => code.text().map(Handler::Code),
            (None, None) if get(&members, &["noReply"]).is_some_and(|node| reader.flag("noReply", node)) => {
                Some(Handler::Reply(Reply::Nothing))
            }
            (None, None) => {
                let beside = |member: &&&Member| !ENVELOPE_KEYS.contains(&member.key.as_str());
                let rest: Vec<Member> =
                    members.iter().filter(beside).map(|member| (*member).clone()).collect();
                let reply = Node { tree: Tree::Object(rest), ..root.clone() };
                if merged(&reply).is_empty() { None } else { reader.output_reply(&reply) }
            }
        };
    } else {
        output.handler = reader.output_reply(&root);
    }
    match reader.problems.into_iter().next() {
        Some(problem) => Err(Box::new(problem)),
        None => Ok(output),
    }
}

impl Reader {
    /// Reads a reply of a program; the objects in a list are articles.
    fn output_reply(&mut self, node: &Node) -> Option<Handler> {
        if let Tree::List(items) = &node.tree
            && items.iter().any(|item| matches!(item.tree, Tree::Object(_)))
        {
            return self
                .articles(node, Some(node), &[])
                .map(|articles| Handler::Reply(Reply::News(articles)));
        }
        self.handler(node, false)
    }
}
