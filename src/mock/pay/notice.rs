//! The notices that changes of the books cause, each with its kind, its fields and the URL of the merchant.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::books::order::{Order, Refund, RefundStatus, TradeType, Version};
use super::books::{Books, Combined};
use super::{moment, view};

/// The notices that the queue of pushes has not taken yet.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Notices(Vec<Notice>);

/// A notice to a merchant.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::mock) struct Notice {
    /// The merchant ID.
    pub account: String,
    /// The name of the kind in [`crate::message::catalogue`].
    pub kind: String,
    /// The decrypted resource of v3, or the fields of v2.
    pub fields: Value,
    /// The merchant's number of the order, refund or transfer.
    pub about: String,
    /// The time at which it is due, in milliseconds since 1970.
    pub due_ms: u64,
    pub target: NoticeTarget,
}

/// The place of a notice, and its signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NoticeTarget {
    /// The URL of the merchant.
    pub url: String,
    /// True if it is one of WeChat Pay's probes, whose signature is wrong on purpose.
    pub is_probe: bool,
    /// True if it is signed with the platform's public key in place of the certificate.
    pub by_public_key: bool,
}

impl Books {
    /// Returns the new notices.
    pub(in crate::mock) fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices.0)
    }

    fn add_notice(
        &mut self,
        target: NoticeTarget,
        kind: &str,
        (account, about): (&str, &str),
        fields: Value,
        due_ms: u64,
    ) {
        if target.url.is_empty() {
            return;
        }
        let (account, kind, about) = (account.to_owned(), kind.to_owned(), about.to_owned());
        let notice = Notice { account, kind, fields, about, due_ms, target };
        if std::mem::take(&mut self.probes_next) {
            let target = NoticeTarget { is_probe: true, ..notice.target.clone() };
            self.notices.0.push(Notice { target, ..notice.clone() });
        }
        self.notices.0.push(notice);
    }

    /// Tells the merchant that an order was paid; a combined order when its last part is.
    pub(super) fn notify_payment(&mut self, key: &str, now_ms: u64) {
        let Some(order) = self.order_at(key) else { return };
        let account = order.parties.mchid.clone();
        let combined = self.combined.values().find(|own| own.orders.iter().any(|part| part == key));
        if let Some(combined) = combined {
            let parts: Vec<&Order> = combined.orders.iter().filter_map(|key| self.order_at(key)).collect();
            if !parts.iter().all(|part| part.state.is_paid()) {
                return;
            }
            let target = NoticeTarget {
                url: combined.notify_url.clone(),
                is_probe: false,
                by_public_key: order.by_public_key,
            };
            let (account, number) = (combined.mchid.clone(), combined.number.clone());
            let fields = combined_json(combined, &parts);
            return self.add_notice(target, "pay.combine_transaction", (&account, &number), fields, now_ms);
        }
        let (url, number) = (order.notify_url.clone(), order.out_trade_no.clone());
        let target = NoticeTarget { url, is_probe: false, by_public_key: order.by_public_key };
        let (kind, fields) = match order.version {
            Version::V3 => ("pay.transaction", view::order(order)),
            Version::V2 => ("pay.v2.payment", payment_v2(order)),
        };
        self.add_notice(target, kind, (&account, &number), fields, now_ms);
    }

    /// Tells the merchant that a refund has ended.
    pub(super) fn notify_refund(&mut self, key: &str, number: &str, now_ms: u64) {
        let Some(order) = self.order_at(key) else { return };
        let Some(refund) = order.refunds.iter().find(|refund| refund.out_refund_no == number) else { return };
        let is_partner = !order.parties.sub_mchid.is_empty();
        let (kind, fields) = match (refund.version, refund.status) {
            (Version::V2, _) => ("pay.v2.refund", refund_v2(order, refund)),
            (Version::V3, RefundStatus::Closed) => ("pay.refund_closed", view::refund_notice(order, refund)),
            (Version::V3, RefundStatus::Abnormal) => {
                ("pay.refund_abnormal", view::refund_notice(order, refund))
            }
            (Version::V3, _) if is_partner => ("pay.partner_refund", view::refund_notice(order, refund)),
            (Version::V3, _) => ("pay.refund", view::refund_notice(order, refund)),
        };
        let (account, url) = (order.parties.mchid.clone(), refund.notify_url.clone());
        let target = NoticeTarget { url, is_probe: false, by_public_key: refund.by_public_key };
        self.add_notice(target, kind, (&account, number), fields, now_ms);
    }

    /// Tells the merchant that a transfer has ended.
    pub(super) fn notify_transfer(&mut self, key: &str, now_ms: u64) {
        let Some(transfer) = self.transfers.get(key) else { return };
        let mut fields = view::transfer(transfer, None);
        if let Some(members) = fields.as_object_mut() {
            members.shift_remove("appid");
            members.shift_remove("transfer_remark");
        }
        let (account, url) = (transfer.mchid.clone(), transfer.notify_url.clone());
        let number = transfer.out_bill_no.clone();
        let target = NoticeTarget { url, is_probe: false, by_public_key: transfer.by_public_key };
        self.add_notice(target, "pay.transfer_bill", (&account, &number), fields, now_ms);
    }

    /// Tells the merchant about an act in a complaint.
    pub(super) fn notify_complaint(&mut self, id: &str, action: &str, now_ms: u64) {
        let Some(complaint) = self.complaints.list.get(id) else { return };
        let (account, url) = (complaint.mchid.clone(), self.complaints.notify_url.clone());
        let fields = json!({ "complaint_id": id, "action_type": action });
        let target = NoticeTarget { url, is_probe: false, by_public_key: self.has_public_key_only };
        self.add_notice(target, "pay.complaint", (&account, id), fields, now_ms);
    }
}

/// Returns a combined order with its parts.
pub(super) fn combined_json(combined: &Combined, parts: &[&Order]) -> Value {
    let mut shown = json!({
        "combine_appid": combined.appid,
        "combine_mchid": combined.mchid,
        "combine_out_trade_no": combined.number,
        "sub_orders": parts.iter().map(|part| view::sub_order(part)).collect::<Vec<_>>(),
    });
    if let Some(part) = parts.iter().find(|part| !part.payer.is_empty()) {
        shown["combine_payer_info"] = json!({ "openid": part.payer });
    }
    if let Some(part) = parts.iter().find(|part| !part.device_id.is_empty()) {
        shown["scene_info"] = json!({ "device_id": part.device_id });
    }
    shown
}

/// Returns the fields of a notice of payment of v2, all of them texts.
fn payment_v2(order: &Order) -> Value {
    let mut fields = json!({
        "return_code": "SUCCESS",
        "result_code": "SUCCESS",
        "appid": order.parties.appid,
        "mch_id": order.parties.mchid,
        "nonce_str": "",
        "openid": order.payer,
        "is_subscribe": "N",
        "trade_type": order.trade_type.name(),
        "bank_type": order.bank_type,
        "total_fee": order.total.to_string(),
        "cash_fee": order.total.to_string(),
        "fee_type": "CNY",
        "transaction_id": order.transaction_id,
        "out_trade_no": order.out_trade_no,
        "attach": order.attach,
        "time_end": moment::compact(order.success_ms),
    });
    let rest = [
        ("sub_mch_id", &order.parties.sub_mchid),
        ("sub_appid", &order.parties.sub_appid),
        ("device_info", &order.device_id),
        ("sign_type", &order.sign_type),
    ];
    for (name, value) in rest {
        if !value.is_empty() {
            fields[name] = json!(value);
        }
    }
    debug_assert!(order.trade_type != TradeType::Micropay);
    fields
}

/// Returns the name of a refund's status in v2.
pub(super) fn status_v2(status: RefundStatus) -> &'static str {
    match status {
        RefundStatus::Processing => "PROCESSING",
        RefundStatus::Success => "SUCCESS",
        RefundStatus::Closed => "REFUNDCLOSE",
        RefundStatus::Abnormal => "CHANGE",
    }
}

/// Returns the fields of a notice of refund of v2; `req_info` is encrypted when it is sent.
fn refund_v2(order: &Order, refund: &Refund) -> Value {
    let mut fields = json!({
        "return_code": "SUCCESS",
        "appid": order.parties.appid,
        "mch_id": order.parties.mchid,
        "nonce_str": "",
        "req_info": {
            "transaction_id": order.transaction_id,
            "out_trade_no": order.out_trade_no,
            "refund_id": refund.id,
            "out_refund_no": refund.out_refund_no,
            "total_fee": order.total.to_string(),
            "settlement_total_fee": order.total.to_string(),
            "refund_fee": refund.amount.to_string(),
            "settlement_refund_fee": refund.amount.to_string(),
            "refund_status": status_v2(refund.status),
            "success_time": if refund.success_ms > 0 { moment::spaced(refund.success_ms) } else { String::new() },
            "refund_recv_accout": "支付用户零钱",
            "refund_account": "REFUND_SOURCE_RECHARGE_FUNDS",
            "refund_request_source": "API",
        },
    });
    if !order.parties.sub_mchid.is_empty() {
        fields["sub_mch_id"] = json!(order.parties.sub_mchid);
    }
    fields
}
