//! The customers of a company: external contacts, their tags and groups (企业微信文档《客户联系》).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The customer of the examples in help, who has added the member `zhangsan`.
pub(crate) const SAMPLE_ID: &str = "woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA";
/// The tag of the examples in help.
pub(crate) const SAMPLE_TAG: &str = "etAJ2GCAAAXtWyujaWJHDDGi0mACAAAA";

/// The group of that tag.
pub(crate) const SAMPLE_GROUP: &str = "etAJ2GCAAAcwkm6qHdyzNOvwKaHWjl0A";

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
        let tags = vec![(SAMPLE_TAG.to_owned(), "重要客户".to_owned())];
        let group = TagGroup { name: "客户等级".to_owned(), tags, created: now };
        Self {
            contacts: std::iter::once((SAMPLE_ID.to_owned(), customer)).collect(),
            groups: std::iter::once((SAMPLE_GROUP.to_owned(), group)).collect(),
            ..Self::default()
        }
    }

    /// Returns whether a tag exists.
    pub(crate) fn has_tag(&self, id: &str) -> bool {
        self.groups.values().flat_map(|group| &group.tags).any(|(own, _)| own == id)
    }

    /// Returns the name of a tag and that of its group.
    pub(crate) fn tag(&self, id: &str) -> Option<(&str, &str)> {
        self.groups.values().find_map(|group| {
            let (_, name) = group.tags.iter().find(|(own, _)| own == id)?;
            Some((name.as_str(), group.name.as_str()))
        })
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
