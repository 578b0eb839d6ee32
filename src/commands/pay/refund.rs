//! `webot pay refund`: refunds of WeChat Pay v3.

use clap::Args;
use serde_json::json;

use super::merchant::{Answer, MerchantArgs};
use super::order::shell_word;
use super::query::{WhichOrder, found};
use super::values::{
    AmountArgs, PartnerArgs, add_data, encoded, fen, notify_url, own_number, text, wrong, yuan,
};
use crate::commands::args::confirm;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::PayWanted;
use crate::pay::{Fen, is_refund_number};
use crate::printer::Outcome;
use crate::text::{help, words};

/// The most characters of `reason`.
const MAX_REASON: usize = 80;

/// The arguments of a refund, which both versions of the API have.
#[derive(Debug, Args)]
pub(crate) struct RefundDetails {
    /// The order.
    #[command(flatten)]
    pub order: WhichOrder,
    /// `--out-refund-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.new_refund_no)]
    pub out_refund_no: Option<String>,
    /// `--yuan`, `--fen`
    #[command(flatten)]
    pub amount: AmountArgs,
    /// `--total-yuan`
    #[arg(long, value_name = "YUAN", help = help().pay.total_yuan)]
    pub total_yuan: Option<String>,
    /// `--total-fen`
    #[arg(long, value_name = "FEN", conflicts_with = "total_yuan", help = help().pay.total_fen)]
    pub total_fen: Option<String>,
    /// `--reason`
    #[arg(long, value_name = "TEXT", help = help().pay.reason)]
    pub reason: Option<String>,
    /// `--notify-url`
    #[arg(long, value_name = "URL", help = help().pay.refund_notify_url)]
    pub notify_url: Option<String>,
}

/// The values of [`RefundDetails`].
pub(super) struct RefundValues {
    /// The number of the refund.
    pub(super) number: String,
    /// The amount to refund.
    pub(super) amount: Fen,
    /// The total of the order, if it was given.
    pub(super) total: Option<Fen>,
    /// The reason.
    pub(super) reason: Option<String>,
    /// The URL for notices.
    pub(super) notify_url: Option<String>,
}

impl RefundDetails {
    /// Returns the values; an invalid one is an error, before anything is asked or sent.
    pub(super) fn values(&self, cx: &Context) -> Result<RefundValues, Error> {
        self.order.check()?;
        let shape: (fn(&str) -> bool, PayWanted) = (is_refund_number, PayWanted::RefundNumber);
        Ok(RefundValues {
            number: own_number("--out-refund-no", self.out_refund_no.as_ref(), shape, "R", cx)?,
            amount: self.amount.amount()?,
            total: match (&self.total_yuan, &self.total_fen) {
                (Some(total), _) => Some(yuan("--total-yuan", total)?),
                (None, Some(total)) => Some(fen("--total-fen", total)?),
                (None, None) => None,
            },
            reason: self.reason.as_ref().map(|reason| text("--reason", reason, MAX_REASON)).transpose()?,
            notify_url: match &self.notify_url {
                Some(url) => notify_url(Some(url), cx)?,
                None => None,
            },
        })
    }

    /// Asks for confirmation.
    pub(super) fn confirm(&self, yes: bool, amount: Fen, cx: &Context) -> Result<(), Error> {
        let order = cx.printer.foreign(self.order.shown());
        confirm(yes, &(words().pay.really_refund)(&amount.to_string(), &order), cx)
    }
}

/// Refuses a refund of more than the total.
pub(super) fn check_total(amount: Fen, total: Fen) -> Result<(), Error> {
    if amount > total {
        return Err(Usage::RefundExceeds { refund: amount.to_string(), total: total.to_string() }.into());
    }
    Ok(())
}

/// `pay refund create`
#[derive(Debug, Args)]
pub(crate) struct RefundArgs {
    /// The refund.
    #[command(flatten)]
    pub details: RefundDetails,
    /// `--data`
    #[arg(short, long, value_name = "JSON", allow_hyphen_values = true, help = help().pay.data)]
    pub data: Option<String>,
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

/// Refunds an order, or a part of it, after a confirmation.
pub(crate) fn create(args: &RefundArgs, cx: &Context) -> Result<Outcome, Error> {
    let RefundValues { number, amount, total, reason, notify_url } = args.details.values(cx)?;
    let session = args.merchant.open(cx)?;
    let sub_mchid = args.partner.sub_mchid.as_deref();
    let total = match total {
        Some(total) => total,
        // The total is part of the request, and a preview sends nothing.
        None if session.previews() => {
            return Err(wrong("--total-yuan", "", PayWanted::Total));
        }
        None => match found(&session, &args.details.order, sub_mchid)? {
            Answer::Previewed(outcome) => return Ok(outcome),
            Answer::Answered(_, json) => json["amount"]["total"]
                .as_u64()
                .and_then(Fen::new)
                .ok_or_else(|| crate::wechat::WechatError::NoMember { member: "amount.total".to_owned() })?,
        },
    };
    check_total(amount, total)?;
    let (name, value) = args.details.order.pair();
    let mut body = json!({ name: value, "out_refund_no": number });
    if let Some(sub_mchid) = sub_mchid {
        body["sub_mchid"] = json!(sub_mchid);
    }
    if let Some(reason) = reason {
        body["reason"] = json!(reason);
    }
    if let Some(url) = notify_url {
        body["notify_url"] = json!(url);
    }
    body["amount"] = json!({ "refund": amount.get(), "total": total.get(), "currency": "CNY" });
    add_data(&mut body, args.data.as_ref(), cx)?;
    if !session.previews() {
        args.details.confirm(args.yes, amount, cx)?;
    }
    let partner = sub_mchid.map(|id| format!(" --sub-mchid {id}")).unwrap_or_default();
    let lookup = format!("pay refund query {}{partner}", shell_word(&number));
    let answer = session.post("/v3/refund/domestic/refunds".to_owned(), Some(body), &lookup)?;
    Ok(refunded(answer, &args.merchant.wechat.again(&lookup, cx), cx))
}

/// Returns a refund; one that failed is an error of the check.
fn refunded(answer: Answer, lookup: &str, cx: &Context) -> Outcome {
    let Answer::Answered(_, json) = answer else { return answer.shown(cx) };
    let state = json["status"].as_str().unwrap_or_default().to_owned();
    let failed = matches!(state.as_str(), "ABNORMAL" | "CLOSED");
    let text = cx.printer.foreign_json(&json);
    let status = (words().pay.refund_state)(&state, lookup);
    Outcome::value(json, text).status(status).failed(failed)
}

/// `pay refund query`
#[derive(Debug, Args)]
pub(crate) struct RefundQueryArgs {
    /// NUMBER
    #[arg(value_name = "NUMBER", help = help().pay.out_refund_no, help_heading = help().arguments)]
    pub number: String,
    /// `--sub-mchid`
    #[command(flatten)]
    pub partner: PartnerArgs,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Prints the state of a refund.
pub(crate) fn query(args: &RefundQueryArgs, cx: &Context) -> Result<Outcome, Error> {
    if !is_refund_number(&args.number) {
        return Err(wrong("NUMBER", &args.number, PayWanted::RefundNumber));
    }
    let session = args.merchant.open(cx)?;
    let query: Vec<(&str, &str)> =
        args.partner.sub_mchid.iter().map(|id| ("sub_mchid", id.as_str())).collect();
    Ok(session.get(format!("/v3/refund/domestic/refunds/{}", encoded(&args.number)), query)?.shown(cx))
}
