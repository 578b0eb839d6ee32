//! Editing a text in the user's editor.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};

use tempfile::TempPath;

use crate::config::Env;
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

/// The user's editor.
#[derive(Debug, Clone)]
pub(crate) struct Editor(String);

impl Editor {
    /// Returns the editor that the environment names.
    pub(crate) fn of(env: &Env) -> Self {
        Self(VARIABLES.iter().find_map(|name| env.get(name)).unwrap_or(DEFAULT_EDITOR).to_owned())
    }

    /// Opens a file.
    pub(crate) fn open(&self, file: &Path) -> Result<Child, Error> {
        let words = editor_words(&self.0);
        let program = system::program(&words[0], Path::new(""));
        let child = Command::new(program).args(&words[1..]).arg(file).spawn();
        child.map_err(|error| self.failed(error.to_string()))
    }

    /// Returns an error unless the editor has ended well.
    pub(crate) fn ended(&self, status: std::io::Result<ExitStatus>) -> Result<(), Error> {
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(self.failed(status.to_string())),
            Err(error) => Err(self.failed(error.to_string())),
        }
    }

    fn failed(&self, reason: String) -> Error {
        Usage::EditorFailed { editor: self.0.clone(), reason }.into()
    }
}

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

/// Returns the words of an editor's command, such as `code --wait`. The path of a program is one word even if it has
/// blanks, as in `C:\Program Files`, and so are words in double quotes.
fn editor_words(editor: &str) -> Vec<String> {
    if Path::new(editor).is_file() {
        return vec![editor.to_owned()];
    }
    let mut words: Vec<String> = Vec::new();
    for (at, part) in editor.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    if words.is_empty() { vec![DEFAULT_EDITOR.to_owned()] } else { words }
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
        let editor = Editor::of(&self.cx.env);
        let status = editor.open(&self.path)?.wait();
        editor.ended(status)
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

#[cfg(test)]
mod tests {
    use super::{DEFAULT_EDITOR, editor_words};

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test writes a file")]
    fn the_path_of_an_editor_may_have_blanks() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("my editor");
        std::fs::write(&path, "").expect("a file");
        let path = path.to_str().expect("UTF-8").to_owned();
        assert_eq!(editor_words(&path), [&*path]);
        assert_eq!(editor_words(&format!("\"{path}\" --wait")), [&*path, "--wait"]);
        assert_eq!(editor_words("code --wait"), ["code", "--wait"]);
        assert_eq!(editor_words(" "), [DEFAULT_EDITOR]);
    }
}
