use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::run::{Run, webot};

/// A folder in which several runs work, one after the other; it is the root of a repository, so that nothing above
/// it counts.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
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
        let path = self.path(name);
        std::fs::write(&path, content).expect("a file");
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("a mode");
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
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

    pub fn webot<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(&self, args: I) -> Run {
        self.webot_in("", args)
    }

    pub fn webot_in<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(&self, name: &str, args: I) -> Run {
        webot(args).at(&self.path(name))
    }

    pub fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_str(&self.read(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// Whether the system lets nobody into a folder without permission; it lets root.
#[cfg(unix)]
pub fn permissions_hold(folder: &Path) -> bool {
    std::fs::File::create(folder.join("probe")).is_err()
}
