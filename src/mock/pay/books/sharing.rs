//! Profit sharing (分账): receivers, shares of an order, and their return.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::ledger::{Business, signed};
use super::order::TradeState;
use super::tracked::{Tracked, TrackedMap};
use super::{Books, MAX_THINGS};
use crate::mock::pay::refusal::{PayResult, Refusal};
use crate::random::SeededRandom;

/// The most receivers of a call.
const MAX_RECEIVERS: usize = 50;

/// The shares of all orders.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::mock::pay) struct Sharing {
    /// The receivers that were added: type and account.
    pub receivers: Tracked<BTreeSet<(String, String)>>,
    /// By merchant ID and `out_order_no`.
    pub shares: TrackedMap<Share>,
    /// By merchant ID and `out_return_no`.
    pub returns: TrackedMap<ShareReturn>,
}

/// A share order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::mock::pay) struct Share {
    pub out_order_no: String,
    pub order_id: String,
    pub transaction_id: String,
    pub sub_mchid: String,
    pub fingerprint: String,
    pub receivers: Vec<Receiver>,
    pub created_ms: u64,
}

/// A receiver of a share.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::mock::pay) struct Receiver {
    pub kind: String,
    pub account: String,
    /// The amount, in fen.
    pub amount: u64,
    pub description: String,
    pub detail_id: String,
    /// The sum that was returned, in fen.
    pub returned: u64,
}

/// A return of a share.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::mock::pay) struct ShareReturn {
    pub out_return_no: String,
    pub return_id: String,
    pub out_order_no: String,
    pub order_id: String,
    pub sub_mchid: String,
    pub return_mchid: String,
    /// The amount, in fen.
    pub amount: u64,
    pub description: String,
    pub fingerprint: String,
    pub created_ms: u64,
}

impl Books {
    /// Shares an order with receivers. `releases` gives the rest to the merchant.
    pub(in crate::mock::pay) fn share(
        &mut self,
        (mchid, order_key): (&str, &str),
        mut new: Share,
        releases: bool,
        now_ms: u64,
        dice: &mut SeededRandom,
    ) -> PayResult<&Share> {
        let key = super::order_key(mchid, &new.out_order_no);
        if let Some(known) = self.sharing.shares.get(&key) {
            if known.fingerprint != new.fingerprint {
                return Err(Refusal::invalid("请求重入时，参数与首次请求时不一致"));
            }
            return self.sharing.shares.get(&key).ok_or_else(|| Refusal::missing("记录不存在"));
        }
        if self.sharing.shares.len() >= MAX_THINGS {
            return Err(Refusal::full());
        }
        let order = self.order_at(order_key).ok_or_else(Refusal::no_order)?;
        if !order.is_shared {
            return Err(Refusal::invalid(
                "非分账订单不支持分账：下单时 settle_info.profit_sharing 应为 true",
            ));
        }
        if !order.state.is_paid() || order.state == TradeState::Revoked {
            return Err(Refusal::invalid("订单未支付，不能分账"));
        }
        if order.is_released {
            return Err(Refusal::invalid("订单已分账完结"));
        }
        if new.receivers.len() > MAX_RECEIVERS {
            return Err(Refusal::field("receivers", "", "分账接收方最多 50 个"));
        }
        for receiver in &new.receivers {
            if !self.sharing.receivers.contains(&(receiver.kind.clone(), receiver.account.clone())) {
                let message = format!("分账接收方{}未添加，请先添加分账接收方", receiver.account);
                return Err(Refusal::new(400, "RECEIVER_INVALID", message));
            }
        }
        let sum = new.receivers.iter().try_fold(0_u64, |sum, own| sum.checked_add(own.amount));
        let sum = sum.filter(|&sum| sum <= order.unshared());
        let sum = sum.ok_or_else(|| Refusal::new(403, "NOT_ENOUGH", "分账金额不足"))?;
        if self.ledger.balance() < signed(sum) {
            return Err(Refusal::new(403, "NOT_ENOUGH", "分账金额不足"));
        }
        new.order_id = self.number("30080", now_ms, dice);
        new.created_ms = now_ms;
        for receiver in &mut new.receivers {
            receiver.detail_id = self.number("36011", now_ms, dice);
        }
        if let Some(order) = self.order_mut(order_key) {
            order.shared += sum;
            order.is_released |= releases;
        }
        let voucher = new.out_order_no.clone();
        self.ledger.add(now_ms, Business::Sharing, (&new.order_id, &voucher), -signed(sum));
        Ok(self.sharing.shares.or_insert(key, new))
    }

    /// Takes a share back from a receiver.
    pub(in crate::mock::pay) fn return_share(
        &mut self,
        mchid: &str,
        mut new: ShareReturn,
        now_ms: u64,
        dice: &mut SeededRandom,
    ) -> PayResult<&ShareReturn> {
        let key = super::order_key(mchid, &new.out_return_no);
        if let Some(known) = self.sharing.returns.get(&key) {
            if known.fingerprint != new.fingerprint {
                return Err(Refusal::invalid("请求重入时，参数与首次请求时不一致"));
            }
            return self.sharing.returns.get(&key).ok_or_else(|| Refusal::missing("记录不存在"));
        }
        if self.sharing.returns.len() >= MAX_THINGS {
            return Err(Refusal::full());
        }
        let prefix = super::order_key(mchid, "");
        let is_it = |own: &Share| own.out_order_no == new.out_order_no || own.order_id == new.order_id;
        let found = self.sharing.shares.iter().find(|(key, own)| key.starts_with(&prefix) && is_it(own));
        let found = found.map(|(key, _)| key.clone());
        let share = found.and_then(|key| self.sharing.shares.get_mut(&key));
        let share = share.ok_or_else(|| Refusal::missing("分账单不存在"))?;
        let receiver = share.receivers.iter_mut().find(|own| own.account == new.return_mchid);
        let receiver = receiver.ok_or_else(|| Refusal::invalid("回退方不是该分账单的接收方"))?;
        if new.amount == 0 || new.amount > receiver.amount - receiver.returned {
            return Err(Refusal::new(403, "NOT_ENOUGH", "回退金额超过可回退金额"));
        }
        receiver.returned += new.amount;
        (new.out_order_no, new.order_id) = (share.out_order_no.clone(), share.order_id.clone());
        let transaction_id = share.transaction_id.clone();
        new.return_id = self.number("30080", now_ms, dice);
        new.created_ms = now_ms;
        if let Some(order) = self.by_transaction.get(&transaction_id).and_then(|key| self.orders.get_mut(key))
        {
            order.shared = order.shared.saturating_sub(new.amount);
        }
        let voucher = new.out_return_no.clone();
        self.ledger.add(now_ms, Business::SharingReturn, (&new.return_id, &voucher), signed(new.amount));
        Ok(self.sharing.returns.or_insert(key, new))
    }
}
