//! Shortening of foreign text so that it fits a sentence.

/// The largest number of characters in an excerpt.
const MAX_EXCERPT_CHARS: usize = 80;

/// Returns the first 80 characters, followed by `…` if there are more.
pub(crate) fn excerpt(text: &str) -> String {
    cut(text, MAX_EXCERPT_CHARS)
}

/// Returns the first `max` characters, followed by `…` if there are more.
pub(crate) fn cut(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Returns the text with its control characters and invisible characters escaped, as `\n` and `\u{200b}`; quotes and
/// backslashes are left as they are.
pub(crate) fn visible(text: &str) -> String {
    let escaped = |char: char| !matches!(char, '"' | '\'' | '\\') && !char.escape_debug().eq([char]);
    text.chars().fold(String::with_capacity(text.len()), |mut shown, char| {
        if escaped(char) {
            shown.extend(char.escape_debug());
        } else {
            shown.push(char);
        }
        shown
    })
}

/// Returns the text in one line, with each run of white space replaced by one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
