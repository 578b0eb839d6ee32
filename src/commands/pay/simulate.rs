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
use crate::lang::{PayWanted, Said, Severity};
use crate::message::{
    Answer, AnswerFamily, ApiV3Key, Credentials, Format, Mode, PayCredentials, Push, ReplyContext, Rule, xml,
};
use crate::mock::pay::keys::PayKeys;
use crate::mock::pay::till::Till;
use crate::pay::{Fen, is_trade_number};
use crate::printer::{Outcome, ReportedFinding, findings_json};
use crate::probe::{Exchange, FixedStamp, Probe, ProbeError, ProbeEvent, Schedule, judge};
use crate::secret::Secret;
use crate::sign::rsa::PrivateKey;
use crate::text::{self, ShopOutcome, help, words};
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
        deliveries.push(shop.deliver(notice, false)?);
    }
    let is_accepted = deliveries.iter().all(|delivery| delivery.outcome == ShopOutcome::Accepted);
    let mut lines: Vec<String> = deliveries.iter().map(|delivery| delivery.line.clone()).collect();
    let mut is_right = is_accepted;
    let mut is_forged_refused = None;
    if args.forged {
        // A shop that refuses everything has not verified anything.
        let forged = if is_accepted { shop.deliver_forged(&notices)? } else { Vec::new() };
        is_forged_refused = forged_refused(&forged);
        is_right = is_forged_refused == Some(true);
        if forged.is_empty() {
            lines.push(words().pay.forged_not_judged.to_owned());
        }
        lines.extend(forged.iter().map(|delivery| delivery.line.clone()));
        deliveries.extend(forged);
    }
    let mut json = json!({
        "out_trade_no": number,
        "total": amount.get(),
        "deliveries": deliveries.iter().map(|delivery| delivery.json.clone()).collect::<Vec<_>>(),
        "accepted": is_accepted,
    });
    if args.forged {
        json["forged_refused"] = json!(is_forged_refused);
    }
    let findings: Vec<ReportedFinding> =
        deliveries.into_iter().flat_map(|delivery| delivery.findings).collect();
    let failed = !is_right || findings.iter().any(|finding| finding.severity == Severity::Error);
    let report = (words().pay.simulated)(
        &cx.printer.foreign(&number),
        &amount.to_string(),
        &lines.join(words().semicolon),
    );
    Ok(Outcome::json(json).report(report).findings(findings).failed(failed))
}

/// Returns whether a shop refused all forged notices; `None` if that cannot be told.
fn forged_refused(forged: &[Delivery]) -> Option<bool> {
    let any = |outcome| forged.iter().any(|delivery| delivery.outcome == outcome);
    if any(ShopOutcome::ForgedTaken) {
        return Some(false);
    }
    (!forged.is_empty() && !any(ShopOutcome::ForgedUnanswered)).then_some(true)
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
    outcome: ShopOutcome,
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

    /// Delivers notices that are signed with a wrong key.
    fn deliver_forged(&self, notices: &[Push]) -> Result<Vec<Delivery>, Error> {
        notices.iter().map(|notice| self.deliver(notice, true)).collect()
    }

    /// Delivers a notice once and judges the answer.
    fn deliver(&self, notice: &Push, is_forged: bool) -> Result<Delivery, Error> {
        let cx = self.cx;
        let pay = self.credentials(is_forged)?;
        let pay_key = if is_forged { Secret::new("0".repeat(32)) } else { self.keys.v2_key.clone() };
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
        let exchanges = cx.block_on(probe.deliver(notice, schedule, &client, &mut on_event))?;
        let exchanges = exchanges.map_err(|error| match error {
            ProbeError::Unreachable { url, failure } => Error::Shop { url, failure },
            error => error.into(),
        })?;
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
                said: shop_finding(rule, family),
                diff: None,
            })
            .collect();
        let answer = exchanges.last().and_then(|exchange| exchange.result.as_ref().ok());
        let answer = answer.map(|response| &response.answer);
        let status = answer.map(|answer| answer.status);
        let elapsed_ms = exchanges.last().map_or(0, Exchange::elapsed_ms);
        let outcome = match (answer, is_forged) {
            (_, false) if is_accepted => ShopOutcome::Accepted,
            (_, false) => ShopOutcome::NotAccepted,
            (None, true) => ShopOutcome::ForgedUnanswered,
            (Some(answer), true) if is_accepted || (self.args.v2 && says_success(answer)) => {
                ShopOutcome::ForgedTaken
            }
            (Some(_), true) => ShopOutcome::ForgedRefused,
        };
        // A refusal of what is forged is no fault.
        let findings = if is_forged { Vec::new() } else { findings };
        let json = json!({
            "kind": notice.kind,
            "forged": is_forged,
            "status": status,
            "elapsed_ms": elapsed_ms,
            "accepted": matches!(outcome, ShopOutcome::Accepted | ShopOutcome::ForgedTaken),
            "findings": findings_json(&findings),
        });
        let line = (words().pay.delivered)(status, elapsed_ms, outcome);
        Ok(Delivery { json, line, outcome, findings })
    }

    /// Returns the keys that encrypt and sign notices of v3.
    fn credentials(&self, is_forged: bool) -> Result<PayCredentials, Error> {
        let keys = self.keys;
        let (mut key, serial) = if self.args.public_key {
            (&keys.public_key, &keys.public_key_id)
        } else {
            (&keys.platform_key, &keys.platform_serial)
        };
        if is_forged {
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

/// Returns whether an answer to v2 says success, in whatever form: such a shop has taken the notice.
fn says_success(answer: &Answer) -> bool {
    if !(200..300).contains(&answer.status) {
        return false;
    }
    let text = String::from_utf8_lossy(&answer.body);
    let text = text.trim_start_matches('\u{feff}').trim();
    let code = match serde_json::from_str::<Value>(text) {
        Ok(Value::String(word)) => word,
        Ok(json) => json["return_code"].as_str().or(json["code"].as_str()).unwrap_or_default().to_owned(),
        Err(_) => match xml::read(text) {
            Ok(read) => read.document.get("return_code").unwrap_or_default().to_owned(),
            Err(_) => text.to_owned(),
        },
    };
    code.trim().eq_ignore_ascii_case("SUCCESS")
}

/// Explains a finding with the flags of this command: the mock signs, and `--des` is the whole address.
fn shop_finding(rule: &Rule, family: AnswerFamily) -> Said {
    let mut said = text::finding(rule, family);
    let hint = match rule {
        Rule::HttpStatus { status: 401 | 403, reason: None, .. } => words().pay.shop_keys,
        Rule::HttpStatus { status: 404, reason: None, .. } => words().pay.shop_path,
        _ => return said,
    };
    said.hints = vec![hint.to_owned()];
    said
}
