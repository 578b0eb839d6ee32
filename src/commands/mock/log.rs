//! The log of `webot mock`: a line for each call and for each push.

use std::future::Future;

use tokio::sync::mpsc::UnboundedReceiver;

use super::push::FailedDelivery;
use crate::context::Context;
use crate::lang::Severity;
use crate::mock::{QueuedPush, SOCKET_METHOD, ServedCall, SignCause};
use crate::printer::LogClock;
use crate::text::{self, words};

/// Returns the line about an answered call.
pub(in crate::commands) fn logged(line: &ServedCall, clock: &mut LogClock, cx: &Context) -> String {
    let ServedCall { at_ms, method, path, errcode, status, ms, causes, warnings, fault, logged: _ } = line;
    let time = stamp(*at_ms, clock);
    let result = match errcode {
        _ if let Some(fault) = fault => (words().mock.frame_fault)(*fault),
        Some(code) if *status == 200 => code.to_string(),
        None if method == SOCKET_METHOD && *status == 404 => words().mock.wrong_socket_path.to_owned(),
        None if *status == 0 => words().mock.dropped.to_owned(),
        _ => format!("HTTP {status}"),
    };
    let mut logged = format!("{time} {method} {path} {result} {ms} ms");
    for reason in causes {
        logged.extend(["\n  ", reason.name(), words().colon, &cx.printer.foreign(&cause(reason))]);
    }
    for warning in warnings {
        let said = (words().mock.pay_warning)(*warning);
        logged.extend(["\n  ", words().warning, words().colon, said]);
    }
    logged
}

/// Explains why a signature was refused.
pub(super) fn cause(cause: &SignCause) -> String {
    match cause {
        SignCause::Mistake(mistake, detail, scheme) => text::mistake(*mistake, detail, *scheme).message,
        SignCause::Pay(fault) => (words().mock.pay_fault)(*fault).to_owned(),
    }
}

/// Returns the line about a delivered push: its reply, or the reason why it was not accepted.
pub(super) fn logged_push(push: &QueuedPush, at_ms: u64, clock: &mut LogClock, cx: &Context) -> String {
    let time = stamp(at_ms, clock);
    let (mut result, mut ms) = (words().unanswered.to_owned(), 0);
    let mut reasons = String::new();
    if let Some(outcome) = push.outcome() {
        ms = outcome.deliveries.iter().map(|delivery| delivery.elapsed_ms).sum();
        result = match &outcome.reply {
            Some(reply) => cx.printer.foreign(&reply.reply_type),
            None if outcome.is_accepted && push.is_notice() => words().mock.accepted.to_owned(),
            None if outcome.is_accepted => words().no_reply.to_owned(),
            None if outcome.is_answered() => words().invalid_reply.to_owned(),
            None => result,
        };
        for finding in &outcome.findings {
            let message = cx.printer.foreign(&finding.message);
            let label =
                if finding.severity == Severity::Error.name() { words().error } else { words().warning };
            reasons.extend(["\n  ", &words().labelled(label, &message)]);
        }
    }
    format!("{time} → {} {} {result} {ms} ms{reasons}", push.kind, push.user)
}

/// Returns the line about a delivery that has failed and is repeated.
fn logged_failure(failed: &FailedDelivery, at_ms: u64, clock: &mut LogClock, cx: &Context) -> String {
    let words = words();
    let again = (words.again_after)(failed.number, failed.gap_ms);
    let reason =
        failed.reason.as_ref().map(|reason| format!("{}{}", cx.printer.foreign(reason), words.semicolon));
    format!("{} → {} {}{again}", stamp(at_ms, clock), failed.kind, reason.unwrap_or_default())
}

/// Logs the deliveries that fail while a server runs.
pub(super) async fn logging_failures<T>(
    served: impl Future<Output = T>,
    mut failures: UnboundedReceiver<FailedDelivery>,
    cx: &Context,
) -> T {
    let telling = async {
        let mut clock = LogClock::local();
        while let Some(failed) = failures.recv().await {
            cx.printer.status(&logged_failure(&failed, (cx.system.now_ms)(), &mut clock, cx));
        }
        std::future::pending().await
    };
    tokio::select! {
        served = served => served,
        never = telling => never,
    }
}

/// Returns a time for a line of the log.
pub(in crate::commands) fn stamp(at_ms: u64, clock: &mut LogClock) -> String {
    let mut time = Vec::new();
    clock.write(at_ms, &mut time);
    String::from_utf8_lossy(&time).into_owned()
}
