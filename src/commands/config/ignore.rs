//! Excluding a file with secrets from git.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::config::FILE_NAME;
use crate::context::Context;
use crate::files::{canonical, read_regular};
use crate::text::words;

/// The size limit of a `.gitignore`, in bytes.
const MAX_IGNORE_BYTES: usize = 4 << 20;
/// The line for the temporary files that a killed process leaves beside the file.
const TEMPORARY_FILES: &str = ".webot-*.tmp";

/// The result of excluding a file.
pub(in crate::commands) enum IgnoreResult {
    /// The file is in no repository.
    NoRepository,
    /// git already ignores the file.
    Already,
    /// The file was added to this `.gitignore`.
    Added(PathBuf),
    /// git tracks the file, so `.gitignore` has no effect.
    Tracked,
    /// This `.gitignore` could not be written.
    Failed(PathBuf, io::Error),
}

impl IgnoreResult {
    /// Returns the name in `--json`.
    pub(in crate::commands) fn word(&self) -> Option<&'static str> {
        match self {
            Self::NoRepository => None,
            Self::Already => Some("already"),
            Self::Added(_) => Some("added"),
            Self::Tracked => Some("tracked"),
            Self::Failed(..) => Some("failed"),
        }
    }
}

/// Adds a file to `.gitignore` if it is in a repository and neither ignored nor tracked.
pub(in crate::commands) fn ignore(file: &Path, cx: &Context) -> IgnoreResult {
    let file = cx.env.here.join(file);
    let Ok(file) = canonical(&file) else { return IgnoreResult::NoRepository };
    let root = file.ancestors().skip(1).find(|folder| folder.join(".git").exists());
    let Some((root, relative)) = root.and_then(|root| Some((root, file.strip_prefix(root).ok()?))) else {
        return IgnoreResult::NoRepository;
    };
    if git(root, &["ls-files", "--error-unmatch"], relative) == Some(true) {
        return IgnoreResult::Tracked;
    }
    let (list, line) = (root.join(".gitignore"), line(relative));
    let text = match read(&list) {
        Ok(text) => text,
        Err(error) => return IgnoreResult::Failed(list, error),
    };
    let listed = || {
        let lines = String::from_utf8_lossy(&text);
        lines.lines().any(|existing| existing.trim().trim_start_matches('/') == line.trim_start_matches('/'))
    };
    let is_ignored = || git(root, &["check-ignore", "--quiet", "--no-index"], relative);
    if is_ignored().unwrap_or_else(listed) {
        return IgnoreResult::Already;
    }
    match append(&list, &text, &line) {
        // A later line or another file of rules may say otherwise.
        Ok(()) if is_ignored() == Some(false) => {
            let reason = "git still does not ignore the file";
            IgnoreResult::Failed(list, io::Error::other(reason))
        }
        Ok(()) => IgnoreResult::Added(list),
        Err(error) => IgnoreResult::Failed(list, error),
    }
}

/// Says what became of `.gitignore`: returns a line about an added one, and warns of secrets that git does not ignore.
pub(in crate::commands) fn report(result: &IgnoreResult, file: &Path, cx: &Context) -> Option<String> {
    let say = &words().config;
    let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    match result {
        IgnoreResult::Added(path) => return Some((say.ignored)(&path.display().to_string())),
        IgnoreResult::Failed(path, reason) => {
            cx.printer.warning(&(say.not_ignored)(&path.display().to_string(), &reason.to_string()));
        }
        IgnoreResult::Tracked => cx.printer.warning(&(say.tracked)(&name)),
        IgnoreResult::Already | IgnoreResult::NoRepository => {}
    }
    None
}

/// Reads a `.gitignore`, empty if there is none. A link is an error, because it may lead out of the repository, where git
/// does not follow it, and so is a pipe, which would block.
fn read(list: &Path) -> io::Result<Vec<u8>> {
    match list.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
        Ok(data) if data.is_file() => read_regular(list, MAX_IGNORE_BYTES),
        Ok(data) => {
            let reason = if data.is_symlink() { "it is a symbolic link" } else { "it is not a regular file" };
            Err(io::Error::new(io::ErrorKind::InvalidInput, reason))
        }
    }
}

/// Runs a git command; returns `true` for exit code 0, `false` for 1, and `None` for any other or without git.
fn git(root: &Path, words: &[&str], relative: &Path) -> Option<bool> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(["-c", "core.fsmonitor=false"]).args(words).arg("--").arg(relative);
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match quiet.status().ok()?.code()? {
        0 => Some(true),
        1 => Some(false),
        _ => None,
    }
}

/// Returns the line for `.gitignore`: the default name is ignored in every folder, another name only at its path.
fn line(relative: &Path) -> String {
    if relative.file_name().is_some_and(|name| name == FILE_NAME) {
        return FILE_NAME.to_owned();
    }
    let mut line = String::new();
    for part in relative {
        line.push('/');
        for char in part.to_string_lossy().chars() {
            if "*?[]\\ ".contains(char) {
                line.push('\\');
            }
            line.push(char);
        }
    }
    line
}

/// Appends a line, and one for temporary files, with the line breaks that the file uses.
fn append(list: &Path, text: &[u8], line: &str) -> io::Result<()> {
    let end = if text.windows(2).any(|pair| pair == b"\r\n") { "\r\n" } else { "\n" };
    let before = if text.is_empty() || text.ends_with(b"\n") { "" } else { end };
    let mut file = OpenOptions::new().create(true).append(true).open(list)?;
    let has =
        |line: &str| text.split(|byte| *byte == b'\n').any(|known| known.trim_ascii() == line.as_bytes());
    let temporary = if has(TEMPORARY_FILES) { String::new() } else { format!("{TEMPORARY_FILES}{end}") };
    file.write_all(format!("{before}{line}{end}{temporary}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_name_is_ignored_in_every_folder_and_another_name_only_at_its_path() {
        assert_eq!(line(Path::new("wx_config.json")), "wx_config.json");
        assert_eq!(line(Path::new("sub/wx_config.json")), "wx_config.json");
        assert_eq!(line(Path::new("sub/my file[1].json")), "/sub/my\\ file\\[1\\].json");
    }
}
