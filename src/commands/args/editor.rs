//! Editing a text in the user's editor.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempPath;

use crate::context::Context;
use crate::error::{Editable, Error, Usage};
use crate::files::write_whole;
use crate::lang::Said;
use crate::printer::confirm;
use crate::system;
use crate::text::words;

/// The variables that name the editor, the first with precedence.
const VARIABLES: [&str; 3] = ["WEBOT_EDITOR", "VISUAL", "EDITOR"];
/// The editor where none is named.
const DEFAULT_EDITOR: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// A copy of a text, which the user edits. It can be read by its owner only and is removed with the value.
pub(crate) struct EditedCopy<'a> {
    path: TempPath,
    original: String,
    cx: &'a Context,
}

/// Lets the user edit a copy of a text. If `work` fails, a copy that was changed is kept, and its path is printed.
pub(crate) fn with_edited_copy<T>(
    text: &str,
    suffix: &str,
    thing: Editable,
    cx: &Context,
    work: impl FnOnce(&EditedCopy<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    if !cx.printer.can_ask() {
        let is_json = cx.printer.is_json() && std::io::stdin().is_terminal() && cx.printer.is_attended();
        let error = if is_json { Usage::EditorWithJson(thing) } else { Usage::NoEditor(thing) };
        return Err(error.into());
    }
    cx.catch_interrupts()?;
    let mut file =
        tempfile::Builder::new().prefix("webot-edit-").suffix(suffix).tempfile().map_err(not_created)?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(|source| io(file.path(), source))?;
    // Closed, because editors on Windows do not write into a file that is open elsewhere.
    let copy = EditedCopy { path: file.into_temp_path(), original: text.to_owned(), cx };
    let result = work(&copy);
    if result.is_err()
        && let Some(path) = copy.keep()
    {
        cx.printer.status(&(words().edit_kept)(&path.display().to_string()));
    }
    result
}

fn not_created(source: std::io::Error) -> Error {
    io(&std::env::temp_dir(), source)
}

fn io(path: &Path, source: std::io::Error) -> Error {
    Error::Io { path: path.display().to_string(), source }
}

impl EditedCopy<'_> {
    /// Opens the editor until `check` accepts the text or the user gives up; returns `None` if the text is unchanged.
    pub(crate) fn edit<T>(&self, check: impl Fn(&str) -> Result<T, Vec<Said>>) -> Result<Option<T>, Error> {
        loop {
            self.open_editor()?;
            let text = self.text()?;
            if text == self.original {
                return Ok(None);
            }
            if text.trim().is_empty() {
                return Err(Usage::EmptiedByEditor.into());
            }
            match check(&text) {
                Ok(checked) => return Ok(Some(checked)),
                Err(faults) => {
                    for fault in faults {
                        self.cx.printer.warning(&fault.message);
                        fault.hints.iter().for_each(|hint| self.cx.printer.hint(hint));
                    }
                    if !confirm(words().edit_again)? {
                        return Err(Error::Declined);
                    }
                }
            }
        }
    }

    /// Returns the text as the editor left it, without a byte order mark. An editor may have replaced the file instead
    /// of writing into it.
    fn text(&self) -> Result<String, Error> {
        let text = std::fs::read_to_string(&self.path).map_err(|source| io(&self.path, source))?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    fn open_editor(&self) -> Result<(), Error> {
        let editor = VARIABLES.iter().find_map(|name| self.cx.env.get(name)).unwrap_or(DEFAULT_EDITOR);
        // An editor such as `code --wait` is several words.
        let mut words = editor.split_whitespace();
        let failed = |reason: String| Usage::EditorFailed { editor: editor.to_owned(), reason };
        let program = words.next().unwrap_or(DEFAULT_EDITOR);
        let program = system::program(program, Path::new(""));
        let status = Command::new(program).args(words).arg(&*self.path).status();
        let status = status.map_err(|error| failed(error.to_string()))?;
        if status.success() { Ok(()) } else { Err(failed(status.to_string()).into()) }
    }

    /// Keeps the copy if it was changed; returns its path. If the editor emptied or removed it, it gets the text from
    /// before.
    fn keep(self) -> Option<PathBuf> {
        let text = self.text().unwrap_or_default();
        if text == self.original {
            return None;
        }
        let is_lost = text.trim().is_empty();
        let path = self.path.keep().ok()?;
        if is_lost {
            write_whole(&path, self.original.as_bytes()).ok()?;
        }
        Some(path)
    }
}
