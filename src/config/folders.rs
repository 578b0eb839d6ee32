//! Where this user's files are, by the system's customs.

use std::path::PathBuf;

use directories::ProjectDirs;

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "webot")
}

/// The folder of a `wx_config.json` that counts everywhere.
pub fn own() -> Option<PathBuf> {
    project().map(|dirs| dirs.config_dir().to_owned())
}

/// The folder of tokens and other things that can be fetched again.
pub fn cache() -> Option<PathBuf> {
    project().map(|dirs| dirs.cache_dir().to_owned())
}

/// The folder of what is to outlive a command: the mock's state, menus that were replaced.
pub fn state() -> Option<PathBuf> {
    project().map(|dirs| dirs.state_dir().unwrap_or(dirs.data_local_dir()).to_owned())
}
