use std::path::PathBuf;
use std::rc::Rc;

use tempfile::TempDir;

use super::Mock;
use super::run::{Run, in_folder};

/// A user's folder that several runs share, and the account that they run with.
pub struct Home {
    folder: Rc<TempDir>,
    env: Vec<(String, String)>,
}

/// The account of a [`Home`].
pub const OWN_APPID: &str = "wx1234567890abcdef";
pub const OWN_SECRET: &str = "0123456789abcdef0123456789abcdef";

impl Home {
    /// Nothing in it, no account: for `--mock`.
    pub fn new() -> Self {
        Self { folder: Rc::new(tempfile::tempdir().expect("a folder")), env: Vec::new() }
    }

    /// An account on what serves at this URL.
    pub fn at(url: &str) -> Self {
        Self::new().env("WX_API_BASE", url).env("WX_APPID", OWN_APPID).env("WX_SECRET", OWN_SECRET)
    }

    /// An account on a mock.
    pub fn on(mock: &Mock) -> Self {
        Self::at(&mock.url())
    }

    /// With a variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.retain(|(given, _)| given != name);
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// `webot` with these arguments.
    pub fn webot<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(&self, args: I) -> Run {
        self.env
            .iter()
            .fold(in_folder(Rc::clone(&self.folder), args), |run, (name, value)| run.env(name, value))
    }

    /// The same on a terminal.
    #[cfg(unix)]
    pub fn terminal<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(
        &self,
        args: I,
    ) -> rexpect::session::PtySession {
        const MINUTE_MS: u64 = 60_000;
        let command = self.webot(args).env("TERM", "xterm").command();
        rexpect::session::spawn_command(command, Some(MINUTE_MS)).expect("a terminal")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).expect("a file");
    }

    #[track_caller]
    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of the files at its top, without what `webot` keeps for itself.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("the folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> =
            names.filter(|name| !matches!(&**name, ".cache" | ".local" | ".config")).collect();
        names.sort();
        names
    }
}
