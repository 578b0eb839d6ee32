//! Errors in scenario files, as data. Their sentences are in `text`.

use std::path::PathBuf;
use std::sync::Arc;

use crate::source::SyntaxError;

/// A position in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Position {
    /// The file.
    pub file: Arc<PathBuf>,
    /// The line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Position {
    /// Returns `FILE:LINE:COLUMN`, or only the file for a file as a whole.
    pub(crate) fn shown(&self) -> String {
        match self.line {
            0 => self.file.display().to_string(),
            line => format!("{}:{line}:{}", self.file.display(), self.column),
        }
    }
}

/// An error in a scenario file.
#[derive(Debug)]
pub(crate) struct Problem {
    /// Its position.
    pub at: Position,
    /// The error.
    pub kind: ProblemKind,
}

/// The kind of an error in a scenario file.
#[derive(Debug)]
pub(crate) enum ProblemKind {
    /// The file cannot be read; holds the reason.
    Unreadable(String),
    /// The file is larger than this limit, in bytes.
    TooLarge(usize),
    /// The file is not YAML or JSON.
    Syntax(SyntaxError),
    /// A file includes itself, directly or through others.
    IncludeCycle,
    /// Includes nest deeper than this limit.
    TooDeep(usize),
    /// A file stands for more steps than this limit.
    TooManySteps(usize),
    /// A key is unknown.
    UnknownKey {
        /// The key.
        key: String,
        /// Similar keys.
        closest: Vec<String>,
        /// All keys that are allowed here.
        known: &'static [&'static str],
    },
    /// A key occurs twice.
    DuplicateKey {
        /// The key.
        key: String,
        /// The line of the first one.
        first: usize,
    },
    /// A value has the wrong shape.
    Wrong {
        /// The key; empty for the file as a whole.
        key: String,
        /// The expected value.
        expected: ExpectedShape,
    },
    /// A required key is missing.
    Missing(&'static str),
    /// Two keys exclude each other.
    Exclusive(&'static str, &'static str),
    /// A variable has no value.
    UnknownVariable {
        /// The name.
        name: String,
        /// Similar names.
        closest: Vec<String>,
    },
    /// A user is not declared.
    UnknownUser {
        /// The name.
        name: String,
        /// Similar names.
        closest: Vec<String>,
    },
    /// A pattern is no regular expression; holds the reason.
    InvalidRegex(String),
    /// `expectApi` needs the address of a mock.
    NoMock,
}

/// The expected shape of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExpectedShape {
    /// An object.
    Object,
    /// A list.
    List,
    /// A list that is not empty.
    NonEmptyList,
    /// A text.
    Text,
    /// A text, or a list of texts.
    Words,
    /// An object, a text or a list of texts.
    Message,
    /// `true` or `false`.
    Bool,
    /// A number in this range.
    Number(u64, u64),
    /// A time such as `500` (milliseconds), `2s` or `1m`.
    Time,
    /// `plain`, `compat` or `safe`.
    Mode,
    /// `xml` or `json`.
    Format,
    /// A path of a field, such as `Articles.item[0].Title`.
    Path,
    /// The type of a reply.
    ReplyType,
    /// The expected replies of an `expect` key: a text or an object.
    Expectation,
}
