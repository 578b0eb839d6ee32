//! Compares two texts line by line.

use similar::{ChangeTag, TextDiff};

/// The fate of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineChange {
    /// Both texts have it.
    Same,
    /// Only the first text has it.
    Removed,
    /// Only the second text has it.
    Added,
}

/// Returns the lines of both texts, those that only one of them has at their places.
pub(crate) fn line_diff(before: &str, after: &str) -> Vec<(LineChange, String)> {
    let diff = TextDiff::from_lines(before, after);
    let changes = diff.iter_all_changes().map(|change| {
        let fate = match change.tag() {
            ChangeTag::Equal => LineChange::Same,
            ChangeTag::Delete => LineChange::Removed,
            ChangeTag::Insert => LineChange::Added,
        };
        let text: &str = change.value();
        (fate, text.trim_end_matches(['\n', '\r']).to_owned())
    });
    changes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_the_same_removed_or_added() {
        let found = line_diff("a\nb\nc", "a\nB\nc");
        let marked: Vec<String> = found
            .iter()
            .map(|(change, text)| match change {
                LineChange::Same => format!(" {text}"),
                LineChange::Removed => format!("-{text}"),
                LineChange::Added => format!("+{text}"),
            })
            .collect();
        assert_eq!(marked, [" a", "-b", "+B", " c"]);
    }
}
