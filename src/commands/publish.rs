//! `webot publish submit`: publishes a draft and follows the job until it ends.

use clap::Args;
use serde_json::{Value, json};

use super::endpoint::{capitalized, entry};
use super::job;
use crate::api::ParamPlace;
use crate::commands::args::{WechatArgs, answered, confirm};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::{help, words};
use crate::wechat::{Call, WeChat, WechatError};

/// `publish_status` of a job that goes on.
const IN_PROGRESS: u64 = 1;

/// `publish submit`
#[derive(Debug, Args)]
pub(crate) struct SubmitArgs {
    /// `MEDIA_ID`
    #[arg(value_name = "MEDIA_ID", help = help().draft.media_id)]
    pub media_id: String,
    /// `--wait`
    #[arg(long, help = help().draft.wait)]
    pub wait: bool,
    /// `--yes`
    #[arg(short, long, help = help().api.yes)]
    pub yes: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Publishes a draft after a confirmation.
pub(crate) fn submit(args: &SubmitArgs, cx: &Context) -> Result<Outcome, Error> {
    let endpoint = entry("publish submit")?;
    let call = Call::of(&endpoint, vec![("media_id", ParamPlace::Body, json!(args.media_id))]);
    let wechat = args.wechat.open(cx)?;
    if args.wechat.previews() {
        return args.wechat.show(&call, &wechat, cx);
    }
    confirm(args.yes, &capitalized(endpoint.confirm), cx)?;
    let reply = cx.block_on(wechat.call(&call))??;
    let Some(mut json) = reply.json() else { return Err(wechat.not_json(&reply).into()) };
    let id = match &json["publish_id"] {
        Value::String(id) => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => return Err(WechatError::NoMember { member: "publish_id".to_owned() }.into()),
    };
    let next = args.wechat.again(&format!("publish status {}", cx.printer.foreign(&id)), cx);
    if !args.wait {
        return Ok(answered(&reply, cx).status((words().draft.submitted)(&next)));
    }
    let ended = follow(&id, &wechat, cx).inspect_err(|_| {
        cx.printer.add_hint_to_error((words().draft.ask_again)(&next));
    })?;
    if let (Some(members), Some(more)) = (json.as_object_mut(), ended.as_object()) {
        members.extend(more.clone());
    }
    let status = json["publish_status"].as_u64().unwrap_or_default();
    let text = cx.printer.foreign_json(&json);
    Ok(Outcome::value(json, text).status((words().draft.published)(status)).failed(status != 0))
}

/// Asks for the status of a job until it has ended; returns the last answer.
fn follow(id: &str, wechat: &WeChat<'_>, cx: &Context) -> Result<Value, Error> {
    let endpoint = entry("publish status")?;
    let call = Call::of(&endpoint, vec![("publish_id", ParamPlace::Body, json!(id))]);
    job::until_ended(&call, "publish_status", |status| *status == IN_PROGRESS, wechat, cx)
}
