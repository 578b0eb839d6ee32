//! `webot pay complaint`: complaints of users about a merchant (消费者投诉).

use clap::Args;
use serde_json::{Value, json};

use super::bill::day;
use super::merchant::{Answer, MerchantArgs};
use super::order::shell_word;
use super::values::{encoded, text};
use crate::commands::args::{confirm, value};
use crate::context::Context;
use crate::error::Error;
use crate::printer::{Outcome, Rows};
use crate::text::{help, words};

/// The path of complaints.
const COMPLAINTS: &str = "/v3/merchant-service/complaints-v2";
/// The most characters of a reply.
const MAX_REPLY: usize = 200;
/// The number of complaints on a page.
const PAGE: &str = "50";

/// `pay complaint list`
#[derive(Debug, Args)]
pub(crate) struct ComplaintsArgs {
    /// FROM
    #[arg(value_name = "FROM", help = help().pay.from, help_heading = help().arguments)]
    pub from: String,
    /// TO
    #[arg(value_name = "TO", help = help().pay.to, help_heading = help().arguments)]
    pub to: String,
    /// `--offset`
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32), help = help().pay.offset)]
    pub offset: Option<u32>,
    /// `--of`
    #[arg(long, value_name = "MCHID", help = help().pay.complained)]
    pub of: Option<String>,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Lists the complaints of some days; the payers' telephone numbers are decrypted.
pub(crate) fn list(args: &ComplaintsArgs, cx: &Context) -> Result<Outcome, Error> {
    let (from, to) = (day(&args.from)?, day(&args.to)?);
    let offset = args.offset.unwrap_or_default().to_string();
    let mut query = vec![
        ("limit", PAGE),
        ("offset", offset.as_str()),
        ("begin_date", from.as_str()),
        ("end_date", to.as_str()),
    ];
    query.extend(args.of.iter().map(|mchid| ("complainted_mchid", mchid.as_str())));
    let session = args.merchant.open(cx)?;
    let json = match session.get(COMPLAINTS.to_owned(), query)? {
        Answer::Previewed(outcome) => return Ok(outcome),
        Answer::Answered(_, json) => json,
    };
    let items = json["data"].as_array().map(Vec::as_slice).unwrap_or_default();
    let cell = |value: &Value| cx.printer.foreign(value.as_str().unwrap_or_default());
    let names = ["complaint_id", "complaint_time", "complaint_state", "payer_phone", "complaint_detail"];
    let cells = items.iter().map(|item| names.iter().map(|name| cell(&item[*name])).collect()).collect();
    let shown = items.len() as u64 + u64::from(args.offset.unwrap_or_default());
    let total = json["total_count"].as_u64().unwrap_or(shown);
    let status = if shown < total { (words().pay.more_complaints)(shown, total) } else { String::new() };
    Ok(Outcome::rows(Rows::new(json, cells)).status(status))
}

/// `pay complaint get`, `pay complaint history`
#[derive(Debug, Args)]
pub(crate) struct ComplaintArgs {
    /// ID
    #[arg(value_name = "ID", help = help().pay.complaint_id, help_heading = help().arguments)]
    pub id: String,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Prints a complaint.
pub(crate) fn get(args: &ComplaintArgs, cx: &Context) -> Result<Outcome, Error> {
    Ok(args.merchant.open(cx)?.get(path(&args.id), Vec::new())?.shown(cx))
}

/// Prints what was done about a complaint.
pub(crate) fn history(args: &ComplaintArgs, cx: &Context) -> Result<Outcome, Error> {
    let query = vec![("limit", PAGE), ("offset", "0")];
    Ok(args.merchant.open(cx)?.get(format!("{}/negotiation-historys", path(&args.id)), query)?.shown(cx))
}

fn path(id: &str) -> String {
    format!("{COMPLAINTS}/{}", encoded(id))
}

/// `pay complaint reply`
#[derive(Debug, Args)]
pub(crate) struct ComplaintReplyArgs {
    /// ID
    #[arg(value_name = "ID", help = help().pay.complaint_id, help_heading = help().arguments)]
    pub id: String,
    /// TEXT
    #[arg(value_name = "TEXT", help = help().pay.complaint_text, help_heading = help().arguments)]
    pub text: String,
    /// `--of`
    #[arg(long, value_name = "MCHID", help = help().pay.complained)]
    pub of: Option<String>,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Replies to a complaint after a confirmation: the user reads it.
pub(crate) fn reply(args: &ComplaintReplyArgs, cx: &Context) -> Result<Outcome, Error> {
    let content = text("TEXT", &value("TEXT", &args.text, cx)?, MAX_REPLY)?;
    let session = args.merchant.open(cx)?;
    if !session.previews() {
        confirm(args.yes, words().pay.really_reply, cx)?;
    }
    let of = args.of.as_ref().unwrap_or(&session.merchant.mchid);
    let body = json!({ "complainted_mchid": of, "response_content": content });
    let lookup = format!("pay complaint history {}", shell_word(&cx.printer.foreign(&args.id)));
    Ok(session.post(format!("{}/response", path(&args.id)), Some(body), &lookup)?.shown(cx))
}

/// `pay complaint complete`
#[derive(Debug, Args)]
pub(crate) struct CompleteArgs {
    /// ID
    #[arg(value_name = "ID", help = help().pay.complaint_id, help_heading = help().arguments)]
    pub id: String,
    /// `--of`
    #[arg(long, value_name = "MCHID", help = help().pay.complained)]
    pub of: Option<String>,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Reports that a complaint was dealt with, after a confirmation.
pub(crate) fn complete(args: &CompleteArgs, cx: &Context) -> Result<Outcome, Error> {
    let session = args.merchant.open(cx)?;
    if !session.previews() {
        confirm(args.yes, words().pay.really_complete, cx)?;
    }
    let of = args.of.as_ref().unwrap_or(&session.merchant.mchid);
    let body = json!({ "complainted_mchid": of });
    let lookup = format!("pay complaint get {}", shell_word(&cx.printer.foreign(&args.id)));
    Ok(session.post(format!("{}/complete", path(&args.id)), Some(body), &lookup)?.shown(cx))
}
