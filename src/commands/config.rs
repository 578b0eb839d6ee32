//! `webot config`: the settings with their origins, and changes of `wx_config.json`.

mod edit;
mod get;
mod show;
mod write;

use std::path::PathBuf;

pub(crate) use edit::edit;
pub(crate) use get::{GetArgs, get};
pub(crate) use write::{SetArgs, UnsetArgs, set, unset};

use serde_json::{Value, json};

use super::NoArgs;
pub(super) use write::{misshapen, save};

use crate::config::{self, FILE_NAME};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::words;

/// Returns the configuration file in use, or the path where a new one would be created.
fn file_to_write(cx: &Context) -> PathBuf {
    cx.config_file().unwrap_or_else(|| cx.env.here.join(FILE_NAME))
}

/// Returns every path where a configuration file is searched.
fn places(cx: &Context) -> Vec<PathBuf> {
    match cx.named_config() {
        Some((path, _)) => vec![path],
        None => config::places(&cx.env.here, crate::files::config_folder().as_deref()).collect(),
    }
}

/// Prints the settings in effect and their origins.
pub(crate) fn show(_args: &NoArgs, cx: &Context) -> Result<Outcome, Error> {
    show::run(cx)
}

/// Prints the JSON schema of the file.
#[expect(clippy::unnecessary_wraps, reason = "every command may fail")]
pub(crate) fn schema(_args: &NoArgs, _cx: &Context) -> Result<Outcome, Error> {
    let json = config::schema(words().config.default_profile, words().config.profiles);
    let text = serde_json::to_string_pretty(&json).unwrap_or_default();
    Ok(Outcome::value(json, text))
}

/// Prints the path of the configuration file in use and all paths that are searched.
#[expect(clippy::unnecessary_wraps, reason = "every command may fail")]
pub(crate) fn path(_args: &NoArgs, cx: &Context) -> Result<Outcome, Error> {
    let path = file_to_write(cx);
    let exists = path.exists();
    let looked_at: Vec<Value> = places(cx)
        .iter()
        .map(|path| json!({ "path": path.display().to_string(), "exists": path.exists() }))
        .collect();
    let json = json!({
        "path": path.display().to_string(),
        "exists": exists,
        "named_by": cx.named_config().map(|(_, by)| by),
        "looked_at": looked_at,
    });
    let status = if exists { String::new() } else { words().config.not_yet.to_owned() };
    Ok(Outcome::value(json, path.display().to_string()).status(status))
}
