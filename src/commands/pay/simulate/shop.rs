//! The orders of a simulation, and the delivery of their notices to the shop.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use url::Url;

use super::SimulateArgs;
use super::case::Case;
use crate::api::Method;
use crate::commands::args::WechatArgs;
use crate::commands::pay::merchant::{keys_of_mock, v3_call};
use crate::commands::pay::v2::document;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::{Client, shown};
use crate::lang::{Said, Severity};
use crate::message::{
    Answer, AnswerFamily, ApiV3Key, Credentials, Format, MAX_BODY_BYTES, Mode, PayCredentials, Push,
    ReplyContext, Rule, xml,
};
use crate::mock::pay::keys::PayKeys;
use crate::mock::pay::till::Till;
use crate::pay::Fen;
use crate::printer::{ReportedFinding, findings_json};
use crate::probe::{
    Exchange, FixedStamp, Probe, ProbeError, ProbeEvent, Response, Schedule, judge, sign_as_test,
};
use crate::secret::Secret;
use crate::sign::rsa::PrivateKey;
use crate::text::{self, ShopOutcome, words};
use crate::wechat::{Body, Call, Merchant, PlatformKeys, V2Key, V2SignType, WeChat};

/// The time limit for an answer of the shop (微信支付文档《支付通知》).
const DEADLINE: Duration = Duration::from_secs(5);

/// A shop that is notified.
pub(super) struct Shop<'a> {
    pub args: &'a SimulateArgs,
    pub keys: &'a PayKeys,
    pub url: &'a Url,
    pub cx: &'a Context,
}

/// A notice that was delivered, and the verdict on the answer.
pub(super) struct Delivery {
    pub json: Value,
    pub line: String,
    pub case: Case,
    pub outcome: ShopOutcome,
    pub findings: Vec<ReportedFinding>,
}

impl Delivery {
    /// Returns whether the shop did what a right shop does. That the shop knows the order of the forged notice is a
    /// condition of its proof.
    pub(super) fn is_passed(&self, knows_all: bool) -> bool {
        let is_faulty = self.findings.iter().any(|finding| finding.severity == Severity::Error);
        let is_right = match self.case {
            Case::Genuine | Case::Duplicate => self.outcome == ShopOutcome::Accepted,
            Case::Forged => self.outcome == ShopOutcome::Refused && knows_all,
            Case::Probe => self.outcome == ShopOutcome::Refused,
            Case::Amount | Case::Unknown => self.outcome != ShopOutcome::Unanswered,
        };
        is_right && !is_faulty
    }
}

impl Shop<'_> {
    /// Returns the notices about an order that is created and paid at the till.
    pub(super) fn notices(&self, till: &Till, number: &str, amount: Fen) -> Result<Vec<Push>, Error> {
        let wechat = WechatArgs::default().open_mock(Box::new(till.clone()), self.cx)?;
        // A URL with a query is refused by WeChat Pay; the shop is asked all the same, at its own address.
        let mut notify_url = self.url.clone();
        notify_url.set_query(None);
        let call = if self.args.v2 {
            self.order_v2(number, amount, notify_url.as_str())?
        } else {
            self.order_v3(number, amount, notify_url.as_str(), &wechat)?
        };
        self.cx.block_on(wechat.call(&call))??;
        let act = json!({ "result": "SUCCESS" });
        till.act(number, &act, self.cx.system.now_ms()).map_err(Error::Bug)
    }

    /// Delivers notices, each once, and judges the answers.
    pub(super) fn deliver_all(&self, notices: &[Push], case: Case) -> Result<Vec<Delivery>, Error> {
        notices.iter().map(|notice| self.deliver(notice, case)).collect()
    }

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
    fn deliver(&self, notice: &Push, case: Case) -> Result<Delivery, Error> {
        let cx = self.cx;
        let is_forged = case == Case::Forged;
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
        cx.printer.status(&format!("→ {}  {}", notice.kind, shown(self.url)));
        let exchanges = if case == Case::Probe {
            let mut request = probe.request(notice)?;
            sign_as_test(&mut request, cx.random::<256>()?);
            cx.detail_request(&request);
            let result = cx.block_on(client.send(&request, DEADLINE.min(limit), MAX_BODY_BYTES))?;
            let in_time = result.is_ok();
            vec![Exchange { request, result: result.map(Response::from), in_time }]
        } else {
            let mut on_event = |event: ProbeEvent<'_>| {
                if let ProbeEvent::Sending(request) = event {
                    cx.detail_request(request);
                }
            };
            let exchanges = cx.block_on(probe.deliver(notice, schedule, &client, &mut on_event))?;
            exchanges.map_err(|error| match error {
                ProbeError::Unreachable { url, failure } => Error::Shop { url, failure },
                error => error.into(),
            })?
        };
        let context = ReplyContext { push: notice, credentials: &credentials, format: Format::Json };
        let judged = judge(&exchanges, context, schedule);
        let family = judged.verdict.family;
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
        let is_taken = judged.verdict.is_accepted()
            || (case.must_be_refused() && self.args.v2 && answer.is_some_and(says_success));
        let outcome = match answer {
            None if case == Case::Genuine => ShopOutcome::Refused,
            None => ShopOutcome::Unanswered,
            Some(_) if is_taken => ShopOutcome::Accepted,
            Some(_) => ShopOutcome::Refused,
        };
        // A refusal is a fault only where WeChat Pay expects success.
        let findings = if case.must_be_accepted() { findings } else { Vec::new() };
        let json = json!({
            "case": case.name(),
            "kind": notice.kind,
            "forged": is_forged,
            "status": status,
            "elapsed_ms": elapsed_ms,
            "accepted": outcome == ShopOutcome::Accepted,
            "findings": findings_json(&findings),
        });
        let says_failure = |rule: &Rule| matches!(rule, Rule::FailureWithSuccess(_) | Rule::AnswerOfV2(true));
        let told = if outcome == ShopOutcome::Accepted && judged.verdict.findings.iter().any(says_failure) {
            ShopOutcome::RefusedInBody
        } else {
            outcome
        };
        let line = (words().pay.delivered)(status, elapsed_ms, case.shown(), told);
        Ok(Delivery { json, line, case, outcome, findings })
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
