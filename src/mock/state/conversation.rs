//! The messages between an account and its users, as the users see them.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The maximum number of messages of an account.
const MAX_MESSAGES: usize = 1000;
/// The maximum size of the content of a message, in bytes of JSON.
const MAX_CONTENT_BYTES: usize = 16 << 10;

/// The messages of all users of an account, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Conversation(VecDeque<Message>);

/// The sender of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sender {
    /// The user.
    User,
    /// The account.
    Account,
    /// WeChat itself, which tells the user that the bot is out of order.
    Wechat,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) openid: String,
    pub(crate) sender: Sender,
    /// The way on which it came: `reply`, `custom`, `template`, `subscribe`; of a user, `message`.
    pub(crate) via: String,
    /// The type, such as `text`.
    pub(crate) kind: String,
    pub(crate) content: Value,
    /// The time, in milliseconds since 1970.
    pub(crate) at_ms: u64,
}

impl Conversation {
    /// Adds a message; the oldest gives way. A content that is too large is replaced by its size.
    pub(crate) fn add(&mut self, mut message: Message) {
        let bytes = message.content.to_string().len();
        if bytes > MAX_CONTENT_BYTES {
            message.content = json!({ "bytes": bytes });
        }
        if self.0.len() >= MAX_MESSAGES {
            self.0.pop_front();
        }
        self.0.push_back(message);
    }

    /// Returns the messages for the control API: of one user, or of all.
    pub(crate) fn shown(&self, account: &str, openid: Option<&str>) -> Vec<Value> {
        let of_user = self.0.iter().filter(|message| openid.is_none_or(|openid| message.openid == openid));
        let shown = |message: &Message| {
            let Message { openid, sender, via, kind, content, at_ms } = message;
            json!({
                "account": account, "openid": openid, "from": sender, "via": via, "type": kind,
                "content": content, "at_ms": at_ms,
            })
        };
        of_user.map(shown).collect()
    }
}
