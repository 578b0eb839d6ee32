//! `webot send`: a signed message to a bot, and a verdict on its answer.

mod args;
mod compose;
mod deliver;
mod expect;
mod interactive;
mod list;
mod pay;
mod report;

use std::cell::OnceCell;

use serde_json::json;

pub use args::{LEGACY_KINDS, SendArgs};

use crate::bot::Demo;
use crate::client::{Request, shown};
use crate::commands::args::TokenOrigin;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::message::{
    Credentials, Delivery, Format, Mode, NotificationStamp, PayCredentials, Platform, Push, Stamp, catalogue,
};
use crate::printer::Outcome;
use crate::text::words;
use compose::Composer;
use deliver::{Limits, Session};

/// Sends a message, or does what stands in its place: lists, shows, asks.
pub fn run(args: &SendArgs, cx: &Context) -> Result<Outcome, Error> {
    if let Some(filter) = &args.message.list {
        return list::run(filter, cx);
    }
    args.checks.validate()?;
    let limits = Limits::new(args)?;
    if args.demo {
        cx.skip_config();
    }
    let (credentials, token_origin) = args.credentials.resolve(args.mode(cx)?, args.demo, cx)?;
    let composer = Composer { args: &args.message, time: args.timestamp, credentials: &credentials, cx };
    let composed = match composer.compose()? {
        Some(composed) => Some(composed),
        None if cx.printer.can_ask() && !args.preview.any() => None,
        None => return Err(Usage::NoMessage.into()),
    };
    let format = if args.message.json_body.is_some() { Format::Json } else { args.format };
    let demo = if args.demo && !args.preview.any() {
        Some(cx.block_on(Demo::start(&credentials, cx.sources.now_ms))??)
    } else {
        None
    };
    let url = match &demo {
        Some(demo) => demo.url().clone(),
        None => args.address.url(cx)?,
    };
    let signing = Signing {
        args,
        credentials: &credentials,
        token_origin,
        pay: OnceCell::new(),
        format,
        url: &url,
        cx,
    };
    match composed {
        Some(push) if args.preview.any() => show(args, &signing, &push),
        Some(push) => {
            if matches!(push.platform, Platform::Work | Platform::Open) && credentials.mode.key().is_none() {
                cx.printer.warning(words().always_encrypted);
            }
            let session = Session::new(&signing, limits)?;
            let sent = session.send(&push)?;
            report::outcome(&push, &session, &sent)
        }
        None => interactive::run(&composer, &Session::new(&signing, limits)?),
    }
}

/// What every message of this command line is signed and written with.
pub(crate) struct Signing<'a> {
    args: &'a SendArgs,
    credentials: &'a Credentials,
    token_origin: TokenOrigin,
    /// Needed for the kinds of WeChat Pay only.
    pay: OnceCell<PayCredentials>,
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
        let timestamp = self.args.timestamp.unwrap_or_else(|| self.cx.now());
        let random = self.cx.random()?;
        let delivery = if push.platform == Platform::Pay {
            let stamp = NotificationStamp { timestamp, nonce: &nonce, random };
            Delivery::notification(push, self.pay()?, &stamp)
                .ok_or_else(|| Error::Bug(format!("`{}` cannot be written as a notification", push.kind)))?
        } else {
            Delivery::new(push, self.credentials, self.format, &Stamp { timestamp, nonce: &nonce, random })
        };
        Ok(Request::post(self.url, delivery))
    }

    fn pay(&self) -> Result<&PayCredentials, Error> {
        if self.args.demo {
            return Err(Usage::NoDemoForPay.into());
        }
        if let Some(credentials) = self.pay.get() {
            return Ok(credentials);
        }
        let credentials = self.args.pay.resolve(self.cx)?;
        Ok(self.pay.get_or_init(|| credentials))
    }
}

fn show(args: &SendArgs, signing: &Signing<'_>, push: &Push) -> Result<Outcome, Error> {
    let mut outcome = args.preview.show(&signing.request(push)?, signing.cx);
    let pay = push.platform == Platform::Pay;
    if (pay || matches!(signing.credentials.mode, Mode::Safe(_))) && args.preview.dry_run {
        let format = if pay { Format::Json } else { signing.format };
        let plain = String::from_utf8_lossy(&push.body(format)).into_owned();
        signing.cx.printer.status(&format!("{} {plain}", words().before_encryption));
        outcome.json["message"] = json!(plain);
    }
    Ok(outcome)
}

/// What `→` shows: the kind and the values that are usually typed after it.
fn headline(push: &Push) -> String {
    let args = catalogue::kind(&push.kind).map_or(&["Content", "EventKey", "Event"][..], |kind| kind.args);
    let values: Vec<&str> = args.iter().filter_map(|field| push.document.get(field)).collect();
    one_line(&format!("{} {}", push.kind, values.join(" ")))
}

/// Text in one line of at most 80 characters.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect()
}

/// The bot's address, for people.
fn address(signing: &Signing<'_>) -> String {
    shown(signing.url)
}
