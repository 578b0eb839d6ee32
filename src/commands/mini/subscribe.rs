//! `webot mini subscribe send`: sends a subscribe message.

use clap::Args;
use serde_json::{Map, Value, json};

use crate::api::value_fault;
use crate::commands::args::{WechatArgs, confirm, pairs};
use crate::commands::endpoint::{call_with, entry};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::{help, words};

/// `mini subscribe send`
#[derive(Debug, Args)]
pub(crate) struct SubscribeArgs {
    /// OPENID
    #[arg(value_name = "OPENID", help = help().mini.touser)]
    pub openid: String,
    /// TEMPLATE
    #[arg(value_name = "TEMPLATE", help = help().mini.template)]
    pub template: String,
    /// `-F`
    #[arg(short = 'F', long = "field", value_name = "NAME=VALUE", required = true, help = help().mini.field)]
    pub fields: Vec<String>,
    /// `--page`
    #[arg(long, value_name = "PATH", help = help().mini.message_page)]
    pub page: Option<String>,
    /// `--state`
    #[arg(long, value_name = "STATE", value_parser = ["formal", "trial", "developer"], hide_possible_values = true, help = help().mini.state)]
    pub state: Option<String>,
    /// `--language`
    #[arg(long, value_name = "LANGUAGE", value_parser = ["zh_CN", "en_US", "zh_HK", "zh_TW"], hide_possible_values = true, help = help().mini.language)]
    pub language: Option<String>,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Sends the message after a confirmation. Values that WeChat will probably refuse are warnings, because its rules
/// change.
pub(crate) fn send(args: &SubscribeArgs, cx: &Context) -> Result<Outcome, Error> {
    let mut data = Map::new();
    for (name, value) in pairs("--field", &args.fields)? {
        if let Some(fault) = value_fault(&name, &value) {
            cx.printer.warning(&(words().mini.value_fault)(&cx.printer.foreign(&name), fault));
        }
        data.insert(name, json!({ "value": value }));
    }
    let mut values = vec![("touser", json!(args.openid)), ("template_id", json!(args.template))];
    for (name, given) in [("page", &args.page), ("miniprogram_state", &args.state), ("lang", &args.language)]
    {
        values.extend(given.as_ref().map(|given| (name, json!(given))));
    }
    values.push(("data", Value::Object(data)));
    let wechat = args.wechat.open(cx)?;
    let call = call_with(&entry("mini subscribe send")?, &wechat, values)?;
    if !args.wechat.previews() {
        confirm(args.yes, &(words().mini.really_send)(&cx.printer.foreign(&args.openid)), cx)?;
    }
    args.wechat.print(&call, &wechat, cx)
}
