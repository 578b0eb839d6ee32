//! An exchange as the page shows it, and as it is saved.

use serde_json::{Value, json};

use super::{ChatError, ChatSettings};
use crate::http::{Failure, Request};
use crate::lang::Said;
use crate::message::{Push, Rule, Verdict, json as message_json, xml};
use crate::page::entry::{bilingual, cut};
use crate::probe::{Exchange, Judged};
use crate::recording::{RecordedAnswer, RecordedBody, RecordedPush, kind_name};

/// Returns the entry of a push that is being sent. `late` are the deadlines of deliveries without an answer, in
/// milliseconds.
pub(super) fn sending(push: &Push, at_ms: u64, late: &[u64]) -> Value {
    let mut entry = begin(push, at_ms);
    entry["status"] = json!("sending");
    entry["late"] = json!(late);
    cut(entry)
}

/// Returns the entry of a push that was delivered.
pub(super) fn answered(
    push: &Push,
    exchanges: &[Exchange],
    judged: &Judged,
    settings: &ChatSettings,
    at_ms: u64,
) -> Value {
    let mut entry = begin(push, at_ms);
    judge(&mut entry, &judged.verdict, judged.elapsed_ms, settings);
    entry["deliveries"] = exchanges.iter().map(delivery).collect();
    if let Some(exchange) = exchanges.get(judged.number) {
        show_request(&mut entry, &exchange.request, settings);
        // Without an answer in time, no reply is shown to the user.
        entry["in_time"] = json!(exchange.in_time);
    }
    cut(entry)
}

/// Returns the entry of a push that could not be delivered.
pub(super) fn failed(push: &Push, error: ChatError, settings: &ChatSettings, at_ms: u64) -> Value {
    let mut entry = begin(push, at_ms);
    entry["status"] = json!("failed");
    entry["error"] = bilingual(settings.explain.error(error));
    cut(entry)
}

/// Returns the entry of a recorded exchange, with whole texts.
pub(super) fn whole(record: &RecordedPush, settings: &ChatSettings) -> Value {
    let push = record.push();
    let mut entry = begin(&push, record.time_ms);
    if let Some(verdict) = record.verdict(&push) {
        judge(&mut entry, &verdict, milliseconds(record.ms), settings);
        if let (Some(answer), Some(reply)) =
            (&record.answer, record.answer.as_ref().and_then(|answer| answer.reply.as_ref()))
        {
            entry["raw"] = json!(String::from_utf8_lossy(&answer.body.bytes()));
            entry["decrypted"] = json!(reply);
        }
    } else {
        entry["status"] = json!("failed");
    }
    entry
}

/// Returns the entry of a recorded exchange.
pub(super) fn recorded(record: &RecordedPush, settings: &ChatSettings) -> Value {
    cut(whole(record, settings))
}

/// Returns the entry of a message that the account has sent by the API.
pub(super) fn from_account(message: &Value) -> Value {
    cut(json!({
        "type": "account",
        "user": message["openid"],
        "at_ms": message["at_ms"],
        "via": message["via"],
        "kind": message["type"],
        "content": message["content"],
    }))
}

fn begin(push: &Push, at_ms: u64) -> Value {
    let xml = match &push.raw {
        Some(raw) => String::from_utf8_lossy(raw).into_owned(),
        None => xml::write(&push.document),
    };
    json!({
        "type": "message",
        "user": push.document.get("FromUserName"),
        "at_ms": at_ms,
        "kind": kind_name(&push.document),
        "push": message_json::to_json(&push.document.0),
        "xml": xml,
    })
}

fn judge(entry: &mut Value, verdict: &Verdict, elapsed_ms: u64, settings: &ChatSettings) {
    let fields = verdict.json.clone().unwrap_or_else(|| message_json::to_json(&verdict.fields.0));
    let finding = |rule: &Rule| {
        json!({
            "rule": rule.name(),
            "severity": rule.severity().name(),
            "said": bilingual(settings.explain.finding(rule, verdict.family)),
        })
    };
    entry["status"] = json!("done");
    entry["accepted"] = json!(verdict.is_accepted());
    entry["ms"] = json!(elapsed_ms);
    entry["reply"] = json!({ "type": verdict.reply_type, "fields": fields });
    entry["acknowledges"] = json!(verdict.family.acknowledges());
    entry["raw"] = json!(verdict.raw);
    entry["decrypted"] = json!(verdict.decrypted);
    entry["findings"] = verdict.findings.iter().map(finding).collect();
}

fn delivery(exchange: &Exchange) -> Value {
    let error = exchange.result.as_ref().err().map(Failure::name);
    let status = exchange.result.as_ref().ok().map(|response| response.answer.status);
    json!({ "status": status, "ms": exchange.elapsed_ms(), "error": error, "in_time": exchange.in_time })
}

/// Shows the body of an encrypted push.
fn show_request(entry: &mut Value, request: &Request, settings: &ChatSettings) {
    if settings.credentials.mode.key().is_some() {
        entry["request"] = json!(request.body_text());
    }
}

/// Returns a sentence with its hints in one text.
pub(super) fn sentence(said: &Said) -> String {
    std::iter::once(said.message.as_str())
        .chain(said.hints.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Returns an exchange for a recording.
pub(super) fn record(
    push: &Push,
    exchanges: &[Exchange],
    judged: &Judged,
    settings: &ChatSettings,
    at_ms: u64,
) -> RecordedPush {
    let Some(exchange) = exchanges.get(judged.number) else {
        return unsent_record(push, &Failure::Closed, settings, at_ms);
    };
    let request = &exchange.request;
    let url = &request.url;
    let mut record = unsent_record(push, &Failure::Closed, settings, at_ms);
    url[url::Position::BeforePath..url::Position::AfterQuery].clone_into(&mut record.target);
    record.headers =
        request.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    record.body = RecordedBody::whole(&request.body);
    record.ms = f64::from(u32::try_from(exchange.elapsed_ms()).unwrap_or(u32::MAX));
    match &exchange.result {
        Ok(response) => {
            record.failure = None;
            record.answer = Some(RecordedAnswer {
                status: response.answer.status,
                headers: response.answer.headers.clone(),
                body: RecordedBody::whole(&response.answer.body),
                reply: judged.verdict.decrypted.clone(),
            });
        }
        Err(failure) => record.failure = Some(failure.name().to_owned()),
    }
    record
}

/// Returns an exchange without an answer for a recording.
pub(super) fn unsent_record(
    push: &Push,
    failure: &Failure,
    settings: &ChatSettings,
    at_ms: u64,
) -> RecordedPush {
    let plain = push.body(settings.format);
    let message = settings.credentials.mode.key().map(|_| String::from_utf8_lossy(&plain).into_owned());
    RecordedPush {
        time_ms: at_ms,
        method: "POST".to_owned(),
        target: "/".to_owned(),
        headers: Vec::new(),
        body: RecordedBody::whole(&plain),
        message,
        destination: None,
        answer: None,
        failure: Some(failure.name().to_owned()),
        ms: 0.0,
    }
}

/// Returns an exchange as a line of a recording.
pub(super) fn line(record: &RecordedPush) -> String {
    serde_json::to_string(record).unwrap_or_default()
}

/// Reads a line that [`line`] has written.
pub(super) fn read(line: &str) -> RecordedPush {
    serde_json::from_str(line).unwrap_or_else(|_| RecordedPush {
        time_ms: 0,
        method: String::new(),
        target: String::new(),
        headers: Vec::new(),
        body: RecordedBody::Text(String::new()),
        message: None,
        destination: None,
        answer: None,
        failure: None,
        ms: 0.0,
    })
}

fn milliseconds(ms: f64) -> u64 {
    std::time::Duration::try_from_secs_f64(ms / 1000.0)
        .map_or(0, |duration| u64::try_from(duration.as_millis()).unwrap_or(u64::MAX))
}
