//! `webot pay v2 refund` and `refund-query`.

use clap::Args;

use super::{Answer, V2Args, field};
use crate::commands::pay::order::shell_word;
use crate::commands::pay::refund::{RefundDetails, RefundValues, check_total};
use crate::commands::pay::values::wrong;
use crate::context::Context;
use crate::error::Error;
use crate::lang::PayWanted;
use crate::pay::{Fen, is_refund_number};
use crate::printer::Outcome;
use crate::text::help;
use crate::wechat::WechatError;

/// `pay v2 refund`
#[derive(Debug, Args)]
pub(crate) struct RefundArgs {
    /// The refund.
    #[command(flatten)]
    pub details: RefundDetails,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The merchant.
    #[command(flatten)]
    pub merchant: V2Args,
}

/// Refunds an order, or a part of it, after a confirmation.
pub(crate) fn refund(args: &RefundArgs, cx: &Context) -> Result<Outcome, Error> {
    let RefundValues { number, amount, total, reason, notify_url } = args.details.values(cx)?;
    let mut session = args.merchant.open(cx)?;
    session.present_certificate()?;
    let (name, value) = args.details.order.pair();
    let total = match total {
        Some(total) => total,
        None if session.previews() => return Err(wrong("--total-yuan", "", PayWanted::Total)),
        None => match session.call("/pay/orderquery", &[(name, value.to_owned())], "")? {
            Answer::Previewed(outcome) => return Ok(outcome),
            Answer::Answered(fields) => Fen::from_fen(field(&fields, "total_fee"))
                .ok_or_else(|| WechatError::NoMember { member: "total_fee".to_owned() })?,
        },
    };
    check_total(amount, total)?;
    let mut fields = vec![
        (name, value.to_owned()),
        ("out_refund_no", number.clone()),
        ("total_fee", total.get().to_string()),
        ("refund_fee", amount.get().to_string()),
    ];
    fields.extend(reason.map(|reason| ("refund_desc", reason)));
    fields.extend(notify_url.map(|url| ("notify_url", url)));
    if !session.previews() {
        args.details.confirm(args.yes, amount, cx)?;
    }
    let lookup = format!("pay v2 refund-query {}{}", shell_word(&number), args.merchant.partner());
    Ok(session.call("/secapi/pay/refund", &fields, &lookup)?.shown(cx))
}

/// `pay v2 refund-query`
#[derive(Debug, Args)]
pub(crate) struct RefundQueryArgs {
    /// NUMBER
    #[arg(value_name = "NUMBER", help = help().pay.out_refund_no, help_heading = help().arguments)]
    pub number: String,
    /// The merchant.
    #[command(flatten)]
    pub merchant: V2Args,
}

/// Prints the state of a refund.
pub(crate) fn refund_query(args: &RefundQueryArgs, cx: &Context) -> Result<Outcome, Error> {
    if !is_refund_number(&args.number) {
        return Err(wrong("NUMBER", &args.number, PayWanted::RefundNumber));
    }
    let fields = [("out_refund_no", args.number.clone())];
    Ok(args.merchant.open(cx)?.call("/pay/refundquery", &fields, "")?.shown(cx))
}
