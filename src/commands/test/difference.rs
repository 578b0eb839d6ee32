//! Shows where two values differ: words within a line, lines side by side or one below the other.

use colored::{Color, Colorize as _};
use unicode_width::UnicodeWidthChar as _;

use crate::printer::{Printer, line_diff, runs};

/// The smallest width of a column beside another.
const MIN_COLUMN: usize = 24;
/// The most rows that are shown of a difference.
const MAX_ROWS: usize = 200;
/// The lines around a change that are shown.
const CONTEXT: usize = 2;

/// A part of a line, and whether the other value has something else there.
type Part = (String, bool);

/// Returns two values in which a line break at the end is seen if only one of them has it.
pub(super) fn visible_ends(one: &str, other: &str) -> (String, String) {
    let visible = |text: &str| match text.strip_suffix('\n') {
        Some(rest) if one.ends_with('\n') != other.ends_with('\n') => format!("{rest}↵"),
        _ => text.to_owned(),
    };
    (visible(one), visible(other))
}

/// Returns the lines of a unified difference, without colour.
pub(super) fn unified(old: &str, new: &str) -> String {
    let lines = line_diff(old, new, Some(CONTEXT));
    lines.iter().map(|(change, line)| change.signed(line)).collect::<Vec<_>>().join("\n")
}

/// Returns a unified difference with colours: the lines that go and those that come.
pub(super) fn painted(unified: &str, printer: &Printer) -> String {
    let paint = |line: &str| match line.chars().next() {
        Some('-') => printer.paint(&line.red()),
        Some('+') => printer.paint(&line.green()),
        _ => line.to_owned(),
    };
    unified.lines().map(|line| paint(&printer.foreign(line))).collect::<Vec<_>>().join("\n")
}

/// Returns an expected and an actual line, in which the words that differ are marked if there are colours.
pub(super) fn words(expected: &str, actual: &str, printer: &Printer) -> [String; 2] {
    let [expected, actual] = parts(expected, actual);
    [painted_parts(&expected, Color::Green, printer), painted_parts(&actual, Color::Red, printer)]
}

/// Returns rows with the expected value on the left and the actual one on the right; `|`, `<` and `>` mark the lines that
/// differ. Returns `None` if the width is too small.
pub(super) fn side_by_side(
    (expected, actual): (&str, &str),
    labels: (&str, &str),
    width: usize,
    printer: &Printer,
) -> Option<Vec<String>> {
    let column = width.saturating_sub(3) / 2;
    if column < MIN_COLUMN {
        return None;
    }
    let (left, right): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let plain = |text: &str| vec![(text.to_owned(), false)];
    let whole = |text: &str| vec![(text.to_owned(), true)];
    let mut pairs: Vec<(Vec<Part>, char, Vec<Part>)> = vec![(plain(labels.0), ' ', plain(labels.1))];
    for run in runs(&left, &right) {
        let (old, new) = (&left[run.before], &right[run.after]);
        for at in 0..old.len().max(new.len()) {
            pairs.push(match (run.same, old.get(at), new.get(at)) {
                (true, Some(one), Some(other)) => (plain(one), ' ', plain(other)),
                (_, Some(one), Some(other)) => {
                    let [one, other] = parts(one, other);
                    (one, '|', other)
                }
                (_, Some(one), None) => (whole(one), '<', Vec::new()),
                (_, None, Some(other)) => (Vec::new(), '>', whole(other)),
                (_, None, None) => continue,
            });
        }
    }
    let mut rows = Vec::new();
    for (one, mark, other) in pairs {
        let (one, other) = (wrapped(&one, column), wrapped(&other, column));
        for at in 0..one.len().max(other.len()) {
            let cell = |cells: &[(Vec<Part>, usize)], color| {
                let (parts, used) = cells.get(at).cloned().unwrap_or_default();
                let shown = if mark == ' ' {
                    parts.iter().map(|(text, _)| text.as_str()).collect()
                } else {
                    painted_parts(&parts, color, printer)
                };
                (shown, used)
            };
            let ((one, used), (other, _)) = (cell(&one, Color::Green), cell(&other, Color::Red));
            let row = format!("{one}{} {mark} {other}", " ".repeat(column.saturating_sub(used)));
            rows.push(row.trim_end().to_owned());
        }
        if rows.len() > MAX_ROWS {
            rows.push("…".to_owned());
            break;
        }
    }
    Some(rows)
}

/// Splits two lines into the parts that they share and those that they do not.
fn parts(expected: &str, actual: &str) -> [Vec<Part>; 2] {
    let (old, new) = (tokens(expected), tokens(actual));
    let mut both = [Vec::new(), Vec::new()];
    for run in runs(&old, &new) {
        for (parts, text) in both.iter_mut().zip([old[run.before].concat(), new[run.after].concat()]) {
            if !text.is_empty() {
                parts.push((text, !run.same));
            }
        }
    }
    both
}

/// Splits a line into words; a character that is not of a Latin word stands alone.
fn tokens(line: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let length = if word > 0 { word } else { first.len_utf8() };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after;
    }
    tokens
}

fn painted_parts(parts: &[Part], color: Color, printer: &Printer) -> String {
    let paint = |(text, differs): &Part| {
        let styled = text.color(color);
        printer.paint(&if *differs { styled.bold().underline() } else { styled })
    };
    parts.iter().map(paint).collect()
}

/// Breaks a line into pieces of at most this width, each with its width.
fn wrapped(parts: &[Part], width: usize) -> Vec<(Vec<Part>, usize)> {
    let mut lines: Vec<(Vec<Part>, usize)> = vec![(Vec::new(), 0)];
    for (text, differs) in parts {
        for char in text.chars().map(|char| if char == '\t' { ' ' } else { char }) {
            let columns = char.width().unwrap_or(0);
            if lines.last().is_some_and(|(_, used)| used + columns > width) {
                lines.push((Vec::new(), 0));
            }
            let Some((line, used)) = lines.last_mut() else { continue };
            match line.last_mut().filter(|(_, last)| last == differs) {
                Some((text, _)) => text.push(char),
                None => line.push((char.to_string(), *differs)),
            }
            *used += columns;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printer::OutputOptions;

    fn rows(expected: &str, actual: &str, width: usize) -> Option<Vec<String>> {
        let printer = Printer::new(OutputOptions::default(), |_| None);
        side_by_side((expected, actual), ("expected", "actual"), width, &printer)
    }

    #[test]
    fn lines_stand_beside_those_that_they_correspond_to() {
        let rows = rows("one\n二二\nthree", "zero\none\n二三\nthree", 51).expect("rows");
        let row = |one: &str, width: usize, rest: &str| format!("{one}{}{rest}", " ".repeat(24 - width));
        let expected = [
            row("expected", 8, "   actual"),
            row("", 0, " > zero"),
            row("one", 3, "   one"),
            row("二二", 4, " | 二三"),
            row("three", 5, "   three"),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn long_lines_are_wrapped_and_narrow_terminals_have_no_columns() {
        assert_eq!(rows("a", "b", 40), None);
        let rows = rows(&"你".repeat(20), "a", 51).expect("rows");
        assert_eq!(
            rows[1..],
            [format!("{} | a", "你".repeat(12)), format!("{}{}|", "你".repeat(8), " ".repeat(9))]
        );
    }

    #[test]
    fn a_line_break_that_only_one_has_is_seen() {
        assert_eq!(visible_ends("a\nb\n", "a\nb"), ("a\nb↵".to_owned(), "a\nb".to_owned()));
        assert_eq!(visible_ends("a\n", "b\n"), ("a\n".to_owned(), "b\n".to_owned()));
    }

    #[test]
    fn words_that_differ_are_told_apart() {
        let [old, new] = parts("Hello, Ann 你好", "Hello, Bob 您好");
        let differing = |parts: &[Part]| {
            parts.iter().filter(|(_, differs)| *differs).map(|(text, _)| text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(
            (differing(&old), differing(&new)),
            (vec!["Ann".to_owned(), "你".to_owned()], vec!["Bob".to_owned(), "您".to_owned()])
        );
    }

    #[test]
    fn a_unified_difference_leaves_out_what_is_far_away() {
        let old = (0..20).map(|number| number.to_string()).collect::<Vec<_>>().join("\n");
        let new = old.replace("\n3\n", "\nx\n").replace("\n15\n", "\n");
        assert_eq!(unified(&old, &new), "  1\n  2\n- 3\n+ x\n  4\n  5\n  …\n  13\n  14\n- 15\n  16\n  17");
    }
}
