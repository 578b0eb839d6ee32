//! What a command brings, as data.

use serde_json::Value;

use crate::lang::Said;
use crate::lang::Severity;

/// What a command brings; the printer turns it into text, JSON or nothing.
#[derive(Debug, Default)]
pub struct Outcome {
    /// For scripts.
    pub json: Value,
    /// For people; empty is nothing.
    pub text: String,
    /// What is wrong with the other side.
    pub findings: Vec<Noted>,
    /// One line about how it went, after everything else; empty is none.
    pub status: String,
    /// Whether the text is what was asked for, which `--quiet` does not silence.
    pub asked_for: bool,
    /// Whether the other side said no.
    pub failed: bool,
    /// Whether everything was written while it came, so that nothing is left to print.
    pub streamed: bool,
}

/// A finding in words.
#[derive(Debug, Clone)]
pub struct Noted {
    /// Its name.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it says.
    pub said: Said,
    /// What was expected, and what came.
    pub diff: Option<(String, String)>,
}

impl Outcome {
    /// Text that is the same for people and, as a JSON string, for scripts.
    pub fn text(text: String) -> Self {
        Self { json: Value::String(text.clone()), text, asked_for: true, ..Self::default() }
    }
}
