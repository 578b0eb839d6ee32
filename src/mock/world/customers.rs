//! Changes of a company's customers, customer groups and customer tags that members and customers make in WeCom, by the
//! control API. Each is pushed; a call of the API is not (企业微信文档《客户联系 / 事件格式》).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Acted, MAX_ACCOUNTS, MAX_ID_BYTES, World};
use crate::mock::pushes::NewPush;
use crate::mock::state::company::Company;
use crate::mock::state::customer::{Customer, Follow, find_tag};
use crate::mock::state::customer_chat::{ChatChange, CustomerChat};

/// The acts about customers, which are the names of their events.
pub(super) const CUSTOMER_ACTIONS: [&str; 3] =
    ["change_external_contact", "change_external_chat", "change_external_tag"];
/// The `change_type` of changes of a customer.
const CONTACT_CHANGES: [&str; 7] = [
    "add_external_contact",
    "add_half_external_contact",
    "edit_external_contact",
    "del_external_contact",
    "del_follow_user",
    "transfer_fail",
    "msg_audit_approved",
];
/// The `change_type` of changes of a group.
const CHAT_CHANGES: [&str; 3] = ["create", "update", "dismiss"];
/// The `change_type` of changes of a tag.
const TAG_CHANGES: [&str; 4] = ["create", "update", "delete", "shuffle"];
/// The notes of a member that are pushed when they change; a mobile number is not.
const NOTES: [&str; 5] = ["remark", "description", "remark_company", "add_tag", "remove_tag"];
/// The maximum length of an id or a name, in bytes.
const MAX_TEXT_BYTES: usize = 256;

/// The fields of the pushes of an act.
type Fields = Vec<Value>;

impl World {
    /// Lets members and customers of a company change something. The error is a sentence about the invalid value.
    pub(super) fn act_for_customers(
        &mut self,
        action: &str,
        given: &Value,
        now_ms: u64,
    ) -> Result<Acted, String> {
        let due_ms = self.time(now_ms);
        let known: &[&str] = match action {
            "change_external_contact" => &CONTACT_CHANGES,
            "change_external_chat" => &CHAT_CHANGES,
            _ => &TAG_CHANGES,
        };
        let change = given["change_type"].as_str().filter(|change| known.contains(change));
        let change = change.ok_or_else(|| format!("`change_type` takes {}", known.join(", ")))?;
        let act = CustomerAct { given, change, now: due_ms / 1000 };
        let company = self.company_of(given, act.now)?;
        let all = match action {
            "change_external_contact" => act.contact(company)?,
            "change_external_chat" => act.chat(company)?,
            _ => act.tag(company)?,
        };
        let (id, kind) = (company.id.clone(), format!("work.{action}.{change}"));
        let mut acted = Acted::default();
        if all.is_empty() {
            acted.not_pushed = Some("WeCom pushes no change of mobile numbers alone".to_owned());
        }
        for mut fields in all {
            fields["ChangeType"] = json!(change);
            let user = "sys".to_owned();
            let push = NewPush { kind: kind.clone(), user, fields, has_samples: false, due_ms, notice: None };
            let number = self.pushes.add(&id, push, self.dice.number());
            acted.pushed.push(json!({ "id": number, "account": id, "kind": kind }));
        }
        Ok(acted)
    }

    /// Returns the company with the given `corpid`, or the only one; creates one that is named.
    fn company_of(&mut self, given: &Value, now: u64) -> Result<&mut Company, String> {
        let named = given["corpid"].as_str().map(str::to_owned);
        let only = self.companies.keys().next().filter(|_| self.companies.len() == 1).cloned();
        let own = self.rules.appid.clone().filter(|id| id.starts_with("ww"));
        let id = named.or(only).or(own);
        let id = id.filter(|id| !id.is_empty() && id.len() <= MAX_ID_BYTES);
        let id = id.ok_or("`corpid` takes the id of a company")?;
        if !self.companies.contains_key(&id) && self.companies.len() >= MAX_ACCOUNTS {
            return Err("there are too many companies: reset the mock".to_owned());
        }
        Ok(self.companies.entry(id.clone()).or_insert_with(|| Company::new(&id, now)))
    }
}

/// A change that a member or a customer makes.
struct CustomerAct<'a> {
    given: &'a Value,
    change: &'a str,
    now: u64,
}

impl CustomerAct<'_> {
    fn text(&self, name: &str) -> Option<&str> {
        self.given[name].as_str().filter(|text| !text.is_empty() && text.len() <= MAX_TEXT_BYTES)
    }

    fn needed(&self, name: &str) -> Result<String, String> {
        let text = self.text(name).map(str::to_owned);
        text.ok_or_else(|| format!("`{name}` takes a text of at most {MAX_TEXT_BYTES} bytes"))
    }

    fn texts(&self, name: &str) -> Vec<String> {
        let items = self.given[name].as_array().into_iter().flatten();
        items.filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Returns the `userid` of a member that the act names.
    fn member(&self, name: &str, company: &Company) -> Result<String, String> {
        let userid = self.needed(name)?;
        let member = company.member(&userid).and_then(|member| member["userid"].as_str());
        member.map(str::to_owned).ok_or_else(|| format!("the company has no member `{userid}`"))
    }

    /// Changes the relation of a member and a customer.
    fn contact(&self, company: &mut Company) -> Result<Fields, String> {
        let userid = self.member("userid", company)?;
        let id = self.needed("external_userid")?;
        let (corpid, now) = (company.id.clone(), self.now);
        let customers = &mut company.customers;
        let mut fields = json!({ "UserID": userid, "ExternalUserID": id });
        if matches!(self.change, "add_external_contact" | "add_half_external_contact") {
            let name = self.text("name").unwrap_or("客户").to_owned();
            let customer = Customer { name, follows: BTreeMap::new() };
            let customer = customers.contacts.entry(id).or_insert(customer);
            customer.follows.entry(userid).or_insert(Follow { created: now, ..Follow::default() });
            if let Some(state) = self.text("state") {
                fields["State"] = json!(state);
            }
            fields["WelcomeCode"] = json!(customers.issue_welcome_code(&corpid, now));
            return Ok(vec![fields]);
        }
        let none = || format!("`{id}` is no customer of `{userid}`: act `add_external_contact` first");
        let customer = customers.contacts.get_mut(&id).ok_or_else(none)?;
        match self.change {
            "edit_external_contact" => {
                let (added, removed) = (self.texts("add_tag"), self.texts("remove_tag"));
                if let Some(tag) = added.iter().find(|tag| find_tag(&customers.groups, tag).is_none()) {
                    return Err(format!("there is no tag `{tag}`"));
                }
                let own = customer.follows.get_mut(&userid).ok_or_else(none)?;
                let notes = [
                    ("remark", &mut own.remark),
                    ("description", &mut own.description),
                    ("remark_company", &mut own.company),
                ];
                for (name, note) in notes {
                    if let Some(text) = self.given[name].as_str().filter(|text| text.len() <= MAX_TEXT_BYTES)
                    {
                        text.clone_into(note);
                    }
                }
                if self.given.get("remark_mobiles").is_some() {
                    own.mobiles = self.texts("remark_mobiles");
                }
                own.tags.retain(|tag| !removed.contains(tag) && !added.contains(tag));
                own.tags.extend(added);
                let is_pushed = NOTES.iter().any(|name| self.given.get(*name).is_some());
                if !is_pushed && self.given.get("remark_mobiles").is_none() {
                    return Err(format!("an edit takes {} or remark_mobiles", NOTES.join(", ")));
                }
                return Ok(if is_pushed { vec![fields] } else { Vec::new() });
            }
            "transfer_fail" => {
                fields["FailReason"] = json!(self.text("fail_reason").unwrap_or("customer_refused"));
            }
            "msg_audit_approved" => {
                customer.follows.get(&userid).ok_or_else(none)?;
                fields["WelcomeCode"] = json!(customers.issue_welcome_code(&corpid, now));
            }
            _ => {
                customer.follows.remove(&userid).ok_or_else(none)?;
                if customer.follows.is_empty() {
                    customers.contacts.remove(&id);
                }
            }
        }
        Ok(vec![fields])
    }

    /// Changes a group chat with customers.
    fn chat(&self, company: &mut Company) -> Result<Fields, String> {
        let (corpid, now) = (company.id.clone(), self.now);
        if self.change == "create" {
            let owner = self.member("owner", company)?;
            let name = self.text("name").unwrap_or_default().to_owned();
            let (id, chat) = (company.customers.next_chat_id(&corpid), CustomerChat::new(&name, &owner, now));
            company.customers.chats.insert(id.clone(), chat);
            return Ok(vec![json!({ "ChatId": id })]);
        }
        let id = self.needed("chat_id")?;
        let owner = self.text("owner").map(|_| self.member("owner", company)).transpose()?;
        let chat = company.customers.chats.get_mut(&id);
        let chat = chat.ok_or_else(|| format!("there is no customer group `{id}`"))?;
        if self.change == "dismiss" {
            company.customers.chats.remove(&id);
            return Ok(vec![json!({ "ChatId": id })]);
        }
        let mut all = Vec::new();
        let mut changed = |detail: &str, more: Value| {
            let mut fields = json!({ "ChatId": id, "UpdateDetail": detail });
            if let (Some(fields), Value::Object(more)) = (fields.as_object_mut(), more) {
                fields.extend(more);
            }
            all.push(fields);
        };
        for (name, detail, scene) in
            [("add_member", "add_member", "JoinScene"), ("del_member", "del_member", "QuitScene")]
        {
            let members = self.texts(name);
            if members.is_empty() {
                continue;
            }
            let ChatChange { changed: moved, before, after } =
                if name == "add_member" { chat.add(&id, &members, now) } else { chat.remove(&id, &members) };
            if moved.is_empty() {
                return Err(format!("`{name}` changes nothing in `{id}`"));
            }
            let mut more = json!({
                "MemChangeCnt": moved.len(), "MemChangeList": { "Item": moved }, "LastMemVer": before,
                "CurMemVer": after,
            });
            more[scene] = json!(self.given["scene"].as_u64().unwrap_or(u64::from(name == "add_member")));
            changed(detail, more);
        }
        if let Some(owner) = owner {
            chat.owner = owner;
            changed("change_owner", Value::Null);
        }
        if let Some(name) = self.text("name") {
            name.clone_into(&mut chat.name);
            changed("change_name", Value::Null);
        }
        if let Some(notice) = self.text("notice") {
            notice.clone_into(&mut chat.notice);
            changed("change_notice", Value::Null);
        }
        if all.is_empty() {
            return Err("an update takes add_member, del_member, owner, name or notice".to_owned());
        }
        Ok(all)
    }

    /// Changes the tags for customers.
    fn tag(&self, company: &mut Company) -> Result<Fields, String> {
        let (corpid, now) = (company.id.clone(), self.now);
        let customers = &mut company.customers;
        let pushed = |id: &str, tag_type: &str| json!({ "Id": id, "TagType": tag_type });
        if self.change == "create" {
            let (name, group) = (self.needed("name")?, self.needed("group_name")?);
            let new = customers.create_tags(&corpid, (None, &group), &[name], now);
            let (group, tags, is_new) = new.map_err(|_| "the group has a tag of this name".to_owned())?;
            let group = is_new.then(|| pushed(&group, "tag_group"));
            return Ok(group.into_iter().chain(tags.iter().map(|tag| pushed(tag, "tag"))).collect());
        }
        let id = self.needed("id")?;
        let is_group = customers.groups.contains_key(&id);
        if !is_group && !customers.has_tag(&id) {
            return Err(format!("there is no tag or group of tags `{id}`"));
        }
        match self.change {
            "shuffle" => return Ok(vec![json!({ "Id": id })]),
            "update" => {
                let name = self.needed("name")?;
                customers.rename_tag(&id, name);
            }
            _ => customers.delete_tags(std::slice::from_ref(&id), std::slice::from_ref(&id)),
        }
        Ok(vec![pushed(&id, if is_group { "tag_group" } else { "tag" })])
    }
}
