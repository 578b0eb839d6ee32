//! Refunds of v2.

use super::call::{V2Call, V2Reply, V2Result};
use super::orders::{certificate_warning, pair};
use crate::mock::pay::books::NewRefund;
use crate::mock::pay::books::order::{Order, Refund, Version};
use crate::mock::pay::notice::status_v2;
use crate::mock::pay::refusal::Refusal;
use crate::mock::pay::{moment, rules};

/// The most refunds in an answer.
const PAGE: usize = 10;

/// `/secapi/pay/refund`
pub(super) fn create(call: &mut V2Call<'_>) -> V2Result {
    call.warnings.extend(certificate_warning(call));
    let key = call.order()?;
    let out_refund_no = call.text("out_refund_no").to_owned();
    if !(1..=64).contains(&out_refund_no.len()) {
        return Err(Refusal::new(400, "PARAM_ERROR", "out_refund_no应为 1 到 64 个字符"));
    }
    let notify_url = call.text("notify_url").to_owned();
    if !notify_url.is_empty() {
        rules::notify_url("notify_url", &notify_url)?;
        call.warnings.extend(rules::url_warning(&notify_url));
    }
    let new = NewRefund {
        amount: call.fen("refund_fee")?,
        total: call.fen("total_fee")?,
        reason: call.text("refund_desc").to_owned(),
        version: Version::V2,
        by_public_key: false,
        fingerprint: call.fingerprint(),
        notify_url,
        out_refund_no: out_refund_no.clone(),
    };
    let now_ms = call.now_ms;
    call.books.refund(&key, new, now_ms, call.dice)?;
    let found = call.books.refund_of(&call.keys.mchid, &out_refund_no);
    let (order, refund) = found.ok_or_else(|| Refusal::missing("退款单不存在"))?;
    Ok(V2Reply::Fields(vec![
        pair("transaction_id", &order.transaction_id),
        pair("out_trade_no", &order.out_trade_no),
        pair("out_refund_no", &refund.out_refund_no),
        pair("refund_id", &refund.id),
        pair("refund_fee", refund.amount.to_string()),
        pair("settlement_refund_fee", refund.amount.to_string()),
        pair("total_fee", order.total.to_string()),
        pair("fee_type", "CNY"),
        pair("cash_fee", order.total.to_string()),
        pair("cash_refund_fee", refund.amount.to_string()),
    ]))
}

/// `/pay/refundquery`
pub(super) fn query(call: &mut V2Call<'_>) -> V2Result {
    let (id, number) = (call.text("refund_id"), call.text("out_refund_no"));
    let is_it = |refund: &&Refund| refund.id == id || refund.out_refund_no == number;
    let (order, refunds): (&Order, Vec<&Refund>) = if id.is_empty() && number.is_empty() {
        let key = call.order()?;
        let order = call.books.order_at(&key).ok_or_else(Refusal::no_order)?;
        let offset = call.text("offset").parse().unwrap_or_default();
        (order, order.refunds.iter().skip(offset).take(PAGE).collect())
    } else {
        let own = |order: &&Order| order.parties.mchid == call.keys.mchid;
        let order =
            call.books.orders().filter(own).find(|order| order.refunds.iter().any(|refund| is_it(&refund)));
        let order = order.ok_or_else(|| Refusal::missing("退款订单查询失败：退款单不存在"))?;
        (order, order.refunds.iter().filter(is_it).collect())
    };
    if refunds.is_empty() {
        return Err(Refusal::missing("退款订单查询失败：退款单不存在"));
    }
    let mut fields = vec![
        pair("transaction_id", &order.transaction_id),
        pair("out_trade_no", &order.out_trade_no),
        pair("total_fee", order.total.to_string()),
        pair("cash_fee", order.total.to_string()),
        pair("fee_type", "CNY"),
        pair("total_refund_count", order.refunds.len().to_string()),
        pair("refund_count", refunds.len().to_string()),
    ];
    for (at, refund) in refunds.iter().enumerate() {
        let of = |name: &str, value: String| (format!("{name}_{at}"), value);
        fields.extend([
            of("out_refund_no", refund.out_refund_no.clone()),
            of("refund_id", refund.id.clone()),
            of("refund_channel", "ORIGINAL".to_owned()),
            of("refund_fee", refund.amount.to_string()),
            of("settlement_refund_fee", refund.amount.to_string()),
            of("refund_status", status_v2(refund.status).to_owned()),
            of("refund_account", "REFUND_SOURCE_RECHARGE_FUNDS".to_owned()),
            of("refund_recv_accout", "支付用户零钱".to_owned()),
        ]);
        if refund.success_ms > 0 {
            fields.push(of("refund_success_time", moment::spaced(refund.success_ms)));
        }
    }
    Ok(V2Reply::Fields(fields))
}
