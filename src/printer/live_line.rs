//! One line on the terminal that changes while a command runs.

use indicatif::{ProgressBar, ProgressStyle};

/// A line that changes, visible or not.
pub(crate) struct LiveLine(Option<ProgressBar>);

impl LiveLine {
    pub(super) fn new(seen: bool) -> Self {
        Self(seen.then(|| {
            let style =
                ProgressStyle::with_template("{msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
            ProgressBar::new_spinner().with_style(style)
        }))
    }

    /// Shows a text in place of the last one.
    pub(crate) fn show(&self, text: &str) {
        if let Some(line) = &self.0 {
            line.set_message(text.to_owned());
            line.tick();
        }
    }

    /// Removes the line.
    pub(crate) fn end(&self) {
        if let Some(line) = &self.0 {
            line.finish_and_clear();
        }
    }
}
