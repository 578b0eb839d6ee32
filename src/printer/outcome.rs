//! The result of a command, as data.

use serde_json::Value;

use super::stream::StreamEnd;
use super::table::Rows;
use crate::lang::{Said, Severity};

/// The result of a command; the printer turns it into text, JSON or nothing.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was asked for.
    pub data: Data,
    /// How it went, for people, on stdout before the findings; `--quiet` silences it.
    pub report: String,
    /// What is wrong with the other side.
    pub findings: Vec<Noted>,
    /// One line about how it went, on stderr after everything else; empty is none.
    pub status: String,
    /// Whether the other side said no.
    pub failed: bool,
}

/// What was asked for.
#[derive(Debug)]
pub enum Data {
    /// One value: JSON for scripts, text for people. Empty text is nothing.
    Value(Value, String),
    /// A list that fits into memory.
    Rows(Rows),
    /// Everything was written while it came.
    Stream(StreamEnd),
}

impl Default for Data {
    fn default() -> Self {
        Self::Value(Value::Null, String::new())
    }
}

/// A finding in words.
#[derive(Debug, Clone)]
pub struct Noted {
    /// Its name.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The sentence and its hints.
    pub said: Said,
    /// The expected value and the actual one.
    pub diff: Option<(String, String)>,
}

impl Outcome {
    /// A value that was asked for: JSON for scripts, text for people.
    pub fn value(json: Value, text: impl Into<String>) -> Self {
        Self { data: Data::Value(json, text.into()), ..Self::default() }
    }

    /// A value for scripts; people are told how it went by report, findings and status.
    pub fn json(json: Value) -> Self {
        Self::value(json, "")
    }

    /// Text that is the same for people and, as a JSON string, for scripts.
    pub fn text(text: String) -> Self {
        Self::value(Value::String(text.clone()), text)
    }

    /// A list.
    pub fn rows(rows: Rows) -> Self {
        Self { data: Data::Rows(rows), ..Self::default() }
    }

    /// A list or bytes that were written while they came.
    pub fn stream(end: StreamEnd) -> Self {
        Self { data: Data::Stream(end), ..Self::default() }
    }

    /// Says how it went, on stdout.
    #[must_use]
    pub fn report(self, report: impl Into<String>) -> Self {
        Self { report: report.into(), ..self }
    }

    /// Says how it went in one line, on stderr.
    #[must_use]
    pub fn status(self, status: impl Into<String>) -> Self {
        Self { status: status.into(), ..self }
    }

    /// Adds what is wrong with the other side.
    #[must_use]
    pub fn findings(self, findings: Vec<Noted>) -> Self {
        Self { findings, ..self }
    }

    /// Says whether the other side said no, which is exit code 1.
    #[must_use]
    pub fn failed(self, failed: bool) -> Self {
        Self { failed, ..self }
    }
}
