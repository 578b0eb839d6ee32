//! The group chats that the apps of a company have created (企业微信文档《应用发送消息到群聊会话》).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The chats by `chatid`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Chats(pub(crate) BTreeMap<String, Chat>);

/// A group chat.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Chat {
    pub(crate) name: String,
    pub(crate) owner: String,
    pub(crate) users: Vec<String>,
    /// A name for the app that created it; no other may use it. Empty for the sample, which every app may use.
    pub(crate) app: String,
    /// The messages in it.
    pub(crate) messages: Vec<Value>,
}

/// The chat of the examples in help.
pub(crate) const SAMPLE_CHAT: &str = "CHATID";

impl Chats {
    /// Returns the chat of the examples, with these members.
    pub(crate) fn new(users: [&str; 3]) -> Self {
        let users = users.map(str::to_owned);
        let chat = Chat {
            name: "项目组".to_owned(),
            owner: users[0].clone(),
            users: users.to_vec(),
            ..Chat::default()
        };
        Self(std::iter::once((SAMPLE_CHAT.to_owned(), chat)).collect())
    }

    /// Returns the chats as `/__webot/state` shows them.
    pub(crate) fn shown(&self) -> Value {
        let shown = |(id, chat): (&String, &Chat)| json!({ "chatid": id, "name": chat.name, "owner": chat.owner, "userlist": chat.users, "messages": chat.messages });
        self.0.iter().map(shown).collect()
    }
}
