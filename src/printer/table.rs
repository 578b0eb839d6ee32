//! Tables with aligned columns; a Chinese character is two columns wide.

use super::foreign::unmarked;
use serde_json::Value;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// A list that fits into memory: lines for people, JSON for scripts.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// The cells of each line; escape sequences of colours do not count as width.
    pub cells: Vec<Vec<String>>,
    /// The list for scripts.
    pub json: Value,
    /// Lines before the table; may be empty.
    before: String,
}

impl Rows {
    /// Creates a list with its document for scripts.
    pub(crate) fn new(json: Value, cells: Vec<Vec<String>>) -> Self {
        Self { cells, json, before: String::new() }
    }

    /// Adds lines before the table.
    #[must_use]
    pub(crate) fn before(self, before: String) -> Self {
        Self { before, ..self }
    }

    /// Returns the lines before the table and the table, cut to `width` terminal columns.
    pub(super) fn text(&self, width: Option<usize>) -> String {
        let parts = [self.before.clone(), table(&self.cells, width)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// The number of spaces between two columns.
const COLUMN_GAP: usize = 2;

/// Returns rows with two spaces between their columns. The last column is not padded, and is cut so that a row has at
/// most `width` terminal columns.
pub(crate) fn table(rows: &[Vec<String>], width: Option<usize>) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| shown_width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        let mut used = 0;
        for (at, (cell, column)) in row.iter().zip(&widths).enumerate() {
            let last = at + 1 == row.len();
            let cell = match width {
                Some(width) if last => cut(cell, width.saturating_sub(used)),
                _ => cell.clone(),
            };
            line.push_str(&cell);
            if !last {
                line.push_str(&" ".repeat(column.saturating_sub(shown_width(&cell)) + COLUMN_GAP));
                used += column + COLUMN_GAP;
            }
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Returns the width of a cell in terminal columns, without its escape sequences.
fn shown_width(cell: &str) -> usize {
    let styled = unmarked(cell);
    if styled.contains('\u{1b}') {
        anstream::adapter::strip_str(&styled).to_string().width()
    } else {
        cell.width()
    }
}

/// Cuts a cell to `width` terminal columns, ending with `…`. Leaves a coloured cell unchanged, and any cell if `width`
/// is less than 16.
pub(super) fn cut(cell: &str, width: usize) -> String {
    const MIN_CUT_WIDTH: usize = 16;
    if unmarked(cell).contains('\u{1b}') || cell.width() <= width || width < MIN_CUT_WIDTH {
        return cell.to_owned();
    }
    let mut used = 0;
    let kept = cell.chars().take_while(|char| {
        used += char.width().unwrap_or(0);
        used < width
    });
    kept.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::table;

    fn rows<const N: usize>(rows: [[&str; 2]; N]) -> Vec<Vec<String>> {
        rows.map(|row| row.map(str::to_owned).to_vec()).to_vec()
    }

    #[test]
    fn a_chinese_character_is_two_columns_wide() {
        assert_eq!(table(&rows([["文件", "a"], ["x", "b"]]), None), "文件  a\nx     b");
    }

    #[test]
    fn the_last_column_is_cut_at_the_width() {
        let table = table(&rows([["a", "一二三四五六七八九十"], ["bc", "short"]]), Some(20));
        assert_eq!(table, "a   一二三四五六七…\nbc  short");
    }

    #[test]
    fn escape_sequences_have_no_width() {
        let table = table(&rows([["\u{1b}[31mab\u{1b}[0m", "x"], ["abc", "y"]]), None);
        assert_eq!(table, "\u{1b}[31mab\u{1b}[0m   x\nabc  y");
    }
}
