//! Watches folders and tells which files of interest have changed.

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::Notify;
use tokio::time::timeout;

/// The quiet time after a change: an editor writes a file in several steps.
const QUIET_TIME: Duration = Duration::from_millis(100);
/// The most quiet times that are waited for while changes go on.
const MAX_QUIET_TIMES: usize = 20;

/// The files of interest, by absolute paths.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interest {
    /// These files.
    pub files: BTreeSet<PathBuf>,
    /// The files below folders.
    pub below: Vec<Below>,
    /// The folders to watch, without those below them.
    pub folders: BTreeSet<PathBuf>,
}

/// Files below a folder, by the endings of their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Below {
    /// The folder.
    pub folder: PathBuf,
    /// The ending.
    pub ending: String,
    /// The longer endings that are left out.
    pub except: &'static [&'static str],
}

impl Below {
    fn has(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(&self.ending)
            && !self.except.iter().any(|ending| name.ends_with(ending))
            && path.starts_with(&self.folder)
    }
}

impl Interest {
    /// Returns whether a file is of interest.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.files.contains(path) || self.below.iter().any(|below| below.has(path))
    }

    /// Adds what another one holds.
    pub(crate) fn add(&mut self, other: &Self) {
        self.files.extend(other.files.iter().cloned());
        self.below.extend(other.below.iter().cloned());
        self.folders.extend(other.folders.iter().cloned());
    }
}

/// A watcher of files.
pub(crate) struct FileWatcher {
    inner: RecommendedWatcher,
    folders: HashSet<PathBuf>,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    is_changed: Notify,
}

#[derive(Default)]
struct State {
    interest: Interest,
    changed: BTreeSet<PathBuf>,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, event: Event) {
        let is_change = match event.kind {
            // Who reads a file does not change it.
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
            EventKind::Modify(ModifyKind::Metadata(_)) => false,
            _ => true,
        };
        if !is_change {
            return;
        }
        let mut state = self.lock();
        for path in event.paths {
            // A new folder may hold files of interest, and they come without events of their own.
            let is_folder = matches!(event.kind, EventKind::Create(_)) && path.is_dir();
            if state.interest.has(&path)
                || (is_folder && state.interest.below.iter().any(|below| path.starts_with(&below.folder)))
            {
                state.changed.insert(path);
                self.is_changed.notify_one();
            }
        }
    }
}

impl FileWatcher {
    /// Creates a watcher of nothing.
    pub(crate) fn new() -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let events = Arc::clone(&shared);
        let inner = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if let Ok(event) = event {
                events.take(event);
            }
        });
        Ok(Self { inner: inner.map_err(into_io)?, folders: HashSet::new(), shared })
    }

    /// Watches these files from now on. The error names the folder that cannot be watched.
    pub(crate) fn watch(&mut self, interest: Interest) -> Result<(), (PathBuf, io::Error)> {
        let new: Vec<PathBuf> =
            interest.folders.iter().filter(|folder| !self.folders.contains(*folder)).cloned().collect();
        self.shared.lock().interest = interest;
        for folder in new {
            match self.inner.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    self.folders.insert(folder);
                }
                // It was deleted meanwhile.
                Err(error) if is_missing(&error) => {}
                Err(error) => return Err((folder, into_io(error))),
            }
        }
        Ok(())
    }

    /// Waits for a change and the end of what follows at once; returns the files that have changed.
    pub(crate) async fn changed(&self) -> BTreeSet<PathBuf> {
        loop {
            self.shared.is_changed.notified().await;
            for _ in 0..MAX_QUIET_TIMES {
                if timeout(QUIET_TIME, self.shared.is_changed.notified()).await.is_err() {
                    break;
                }
            }
            let changed = std::mem::take(&mut self.shared.lock().changed);
            if !changed.is_empty() {
                return changed;
            }
        }
    }
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

fn into_io(error: notify::Error) -> io::Error {
    match error.kind {
        notify::ErrorKind::Io(error) => error,
        _ => io::Error::other(error),
    }
}
