//! Explanations as text and as JSON.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::rid::LookedUp;
use crate::api::advice::{Advice, Case};
use crate::api::catalogue::Retired;
use crate::api::errcode::{ErrcodeFamily, ErrcodeKind};
use crate::context::Context;
use crate::diagnose::explain::{Callback, CallbackKeys, ErrcodeFound, Explanation, Judged, LinkFound};
use crate::lang::Severity;
use crate::secret::mask_members;
use crate::table::List;
use crate::text::{self, words};

/// The largest number of endpoints that are listed for people.
const MAX_LISTED: usize = 6;

/// Returns a name that two explanations share if the second says nothing new.
pub(super) fn name(found: &Explanation, keys: &CallbackKeys) -> String {
    match found {
        Explanation::Errcode(found) => format!("{:?} {} {:?}", found.family, found.code, found.path),
        Explanation::Named(found) => format!("{:?} {}", found.named.family, found.name),
        Explanation::Pay(error) => format!("{:?} {} {}", error.family, error.code, error.message),
        Explanation::Partial(lost) => format!("{lost:?}"),
        Explanation::Link(link) => format!("{link:?}"),
        Explanation::Callback(callback) => {
            let Judged { signature, msg_signature, .. } = callback.judge(keys);
            format!("{:?} {signature:?} {msg_signature:?}", callback.kind)
        }
        Explanation::Returned(codes) => format!("returned {codes}"),
        Explanation::Retired(retired) => format!("retired {}", retired.path),
    }
}

/// Returns whether this is worth a word in a log, where pushes and links without a mistake are everyday.
pub(super) fn is_problem(found: &Explanation, keys: &CallbackKeys) -> bool {
    match found {
        Explanation::Link(link) => !link.findings.is_empty(),
        Explanation::Callback(callback) => {
            let judged = callback.judge(keys);
            !callback.missing.is_empty()
                || judged.signature == Some(false)
                || judged.msg_signature == Some(false)
                || matches!(judged.decrypted, Some(Err(_)))
        }
        _ => true,
    }
}

/// Returns an explanation for people.
pub(super) fn text(found: &Explanation, keys: &CallbackKeys, cx: &Context) -> String {
    let words = &words().explain;
    let mut report = Report::default();
    match found {
        Explanation::Errcode(found) => errcode(found, &mut report),
        Explanation::Named(found) => {
            report.title(found.name.trim_start_matches(':'), "", (words.named_family)(found.named.family));
            report.advice(found.advice);
        }
        Explanation::Pay(error) => {
            report.title(&error.code, &error.message, (words.named_family)(error.family));
            for (name, value) in &error.details {
                report.line("detail", &format!("{name} {value}"));
            }
            if let Some(advice) = error.advice {
                report.advice(advice);
            }
        }
        Explanation::Partial(lost) => {
            report.title(words.partial, "", "");
            for (name, value) in lost {
                report.line(name, value);
            }
            let [cause, fix] = words.partial_advice;
            report.line(words.cause, cause);
            report.line(words.fix, fix);
        }
        Explanation::Link(found) => link(found, &mut report),
        Explanation::Callback(found) => callback(found, keys, cx, &mut report),
        Explanation::Retired(Retired { host, path, since, replacement }) => {
            report.title(path, "", host.name());
            report.plain(&(text::words().fields.retired)(since, replacement));
        }
        Explanation::Returned(codes) => {
            report.title(&(words.returned)(*codes), "", "");
            report.line(words.fix, words.returned_advice[usize::from(*codes > 1)]);
        }
    }
    // What was pasted may hold a token.
    if cx.show_secrets { report.text } else { mask_members(&report.text).into_owned() }
}

/// Returns the request behind a rid for people.
pub(super) fn request_text(looked_up: &LookedUp, cx: &Context) -> String {
    let words = &words().explain;
    let mut report = Report::default();
    match looked_up {
        LookedUp::Request(members) => {
            report.title(words.request, "", "");
            for (name, value) in members {
                report.line(name, value);
            }
        }
        LookedUp::Failed(reason) => report.title(&(words.request_unknown)(reason), "", ""),
    }
    if cx.show_secrets { report.text } else { mask_members(&report.text).into_owned() }
}

/// Returns the request behind a rid for scripts.
pub(super) fn request_json(looked_up: &LookedUp, cx: &Context) -> Value {
    match looked_up {
        LookedUp::Request(members) => {
            let shown = |value: &str| {
                if cx.show_secrets { value.to_owned() } else { mask_members(value).into_owned() }
            };
            members
                .iter()
                .map(|(name, value)| (name.clone(), json!(shown(value))))
                .collect::<Map<_, _>>()
                .into()
        }
        LookedUp::Failed(reason) => json!({ "error": reason }),
    }
}

/// The lines of an explanation.
#[derive(Default)]
struct Report {
    text: String,
    indent: usize,
    /// `true` if the causes are those of one platform of several.
    is_open: bool,
}

impl Report {
    /// Adds the first line: what it is, what it says, and where it belongs.
    fn title(&mut self, name: &str, message: &str, place: &str) {
        self.text.push_str(name);
        if !message.is_empty() {
            let _ = write!(self.text, " {message}");
        }
        if !place.is_empty() {
            let _ = write!(self.text, " ({place})");
        }
        self.text.push('\n');
    }

    fn line(&mut self, label: &str, value: &str) {
        let indent = " ".repeat(2 + self.indent);
        let _ = writeln!(self.text, "{indent}{}", words().labelled(label, value));
    }

    fn plain(&mut self, line: &str) {
        let _ = writeln!(self.text, "{}{line}", " ".repeat(2 + self.indent));
    }

    fn advice(&mut self, advice: Advice) {
        let words = &words().explain;
        let label = if self.is_open { words.possible_cause } else { words.cause };
        self.line(label, advice.cause.spoken());
        self.line(words.fix, advice.fix.spoken());
    }
}

fn errcode(found: &ErrcodeFound, report: &mut Report) {
    let words = &words().explain;
    let message = if found.parts.message.is_empty() {
        found.meaning.map_or("", |meaning| meaning.errmsg)
    } else {
        &found.parts.message
    };
    report.title(&found.code.to_string(), message, (words.family)(found.family));
    report.is_open = found.is_one_of_many;
    for case in &found.cases {
        report.plain(&(words.at)(&listed(case.paths)));
        report.indent = 2;
        report.advice(case.advice);
        report.indent = 0;
    }
    if let Some((_, advice)) = found.entry {
        if !found.cases.is_empty() {
            report.plain(words.elsewhere);
            report.indent = 2;
        }
        report.advice(advice);
        report.indent = 0;
    }
    if let Some(meaning) = found.meaning {
        match [meaning.zh, meaning.errmsg].into_iter().find(|text| !text.is_empty() && *text != message) {
            Some(text) if meaning.is_contradictory() && text == meaning.zh => {
                report.line(words.wrong_meaning, text);
            }
            Some(text) => report.line(words.meaning, text),
            None if found.entry.is_none() && meaning.text().is_none() => report.plain(words.no_meaning),
            None => {}
        }
        if !meaning.paths.is_empty() && found.path.is_none() {
            report.line(words.endpoints, &listed(meaning.paths));
        }
    }
    if let Some(ip) = found.parts.ip {
        report.line(words.ip, &ip.to_string());
    }
    if found.family == ErrcodeFamily::Work {
        report.line(words.see, &work_page(found.code));
    } else if let Some(rid) = &found.parts.rid {
        report.line(words.see, &format!("webot quota rid {rid}"));
    }
}

/// Returns the page at which WeCom explains an errcode.
fn work_page(code: i64) -> String {
    format!("https://open.work.weixin.qq.com/devtool/query?e={code}")
}

/// Returns endpoints in one line, at most [`MAX_LISTED`].
fn listed(paths: List<&'static str>) -> String {
    let first: Vec<&str> = paths.iter().take(MAX_LISTED).collect();
    let first = first.join(" ");
    match paths.len().saturating_sub(MAX_LISTED) {
        0 => first,
        more => format!("{first} {}", (words().explain.more)(more)),
    }
}

fn link(found: &LinkFound, report: &mut Report) {
    let words = &words().explain;
    report.title(words.link, "", "");
    for finding in &found.findings {
        let said = text::link_fault(&finding.fault);
        let label = match finding.severity {
            Severity::Error => text::words().error,
            Severity::Warning => text::words().warning,
        };
        report.line(label, &said.message);
        for hint in &said.hints {
            report.line(text::words().hint, hint);
        }
    }
    if found.findings.is_empty() {
        report.plain(words.link_right);
    }
    if let Some(domain) = &found.domain {
        report.plain(&(words.link_domain)(domain));
    }
}

fn callback(found: &Callback, keys: &CallbackKeys, cx: &Context, report: &mut Report) {
    let words = &words().explain;
    let judged = found.judge(keys);
    report.title((words.callback)(found.kind), "", "");
    if !found.missing.is_empty() {
        report.plain(&(words.callback_missing)(&found.missing.join(text::words().comma)));
    }
    if let Some(time) = found.time {
        let age = i64::try_from(cx.now()).unwrap_or_default() - i64::try_from(time).unwrap_or_default();
        report.plain(&(words.callback_time)(time, age));
    }
    for (name, right) in [("signature", judged.signature), ("msg_signature", judged.msg_signature)] {
        if let Some(right) = right {
            report.plain(&(words.callback_signature)(name, right));
        }
    }
    if keys.token.is_none() {
        report.plain(words.callback_no_token);
    } else if judged.msg_signature.is_none() && found.is_encrypted() {
        report.plain(words.callback_no_body);
    }
    match &judged.decrypted {
        Some(Ok(decrypted)) => {
            report.plain(&(words.callback_receiver)(&decrypted.receiver));
            if judged.expected.is_none() {
                report.plain(&String::from_utf8_lossy(&decrypted.message));
            }
        }
        Some(Err(_)) => report.plain(words.callback_undecrypted),
        None => {}
    }
    if let Some(expected) = &judged.expected {
        report.line(words.callback_expected, expected);
    }
}

/// Returns an explanation for scripts.
pub(super) fn json(found: &Explanation, keys: &CallbackKeys, cx: &Context) -> Value {
    let mut json = unmasked_json(found, keys, cx);
    if !cx.show_secrets {
        for name in ["errmsg", "message"] {
            let masked = json.get(name).and_then(Value::as_str).map(|text| mask_members(text).into_owned());
            if let Some(masked) = masked {
                json[name] = json!(masked);
            }
        }
    }
    json
}

fn unmasked_json(found: &Explanation, keys: &CallbackKeys, cx: &Context) -> Value {
    match found {
        Explanation::Errcode(found) => errcode_json(found),
        Explanation::Named(found) => {
            let mut json =
                json!({ "kind": found.named.family.name(), "code": found.name.trim_start_matches(':') });
            add(&mut json, Some(found.advice));
            json
        }
        Explanation::Pay(error) => {
            let details = error.details.iter().map(|(name, value)| (name.clone(), json!(value)));
            let mut json = json!({
                "kind": error.family.name(), "code": error.code, "message": error.message,
                "detail": Value::Object(details.collect()), "number": error.number,
            });
            add(&mut json, error.advice);
            json
        }
        Explanation::Partial(lost) => {
            let lost = lost.iter().map(|(name, value)| (name.clone(), json!(value)));
            let [cause, fix] = words().explain.partial_advice;
            json!({ "kind": "partial", "receivers": Value::Object(lost.collect()), "cause": cause, "fix": fix })
        }
        Explanation::Link(link) => {
            let findings: Vec<Value> = link
                .findings
                .iter()
                .map(|finding| {
                    let said = text::link_fault(&finding.fault);
                    json!({
                        "rule": finding.fault.name(),
                        "severity": finding.severity.name(),
                        "message": said.message,
                        "hint": said.hints.join(words().semicolon),
                    })
                })
                .collect();
            json!({ "kind": "oauth-link", "domain": link.domain, "findings": findings })
        }
        Explanation::Callback(callback) => {
            let judged = callback.judge(keys);
            let decrypted = judged.decrypted.and_then(Result::ok);
            json!({
                "kind": "callback", "callback": callback.kind.name(), "missing": callback.missing,
                "timestamp": callback.time,
                "age": callback.time.map(|time| cx.now().cast_signed() - time.cast_signed()),
                "signature": judged.signature, "msg_signature": judged.msg_signature,
                "message": decrypted.as_ref().map(|inside| String::from_utf8_lossy(&inside.message)),
                "receiver": decrypted.as_ref().map(|inside| &inside.receiver),
                "expected": judged.expected,
            })
        }
        Explanation::Retired(Retired { host, path, since, replacement }) => json!({
            "kind": "retired", "host": host.name(), "path": path, "since": since, "replacement": replacement,
        }),
        Explanation::Returned(codes) => {
            json!({ "kind": "oauth-return", "codes": codes, "fix": words().explain.returned_advice[usize::from(*codes > 1)] })
        }
    }
}

/// Adds cause and fix.
fn add(json: &mut Value, advice: Option<Advice>) {
    json["cause"] = json!(advice.map(|advice| advice.cause.spoken()));
    json["fix"] = json!(advice.map(|advice| advice.fix.spoken()));
}

fn errcode_json(found: &ErrcodeFound) -> Value {
    let case = |case: &Case| {
        let mut json = json!({ "paths": case.paths.iter().collect::<Vec<_>>() });
        add(&mut json, Some(case.advice));
        json
    };
    let mut json = json!({
        "kind": "errcode",
        "platform": found.family.name(),
        "errcode": found.code,
        "errmsg": found.errmsg,
        "ambiguous": found.is_one_of_many,
        "trouble": found.entry.map(|(entry, _)| ErrcodeKind::name(entry.kind)),
        "path": found.path,
    });
    add(&mut json, found.entry.map(|(_, advice)| advice));
    json["cases"] = found.cases.iter().map(case).collect();
    json["meaning"] = json!(found.meaning.and_then(|meaning| meaning.text()));
    json["endpoints"] = found.meaning.map_or_else(Vec::new, |meaning| meaning.paths.iter().collect()).into();
    json["rid"] = json!(found.parts.rid);
    json["ip"] = json!(found.parts.ip.map(|ip| ip.to_string()));
    if found.family == ErrcodeFamily::Work {
        json["page"] = json!(work_page(found.code));
    }
    json
}
