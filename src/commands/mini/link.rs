//! `webot mini scheme create` and `mini link create`.

use clap::Args;
use serde_json::{Value, json};

use crate::api::{is_mini_page, wrong_query_char};
use crate::commands::args::{CallOutcome, WechatArgs};
use crate::commands::endpoint::{call_with, entry};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::{AppWanted, Wanted};
use crate::printer::Outcome;
use crate::text::help;

/// The longest validity of a link, in days; it is used if none is given.
const MAX_DAYS: u16 = 30;
/// The maximum length of a query, in characters.
const MAX_QUERY_CHARS: usize = 1024;

/// `mini scheme create`, `mini link create`
#[derive(Debug, Args)]
pub(crate) struct LinkArgs {
    /// `--page`
    #[arg(long, value_name = "PAGE", help = help().mini.link_page)]
    pub page: Option<String>,
    /// `--query`
    #[arg(long, value_name = "QUERY", requires = "page", help = help().mini.query)]
    pub query: Option<String>,
    /// `--env-version`
    #[arg(long, value_name = "VERSION", value_parser = ["release", "trial", "develop"], hide_possible_values = true, help = help().mini.env_version)]
    pub env_version: Option<String>,
    /// `--days`
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=i64::from(MAX_DAYS)), conflicts_with = "until", help = help().mini.days)]
    pub days: Option<u16>,
    /// `--until`
    #[arg(long, value_name = "TIME", help = help().mini.until)]
    pub until: Option<u64>,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Creates a URL scheme.
pub(crate) fn create_scheme(args: &LinkArgs, cx: &Context) -> Result<Outcome, Error> {
    let names = ["jump_wxa.path", "jump_wxa.query", "jump_wxa.env_version"];
    create("mini scheme create", names, "openlink", args, cx)
}

/// Creates a URL link.
pub(crate) fn create_link(args: &LinkArgs, cx: &Context) -> Result<Outcome, Error> {
    create("mini link create", ["path", "query", "env_version"], "url_link", args, cx)
}

fn create(
    command: &str,
    names: [&'static str; 3],
    member: &str,
    args: &LinkArgs,
    cx: &Context,
) -> Result<Outcome, Error> {
    let wrong =
        |flag, value: &str, wanted| Error::from(Usage::Value { flag, value: value.to_owned(), wanted });
    let mut values: Vec<(&'static str, Value)> = Vec::new();
    if let Some(page) = &args.page {
        if !is_mini_page(page) {
            return Err(wrong("--page", page, Wanted::App(AppWanted::Page)));
        }
        values.push((names[0], json!(page)));
    }
    if let Some(query) = &args.query {
        if query.chars().count() > MAX_QUERY_CHARS || wrong_query_char(query).is_some() {
            return Err(wrong("--query", query, Wanted::App(AppWanted::Query)));
        }
        values.push((names[1], json!(query)));
    }
    values.extend(args.env_version.as_ref().map(|version| (names[2], json!(version))));
    if let Some(until) = args.until {
        let latest = cx.now() + u64::from(MAX_DAYS) * 86_400;
        if !(cx.now() + 60..=latest).contains(&until) {
            return Err(wrong("--until", &until.to_string(), Wanted::App(AppWanted::LinkExpiry)));
        }
        values.extend([("expire_type", json!(0)), ("expire_time", json!(until))]);
    } else {
        let days = args.days.unwrap_or(MAX_DAYS);
        values.extend([("expire_type", json!(1)), ("expire_interval", json!(days))]);
    }
    let wechat = args.wechat.open(cx)?;
    let call = call_with(&entry(command)?, &wechat, values)?;
    match args.wechat.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => Ok(outcome),
        CallOutcome::Answered(reply) => {
            let json = reply.json().unwrap_or_default();
            let link = cx.printer.foreign(json[member].as_str().unwrap_or_default());
            Ok(Outcome::value(json, link))
        }
    }
}
