//! The report for people, a scenario at a time.

use colored::Colorize as _;

use super::outcome::{Reported, ReportedFailure, ReportedStep};
use crate::context::Context;
use crate::error::Error;
use crate::scenario::Status;
use crate::text::words;

/// The most lines of a program's log that are shown.
const MAX_LOG_LINES: usize = 40;

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
        let text = lines.join("\n");
        if self.to_stderr {
            printer.status(&text);
            return Ok(());
        }
        printer.report(&text)
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
            let width = words().expected.chars().count().max(words().actual.chars().count());
            for (label, value) in [(words().expected, expected), (words().actual, actual)] {
                let value = printer.foreign(value);
                let colored = if label == words().expected { value.green() } else { value.red() };
                let value =
                    printer.paint(&colored).replace('\n', &format!("\n          {}", " ".repeat(width)));
                lines.push(format!("        {label:width$}  {value}"));
            }
        }
        for hint in &failure.hints {
            lines.push(format!("        {}", words().labelled(words().hint, &printer.foreign(hint))));
        }
    }
}
