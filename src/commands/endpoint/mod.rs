//! Runs the commands that are made from the endpoint table. A command that is more than one call has a file in
//! `commands/` and an entry in `cli/registry.rs`.

mod arguments;
mod help;
mod prompt;
mod values;

pub(crate) use arguments::arguments;
pub(crate) use help::{after_help, capitalized};
pub(crate) use prompt::prompt_command;

use clap::{ArgMatches, FromArgMatches as _};

use crate::api::catalogue::Retired;
use crate::api::{self, Endpoint, Retirement};
use crate::commands::args::{CallOutcome, WechatArgs, answered};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::printer::Outcome;

/// Returns the endpoint of a command.
pub(crate) fn entry(command: &str) -> Result<Endpoint, Error> {
    api::command(command).ok_or_else(|| Error::Bug(format!("no entry `{command}` in the table")))
}

/// Runs an endpoint command.
pub(crate) fn run(command: &str, matches: &ArgMatches, cx: &Context) -> Result<Outcome, Error> {
    let endpoint = entry(command)?;
    let args = WechatArgs::from_arg_matches(matches).map_err(|error| Usage::Clap(Box::new(error)))?;
    if let Some(Retirement { since, replacement }) = endpoint.retired
        && !matches.get_flag(arguments::FORCE)
    {
        let (host, path) = (endpoint.host, endpoint.path);
        let retired = Retired { host, path, since, replacement };
        return Err(Usage::Retired { path: path.to_owned(), retired }.into());
    }
    let wechat = args.open(cx)?;
    let call = values::call(&endpoint, matches, &wechat, cx)?;
    match args.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => Ok(outcome),
        CallOutcome::Answered(reply) => Ok(answered(&reply, cx)),
    }
}
