//! `webot pay query` and `close`: the state of orders of WeChat Pay v3.

use clap::Args;
use serde_json::json;

use super::merchant::{Answer, MerchantArgs, Session};
use super::order::lookup;
use super::values::{PartnerArgs, encoded, wrong};
use crate::context::Context;
use crate::error::Error;
use crate::lang::PayWanted;
use crate::pay::is_trade_number;
use crate::printer::Outcome;
use crate::text::{help, words};

/// The order that a command is about.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct WhichOrder {
    /// `--out-trade-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.out_trade_no)]
    pub out_trade_no: Option<String>,
    /// `--transaction-id`
    #[arg(long, value_name = "NUMBER", help = help().pay.transaction_id)]
    pub transaction_id: Option<String>,
}

/// `pay query`
#[derive(Debug, Args)]
pub(crate) struct QueryArgs {
    /// The order.
    #[command(flatten)]
    pub order: WhichOrder,
    /// `--sub-mchid`
    #[command(flatten)]
    pub partner: PartnerArgs,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Prints the state of an order.
pub(crate) fn query(args: &QueryArgs, cx: &Context) -> Result<Outcome, Error> {
    args.order.check()?;
    let session = args.merchant.open(cx)?;
    Ok(found(&session, &args.order, args.partner.sub_mchid.as_deref())?.shown(cx))
}

impl WhichOrder {
    /// Checks the number of the merchant.
    pub(super) fn check(&self) -> Result<(), Error> {
        match &self.out_trade_no {
            Some(number) if !is_trade_number(number) => {
                Err(wrong("--out-trade-no", number, PayWanted::TradeNumber))
            }
            _ => match self.transaction_id.as_deref() {
                Some(id) if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                    Err(wrong("--transaction-id", id, PayWanted::TransactionId))
                }
                _ => Ok(()),
            },
        }
    }

    /// Returns the number for questions to the user.
    pub(super) fn shown(&self) -> &str {
        self.out_trade_no.as_deref().or(self.transaction_id.as_deref()).unwrap_or_default()
    }

    /// Returns name and value of the number.
    pub(super) fn pair(&self) -> (&'static str, &str) {
        match &self.out_trade_no {
            Some(number) => ("out_trade_no", number),
            None => ("transaction_id", self.transaction_id.as_deref().unwrap_or_default()),
        }
    }
}

/// Asks for an order.
pub(super) fn found(
    session: &Session<'_>,
    order: &WhichOrder,
    sub_mchid: Option<&str>,
) -> Result<Answer, Error> {
    let mchid = session.merchant.mchid.as_str();
    let (folder, query) = match sub_mchid {
        Some(sub_mchid) => {
            ("/v3/pay/partner/transactions", vec![("sp_mchid", mchid), ("sub_mchid", sub_mchid)])
        }
        None => ("/v3/pay/transactions", vec![("mchid", mchid)]),
    };
    let path = match order.pair() {
        ("out_trade_no", number) => format!("{folder}/out-trade-no/{}", encoded(number)),
        (_, id) => format!("{folder}/id/{}", encoded(id)),
    };
    session.get(path, query)
}

/// `pay close`
#[derive(Debug, Args)]
pub(crate) struct CloseArgs {
    /// `--out-trade-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.out_trade_no)]
    pub out_trade_no: String,
    /// `--sub-mchid`
    #[command(flatten)]
    pub partner: PartnerArgs,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Closes an order, so that it cannot be paid.
pub(crate) fn close(args: &CloseArgs, cx: &Context) -> Result<Outcome, Error> {
    let number = &args.out_trade_no;
    if !is_trade_number(number) {
        return Err(wrong("--out-trade-no", number, PayWanted::TradeNumber));
    }
    let session = args.merchant.open(cx)?;
    let mchid = &session.merchant.mchid;
    let (folder, body) = match &args.partner.sub_mchid {
        Some(sub) => ("/v3/pay/partner/transactions", json!({ "sp_mchid": mchid, "sub_mchid": sub })),
        None => ("/v3/pay/transactions", json!({ "mchid": mchid })),
    };
    let path = format!("{folder}/out-trade-no/{}/close", encoded(number));
    let lookup = lookup(number, args.partner.sub_mchid.as_deref());
    let answer = session.post(path, Some(body), &lookup)?;
    Ok(match answer {
        Answer::Answered(reply, json) if reply.has_no_content() => {
            Outcome::json(json).status((words().pay.closed)(&cx.printer.foreign(number)))
        }
        answer => answer.shown(cx),
    })
}
