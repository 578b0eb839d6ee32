//! `webot work message send` and `webot work chat send`: messages as JSON.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::{remarked, warn_of_cuts};
use crate::api::Endpoint;
use crate::commands::args::{CallOutcome, WechatArgs, answered, read};
use crate::commands::endpoint::{call_with, entry};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::printer::Outcome;
use crate::text::help;
use crate::wechat::{Body, Call};

/// `work message send`
#[derive(Debug, Args)]
pub(crate) struct SendArgs {
    /// `--file`
    #[arg(long, value_name = "FILE", default_value = "-", hide_default_value = true, help = help().work.file)]
    pub file: PathBuf,
    /// The connection to WeCom.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// `work chat send`
#[derive(Debug, Args)]
pub(crate) struct ChatArgs {
    /// `--file`
    #[arg(long, value_name = "FILE", default_value = "-", hide_default_value = true, help = help().work.file)]
    pub file: PathBuf,
    /// The connection to WeCom.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Returns the message in a file.
fn message(file: &Path, cx: &Context) -> Result<Value, Error> {
    let text = read(file, "--file", cx)?;
    let message: Option<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok();
    message.filter(Value::is_object).ok_or_else(|| {
        let value = file.display().to_string();
        Usage::Value { flag: "--file", value, wanted: Wanted::Object }.into()
    })
}

/// Sends a message that is written as JSON; the agentid of the profile stands for a missing one.
pub(crate) fn send(args: &SendArgs, cx: &Context) -> Result<Outcome, Error> {
    let mut message = message(&args.file, cx)?;
    let wechat = args.wechat.open(cx)?;
    let endpoint = entry("work message text")?;
    let is_of_mini_program = message["msgtype"] == "miniprogram_notice";
    if message.get("agentid").is_none() && !is_of_mini_program {
        let own = endpoint.params.iter().find(|param| param.name == "agentid");
        let agentid = own.map(|param| wechat.own_value(&param, &mut Vec::new())).transpose()?.flatten();
        message["agentid"] = agentid.unwrap_or_default();
    }
    sent(&endpoint, &message, &args.wechat, &wechat, cx)
}

/// Sends a message that is written as JSON to a group chat.
pub(crate) fn send_to_chat(args: &ChatArgs, cx: &Context) -> Result<Outcome, Error> {
    let message = message(&args.file, cx)?;
    let wechat = args.wechat.open(cx)?;
    sent(&entry("work chat text")?, &message, &args.wechat, &wechat, cx)
}

fn sent(
    endpoint: &Endpoint,
    message: &Value,
    args: &WechatArgs,
    wechat: &crate::wechat::WeChat<'_>,
    cx: &Context,
) -> Result<Outcome, Error> {
    let call = Call { body: Body::Json(message.to_string()), ..Call::of(endpoint, Vec::new()) };
    outcome(&call, args, wechat, cx)
}

/// Calls, and warns of receivers that were not reached.
pub(super) fn outcome(
    call: &Call,
    args: &WechatArgs,
    wechat: &crate::wechat::WeChat<'_>,
    cx: &Context,
) -> Result<Outcome, Error> {
    warn_of_cuts(call, cx);
    Ok(match args.run(call, wechat, cx)? {
        CallOutcome::Previewed(outcome) => outcome,
        CallOutcome::Answered(reply) => {
            remarked(&call.path, &reply.json().unwrap_or_default(), answered(&reply, cx), cx)
        }
    })
}

/// The receivers of a message.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct ReceiverArgs {
    /// `--to`
    #[arg(long, value_name = "TO", value_delimiter = ',', help = help().work.to)]
    pub to: Vec<String>,
    /// `--to-party`
    #[arg(long, value_name = "TO_PARTY", value_delimiter = ',', help = help().work.to_party)]
    pub to_party: Vec<String>,
    /// `--to-tag`
    #[arg(long, value_name = "TO_TAG", value_delimiter = ',', help = help().work.to_tag)]
    pub to_tag: Vec<String>,
}

impl ReceiverArgs {
    /// Returns the parameters of the receivers.
    pub(super) fn values(&self) -> Vec<(&'static str, Value)> {
        let given = [("touser", &self.to), ("toparty", &self.to_party), ("totag", &self.to_tag)];
        given
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(name, list)| (name, json!(list.join("|"))))
            .collect()
    }
}

/// Returns the call of a message's endpoint with these values, the receivers and the app.
pub(super) fn call_to(
    command: &str,
    receivers: &ReceiverArgs,
    agentid: Option<u32>,
    values: Vec<(&'static str, Value)>,
    wechat: &crate::wechat::WeChat<'_>,
) -> Result<Call, Error> {
    let mut all = receivers.values();
    all.extend(agentid.map(|agentid| ("agentid", json!(agentid))));
    all.extend(values);
    call_with(&entry(command)?, wechat, all)
}
