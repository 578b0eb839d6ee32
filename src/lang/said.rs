//! A sentence with its causes and hints.

/// A sentence, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// One sentence: lower case, no full stop.
    pub message: String,
    /// What lies beneath, the nearest first.
    pub causes: Vec<String>,
    /// Each names a command to type or a place to look.
    pub hints: Vec<String>,
    /// Something to copy, which stands alone on its line.
    pub alone: Option<String>,
}

impl Said {
    /// A sentence alone.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), causes: Vec::new(), hints: Vec::new(), alone: None }
    }

    /// Adds what lies beneath.
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
