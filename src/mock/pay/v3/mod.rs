//! WeChat Pay v3: verified calls, their handlers by path, and signed answers.

mod bills;
mod call;
mod certificates;
mod combine;
mod complaints;
mod refunds;
mod sharing;
mod signature;
mod transactions;
mod transfers;

use serde_json::{Value, json};

use self::call::{V3Call, V3Reply, V3Result, platform_key};
use super::PayCall;
use super::refusal::{PayResult, Refusal};
use crate::api::Method;
use crate::api::catalogue::{self, CatalogueEntry};
use crate::mock::call::{HandlerReply, MockAnswer, MockCall};
use crate::mock::listed;
use crate::mock::pay::books::order::TradeType;
use crate::mock::sign_cause::PayWarning;
use crate::random::SeededRandom;

/// Answers a call.
pub(super) fn answer(pay: PayCall<'_>) -> MockAnswer {
    let PayCall { books, dice, keys, call, now_ms, appids } = pay;
    let request_id = request_id(dice);
    if let Err(refusal) = signature::verify(call, keys, call.now()) {
        // Errors before the caller is known are not signed.
        return refused(&refusal, &request_id);
    }
    // Who signs the answer is chosen by the request; without a choice it is the certificate.
    let serial = call.header("wechatpay-serial").unwrap_or(&keys.platform_serial);
    let (serial, key) = match platform_key(keys, serial) {
        Ok((serial, key)) => (serial, key),
        Err(refusal) => return refused(&refusal, &request_id),
    };
    let nonce = format!("{:016x}{:016x}", dice.number(), dice.number());
    let mut warnings = Vec::new();
    let outcome = handled(PayCall { books, dice, keys, call, now_ms, appids }, &mut warnings);
    let mut answer = match outcome {
        Ok(V3Reply::File(content)) => {
            let content_type = "text/plain;charset=utf-8";
            let headers = vec![("request-id", request_id)];
            return MockAnswer { content_type, headers, body: content, ..MockAnswer::json(&Value::Null) };
        }
        Ok(V3Reply::Json(json)) => {
            let body = json.to_string().into_bytes();
            MockAnswer {
                content_type: JSON,
                body,
                headers: vec![("request-id", request_id)],
                ..MockAnswer::json(&json)
            }
        }
        Ok(V3Reply::Nothing) => MockAnswer {
            status: 204,
            body: Vec::new(),
            headers: vec![("request-id", request_id)],
            ..MockAnswer::json(&Value::Null)
        },
        Err(Outcome::Refused(mut refusal)) => {
            // A GET has no body.
            if call.method == "GET"
                && let Some(detail) = &mut refusal.detail
            {
                detail["location"] = "query".into();
            }
            refused(&refusal, &request_id)
        }
        Err(Outcome::Generated(answer)) => *answer,
    };
    answer.warnings = warnings;
    let timestamp = call.now().to_string();
    let message = [timestamp.as_bytes(), b"\n", nonce.as_bytes(), b"\n", &answer.body, b"\n"].concat();
    let Some(signature) = key.get().and_then(|key| key.sign(&message)) else {
        return refused(&Refusal::new(500, "SYSTEM_ERROR", "a key of the mock's platform is damaged"), "");
    };
    answer.headers.extend([
        ("wechatpay-timestamp", timestamp),
        ("wechatpay-nonce", nonce),
        ("wechatpay-serial", serial.to_owned()),
        ("wechatpay-signature", signature),
        ("wechatpay-signature-type", "WECHATPAY2-SHA256-RSA2048".to_owned()),
    ]);
    answer
}

const JSON: &str = "application/json; charset=utf-8";

/// The outcome of a call that no handler has answered with success.
enum Outcome {
    Refused(Refusal),
    /// An answer that is made up from the table of fields.
    Generated(Box<MockAnswer>),
}

impl From<Refusal> for Outcome {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Returns a `Request-ID` without the number at its end.
fn request_id(dice: &mut SeededRandom) -> String {
    format!("{:016X}{:016X}{:08X}", dice.number(), dice.number(), dice.number() >> 32)
}

/// Returns the number behind the last hyphen of a `Request-ID` (facts of 微信支付技能《排障手册》).
fn number_of(refusal: &Refusal) -> u64 {
    let is_about = |word: &str| refusal.message.contains(word);
    match refusal.code {
        "ORDER_NOT_EXIST" => 268_512_771,
        "SIGN_ERROR" => 268_443_699,
        "ORDERPAID" => 268_498_689,
        "OUT_TRADE_NO_USED" => 268_498_688,
        "PARAM_ERROR" if is_about("payer.openid") => 268_501_013,
        "PARAM_ERROR" if is_about("这是 v2 的参数") => 270_924_358,
        "PARAM_ERROR" => 268_435_461,
        "INVALID_REQUEST" if is_about("付款码支付订单不支持关单") => 268_449_641,
        _ => 268_435_456,
    }
}

/// Returns the answer of a refusal.
fn refused(refusal: &Refusal, request_id: &str) -> MockAnswer {
    let mut json = json!({ "code": refusal.code, "message": refusal.message });
    if let Some(detail) = &refusal.detail {
        json["detail"] = (**detail).clone();
    }
    let headers = vec![("request-id", format!("{request_id}-{}", number_of(refusal)))];
    MockAnswer {
        status: refusal.status,
        content_type: JSON,
        body: json.to_string().into_bytes(),
        errcode: i64::from(refusal.status),
        headers,
        causes: refusal.causes.clone(),
        ..MockAnswer::json(&Value::Null)
    }
}

fn handled(pay: PayCall<'_>, warnings: &mut Vec<PayWarning>) -> Result<V3Reply, Outcome> {
    let PayCall { books, dice, keys, call, now_ms, appids } = pay;
    let path = call.path.strip_prefix("/v3/").unwrap_or_default();
    let parts: Vec<String> = path.split('/').map(percent_decoded).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let entry = entry_of(call)?;
    let body = match &entry {
        Some(entry) => listed::checked(entry, call).map_err(|error| super::of_api_error(&error, call))?,
        None => Value::Null,
    };
    let mut v3 = V3Call { books, dice, keys, call, body, now_ms, appids, warnings: Vec::new() };
    let reply = routed(&mut v3, &parts);
    warnings.append(&mut v3.warnings);
    match (reply, entry) {
        (Some(result), _) => Ok(result?),
        (None, Some(entry)) => {
            let reply =
                listed::answer_signed(&entry, call).map_err(|error| super::of_api_error(&error, call))?;
            Err(Outcome::Generated(Box::new(HandlerReply::into(reply))))
        }
        (None, None) => Err(Refusal::missing("请求的接口不存在").into()),
    }
}

/// Returns the entry of a call in the catalogue; `None` for a path that it does not list.
fn entry_of(call: &MockCall<'_>) -> PayResult<Option<CatalogueEntry>> {
    let listed: Vec<CatalogueEntry> =
        catalogue::at(call.path).into_iter().filter(|known| known.platform.is_pay_v3()).collect();
    let method = Method::parse(call.method);
    let right = listed.iter().find(|known| Some(known.method) == method).copied();
    if right.is_none() && !listed.is_empty() {
        return Err(Refusal::new(405, "METHOD_NOT_ALLOWED", "请求方法不正确"));
    }
    Ok(right)
}

fn percent_decoded(part: &str) -> String {
    url::form_urlencoded::parse(format!("a={}", part.replace('+', "%2B")).as_bytes())
        .next()
        .map_or_else(|| part.to_owned(), |(_, value)| value.into_owned())
}

/// Calls the handler of a path; returns `None` if there is none.
fn routed(call: &mut V3Call<'_>, parts: &[&str]) -> Option<V3Result> {
    let is_partner = parts.get(1) == Some(&"partner");
    let of_order = if is_partner { parts.get(3..) } else { parts.get(2..) };
    let method = call.call.method;
    Some(match (method, parts) {
        ("POST" | "GET", ["pay", "transactions", ..] | ["pay", "partner", "transactions", ..]) => {
            match (method, of_order.unwrap_or_default()) {
                ("POST", [word]) => transactions::place(call, transactions::trade_type(word)?, is_partner),
                ("GET", [by @ ("id" | "out-trade-no"), number]) => {
                    transactions::query(call, by, number, is_partner)
                }
                ("POST", ["out-trade-no", number, "close"]) => transactions::close(call, number, is_partner),
                ("POST", ["out-trade-no", number, "reverse"]) => {
                    transactions::reverse(call, number, is_partner)
                }
                _ => return None,
            }
        }
        ("POST", ["combine-transactions", word]) => {
            combine::place(call, transactions::trade_type(word).filter(|kind| *kind != TradeType::Micropay)?)
        }
        ("GET", ["combine-transactions", "out-trade-no", number]) => combine::query(call, number),
        ("POST", ["combine-transactions", "out-trade-no", number, "close"]) => combine::close(call, number),
        ("POST", ["refund", "domestic", "refunds"]) => refunds::create(call),
        ("GET", ["refund", "domestic", "refunds", number]) => refunds::query(call, number),
        ("POST", ["refund", "domestic", "refunds", id, "apply-abnormal-refund"]) => refunds::retry(call, id),
        ("GET", ["bill", "tradebill"]) => bills::address(call, false),
        ("GET", ["bill", "fundflowbill"]) => bills::address(call, true),
        ("GET", ["billdownload", "file"]) => bills::download(call),
        ("GET", ["certificates"]) => certificates::list(call),
        ("POST", ["fund-app", "mch-transfer", "transfer-bills"]) => transfers::create(call),
        (
            "GET",
            ["fund-app", "mch-transfer", "transfer-bills", by @ ("out-bill-no" | "transfer-bill-no"), number],
        ) => transfers::query(call, by, number),
        ("POST", ["fund-app", "mch-transfer", "transfer-bills", "out-bill-no", number, "cancel"]) => {
            transfers::cancel(call, number)
        }
        (_, ["profitsharing", rest @ ..]) => return shared(call, method, rest),
        (_, ["merchant-service", "complaint-notifications"]) => complaints::notifications(call),
        ("GET", ["merchant-service", "complaints-v2"]) => complaints::list(call),
        ("GET", ["merchant-service", "complaints-v2", id]) => complaints::get(call, id),
        ("GET", ["merchant-service", "complaints-v2", id, "negotiation-historys"]) => {
            complaints::history(call, id)
        }
        (
            "POST",
            [
                "merchant-service",
                "complaints-v2",
                id,
                word @ ("response" | "complete" | "update-refund-progress"),
            ],
        ) => complaints::act(call, id, word),
        _ => return None,
    })
}

/// Calls the handler of a path of profit sharing; returns `None` if there is none.
fn shared(call: &mut V3Call<'_>, method: &str, parts: &[&str]) -> Option<V3Result> {
    Some(match (method, parts) {
        ("POST", ["receivers", "add"]) => sharing::receiver(call, true),
        ("POST", ["receivers", "delete"]) => sharing::receiver(call, false),
        ("POST", ["orders"]) => sharing::share(call),
        ("POST", ["orders", "unfreeze"]) => sharing::unfreeze(call),
        ("GET", ["orders", number]) => sharing::query(call, number),
        ("POST", ["return-orders"]) => sharing::give_back(call),
        ("GET", ["return-orders", number]) => sharing::query_return(call, number),
        ("GET", ["transactions", id, "amounts"]) => sharing::amounts(call, id),
        _ => return None,
    })
}
