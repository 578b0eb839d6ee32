//! `webot pay transfer`: transfers to users' balances (商家转账), which the user confirms.

use clap::Args;
use serde_json::{Value, json};

use super::merchant::{Answer, MerchantArgs};
use super::values::{self, AmountArgs, add_data, encoded, notify_url, own_number, text, wrong};
use crate::commands::args::confirm;
use crate::context::Context;
use crate::error::Error;
use crate::lang::PayWanted;
use crate::pay::is_bill_number;
use crate::printer::Outcome;
use crate::text::{help, words};

/// The path of transfers.
const TRANSFERS: &str = "/v3/fund-app/mch-transfer/transfer-bills";
/// The amount from which the name of the receiver is required, in fen.
const NAME_FROM_FEN: u64 = 200_000;
/// The amount below which the name of the receiver is not allowed, in fen.
const NO_NAME_BELOW_FEN: u64 = 30;
/// The most characters of `transfer_remark`.
const MAX_REMARK: usize = 32;
/// The most characters of `info_type` and of `info_content`.
const MAX_REPORT: (usize, usize) = (15, 32);
/// The hours within which the user must confirm.
const CONFIRM_HOURS: u64 = 24;

/// `pay transfer create`
#[derive(Debug, Args)]
pub(crate) struct TransferArgs {
    /// `--openid`
    #[arg(long, value_name = "OPENID", help = help().pay.receiver_openid)]
    pub openid: String,
    /// `--yuan`, `--fen`
    #[command(flatten)]
    pub amount: AmountArgs,
    /// `--scene`
    #[arg(long, value_name = "ID", help = help().pay.scene)]
    pub scene: String,
    /// `--report`
    #[arg(long, value_name = "TYPE=CONTENT", required = true, help = help().pay.report)]
    pub report: Vec<String>,
    /// `--remark`
    #[arg(long, value_name = "TEXT", help = help().pay.remark)]
    pub remark: String,
    /// `--out-bill-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.new_bill_no)]
    pub out_bill_no: Option<String>,
    /// `--user-name`
    #[arg(long, value_name = "NAME", help = help().pay.user_name)]
    pub user_name: Option<String>,
    /// `--perception`
    #[arg(long, value_name = "TEXT", help = help().pay.perception)]
    pub perception: Option<String>,
    /// `--notify-url`
    #[arg(long, value_name = "URL", help = help().pay.transfer_notify_url)]
    pub notify_url: Option<String>,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// `--data`
    #[arg(short, long, value_name = "JSON", allow_hyphen_values = true, help = help().pay.data)]
    pub data: Option<String>,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Creates a transfer after a confirmation, and prints what the user confirms it with.
pub(crate) fn create(args: &TransferArgs, cx: &Context) -> Result<Outcome, Error> {
    let number = own_number(
        "--out-bill-no",
        args.out_bill_no.as_ref(),
        (is_bill_number, PayWanted::BillNumber),
        "T",
        cx,
    )?;
    let amount = args.amount.amount()?;
    let appid = values::appid(args.appid.as_ref(), args.merchant.uses_mock_keys(cx)?, cx)?;
    let mut body = json!({
        "appid": appid,
        "out_bill_no": number,
        "transfer_scene_id": args.scene,
        "openid": args.openid,
    });
    match &args.user_name {
        Some(name) if amount.get() < NO_NAME_BELOW_FEN => {
            return Err(wrong("--user-name", name, PayWanted::NoName));
        }
        Some(name) => body["user_name"] = json!(text("--user-name", name, 64)?),
        None if amount.get() >= NAME_FROM_FEN => return Err(wrong("--user-name", "", PayWanted::Name)),
        None => {}
    }
    body["transfer_amount"] = json!(amount.get());
    body["transfer_remark"] = json!(text("--remark", &args.remark, MAX_REMARK)?);
    if let Some(url) = &args.notify_url {
        body["notify_url"] = json!(notify_url(Some(url), cx)?);
    }
    if let Some(perception) = &args.perception {
        body["user_recv_perception"] = json!(perception);
    }
    body["transfer_scene_report_infos"] =
        Value::Array(args.report.iter().map(|report| reported(report)).collect::<Result<_, _>>()?);
    add_data(&mut body, args.data.as_ref(), cx)?;
    let session = args.merchant.open(cx)?;
    if !session.previews() {
        let openid = cx.printer.foreign(&args.openid);
        confirm(args.yes, &(words().pay.really_transfer)(&amount.to_string(), &openid), cx)?;
    }
    let lookup = format!("pay transfer query {number}");
    let mut json = match session.post(TRANSFERS.to_owned(), Some(body), &lookup)? {
        Answer::Previewed(outcome) => return Ok(outcome),
        Answer::Answered(_, json) => json,
    };
    let state = json["state"].as_str().unwrap_or_default().to_owned();
    if let Some(package) = json["package_info"].as_str().filter(|package| !package.is_empty()) {
        // This call of the page needs no signature of its own.
        json["client"] = json!({ "mchId": session.merchant.mchid, "appId": appid, "package": package });
    }
    let text = cx.printer.foreign_json(&json);
    let failed = matches!(state.as_str(), "FAIL" | "CANCELLED");
    let lookup = args.merchant.wechat.again(&lookup, cx);
    let status = (words().pay.transfer_state)(&cx.printer.foreign(&state), &lookup, CONFIRM_HOURS);
    Ok(Outcome::value(json, text).status(status).failed(failed))
}

/// Returns an item of the scene's report.
fn reported(given: &str) -> Result<Value, Error> {
    let pair = given.split_once('=').filter(|(kind, content)| {
        (1..=MAX_REPORT.0).contains(&kind.chars().count())
            && (1..=MAX_REPORT.1).contains(&content.chars().count())
    });
    let (kind, content) = pair.ok_or_else(|| wrong("--report", given, PayWanted::Report))?;
    Ok(json!({ "info_type": kind, "info_content": content }))
}

/// `pay transfer query`, `pay transfer cancel`
#[derive(Debug, Args)]
pub(crate) struct TransferNumberArgs {
    /// NUMBER
    #[arg(value_name = "NUMBER", help = help().pay.out_bill_no, help_heading = help().arguments)]
    pub number: String,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// `pay transfer cancel`
#[derive(Debug, Args)]
pub(crate) struct CancelArgs {
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The transfer.
    #[command(flatten)]
    pub transfer: TransferNumberArgs,
}

impl TransferNumberArgs {
    fn path(&self) -> Result<String, Error> {
        if !is_bill_number(&self.number) {
            return Err(wrong("NUMBER", &self.number, PayWanted::BillNumber));
        }
        Ok(format!("{TRANSFERS}/out-bill-no/{}", encoded(&self.number)))
    }
}

/// Prints the state of a transfer.
pub(crate) fn query(args: &TransferNumberArgs, cx: &Context) -> Result<Outcome, Error> {
    let path = args.path()?;
    Ok(args.merchant.open(cx)?.get(path, Vec::new())?.shown(cx))
}

/// Cancels a transfer that the user has not confirmed.
pub(crate) fn cancel(args: &CancelArgs, cx: &Context) -> Result<Outcome, Error> {
    let (transfer, yes) = (&args.transfer, args.yes);
    let path = transfer.path()?;
    let session = transfer.merchant.open(cx)?;
    if !session.previews() {
        confirm(yes, &(words().pay.really_cancel)(&transfer.number), cx)?;
    }
    let lookup = format!("pay transfer query {}", transfer.number);
    Ok(session.post(format!("{path}/cancel"), None, &lookup)?.shown(cx))
}
