//! The changes of the books since they were last taken, as the journal of the state holds them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::complaint::Complaints;
use super::ledger::LedgerChanges;
use super::order::{Order, RefundStatus};
use super::sharing::{Share, ShareReturn};
use super::transfer::Transfer;
use super::{Books, Combined};

/// The changes.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::mock) struct BooksChanges {
    orders: BTreeMap<String, Order>,
    by_transaction: BTreeMap<String, String>,
    combined: BTreeMap<String, Combined>,
    pending_refunds: Option<Vec<(u64, String, String)>>,
    refund_outcome: RefundStatus,
    has_public_key_only: bool,
    transfers: BTreeMap<String, Transfer>,
    receivers: Option<BTreeSet<(String, String)>>,
    shares: BTreeMap<String, Share>,
    returns: BTreeMap<String, ShareReturn>,
    complaints: Option<Complaints>,
    ledger: LedgerChanges,
    probes_next: bool,
    issued: u64,
}

impl Books {
    /// Returns the changes since the last call; `None` if everything was removed, so that the books are to be stored
    /// whole.
    pub(in crate::mock) fn take_changes(&mut self) -> Option<BooksChanges> {
        let changes = BooksChanges {
            orders: self.orders.take_changes(),
            by_transaction: self.by_transaction.take_changes(),
            combined: self.combined.take_changes(),
            pending_refunds: self.pending_refunds.take_changes(),
            refund_outcome: self.refund_outcome,
            has_public_key_only: self.has_public_key_only,
            transfers: self.transfers.take_changes(),
            receivers: self.sharing.receivers.take_changes(),
            shares: self.sharing.shares.take_changes(),
            returns: self.sharing.returns.take_changes(),
            complaints: self.complaints.take_changes(),
            ledger: self.ledger.take_changes(),
            probes_next: self.probes_next,
            issued: self.issued,
        };
        (!std::mem::take(&mut self.is_cleared)).then_some(changes)
    }

    /// Makes the changes of a journal.
    pub(in crate::mock) fn apply(&mut self, changes: BooksChanges) {
        self.orders.apply(changes.orders);
        self.by_transaction.apply(changes.by_transaction);
        self.combined.apply(changes.combined);
        self.pending_refunds.apply(changes.pending_refunds);
        self.refund_outcome = changes.refund_outcome;
        self.has_public_key_only = changes.has_public_key_only;
        self.transfers.apply(changes.transfers);
        self.sharing.receivers.apply(changes.receivers);
        self.sharing.shares.apply(changes.shares);
        self.sharing.returns.apply(changes.returns);
        self.complaints.apply(changes.complaints);
        self.ledger.apply(changes.ledger);
        self.probes_next = changes.probes_next;
        self.issued = changes.issued;
    }
}
