//! Appends pushes to a recording. A line is written before the push is answered, and synced in the background.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

use super::push::RecordedPush;
use super::reader::{RecordingError, check_version};
use crate::files;

/// The longest first line that is read from an existing file, in bytes.
const MAX_HEAD_BYTES: usize = 4096;
/// The size of the pieces in which the end of the last line is searched, in bytes.
const SEARCHED_BYTES: u64 = 64 * 1024;

/// A recording that is being written.
pub(crate) struct Recorder {
    file: File,
    /// The length of the file up to the end of its last whole line.
    length: u64,
    sync: Option<SyncSender<()>>,
    syncing: Option<JoinHandle<()>>,
}

impl Recorder {
    /// Opens a file to append to, or creates it, readable by its owner only.
    pub(crate) fn open(path: &Path) -> Result<Self, RecordingError> {
        let failed = |source| RecordingError::Write { path: path.to_owned(), source };
        let options = || {
            let mut options = files::private();
            options.read(true).write(true);
            options
        };
        let created = options().create_new(true).open(path);
        let mut file = match created {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                options().open(path).map_err(failed)?
            }
            created => created.map_err(failed)?,
        };
        let is_regular = file.metadata().map_err(failed)?.is_file();
        if is_regular && file.try_lock().is_err() {
            return Err(RecordingError::Busy { path: path.to_owned() });
        }
        let length = if is_regular { whole_lines(&mut file).map_err(failed)? } else { 0 };
        if length > 0 {
            check_first_line(&mut file, path)?;
        }
        if is_regular {
            // What a killed process left of a line is no line.
            file.set_len(length).map_err(failed)?;
            file.seek(SeekFrom::Start(length)).map_err(failed)?;
        }
        let copy = file.try_clone().map_err(failed)?;
        let (sync, wanted) = sync_channel::<()>(1);
        let syncing = std::thread::Builder::new().name("sync".to_owned()).spawn(move || {
            for () in wanted {
                // A failure shows up at the next line.
                copy.sync_data().ok();
            }
        });
        let mut recorder = Self { file, length, sync: Some(sync), syncing: syncing.ok() };
        if length == 0 {
            recorder.write_line(super::head_line()).map_err(failed)?;
        }
        Ok(recorder)
    }

    /// Appends a push. After a failure, such as a full disk, the file still ends with a whole line.
    pub(crate) fn append(&mut self, push: &RecordedPush) -> io::Result<()> {
        self.write_line(serde_json::to_string(push)?)
    }

    fn write_line(&mut self, mut line: String) -> io::Result<()> {
        line.push('\n');
        let written = self.file.write_all(line.as_bytes());
        if written.is_ok() {
            self.length += line.len() as u64;
            // One wish is enough while the thread still syncs.
            self.sync.as_ref().map(|sync| sync.try_send(()).ok());
        } else {
            // A device has no length.
            self.file.set_len(self.length).ok();
            self.file.seek(SeekFrom::Start(self.length)).ok();
        }
        written
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.sync = None;
        self.syncing.take().map(JoinHandle::join);
    }
}

/// Returns the length of a file up to the end of its last whole line.
fn whole_lines(file: &mut File) -> io::Result<u64> {
    let mut end = file.metadata()?.len();
    let mut piece = Vec::new();
    while end > 0 {
        let start = end.saturating_sub(SEARCHED_BYTES);
        piece.clear();
        file.seek(SeekFrom::Start(start))?;
        (&*file).take(end - start).read_to_end(&mut piece)?;
        if let Some(at) = piece.iter().rposition(|&byte| byte == b'\n') {
            return Ok(start + at as u64 + 1);
        }
        end = start;
    }
    Ok(0)
}

fn check_first_line(file: &mut File, path: &Path) -> Result<(), RecordingError> {
    let failed = |source| RecordingError::Write { path: path.to_owned(), source };
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    (&*file).take(MAX_HEAD_BYTES as u64).read_to_end(&mut head).map_err(failed)?;
    let end = head.iter().position(|&byte| byte == b'\n').unwrap_or(head.len());
    check_version(&head[..end], path).map_err(|error| match error {
        RecordingError::NotARecording { path } => RecordingError::NotAppendable { path },
        error => error,
    })
}
