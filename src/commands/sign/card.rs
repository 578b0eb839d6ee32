//! Cards: `cardExt` and `wx.chooseCard`.

use clap::Args;
use serde_json::json;

use super::FreshnessArgs;
use super::inputs::required_appid;
use super::parameters::{self, Signed};
use super::report::SignatureReport;
use super::web::{OtherTickets, pretty};
use crate::commands::args::TicketArgs;
use crate::commands::args::given_secret;
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::secret::Secret;
use crate::sign::{Sister, schemes, sisters};
use crate::text::help;
use crate::wechat::TicketKind;

/// `sign card`
#[derive(Debug, Args)]
pub(crate) struct CardArgs {
    /// `--card-id`
    #[arg(long, value_name = "ID", help = help().sign.card_id)]
    pub card_id: String,
    /// `--ticket`
    #[arg(long, value_name = "TICKET", help = help().sign.card_ticket)]
    pub ticket: Option<Secret>,
    /// `--secret`
    #[arg(long, value_name = "SECRET", help = help().sign.secret, conflicts_with = "ticket")]
    pub secret: Option<Secret>,
    /// Other tickets, for `--check`.
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
    /// The timestamp, nonce and output arguments.
    #[command(flatten)]
    pub freshness: FreshnessArgs,
    /// The source of a ticket that is not given.
    #[command(flatten)]
    pub source: TicketArgs,
}

/// Returns the `api_ticket`, or the appsecret for the rule of 2014. The boolean is true for the latter.
fn card_secret(
    source: &TicketArgs,
    ticket: Option<&Secret>,
    given: Option<&Secret>,
    cx: &Context,
) -> Result<(Secret, bool), Error> {
    match given {
        Some(given) => Ok((given_secret("--secret", given, cx)?, true)),
        None => Ok((source.ticket(ticket, Key::CardTicket, TicketKind::WxCard, cx)?, false)),
    }
}

pub(super) fn card(args: &CardArgs, cx: &Context) -> Result<SignatureReport, Error> {
    let (ticket, old) = card_secret(&args.source, args.ticket.as_ref(), args.secret.as_ref(), cx)?;
    let timestamp = args.freshness.timestamp(cx)?;
    // The rule of 2014 has no nonce.
    let nonce =
        if old && args.freshness.nonce.is_none() { String::new() } else { args.freshness.nonce(cx)? };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    if let Some(value) = args.balance.clone().filter(|value| !value.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Err(Usage::FieldValue { field: "balance", value, wanted: &[] }.into());
    }
    let (code, openid, balance) = (text(&args.code), text(&args.openid), text(&args.balance));
    let others =
        [("card_id", &*args.card_id), ("code", &*code), ("openid", &*openid), ("balance", &*balance)];
    let spec = schemes::card(ticket.expose(), &timestamp, &nonce, &others);
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
    let of = |name: &str| ext.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
    let sisters = sisters::of_card(ticket.expose(), of("nonce_str"), of("timestamp"), &args.card_id, &[]);
    let mut report = SignatureReport::hash(spec, inputs);
    report.either_case = true;
    report.alternatives = args.others.alternatives(TicketKind::WxCard, &args.source, &args.freshness, cx)?;
    report.alternatives.sisters = sisters;
    let card_ext = parameters::card_ext(ext, &report.signature);
    report.snippet.clone_from(&card_ext);
    report.results.push(("cardExt", json!(card_ext)));
    Ok(report)
}

/// `sign choose-card`
#[derive(Debug, Args)]
pub(crate) struct ChooseCardArgs {
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
    /// `--card-id`
    #[arg(long, value_name = "ID", help = help().sign.card_id)]
    pub card_id: Option<String>,
    /// `--card-type`
    #[arg(long, value_name = "TYPE", help = help().sign.card_type)]
    pub card_type: Option<String>,
    /// Other tickets, for `--check`.
    #[command(flatten)]
    pub others: OtherTickets,
    /// The timestamp, nonce and output arguments.
    #[command(flatten)]
    pub freshness: FreshnessArgs,
    /// The source of a ticket that is not given.
    #[command(flatten)]
    pub source: TicketArgs,
}

pub(super) fn choose_card(args: &ChooseCardArgs, cx: &Context) -> Result<SignatureReport, Error> {
    let appid = required_appid(args.appid.as_ref(), cx)?;
    let (ticket, _) = card_secret(&args.source, args.ticket.as_ref(), args.secret.as_ref(), cx)?;
    let (timestamp, nonce) = args.freshness.both(cx)?;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let (shop, card, kind) = (text(&args.location_id), text(&args.card_id), text(&args.card_type));
    let others = [("app_id", &*appid), ("location_id", &*shop), ("card_id", &*card), ("card_type", &*kind)];
    let spec = schemes::choose_card(ticket.expose(), &timestamp, &nonce, &others);
    let inputs = vec![
        ("app_id", appid.clone()),
        ("location_id", shop.clone()),
        ("timestamp", timestamp.clone()),
        ("nonce_str", nonce.clone()),
        ("card_id", card.clone()),
        ("card_type", kind.clone()),
    ];
    let sister = schemes::card(ticket.expose(), &timestamp, &nonce, &[("card_id", &card)]);
    let mut report = SignatureReport::hash(spec, inputs);
    report.alternatives = args.others.alternatives(TicketKind::WxCard, &args.source, &args.freshness, cx)?;
    report.alternatives.sisters = vec![Sister { name: "cardExt", spec: sister }];
    let signed = Signed { timestamp: &timestamp, nonce: &nonce, signature: &report.signature };
    let parameters = parameters::choose_card(&shop, &kind, &card, signed);
    report.snippet = format!("wx.chooseCard({})", pretty(&parameters));
    report.results.push(("cardSign", json!(report.signature)));
    report.results.push(("parameters", parameters));
    Ok(report)
}
