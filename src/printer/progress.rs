//! A progress bar on the terminal.

use std::cell::Cell;
use std::time::{Duration, Instant};

use super::LiveLine;
use crate::text::words;

/// The width of the bar, in columns.
const BAR_WIDTH: u8 = 30;
/// The least time between two drawings of unfinished work.
const INTERVAL: Duration = Duration::from_millis(50);

/// A progress bar, visible or not.
pub(crate) struct Progress {
    line: LiveLine,
    drawn_at: Cell<Option<Instant>>,
}

impl Progress {
    pub(super) fn new(line: LiveLine) -> Self {
        Self { line, drawn_at: Cell::new(None) }
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
        self.drawn_at.set(None);
        self.line.end();
    }

    fn draw(&self, count: u64, total: u64, message: impl Fn() -> String) {
        let early = self.drawn_at.get().is_some_and(|at| at.elapsed() < INTERVAL);
        if !early || count >= total {
            self.drawn_at.set(Some(Instant::now()));
            self.line.show(&format!("{} {}", filled(count, total), message()));
        }
    }
}

/// Returns the bar for `count` of `total`.
fn filled(count: u64, total: u64) -> String {
    let share = u128::from(count.min(total)) * u128::from(BAR_WIDTH) / u128::from(total.max(1));
    let share = usize::try_from(share).unwrap_or_default();
    format!("{}{}", "█".repeat(share), "░".repeat(usize::from(BAR_WIDTH) - share))
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn the_bar_is_as_full_as_the_work_is_done() {
        let full = |count, total| filled(count, total).chars().filter(|c| *c == '█').count();
        assert_eq!([full(0, 10), full(5, 10), full(10, 10), full(11, 10), full(0, 0)], [0, 15, 30, 30, 0]);
        assert_eq!([full(1, u64::MAX), full(u64::MAX, u64::MAX)], [0, 30]);
        assert_eq!(filled(1, 3).chars().count(), 30);
    }
}
