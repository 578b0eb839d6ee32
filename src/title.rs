//! A line of text in both languages, as the tables hold it.

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

    /// Nothing.
    pub const NONE: Self = Self::new("", "");
}
