//! The data of a mini-program: sessions, links, orders, checks, consents to messages.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::media::stable_id;

/// The maximum number of stored links, orders and checks of an account, each.
pub(crate) const MAX_STORED: usize = 1000;
/// The number of messages to which each user consents for each template.
const CONSENTS: u64 = 5;
/// The number after which the msgids of messages begin.
const FIRST_MSGID: u64 = 1_000_000_000;

/// The data of a mini-program.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct MiniProgram {
    /// The session keys of users who logged in.
    pub(crate) sessions: BTreeMap<u64, String>,
    pub(crate) links: VecDeque<MiniLink>,
    /// The number of codes that count towards the limit of all.
    pub(crate) limited_codes: u64,
    pub(crate) orders: BTreeMap<String, Order>,
    /// The results of checks that WeChat pushes later.
    pub(crate) checks: VecDeque<Value>,
    /// The number of messages sent to a user, by template and number of the user.
    sent: BTreeMap<String, u64>,
    pub(crate) messages: u64,
    /// The updatable messages by their `activity_id`.
    activities: BTreeMap<String, Activity>,
    made_activities: u64,
}

/// An updatable message.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Activity {
    pub(crate) ends: u64,
    /// `true` once it has begun, after which it cannot be changed.
    pub(crate) has_begun: bool,
    pub(crate) values: Value,
}

/// A link that opens the mini-program.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct MiniLink {
    pub(crate) value: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) env_version: String,
    pub(crate) created: u64,
    pub(crate) ends: u64,
}

/// The shipping state of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) openid: String,
    pub(crate) logistics_type: u64,
    pub(crate) delivery_mode: u64,
    pub(crate) parcels: Vec<Value>,
    pub(crate) is_finished: bool,
    /// `true` once the one correction was used.
    pub(crate) is_corrected: bool,
    pub(crate) is_reminded: bool,
    pub(crate) upload_time: String,
}

impl MiniProgram {
    /// Returns whether a user consented to one more message of a template, and counts it.
    pub(crate) fn consents(&mut self, template: &str, user: u64) -> bool {
        let sent = self.sent.entry(format!("{template}/{user}")).or_default();
        if *sent >= CONSENTS {
            return false;
        }
        *sent += 1;
        true
    }

    /// Returns the msgid of the last message.
    pub(crate) fn last_msgid(&self) -> u64 {
        FIRST_MSGID + self.messages
    }

    /// Adds an updatable message; returns its `activity_id`.
    pub(crate) fn add_activity(&mut self, account: &str, ends: u64) -> String {
        self.made_activities += 1;
        let id = stable_id(account, "activity", self.made_activities, 32);
        if self.activities.len() >= MAX_STORED {
            let oldest = self.activities.iter().min_by_key(|(_, activity)| activity.ends);
            let oldest = oldest.map(|(id, _)| id.clone()).unwrap_or_default();
            self.activities.remove(&oldest);
        }
        self.activities.insert(id.clone(), Activity { ends, ..Activity::default() });
        id
    }

    /// Returns an updatable message.
    pub(crate) fn activity(&mut self, id: &str) -> Option<&mut Activity> {
        self.activities.get_mut(id)
    }

    /// Adds a link; the oldest gives way.
    pub(crate) fn add_link(&mut self, link: MiniLink) {
        if self.links.len() >= MAX_STORED {
            self.links.pop_front();
        }
        self.links.push_back(link);
    }

    /// Adds the result of a check; the oldest gives way.
    pub(crate) fn add_check(&mut self, check: Value) {
        if self.checks.len() >= MAX_STORED {
            self.checks.pop_front();
        }
        self.checks.push_back(check);
    }

    /// Returns the data for the control API.
    pub(crate) fn shown(&self) -> Value {
        json!({
            "checks": self.checks, "orders": self.orders.len(), "links": self.links.len(),
            "activities": self.activities,
        })
    }
}
