//! Writes pushes and their replies as the steps of a scenario.

use serde_json::{Map, Value, json};

use crate::message::{Document, Format, INVALID_REPLY, NO_REPLY, Path, Verdict, catalogue};
use crate::recording::{kind_name, leaves};

/// The first line of a scenario of recorded steps.
pub(crate) const STEPS_HEADER: &str = "steps:\n";
/// The fields that a new message has of its own.
const OWN_FIELDS: [&str; 8] =
    ["MsgType", "Event", "MsgId", "InfoType", "msgtype", "msgid", "response_url", "event.eventtype"];

/// Returns a step that sends a push of this content in this format and expects this reply; `None` if the push has no
/// kind. Without a reply the step is skipped for the reason.
pub(crate) fn step(document: &Document, format: Format, reply: Result<&Verdict, &str>) -> Option<String> {
    lines(
        document,
        format,
        match reply {
            Ok(verdict) => ("expect", expectation(verdict)),
            Err(reason) => ("skip", json!(reason)),
        },
    )
}

/// Returns a step like [`step`] that expects only what two replies to the same push have in common.
pub(crate) fn loose_step(
    document: &Document,
    format: Format,
    one: &Verdict,
    other: &Verdict,
) -> Option<String> {
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
    lines(document, format, ("expect", expect))
}

fn lines(document: &Document, format: Format, last: (&'static str, Value)) -> Option<String> {
    let mut lines = Vec::new();
    if let Some(user) = document.get("FromUserName") {
        lines.push(("user", literal(user)));
    }
    lines.push(("send", message(document)?));
    // Pushes to intelligent bots are always JSON.
    if format == Format::Json && !is_to_bot(document) {
        lines.push(("format", json!("json")));
    }
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

fn is_to_bot(document: &Document) -> bool {
    document.find("aibotid").is_some()
}

/// Returns the kind of a push to an intelligent bot.
fn bot_kind(document: &Document) -> Option<String> {
    let event = Path::parse("event.eventtype").ok().and_then(|path| document.at(&path));
    let kind = format!("aibot.{}", event.or_else(|| document.get("msgtype"))?);
    catalogue::kind(&kind).map(|_| kind)
}

fn message(document: &Document) -> Option<Value> {
    if is_to_bot(document) {
        let kind = bot_kind(document)?;
        return Some(json!({ "kind": kind, "fields": fields(document), "add": true }));
    }
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

/// Returns the expectations that a reply meets.
pub(super) fn expectation(verdict: &Verdict) -> Value {
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
