//! `webot pay v2 refund` and `refund-query`.

use clap::Args;

use super::{Answer, V2Args, field};
use crate::commands::args::confirm;
use crate::commands::pay::order::shell_word;
use crate::commands::pay::query::WhichOrder;
use crate::commands::pay::values::{AmountArgs, fen, notify_url, own_number, text, wrong, yuan};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::PayWanted;
use crate::pay::{Fen, is_refund_number};
use crate::printer::Outcome;
use crate::text::{help, words};
use crate::wechat::WechatError;

/// The most characters of `refund_desc`.
const MAX_REASON: usize = 80;

/// `pay v2 refund`
#[derive(Debug, Args)]
pub(crate) struct RefundArgs {
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
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The merchant.
    #[command(flatten)]
    pub merchant: V2Args,
}

/// Refunds an order, or a part of it, after a confirmation.
pub(crate) fn refund(args: &RefundArgs, cx: &Context) -> Result<Outcome, Error> {
    args.order.check()?;
    let number = own_number(
        "--out-refund-no",
        args.out_refund_no.as_ref(),
        (is_refund_number, PayWanted::RefundNumber),
        "R",
        cx,
    )?;
    let amount = args.amount.amount()?;
    let total = match (&args.total_yuan, &args.total_fen) {
        (Some(total), _) => Some(yuan("--total-yuan", total)?),
        (None, Some(total)) => Some(fen("--total-fen", total)?),
        (None, None) => None,
    };
    let mut session = args.merchant.open(cx)?;
    session.present_certificate()?;
    let (name, value) = args.order.pair();
    let total = match total {
        Some(total) => total,
        None if session.previews() => return Err(wrong("--total-yuan", "", PayWanted::Total)),
        None => match session.call("/pay/orderquery", &[(name, value.to_owned())], "")? {
            Answer::Previewed(outcome) => return Ok(outcome),
            Answer::Answered(fields) => Fen::from_fen(field(&fields, "total_fee"))
                .ok_or_else(|| WechatError::NoMember { member: "total_fee".to_owned() })?,
        },
    };
    if amount > total {
        return Err(Usage::RefundExceeds { refund: amount.to_string(), total: total.to_string() }.into());
    }
    let mut fields = vec![
        (name, value.to_owned()),
        ("out_refund_no", number.clone()),
        ("total_fee", total.get().to_string()),
        ("refund_fee", amount.get().to_string()),
    ];
    if let Some(reason) = &args.reason {
        fields.push(("refund_desc", text("--reason", reason, MAX_REASON)?));
    }
    if let Some(url) = &args.notify_url {
        fields.extend(notify_url(Some(url), cx)?.map(|url| ("notify_url", url)));
    }
    if !session.previews() {
        let order = cx.printer.foreign(args.order.shown());
        confirm(args.yes, &(words().pay.really_refund)(&amount.to_string(), &order), cx)?;
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
