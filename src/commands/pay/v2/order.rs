//! `webot pay v2 order`, `query` and `close`.

use clap::Args;
use serde_json::{Value, json};

use super::{Answer, Session, V2Args, field, object};
use crate::commands::pay::order::{OrderKind, no_notify_url, shell_word};
use crate::commands::pay::query::WhichOrder;
use crate::commands::pay::values::{AmountArgs, notify_url, own_number, text, wrong};
use crate::context::Context;
use crate::error::Error;
use crate::lang::PayWanted;
use crate::pay::is_trade_number;
use crate::printer::Outcome;
use crate::qr;
use crate::text::{help, words};
use crate::wechat::WechatError;

/// The most characters of `body`.
const MAX_BODY: usize = 127;

/// `pay v2 order`
#[derive(Debug, Args)]
pub(crate) struct OrderArgs {
    /// KIND
    #[arg(value_name = "KIND", value_enum, ignore_case = true, hide_possible_values = true, help = help().pay.kind, help_heading = help().arguments)]
    pub kind: OrderKind,
    /// `--description`
    #[arg(long, value_name = "TEXT", help = help().pay.description)]
    pub description: String,
    /// `--out-trade-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.new_trade_no)]
    pub out_trade_no: Option<String>,
    /// `--yuan`, `--fen`
    #[command(flatten)]
    pub amount: AmountArgs,
    /// `--openid`
    #[arg(long, value_name = "OPENID", help = help().pay.openid)]
    pub openid: Option<String>,
    /// `--product-id`
    #[arg(long, value_name = "ID", help = help().pay.product_id)]
    pub product_id: Option<String>,
    /// `--payer-ip`
    #[arg(long, value_name = "IP", default_value = "127.0.0.1", hide_default_value = true, help = help().pay.payer_ip_v2)]
    pub payer_ip: String,
    /// `--attach`
    #[arg(long, value_name = "TEXT", help = help().pay.attach)]
    pub attach: Option<String>,
    /// `--notify-url`
    #[arg(long, value_name = "URL", help = help().pay.notify_url)]
    pub notify_url: Option<String>,
    /// `--field`
    #[arg(long, value_name = "NAME=VALUE", help = help().pay.field)]
    pub field: Vec<String>,
    /// The merchant.
    #[command(flatten)]
    pub merchant: V2Args,
}

/// Creates an order and prints what the payer needs.
pub(crate) fn order(args: &OrderArgs, cx: &Context) -> Result<Outcome, Error> {
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
    let trade_type = match args.kind {
        OrderKind::Jsapi | OrderKind::Mini => "JSAPI",
        OrderKind::App => "APP",
        OrderKind::Native => "NATIVE",
        OrderKind::H5 => "MWEB",
    };
    let mut fields = vec![
        ("body", text("--description", &args.description, MAX_BODY)?),
        ("out_trade_no", number.clone()),
        ("total_fee", amount.get().to_string()),
        ("spbill_create_ip", args.payer_ip.clone()),
        ("notify_url", notify_url(args.notify_url.as_ref(), cx)?.ok_or_else(no_notify_url)?),
        ("trade_type", trade_type.to_owned()),
    ];
    match (args.kind.has_payer(), &args.openid) {
        (true, Some(openid)) => fields.push(("openid", openid.clone())),
        (true, None) => return Err(wrong("--openid", "", PayWanted::Openid)),
        (false, Some(openid)) => return Err(wrong("--openid", openid, PayWanted::NoOpenid)),
        (false, None) => {}
    }
    if args.kind == OrderKind::Native {
        // WeChat requires it for a code that is for one order, too.
        fields.push(("product_id", args.product_id.clone().unwrap_or_else(|| number.clone())));
    }
    if args.kind == OrderKind::H5 {
        fields.push(("scene_info", r#"{"h5_info":{"type":"Wap"}}"#.to_owned()));
    }
    if let Some(attach) = &args.attach {
        fields.push(("attach", text("--attach", attach, MAX_BODY)?));
    }
    let further = crate::commands::args::pairs("--field", &args.field)?;
    fields.retain(|(name, _)| further.iter().all(|(other, _)| other != name));
    let further: Vec<(&str, String)> =
        further.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let all = [fields, further].concat();
    let session = args.merchant.open(cx)?;
    let lookup = lookup(&number, &args.merchant);
    match session.call("/pay/unifiedorder", &all, &lookup)? {
        Answer::Previewed(outcome) => Ok(outcome),
        Answer::Answered(fields) => created(object(&fields).into(), &session, args.kind, &number, cx),
    }
}

/// Returns the command that tells whether an order exists and was paid.
pub(super) fn lookup(number: &str, merchant: &V2Args) -> String {
    format!("pay v2 query --out-trade-no {}{}", shell_word(number), merchant.partner())
}

/// Returns a created order: the parameters that a page or app pays with, the QR code, or the link.
fn created(
    mut json: Value,
    session: &Session<'_>,
    kind: OrderKind,
    number: &str,
    cx: &Context,
) -> Result<Outcome, Error> {
    let given = |json: &Value, member: &str| -> Result<String, Error> {
        let found = json[member].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        Ok(found.ok_or_else(|| WechatError::NoMember { member: member.to_owned() })?)
    };
    json["out_trade_no"] = json!(number);
    let words = &words().pay;
    let number = cx.printer.foreign(number);
    let (text, status) = match kind {
        OrderKind::Native => {
            let url = given(&json, "code_url")?;
            let drawing = qr::terminal(&url).unwrap_or_default();
            (format!("{drawing}{}", cx.printer.foreign(&url)), (words.scan)(&number))
        }
        OrderKind::H5 => (cx.printer.foreign(&given(&json, "mweb_url")?), (words.open_within)(&number)),
        OrderKind::Jsapi | OrderKind::Mini | OrderKind::App => {
            let client = client_parameters(session, kind, &given(&json, "prepay_id")?, cx)?;
            let text = cx.printer.foreign_json(&client);
            json["client"] = client;
            (text, (words.pay_with)(&number, kind == OrderKind::App))
        }
    };
    Ok(Outcome::value(json, text).status(status))
}

/// Returns the parameters with which a page, a mini-program or an app starts the payment, signed.
fn client_parameters(
    session: &Session<'_>,
    kind: OrderKind,
    prepay_id: &str,
    cx: &Context,
) -> Result<Value, Error> {
    let nonce = crate::sign::hex(&cx.random::<16>()?);
    let timestamp = cx.now().to_string();
    let appid = session.appid.as_str();
    let package = format!("prepay_id={prepay_id}");
    let seller = session.args.sub_mchid.as_ref().unwrap_or(&session.mchid);
    let (name, pairs): (&str, Vec<(&str, &str)>) = if kind == OrderKind::App {
        let pairs = vec![
            ("appid", appid),
            ("partnerid", seller),
            ("prepayid", prepay_id),
            ("package", "Sign=WXPay"),
            ("noncestr", &nonce),
            ("timestamp", &timestamp),
        ];
        ("sign", pairs)
    } else {
        let pairs = vec![
            ("appId", appid),
            ("timeStamp", &timestamp),
            ("nonceStr", &nonce),
            ("package", &package),
            ("signType", session.key.sign_type.name()),
        ];
        ("paySign", pairs)
    };
    let pairs: Vec<(String, String)> =
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let mut client = object(&pairs);
    client.insert(name.to_owned(), json!(session.key.sign(&pairs)));
    Ok(Value::Object(client))
}

/// `pay v2 query`
#[derive(Debug, Args)]
pub(crate) struct QueryArgs {
    /// The order.
    #[command(flatten)]
    pub order: WhichOrder,
    /// The merchant.
    #[command(flatten)]
    pub merchant: V2Args,
}

/// Prints the state of an order.
pub(crate) fn query(args: &QueryArgs, cx: &Context) -> Result<Outcome, Error> {
    args.order.check()?;
    let session = args.merchant.open(cx)?;
    let (name, value) = args.order.pair();
    Ok(session.call("/pay/orderquery", &[(name, value.to_owned())], "")?.shown(cx))
}

/// `pay v2 close`
#[derive(Debug, Args)]
pub(crate) struct CloseArgs {
    /// `--out-trade-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.out_trade_no)]
    pub out_trade_no: String,
    /// The merchant.
    #[command(flatten)]
    pub merchant: V2Args,
}

/// Closes an order, so that it cannot be paid.
pub(crate) fn close(args: &CloseArgs, cx: &Context) -> Result<Outcome, Error> {
    let number = &args.out_trade_no;
    if !is_trade_number(number) {
        return Err(wrong("--out-trade-no", number, PayWanted::TradeNumber));
    }
    let session = args.merchant.open(cx)?;
    let lookup = lookup(number, &args.merchant);
    Ok(match session.call("/pay/closeorder", &[("out_trade_no", number.clone())], &lookup)? {
        Answer::Previewed(outcome) => outcome,
        Answer::Answered(fields) => {
            let json = Value::Object(object(&fields));
            let state = field(&fields, "result_code");
            Outcome::json(json)
                .status((words().pay.closed)(&cx.printer.foreign(number)))
                .failed(!state.is_empty() && state != "SUCCESS")
        }
    })
}
