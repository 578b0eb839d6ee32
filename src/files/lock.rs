//! Locks on files; the system releases them when their process ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The pause between two attempts to take a lock.
const RETRY_INTERVAL: Duration = Duration::from_millis(5);

/// Opens a lock file, readable by its owner only, and creates it if it is missing.
pub(crate) fn open_lock(path: &Path) -> io::Result<File> {
    private().create(true).truncate(false).write(true).open(path)
}

/// Takes the lock on a file; returns `None` while another process holds it.
pub(crate) fn try_lock(path: &Path) -> io::Result<Option<File>> {
    let file = open_lock(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Takes the lock on a file and waits up to `limit` for it; returns `None` if another process still holds it then.
pub(crate) fn lock_within(path: &Path, limit: Duration) -> io::Result<Option<File>> {
    let file = open_lock(path)?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) if start.elapsed() < limit => std::thread::sleep(RETRY_INTERVAL),
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// Returns the path with `ending` appended. A lock is a separate file beside its file, because writing replaces the
/// file itself, and a lock on the replaced file would have no effect.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Returns options for opening files that make new files readable by their owner only.
#[cfg(unix)]
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Returns options for opening files. On Windows, new files inherit the access of their folder.
#[cfg(not(unix))]
pub(crate) fn private() -> OpenOptions {
    OpenOptions::new()
}
