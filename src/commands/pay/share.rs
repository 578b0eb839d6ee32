//! `webot pay share`: shares the money of an order with others (分账).

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::merchant::MerchantArgs;
use super::order::shell_word;
use super::values::{self, AmountArgs, PartnerArgs, encoded, own_number, text, wrong, yuan};
use crate::commands::args::confirm;
use crate::context::Context;
use crate::error::Error;
use crate::lang::PayWanted;
use crate::pay::is_refund_number;
use crate::printer::Outcome;
use crate::text::{help, words};

/// The most receivers of an order.
const MAX_RECEIVERS: usize = 50;
/// The most characters of a description.
const MAX_DESCRIPTION: usize = 80;

/// The kind of a receiver's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AccountKind {
    /// 商户号
    Merchant,
    /// The openid under the merchant's appid.
    Openid,
    /// The openid under the sub-merchant's appid.
    SubOpenid,
}

impl AccountKind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Merchant => "MERCHANT_ID",
            Self::Openid => "PERSONAL_OPENID",
            Self::SubOpenid => "PERSONAL_SUB_OPENID",
        }
    }
}

/// `pay share create`
#[derive(Debug, Args)]
pub(crate) struct ShareArgs {
    /// `--transaction-id`
    #[arg(long, value_name = "NUMBER", help = help().pay.transaction_id)]
    pub transaction_id: String,
    /// `--receiver`
    #[arg(long, value_name = "KIND:ACCOUNT:YUAN:TEXT", required = true, help = help().pay.receiver)]
    pub receiver: Vec<String>,
    /// `--out-order-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.new_share_no)]
    pub out_order_no: Option<String>,
    /// `--unfreeze`
    #[arg(long, help = help().pay.unfreeze_rest)]
    pub unfreeze: bool,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// `--sub-mchid`
    #[command(flatten)]
    pub partner: PartnerArgs,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Shares the money of an order after a confirmation.
pub(crate) fn create(args: &ShareArgs, cx: &Context) -> Result<Outcome, Error> {
    let number = share_number("--out-order-no", args.out_order_no.as_ref(), "S", cx)?;
    let appid = values::appid(args.appid.as_ref(), args.merchant.uses_mock_keys(cx)?, cx)?;
    if args.receiver.len() > MAX_RECEIVERS {
        return Err(wrong("--receiver", &args.receiver.len().to_string(), PayWanted::Receivers));
    }
    let receivers: Vec<Value> =
        args.receiver.iter().map(|receiver| receiver_of(receiver)).collect::<Result<_, _>>()?;
    let total: u64 = receivers.iter().filter_map(|receiver| receiver["amount"].as_u64()).sum();
    let mut body = json!({
        "appid": appid,
        "transaction_id": args.transaction_id,
        "out_order_no": number,
        "receivers": receivers,
        "unfreeze_unsplit": args.unfreeze,
    });
    add_partner(&mut body, &args.partner);
    let session = args.merchant.open(cx)?;
    if !session.previews() {
        let total = crate::pay::Fen::new(total).map(|total| total.to_string()).unwrap_or_default();
        let order = cx.printer.foreign(&args.transaction_id);
        confirm(args.yes, &(words().pay.really_share)(&total, args.receiver.len(), &order), cx)?;
    }
    let lookup = lookup(&number, &args.transaction_id, &args.partner);
    Ok(session.post("/v3/profitsharing/orders".to_owned(), Some(body), &lookup)?.shown(cx))
}

fn lookup(number: &str, transaction_id: &str, partner: &PartnerArgs) -> String {
    let partner = partner.sub_mchid.as_ref().map(|id| format!(" --sub-mchid {id}")).unwrap_or_default();
    let (number, transaction_id) = (shell_word(number), shell_word(transaction_id));
    format!("pay share query {number} --transaction-id {transaction_id}{partner}")
}

fn share_number(
    flag: &'static str,
    given: Option<&String>,
    prefix: &str,
    cx: &Context,
) -> Result<String, Error> {
    own_number(flag, given, (is_refund_number, PayWanted::RefundNumber), prefix, cx)
}

pub(super) fn add_partner(body: &mut Value, partner: &PartnerArgs) {
    if let Some(sub_mchid) = &partner.sub_mchid {
        body["sub_mchid"] = json!(sub_mchid);
    }
}

/// Parses a receiver such as `merchant:1900000109:1.00:commission`.
fn receiver_of(given: &str) -> Result<Value, Error> {
    let bad = || wrong("--receiver", given, PayWanted::Receiver);
    let mut parts = given.splitn(4, ':');
    let mut part = || parts.next().filter(|part| !part.is_empty()).ok_or_else(bad);
    let (kind, account, amount, description) = (part()?, part()?, part()?, part()?);
    let kind = AccountKind::from_str(kind, true).map_err(|_| bad())?;
    Ok(json!({
        "type": kind.name(),
        "account": account,
        "amount": yuan("--receiver", amount)?.get(),
        "description": text("--receiver", description, MAX_DESCRIPTION)?,
    }))
}

/// `pay share query`
#[derive(Debug, Args)]
pub(crate) struct ShareQueryArgs {
    /// NUMBER
    #[arg(value_name = "NUMBER", help = help().pay.share_no, help_heading = help().arguments)]
    pub number: String,
    /// `--transaction-id`
    #[arg(long, value_name = "NUMBER", help = help().pay.transaction_id)]
    pub transaction_id: String,
    /// `--sub-mchid`
    #[command(flatten)]
    pub partner: PartnerArgs,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Prints the state of a share.
pub(crate) fn query(args: &ShareQueryArgs, cx: &Context) -> Result<Outcome, Error> {
    share_number("NUMBER", Some(&args.number), "", cx)?;
    let mut query: Vec<(&str, &str)> = vec![("transaction_id", &args.transaction_id)];
    query.extend(args.partner.sub_mchid.iter().map(|id| ("sub_mchid", id.as_str())));
    let path = format!("/v3/profitsharing/orders/{}", encoded(&args.number));
    Ok(args.merchant.open(cx)?.get(path, query)?.shown(cx))
}

/// `pay share unfreeze`
#[derive(Debug, Args)]
pub(crate) struct UnfreezeArgs {
    /// `--transaction-id`
    #[arg(long, value_name = "NUMBER", help = help().pay.transaction_id)]
    pub transaction_id: String,
    /// `--out-order-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.new_share_no)]
    pub out_order_no: Option<String>,
    /// `--description`
    #[arg(long, value_name = "TEXT", help = help().pay.unfreeze_reason)]
    pub description: String,
    /// `--sub-mchid`
    #[command(flatten)]
    pub partner: PartnerArgs,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Ends the sharing of an order: the rest goes to the merchant.
pub(crate) fn unfreeze(args: &UnfreezeArgs, cx: &Context) -> Result<Outcome, Error> {
    let number = share_number("--out-order-no", args.out_order_no.as_ref(), "S", cx)?;
    let mut body = json!({
        "transaction_id": args.transaction_id,
        "out_order_no": number,
        "description": text("--description", &args.description, MAX_DESCRIPTION)?,
    });
    add_partner(&mut body, &args.partner);
    let session = args.merchant.open(cx)?;
    if !session.previews() {
        let order = cx.printer.foreign(&args.transaction_id);
        confirm(args.yes, &(words().pay.really_unfreeze)(&order), cx)?;
    }
    let lookup = lookup(&number, &args.transaction_id, &args.partner);
    Ok(session.post("/v3/profitsharing/orders/unfreeze".to_owned(), Some(body), &lookup)?.shown(cx))
}

/// `pay share amounts`
#[derive(Debug, Args)]
pub(crate) struct AmountsArgs {
    /// `TRANSACTION_ID`
    #[arg(value_name = "TRANSACTION_ID", help = help().pay.transaction_id, help_heading = help().arguments)]
    pub transaction_id: String,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Prints the amount of an order that can still be shared.
pub(crate) fn amounts(args: &AmountsArgs, cx: &Context) -> Result<Outcome, Error> {
    let path = format!("/v3/profitsharing/transactions/{}/amounts", encoded(&args.transaction_id));
    Ok(args.merchant.open(cx)?.get(path, Vec::new())?.shown(cx))
}

/// `pay share return`
#[derive(Debug, Args)]
pub(crate) struct ReturnArgs {
    /// `--out-order-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.share_no)]
    pub out_order_no: String,
    /// `--return-mchid`
    #[arg(long, value_name = "ID", help = help().pay.return_mchid)]
    pub return_mchid: String,
    /// `--yuan`, `--fen`
    #[command(flatten)]
    pub amount: AmountArgs,
    /// `--description`
    #[arg(long, value_name = "TEXT", help = help().pay.return_reason)]
    pub description: String,
    /// `--out-return-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.new_return_no)]
    pub out_return_no: Option<String>,
    /// `--sub-mchid`
    #[command(flatten)]
    pub partner: PartnerArgs,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Takes back shared money after a confirmation.
pub(crate) fn give_back(args: &ReturnArgs, cx: &Context) -> Result<Outcome, Error> {
    share_number("--out-order-no", Some(&args.out_order_no), "", cx)?;
    let number = share_number("--out-return-no", args.out_return_no.as_ref(), "B", cx)?;
    let amount = args.amount.amount()?;
    let mut body = json!({
        "out_order_no": args.out_order_no,
        "out_return_no": number,
        "return_mchid": args.return_mchid,
        "amount": amount.get(),
        "description": text("--description", &args.description, MAX_DESCRIPTION)?,
    });
    add_partner(&mut body, &args.partner);
    let session = args.merchant.open(cx)?;
    if !session.previews() {
        let from = cx.printer.foreign(&args.return_mchid);
        confirm(args.yes, &(words().pay.really_return)(&amount.to_string(), &from), cx)?;
    }
    let partner = args.partner.sub_mchid.as_ref().map(|id| format!(" --sub-mchid {id}")).unwrap_or_default();
    let (shown, order) = (shell_word(&number), shell_word(&args.out_order_no));
    let lookup = format!("pay share return-query {shown} --out-order-no {order}{partner}");
    Ok(session.post("/v3/profitsharing/return-orders".to_owned(), Some(body), &lookup)?.shown(cx))
}

/// `pay share return-query`
#[derive(Debug, Args)]
pub(crate) struct ReturnQueryArgs {
    /// NUMBER
    #[arg(value_name = "NUMBER", help = help().pay.return_no, help_heading = help().arguments)]
    pub number: String,
    /// `--out-order-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.share_no)]
    pub out_order_no: String,
    /// `--sub-mchid`
    #[command(flatten)]
    pub partner: PartnerArgs,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Prints the state of a return.
pub(crate) fn return_query(args: &ReturnQueryArgs, cx: &Context) -> Result<Outcome, Error> {
    share_number("NUMBER", Some(&args.number), "", cx)?;
    let mut query: Vec<(&str, &str)> = vec![("out_order_no", &args.out_order_no)];
    query.extend(args.partner.sub_mchid.iter().map(|id| ("sub_mchid", id.as_str())));
    let path = format!("/v3/profitsharing/return-orders/{}", encoded(&args.number));
    Ok(args.merchant.open(cx)?.get(path, query)?.shown(cx))
}
