//! Writes the events of the server as lines of text, or as one JSON document per line.

use std::io::Write as _;
use std::string::FromUtf8Error;

use serde_json::json;

use super::problem_json;
use crate::bot::serve::{LogEntry, ServerEvent};
use crate::context::Context;
use crate::error::Error;
use crate::printer::{Flushed, LogClock, LogWriter, in_a_line as shown, visible};
use crate::text::{Explain as _, words};

/// Lines that are written together.
#[derive(Default)]
struct LineBuffer(Vec<u8>);

impl LineBuffer {
    fn push(&mut self, line: impl AsRef<str>) {
        self.add(|text| text.extend_from_slice(line.as_ref().as_bytes()));
    }

    fn add(&mut self, line: impl FnOnce(&mut Vec<u8>)) {
        if !self.0.is_empty() {
            self.0.push(b'\n');
        }
        line(&mut self.0);
    }
}

/// Prints the events of the server.
pub(super) struct LogPrinter<'a> {
    cx: &'a Context,
    log: LogWriter,
    /// The buffer for lines.
    lines: LineBuffer,
    clock: LogClock,
    /// `true` if the warning about a token in the query has been printed.
    token_warned: bool,
}

impl<'a> LogPrinter<'a> {
    pub(super) fn new(cx: &'a Context) -> Self {
        let (log, clock) = (cx.printer.log_writer(), LogClock::local());
        Self { cx, log, lines: LineBuffer::default(), clock, token_warned: false }
    }

    /// Ends the log.
    pub(super) fn end(self) -> Flushed {
        self.log.end()
    }

    /// Prints the address of the server, for programs also that of the page, and a command that sends to it.
    pub(super) fn listening(
        &self,
        (url, ui): (&str, Option<&str>),
        rules: usize,
        command: Option<&str>,
    ) -> Result<(), Error> {
        if self.cx.printer.is_json() {
            let mut line = json!({ "listening": url, "rules": rules });
            if let Some(ui) = ui {
                line["ui"] = json!(ui);
            }
            return self.cx.printer.data(&line.to_string());
        }
        self.cx.printer.status(&(words().serve.listening)(url, rules, command));
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

    /// Prints events in order, all in one write.
    pub(super) fn print(&mut self, events: &[ServerEvent]) {
        let mut lines = std::mem::take(&mut self.lines);
        lines.0.clear();
        for event in events {
            match event {
                ServerEvent::Request(entry) => self.push_entry(entry, &mut lines),
                event if self.cx.printer.is_json() => lines.push(event_json(event)),
                // Successful reloads are not printed if only errors are wanted.
                ServerEvent::Reloaded(_) | ServerEvent::EntriesDropped(_) if !self.cx.printer.logs() => {}
                ServerEvent::Reloaded(rules) => lines.push((words().serve.reloaded)(*rules)),
                ServerEvent::EntriesDropped(count) => lines.push((words().serve.lost)(*count)),
                ServerEvent::ReloadFailed(problems) => {
                    lines.push(words().labelled(words().error, words().serve.broken));
                    for problem in problems {
                        let said = problem.explain();
                        lines.push(words().labelled(words().error, &said.message));
                        for hint in said.hints {
                            lines.push(words().labelled(words().hint, &hint));
                        }
                    }
                }
            }
        }
        let lossy = |error: FromUtf8Error| String::from_utf8_lossy(error.as_bytes()).into_owned();
        let mut text = String::from_utf8(lines.0).unwrap_or_else(lossy);
        self.write(&mut text);
        self.lines = LineBuffer(text.into_bytes());
    }

    /// Writes lines; adds the last line break.
    fn write(&mut self, lines: &mut String) {
        if lines.is_empty() {
            return;
        }
        lines.push('\n');
        let lost = self.log.say(&self.cx.printer.log_text(lines));
        if lost > 0 {
            let event = ServerEvent::EntriesDropped(lost);
            let lost =
                if self.cx.printer.is_json() { event_json(&event) } else { (words().serve.lost)(lost) };
            self.log.say(&(lost + "\n"));
        }
    }

    fn push_entry(&mut self, entry: &LogEntry, lines: &mut LineBuffer) {
        if self.cx.printer.is_json() {
            lines.add(|text| entry.json(text, words().serve.failure, words().serve.refusal));
            return;
        }
        let logs = self.cx.printer.logs();
        if logs && entry.token_in_query && !self.token_warned {
            self.token_warned = true;
            lines.push(words().labelled(words().warning, words().serve.token_in_query));
        }
        if logs || entry.rejected.is_some() {
            lines.add(|line| readable(entry, &mut self.clock, line));
        }
        for (rule, failure) in &entry.failures {
            let failure = (words().serve.failure)(failure).replace('\n', " ");
            let said =
                if rule.is_empty() { failure } else { words().labelled(&format!("`{rule}`"), &failure) };
            lines.push(words().labelled(words().warning, &visible(&said)));
        }
    }
}

/// Appends the line of a request: time, kind, user, text, rule, reply, milliseconds.
fn readable(entry: &LogEntry, clock: &mut LogClock, line: &mut Vec<u8>) {
    let serve = &words().serve;
    clock.write(entry.at_ms, line);
    if let Some(reason) = &entry.rejected {
        let (method, path, status) = (shown(&entry.method), shown(&entry.path), entry.status);
        // Writing to a vector never fails.
        write!(line, " {method} {path} HTTP {status} ").ok();
        milliseconds(entry.duration_us, line);
        write!(line, "{}{}", words().colon, (serve.refusal)(reason)).ok();
        return;
    }
    let mut word = |parts: [&str; 3]| {
        line.push(b' ');
        for part in parts {
            line.extend_from_slice(part.as_bytes());
        }
    };
    for name in [&entry.kind, &entry.user] {
        if !name.is_empty() {
            word(["", &shown(name), ""]);
        }
    }
    if !entry.text.is_empty() {
        word(["\"", &shown(&entry.text), "\""]);
    }
    if let Some(rule) = &entry.rule {
        word(["`", rule, "`"]);
    }
    if let Some(code) = &entry.code {
        word(["", code, ""]);
    }
    if entry.method == "POST" {
        word(["", if entry.repeated { serve.again } else { entry.reply.unwrap_or(serve.no_reply) }, ""]);
    }
    line.push(b' ');
    milliseconds(entry.duration_us, line);
}

/// Appends a duration with one decimal.
fn milliseconds(us: u128, line: &mut Vec<u8>) {
    let tenths = u64::try_from(us / 100).unwrap_or(u64::MAX);
    write!(line, "{}.{} ms", tenths / 10, tenths % 10).ok();
}

fn event_json(event: &ServerEvent) -> String {
    let json = match event {
        ServerEvent::Reloaded(rules) => json!({ "reloaded": true, "rules": rules }),
        ServerEvent::ReloadFailed(problems) => {
            json!({ "reloaded": false, "problems": problems.iter().map(problem_json).collect::<Vec<_>>() })
        }
        ServerEvent::EntriesDropped(lines) => json!({ "lost": lines }),
        ServerEvent::Request(_) => json!(null),
    };
    json.to_string()
}
