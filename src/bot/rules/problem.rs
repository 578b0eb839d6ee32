//! Problems in a file of rules. Their sentences are in `text`.

use std::path::PathBuf;

use crate::lang::Severity;
use crate::message::{self, AnswerFamily};
use crate::source::SyntaxError;

/// A position in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FilePosition {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A problem with its position and its rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The position.
    pub position: FilePosition,
    /// The name of the rule that contains it, if any.
    pub rule: Option<String>,
    /// The kind of problem.
    pub kind: ProblemKind,
}

/// The kind of a problem. Variants will be added.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum ProblemKind {
    /// The file is not valid JSON or YAML.
    Syntax(Box<SyntaxError>),
    /// The file cannot be read, with the message of the operating system.
    Unreadable(String),
    /// The file or value is JavaScript or another program, not data.
    NotData,
    /// The file loads itself, directly or through other files.
    LoadCycle,
    /// The files that load each other are too many or too large together.
    TooManyLoads,
    /// Reading the files takes too long.
    SlowLoads,
    /// The key is unknown.
    UnknownKey {
        /// The key.
        key: String,
        /// The known keys most similar to it.
        closest: Vec<String>,
        /// All keys that are known there; empty where the closest one is certain.
        known: &'static [&'static str],
    },
    /// The value is not of the type that its key takes.
    WrongType {
        /// The key.
        key: String,
        /// The type that the key takes.
        expected: ExpectedType,
    },
    /// The pattern is not a valid JavaScript regular expression.
    InvalidRegex {
        /// The pattern.
        pattern: String,
        /// The message of the parser.
        reason: String,
        /// The text to match exactly, if the pattern may be meant so.
        exact: Option<String>,
    },
    /// The message kind is unknown.
    UnknownMessageKind {
        /// The kind, as written.
        kind: String,
        /// The known kinds most similar to it.
        closest: Vec<String>,
    },
    /// The kind is the name of a type of messages, which has several kinds.
    KindIsType(&'static str),
    /// No message has the field.
    UnknownField {
        /// The field.
        field: String,
        /// The fields most similar to it.
        closest: Vec<String>,
        /// `true` if it asks for the time in a word that rules do not know.
        is_time: bool,
        /// `true` if the rule can never match.
        never_matches: bool,
    },
    /// No message has this value in the field.
    UnknownValue {
        /// The field.
        field: String,
        /// The value.
        given: String,
        /// `true` if the value of `closest` differs in case only.
        differs_in_case: bool,
        /// `true` if only WeCom writes it like this.
        is_of_work: bool,
        /// The values most similar to it.
        closest: Vec<String>,
    },
    /// The placeholder stands for nothing.
    UnknownPlaceholder {
        /// Its name.
        name: String,
        /// The names most similar to it.
        closest: Vec<String>,
        /// `true` if a rule writes a session field of this name.
        is_session_field: bool,
        /// `true` if it asks for the time in a word that rules do not know.
        is_time: bool,
    },
    /// A reply breaks this rule of WeChat, for bots of this family.
    Reply(Box<message::Rule>, AnswerFamily),
    /// A reply of this type does not have the field.
    UnusedField {
        /// The type of the reply.
        kind: &'static str,
        /// The field.
        field: String,
    },
    /// The rule is never tried, because an earlier one replies to all of its messages.
    Unreachable {
        /// The name of the earlier rule.
        by: String,
        /// Its line.
        line: usize,
        /// `true` if the earlier rule replies to every message, or to every text.
        catches_all: bool,
    },
    /// All accounts have rules of their own, so the rules beside them are never used.
    UnusedRules,
    /// The rule refers to a name that does not exist.
    UnknownReference {
        /// The kind of the reference.
        kind: ReferenceKind,
        /// The name.
        name: String,
        /// The existing names most similar to it.
        closest: Vec<String>,
    },
    /// Two wait rules have this name.
    DuplicateWait(String),
    /// The key occurs twice in an object.
    DuplicateKey {
        /// The key.
        key: String,
        /// The line of the first occurrence, from 1.
        first: usize,
    },
    /// The reply lacks a required field.
    MissingField {
        /// The type of the reply.
        kind: &'static str,
        /// The missing field.
        field: &'static str,
    },
    /// The reply has this many articles; WeChat accepts 1 to 8.
    ArticleCount(usize),
    /// The text of a reply has this many bytes, more than WeChat shows.
    TextTooLong(usize),
    /// The rule has no action.
    NoAction,
    /// The key is not allowed in this group of rules.
    KeyNotAllowed {
        /// The key.
        key: &'static str,
        /// `beforeReply`, `afterReply` or `accounts`.
        group: &'static str,
    },
    /// The line of a list has no `{key}` to choose it by.
    MissingListKey,
    /// A value of an account cannot be used, such as an `env:` or `file:` that does not exist.
    Account {
        /// The key.
        key: &'static str,
        /// The reason.
        reason: String,
    },
    /// The file has no rules.
    NoRules,
}

/// The kind of a reference to another part of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReferenceKind {
    /// A rule.
    Rule,
    /// A wait rule.
    Wait,
    /// A domain.
    Domain,
}

/// The type of value that a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExpectedType {
    /// A text.
    Text,
    /// A text that is not empty.
    NotEmpty,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Number,
    /// Two whole numbers, the smaller one first.
    Range,
    /// A list of texts, the first of which is a program.
    Command,
    /// A URL of http or https.
    Url,
    /// A number of seconds, less than 5.
    Seconds,
    /// A number of seconds.
    WaitSeconds,
    /// The name of a rule, or an object with `rule`, `within` and `late`.
    Wait,
    /// A time zone that the machine knows.
    TimeZone,
    /// A list.
    List,
    /// An object.
    Object,
    /// `true`, a number, or an object with `limit` and `then`.
    Rewait,
    /// A type of reply.
    ReplyType,
    /// A path that begins with `/`.
    Path,
    /// `plain`, `compat` or `safe`.
    Mode,
    /// A code of three digits.
    Code,
    /// A pattern and a handler.
    Pair,
}

impl Problem {
    /// Returns the severity: a warning if the rules can be used nevertheless.
    pub(crate) fn severity(&self) -> Severity {
        match self.kind {
            ProblemKind::UnknownField { .. }
            | ProblemKind::UnknownValue { .. }
            | ProblemKind::UnknownPlaceholder { .. }
            | ProblemKind::UnusedField { .. }
            | ProblemKind::Unreachable { .. }
            | ProblemKind::UnusedRules
            | ProblemKind::Reply(..) => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Returns the name of the problem in `--json`.
    pub(crate) fn name(&self) -> &'static str {
        match self.kind {
            ProblemKind::Syntax(_) => "syntax",
            ProblemKind::Unreadable(_) => "unreadable",
            ProblemKind::NotData => "not-data",
            ProblemKind::LoadCycle => "loads-itself",
            ProblemKind::TooManyLoads => "too-many-loads",
            ProblemKind::SlowLoads => "slow-loads",
            ProblemKind::UnknownKey { .. } => "unknown-key",
            ProblemKind::WrongType { .. } => "shape",
            ProblemKind::InvalidRegex { .. } => "regex",
            ProblemKind::UnknownMessageKind { .. } => "unknown-kind",
            ProblemKind::KindIsType(_) => "kind-is-type",
            ProblemKind::UnknownField { .. } => "unknown-field",
            ProblemKind::UnknownValue { .. } => "unknown-value",
            ProblemKind::UnknownPlaceholder { .. } => "unknown-placeholder",
            ProblemKind::Reply(..) => "reply",
            ProblemKind::UnusedField { .. } => "unused-field",
            ProblemKind::Unreachable { .. } => "unreachable",
            ProblemKind::UnusedRules => "unused-rules",
            ProblemKind::UnknownReference { .. } => "missing",
            ProblemKind::DuplicateWait(_) => "twice",
            ProblemKind::DuplicateKey { .. } => "duplicate-key",
            ProblemKind::MissingField { .. } => "lacks",
            ProblemKind::ArticleCount(_) => "articles",
            ProblemKind::TextTooLong(_) => "too-long",
            ProblemKind::NoAction => "idle",
            ProblemKind::KeyNotAllowed { .. } => "not-here",
            ProblemKind::MissingListKey => "no-list-key",
            ProblemKind::Account { .. } => "secret",
            ProblemKind::NoRules => "no-rules",
        }
    }
}
