//! The language that webot speaks.

use std::sync::atomic::{AtomicBool, Ordering};

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// 中文.
    Zh,
}

static CHINESE: AtomicBool = AtomicBool::new(false);

impl Lang {
    /// From a locale such as `zh_CN.UTF-8`, `en` or `C`; `None` when it says nothing.
    pub fn parse(locale: &str) -> Option<Self> {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        match language.as_str() {
            "" => None,
            "zh" | "cn" | "chinese" => Some(Self::Zh),
            _ => Some(Self::En),
        }
    }

    /// Speaks this language from now on, in the whole process: help is made before any context exists.
    pub fn speak(self) {
        CHINESE.store(self == Self::Zh, Ordering::Relaxed);
    }

    /// The language that is spoken.
    pub fn spoken() -> Self {
        if CHINESE.load(Ordering::Relaxed) { Self::Zh } else { Self::En }
    }
}
