//! `webot message mass send`, `send-to`, `preview` and `delete`.

use clap::{ArgGroup, Args};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::content::{ContentArgs, Values};
use crate::api::errcode::ErrcodeKind;
use crate::api::{Endpoint, ParamPlace};
use crate::commands::args::{CallOutcome, WechatArgs, answered, confirm, non_empty};
use crate::commands::endpoint::{call_with, capitalized, entry, openids};
use crate::commands::job;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::Failure;
use crate::lang::Wanted;
use crate::printer::Outcome;
use crate::sign::hex;
use crate::text::{MassReceivers, help, words};
use crate::wechat::{Call, WeChat, WechatError};

/// The least and the greatest number of openids.
const MIN_OPENIDS: usize = 2;
const MAX_OPENIDS: usize = 10_000;
/// The maximum length of a `clientmsgid`, in bytes.
const MAX_CLIENT_ID_BYTES: usize = 64;
/// The length of the `clientmsgid` that is made from the message, in characters: some of WeChat's pages allow 32.
const OWN_CLIENT_ID_CHARS: usize = 32;
/// The errcode of a message that was accepted before.
const REPEATED: i64 = 45065;

/// `message mass send`
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("receivers").required(true))]
pub(crate) struct MassArgs {
    /// `--all`
    #[arg(long, group = "receivers", help = help().mass.all)]
    pub all: bool,
    /// `--tag`
    #[arg(long, value_name = "ID", group = "receivers", help = help().mass.tag, value_parser = clap::value_parser!(i64).range(0..))]
    pub tag: Option<i64>,
    /// The message and how it is sent.
    #[command(flatten)]
    pub message: MessageArgs,
}

/// `message mass send-to`
#[derive(Debug, Args)]
pub(crate) struct MassToArgs {
    /// OPENIDS
    #[arg(value_name = "OPENIDS", help = help().mass.to)]
    pub openids: String,
    /// The message and how it is sent.
    #[command(flatten)]
    pub message: MessageArgs,
}

/// A mass message and how it is sent.
#[derive(Debug, Args)]
pub(crate) struct MessageArgs {
    /// The content.
    #[command(flatten)]
    pub content: ContentArgs,
    /// `--ignore-reprint`
    #[arg(long, conflicts_with_all = ["text", "images", "voice", "video", "card"], help = help().mass.ignore_reprint)]
    pub ignore_reprint: bool,
    /// `--client-msg-id`
    #[arg(long, value_name = "ID", help = help().mass.client_msg_id)]
    pub client_msg_id: Option<String>,
    /// `--wait`
    #[arg(long, help = help().mass.wait)]
    pub wait: bool,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Whom the message goes to.
enum Receivers {
    All,
    Tag(i64),
    Openids(Vec<String>),
}

impl Receivers {
    /// Returns the endpoint and the parameters that name the receivers.
    fn values(&self) -> Result<(Endpoint, Values), Error> {
        let (command, values) = match self {
            Self::All => ("message mass send", vec![("filter.is_to_all", json!(true))]),
            Self::Tag(tag) => {
                ("message mass send", vec![("filter.is_to_all", json!(false)), ("filter.tag_id", json!(tag))])
            }
            Self::Openids(list) => ("message mass send-to", vec![("touser", json!(list))]),
        };
        Ok((entry(command)?, values))
    }

    /// Returns the receivers as a question names them, with their number as far as WeChat tells it.
    fn counted<'a>(&self, tag_name: &'a mut String, wechat: &WeChat<'_>, cx: &Context) -> MassReceivers<'a> {
        let ask = |command: &str| {
            let call = Call::of(&entry(command).ok()?, Vec::new());
            cx.block_on(wechat.call(&call)).ok()?.ok()?.json()
        };
        match self {
            Self::All => MassReceivers::All(ask("user list").and_then(|list| list["total"].as_u64())),
            Self::Tag(id) => {
                let list = ask("tag list").unwrap_or_default();
                let tags = list["tags"].as_array();
                let found = tags.into_iter().flatten().find(|tag| tag["id"].as_i64() == Some(*id));
                let name = found.and_then(|tag| tag["name"].as_str());
                *tag_name = name.map_or_else(|| id.to_string(), |name| cx.printer.foreign(name));
                MassReceivers::Tag(tag_name, found.and_then(|tag| tag["count"].as_u64()))
            }
            Self::Openids(list) => MassReceivers::Openids(list.len()),
        }
    }
}

/// Returns an ID that is the same for the same message to the same receivers.
fn derived_id(values: &[(&'static str, Value)]) -> String {
    let values: Vec<(&str, &Value)> = values.iter().map(|(name, value)| (*name, value)).collect();
    let mut id = hex(&Sha256::digest(json!(values).to_string()));
    id.truncate(OWN_CLIENT_ID_CHARS);
    id
}

/// Sends a message to all followers or to those with a tag.
pub(crate) fn send(args: &MassArgs, cx: &Context) -> Result<Outcome, Error> {
    send_to(&args.tag.map_or(Receivers::All, Receivers::Tag), &args.message, cx)
}

/// Sends a message to a list of openids.
pub(crate) fn send_to_openids(args: &MassToArgs, cx: &Context) -> Result<Outcome, Error> {
    let list = openids("OPENIDS", &[&args.openids], cx)?;
    if !(MIN_OPENIDS..=MAX_OPENIDS).contains(&list.len()) {
        let (least, most) = (MIN_OPENIDS, MAX_OPENIDS);
        return Err(Usage::MassReceivers { given: list.len(), least, most }.into());
    }
    send_to(&Receivers::Openids(list), &args.message, cx)
}

/// Sends a message after a confirmation.
fn send_to(receivers: &Receivers, args: &MessageArgs, cx: &Context) -> Result<Outcome, Error> {
    let (endpoint, mut values) = receivers.values()?;
    let content = args.content.values(cx)?;
    values.extend(content.clone());
    let client_id = match &args.client_msg_id {
        Some(given) if given.len() > MAX_CLIENT_ID_BYTES => {
            let (value, wanted) = (given.clone(), Wanted::Bytes(MAX_CLIENT_ID_BYTES));
            return Err(Usage::Parameter { name: "clientmsgid", value, wanted }.into());
        }
        Some(given) => non_empty("--client-msg-id", given.clone())?,
        None => derived_id(&values),
    };
    if args.ignore_reprint {
        values.push(("send_ignore_reprint", json!(1)));
    }
    values.push(("clientmsgid", json!(client_id)));
    let wechat = args.wechat.open(cx)?;
    let call = Call { is_sent_once: true, ..call_with(&endpoint, &wechat, values)? };
    if args.wechat.previews() {
        return args.wechat.show(&call, &wechat, cx);
    }
    let question = if !args.yes && cx.printer.can_ask() {
        let mut tag_name = String::new();
        let counted = receivers.counted(&mut tag_name, &wechat, cx);
        (words().mass.really_send)(&args.content.described(&content, &wechat, cx), &counted)
    } else {
        String::new()
    };
    confirm(args.yes, &question, cx)?;
    if let Receivers::Tag(_) = receivers {
        let mut tag_name = String::new();
        if let MassReceivers::Tag(name, Some(0)) = receivers.counted(&mut tag_name, &wechat, cx) {
            cx.printer.warning(&(words().mass.nobody)(name));
        }
    }
    let asking = |id: &str| args.wechat.again(&format!("message mass get {id}"), cx);
    let reply = match cx.block_on(wechat.call(&call))? {
        Ok(reply) => reply,
        Err(error) => {
            if let Some(hint) = hint(&error, &client_id, &asking) {
                cx.printer.add_hint_to_error(hint);
            }
            return Err(error.into());
        }
    };
    let Some(mut json) = reply.json() else { return Err(wechat.not_json(&reply).into()) };
    let id = match &json["msg_id"] {
        Value::String(id) => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => return Err(WechatError::NoMember { member: "msg_id".to_owned() }.into()),
    };
    let shown = cx.printer.foreign(&id);
    if !args.wait {
        return Ok(answered(&reply, cx).status((words().mass.accepted)(&asking(&shown))));
    }
    let ended = follow(&id, &wechat, cx)
        .inspect_err(|_| cx.printer.add_hint_to_error((words().mass.ask_again)(&asking(&shown))))?;
    let status = ended["msg_status"].as_str().unwrap_or_default().to_owned();
    json["msg_status"] = json!(status);
    let text = cx.printer.foreign_json(&json);
    let said = (words().mass.ended)(&cx.printer.foreign(&status));
    Ok(Outcome::value(json, text).status(said).failed(status != "SEND_SUCCESS"))
}

/// Asks for the status of a mass message until it was sent; returns the last answer.
fn follow(id: &str, wechat: &WeChat<'_>, cx: &Context) -> Result<Value, Error> {
    let number: Value = id.parse::<u64>().map_or_else(|_| json!(id), |number| json!(number));
    let call = Call::of(&entry("message mass get")?, vec![("msg_id", ParamPlace::Body, number)]);
    job::until_ended(&call, "msg_status", |status| status == "SENDING", wechat, cx)
}

/// Returns what to do after an error: WeChat may have accepted the message, now or before. `asking` returns the command
/// that asks for the status of a message.
fn hint(error: &WechatError, client_id: &str, asking: &dyn Fn(&str) -> String) -> Option<String> {
    let words = &words().mass;
    match error {
        WechatError::Refused(refusal) if refusal.errcode == REPEATED => {
            refusal.msg_id.map(|id| (words.repeated)(&id.to_string(), &asking(&id.to_string())))
        }
        WechatError::Refused(refusal) => {
            (refusal.kind() == Some(ErrcodeKind::Busy)).then(|| (words.unclear)(client_id))
        }
        WechatError::Network { failure: Failure::Refused | Failure::Dns(_), .. } => None,
        WechatError::Network { .. } | WechatError::NotWechat { .. } => Some((words.unclear)(client_id)),
        _ => None,
    }
}

/// `message mass preview`
#[derive(Debug, Args)]
pub(crate) struct PreviewArgs {
    /// OPENID
    #[arg(value_name = "OPENID", required_unless_present = "wechat_id", conflicts_with = "wechat_id", help = help().message.openid)]
    pub openid: Option<String>,
    /// `--wechat-id`
    #[arg(long, value_name = "WECHAT_ID", help = help().mass.wechat_id)]
    pub wechat_id: Option<String>,
    /// The message.
    #[command(flatten)]
    pub content: ContentArgs,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Sends a mass message to one user.
pub(crate) fn preview(args: &PreviewArgs, cx: &Context) -> Result<Outcome, Error> {
    let mut values = Vec::new();
    for (name, given) in [("touser", &args.openid), ("towxname", &args.wechat_id)] {
        values.extend(given.as_ref().map(|given| (name, json!(given))));
    }
    values.extend(args.content.preview_values(cx)?);
    let wechat = args.wechat.open(cx)?;
    let call = call_with(&entry("message mass preview")?, &wechat, values)?;
    match args.wechat.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => Ok(outcome),
        CallOutcome::Answered(reply) => Ok(answered(&reply, cx).status(words().mass.previewed)),
    }
}

/// `message mass delete`
#[derive(Debug, Args)]
pub(crate) struct DeleteArgs {
    /// `MSG_ID`
    #[arg(value_name = "MSG_ID", required_unless_present = "url", conflicts_with = "url", help = help().mass.msg_id, value_parser = clap::value_parser!(i64).range(0..))]
    pub msg_id: Option<i64>,
    /// `--url`
    #[arg(long, value_name = "URL", help = help().mass.article_url)]
    pub url: Option<String>,
    /// `--article`
    #[arg(long, value_name = "N", help = help().mass.article, value_parser = clap::value_parser!(i64).range(0..=8))]
    pub article: Option<i64>,
    /// `--yes`
    #[arg(short, long, help = help().api.yes)]
    pub yes: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Deletes the articles or the video of a mass message after a confirmation.
pub(crate) fn delete(args: &DeleteArgs, cx: &Context) -> Result<Outcome, Error> {
    let endpoint = entry("message mass delete")?;
    let mut values = Vec::new();
    values.extend(args.msg_id.map(|id| ("msg_id", json!(id))));
    values.extend(args.url.as_ref().map(|url| ("url", json!(url))));
    values.extend(args.article.map(|article| ("article_idx", json!(article))));
    let wechat = args.wechat.open(cx)?;
    let call = call_with(&endpoint, &wechat, values)?;
    if !args.wechat.previews() {
        confirm(args.yes, &capitalized(endpoint.confirm), cx)?;
    }
    match args.wechat.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => Ok(outcome),
        CallOutcome::Answered(reply) => Ok(answered(&reply, cx)),
    }
}
