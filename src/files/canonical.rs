//! Paths without symbolic links.

use std::io;
use std::path::{Path, PathBuf};

/// Returns the absolute path without symbolic links. On Windows it does not begin with `\\?\`, which users do not know and
/// git and `cmd` do not take.
pub(crate) fn canonical(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize().map(shortened)
}

#[cfg(not(windows))]
const fn shortened(path: PathBuf) -> PathBuf {
    path
}

#[cfg(windows)]
fn shortened(path: PathBuf) -> PathBuf {
    use std::path::{Component, Prefix};
    /// The length from which on Windows takes a path only with the prefix.
    const MAX_LENGTH: usize = 260;
    let is_disk = |part: Component<'_>| matches!(part, Component::Prefix(prefix) if matches!(prefix.kind(), Prefix::VerbatimDisk(_)));
    let short = path.to_str().and_then(|text| text.strip_prefix(r"\\?\"));
    match short {
        Some(short) if path.components().next().is_some_and(is_disk) && short.len() < MAX_LENGTH => {
            short.into()
        }
        _ => path,
    }
}
