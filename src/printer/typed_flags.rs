//! Flags in sentences, by the names that the user typed.

use std::cell::LazyCell;

use crate::lang::Said;

/// The flags that were typed by another name: their full names, and the names that were typed. They are found when a
/// sentence is printed, because that takes the clap command.
pub(super) type TypedFlags = LazyCell<Vec<(String, String)>, Box<dyn FnOnce() -> Vec<(String, String)>>>;

/// Replaces full names of flags with the names that were typed.
pub(super) fn as_typed(mut said: Said, flags: &TypedFlags) -> Said {
    let Said { message, causes, hints, alone: _ } = &mut said;
    let texts = std::iter::once(message).chain(causes).chain(hints).filter(|text| text.contains("--"));
    for text in texts {
        for (full, typed) in flags.iter() {
            replace_flag(text, full, typed);
        }
    }
    said
}

/// Replaces a flag wherever it is a word of its own.
fn replace_flag(text: &mut String, full: &str, typed: &str) {
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '/');
    let mut from = 0;
    while let Some(at) = text[from..].find(full).map(|at| from + at) {
        let end = at + full.len();
        let is_word = !text[..at].ends_with(is_part) && !text[end..].starts_with(is_part);
        from = end;
        if is_word {
            text.replace_range(at..end, typed);
            from = at + typed.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::replace_flag;

    #[test]
    fn only_whole_words_are_replaced() {
        let cases = [
            ("use `--user` or --user=x", "use `--openid` or --openid=x"),
            ("--users, --user-id and a--user stay", "--users, --user-id and a--user stay"),
            ("`--user`、--user", "`--openid`、--openid"),
        ];
        for (before, after) in cases {
            let mut text = before.to_owned();
            replace_flag(&mut text, "--user", "--openid");
            assert_eq!(text, after);
        }
    }
}
