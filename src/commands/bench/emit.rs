//! Programs for load tests on many machines: a locustfile, or a script for k6. They sign each message themselves; the
//! Token comes from the environment and is never written into the program.

use std::time::Duration;

use serde_json::{Value, json};
use url::Url;

use super::Tool;
use crate::commands::args::ModeArg;
use crate::error::{Error, Usage};
use crate::message::{Format, Push};
use crate::printer::Outcome;
use crate::probe::Pace;

const LOCUST: &str = include_str!("locustfile.py");
const K6: &str = include_str!("k6.js");
/// The values that a program replaces in each message.
const USER: &str = "@user@";
const TIME: &str = "1700000000";
const MSG_ID: &str = "@msgid@";

/// The load that a program makes.
pub(super) struct Plan<'a> {
    pub(super) url: &'a Url,
    pub(super) pace: Pace,
    pub(super) duration: Duration,
    pub(super) users: &'a [String],
    pub(super) mode: ModeArg,
}

/// Returns the program for a tool.
pub(super) fn program(
    tool: Tool,
    plan: &Plan<'_>,
    templates: &[Push],
    format: Format,
) -> Result<Outcome, Error> {
    if plan.mode != ModeArg::Plain {
        return Err(Usage::ConflictingFlags("--emit", "--mode").into());
    }
    let bodies: Vec<String> = templates.iter().map(|push| template(push, format)).collect();
    let (rate, concurrency) = match plan.pace {
        Pace::Rate(rate) => (json!(rate), Value::Null),
        Pace::Concurrency(count) => (Value::Null, json!(count)),
    };
    let values = json!({
        "url": plan.url.as_str(),
        "rate": rate,
        "concurrency": concurrency,
        "seconds": plan.duration.as_secs().max(1),
        "users": plan.users.len(),
        "content_type": if format == Format::Json { "application/json" } else { "text/xml" },
        "messages": bodies,
    });
    let (text, literal) = match tool {
        // The JSON is the text of a raw string, in which only its quotes would end it.
        Tool::Locust => (LOCUST, values.to_string().replace('\\', "\\\\").replace("'''", "\\'\\'\\'")),
        Tool::K6 => (K6, serde_json::to_string_pretty(&values).unwrap_or_default()),
    };
    Ok(Outcome::text(text.replace("@PLAN@", &literal)))
}

/// Returns a message with places for the values that differ.
fn template(push: &Push, format: Format) -> String {
    let mut push = push.clone();
    for element in &mut push.document.0 {
        let value = match &*element.name {
            "FromUserName" => USER,
            "MsgId" => MSG_ID,
            "CreateTime" => TIME,
            _ => continue,
        };
        element.content = match &element.content {
            crate::message::Content::Number(_) if value == TIME => {
                crate::message::Content::Number(value.to_owned())
            }
            crate::message::Content::Number(_) => crate::message::Content::Number(value.to_owned()),
            _ => crate::message::Content::Text(value.to_owned()),
        };
    }
    String::from_utf8_lossy(&push.body(format)).into_owned()
}
