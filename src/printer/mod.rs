//! The only code that writes to the terminal: data on stdout, everything else on stderr.

mod bar;
mod filter;
mod finding;
mod foreign;
mod line_diff;
mod live_line;
mod log_clock;
mod log_writer;
mod messages;
mod options;
mod outcome;
mod pager;
mod progress;
mod prompt;
mod screen;
mod stream;
mod table;
mod typed_flags;

use std::cell::RefCell;
use std::io::{ErrorKind, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use clap::builder::StyledStr;
use colored::ColoredString;
use serde_json::Value;

pub(crate) use bar::bar;
pub(crate) use filter::{Filter, with_filter_stack};
pub(crate) use finding::{ReportedFinding, findings_json};
use foreign::{for_stream, painted};
pub(crate) use foreign::{in_a_line, json_visible, visible};
pub(crate) use line_diff::{LineChange, line_diff, runs};
pub(crate) use live_line::LiveLine;
pub(crate) use log_clock::LogClock;
pub(crate) use log_writer::{Flushed, LogWriter};
pub(crate) use messages::error_json;
pub(crate) use options::{Color, OutputOptions};
pub(crate) use outcome::{Data, Outcome};
pub(crate) use progress::Progress;
pub(crate) use prompt::{LineEditor, choose, confirm, input, password, valid_input};
pub(crate) use screen::{Key, KeyReader, Screen, ScreenLine, Tone, columns, fitted, restore_screen};
pub(crate) use stream::{RowFormat, RowWriter, StreamEnd, csv};
pub(crate) use table::{Rows, table};
use typed_flags::TypedFlags;

use crate::error::Error;
use crate::lang::Severity;

/// The writer of all output.
#[expect(clippy::struct_excessive_bools, reason = "facts about each of two streams and the terminal")]
pub(crate) struct Printer {
    options: OutputOptions,
    /// `--jq`
    filter: Option<Filter>,
    out: RefCell<AutoStream<std::io::Stdout>>,
    err: RefCell<AutoStream<std::io::Stderr>>,
    out_is_terminal: bool,
    err_is_terminal: bool,
    out_is_coloured: bool,
    err_is_coloured: bool,
    /// `true` if the terminal can move its cursor.
    moves_cursor: bool,
    /// `COLUMNS`
    columns: Option<usize>,
    /// `PAGER`
    pager: Option<String>,
    /// Warnings collected for the single document of `--json`.
    warnings: RefCell<Vec<String>>,
    /// Hints collected for the error that ends the command.
    pending_hints: RefCell<Vec<String>>,
    typed_flags: TypedFlags,
}

impl Printer {
    /// Creates a printer; `env` returns the value of an environment variable.
    pub(crate) fn new(options: OutputOptions, env: impl Fn(&str) -> Option<String>) -> Self {
        // `colored` checks only stdout; here each stream decides for itself.
        colored::control::set_override(true);
        let (out, err) = (std::io::stdout(), std::io::stderr());
        let (out_is_terminal, err_is_terminal) = (out.is_terminal(), err.is_terminal());
        let set = |name: &str| env(name).is_some_and(|value| !value.is_empty() && value != "0");
        let (no_color, force) =
            (env("NO_COLOR").is_some_and(|value| !value.is_empty()), set("CLICOLOR_FORCE"));
        let term = env("TERM");
        let dumb = term.as_deref() == Some("dumb");
        let coloured = |terminal: bool| match options.color {
            Color::Always => true,
            Color::Auto => !no_color && (force || (terminal && !dumb)),
            Color::Never => false,
        };
        let (out_is_coloured, err_is_coloured) = (coloured(out_is_terminal), coloured(err_is_terminal));
        // Escape sequences are never stripped, because foreign text passes through unchanged.
        let choice = |coloured: bool, terminal: bool| match (coloured, terminal) {
            (true, true) => ColorChoice::Always,
            _ => ColorChoice::AlwaysAnsi,
        };
        Self {
            options,
            filter: None,
            out: RefCell::new(AutoStream::new(out, choice(out_is_coloured, out_is_terminal))),
            err: RefCell::new(AutoStream::new(err, choice(err_is_coloured, err_is_terminal))),
            out_is_terminal,
            err_is_terminal,
            out_is_coloured,
            err_is_coloured,
            moves_cursor: !dumb && (cfg!(windows) || term.is_some_and(|term| !term.is_empty())),
            pager: env("PAGER").filter(|pager| !pager.trim().is_empty()),
            columns: env("COLUMNS").and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0),
            warnings: RefCell::default(),
            pending_hints: RefCell::default(),
            typed_flags: TypedFlags::new(Box::new(Vec::new)),
        }
    }

    /// Sets the source of the flags that were typed by another name than their full one.
    #[must_use]
    pub(crate) fn with_typed_flags(self, flags: impl FnOnce() -> Vec<(String, String)> + 'static) -> Self {
        Self { typed_flags: TypedFlags::new(Box::new(flags)), ..self }
    }

    /// Sets the filter of `--jq`.
    #[must_use]
    pub(crate) fn filtered(self, filter: Option<Filter>) -> Self {
        Self { filter, ..self }
    }

    /// Returns whether `--jq` was given.
    pub(crate) fn filters(&self) -> bool {
        self.filter.is_some()
    }

    /// Returns styled text for stdout; plain text if stdout shows no colours.
    pub(crate) fn paint(&self, styled: &ColoredString) -> String {
        paint(styled, self.out_is_coloured)
    }

    /// Returns whether `--json` was given.
    pub(crate) fn is_json(&self) -> bool {
        self.options.json
    }

    /// Returns whether log lines are printed: with `--json`, or without `--quiet`.
    pub(crate) fn logs(&self) -> bool {
        self.options.json || !self.options.quiet
    }

    /// Returns whether `--verbose` was given.
    pub(crate) fn verbose(&self) -> bool {
        self.options.verbose
    }

    /// Returns whether a prompt is possible: stdin and stderr are terminals, and `--json` was not given.
    pub(crate) fn can_ask(&self) -> bool {
        std::io::stdin().is_terminal() && self.err_is_terminal && !self.options.json
    }

    /// Takes over the terminal for a full screen; `None` if it is none that people look at, or if `--json` or `--quiet`
    /// was given.
    pub(crate) fn screen(&self) -> Option<Screen> {
        let is_terminal = std::io::stdin().is_terminal() && self.out_is_terminal && self.err_is_terminal;
        if !is_terminal || !self.moves_cursor || self.options.json || self.options.quiet {
            return None;
        }
        Screen::enter(self.out_is_coloured).ok()
    }

    /// Returns whether status lines are read on a terminal.
    pub(crate) fn is_attended(&self) -> bool {
        self.err_is_terminal
    }

    /// Returns foreign text for stdout; on a terminal, characters that could manipulate it are escaped.
    pub(crate) fn foreign(&self, text: &str) -> String {
        if self.out_is_terminal { visible(text) } else { text.to_owned() }
    }

    /// Prints the result of a command.
    pub(crate) fn outcome(&self, outcome: &Outcome) -> Result<(), Error> {
        let (json, text) = match &outcome.data {
            Data::Stream(_) => return Ok(()),
            Data::Value(json, text) => (json, text.clone()),
            Data::Rows(rows) => (&rows.json, rows.text(self.out_width())),
        };
        if self.options.json {
            // The document itself does not contain the findings.
            if !json.is_array() && json.get("findings").is_none() {
                let said = |finding: &ReportedFinding| format!("[{}] {}", finding.rule, finding.said.message);
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
            if !(json.is_array() && self.paged(&text)) {
                self.data(&text)?;
            }
            if !self.options.quiet {
                self.data(&outcome.report)?;
            }
        }
        for finding in &outcome.findings {
            if !self.options.quiet || finding.severity == Severity::Error {
                self.print_finding(finding);
            }
        }
        if !outcome.status.is_empty() {
            self.status(&outcome.status);
        }
        Ok(())
    }

    /// Returns a writer for a list; a `continued` list gets no second heading.
    pub(crate) fn rows(
        &self,
        format: RowFormat,
        columns: &'static [&'static str],
        continued: bool,
    ) -> RowWriter<'_> {
        RowWriter::new(self, format, columns, continued)
    }

    /// Appends a document, or the results of the filter for it, to `lines`.
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

    /// Shows a list in the pager if it is longer than the terminal; returns whether it did.
    fn paged(&self, text: &str) -> bool {
        let Some(pager) = self.pager.as_ref().filter(|_| self.out_is_terminal) else { return false };
        let rows = dialoguer::console::Term::stdout().size_checked().map_or(0, |(rows, _)| usize::from(rows));
        rows > 0 && text.lines().count() >= rows && pager::show(pager, &for_stream(text, true))
    }

    /// Returns the width of a help page in columns: at most that of the terminal.
    pub(crate) fn page_width(&self) -> usize {
        const MAX_WIDTH: usize = 120;
        const WIDTH_OF_FILES: usize = 100;
        self.columns.or_else(|| self.out_width()).unwrap_or(WIDTH_OF_FILES).min(MAX_WIDTH)
    }

    /// Returns the width of the terminal in columns; `None` if stdout is not a terminal.
    fn out_width(&self) -> Option<usize> {
        let size = || dialoguer::console::Term::stdout().size_checked();
        self.out_is_terminal.then(size).flatten().map(|(_, columns)| usize::from(columns))
    }

    /// Returns foreign JSON, indented; on a terminal, characters that could manipulate it are escaped with `\u`.
    pub(crate) fn foreign_json(&self, json: &Value) -> String {
        let text = serde_json::to_string_pretty(json).unwrap_or_default();
        if self.out_is_terminal { json_visible(&text) } else { text }
    }

    /// Returns whether binary bytes may go to stdout: it is not a terminal, and `--json` was not given.
    pub(crate) fn takes_bytes(&self) -> bool {
        !self.out_is_terminal && !self.options.json
    }

    /// Returns a writer for log lines: on stdout with `--json`, else on stderr.
    pub(crate) fn log_writer(&self) -> LogWriter {
        let is_terminal = if self.options.json { self.out_is_terminal } else { self.err_is_terminal };
        LogWriter::new(self.options.json, is_terminal)
    }

    /// Returns foreign text for a log; on a terminal, characters that could manipulate it are escaped.
    pub(crate) fn log_text<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        if self.err_is_terminal && !self.options.json { visible(text).into() } else { text.into() }
    }

    /// Writes bytes to stdout, unchanged.
    #[expect(clippy::unused_self, reason = "only a printer writes to stdout")]
    pub(crate) fn bytes(&self, bytes: &[u8]) -> Result<StreamEnd, Error> {
        let mut out = std::io::stdout();
        out.write_all(bytes).and_then(|()| out.flush()).map_err(|source| match source.kind() {
            ErrorKind::BrokenPipe => Error::ClosedPipe,
            _ => Error::Io { path: "stdout".to_owned(), source },
        })?;
        Ok(StreamEnd(()))
    }

    /// Returns a progress bar. It is visible only if stderr is a terminal, stdout is none, and neither `--quiet` nor
    /// `--json` was given.
    pub(crate) fn progress(&self) -> Progress {
        let seen = self.err_is_terminal && !self.options.quiet && !self.options.json && !self.out_is_terminal;
        Progress::new(self.line_if(seen))
    }

    /// Returns a progress bar for transfers, which print nothing to stdout meanwhile, or only to a file.
    pub(crate) fn transfer(&self) -> Progress {
        let seen = self.err_is_terminal && !self.options.quiet && !self.options.json;
        Progress::new(self.line_if(seen))
    }

    fn line_if(&self, seen: bool) -> LiveLine {
        const USUAL_WIDTH: usize = 80;
        let size =
            || dialoguer::console::Term::stderr().size_checked().map(|(_, columns)| usize::from(columns));
        LiveLine::new(seen.then(|| self.columns.or_else(size).unwrap_or(USUAL_WIDTH)))
    }

    /// Returns a line that changes while a command runs. It is visible only if stderr is a terminal, and neither
    /// `--quiet` nor `--json` was given.
    pub(crate) fn live_line(&self) -> LiveLine {
        self.line_if(self.err_is_terminal && !self.options.quiet && !self.options.json)
    }

    /// Writes data to stdout, with a line break at the end; writes nothing for empty text.
    pub(crate) fn data(&self, text: &str) -> Result<(), Error> {
        if text.is_empty() {
            return Ok(());
        }
        self.write_data(&for_stream(text, self.out_is_terminal))
    }

    fn write_data(&self, text: &str) -> Result<(), Error> {
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

    /// Prints a part of a report for people on standard output; nothing with `--quiet`.
    pub(crate) fn report(&self, text: &str) -> Result<(), Error> {
        if self.options.quiet { Ok(()) } else { self.data(text) }
    }

    /// Prints help or the version, as clap styles it.
    pub(crate) fn help(&self, text: &StyledStr) -> Result<(), Error> {
        self.write_data(&if self.out_is_coloured { text.ansi().to_string() } else { text.to_string() })
    }
}

/// Returns styled text with or without its style, for a stream. `colored` is set to style always, because it checks only
/// stdout.
fn paint(styled: &ColoredString, coloured: bool) -> String {
    if coloured && !styled.input.is_empty() { painted(styled) } else { styled.input.clone() }
}
