//! The language of webot's output.

use std::cell::Cell;
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

thread_local! {
    /// The language of this thread while [`Lang::both`] makes a text; other threads go on writing in theirs.
    static OVERRIDE: Cell<Option<Lang>> = const { Cell::new(None) };
}

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

    /// Returns a text in English and in Chinese, for readers who may choose.
    pub(crate) fn both<T>(text: impl Fn() -> T) -> [T; 2] {
        let before = OVERRIDE.get();
        let both = [Self::En, Self::Zh].map(|lang| {
            OVERRIDE.set(Some(lang));
            text()
        });
        OVERRIDE.set(before);
        both
    }

    /// Returns the language set by [`Lang::speak`]; English by default.
    pub(crate) fn spoken() -> Self {
        if let Some(lang) = OVERRIDE.get() {
            return lang;
        }
        if CHINESE.load(Ordering::Relaxed) { Self::Zh } else { Self::En }
    }
}
