//! Sessions in a file that only grows, until half of it is dead: then it is written anew. They live in memory; the
//! file is the log that brings them back.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::log::{self, Seen};
use super::memory::Table;
use super::{Limits, StoreError, lock};
use crate::files::{beside, lock_within, private};

/// A file of less is not written anew, in bytes.
const SMALL: u64 = 256 << 10;
/// A session that is only looked at is saved again after this part of its time: else a restart would end it early.
const RENEWED: u64 = 8;

/// How often a lock is tried once more, and how long after: one who is just ending may hold it yet, and so does a child
/// that was forked until it runs its own program.
const LOCK_TIMEOUT: Duration = Duration::from_millis(200);

/// A file of sessions that is ours alone.
pub(super) struct FileStore {
    place: String,
    path: PathBuf,
    log: Mutex<Log>,
    ttl_ms: u64,
    /// Held for as long as this is.
    _alone: File,
}

struct Log {
    table: Table,
    file: File,
    /// How long the file is, up to the end of its last whole line.
    len: u64,
    /// Whether something follows that is no whole line.
    torn: bool,
    /// Whether a change is missing in the file.
    behind: bool,
    /// Whether it is being written anew.
    renewing: bool,
    /// Not written anew before it is this long: set after a failure.
    not_before: u64,
}

/// What the file written anew begins with; the lines after `upto` are copied from the old one.
struct Snapshot {
    live: Vec<(Arc<str>, u64, Arc<str>)>,
    upto: u64,
}

impl FileStore {
    pub(super) fn open(path: &Path, limits: &Limits, now: u64) -> Result<Self, StoreError> {
        let place = path.display().to_string();
        let failed = |reason: String| StoreError { place: place.clone(), reason };
        // A link stays one when the file is replaced, and one file has one lock.
        let path = std::fs::canonicalize(path).or_else(|_| std::path::absolute(path));
        let path = path.map_err(|error| failed(error.to_string()))?;
        let lock_path = beside(&path, ".lock");
        let new = !lock_path.exists();
        let alone = alone(&lock_path).map_err(&failed)?;
        let (log, seen) = Log::open(&path, limits, now).map_err(|reason| {
            if new {
                std::fs::remove_file(&lock_path).ok();
            }
            failed(reason)
        })?;
        let store =
            Self { place: place.clone(), path, log: Mutex::new(log), ttl_ms: limits.ttl_ms, _alone: alone };
        if let Some(snapshot) = store.cut(&seen, now) {
            // Where that fails, it is as good as it was.
            store.renew(&snapshot);
        }
        Ok(store)
    }

    pub(super) fn place(&self) -> &str {
        &self.place
    }

    /// Drops a torn line, or ends it where that cannot be.
    fn cut(&self, seen: &Seen, now: u64) -> Option<Snapshot> {
        let mut log = lock(&self.log);
        log.len = seen.whole;
        log.torn = seen.endless || (seen.torn && log.file.set_len(seen.whole).is_err());
        log.snapshot(now)
    }

    pub(super) fn load(self: &Arc<Self>, id: &str, now: u64) -> Option<Arc<str>> {
        let mut log = lock(&self.log);
        let found = log.table.get(id, now)?;
        if now.saturating_sub(found.saved) >= (self.ttl_ms / RENEWED).max(1) {
            // The message that only looks does not fail for it.
            if log.save(id, Some(&found.text), now).is_ok() {
                let due = log.snapshot(now);
                drop(log);
                self.renew_soon(due);
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
        log.save(id, text, now)
            .map_err(|error| StoreError { place: self.place.clone(), reason: error.to_string() })?;
        let due = log.snapshot(now);
        drop(log);
        self.renew_soon(due);
        Ok(())
    }

    fn renew_soon(self: &Arc<Self>, due: Option<Snapshot>) {
        let Some(snapshot) = due else { return };
        let store = Arc::clone(self);
        match tokio::runtime::Handle::try_current() {
            // Other messages go on while the disk works.
            Ok(runtime) => drop(runtime.spawn_blocking(move || store.renew(&snapshot))),
            Err(_) => store.renew(&snapshot),
        }
    }

    /// Writes the file anew and puts it in the place of the old one.
    fn renew(&self, snapshot: &Snapshot) {
        let path = beside(&self.path, ".new");
        let renewed = self.write_anew(&path, snapshot);
        if renewed.is_err() {
            std::fs::remove_file(&path).ok();
            let mut log = lock(&self.log);
            (log.renewing, log.behind) = (false, true);
            log.not_before = log.len + SMALL;
        }
    }

    fn write_anew(&self, path: &Path, snapshot: &Snapshot) -> io::Result<()> {
        // What a dead process left there.
        std::fs::remove_file(path).ok();
        let mut file = private().read(true).append(true).create_new(true).open(path)?;
        let mut writer = BufWriter::new(&file);
        for (id, at, text) in &snapshot.live {
            writer.write_all(log::write(id, *at, Some(text)).as_bytes())?;
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
        (log.renewing, log.torn, log.not_before) = (false, false, 0);
        Ok(())
    }
}

impl Log {
    /// The error says why the file is none of ours; it was not touched.
    fn open(path: &Path, limits: &Limits, now: u64) -> Result<(Self, Seen), String> {
        if std::fs::metadata(path).is_ok_and(|file| !file.is_file()) {
            return Err("not a regular file".to_owned());
        }
        let said = |error: io::Error| error.to_string();
        let file = private().read(true).append(true).create(true).open(path).map_err(said)?;
        let mut table = Table::new(limits);
        let from = BufReader::with_capacity(64 << 10, &file);
        let seen = log::read(from, limits.readable(), |line, length| {
            // A time to come would never end.
            let at = line.at.min(now);
            let session = line.session.filter(|_| now.saturating_sub(at) < limits.ttl_ms);
            table.set(&line.id, session.map(Arc::from).as_ref(), at, length);
        })
        .map_err(said)?;
        if seen.is_foreign() {
            return Err("not a file of sessions: no line of it is one; it was left as it is".to_owned());
        }
        let log = Self { table, file, len: 0, torn: false, behind: false, renewing: false, not_before: 0 };
        Ok((log, seen))
    }

    fn save(&mut self, id: &str, text: Option<&Arc<str>>, now: u64) -> io::Result<()> {
        let line = log::write(id, now, text.map(AsRef::as_ref));
        // What was dropped for want of room is in the file still.
        let changed = self.table.set(id, text, now, line.len()) || self.table.evicted();
        if !changed && !self.behind {
            return Ok(());
        }
        self.append(&line).inspect_err(|_| self.behind = true)
    }

    fn append(&mut self, line: &str) -> io::Result<()> {
        let whole = if self.torn { &format!("\n{line}") } else { line };
        if let Err(error) = self.file.write_all(whole.as_bytes()) {
            // Part of a line would take the next one with it.
            self.torn = self.torn || self.file.set_len(self.len).is_err();
            return Err(error);
        }
        self.len = if self.torn { self.file.metadata()?.len() } else { self.len + line.len() as u64 };
        self.torn = false;
        Ok(())
    }

    /// What to write anew, where that is due.
    fn snapshot(&mut self, now: u64) -> Option<Snapshot> {
        let dead = self.len > SMALL && self.len / 2 > self.table.weight() as u64;
        if self.renewing || self.len < self.not_before || !(dead || self.behind) {
            return None;
        }
        // Changes from here on are in the lines that are copied, unless they fail as well.
        (self.renewing, self.behind) = (true, false);
        Some(Snapshot { live: self.table.all(now), upto: self.len })
    }
}

/// Takes the lock, or says why not.
fn alone(path: &Path) -> Result<File, String> {
    let lock = lock_within(path, LOCK_TIMEOUT).map_err(|error| format!("cannot be locked: {error}"))?;
    lock.ok_or_else(|| "in use by another process".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(path: &Path, now: u64) -> Arc<FileStore> {
        let limits = Limits { ttl_ms: 100_000, ..Limits::default() };
        Arc::new(FileStore::open(path, &limits, now).expect("a store"))
    }

    fn text(number: usize) -> Arc<str> {
        format!(r#"{{"number":{number},"text":"{}"}}"#, "x".repeat(1000)).into()
    }

    #[test]
    fn a_disk_that_fails_leaves_the_change_in_memory_and_is_caught_up_with() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sessions");
        let store = open(&path, 0);
        store.save("a", Some(&text(1)), 1).expect("saved");
        store.save("gone", Some(&text(1)), 1).expect("saved");
        let read_only = File::open(&path).expect("a file");
        let writable = std::mem::replace(&mut lock(&store.log).file, read_only);
        let error = store.save("a", Some(&text(2)), 2).expect_err("a failure");
        assert_eq!(error.place, path.display().to_string());
        store.save("gone", None, 2).expect_err("a failure");
        assert!(lock(&store.log).torn, "it could not be cut either");
        assert_eq!(store.load("a", 3).as_deref(), Some(&*text(2)));
        assert_eq!(store.load("gone", 3), None);
        lock(&store.log).file = writable;
        store.save("b", Some(&text(3)), 4).expect("saved");
        drop(store);
        let store = open(&path, 5);
        assert_eq!(store.load("a", 5).as_deref(), Some(&*text(2)), "the whole was written with the next one");
        assert_eq!(store.load("b", 5).as_deref(), Some(&*text(3)));
        assert_eq!(store.load("gone", 5), None);
    }

    #[test]
    fn part_of_a_line_does_not_take_the_next_with_it() {
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
    fn looking_at_a_session_makes_it_live_longer_in_the_file_too() {
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
    fn a_file_that_cannot_be_replaced_goes_on_growing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sessions");
        let store = open(&path, 0);
        // Neither a file can be made there nor the folder removed.
        std::fs::create_dir_all(folder.path().join("sessions.new/full")).expect("a folder");
        for number in 0..2000 {
            store.save("a", Some(&text(number)), 1).expect("saved");
        }
        let length = std::fs::metadata(&path).expect("a file").len();
        assert!(length > 2_000_000, "{length}");
        assert!(lock(&store.log).not_before > length - SMALL);
        std::fs::remove_dir_all(folder.path().join("sessions.new")).expect("removed");
        for number in 0..1000 {
            store.save("a", Some(&text(number)), 1).expect("saved");
        }
        let length = std::fs::metadata(&path).expect("a file").len();
        assert!(length < 2 * SMALL, "{length}");
        drop(store);
        assert_eq!(open(&path, 1).load("a", 1).as_deref(), Some(&*text(999)));
    }
}
