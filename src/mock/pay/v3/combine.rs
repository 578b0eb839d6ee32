//! Combined orders (合单支付): several orders that a user pays at once.

use serde_json::Value;

use super::call::{V3Call, V3Reply, V3Result, fen_at, text_at};
use super::transactions::{currency, expiry, prepaid};
use crate::mock::pay::books::order::{Order, Parties, TradeState, TradeType, Version};
use crate::mock::pay::books::{Combined, order_key};
use crate::mock::pay::notice::combined_json;
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::mock::pay::rules;

/// The most parts of a combined order.
const MAX_PARTS: usize = 50;

/// Places a combined order.
pub(super) fn place(call: &mut V3Call<'_>, trade_type: TradeType) -> V3Result {
    call.own_mchid("combine_mchid", &call.text("combine_mchid"))?;
    let appid = call.limited("combine_appid", 1, 32)?;
    call.own_appid(&appid)?;
    let number = call.limited("combine_out_trade_no", 1, 32)?;
    let notify_url = call.limited("notify_url", 1, 255)?;
    rules::notify_url("notify_url", &notify_url)?;
    if trade_type == TradeType::Jsapi {
        call.limited("combine_payer_info.openid", 1, 128)?;
    }
    let expires_ms = expiry(call, "time_expire")?;
    let parts = call.body.get("sub_orders").and_then(Value::as_array).cloned().unwrap_or_default();
    if parts.is_empty() || parts.len() > MAX_PARTS {
        return Err(Refusal::field("sub_orders", "", "子单应为 1 到 50 个"));
    }
    let orders: Vec<Order> = parts
        .iter()
        .map(|part| read(call, part, (trade_type, &appid, &number), expires_ms))
        .collect::<PayResult<_>>()?;
    let key = order_key(&call.keys.mchid, &number);
    let fingerprint = call.fingerprint(&[]);
    let now_ms = call.now_ms;
    if let Some(known) = call.books.combined.get(&key) {
        if known.fingerprint != fingerprint {
            return Err(Refusal::new(403, "OUT_TRADE_NO_USED", "合单商户订单号重复：与首次请求的参数不一致"));
        }
        let mut states =
            known.orders.iter().filter_map(|key| call.books.order_at(key)).map(|part| part.state);
        if states.any(TradeState::is_paid) {
            return Err(Refusal::paid());
        }
        let prepay_id = known.prepay_id.clone();
        return Ok(V3Reply::Json(prepaid(trade_type, &prepay_id)));
    }
    if let Some(taken) =
        orders.iter().find(|part| call.books.order(&part.parties.mchid, &part.out_trade_no).is_some())
    {
        let message = format!("子单商户订单号{}已使用", taken.out_trade_no);
        return Err(Refusal::new(403, "OUT_TRADE_NO_USED", message));
    }
    let keys: Vec<String> =
        orders.iter().map(|part| order_key(&part.parties.mchid, &part.out_trade_no)).collect();
    if (1..keys.len()).any(|at| keys[..at].contains(&keys[at])) {
        return Err(Refusal::field("sub_orders", "", "子单商户订单号重复"));
    }
    let mut prepay_id = String::new();
    for order in orders {
        call.books.place(order, now_ms, call.dice)?.prepay_id.clone_into(&mut prepay_id);
    }
    call.warnings.extend(rules::url_warning(&notify_url));
    let answer = prepaid(trade_type, &prepay_id);
    let mchid = call.keys.mchid.clone();
    call.books
        .combined
        .insert(key, Combined { number, appid, mchid, notify_url, prepay_id, fingerprint, orders: keys });
    Ok(V3Reply::Json(answer))
}

fn read(
    call: &V3Call<'_>,
    part: &Value,
    (trade_type, appid, combined): (TradeType, &str, &str),
    expires_ms: u64,
) -> PayResult<Order> {
    let text = |path: &str| text_at(part, path);
    let out_trade_no = text("out_trade_no");
    rules::out_trade_no(&out_trade_no)?;
    let description = text("description");
    rules::description(&description)?;
    currency(call, "amount.currency")?;
    let parties = Parties {
        mchid: text("mchid"),
        appid: appid.to_owned(),
        sub_mchid: text("sub_mchid"),
        sub_appid: text("sub_appid"),
    };
    call.own_mchid("sub_orders.mchid", &parties.mchid)?;
    Ok(Order {
        fingerprint: format!("{combined}/{}", call.fingerprint(&[])),
        out_trade_no,
        parties,
        trade_type,
        version: Version::V3,
        description,
        attach: text("attach"),
        notify_url: String::new(),
        total: fen_at(part, "amount.total_amount")?,
        openid: call.text("combine_payer_info.openid"),
        device_id: call.text("scene_info.device_id"),
        is_shared: part.pointer("/settle_info/profit_sharing") == Some(&Value::Bool(true)),
        combined: combined.to_owned(),
        created_ms: call.now_ms,
        expires_ms,
        prepaid_ms: call.now_ms,
        by_public_key: call.is_by_public_key(),
        ..Order::default()
    })
}

/// Answers a query.
pub(super) fn query(call: &mut V3Call<'_>, number: &str) -> V3Result {
    let combined =
        call.books.combined.get(&order_key(&call.keys.mchid, number)).ok_or_else(Refusal::no_order)?;
    let parts: Vec<&Order> = combined.orders.iter().filter_map(|key| call.books.order_at(key)).collect();
    Ok(V3Reply::Json(combined_json(combined, &parts)))
}

/// Closes the parts that the call names.
pub(super) fn close(call: &mut V3Call<'_>, number: &str) -> V3Result {
    let combined =
        call.books.combined.get(&order_key(&call.keys.mchid, number)).ok_or_else(Refusal::no_order)?;
    let parts = call.body.get("sub_orders").and_then(Value::as_array).cloned().unwrap_or_default();
    let keys: Vec<String> =
        parts.iter().map(|part| order_key(&text_at(part, "mchid"), &text_at(part, "out_trade_no"))).collect();
    if keys.len() != combined.orders.len() || keys.iter().any(|key| !combined.orders.contains(key)) {
        return Err(Refusal::field("sub_orders", "", "子单信息与下单时不一致，须传入全部子单"));
    }
    for key in keys {
        call.books.close(&key, Ok(()))?;
    }
    Ok(V3Reply::Nothing)
}
