//! The report for people, a scenario at a time.

use colored::Colorize as _;
use unicode_width::UnicodeWidthStr as _;

use super::difference;
use super::outcome::{Reported, ReportedFailure, ReportedStep};
use crate::context::Context;
use crate::error::Error;
use crate::scenario::Status;
use crate::text::words;

/// The most lines of a program's log that are shown.
const MAX_LOG_LINES: usize = 40;
/// The width before the values of an expectation.
const INDENT: usize = 8;

/// The printer of results.
pub(super) struct People<'a> {
    pub(super) cx: &'a Context,
    /// `true` if standard output holds another report.
    pub(super) to_stderr: bool,
}

impl People<'_> {
    /// Prints the result of a scenario.
    pub(super) fn scenario(&self, scenario: &Reported) -> Result<(), Error> {
        let printer = &self.cx.printer;
        let mut lines = Vec::new();
        let name = format!("{} › {}", printer.foreign(&scenario.file), printer.foreign(&scenario.name));
        match &scenario.status {
            Status::Passed => {
                let mark = printer.paint(&"✓".green());
                lines.push(format!("{mark} {name}  {} ms", scenario.elapsed_ms));
            }
            Status::Skipped(_) => {
                let reason = printer.foreign(&scenario.skipped().unwrap_or_default());
                lines.push(printer.paint(&format!("- {name}  {reason}").dimmed()));
            }
            Status::Failed => {
                let mark = printer.paint(&"✗".red());
                lines.push(format!("{mark} {name}  {} ms", scenario.elapsed_ms));
            }
        }
        if let Some(failure) = &scenario.failure {
            self.failure(failure, &mut lines);
        }
        let is_shown = scenario.status == Status::Failed || printer.verbose();
        if is_shown {
            let mut not_run = 0;
            for (number, step) in (1..).zip(&scenario.steps) {
                match step.status {
                    Status::Skipped(_) => not_run += 1,
                    _ => self.step(number, step, &mut lines),
                }
            }
            if not_run > 0 {
                let text = (words().test.not_run)(not_run);
                lines.push(printer.paint(&format!("  - {text}").dimmed()));
            }
        }
        if !scenario.log.trim().is_empty() {
            lines.push(format!("  {}", words().test.log));
            let all: Vec<&str> = scenario.log.trim_end().lines().collect();
            let shown = &all[all.len().saturating_sub(MAX_LOG_LINES)..];
            lines.extend(shown.iter().map(|line| format!("  | {}", printer.foreign(line))));
        }
        self.print(&lines.join("\n"))
    }

    /// Prints lines where the results go.
    pub(super) fn print(&self, text: &str) -> Result<(), Error> {
        let printer = &self.cx.printer;
        if self.to_stderr {
            printer.status(text);
            return Ok(());
        }
        printer.report(text)
    }

    fn step(&self, number: usize, step: &ReportedStep, lines: &mut Vec<String>) {
        let printer = &self.cx.printer;
        let is_failed = step.status == Status::Failed;
        let mark = if is_failed { printer.paint(&"✗".red()) } else { printer.paint(&"✓".green()) };
        let title = printer.foreign(&crate::lang::one_line(&step.title));
        lines.push(format!("  {mark} {number} {title}  {} ms", step.elapsed_ms));
        for failure in &step.failures {
            self.failure(failure, lines);
        }
        if printer.verbose() {
            for transcript in &step.transcripts {
                let each = [("→", &transcript.sent), ("←", &transcript.got)];
                for (arrow, text) in each {
                    let text = printer.foreign(text.trim_end());
                    lines.push(format!("      {arrow} {}", text.replace('\n', "\n        ")));
                }
            }
        }
    }

    fn failure(&self, failure: &ReportedFailure, lines: &mut Vec<String>) {
        let printer = &self.cx.printer;
        let place = printer.foreign(&failure.at.shown());
        lines.push(format!("      {place}: {}", printer.foreign(&failure.message)));
        if let Some((expected, actual)) = &failure.values {
            lines.extend(
                self.values(&expected.spoken, &actual.spoken)
                    .into_iter()
                    .map(|line| format!("        {line}")),
            );
        }
        for hint in &failure.hints {
            lines.push(format!("        {}", words().labelled(words().hint, &printer.foreign(hint))));
        }
    }

    /// Returns the lines that compare two values.
    fn values(&self, expected: &str, actual: &str) -> Vec<String> {
        let printer = &self.cx.printer;
        let (expected, actual) = difference::visible_ends(expected, actual);
        let (expected, actual) = (printer.foreign(&expected), printer.foreign(&actual));
        let labels = (words().expected, words().actual);
        if expected.contains('\n') || actual.contains('\n') {
            let width = printer.page_width().saturating_sub(INDENT);
            let columns = difference::side_by_side((&expected, &actual), labels, width, printer);
            return columns.unwrap_or_else(|| {
                let lines = difference::painted(&difference::unified(&expected, &actual), printer);
                let legend = format!("- {}  + {}", labels.0, labels.1);
                std::iter::once(legend.as_str()).chain(lines.lines()).map(str::to_owned).collect()
            });
        }
        let width = labels.0.width().max(labels.1.width());
        let label = |label: &str| format!("{label}{}", " ".repeat(width - label.width()));
        let [expected, actual] = difference::words(&expected, &actual, printer);
        vec![format!("{}  {expected}", label(labels.0)), format!("{}  {actual}", label(labels.1))]
    }
}
