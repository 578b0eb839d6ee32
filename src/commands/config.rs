//! `webot config`: what holds and where it comes from, and changes to `wx_config.json`.

mod show;
mod write;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

pub(super) use write::{misshapen, save};

use crate::config::{self, FILE_NAME};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::{help, words};

/// `webot config`
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// What to do.
    #[command(subcommand)]
    pub what: What,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum What {
    /// `config show`
    #[command(about = help().config_command.show)]
    Show,
    /// `config set`
    #[command(about = help().config_command.set, after_help = help().config_command.set_after)]
    Set(write::SetArgs),
    /// `config unset`
    #[command(about = help().config_command.unset)]
    Unset(write::UnsetArgs),
    /// `config path`
    #[command(about = help().config_command.path)]
    Path,
    /// `config schema`
    #[command(about = help().config_command.schema)]
    Schema,
}

/// Shows or changes the configuration.
pub fn run(args: &ConfigArgs, cx: &Context) -> Result<Outcome, Error> {
    match &args.what {
        What::Show => show::run(cx),
        What::Set(args) => write::set(args, cx),
        What::Unset(args) => write::unset(args, cx),
        What::Path => Ok(path(cx)),
        What::Schema => {
            let json = config::schema();
            let text = serde_json::to_string_pretty(&json).unwrap_or_default();
            Ok(Outcome { json, text, asked_for: true, ..Outcome::default() })
        }
    }
}

/// The file that counts, or where it would be made.
fn file_to_write(cx: &Context) -> PathBuf {
    cx.config_file().unwrap_or_else(|| cx.env.here.join(FILE_NAME))
}

/// Every place where a file is looked for.
fn places(cx: &Context) -> Vec<PathBuf> {
    match cx.named_config() {
        Some((path, _)) => vec![path],
        None => config::places(&cx.env.here, config::own_folder().as_deref()).collect(),
    }
}

fn path(cx: &Context) -> Outcome {
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
    Outcome { json, text: path.display().to_string(), status, asked_for: true, ..Outcome::default() }
}
