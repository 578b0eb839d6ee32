//! Callbacks and pages.

use clap::Args;
use serde_json::{Value, json};

use super::FreshArgs;
use super::inputs::{appid, page, required_appid};
use super::report::Signed;
use crate::commands::inputs::{non_empty, secret};
use crate::context::Context;
use crate::error::Error;
use crate::secret::Secret;
use crate::sign::{Alternatives, recipe};
use crate::text::{help, words};

/// `sign message`
#[derive(Debug, Args)]
pub struct MessageArgs {
    /// `--token`
    #[arg(long, value_name = "TOKEN", help = help().sign.token)]
    pub token: Option<Secret>,
    /// `--encrypt`
    #[arg(long, value_name = "TEXT", help = help().sign.encrypt)]
    pub encrypt: Option<String>,
    /// When and how often, and output.
    #[command(flatten)]
    pub fresh: FreshArgs,
}

pub(super) fn message(args: &MessageArgs, cx: &Context) -> Result<Signed, Error> {
    let token = secret("--token", args.token.as_ref(), "WX_TOKEN", cx.config()?.token.as_ref(), cx)?;
    let (timestamp, nonce) = args.fresh.both(cx)?;
    let encrypt = args.encrypt.clone().map(|encrypt| non_empty("--encrypt", encrypt)).transpose()?;
    let plan = recipe::callback(token.expose(), &timestamp, &nonce, encrypt.as_deref());
    let mut inputs = vec![("timestamp", timestamp), ("nonce", nonce)];
    inputs.extend(encrypt.map(|encrypt| ("encrypt", encrypt)));
    Ok(Signed::hash(plan, inputs))
}

/// `sign jsapi`
#[derive(Debug, Args)]
pub struct JsapiArgs {
    /// `--url`
    #[arg(long, value_name = "URL", help = help().sign.url)]
    pub url: String,
    /// `--ticket`
    #[arg(long, value_name = "TICKET", help = help().sign.ticket)]
    pub ticket: Option<Secret>,
    /// Tickets to compare with.
    #[command(flatten)]
    pub others: OtherTickets,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// `--api`
    #[arg(long, value_name = "LIST", value_delimiter = ',', help = help().sign.api)]
    pub api: Vec<String>,
    /// `--debug`
    #[arg(long, help = help().sign.debug)]
    pub debug: bool,
    /// When and how often, and output.
    #[command(flatten)]
    pub fresh: FreshArgs,
}

impl JsapiArgs {
    /// The names of `--api`, without blanks around them.
    fn api(&self) -> Vec<&str> {
        self.api.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect()
    }
}

pub(super) fn jsapi(args: &JsapiArgs, cx: &Context) -> Result<Signed, Error> {
    let (mut signed, timestamp, nonce) = page_signature(args, cx)?;
    let appid = appid(args.appid.as_ref(), cx)?;
    if appid.is_none() && args.fresh.common.check.is_none() {
        signed.notes.push(words().no_appid);
    }
    let appid = appid.unwrap_or_default();
    let config = json!({
        "debug": args.debug,
        "appId": appid,
        "timestamp": number(&timestamp),
        "nonceStr": nonce,
        "signature": signed.signature,
        "jsApiList": args.api(),
    });
    signed.snippet = format!("wx.config({})", pretty(&config));
    signed.results.push(("config", config));
    Ok(signed)
}

/// Tickets that might have been taken instead, for `--check`.
#[derive(Debug, Args)]
pub struct OtherTickets {
    /// `--other-ticket`
    #[arg(long, value_name = "TICKET", help = help().sign.other_ticket)]
    pub other_ticket: Option<Secret>,
    /// `--foreign-ticket`
    #[arg(long, value_name = "TICKET", help = help().sign.foreign_ticket)]
    pub foreign_ticket: Vec<Secret>,
}

impl OtherTickets {
    /// The tickets themselves.
    pub(super) fn alternatives(&self, cx: &Context) -> Result<Alternatives, Error> {
        let reveal = |flag, given: &Secret| {
            secret(flag, Some(given), "", None, cx).map(|secret| secret.expose().to_owned())
        };
        Ok(Alternatives {
            ticket_of_other_kind: self
                .other_ticket
                .as_ref()
                .map(|given| reveal("--other-ticket", given))
                .transpose()?,
            tickets_of_others: self
                .foreign_ticket
                .iter()
                .map(|given| reveal("--foreign-ticket", given))
                .collect::<Result<_, _>>()?,
            ..Alternatives::default()
        })
    }
}

fn page_signature(args: &JsapiArgs, cx: &Context) -> Result<(Signed, String, String), Error> {
    let url = page(&args.url)?;
    let ticket =
        secret("--ticket", args.ticket.as_ref(), "WX_JSAPI_TICKET", cx.config()?.jsapi_ticket.as_ref(), cx)?;
    let (timestamp, nonce) = args.fresh.both(cx)?;
    let plan = recipe::jsapi(ticket.expose(), &nonce, &timestamp, url);
    let bare = url.split('#').next().unwrap_or_default().to_owned();
    let inputs = vec![("url", bare), ("noncestr", nonce.clone()), ("timestamp", timestamp.clone())];
    let mut signed = Signed::hash(plan, inputs);
    if url.contains('#') {
        signed.notes.push(words().fragment_dropped);
    }
    signed.alternatives = args.others.alternatives(cx)?;
    Ok((signed, timestamp, nonce))
}

/// `sign agent`
#[derive(Debug, Args)]
pub struct AgentArgs {
    /// As `sign jsapi`.
    #[command(flatten)]
    pub page: JsapiArgs,
    /// `--agentid`
    #[arg(long, value_name = "ID", help = help().sign.agentid)]
    pub agentid: Option<String>,
    /// `--corpid`
    #[arg(long, value_name = "ID", help = help().sign.corpid)]
    pub corpid: Option<String>,
}

pub(super) fn agent(args: &AgentArgs, cx: &Context) -> Result<Signed, Error> {
    let (mut signed, timestamp, nonce) = page_signature(&args.page, cx)?;
    let config = json!({
        "corpid": args.corpid.clone().unwrap_or_default(),
        "agentid": args.agentid.clone().unwrap_or_default(),
        "timestamp": number(&timestamp),
        "nonceStr": nonce,
        "signature": signed.signature,
        "jsApiList": args.page.api(),
    });
    signed.snippet = format!("wx.agentConfig({})", pretty(&config));
    signed.results.push(("config", config));
    Ok(signed)
}

/// `sign addr`
#[derive(Debug, Args)]
pub struct AddrArgs {
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// `--url`
    #[arg(long, value_name = "URL", help = help().sign.url)]
    pub url: String,
    /// `--access-token`
    #[arg(long, value_name = "TOKEN", help = help().sign.access_token)]
    pub access_token: Option<Secret>,
    /// When and how often, and output.
    #[command(flatten)]
    pub fresh: FreshArgs,
}

pub(super) fn addr(args: &AddrArgs, cx: &Context) -> Result<Signed, Error> {
    let appid = required_appid(args.appid.as_ref(), cx)?;
    let url = page(&args.url)?;
    let token = secret("--access-token", args.access_token.as_ref(), "WX_ACCESS_TOKEN", None, cx)?;
    let (timestamp, nonce) = args.fresh.both(cx)?;
    let plan = recipe::addr(&appid, url, &timestamp, &nonce, token.expose());
    let inputs = vec![
        ("appid", appid.clone()),
        ("url", url.split('#').next().unwrap_or_default().to_owned()),
        ("timestamp", timestamp.clone()),
        ("noncestr", nonce.clone()),
    ];
    let mut signed = Signed::hash(plan, inputs);
    signed.notes.push(words().addr_is_old);
    let parameters = json!({
        "appId": appid, "scope": "jsapi_address", "signType": "sha1", "addrSign": signed.signature,
        "timeStamp": timestamp, "nonceStr": nonce,
    });
    signed.snippet = format!("WeixinJSBridge.invoke('editAddress', {}, callback)", pretty(&parameters));
    signed.results.push(("parameters", parameters));
    Ok(signed)
}

/// A timestamp as JavaScript's number.
pub(super) fn number(timestamp: &str) -> Value {
    timestamp.parse::<u64>().map_or_else(|_| json!(timestamp), Value::from)
}

/// JSON to paste.
pub(super) fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
