//! Starting and ending the programs of users: Windows finds and ends them in another way than Unix.

use std::path::{Path, PathBuf};

/// Returns the program to start for a name: on Windows the file that `cmd` would take, such as `npm.cmd` for `npm`. A
/// relative path starts at `folder`.
pub(crate) fn program(name: &str, folder: &Path) -> PathBuf {
    let is_path = name.contains('/') || (cfg!(windows) && name.contains('\\'));
    if !is_path {
        return find_in_path(name).unwrap_or_else(|| name.into());
    }
    let path = folder.join(name);
    let path = with_ending(&path).unwrap_or(path);
    // The folder of the program is not the current one.
    std::path::absolute(&path).unwrap_or(path)
}

#[cfg(not(windows))]
const fn find_in_path(_: &str) -> Option<PathBuf> {
    None
}

#[cfg(not(windows))]
const fn with_ending(_: &Path) -> Option<PathBuf> {
    None
}

/// Returns the first file of this name in a folder of `PATH`. The system itself adds `.exe` only.
#[cfg(windows)]
#[expect(clippy::disallowed_methods, reason = "the path that the system would search")]
fn find_in_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).find_map(|folder| with_ending(&folder.join(name)))
}

/// Returns the file of this path, or of this path and the ending of a program.
#[cfg(windows)]
fn with_ending(path: &Path) -> Option<PathBuf> {
    const ENDINGS: [&str; 4] = ["com", "exe", "bat", "cmd"];
    let is_program =
        |ending: &std::ffi::OsStr| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known));
    if path.extension().is_some_and(is_program) {
        return path.is_file().then(|| path.to_owned());
    }
    let ended = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.extend([".".as_ref(), ending.as_ref()] as [&std::ffi::OsStr; 2]);
        PathBuf::from(name)
    };
    ENDINGS.into_iter().map(ended).find(|path| path.is_file())
}

/// A running program and all that it starts.
#[cfg(windows)]
#[derive(Debug)]
pub(crate) struct ProgramTree(win32job::Job);

#[cfg(windows)]
impl ProgramTree {
    /// Follows a program that was just started; returns `None` if the system does not allow it.
    pub(crate) fn of(program: &tokio::process::Child) -> Option<Self> {
        let job = win32job::Job::create().ok()?;
        job.assign_process(program.raw_handle()?.expose_provenance().cast_signed()).ok()?;
        Some(Self(job))
    }

    /// Ends the program and all that it started.
    pub(crate) fn end(self) {
        let mut limits = win32job::ExtendedLimitInfo::new();
        limits.limit_kill_on_job_close();
        self.0.set_extended_limit_info(&limits).ok();
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::program;

    #[test]
    fn a_path_starts_at_the_folder_and_a_name_is_searched() {
        let here = std::env::current_dir().expect("a current folder");
        assert_eq!(program("./bot", Path::new("bots")), here.join("bots").join("bot"));
        assert_eq!(
            program("a-program-that-does-not-exist", Path::new("bots")).as_os_str(),
            "a-program-that-does-not-exist"
        );
    }

    #[cfg(windows)]
    #[test]
    fn a_batch_file_is_found_by_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("bot.v2.cmd");
        std::fs::File::create(&file).expect("a file");
        assert_eq!(program("./bot.v2", folder.path()), file);
        let system = program("cmd", folder.path());
        assert!(system.ends_with("cmd.exe"), "{}", system.display());
    }
}
