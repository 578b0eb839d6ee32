//! Excluding a file with secrets from git.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::config::FILE_NAME;
use crate::context::Context;

/// The result of excluding a file.
pub(super) enum IgnoreResult {
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
    pub(super) fn word(&self) -> Option<&'static str> {
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
pub(super) fn ignore(file: &Path, cx: &Context) -> IgnoreResult {
    let file = cx.env.here.join(file);
    let Ok(file) = file.canonicalize() else { return IgnoreResult::NoRepository };
    let root = file.ancestors().skip(1).find(|folder| folder.join(".git").exists());
    let Some((root, relative)) = root.and_then(|root| Some((root, file.strip_prefix(root).ok()?))) else {
        return IgnoreResult::NoRepository;
    };
    if git(root, &["ls-files", "--error-unmatch"], relative) == Some(true) {
        return IgnoreResult::Tracked;
    }
    let (list, line) = (root.join(".gitignore"), line(relative));
    let text = std::fs::read(&list).unwrap_or_default();
    let listed = || {
        let lines = String::from_utf8_lossy(&text);
        lines.lines().any(|existing| existing.trim().trim_start_matches('/') == line.trim_start_matches('/'))
    };
    if git(root, &["check-ignore", "--quiet", "--no-index"], relative).unwrap_or_else(listed) {
        return IgnoreResult::Already;
    }
    match append(&list, &text, &line) {
        Ok(()) => IgnoreResult::Added(list),
        Err(error) => IgnoreResult::Failed(list, error),
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

/// Appends a line, with the line breaks that the file uses.
fn append(list: &Path, text: &[u8], line: &str) -> io::Result<()> {
    let end = if text.windows(2).any(|pair| pair == b"\r\n") { "\r\n" } else { "\n" };
    let before = if text.is_empty() || text.ends_with(b"\n") { "" } else { end };
    let mut file = OpenOptions::new().create(true).append(true).open(list)?;
    file.write_all(format!("{before}{line}{end}").as_bytes())
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
