//! `webot mini code create`: creates codes of the mini-program; draws or saves them.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use crate::api::{self, Endpoint, Host, MAX_MINI_SCENE_CHARS, Method, is_mini_page, wrong_scene_char};
use crate::commands::args::{CallOutcome, WechatArgs};
use crate::commands::endpoint::{call_with, entry};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files::{NewFile, Readers};
use crate::lang::{AppWanted, Wanted};
use crate::printer::Outcome;
use crate::qr;
use crate::text::{help, words};
use crate::wechat::Reply;

/// The maximum lengths of paths, in bytes.
const MAX_PATH_BYTES: usize = 1024;
const MAX_QR_PATH_BYTES: usize = 128;

/// `mini code create`
#[derive(Debug, Args)]
pub(crate) struct CodeArgs {
    /// SCENE
    #[arg(value_name = "SCENE", required_unless_present = "path", conflicts_with = "path", help = help().mini.scene)]
    pub scene: Option<String>,
    /// `--page`
    #[arg(long, value_name = "PAGE", conflicts_with = "path", help = help().mini.page)]
    pub page: Option<String>,
    /// `--path`
    #[arg(long, value_name = "PATH", help = help().mini.path)]
    pub path: Option<String>,
    /// `--qr`
    #[arg(long, requires = "path", conflicts_with_all = ["hyaline", "line_color", "env_version"], help = help().mini.qr)]
    pub qr: bool,
    /// `--no-check-path`
    #[arg(long, conflicts_with = "path", help = help().mini.no_check_path)]
    pub no_check_path: bool,
    /// `--env-version`
    #[arg(long, value_name = "VERSION", value_parser = ["release", "trial", "develop"], hide_possible_values = true, help = help().mini.env_version)]
    pub env_version: Option<String>,
    /// `--width`
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u16).range(280..=1280), help = help().mini.width)]
    pub width: Option<u16>,
    /// `--line-color`
    #[arg(long, value_name = "COLOR", help = help().mini.line_color)]
    pub line_color: Option<String>,
    /// `--hyaline`
    #[arg(long, help = help().mini.hyaline)]
    pub hyaline: bool,
    /// `--output`
    #[arg(short, long, value_name = "FILE", help = help().mini.output)]
    pub output: Option<PathBuf>,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Creates a code.
pub(crate) fn create(args: &CodeArgs, cx: &Context) -> Result<Outcome, Error> {
    // Only a PNG can be drawn, which WeChat sends for a transparent background.
    let draws = args.output.is_none() && !cx.printer.takes_bytes() && !cx.printer.is_json();
    if args.output.is_none() && !args.wechat.previews() && (cx.printer.is_json() || (draws && args.qr)) {
        return Err(Usage::BinaryOnTerminal.into());
    }
    let (endpoint, mut values) = target(args)?;
    let mut add = |name: &'static str, value: Option<Value>| values.extend(value.map(|value| (name, value)));
    add("env_version", args.env_version.as_ref().map(|version| json!(version)));
    add("width", args.width.map(|width| json!(width)));
    match args.line_color.as_deref() {
        Some("auto") => add("auto_color", Some(json!(true))),
        Some(color) => add("line_color", Some(rgb(color)?)),
        None => {}
    }
    add("is_hyaline", (args.hyaline || (draws && !args.qr)).then_some(json!(true)));
    let wechat = args.wechat.open(cx)?;
    let call = call_with(&endpoint, &wechat, values)?;
    let file = args.output.as_deref().filter(|_| !args.wechat.previews()).map(|path| {
        let io = |source| Error::Io { path: path.display().to_string(), source };
        NewFile::create(path, Readers::Umask).map_err(io)
    });
    let file = file.transpose()?;
    let reply = match args.wechat.run(&call, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => return Ok(outcome),
        CallOutcome::Answered(reply) => reply,
    };
    let format = picture_format(&reply.body).ok_or_else(|| wechat.not_picture(&reply))?;
    let used = used(&reply);
    let (Some(path), Some(mut file)) = (&args.output, file) else {
        if draws && let Some(drawing) = qr::draw_png(&reply.body, cx.printer.page_width()) {
            return Ok(Outcome::value(json!({}), drawing).status(words().mini.drawn));
        }
        let end = cx.printer.bytes(&reply.body)?;
        return Ok(Outcome::stream(end));
    };
    let shown = path.display().to_string();
    let io = |source| Error::Io { path: shown.clone(), source };
    file.write_all(&reply.body).map_err(io)?;
    file.finish().map_err(io)?;
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let named = extension.as_deref().map(|extension| if extension == "jpeg" { "jpg" } else { extension });
    if named.is_some_and(|named| named != format) {
        cx.printer.warning(&(words().mini.other_format)(format));
    }
    let bytes = reply.body.len() as u64;
    let json = json!({ "file": shown, "bytes": bytes, "format": format, "used": used });
    let mut status = (words().api.saved)(&shown, bytes);
    if let Some(used) = used {
        status.push_str(words().semicolon);
        status.push_str(&(words().mini.used)(used));
    }
    Ok(Outcome::json(json).status(status))
}

/// The values of a call, by name.
type Values = Vec<(&'static str, Value)>;

/// Returns the endpoint and the values that name the page.
fn target(args: &CodeArgs) -> Result<(Endpoint, Values), Error> {
    let wrong =
        |flag, value: &str, wanted| Error::from(Usage::Value { flag, value: value.to_owned(), wanted });
    if let Some(path) = &args.path {
        let most = if args.qr { MAX_QR_PATH_BYTES } else { MAX_PATH_BYTES };
        if path.is_empty() {
            return Err(wrong("--path", path, Wanted::NotEmpty));
        }
        if path.len() > most {
            return Err(Usage::Parameter {
                name: "--path",
                value: path.clone(),
                wanted: Wanted::Bytes(most),
            }
            .into());
        }
        let at = if args.qr { "/cgi-bin/wxaapp/createwxaqrcode" } else { "/wxa/getwxacode" };
        let endpoint = api::find(Method::Post, Host::Api, at);
        let endpoint = endpoint.ok_or_else(|| Error::Bug(format!("{at} is not in the table")))?;
        return Ok((endpoint, vec![("path", json!(path))]));
    }
    let scene = args.scene.as_deref().unwrap_or_default();
    let length = scene.chars().count();
    if !(1..=MAX_MINI_SCENE_CHARS).contains(&length) || wrong_scene_char(scene).is_some() {
        return Err(wrong("SCENE", scene, Wanted::App(AppWanted::Scene)));
    }
    let mut values = vec![("scene", json!(scene))];
    if let Some(page) = &args.page {
        if !is_mini_page(page) {
            return Err(wrong("--page", page, Wanted::App(AppWanted::Page)));
        }
        values.push(("page", json!(page)));
    }
    if args.no_check_path {
        values.push(("check_path", json!(false)));
    }
    Ok((entry("mini code create")?, values))
}

/// Parses a colour such as `#07c160`.
fn rgb(given: &str) -> Result<Value, Error> {
    let wrong = || Usage::Value {
        flag: "--line-color",
        value: given.to_owned(),
        wanted: Wanted::App(AppWanted::Color),
    };
    let hex = given.strip_prefix('#').unwrap_or(given);
    let number = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6 && hex.is_ascii());
    let [_, red, green, blue] = number.ok_or_else(wrong)?.to_be_bytes();
    Ok(json!({ "r": red, "g": green, "b": blue }))
}

/// Returns the extension of a picture by its content; `None` if it is neither JPEG nor PNG.
fn picture_format(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        _ => None,
    }
}

/// Returns the number of limited codes that exist, which WeChat tells in a header.
fn used(reply: &Reply) -> Option<u64> {
    let header = reply.head.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("num-used"));
    header.and_then(|(_, value)| value.trim().parse().ok())
}
