//! A progress bar on the terminal.

use indicatif::{ProgressBar, ProgressStyle};

use crate::text::words;

/// A progress bar, visible or not.
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    pub(super) fn new(seen: bool) -> Self {
        Self(seen.then(|| {
            let style = ProgressStyle::with_template("{bar:30} {msg}")
                .unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::new(1).with_style(style)
        }))
    }

    /// Shows `count` of `total`.
    pub(crate) fn at(&self, count: u64, total: u64) {
        if let Some(bar) = &self.0 {
            bar.set_length(total.max(1));
            bar.set_position(count);
            bar.set_message((words().api.so_far)(count, total));
        }
    }

    /// Shows the bytes of a transfer; `total` is `None` if it is not known.
    pub(crate) fn bytes(&self, bytes: u64, total: Option<u64>) {
        if let Some(bar) = &self.0 {
            if bar.is_finished() {
                bar.reset();
            }
            bar.set_length(total.unwrap_or(bytes).max(1));
            bar.set_position(bytes);
            bar.set_message((words().api.transferred)(bytes, total));
        }
    }

    /// Removes the bar.
    pub(crate) fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
