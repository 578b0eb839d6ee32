//! Several words in one text, as the tables hold them.

/// Words with blanks between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordList(&'static str);

impl WordList {
    /// Takes a text of words with blanks between them.
    pub const fn new(words: &'static str) -> Self {
        Self(words)
    }

    /// Returns the words in their order.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split_ascii_whitespace()
    }

    /// Returns whether this is one of them.
    pub fn contains(self, word: &str) -> bool {
        self.iter().any(|own| own == word)
    }
}
