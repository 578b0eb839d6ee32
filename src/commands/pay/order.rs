//! `webot pay order`: creates orders of WeChat Pay v3.

use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::offset;

use super::merchant::{Answer, MerchantArgs, Session};
use super::values::{self, AmountArgs, PartnerArgs, add_data, notify_url, own_number, text, wrong};
use crate::context::Context;
use crate::error::{Error, Setup};
use crate::lang::PayWanted;
use crate::pay::is_trade_number;
use crate::printer::Outcome;
use crate::qr;
use crate::text::{help, words};

/// The most characters of `description`.
const MAX_DESCRIPTION: usize = 127;
/// The most characters of `attach`.
const MAX_ATTACH: usize = 128;
/// The most minutes for which an order can be paid: 7 days.
const MAX_EXPIRY_MINUTES: u64 = 7 * 24 * 60;

/// The place where an order is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OrderKind {
    /// A page in WeChat.
    Jsapi,
    /// A mini-program; the API is that of pages.
    Mini,
    /// An app.
    App,
    /// A QR code.
    Native,
    /// A page in another browser.
    H5,
}

impl OrderKind {
    /// Returns the last part of the path.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Jsapi | Self::Mini => "jsapi",
            Self::App => "app",
            Self::Native => "native",
            Self::H5 => "h5",
        }
    }

    /// Returns whether the payer is known in advance.
    pub(super) fn has_payer(self) -> bool {
        matches!(self, Self::Jsapi | Self::Mini)
    }
}

/// The payer and the scene of an order.
#[derive(Debug, Args)]
pub(crate) struct PayerArgs {
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().sign.appid)]
    pub appid: Option<String>,
    /// `--openid`
    #[arg(long, value_name = "OPENID", help = help().pay.openid)]
    pub openid: Option<String>,
    /// `--payer-ip`
    #[arg(long, value_name = "IP", help = help().pay.payer_ip)]
    pub payer_ip: Option<String>,
    /// `--h5-type`
    #[arg(long, value_name = "TYPE", value_parser = ["iOS", "Android", "Wap"], default_value = "Wap", hide_default_value = true, hide_possible_values = true, help = help().pay.h5_type)]
    pub h5_type: String,
    /// `--notify-url`
    #[arg(long, value_name = "URL", help = help().pay.notify_url)]
    pub notify_url: Option<String>,
    /// `--expires`
    #[arg(long, value_name = "MINUTES", help = help().pay.expires)]
    pub expires: Option<String>,
    /// `--data`
    #[arg(short, long, value_name = "JSON", allow_hyphen_values = true, help = help().pay.data)]
    pub data: Option<String>,
}

/// `pay order`
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
    /// `--attach`
    #[arg(long, value_name = "TEXT", help = help().pay.attach)]
    pub attach: Option<String>,
    /// `--profit-sharing`
    #[arg(long, help = help().pay.profit_sharing)]
    pub profit_sharing: bool,
    /// `--sub-mchid`
    #[command(flatten)]
    pub partner: PartnerArgs,
    /// `--sub-appid`
    #[arg(long, value_name = "APPID", requires = "sub_mchid", help = help().pay.sub_appid)]
    pub sub_appid: Option<String>,
    /// The payer.
    #[command(flatten)]
    pub payer: PayerArgs,
    /// The merchant.
    #[command(flatten)]
    pub merchant: MerchantArgs,
}

/// Creates an order and prints what the payer needs.
pub(crate) fn order(args: &OrderArgs, cx: &Context) -> Result<Outcome, Error> {
    let (partner, payer) = (&args.partner, &args.payer);
    let number = own_number(
        "--out-trade-no",
        args.out_trade_no.as_ref(),
        (is_trade_number, PayWanted::TradeNumber),
        "",
        cx,
    )?;
    let description = text("--description", &args.description, MAX_DESCRIPTION)?;
    let amount = args.amount.amount()?;
    let session = args.merchant.open(cx)?;
    let appid = values::appid(payer.appid.as_ref(), args.merchant.uses_mock_keys(cx)?, cx)?;
    let mchid = &session.merchant.mchid;
    let mut body = match &partner.sub_mchid {
        Some(sub_mchid) => json!({ "sp_appid": appid, "sp_mchid": mchid, "sub_mchid": sub_mchid }),
        None => json!({ "appid": appid, "mchid": mchid }),
    };
    if let Some(sub_appid) = &args.sub_appid {
        body["sub_appid"] = json!(sub_appid);
    }
    body["description"] = json!(description);
    body["out_trade_no"] = json!(number);
    if let Some(attach) = &args.attach {
        body["attach"] = json!(text("--attach", attach, MAX_ATTACH)?);
    }
    body["amount"] = json!({ "total": amount.get(), "currency": "CNY" });
    if args.profit_sharing {
        body["settle_info"] = json!({ "profit_sharing": true });
    }
    let payer_name = match (&partner.sub_mchid, &args.sub_appid) {
        (None, _) => "openid",
        (Some(_), None) => "sp_openid",
        (Some(_), Some(_)) => "sub_openid",
    };
    payer.add_to(&mut body, args.kind, payer_name, cx)?;
    add_data(&mut body, payer.data.as_ref(), cx)?;
    if body.get("notify_url").is_none() {
        return Err(no_notify_url());
    }
    let folder =
        if partner.sub_mchid.is_some() { "/v3/pay/partner/transactions" } else { "/v3/pay/transactions" };
    let path = format!("{folder}/{}", args.kind.path());
    let lookup = lookup(&number, partner.sub_mchid.as_deref());
    let appid = args.sub_appid.clone().unwrap_or(appid);
    let seller = partner.sub_mchid.clone().unwrap_or_else(|| mchid.clone());
    let answer = session.post(path, Some(body), &lookup)?;
    created(answer, &session, (args.kind, &appid, &seller), ("out_trade_no", &number), cx)
}

/// Returns the error for an order without a URL for its notification.
pub(super) fn no_notify_url() -> Error {
    let (flag, env, key) = ("--notify-url", "WX_PAY_NOTIFY_URL", "pay_notify_url");
    Setup::MissingSetting { flag, env, key }.into()
}

/// Returns the command that tells whether an order exists and was paid.
pub(super) fn lookup(number: &str, sub_mchid: Option<&str>) -> String {
    let partner = sub_mchid.map(|id| format!(" --sub-mchid {id}")).unwrap_or_default();
    format!("pay query --out-trade-no {}{partner}", shell_word(number))
}

/// Returns a number as it is typed in a shell.
pub(super) fn shell_word(number: &str) -> String {
    let plain = number.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_@".contains(&byte));
    if plain { number.to_owned() } else { format!("'{number}'") }
}

impl PayerArgs {
    /// Adds payer, scene, expiry and URL for notifications to the body of an order.
    pub(super) fn add_to(
        &self,
        body: &mut Value,
        kind: OrderKind,
        payer_name: &str,
        cx: &Context,
    ) -> Result<(), Error> {
        if let Some(minutes) = &self.expires {
            body["time_expire"] = json!(expiry(minutes, cx)?);
        }
        if let Some(url) = notify_url(self.notify_url.as_ref(), cx)? {
            body["notify_url"] = json!(url);
        }
        if kind.has_payer() {
            let openid = self.openid.as_deref().filter(|openid| !openid.is_empty());
            let openid = openid.ok_or_else(|| wrong("--openid", "", PayWanted::Openid))?;
            body["payer"] = json!({ payer_name: openid });
        } else if let Some(openid) = &self.openid {
            return Err(wrong("--openid", openid, PayWanted::NoOpenid));
        }
        let mut scene = Map::new();
        if let Some(ip) = &self.payer_ip {
            let right = ip.parse::<std::net::IpAddr>().is_ok();
            scene.insert("payer_client_ip".to_owned(), json!(ip));
            if !right {
                return Err(wrong("--payer-ip", ip, PayWanted::Ip));
            }
        }
        if kind == OrderKind::H5 {
            if self.payer_ip.is_none() {
                return Err(wrong("--payer-ip", "", PayWanted::PayerIp));
            }
            scene.insert("h5_info".to_owned(), json!({ "type": self.h5_type }));
        }
        if !scene.is_empty() {
            body["scene_info"] = Value::Object(scene);
        }
        Ok(())
    }
}

/// Returns the time so many minutes from now, in China.
fn expiry(minutes: &str, cx: &Context) -> Result<String, Error> {
    let given = minutes.parse::<u64>().ok().filter(|minutes| (1..=MAX_EXPIRY_MINUTES).contains(minutes));
    let given = given.ok_or_else(|| wrong("--expires", minutes, PayWanted::Minutes))?;
    let at = i64::try_from(cx.now() + given * 60).ok();
    let at = at.and_then(|at| OffsetDateTime::from_unix_timestamp(at).ok()).ok_or(Setup::Clock)?;
    at.to_offset(offset!(+8)).format(&Rfc3339).map_err(|error| Error::Bug(error.to_string()))
}

/// Returns a created order: the parameters that a page or app pays with, the QR code, or the link.
pub(super) fn created(
    answer: Answer,
    session: &Session<'_>,
    (kind, appid, seller): (OrderKind, &str, &str),
    (name, number): (&str, &str),
    cx: &Context,
) -> Result<Outcome, Error> {
    let mut json = match answer {
        Answer::Previewed(outcome) => return Ok(outcome),
        Answer::Answered(_, json) => json,
    };
    let words = &words().pay;
    let given = |json: &Value, member: &str| -> Result<String, Error> {
        let found = json[member].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        Ok(found.ok_or_else(|| crate::wechat::WechatError::NoMember { member: member.to_owned() })?)
    };
    json[name] = json!(number);
    let number = cx.printer.foreign(number);
    let (text, status) = match kind {
        OrderKind::Native => {
            let url = given(&json, "code_url")?;
            let drawing = qr::terminal(&url).unwrap_or_default();
            (format!("{drawing}{}", cx.printer.foreign(&url)), (words.scan)(&number))
        }
        OrderKind::H5 => {
            let url = given(&json, "h5_url")?;
            (cx.printer.foreign(&url), (words.open_within)(&number))
        }
        OrderKind::Jsapi | OrderKind::Mini | OrderKind::App => {
            let prepay_id = given(&json, "prepay_id")?;
            let client = client_parameters(session, kind, (appid, seller), &prepay_id, cx)?;
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
    (appid, seller): (&str, &str),
    prepay_id: &str,
    cx: &Context,
) -> Result<Value, Error> {
    let nonce = crate::sign::hex(&cx.random::<16>()?);
    let timestamp = cx.now().to_string();
    let fresh = (appid, timestamp.as_str(), nonce.as_str());
    if kind == OrderKind::App {
        // The fourth line of what an app signs is the bare prepay_id.
        let sign = session.client_signature(fresh, prepay_id)?;
        return Ok(json!({
            "appid": appid, "partnerid": seller, "prepayid": prepay_id, "package": "Sign=WXPay",
            "noncestr": nonce, "timestamp": timestamp, "sign": sign,
        }));
    }
    let package = format!("prepay_id={prepay_id}");
    let sign = session.client_signature(fresh, &package)?;
    Ok(json!({
        "appId": appid, "timeStamp": timestamp, "nonceStr": nonce, "package": package,
        "signType": "RSA", "paySign": sign,
    }))
}
