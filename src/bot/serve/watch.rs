//! Detects changes of files.

use crate::bot::rules::WatchedFile;

/// Files with the stamps that they had when they were read.
#[derive(Debug)]
pub(super) struct FileWatcher {
    files: Vec<WatchedFile>,
    /// A change that may still be in progress.
    changing: Option<Vec<WatchedFile>>,
}

impl FileWatcher {
    /// Watches files that have just been read.
    pub(super) fn new(files: Vec<WatchedFile>) -> Self {
        Self { files, changing: None }
    }

    /// Returns whether the files have changed and the change is complete: two checks in a row have found the same
    /// stamps.
    pub(super) fn changed(&mut self) -> bool {
        let now: Vec<WatchedFile> = self.files.iter().map(|file| WatchedFile::stat(&file.path)).collect();
        if now == self.files {
            self.changing = None;
            return false;
        }
        if self.changing.as_ref() == Some(&now) {
            self.changing = None;
            self.files = now;
            return true;
        }
        self.changing = Some(now);
        false
    }
}
