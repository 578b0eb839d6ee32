//! `webot work notify`: messages of a robot to its group.

mod rate;
mod split;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use serde_json::{Value, json};
use url::Url;

use self::rate::Rate;
use self::split::split;
use crate::api::{self, CardFault, Endpoint, Host, ParamPlace, ParamShape, card_faults};
use crate::commands::args::{Upload, WechatArgs, optional_secret, read_within, value};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Setup, Usage};
use crate::file_format::FileFormat;
use crate::lang::{RobotWanted, Wanted};
use crate::printer::Outcome;
use crate::secret::Secret;
use crate::sign::md5_hex;
use crate::text::{help, words};
use crate::wechat::{Call, WeChat};

/// The maximum length of a text, in bytes.
const MAX_TEXT_BYTES: usize = 2048;
/// The maximum length of Markdown, in bytes.
const MAX_MARKDOWN_BYTES: usize = 4096;
/// The maximum size of a picture, in bytes.
const MAX_PICTURE_BYTES: usize = 2 << 20;
/// The cards of robots: those that nobody answers.
const CARDS: [&str; 2] = ["text_notice", "news_notice"];
/// The errcode for too many messages in a minute, and how long WeCom refuses more.
const TOO_MANY: i64 = 45009;
const BLOCKED: Duration = Duration::from_secs(60);

/// `work notify`
#[derive(Debug, Args)]
pub(crate) struct NotifyArgs {
    /// KEY
    #[arg(value_name = "KEY|URL", help = help().work.robot_key)]
    pub key: Option<Secret>,
    /// TEXT
    #[arg(value_name = "TEXT", group = "content", help = help().work.robot_text)]
    pub message: Option<String>,
    /// `--text`
    #[arg(long, value_name = "TEXT", group = "content", help = help().work.robot_text)]
    pub text: Option<String>,
    /// `--markdown`
    #[arg(long, value_name = "TEXT", group = "content", help = help().work.robot_markdown)]
    pub markdown: Option<String>,
    /// `--markdown-v2`
    #[arg(long, value_name = "TEXT", group = "content", help = help().work.robot_markdown_v2)]
    pub markdown_v2: Option<String>,
    /// `--image`
    #[arg(long, value_name = "FILE", group = "content", help = help().work.robot_image)]
    pub image: Option<String>,
    /// `--news`
    #[arg(long, value_name = "JSON", group = "content", help = help().work.robot_news)]
    pub news: Option<String>,
    /// `--file`
    #[arg(long, value_name = "FILE", group = "content", help = help().work.robot_file)]
    pub file: Option<String>,
    /// `--voice`
    #[arg(long, value_name = "FILE", group = "content", help = help().work.robot_voice)]
    pub voice: Option<String>,
    /// `--card`
    #[arg(long, value_name = "JSON", group = "content", help = help().work.robot_card)]
    pub card: Option<String>,
    /// `--mention`
    #[arg(long, value_name = "USERID", value_delimiter = ',', conflicts_with_all = NO_MENTIONS, help = help().work.mention)]
    pub mention: Vec<String>,
    /// `--mention-mobile`
    #[arg(long, value_name = "NUMBER", value_delimiter = ',', conflicts_with_all = NO_MENTIONS, help = help().work.mention_mobile)]
    pub mention_mobile: Vec<String>,
    /// `--no-wait`
    #[arg(long, help = help().work.no_wait)]
    pub no_wait: bool,
    /// The connection to WeCom.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// The contents that mention nobody.
const NO_MENTIONS: [&str; 7] = ["markdown", "markdown_v2", "image", "news", "file", "voice", "card"];

/// A robot: the key, and the server if it is another than WeCom's.
struct Robot {
    key: Secret,
    base: Option<String>,
}

impl Robot {
    /// Reads a key, or the address that the group shows.
    fn parse(given: &Secret) -> Result<Self, RobotWanted> {
        let text = given.expose().trim();
        let is_url = text.contains("://");
        let url = is_url.then(|| Url::parse(text).ok()).flatten();
        let key = match &url {
            Some(url) => url.query_pairs().find(|(name, _)| name == "key").map(|(_, key)| key.into_owned()),
            None => Some(text.to_owned()).filter(|_| !is_url),
        };
        let is_plain = |key: &String| {
            let is_right = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
            !key.is_empty() && key.len() <= 64 && key.bytes().all(is_right)
        };
        let key = key.filter(is_plain).ok_or(RobotWanted::Key)?;
        let base = url.filter(|url| url.host_str() != Some(Host::Work.name())).map(|mut url| {
            let folder = url.path().split("/cgi-bin/").next().unwrap_or_default().to_owned();
            url.set_path(&folder);
            url.set_query(None);
            url.set_fragment(None);
            url.to_string()
        });
        Ok(Self { key: Secret::new(&key), base })
    }

    /// Returns the robot that the user gives, else that of the environment or the file.
    fn of(args: &NotifyArgs, cx: &Context) -> Result<Self, Error> {
        const FLAG: &str = "KEY";
        let given = optional_secret(FLAG, args.key.as_ref(), Key::WebhookKey, cx)?;
        let given = given.ok_or_else(|| {
            let env = Key::WebhookKey.info().env.first().copied().unwrap_or_default();
            Setup::MissingSecret { flag: FLAG, env, key: Key::WebhookKey.name() }
        })?;
        // The key is not shown: it may be right but for one letter.
        Self::parse(&given).map_err(|wanted| {
            Usage::Value { flag: FLAG, value: String::new(), wanted: Wanted::Robot(wanted) }.into()
        })
    }

    /// Returns a call of one of its endpoints.
    fn call(&self, endpoint: &Endpoint, more: Vec<(&'static str, ParamPlace, Value)>) -> Call {
        let mut values = vec![("key", ParamPlace::Query, json!(self.key.expose()))];
        values.extend(more);
        Call { hidden: vec![self.key.clone()], ..Call::of(endpoint, values) }
    }
}

/// Returns the endpoint with this path.
fn endpoint(path: &str) -> Result<Endpoint, Error> {
    let found = api::at(Host::Work, path);
    found.first().copied().ok_or_else(|| Error::Bug(format!("no endpoint {path}")))
}

/// Sends a message to the group of a robot; a text that is too long as several.
pub(crate) fn notify(args: &NotifyArgs, cx: &Context) -> Result<Outcome, Error> {
    let robot = Robot::of(args, cx)?;
    cx.hide(&robot.key);
    let mut messages = messages(args, cx)?;
    let upload = upload(args, &robot, cx)?;
    let connection = match &robot.base {
        Some(base) if args.wechat.api_base.is_none() && !args.wechat.mock => args.wechat.to_base(base),
        _ => args.wechat.clone(),
    };
    let wechat = connection.open(cx)?;
    let send = endpoint("/cgi-bin/webhook/send")?;
    let call = |message: &Value| robot.call(&send, vec![("", ParamPlace::Body, message.clone())]);
    if connection.previews() {
        // A file is uploaded first, and only then is there something to send.
        let first = upload.as_ref().map(|(_, upload)| upload.clone());
        let first = first.or_else(|| messages.first().map(call));
        let first = first.ok_or_else(|| Error::Bug("no message".to_owned()))?;
        return connection.show(&first, &wechat, cx);
    }
    let rate = if connection.mock {
        Rate::none()
    } else {
        Rate::of(wechat.base(Host::Work)?.as_str(), robot.key.expose())
    };
    let mut media_id = Value::Null;
    if let Some((kind, call)) = upload {
        let reply = cx.block_on(wechat.call(&call))??;
        media_id = reply.json().unwrap_or_default()["media_id"].clone();
        messages.push(json!({ "msgtype": kind, kind: { "media_id": media_id } }));
    }
    let sending = Sending { rate, no_wait: args.no_wait, wechat: &wechat };
    for (sent, message) in messages.iter().enumerate() {
        let result = sending.send(&call(message), cx);
        if messages.len() > 1 && !matches!(result, Ok(None)) {
            cx.printer.warning(&(words().work.partly_sent)(sent, messages.len()));
        }
        if let Some(wait) = result? {
            let json = json!({ "messages": sent, "retry_after": seconds(wait) });
            return Ok(Outcome::json(json).report((words().work.must_wait)(seconds(wait))).failed(true));
        }
    }
    let mut json = json!({ "errcode": 0, "errmsg": "ok", "messages": messages.len() });
    if !media_id.is_null() {
        json["media_id"] = media_id;
    }
    Ok(Outcome::json(json).status((words().work.notified)(messages.len())))
}

fn seconds(wait: Duration) -> u64 {
    wait.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX)
}

/// The values that every message needs.
struct Sending<'a> {
    rate: Rate,
    no_wait: bool,
    wechat: &'a WeChat<'a>,
}

impl Sending<'_> {
    /// Sends a message when the minute has room for it; with `--no-wait`, returns the time until it has.
    fn send(&self, call: &Call, cx: &Context) -> Result<Option<Duration>, Error> {
        let mut was_refused = false;
        loop {
            if let Err(wait) = self.rate.take(cx.system.now_ms()) {
                if self.no_wait {
                    return Ok(Some(wait));
                }
                pause(wait, cx)?;
                continue;
            }
            let Err(error) = cx.block_on(self.wechat.call(call))?.map_err(Error::from) else {
                return Ok(None);
            };
            let is_too_many = error.refusal().is_some_and(|refusal| refusal.errcode == TOO_MANY);
            if !is_too_many || self.no_wait || was_refused {
                return Err(error);
            }
            was_refused = true;
            pause(BLOCKED, cx)?;
        }
    }
}

fn pause(wait: Duration, cx: &Context) -> Result<(), Error> {
    cx.printer.status(&(words().work.waiting)(seconds(wait)));
    // A timer can only be made inside the runtime.
    cx.block_on(async { tokio::time::sleep(wait).await })
}

/// Returns the messages, except those of a file that is uploaded first.
fn messages(args: &NotifyArgs, cx: &Context) -> Result<Vec<Value>, Error> {
    let markdown =
        [("--markdown", "markdown", &args.markdown), ("--markdown-v2", "markdown_v2", &args.markdown_v2)];
    for (flag, kind, given) in markdown {
        if let Some(given) = given {
            let text = filled(flag, value(flag, given, cx)?)?;
            let parts = split(&text, MAX_MARKDOWN_BYTES, true);
            return Ok(parts
                .iter()
                .map(|part| json!({ "msgtype": kind, kind: { "content": part } }))
                .collect());
        }
    }
    if let Some(given) = &args.image {
        return Ok(vec![picture(given, cx)?]);
    }
    if let Some(given) = &args.news {
        return Ok(vec![json!({ "msgtype": "news", "news": { "articles": articles(given, cx)? } })]);
    }
    if let Some(given) = &args.card {
        return Ok(vec![json!({ "msgtype": "template_card", "template_card": card(given, cx)? })]);
    }
    if args.file.is_some() || args.voice.is_some() {
        return Ok(Vec::new());
    }
    let given = args.message.as_deref().or(args.text.as_deref()).unwrap_or("-");
    let text = filled("--text", value("--text", given, cx)?)?;
    let mut messages: Vec<Value> = split(&text, MAX_TEXT_BYTES, false)
        .into_iter()
        .map(|part| json!({ "msgtype": "text", "text": { "content": part } }))
        .collect();
    // Each message rings for those whom it mentions.
    for (list, given) in [("mentioned_list", &args.mention), ("mentioned_mobile_list", &args.mention_mobile)]
    {
        if let Some(first) = messages.first_mut().filter(|_| !given.is_empty()) {
            first["text"][list] = json!(given);
        }
    }
    Ok(messages)
}

fn filled(flag: &'static str, text: String) -> Result<String, Error> {
    if text.trim().is_empty() {
        return Err(Usage::Value { flag, value: String::new(), wanted: Wanted::NotEmpty }.into());
    }
    Ok(text)
}

/// Returns the message of a picture.
fn picture(given: &str, cx: &Context) -> Result<Value, Error> {
    let bytes = read_within(given.as_ref(), "--image", MAX_PICTURE_BYTES, cx)?;
    let format = FileFormat::of(&bytes);
    if !matches!(format, Some(FileFormat::Jpg | FileFormat::Png)) {
        let takes = vec![("", vec!["jpg", "png"])];
        let format = format.map(FileFormat::name);
        return Err(Usage::UploadFormat { path: given.to_owned(), format, takes }.into());
    }
    Ok(json!({
        "msgtype": "image",
        "image": { "base64": STANDARD.encode(&bytes), "md5": md5_hex(&bytes) },
    }))
}

/// Returns the JSON of a flag.
fn parsed(flag: &'static str, given: &str, cx: &Context) -> Result<Value, Error> {
    let text = value(flag, given, cx)?;
    let json: Option<Value> = serde_json::from_str(&text).ok();
    let json = json.filter(|json| json.is_object() || json.is_array());
    json.ok_or_else(|| Usage::Value { flag, value: text, wanted: Wanted::Object }.into())
}

/// Returns the articles: a list, an object with one, or a single article.
fn articles(given: &str, cx: &Context) -> Result<Value, Error> {
    let json = parsed("--news", given, cx)?;
    let json = json.get("news").cloned().unwrap_or(json);
    let articles = match json.get("articles") {
        Some(articles) => articles.clone(),
        None if json.is_object() => json!([json]),
        None => json,
    };
    let has = |article: &Value, field: &str| article[field].as_str().is_some_and(|text| !text.is_empty());
    let is_right = |list: &Vec<Value>| {
        (1..=8).contains(&list.len()) && list.iter().all(|one| has(one, "title") && has(one, "url"))
    };
    if articles.as_array().is_some_and(is_right) {
        return Ok(articles);
    }
    Err(Usage::Value {
        flag: "--news",
        value: given.to_owned(),
        wanted: Wanted::Robot(RobotWanted::Articles),
    }
    .into())
}

/// Returns the card, which must be one of those that robots send.
fn card(given: &str, cx: &Context) -> Result<Value, Error> {
    let json = parsed("--card", given, cx)?;
    let card = json.get("template_card").cloned().unwrap_or(json);
    let kind = card["card_type"].as_str().unwrap_or_default();
    if !kind.is_empty() && !CARDS.contains(&kind) {
        let value = kind.to_owned();
        return Err(
            Usage::Value { flag: "card_type", value, wanted: Wanted::Robot(RobotWanted::Card) }.into()
        );
    }
    let faults = card_faults(&card);
    if faults.is_empty() {
        return Ok(card);
    }
    let said = |fault: &CardFault| (words().work.card_fault)(&fault.path, fault.kind);
    Err(Usage::Card(faults.iter().map(said).collect()).into())
}

/// Returns the call that uploads a file or a voice, with its type.
fn upload(args: &NotifyArgs, robot: &Robot, cx: &Context) -> Result<Option<(&'static str, Call)>, Error> {
    let given = [("--file", "file", &args.file), ("--voice", "voice", &args.voice)];
    let given = given.into_iter().find_map(|(flag, kind, path)| Some((flag, kind, path.as_ref()?)));
    let Some((flag, kind, path)) = given else { return Ok(None) };
    let endpoint = endpoint("/cgi-bin/webhook/upload_media")?;
    let upload = Upload::open(path, flag, cx)?;
    if let Some(ParamShape::Files(rules)) =
        endpoint.params.iter().find(|param| param.place == ParamPlace::File).map(|param| param.shape)
    {
        upload.check(rules, Some(kind))?;
    }
    let call = robot.call(&endpoint, vec![("type", ParamPlace::Query, json!(kind))]);
    Ok(Some((kind, call.with_files(vec![upload.part("media")]))))
}

#[cfg(test)]
mod tests {
    use super::Robot;
    use crate::lang::RobotWanted;
    use crate::secret::Secret;

    const KEY: &str = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";

    fn parsed(text: &str) -> Result<(String, Option<String>), RobotWanted> {
        Robot::parse(&Secret::new(text)).map(|robot| (robot.key.expose().to_owned(), robot.base))
    }

    #[test]
    fn a_key_may_be_given_as_an_address() {
        let own = Ok((KEY.to_owned(), None));
        assert_eq!(parsed(KEY), own);
        assert_eq!(parsed(&format!(" https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}\n")), own);
        let elsewhere = parsed(&format!("http://127.0.0.1:8080/wx/cgi-bin/webhook/send?key={KEY}#a"));
        assert_eq!(elsewhere, Ok((KEY.to_owned(), Some("http://127.0.0.1:8080/wx".to_owned()))));
        for wrong in ["https://qyapi.weixin.qq.com/cgi-bin/webhook/send", "", "a b", "key=1", "http://"] {
            assert_eq!(parsed(wrong), Err(RobotWanted::Key), "{wrong}");
        }
    }
}
