//! `webot config edit`: opens the file in an editor, and replaces it only if the result can be read.

use serde_json::json;

use super::{file_to_write, misshapen, save};
use crate::commands::NoArgs;
use crate::commands::args::with_edited_copy;
use crate::config::shape::is_reference;
use crate::config::{ConfigFile, KEYS, check};
use crate::context::Context;
use crate::error::{Editable, Error};
use crate::printer::Outcome;
use crate::text::{self, words};
use crate::wechat::tokens::lock_config_file;

/// Opens a copy of the file in the editor until it can be read or the user gives up.
pub(crate) fn edit(_args: &NoArgs, cx: &Context) -> Result<Outcome, Error> {
    let path = file_to_write(cx)?;
    let shown = path.display().to_string();
    let before = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "{\n}\n".to_owned(),
        Err(source) => return Err(Error::Io { path: shown, source }),
    };
    with_edited_copy(&before, ".json", Editable::Config, cx, |copy| {
        let parsed = copy
            .edit(|text| ConfigFile::parse(&path, text).map_err(|error| vec![text::config_error(&error)]))?;
        let Some(file) = parsed else {
            return Ok(Outcome::json(json!({ "file": shown, "changed": false })).status(words().config.same));
        };
        let _lock = lock_config_file(&path);
        for warning in file.warnings() {
            cx.printer.warning(&(words().config.warning)(&shown, &warning));
        }
        for profile in std::iter::once(None).chain(file.profiles().map(Some)) {
            for &key in KEYS {
                let value =
                    file.written(key, profile).filter(|value| !value.is_empty() && !is_reference(value));
                if let Some(Err(odd)) = value.map(|value| check(key, &value)) {
                    cx.printer.warning(&misshapen(key, odd.wanted));
                }
            }
        }
        save(&file)?;
        let status = (words().config.edited)(&shown);
        Ok(Outcome::json(json!({ "file": shown, "changed": true })).status(status))
    })
}
