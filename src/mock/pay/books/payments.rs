//! Orders: placing, paying, closing, reversing.

use super::ledger::{Business, fee, signed};
use super::order::{Order, TradeState, TradeType};
use super::{Books, MAX_THINGS, order_key};
use crate::mock::pay::moment;
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::random::SeededRandom;

/// The time for which a `prepay_id` can be used, in milliseconds.
const PREPAY_MS: u64 = 2 * 3_600_000;

/// The act of a user on an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::mock::pay) enum Payment {
    /// The user pays; holds the openid and the bank.
    Paid { openid: String, bank_type: String },
    /// The bank refuses.
    Failed,
    /// The user is asked for the password.
    Asked,
    /// The user leaves the page.
    Cancelled,
}

impl Books {
    /// Places an order. A repeated call gets the same `prepay_id` while the order can be paid.
    pub(in crate::mock::pay) fn place(
        &mut self,
        new: Order,
        now_ms: u64,
        dice: &mut SeededRandom,
    ) -> PayResult<&Order> {
        let key = order_key(&new.parties.mchid, &new.out_trade_no);
        if let Some(known) = self.orders.get(&key) {
            match known.state {
                state if state.is_paid() => return Err(Refusal::paid()),
                TradeState::Closed | TradeState::Revoked => return Err(Refusal::closed()),
                _ if known.fingerprint != new.fingerprint => {
                    return Err(Refusal::new(
                        403,
                        "OUT_TRADE_NO_USED",
                        "商户订单号重复：与首次请求的参数不一致",
                    ));
                }
                _ => {}
            }
            let fresh = prepay_id(now_ms, dice);
            let known = self.orders.get_mut(&key).ok_or_else(Refusal::no_order)?;
            if now_ms >= known.prepaid_ms.saturating_add(PREPAY_MS) {
                (known.prepay_id, known.prepaid_ms) = (fresh, now_ms);
            }
            return Ok(known);
        }
        if self.orders.len() >= MAX_THINGS {
            return Err(Refusal::full());
        }
        let prepay_id = prepay_id(now_ms, dice);
        let order = self.orders.or_insert(key, new);
        (order.prepay_id, order.prepaid_ms) = (prepay_id, now_ms);
        Ok(order)
    }

    /// Lets a user act on an order. The error is a sentence about the reason.
    pub(in crate::mock::pay) fn act(
        &mut self,
        key: &str,
        payment: &Payment,
        now_ms: u64,
        dice: &mut SeededRandom,
    ) -> Result<(), String> {
        let number = self.number("42000", now_ms, dice);
        let order = self.order_mut(key).ok_or("no order has this number")?;
        if !matches!(order.state, TradeState::NotPay | TradeState::UserPaying | TradeState::PayError) {
            return Err(format!("the order is in the state {}", order.state.name()));
        }
        if order.trade_type != TradeType::Micropay && now_ms >= order.prepaid_ms.saturating_add(PREPAY_MS) {
            return Err("its prepay_id is older than two hours: place the order again".to_owned());
        }
        let (openid, bank_type) = match payment {
            Payment::Paid { openid, bank_type } => (openid, bank_type),
            other => {
                order.state = match other {
                    Payment::Asked => TradeState::UserPaying,
                    Payment::Failed => TradeState::PayError,
                    _ if order.trade_type == TradeType::Micropay => TradeState::PayError,
                    _ => TradeState::NotPay,
                };
                return Ok(());
            }
        };
        if !order.openid.is_empty() && *openid != order.openid {
            return Err(format!("the order is for the openid `{}`", order.openid));
        }
        order.state = TradeState::Success;
        (order.transaction_id, order.success_ms) = (number.clone(), now_ms);
        (order.payer, order.bank_type) = (openid.clone(), bank_type.clone());
        let (total, voucher) = (order.total, order.out_trade_no.clone());
        let is_noticed = order.trade_type != TradeType::Micropay;
        self.by_transaction.insert(number.clone(), key.to_owned());
        self.ledger.add(now_ms, Business::Payment, (&number, &voucher), signed(total));
        self.ledger.add(now_ms, Business::Fee, (&number, &voucher), -signed(fee(total)));
        if is_noticed {
            self.notify_payment(key, now_ms);
        }
        Ok(())
    }

    /// Closes an order that nobody paid. `repeated` is the result for an order that is closed.
    pub(in crate::mock::pay) fn close(&mut self, key: &str, repeated: PayResult<()>) -> PayResult<()> {
        let order = self.order_mut(key).ok_or_else(Refusal::no_order)?;
        match order.state {
            TradeState::Closed | TradeState::Revoked => repeated,
            state if state.is_paid() => Err(Refusal::paid()),
            _ if order.trade_type == TradeType::Micropay => {
                Err(Refusal::invalid("付款码支付订单不支持关单，请使用撤销接口"))
            }
            _ => {
                order.state = TradeState::Closed;
                Ok(())
            }
        }
    }

    /// Reverses an order that was paid by a payment code: closes it, and gives the money back.
    pub(in crate::mock::pay) fn reverse(
        &mut self,
        key: &str,
        now_ms: u64,
        dice: &mut SeededRandom,
    ) -> PayResult<()> {
        const REVERSIBLE_MS: u64 = 7 * 86_400_000;
        let refund_id = self.number("50300", now_ms, dice);
        let order = self.order_mut(key).ok_or_else(Refusal::no_order)?;
        match order.state {
            TradeState::Revoked => return Ok(()),
            TradeState::Closed => return Err(Refusal::closed()),
            TradeState::Refund => {
                return Err(Refusal::new(400, "REVERSE_EXPIRE", "订单发生过退款，无法撤销"));
            }
            TradeState::Success if now_ms >= order.success_ms.saturating_add(REVERSIBLE_MS) => {
                return Err(Refusal::new(400, "REVERSE_EXPIRE", "订单超过七天，无法撤销"));
            }
            _ => {}
        }
        let was_paid = order.state == TradeState::Success;
        let taken = order.shared;
        if was_paid && taken > 0 {
            return Err(Refusal::invalid("订单已分账，无法撤销"));
        }
        order.state = TradeState::Revoked;
        if was_paid {
            let (total, voucher) = (order.total, order.out_trade_no.clone());
            self.ledger.add(now_ms, Business::Refund, (&refund_id, &voucher), -signed(total));
            self.ledger.add(now_ms, Business::FeeRefund, (&refund_id, &voucher), signed(fee(total)));
        }
        Ok(())
    }
}

/// Returns a new `prepay_id`.
pub(super) fn prepay_id(now_ms: u64, dice: &mut SeededRandom) -> String {
    format!("wx{}{:016x}{:04x}", moment::compact(now_ms), dice.number(), dice.number() & 0xffff)
}
