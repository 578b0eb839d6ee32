//! Findings in the form that the printer shows.

use serde_json::{Value, json};

use crate::lang::{Said, Severity, SpokenValue};
use crate::text;

/// A finding with its sentence and hints.
#[derive(Debug, Clone)]
pub(crate) struct ReportedFinding {
    /// The name of the rule.
    pub rule: &'static str,
    /// The severity.
    pub severity: Severity,
    /// The sentence and its hints.
    pub said: Said,
    /// The expected value and the actual one.
    pub diff: Option<(SpokenValue, SpokenValue)>,
}

/// Returns findings in the form of `--json`.
pub(crate) fn findings_json(findings: &[ReportedFinding]) -> Value {
    findings
        .iter()
        .map(|finding| {
            let mut json = json!({
                "rule": finding.rule,
                "severity": finding.severity.name(),
                "message": finding.said.message,
                "hint": finding.said.hints.join(text::words().semicolon),
            });
            if let Some((expected, actual)) = &finding.diff {
                json["expected"] = json!(expected.name);
                json["actual"] = json!(actual.name);
            }
            json
        })
        .collect()
}
