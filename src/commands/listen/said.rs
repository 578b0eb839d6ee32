//! The words for a push and its answer, in the log and in the full-screen view.

use std::borrow::Cow;

use url::Url;

use crate::error::Error;
use crate::http::Failure;
use crate::lang::Said;
use crate::message::{Document, INVALID_REPLY, NO_REPLY, Severity};
use crate::printer::in_a_line;
use crate::recording::RecordedAnswer;
use crate::relay::{Refusal, RelayedPush, Standing};
use crate::sign::callback::Slip;
use crate::text::{self, words};

/// The judgement of a push at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// WeChat accepts the answer.
    Good,
    /// It accepts the answer, but something is remarkable.
    Remarkable,
    /// It does not accept the answer, or there is none.
    Bad,
    /// Nothing is to be judged.
    None,
}

/// Returns the judgement of a push with these remarks.
pub(super) fn mark(push: &RelayedPush, remarks: &[(Severity, Said)]) -> Mark {
    let is_wrong = remarks.iter().any(|(severity, _)| *severity == Severity::Error);
    match &push.verdict {
        Some(verdict) if !verdict.is_accepted() => Mark::Bad,
        _ if is_wrong => Mark::Bad,
        _ if !remarks.is_empty() => Mark::Remarkable,
        Some(_) => Mark::Good,
        None => Mark::None,
    }
}

/// Returns the kind of a push; method and path of another request.
pub(super) fn kind(push: &RelayedPush) -> Cow<'_, str> {
    if push.kind.is_empty() {
        return format!("{} {}", push.recorded.method, in_a_line(push.recorded.path())).into();
    }
    in_a_line(&push.kind)
}

/// Returns the text of a message or the key of an event; empty if there is none.
pub(super) fn text(document: &Document) -> &str {
    let fields = ["Content", "Recognition", "EventKey"].into_iter();
    fields.filter_map(|name| document.get(name)).find(|text| !text.is_empty()).unwrap_or_default()
}

/// Returns the reply in a few words.
pub(super) fn reply(push: &RelayedPush) -> String {
    if push.answered_by_webot {
        return "success".to_owned();
    }
    match (&push.verdict, &push.recorded.answer) {
        (Some(verdict), Some(answer)) => {
            let kind = match verdict.reply_type.as_str() {
                NO_REPLY => words().no_reply.to_owned(),
                INVALID_REPLY => words().invalid_reply.to_owned(),
                kind => in_a_line(kind).into_owned(),
            };
            let status =
                if answer.status == 200 { String::new() } else { format!("HTTP {} ", answer.status) };
            match verdict.fields.get("Content") {
                Some(content) => {
                    let content = with_pseudonym(push, content.to_owned());
                    format!("{status}{kind} \"{}\"", in_a_line(&content))
                }
                None => status + &kind,
            }
        }
        (None, Some(answer)) if push.unjudged.is_some() => {
            format!("HTTP {} {}", answer.status, words().listen.encrypted)
        }
        (None, Some(answer)) => format!("HTTP {}", answer.status),
        (_, None) => push
            .failure
            .as_ref()
            .map_or_else(String::new, |failure| (words().listen.failure)(failure).to_owned()),
    }
}

/// Returns the reply as the user gets it: decrypted, or the body of the answer.
pub(super) fn reply_text(answer: &RecordedAnswer) -> String {
    match &answer.reply {
        Some(reply) => reply.clone(),
        None => String::from_utf8_lossy(&answer.body.bytes()).into_owned(),
    }
}

/// Explains why a bot refuses a push.
pub(super) fn refused(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Slip(Slip::Case) => words().listen.upper_case.to_owned(),
        Refusal::Slip(Slip::Order) => words().listen.unsorted.to_owned(),
        Refusal::Signature => words().listen.wrong_signature.to_owned(),
        Refusal::Milliseconds => words().listen.milliseconds.to_owned(),
        Refusal::Stale(age) => (words().listen.stale)(*age),
        Refusal::Other(reason) => (words().serve.refusal)(reason),
    }
}

/// Returns a text with the pseudonym of the user, if users have one.
pub(super) fn with_pseudonym(push: &RelayedPush, text: String) -> String {
    let Some(original) = &push.original else { return text };
    let (real, shown) = (original.document(), push.recorded.document());
    match real.get("FromUserName").zip(shown.get("FromUserName")) {
        Some((real, shown)) if real != shown && !real.is_empty() => text.replace(real, shown),
        _ => text,
    }
}

/// Returns all that is remarkable about a push and its answer.
pub(super) fn remarks(push: &RelayedPush) -> Vec<(Severity, Said)> {
    let listen = &words().listen;
    let mut remarks = Vec::new();
    if let Standing::Refused(reason) = &push.standing {
        remarks.push((Severity::Warning, Said::new(refused(reason))));
    }
    if let Some(failure) = &push.failure {
        remarks.push((Severity::Error, failed(push, failure)));
        if push.answered_by_webot {
            remarks.push((Severity::Warning, Said::new(listen.answered)));
        }
    }
    if let Some(sealed) = push.unjudged {
        let said = if sealed.has_key { listen.other_key } else { listen.no_key };
        remarks.push((Severity::Warning, Said::new(said)));
    }
    let warnings = [(push.accepts_probe, listen.accepts_probe), (push.hung_up, listen.hung_up)];
    let told = warnings.iter().filter(|(is_so, _)| *is_so);
    remarks.extend(told.map(|(_, said)| (Severity::Warning, Said::new(*said))));
    if push.recorded.body.is_cut() {
        remarks.push((Severity::Warning, Said::new((listen.large)(push.recorded.body.length()))));
    }
    if let Some(verdict) = &push.verdict {
        let said = verdict.findings.iter().map(|rule| (rule.severity(), text::finding(rule, verdict.family)));
        remarks.extend(said);
    }
    for (_, said) in &mut remarks {
        // A finding about the receiver of a reply names the user.
        said.message = with_pseudonym(push, std::mem::take(&mut said.message));
    }
    remarks
}

fn failed(push: &RelayedPush, failure: &Failure) -> Said {
    let mut url = push.recorded.destination.clone().unwrap_or_default();
    // A destination without a path keeps that of the push.
    if let Ok(mut called) = Url::parse(&url)
        && called.path() == "/"
    {
        called.set_path(push.recorded.path());
        url = called.into();
    }
    let mut said = text::error(&Error::Network { url, failure: failure.clone() });
    if *failure == Failure::Refused {
        // `--port` and `--des` are those of `webot send`: here the bot's address is another flag.
        said.hints = vec![words().listen.start_bot.to_owned()];
    }
    said
}
