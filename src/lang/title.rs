//! A line of text in both languages, as the tables hold it.

use super::Lang;

/// A line of text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// English.
    pub en: &'static str,
    /// 中文.
    pub zh: &'static str,
}

impl Title {
    /// In both languages.
    pub const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { en, zh }
    }

    /// Returns the line in the language that is spoken.
    pub fn spoken(self) -> &'static str {
        match Lang::spoken() {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }

    /// Nothing.
    pub const NONE: Self = Self::new("", "");
}
