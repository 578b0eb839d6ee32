//! `webot pay combine`: orders of several merchants that are paid at once (合单支付).

use clap::Args;
use serde_json::{Value, json};

use super::merchant::{Answer, MerchantArgs};
use super::order::{OrderKind, PayerArgs, created, no_notify_url, shell_word};
use super::values::{self, add_data, encoded, own_number, text, wrong, yuan};
use crate::context::Context;
use crate::error::Error;
use crate::lang::PayWanted;
use crate::pay::is_trade_number;
use crate::printer::Outcome;
use crate::text::{help, words};

/// The numbers of orders that can be combined.
const ORDERS: std::ops::RangeInclusive<usize> = 2..=50;
/// The most characters of `description`.
const MAX_DESCRIPTION: usize = 127;

/// `pay combine order`
#[derive(Debug, Args)]
pub(crate) struct CombineArgs {
    /// KIND
    #[arg(value_name = "KIND", value_enum, ignore_case = true, hide_possible_values = true, help = help().pay.kind, help_heading = help().arguments)]
    pub kind: OrderKind,
    /// `--order`
    #[arg(long = "order", value_name = "MCHID:NUMBER:YUAN:TEXT", required = true, help = help().pay.sub_order)]
    pub orders: Vec<String>,
    /// `--combine-out-trade-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.new_combine_no)]
    pub combine_out_trade_no: Option<String>,
    /// The payer.
    #[command(flatten)]
    pub payer: PayerArgs,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Creates combined orders and prints what the payer needs.
pub(crate) fn order(args: &CombineArgs, cx: &Context) -> Result<Outcome, Error> {
    let (flag, payer) = ("--combine-out-trade-no", &args.payer);
    let given = args.combine_out_trade_no.as_ref();
    let number = own_number(flag, given, (is_trade_number, PayWanted::TradeNumber), "C", cx)?;
    if !ORDERS.contains(&args.orders.len()) {
        return Err(wrong("--order", &args.orders.len().to_string(), PayWanted::SubOrders));
    }
    let orders: Vec<Value> = args.orders.iter().map(|order| sub_order(order)).collect::<Result<_, _>>()?;
    let appid = values::appid(payer.appid.as_ref(), args.merchant.uses_mock_keys(cx)?, cx)?;
    let session = args.merchant.open(cx)?;
    let mchid = session.merchant.mchid.clone();
    let mut body = json!({
        "combine_appid": appid,
        "combine_mchid": mchid,
        "combine_out_trade_no": number,
        "sub_orders": orders,
    });
    payer.add_to(&mut body, args.kind, "openid", cx)?;
    if let Some(payer) = body.as_object_mut().and_then(|body| body.shift_remove("payer")) {
        body["combine_payer_info"] = payer;
    }
    add_data(&mut body, payer.data.as_ref(), cx)?;
    if body.get("notify_url").is_none() {
        return Err(no_notify_url());
    }
    let path = format!("/v3/combine-transactions/{}", args.kind.path());
    let lookup = format!("pay combine query {}", shell_word(&number));
    let answer = session.post(path, Some(body), &lookup)?;
    created(answer, &session, (args.kind, &appid, &mchid), ("combine_out_trade_no", &number), cx)
}

/// Parses an order such as `1900000109:ORDER001:1.23:tea`.
fn sub_order(given: &str) -> Result<Value, Error> {
    let bad = || wrong("--order", given, PayWanted::SubOrder);
    let mut parts = given.splitn(4, ':');
    let mut part = || parts.next().filter(|part| !part.is_empty()).ok_or_else(bad);
    let (mchid, number, amount, description) = (part()?, part()?, part()?, part()?);
    if !is_trade_number(number) {
        return Err(wrong("--order", number, PayWanted::TradeNumber));
    }
    let description = text("--order", description, MAX_DESCRIPTION)?;
    let mut order = merchant_of(mchid);
    // WeChat requires it, although nothing depends on it.
    order["attach"] = json!(number);
    order["amount"] = json!({ "total_amount": yuan("--order", amount)?.get(), "currency": "CNY" });
    order["out_trade_no"] = json!(number);
    order["description"] = json!(description);
    Ok(order)
}

/// Returns the members for a merchant, or for a partner and its sub-merchant with a slash between them.
fn merchant_of(given: &str) -> Value {
    match given.split_once('/') {
        Some((partner, sub_mchid)) => json!({ "mchid": partner, "sub_mchid": sub_mchid }),
        None => json!({ "mchid": given }),
    }
}

/// `pay combine query`
#[derive(Debug, Args)]
pub(crate) struct CombineQueryArgs {
    /// NUMBER
    #[arg(value_name = "NUMBER", help = help().pay.combine_no, help_heading = help().arguments)]
    pub number: String,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

fn path(number: &str) -> Result<String, Error> {
    if !is_trade_number(number) {
        return Err(wrong("NUMBER", number, PayWanted::TradeNumber));
    }
    Ok(format!("/v3/combine-transactions/out-trade-no/{}", encoded(number)))
}

/// Prints the state of combined orders.
pub(crate) fn query(args: &CombineQueryArgs, cx: &Context) -> Result<Outcome, Error> {
    let path = path(&args.number)?;
    Ok(args.merchant.open(cx)?.get(path, Vec::new())?.shown(cx))
}

/// `pay combine close`
#[derive(Debug, Args)]
pub(crate) struct CombineCloseArgs {
    /// NUMBER
    #[arg(value_name = "NUMBER", help = help().pay.combine_no, help_heading = help().arguments)]
    pub number: String,
    /// `--order`
    #[arg(long = "order", value_name = "MCHID:NUMBER", required = true, help = help().pay.closed_order)]
    pub orders: Vec<String>,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Closes combined orders, so that they cannot be paid.
pub(crate) fn close(args: &CombineCloseArgs, cx: &Context) -> Result<Outcome, Error> {
    let path = path(&args.number)?;
    let order = |given: &String| {
        let pair =
            given.split_once(':').filter(|(mchid, number)| !mchid.is_empty() && is_trade_number(number));
        let (mchid, number) = pair.ok_or_else(|| wrong("--order", given, PayWanted::ClosedOrder))?;
        let mut order = merchant_of(mchid);
        order["out_trade_no"] = json!(number);
        Ok(order)
    };
    let orders: Vec<Value> = args.orders.iter().map(order).collect::<Result<_, Error>>()?;
    let appid = values::appid(args.appid.as_ref(), args.merchant.uses_mock_keys(cx)?, cx)?;
    let session = args.merchant.open(cx)?;
    let body = json!({ "combine_appid": appid, "sub_orders": orders });
    let lookup = format!("pay combine query {}", shell_word(&args.number));
    Ok(match session.post(format!("{path}/close"), Some(body), &lookup)? {
        Answer::Answered(reply, json) if reply.has_no_content() => {
            Outcome::json(json).status((words().pay.closed)(&cx.printer.foreign(&args.number)))
        }
        answer => answer.shown(cx),
    })
}
