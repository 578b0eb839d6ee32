use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use tempfile::TempDir;

use super::Webot;

/// A folder that is deleted with its last clone; it is the root of a repository, so that nothing above it counts.
#[derive(Clone)]
pub struct Folder(Arc<TempDir>);

impl Folder {
    pub fn new() -> Self {
        let folder = Self(Arc::new(tempfile::tempdir().expect("a folder")));
        folder.make(".git");
        folder
    }

    /// With a `wx_config.json`.
    pub fn with_config(content: &str) -> Self {
        let folder = Self::new();
        folder.write("wx_config.json", content);
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        // The system's own folder for temporary files may be a link.
        self.0.path().canonicalize().expect("the folder").join(name)
    }

    pub fn make(&self, name: &str) {
        std::fs::create_dir_all(self.path(name)).expect("a folder");
    }

    /// Writes a file for its owner only.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        write_private(&self.path(name), content.as_ref());
    }

    #[track_caller]
    pub fn read(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).expect("UTF-8")
    }

    #[track_caller]
    pub fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    #[track_caller]
    pub fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.read(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of the files at its top, without those that `webot` keeps for itself.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).expect("the folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> =
            names.filter(|name| !matches!(&**name, ".git" | ".cache" | ".local" | ".config")).collect();
        names.sort();
        names
    }

    pub fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// The permissions of a file.
    #[cfg(unix)]
    pub fn mode(&self, name: &str) -> u32 {
        use std::os::unix::fs::PermissionsExt as _;
        self.path(name).metadata().expect("a file").permissions().mode() & 0o777
    }

    /// Sets the permissions of a file or folder.
    #[cfg(unix)]
    pub fn set_mode(&self, name: &str, mode: u32) {
        let permissions = std::os::unix::fs::PermissionsExt::from_mode(mode);
        std::fs::set_permissions(self.path(name), permissions).expect("a mode");
    }

    /// The problems that `serve --check` reports about the rules in this folder.
    #[track_caller]
    pub fn rule_problems(&self) -> Vec<Value> {
        let ran = self.webot(["serve", "--check", "--json", "--lang", "en"]).exit_in([0, 1]).run();
        ran.json().as_array().cloned().unwrap_or_default()
    }

    /// `webot` with these arguments in this folder; its home is another one.
    pub fn webot<I: IntoIterator<Item = S>, S: Into<OsString>>(&self, args: I) -> Webot {
        self.webot_in("", args)
    }

    /// The same in a folder within.
    pub fn webot_in<I: IntoIterator<Item = S>, S: Into<OsString>>(&self, name: &str, args: I) -> Webot {
        Webot::new().within(self, name).args(args)
    }
}

/// Writes a file for its owner only.
pub(super) fn write_private(path: &Path, content: &[u8]) {
    std::fs::write(path, content).expect("a file");
    #[cfg(unix)]
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("a mode");
}

/// Returns whether the system refuses to enter a folder without permission; it never refuses root.
#[cfg(unix)]
pub fn permissions_hold(folder: &Path) -> bool {
    std::fs::File::create(folder.join("probe")).is_err()
}
