//! The results of scenarios with their sentences, secrets masked: what every report is made from.

use super::difference;
use crate::context::Context;
use crate::error::Error;
use crate::lang::{Said, SpokenValue};
use crate::scenario::{Failure, Position, ScenarioResult, Status, Transcript};
use crate::text::{self, words};

/// A scenario for reports.
pub(crate) struct Reported {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) name: String,
    pub(super) status: Status,
    pub(super) failure: Option<ReportedFailure>,
    pub(super) steps: Vec<ReportedStep>,
    pub(super) elapsed_ms: u64,
    pub(super) log: String,
}

/// The numbers of scenarios by status.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) skipped: usize,
    pub(super) elapsed_ms: u64,
    pub(super) interrupted: bool,
}

impl Totals {
    /// Counts the results.
    pub(super) fn of(reported: &[Reported], elapsed_ms: u64, interrupted: bool) -> Self {
        let mut totals = Self { elapsed_ms, interrupted, ..Self::default() };
        for result in reported {
            match result.status {
                Status::Passed => totals.passed += 1,
                Status::Failed => totals.failed += 1,
                Status::Skipped(_) => totals.skipped += 1,
            }
        }
        totals
    }
}

/// A step for reports.
pub(super) struct ReportedStep {
    pub(super) at: Position,
    pub(super) title: String,
    pub(super) status: Status,
    pub(super) failures: Vec<ReportedFailure>,
    pub(super) elapsed_ms: u64,
    pub(super) transcripts: Vec<Transcript>,
}

/// A failure for reports.
pub(super) struct ReportedFailure {
    pub(super) at: Position,
    pub(super) message: String,
    pub(super) hints: Vec<String>,
    /// The expected value and the actual one.
    pub(super) values: Option<(SpokenValue, SpokenValue)>,
}

impl Reported {
    pub(super) fn of(result: ScenarioResult, cx: &Context) -> Self {
        let ScenarioResult { file, name, at, status, failure, steps, elapsed_ms, log } = result;
        let steps = steps.into_iter().map(|step| ReportedStep {
            at: step.at,
            title: cx.mask(&step.title),
            status: step.status,
            failures: step.failures.into_iter().map(|(at, failure)| reported(at, failure, cx)).collect(),
            elapsed_ms: step.elapsed_ms,
            transcripts: step
                .transcripts
                .into_iter()
                .map(|Transcript { sent, got }| Transcript { sent: cx.mask(&sent), got: cx.mask(&got) })
                .collect(),
        });
        Self {
            file: file.display().to_string(),
            line: at.line,
            name: cx.mask(&name),
            status,
            steps: steps.collect(),
            failure: failure.map(|(at, failure)| reported(at, failure, cx)),
            elapsed_ms,
            log: cx.mask(&log),
        }
    }

    /// Returns all failures, each with the step in which it happened.
    pub(super) fn failures(
        &self,
    ) -> impl Iterator<Item = (Option<(usize, &ReportedStep)>, &ReportedFailure)> {
        let of_steps = (1..).zip(&self.steps).flat_map(|(number, step)| {
            step.failures.iter().map(move |failure| (Some((number, step)), failure))
        });
        self.failure.iter().map(|failure| (None, failure)).chain(of_steps)
    }

    /// Returns the reason why it was skipped; `None` if it was not.
    pub(super) fn skipped(&self) -> Option<String> {
        skipped(&self.status)
    }
}

/// Returns the reason of a skipped scenario or step.
pub(super) fn skipped(status: &Status) -> Option<String> {
    match status {
        Status::Skipped(reason) => Some((words().test.skip_reason)(reason)),
        _ => None,
    }
}

/// Returns the name of a status in reports.
pub(super) fn status_name(status: &Status) -> &'static str {
    match status {
        Status::Passed => "passed",
        Status::Failed => "failed",
        Status::Skipped(_) => "skipped",
    }
}

impl ReportedFailure {
    /// Returns the failure in lines of plain text.
    pub(super) fn text(&self) -> String {
        let mut lines = vec![self.message.clone()];
        if let Some((expected, actual)) = &self.values {
            let (expected, actual) = difference::visible_ends(&expected.spoken, &actual.spoken);
            if expected.contains('\n') || actual.contains('\n') {
                lines.push(format!("  - {}  + {}", words().expected, words().actual));
                let both = difference::unified(&expected, &actual);
                lines.extend(both.lines().map(|line| format!("  {line}")));
            } else {
                lines.push(format!("  {}", words().labelled(words().expected, &expected)));
                lines.push(format!("  {}", words().labelled(words().actual, &actual)));
            }
        }
        lines.extend(self.hints.iter().map(|hint| format!("  {}", words().labelled(words().hint, hint))));
        lines.join("\n")
    }
}

fn reported(at: Position, failure: Failure, cx: &Context) -> ReportedFailure {
    let mut values = None;
    let said: Said = match failure {
        Failure::Compose(error) => text::error(&Error::from(error)),
        Failure::Probe(error) => text::error(&Error::from(error)),
        Failure::Rejected(rule, family) => cx.mask_said(text::finding(&rule, family)),
        other => {
            if let Failure::Unmet { expected, actual, .. }
            | Failure::AnswersDiffer { first: expected, other: actual, .. } = &other
            {
                let masked = |value: &SpokenValue| value.map(|text| cx.mask(text));
                values = Some((masked(expected), masked(actual)));
            }
            (words().test.failure)(&other)
        }
    };
    let causes = said.causes.iter().map(|cause| format!("{}{cause}", words().semicolon));
    let message = std::iter::once(said.message.clone()).chain(causes).collect::<String>();
    ReportedFailure {
        at,
        message: cx.mask(&message),
        hints: said.hints.iter().map(|hint| cx.mask(hint)).collect(),
        values,
    }
}
