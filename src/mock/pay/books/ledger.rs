//! The money of the merchant: every change is an entry, and the balance is their sum.

use serde::{Deserialize, Serialize};

/// The money that a merchant starts with, in fen, so that transfers can be tried without payments.
const OPENING_BALANCE: i64 = 100_000_000;
/// The fee of a payment, in ten thousandths: 0.60 % (微信支付文档《费率》).
const FEE_RATE: u64 = 60;
/// The most entries; the oldest are summed up.
const MAX_ENTRIES: usize = 60_000;

/// The kind of an entry, as fund flow bills name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::mock::pay) enum Business {
    Payment,
    Fee,
    Refund,
    FeeRefund,
    Transfer,
    TransferReturn,
    Sharing,
    SharingReturn,
}

impl Business {
    /// Returns `业务名称` and `业务类型`.
    pub(in crate::mock::pay) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Payment => ("交易", "交易"),
            Self::Fee => ("交易手续费", "扣除交易手续费"),
            Self::Refund => ("退款", "退款"),
            Self::FeeRefund => ("交易手续费", "退还交易手续费"),
            Self::Transfer => ("商家转账", "商家转账"),
            Self::TransferReturn => ("商家转账", "转账退回"),
            Self::Sharing => ("分账", "分账"),
            Self::SharingReturn => ("分账", "分账回退"),
        }
    }
}

/// An entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::mock::pay) struct Entry {
    pub at_ms: u64,
    pub business: Business,
    /// The number of WeChat Pay of the order, refund or transfer.
    pub number: String,
    /// The number of the merchant.
    pub voucher: String,
    /// The amount in fen, negative for money that leaves.
    pub amount: i64,
    /// The balance afterwards, in fen.
    pub balance: i64,
}

/// The entries of a merchant, oldest first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::mock::pay) struct Ledger {
    opening: i64,
    pub entries: Vec<Entry>,
    balance: i64,
    /// The numbers of entries that were added and summed up since the changes were last taken.
    #[serde(skip)]
    added: usize,
    #[serde(skip)]
    summed_up: usize,
}

/// The changes of the entries since they were last taken.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::mock::pay) struct LedgerChanges {
    summed_up: usize,
    added: Vec<Entry>,
}

impl Default for Ledger {
    fn default() -> Self {
        Self {
            opening: OPENING_BALANCE,
            entries: Vec::new(),
            balance: OPENING_BALANCE,
            added: 0,
            summed_up: 0,
        }
    }
}

impl Ledger {
    /// Adds an entry; one of nothing is none.
    pub(in crate::mock::pay) fn add(
        &mut self,
        at_ms: u64,
        business: Business,
        (number, voucher): (&str, &str),
        amount: i64,
    ) {
        if amount == 0 {
            return;
        }
        if self.entries.len() >= MAX_ENTRIES {
            self.sum_up(1);
            self.summed_up += 1;
        }
        self.balance += amount;
        let (number, voucher, balance) = (number.to_owned(), voucher.to_owned(), self.balance);
        self.entries.push(Entry { at_ms, business, number, voucher, amount, balance });
        self.added += 1;
    }

    /// Replaces the oldest entries by their sum.
    fn sum_up(&mut self, count: usize) {
        let oldest = self.entries.drain(..count.min(self.entries.len()));
        self.opening += oldest.map(|entry| entry.amount).sum::<i64>();
    }

    /// Returns the changes since the last call.
    pub(super) fn take_changes(&mut self) -> LedgerChanges {
        let (added, summed_up) = (std::mem::take(&mut self.added), std::mem::take(&mut self.summed_up));
        let from = self.entries.len().saturating_sub(added);
        LedgerChanges { summed_up, added: self.entries[from..].to_vec() }
    }

    /// Makes the changes of a journal.
    pub(super) fn apply(&mut self, changes: LedgerChanges) {
        self.sum_up(changes.summed_up);
        for entry in changes.added {
            self.balance = entry.balance;
            self.entries.push(entry);
        }
    }

    /// Returns the balance, in fen.
    pub(in crate::mock::pay) fn balance(&self) -> i64 {
        self.balance
    }

    /// Returns whether every balance is the one before and the amount.
    #[cfg(test)]
    pub(in crate::mock::pay) fn is_balanced(&self) -> bool {
        let mut balance = self.opening;
        let follows = |entry: &Entry| {
            balance += entry.amount;
            balance == entry.balance
        };
        self.entries.iter().all(follows) && balance == self.balance
    }
}

/// Returns an amount in fen with a sign.
pub(in crate::mock::pay) fn signed(fen: u64) -> i64 {
    i64::try_from(fen).unwrap_or(i64::MAX)
}

/// Returns the fee of a payment, in fen, rounded half up.
pub(in crate::mock::pay) fn fee(total: u64) -> u64 {
    (total * FEE_RATE + 5000) / 10_000
}

/// Writes fen as yuan: `-0.05`.
pub(in crate::mock::pay) fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}

#[cfg(test)]
mod tests {
    use super::{fee, yuan};

    #[test]
    fn fees_are_rounded_to_fen() {
        assert_eq!([1, 83, 84, 100, 10_000].map(fee), [0, 0, 1, 1, 60]);
        assert_eq!([0, 5, -5, 123_456].map(yuan), ["0.00", "0.05", "-0.05", "1234.56"]);
    }
}
