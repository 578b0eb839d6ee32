//! Orders, refunds and transfers as v3 shows them in answers and notices.

use serde_json::{Map, Value, json};

use super::books::order::{Order, Parties, Refund, TradeState};
use super::books::transfer::Transfer;
use super::moment::rfc3339;

/// Adds the merchants, under the names that partners have.
fn add_parties(object: &mut Map<String, Value>, parties: &Parties, has_appid: bool) {
    let Parties { mchid, appid, sub_mchid, sub_appid } = parties;
    let is_partner = !sub_mchid.is_empty();
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            object.insert(name.to_owned(), json!(value));
        }
    };
    if is_partner {
        if has_appid {
            add("sp_appid", appid);
            add("sub_appid", sub_appid);
        }
        add("sp_mchid", mchid);
        add("sub_mchid", sub_mchid);
    } else {
        if has_appid {
            add("appid", appid);
        }
        add("mchid", mchid);
    }
}

/// Returns an order.
pub(super) fn order(order: &Order) -> Value {
    let mut object = Map::new();
    add_parties(&mut object, &order.parties, true);
    object.insert("out_trade_no".to_owned(), json!(order.out_trade_no));
    let mut amount = json!({ "total": order.total, "currency": "CNY" });
    let was_paid = !order.transaction_id.is_empty();
    if was_paid {
        let payer = if order.parties.sub_mchid.is_empty() {
            json!({ "openid": order.payer })
        } else {
            json!({ "sp_openid": order.payer })
        };
        let members = [
            ("transaction_id", json!(order.transaction_id)),
            ("bank_type", json!(order.bank_type)),
            ("success_time", json!(rfc3339(order.success_ms))),
            ("payer", payer),
        ];
        object.extend(members.map(|(name, value)| (name.to_owned(), value)));
        amount["payer_total"] = json!(order.total);
        amount["payer_currency"] = json!("CNY");
    }
    if was_paid || order.state != TradeState::NotPay {
        object.insert("trade_type".to_owned(), json!(order.trade_type.name()));
    }
    object.insert("trade_state".to_owned(), json!(order.state.name()));
    object.insert("trade_state_desc".to_owned(), json!(order.state.description()));
    object.insert("attach".to_owned(), json!(order.attach));
    object.insert("amount".to_owned(), amount);
    if !order.device_id.is_empty() {
        object.insert("scene_info".to_owned(), json!({ "device_id": order.device_id }));
    }
    Value::Object(object)
}

/// Returns an order as a part of a combined order.
pub(super) fn sub_order(order: &Order) -> Value {
    let mut object = Map::new();
    object.insert("mchid".to_owned(), json!(order.parties.mchid));
    if !order.parties.sub_mchid.is_empty() {
        object.insert("sub_mchid".to_owned(), json!(order.parties.sub_mchid));
    }
    let mut amount = json!({ "total_amount": order.total, "currency": "CNY" });
    let members = [
        ("trade_type", json!(order.trade_type.name())),
        ("trade_state", json!(order.state.name())),
        ("attach", json!(order.attach)),
        ("out_trade_no", json!(order.out_trade_no)),
    ];
    object.extend(members.map(|(name, value)| (name.to_owned(), value)));
    if !order.transaction_id.is_empty() {
        let members = [
            ("bank_type", json!(order.bank_type)),
            ("success_time", json!(rfc3339(order.success_ms))),
            ("transaction_id", json!(order.transaction_id)),
        ];
        object.extend(members.map(|(name, value)| (name.to_owned(), value)));
        amount["payer_amount"] = json!(order.total);
        amount["payer_currency"] = json!("CNY");
    }
    object.insert("amount".to_owned(), amount);
    Value::Object(object)
}

/// Returns a refund as an answer.
pub(super) fn refund(order: &Order, refund: &Refund) -> Value {
    let mut shown = json!({
        "refund_id": refund.id,
        "out_refund_no": refund.out_refund_no,
        "transaction_id": order.transaction_id,
        "out_trade_no": order.out_trade_no,
        "channel": "ORIGINAL",
        "user_received_account": "支付用户零钱",
        "create_time": rfc3339(refund.created_ms),
        "status": refund.status.name(),
        "funds_account": "AVAILABLE",
        "amount": {
            "total": order.total,
            "refund": refund.amount,
            "payer_total": order.total,
            "payer_refund": refund.amount,
            "settlement_total": order.total,
            "settlement_refund": refund.amount,
            "discount_refund": 0,
            "currency": "CNY",
        },
        "promotion_detail": [],
    });
    if refund.success_ms > 0 {
        shown["success_time"] = json!(rfc3339(refund.success_ms));
    }
    shown
}

/// Returns a refund as a notice.
pub(super) fn refund_notice(order: &Order, refund: &Refund) -> Value {
    let mut object = Map::new();
    add_parties(&mut object, &order.parties, false);
    let members = [
        ("out_trade_no", json!(order.out_trade_no)),
        ("transaction_id", json!(order.transaction_id)),
        ("out_refund_no", json!(refund.out_refund_no)),
        ("refund_id", json!(refund.id)),
        ("refund_status", json!(refund.status.name())),
    ];
    object.extend(members.map(|(name, value)| (name.to_owned(), value)));
    if refund.success_ms > 0 {
        object.insert("success_time".to_owned(), json!(rfc3339(refund.success_ms)));
    }
    let amount = json!({
        "total": order.total, "refund": refund.amount,
        "payer_total": order.total, "payer_refund": refund.amount,
    });
    object.insert("amount".to_owned(), amount);
    object.insert("user_received_account".to_owned(), json!("支付用户零钱"));
    Value::Object(object)
}

/// Returns a transfer; `user_name` is encrypted for the merchant.
pub(super) fn transfer(transfer: &Transfer, user_name: Option<String>) -> Value {
    let mut shown = json!({
        "mch_id": transfer.mchid,
        "out_bill_no": transfer.out_bill_no,
        "transfer_bill_no": transfer.bill_no,
        "appid": transfer.appid,
        "state": transfer.state.name(),
        "transfer_amount": transfer.amount,
        "transfer_remark": transfer.remark,
        "openid": transfer.openid,
        "create_time": rfc3339(transfer.created_ms),
        "update_time": rfc3339(transfer.updated_ms),
    });
    if !transfer.fail_reason.is_empty() {
        shown["fail_reason"] = json!(transfer.fail_reason);
    }
    if let Some(user_name) = user_name {
        shown["user_name"] = json!(user_name);
    }
    shown
}
