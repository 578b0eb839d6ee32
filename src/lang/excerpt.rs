//! Foreign text cut to a size that fits a sentence.

/// The most characters of an excerpt.
const MAX_CHARS: usize = 80;

/// Returns the first 80 characters, followed by `…` if there were more.
pub(crate) fn excerpt(text: &str) -> String {
    cut(text, MAX_CHARS)
}

/// Returns the first `most` characters, followed by `…` if there were more.
pub(crate) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Returns the text in one line, each run of white space as one blank.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
