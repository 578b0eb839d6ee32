//! What came back, for people and for scripts.

use colored::Colorize;
use serde_json::{Value, json};

use super::deliver::{Delivered, Session};
use super::expect::reply_text;
use super::{Signing, address, one_line};
use crate::client::Failure;
use crate::context::Context;
use crate::error::Error;
use crate::message::{
    Content, Element, INVALID, NONE, Platform, Push, Rule, Severity, Terms, Verdict, json as message_json,
    verdict,
};
use crate::printer::{Noted, Outcome, findings_json};
use crate::text::words;

/// How much of a body that is no reply is shown, in characters.
const EXCERPT: usize = 2000;

/// The verdict on all deliveries of a push.
pub(super) fn outcome(push: &Push, session: &Session<'_>, delivered: &[Delivered]) -> Result<Outcome, Error> {
    let signing = session.signing;
    let terms = Terms { push, credentials: signing.credentials, format: signing.format };
    let mut judged: Vec<(usize, Verdict)> = Vec::new();
    for (number, delivery) in delivered.iter().enumerate() {
        if let Ok(received) = &delivery.result {
            judged.push((number, verdict(&received.answer, terms)));
        }
    }
    let extra = deliveries_findings(delivered, &judged, session);
    // What counts is the answer that WeChat would have heard, else whatever came.
    let counted = judged.iter().position(|(number, _)| delivered[*number].in_time).unwrap_or(0);
    let (number, mut verdict) = if judged.is_empty() {
        (delivered.len().saturating_sub(1), Verdict { reply_type: INVALID.to_owned(), ..Verdict::default() })
    } else {
        judged.swap_remove(counted)
    };
    let elapsed = delivered.get(number).map_or(0, elapsed_ms);
    verdict.findings.extend(extra);
    let failed_checks = signing.args.checks.check(&verdict, elapsed)?;
    verdict.findings.extend(failed_checks);

    let findings: Vec<Noted> =
        verdict.findings.iter().map(|rule| noted(rule, push.platform, signing)).collect();
    let strict = signing.args.checks.strict;
    let failed = findings.iter().any(|noted| strict || noted.severity == Severity::Error);
    let printer = &signing.cx.printer;
    for delivery in delivered {
        printer.status(&arrival(delivery, &verdict, delivered.len()));
    }
    let status = if findings.is_empty() { words().accepted.to_owned() } else { String::new() };
    if let Some(Ok(received)) = delivered.get(number).map(|delivery| &delivery.result) {
        printer.detail(&received.head());
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
        "url": if signing.cx.show_secrets { signing.url.to_string() } else { address(signing) },
        "msg_id": push.msg_id(),
        "request": delivered.get(number).map(|delivery| delivery.request.body_text()),
        "deliveries": delivered.iter().map(delivery_json).collect::<Vec<_>>(),
        "reply": { "type": verdict.reply_type, "fields": fields },
        "raw": verdict.raw,
        "findings": findings_json(&findings),
    });
    Ok(Outcome { json, text: reply(&verdict, signing.cx), findings, failed, status, ..Outcome::default() })
}

/// What only several deliveries show.
fn deliveries_findings(
    delivered: &[Delivered],
    judged: &[(usize, Verdict)],
    session: &Session<'_>,
) -> Vec<Rule> {
    let mut findings = Vec::new();
    if !session.signing.args.as_wechat {
        return findings;
    }
    let deliveries = delivered.len();
    if !delivered.iter().any(|delivery| delivery.in_time) {
        let hung_up = |delivery: &Delivered| matches!(delivery.result, Err(Failure::Closed));
        findings.push(Rule::NoAnswer {
            deliveries,
            hung_up: delivered.iter().all(hung_up),
            deadline_ms: session.limits.deadline_ms(),
        });
    } else if deliveries > 1 {
        findings.push(Rule::Retried { deliveries });
    }
    // A bot that knows the message already says nothing, which is no contradiction.
    let mut replies = judged.iter().map(|(_, verdict)| verdict).filter(|verdict| verdict.reply_type != NONE);
    if let Some(first) = replies.next()
        && let Some(other) = replies.find(|other| !same(first, other))
    {
        findings.push(Rule::AnswersDiffer { first: short(first), other: short(other) });
    }
    findings
}

/// Whether two replies show the user the same.
fn same(one: &Verdict, other: &Verdict) -> bool {
    let shown = |verdict: &Verdict| {
        let mut fields = verdict.fields.clone();
        fields.0.retain(|element| element.name != "CreateTime");
        (verdict.reply_type.clone(), fields)
    };
    if one.reply_type == INVALID { one.raw == other.raw } else { shown(one) == shown(other) }
}

fn short(verdict: &Verdict) -> String {
    let text = if verdict.reply_type == INVALID { verdict.raw.clone() } else { reply_text(verdict) };
    format!("{} {text}", verdict.reply_type).trim_end().chars().take(60).collect()
}

fn elapsed_ms(delivery: &Delivered) -> u64 {
    match &delivery.result {
        Ok(received) => received.answer.elapsed_ms,
        Err(Failure::Timeout(ms)) => *ms,
        Err(_) => 0,
    }
}

fn delivery_json(delivery: &Delivered) -> Value {
    match &delivery.result {
        Ok(received) => json!({ "status": received.answer.status, "elapsed_ms": received.answer.elapsed_ms }),
        Err(failure) => {
            json!({ "status": null, "elapsed_ms": elapsed_ms(delivery), "error": failure.name() })
        }
    }
}

/// The line with `←`.
fn arrival(delivery: &Delivered, verdict: &Verdict, of: usize) -> String {
    let elapsed = elapsed_ms(delivery);
    let what = match &delivery.result {
        Err(failure) => format!("{} ({})", words().unanswered, failure.name()),
        Ok(received) if of > 1 || received.answer.status != 200 => format!("HTTP {}", received.answer.status),
        Ok(_) => match verdict.reply_type.as_str() {
            NONE => words().no_reply.to_owned(),
            INVALID => words().invalid_reply.to_owned(),
            reply_type => one_line(reply_type),
        },
    };
    format!("← {what}  {elapsed} ms")
}

/// A finding in words.
fn noted(rule: &Rule, platform: Platform, signing: &Signing<'_>) -> Noted {
    let diff = match rule {
        Rule::Expectation { expected, actual, .. } => Some((expected.clone(), actual.clone())),
        _ => None,
    };
    let mut said = rule.explain(platform);
    if matches!(rule, Rule::HttpStatus { status: 401 | 403, reason: None, .. }) {
        said.hints.insert(0, signing.token_origin.hint());
    }
    Noted { rule: rule.name(), severity: rule.severity(), said, diff }
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
