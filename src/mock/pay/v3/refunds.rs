//! Refunds of v3.

use super::call::{V3Call, V3Reply, V3Result};
use super::transactions::currency;
use crate::mock::pay::books::order::Version;
use crate::mock::pay::books::{NewRefund, order_key};
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::mock::pay::{rules, view};

/// Creates a refund.
pub(super) fn create(call: &mut V3Call<'_>) -> V3Result {
    let key = order_of(call)?;
    let out_refund_no = call.limited("out_refund_no", 1, 64)?;
    let notify_url = call.limited("notify_url", 0, 256)?;
    if !notify_url.is_empty() {
        rules::notify_url("notify_url", &notify_url)?;
    }
    currency(call, "amount.currency")?;
    let new = NewRefund {
        amount: call.fen("amount.refund")?,
        total: call.fen("amount.total")?,
        reason: call.limited("reason", 0, 80)?,
        version: Version::V3,
        by_public_key: call.is_by_public_key(),
        fingerprint: call.fingerprint(&[]),
        notify_url: notify_url.clone(),
        out_refund_no: out_refund_no.clone(),
    };
    let now_ms = call.now_ms;
    call.books.refund(&key, new, now_ms, call.dice).map_err(of_v3)?;
    call.warnings.extend(rules::url_warning(&notify_url));
    shown(call, &out_refund_no)
}

/// Returns the code that v3 has for a refusal of v2.
fn of_v3(refusal: Refusal) -> Refusal {
    match refusal.code {
        "TRADE_STATE_ERROR" | "TRADE_OVERDUE" => Refusal { code: "INVALID_REQUEST", ..refusal },
        "ORDER_NOT_EXIST" => Refusal { code: "RESOURCE_NOT_EXISTS", ..refusal },
        _ => refusal,
    }
}

/// Returns the key of the order that the body names.
fn order_of(call: &V3Call<'_>) -> PayResult<String> {
    let (number, transaction) = (call.text("out_trade_no"), call.text("transaction_id"));
    let mchid = &call.keys.mchid;
    let order = match (transaction.is_empty(), number.is_empty()) {
        (true, true) => {
            return Err(Refusal::field("transaction_id", "", "transaction_id 与 out_trade_no 须传其一"));
        }
        (false, _) => call.books.order_of_transaction(mchid, &transaction),
        (true, false) => call.books.order(mchid, &number),
    };
    let order = order.ok_or_else(|| Refusal::missing("订单不存在"))?;
    if !number.is_empty() && number != order.out_trade_no {
        return Err(Refusal::invalid("transaction_id 与 out_trade_no 不是同一笔订单"));
    }
    let sub_mchid = call.text("sub_mchid");
    if sub_mchid != order.parties.sub_mchid {
        return Err(Refusal::invalid("sub_mchid 与订单不一致"));
    }
    Ok(order_key(mchid, &order.out_trade_no))
}

/// Answers a query.
pub(super) fn query(call: &mut V3Call<'_>, number: &str) -> V3Result {
    shown(call, number)
}

/// Refunds to another account after the first has failed.
pub(super) fn retry(call: &mut V3Call<'_>, refund_id: &str) -> V3Result {
    let number = call.limited("out_refund_no", 1, 64)?;
    let kind = call.text("type");
    if !["USER_BANK_CARD", "MERCHANT_BANK_CARD"].contains(&kind.as_str()) {
        return Err(Refusal::field("type", &kind, "应为 USER_BANK_CARD 或 MERCHANT_BANK_CARD"));
    }
    for path in ["bank_account", "real_name"] {
        let sealed = call.text(path);
        if kind == "USER_BANK_CARD" && sealed.is_empty() {
            return Err(Refusal::field(path, "", "必填性规则校验失败，此字段为必填项"));
        }
        if !sealed.is_empty() {
            call.opened(path, &sealed)?;
        }
    }
    let found = call.books.refund_of(&call.keys.mchid, &number);
    let (order, refund) = found.ok_or_else(|| Refusal::missing("退款单不存在"))?;
    if refund.id != refund_id {
        return Err(Refusal::invalid("refund_id 与 out_refund_no 不是同一笔退款"));
    }
    let key = order_key(&order.parties.mchid, &order.out_trade_no);
    let now_ms = call.now_ms;
    call.books.retry_refund(&key, &number, now_ms)?;
    shown(call, &number)
}

fn shown(call: &V3Call<'_>, number: &str) -> V3Result {
    let found = call.books.refund_of(&call.keys.mchid, number);
    let (order, refund) = found.ok_or_else(|| Refusal::missing("退款单不存在"))?;
    Ok(V3Reply::Json(view::refund(order, refund)))
}
