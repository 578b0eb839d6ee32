//! `webot pay simulate`: an order on the mock, its payment, the notice to a shop, and the verdict on the shop's answer.

use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use serde_json::{Value, json};
use url::Url;

use super::merchant::{keys_of_mock, v3_call};
use super::v2::document;
use super::values::own_number;
use crate::api::Method;
use crate::commands::args::{ConnectionArgs, WechatArgs, parse_url};
use crate::commands::mock::pay_keys;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::{Client, shown};
use crate::lang::{PayWanted, Severity};
use crate::message::{ApiV3Key, Credentials, Format, Mode, PayCredentials, Push, ReplyContext};
use crate::mock::pay::keys::PayKeys;
use crate::mock::pay::till::Till;
use crate::pay::{Fen, is_trade_number};
use crate::printer::{Outcome, ReportedFinding, findings_json};
use crate::probe::{Exchange, FixedStamp, Probe, ProbeEvent, Schedule, judge};
use crate::secret::Secret;
use crate::sign::rsa::PrivateKey;
use crate::text::{self, help, words};
use crate::wechat::{Body, Call, Merchant, PlatformKeys, V2Key, V2SignType, WeChat};

/// The time limit for an answer of the shop (微信支付文档《支付通知》).
const DEADLINE: Duration = Duration::from_secs(5);
/// The amount without a flag, in fen.
const DEFAULT_FEN: u64 = 1;

/// `pay simulate`
#[derive(Debug, Args)]
pub(crate) struct SimulateArgs {
    /// `--des`
    #[arg(long = "des", aliases = ["destination", "url", "notify-url"], value_name = "URL", help = help().pay.shop)]
    pub destination: String,
    /// `--out-trade-no`
    #[arg(long, value_name = "NUMBER", help = help().pay.new_trade_no)]
    pub out_trade_no: Option<String>,
    /// `--yuan`
    #[arg(long, value_name = "YUAN", help = help().pay.yuan, conflicts_with = "fen")]
    pub yuan: Option<String>,
    /// `--fen`
    #[arg(long, value_name = "FEN", help = help().pay.fen)]
    pub fen: Option<String>,
    /// `--v2`
    #[arg(long, help = help().pay.simulate_v2)]
    pub v2: bool,
    /// `--forged`
    #[arg(long, help = help().pay.simulate_forged)]
    pub forged: bool,
    /// `--public-key`
    #[arg(long, conflicts_with = "v2", help = help().pay.simulate_public_key)]
    pub public_key: bool,
    /// The connection to the shop.
    #[command(flatten)]
    pub connection: ConnectionArgs,
}

/// Orders, pays, delivers the notices, and judges the answers.
pub(crate) fn run(args: &SimulateArgs, cx: &Context) -> Result<Outcome, Error> {
    let number = own_number(
        "--out-trade-no",
        args.out_trade_no.as_ref(),
        (is_trade_number, PayWanted::TradeNumber),
        "",
        cx,
    )?;
    let amount = match (&args.yuan, &args.fen) {
        (Some(yuan), _) => super::values::yuan("--yuan", yuan)?,
        (None, Some(fen)) => super::values::fen("--fen", fen)?,
        (None, None) => Fen::new(DEFAULT_FEN).ok_or_else(|| Error::Bug("no amount".to_owned()))?,
    };
    let url = parse_url("--des", &args.destination)?;
    let state = pay_keys::state_path(None, cx);
    let keys = pay_keys::open(Some(&state), cx)?;
    let till = Till::new(pay_keys::keyring(Some(state), cx));
    let wechat = WechatArgs::default().open_mock(Box::new(till.clone()), cx)?;
    let shop = Shop { args, keys: &keys, url: &url, cx };
    // A URL with a query is refused by WeChat Pay; the shop is asked all the same, at its own address.
    let mut notify_url = url.clone();
    notify_url.set_query(None);
    let call = if args.v2 {
        shop.order_v2(&number, amount, notify_url.as_str())?
    } else {
        shop.order_v3(&number, amount, notify_url.as_str(), &wechat)?
    };
    cx.block_on(wechat.call(&call))??;
    let act = json!({ "result": "SUCCESS" });
    let notices = till.act(&number, &act, cx.system.now_ms()).map_err(Error::Bug)?;
    let mut deliveries = Vec::new();
    for notice in &notices {
        deliveries.push(shop.deliver(notice)?);
    }
    let json = json!({
        "out_trade_no": number,
        "total": amount.get(),
        "deliveries": deliveries.iter().map(|delivery| delivery.json.clone()).collect::<Vec<_>>(),
        "accepted": deliveries.iter().all(|delivery| delivery.is_right),
    });
    let is_right = deliveries.iter().all(|delivery| delivery.is_right);
    let lines: Vec<String> = deliveries.iter().map(|delivery| delivery.line.clone()).collect();
    let findings: Vec<ReportedFinding> =
        deliveries.into_iter().flat_map(|delivery| delivery.findings).collect();
    let failed = !is_right || findings.iter().any(|finding| finding.severity == Severity::Error);
    let report =
        (words().pay.simulated)(&cx.printer.foreign(&number), &amount.to_string(), &lines.join("; "));
    Ok(Outcome::json(json).report(report).findings(findings).failed(failed))
}

/// A shop that is notified.
struct Shop<'a> {
    args: &'a SimulateArgs,
    keys: &'a PayKeys,
    url: &'a Url,
    cx: &'a Context,
}

/// A notice that was delivered, and the verdict on the answer.
struct Delivery {
    json: Value,
    line: String,
    is_right: bool,
    findings: Vec<ReportedFinding>,
}

impl Shop<'_> {
    /// Returns the signed call that creates the order.
    fn order_v3(
        &self,
        number: &str,
        amount: Fen,
        notify_url: &str,
        wechat: &WeChat<'_>,
    ) -> Result<Call, Error> {
        let keys = self.keys;
        let pem = keys.merchant_key.get().and_then(PrivateKey::pem).unwrap_or_default();
        let merchant = Merchant {
            mchid: keys.mchid.clone(),
            serial: keys.merchant_serial.clone(),
            key: PrivateKey::from_pem(&pem).map_err(|error| Error::Bug(error.to_string()))?,
            platform: Some(Arc::new(PlatformKeys::new(keys_of_mock(keys)))),
        };
        let body = json!({
            "appid": keys.appid,
            "mchid": keys.mchid,
            "description": "webot pay simulate",
            "out_trade_no": number,
            "notify_url": notify_url,
            "amount": { "total": amount.get(), "currency": "CNY" },
        });
        let path = "/v3/pay/transactions/native".to_owned();
        let call = v3_call(Method::Post, path, Vec::new(), Body::Json(body.to_string()));
        let nonce = crate::sign::hex(&self.cx.random::<16>()?);
        Ok(merchant.sign(call, wechat, (&self.cx.now().to_string(), &nonce))?)
    }

    /// Returns the signed call of v2 that creates the order.
    fn order_v2(&self, number: &str, amount: Fen, notify_url: &str) -> Result<Call, Error> {
        let keys = self.keys;
        let fields = [
            ("appid", keys.appid.as_str()),
            ("mch_id", &keys.mchid),
            ("nonce_str", &crate::sign::hex(&self.cx.random::<16>()?)),
            ("sign_type", "MD5"),
            ("body", "webot pay simulate"),
            ("out_trade_no", number),
            ("total_fee", &amount.get().to_string()),
            ("spbill_create_ip", "127.0.0.1"),
            ("notify_url", notify_url),
            ("trade_type", "NATIVE"),
            ("product_id", number),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let key = V2Key { key: keys.v2_key.clone(), sign_type: V2SignType::Md5 };
        Ok(v3_call(Method::Post, "/pay/unifiedorder".to_owned(), Vec::new(), document(&key, &fields)))
    }

    /// Delivers a notice once and judges the answer.
    fn deliver(&self, notice: &Push) -> Result<Delivery, Error> {
        let cx = self.cx;
        let pay = self.credentials()?;
        let pay_key = if self.args.forged { Secret::new("0".repeat(32)) } else { self.keys.v2_key.clone() };
        let receiver = self.keys.appid.clone();
        let credentials = Credentials { token: Secret::new(""), mode: Mode::Plain, receiver };
        let probe = Probe {
            url: self.url,
            credentials: &credentials,
            pay: Some(&pay),
            pay_key: Some(&pay_key),
            format: Format::Json,
            fixed_stamp: FixedStamp::default(),
            system: cx.system,
        };
        let client: Client = self.args.connection.client(self.url, cx)?;
        let limit = self.args.connection.limit()?;
        let schedule = Schedule { deadline: Some(DEADLINE), ..Schedule::once(limit) };
        let mut on_event = |event: ProbeEvent<'_>| {
            if let ProbeEvent::Sending(request) = event {
                cx.detail_request(request);
            }
        };
        cx.printer.status(&format!("→ {}  {}", notice.kind, shown(self.url)));
        let exchanges = cx.block_on(probe.deliver(notice, schedule, &client, &mut on_event))??;
        let context = ReplyContext { push: notice, credentials: &credentials, format: Format::Json };
        let judged = judge(&exchanges, context, schedule);
        let family = judged.verdict.family;
        let is_accepted = judged.verdict.is_accepted();
        let findings: Vec<ReportedFinding> = judged
            .verdict
            .findings
            .iter()
            .map(|rule| ReportedFinding {
                rule: rule.name(),
                severity: rule.severity(),
                said: text::finding(rule, family),
                diff: None,
            })
            .collect();
        let status = exchanges.last().and_then(|exchange| exchange.result.as_ref().ok());
        let status = status.map(|response| response.answer.status);
        let elapsed_ms = exchanges.last().map_or(0, Exchange::elapsed_ms);
        let json = json!({
            "kind": notice.kind,
            "forged": self.args.forged,
            "status": status,
            "elapsed_ms": elapsed_ms,
            "accepted": is_accepted,
            "findings": findings_json(&findings),
        });
        let line = (words().pay.delivered)(status, elapsed_ms, is_accepted, self.args.forged);
        // A refusal of what is forged is no fault; a shop that cannot be reached has not refused.
        let is_refused = status.is_some_and(|status| status >= 400) || (!is_accepted && status.is_some());
        let (is_right, findings) =
            if self.args.forged { (is_refused, Vec::new()) } else { (is_accepted, findings) };
        Ok(Delivery { json, line, is_right, findings })
    }

    /// Returns the keys that encrypt and sign notices of v3.
    fn credentials(&self) -> Result<PayCredentials, Error> {
        let keys = self.keys;
        let (mut key, serial) = if self.args.public_key {
            (&keys.public_key, &keys.public_key_id)
        } else {
            (&keys.platform_key, &keys.platform_serial)
        };
        if self.args.forged {
            // The other key of the platform, which the serial number does not name.
            key = if self.args.public_key { &keys.platform_key } else { &keys.public_key };
        }
        let pem = key.get().and_then(PrivateKey::pem).unwrap_or_default();
        Ok(PayCredentials {
            api_v3_key: ApiV3Key::new(keys.apiv3_key.expose().as_bytes()).map_err(Usage::ApiV3Key)?,
            private_key: PrivateKey::from_pem(&pem).map_err(|error| Error::Bug(error.to_string()))?,
            serial: serial.clone(),
        })
    }
}
