//! A robot of a group chat: what it has sent.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The number of messages in a minute.
const MAX_PER_MINUTE: usize = 20;
/// A minute, in milliseconds.
const MINUTE_MS: u64 = 60_000;
/// The maximum number of stored messages.
const MAX_MESSAGES: usize = 200;

/// The messages of a robot, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Robot {
    sent: VecDeque<(u64, Value)>,
}

impl Robot {
    /// Returns whether the robot may send another message in this minute.
    pub(crate) fn has_room(&self, now_ms: u64) -> bool {
        let recent = self.sent.iter().rev().take_while(|(at, _)| now_ms.saturating_sub(*at) < MINUTE_MS);
        recent.count() < MAX_PER_MINUTE
    }

    /// Stores a message, a picture by its size only.
    pub(crate) fn add(&mut self, now_ms: u64, mut message: Value) {
        if let Some(Value::String(picture)) = message.pointer_mut("/image/base64") {
            *picture = format!("<{} bytes>", picture.len());
        }
        if self.sent.len() >= MAX_MESSAGES {
            self.sent.pop_front();
        }
        self.sent.push_back((now_ms, message));
    }

    /// Returns the messages as `/__webot/state` shows them.
    pub(crate) fn shown(&self) -> Value {
        self.sent.iter().map(|(at, message)| json!({ "at": at, "message": message })).collect()
    }
}
