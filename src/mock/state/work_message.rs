//! The messages that the apps of a company have sent.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The time within which a message can be recalled, in seconds.
const RECALL_S: u64 = 24 * 3600;
/// The number of messages of an app to one member in a minute; WeCom drops the others silently.
const MAX_PER_MINUTE: usize = 30;
/// The maximum number of stored messages.
const MAX_MESSAGES: usize = 1000;

/// The messages, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Messages {
    sent: VecDeque<SentMessage>,
    made: u64,
}

/// A message.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SentMessage {
    pub(crate) msgid: String,
    pub(crate) agentid: u64,
    /// The members that got it.
    pub(crate) users: Vec<String>,
    /// The members that did not, because the app has sent them too many.
    pub(crate) dropped: Vec<String>,
    pub(crate) body: Value,
    /// The code that updates its card, until it is used.
    pub(crate) response_code: Option<String>,
    pub(crate) at: u64,
    pub(crate) is_recalled: bool,
}

impl Messages {
    /// Returns the number for the ids of the next message.
    pub(crate) fn next(&mut self) -> u64 {
        self.made += 1;
        self.made
    }

    /// Stores a message.
    pub(crate) fn add(&mut self, message: SentMessage) {
        if self.sent.len() >= MAX_MESSAGES {
            self.sent.pop_front();
        }
        self.sent.push_back(message);
    }

    /// Returns the stored messages.
    pub(crate) fn all(&self) -> impl Iterator<Item = &SentMessage> {
        self.sent.iter()
    }

    /// Returns whether an app may send this member another message in this minute.
    pub(crate) fn has_room(&self, agentid: u64, userid: &str, now: u64) -> bool {
        let recent =
            self.sent.iter().filter(|sent| sent.agentid == agentid && now.saturating_sub(sent.at) < 60);
        recent.filter(|sent| sent.users.iter().any(|user| user == userid)).count() < MAX_PER_MINUTE
    }

    /// Recalls a message; returns `false` if there is none that can be recalled.
    pub(crate) fn recall(&mut self, msgid: &str, now: u64) -> bool {
        let found =
            self.sent.iter_mut().find(|sent| sent.msgid == msgid && now.saturating_sub(sent.at) <= RECALL_S);
        found.is_some_and(|sent| !std::mem::replace(&mut sent.is_recalled, true))
    }

    /// Takes the code of a card, which works once; returns the message.
    pub(crate) fn take_code(&mut self, code: &str) -> Option<&mut SentMessage> {
        let found = self.sent.iter_mut().find(|sent| sent.response_code.as_deref() == Some(code))?;
        found.response_code = None;
        Some(found)
    }

    /// Returns the messages as `/__webot/state` shows them.
    pub(crate) fn shown(&self) -> Value {
        let shown = |sent: &SentMessage| {
            json!({
                "msgid": sent.msgid, "agentid": sent.agentid, "users": sent.users, "dropped": sent.dropped,
                "recalled": sent.is_recalled, "message": sent.body,
            })
        };
        self.sent.iter().map(shown).collect()
    }
}
