//! Handlers for the tickets of web pages and cards.

use serde_json::json;

use crate::mock::call::HandlerReply;
use crate::mock::checked_call::CheckedCall;
use crate::mock::state::ticket::Tickets;

handlers! {
    "getticket" => |account, asked| {
        let kind = asked.call.value("type").unwrap_or_default().to_owned();
        Ok(ticket(&mut account.tickets, &kind, asked))
    },
    "work_jsapi" => |account, asked| Ok(ticket(&mut account.tickets, "jsapi", asked)),
    "agent" => |account, asked| Ok(ticket(&mut account.tickets, "agent_config", asked)),
}

/// Returns the ticket of a type.
fn ticket(tickets: &mut Tickets, kind: &str, asked: &mut CheckedCall<'_>) -> HandlerReply {
    let (ticket, left) = tickets.valid(kind, asked.call.now_ms, asked.dice);
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "ticket": ticket, "expires_in": left }))
}
