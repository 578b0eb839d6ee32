//! Sessions in memory, with a log file that restores them after a restart. The file grows until half of it is obsolete,
//! and is then compacted.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::file_lines::{self, ReadSummary};
use super::memory::SessionTable;
use super::{SessionLimits, lock};
use crate::files::{beside, canonical, lock_within, private};
use crate::store::{StoreCause, StoreError};

/// The minimum size of a file to compact, in bytes.
const MIN_COMPACT_BYTES: u64 = 256 << 10;
/// A session that is only read is saved again after its time to live divided by this; otherwise a restart would end it
/// early.
const RESAVE_DIVISOR: u64 = 8;

/// The time for which a busy lock is retried: a process that is just ending may still hold it, and so may a forked
/// child until it executes its program.
const LOCK_TIMEOUT: Duration = Duration::from_millis(200);

/// A file of sessions, locked by this process.
pub(super) struct FileStore {
    place: String,
    path: PathBuf,
    log: Mutex<SessionLog>,
    ttl_ms: u64,
    /// The lock, held as long as the store exists.
    _lock: File,
}

struct SessionLog {
    table: SessionTable,
    file: File,
    /// The length up to the end of the last complete line, in bytes.
    len: u64,
    /// `true` if an incomplete line follows.
    torn: bool,
    /// `true` if a change is missing in the file.
    incomplete: bool,
    /// `true` while the file is being compacted.
    compacting: bool,
    /// The minimum length for the next compaction, in bytes; set after a failure.
    min_compact_len: u64,
}

/// The start of the compacted file. The lines after `upto` are copied from the old file.
struct Snapshot {
    live: Vec<(Arc<str>, u64, Arc<str>)>,
    upto: u64,
}

impl FileStore {
    pub(super) fn open(path: &Path, limits: &SessionLimits, now: u64) -> Result<Self, StoreError> {
        let place = path.display().to_string();
        let failed =
            |reason: String| StoreError { place: place.clone(), cause: StoreCause::Sessions(reason) };
        // With a resolved path, a symbolic link survives the replacement and each file has one lock.
        let path = canonical(path).or_else(|_| std::path::absolute(path));
        let path = path.map_err(|error| failed(error.to_string()))?;
        let lock_path = beside(&path, ".lock");
        let new = !lock_path.exists();
        let lock_file = take_lock(&lock_path).map_err(&failed)?;
        let (log, summary) = SessionLog::open(&path, limits, now).map_err(|reason| {
            if new {
                std::fs::remove_file(&lock_path).ok();
            }
            failed(reason)
        })?;
        let store = Self {
            place: place.clone(),
            path,
            log: Mutex::new(log),
            ttl_ms: limits.ttl_ms,
            _lock: lock_file,
        };
        if let Some(snapshot) = store.start(&summary, now) {
            // If compacting fails, the old file remains valid.
            store.compact(&snapshot);
        }
        Ok(store)
    }

    pub(super) fn place(&self) -> &str {
        &self.place
    }

    /// Truncates an incomplete last line, or ends it with a line break if the file cannot be truncated.
    fn start(&self, summary: &ReadSummary, now: u64) -> Option<Snapshot> {
        let mut log = lock(&self.log);
        log.len = summary.whole;
        log.torn = summary.without_line_break || (summary.torn && log.file.set_len(summary.whole).is_err());
        log.snapshot(now)
    }

    pub(super) fn load(self: &Arc<Self>, id: &str, now: u64) -> Option<Arc<str>> {
        let mut log = lock(&self.log);
        let found = log.table.get(id, now)?;
        if now.saturating_sub(found.saved_at) >= (self.ttl_ms / RESAVE_DIVISOR).max(1) {
            // A message that only reads does not fail because of a failed write.
            if log.save(id, Some(&found.text), now).is_ok() {
                let due = log.snapshot(now);
                drop(log);
                self.compact_in_background(due);
            }
        }
        Some(found.text)
    }

    pub(super) fn save(
        self: &Arc<Self>,
        id: &str,
        text: Option<&Arc<str>>,
        now: u64,
    ) -> Result<(), StoreError> {
        let mut log = lock(&self.log);
        log.save(id, text, now).map_err(|error| StoreError {
            place: self.place.clone(),
            cause: StoreCause::Sessions(error.to_string()),
        })?;
        let due = log.snapshot(now);
        drop(log);
        self.compact_in_background(due);
        Ok(())
    }

    fn compact_in_background(self: &Arc<Self>, due: Option<Snapshot>) {
        let Some(snapshot) = due else { return };
        let store = Arc::clone(self);
        match tokio::runtime::Handle::try_current() {
            // Other messages are answered while the disk is busy.
            Ok(runtime) => drop(runtime.spawn_blocking(move || store.compact(&snapshot))),
            Err(_) => store.compact(&snapshot),
        }
    }

    /// Writes a compacted file and replaces the old one with it.
    fn compact(&self, snapshot: &Snapshot) {
        let path = beside(&self.path, ".new");
        let compacted = self.write_compacted(&path, snapshot);
        if compacted.is_err() {
            std::fs::remove_file(&path).ok();
            let mut log = lock(&self.log);
            (log.compacting, log.incomplete) = (false, true);
            log.min_compact_len = log.len + MIN_COMPACT_BYTES;
        }
    }

    fn write_compacted(&self, path: &Path, snapshot: &Snapshot) -> io::Result<()> {
        // A process that was killed may have left this file.
        std::fs::remove_file(path).ok();
        let mut file = private().read(true).append(true).create_new(true).open(path)?;
        let mut writer = BufWriter::new(&file);
        for (id, at, text) in &snapshot.live {
            writer.write_all(file_lines::write(id, *at, Some(text)).as_bytes())?;
        }
        writer.flush()?;
        drop(writer);
        file.sync_all()?;
        let mut log = lock(&self.log);
        let since = log.len - snapshot.upto;
        log.file.seek(SeekFrom::Start(snapshot.upto))?;
        if io::copy(&mut (&log.file).take(since), &mut file)? != since {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let len = file.metadata()?.len();
        std::fs::rename(path, &self.path)?;
        (log.file, log.len) = (file, len);
        (log.compacting, log.torn, log.min_compact_len) = (false, false, 0);
        Ok(())
    }
}

impl SessionLog {
    /// Opens the file and reads its sessions. The error says why the file is not a file of sessions; such a file is not
    /// changed.
    fn open(path: &Path, limits: &SessionLimits, now: u64) -> Result<(Self, ReadSummary), String> {
        if std::fs::metadata(path).is_ok_and(|file| !file.is_file()) {
            return Err("not a regular file".to_owned());
        }
        let message = |error: io::Error| error.to_string();
        let file = private().read(true).append(true).create(true).open(path).map_err(message)?;
        let mut table = SessionTable::new(limits);
        let from = BufReader::with_capacity(64 << 10, &file);
        let summary = file_lines::read(from, limits.readable(), |line, length| {
            // A session with a time in the future would not expire.
            let at = line.at.min(now);
            let session = line.session.filter(|_| now.saturating_sub(at) < limits.ttl_ms);
            table.set(&line.id, session.map(Arc::from).as_ref(), at, length);
        })
        .map_err(message)?;
        if summary.is_foreign() {
            return Err("not a file of sessions: no line of it is one; it was left as it is".to_owned());
        }
        let log = Self {
            table,
            file,
            len: 0,
            torn: false,
            incomplete: false,
            compacting: false,
            min_compact_len: 0,
        };
        Ok((log, summary))
    }

    fn save(&mut self, id: &str, text: Option<&Arc<str>>, now: u64) -> io::Result<()> {
        let line = file_lines::write(id, now, text.map(AsRef::as_ref));
        // A session evicted from memory is still in the file.
        let changed = self.table.set(id, text, now, line.len()) || self.table.evicted();
        if !changed && !self.incomplete {
            return Ok(());
        }
        self.append(&line).inspect_err(|_| self.incomplete = true)
    }

    fn append(&mut self, line: &str) -> io::Result<()> {
        let whole = if self.torn { &format!("\n{line}") } else { line };
        if let Err(error) = self.file.write_all(whole.as_bytes()) {
            // The rest of an incomplete line would make the next line invalid.
            self.torn = self.torn || self.file.set_len(self.len).is_err();
            return Err(error);
        }
        self.len = if self.torn { self.file.metadata()?.len() } else { self.len + line.len() as u64 };
        self.torn = false;
        Ok(())
    }

    /// Returns the data to compact, if compaction is due.
    fn snapshot(&mut self, now: u64) -> Option<Snapshot> {
        let dead = self.len > MIN_COMPACT_BYTES && self.len / 2 > self.table.weight() as u64;
        if self.compacting || self.len < self.min_compact_len || !(dead || self.incomplete) {
            return None;
        }
        // Later changes are in the lines that are copied, unless their writes fail as well.
        (self.compacting, self.incomplete) = (true, false);
        Some(Snapshot { live: self.table.all(now), upto: self.len })
    }
}

/// Takes the lock; the error says why it cannot be taken.
fn take_lock(path: &Path) -> Result<File, String> {
    let lock = lock_within(path, LOCK_TIMEOUT).map_err(|error| format!("cannot be locked: {error}"))?;
    lock.ok_or_else(|| "in use by another process".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(path: &Path, now: u64) -> Arc<FileStore> {
        let limits = SessionLimits { ttl_ms: 100_000, ..SessionLimits::default() };
        Arc::new(FileStore::open(path, &limits, now).expect("a store"))
    }

    fn text(number: usize) -> Arc<str> {
        format!(r#"{{"number":{number},"text":"{}"}}"#, "x".repeat(1000)).into()
    }

    #[test]
    fn a_failed_write_keeps_the_change_in_memory_and_is_made_up_later() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sessions");
        let store = open(&path, 0);
        store.save("a", Some(&text(1)), 1).expect("saved");
        store.save("removed", Some(&text(1)), 1).expect("saved");
        let read_only = File::open(&path).expect("a file");
        let writable = std::mem::replace(&mut lock(&store.log).file, read_only);
        let error = store.save("a", Some(&text(2)), 2).expect_err("a failure");
        assert_eq!(error.place, path.display().to_string());
        store.save("removed", None, 2).expect_err("a failure");
        assert!(lock(&store.log).torn, "it could not be cut either");
        assert_eq!(store.load("a", 3).as_deref(), Some(&*text(2)));
        assert_eq!(store.load("removed", 3), None);
        lock(&store.log).file = writable;
        store.save("b", Some(&text(3)), 4).expect("saved");
        drop(store);
        let store = open(&path, 5);
        assert_eq!(store.load("a", 5).as_deref(), Some(&*text(2)), "the whole was written with the next one");
        assert_eq!(store.load("b", 5).as_deref(), Some(&*text(3)));
        assert_eq!(store.load("removed", 5), None);
    }

    #[test]
    fn an_incomplete_line_does_not_invalidate_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sessions");
        let store = open(&path, 0);
        store.save("a", Some(&text(1)), 1).expect("saved");
        {
            let mut log = lock(&store.log);
            log.file.write_all(b"{\"id\":\"b").expect("written");
            log.torn = true;
        }
        store.save("b", Some(&text(2)), 1).expect("saved");
        store.save("c", Some(&text(3)), 1).expect("saved");
        assert_eq!(lock(&store.log).len, std::fs::metadata(&path).expect("a file").len());
        drop(store);
        let store = open(&path, 2);
        for (number, id) in ["a", "b", "c"].iter().enumerate() {
            assert_eq!(store.load(id, 2).as_deref(), Some(&*text(number + 1)));
        }
    }

    #[test]
    fn reading_a_session_extends_its_life_in_the_file_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sessions");
        let store = open(&path, 0);
        store.save("a", Some(&text(1)), 0).expect("saved");
        let length = || std::fs::metadata(&path).expect("a file").len();
        let one = length();
        assert!(store.load("a", 12_000).is_some());
        assert_eq!(length(), one, "not each time");
        assert!(store.load("a", 99_999).is_some());
        assert_eq!(length(), 2 * one + 4, "four digits more");
        drop(store);
        let store = open(&path, 199_998);
        assert!(store.load("a", 199_998).is_some());
    }

    #[test]
    fn a_file_that_cannot_be_replaced_keeps_growing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sessions");
        let store = open(&path, 0);
        // This folder blocks the path: no file can be created there, and a folder that is not empty cannot be removed.
        std::fs::create_dir_all(folder.path().join("sessions.new/full")).expect("a folder");
        for number in 0..2000 {
            store.save("a", Some(&text(number)), 1).expect("saved");
        }
        let length = std::fs::metadata(&path).expect("a file").len();
        assert!(length > 2_000_000, "{length}");
        assert!(lock(&store.log).min_compact_len > length - MIN_COMPACT_BYTES);
        std::fs::remove_dir_all(folder.path().join("sessions.new")).expect("removed");
        for number in 0..1000 {
            store.save("a", Some(&text(number)), 1).expect("saved");
        }
        let length = std::fs::metadata(&path).expect("a file").len();
        assert!(length < 2 * MIN_COMPACT_BYTES, "{length}");
        drop(store);
        assert_eq!(open(&path, 1).load("a", 1).as_deref(), Some(&*text(999)));
    }
}
