//! Files that are looked at for changes.

use crate::bot::rules::WatchedFile;

/// Files, as they were when they were read.
#[derive(Debug)]
pub struct Watched {
    seen: Vec<WatchedFile>,
    /// A change that may still go on.
    changing: Option<Vec<WatchedFile>>,
}

impl Watched {
    /// Files that have been read.
    pub fn new(seen: Vec<WatchedFile>) -> Self {
        Self { seen, changing: None }
    }

    /// Whether they have changed since, and are not being written any more: they look the same twice.
    pub fn changed(&mut self) -> bool {
        let now: Vec<WatchedFile> = self.seen.iter().map(|file| WatchedFile::stat(&file.path)).collect();
        if now == self.seen {
            self.changing = None;
            return false;
        }
        if self.changing.as_ref() == Some(&now) {
            self.changing = None;
            self.seen = now;
            return true;
        }
        self.changing = Some(now);
        false
    }
}
