//! Files that are looked at for changes.

use std::path::PathBuf;
use std::time::SystemTime;

/// Files, and what they were when they were looked at.
#[derive(Debug)]
pub struct Watched {
    files: Vec<PathBuf>,
    seen: Vec<Stamp>,
    /// A change that may still go on.
    changing: Option<Vec<Stamp>>,
}

/// By what a change is noticed; nothing where the file is not there.
type Stamp = Option<(Option<SystemTime>, u64)>;

impl Watched {
    /// As they are now.
    pub fn new(files: Vec<PathBuf>) -> Self {
        let seen = stamps(&files);
        Self { files, seen, changing: None }
    }

    /// Whether they have changed since, and are not being written any more: they look the same twice.
    pub fn changed(&mut self) -> bool {
        let now = stamps(&self.files);
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

    /// Looks at these from now on as well, and at no others.
    pub fn watch(&mut self, files: Vec<PathBuf>) {
        if files != self.files {
            *self = Self::new(files);
        }
    }
}

fn stamps(files: &[PathBuf]) -> Vec<Stamp> {
    let stamp = |path: &PathBuf| {
        let metadata = std::fs::metadata(path).ok()?;
        Some((metadata.modified().ok(), metadata.len()))
    };
    files.iter().map(stamp).collect()
}
