//! A bot as it is kept: its messages and its media.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::reply;
use crate::mock::errmsg::ApiError;

/// The maximum number of kept messages of a bot.
const MAX_MESSAGES: usize = 200;
/// The maximum size of a kept message, in bytes of JSON.
const MAX_MESSAGE_BYTES: usize = 64 << 10;
/// The number of messages to a chat in a minute and in an hour.
const LIMITS: [(usize, u64); 2] = [(30, 60_000), (1000, 3_600_000)];
/// The lifetime of media, in seconds.
const MEDIA_S: u64 = 3 * 24 * 3600;

/// A bot as it is kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Aibot {
    /// The messages, oldest first.
    sent: VecDeque<SentMessage>,
    media: BTreeMap<String, Medium>,
    /// The times of messages by chat, for the limits.
    #[serde(skip)]
    times: BTreeMap<String, VecDeque<u64>>,
}

/// A message of a bot.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct SentMessage {
    at_ms: u64,
    /// The command that sent it, or `response_url`.
    via: String,
    chat: String,
    message: Value,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Medium {
    kind: String,
    name: String,
    created: u64,
}

impl Aibot {
    /// Adds media of a kind and a name.
    pub(super) fn add_medium(&mut self, id: String, (kind, name): (String, String), now: u64) {
        self.media.retain(|_, medium| now.saturating_sub(medium.created) < MEDIA_S);
        self.media.insert(id, Medium { kind, name, created: now });
    }

    /// Returns the bot for the control API.
    pub(super) fn shown(&self, id: &str, is_connected: bool) -> Value {
        let medium =
            |(id, own): (&String, &Medium)| json!({ "media_id": id, "type": own.kind, "name": own.name });
        let media: Vec<Value> = self.media.iter().map(medium).collect();
        json!({ "aibotid": id, "connected": is_connected, "messages": self.sent, "media": media })
    }

    /// Refuses a message that names media which the bot has not uploaded.
    pub(super) fn has_medium(&self, message: &Value, now: u64) -> Result<(), ApiError> {
        let Some((kind, id)) = reply::media_id(message) else { return Ok(()) };
        let own = self.media.get(id).filter(|own| own.kind == kind);
        own.filter(|own| now.saturating_sub(own.created) < MEDIA_S).map(|_| ()).ok_or(ApiError::new(40007))
    }

    /// Returns whether a chat may get another message.
    pub(super) fn may_send(&self, chat: &str, now_ms: u64) -> bool {
        let Some(times) = self.times.get(chat) else { return true };
        let within = |ms: u64| times.iter().filter(|at| now_ms.saturating_sub(**at) < ms).count();
        LIMITS.iter().all(|&(most, ms)| within(ms) < most)
    }

    /// Keeps a message. The update of a stream replaces what was kept of it.
    pub(super) fn keep(&mut self, via: &str, chat: &str, message: &Value, now_ms: u64, is_update: bool) {
        let mut kept = reply::kept(message);
        if kept.to_string().len() > MAX_MESSAGE_BYTES {
            kept = json!({ "msgtype": kept["msgtype"] });
        }
        let id = &message["stream"]["id"];
        let known = self.sent.iter_mut().rev().find(|own| is_update && own.message["stream"]["id"] == *id);
        if let Some(known) = known {
            known.message = kept;
            return;
        }
        self.times.retain(|_, times| {
            times.retain(|at| now_ms.saturating_sub(*at) < LIMITS[1].1);
            !times.is_empty()
        });
        self.times.entry(chat.to_owned()).or_default().push_back(now_ms);
        if self.sent.len() >= MAX_MESSAGES {
            self.sent.pop_front();
        }
        let (via, chat) = (via.to_owned(), chat.to_owned());
        self.sent.push_back(SentMessage { at_ms: now_ms, via, chat, message: kept });
    }
}
