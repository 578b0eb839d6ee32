//! The result of `webot send`, for people and for scripts.

use colored::Colorize;
use serde_json::{Value, json};

use super::{Sender, one_line};
use crate::context::Context;
use crate::lang::Severity;
use crate::message::{
    AnswerFamily, Content, Element, INVALID_REPLY, NO_REPLY, Push, Rule, Verdict, json as message_json,
};
use crate::printer::{Data, Outcome, ReportedFinding, findings_json};
use crate::probe::{Exchange, Judged, Stream, spoken_reply};
use crate::text::{title, words};

/// The largest number of characters shown of a body that is no reply.
const MAX_EXCERPT_CHARS: usize = 2000;

/// Returns the outcome of a push from its verdict.
pub(super) fn outcome(push: &Push, sender: &Sender<'_>, exchanges: &[Exchange], judged: &Judged) -> Outcome {
    let verdict = &judged.verdict;
    let findings = reported(verdict, sender);
    let printer = &sender.cx.printer;
    for exchange in exchanges {
        printer.status(&arrival(exchange, verdict, exchanges.len()));
    }
    let unmet = verdict.findings.iter().filter(|rule| matches!(rule, Rule::Expectation { .. })).count();
    let status = verdict_line(verdict.is_accepted(), &findings, unmet);
    let counted = exchanges.get(judged.number);
    if let Some(Ok(response)) = counted.map(|exchange| &exchange.result) {
        printer.detail(&response.head.summary());
        // A body that is no reply goes to stdout.
        if verdict.reply_type != INVALID_REPLY {
            printer.detail(verdict.raw.trim_end());
        }
    }
    if let Some(decrypted) = &verdict.decrypted {
        let heading = format!("{}{}", words().decrypted, words().colon.trim_end());
        printer.detail(&format!("{heading}\n{}", decrypted.trim_end()));
    }
    let json = json(push, sender, exchanges, judged, &findings);
    let failed = failed(&findings, sender);
    Outcome::json(json).report(reply(verdict, sender.cx)).findings(findings).failed(failed).status(status)
}

/// Adds what the refreshes of a stream brought to the document of `--json`.
pub(super) fn add_stream(outcome: &mut Outcome, stream: &Stream) {
    if let Data::Value(json, _) = &mut outcome.data {
        json["stream"] = json!({
            "id": stream.id,
            "refreshes": stream.refreshes,
            "finished": stream.is_finished,
            "elapsed_ms": stream.elapsed_ms,
            "bytes": stream.bytes,
        });
    }
}

/// Returns the findings of a verdict with their sentences.
pub(super) fn reported(verdict: &Verdict, sender: &Sender<'_>) -> Vec<ReportedFinding> {
    verdict.findings.iter().map(|rule| to_finding(rule, verdict.family, sender)).collect()
}

/// Returns whether findings make the exit code 1.
pub(super) fn failed(findings: &[ReportedFinding], sender: &Sender<'_>) -> bool {
    let strict = sender.args.checks.strict;
    findings.iter().any(|finding| strict || finding.severity == Severity::Error)
}

/// Returns the document of `--json` about one push.
pub(super) fn json(
    push: &Push,
    sender: &Sender<'_>,
    exchanges: &[Exchange],
    judged: &Judged,
    findings: &[ReportedFinding],
) -> Value {
    let verdict = &judged.verdict;
    let fields = verdict.json.clone().unwrap_or_else(|| message_json::to_json(&verdict.fields.0));
    let counted = exchanges.get(judged.number);
    json!({
        "kind": push.kind,
        "url": if sender.cx.show_secrets { sender.url.to_string() } else { sender.address() },
        "msg_id": push.msg_id(),
        "request": counted.map(|exchange| exchange.request.body_text()),
        "deliveries": exchanges.iter().map(delivery_json).collect::<Vec<_>>(),
        "family": verdict.family.name(),
        "accepted": verdict.is_accepted(),
        "reply": { "type": verdict.reply_type, "fields": fields },
        "raw": if verdict.fields.0.is_empty() { sender.cx.mask_foreign(&verdict.raw) } else { verdict.raw.clone() },
        "findings": findings_json(findings),
    })
}

/// Returns the last line: whether WeChat would accept the answer, and the numbers of findings. `unmet` of the errors are
/// expectations that are not met.
pub(super) fn verdict_line(accepted: bool, findings: &[ReportedFinding], unmet: usize) -> String {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    (words().answer_verdict)(accepted, [errors - unmet, findings.len() - errors, unmet])
}

fn delivery_json(exchange: &Exchange) -> Value {
    match &exchange.result {
        Ok(response) => json!({ "status": response.answer.status, "elapsed_ms": response.answer.elapsed_ms }),
        Err(failure) => {
            json!({ "status": null, "elapsed_ms": exchange.elapsed_ms(), "error": failure.name() })
        }
    }
}

/// Returns the line with `←`.
pub(super) fn arrival(exchange: &Exchange, verdict: &Verdict, of: usize) -> String {
    let elapsed = exchange.elapsed_ms();
    let what = match &exchange.result {
        Err(failure) => format!("{} ({})", words().unanswered, failure.name()),
        Ok(response) if of > 1 || response.answer.status != 200 => format!("HTTP {}", response.answer.status),
        Ok(_) => match verdict.reply_type.as_str() {
            NO_REPLY if verdict.family.acknowledges() => words().acknowledged.to_owned(),
            NO_REPLY => words().no_reply.to_owned(),
            INVALID_REPLY => words().invalid_reply.to_owned(),
            reply_type => one_line(reply_type),
        },
    };
    format!("← {what}  {elapsed} ms  ({})", title(verdict.family.title()))
}

/// Returns a finding with its sentence and hints.
fn to_finding(rule: &Rule, family: AnswerFamily, sender: &Sender<'_>) -> ReportedFinding {
    let diff = match rule {
        Rule::Expectation { name: "expect-type" | "expect-none", expected, actual } => {
            Some((spoken_reply(expected), spoken_reply(actual)))
        }
        Rule::Expectation { expected, actual, .. } => {
            Some((expected.as_str().into(), actual.as_str().into()))
        }
        _ => None,
    };
    let said = sender.cx.mask_said(sender.token_origin.explain(rule, family));
    ReportedFinding { rule: rule.name(), severity: rule.severity(), said, diff }
}

/// Returns the reply for people: the content of a text, the fields of any other reply, or the body that is no reply.
pub(super) fn reply(verdict: &Verdict, cx: &Context) -> String {
    if verdict.fields.0.is_empty() {
        let raw = cx.mask_foreign(verdict.raw.trim());
        let mut shown = cx.printer.foreign(&raw.chars().take(MAX_EXCERPT_CHARS).collect::<String>());
        if raw.chars().nth(MAX_EXCERPT_CHARS).is_some() {
            shown.push('…');
        }
        return shown;
    }
    if let (Some(content), "text") = (verdict.fields.get("Content"), verdict.reply_type.as_str()) {
        return cx.printer.foreign(content);
    }
    // The line with `←` shows the type, and a finding reports wrong users.
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
