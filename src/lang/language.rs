//! The language of webot's output.

use std::sync::atomic::{AtomicBool, Ordering};

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Lang {
    /// English.
    #[default]
    En,
    /// 中文.
    Zh,
}

static CHINESE: AtomicBool = AtomicBool::new(false);

impl Lang {
    /// Parses a locale such as `zh_CN.UTF-8`, `en` or `C`. Returns `None` if the locale is empty, and English for every
    /// language but Chinese.
    pub(crate) fn parse(locale: &str) -> Option<Self> {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        match language.as_str() {
            "" => None,
            "zh" | "cn" | "chinese" => Some(Self::Zh),
            _ => Some(Self::En),
        }
    }

    /// Sets the language for the whole process; it is global because help is generated before any context exists.
    pub(crate) fn speak(self) {
        CHINESE.store(self == Self::Zh, Ordering::Relaxed);
    }

    /// Returns a text in English and in Chinese, for readers who may choose. Nothing may be written meanwhile.
    pub(crate) fn both<T>(text: impl Fn() -> T) -> [T; 2] {
        let spoken = Self::spoken();
        let both = [Self::En, Self::Zh].map(|lang| {
            lang.speak();
            text()
        });
        spoken.speak();
        both
    }

    /// Returns the language set by [`Lang::speak`]; English by default.
    pub(crate) fn spoken() -> Self {
        if CHINESE.load(Ordering::Relaxed) { Self::Zh } else { Self::En }
    }
}
