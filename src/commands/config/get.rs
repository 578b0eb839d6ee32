//! `webot config get`: the value of one key that is in effect.

use clap::Args;
use serde_json::json;

use super::show::displayed;
use super::write::known;
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::{help, words};

/// `config get`
#[derive(Debug, Args)]
pub(crate) struct GetArgs {
    /// KEY
    #[arg(value_name = "KEY", help = help().config_command.key, help_heading = help().arguments)]
    pub key: String,
}

/// Prints a value, secrets masked unless `--show-secrets` is given; fails if there is none.
pub(crate) fn get(args: &GetArgs, cx: &Context) -> Result<Outcome, Error> {
    let key = known(&args.key)?;
    let Some(setting) = cx.settings()?.get(key)? else {
        let json = json!({ "key": key.name(), "value": null, "origin": null });
        return Ok(Outcome::json(json).status((words().config.not_set)(key.name())).failed(true));
    };
    let value = displayed(key, &setting, cx);
    let json = json!({ "key": key.name(), "value": value, "origin": setting.origin.shown() });
    Ok(Outcome::value(json, cx.printer.foreign(&value)))
}
