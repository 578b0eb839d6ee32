//! Reads a recording line by line, in constant memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::push::RecordedPush;
use super::{VERSION, VERSION_MEMBER};

/// The longest line, in bytes; a push and its answer hold at most 1 MB each.
const MAX_LINE_BYTES: u64 = 8 << 20;

/// The reason why a recording cannot be written or read.
#[derive(Debug)]
pub(crate) enum RecordingError {
    /// The file cannot be written.
    Write {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The file cannot be opened or read.
    Read {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The file is no recording.
    NotARecording {
        /// The file.
        path: PathBuf,
    },
    /// A file that pushes are to be appended to is no recording.
    NotAppendable {
        /// The file.
        path: PathBuf,
    },
    /// The recording is of a later version of webot.
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u64,
    },
    /// A line is not a push.
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The message of the parser.
        reason: String,
    },
    /// Another process writes to the file.
    Busy {
        /// The file.
        path: PathBuf,
    },
}

impl RecordingError {
    /// Returns whether the file that was named is wrong, and not the disk.
    pub(crate) fn is_of_argument(&self) -> bool {
        !matches!(self, Self::Write { .. } | Self::Busy { .. })
    }
}

/// Checks the first line of a recording.
pub(super) fn check_version(line: &[u8], path: &Path) -> Result<(), RecordingError> {
    let path = || path.to_owned();
    let head: Option<Value> = serde_json::from_slice(line).ok();
    match head.as_ref().and_then(|head| head.get(VERSION_MEMBER)).and_then(Value::as_u64) {
        None | Some(0) => Err(RecordingError::NotARecording { path: path() }),
        Some(version) if version > VERSION => Err(RecordingError::Version { path: path(), version }),
        Some(_) => Ok(()),
    }
}

/// A recording that is being read.
pub(crate) struct RecordingReader<'a> {
    lines: Box<dyn BufRead + 'a>,
    path: PathBuf,
    number: usize,
    /// `true` if the last line was incomplete, because its writer was killed.
    pub broken_off: bool,
}

impl<'a> RecordingReader<'a> {
    /// Opens a recording and checks its version.
    pub(crate) fn open(path: &Path) -> Result<Self, RecordingError> {
        let failed = |source| RecordingError::Read { path: path.to_owned(), source };
        let file = File::open(path).map_err(failed)?;
        Self::new(Box::new(BufReader::new(file)), path)
    }

    /// Reads a recording that is in memory, and checks its version; `path` names it.
    pub(crate) fn of_bytes(bytes: &'a [u8], path: &Path) -> Result<Self, RecordingError> {
        Self::new(Box::new(bytes), path)
    }

    fn new(lines: Box<dyn BufRead + 'a>, path: &Path) -> Result<Self, RecordingError> {
        let mut reader = Self { lines, path: path.to_owned(), number: 0, broken_off: false };
        let head = reader.line()?.unwrap_or_default();
        check_version(&head, path)?;
        Ok(reader)
    }

    /// Returns the next push; `None` at the end.
    pub(crate) fn next_push(&mut self) -> Result<Option<RecordedPush>, RecordingError> {
        while let Some(line) = self.line()? {
            if line.trim_ascii().is_empty() {
                continue;
            }
            // The first line of a file that was appended to another one.
            if line.starts_with(b"{\"webot_recording\"") {
                check_version(&line, &self.path)?;
                continue;
            }
            match serde_json::from_slice(&line) {
                Ok(push) => return Ok(Some(push)),
                Err(_) if !line.ends_with(b"\n") => self.broken_off = true,
                Err(error) => {
                    let reason = error.to_string();
                    return Err(RecordingError::Line { path: self.path.clone(), line: self.number, reason });
                }
            }
        }
        Ok(None)
    }

    /// Returns the next line with its line break; `None` at the end.
    fn line(&mut self) -> Result<Option<Vec<u8>>, RecordingError> {
        let mut line = Vec::new();
        let read = self.lines.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line);
        let read = read.map_err(|source| RecordingError::Read { path: self.path.clone(), source })?;
        self.number += 1;
        if read as u64 == MAX_LINE_BYTES {
            let reason = format!("longer than {} MB", MAX_LINE_BYTES >> 20);
            return Err(RecordingError::Line { path: self.path.clone(), line: self.number, reason });
        }
        Ok((read > 0).then_some(line))
    }
}
