//! `webot message template send`, `webot message subscribe send`, `webot message industry set`.

use clap::Args;
use serde_json::{Map, Value, json};

use crate::api::value_fault;
use crate::commands::args::{CallOutcome, WechatArgs, answered, confirm, pairs};
use crate::commands::endpoint::{call_with, entry, openids};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::printer::Outcome;
use crate::text::{help, words};
use crate::wechat::{Call, Refusal, WeChat};

/// The errcodes that are about one receiver, so that the others can still be sent to: no such user, not a follower,
/// refused by the user, too many.
const OF_ONE_RECEIVER: [i64; 6] = [40003, 43004, 43019, 43101, 43108, 43116];

/// The highest number of an industry.
const MAX_INDUSTRY: i64 = 41;

/// `message template send`, `message subscribe send`
#[derive(Debug, Args)]
pub(crate) struct TemplateArgs {
    /// OPENID
    #[arg(value_name = "OPENID", help = help().message.openids)]
    pub openid: String,
    /// TEMPLATE
    #[arg(value_name = "TEMPLATE", help = help().mini.template)]
    pub template: String,
    /// `-F`
    #[arg(short = 'F', long = "field", value_name = "NAME=VALUE", required = true, help = help().mini.field)]
    pub fields: Vec<String>,
    /// `--url`
    #[arg(long, value_name = "URL", help = help().message.url)]
    pub url: Option<String>,
    /// `--mini-appid`
    #[arg(long, value_name = "APPID", help = help().message.mini_appid)]
    pub mini_appid: Option<String>,
    /// `--page`
    #[arg(long, value_name = "PATH", requires = "mini_appid", help = help().message.page)]
    pub page: Option<String>,
    /// `--client-msg-id`
    #[arg(long, value_name = "ID", help = help().message.client_msg_id)]
    pub client_msg_id: Option<String>,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Sends a template message.
pub(crate) fn template(args: &TemplateArgs, cx: &Context) -> Result<Outcome, Error> {
    send(args, "message template send", "url", cx)
}

/// Sends a subscribe message of an official account.
pub(crate) fn subscribe(args: &TemplateArgs, cx: &Context) -> Result<Outcome, Error> {
    send(args, "message subscribe send", "page", cx)
}

/// Sends a message to each receiver after a confirmation; `url` is the parameter for the address.
fn send(args: &TemplateArgs, command: &str, url: &'static str, cx: &Context) -> Result<Outcome, Error> {
    let mut data = Map::new();
    for (name, value) in pairs("--field", &args.fields)? {
        if let Some(fault) = value_fault(&name, &value) {
            cx.printer.warning(&(words().mini.value_fault)(&cx.printer.foreign(&name), fault));
        }
        data.insert(name, json!({ "value": value }));
    }
    let receivers = openids("OPENID", &[&args.openid], cx)?;
    let wechat = args.wechat.open(cx)?;
    let call = |openid: &str| {
        let mut values = vec![("touser", json!(openid)), ("template_id", json!(args.template))];
        for (name, given) in [
            (url, &args.url),
            ("miniprogram.appid", &args.mini_appid),
            ("miniprogram.pagepath", &args.page),
            ("client_msg_id", &args.client_msg_id),
        ] {
            values.extend(given.as_ref().map(|given| (name, json!(given))));
        }
        values.push(("data", Value::Object(data.clone())));
        call_with(&entry(command)?, &wechat, values)
    };
    if let (true, Some(first)) = (args.wechat.previews(), receivers.first()) {
        return args.wechat.show(&call(first)?, &wechat, cx);
    }
    let question = match &receivers[..] {
        [one] => (words().mini.really_send)(&cx.printer.foreign(one)),
        all => (words().message.really_send_all)(all.len()),
    };
    confirm(args.yes, &question, cx)?;
    if let [one] = &receivers[..] {
        return match args.wechat.run(&call(one)?, &wechat, cx)? {
            CallOutcome::Previewed(outcome) => Ok(outcome),
            CallOutcome::Answered(reply) => Ok(answered(&reply, cx)),
        };
    }
    send_all(&receivers, &call, &wechat, cx)
}

/// Sends to many. A refusal that is about one of them does not stop the others.
fn send_all(
    receivers: &[String],
    call: &impl Fn(&str) -> Result<Call, Error>,
    wechat: &WeChat<'_>,
    cx: &Context,
) -> Result<Outcome, Error> {
    let (mut results, mut lines, mut refused) = (Vec::new(), Vec::new(), 0);
    for openid in receivers {
        let shown = cx.printer.foreign(openid);
        match cx.block_on(wechat.call(&call(openid)?))? {
            Ok(reply) => {
                let msgid = reply.json().unwrap_or_default()["msgid"].clone();
                results.push(json!({ "openid": openid, "errcode": 0, "msgid": msgid }));
            }
            Err(error) => {
                let error = Error::from(error);
                let refusal = error.refusal().filter(|refusal| OF_ONE_RECEIVER.contains(&refusal.errcode));
                let Some(Refusal { errcode, errmsg, .. }) = refusal else {
                    // Whoever sends the rest must know where it stopped.
                    cx.printer.add_hint_to_error((words().message.stopped_at)(results.len(), &shown));
                    return Err(error);
                };
                refused += 1;
                lines.push(format!("{shown}  {errcode} {}", cx.printer.foreign(errmsg)));
                results.push(json!({ "openid": openid, "errcode": errcode, "errmsg": errmsg }));
            }
        }
    }
    let status = (words().message.sent)(receivers.len() - refused, receivers.len());
    Ok(Outcome::value(Value::Array(results), lines.join("\n")).status(status).failed(refused > 0))
}

/// `message industry set`
#[derive(Debug, Args)]
pub(crate) struct IndustryArgs {
    /// PRIMARY
    #[arg(value_name = "PRIMARY", help = help().message.primary)]
    pub primary: String,
    /// SECONDARY
    #[arg(value_name = "SECONDARY", help = help().message.secondary)]
    pub secondary: String,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Checks the number of an industry, which WeChat takes as text.
fn industry(name: &'static str, given: &str) -> Result<String, Error> {
    match given.parse::<i64>() {
        Ok(number) if (1..=MAX_INDUSTRY).contains(&number) => Ok(number.to_string()),
        _ => {
            let wanted = Wanted::Between(1, MAX_INDUSTRY);
            Err(Usage::Parameter { name, value: given.to_owned(), wanted }.into())
        }
    }
}

/// Sets the industries of the account after a confirmation.
pub(crate) fn set_industry(args: &IndustryArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open(cx)?;
    let values = vec![
        ("industry_id1", json!(industry("PRIMARY", &args.primary)?)),
        ("industry_id2", json!(industry("SECONDARY", &args.secondary)?)),
    ];
    let call = call_with(&entry("message industry set")?, &wechat, values)?;
    if !args.wechat.previews() {
        confirm(args.yes, words().message.really_set_industry, cx)?;
    }
    args.wechat.print(&call, &wechat, cx)
}
