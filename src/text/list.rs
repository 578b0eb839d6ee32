//! Lists of words in sentences.

use std::fmt;

use super::Lang;

/// Formats words in backticks, separated as the language requires.
pub(super) struct List<'a, T> {
    words: &'a [T],
    between: &'static str,
}

impl<'a, T> List<'a, T> {
    /// Lists all words: `` `a`, `b` ``.
    pub(super) fn ticked(words: &'a [T]) -> Self {
        Self { words, between: if Lang::spoken() == Lang::Zh { "、" } else { ", " } }
    }

    /// Lists alternatives: `` `a` or `b` ``.
    pub(super) fn or_ticked(words: &'a [T]) -> Self {
        Self { words, between: if Lang::spoken() == Lang::Zh { " 或 " } else { " or " } }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl<T: fmt::Display> fmt::Display for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.words.iter().enumerate().try_for_each(|(at, word)| {
            let between = if at == 0 { "" } else { self.between };
            write!(f, "{between}`{word}`")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::List;

    #[test]
    fn words_stand_apart() {
        assert_eq!(List::ticked(&["a", "b", "c"]).to_string(), "`a`, `b`, `c`");
        assert_eq!(List::or_ticked(&["a", "b", "c"]).to_string(), "`a` or `b` or `c`");
        assert_eq!(List::ticked(&["a"]).to_string(), "`a`");
        assert!(List::<&str>::ticked(&[]).is_empty());
    }
}
