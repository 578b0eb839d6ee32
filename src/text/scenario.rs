//! The help and messages of `webot test`.

use crate::lang::Said;
use crate::scenario::{Failure, SkipReason};

/// The help of `webot test`.
#[derive(Debug)]
pub(crate) struct TestHelp {
    pub about: &'static str,
    pub after: &'static str,
    /// Heading: the scenarios.
    pub scenarios: &'static str,
    /// Heading: the reports.
    pub reports: &'static str,
    pub files: &'static str,
    pub set: &'static str,
    pub filter: &'static str,
    pub from: &'static str,
    pub fail_fast: &'static str,
    pub jobs: &'static str,
    pub watch: &'static str,
    pub update: &'static str,
    pub yes: &'static str,
    pub report: &'static str,
    pub schema: &'static str,
}

/// The reason why an expectation is not updated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotUpdated {
    /// Cases or repetitions get different replies.
    Differs,
    /// The reply holds a secret.
    Secret,
    /// The place in the file cannot be rewritten, as it is copied elsewhere.
    Place,
    /// The file has changed since it was read.
    Changed,
}

/// The messages of `webot test`.
pub(crate) struct TestWords {
    /// Tells the numbers of scenarios that passed, failed and were skipped, and the duration in milliseconds.
    pub summary: fn([usize; 3], u64) -> String,
    /// Names a step by its number and title.
    pub step: fn(usize, &str) -> String,
    /// Tells the number of steps that did not run.
    pub not_run: fn(usize) -> String,
    /// The heading above what the bot wrote.
    pub log: &'static str,
    /// Says that something still listens on the port of a program that was ended.
    pub left_open: fn(u16) -> String,
    /// Says that this number of files is watched.
    pub watching: fn(usize) -> String,
    /// Names a file that has changed, and the number of others.
    pub changed: fn(&str, usize) -> String,
    /// Asks whether to write this number of values to this number of files.
    pub ask_update: fn(usize, usize) -> String,
    /// Says that they were written.
    pub updated: fn(usize, usize) -> String,
    pub nothing_to_update: &'static str,
    /// Says that the expectations at this position are not updated, and why.
    pub not_updated: fn(&str, NotUpdated) -> String,
    /// Says that messages are written to this file.
    pub recording: fn(&str) -> String,
    /// Tells why a scenario or a step did not run.
    pub skip_reason: fn(&SkipReason) -> String,
    /// Tells why a scenario or a step failed; errors of other rooms have their own texts.
    pub failure: fn(&Failure) -> Said,
}
