//! The results of scenarios, as data.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;

use super::problem::Position;
use crate::lang::SpokenValue;
use crate::message::{AnswerFamily, Rule};
use crate::probe::{ComposeError, ProbeError};

/// The result of a scenario.
#[derive(Debug)]
pub(crate) struct ScenarioResult {
    /// The file.
    pub file: Arc<PathBuf>,
    /// The scenario's name.
    pub name: String,
    /// Its position.
    pub at: Position,
    /// Its status.
    pub status: Status,
    /// The failure before its first step.
    pub failure: Option<(Position, Failure)>,
    /// Its steps.
    pub steps: Vec<StepResult>,
    /// Its duration in milliseconds.
    pub elapsed_ms: u64,
    /// The output of the programs under test, if it failed.
    pub log: String,
}

/// The state of a scenario or a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Status {
    /// All expectations are met.
    Passed,
    /// An expectation is not met.
    Failed,
    /// It was not run.
    Skipped(SkipReason),
}

/// The reason why a scenario or a step was not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SkipReason {
    /// `skip` in the file; holds the reason, which may be empty.
    Marked(String),
    /// Other scenarios are marked with `only`.
    NotOnly,
    /// An earlier step failed, or the bot did not start.
    AfterFailure,
    /// `--from` names a later step.
    BeforeFrom,
    /// `--fail-fast`, after a failure.
    FailFast,
    /// The run was interrupted.
    Interrupted,
}

/// The result of a step.
#[derive(Debug)]
pub(crate) struct StepResult {
    /// Its position.
    pub at: Position,
    /// Its name, or its messages.
    pub title: String,
    /// Its status.
    pub status: Status,
    /// The unmet expectations.
    pub failures: Vec<(Position, Failure)>,
    /// Its duration in milliseconds.
    pub elapsed_ms: u64,
    /// The messages and replies as they were sent.
    pub transcripts: Vec<Transcript>,
    /// The changes that make its expectations fit the replies.
    pub updates: Vec<Update>,
    /// `true` if the changes leave no failure.
    pub is_updatable: bool,
}

/// The expectations of a message and the changes that make them fit its reply; without changes they fit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Update {
    /// The position of the expectations.
    pub at: Position,
    /// The changes.
    pub changes: Vec<Change>,
}

/// A value to replace.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    /// The position of the value.
    pub at: Position,
    /// The new value.
    pub value: Value,
}

/// A message and the reply as text.
#[derive(Debug, Clone)]
pub(crate) struct Transcript {
    /// The body of the push, before encryption.
    pub sent: String,
    /// The body of the answer, decrypted.
    pub got: String,
}

/// The reason why a scenario or a step failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// An expectation is not met.
    Unmet {
        /// The key of the expectation, such as `text` or `fields.Content`.
        key: String,
        /// The expected value.
        expected: SpokenValue,
        /// The actual value.
        actual: SpokenValue,
    },
    /// WeChat would reject the reply.
    Rejected(Box<Rule>, AnswerFamily),
    /// WeChat would accept the reply, which was expected to be rejected.
    NotRejected,
    /// A repeated delivery was answered in another way.
    AnswersDiffer {
        /// The number of the delivery, from 1.
        number: usize,
        /// The first answer.
        first: SpokenValue,
        /// The other answer.
        other: SpokenValue,
    },
    /// The bot answered another user; holds the openid.
    OtherUser(String),
    /// A variable has no value, because the step that sets it did not run.
    NoValue(String),
    /// The reply has nothing to capture for a variable.
    NotCaptured {
        /// The name of the variable.
        name: String,
        /// The text that was searched.
        text: String,
    },
    /// A pattern with its values is no regular expression; holds the reason.
    Regex(String),
    /// The words compose no message.
    NoMessage,
    /// The message cannot be composed.
    Compose(ComposeError),
    /// The message cannot be delivered.
    Probe(ProbeError),
    /// The URL is invalid.
    Url(String),
    /// The mock does not tell its calls; holds its address.
    NoMock(String),
    /// The bot called the mock too often or too seldom.
    Calls {
        /// The path.
        path: String,
        /// The expected number; `None` is at least one.
        expected: Option<usize>,
        /// The actual number.
        actual: usize,
        /// The calls on this path with another body, or all paths that were called.
        seen: Vec<String>,
    },
    /// A program could not be started; holds the command and the reason.
    NotStarted(String, String),
    /// A program ended before it opened its port.
    Ended {
        /// The command.
        command: String,
        /// The exit code.
        code: Option<i32>,
    },
    /// A program did not open its port.
    NoPort {
        /// The command.
        command: String,
        /// The port.
        port: u16,
        /// The longest wait in milliseconds.
        within_ms: u64,
    },
    /// Another program listens on the port.
    PortTaken(u16),
}

impl StepResult {
    /// Returns a step that was not run.
    pub(crate) fn skipped(at: Position, title: String, reason: SkipReason) -> Self {
        Self {
            at,
            title,
            status: Status::Skipped(reason),
            failures: Vec::new(),
            elapsed_ms: 0,
            transcripts: Vec::new(),
            updates: Vec::new(),
            is_updatable: false,
        }
    }
}
