//! What the server says while it runs.

use serde::Serialize;

use super::door::Why;
use crate::bot::external::RuleFailure;
use crate::bot::rules::Problem;

/// Something that is said.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly all of them are lines")]
pub enum Said {
    /// A request was answered.
    Line(Line),
    /// Changed rules are used from now on: how many there are.
    Reloaded(usize),
    /// Changed rules are wrong, and the old ones stay.
    Broken(Vec<Problem>),
    /// Lines that were not said, because nobody could read so fast.
    Lost(u64),
}

/// A request that was answered.
#[derive(Debug, Default)]
pub struct Line {
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// `GET` or `POST`.
    pub method: String,
    /// The path.
    pub path: String,
    /// What came: `text`, `event subscribe`; empty where nobody could tell.
    pub kind: String,
    /// Whose message it was.
    pub user: String,
    /// The rule that answered.
    pub rule: Option<String>,
    /// The code whose reply was given, where no rule answered.
    pub code: Option<String>,
    /// What kind of reply was given; none where nothing was said.
    pub reply: Option<&'static str>,
    /// Whether it was a delivery of what had been answered before.
    pub again: bool,
    /// Why it was refused.
    pub refused: Option<Why>,
    /// What went wrong, and in which rules.
    pub failures: Vec<(String, RuleFailure)>,
    /// Whether the query had the token in it.
    pub token_in_query: bool,
    /// The HTTP status.
    pub status: u16,
    /// How long it took, in microseconds.
    pub us: u128,
}

/// A line for machines.
#[derive(Serialize)]
struct Written<'a> {
    at: u64,
    method: &'a str,
    path: &'a str,
    kind: &'a str,
    user: &'a str,
    rule: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    reply: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    again: Option<bool>,
    status: u16,
    ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token_in_query: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    failures: Vec<WrittenFailure<'a>>,
}

#[derive(Serialize)]
struct WrittenFailure<'a> {
    rule: &'a str,
    reason: String,
}

impl Line {
    /// For machines: an object of JSON, at the end of a text.
    pub fn json(&self, text: &mut Vec<u8>, explain: fn(&RuleFailure) -> String, refusal: fn(&Why) -> String) {
        let failures = self.failures.iter();
        let failures =
            failures.map(|(rule, failure)| WrittenFailure { rule, reason: explain(failure) }).collect();
        let written = Written {
            at: self.at_ms,
            method: &self.method,
            path: &self.path,
            kind: &self.kind,
            user: &self.user,
            rule: self.rule.as_deref(),
            code: self.code.as_deref(),
            reply: self.reply,
            again: self.again.then_some(true),
            status: self.status,
            ms: milliseconds(self.us),
            refused: self.refused.as_ref().map(refusal),
            token_in_query: self.token_in_query.then_some(true),
            failures,
        };
        // There is nothing in it that JSON could not say.
        serde_json::to_writer(text, &written).ok();
    }
}

/// Microseconds as milliseconds with one decimal.
fn milliseconds(us: u128) -> f64 {
    let tenths = u32::try_from(us / 100).unwrap_or(u32::MAX);
    f64::from(tenths) / 10.0
}
