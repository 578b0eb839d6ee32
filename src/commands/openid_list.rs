//! Commands that page through lists of openids: `user list`, `tag members`, `blacklist list`.

use std::collections::HashSet;

use clap::Args;
use serde_json::{Value, json};

use super::endpoint::entry;
use crate::api::errcode::ErrcodeKind;
use crate::api::{Endpoint, ListCursor, ParamPlace};
use crate::commands::args::{CallOutcome, WechatArgs, answered};
use crate::context::Context;
use crate::error::Error;
use crate::printer::{Outcome, Progress, RowFormat, RowWriter};
use crate::text::{help, words};
use crate::wechat::WechatError;
use crate::wechat::{Call, WeChat};

/// The flags of a command that pages through a list.
#[derive(Debug, Args)]
pub(crate) struct PageArgs {
    /// `--all`
    #[arg(long, help = help().user.all)]
    pub all: bool,
    /// `--format`
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "ndjson", requires_if("csv", "all"), hide_possible_values = true, hide_default_value = true, help = help().user.format)]
    pub format: RowFormat,
    /// `--next`
    #[arg(long, alias = "next-openid", value_name = "OPENID", help = help().user.next)]
    pub next: Option<String>,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// `user list`
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// The flags for paging.
    #[command(flatten)]
    pub page: PageArgs,
}

/// `tag members`
#[derive(Debug, Args)]
pub(crate) struct MembersArgs {
    /// ID
    #[arg(value_name = "ID", help = help().user.tag_id, value_parser = clap::value_parser!(i64).range(0..))]
    pub id: i64,
    /// The flags for paging.
    #[command(flatten)]
    pub page: PageArgs,
}

/// `blacklist list`
#[derive(Debug, Args)]
pub(crate) struct BlacklistArgs {
    /// The flags for paging.
    #[command(flatten)]
    pub page: PageArgs,
}

/// Lists the followers' openids.
pub(crate) fn list(args: &ListArgs, cx: &Context) -> Result<Outcome, Error> {
    pages("user list", &[], &args.page, cx)
}

/// Lists the openids of the followers with a tag.
pub(crate) fn members(args: &MembersArgs, cx: &Context) -> Result<Outcome, Error> {
    pages("tag members", &[("tagid", ParamPlace::Body, json!(args.id))], &args.page, cx)
}

/// Lists the openids of the blocked users.
pub(crate) fn blacklist(args: &BlacklistArgs, cx: &Context) -> Result<Outcome, Error> {
    pages("blacklist list", &[], &args.page, cx)
}

/// The name of a parameter, its place in the request, and its value.
type ParamValue = (&'static str, ParamPlace, Value);

/// Prints one page, or with `--all` a line for each openid on all pages.
fn pages(command: &str, values: &[ParamValue], args: &PageArgs, cx: &Context) -> Result<Outcome, Error> {
    let entry = entry(command)?;
    let cursor = entry.cursor.ok_or_else(|| Error::Bug(format!("{command} is no list")))?;
    let wechat = args.wechat.open(cx)?;
    let call = |next: Option<&str>| page_call(&entry, cursor, values, next);
    if !args.all || args.wechat.previews() {
        return match args.wechat.run(&call(args.next.as_deref()), &wechat, cx)? {
            CallOutcome::Previewed(outcome) => Ok(outcome),
            CallOutcome::Answered(reply) => Ok(answered(&reply, cx)),
        };
    }
    let mut stream =
        Stream { next: args.next.clone(), count: 0, seen: HashSet::new(), progress: cx.printer.progress() };
    // The heading is omitted with `--next`, because the lines continue an earlier list.
    let mut rows = cx.printer.rows(args.format, &["openid"], args.next.is_some());
    let result = stream.run(&call, cursor, &wechat, &mut rows, cx);
    stream.progress.end();
    // An openid that WeChat rejects is no useful value for `--next`.
    let unknown =
        |error: &Error| error.refusal().is_some_and(|refusal| refusal.kind() == Some(ErrcodeKind::Input));
    if let (Err(error), Some(next)) = (&result, &stream.next)
        && (stream.count > 0 || !unknown(error))
    {
        cx.printer.add_hint_to_error((words().api.go_on)(&format!("--next {next}")));
    }
    result.map(|()| Outcome::stream(rows.end()))
}

fn page_call(entry: &Endpoint, cursor: ListCursor, values: &[ParamValue], next: Option<&str>) -> Call {
    let from = entry.params.iter().find(|param| param.name == cursor.parameter);
    let next = from.zip(next).map(|(param, next)| (param.name, param.place, json!(next)));
    Call::of(entry, values.iter().cloned().chain(next).collect())
}

/// The state while paging through a list.
struct Stream {
    /// The last openid that was printed.
    next: Option<String>,
    count: u64,
    /// The openids that earlier pages ended with: one of 10,000.
    seen: HashSet<String>,
    progress: Progress,
}

impl Stream {
    fn run(
        &mut self,
        call: &impl Fn(Option<&str>) -> Call,
        cursor: ListCursor,
        wechat: &WeChat<'_>,
        rows: &mut RowWriter<'_>,
        cx: &Context,
    ) -> Result<(), Error> {
        loop {
            let reply = cx.block_on(wechat.call(&call(self.next.as_deref())))??;
            let Some(json) = reply.json() else { return Err(wechat.not_json(&reply).into()) };
            if json["count"].is_null() && json["data"].is_null() {
                return Err(WechatError::NoMember { member: "count".to_owned() }.into());
            }
            let openids: Vec<&Value> = cursor.items(&json).iter().filter(|id| id.is_string()).collect();
            rows.write(openids.iter().map(|openid| vec![*openid]))?;
            self.count += openids.len() as u64;
            let total = json["total"].as_u64().unwrap_or(self.count);
            self.progress.at(self.count, total);
            let next = json[cursor.next()].as_str().filter(|next| !next.is_empty());
            let next = next.or(openids.last().and_then(|id| id.as_str())).map(str::to_owned);
            // Pages that point to themselves or to each other would be fetched forever.
            let is_new = next.as_ref().is_some_and(|next| self.seen.insert(next.clone()));
            let goes_on = !openids.is_empty() && is_new && next != self.next;
            self.next = next;
            if !goes_on || json[cursor.next()].as_str().is_none_or(str::is_empty) {
                return Ok(());
            }
        }
    }
}
