//! `webot send`: a signed message to a bot, and a verdict on its answer.

mod args;
mod compose;
mod deliver;
mod expect;
mod interactive;
mod list;
mod report;

use serde_json::json;

pub use args::{InsteadArgs, SendArgs};

use crate::bot::Demo;
use crate::client::{Request, shown};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::message::{Format, Mode, Push, Stamp};
use crate::printer::Outcome;
use compose::Composer;
use deliver::Session;

/// Sends a message, or does what stands in its place: lists, shows, asks.
pub fn run(args: &SendArgs, cx: &Context) -> Result<Outcome, Error> {
    if let Some(filter) = &args.message.list {
        return list::run(filter, cx);
    }
    args.checks.validate()?;
    let mode = args.mode(cx)?;
    let credentials = args.credentials.resolve(mode != Mode::Plain, args.demo, cx)?;
    let time = args.timestamp.unwrap_or_else(|| cx.now());
    let composer = Composer { args: &args.message, time, credentials: &credentials, cx };
    let composed = match composer.compose()? {
        Some(composed) => Some(composed),
        None if cx.printer.can_ask() && !args.instead.any() => None,
        None => return Err(Usage::NoMessage.into()),
    };
    let format = if args.message.json_body.is_some() { Format::Json } else { args.format };
    let demo =
        if args.demo && !args.instead.any() { Some(cx.block_on(Demo::start(&credentials))??) } else { None };
    let url = match &demo {
        Some(demo) => demo.url().clone(),
        None => args.address.url(cx)?,
    };
    let signing = Signing { args, credentials: &credentials, mode, format, url: &url, cx };
    match composed {
        Some(push) if args.instead.any() => show(args, &signing, &push),
        Some(push) => {
            let session = Session::new(&signing)?;
            let sent = session.send(&push)?;
            report::outcome(&push, &signing, &sent)
        }
        None => interactive::run(&composer, &Session::new(&signing)?),
    }
}

/// What every message of this command line is signed and written with.
pub(crate) struct Signing<'a> {
    args: &'a SendArgs,
    credentials: &'a crate::message::Credentials,
    mode: Mode,
    format: Format,
    url: &'a url::Url,
    cx: &'a Context,
}

impl Signing<'_> {
    /// One delivery, freshly signed.
    fn request(&self, push: &Push) -> Result<Request, Error> {
        let nonce = match &self.args.nonce {
            Some(nonce) => nonce.clone(),
            None => self.cx.nonce()?,
        };
        let stamp = Stamp {
            timestamp: self.args.timestamp.unwrap_or_else(|| self.cx.now()),
            nonce: &nonce,
            random: self.cx.random()?,
        };
        let delivery = crate::message::Delivery::new(push, self.credentials, self.mode, self.format, &stamp);
        Ok(Request::post(self.url, &delivery.query, delivery.content_type, delivery.body))
    }
}

fn show(args: &SendArgs, signing: &Signing<'_>, push: &Push) -> Result<Outcome, Error> {
    let mut outcome = args.instead.show(&signing.request(push)?, signing.cx);
    if signing.mode == Mode::Safe && args.instead.dry_run {
        let plain = String::from_utf8_lossy(&push.body(signing.format)).into_owned();
        outcome.text = format!("{}\n{plain}\n", outcome.text);
        outcome.json["message"] = json!(plain);
    }
    Ok(outcome)
}

/// What `→` shows: the kind and what tells this message from another of its kind.
fn headline(push: &Push) -> String {
    let main = ["Content", "EventKey", "PicUrl", "Title", "MediaId", "Label", "Recognition"];
    let value = main.iter().find_map(|field| push.document.get(field)).unwrap_or_default();
    let short: String = value.chars().take(60).collect();
    format!("{} {}", push.kind, short.replace('\n', " ")).trim_end().to_owned()
}

/// The bot's address, for people.
fn address(signing: &Signing<'_>) -> String {
    shown(signing.url)
}
