//! Refunds of orders.

use super::Books;
use super::ledger::{Business, fee, signed};
use super::order::{Order, Refund, RefundStatus, TradeState, Version};
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::random::SeededRandom;

/// The time in which an order can be refunded: a year.
const REFUNDABLE_MS: u64 = 365 * 86_400_000;
/// The most refunds of an order.
const MAX_REFUNDS: usize = 50;

/// A refund to create.
#[derive(Debug, Clone)]
pub(in crate::mock::pay) struct NewRefund {
    pub out_refund_no: String,
    /// The amount of the refund and that of the order, in fen.
    pub amount: u64,
    pub total: u64,
    pub reason: String,
    pub notify_url: String,
    pub version: Version,
    pub fingerprint: String,
    /// True if notices are signed with the platform's public key.
    pub by_public_key: bool,
}

impl Books {
    /// Returns a refund of a merchant by its number, with its order.
    pub(in crate::mock::pay) fn refund_of(
        &self,
        mchid: &str,
        out_refund_no: &str,
    ) -> Option<(&Order, &Refund)> {
        let mut own = self.orders.values().filter(|order| order.parties.mchid == mchid);
        own.find_map(|order| {
            let refund = order.refunds.iter().find(|refund| refund.out_refund_no == out_refund_no)?;
            Some((order, refund))
        })
    }

    /// Creates a refund. A repeated call gets the same refund.
    pub(in crate::mock::pay) fn refund(
        &mut self,
        key: &str,
        new: NewRefund,
        now_ms: u64,
        dice: &mut SeededRandom,
    ) -> PayResult<()> {
        let order = self.orders.get(key).ok_or_else(Refusal::no_order)?;
        if let Some((owner, known)) = self.refund_of(&order.parties.mchid, &new.out_refund_no) {
            let is_same = known.fingerprint == new.fingerprint && owner.out_trade_no == order.out_trade_no;
            let other = || {
                let message = "请求重入时，参数与首次请求时不一致：该商户退款单号已使用";
                Refusal::new(400, "RESOURCE_ALREADY_EXISTS", message)
            };
            return if is_same { Ok(()) } else { Err(other()) };
        }
        if !order.state.is_paid() {
            let message = format!("订单状态为{}，不能退款", order.state.description());
            return Err(Refusal::new(400, "TRADE_STATE_ERROR", message));
        }
        if now_ms >= order.success_ms.saturating_add(REFUNDABLE_MS) {
            return Err(Refusal::new(400, "TRADE_OVERDUE", "订单已经超过可退款的最大期限"));
        }
        if new.total != order.total {
            return Err(Refusal::invalid("订单金额或退款金额与之前请求不一致，请核实后再试"));
        }
        if new.amount == 0 || new.amount > order.total.saturating_sub(order.refunded()) {
            return Err(Refusal::invalid("累计退款金额大于支付金额"));
        }
        if order.refunds.len() >= MAX_REFUNDS {
            return Err(Refusal::invalid("同一笔订单的部分退款次数超过50次"));
        }
        if self.ledger.balance() < signed(new.amount) {
            return Err(Refusal::new(403, "NOT_ENOUGH", "基本账户余额不足，请充值后重新发起"));
        }
        let refund_id = self.number("50300", now_ms, dice);
        let order = self.orders.get_mut(key).ok_or_else(Refusal::no_order)?;
        let NewRefund {
            out_refund_no, amount, reason, notify_url, version, fingerprint, by_public_key, ..
        } = new;
        // The fees of all refunds of a whole order are its fee.
        let rest = order.total - order.refunded() - amount;
        let kept: u64 = order
            .refunds
            .iter()
            .filter(|refund| refund.status != RefundStatus::Closed)
            .map(|refund| refund.fee)
            .sum();
        let back = fee(order.total).saturating_sub(kept).saturating_sub(fee(rest));
        let voucher = out_refund_no.clone();
        order.refunds.push(Refund {
            id: refund_id.clone(),
            fee: back,
            status: RefundStatus::Processing,
            outcome: self.refund_outcome,
            created_ms: now_ms,
            due_ms: now_ms,
            success_ms: 0,
            out_refund_no,
            amount,
            reason,
            notify_url,
            version,
            fingerprint,
            by_public_key,
        });
        order.state = TradeState::Refund;
        self.ledger.add(now_ms, Business::Refund, (&refund_id, &voucher), -signed(amount));
        self.ledger.add(now_ms, Business::FeeRefund, (&refund_id, &voucher), signed(back));
        if self.refund_outcome != RefundStatus::Processing {
            self.pending_refunds.push((now_ms, key.to_owned(), voucher));
        }
        Ok(())
    }

    /// Ends the refunds that are due.
    pub(super) fn settle_refunds(&mut self, now_ms: u64) {
        if !self.pending_refunds.iter().any(|(due_ms, ..)| *due_ms <= now_ms) {
            return;
        }
        let due: Vec<(u64, String, String)> =
            self.pending_refunds.extract_if(.., |(due_ms, ..)| *due_ms <= now_ms).collect();
        for (_, key, out_refund_no) in due {
            self.end_refund(&key, &out_refund_no, None, now_ms);
        }
    }

    /// Gives a refund its outcome: the one that was set, or another.
    fn end_refund(&mut self, key: &str, number: &str, outcome: Option<RefundStatus>, now_ms: u64) -> bool {
        let Some(order) = self.orders.get_mut(key) else { return false };
        let found = order.refunds.iter_mut().find(|refund| refund.out_refund_no == number);
        let Some(refund) = found.filter(|refund| refund.status == RefundStatus::Processing) else {
            return false;
        };
        refund.status = outcome.unwrap_or(refund.outcome);
        let (id, amount, fee) = (refund.id.clone(), refund.amount, refund.fee);
        let status = refund.status;
        if status == RefundStatus::Success {
            refund.success_ms = now_ms;
        }
        if status == RefundStatus::Closed {
            self.ledger.add(now_ms, Business::Refund, (&id, number), signed(amount));
            self.ledger.add(now_ms, Business::FeeRefund, (&id, number), -signed(fee));
        }
        self.notify_refund(key, number, now_ms);
        true
    }

    /// Starts an abnormal refund again, to another account.
    pub(in crate::mock::pay) fn retry_refund(
        &mut self,
        key: &str,
        number: &str,
        now_ms: u64,
    ) -> PayResult<()> {
        let order = self.orders.get_mut(key).ok_or_else(Refusal::no_order)?;
        let found = order.refunds.iter_mut().find(|refund| refund.out_refund_no == number);
        let refund = found.ok_or_else(|| Refusal::missing("退款单不存在"))?;
        if refund.status != RefundStatus::Abnormal {
            return Err(Refusal::invalid("退款单状态不是退款异常，无法发起异常退款"));
        }
        (refund.status, refund.outcome) = (RefundStatus::Processing, RefundStatus::Success);
        self.pending_refunds.push((now_ms, key.to_owned(), number.to_owned()));
        Ok(())
    }

    /// Sets the outcome of a refund, for a test. The error is a sentence about the reason.
    pub(in crate::mock::pay) fn decide_refund(
        &mut self,
        number: &str,
        outcome: RefundStatus,
        now_ms: u64,
    ) -> Result<(), String> {
        let has = |order: &Order| order.refunds.iter().any(|refund| refund.out_refund_no == number);
        let found = self.orders.iter().find(|(_, order)| has(order)).map(|(key, _)| key.clone());
        let key = found.ok_or("no refund has this number")?;
        self.pending_refunds.retain(|(_, own, waiting)| (own, waiting.as_str()) != (&key, number));
        if outcome == RefundStatus::Processing {
            return Ok(());
        }
        if self.end_refund(&key, number, Some(outcome), now_ms) {
            Ok(())
        } else {
            Err("the refund has ended already".to_owned())
        }
    }
}
