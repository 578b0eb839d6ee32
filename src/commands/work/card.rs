//! `webot work message card`: template cards from flags or from JSON.

use clap::Args;
use serde_json::{Map, Value, json};

use super::message::{ReceiverArgs, call_to, outcome};
use crate::api::{CARD_TYPES, CardFault, card_faults};
use crate::commands::args::{WechatArgs, pairs, value};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::printer::Outcome;
use crate::text::{help, words};

/// `work message card`
#[derive(Debug, Args)]
pub(crate) struct CardArgs {
    /// TYPE
    #[arg(value_name = "TYPE", value_parser = CARD_TYPES, hide_possible_values = true, required_unless_present = "card", help = help().work.card_type)]
    pub card_type: Option<String>,
    /// The receivers.
    #[command(flatten)]
    pub receivers: ReceiverArgs,
    /// `--agentid`
    #[arg(long, value_name = "AGENTID", help = help().work.agentid)]
    pub agentid: Option<u32>,
    /// `--card`
    #[arg(long, value_name = "CARD", conflicts_with_all = ["card_type", "title", "description", "sub_title", "source", "emphasis", "fields", "jumps", "url", "image", "buttons", "options", "question", "multiple", "submit"], help = help().work.card)]
    pub card: Option<String>,
    /// `--title`
    #[arg(long, value_name = "TITLE", help = help().work.title)]
    pub title: Option<String>,
    /// `--description`
    #[arg(long, value_name = "DESCRIPTION", help = help().work.description)]
    pub description: Option<String>,
    /// `--sub-title`
    #[arg(long, value_name = "TEXT", help = help().work.sub_title)]
    pub sub_title: Option<String>,
    /// `--source`
    #[arg(long, value_name = "SOURCE", help = help().work.source)]
    pub source: Option<String>,
    /// `--emphasis`
    #[arg(long, value_name = "VALUE=NAME", help = help().work.emphasis)]
    pub emphasis: Option<String>,
    /// `--field`
    #[arg(short = 'F', long = "field", value_name = "NAME=VALUE", help = help().work.field)]
    pub fields: Vec<String>,
    /// `--jump`
    #[arg(long = "jump", value_name = "TITLE=URL", help = help().work.jump)]
    pub jumps: Vec<String>,
    /// `--url`
    #[arg(long, value_name = "URL", help = help().work.url)]
    pub url: Option<String>,
    /// `--image`
    #[arg(long, value_name = "URL", help = help().work.image)]
    pub image: Option<String>,
    /// `--button`
    #[arg(long = "button", value_name = "KEY=TEXT", help = help().work.button)]
    pub buttons: Vec<String>,
    /// `--option`
    #[arg(long = "option", value_name = "ID=TEXT", help = help().work.option)]
    pub options: Vec<String>,
    /// `--question`
    #[arg(long, value_name = "KEY", help = help().work.question)]
    pub question: Option<String>,
    /// `--multiple`
    #[arg(long, help = help().work.multiple)]
    pub multiple: bool,
    /// `--submit`
    #[arg(long, value_name = "KEY=TEXT", help = help().work.submit)]
    pub submit: Option<String>,
    /// `--task-id`
    #[arg(long, value_name = "ID", help = help().work.task_id)]
    pub task_id: Option<String>,
    /// The connection to WeCom.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// The key of a question that has none.
const QUESTION: &str = "question";

/// Sends a template card; refuses one that WeCom would refuse.
pub(crate) fn card(args: &CardArgs, cx: &Context) -> Result<Outcome, Error> {
    let card = match &args.card {
        Some(given) => {
            let text = value("--card", given, cx)?;
            let card: Option<Value> = serde_json::from_str(&text).ok();
            let wrong = Usage::Value { flag: "--card", value: text, wanted: Wanted::Object };
            let mut card = card.filter(Value::is_object).ok_or(wrong)?;
            if let Some(task) = &args.task_id {
                card["task_id"] = json!(task);
            }
            card
        }
        None => built(args, cx)?,
    };
    let faults = card_faults(&card);
    if !faults.is_empty() {
        let said = |CardFault { path, kind }: &CardFault| {
            let flag = flag(path).filter(|_| args.card.is_none());
            (words().work.card_fault)(flag.unwrap_or(path), *kind)
        };
        return Err(Usage::Card(faults.iter().map(said).collect()).into());
    }
    let wechat = args.wechat.open(cx)?;
    let values = vec![("template_card", card)];
    let call = call_to("work message card", &args.receivers, args.agentid, values, &wechat)?;
    outcome(&call, &args.wechat, &wechat, cx)
}

/// Returns the flag that sets a field of a card; `None` for a field of one of several items.
fn flag(path: &str) -> Option<&'static str> {
    Some(match path.strip_prefix("template_card.")? {
        "main_title" | "main_title.title" => "--title",
        "card_action" | "card_action.url" => "--url",
        "card_image" | "card_image.url" => "--image",
        "horizontal_content_list" => "--field",
        "jump_list" => "--jump",
        "button_list" => "--button",
        "checkbox.option_list" | "select_list" | "button_selection.option_list" => "--option",
        "checkbox.question_key" => "--question",
        "submit_button.text" | "submit_button.key" => "--submit",
        "task_id" => "--task-id",
        _ => return None,
    })
}

/// Returns the card that the flags describe.
fn built(args: &CardArgs, cx: &Context) -> Result<Value, Error> {
    let kind = args.card_type.as_deref().unwrap_or_default();
    let mut card = Map::new();
    card.insert("card_type".to_owned(), json!(kind));
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            card.insert(name.to_owned(), value);
        }
    };
    put("source", args.source.as_ref().map(|source| json!({ "desc": source })));
    let main = [("title", &args.title), ("desc", &args.description)];
    let main: Map<String, Value> = main
        .into_iter()
        .filter_map(|(name, given)| Some((name.to_owned(), json!(given.as_ref()?))))
        .collect();
    put("main_title", (!main.is_empty()).then_some(Value::Object(main)));
    put("sub_title_text", args.sub_title.as_ref().map(|text| json!(text)));
    let emphasis = one("--emphasis", args.emphasis.as_ref())?;
    put("emphasis_content", emphasis.map(|(title, desc)| json!({ "title": title, "desc": desc })));
    let fields = list("--field", &args.fields, |name, value| json!({ "keyname": name, "value": value }))?;
    put("horizontal_content_list", fields);
    let jumps = list("--jump", &args.jumps, |title, url| json!({ "type": 1, "title": title, "url": url }))?;
    put("jump_list", jumps);
    put("card_action", args.url.as_ref().map(|url| json!({ "type": 1, "url": url })));
    put("card_image", args.image.as_ref().map(|url| json!({ "url": url })));
    put("button_list", list("--button", &args.buttons, |key, text| json!({ "key": key, "text": text }))?);
    let question = args.question.as_deref().unwrap_or(QUESTION);
    match kind {
        "multiple_interaction" => put("select_list", selects(&args.options, question)?),
        "button_interaction" if !args.options.is_empty() => {
            let options = list("--option", &args.options, option)?;
            put("button_selection", Some(json!({ "question_key": question, "option_list": options })));
        }
        _ if !args.options.is_empty() => {
            let options = list("--option", &args.options, option)?;
            let mode = u8::from(args.multiple);
            put("checkbox", Some(json!({ "question_key": question, "mode": mode, "option_list": options })));
        }
        _ => {}
    }
    let submit = one("--submit", args.submit.as_ref())?;
    put("submit_button", submit.map(|(key, text)| json!({ "key": key, "text": text })));
    let is_interactive = kind.ends_with("_interaction");
    let task = match &args.task_id {
        None if is_interactive => Some(cx.nonce()?),
        task => task.clone(),
    };
    put("task_id", task.map(|task| json!(task)));
    Ok(Value::Object(card))
}

fn option(id: &str, text: &str) -> Value {
    json!({ "id": id, "text": text })
}

/// Returns the pair of a flag that is given once at most.
fn one(flag: &'static str, given: Option<&String>) -> Result<Option<(String, String)>, Error> {
    let given: Vec<String> = given.into_iter().cloned().collect();
    Ok(pairs(flag, &given)?.pop())
}

/// Returns the list that the pairs of a flag describe; `None` without any.
fn list(flag: &'static str, given: &[String], item: fn(&str, &str) -> Value) -> Result<Option<Value>, Error> {
    let items: Vec<Value> = pairs(flag, given)?.iter().map(|(name, value)| item(name, value)).collect();
    Ok((!items.is_empty()).then_some(Value::Array(items)))
}

/// Returns the questions of `QUESTION.ID=TEXT`, in the order of their first options.
fn selects(given: &[String], question: &str) -> Result<Option<Value>, Error> {
    let mut selects: Vec<(String, Vec<Value>)> = Vec::new();
    for (name, text) in pairs("--option", given)? {
        let (key, id) = name.split_once('.').unwrap_or((question, &name));
        let option = option(id, &text);
        match selects.iter_mut().find(|(own, _)| own == key) {
            Some((_, options)) => options.push(option),
            None => selects.push((key.to_owned(), vec![option])),
        }
    }
    let shown = |(key, options): (String, Vec<Value>)| json!({ "question_key": key, "title": key, "option_list": options });
    Ok((!selects.is_empty()).then(|| selects.into_iter().map(shown).collect()))
}
