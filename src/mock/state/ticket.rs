//! The tickets of an account: one of each type, issued again until it expires.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::random::SeededRandom;

/// The lifetime of a ticket, in seconds.
const LIFETIME_SECONDS: u64 = 7200;

/// The tickets of an account by type.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Tickets(BTreeMap<String, Ticket>);

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Ticket {
    value: String,
    ends_ms: u64,
}

impl Tickets {
    /// Returns the ticket of a type and its remaining lifetime in seconds; issues a new one if it has expired.
    pub(crate) fn valid(&mut self, kind: &str, now_ms: u64, dice: &mut SeededRandom) -> (String, u64) {
        let known = self.0.get(kind).filter(|ticket| now_ms < ticket.ends_ms).cloned();
        let ticket = known.unwrap_or_else(|| {
            let value = format!("{}-{}", dice.text(43), dice.text(42));
            Ticket { value, ends_ms: now_ms.saturating_add(LIFETIME_SECONDS * 1000) }
        });
        self.0.insert(kind.to_owned(), ticket.clone());
        (ticket.value, (ticket.ends_ms - now_ms).div_ceil(1000))
    }

    /// Returns all stored tickets.
    pub(crate) fn values(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(|ticket| ticket.value.as_str())
    }

    /// Removes all tickets, as if they had expired.
    pub(crate) fn expire(&mut self) {
        self.0.clear();
    }
}
