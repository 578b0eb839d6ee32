//! A line of text in both languages, for the tables.

use super::Lang;

/// A line of text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bilingual {
    /// The line in English.
    pub en: &'static str,
    /// The line in 中文.
    pub zh: &'static str,
}

impl Bilingual {
    /// Creates a line from its two languages.
    pub const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { en, zh }
    }

    /// Returns the line in the current language.
    pub fn spoken(self) -> &'static str {
        match Lang::spoken() {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }

    /// An empty line.
    pub const NONE: Self = Self::new("", "");
}
