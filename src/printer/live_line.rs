//! One line on the terminal that changes while a command runs.

use std::cell::Cell;
use std::io::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::table::cut;

/// A line that changes, visible or not.
pub(crate) struct LiveLine {
    /// The width of the terminal, in columns; `None` if the line is not visible.
    columns: Option<usize>,
    /// The width of what is drawn, in columns.
    drawn: Cell<usize>,
}

impl LiveLine {
    /// Returns a line for a terminal of so many columns; an invisible one without them.
    pub(super) fn new(columns: Option<usize>) -> Self {
        Self { columns, drawn: Cell::new(0) }
    }

    /// Shows a text in place of the last one.
    pub(crate) fn show(&self, text: &str) {
        let change = self.change(text);
        if !change.is_empty() {
            let mut terminal = std::io::stderr().lock();
            // A terminal that is gone shows nothing.
            terminal.write_all(change.as_bytes()).and_then(|()| terminal.flush()).ok();
        }
    }

    /// Removes the line.
    pub(crate) fn end(&self) {
        self.show("");
    }

    /// Returns what draws a text over the last one. Blanks erase it, which every terminal understands.
    fn change(&self, text: &str) -> String {
        let Some(columns) = self.columns else { return String::new() };
        // In its last column, some terminals break the line.
        let text = cut(text, columns.saturating_sub(1));
        let width = text.width();
        match (self.drawn.replace(width), width) {
            (0, 0) => String::new(),
            (before, 0) => format!("\r{}\r", " ".repeat(before)),
            (before, _) => format!("\r{text}{}", " ".repeat(before.saturating_sub(width))),
        }
    }
}

impl Drop for LiveLine {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use super::LiveLine;

    #[test]
    fn a_text_covers_the_last_one_and_nothing_else() {
        let line = LiveLine::new(Some(20));
        assert_eq!(line.change(""), "");
        assert_eq!(line.change("已传 5 KB"), "\r已传 5 KB");
        assert_eq!(line.change("5 KB"), "\r5 KB     ");
        assert_eq!(line.change("0123456789012345678901234"), "\r012345678901234567…");
        assert_eq!(line.change(""), format!("\r{}\r", " ".repeat(19)));
        assert_eq!(line.change(""), "");
        assert_eq!(LiveLine::new(None).change("5 KB"), "");
    }
}
