//! Files that are written whole or not at all.

use std::fs::File;
use std::io::{self, Seek as _, Write};
use std::path::{Path, PathBuf};

/// Writes a file that nobody ever sees in half, readable by its owner only.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = NewFile::create(path, Readers::Owner)?;
    file.write_all(bytes)?;
    file.finish()
}

/// The same for what is no secret, readable by whom the umask lets.
pub fn write_shared(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = NewFile::create(path, Readers::Umask)?;
    file.write_all(bytes)?;
    file.finish()
}

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Its owner only: it may hold a secret.
    Owner,
    /// Whom the umask lets.
    Umask,
}

/// A file on its way: at its place only once it is finished. A device or a pipe is written to as it is.
#[derive(Debug)]
pub struct NewFile(Kind);

#[derive(Debug)]
enum Kind {
    Whole(tempfile::NamedTempFile, PathBuf),
    Stream(File),
}

impl NewFile {
    /// Begins one.
    pub fn create(path: &Path, readers: Readers) -> io::Result<Self> {
        let special = path.metadata().is_ok_and(|data| !data.is_file() && !data.is_dir());
        if special {
            return Ok(Self(Kind::Stream(File::options().write(true).open(path)?)));
        }
        // A link stays a link: the file behind it is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // The system's own words about a folder that is not there, without the name of a temporary file.
        folder.metadata()?;
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        if readers == Readers::Umask {
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        #[cfg(not(unix))]
        let _ = readers;
        Ok(Self(Kind::Whole(builder.tempfile_in(folder)?, path)))
    }

    /// Begins anew.
    pub fn restart(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Kind::Whole(file, _) => {
                file.as_file().set_len(0)?;
                file.rewind()
            }
            Kind::Stream(_) => Ok(()),
        }
    }

    /// Puts it at its place.
    pub fn finish(self) -> io::Result<()> {
        match self.0 {
            Kind::Whole(file, path) => {
                file.as_file().sync_all()?;
                file.persist(path).map(|_| ()).map_err(|error| error.error)
            }
            Kind::Stream(mut file) => file.flush(),
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Kind::Whole(file, _) => file.write(bytes),
            Kind::Stream(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Kind::Whole(file, _) => file.flush(),
            Kind::Stream(file) => file.flush(),
        }
    }
}
