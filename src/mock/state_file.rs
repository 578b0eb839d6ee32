//! The file that holds the state between commands, with a journal of the changes at WeChat Pay and the folder of the
//! uploaded files beside it.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::contents::ContentChanges;
use super::world::PayChanges;
use super::{Rules, World};
use crate::files::{self, state_folder, write_whole};
use crate::wechat::MockStateError;

/// The name of the state file, in the user's state folder.
const FILE_NAME: &str = "mock.json";
/// The time limit for another command to release the state file; a command holds it while it answers and writes.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);
/// The time after which the holder of the file is asked for: a server holds it until it ends.
const HOLDER_AFTER: Duration = Duration::from_millis(200);
/// The maximum size of the holder's URL, in bytes.
const MAX_URL_BYTES: u64 = 1024;

/// A state file, locked for this process until it is dropped.
pub(crate) struct StateFile {
    path: PathBuf,
    lock: File,
    journal: Mutex<Journal>,
}

/// The file of the changes since the whole state was stored.
#[derive(Default)]
enum Journal {
    /// It is opened at the next change.
    #[default]
    New,
    Open(File),
    /// It cannot be continued, because its last line may be cut: the whole state must be stored.
    Ended,
}

impl StateFile {
    /// Returns the path that is used if no other is named.
    pub(crate) fn default_path() -> PathBuf {
        state_folder().map_or_else(|| FILE_NAME.into(), |folder| folder.join(FILE_NAME))
    }

    /// Locks the file. Waits while another command holds the lock, but not for a server.
    pub(super) fn lock(path: &Path) -> Result<Self, MockStateError> {
        let io = |source| error_of(path, source);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(io)?;
        }
        let lock_path = path.with_extension("lock");
        let held = |url| MockStateError::Held { path: path.display().to_string(), url };
        let lock = match files::lock_within(&lock_path, HOLDER_AFTER).map_err(io)? {
            Some(lock) => lock,
            None => match holder(&lock_path) {
                Some(url) => return Err(held(Some(url))),
                None => files::lock_within(&lock_path, LOCK_TIMEOUT)
                    .map_err(io)?
                    .ok_or_else(|| held(holder(&lock_path)))?,
            },
        };
        // What a server that has ended said of itself.
        if lock.metadata().is_ok_and(|metadata| metadata.len() > 0) {
            lock.set_len(0).map_err(io)?;
        }
        Ok(Self { path: path.to_owned(), lock, journal: Mutex::default() })
    }

    /// Tells other commands the URL of the server that holds the file. Without it they only know less.
    pub(crate) fn held_by(&self, url: &str) {
        (&self.lock).write_all(url.as_bytes()).ok();
    }

    /// Locks and reads the file; without one the state is new.
    pub(crate) fn open(path: &Path) -> Result<(Self, World), MockStateError> {
        let file = Self::lock(path)?;
        let mut world = match std::fs::read(path) {
            Ok(bytes) if !is_state(&bytes) => return Err(not_a_state(path)),
            // A state of another version is replaced: it is only the state of a mock.
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|_| World::new(Rules::default())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => World::new(Rules::default()),
            Err(source) => return Err(error_of(path, source)),
        };
        file.replay(&mut world)?;
        Ok((file, world))
    }

    /// Removes the file and the uploaded files; returns whether there was one.
    pub(crate) fn remove(path: &Path) -> Result<bool, MockStateError> {
        let io = |source| error_of(path, source);
        if !path.exists() {
            return Ok(false);
        }
        let file = Self::lock(path)?;
        // The default file may be damaged; any other may be somebody's own.
        if path != Self::default_path() && !is_state(&std::fs::read(path).map_err(io)?) {
            return Err(not_a_state(path));
        }
        match std::fs::remove_dir_all(file.media_folder()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io(error)),
            _ => {}
        }
        match std::fs::remove_file(file.journal_path()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io(error)),
            _ => {}
        }
        std::fs::remove_file(path).map(|()| true).map_err(io)
    }

    /// Returns the path for display.
    pub(super) fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// Makes the changes of the journal, which a server that was killed has left.
    fn replay(&self, world: &mut World) -> Result<(), MockStateError> {
        let journal = match File::open(self.journal_path()) {
            Ok(journal) => BufReader::new(journal),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(source) => return Err(error_of(&self.path, source)),
        };
        *self.journal.lock().unwrap_or_else(PoisonError::into_inner) = Journal::Ended;
        for line in journal.split(b'\n') {
            let line = line.map_err(|source| error_of(&self.path, source))?;
            // The last line may be cut; its call was not answered.
            let Ok(changes) = serde_json::from_slice::<PayChanges>(&line) else { break };
            world.apply_pay_changes(changes);
        }
        Ok(())
    }

    /// Adds changes to the journal, in place of the whole state. They outlive the process, though not the machine.
    pub(super) fn record(&self, changes: &PayChanges) -> io::Result<()> {
        let mut line = serde_json::to_vec(changes)?;
        line.push(b'\n');
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        if let Journal::New = *journal {
            let file = files::private().append(true).create(true).open(self.journal_path());
            *journal = file.map_or(Journal::Ended, Journal::Open);
        }
        let written = match &mut *journal {
            Journal::Open(file) => file.write_all(&line),
            Journal::New | Journal::Ended => Err(io::Error::other("the journal cannot be written")),
        };
        if written.is_err() {
            // What follows a line that was cut would not be read.
            *journal = Journal::Ended;
        }
        written
    }

    /// Stores the whole state and the changed files; the journal begins anew.
    pub(super) fn store(&self, world: &mut World, changes: ContentChanges) -> Result<(), MockStateError> {
        let io = |source| error_of(&self.path, source);
        // Until the state is stored, no journal follows its number.
        *self.journal.lock().unwrap_or_else(PoisonError::into_inner) = Journal::Ended;
        world.number_stored();
        let json = serde_json::to_vec(world).map_err(|error| io(error.into()))?;
        let folder = self.media_folder();
        let ContentChanges { added, removed } = changes;
        if !added.is_empty() {
            std::fs::create_dir_all(&folder).map_err(io)?;
            sweep(&folder, world);
        }
        for (hash, bytes) in added {
            write_whole(&folder.join(hash), &bytes).map_err(io)?;
        }
        write_whole(&self.path, &json).map_err(io)?;
        self.clear_journal().map_err(io)?;
        for hash in removed {
            // Without the file the state is right too; the next upload removes it.
            std::fs::remove_file(folder.join(hash)).ok();
        }
        Ok(())
    }

    /// Returns the content of an uploaded file.
    pub(super) fn content(&self, hash: &str) -> Result<Vec<u8>, MockStateError> {
        std::fs::read(self.media_folder().join(hash)).map_err(|source| error_of(&self.path, source))
    }

    /// Returns the contents of all uploaded files by hash.
    pub(super) fn contents(&self, world: &World) -> HashMap<String, Vec<u8>> {
        let entries = self.media_folder().read_dir().into_iter().flatten().flatten();
        let content = |entry: std::fs::DirEntry| {
            let hash = entry.file_name().into_string().ok().filter(|hash| world.has_content(hash))?;
            Some((hash, std::fs::read(entry.path()).ok()?))
        };
        entries.filter_map(content).collect()
    }

    /// Empties the journal, whose changes the whole state has.
    fn clear_journal(&self) -> io::Result<()> {
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        *journal = Journal::New;
        match std::fs::remove_file(self.journal_path()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Returns the path of the journal.
    fn journal_path(&self) -> PathBuf {
        self.path.with_extension("journal")
    }

    /// Returns the folder of the uploaded files.
    fn media_folder(&self) -> PathBuf {
        self.path.with_extension("media")
    }
}

/// Returns the URL of the server that holds the lock.
fn holder(lock: &Path) -> Option<String> {
    let mut url = String::new();
    File::open(lock).ok()?.take(MAX_URL_BYTES).read_to_string(&mut url).ok()?;
    ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme)).then_some(url)
}

/// Removes the files that an earlier state has left.
fn sweep(folder: &Path, world: &World) {
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        if !world.has_content(&entry.file_name().to_string_lossy()) {
            std::fs::remove_file(entry.path()).ok();
        }
    }
}

/// Returns whether a file holds the state of a mock, of any version, or nothing.
fn is_state(bytes: &[u8]) -> bool {
    let json: Option<serde_json::Value> = serde_json::from_slice(bytes).ok();
    let is_world = |json: serde_json::Value| json.get("rules").is_some() && json.get("accounts").is_some();
    bytes.iter().all(u8::is_ascii_whitespace) || json.is_some_and(is_world)
}

fn not_a_state(path: &Path) -> MockStateError {
    let reason = "it holds something else than the state of the mock";
    error_of(path, io::Error::new(io::ErrorKind::InvalidData, reason))
}

fn error_of(path: &Path, source: io::Error) -> MockStateError {
    MockStateError::Io { path: path.display().to_string(), source }
}
