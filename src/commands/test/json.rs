//! The report as JSON.

use serde_json::{Value, json};

use super::outcome::{Reported, ReportedFailure, ReportedStep, Totals, skipped, status_name};

/// Returns the document.
pub(super) fn document(reported: &[Reported], totals: &Totals) -> Value {
    json!({
        "passed": totals.passed,
        "failed": totals.failed,
        "skipped": totals.skipped,
        "ms": totals.elapsed_ms,
        "interrupted": totals.interrupted,
        "scenarios": reported.iter().map(scenario).collect::<Vec<_>>(),
    })
}

fn scenario(reported: &Reported) -> Value {
    json!({
        "name": reported.name,
        "file": reported.file,
        "line": reported.line,
        "status": status_name(&reported.status),
        "reason": reported.skipped(),
        "ms": reported.elapsed_ms,
        "failure": reported.failure.as_ref().map(failure),
        "steps": (1..).zip(&reported.steps).map(|(number, one)| step(number, one)).collect::<Vec<_>>(),
        "log": if reported.log.is_empty() { Value::Null } else { json!(reported.log) },
    })
}

fn step(number: usize, step: &ReportedStep) -> Value {
    let exchanges = step.transcripts.iter().map(|one| json!({ "sent": one.sent, "got": one.got }));
    json!({
        "number": number,
        "title": step.title,
        "file": step.at.file.display().to_string(),
        "line": step.at.line,
        "column": step.at.column,
        "status": status_name(&step.status),
        "reason": skipped(&step.status),
        "ms": step.elapsed_ms,
        "failures": step.failures.iter().map(failure).collect::<Vec<_>>(),
        "exchanges": exchanges.collect::<Vec<_>>(),
    })
}

fn failure(failure: &ReportedFailure) -> Value {
    let (expected, actual) = failure.values.as_ref().map(|(one, other)| (&one.name, &other.name)).unzip();
    json!({
        "message": failure.message,
        "expected": expected,
        "actual": actual,
        "hints": failure.hints,
        "file": failure.at.file.display().to_string(),
        "line": failure.at.line,
        "column": failure.at.column,
    })
}
