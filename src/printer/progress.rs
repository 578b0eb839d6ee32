//! A progress bar on the terminal.

use std::cell::RefCell;
use std::io::Write as _;
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr as _;

use super::table::cut;
use crate::text::words;

/// The width of the bar, in columns.
const BAR_WIDTH: u64 = 30;
/// The least time between two drawings of unfinished work.
const INTERVAL: Duration = Duration::from_millis(50);

/// A progress bar, visible or not.
pub(crate) struct Progress(Option<RefCell<Bar>>);

/// What is on the terminal.
#[derive(Default)]
struct Bar {
    /// The width of the terminal, in columns.
    columns: usize,
    /// The width of the line that is drawn, in columns; 0 if there is none.
    drawn: usize,
    since: Option<Instant>,
}

impl Progress {
    /// Returns a bar for a terminal of so many columns; an invisible one without them.
    pub(super) fn new(columns: Option<usize>) -> Self {
        Self(columns.map(|columns| RefCell::new(Bar { columns, ..Bar::default() })))
    }

    /// Shows `count` of `total`.
    pub(crate) fn at(&self, count: u64, total: u64) {
        self.draw(count, total, || (words().api.so_far)(count, total));
    }

    /// Shows the bytes of a transfer; `total` is `None` if it is not known.
    pub(crate) fn bytes(&self, bytes: u64, total: Option<u64>) {
        self.draw(bytes, total.unwrap_or(bytes), || (words().api.transferred)(bytes, total));
    }

    /// Removes the bar.
    pub(crate) fn end(&self) {
        if let Some(bar) = &self.0 {
            let mut bar = bar.borrow_mut();
            bar.since = None;
            bar.show("");
        }
    }

    fn draw(&self, count: u64, total: u64, message: impl Fn() -> String) {
        let Some(bar) = &self.0 else { return };
        let mut bar = bar.borrow_mut();
        let early = bar.since.is_some_and(|since| since.elapsed() < INTERVAL);
        if !early || count >= total {
            bar.since = Some(Instant::now());
            bar.show(&format!("{} {}", filled(count, total), message()));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}

impl Bar {
    /// Draws a line over the one before.
    fn show(&mut self, line: &str) {
        let mut terminal = std::io::stderr().lock();
        // A terminal that is gone shows no progress.
        terminal.write_all(self.change(line).as_bytes()).and_then(|()| terminal.flush()).ok();
    }

    /// Returns what draws a line over the one before. Blanks erase it, which every terminal understands.
    fn change(&mut self, line: &str) -> String {
        // In its last column, some terminals break the line.
        let line = cut(line, self.columns.saturating_sub(1));
        let (width, before) = (line.width(), self.drawn);
        self.drawn = width;
        match (before, width) {
            (0, 0) => String::new(),
            (_, 0) => format!("\r{}\r", " ".repeat(before)),
            _ => format!("\r{line}{}", " ".repeat(before.saturating_sub(width))),
        }
    }
}

/// Returns the bar for `count` of `total`.
fn filled(count: u64, total: u64) -> String {
    let share = u128::from(count.min(total)) * u128::from(BAR_WIDTH) / u128::from(total.max(1));
    let share = usize::try_from(share).unwrap_or_default();
    let width = usize::try_from(BAR_WIDTH).unwrap_or_default();
    format!("{}{}", "█".repeat(share), "░".repeat(width - share))
}

#[cfg(test)]
mod tests {
    use super::{Bar, filled};

    #[test]
    fn the_bar_is_as_full_as_the_work_is_done() {
        let full = |count, total| filled(count, total).chars().filter(|c| *c == '█').count();
        assert_eq!([full(0, 10), full(5, 10), full(10, 10), full(11, 10), full(0, 0)], [0, 15, 30, 30, 0]);
        assert_eq!([full(1, u64::MAX), full(u64::MAX, u64::MAX)], [0, 30]);
        assert_eq!(filled(1, 3).chars().count(), 30);
    }

    #[test]
    fn a_line_covers_the_one_before_and_nothing_else() {
        let mut bar = Bar { columns: 20, ..Bar::default() };
        assert_eq!(bar.change(""), "");
        assert_eq!(bar.change("已传 5 KB"), "\r已传 5 KB");
        assert_eq!(bar.change("5 KB"), "\r5 KB     ");
        assert_eq!(bar.change("0123456789012345678901234"), "\r012345678901234567…");
        assert_eq!(bar.change(""), format!("\r{}\r", " ".repeat(19)));
        assert_eq!(bar.change(""), "");
    }
}
