//! `webot mini check`: content checks.

use clap::Args;
use serde_json::{Value, json};

use crate::commands::args::{CallOutcome, WechatArgs, value};
use crate::commands::endpoint::{call_with, entry};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::printer::Outcome;
use crate::text::{help, words};

/// The maximum length of a text, in characters.
const MAX_CONTENT_CHARS: usize = 2500;

/// The author of what is checked, and the place where it appears.
#[derive(Debug, Args)]
pub(crate) struct AuthorArgs {
    /// `--openid`
    #[arg(long, value_name = "OPENID", help = help().mini.author)]
    pub openid: String,
    /// `--scene`
    #[arg(long, value_name = "SCENE", default_value = "2", hide_default_value = true, value_parser = clap::value_parser!(u8).range(1..=4), help = help().mini.check_scene)]
    pub scene: u8,
}

/// `mini check text`
#[derive(Debug, Args)]
pub(crate) struct TextArgs {
    /// CONTENT
    #[arg(value_name = "CONTENT", help = help().mini.content)]
    pub content: String,
    /// The author and the scene.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// `--title`
    #[arg(long, value_name = "TITLE", help = help().mini.title)]
    pub title: Option<String>,
    /// `--nickname`
    #[arg(long, value_name = "NICKNAME", help = help().mini.nickname)]
    pub nickname: Option<String>,
    /// `--signature`
    #[arg(long, value_name = "TEXT", help = help().mini.signature)]
    pub signature: Option<String>,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Checks a text; the exit code is 1 unless WeChat says that it passes.
pub(crate) fn text(args: &TextArgs, cx: &Context) -> Result<Outcome, Error> {
    let content = value("CONTENT", &args.content, cx)?;
    if content.is_empty() {
        return Err(Usage::Value { flag: "CONTENT", value: content, wanted: Wanted::NotEmpty }.into());
    }
    if content.chars().count() > MAX_CONTENT_CHARS {
        let wanted = Wanted::Chars(MAX_CONTENT_CHARS);
        return Err(Usage::Parameter { name: "CONTENT", value: content, wanted }.into());
    }
    let mut values = author(&args.author);
    values.push(("content", json!(content)));
    for (name, given) in
        [("nickname", &args.nickname), ("title", &args.title), ("signature", &args.signature)]
    {
        values.extend(given.as_ref().map(|given| (name, json!(given))));
    }
    let wechat = args.wechat.open(cx)?;
    let call = call_with(&entry("mini check text")?, &wechat, values)?;
    match args.wechat.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => Ok(outcome),
        CallOutcome::Answered(reply) => {
            let json = reply.json().ok_or_else(|| wechat.not_json(&reply))?;
            let suggest = json["result"]["suggest"].as_str().unwrap_or_default();
            let label = json["result"]["label"].as_u64().unwrap_or_default();
            let verdict = (words().mini.verdict)(&cx.printer.foreign(suggest), label);
            let failed = suggest != "pass";
            Ok(Outcome::value(json, verdict).failed(failed))
        }
    }
}

fn author(args: &AuthorArgs) -> Vec<(&'static str, Value)> {
    vec![("openid", json!(args.openid)), ("scene", json!(args.scene))]
}

/// `mini check image`
#[derive(Debug, Args)]
pub(crate) struct ImageArgs {
    /// URL
    #[arg(value_name = "URL", help = help().mini.media_url)]
    pub url: String,
    /// The author and the scene.
    #[command(flatten)]
    pub author: AuthorArgs,
    /// `--audio`
    #[arg(long, help = help().mini.audio)]
    pub audio: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Asks for the check of a picture or audio file, whose result is pushed.
pub(crate) fn image(args: &ImageArgs, cx: &Context) -> Result<Outcome, Error> {
    let url = url::Url::parse(args.url.trim()).ok();
    if !url.is_some_and(|url| matches!(url.scheme(), "http" | "https")) {
        return Err(Usage::Value { flag: "URL", value: args.url.clone(), wanted: Wanted::PageUrl }.into());
    }
    let mut values = author(&args.author);
    values.push(("media_url", json!(args.url.trim())));
    values.push(("media_type", json!(if args.audio { 1 } else { 2 })));
    let wechat = args.wechat.open(cx)?;
    let call = call_with(&entry("mini check image")?, &wechat, values)?;
    match args.wechat.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => Ok(outcome),
        CallOutcome::Answered(reply) => {
            let json = reply.json().ok_or_else(|| wechat.not_json(&reply))?;
            let trace = cx.printer.foreign(json["trace_id"].as_str().unwrap_or_default());
            let text = format!("trace_id {trace}");
            Ok(Outcome::value(json, text).status(words().mini.pushed_later))
        }
    }
}
