//! Reading with a size limit, so that no file or stream exhausts memory.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Reads a file of at most `limit` bytes. Pipes such as `<(…)` are allowed; a directory is an error.
pub(crate) fn read(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    read_from(File::open(path)?, limit)
}

/// Reads a stream of at most `limit` bytes to its end.
pub(crate) fn read_from(stream: impl Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, too_large(limit)));
    }
    Ok(bytes)
}

/// Reads a regular file of at most `limit` bytes. Other files are an error: a pipe could block, and a device could be
/// endless.
pub(crate) fn read_regular(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let irregular = || io::Error::new(io::ErrorKind::InvalidInput, "not a regular file");
    // Opening a pipe would block until its other end is open.
    if !path.metadata()?.is_file() {
        return Err(irregular());
    }
    let file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(irregular());
    }
    read_from(file, limit)
}

/// Reads a regular file of at most `limit` bytes as UTF-8 text.
pub(crate) fn read_text(path: &Path, limit: usize) -> io::Result<String> {
    String::from_utf8(read_regular(path, limit)?).map_err(|_| not_utf8())
}

/// Returns the error for bytes that are not UTF-8.
pub(crate) fn not_utf8() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "not UTF-8 text")
}

fn too_large(limit: usize) -> String {
    match limit >> 20 {
        0 => format!("larger than {} KB", limit >> 10),
        megabytes => format!("larger than {megabytes} MB"),
    }
}
