//! The only code that writes to the terminal: data on stdout, everything else on stderr.

mod filter;
mod foreign;
mod log_writer;
mod outcome;
mod progress;
mod prompt;
mod stream;
mod table;

use std::cell::RefCell;
use std::io::{ErrorKind, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use clap::builder::StyledStr;
use colored::{ColoredString, Colorize};
use serde_json::{Value, json};

pub use filter::Filter;
pub use foreign::{json_visible, visible};
pub use log_writer::{Flushed, LogWriter};
pub use outcome::{Data, Noted, Outcome};
pub use progress::Progress;
pub use prompt::{Lines, choose, confirm, input, password, valid_input};
pub use stream::{RowFormat, RowWriter, StreamEnd};
pub use table::{Rows, table};

use crate::error::Error;
use crate::lang::Said;
use crate::lang::Severity;
use crate::text;

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How output is to look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// One JSON document on stdout.
    pub json: bool,
    /// Errors only.
    pub quiet: bool,
    /// Request and raw answer on stderr.
    pub verbose: bool,
    /// Colour.
    pub color: Color,
}

/// Writes to the terminal.
#[expect(clippy::struct_excessive_bools, reason = "two facts about each of two streams")]
pub struct Printer {
    look: Look,
    /// `--jq`
    filter: Option<Filter>,
    out: RefCell<AutoStream<std::io::Stdout>>,
    err: RefCell<AutoStream<std::io::Stderr>>,
    out_is_terminal: bool,
    err_is_terminal: bool,
    out_is_coloured: bool,
    err_is_coloured: bool,
    /// Warnings that wait for the one document of `--json`.
    warnings: RefCell<Vec<String>>,
    /// Advice that waits for the error that it belongs to.
    advice: RefCell<Vec<String>>,
}

impl Printer {
    /// A printer; `env` looks variables up.
    pub fn new(look: Look, env: impl Fn(&str) -> Option<String>) -> Self {
        // colored judges by stdout alone; each stream strips for itself instead.
        colored::control::set_override(true);
        let (out, err) = (std::io::stdout(), std::io::stderr());
        let (out_is_terminal, err_is_terminal) = (out.is_terminal(), err.is_terminal());
        let set = |name: &str| env(name).is_some_and(|value| !value.is_empty() && value != "0");
        let (no_color, force) =
            (env("NO_COLOR").is_some_and(|value| !value.is_empty()), set("CLICOLOR_FORCE"));
        let dumb = env("TERM").is_some_and(|term| term == "dumb");
        let coloured = |terminal: bool| match look.color {
            Color::Always => true,
            Color::Auto => !no_color && (force || (terminal && !dumb)),
            Color::Never => false,
        };
        let (out_is_coloured, err_is_coloured) = (coloured(out_is_terminal), coloured(err_is_terminal));
        // Without colours nothing is stripped either: what the other side wrote passes through as it is.
        let choice = |coloured: bool, terminal: bool| match (coloured, terminal) {
            (true, true) => ColorChoice::Always,
            _ => ColorChoice::AlwaysAnsi,
        };
        Self {
            look,
            filter: None,
            out: RefCell::new(AutoStream::new(out, choice(out_is_coloured, out_is_terminal))),
            err: RefCell::new(AutoStream::new(err, choice(err_is_coloured, err_is_terminal))),
            out_is_terminal,
            err_is_terminal,
            out_is_coloured,
            err_is_coloured,
            warnings: RefCell::default(),
            advice: RefCell::default(),
        }
    }

    /// Filters the JSON of the command.
    #[must_use]
    pub fn filtered(self, filter: Option<Filter>) -> Self {
        Self { filter, ..self }
    }

    /// Whether `--jq` was given.
    pub fn filters(&self) -> bool {
        self.filter.is_some()
    }

    /// Styled text for stdout: styled where stdout shows colours.
    pub fn paint(&self, styled: &ColoredString) -> String {
        paint(styled, self.out_is_coloured)
    }

    fn paint_err(&self, styled: &ColoredString) -> String {
        paint(styled, self.err_is_coloured)
    }

    /// Whether scripts read stdout.
    pub fn is_json(&self) -> bool {
        self.look.json
    }

    /// Whether anybody reads a log: people, or machines.
    pub fn logs(&self) -> bool {
        self.look.json || !self.look.quiet
    }

    /// Whether `-v` was given.
    pub fn verbose(&self) -> bool {
        self.look.verbose
    }

    /// Whether somebody sits there who could answer a question.
    pub fn can_ask(&self) -> bool {
        std::io::stdin().is_terminal() && self.err_is_terminal && !self.look.json
    }

    /// Text from the other side, for stdout: on a terminal, what could change the terminal is escaped.
    pub fn foreign(&self, text: &str) -> String {
        if self.out_is_terminal { visible(text) } else { text.to_owned() }
    }

    /// Prints the result of a command.
    pub fn outcome(&self, outcome: &Outcome) -> Result<(), Error> {
        let (json, text) = match &outcome.data {
            Data::Stream(_) => return Ok(()),
            Data::Value(json, text) => (json, text.clone()),
            Data::Rows(rows) => (&rows.json, rows.text(self.out_width())),
        };
        if self.look.json {
            // Findings that the document itself does not have.
            if !json.is_array() && json.get("findings").is_none() {
                let said = |noted: &Noted| format!("[{}] {}", noted.rule, noted.said.message);
                self.warnings.borrow_mut().extend(outcome.findings.iter().map(said));
            }
            let document = match &self.filter {
                Some(filter) => filter.document(json)?.to_string(),
                None => json.to_string(),
            };
            return self.data(&if self.out_is_terminal { json_visible(&document) } else { document });
        }
        if let Some(filter) = &self.filter {
            self.data(&self.foreign(&filter.run(json)?.0))?;
        } else {
            self.data(&text)?;
            if !self.look.quiet {
                self.data(&outcome.report)?;
            }
        }
        for noted in &outcome.findings {
            if !self.look.quiet || noted.severity == Severity::Error {
                self.noted(noted);
            }
        }
        if !outcome.status.is_empty() {
            self.status(&outcome.status);
        }
        Ok(())
    }

    /// Writes a list row by row; one that goes on has its heading already.
    pub fn rows(&self, format: RowFormat, columns: &'static [&'static str], goes_on: bool) -> RowWriter<'_> {
        RowWriter::new(self, format, columns, goes_on)
    }

    /// Appends a document as a line, or what the filter makes of it.
    fn push_json(&self, document: &Value, lines: &mut String) -> Result<(), Error> {
        let line = match &self.filter {
            Some(filter) => filter.run(document)?.0,
            None => document.to_string(),
        };
        if !line.is_empty() {
            lines.push_str(&line);
            lines.push('\n');
        }
        Ok(())
    }

    /// The width of the terminal that stdout is, in columns.
    fn out_width(&self) -> Option<usize> {
        let size = || dialoguer::console::Term::stdout().size_checked();
        self.out_is_terminal.then(size).flatten().map(|(_, columns)| usize::from(columns))
    }

    /// JSON of the other side laid out for people; on a terminal, what could change it is escaped as JSON escapes.
    pub fn foreign_json(&self, json: &Value) -> String {
        let text = serde_json::to_string_pretty(json).unwrap_or_default();
        if self.out_is_terminal { json_visible(&text) } else { text }
    }

    /// Whether stdout takes bytes that are no text: a terminal does not, nor whoever waits for one JSON document.
    pub fn takes_bytes(&self) -> bool {
        !self.out_is_terminal && !self.look.json
    }

    /// For lines of a log: on stdout for machines, on stderr for people.
    pub fn log_writer(&self) -> LogWriter {
        LogWriter::new(self.look.json)
    }

    /// Text for a log as it may be shown.
    pub fn log_text<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        if self.err_is_terminal && !self.look.json { visible(text).into() } else { text.into() }
    }

    /// Bytes on stdout, as they are.
    pub fn bytes(&self, bytes: &[u8]) -> Result<StreamEnd, Error> {
        let mut out = std::io::stdout();
        out.write_all(bytes).and_then(|()| out.flush()).map_err(|source| match source.kind() {
            ErrorKind::BrokenPipe => Error::ClosedPipe,
            _ => Error::Io { path: "stdout".to_owned(), source },
        })?;
        Ok(StreamEnd(()))
    }

    /// A bar for something that goes on for a while; it is seen on a terminal only.
    pub fn progress(&self) -> Progress {
        let seen = self.err_is_terminal && !self.look.quiet && !self.look.json && !self.out_is_terminal;
        Progress::new(seen)
    }

    /// Data on stdout, with a line break at the end; nothing for nothing.
    pub fn data(&self, text: &str) -> Result<(), Error> {
        if text.is_empty() {
            return Ok(());
        }
        let mut out = self.out.borrow_mut();
        let end = if text.ends_with('\n') { "" } else { "\n" };
        out.write_all(text.as_bytes())
            .and_then(|()| out.write_all(end.as_bytes()))
            .and_then(|()| out.flush())
            .map_err(|source| match source.kind() {
                ErrorKind::BrokenPipe => Error::ClosedPipe,
                _ => Error::Io { path: "stdout".to_owned(), source },
            })
    }

    /// A line about what is going on, for people.
    pub fn status(&self, text: &str) {
        if !self.look.quiet && !self.look.json {
            self.err_line(&self.shown(text));
        }
    }

    /// Something that deserves attention but stops nothing; with `--json`, [`Printer::finish`] says it.
    pub fn warning(&self, text: &str) {
        if self.look.json {
            self.warnings.borrow_mut().push(text.to_owned());
        } else if !self.look.quiet {
            self.err_line(&format!(
                "{}: {}",
                self.paint_err(&text::words().warning.yellow().bold()),
                self.shown(text)
            ));
        }
    }

    /// A piece of advice.
    pub fn hint(&self, text: &str) {
        if !self.look.quiet && !self.look.json {
            self.err_line(&format!("{}: {}", self.paint_err(&text::words().hint.cyan()), self.shown(text)));
        }
    }

    /// A piece of advice that belongs to the error which ends the command.
    pub fn advise(&self, text: String) {
        self.advice.borrow_mut().push(text);
    }

    /// What `-v` shows.
    pub fn detail(&self, text: &str) {
        if self.look.verbose && !self.look.json {
            self.err_line(&self.shown(text));
        }
    }

    /// An error in words, or as JSON.
    pub fn error(&self, error: &Error) {
        if matches!(error, Error::ClosedPipe) {
            return;
        }
        let mut said = text::error(error);
        said.hints.extend(self.advice.take());
        if self.look.json {
            let message = [vec![said.message], said.causes].concat().join(": ");
            let refusal = error.refusal();
            let mut error = json!({
                "kind": error.kind(),
                "code": error.code(),
                "message": message,
                "hints": said.hints,
            });
            if let Some(refusal) = refusal {
                error["errcode"] = refusal.errcode.into();
                error["errmsg"] = refusal.errmsg.clone().into();
                error["rid"] = refusal.facts.rid.clone().into();
                error["ip"] = refusal.facts.ip.map(|ip| ip.to_string()).into();
                error["trouble"] = refusal.kind().map(crate::api::errcode::Kind::name).into();
                error["path"] = refusal.path.clone().into();
            }
            let warnings = self.warnings.take();
            let document = if warnings.is_empty() {
                json!({ "error": error })
            } else {
                json!({ "error": error, "warnings": warnings })
            };
            self.err_line(&document.to_string());
        } else {
            self.said(&text::words().error.red().bold(), None, &said);
        }
    }

    /// What `--json` still has to say on stderr: warnings, as one document, when no error took them along.
    pub fn finish(&self) {
        let warnings = self.warnings.take();
        if !warnings.is_empty() && !self.look.quiet {
            self.err_line(&json!({ "warnings": warnings }).to_string());
        }
    }

    fn noted(&self, noted: &Noted) {
        let words = text::words();
        let label = match noted.severity {
            Severity::Error => words.error.red().bold(),
            Severity::Warning => words.warning.yellow().bold(),
        };
        self.said(&label, Some(noted.rule), &noted.said);
        if let Some((expected, actual)) = &noted.diff {
            for (sign, label, value) in [("-", words.expected, expected), ("+", words.actual, actual)] {
                let value = self.shown(value);
                let line = format!("  {sign} {label}: {}", value.replace('\n', "\n    "));
                self.err_line(&self.paint_err(&if sign == "-" { line.green() } else { line.red() }));
            }
        }
    }

    fn said(&self, label: &ColoredString, rule: Option<&str>, said: &Said) {
        let rule = rule.map(|rule| format!("[{rule}]")).unwrap_or_default();
        let (label, rule) = (self.paint_err(label), self.paint_err(&rule.bold()));
        self.err_line(&format!("{label}{rule}: {}", self.shown(&said.message)));
        for cause in &said.causes {
            self.err_line(&format!("{}: {}", text::words().caused_by, self.shown(cause)));
        }
        for hint in &said.hints {
            self.err_line(&format!("{}: {}", self.paint_err(&text::words().hint.cyan()), self.shown(hint)));
        }
        if let Some(alone) = &said.alone {
            self.err_line(&self.shown(alone));
        }
    }

    /// Text for stderr, which may hold what the other side wrote.
    fn shown(&self, text: &str) -> String {
        if self.err_is_terminal { visible(text) } else { text.to_owned() }
    }

    /// Help or the version, as clap styles it.
    pub fn help(&self, text: &StyledStr) -> Result<(), Error> {
        self.data(&if self.out_is_coloured { text.ansi().to_string() } else { text.to_string() })
    }

    fn err_line(&self, line: &str) {
        let mut err = self.err.borrow_mut();
        // Nobody can be told that stderr is closed.
        err.write_all(line.as_bytes()).and_then(|()| err.write_all(b"\n")).ok();
    }
}

/// colored judges by stdout alone and is told to style always; here each stream decides for itself.
fn paint(styled: &ColoredString, coloured: bool) -> String {
    if coloured && !styled.input.is_empty() { styled.to_string() } else { styled.input.clone() }
}

/// Findings as they stand in `--json`.
pub fn findings_json(findings: &[Noted]) -> Value {
    findings
        .iter()
        .map(|noted| {
            let mut finding = json!({
                "rule": noted.rule,
                "severity": noted.severity.name(),
                "message": noted.said.message,
                "hint": noted.said.hints.join("; "),
            });
            if let Some((expected, actual)) = &noted.diff {
                finding["expected"] = json!(expected);
                finding["actual"] = json!(actual);
            }
            finding
        })
        .collect()
}
