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
    /// Lines that both texts have are left out here.
    LeftOut,
}

impl LineChange {
    /// Returns a line with the sign of its change.
    pub(crate) fn signed(self, line: &str) -> String {
        let sign = match self {
            Self::Same | Self::LeftOut => ' ',
            Self::Removed => '-',
            Self::Added => '+',
        };
        format!("{sign} {line}")
    }
}

/// Returns the lines of both texts, those that only one of them has at their places. With `context`, only as many of the
/// others as this are kept around each change.
pub(crate) fn line_diff(before: &str, after: &str, context: Option<usize>) -> Vec<(LineChange, String)> {
    let (before, after) = (lines(before), lines(after));
    let diff = TextDiff::from_slices(&before, &after);
    let Some(context) = context else {
        return diff.iter_all_changes().map(|change| line(change.tag(), change.value())).collect();
    };
    let mut lines = Vec::new();
    for group in diff.grouped_ops(context) {
        if !lines.is_empty() {
            lines.push((LineChange::LeftOut, "…".to_owned()));
        }
        let changes = group.iter().flat_map(|op| diff.iter_changes(op));
        lines.extend(changes.map(|change| line(change.tag(), change.value())));
    }
    lines
}

/// Returns the lines of a text, of which the last one may lack its end.
fn lines(text: &str) -> Vec<&str> {
    if text.is_empty() { Vec::new() } else { text.strip_suffix('\n').unwrap_or(text).split('\n').collect() }
}

fn line(tag: ChangeTag, text: &str) -> (LineChange, String) {
    let change = match tag {
        ChangeTag::Equal => LineChange::Same,
        ChangeTag::Delete => LineChange::Removed,
        ChangeTag::Insert => LineChange::Added,
    };
    let text = match text.strip_suffix('\r') {
        // Lines that differ in their ends alone would look the same.
        Some(text) if change != LineChange::Same => format!("{text}␍"),
        Some(text) => text.to_owned(),
        None => text.to_owned(),
    };
    (change, text)
}

#[cfg(test)]
mod tests {
    use super::line_diff;

    fn signed(before: &str, after: &str, context: Option<usize>) -> Vec<String> {
        line_diff(before, after, context).iter().map(|(change, text)| change.signed(text)).collect()
    }

    #[test]
    fn lines_are_the_same_removed_or_added() {
        assert_eq!(signed("a\nb\nc", "a\nB\nc", None), ["  a", "- b", "+ B", "  c"]);
        assert_eq!(signed("a", "a\n\nb", None), ["  a", "+ ", "+ b"]);
        assert_eq!(signed("", "a", None), ["+ a"]);
    }

    #[test]
    fn lines_far_from_a_change_are_left_out() {
        let (before, after) = ("a\nb\nc\nd\ne\nf\ng", "A\nb\nc\nd\ne\nf\nG");
        assert_eq!(signed(before, after, Some(1)), ["- a", "+ A", "  b", "  …", "  f", "- g", "+ G"]);
        assert!(signed("a\nb", "a\nb", Some(1)).is_empty());
    }

    #[test]
    fn ends_of_lines_that_differ_are_seen() {
        assert_eq!(signed("a\r\nb\r\n", "a\nb\r\n", None), ["- a␍", "+ a", "  b"]);
    }
}
