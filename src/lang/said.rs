//! A sentence with its causes and hints.

/// A sentence for users, with its causes and hints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// The sentence: lower case, no full stop.
    pub message: String,
    /// The causes, the nearest first.
    pub causes: Vec<String>,
    /// The hints; each names a command to run or a place to look.
    pub hints: Vec<String>,
    /// A text to copy, printed alone on its line.
    pub alone: Option<String>,
}

impl Said {
    /// Returns a sentence without causes and hints.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), causes: Vec::new(), hints: Vec::new(), alone: None }
    }

    /// Adds a cause.
    #[must_use]
    pub(crate) fn cause(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// Adds a hint.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}
