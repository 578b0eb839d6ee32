//! Keeping a file with secrets out of git.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::config::FILE_NAME;
use crate::context::Context;

/// What became of it.
pub(super) enum Ignored {
    /// There is no repository.
    NoRepository,
    /// git ignores it already.
    Already,
    /// It was added to this `.gitignore`.
    Added(PathBuf),
    /// git tracks it, so that ignoring it changes nothing.
    Tracked,
    /// This `.gitignore` could not be written.
    Failed(PathBuf, io::Error),
}

impl Ignored {
    /// The word for scripts.
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

/// Lets git ignore a file, where it is in a repository.
pub(super) fn ignore(file: &Path, cx: &Context) -> Ignored {
    let file = cx.env.here.join(file);
    let Ok(file) = file.canonicalize() else { return Ignored::NoRepository };
    let root = file.ancestors().skip(1).find(|folder| folder.join(".git").exists());
    let Some((root, relative)) = root.and_then(|root| Some((root, file.strip_prefix(root).ok()?))) else {
        return Ignored::NoRepository;
    };
    if git(root, &["ls-files", "--error-unmatch"], relative) == Some(true) {
        return Ignored::Tracked;
    }
    let (list, line) = (root.join(".gitignore"), line(relative));
    let text = std::fs::read(&list).unwrap_or_default();
    let listed = || {
        let lines = String::from_utf8_lossy(&text);
        lines.lines().any(|there| there.trim().trim_start_matches('/') == line.trim_start_matches('/'))
    };
    if git(root, &["check-ignore", "--quiet", "--no-index"], relative).unwrap_or_else(listed) {
        return Ignored::Already;
    }
    match append(&list, &text, &line) {
        Ok(()) => Ignored::Added(list),
        Err(error) => Ignored::Failed(list, error),
    }
}

/// What git says: yes, no, or nothing that could be used.
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

/// The usual name is ignored in every folder; another one where it stands.
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

/// Adds a line, with the line breaks that are there.
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
    fn the_usual_name_is_ignored_everywhere_another_one_where_it_stands() {
        assert_eq!(line(Path::new("wx_config.json")), "wx_config.json");
        assert_eq!(line(Path::new("sub/wx_config.json")), "wx_config.json");
        assert_eq!(line(Path::new("sub/my file[1].json")), "/sub/my\\ file\\[1\\].json");
    }
}
