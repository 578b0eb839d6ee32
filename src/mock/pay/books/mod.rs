//! The books of merchants: orders, refunds, transfers, shares and complaints, and the money that they move. Pure: time and
//! randomness come with each call.

mod changes;
pub(super) mod complaint;
pub(super) mod ledger;
pub(super) mod order;
mod payments;
mod refunds;
pub(super) mod sharing;
mod tracked;
pub(super) mod transfer;

use serde::{Deserialize, Serialize};

use super::notice::Notices;
use crate::random::SeededRandom;
use complaint::Complaints;
use ledger::Ledger;
use order::{Order, RefundStatus};
use sharing::Sharing;
use tracked::{Tracked, TrackedMap};
use transfer::Transfer;

pub(in crate::mock) use changes::BooksChanges;
pub(super) use payments::Payment;
pub(super) use refunds::NewRefund;

/// The most things of a sort, so that endless calls cannot fill the memory.
const MAX_THINGS: usize = 20_000;

/// The books of all merchants. A mock has one for the most part.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::mock) struct Books {
    /// By merchant ID and `out_trade_no`.
    orders: TrackedMap<Order>,
    /// The keys of the orders by `transaction_id`.
    by_transaction: TrackedMap<String>,
    /// The combined orders, by merchant ID and number.
    pub(super) combined: TrackedMap<Combined>,
    /// The refunds whose outcome is to come: the time, the key of the order, `out_refund_no`.
    pending_refunds: Tracked<Vec<(u64, String, String)>>,
    /// The outcome of the refunds to come; `PROCESSING` leaves them open.
    pub(super) refund_outcome: RefundStatus,
    /// True if there is no certificate of the platform, as for merchants since the end of 2024.
    pub(super) has_public_key_only: bool,
    pub(super) transfers: TrackedMap<Transfer>,
    pub(super) sharing: Sharing,
    pub(super) complaints: Tracked<Complaints>,
    pub(super) ledger: Ledger,
    pub(super) notices: Notices,
    /// True if a probe is sent before the next notice.
    pub(super) probes_next: bool,
    /// The number of issued numbers, which makes them unique.
    issued: u64,
    /// True if everything was removed since the changes were last taken.
    #[serde(skip)]
    is_cleared: bool,
}

/// A combined order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Combined {
    pub number: String,
    pub appid: String,
    pub mchid: String,
    pub notify_url: String,
    pub prepay_id: String,
    pub fingerprint: String,
    /// The keys of its orders.
    pub orders: Vec<String>,
}

/// Returns the key of an order.
pub(super) fn order_key(mchid: &str, out_trade_no: &str) -> String {
    format!("{mchid}/{out_trade_no}")
}

impl Books {
    /// Removes everything.
    pub(in crate::mock) fn clear(&mut self) {
        let issued = self.issued;
        *self = Self { issued, is_cleared: true, ..Self::default() };
    }

    /// Returns a unique number of 28 digits that begins with `prefix` and has the date inside, as WeChat Pay's have.
    pub(super) fn number(&mut self, prefix: &str, now_ms: u64, dice: &mut SeededRandom) -> String {
        self.issued += 1;
        let date = super::moment::compact(now_ms);
        let head = format!("{prefix}{:02}{}", dice.number() % 100, &date[..8.min(date.len())]);
        let rest = 28_usize.saturating_sub(head.len() + 8);
        let random = dice.number() % 10_u64.pow(u32::try_from(rest.min(18)).unwrap_or_default());
        format!("{head}{random:0rest$}{:08}", self.issued % 100_000_000)
    }

    /// Returns an order by the merchant's number.
    pub(super) fn order(&self, mchid: &str, out_trade_no: &str) -> Option<&Order> {
        self.orders.get(&order_key(mchid, out_trade_no))
    }

    /// Returns an order by its key.
    pub(super) fn order_at(&self, key: &str) -> Option<&Order> {
        self.orders.get(key)
    }

    /// Returns a merchant's order by WeChat Pay's number.
    pub(super) fn order_of_transaction(&self, mchid: &str, transaction_id: &str) -> Option<&Order> {
        let order = self.orders.get(self.by_transaction.get(transaction_id)?)?;
        (order.parties.mchid == mchid).then_some(order)
    }

    /// Returns all orders, by merchant and number.
    pub(super) fn orders(&self) -> impl Iterator<Item = &Order> {
        self.orders.values()
    }

    /// Returns the order that a test names: by the merchant's number, or by WeChat Pay's.
    pub(super) fn key_of(&self, number: &str) -> Option<String> {
        let by_number = || {
            let found = self.orders.iter().find(|(_, order)| order.out_trade_no == number);
            found.map(|(key, _)| key.clone())
        };
        self.by_transaction.get(number).cloned().or_else(by_number)
    }

    /// Returns an order to change.
    fn order_mut(&mut self, key: &str) -> Option<&mut Order> {
        self.orders.get_mut(key)
    }

    /// Does what is due: closes orders that were not paid in time, and ends refunds and transfers.
    pub(in crate::mock) fn advance(&mut self, now_ms: u64, dice: &mut SeededRandom) {
        let is_late = |(key, order): (&String, &Order)| order.expires(now_ms).then(|| key.clone());
        for key in self.orders.iter().filter_map(is_late).collect::<Vec<_>>() {
            if let Some(order) = self.orders.get_mut(&key) {
                order.expire(now_ms);
            }
        }
        let enters = |(key, order): (&String, &Order)| {
            order.enters_password(now_ms).then(|| (key.clone(), Payment::paid(order.paying_appid())))
        };
        for (key, payment) in self.orders.iter().filter_map(enters).collect::<Vec<_>>() {
            // The order is one that can be paid.
            self.act(&key, &payment, now_ms, dice).ok();
        }
        self.settle_refunds(now_ms);
        self.expire_transfers(now_ms);
    }
}

#[cfg(test)]
mod tests;
