//! Tickets for web pages and cards: one of each type, issued again until it expires.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::account::CheckedCall;
use super::call::HandlerReply;
use super::handlers::handlers;

handlers! {
    "getticket" => |account, asked| {
        let kind = asked.call.value("type").unwrap_or_default().to_owned();
        Ok(ticket(&mut account.tickets, &kind, asked))
    },
    "work_jsapi" => |account, asked| Ok(ticket(&mut account.tickets, "jsapi", asked)),
    "agent" => |account, asked| Ok(ticket(&mut account.tickets, "agent_config", asked)),
}

/// The lifetime of a ticket, in seconds.
const LIFETIME_SECONDS: u64 = 7200;

/// The tickets of an account by type.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Tickets(BTreeMap<String, Ticket>);

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Ticket {
    value: String,
    ends_ms: u64,
}

impl Tickets {
    /// Returns all stored tickets.
    pub(super) fn values(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(|ticket| ticket.value.as_str())
    }

    /// Removes all tickets, as if they had expired.
    pub(super) fn expire(&mut self) {
        self.0.clear();
    }
}

/// Returns the ticket of a type; issues a new one if it has expired.
fn ticket(tickets: &mut Tickets, kind: &str, asked: &mut CheckedCall<'_>) -> HandlerReply {
    let now_ms = asked.call.now_ms;
    let known = tickets.0.get(kind).filter(|ticket| now_ms < ticket.ends_ms).cloned();
    let ticket = known.unwrap_or_else(|| {
        let value = format!("{}-{}", asked.dice.text(43), asked.dice.text(42));
        Ticket { value, ends_ms: now_ms.saturating_add(LIFETIME_SECONDS * 1000) }
    });
    tickets.0.insert(kind.to_owned(), ticket.clone());
    let left = (ticket.ends_ms - now_ms).div_ceil(1000);
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "ticket": ticket.value, "expires_in": left }))
}
