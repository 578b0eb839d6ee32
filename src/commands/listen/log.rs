//! The log of `webot listen`: lines for people, or one JSON document per line.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::said::{kind, refused, remarks, reply, reply_text, text, with_pseudonym};
use crate::commands::mock::stamp;
use crate::context::Context;
use crate::error::Error;
use crate::http::Failure;
use crate::message::{Severity, Verdict};
use crate::printer::{Flushed, LogClock, LogWriter, in_a_line, visible};
use crate::relay::{RelayEvent, RelayedPush, Standing};
use crate::text::words;

/// Prints the events of a relay.
pub(super) struct ListenLog<'a> {
    cx: &'a Context,
    log: LogWriter,
    clock: LogClock,
    /// The file that pushes are recorded in.
    file: Option<String>,
    /// The number of pushes that the bot has missed since it last answered.
    missed: u64,
}

impl<'a> ListenLog<'a> {
    pub(super) fn new(file: Option<&Path>, cx: &'a Context) -> Self {
        let file = file.map(|file| file.display().to_string());
        Self { cx, log: cx.printer.log_writer(), clock: LogClock::local(), file, missed: 0 }
    }

    pub(super) fn end(self) -> Flushed {
        self.log.end()
    }

    /// Prints the address of the server, the destination, and for programs the address of the page.
    pub(super) fn listening(&mut self, url: &str, destination: &str, ui: Option<&str>) -> Result<(), Error> {
        if self.cx.printer.is_json() {
            let mut line = json!({ "listening": url, "forwards_to": destination, "saves": self.file });
            if let Some(ui) = ui {
                line["ui"] = json!(ui);
            }
            return self.cx.printer.data(&line.to_string());
        }
        self.cx.printer.status(&(words().listen.listening)(url, destination, self.file.as_deref()));
        Ok(())
    }

    /// Prints a warning.
    pub(super) fn warning(&mut self, text: &str) -> Result<(), Error> {
        if self.cx.printer.is_json() {
            return self.cx.printer.data(&json!({ "warning": text }).to_string());
        }
        self.cx.printer.warning(text);
        Ok(())
    }

    /// Prints events. They are written at once, because each write wakes another thread.
    pub(super) fn print(&mut self, events: &[RelayEvent]) {
        let mut lines = String::new();
        for event in events {
            if self.cx.printer.is_json() {
                writeln!(lines, "{}", event_json(event)).ok();
            } else {
                self.readable(event, &mut lines);
            }
        }
        if lines.is_empty() {
            return;
        }
        let lost = self.log.say(&self.cx.printer.log_text(&lines));
        if lost > 0 && !self.cx.printer.is_json() {
            self.log.say(&((words().serve.lost)(lost) + "\n"));
        }
    }

    fn readable(&mut self, event: &RelayEvent, lines: &mut String) {
        let listen = &words().listen;
        let warning = |text: &str| words().labelled(words().warning, text);
        // Writing to a string never fails.
        match event {
            RelayEvent::Push(push) => self.push_lines(push, lines),
            RelayEvent::NotRecorded(reason) => {
                let file = self.file.as_deref().unwrap_or_default();
                writeln!(lines, "{}", warning(&(listen.not_recorded)(file, reason))).ok();
            }
            RelayEvent::RecordsAgain(missing) => {
                writeln!(lines, "{}", warning(&(listen.records_again)(*missing))).ok();
            }
            RelayEvent::Lost(count) => {
                writeln!(lines, "{}", warning(&(words().serve.lost)(*count))).ok();
            }
        }
    }

    fn push_lines(&mut self, push: &RelayedPush, lines: &mut String) {
        let listen = &words().listen;
        let failed = push.failure.is_some();
        if !failed && self.missed > 0 {
            writeln!(lines, "{}", (listen.back)(std::mem::take(&mut self.missed))).ok();
        }
        self.missed += u64::from(failed);
        let verdict = push.verdict.as_ref();
        let wrong = matches!(push.standing, Standing::Refused(_))
            || push.accepts_probe
            || push.unjudged.is_some()
            || verdict.is_some_and(|verdict| !verdict.findings.is_empty())
            || failed
            || push.hung_up;
        if !self.cx.printer.logs() && !wrong {
            return;
        }
        let document = push.recorded.document();
        let field = |name: &str| in_a_line(document.get(name).unwrap_or_default()).into_owned();
        write!(lines, "{} #{} ", stamp(push.recorded.time_ms, &mut self.clock), push.number).ok();
        lines.push_str(&kind(push));
        let user = field("FromUserName");
        if !user.is_empty() {
            write!(lines, " {user}").ok();
        }
        let text = text(&document);
        if !text.is_empty() {
            let text = in_a_line(text);
            write!(lines, " \"{text}\"").ok();
        }
        if push.delivery > 1 {
            write!(lines, " ({})", (listen.again)(push.delivery)).ok();
        }
        write!(lines, " → {} {:.1} ms", reply(push), push.recorded.ms).ok();
        if let Some(verdict) = verdict {
            lines.push_str(if verdict.is_accepted() { " ✓" } else { " ✗" });
        }
        lines.push('\n');
        for (severity, said) in remarks(push) {
            let word = if severity == Severity::Error { words().error } else { words().warning };
            writeln!(lines, "  {}", words().labelled(word, &visible(&self.cx.mask_foreign(&said.message))))
                .ok();
        }
        if self.cx.printer.verbose() {
            lines.push_str(&indented("→", &push.recorded.message_text()));
            if let Some(reply) = push.recorded.answer.as_ref().map(reply_text) {
                lines.push_str(&indented("←", &reply));
            }
        }
    }
}

/// Returns a message as lines below that of its push.
fn indented(arrow: &str, text: &str) -> String {
    let mut lines = String::new();
    for line in visible(text.trim_end()).lines() {
        // Writing to a string never fails.
        writeln!(lines, "  {arrow} {line}").ok();
    }
    lines
}

fn event_json(event: &RelayEvent) -> Value {
    match event {
        RelayEvent::Push(push) => push_json(push),
        RelayEvent::NotRecorded(reason) => json!({ "event": "not-recorded", "message": reason }),
        RelayEvent::RecordsAgain(missing) => json!({ "event": "records-again", "missing": missing }),
        RelayEvent::Lost(count) => json!({ "event": "lost", "count": count }),
    }
}

/// Returns a push as `--json` prints it.
pub(super) fn push_json(push: &RelayedPush) -> Value {
    let document = push.recorded.document();
    let text = ["Content", "Recognition", "EventKey"].into_iter().find_map(|name| document.get(name));
    let (verified, reason) = match &push.standing {
        Standing::Verified => (Some(true), None),
        Standing::Unverified => (None, None),
        Standing::Refused(reason) => (Some(false), Some(refused(reason))),
    };
    let verdict = push.verdict.as_ref();
    let said = verdict.and_then(|verdict| verdict.fields.get("Content"));
    let said = said.map(|text| with_pseudonym(push, text.to_owned()));
    let findings: Option<Vec<&str>> =
        verdict.map(|verdict| verdict.findings.iter().map(crate::message::Rule::name).collect());
    json!({
        "event": "push",
        "number": push.number,
        "time_ms": push.recorded.time_ms,
        "kind": push.kind,
        "user": document.get("FromUserName"),
        "text": text,
        "path": push.recorded.path(),
        "destination": push.recorded.destination,
        "verified": verified,
        "refused": reason,
        "delivery": push.delivery,
        "message": push.recorded.message_text(),
        "status": push.recorded.answer.as_ref().map(|answer| answer.status),
        "reply": verdict.map(|verdict| verdict.reply_type.as_str()),
        "reply_text": said,
        "accepted": verdict.map(Verdict::is_accepted),
        "findings": findings,
        "not_judged": push.unjudged.map(|sealed| if sealed.has_key { "other-key" } else { "no-key" }),
        "failure": push.failure.as_ref().map(Failure::name),
        "answered_by_webot": push.answered_by_webot,
        "accepts_probe": push.accepts_probe,
        "hung_up": push.hung_up,
        "ms": push.recorded.ms,
    })
}
