//! `webot pay v2 micropay` and `reverse`: payments by the code that a payer shows (付款码支付).

use std::time::{Duration, Instant};

use clap::Args;

use super::order::lookup;
use super::{Answer, Fields, Session, V2Args, field};
use crate::commands::args::{confirm, parse_seconds};
use crate::commands::pay::order::shell_word;
use crate::commands::pay::values::{AmountArgs, own_number, text, wrong};
use crate::context::Context;
use crate::error::Error;
use crate::lang::PayWanted;
use crate::pay::is_trade_number;
use crate::printer::Outcome;
use crate::text::{help, words};
use crate::wechat::WechatError;

/// The most characters of `body`.
const MAX_BODY: usize = 127;
/// The time for which the payer may enter a password (微信支付文档《付款码支付》).
const WAIT: Duration = Duration::from_secs(30);
/// The pause between two queries.
const POLL_INTERVAL: Duration = Duration::from_secs(5);

/// `pay v2 micropay`
#[derive(Debug, Args)]
pub(crate) struct MicropayArgs {
    /// `AUTH_CODE`
    #[arg(value_name = "AUTH_CODE", help = help().pay.auth_code, help_heading = help().arguments)]
    pub auth_code: String,
    /// `--description`
    #[arg(long, value_name = "TEXT", help = help().pay.description)]
    pub description: String,
    /// `--out-trade-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.new_trade_no)]
    pub out_trade_no: Option<String>,
    /// `--yuan`, `--fen`
    #[command(flatten)]
    pub amount: AmountArgs,
    /// `--payer-ip`
    #[arg(long, value_name = "IP", default_value = "127.0.0.1", hide_default_value = true, help = help().pay.device_ip)]
    pub payer_ip: String,
    /// `--wait`
    #[arg(long, value_name = "SECONDS", help = help().pay.wait)]
    pub wait: Option<String>,
    /// `--interval`
    #[arg(long, value_name = "SECONDS", help = help().pay.interval)]
    pub interval: Option<String>,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The merchant.
    #[command(flatten)]
    pub merchant: V2Args,
}

/// Takes a payment after a confirmation. While the payer enters a password, or the outcome is unknown, asks for the
/// order until it is paid or failed.
pub(crate) fn micropay(args: &MicropayArgs, cx: &Context) -> Result<Outcome, Error> {
    // 18 digits that begin with 10 to 15.
    let right = args.auth_code.len() == 18 && args.auth_code.bytes().all(|byte| byte.is_ascii_digit());
    if !right {
        return Err(wrong("AUTH_CODE", &args.auth_code, PayWanted::AuthCode));
    }
    let number = own_number(
        "--out-trade-no",
        args.out_trade_no.as_ref(),
        (is_trade_number, PayWanted::TradeNumber),
        "",
        cx,
    )?;
    let amount = args.amount.amount()?;
    if args.payer_ip.parse::<std::net::IpAddr>().is_err() {
        return Err(wrong("--payer-ip", &args.payer_ip, PayWanted::Ip));
    }
    let wait = args.wait.as_ref().map_or(Ok(WAIT), |wait| parse_seconds("--wait", wait))?;
    let interval = args.interval.as_ref();
    let interval = interval.map_or(Ok(POLL_INTERVAL), |interval| parse_seconds("--interval", interval))?;
    let fields = [
        ("body", text("--description", &args.description, MAX_BODY)?),
        ("out_trade_no", number.clone()),
        ("total_fee", amount.get().to_string()),
        ("spbill_create_ip", args.payer_ip.clone()),
        ("auth_code", args.auth_code.clone()),
    ];
    let session = args.merchant.open(cx)?;
    if !session.previews() {
        confirm(args.yes, &(words().pay.really_charge)(&amount.to_string()), cx)?;
    }
    let lookup = lookup(&number, &args.merchant);
    match session.call("/pay/micropay", &fields, &lookup) {
        Err(Error::PayUnknown { error, .. }) => {
            if let Error::Wechat(WechatError::PayRefused(refusal)) = &*error {
                cx.printer.status(&(words().pay.waiting)(&refusal.error.code, wait.as_secs()));
            } else {
                cx.printer.warning(&(words().pay.asking)(&crate::text::error(&error).message));
            }
            poll(&session, &number, (wait, interval), &args.merchant, cx)
        }
        Ok(Answer::Answered(fields)) => Ok(Answer::Answered(fields).shown(cx)),
        other => Ok(other?.shown(cx)),
    }
}

/// Asks for an order until it is paid, has failed, or the time is over.
fn poll(
    session: &Session<'_>,
    number: &str,
    (wait, interval): (Duration, Duration),
    merchant: &V2Args,
    cx: &Context,
) -> Result<Outcome, Error> {
    let start = Instant::now();
    // The error of each question, as long as none was answered.
    let mut unanswered = None;
    let mut is_answered = false;
    loop {
        let pause = interval.min(wait.saturating_sub(start.elapsed()));
        cx.block_on(async { tokio::time::sleep(pause).await })?;
        let answer = session.call("/pay/orderquery", &[("out_trade_no", number.to_owned())], "");
        match answer {
            Ok(Answer::Answered(fields)) => {
                if let Some(is_paid) = ended(&fields) {
                    let state = field(&fields, "trade_state").to_owned();
                    let outcome = Answer::Answered(fields).shown(cx);
                    let status = (words().pay.payment_state)(&cx.printer.foreign(&state));
                    return Ok(outcome.status(status).failed(!is_paid));
                }
                is_answered = true;
            }
            Ok(Answer::Previewed(_)) => {}
            Err(error) => unanswered = Some(error),
        }
        if start.elapsed() >= wait {
            if let (Some(error), false) = (unanswered, is_answered) {
                let lookup = merchant.wechat.again(&lookup(number, merchant), cx);
                return Err(Error::PayUnknown { error: Box::new(error), lookup });
            }
            let number = shell_word(number);
            let reverse = format!("pay v2 reverse {number}{}", merchant.partner());
            let reverse = merchant.wechat.again(&reverse, cx);
            return Err(Error::PayUnpaid { seconds: wait.as_secs(), reverse });
        }
    }
}

/// Returns whether an order was paid; `None` while that is open.
fn ended(fields: &Fields) -> Option<bool> {
    match field(fields, "trade_state") {
        "SUCCESS" => Some(true),
        "REFUND" | "CLOSED" | "REVOKED" | "PAYERROR" => Some(false),
        _ => None,
    }
}

/// `pay v2 reverse`
#[derive(Debug, Args)]
pub(crate) struct ReverseArgs {
    /// NUMBER
    #[arg(value_name = "NUMBER", help = help().pay.out_trade_no, help_heading = help().arguments)]
    pub number: String,
    /// `--yes`
    #[arg(short, long, help = help().menu.yes)]
    pub yes: bool,
    /// The merchant.
    #[command(flatten)]
    pub merchant: V2Args,
}

/// Reverses a payment by code after a confirmation: the order is closed, and money that was taken is given back.
pub(crate) fn reverse(args: &ReverseArgs, cx: &Context) -> Result<Outcome, Error> {
    if !is_trade_number(&args.number) {
        return Err(wrong("NUMBER", &args.number, PayWanted::TradeNumber));
    }
    let mut session = args.merchant.open(cx)?;
    session.present_certificate()?;
    if !session.previews() {
        confirm(args.yes, &(words().pay.really_reverse)(&args.number), cx)?;
    }
    let lookup = lookup(&args.number, &args.merchant);
    Ok(session.call("/secapi/pay/reverse", &[("out_trade_no", args.number.clone())], &lookup)?.shown(cx))
}
