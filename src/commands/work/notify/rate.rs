//! The messages that were sent with a key within the last minute, which a file remembers between two commands.

use std::path::PathBuf;
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use crate::files;
use crate::sign::hex;

/// The number of messages that a robot may send in a minute.
const MAX_PER_MINUTE: usize = 20;
/// A minute, in milliseconds.
const MINUTE_MS: u64 = 60_000;
/// The maximum size of the file, in bytes.
const MAX_FILE_BYTES: usize = 4096;
/// The time for which the lock on the file is waited for.
const LOCK_LIMIT: Duration = Duration::from_secs(1);
/// The name of the folder in the cache folder.
const FOLDER: &str = "robots";

/// The messages that were sent with a key.
pub(super) struct Rate {
    /// The file; `None` if there is no folder for it.
    path: Option<PathBuf>,
}

impl Rate {
    /// Returns the messages of a robot: its server and its key, of which the file's name is a hash.
    pub(super) fn of(server: &str, key: &str) -> Self {
        let hash = hex(&Sha256::digest(format!("{server}\n{key}"))[..12]);
        let folder = files::cache_folder().map(|folder| folder.join(FOLDER));
        let folder = folder.filter(|folder| files::create_private(folder).is_ok());
        Self { path: folder.map(|folder| folder.join(hash)) }
    }

    /// Returns a counter that never makes anybody wait.
    pub(super) fn none() -> Self {
        Self { path: None }
    }

    /// Takes the place of a message that is sent now; otherwise returns the time until there is one. A file that cannot
    /// be read or written counts for nothing: WeCom counts too.
    pub(super) fn take(&self, now_ms: u64) -> Result<(), Duration> {
        let Some(path) = &self.path else { return Ok(()) };
        let _lock = files::lock_within(&files::beside(path, ".lock"), LOCK_LIMIT);
        let text = files::read_text(path, MAX_FILE_BYTES).unwrap_or_default();
        let sent: Vec<u64> = text.lines().filter_map(|line| line.parse().ok()).collect();
        let sent = taken(sent, now_ms)?;
        let lines: Vec<String> = sent.iter().map(u64::to_string).collect();
        files::write_whole(path, lines.join("\n").as_bytes()).ok();
        Ok(())
    }
}

/// Adds a message to those of the last minute, oldest first; returns the time until there is room if there is none.
fn taken(mut sent: Vec<u64>, now_ms: u64) -> Result<Vec<u64>, Duration> {
    // A time to come is that of a clock that was set back.
    sent.retain(|at| *at <= now_ms && now_ms - at < MINUTE_MS);
    sent.sort_unstable();
    if let Some(first) = sent.len().checked_sub(MAX_PER_MINUTE).and_then(|first| sent.get(first)) {
        return Err(Duration::from_millis(first + MINUTE_MS - now_ms));
    }
    sent.push(now_ms);
    Ok(sent)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::taken;

    #[test]
    fn the_21st_message_of_a_minute_waits_for_the_first_to_be_a_minute_old() {
        let mut sent = Vec::new();
        for at in 0..20 {
            sent = taken(sent, 1_000_000 + at * 1000).expect("room");
        }
        assert_eq!(taken(sent.clone(), 1_030_000), Err(Duration::from_secs(30)));
        let later = taken(sent.clone(), 1_060_000).expect("room");
        assert_eq!((later.len(), later[0]), (20, 1_001_000));
        assert_eq!(taken(later, 1_060_000), Err(Duration::from_secs(1)));
        // The clock was set back.
        assert_eq!(taken(sent, 5), Ok(vec![5]));
    }
}
