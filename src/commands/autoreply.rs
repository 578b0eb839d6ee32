//! `webot autoreply get`: the automatic replies that are set in the console, as a list of rules.

use std::fmt::Write as _;

use clap::Args;
use serde_json::Value;

use super::endpoint::entry;
use crate::commands::args::{CallOutcome, WechatArgs};
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::words;
use crate::wechat::Call;

/// `autoreply get`
#[derive(Debug, Args)]
pub(crate) struct AutoreplyArgs {
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Gets the automatic replies.
pub(crate) fn get(args: &AutoreplyArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open(cx)?;
    let call = Call::of(&entry("autoreply get")?, Vec::new());
    let reply = match args.wechat.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => return Ok(outcome),
        CallOutcome::Answered(reply) => reply,
    };
    let json = reply.json().ok_or_else(|| wechat.not_json(&reply))?;
    let text = cx.printer.foreign(view(&json).trim_end());
    Ok(Outcome::value(json, text))
}

/// Returns the replies for people.
fn view(json: &Value) -> String {
    let words = &words().autoreply;
    let mut view = String::new();
    for (label, is_open, info) in [
        (words.follow, &json["is_add_friend_reply_open"], &json["add_friend_autoreply_info"]),
        (words.other, &json["is_autoreply_open"], &json["message_default_autoreply_info"]),
    ] {
        let answer = if info.is_object() { answer(info) } else { words.none.to_owned() };
        let off = if is_on(is_open) { "" } else { words.off };
        let _ = writeln!(view, "{label}{off}\n  {answer}");
    }
    let rules = json["keyword_autoreply_info"]["list"].as_array();
    for rule in rules.into_iter().flatten() {
        let list = |name: &str| rule[name].as_array().cloned().unwrap_or_default();
        let condition = |keyword: &Value| {
            let text = keyword["content"].as_str().unwrap_or_default();
            if keyword["match_mode"] == "equal" { (words.equals)(text) } else { (words.contains)(text) }
        };
        let conditions: Vec<String> = list("keyword_list_info").iter().map(condition).collect();
        let name = rule["rule_name"].as_str().unwrap_or_default();
        let answers = list("reply_list_info");
        let random = if rule["reply_mode"] == "random_one" && answers.len() > 1 { words.random } else { "" };
        let _ = writeln!(view, "{}{}{random}", (words.rule)(name), conditions.join(words.or));
        for info in &answers {
            let _ = writeln!(view, "  {}", answer(info));
        }
    }
    view
}

fn is_on(value: &Value) -> bool {
    value == &Value::Bool(true) || value.as_u64() == Some(1)
}

/// Returns a reply in a line: its type, and its text, the titles of its articles or its media ID.
fn answer(info: &Value) -> String {
    let kind = info["type"].as_str().unwrap_or_default();
    let content = info["content"].as_str().unwrap_or_default().replace(['\r', '\n'], " ");
    let articles = info["news_info"]["list"].as_array();
    let titles: Vec<String> = articles
        .into_iter()
        .flatten()
        .map(|article| {
            let text = |name: &str| article[name].as_str().unwrap_or_default();
            format!("{} {}", text("title"), text("content_url"))
        })
        .collect();
    let named = (words().autoreply.kind)(kind);
    let said = if titles.is_empty() { content } else { titles.join(words().semicolon) };
    format!("{named} {said}")
}
