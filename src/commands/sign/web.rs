//! Callbacks and web pages.

use clap::Args;
use serde_json::{Value, json};

use super::FreshnessArgs;
use super::inputs::{page, required_appid};
use super::jsapi::listed;
use super::parameters::{self, Signed};
use super::report::SignatureReport;
use crate::commands::args::TicketArgs;
use crate::commands::args::{given_secret, non_empty, optional_setting, secret};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Setup};
use crate::secret::Secret;
use crate::sign::{Alternatives, Scheme, schemes};
use crate::text::{help, words};
use crate::wechat::TicketKind;

/// `sign message`
#[derive(Debug, Args)]
pub(crate) struct MessageArgs {
    /// `--token`
    #[arg(long, value_name = "TOKEN", help = help().sign.token)]
    pub token: Option<Secret>,
    /// `--encrypt`
    #[arg(long, value_name = "TEXT", help = help().sign.encrypt)]
    pub encrypt: Option<String>,
    /// The timestamp, nonce and output arguments.
    #[command(flatten)]
    pub freshness: FreshnessArgs,
}

pub(super) fn message(args: &MessageArgs, cx: &Context) -> Result<SignatureReport, Error> {
    let token = secret("--token", args.token.as_ref(), Key::Token, cx)?;
    cx.hide_key(&token);
    let (timestamp, nonce) = args.freshness.both(cx)?;
    let encrypt = args.encrypt.clone().map(|encrypt| non_empty("--encrypt", encrypt)).transpose()?;
    let spec = schemes::callback(token.expose(), &timestamp, &nonce, encrypt.as_deref());
    let mut inputs = vec![("timestamp", timestamp), ("nonce", nonce)];
    inputs.extend(encrypt.map(|encrypt| ("encrypt", encrypt)));
    Ok(SignatureReport::hash(spec, inputs))
}

/// Tickets that may have been used by mistake, for `--check`.
#[derive(Debug, Args)]
pub(crate) struct OtherTickets {
    /// `--other-ticket`
    #[arg(long, value_name = "TICKET", help = help().sign.other_ticket)]
    pub other_ticket: Option<Secret>,
    /// `--foreign-ticket`
    #[arg(long, value_name = "TICKET", help = help().sign.foreign_ticket)]
    pub foreign_ticket: Vec<Secret>,
}

impl OtherTickets {
    /// Returns the alternatives for `--check`. Tickets that are not given are taken from the environment, the config
    /// file and the cached tickets.
    pub(super) fn alternatives(
        &self,
        right: TicketKind,
        source: &TicketArgs,
        freshness: &FreshnessArgs,
        cx: &Context,
    ) -> Result<Alternatives, Error> {
        let reveal = |secret: Secret| secret.expose().to_owned();
        let (own, (other, other_kind)) = match right {
            TicketKind::WxCard => (Key::CardTicket, (Key::JsapiTicket, TicketKind::Jsapi)),
            TicketKind::Agent => (Key::AgentTicket, (Key::JsapiTicket, TicketKind::WorkJsapi)),
            TicketKind::WorkJsapi => (Key::JsapiTicket, (Key::AgentTicket, TicketKind::Agent)),
            TicketKind::Jsapi => (Key::JsapiTicket, (Key::CardTicket, TicketKind::WxCard)),
        };
        let given = self.other_ticket.as_ref();
        let given = given.map(|given| given_secret("--other-ticket", given, cx).map(reveal)).transpose()?;
        let foreign = self.foreign_ticket.iter();
        let foreign = foreign.map(|given| given_secret("--foreign-ticket", given, cx).map(reveal));
        let mut tickets_of_others = foreign.collect::<Result<Vec<_>, _>>()?;
        if freshness.common.check.is_none() {
            return Ok(Alternatives::default());
        }
        let settings = cx.settings()?;
        tickets_of_others.extend(settings.of_other_profiles(own));
        tickets_of_others.extend(source.kept(right, cx)?);
        let ticket_of_other_kind = match given.or(settings.secret(other)?.map(reveal)) {
            Some(ticket) => Some(ticket),
            None => source.kept(other_kind, cx)?.into_iter().next(),
        };
        Ok(Alternatives { ticket_of_other_kind, tickets_of_others, ..Alternatives::default() })
    }
}

/// The signature of `wx.config` and `wx.agentConfig`, with the values that both report.
pub(super) struct PageSignature {
    pub report: SignatureReport,
    pub timestamp: String,
    pub nonce: String,
    /// The URL that was signed: without its fragment.
    pub url: String,
}

pub(super) fn page_signature(
    url: &str,
    ticket: &Secret,
    freshness: &FreshnessArgs,
    scheme: Scheme,
    cx: &Context,
) -> Result<PageSignature, Error> {
    let url = page(url)?;
    let (timestamp, nonce) = freshness.both(cx)?;
    let spec = schemes::jsapi(ticket.expose(), &nonce, &timestamp, url).with_scheme(scheme);
    let bare = url.split('#').next().unwrap_or_default().to_owned();
    let inputs = vec![("url", bare.clone()), ("noncestr", nonce.clone()), ("timestamp", timestamp.clone())];
    let mut report = SignatureReport::hash(spec, inputs);
    if url.contains('#') {
        report.notes.push(words().fragment_dropped);
    }
    Ok(PageSignature { report, timestamp, nonce, url: bare })
}

/// `sign agent`
#[derive(Debug, Args)]
pub(crate) struct AgentArgs {
    /// `--url`
    #[arg(long, value_name = "URL", help = help().sign.url)]
    pub url: String,
    /// `--ticket`
    #[arg(long, value_name = "TICKET", help = help().sign.agent_ticket)]
    pub ticket: Option<Secret>,
    /// Other tickets, for `--check`.
    #[command(flatten)]
    pub others: OtherTickets,
    /// `--agentid`
    #[arg(long, value_name = "ID", help = help().sign.agentid)]
    pub agentid: Option<String>,
    /// `--corpid`
    #[arg(long, alias = "appid", value_name = "ID", help = help().sign.corpid)]
    pub corpid: Option<String>,
    /// `--api`
    #[arg(long, value_name = "LIST", value_delimiter = ',', help = help().sign.api)]
    pub api: Vec<String>,
    /// The timestamp, nonce and output arguments.
    #[command(flatten)]
    pub freshness: FreshnessArgs,
    /// The source of a ticket that is not given.
    #[command(flatten)]
    pub source: TicketArgs,
}

pub(super) fn agent(args: &AgentArgs, cx: &Context) -> Result<SignatureReport, Error> {
    let ticket = args.source.ticket(args.ticket.as_ref(), Key::AgentTicket, TicketKind::Agent, cx)?;
    let PageSignature { mut report, timestamp, nonce, .. } =
        page_signature(&args.url, &ticket, &args.freshness, Scheme::Agent, cx)?;
    report.alternatives = args.others.alternatives(TicketKind::Agent, &args.source, &args.freshness, cx)?;
    let corpid = optional_setting(args.corpid.as_ref(), Key::Corpid, cx)?.unwrap_or_default();
    let agentid = optional_setting(args.agentid.as_ref(), Key::Agentid, cx)?.unwrap_or_default();
    if args.freshness.common.check.is_none() && (corpid.is_empty() || agentid.is_empty()) {
        report.notes.push(words().no_corpid);
    }
    let signed = Signed { timestamp: &timestamp, nonce: &nonce, signature: &report.signature };
    let config = parameters::agent_config(&corpid, &agentid, signed, &listed(&args.api, true, cx));
    report.snippet = format!("wx.agentConfig({})", pretty(&config));
    report.results.push(("config", config));
    Ok(report)
}

/// `sign addr`
#[derive(Debug, Args)]
pub(crate) struct AddrArgs {
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// `--url`
    #[arg(long, value_name = "URL", help = help().sign.url)]
    pub url: String,
    /// `--access-token`
    #[arg(long, value_name = "TOKEN", help = help().sign.access_token)]
    pub access_token: Option<Secret>,
    /// The timestamp, nonce and output arguments.
    #[command(flatten)]
    pub freshness: FreshnessArgs,
}

/// The variable that holds the user's OAuth `access_token`.
pub(crate) const ACCESS_TOKEN_VARIABLE: &str = "WX_ACCESS_TOKEN";

/// Returns the user's OAuth `access_token`, which is not the account's and is never stored in a file.
pub(crate) fn access_token(given: Option<&Secret>, cx: &Context) -> Result<Secret, Error> {
    let flag = "--access-token";
    match given {
        Some(given) => given_secret(flag, given, cx),
        None => match cx.env.get(ACCESS_TOKEN_VARIABLE) {
            Some(token) => Ok(Secret::new(token)),
            None => Err(Setup::MissingSecret { flag, env: ACCESS_TOKEN_VARIABLE, key: "" }.into()),
        },
    }
}

pub(super) fn addr(args: &AddrArgs, cx: &Context) -> Result<SignatureReport, Error> {
    let appid = required_appid(args.appid.as_ref(), cx)?;
    let url = page(&args.url)?;
    let token = access_token(args.access_token.as_ref(), cx)?;
    let (timestamp, nonce) = args.freshness.both(cx)?;
    let spec = schemes::addr(&appid, url, &timestamp, &nonce, token.expose());
    let inputs = vec![
        ("appid", appid.clone()),
        ("url", url.split('#').next().unwrap_or_default().to_owned()),
        ("timestamp", timestamp.clone()),
        ("noncestr", nonce.clone()),
    ];
    let mut report = SignatureReport::hash(spec, inputs);
    report.notes.push(words().addr_is_old);
    let signed = Signed { timestamp: &timestamp, nonce: &nonce, signature: &report.signature };
    let parameters = parameters::edit_address(&appid, signed);
    report.snippet = format!("WeixinJSBridge.invoke('editAddress', {}, callback)", pretty(&parameters));
    report.results.push(("parameters", parameters));
    Ok(report)
}

/// Returns a timestamp as a JavaScript number.
pub(super) fn number(timestamp: &str) -> Value {
    timestamp.parse::<u64>().map_or_else(|_| json!(timestamp), Value::from)
}

/// Formats JSON with indentation.
pub(super) fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
