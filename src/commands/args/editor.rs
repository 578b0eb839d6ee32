//! Editing a text in the user's editor.

use std::io::Write as _;
use std::process::Command;

use crate::context::Context;
use crate::error::{Error, Usage};

/// The variables that name the editor, the first with precedence.
const VARIABLES: [&str; 3] = ["WEBOT_EDITOR", "VISUAL", "EDITOR"];
/// The editor where none is named.
const DEFAULT_EDITOR: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// Returns the text as the user's editor leaves it. The copy that is edited can be read by its owner only.
pub(crate) fn edit_text(text: &str, suffix: &str, cx: &Context) -> Result<String, Error> {
    let io = |source| Error::Io { path: "the edited copy".to_owned(), source };
    let mut copy = tempfile::Builder::new().prefix("webot-edit-").suffix(suffix).tempfile().map_err(io)?;
    copy.write_all(text.as_bytes()).map_err(io)?;
    copy.flush().map_err(io)?;
    let editor = VARIABLES.iter().find_map(|name| cx.env.get(name)).unwrap_or(DEFAULT_EDITOR);
    // An editor such as `code --wait` is several words.
    let mut words = editor.split_whitespace();
    let failed = |reason: String| Usage::EditorFailed { editor: editor.to_owned(), reason };
    let status = Command::new(words.next().unwrap_or(DEFAULT_EDITOR)).args(words).arg(copy.path()).status();
    let status = status.map_err(|error| failed(error.to_string()))?;
    if !status.success() {
        return Err(failed(status.to_string()).into());
    }
    // An editor may have replaced the file instead of writing into it.
    std::fs::read_to_string(copy.path()).map_err(io)
}
