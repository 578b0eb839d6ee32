//! The state that the apps of a company share: departments, members and tags (企业微信文档《通讯录管理》).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::chat::Chats;
use super::customer::Customers;
use super::login::Logins;
use super::media::Media;
use super::openid::Openids;
use super::work_kf::WorkKf;
use super::work_message::Messages;
use crate::mock::pushes::NewPush;

/// The number of the department that holds all others.
pub(crate) const ROOT: u64 = 1;
/// The name of the sample company.
pub(crate) const NAME: &str = "示例企业";
/// The departments of a new company below the root, from number 2 on.
const DEPARTMENTS: [&str; 3] = ["研发部", "销售部", "行政部"];
/// The members of a new company: userid, name, department.
const MEMBERS: [(&str, &str, u64); 3] = [("zhangsan", "张三", 2), ("lisi", "李四", 3), ("wangwu", "王五", 2)];
/// The `status` of a member who has joined.
const JOINED: u64 = 1;
/// The `status` of a member who has not joined yet.
const NOT_JOINED: u64 = 4;

/// The state of a company.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Company {
    /// The corpid.
    pub(crate) id: String,
    /// The departments by number.
    pub(crate) departments: BTreeMap<u64, Department>,
    /// The members by userid in lower case, as `user/get` shows them.
    pub(crate) members: BTreeMap<String, Value>,
    /// The tags by number.
    pub(crate) tags: BTreeMap<u64, Tag>,
    /// The results of batch jobs by `jobid`, oldest first.
    pub(crate) jobs: Vec<(String, Value)>,
    /// The pushes that a call has caused, which the world queues after it.
    #[serde(skip)]
    pub(crate) pushes: Vec<NewPush>,
    /// The uploaded files, which all apps may use.
    pub(crate) media: Media,
    pub(crate) logins: Logins,
    pub(crate) messages: Messages,
    pub(crate) chats: Chats,
    pub(crate) customers: Customers,
    pub(crate) kf: WorkKf,
}

/// A department.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Department {
    pub(crate) name: String,
    pub(crate) name_en: String,
    pub(crate) parent: u64,
    pub(crate) order: u64,
}

/// A tag with its members.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tag {
    pub(crate) name: String,
    /// The userids.
    pub(crate) users: Vec<String>,
    /// The numbers of departments.
    pub(crate) parties: Vec<u64>,
}

impl Company {
    /// Returns a company with a few departments and members, and a tag.
    pub(crate) fn new(id: &str, now: u64) -> Self {
        let root = Department { name: NAME.to_owned(), order: 1, ..Department::default() };
        let below = DEPARTMENTS.iter().zip(2..).map(|(name, number)| {
            (
                number,
                Department { name: (*name).to_owned(), parent: ROOT, order: number, ..Department::default() },
            )
        });
        let departments = std::iter::once((ROOT, root)).chain(below).collect();
        let member = |&(userid, name, department): &(&str, &str, u64)| {
            let member = json!({
                "userid": userid, "name": name, "department": [department], "order": [0],
                "main_department": department, "status": JOINED, "isleader": 0, "enable": 1,
            });
            (userid.to_owned(), member)
        };
        let tag = Tag { name: "值班".to_owned(), users: vec!["zhangsan".to_owned()], parties: Vec::new() };
        Self {
            id: id.to_owned(),
            departments,
            members: MEMBERS.iter().map(member).collect(),
            tags: std::iter::once((1, tag)).collect(),
            chats: Chats::new(MEMBERS.map(|(userid, ..)| userid)),
            customers: Customers::new(now),
            kf: WorkKf::new(now),
            ..Self::default()
        }
    }

    /// Returns a member; userids are not case-sensitive.
    pub(crate) fn member(&self, userid: &str) -> Option<&Value> {
        self.members.get(&userid.to_lowercase())
    }

    /// Returns the member with this number, from 0: the first members of a new company, then the others.
    pub(crate) fn nth_member(&self, number: u64) -> Option<&Value> {
        let number = usize::try_from(number).ok()?;
        let first = MEMBERS.iter().filter_map(|(userid, ..)| self.members.get(*userid));
        let others = self.members.iter().filter(|(userid, _)| !MEMBERS.iter().any(|(own, ..)| own == userid));
        first.chain(others.map(|(_, member)| member)).nth(number)
    }

    /// Adds a member, who has not joined yet unless the fields say so.
    pub(crate) fn add_member(&mut self, userid: &str, mut member: Value) {
        if member.get("status").is_none() {
            member["status"] = json!(NOT_JOINED);
        }
        self.members.insert(userid.to_lowercase(), member);
    }

    /// Removes a member everywhere; returns whether there was one.
    pub(crate) fn remove_member(&mut self, userid: &str) -> bool {
        let is_other = |other: &String| !other.eq_ignore_ascii_case(userid);
        for tag in self.tags.values_mut() {
            tag.users.retain(is_other);
        }
        self.members.remove(&userid.to_lowercase()).is_some()
    }

    /// Returns a department and all below it, the department first.
    pub(crate) fn tree(&self, root: u64) -> Vec<u64> {
        let mut found = vec![root];
        let mut next = 0;
        while let Some(&parent) = found.get(next) {
            let below = self
                .departments
                .iter()
                .filter(|(number, own)| own.parent == parent && !found.contains(number));
            let below: Vec<u64> = below.map(|(number, _)| *number).collect();
            found.extend(below);
            next += 1;
        }
        found
    }

    /// Returns the members who are directly in one of these departments.
    pub(crate) fn members_in(&self, departments: &[u64]) -> impl Iterator<Item = &Value> {
        self.members.values().filter(|member| departments_of(member).any(|own| departments.contains(&own)))
    }

    /// Returns the openid of a member for WeChat's platforms.
    pub(crate) fn openid(&self, userid: &str) -> String {
        let userid = userid.to_lowercase();
        // The first member has the openid of the documentation's examples.
        let is_other = u64::from(userid != MEMBERS[0].0);
        Openids::of(&format!("{}/{userid}", self.id)).at(is_other)
    }

    /// Returns the state for `/__webot/state`.
    pub(crate) fn shown(&self) -> Value {
        json!({
            "id": self.id,
            "departments": self.departments.len(),
            "members": self.members.keys().collect::<Vec<_>>(),
            "tags": self.tags.iter().map(|(number, tag)| json!({ "tagid": number, "tagname": tag.name })).collect::<Vec<_>>(),
            "messages": self.messages.shown(),
            "chats": self.chats.shown(),
            "media": self.media.shown(),
        })
    }
}

/// Returns the numbers of a member's departments.
pub(crate) fn departments_of(member: &Value) -> impl Iterator<Item = u64> {
    member["department"].as_array().into_iter().flatten().filter_map(Value::as_u64)
}
