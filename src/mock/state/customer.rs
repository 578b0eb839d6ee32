//! The customers of a company: external contacts, their tags and groups (企业微信文档《客户联系》).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::customer_chat::{CustomerChat, SAMPLE_CHAT};
use super::media::stable_id;

/// The customer of the examples in help, who has added the member `zhangsan`.
pub(crate) const SAMPLE_ID: &str = "woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA";
/// The tag of the examples in help.
pub(crate) const SAMPLE_TAG: &str = "etAJ2GCAAAXtWyujaWJHDDGi0mACAAAA";

/// The group of that tag.
pub(crate) const SAMPLE_GROUP: &str = "etAJ2GCAAAcwkm6qHdyzNOvwKaHWjl0A";

/// The lifetime of a code for a welcome, in seconds (企业微信文档《发送新客户欢迎语》).
const WELCOME_S: u64 = 20;
/// The errcode of a tag that does not exist.
const NO_TAG: i64 = 40068;
/// The errcode of a tag whose name is taken.
const TAG_EXISTS: i64 = 40071;

/// The customers of a company.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Customers {
    /// The customers by `external_userid`.
    pub(crate) contacts: BTreeMap<String, Customer>,
    /// The groups of tags by id.
    pub(crate) groups: BTreeMap<String, TagGroup>,
    /// The ways to add a member (联系我) by `config_id`.
    pub(crate) ways: BTreeMap<String, Value>,
    /// The group chats by `chat_id`.
    pub(crate) chats: BTreeMap<String, CustomerChat>,
    /// The codes for a welcome, each with the time of its push.
    welcome_codes: Vec<(String, u64)>,
    pub(crate) made: u64,
}

/// A customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Customer {
    pub(crate) name: String,
    /// The members whom the customer has added, with what each noted.
    pub(crate) follows: BTreeMap<String, Follow>,
}

/// The notes of a member about a customer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Follow {
    pub(crate) remark: String,
    pub(crate) description: String,
    pub(crate) company: String,
    pub(crate) mobiles: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) created: u64,
}

/// A group of tags.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TagGroup {
    pub(crate) name: String,
    /// Id and name of each tag.
    pub(crate) tags: Vec<(String, String)>,
    pub(crate) created: u64,
}

impl Customers {
    /// Returns a customer and a tag.
    pub(crate) fn new(now: u64) -> Self {
        let follow = Follow { created: now, ..Follow::default() };
        let follows = std::iter::once(("zhangsan".to_owned(), follow)).collect();
        let customer = Customer { name: "李雷".to_owned(), follows };
        let chat = CustomerChat::new("销售客服群", "zhangsan", now);
        let tags = vec![(SAMPLE_TAG.to_owned(), "重要客户".to_owned())];
        let group = TagGroup { name: "客户等级".to_owned(), tags, created: now };
        Self {
            contacts: std::iter::once((SAMPLE_ID.to_owned(), customer)).collect(),
            groups: std::iter::once((SAMPLE_GROUP.to_owned(), group)).collect(),
            chats: std::iter::once((SAMPLE_CHAT.to_owned(), chat)).collect(),
            ..Self::default()
        }
    }

    /// Returns whether a tag exists.
    pub(crate) fn has_tag(&self, id: &str) -> bool {
        find_tag(&self.groups, id).is_some()
    }

    /// Returns the name of a tag and that of its group.
    pub(crate) fn tag(&self, id: &str) -> Option<(&str, &str)> {
        find_tag(&self.groups, id)
    }

    /// Returns a new id with a prefix.
    fn next_id(&mut self, company: &str, prefix: &str, what: &str) -> String {
        self.made += 1;
        format!("{prefix}{}", stable_id(company, what, self.made, 30))
    }

    /// Returns the id of a new group chat.
    pub(crate) fn next_chat_id(&mut self, company: &str) -> String {
        self.next_id(company, "wr", "customer chat")
    }

    /// Returns a code with which a new customer may be welcomed.
    pub(crate) fn issue_welcome_code(&mut self, company: &str, now: u64) -> String {
        self.welcome_codes.retain(|(_, at)| now.saturating_sub(*at) <= WELCOME_S);
        self.made += 1;
        let code = stable_id(company, &format!("welcome/{now}"), self.made, 43);
        self.welcome_codes.push((code.clone(), now));
        code
    }

    /// Uses a code; returns whether it was valid.
    pub(crate) fn use_welcome_code(&mut self, code: &str, now: u64) -> bool {
        let is_valid = |(own, at): &(String, u64)| own == code && now.saturating_sub(*at) <= WELCOME_S;
        let Some(at) = self.welcome_codes.iter().position(is_valid) else { return false };
        self.welcome_codes.remove(at);
        true
    }

    /// Creates tags in the group with an id or a name; returns the ids of the group and of the tags, and whether the
    /// group is new. The error is the errcode.
    pub(crate) fn create_tags(
        &mut self,
        company: &str,
        (id, name): (Option<&str>, &str),
        tags: &[String],
        now: u64,
    ) -> Result<(String, Vec<String>, bool), i64> {
        let found = self.groups.iter().find(|(own, group)| match id {
            Some(id) => *own == id,
            None => group.name == name,
        });
        let known = found.map(|(own, group)| (own.clone(), group.clone()));
        let is_new = known.is_none();
        let (group_id, mut group) = match known {
            Some(known) => known,
            None if id.is_none() && !name.is_empty() => {
                let group = TagGroup { name: name.to_owned(), tags: Vec::new(), created: now };
                (self.next_id(company, "et", "tag"), group)
            }
            None => return Err(NO_TAG),
        };
        let mut ids = Vec::new();
        for name in tags {
            if name.is_empty() || group.tags.iter().any(|(_, own)| own == name) {
                return Err(TAG_EXISTS);
            }
            let id = self.next_id(company, "et", "tag");
            group.tags.push((id.clone(), name.clone()));
            ids.push(id);
        }
        self.groups.insert(group_id.clone(), group);
        Ok((group_id, ids, is_new))
    }

    /// Renames a tag or a group of tags; returns whether there is one.
    pub(crate) fn rename_tag(&mut self, id: &str, name: String) -> bool {
        if let Some(group) = self.groups.get_mut(id) {
            group.name = name;
            return true;
        }
        let tag = self.groups.values_mut().flat_map(|group| &mut group.tags).find(|(own, _)| own == id);
        tag.map(|tag| tag.1 = name).is_some()
    }

    /// Deletes tags and groups of tags, and the groups that are empty then. Customers lose the tags.
    pub(crate) fn delete_tags(&mut self, tags: &[String], groups: &[String]) {
        self.groups.retain(|id, _| !groups.contains(id));
        for group in self.groups.values_mut() {
            group.tags.retain(|(id, _)| !tags.contains(id));
        }
        self.groups.retain(|_, group| !group.tags.is_empty());
        let groups = &self.groups;
        for follow in self.contacts.values_mut().flat_map(|customer| customer.follows.values_mut()) {
            follow.tags.retain(|tag| find_tag(groups, tag).is_some());
        }
    }

    /// Returns a group of tags as `get_corp_tag_list` shows it.
    pub(crate) fn group(id: &str, group: &TagGroup) -> Value {
        let tag = |((id, name), order): (&(String, String), u64)| json!({ "id": id, "name": name, "create_time": group.created, "order": order, "deleted": false });
        json!({
            "group_id": id, "group_name": group.name, "create_time": group.created, "order": 1, "deleted": false,
            "tag": group.tags.iter().zip(1..).map(tag).collect::<Vec<_>>(),
        })
    }
}

/// Returns the name of a tag and that of its group.
pub(crate) fn find_tag<'a>(groups: &'a BTreeMap<String, TagGroup>, id: &str) -> Option<(&'a str, &'a str)> {
    groups.values().find_map(|group| {
        let (_, name) = group.tags.iter().find(|(own, _)| own == id)?;
        Some((name.as_str(), group.name.as_str()))
    })
}
