//! The delivery of pushes as the world sees it: which is due, and what its answer changes.

use serde_json::{Value, json};

use super::World;
use crate::message::{Family, catalogue};
use crate::mock::kind::AccountKind;
use crate::mock::pushes::{DeliveredPush, DuePush, NewPush, PassiveReply, QueuedPush, Reach};
use crate::mock::state::Account;
use crate::mock::state::conversation::{Message, Sender};
use crate::mock::state::kf::{Record, Session};
use crate::mock::state::openid::{OpenidOwner, Openids};
use crate::mock::state::suite::Suite;
use crate::mock::state::work_kf::WorkKf;

/// The text that a user sees whose message was not answered.
const OUT_OF_ORDER: &str = "该公众号提供的服务出现故障，请稍后再试";
/// The reply that hands a message over to customer service.
const TRANSFER: &str = "transfer_customer_service";
/// The fields of every reply.
const COMMON_FIELDS: [&str; 4] = ["ToUserName", "FromUserName", "CreateTime", "MsgType"];

impl World {
    /// Returns the time until the next push is due, in milliseconds; `None` if none waits.
    pub(in crate::mock) fn until_push_ms(&self, now_ms: u64, has_bot: bool) -> Option<u64> {
        let reach = Reach { has_bot, aibots: &self.aibots };
        self.pushes.next_ms(&reach).map(|due_ms| due_ms.saturating_sub(self.time(now_ms)))
    }

    /// Returns a push to deliver now.
    pub(in crate::mock) fn take_due_push(&mut self, now_ms: u64, has_bot: bool) -> Option<DuePush> {
        self.advance_pay(now_ms);
        let now_ms = self.time(now_ms);
        let reach = Reach { has_bot, aibots: &self.aibots };
        let mut due = self.pushes.take_due(now_ms, &reach)?;
        // What is secret is not in the queue.
        if self.suites.contains_key(&due.account) {
            Suite::fill(&due.account, &mut due.push.document);
        }
        if self.companies.contains_key(&due.account) {
            WorkKf::fill(&due.account, &mut due.push.document);
        }
        if !due.over_socket && due.push.kind.starts_with("aibot.") {
            self.link_push(&mut due.push, &[], false, now_ms - self.ahead_ms);
        }
        Some(due)
    }

    /// Returns the kinds of the pushes that were added since the last call.
    pub(in crate::mock) fn take_added_pushes(&mut self) -> Vec<String> {
        self.pushes.take_added()
    }

    /// Returns the number of pushes that are not delivered.
    pub(in crate::mock) fn undelivered_pushes(&self) -> usize {
        self.pushes.undelivered()
    }

    /// Lets the pushes wait whose delivery was broken off.
    pub(in crate::mock) fn release_pushes(&mut self) {
        self.pushes.release();
    }

    /// Stores the outcome of a push: the user sees the reply. Returns the push.
    pub(in crate::mock) fn settle_push(
        &mut self,
        id: u64,
        outcome: DeliveredPush,
        now_ms: u64,
    ) -> Option<QueuedPush> {
        let now_ms = self.time(now_ms);
        let push = self.pushes.settle(id, outcome)?;
        let outcome = push.outcome()?;
        let Some(account) = self.accounts.get_mut(&format!("api/{}", push.account)) else {
            return Some(push);
        };
        let family = catalogue::kind(&push.kind).map(|kind| kind.family);
        let is_seen = family == Some(Family::Message) || push.kind == "CLICK";
        match &outcome.reply {
            Some(reply) if reply.reply_type == TRANSFER => {
                // Only messages are handed over (小程序文档《转发客服消息》).
                let is_message = family == Some(Family::Message);
                let event = is_message.then(|| transferred(account, &push, reply, now_ms)).flatten();
                if let Some(event) = event {
                    self.pushes.add(&push.account, event, self.dice.number());
                }
            }
            Some(reply) => account.conversation.add(replied(&push, reply, now_ms)),
            None if is_seen && !outcome.is_accepted && self.rules.kind != AccountKind::Mini => {
                account.conversation.add(Message {
                    openid: push.user.clone(),
                    sender: Sender::Wechat,
                    via: "notice".to_owned(),
                    kind: "text".to_owned(),
                    content: json!({ "Content": OUT_OF_ORDER }),
                    at_ms: now_ms,
                });
            }
            None => {}
        }
        Some(push)
    }
}

/// Returns the message that a reply is.
fn replied(push: &QueuedPush, reply: &PassiveReply, now_ms: u64) -> Message {
    let mut content = reply.fields.clone();
    if let Some(members) = content.as_object_mut() {
        members.retain(|name, _| !COMMON_FIELDS.contains(&name.as_str()));
    }
    Message {
        openid: push.user.clone(),
        sender: Sender::Account,
        via: "reply".to_owned(),
        kind: reply.reply_type.clone(),
        content,
        at_ms: now_ms,
    }
}

/// Opens a session with the customer service account that the reply names, else with the first; returns the event.
/// All accounts are online.
fn transferred(
    account: &mut Account,
    push: &QueuedPush,
    reply: &PassiveReply,
    now_ms: u64,
) -> Option<NewPush> {
    let OpenidOwner::Own(user) = Openids::of(&account.id).owner(&push.user) else { return None };
    let named = reply.fields.pointer("/TransInfo/KfAccount").and_then(Value::as_str);
    let worker = match named {
        // The user waits for the account that is named, and no other takes over.
        Some(named) => account.kf.accounts.contains_key(named).then(|| named.to_owned()),
        None => account.kf.accounts.keys().next().cloned(),
    };
    let created = now_ms / 1000;
    let Some(worker) = worker else {
        account.kf.wait(user, created);
        return None;
    };
    account.kf.waiting.remove(&user);
    if let Some(text) = push.text() {
        let (openid, worker) = (push.user.clone(), worker.clone());
        account.kf.record(Record { openid, is_received: true, text, time: created, worker });
    }
    account.kf.sessions.insert(user, Session { account: worker.clone(), created });
    Some(NewPush {
        kind: "kf_create_session".to_owned(),
        user: push.user.clone(),
        fields: json!({ "KfAccount": worker }),
        has_samples: false,
        due_ms: now_ms,
        notice: None,
    })
}
