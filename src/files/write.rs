//! Writing files whole or not at all.

use std::fs::File;
use std::io::{self, Seek as _, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The beginning and the end of the names of temporary files.
const PREFIX: &str = ".webot-";
const SUFFIX: &str = ".tmp";
/// The age from which a temporary file that nobody holds is removed: a newer one may not be locked yet.
const ABANDONED_AGE: Duration = Duration::from_secs(10);
/// The largest number of entries of a folder that are searched for temporary files.
const MAX_SEARCHED: usize = 4096;

/// Removes the temporary files that killed processes left in a folder: they may contain secrets.
fn remove_abandoned(folder: &Path) {
    let Ok(entries) = folder.read_dir() else { return };
    for entry in entries.take(MAX_SEARCHED).flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with(PREFIX) || !name.ends_with(SUFFIX) {
            continue;
        }
        let old = |data: &std::fs::Metadata| {
            let age = data.modified().ok().and_then(|time| time.elapsed().ok());
            data.is_file() && age.is_some_and(|age| age > ABANDONED_AGE)
        };
        // Not through a link, which another user may have placed here.
        if entry.metadata().is_ok_and(|data| old(&data))
            && File::options().write(true).open(entry.path()).is_ok_and(|file| file.try_lock().is_ok())
        {
            // Another process may have removed it.
            std::fs::remove_file(entry.path()).ok();
        }
    }
}

/// Writes a file whole or not at all, readable by its owner only.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = NewFile::create(path, Readers::Owner)?;
    file.write_all(bytes)?;
    file.finish()
}

/// Writes a file whole or not at all, readable as the umask allows; for data without secrets.
pub(crate) fn write_shared(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = NewFile::create(path, Readers::Umask)?;
    file.write_all(bytes)?;
    file.finish()
}

/// The read permission of a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// The owner only, because the file may hold a secret.
    Owner,
    /// Everyone whom the umask allows.
    Umask,
}

/// A temporary file that takes its place when finished. A device or a pipe is written directly.
#[derive(Debug)]
pub(crate) struct NewFile(Target);

#[derive(Debug)]
enum Target {
    Whole(tempfile::NamedTempFile, PathBuf),
    Stream(File),
}

impl NewFile {
    /// Creates the temporary file in the folder of `path`.
    pub(crate) fn create(path: &Path, readers: Readers) -> io::Result<Self> {
        let special = path.metadata().is_ok_and(|data| !data.is_file() && !data.is_dir());
        if special {
            return Ok(Self(Target::Stream(File::options().write(true).open(path)?)));
        }
        // A symbolic link is kept, and its target is replaced.
        let path = super::canonical(path).unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Reports a missing folder by its own name, not by that of a temporary file.
        folder.metadata()?;
        remove_abandoned(folder);
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        #[cfg(unix)]
        if readers == Readers::Umask {
            use std::os::unix::fs::PermissionsExt as _;
            // A file that others may not read stays so.
            let mode = path.metadata().map_or(0o666, |data| data.permissions().mode() & 0o666);
            builder.permissions(std::fs::Permissions::from_mode(mode));
        }
        #[cfg(not(unix))]
        let _ = readers;
        let file = builder.tempfile_in(folder)?;
        // Marks the file as in use; without the lock, it may be removed after ten seconds.
        file.as_file().try_lock().ok();
        Ok(Self(Target::Whole(file, path)))
    }

    /// Creates a file that is removed when it is dropped, in the folder of `path`; for a device, a pipe or standard
    /// output in the system's folder of temporary files.
    pub(crate) fn scratch(path: Option<&Path>) -> io::Result<Self> {
        let beside = path.filter(|path| path.metadata().map_or(true, |data| data.is_file()));
        let path = beside.map_or_else(|| std::env::temp_dir().join("webot"), Path::to_owned);
        Self::create(&path, Readers::Owner)
    }

    /// Returns a reader of what was written so far.
    pub(crate) fn reader(&self) -> io::Result<File> {
        match &self.0 {
            Target::Whole(file, _) => file.reopen(),
            Target::Stream(_) => Err(io::ErrorKind::NotSeekable.into()),
        }
    }

    /// Returns whether the bytes can no longer be taken back: they go to a device, a pipe or standard output.
    pub(crate) fn is_stream(&self) -> bool {
        matches!(self.0, Target::Stream(_))
    }

    /// Lets only the owner read the file, because it holds a secret.
    pub(crate) fn restrict(&self) -> io::Result<()> {
        #[cfg(unix)]
        if let Target::Whole(file, _) = &self.0 {
            use std::os::unix::fs::PermissionsExt as _;
            file.as_file().set_permissions(std::fs::Permissions::from_mode(0o600))?;
        }
        Ok(())
    }

    /// Empties the file.
    pub(crate) fn restart(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Target::Whole(file, _) => {
                file.as_file().set_len(0)?;
                file.rewind()
            }
            Target::Stream(_) => Ok(()),
        }
    }

    /// Returns a writer to standard output.
    #[cfg(unix)]
    pub(crate) fn stdout() -> io::Result<Self> {
        use std::os::fd::AsFd as _;
        Ok(Self(Target::Stream(File::from(io::stdout().as_fd().try_clone_to_owned()?))))
    }

    /// Returns a writer to standard output.
    #[cfg(windows)]
    pub(crate) fn stdout() -> io::Result<Self> {
        use std::os::windows::io::AsHandle as _;
        Ok(Self(Target::Stream(File::from(io::stdout().as_handle().try_clone_to_owned()?))))
    }

    /// Moves the file to another place in the same folder.
    pub(crate) fn finish_as(self, path: &Path) -> io::Result<()> {
        match self.0 {
            Target::Whole(file, _) => Self(Target::Whole(file, path.to_owned())).finish(),
            Target::Stream(_) => self.finish(),
        }
    }

    /// Moves the file to its place.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self.0 {
            Target::Whole(file, path) => {
                file.as_file().sync_all()?;
                // On Windows, the lock would keep others from reading the file at its place.
                if cfg!(windows) {
                    file.as_file().unlock().ok();
                }
                persist(file, &path)
            }
            Target::Stream(mut file) => file.flush(),
        }
    }
}

/// The number of times that a file is moved to its place on Windows, and the pause between them.
const MAX_MOVES: u32 = 20;
const MOVE_INTERVAL: Duration = Duration::from_millis(50);

/// Moves a temporary file to its place. On Windows this fails while another program, such as a virus scanner, has the old
/// or the new file open, so it is tried again for a second.
fn persist(file: tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    let mut result = file.persist(path);
    for _ in 1..MAX_MOVES {
        match result {
            Err(error) if cfg!(windows) && is_open_elsewhere(&error.error) => {
                std::thread::sleep(MOVE_INTERVAL);
                result = error.file.persist(path);
            }
            _ => break,
        }
    }
    result.map(|_| ()).map_err(|error| error.error)
}

/// Returns whether an error is that of Windows for a file in use: access denied, or a sharing or lock violation.
fn is_open_elsewhere(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Target::Whole(file, _) => file.write(bytes),
            Target::Stream(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Target::Whole(file, _) => file.flush(),
            Target::Stream(file) => file.flush(),
        }
    }
}
