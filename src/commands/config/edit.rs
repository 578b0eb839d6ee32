//! `webot config edit`: opens the file in an editor, and replaces it only if the result can be read.

use serde_json::json;

use super::{file_to_write, save};
use crate::commands::NoArgs;
use crate::commands::args::edit_text;
use crate::config::{ConfigError, ConfigFile};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::printer::{Outcome, confirm};
use crate::text::{self, words};
use crate::wechat::tokens::lock_config_file;

/// Opens a copy of the file in the editor until it can be read or the user gives up.
pub(crate) fn edit(_args: &NoArgs, cx: &Context) -> Result<Outcome, Error> {
    if !cx.printer.can_ask() {
        return Err(Usage::NoEditor.into());
    }
    cx.catch_interrupts()?;
    let path = file_to_write(cx);
    let shown = path.display().to_string();
    let before = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "{\n}\n".to_owned(),
        Err(source) => return Err(Error::Io { path: shown, source }),
    };
    let mut text = before.clone();
    loop {
        text = edit_text(&text, ".json", cx)?;
        if text == before {
            return Ok(Outcome::json(json!({ "file": shown, "changed": false })).status(words().config.same));
        }
        match ConfigFile::parse(&path, &text) {
            Ok(file) => {
                let _lock = lock_config_file(&path);
                for warning in file.warnings() {
                    cx.printer.warning(&(words().config.warning)(&shown, &warning));
                }
                save(&file)?;
                let status = (words().config.edited)(&shown);
                return Ok(Outcome::json(json!({ "file": shown, "changed": true })).status(status));
            }
            Err(error) => again(&error, cx)?,
        }
    }
}

/// Shows why the text cannot be read, and asks whether to edit it again.
fn again(error: &ConfigError, cx: &Context) -> Result<(), Error> {
    let said = text::config_error(error);
    cx.printer.warning(&said.message);
    if confirm(words().config.edit_again)? { Ok(()) } else { Err(Error::Declined) }
}
