//! Tells how narrowly a pattern misses a message.

use std::time::Duration;

use super::pattern::{FieldTest, Pattern, PatternResult, TextPattern};
use crate::bot::info::Info;
use crate::closest::within_edits;
use crate::js_regex::{JsRegex, MatchResult};

/// The difference between a message and a pattern that almost matches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NearMiss {
    /// The text matches if case is ignored.
    Case,
    /// The text matches without white space and punctuation at its ends.
    Ends,
    /// The text is almost the one of the pattern; holds that.
    Spelling(String),
    /// All tests but this one pass.
    Field {
        /// The field.
        field: String,
        /// Its value; `None` if the message does not have it.
        actual: Option<String>,
        /// The value that the pattern wants, if it is one.
        wanted: Option<String>,
    },
}

impl NearMiss {
    /// Returns the name used in `--json`.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Ends => "ends",
            Self::Spelling(_) => "spelling",
            Self::Field { .. } => "field",
        }
    }
}

impl Pattern {
    /// Returns how narrowly the pattern misses a message that it does not match; `None` if it is not near.
    pub(crate) fn near_miss(&self, info: &Info) -> Option<NearMiss> {
        match self {
            Self::Text(pattern) => pattern.near_miss(info.text.as_deref()?),
            Self::Fields(tests) => fields(tests, info),
            Self::Any(patterns) => patterns.iter().find_map(|pattern| pattern.near_miss(info)),
            Self::Always | Self::Never => None,
        }
    }
}

impl TextPattern {
    fn near_miss(&self, text: &str) -> Option<NearMiss> {
        let bare = bare(text);
        let ends = |matches: bool| (matches && bare != text && !bare.is_empty()).then_some(NearMiss::Ends);
        match self {
            Self::Exact(exact) => {
                if exact.to_lowercase() == text.to_lowercase() {
                    return Some(NearMiss::Case);
                }
                let almost = || within_edits(text, [exact.as_str()], |exact| exact.chars().count() / 4);
                ends(bare == exact).or_else(|| almost().map(|exact| NearMiss::Spelling(exact.to_owned())))
            }
            // A pattern that backtracks may be slow.
            Self::Regex(regex) if !regex.is_exact() => None,
            Self::Regex(regex) => {
                let without_case = JsRegex::new(regex.source(), &format!("{}i", regex.flags())).ok();
                if without_case.is_some_and(|regex| matches(&regex, text)) {
                    return Some(NearMiss::Case);
                }
                ends(matches(regex, bare))
            }
        }
    }
}

fn matches(regex: &JsRegex, text: &str) -> bool {
    regex.is_exact() && matches!(regex.captures(text, Duration::ZERO), MatchResult::Match(_))
}

/// Returns a text without white space and punctuation at its ends.
fn bare(text: &str) -> &str {
    text.trim_matches(|char: char| {
        char.is_whitespace() || (!char.is_alphanumeric() && !char.is_ascii_control())
    })
}

fn fields(tests: &[(String, FieldTest)], info: &Info) -> Option<NearMiss> {
    let value = |field: &str| if field == "kind" { None } else { info.value(field) };
    let passes = |(field, test): &&(String, FieldTest)| {
        let mut info = info.clone();
        test.test(value(field).as_deref(), &mut info) == PatternResult::Yes
    };
    let mut failed = tests.iter().filter(|test| !passes(test));
    let (field, test) = failed.next()?;
    // The session may have changed since the pattern was tried.
    if failed.next().is_some() || field.starts_with("session") {
        return None;
    }
    let actual = value(field);
    let wanted = match test {
        FieldTest::Equals(wanted) => Some(wanted.fill(|name| info.value(name))),
        FieldTest::Kind(kind) => Some(kind.name.to_owned()),
        _ => None,
    };
    let differs_in_case =
        matches!((&actual, &wanted), (Some(actual), Some(wanted)) if actual.eq_ignore_ascii_case(wanted));
    (tests.len() > 1 || differs_in_case).then(|| NearMiss::Field { field: field.clone(), actual, wanted })
}
