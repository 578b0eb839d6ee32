//! `webot mini live`: lists live rooms and their recordings.

use clap::Args;
use serde_json::{Value, json};

use crate::commands::args::{CallOutcome, WechatArgs};
use crate::commands::endpoint::{call_with, entry};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::{help, words};
use crate::wechat::WechatError;

/// The errcode of an account that has no room yet.
const NO_ROOM: i64 = 1;

/// The page of a list.
#[derive(Debug, Args)]
pub(crate) struct PageArgs {
    /// `--start`
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true, help = help().mini.start)]
    pub start: u32,
    /// `--limit`
    #[arg(long, value_name = "N", default_value = "100", hide_default_value = true, value_parser = clap::value_parser!(u8).range(1..=100), help = help().mini.limit)]
    pub limit: u8,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// `mini live list`
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// The page.
    #[command(flatten)]
    pub page: PageArgs,
}

/// `mini live replay`
#[derive(Debug, Args)]
pub(crate) struct ReplayArgs {
    /// ROOM
    #[arg(value_name = "ROOM", value_parser = clap::value_parser!(u32).range(1..), help = help().mini.room)]
    pub room: u32,
    /// The page.
    #[command(flatten)]
    pub page: PageArgs,
}

/// Lists the rooms.
pub(crate) fn list(args: &ListArgs, cx: &Context) -> Result<Outcome, Error> {
    page(&args.page, Vec::new(), "room_info", cx)
}

/// Lists the recordings of a room.
pub(crate) fn replay(args: &ReplayArgs, cx: &Context) -> Result<Outcome, Error> {
    let values = vec![("action", json!("get_replay")), ("room_id", json!(args.room))];
    page(&args.page, values, "live_replay", cx)
}

fn page(
    args: &PageArgs,
    values: Vec<(&'static str, Value)>,
    member: &str,
    cx: &Context,
) -> Result<Outcome, Error> {
    let page = vec![("start", json!(args.start)), ("limit", json!(args.limit))];
    let wechat = args.wechat.open(cx)?;
    let call = call_with(&entry("mini live list")?, &wechat, [page, values].concat())?;
    let json = match args.wechat.run(&call, &wechat, cx) {
        Ok(CallOutcome::Previewed(outcome)) => return Ok(outcome),
        Ok(CallOutcome::Answered(reply)) => reply.json().ok_or_else(|| wechat.not_json(&reply))?,
        // WeChat reports an empty list as an error.
        Err(Error::Wechat(WechatError::Refused(refusal))) if refusal.errcode == NO_ROOM => {
            json!({ member: [], "total": 0 })
        }
        Err(error) => return Err(error),
    };
    let is_empty = json[member].as_array().is_none_or(Vec::is_empty);
    let status = if is_empty { words().mini.no_room } else { "" };
    let text = cx.printer.foreign_json(&json);
    Ok(Outcome::value(json, text).status(status))
}
