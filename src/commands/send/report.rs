//! What came back, for people and for scripts.

use colored::Colorize;
use serde_json::{Value, json};

use super::deliver::Delivered;
use super::expect::reply_text;
use super::{Signing, address};
use crate::client::Failure;
use crate::context::Context;
use crate::error::Error;
use crate::message::{
    Content, Element, Encryption, Format, INVALID, Mode, NONE, Opener, Platform, Push, Rule, Severity, Terms,
    Verdict, json as message_json, verdict,
};
use crate::printer::{Noted, Outcome, findings_json};
use crate::text::{self, words};

/// How much of a body that is no reply is shown, in characters.
const EXCERPT: usize = 2000;

/// The verdict on all deliveries of a push.
pub(super) fn outcome(push: &Push, signing: &Signing<'_>, delivered: &[Delivered]) -> Result<Outcome, Error> {
    let mut judged: Vec<(usize, Verdict)> = Vec::new();
    for (number, delivery) in delivered.iter().enumerate() {
        if let Ok(received) = &delivery.result {
            judged.push((number, verdict(&received.answer, terms(push, signing))));
        }
    }
    let extra = deliveries_findings(delivered, &judged, signing.args.as_wechat);
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

    let findings: Vec<Noted> = verdict.findings.iter().map(|rule| noted(rule, push.platform)).collect();
    let strict = signing.args.checks.strict;
    let failed = findings.iter().any(|noted| strict || noted.severity == Severity::Error);
    let printer = &signing.cx.printer;
    for delivery in delivered {
        printer.status(&arrival(delivery, &verdict, delivered.len()));
    }
    printer.detail(verdict.raw.trim_end());
    if let Some(decrypted) = &verdict.decrypted {
        printer.detail(&format!("{}:\n{}", words().decrypted, decrypted.trim_end()));
    }
    let json = json!({
        "kind": push.kind,
        "url": if signing.cx.show_secrets { signing.url.to_string() } else { address(signing) },
        "msg_id": push.msg_id(),
        "request": delivered.get(number).map(|delivery| delivery.request.body_text()),
        "deliveries": delivered.iter().map(delivery_json).collect::<Vec<_>>(),
        "reply": { "type": verdict.reply_type, "fields": message_json::to_json(&verdict.fields.0) },
        "raw": verdict.raw,
        "findings": findings_json(&findings),
    });
    Ok(Outcome { json, text: reply(&verdict, signing.cx), findings, failed })
}

fn terms<'a>(push: &'a Push, signing: &'a Signing<'_>) -> Terms<'a> {
    let credentials = signing.credentials;
    let opener = |key| Opener { token: &credentials.token, key, receiver: &credentials.receiver };
    let encryption = match (&credentials.key, signing.mode) {
        (Some(key), Mode::Compat) => Encryption::May(opener(key)),
        (Some(key), Mode::Safe) => Encryption::Must(opener(key)),
        _ => Encryption::Never,
    };
    Terms { push, encryption, json: signing.format == Format::Json }
}

/// What only several deliveries show.
fn deliveries_findings(delivered: &[Delivered], judged: &[(usize, Verdict)], as_wechat: bool) -> Vec<Rule> {
    let mut findings = Vec::new();
    if !as_wechat {
        return findings;
    }
    let deliveries = delivered.len();
    if !delivered.iter().any(|delivery| delivery.in_time) {
        findings.push(Rule::NoAnswer { deliveries });
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
        Ok(received) if of > 1 => format!("HTTP {}", received.answer.status),
        Ok(_) => match verdict.reply_type.as_str() {
            NONE => words().no_reply.to_owned(),
            INVALID => words().invalid_reply.to_owned(),
            reply_type => reply_type.to_owned(),
        },
    };
    format!("← {what}  {elapsed} ms")
}

/// A finding in words.
fn noted(rule: &Rule, platform: Platform) -> Noted {
    let diff = match rule {
        Rule::Expectation { expected, actual, .. } => Some((expected.clone(), actual.clone())),
        _ => None,
    };
    Noted { rule: rule.name(), severity: rule.severity(), said: text::finding(rule, platform), diff }
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
        verdict.fields.0.iter().filter(|element| !common.contains(&element.name.as_str())).collect();
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
