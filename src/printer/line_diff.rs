//! Compares two texts line by line.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

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

/// A part of two lists: the same items in both, or items that replace others.
pub(crate) struct Run {
    /// `true` if both lists have these items.
    pub same: bool,
    /// The places in the first list.
    pub before: Range<usize>,
    /// The places in the second list.
    pub after: Range<usize>,
}

/// Divides two lists into the runs that they share and those that differ, in order.
pub(crate) fn runs(before: &[&str], after: &[&str]) -> Vec<Run> {
    let mut input = InternedInput::default();
    input.update_before(before.iter().copied());
    input.update_after(after.iter().copied());
    let mut diff = Diff::compute(Algorithm::Myers, &input);
    diff.postprocess_no_heuristic(&input);
    let place = |range: Range<u32>| range.start as usize..range.end as usize;
    let mut runs = Vec::new();
    let (mut old, mut new) = (0, 0);
    let shared = |old: Range<usize>, new: Range<usize>| {
        (!old.is_empty()).then_some(Run { same: true, before: old, after: new })
    };
    for hunk in diff.hunks() {
        let (before, after) = (place(hunk.before), place(hunk.after));
        runs.extend(shared(old..before.start, new..after.start));
        (old, new) = (before.end, after.end);
        runs.push(Run { same: false, before, after });
    }
    runs.extend(shared(old..before.len(), new..after.len()));
    runs
}

/// Returns the lines of both texts, those that only one of them has at their places. With `context`, only as many of the
/// others as this are kept around each change.
pub(crate) fn line_diff(before: &str, after: &str, context: Option<usize>) -> Vec<(LineChange, String)> {
    let (before, after) = (lines(before), lines(after));
    let runs = runs(&before, &after);
    let last = runs.len().saturating_sub(1);
    let mut lines = Vec::new();
    for (at, run) in runs.into_iter().enumerate() {
        let all = |change, texts: &[&str]| texts.iter().map(|text| line(change, text)).collect::<Vec<_>>();
        if !run.same {
            lines.extend(all(LineChange::Removed, &before[run.before]));
            lines.extend(all(LineChange::Added, &after[run.after]));
            continue;
        }
        let texts = &before[run.before];
        // Context stands after the change before it and before the one after it.
        let [head, tail] = match context {
            None => [texts.len(), 0],
            Some(_) if last == 0 => [0, 0],
            Some(context) if at == 0 => [0, context],
            Some(context) if at == last => [context, 0],
            Some(context) => [context, context],
        };
        if head + tail >= texts.len() {
            lines.extend(all(LineChange::Same, texts));
            continue;
        }
        lines.extend(all(LineChange::Same, &texts[..head]));
        if at > 0 && at < last {
            lines.push((LineChange::LeftOut, "…".to_owned()));
        }
        lines.extend(all(LineChange::Same, &texts[texts.len() - tail..]));
    }
    lines
}

/// Returns the lines of a text, of which the last one may lack its end.
fn lines(text: &str) -> Vec<&str> {
    if text.is_empty() { Vec::new() } else { text.strip_suffix('\n').unwrap_or(text).split('\n').collect() }
}

fn line(change: LineChange, text: &str) -> (LineChange, String) {
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
