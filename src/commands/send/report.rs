//! What came back, for people and for scripts.

use colored::Colorize;
use serde_json::{Value, json};

use super::{Sender, one_line};
use crate::context::Context;
use crate::lang::Severity;
use crate::message::{Content, Element, INVALID, NONE, Platform, Push, Rule, Verdict, json as message_json};
use crate::printer::{Outcome, ReportedFinding, findings_json};
use crate::probe::{Exchange, Judged};
use crate::text::{self, words};

/// How much of a body that is no reply is shown, in characters.
const EXCERPT: usize = 2000;

/// Puts the verdict on a push into words.
pub(super) fn outcome(push: &Push, sender: &Sender<'_>, exchanges: &[Exchange], judged: &Judged) -> Outcome {
    let verdict = &judged.verdict;
    let findings: Vec<ReportedFinding> =
        verdict.findings.iter().map(|rule| noted(rule, push.platform, sender)).collect();
    let strict = sender.args.checks.strict;
    let failed = findings.iter().any(|noted| strict || noted.severity == Severity::Error);
    let printer = &sender.cx.printer;
    for exchange in exchanges {
        printer.status(&arrival(exchange, verdict, exchanges.len()));
    }
    let status = if findings.is_empty() { words().accepted.to_owned() } else { String::new() };
    let counted = exchanges.get(judged.number);
    if let Some(Ok(response)) = counted.map(|exchange| &exchange.result) {
        printer.detail(&response.head.summary());
        // What is no reply stands on stdout as it is.
        if verdict.reply_type != INVALID {
            printer.detail(verdict.raw.trim_end());
        }
    }
    if let Some(decrypted) = &verdict.decrypted {
        printer.detail(&format!("{}:\n{}", words().decrypted, decrypted.trim_end()));
    }
    let fields = verdict.json.clone().unwrap_or_else(|| message_json::to_json(&verdict.fields.0));
    let json = json!({
        "kind": push.kind,
        "url": if sender.cx.show_secrets { sender.url.to_string() } else { sender.address() },
        "msg_id": push.msg_id(),
        "request": counted.map(|exchange| exchange.request.body_text()),
        "deliveries": exchanges.iter().map(delivery_json).collect::<Vec<_>>(),
        "reply": { "type": verdict.reply_type, "fields": fields },
        "raw": verdict.raw,
        "findings": findings_json(&findings),
    });
    Outcome::json(json).report(reply(verdict, sender.cx)).findings(findings).failed(failed).status(status)
}

fn delivery_json(exchange: &Exchange) -> Value {
    match &exchange.result {
        Ok(response) => json!({ "status": response.answer.status, "elapsed_ms": response.answer.elapsed_ms }),
        Err(failure) => {
            json!({ "status": null, "elapsed_ms": exchange.elapsed_ms(), "error": failure.name() })
        }
    }
}

/// The line with `←`.
fn arrival(exchange: &Exchange, verdict: &Verdict, of: usize) -> String {
    let elapsed = exchange.elapsed_ms();
    let what = match &exchange.result {
        Err(failure) => format!("{} ({})", words().unanswered, failure.name()),
        Ok(response) if of > 1 || response.answer.status != 200 => format!("HTTP {}", response.answer.status),
        Ok(_) => match verdict.reply_type.as_str() {
            NONE => words().no_reply.to_owned(),
            INVALID => words().invalid_reply.to_owned(),
            reply_type => one_line(reply_type),
        },
    };
    format!("← {what}  {elapsed} ms")
}

/// A finding in words.
fn noted(rule: &Rule, platform: Platform, sender: &Sender<'_>) -> ReportedFinding {
    let diff = match rule {
        Rule::Expectation { expected, actual, .. } => Some((expected.clone(), actual.clone())),
        _ => None,
    };
    let mut said = text::finding(rule, platform);
    if matches!(rule, Rule::HttpStatus { status: 401 | 403, reason: None, .. }) {
        said.hints.insert(0, sender.token_origin.hint());
    }
    ReportedFinding { rule: rule.name(), severity: rule.severity(), said, diff }
}

/// The reply for people: a text as it is, any other reply's fields, or what came instead of one.
fn reply(verdict: &Verdict, cx: &Context) -> String {
    if verdict.fields.0.is_empty() {
        let raw = verdict.raw.trim();
        let mut shown = cx.printer.foreign(&raw.chars().take(EXCERPT).collect::<String>());
        if raw.chars().nth(EXCERPT).is_some() {
            shown.push('…');
        }
        return shown;
    }
    if let (Some(content), "text") = (verdict.fields.get("Content"), verdict.reply_type.as_str()) {
        return cx.printer.foreign(content);
    }
    // Type and users stand in the line above, or in a finding when they are wrong.
    let common = ["ToUserName", "FromUserName", "CreateTime", "MsgType"];
    let own: Vec<&Element> =
        verdict.fields.0.iter().filter(|element| !common.contains(&&*element.name)).collect();
    let mut lines = Vec::new();
    show(own, 0, cx, &mut lines);
    lines.join("\n")
}

fn show<'a>(
    elements: impl IntoIterator<Item = &'a Element>,
    depth: usize,
    cx: &Context,
    lines: &mut Vec<String>,
) {
    let indent = "  ".repeat(depth);
    for element in elements {
        let name = cx.printer.paint(&cx.printer.foreign(&element.name).cyan());
        match &element.content {
            Content::Group(inner) => {
                lines.push(format!("{indent}{name}:"));
                show(inner, depth + 1, cx, lines);
            }
            Content::Text(value) | Content::Number(value) => {
                let value = cx.printer.foreign(value).replace('\n', &format!("\n{indent}  "));
                lines.push(format!("{indent}{name}: {value}"));
            }
        }
    }
}
