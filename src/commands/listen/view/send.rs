//! Edits a push of the list before it is sent again.

use std::io::{self, Write as _};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::details::laid_out;
use crate::commands::args::Editor;
use crate::error::{Error, Usage};
use crate::message::Format;
use crate::message::xml::layout;
use crate::relay::Resend;

/// The interval at which the end of the editor is looked for.
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// Lets the user edit the message of a push that is sent again, until the editor ends or `is_ending`, which is called all
/// the while, returns `true`. Returns `false` if nothing was changed.
pub(super) fn edit(
    resend: &mut Resend,
    editor: &Editor,
    mut is_ending: impl FnMut() -> bool,
) -> Result<bool, Error> {
    let message = match &resend.message {
        Some(message) => message.clone(),
        None => resend.original.message_text().into_owned(),
    };
    let shown = laid_out(&message);
    let shown = if shown.ends_with('\n') { shown } else { shown + "\n" };
    let suffix = if resend.format == Format::Json { ".json" } else { ".xml" };
    let folder = |source| Error::Io { path: std::env::temp_dir().display().to_string(), source };
    let mut file =
        tempfile::Builder::new().prefix("webot-edit-").suffix(suffix).tempfile().map_err(folder)?;
    let path = file.path().to_owned();
    let io = |source: io::Error| Error::Io { path: path.display().to_string(), source };
    file.write_all(shown.as_bytes()).and_then(|()| file.flush()).map_err(io)?;
    let mut child = editor.open(&path)?;
    let status = loop {
        if is_ending() {
            // The terminal goes back to the shell, which the editor must not read from.
            child.kill().and_then(|()| child.wait()).ok();
            return Ok(false);
        }
        match child.try_wait() {
            Ok(Some(status)) => break Ok(status),
            Ok(None) => thread::sleep(POLL_INTERVAL),
            Err(error) => break Err(error),
        }
    };
    editor.ended(status)?;
    let edited = std::fs::read_to_string(&path).map_err(io)?;
    let edited = edited.strip_prefix('\u{feff}').unwrap_or(&edited);
    if edited.trim().is_empty() {
        return Err(Usage::EmptiedByEditor.into());
    }
    if edited == shown {
        return Ok(false);
    }
    resend.message = Some(compact(edited));
    Ok(true)
}

/// Returns a text as WeChat writes it. A text that is broken is sent as it is, to test the bot with it.
fn compact(text: &str) -> String {
    if text.trim_start().starts_with('<') {
        return layout::compact(text);
    }
    serde_json::from_str::<Value>(text).map_or_else(|_| text.to_owned(), |json| json.to_string())
}
