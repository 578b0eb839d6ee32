//! The result of a command, as data.

use serde_json::Value;

use super::finding::ReportedFinding;
use super::stream::StreamEnd;
use super::table::Rows;

/// The result of a command; the printer turns it into text, JSON or nothing.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// The requested data.
    pub data: Data,
    /// A report for people, on stdout before the findings; silent with `--quiet`.
    pub report: String,
    /// The problems found, such as in a bot's reply.
    pub findings: Vec<ReportedFinding>,
    /// One line about the result, on stderr after everything else; an empty line is not printed.
    pub status: String,
    /// `true` if the check failed or the API returned an error; the exit code is then 1.
    pub failed: bool,
}

/// The requested data.
#[derive(Debug)]
pub(crate) enum Data {
    /// One value: JSON for scripts, text for people; empty text is not printed.
    Value(Value, String),
    /// A list that fits into memory.
    Rows(Rows),
    /// A stream that has already been written.
    Stream(StreamEnd),
}

impl Default for Data {
    fn default() -> Self {
        Self::Value(Value::Null, String::new())
    }
}

impl Outcome {
    /// Returns an outcome with one value: JSON for scripts, text for people.
    pub(crate) fn value(json: Value, text: impl Into<String>) -> Self {
        Self { data: Data::Value(json, text.into()), ..Self::default() }
    }

    /// Returns an outcome with a value for scripts only; people see report, findings and status.
    pub(crate) fn json(json: Value) -> Self {
        Self::value(json, "")
    }

    /// Returns an outcome with the same text for people and, as a JSON string, for scripts.
    pub(crate) fn text(text: String) -> Self {
        Self::value(Value::String(text.clone()), text)
    }

    /// Returns an outcome with a list.
    pub(crate) fn rows(rows: Rows) -> Self {
        Self { data: Data::Rows(rows), ..Self::default() }
    }

    /// Returns an outcome with a list or bytes that have already been written.
    pub(crate) fn stream(end: StreamEnd) -> Self {
        Self { data: Data::Stream(end), ..Self::default() }
    }

    /// Sets the report on stdout.
    #[must_use]
    pub(crate) fn report(self, report: impl Into<String>) -> Self {
        Self { report: report.into(), ..self }
    }

    /// Sets the status line on stderr.
    #[must_use]
    pub(crate) fn status(self, status: impl Into<String>) -> Self {
        Self { status: status.into(), ..self }
    }

    /// Sets the findings.
    #[must_use]
    pub(crate) fn findings(self, findings: Vec<ReportedFinding>) -> Self {
        Self { findings, ..self }
    }

    /// Sets whether the check failed or the API returned an error, which is exit code 1.
    #[must_use]
    pub(crate) fn failed(self, failed: bool) -> Self {
        Self { failed, ..self }
    }
}
