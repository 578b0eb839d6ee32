//! Arguments of every command that calls WeChat's API.

use clap::Args;
use serde_json::Value;

use super::{ConnectionArgs, DryRunArgs, optional_secret, parse_url, secret};
use crate::api::Host;
use crate::config::ConfigError;
use crate::config::Key;
use crate::context::{Context, end_by_ctrl_c};
use crate::error::Error;
use crate::http::Trust;
use crate::lang::Wanted;
use crate::mock::Embedded;
use crate::printer::Outcome;
use crate::secret::Secret;
use crate::text::{help, words};
use crate::wechat::{Call, CallOptions, Deps, Reply, TicketKind, Transport, WeChat};

/// How WeChat is reached.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = help().api.heading)]
pub struct WechatArgs {
    /// `--mock`
    #[arg(long, help = help().api.mock, conflicts_with = "api_base")]
    pub mock: bool,
    /// `--api-base`
    #[arg(long, value_name = "URL", help = help().api.api_base)]
    pub api_base: Option<String>,
    /// Instead of calling.
    #[command(flatten)]
    pub preview: DryRunArgs,
    /// `--retries`
    #[arg(long, value_name = "N", help = help().api.retries, value_parser = clap::value_parser!(u32).range(..=10))]
    pub retries: Option<u32>,
    /// How the connection is made.
    #[command(flatten)]
    pub connection: ConnectionArgs,
    /// `--proxy`
    #[arg(long, value_name = "URL", help = help().api.proxy)]
    pub proxy: Option<Secret>,
    /// `--plain-token`
    #[arg(long, help = help().api.plain_token)]
    pub plain_token: bool,
}

/// How WeChat is reached by a command that may need a ticket of it.
#[derive(Debug, Args)]
#[command(next_help_heading = help().api.heading)]
pub(crate) struct TicketArgs {
    /// `--mock`
    #[arg(long, help = help().api.mock, conflicts_with = "api_base")]
    pub mock: bool,
    /// `--api-base`
    #[arg(long, value_name = "URL", help = help().api.api_base)]
    pub api_base: Option<String>,
}

impl TicketArgs {
    /// The tickets of a kind that are kept for the accounts of the file.
    pub(crate) fn kept(&self, kind: TicketKind, cx: &Context) -> Result<Vec<String>, Error> {
        let kept = self.open(cx)?.stored_tickets(kind)?;
        for ticket in &kept {
            cx.hide(&Secret::new(ticket));
        }
        Ok(kept)
    }

    /// WeChat, as far as these flags say where it is.
    pub(crate) fn open<'a>(&self, cx: &'a Context) -> Result<WeChat<'a>, Error> {
        let args = WechatArgs { mock: self.mock, api_base: self.api_base.clone(), ..WechatArgs::default() };
        args.open(cx)
    }

    /// The ticket that is given, else the one of the environment or the file, else the one that is kept or fetched
    /// where the account is known.
    pub(crate) fn ticket(
        &self,
        given: Option<&Secret>,
        key: Key,
        kind: TicketKind,
        cx: &Context,
    ) -> Result<Secret, Error> {
        const FLAG: &str = "--ticket";
        if let Some(ticket) = optional_secret(FLAG, given, key, cx)? {
            return Ok(ticket);
        }
        let settings = cx.settings()?;
        let account = match kind.host() {
            Host::Work => (Key::Corpid, Key::Corpsecret),
            _ => (Key::Appid, Key::Secret),
        };
        let known = settings.get(account.0)?.is_some() && settings.get(account.1)?.is_some();
        if !known && !self.mock {
            return secret(FLAG, given, key, cx);
        }
        let wechat = self.open(cx)?;
        let ticket = cx.block_on(wechat.ticket(kind))??.value;
        // Nobody gave it, so nobody wants to see it in what is signed.
        cx.hide(&ticket);
        Ok(ticket)
    }
}

/// How often a call is repeated when nothing is said.
const RETRIES: u32 = 2;

/// An answer, or the request that was only shown.
pub(crate) enum Done {
    /// WeChat answered.
    Answered(Reply),
    /// `--dry-run` or `--curl`.
    Shown(Outcome),
}

impl WechatArgs {
    /// WeChat, as these flags, the environment and the file reach it.
    pub(crate) fn open<'a>(&self, cx: &'a Context) -> Result<WeChat<'a>, Error> {
        end_by_ctrl_c();
        let settings = cx.settings()?;
        let base = match &self.api_base {
            _ if self.mock => None,
            Some(url) => Some(parse_url("--api-base", url)?),
            None => match settings.get(Key::ApiBase)? {
                Some(setting) => {
                    let origin = setting.origin.shown();
                    let wrong = |_| ConfigError::Value { origin, key: "api_base", wanted: Wanted::Url };
                    Some(parse_url("api_base", setting.value.expose()).map_err(wrong)?)
                }
                None => None,
            },
        };
        let limit = self.connection.limit()?;
        let tls = base.as_ref().is_none_or(|base| base.scheme() == "https") && !self.mock;
        let trust = self.connection.trust(tls, cx)?;
        let proxy = match &self.proxy {
            Some(proxy) => Some(proxy.clone()),
            None => settings.secret(Key::Proxy)?,
        };
        let trust = Trust { proxy, ..trust };
        let transport =
            if self.mock { Transport::Mock(Box::new(Embedded)) } else { Transport::Http { base, trust } };
        let retries = self.retries.unwrap_or(RETRIES);
        let options = CallOptions { retries, limit, plain_token: self.plain_token };
        let (system, show_secrets) = (cx.system, cx.show_secrets);
        Ok(WeChat::new(transport, options, Deps { settings, system, show_secrets, observer: cx }))
    }

    /// Whether nothing is to be sent.
    pub(crate) fn only_shows(&self) -> bool {
        self.preview.any()
    }

    /// Calls, or shows what would be sent.
    pub(crate) fn run(&self, call: &Call, wechat: &WeChat<'_>, cx: &Context) -> Result<Done, Error> {
        if self.only_shows() {
            return self.show(call, wechat, cx).map(Done::Shown);
        }
        let reply = cx.block_on(wechat.call(call))??;
        // What the table knows answers JSON, or a picture; a portal may answer any text.
        if !reply.is_binary() && reply.json().is_none() {
            return Err(wechat.not_json(&reply).into());
        }
        Ok(Done::Answered(reply))
    }

    /// The request, in the words of `--dry-run` or `--curl`.
    pub(crate) fn show(&self, call: &Call, wechat: &WeChat<'_>, cx: &Context) -> Result<Outcome, Error> {
        let request = wechat.preview(call, cx.show_secrets)?;
        Ok(self.preview.show(&request, cx))
    }
}

/// WeChat's answer, as it is for scripts and laid out for people; a bare `ok` is one word to them.
pub(crate) fn answered(reply: &Reply, cx: &Context) -> Outcome {
    let Some(json) = reply.json() else {
        return Outcome::text(cx.printer.foreign(&reply.text()));
    };
    if is_bare_ok(&json) {
        return Outcome::json(json).status(words().api.ok);
    }
    let text = cx.printer.foreign_json(&json);
    Outcome::value(json, text)
}

/// `{"errcode":0,"errmsg":"ok"}`
fn is_bare_ok(json: &Value) -> bool {
    json["errcode"] == 0
        && json.as_object().is_some_and(|object| object.keys().all(|key| key.starts_with("err")))
}
