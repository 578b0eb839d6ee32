//! The folders for this user's files, by the operating system's conventions.

use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "webot")
}

/// Returns the folder of the user's own `wx_config.json`, which applies in every folder; `None` without a home folder.
pub(crate) fn config_folder() -> Option<PathBuf> {
    project().map(|dirs| dirs.config_dir().to_owned())
}

/// Returns the folder of tokens and other data that can be fetched again; `None` without a home folder.
pub(crate) fn cache_folder() -> Option<PathBuf> {
    project().map(|dirs| dirs.cache_dir().to_owned())
}

/// Returns the folder of data that outlives a command, such as the mock's state and backups of menus; `None` without a
/// home folder.
pub(crate) fn state_folder() -> Option<PathBuf> {
    project().map(|dirs| dirs.state_dir().unwrap_or(dirs.data_local_dir()).to_owned())
}

/// Creates a folder and its missing parents, readable by their owner only.
pub(crate) fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}
