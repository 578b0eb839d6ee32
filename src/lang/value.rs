//! A value for programs and for people.

/// A value that is compared with another: for programs in words that are the same in every language, for people in theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SpokenValue {
    /// The value in reports for programs.
    pub name: String,
    /// The value in sentences.
    pub spoken: String,
}

impl SpokenValue {
    /// Returns the value with each of its texts changed.
    pub(crate) fn map(&self, change: impl Fn(&str) -> String) -> Self {
        Self { name: change(&self.name), spoken: change(&self.spoken) }
    }
}

impl From<String> for SpokenValue {
    fn from(text: String) -> Self {
        Self { spoken: text.clone(), name: text }
    }
}

impl From<&str> for SpokenValue {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}
