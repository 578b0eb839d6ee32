//! The group chats of members with customers (企业微信文档《客户群管理》).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The chat of the examples in help.
pub(crate) const SAMPLE_CHAT: &str = "wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA";
/// The maximum number of members of a chat.
const MAX_MEMBERS: usize = 500;

/// A group chat with customers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct CustomerChat {
    pub(crate) name: String,
    pub(crate) owner: String,
    pub(crate) notice: String,
    created: u64,
    /// The times of joining, by `userid` or `external_userid`.
    members: BTreeMap<String, u64>,
    /// The number of changes of the members.
    changes: u64,
}

/// A change of the members of a chat.
pub(crate) struct ChatChange {
    /// The members who joined or left.
    pub(crate) changed: Vec<String>,
    /// The version of the members before the change.
    pub(crate) before: String,
    /// The version of the members after the change.
    pub(crate) after: String,
}

impl CustomerChat {
    /// Returns a chat in which only its owner is.
    pub(crate) fn new(name: &str, owner: &str, now: u64) -> Self {
        Self {
            name: name.to_owned(),
            owner: owner.to_owned(),
            created: now,
            members: std::iter::once((owner.to_owned(), now)).collect(),
            ..Self::default()
        }
    }

    /// Returns the version of the members, which each change of them changes.
    fn version(&self, id: &str) -> String {
        let mut version = crate::sign::hex(&Sha256::digest(format!("{id}\n{}", self.changes)));
        version.truncate(32);
        version
    }

    fn change(&mut self, id: &str, changed: Vec<String>) -> ChatChange {
        let before = self.version(id);
        self.changes += u64::from(!changed.is_empty());
        ChatChange { changed, before, after: self.version(id) }
    }

    /// Adds members, of those that are given the ones who are not in it.
    pub(crate) fn add(&mut self, id: &str, given: &[String], now: u64) -> ChatChange {
        let mut added = Vec::new();
        for member in given {
            if self.members.len() < MAX_MEMBERS && self.members.insert(member.clone(), now).is_none() {
                added.push(member.clone());
            }
        }
        self.change(id, added)
    }

    /// Removes members, of those that are given the ones who are in it. The owner stays.
    pub(crate) fn remove(&mut self, id: &str, given: &[String]) -> ChatChange {
        let mut removed = Vec::new();
        for member in given {
            if *member != self.owner && self.members.remove(member).is_some() {
                removed.push(member.clone());
            }
        }
        self.change(id, removed)
    }

    /// Returns the chat as `groupchat/get` shows it. `name` returns the name and the type of a member.
    pub(crate) fn shown(&self, id: &str, has_names: bool, name: impl Fn(&str) -> (String, u64)) -> Value {
        let member = |(member, joined): (&String, &u64)| {
            let (name, kind) = name(member);
            let mut shown = json!({ "userid": member, "type": kind, "join_time": joined, "join_scene": 1 });
            if has_names {
                shown["name"] = json!(name);
            }
            shown
        };
        json!({
            "chat_id": id, "name": self.name, "owner": self.owner, "create_time": self.created, "notice": self.notice,
            "member_list": self.members.iter().map(member).collect::<Vec<_>>(), "admin_list": [],
            "member_version": self.version(id),
        })
    }
}
