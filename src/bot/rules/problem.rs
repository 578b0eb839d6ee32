//! What is wrong with a file of rules. What each says to people stands in `text`.

use std::path::PathBuf;

use crate::source::SyntaxError;

/// Where something stands in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Something that is wrong, where, and in which rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// In which rule, where it is in one.
    pub rule: Option<String>,
    /// What.
    pub what: What,
}

/// What is wrong. There will be more.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// Neither JSON nor YAML.
    Syntax(Box<SyntaxError>),
    /// The file cannot be read; what the system says.
    Unreadable(String),
    /// A module of JavaScript, or another file that is no data.
    NotData,
    /// The file loads itself, by this way.
    LoadsItself,
    /// A key that nobody knows; those that are like it.
    UnknownKey {
        /// The key.
        key: String,
        /// What it may have been meant to be.
        closest: Vec<String>,
    },
    /// A value of another shape than this key has.
    Shape {
        /// The key.
        key: String,
        /// What it takes.
        wanted: Wanted,
    },
    /// No regular expression of JavaScript.
    Regex {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
        /// Whether it was written as a plain text, in which some characters have a meaning.
        loose: bool,
    },
    /// A field of a message that cannot be tested by this kind.
    UnknownKind {
        /// What was given.
        kind: String,
        /// Kinds that are like it.
        closest: Vec<String>,
    },
    /// Something that is named and is not there.
    Missing {
        /// What kind of thing.
        what: Missing,
        /// Its name.
        name: String,
        /// Names that are like it.
        closest: Vec<String>,
    },
    /// Two of one name where only one can be.
    Twice(String),
    /// A key that stands twice: where it stood first.
    DuplicateKey {
        /// The key.
        key: String,
        /// The line where it stood first, from 1.
        first: usize,
    },
    /// A reply without what it cannot be without.
    Lacks {
        /// Its kind.
        kind: &'static str,
        /// The field.
        field: &'static str,
    },
    /// This many articles, where WeChat takes 1 to 8.
    Articles(usize),
    /// A text reply of this many bytes, more than WeChat shows.
    TooLong(usize),
    /// A rule has nothing to do.
    Idle,
    /// A key that has no meaning for a rule here: the key, and where it stands.
    NotHere {
        /// The key.
        key: &'static str,
        /// `beforeReply` or `afterReply`.
        group: &'static str,
    },
    /// A line of a list without the `{key}` by which it is chosen.
    NoListKey,
    /// `env:` or `file:` that leads nowhere, or a key that is none; the reason.
    Secret {
        /// The key.
        key: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// There is not one rule in the file.
    NoRules,
}

/// What a rule can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// A rule.
    Rule,
    /// A wait rule.
    Wait,
    /// A domain.
    Domain,
}

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
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
    /// Seconds, less than 5.
    Seconds,
    /// A list.
    List,
    /// An object.
    Object,
    /// A text, a list, or an object.
    Handler,
    /// A text, a list or an object of fields.
    Pattern,
    /// `true`, a number, or an object with `limit` and `then`.
    Rewait,
    /// A kind of reply.
    ReplyType,
    /// A path that begins with `/`.
    Path,
    /// `plain`, `compat` or `safe`.
    Mode,
    /// A code of three digits.
    Code,
    /// A file of YAML or JSON, or a list of them.
    Files,
    /// A pattern and a handler.
    Pair,
}

impl Problem {
    /// The word in `--json`.
    pub fn name(&self) -> &'static str {
        match self.what {
            What::Syntax(_) => "syntax",
            What::Unreadable(_) => "unreadable",
            What::NotData => "not-data",
            What::LoadsItself => "loads-itself",
            What::UnknownKey { .. } => "unknown-key",
            What::Shape { .. } => "shape",
            What::Regex { .. } => "regex",
            What::UnknownKind { .. } => "unknown-kind",
            What::Missing { .. } => "missing",
            What::Twice(_) => "twice",
            What::DuplicateKey { .. } => "duplicate-key",
            What::Lacks { .. } => "lacks",
            What::Articles(_) => "articles",
            What::TooLong(_) => "too-long",
            What::Idle => "idle",
            What::NotHere { .. } => "not-here",
            What::NoListKey => "no-list-key",
            What::Secret { .. } => "secret",
            What::NoRules => "no-rules",
        }
    }
}
