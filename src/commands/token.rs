//! `webot token`: the account's `access_token` and its store.

mod serve;

use clap::Args;
use serde_json::json;

use super::args::{TicketArgs, WechatArgs};
use crate::api::Host;
use crate::context::Context;
use crate::error::Error;
use crate::printer::Outcome;
use crate::text::{help, words};
use crate::wechat::tokens::Token;
use crate::wechat::{Call, WeChat};
use crate::wechat::{TokenOwner, WechatError};

pub(crate) use serve::{ServeArgs, run as serve};

/// The flags that select the platform of a token.
#[derive(Debug, Args)]
pub(crate) struct PlatformArgs {
    /// `--work`
    #[arg(long, help = help().token.work)]
    pub work: bool,
}

impl PlatformArgs {
    fn host(&self) -> Host {
        if self.work { Host::Work } else { Host::Api }
    }
}

/// `token get`
#[derive(Debug, Args)]
pub(crate) struct GetArgs {
    /// The platform.
    #[command(flatten)]
    pub platform: PlatformArgs,
    /// `--force-refresh`
    #[arg(long, help = help().token.force_refresh)]
    pub force_refresh: bool,
    /// `--print`
    #[arg(long, help = help().token.print)]
    pub print: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Prints the stored token; fetches one if there is none.
pub(crate) fn get(args: &GetArgs, cx: &Context) -> Result<Outcome, Error> {
    let (wechat, host) = (args.wechat.open(cx)?, args.platform.host());
    if args.wechat.previews() {
        let call = fetch_call(&wechat, host, args.force_refresh)?;
        return args.wechat.show(&call, &wechat, cx);
    }
    let token = cx.block_on(async {
        if args.force_refresh {
            wechat.renewed_token(host).await
        } else {
            wechat.access_token(host, None).await
        }
    })??;
    token_outcome(&token, "access_token", args.print, &wechat, cx)
}

/// Returns the call that fetches a token.
fn fetch_call(wechat: &WeChat<'_>, host: Host, another: bool) -> Result<Call, Error> {
    Ok(wechat.token_call(&wechat.token_endpoint(host)?, host, another)?)
}

/// `token refresh`
#[derive(Debug, Args)]
pub(crate) struct RefreshArgs {
    /// The platform.
    #[command(flatten)]
    pub platform: PlatformArgs,
    /// `--print`
    #[arg(long, help = help().token.print)]
    pub print: bool,
    /// The connection to WeChat.
    #[command(flatten)]
    pub wechat: WechatArgs,
}

/// Fetches a new token, which replaces the current one.
pub(crate) fn refresh(args: &RefreshArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open(cx)?;
    let host = args.platform.host();
    if args.wechat.previews() {
        let call = fetch_call(&wechat, host, true)?;
        return args.wechat.show(&call, &wechat, cx);
    }
    let token = cx.block_on(wechat.renewed_token(host))??;
    token_outcome(&token, "access_token", args.print, &wechat, cx)
}

/// `token show`, `token clear`
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The platform.
    #[command(flatten)]
    pub platform: PlatformArgs,
    /// The connection to WeChat, whose address is part of the name of a stored token.
    #[command(flatten)]
    pub wechat: TicketArgs,
}

/// Prints the stored tokens of the account without a request.
pub(crate) fn show(args: &ShowArgs, cx: &Context) -> Result<Outcome, Error> {
    stored(args.platform.host().into(), &args.wechat, cx)
}

/// Returns the stored tokens of an owner.
pub(super) fn stored(owner: TokenOwner, args: &TicketArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.open_store(cx)?;
    let (mut json, mut lines) = (json!({ "store": wechat.store()?.place() }), vec![wechat.store()?.place()]);
    for kind in kinds(owner.host) {
        let name = wechat.token_name(owner, kind)?;
        let token = match wechat.store()?.read(&name).map_err(WechatError::Store)? {
            Some(token) => Some(token),
            // A token that webot-cli left in `wx_config.json` is shown too.
            None => wechat.stored_token(&name)?,
        };
        json[kind] = match &token {
            Some(token) => describe(token, cx),
            None => serde_json::Value::Null,
        };
        lines.push(match &token {
            Some(token) => (words().token.kept)(kind, &masked(token, cx), seconds_left(token, cx)),
            None => (words().token.none)(kind),
        });
    }
    Ok(Outcome::value(json, lines.join("\n")))
}

/// Removes the stored tokens of the account; they stay valid at WeChat.
pub(crate) fn clear(args: &ShowArgs, cx: &Context) -> Result<Outcome, Error> {
    let wechat = args.wechat.open_store(cx)?;
    let mut cleared = Vec::new();
    for &kind in kinds(args.platform.host()) {
        let name = wechat.token_name(args.platform.host(), kind)?;
        if wechat.store()?.remove(&name).map_err(WechatError::Store)? {
            cleared.push(kind);
        }
    }
    let status = (words().token.cleared)(&cleared);
    Ok(Outcome::json(json!({ "cleared": cleared })).status(status))
}

/// The kinds of stored tokens of WeCom.
pub(super) const KINDS_OF_WORK: [&str; 3] = ["access_token", "jsapi_ticket", "agent_ticket"];

fn kinds(host: Host) -> &'static [&'static str] {
    match host {
        Host::Work => &KINDS_OF_WORK,
        _ => &["access_token", "plain_access_token", "jsapi_ticket", "wx_card_ticket"],
    }
}

/// Returns a token or ticket for printing, masked unless `--print` or `--show-secrets` is given.
pub(super) fn token_outcome(
    token: &Token,
    member: &str,
    print: bool,
    wechat: &WeChat<'_>,
    cx: &Context,
) -> Result<Outcome, Error> {
    if print {
        return Ok(Outcome::text(token.value.expose().to_owned()));
    }
    let mut json = describe(token, cx);
    let value = json["value"].take();
    if let Some(object) = json.as_object_mut() {
        object.shift_remove("value");
        object.shift_insert(0, member.to_owned(), value);
    }
    let place = wechat.store()?.place();
    json["store"] = wechat.stores_tokens().then(|| place.clone()).into();
    let text = (words().token.kept)(member, &masked(token, cx), seconds_left(token, cx));
    let status = if wechat.stores_tokens() { (words().token.where_kept)(&place) } else { String::new() };
    Ok(Outcome::value(json, text).status(status))
}

fn describe(token: &Token, cx: &Context) -> serde_json::Value {
    json!({
        "value": if cx.show_secrets { token.value.expose() } else { "***" },
        "expires_in": seconds_left(token, cx),
        "fetched_at": (token.fetched_ms > 0).then_some(token.fetched_ms / 1000),
    })
}

fn seconds_left(token: &Token, cx: &Context) -> u64 {
    token.expires_ms.saturating_sub(cx.now() * 1000) / 1000
}

/// Returns `***`, or the token with `--show-secrets`.
fn masked(token: &Token, cx: &Context) -> String {
    if cx.show_secrets { token.value.expose().to_owned() } else { "***".to_owned() }
}
