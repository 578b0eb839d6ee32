//! The pushes that an account owes to its bot: each has a kind and fields as data, is due at a time, and keeps the
//! outcome of its delivery.
//!
//! `results` holds the pushes that calls cause; the acts of users cause the others. Delivery is up to the caller, because
//! the world does no I/O.

mod compose;
mod delivered;
pub(super) mod results;

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(super) use compose::{sample_fields, unknown_field};
pub(crate) use delivered::{DeliveredPush, Delivery, PassiveReply, PushFinding};

use super::aibot::Aibots;
use super::pay::notice::NoticeTarget;
use crate::message::{Push, json as message_json};

/// The maximum number of pushes that wait, and of those whose outcome is kept.
const MAX_KEPT: usize = 1000;

/// The maximum size of the fields of a reply that are kept, in bytes of JSON.
const MAX_REPLY_BYTES: usize = 64 << 10;

/// The pushes of all accounts, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PushQueue {
    pushes: VecDeque<QueuedPush>,
    made: u64,
    /// The number of pushes that were dropped because too many waited.
    dropped: u64,
    /// The kinds that were added since [`PushQueue::take_added`].
    #[serde(skip)]
    added: Vec<String>,
    /// The number of the last push that is stored.
    #[serde(skip)]
    saved: u64,
}

/// A push that is to be added.
#[derive(Debug, Clone)]
pub(crate) struct NewPush {
    /// The name of the kind in [`crate::message::catalogue`].
    pub(crate) kind: String,
    /// `FromUserName`.
    pub(crate) user: String,
    /// The fields after the common ones, by their names in XML.
    pub(crate) fields: Value,
    /// `true` gives the fields that are missing in `fields` the samples of the kind; `false` leaves them out.
    pub(crate) has_samples: bool,
    /// The time at which it is due, in milliseconds since 1970.
    pub(crate) due_ms: u64,
    /// The place of a notice of WeChat Pay; `None` for a push to the bot.
    pub(crate) notice: Option<NoticeTarget>,
}

/// A push in the queue.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct QueuedPush {
    id: u64,
    /// The appid, corpid or merchant ID of the receiving account.
    pub(crate) account: String,
    pub(crate) user: String,
    pub(crate) kind: String,
    fields: Value,
    has_samples: bool,
    msg_id: u64,
    due_ms: u64,
    #[serde(default)]
    status: PushStatus,
    #[serde(default)]
    outcome: Option<DeliveredPush>,
    /// The place of a notice of WeChat Pay; `None` for a push to the bot.
    #[serde(default)]
    notice: Option<NoticeTarget>,
}

/// The state of a delivery.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PushStatus {
    /// It is not due, or there is no bot.
    #[default]
    #[serde(alias = "delivering")]
    Waiting,
    /// A delivery is in progress. It is read back as one that waits, because the program has ended meanwhile.
    #[serde(skip_deserializing)]
    Delivering,
    /// The bot has given an answer that WeChat accepts.
    Accepted,
    /// The bot has given an answer that WeChat does not accept.
    Refused,
    /// No delivery was answered in time.
    Unanswered,
}

/// A push to deliver now.
#[derive(Debug)]
pub(crate) struct DuePush {
    /// The number in the queue.
    pub id: u64,
    /// The receiving account.
    pub account: String,
    /// The push.
    pub push: Push,
    /// `true` if it is for an intelligent bot that holds a WebSocket.
    pub over_socket: bool,
    /// The place of a notice of WeChat Pay; `None` for a push to the bot.
    pub notice: Option<NoticeTarget>,
}

/// Tells which pushes can be delivered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reach<'a> {
    /// `true` if there is a bot with a callback URL; without one only notices of WeChat Pay are delivered, and pushes to
    /// connected bots.
    pub(super) has_bot: bool,
    /// The intelligent bots that are connected.
    pub(super) aibots: &'a Aibots,
}

impl Reach<'_> {
    fn has(&self, push: &QueuedPush) -> bool {
        self.has_bot || push.is_notice() || self.aibots.is_connected(&push.account)
    }
}

impl PushQueue {
    /// Adds a push; returns its number. Of too many that wait, the oldest gives way.
    pub(crate) fn add(&mut self, account: &str, push: NewPush, random: u64) -> u64 {
        let NewPush { kind, user, fields, has_samples, due_ms, notice } = push;
        self.made += 1;
        let id = self.made;
        // As WeChat's: 64 bits that begin with the time, and are a positive number in every language.
        let msg_id = (due_ms / 1000) << 32 | random >> 33;
        let (status, outcome) = (PushStatus::default(), None);
        let account = account.to_owned();
        self.added.push(kind.clone());
        self.pushes.push_back(QueuedPush {
            id,
            account,
            user,
            kind,
            fields,
            has_samples,
            msg_id,
            due_ms,
            status,
            outcome,
            notice,
        });
        self.shorten(|push| push.status == PushStatus::Waiting);
        id
    }

    /// Adds the push about the result of a call, unless it is known: a call that is repeated has one result.
    fn add_result(&mut self, account: &str, push: NewPush, random: u64) {
        let is_numbered = push.fields.get("MsgID").is_some();
        let is_same = |known: &QueuedPush| {
            known.kind == push.kind
                && known.account == account
                && known.user == push.user
                && known.fields == push.fields
                && (is_numbered || known.due_ms / 1000 == push.due_ms / 1000)
        };
        if !self.pushes.iter().any(is_same) {
            self.add(account, push, random);
        }
    }

    /// Removes the oldest push of a sort if there are too many of it.
    fn shorten(&mut self, is_counted: impl Fn(&QueuedPush) -> bool) {
        if self.pushes.iter().filter(|push| is_counted(push)).count() > MAX_KEPT
            && let Some(at) = self.pushes.iter().position(&is_counted)
            && let Some(removed) = self.pushes.remove(at)
        {
            self.dropped += u64::from(removed.outcome.is_none());
        }
    }

    /// Returns the kinds that were added since the last call.
    pub(crate) fn take_added(&mut self) -> Vec<String> {
        std::mem::take(&mut self.added)
    }

    /// Returns the pushes that were added since the last call, for the journal of the state.
    pub(crate) fn take_unsaved(&mut self) -> Vec<QueuedPush> {
        let saved = std::mem::replace(&mut self.saved, self.made);
        let newest = self.pushes.iter().rev().take_while(|push| push.id > saved);
        let mut unsaved: Vec<QueuedPush> = newest.cloned().collect();
        unsaved.reverse();
        unsaved
    }

    /// Adds the pushes of a journal, unless they are known.
    pub(crate) fn restore(&mut self, pushes: Vec<QueuedPush>) {
        for push in pushes {
            if push.id > self.made {
                self.made = push.id;
                self.pushes.push_back(push);
                self.shorten(|push| push.status == PushStatus::Waiting);
            }
        }
    }

    /// Returns the waiting push that is due first, with its time.
    fn first(&self, reach: &Reach<'_>) -> Option<(usize, u64)> {
        let is_ready = |push: &QueuedPush| push.status == PushStatus::Waiting && reach.has(push);
        let waiting = self.pushes.iter().enumerate().filter(|(_, push)| is_ready(push));
        waiting.map(|(at, push)| (at, push.due_ms)).min_by_key(|&(at, due_ms)| (due_ms, at))
    }

    /// Returns the time at which the next push is due, in milliseconds since 1970; `None` if none waits.
    pub(crate) fn next_ms(&self, reach: &Reach<'_>) -> Option<u64> {
        self.first(reach).map(|(_, due_ms)| due_ms)
    }

    /// Returns the push that is due first, for delivery; `None` if none is due.
    pub(crate) fn take_due(&mut self, now_ms: u64, reach: &Reach<'_>) -> Option<DuePush> {
        loop {
            let (at, _) = self.first(reach).filter(|&(_, due_ms)| due_ms <= now_ms)?;
            let push = self.pushes.get_mut(at)?;
            let (composed, notice) = (push.compose(), push.notice.clone());
            push.status = PushStatus::Delivering;
            if let Some(composed) = composed {
                let (id, account) = (push.id, push.account.clone());
                let over_socket = reach.aibots.is_connected(&account);
                return Some(DuePush { id, account, push: composed, over_socket, notice });
            }
            // The state is that of a webot with other kinds.
            self.pushes.remove(at);
            self.dropped += 1;
        }
    }

    /// Stores the outcome of a delivery; returns the push. `None` if it was removed meanwhile.
    pub(crate) fn settle(&mut self, id: u64, mut outcome: DeliveredPush) -> Option<QueuedPush> {
        if let Some(reply) = &mut outcome.reply
            && reply.fields.to_string().len() > MAX_REPLY_BYTES
        {
            reply.fields = Value::Null;
        }
        let push = self.pushes.iter_mut().find(|push| push.id == id)?;
        push.status = match () {
            () if outcome.is_accepted => PushStatus::Accepted,
            () if outcome.is_answered() => PushStatus::Refused,
            () => PushStatus::Unanswered,
        };
        push.outcome = Some(outcome);
        let settled = push.clone();
        self.shorten(|push| push.outcome.is_some());
        Some(settled)
    }

    /// Lets the pushes wait whose delivery was broken off.
    pub(crate) fn release(&mut self) {
        for push in self.pushes.iter_mut().filter(|push| push.status == PushStatus::Delivering) {
            push.status = PushStatus::Waiting;
        }
    }

    /// Returns the number of pushes that are not delivered.
    pub(crate) fn undelivered(&self) -> usize {
        self.pushes.iter().filter(|push| push.outcome.is_none()).count()
    }

    /// Returns the number of pushes that were dropped because too many waited.
    pub(crate) fn dropped(&self) -> u64 {
        self.dropped
    }

    /// Removes all pushes. Numbers are not given again, so that a late outcome is not that of another push.
    pub(crate) fn clear(&mut self) {
        *self = Self { made: self.made, ..Self::default() };
    }

    /// Returns all pushes for the control API.
    pub(crate) fn shown(&self) -> Value {
        self.pushes.iter().map(QueuedPush::shown).collect()
    }
}

impl QueuedPush {
    /// Returns whether it is a notice of WeChat Pay, which no reply answers.
    pub(crate) fn is_notice(&self) -> bool {
        self.notice.is_some()
    }

    /// Returns the delivery's outcome.
    pub(crate) fn outcome(&self) -> Option<&DeliveredPush> {
        self.outcome.as_ref()
    }

    /// Returns the text that the user wrote.
    pub(crate) fn text(&self) -> Option<String> {
        self.compose()?.document.get("Content").map(str::to_owned)
    }

    /// Returns the push for the control API.
    pub(crate) fn shown(&self) -> Value {
        let push = self.compose().map(|push| message_json::to_json(&push.document.0));
        let mut shown = json!({
            "id": self.id,
            "account": self.account,
            "kind": self.kind,
            "due_ms": self.due_ms,
            "status": self.status,
            "push": push,
        });
        if let Some(notice) = &self.notice {
            shown["url"] = json!(notice.url);
            shown["is_probe"] = json!(notice.is_probe);
        }
        if let Some(outcome) = &self.outcome {
            shown["outcome"] = json!(outcome);
        }
        shown
    }
}
