//! Writes pushes and their replies as the steps of a scenario.

use serde_json::{Map, Value, json};

use crate::message::{Document, INVALID_REPLY, NO_REPLY, Verdict, catalogue};
use crate::recording::{kind_name, leaves};

/// The first line of a scenario of recorded steps.
pub(crate) const STEPS_HEADER: &str = "steps:\n";
/// The fields that a new message has of its own.
const OWN_FIELDS: [&str; 4] = ["MsgType", "Event", "MsgId", "InfoType"];

/// Returns a step that sends a push of this content and expects this reply; `None` if the push has no kind. Without a
/// reply the step is skipped for the reason.
pub(crate) fn step(document: &Document, reply: Result<&Verdict, &str>) -> Option<String> {
    lines(
        document,
        match reply {
            Ok(verdict) => ("expect", expectation(verdict)),
            Err(reason) => ("skip", json!(reason)),
        },
    )
}

/// Returns a step like [`step`] that expects only what two replies to the same push have in common.
pub(crate) fn loose_step(document: &Document, one: &Verdict, other: &Verdict) -> Option<String> {
    let mut expect = json!({});
    if one.reply_type != other.reply_type || !one.is_accepted() || !other.is_accepted() {
        expect["verdict"] = json!("any");
    }
    if one.reply_type == other.reply_type {
        if one.reply_type == NO_REPLY {
            expect["none"] = json!(true);
        } else {
            expect["type"] = json!(one.reply_type);
        }
    }
    lines(document, ("expect", expect))
}

fn lines(document: &Document, last: (&'static str, Value)) -> Option<String> {
    let mut lines = Vec::new();
    if let Some(user) = document.get("FromUserName") {
        lines.push(("user", literal(user)));
    }
    lines.push(("send", message(document)?));
    lines.push(last);
    // A value in one line of JSON is YAML.
    let lines = lines.iter().map(|(key, value)| format!("{key}: {value}"));
    Some(format!("- {}\n", lines.collect::<Vec<_>>().join("\n  ")))
}

/// Returns a text in which nothing is a variable.
fn literal(text: &str) -> Value {
    json!(text.replace("${", "$${"))
}

fn fields(document: &Document) -> Map<String, Value> {
    let own = |path: &String| OWN_FIELDS.contains(&path.as_str());
    leaves(document)
        .into_iter()
        .filter(|(path, _)| !own(path))
        .map(|(path, value)| (path, literal(&value)))
        .collect()
}

fn message(document: &Document) -> Option<Value> {
    let name = kind_name(document);
    if name.is_empty() {
        return None;
    }
    let fields = fields(document);
    if let ("text", 1, Some(content)) = (name.as_str(), fields.len(), fields.get("Content"))
        && content != ""
    {
        return Some(content.clone());
    }
    let work = format!("work.{name}");
    let is_work = document.get("AgentID").is_some() && catalogue::kind(&work).is_some();
    let is_known = catalogue::kind(&name).is_some() || catalogue::event(&name).is_some();
    let mut send = match (is_work, is_known) {
        (true, _) => json!({ "kind": work }),
        (false, true) => json!({ "kind": literal(&name) }),
        (false, false) => json!({ "kind": "event", "args": literal(&name) }),
    };
    if !fields.is_empty() {
        send["fields"] = Value::Object(fields);
        send["add"] = json!(true);
    }
    Some(send)
}

fn expectation(verdict: &Verdict) -> Value {
    let content = verdict.fields.get("Content").filter(|_| verdict.reply_type == "text");
    let mut expect = match (verdict.reply_type.as_str(), content) {
        (NO_REPLY, _) => json!({ "none": true }),
        (INVALID_REPLY, _) => json!({ "type": INVALID_REPLY }),
        (_, Some(content)) if verdict.is_accepted() => return literal(content),
        (_, Some(content)) => json!({ "text": literal(content) }),
        (other, None) => json!({ "type": other, "fields": fields(&verdict.fields) }),
    };
    if !verdict.is_accepted() {
        expect["verdict"] = json!("any");
    }
    expect
}
