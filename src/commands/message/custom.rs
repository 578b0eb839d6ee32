//! `webot message custom menu` and `webot message custom send`; the other commands are made from the endpoint table.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use crate::commands::args::{WechatArgs, pairs, read};
use crate::commands::endpoint::{call_with, entry};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::printer::Outcome;
use crate::text::help;
use crate::wechat::{Body, Call};

/// `message custom menu`
#[derive(Debug, Args)]
pub(crate) struct MenuArgs {
    /// OPENID
    #[arg(value_name = "OPENID", help = help().message.openid)]
    pub openid: String,
    /// `--option`
    #[arg(long = "option", value_name = "ID=TEXT", required = true, help = help().message.option)]
    pub options: Vec<String>,
    /// `--head`
    #[arg(long, value_name = "TEXT", help = help().message.head)]
    pub head: Option<String>,
    /// `--tail`
    #[arg(long, value_name = "TEXT", help = help().message.tail)]
    pub tail: Option<String>,
    /// `--kf-account`
    #[arg(long, value_name = "KF_ACCOUNT", help = help().message.kf_account)]
    pub kf_account: Option<String>,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Sends a question with answers to tap.
pub(crate) fn menu(args: &MenuArgs, cx: &Context) -> Result<Outcome, Error> {
    let options = pairs("--option", &args.options)?;
    let options: Vec<Value> =
        options.iter().map(|(id, content)| json!({ "id": id, "content": content })).collect();
    let mut values = vec![("touser", json!(args.openid)), ("msgmenu.list", json!(options))];
    for (name, given) in [
        ("msgmenu.head_content", &args.head),
        ("msgmenu.tail_content", &args.tail),
        ("customservice.kf_account", &args.kf_account),
    ] {
        values.extend(given.as_ref().map(|given| (name, json!(given))));
    }
    let wechat = args.wechat.open(cx)?;
    let call = call_with(&entry("message custom menu")?, &wechat, values)?;
    args.wechat.print(&call, &wechat, cx)
}

/// `message custom send`
#[derive(Debug, Args)]
pub(crate) struct SendArgs {
    /// `--file`
    #[arg(long, value_name = "FILE", default_value = "-", hide_default_value = true, help = help().message.file)]
    pub file: PathBuf,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Sends a message that is written as JSON.
pub(crate) fn send(args: &SendArgs, cx: &Context) -> Result<Outcome, Error> {
    let text = read(&args.file, "--file", cx)?;
    let text = text.trim_start_matches('\u{feff}').trim_end();
    let shown = args.file.display().to_string();
    let (flag, path) = if shown == "-" { ("stdin", String::new()) } else { ("--file", shown) };
    let wrong = |wanted| Usage::Value { flag, value: path.clone(), wanted };
    if text.is_empty() {
        return Err(wrong(Wanted::NotEmpty).into());
    }
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(_)) => {}
        Ok(_) => return Err(wrong(Wanted::Object).into()),
        Err(error) => {
            let of = if path.is_empty() { flag.to_owned() } else { path };
            return Err(Usage::BrokenData { of, at: (error.line(), error.column()) }.into());
        }
    }
    let wechat = args.wechat.open(cx)?;
    let call =
        Call { body: Body::Json(text.to_owned()), ..Call::of(&entry("message custom text")?, Vec::new()) };
    args.wechat.print(&call, &wechat, cx)
}
