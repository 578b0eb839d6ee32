//! Profit sharing (分账).

use serde_json::{Value, json};

use super::call::{V3Call, V3Reply, V3Result, fen_at, text_at};
use crate::mock::pay::books::order_key;
use crate::mock::pay::books::sharing::{Receiver, Share, ShareReturn};
use crate::mock::pay::moment::rfc3339;
use crate::mock::pay::refusal::{PayResult, Refusal};

/// The types of receivers (微信支付文档《分账》).
const KINDS: [&str; 3] = ["MERCHANT_ID", "PERSONAL_OPENID", "PERSONAL_SUB_OPENID"];

/// Adds a receiver, or deletes one.
pub(super) fn receiver(call: &mut V3Call<'_>, is_added: bool) -> V3Result {
    let (kind, account) = (call.text("type"), call.limited("account", 1, 64)?);
    if !KINDS.contains(&kind.as_str()) {
        return Err(Refusal::field("type", &kind, format!("应为 {}", KINDS.join("、"))));
    }
    check_appids(call)?;
    let name = call.text("name");
    if !name.is_empty() {
        call.opened("name", &name)?;
    } else if is_added && kind == "MERCHANT_ID" {
        return Err(Refusal::field("name", "", "接收方为商户号时，商户全称必填"));
    }
    let pair = (kind.clone(), account.clone());
    if is_added {
        call.books.sharing.receivers.insert(pair);
    } else {
        call.books.sharing.receivers.remove(&pair);
    }
    let mut answer = json!({ "type": kind, "account": account });
    for path in ["sub_mchid", "name", "relation_type", "custom_relation"] {
        let text = call.text(path);
        if !text.is_empty() {
            answer[path] = json!(text);
        }
    }
    Ok(V3Reply::Json(answer))
}

/// Checks that the appid is one of the merchant's; a return and the release of the rest have none.
fn check_appids(call: &V3Call<'_>) -> PayResult<()> {
    let appid = call.text("appid");
    if appid.is_empty() { Ok(()) } else { call.own_appid(&appid) }
}

/// Returns the key of the order of a transaction of the caller.
fn order_of(call: &V3Call<'_>, transaction_id: &str) -> PayResult<String> {
    let order = call.books.order_of_transaction(&call.keys.mchid, transaction_id);
    let order = order.ok_or_else(|| Refusal::missing("订单不存在"))?;
    Ok(order_key(&order.parties.mchid, &order.out_trade_no))
}

/// Shares an order.
pub(super) fn share(call: &mut V3Call<'_>) -> V3Result {
    let given = call.body.get("receivers").and_then(Value::as_array).cloned().unwrap_or_default();
    if given.is_empty() {
        return Err(Refusal::field("receivers", "", "必填性规则校验失败，此字段为必填项"));
    }
    check_appids(call)?;
    let receivers = given.iter().map(|one| read(call, one)).collect::<PayResult<Vec<_>>>()?;
    let releases = call.body.get("unfreeze_unsplit") == Some(&Value::Bool(true));
    made(call, receivers, releases)
}

/// Gives the rest of an order to the merchant.
pub(super) fn unfreeze(call: &mut V3Call<'_>) -> V3Result {
    made(call, Vec::new(), true)
}

fn read(call: &V3Call<'_>, one: &Value) -> PayResult<Receiver> {
    let name = text_at(one, "name");
    if !name.is_empty() {
        call.opened("receivers.name", &name)?;
    }
    Ok(Receiver {
        kind: text_at(one, "type"),
        account: text_at(one, "account"),
        amount: fen_at(one, "amount")?,
        description: text_at(one, "description"),
        detail_id: String::new(),
        returned: 0,
    })
}

fn made(call: &mut V3Call<'_>, receivers: Vec<Receiver>, releases: bool) -> V3Result {
    let transaction_id = call.limited("transaction_id", 1, 32)?;
    let key = order_of(call, &transaction_id)?;
    let share = Share {
        out_order_no: call.limited("out_order_no", 1, 64)?,
        order_id: String::new(),
        transaction_id,
        sub_mchid: call.text("sub_mchid"),
        fingerprint: call.fingerprint(&["name"]),
        receivers,
        created_ms: 0,
    };
    let (mchid, now_ms) = (call.keys.mchid.clone(), call.now_ms);
    let share = call.books.share((&mchid, &key), share, releases, now_ms, call.dice)?;
    Ok(V3Reply::Json(shown(share)))
}

/// Answers a query about a share order.
pub(super) fn query(call: &mut V3Call<'_>, number: &str) -> V3Result {
    let share = call.books.sharing.shares.get(&order_key(&call.keys.mchid, number));
    let share = share.filter(|share| call.call.value("transaction_id") == Some(&share.transaction_id));
    let share = share.ok_or_else(|| Refusal::missing("分账单不存在"))?;
    Ok(V3Reply::Json(shown(share)))
}

fn shown(share: &Share) -> Value {
    let time = rfc3339(share.created_ms);
    let receiver = |own: &Receiver| {
        json!({
            "type": own.kind, "account": own.account, "amount": own.amount, "description": own.description,
            "result": "SUCCESS", "detail_id": own.detail_id, "create_time": time, "finish_time": time,
        })
    };
    let receivers: Vec<Value> = share.receivers.iter().map(receiver).collect();
    let mut shown = json!({
        "transaction_id": share.transaction_id,
        "out_order_no": share.out_order_no,
        "order_id": share.order_id,
        "state": "FINISHED",
        "receivers": receivers,
    });
    if !share.sub_mchid.is_empty() {
        shown["sub_mchid"] = json!(share.sub_mchid);
    }
    shown
}

/// Answers with the amount of an order that can still be shared.
pub(super) fn amounts(call: &mut V3Call<'_>, transaction_id: &str) -> V3Result {
    let key = order_of(call, transaction_id)?;
    let order = call.books.order_at(&key).ok_or_else(Refusal::no_order)?;
    Ok(V3Reply::Json(json!({ "transaction_id": transaction_id, "unsplit_amount": order.unshared() })))
}

/// Takes a share back.
pub(super) fn give_back(call: &mut V3Call<'_>) -> V3Result {
    let new = ShareReturn {
        out_return_no: call.limited("out_return_no", 1, 64)?,
        return_id: String::new(),
        out_order_no: call.text("out_order_no"),
        order_id: call.text("order_id"),
        sub_mchid: call.text("sub_mchid"),
        return_mchid: call.limited("return_mchid", 1, 32)?,
        amount: call.fen("amount")?,
        description: call.limited("description", 1, 80)?,
        fingerprint: call.fingerprint(&[]),
        created_ms: 0,
    };
    let (mchid, now_ms) = (call.keys.mchid.clone(), call.now_ms);
    let made = call.books.return_share(&mchid, new, now_ms, call.dice)?;
    Ok(V3Reply::Json(return_shown(made)))
}

/// Answers a query about a return.
pub(super) fn query_return(call: &mut V3Call<'_>, number: &str) -> V3Result {
    let found = call.books.sharing.returns.get(&order_key(&call.keys.mchid, number));
    let found = found.filter(|own| call.call.value("out_order_no") == Some(&own.out_order_no));
    Ok(V3Reply::Json(return_shown(found.ok_or_else(|| Refusal::missing("回退单不存在"))?)))
}

fn return_shown(own: &ShareReturn) -> Value {
    let time = rfc3339(own.created_ms);
    let mut shown = json!({
        "order_id": own.order_id, "out_order_no": own.out_order_no, "out_return_no": own.out_return_no,
        "return_id": own.return_id, "return_mchid": own.return_mchid, "amount": own.amount,
        "description": own.description, "result": "SUCCESS", "create_time": time, "finish_time": time,
    });
    if !own.sub_mchid.is_empty() {
        shown["sub_mchid"] = json!(own.sub_mchid);
    }
    shown
}
