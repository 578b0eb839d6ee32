//! `webot qrcode`: creates QR codes with a scene; draws, saves and fetches them.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::endpoint::entry;
use crate::api::{MAX_PERMANENT_SCENE_ID, MAX_SCENE_CHARS, MAX_TEMPORARY_CODE_SECONDS, ParamPlace};
use crate::commands::args::{CallOutcome, WechatArgs};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files::{NewFile, Readers};
use crate::lang::Wanted;
use crate::printer::Outcome;
use crate::qr;
use crate::text::{help, words};
use crate::wechat::Call;
use crate::wechat::WechatError;

/// `qrcode create`
#[derive(Debug, Args)]
pub(crate) struct CreateArgs {
    /// SCENE
    #[arg(value_name = "SCENE", help = help().qrcode.scene)]
    pub scene: String,
    /// `--permanent`
    #[arg(long, help = help().qrcode.permanent, conflicts_with = "expire_seconds")]
    pub permanent: bool,
    /// `--expire-seconds`
    #[arg(
        long, value_name = "SECONDS", help = help().qrcode.expire_seconds,
        value_parser = clap::value_parser!(i64).range(1..=MAX_TEMPORARY_CODE_SECONDS)
    )]
    pub expire_seconds: Option<i64>,
    /// `--string`
    #[arg(long, help = help().qrcode.string)]
    pub string: bool,
    /// `--output`
    #[arg(short, long = "output", alias = "out", value_name = "FILE", help = help().qrcode.out)]
    pub out: Option<PathBuf>,
    /// `--print`
    #[arg(long, value_name = "FIELD", value_enum, hide_possible_values = true, help = help().qrcode.print)]
    pub print: Option<Print>,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// The part of the answer that `--print` selects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Print {
    /// The URL in the code.
    Url,
    /// The ticket.
    Ticket,
}

/// Creates a QR code; draws it or saves it.
pub(crate) fn create(args: &CreateArgs, cx: &Context) -> Result<Outcome, Error> {
    // Fails before a code is created, because the number of permanent codes is limited.
    let kind = args.out.as_deref().map(picture_kind).transpose()?;
    let wechat = args.wechat.open(cx)?;
    let file = args.out.as_deref().filter(|_| !args.wechat.previews()).map(|path| {
        let io = |source| Error::Io { path: path.display().to_string(), source };
        NewFile::create(path, Readers::Umask).map_err(io)
    });
    let file = file.transpose()?;
    let reply = match args.wechat.run(&create_call(args)?, &wechat, cx)? {
        CallOutcome::Previewed(outcome) => return Ok(outcome),
        CallOutcome::Answered(reply) => reply,
    };
    let json = reply.json().unwrap_or_default();
    let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
    let (url, ticket) = (text("url"), text("ticket"));
    let mut status = String::new();
    if let (Some(path), Some(kind), Some(mut file)) = (&args.out, kind, file) {
        let too_long = || Error::Bug(format!("no QR code of {} characters", url.len()));
        let picture = match kind {
            Picture::Png => qr::png(&url).ok_or_else(too_long)?,
            Picture::Svg => qr::svg(&url).ok_or_else(too_long)?.into_bytes(),
        };
        let path = path.display().to_string();
        let io = |source| Error::Io { path: path.clone(), source };
        file.write_all(&picture).map_err(io)?;
        file.finish().map_err(io)?;
        status = (words().api.saved)(&path, picture.len() as u64);
    }
    let text = match args.print {
        Some(Print::Url) => return Ok(Outcome::text(cx.printer.foreign(&url)).status(status)),
        Some(Print::Ticket) => return Ok(Outcome::text(cx.printer.foreign(&ticket)).status(status)),
        None => {
            let drawing =
                if args.out.is_none() { qr::terminal(&url).unwrap_or_default() } else { String::new() };
            let life = match json["expire_seconds"].as_u64() {
                Some(seconds) => (words().qrcode.expires)(seconds),
                None => words().qrcode.permanent.to_owned(),
            };
            format!("{drawing}{}\nticket {}\n{life}", cx.printer.foreign(&url), cx.printer.foreign(&ticket))
        }
    };
    Ok(Outcome::value(json, text).status(status))
}

/// Returns the call. The scene is sent as a number if the kind of code allows that number, otherwise as text.
fn create_call(args: &CreateArgs) -> Result<Call, Error> {
    let most = if args.permanent { MAX_PERMANENT_SCENE_ID } else { i64::from(u32::MAX) };
    let plain = !args.scene.starts_with(['0', '+']);
    let number = args.scene.parse::<i64>().ok().filter(|number| plain && (1..=most).contains(number));
    let number = number.filter(|_| !args.string);
    let length = args.scene.chars().count();
    if number.is_none() && !(1..=MAX_SCENE_CHARS).contains(&length) {
        let wanted = Wanted::Scene(MAX_SCENE_CHARS);
        return Err(Usage::Value { flag: "SCENE", value: args.scene.clone(), wanted }.into());
    }
    let action = match (args.permanent, number.is_some()) {
        (false, true) => "QR_SCENE",
        (false, false) => "QR_STR_SCENE",
        (true, true) => "QR_LIMIT_SCENE",
        (true, false) => "QR_LIMIT_STR_SCENE",
    };
    let mut values: Vec<(&'static str, ParamPlace, Value)> = Vec::new();
    if !args.permanent {
        // The documentation is contradictory about the default.
        values.push((
            "expire_seconds",
            ParamPlace::Body,
            json!(args.expire_seconds.unwrap_or(MAX_TEMPORARY_CODE_SECONDS)),
        ));
    }
    values.push(("action_name", ParamPlace::Body, json!(action)));
    values.push(match number {
        Some(number) => ("action_info.scene.scene_id", ParamPlace::Body, json!(number)),
        None => ("action_info.scene.scene_str", ParamPlace::Body, json!(args.scene)),
    });
    Ok(Call::of(&entry("qrcode create")?, values))
}

/// The format of an image file, from its extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Picture {
    Png,
    Svg,
}

fn picture_kind(path: &Path) -> Result<Picture, Error> {
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    match extension.as_deref() {
        Some("png") => Ok(Picture::Png),
        Some("svg") => Ok(Picture::Svg),
        _ => {
            let value = path.display().to_string();
            Err(Usage::Value { flag: "--output", value, wanted: Wanted::Picture }.into())
        }
    }
}

/// `qrcode show`
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// TICKET
    #[arg(value_name = "TICKET", help = help().qrcode.ticket)]
    pub ticket: String,
    /// `--output`
    #[arg(short, long, alias = "out", value_name = "FILE", help = help().qrcode.output)]
    pub output: Option<PathBuf>,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Fetches WeChat's image of a QR code.
pub(crate) fn show(args: &ShowArgs, cx: &Context) -> Result<Outcome, Error> {
    let call = Call::of(&entry("qrcode show")?, vec![("ticket", ParamPlace::Query, json!(args.ticket))]);
    let wechat = args.wechat.open(cx)?;
    let unknown = |error: Error| match error {
        Error::Wechat(WechatError::NotWechat { status: 404, .. }) => WechatError::NoPicture.into(),
        error => error,
    };
    match args.wechat.run(&call, &wechat, cx).map_err(unknown)? {
        CallOutcome::Previewed(outcome) => Ok(outcome),
        CallOutcome::Answered(reply) => super::api::save_binary(&reply, args.output.as_deref(), cx),
    }
}
