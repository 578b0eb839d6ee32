//! `webot config`: the settings with their origins, and changes of `wx_config.json`.

mod show;
mod write;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::config::{self, FILE_NAME};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::{help, words};

/// `webot config`
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// The subcommand.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// The subcommands of `webot config`.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
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
    match &args.command {
        ConfigCommand::Show => show::run(cx),
        ConfigCommand::Set(args) => write::set(args, cx),
        ConfigCommand::Unset(args) => write::unset(args, cx),
        ConfigCommand::Path => Ok(path(cx)),
        ConfigCommand::Schema => {
            let json = config::schema(words().config.default_profile, words().config.profiles);
            let text = serde_json::to_string_pretty(&json).unwrap_or_default();
            Ok(Outcome::value(json, text))
        }
    }
}

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
    Outcome::value(json, path.display().to_string()).status(status)
}
