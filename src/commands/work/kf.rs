//! `webot work kf pull` and `webot work kf serve`: the messages of customers, and answers by the rules of a file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Args};
use serde_json::{Value, json};

use crate::bot::arrival::Arrival;
use crate::bot::engine::{self, EngineDeps, HANDLER_TIME_LIMIT};
use crate::bot::info::Info;
use crate::bot::reply::Reply;
use crate::bot::rules::RuleBook;
use crate::bot::session::Session;
use crate::commands::args::{WechatArgs, parse_seconds};
use crate::commands::endpoint::{call_with, entry};
use crate::commands::mock::shutdown_signal;
use crate::commands::serve::{dice, read_rules, rules_file};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files;
use crate::message::{Document, Element};
use crate::printer::{Outcome, RowFormat};
use crate::text::{help, words};
use crate::wechat::{Call, WeChat};

/// The `origin` of a customer's message.
const FROM_CUSTOMER: u64 = 3;
/// The maximum size of a file with a cursor, in bytes.
const MAX_CURSOR_BYTES: usize = 1024;
/// The maximum number of customers whose conversations are remembered.
const MAX_SESSIONS: usize = 10_000;
/// The default time between two calls, in seconds.
const INTERVAL_S: &str = "5";
/// The group of the flags that say where to begin.
const PLACE: &str = "place";

/// The messages that are asked for.
#[derive(Debug, Args)]
pub(crate) struct FromArgs {
    /// `--cursor`
    #[arg(long, value_name = "CURSOR", value_parser = NonEmptyStringValueParser::new(), help = help().work.cursor)]
    pub cursor: Option<String>,
    /// `--cursor-file`
    #[arg(long, value_name = "FILE", conflicts_with = "cursor", help = help().work.cursor_file)]
    pub cursor_file: Option<PathBuf>,
    /// `--limit`
    #[arg(long, value_name = "LIMIT", value_parser = clap::value_parser!(u32).range(1..=1000), help = help().work.limit)]
    pub limit: Option<u32>,
}

impl FromArgs {
    /// Returns the cursor to begin with: the given one, or that in the file.
    fn first(&self) -> Result<String, Error> {
        let Some(path) = &self.cursor_file else { return Ok(self.cursor.clone().unwrap_or_default()) };
        match files::read_text(path, MAX_CURSOR_BYTES) {
            Ok(text) => Ok(text.trim().to_owned()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
            Err(source) => Err(unreadable(path, source)),
        }
    }

    /// Stores a cursor in the file.
    fn keep(&self, cursor: &str) -> Result<(), Error> {
        let Some(path) = &self.cursor_file else { return Ok(()) };
        let shown = path.display().to_string();
        files::write_whole(path, format!("{cursor}\n").as_bytes())
            .map_err(|source| Error::Io { path: shown, source })
    }
}

fn unreadable(path: &Path, source: std::io::Error) -> Error {
    Usage::File { flag: "--cursor-file", path: path.display().to_string(), source }.into()
}

/// `work kf pull`
#[derive(Debug, Args)]
pub(crate) struct PullArgs {
    /// ACCOUNT
    #[arg(value_name = "ACCOUNT", help = help().work.account)]
    pub account: String,
    /// The cursor to begin at.
    #[command(flatten)]
    pub from: FromArgs,
    /// `--push-token`
    #[arg(long, value_name = "TOKEN", help = help().work.push_token)]
    pub push_token: Option<String>,
    /// `--voice-format`
    #[arg(long, value_name = "FORMAT", value_parser = clap::value_parser!(u8).range(0..=1), help = help().work.voice_format)]
    pub voice_format: Option<u8>,
    /// The connection to WeCom.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Returns the call for the messages after a cursor.
fn sync_call(
    account: &str,
    cursor: &str,
    from: &FromArgs,
    more: &[(&'static str, Option<Value>)],
    wechat: &WeChat<'_>,
) -> Result<Call, Error> {
    let mut values = vec![("open_kfid", json!(account))];
    values.extend((!cursor.is_empty()).then(|| ("cursor", json!(cursor))));
    values.extend(from.limit.map(|limit| ("limit", json!(limit))));
    values.extend(more.iter().filter_map(|(name, value)| Some((*name, value.clone()?))));
    call_with(&entry("work kf pull")?, wechat, values)
}

/// Fetches the messages after a cursor, page by page, and passes each page to `take` with the cursor behind it. Pages
/// that point to each other would be fetched for ever.
fn each_page(
    first: &str,
    call: impl Fn(&str) -> Result<Call, Error>,
    wechat: &WeChat<'_>,
    cx: &Context,
    mut take: impl FnMut(&[Value], &str) -> Result<(), Error>,
) -> Result<String, Error> {
    let mut cursor = first.to_owned();
    loop {
        let reply = cx.block_on(wechat.call(&call(&cursor)?))??;
        let Some(json) = reply.json() else { return Err(wechat.not_json(&reply).into()) };
        let next = json["next_cursor"].as_str().unwrap_or_default().to_owned();
        let next = if next.is_empty() { cursor.clone() } else { next };
        take(json["msg_list"].as_array().map(Vec::as_slice).unwrap_or_default(), &next)?;
        if json["has_more"] != 1 || next == cursor {
            return Ok(next);
        }
        cursor = next;
    }
}

/// Prints each message as a line, until there are no more.
pub(crate) fn pull(args: &PullArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open(cx)?;
    let first = args.from.first()?;
    let more = [
        ("token", args.push_token.as_ref().map(|token| json!(token))),
        ("voice_format", args.voice_format.map(|format| json!(format))),
    ];
    let call = |cursor: &str| sync_call(&args.account, cursor, &args.from, &more, &wechat);
    if args.wechat.previews() {
        return args.wechat.show(&call(&first)?, &wechat, cx);
    }
    let mut rows = cx.printer.rows(RowFormat::Ndjson, &[], false);
    let last = each_page(&first, call, &wechat, cx, |messages, next| {
        for message in messages {
            rows.document(message)?;
        }
        args.from.keep(next)
    })?;
    let status = if last.is_empty() { String::new() } else { (words().work.next_cursor)(&last) };
    Ok(Outcome::stream(rows.end()).status(status))
}

/// `work kf serve`
#[derive(Debug, Args)]
#[command(
    group(ArgGroup::new(PLACE).args(["cursor", "cursor_file"])),
    mut_arg("cursor", |arg| arg.help(help().work.serve_cursor))
)]
pub(crate) struct ServeArgs {
    /// RULES
    #[arg(value_name = "RULES", help = help().work.rules)]
    pub rules: Option<PathBuf>,
    /// `--account`
    #[arg(long, value_name = "ACCOUNT", help = help().work.account)]
    pub account: String,
    /// The cursor to begin at.
    #[command(flatten)]
    pub from: FromArgs,
    /// `--interval`
    #[arg(long, value_name = "SECONDS", default_value = INTERVAL_S, help = help().work.interval)]
    pub interval: String,
    /// `--once`: without a cursor there would be nothing to answer.
    #[arg(long, requires = PLACE, help = help().work.once)]
    pub once: bool,
    /// The connection to WeCom.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// The state of a bot between two messages.
struct Answering<'a> {
    account: &'a str,
    book: &'a RuleBook,
    deps: EngineDeps,
    sessions: HashMap<String, Session>,
    /// Messages before this time are not answered, in seconds since 1970.
    start: u64,
    answered: u64,
}

/// Fetches the messages of customers again and again, and answers them by rules.
pub(crate) fn serve(args: &ServeArgs, cx: &Context) -> Result<Outcome, Error> {
    let book = read_rules(&rules_file(args.rules.as_deref(), cx)?)?;
    let interval = parse_seconds("--interval", &args.interval)?;
    let wechat = args.wechat.open(cx)?;
    let mut cursor = args.from.first()?;
    let call = |cursor: &str| sync_call(&args.account, cursor, &args.from, &[], &wechat);
    if args.wechat.previews() {
        return args.wechat.show(&call(&cursor)?, &wechat, cx);
    }
    // Without a cursor WeCom returns the messages of 3 days, which have been answered or are too old.
    let start = if cursor.is_empty() { cx.now() } else { 0 };
    let deps = EngineDeps::new(dice(None, &book, cx)?, words().serve.failure);
    let mut answering =
        Answering { account: &args.account, book: &book, deps, sessions: HashMap::new(), start, answered: 0 };
    let mut end = None;
    if !args.once {
        // Installed before the service is announced, so that a script that waits for it can stop it cleanly.
        end = Some(Box::pin(cx.block_on_server(async { shutdown_signal() })??));
        cx.printer.status(&(words().work.serving)(&cx.printer.foreign(&args.account)));
    }
    loop {
        let mut reached = cursor.clone();
        let page = each_page(&cursor, call, &wechat, cx, |messages, next| {
            // What follows an answer is kept first: a message that is answered twice costs one of five.
            args.from.keep(next)?;
            next.clone_into(&mut reached);
            messages.iter().try_for_each(|message| answering.answer(message, &wechat, cx))
        });
        cursor = reached;
        let Some(end) = &mut end else {
            page?;
            break;
        };
        match page {
            // A signal while WeCom is asked ends the service as one between two requests does.
            Err(Error::Interrupted) => break,
            page => page?,
        };
        let pause = interval.max(Duration::from_millis(100));
        if cx.block_on_server(async { tokio::time::timeout(pause, end).await.is_ok() })? {
            break;
        }
    }
    let status = (words().work.answered)(answering.answered);
    Ok(Outcome::json(json!({ "answered": answering.answered, "next_cursor": cursor })).status(status))
}

impl Answering<'_> {
    /// Answers a message, if a rule does. A refusal that is about one customer does not end the others' service.
    fn answer(&mut self, message: &Value, wechat: &WeChat<'_>, cx: &Context) -> Result<(), Error> {
        let time = message["send_time"].as_u64().unwrap_or_default();
        if message["origin"] != FROM_CUSTOMER || time < self.start {
            return Ok(());
        }
        let customer = message["external_userid"].as_str().unwrap_or_default().to_owned();
        let document = document(message, self.account);
        let arrival = Arrival { now_ms: cx.system.now_ms(), zone: self.book.zone.clone() };
        let mut info = Info::new(document, self.book.keep_blank, arrival);
        info.session = self.sessions.remove(&customer).unwrap_or_default();
        let until = Instant::now() + HANDLER_TIME_LIMIT;
        let outcome = cx.block_on(engine::answer(self.book, &mut info, &self.deps, until, false))?;
        if self.sessions.len() < MAX_SESSIONS {
            self.sessions.insert(customer.clone(), info.session.clone());
        }
        let shown = cx.printer.foreign(&customer);
        let Some((command, content)) = content(&outcome.reply) else {
            if outcome.reply != Reply::Nothing {
                cx.printer.warning(&(words().work.not_sendable)(&shown));
            }
            return Ok(());
        };
        let mut values = vec![("open_kfid", json!(self.account)), ("touser", json!(customer))];
        values.push(content);
        match cx.block_on(wechat.call(&call_with(&entry(command)?, wechat, values)?))? {
            Ok(_) => {
                self.answered += 1;
                let said = cx.printer.foreign(outcome.reply.summary());
                cx.printer.status(&format!("{shown} ← {said}"));
                Ok(())
            }
            Err(error) => {
                let error = Error::from(error);
                let is_about_one =
                    error.refusal().is_some_and(|refusal| OF_ONE_CUSTOMER.contains(&refusal.errcode));
                if !is_about_one {
                    return Err(error);
                }
                cx.printer.warning(&(words().work.not_sent)(&shown, &crate::text::error(&error).message));
                Ok(())
            }
        }
    }
}

/// The errcodes that are about one customer or message: the 5 of 48 hours, no session, served by a member, media.
const OF_ONE_CUSTOMER: [i64; 6] = [95001, 95004, 95016, 95018, 40007, 40058];

/// Returns the message as rules see it: with the elements of a push.
fn document(message: &Value, account: &str) -> Document {
    let text =
        |pointer: &str| message.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    let kind = text("/msgtype");
    let mut elements = vec![
        Element::text("ToUserName", account),
        Element::text("FromUserName", text("/external_userid")),
        Element::text("CreateTime", message["send_time"].as_u64().unwrap_or_default().to_string()),
        Element::text("MsgType", kind.clone()),
    ];
    match kind.as_str() {
        "text" => elements.push(Element::text("Content", text("/text/content"))),
        "location" => {
            let number =
                |pointer: &str| message.pointer(pointer).map(ToString::to_string).unwrap_or_default();
            elements.push(Element::text("Location_X", number("/location/latitude")));
            elements.push(Element::text("Location_Y", number("/location/longitude")));
            elements.push(Element::text("Label", text("/location/name")));
        }
        "link" => {
            elements.push(Element::text("Title", text("/link/title")));
            elements.push(Element::text("Description", text("/link/desc")));
            elements.push(Element::text("Url", text("/link/url")));
        }
        _ => elements.push(Element::text("MediaId", text(&format!("/{kind}/media_id")))),
    }
    elements.push(Element::text("MsgId", text("/msgid")));
    Document(elements)
}

/// Returns the command that sends a reply and its content; `None` for one that customer service does not have.
fn content(reply: &Reply<String>) -> Option<(&'static str, (&'static str, Value))> {
    Some(match reply {
        Reply::Text(text) => ("work kf text", ("text.content", json!(text))),
        Reply::Image(id) => ("work kf image", ("image.media_id", json!(id))),
        Reply::Voice(id) => ("work kf voice", ("voice.media_id", json!(id))),
        Reply::Video(video) => ("work kf video", ("video.media_id", json!(video.media_id))),
        Reply::Nothing | Reply::Music(_) | Reply::News(_) | Reply::Transfer(_) => return None,
    })
}
