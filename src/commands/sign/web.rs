//! Callbacks, pages, cards, mini-programs.

use clap::Args;
use serde_json::{Value, json};

use super::CommonArgs;
use super::inputs::{appid, nonce, page, required_appid, timestamp};
use super::report::Signed;
use crate::commands::inputs::{read, secret};
use crate::context::Context;
use crate::error::Error;
use crate::secret::Secret;
use crate::sign::{Alternatives, recipe};
use crate::text::{help, words};

/// `sign message`
#[derive(Debug, Args)]
pub struct MessageArgs {
    /// `--token`
    #[arg(long, value_name = "TOKEN", help = help().send.token)]
    pub token: Option<Secret>,
    /// `--timestamp`
    #[arg(long, value_name = "SECONDS", help = help().sign.timestamp)]
    pub timestamp: Option<String>,
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().sign.nonce)]
    pub nonce: Option<String>,
    /// `--encrypt`
    #[arg(long, value_name = "TEXT", help = help().sign.encrypt)]
    pub encrypt: Option<String>,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn message(args: &MessageArgs, cx: &Context) -> Result<Signed, Error> {
    let token = secret("--token", args.token.as_ref(), "WX_TOKEN", cx.config()?.token.as_ref(), cx)?;
    let (timestamp, nonce) = (timestamp(args.timestamp.as_ref(), cx)?, nonce(args.nonce.as_ref(), cx)?);
    let plan = recipe::callback(token.expose(), &timestamp, &nonce, args.encrypt.as_deref());
    let mut inputs = vec![("timestamp", timestamp), ("nonce", nonce)];
    inputs.extend(args.encrypt.clone().map(|encrypt| ("encrypt", encrypt)));
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
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().sign.nonce)]
    pub nonce: Option<String>,
    /// `--timestamp`
    #[arg(long, value_name = "SECONDS", help = help().sign.timestamp)]
    pub timestamp: Option<String>,
    /// `--api`
    #[arg(long, value_name = "LIST", value_delimiter = ',', help = help().sign.api)]
    pub api: Vec<String>,
    /// `--debug`
    #[arg(long, help = help().sign.debug)]
    pub debug: bool,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn jsapi(args: &JsapiArgs, cx: &Context) -> Result<Signed, Error> {
    let (mut signed, timestamp, nonce) = page_signature(args, cx)?;
    let appid = appid(args.appid.as_ref(), cx)?;
    if appid.is_none() && args.common.check.is_none() {
        signed.notes.push(words().no_appid);
    }
    let appid = appid.unwrap_or_default();
    let config = json!({
        "debug": args.debug,
        "appId": appid,
        "timestamp": number(&timestamp),
        "nonceStr": nonce,
        "signature": signed.signature,
        "jsApiList": args.api,
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
    fn alternatives(&self, cx: &Context) -> Result<Alternatives, Error> {
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
    let ticket = secret("--ticket", args.ticket.as_ref(), "WX_JSAPI_TICKET", None, cx)?;
    let (timestamp, nonce) = (timestamp(args.timestamp.as_ref(), cx)?, nonce(args.nonce.as_ref(), cx)?);
    let plan = recipe::jsapi(ticket.expose(), &nonce, &timestamp, url);
    let inputs = vec![("url", url.to_owned()), ("noncestr", nonce.clone()), ("timestamp", timestamp.clone())];
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
        "jsApiList": args.page.api,
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
    /// `--timestamp`
    #[arg(long, value_name = "SECONDS", help = help().sign.timestamp)]
    pub timestamp: Option<String>,
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().sign.nonce)]
    pub nonce: Option<String>,
    /// `--access-token`
    #[arg(long, value_name = "TOKEN", help = help().sign.access_token)]
    pub access_token: Option<Secret>,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn addr(args: &AddrArgs, cx: &Context) -> Result<Signed, Error> {
    let appid = required_appid(args.appid.as_ref(), cx)?;
    let url = page(&args.url)?;
    let token = secret("--access-token", args.access_token.as_ref(), "WX_ACCESS_TOKEN", None, cx)?;
    let (timestamp, nonce) = (timestamp(args.timestamp.as_ref(), cx)?, nonce(args.nonce.as_ref(), cx)?);
    let plan = recipe::addr(&appid, url, &timestamp, &nonce, token.expose());
    let inputs = vec![
        ("appid", appid.clone()),
        ("url", url.to_owned()),
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

/// `sign card`
#[derive(Debug, Args)]
pub struct CardArgs {
    /// `--card-id`
    #[arg(long, value_name = "ID", help = help().sign.card_id)]
    pub card_id: String,
    /// `--ticket`
    #[arg(long, value_name = "TICKET", help = help().sign.card_ticket)]
    pub ticket: Option<Secret>,
    /// `--secret`
    #[arg(long, value_name = "SECRET", help = help().sign.secret, conflicts_with = "ticket")]
    pub secret: Option<Secret>,
    /// `--timestamp`
    #[arg(long, value_name = "SECONDS", help = help().sign.timestamp)]
    pub timestamp: Option<String>,
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().sign.nonce)]
    pub nonce: Option<String>,
    /// Tickets to compare with.
    #[command(flatten)]
    pub others: OtherTickets,
    /// `--code`
    #[arg(long, value_name = "CODE", help = help().sign.code)]
    pub code: Option<String>,
    /// `--openid`
    #[arg(long, value_name = "OPENID", help = help().sign.openid)]
    pub openid: Option<String>,
    /// `--balance`
    #[arg(long, value_name = "FEN", help = help().sign.balance)]
    pub balance: Option<String>,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// The `api_ticket` of today, or the appsecret of 2014 with its rule of no nonce.
fn card_secret(
    ticket: Option<&Secret>,
    given: Option<&Secret>,
    cx: &Context,
) -> Result<(Secret, bool), Error> {
    match given {
        Some(given) => Ok((secret("--secret", Some(given), "WX_SECRET", None, cx)?, true)),
        None => Ok((secret("--ticket", ticket, "WX_CARD_TICKET", None, cx)?, false)),
    }
}

pub(super) fn card(args: &CardArgs, cx: &Context) -> Result<Signed, Error> {
    let (ticket, old) = card_secret(args.ticket.as_ref(), args.secret.as_ref(), cx)?;
    let timestamp = timestamp(args.timestamp.as_ref(), cx)?;
    // The rule of 2014 knew no nonce.
    let nonce = if old && args.nonce.is_none() { String::new() } else { nonce(args.nonce.as_ref(), cx)? };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let (code, openid, balance) = (text(&args.code), text(&args.openid), text(&args.balance));
    let others =
        [("card_id", &*args.card_id), ("code", &*code), ("openid", &*openid), ("balance", &*balance)];
    let plan = recipe::card(ticket.expose(), &timestamp, &nonce, &others);
    let ext: Vec<(&'static str, String)> = [
        ("code", code),
        ("openid", openid),
        ("timestamp", timestamp),
        ("nonce_str", nonce),
        ("balance", balance),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .collect();
    let inputs = [vec![("card_id", args.card_id.clone())], ext.clone()].concat();
    let mut signed = Signed::hash(plan, inputs);
    signed.alternatives = args.others.alternatives(cx)?;
    let mut card_ext: serde_json::Map<String, Value> =
        ext.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
    card_ext.insert("signature".to_owned(), json!(signed.signature));
    let card_ext = Value::Object(card_ext).to_string();
    signed.snippet.clone_from(&card_ext);
    signed.results.push(("cardExt", json!(card_ext)));
    Ok(signed)
}

/// `sign choose-card`
#[derive(Debug, Args)]
pub struct ChooseCardArgs {
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// `--ticket`
    #[arg(long, value_name = "TICKET", help = help().sign.card_ticket)]
    pub ticket: Option<Secret>,
    /// `--secret`
    #[arg(long, value_name = "SECRET", help = help().sign.secret, conflicts_with = "ticket")]
    pub secret: Option<Secret>,
    /// `--location-id`
    #[arg(long, value_name = "ID", help = help().sign.location_id)]
    pub location_id: Option<String>,
    /// `--timestamp`
    #[arg(long, value_name = "SECONDS", help = help().sign.timestamp)]
    pub timestamp: Option<String>,
    /// `--nonce`
    #[arg(long, value_name = "TEXT", help = help().sign.nonce)]
    pub nonce: Option<String>,
    /// `--card-id`
    #[arg(long, value_name = "ID", help = help().sign.card_id)]
    pub card_id: Option<String>,
    /// `--card-type`
    #[arg(long, value_name = "TYPE", help = help().sign.card_type)]
    pub card_type: Option<String>,
    /// Tickets to compare with.
    #[command(flatten)]
    pub others: OtherTickets,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn choose_card(args: &ChooseCardArgs, cx: &Context) -> Result<Signed, Error> {
    let appid = required_appid(args.appid.as_ref(), cx)?;
    let (ticket, _) = card_secret(args.ticket.as_ref(), args.secret.as_ref(), cx)?;
    let (timestamp, nonce) = (timestamp(args.timestamp.as_ref(), cx)?, nonce(args.nonce.as_ref(), cx)?);
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let (shop, card, kind) = (text(&args.location_id), text(&args.card_id), text(&args.card_type));
    let others = [("app_id", &*appid), ("location_id", &*shop), ("card_id", &*card), ("card_type", &*kind)];
    let plan = recipe::card(ticket.expose(), &timestamp, &nonce, &others);
    let inputs = vec![
        ("app_id", appid.clone()),
        ("location_id", shop.clone()),
        ("timestamp", timestamp.clone()),
        ("nonce_str", nonce.clone()),
        ("card_id", card.clone()),
        ("card_type", kind.clone()),
    ];
    let mut signed = Signed::hash(plan, inputs);
    signed.alternatives = args.others.alternatives(cx)?;
    let parameters = json!({
        "shopId": shop, "cardType": kind, "cardId": card, "timestamp": number(&timestamp), "nonceStr": nonce,
        "signType": "SHA1", "cardSign": signed.signature,
    });
    signed.snippet = format!("wx.chooseCard({})", pretty(&parameters));
    signed.results.push(("cardSign", json!(signed.signature)));
    signed.results.push(("parameters", parameters));
    Ok(signed)
}

/// `sign session`
#[derive(Debug, Args)]
pub struct SessionArgs {
    /// `--session-key`
    #[arg(long, value_name = "KEY", help = help().sign.session_key)]
    pub session_key: Option<Secret>,
    /// `--hmac`
    #[arg(long, help = help().sign.hmac)]
    pub hmac: bool,
    /// `--data`
    #[arg(long, value_name = "TEXT", help = help().sign.data)]
    pub data: Option<String>,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// What is signed: `--data`, else standard input without the line break that a shell adds.
fn data(given: Option<&String>) -> Result<String, Error> {
    match given {
        Some(data) => Ok(data.clone()),
        None => Ok(read(std::path::Path::new("-"), "--data")?.trim_end_matches(['\r', '\n']).to_owned()),
    }
}

pub(super) fn session(args: &SessionArgs, cx: &Context) -> Result<Signed, Error> {
    let key = secret("--session-key", args.session_key.as_ref(), "WX_SESSION_KEY", None, cx)?;
    let data = data(args.data.as_ref())?;
    let plan = if args.hmac {
        recipe::hmac(key.expose(), None, &data)
    } else {
        recipe::session(&data, key.expose())
    };
    let name = if args.hmac { "data" } else { "rawData" };
    Ok(Signed::hash(plan, vec![(name, data)]))
}

/// `sign xpay`
#[derive(Debug, Args)]
pub struct XpayArgs {
    /// `--uri`
    #[arg(long, value_name = "PATH", help = help().sign.uri)]
    pub uri: Option<String>,
    /// `--app-key`
    #[arg(long, value_name = "KEY", help = help().sign.app_key)]
    pub app_key: Option<Secret>,
    /// `--session-key`
    #[arg(long, value_name = "KEY", help = help().sign.session_key, conflicts_with_all = ["app_key", "uri"])]
    pub session_key: Option<Secret>,
    /// `--data`
    #[arg(long, value_name = "TEXT", help = help().sign.data)]
    pub data: Option<String>,
    /// Output.
    #[command(flatten)]
    pub common: CommonArgs,
}

pub(super) fn xpay(args: &XpayArgs, cx: &Context) -> Result<Signed, Error> {
    if let Some(key) = &args.session_key {
        let key = secret("--session-key", Some(key), "WX_SESSION_KEY", None, cx)?;
        let data = data(args.data.as_ref())?;
        return Ok(Signed::hash(recipe::hmac(key.expose(), None, &data), vec![("body", data)]));
    }
    let key = secret("--app-key", args.app_key.as_ref(), "WX_APP_KEY", None, cx)?;
    let data = data(args.data.as_ref())?;
    let uri = args.uri.clone().unwrap_or_default();
    let mut signed =
        Signed::hash(recipe::hmac(key.expose(), Some(&uri), &data), vec![("uri", uri), ("body", data)]);
    signed.results.push(("pay_sig", json!(signed.signature)));
    Ok(signed)
}

/// A timestamp as JavaScript's number.
fn number(timestamp: &str) -> Value {
    timestamp.parse::<u64>().map_or_else(|_| json!(timestamp), Value::from)
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
