//! Runs the commands that are made from the endpoint table. A command that is more than one call has a file in
//! `commands/` and an entry in `cli/registry.rs`.

mod arguments;
mod days;
mod help;
pub(super) mod pages;
mod prompt;
mod series;
mod values;

pub(crate) use arguments::arguments;
pub(crate) use help::{after_help, capitalized};
pub(crate) use prompt::prompt_command;
pub(crate) use values::openids;

use clap::{ArgMatches, FromArgMatches as _};
use serde_json::Value;

use crate::api::catalogue::Retired;
use crate::api::{self, Endpoint, Host, ParamPlace, ParamSource, Retirement};
use crate::commands::args::{CallOutcome, WechatArgs, answered, confirm};
use crate::commands::download::Download;
use crate::commands::work::{remarked, warn_of_cuts};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::printer::Outcome;
use crate::wechat::{Call, WeChat};

/// Returns the endpoint of a command.
pub(crate) fn entry(command: &str) -> Result<Endpoint, Error> {
    api::command(command).ok_or_else(|| Error::Bug(format!("no entry `{command}` in the table")))
}

/// Returns the call of an endpoint with these values; fixed values and those of the account are filled in. A value that
/// the table does not name becomes a member of the body.
pub(crate) fn call_with(
    endpoint: &Endpoint,
    wechat: &WeChat<'_>,
    mut given: Vec<(&'static str, Value)>,
) -> Result<Call, Error> {
    let (mut values, mut hidden) = (Vec::new(), Vec::new());
    for param in endpoint.params {
        let at = given.iter().position(|(name, _)| *name == param.name);
        let value = match at.map(|at| given.remove(at).1) {
            // A value that the user may give, too.
            Some(value) if param.source == ParamSource::Agentid => Some(value),
            value => wechat.own_value(&param, &mut hidden)?.or(value),
        };
        values.extend(value.map(|value| (param.name, param.place, value)));
    }
    values.extend(given.into_iter().map(|(name, value)| (name, ParamPlace::Body, value)));
    Ok(Call { hidden, ..Call::of(endpoint, values) })
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
    if endpoint.host == Host::Work {
        warn_of_cuts(&call, cx);
    }
    if args.previews() {
        return args.show(&call, &wechat, cx);
    }
    let question = capitalized(endpoint.confirm);
    if !question.is_empty() {
        confirm(matches.get_flag(arguments::YES), &question, cx)?;
    }
    if endpoint.reply.is_empty() {
        let name = endpoint.params.iter().filter(|param| param.source == ParamSource::Word).last();
        let name =
            name.and_then(|param| matches.get_one::<String>(param.flag)).map_or("file", String::as_str);
        return Download { call: &call, link: endpoint.link, name }.run(matches, &wechat, cx);
    }
    if let Some(cursor) = endpoint.cursor.filter(|_| matches.get_flag(arguments::ALL)) {
        let from = endpoint.params.iter().find(|param| param.name == cursor.parameter);
        let from = from.and_then(|param| matches.get_one::<String>(param.flag)?.trim().parse().ok());
        return pages::run(call, cursor, from.unwrap_or_default(), &wechat, cx);
    }
    let reply = match args.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => return Ok(outcome),
        CallOutcome::Answered(reply) => reply,
    };
    if endpoint.span.is_none() {
        let outcome = answered(&reply, cx);
        return Ok(match endpoint.host {
            Host::Work => remarked(endpoint.path, &reply.json().unwrap_or_default(), outcome, cx),
            _ => outcome,
        });
    }
    let json = reply.json().unwrap_or_default();
    let items = json["list"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = if matches.get_flag(arguments::PLOT) {
        series::bars(items)
    } else if matches.get_flag(arguments::CSV) {
        series::as_csv(items)
    } else {
        return Ok(series::table(&json, items).unwrap_or_else(|| answered(&reply, cx)));
    };
    let text = cx.printer.foreign(&text);
    Ok(Outcome::value(json, text))
}
