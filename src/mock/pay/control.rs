//! The part of the control API that acts for users: they pay, fail, confirm and complain.

use serde_json::{Value, json};

use super::books::complaint::Complaint;
use super::books::order::{Order, RefundStatus};
use super::books::transfer::TransferState;
use super::books::{Books, Payment};
use super::view;
use crate::mock::state::openid::Openids;
use crate::random::SeededRandom;

/// The calls, for a refusal.
const CALLS: &str = "GET pay, POST pay, GET pay/keys, GET pay/OUT_TRADE_NO, POST pay/OUT_TRADE_NO, POST pay/refunds/OUT_REFUND_NO, POST pay/transfers/OUT_BILL_NO, POST pay/complaints";

/// Answers a call with a status and JSON. `path` is that after `pay`, without its first slash.
pub(in crate::mock) fn answer(
    books: &mut Books,
    (method, path): (&str, &str),
    body: &[u8],
    now_ms: u64,
    dice: &mut SeededRandom,
) -> (u16, Value) {
    books.advance(now_ms, dice);
    let body: Value = match body {
        [] => json!({}),
        body => match serde_json::from_slice(body) {
            Ok(body @ Value::Object(_)) => body,
            _ => return (400, json!({ "error": "a JSON object is wanted" })),
        },
    };
    let parts: Vec<&str> = path.split('/').collect();
    let result = match (method, parts.as_slice()) {
        ("GET", [""]) => Ok(shown(books)),
        ("POST", [""]) => set(books, &body).map(|()| shown(books)),
        ("POST", ["complaints"]) => complain(books, &body, now_ms, dice),
        ("POST", ["refunds", number]) => word(&body, &["SUCCESS", "CLOSED", "ABNORMAL"]).and_then(|word| {
            let outcome = serde_json::from_value(json!(word)).unwrap_or(RefundStatus::Success);
            books.decide_refund(number, outcome, now_ms).map(|()| shown(books))
        }),
        ("POST", ["transfers", number]) => word(&body, &["SUCCESS", "FAIL", "CANCELLED", "TRANSFERING"])
            .and_then(|word| {
                let state = serde_json::from_value(json!(word)).unwrap_or(TransferState::Success);
                books.decide_transfer(number, state, now_ms).map(|()| shown(books))
            }),
        ("GET", [number]) => orders_of(books, number).map(|keys| of_keys(books, &keys)),
        ("POST", [number]) => pay(books, number, &body, now_ms, dice),
        _ => return (405, json!({ "error": CALLS })),
    };
    match result {
        Ok(json) => (200, json),
        Err(error) => (if error.starts_with("no ") { 404 } else { 400 }, json!({ "error": error })),
    }
}

/// Returns `result` of a body, in capital letters; the first word if there is none.
fn word(body: &Value, words: &[&'static str]) -> Result<&'static str, String> {
    let wanted = || format!("`result` takes {}", words.join(", "));
    match body.get("result") {
        None => words.first().copied().ok_or_else(wanted),
        Some(given) => {
            let given = given.as_str().unwrap_or_default();
            words.iter().find(|word| word.eq_ignore_ascii_case(given)).copied().ok_or_else(wanted)
        }
    }
}

/// Returns the keys of the orders with a number; a combined order has several.
fn orders_of(books: &Books, number: &str) -> Result<Vec<String>, String> {
    if let Some(combined) = books.combined.values().find(|own| own.number == number) {
        return Ok(combined.orders.clone());
    }
    books.key_of(number).map(|key| vec![key]).ok_or_else(|| format!("no order has the number `{number}`"))
}

fn pay(
    books: &mut Books,
    number: &str,
    body: &Value,
    now_ms: u64,
    dice: &mut SeededRandom,
) -> Result<Value, String> {
    let result = word(body, &["SUCCESS", "FAIL", "CANCEL", "USERPAYING"])?;
    let keys = orders_of(books, number)?;
    books.probes_next = body.get("probe") == Some(&Value::Bool(true));
    for key in &keys {
        let order = books.order_at(key).ok_or("no order has this number")?;
        let usual = || {
            if order.openid.is_empty() {
                Openids::of(order.paying_appid()).at(0)
            } else {
                order.openid.clone()
            }
        };
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        let payment = match result {
            "SUCCESS" => Payment::Paid {
                openid: text("openid").unwrap_or_else(usual),
                bank_type: text("bank_type").unwrap_or_else(|| "OTHERS".to_owned()),
            },
            "FAIL" => Payment::Failed,
            "USERPAYING" => Payment::Asked,
            _ => Payment::Cancelled,
        };
        books.act(key, &payment, now_ms, dice)?;
    }
    Ok(of_keys(books, &keys))
}

fn of_keys(books: &Books, keys: &[String]) -> Value {
    let mut shown = keys.iter().filter_map(|key| books.order_at(key)).map(order_shown);
    if keys.len() == 1 {
        shown.next().unwrap_or_default()
    } else {
        json!({ "orders": shown.collect::<Vec<_>>() })
    }
}

fn order_shown(order: &Order) -> Value {
    let mut shown = view::order(order);
    let refunds: Vec<Value> = order.refunds.iter().map(|refund| view::refund(order, refund)).collect();
    shown["refunds"] = json!(refunds);
    shown["prepay_id"] = json!(order.prepay_id);
    shown["notify_url"] = json!(order.notify_url);
    shown["description"] = json!(order.description);
    shown
}

/// Changes the settings.
fn set(books: &mut Books, body: &Value) -> Result<(), String> {
    for (name, value) in body.as_object().into_iter().flatten() {
        match name.as_str() {
            "refund_outcome" => {
                let wanted = "`refund_outcome` takes PROCESSING, SUCCESS, CLOSED or ABNORMAL";
                books.refund_outcome = serde_json::from_value(value.clone()).map_err(|_| wanted)?;
            }
            "public_key_only" => {
                let wanted = "`public_key_only` takes true or false";
                books.has_public_key_only = value.as_bool().ok_or(wanted)?;
            }
            _ => return Err(format!("unknown setting `{name}`: use refund_outcome or public_key_only")),
        }
    }
    Ok(())
}

fn complain(books: &mut Books, body: &Value, now_ms: u64, dice: &mut SeededRandom) -> Result<Value, String> {
    let number = body["out_trade_no"].as_str().ok_or("`out_trade_no` names a paid order")?;
    let key = books.key_of(number).ok_or_else(|| format!("no order has the number `{number}`"))?;
    let detail = body["detail"].as_str().unwrap_or("商品与描述不符");
    let id = books.complain(&key, detail, now_ms, dice)?;
    Ok(json!({ "complaint_id": id }))
}

/// Returns everything for a test.
fn shown(books: &Books) -> Value {
    let orders: Vec<Value> = books.orders().map(order_shown).collect();
    let transfers: Vec<Value> = books.transfers.values().map(|own| view::transfer(own, None)).collect();
    let complaint = |own: &Complaint| json!({ "complaint_id": own.id, "out_trade_no": own.out_trade_no, "complaint_state": own.state.name() });
    let complaints: Vec<Value> = books.complaints.list.values().map(complaint).collect();
    json!({
        "balance": books.ledger.balance(),
        "refund_outcome": books.refund_outcome,
        "public_key_only": books.has_public_key_only,
        "orders": orders,
        "transfers": transfers,
        "complaints": complaints,
    })
}
