//! Handlers for the customers of WeCom's members (企业微信文档《客户联系》).

use serde_json::{Value, json};

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::customer::{Customer, Customers, Follow, TagGroup};
use crate::mock::state::media::stable_id;

handlers! {
    "members" => |_, asked| Ok(members(asked)),
    "list" => |_, asked| list(asked),
    "get" => |_, asked| get(asked),
    "batch" => |_, asked| batch(asked),
    "remark" => |_, asked| remark(asked),
    "transfer" => |_, asked| transfer(asked),
    "welcome" => |_, asked| welcome(asked),
    "groups" => |_, asked| groups(asked),
    "group" => |_, asked| group(asked),
    "tags" => |_, asked| Ok(tags(asked)),
    "create_tag" => |_, asked| create_tag(asked),
    "rename_tag" => |_, asked| rename_tag(asked),
    "delete_tags" => |_, asked| delete_tags(asked),
    "mark" => |_, asked| mark(asked),
    "create_way" => |_, asked| create_way(asked),
    "way" => |_, asked| way(asked),
    "ways" => |_, asked| Ok(ways(asked)),
    "delete_way" => |_, asked| delete_way(asked),
}

/// The way of the example in help.
const SAMPLE_WAY: &str = "42b34949e138eb6e027c123cba77fad7";

/// `GET /cgi-bin/externalcontact/get_follow_user_list`
fn members(asked: &CheckedCall<'_>) -> HandlerReply {
    let members = asked.company.members.values().map(|member| member["userid"].clone());
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "follow_user": members.collect::<Vec<_>>() }))
}

/// `GET /cgi-bin/externalcontact/list`
fn list(asked: &CheckedCall<'_>) -> HandlerResult {
    let userid = asked.call.value("userid").unwrap_or_default();
    asked.company.member(userid).ok_or(ApiError::new(60111))?;
    let own =
        asked.company.customers.contacts.iter().filter(|(_, customer)| customer.follows.contains_key(userid));
    let ids: Vec<&String> = own.map(|(id, _)| id).collect();
    if ids.is_empty() {
        return Err(ApiError::new(84061));
    }
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "external_userid": ids })))
}

fn contact(id: &str, customer: &Customer) -> Value {
    json!({ "external_userid": id, "name": customer.name, "type": 1, "gender": 0, "avatar": "" })
}

/// Returns what a member noted, without the tags.
fn follow_info(userid: &str, follow: &Follow) -> Value {
    json!({
        "userid": userid, "remark": follow.remark, "description": follow.description, "createtime": follow.created,
        "remark_corp_name": follow.company, "remark_mobiles": follow.mobiles, "add_way": 0, "oper_userid": userid,
    })
}

/// `GET /cgi-bin/externalcontact/get`
fn get(asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.call.value("external_userid").unwrap_or_default();
    let customers = &asked.company.customers;
    let customer = customers.contacts.get(id).ok_or(ApiError::new(40096))?;
    let follow = |(userid, follow): (&String, &Follow)| {
        let tag = |tag: &String| {
            let (name, group) = customers.tag(tag).unwrap_or_default();
            json!({ "group_name": group, "tag_name": name, "tag_id": tag, "type": 1 })
        };
        let mut shown = follow_info(userid, follow);
        shown["tags"] = follow.tags.iter().map(tag).collect();
        shown
    };
    let follows: Vec<Value> = customer.follows.iter().map(follow).collect();
    Ok(HandlerReply::Json(json!({
        "errcode": 0, "errmsg": "ok", "external_contact": contact(id, customer), "follow_user": follows,
    })))
}

/// `POST /cgi-bin/externalcontact/batch/get_by_user`: a cursor is the number of pairs before a page.
fn batch(asked: &CheckedCall<'_>) -> HandlerResult {
    let userids = asked.texts("/userid_list");
    if userids.iter().any(|userid| asked.company.member(userid).is_none()) {
        return Err(ApiError::new(60111));
    }
    let start: usize = match asked.text("/cursor").as_str() {
        "" => 0,
        cursor => cursor.parse().map_err(|_| ApiError::saying(40058, "invalid cursor"))?,
    };
    let most = asked.number("/limit").and_then(|most| usize::try_from(most).ok()).unwrap_or(50);
    let pairs = asked.company.customers.contacts.iter().flat_map(|(id, customer)| {
        let own = customer.follows.iter().filter(|(userid, _)| userids.contains(userid));
        own.map(move |(userid, follow)| {
            let mut info = follow_info(userid, follow);
            info["tag_id"] = json!(follow.tags);
            json!({ "external_contact": contact(id, customer), "follow_info": info })
        })
    });
    let all: Vec<Value> = pairs.collect();
    let page: Vec<&Value> = all.iter().skip(start).take(most).collect();
    let end = start + page.len();
    let next = if end < all.len() { end.to_string() } else { String::new() };
    Ok(HandlerReply::Json(json!({
        "errcode": 0, "errmsg": "ok", "external_contact_list": page, "next_cursor": next,
    })))
}

/// Returns what a member noted of a customer; 84061 if the customer has not added the member.
fn follow<'a>(asked: &'a mut CheckedCall<'_>) -> Result<&'a mut Follow, ApiError> {
    let (userid, id) = (asked.text("/userid"), asked.text("/external_userid"));
    let customer = asked.company.customers.contacts.get_mut(&id).ok_or(ApiError::new(40096))?;
    customer.follows.get_mut(&userid).ok_or(ApiError::new(84061))
}

/// `POST /cgi-bin/externalcontact/remark`
fn remark(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let given = |name: &str| asked.body.get(name).is_some();
    let has = [given("remark"), given("description"), given("remark_company"), given("remark_mobiles")];
    let (remark, description) = (asked.text("/remark"), asked.text("/description"));
    let (company, mobiles) = (asked.text("/remark_company"), asked.texts("/remark_mobiles"));
    let own = follow(asked)?;
    if has[0] {
        own.remark = remark;
    }
    if has[1] {
        own.description = description;
    }
    if has[2] {
        own.company = company;
    }
    if has[3] {
        own.mobiles = mobiles;
    }
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/externalcontact/transfer_customer`: each customer has a result of its own.
fn transfer(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (from, to) = (asked.text("/handover_userid"), asked.text("/takeover_userid"));
    if asked.company.member(&from).is_none() || asked.company.member(&to).is_none() {
        return Err(ApiError::new(60111));
    }
    let mut results = Vec::new();
    for id in asked.texts("/external_userid") {
        let customer = asked.company.customers.contacts.get_mut(&id);
        let code = match customer {
            None => 40096,
            Some(customer) => match customer.follows.remove(&from) {
                None => 40096,
                Some(follow) => {
                    customer.follows.entry(to.clone()).or_insert(follow);
                    0
                }
            },
        };
        results.push(json!({ "external_userid": id, "errcode": code }));
    }
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "customer": results })))
}

/// `POST /cgi-bin/externalcontact/send_welcome_msg`: takes the code of a push once, and that of the example.
fn welcome(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (code, now) = (asked.text("/welcome_code"), asked.now());
    if code == "CODE" || asked.company.customers.use_welcome_code(&code, now) {
        Ok(HandlerReply::ok())
    } else {
        Err(ApiError::saying(40058, "invalid welcome_code"))
    }
}

/// `POST /cgi-bin/externalcontact/groupchat/list`: a cursor is the number of chats before a page.
fn groups(asked: &CheckedCall<'_>) -> HandlerResult {
    let owners = asked.texts("/owner_filter/userid_list");
    // No owner leaves the company of the mock while a chat is theirs.
    let is_usual = asked.number("/status_filter").unwrap_or_default() == 0;
    let start: usize = match asked.text("/cursor").as_str() {
        "" => 0,
        cursor => cursor.parse().map_err(|_| ApiError::saying(40058, "invalid cursor"))?,
    };
    let most = asked.number("/limit").and_then(|most| usize::try_from(most).ok()).unwrap_or(100);
    let chats = asked.company.customers.chats.iter();
    let wanted = chats.filter(|(_, chat)| is_usual && (owners.is_empty() || owners.contains(&chat.owner)));
    let all: Vec<Value> = wanted.map(|(id, _)| json!({ "chat_id": id, "status": 0 })).collect();
    let page: Vec<&Value> = all.iter().skip(start).take(most).collect();
    let end = start + page.len();
    let next = if end < all.len() { end.to_string() } else { String::new() };
    Ok(HandlerReply::Json(json!({
        "errcode": 0, "errmsg": "ok", "group_chat_list": page, "next_cursor": next,
    })))
}

/// `POST /cgi-bin/externalcontact/groupchat/get`
fn group(asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.text("/chat_id");
    let company = &*asked.company;
    let chat = company.customers.chats.get(&id).ok_or(ApiError::new(86001))?;
    let name = |id: &str| match company.member(id) {
        Some(member) => (member["name"].as_str().unwrap_or_default().to_owned(), 1),
        None => (company.customers.contacts.get(id).map(|own| own.name.clone()).unwrap_or_default(), 2),
    };
    let shown = chat.shown(&id, asked.number("/need_name") == Some(1), name);
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "group_chat": shown })))
}

/// `POST /cgi-bin/externalcontact/get_corp_tag_list`
fn tags(asked: &CheckedCall<'_>) -> HandlerReply {
    let (tags, groups) = (asked.texts("/tag_id"), asked.texts("/group_id"));
    let is_wanted = |(id, group): &(&String, &TagGroup)| {
        let all = tags.is_empty() && groups.is_empty();
        all || groups.contains(id) || group.tags.iter().any(|(tag, _)| tags.contains(tag))
    };
    let shown = |(id, group): (&String, &TagGroup)| Customers::group(id, group);
    let list: Vec<Value> = asked.company.customers.groups.iter().filter(is_wanted).map(shown).collect();
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "tag_group": list }))
}

/// `POST /cgi-bin/externalcontact/add_corp_tag`
fn create_tag(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (id, name, now) = (asked.text("/group_id"), asked.text("/group_name"), asked.now());
    let tags = asked.body["tag"].as_array().cloned().unwrap_or_default();
    let names: Vec<String> =
        tags.iter().map(|tag| tag["name"].as_str().unwrap_or_default().to_owned()).collect();
    let company = asked.company.id.clone();
    let customers = &mut asked.company.customers;
    let group = (Some(id.as_str()).filter(|id| !id.is_empty()), name.as_str());
    let (group_id, ..) = customers.create_tags(&company, group, &names, now).map_err(ApiError::new)?;
    let group = customers.groups.get(&group_id).map(|group| Customers::group(&group_id, group));
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "tag_group": group })))
}

/// `POST /cgi-bin/externalcontact/edit_corp_tag`
fn rename_tag(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (id, name) = (asked.text("/id"), asked.text("/name"));
    if asked.company.customers.rename_tag(&id, name) {
        Ok(HandlerReply::ok())
    } else {
        Err(ApiError::new(40068))
    }
}

/// `POST /cgi-bin/externalcontact/del_corp_tag`
fn delete_tags(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (tags, groups) = (asked.texts("/tag_id"), asked.texts("/group_id"));
    let customers = &mut asked.company.customers;
    if tags.iter().any(|tag| !customers.has_tag(tag))
        || groups.iter().any(|group| !customers.groups.contains_key(group))
    {
        return Err(ApiError::new(40068));
    }
    customers.delete_tags(&tags, &groups);
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/externalcontact/mark_tag`
fn mark(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (added, removed) = (asked.texts("/add_tag"), asked.texts("/remove_tag"));
    if added.iter().any(|tag| !asked.company.customers.has_tag(tag)) {
        return Err(ApiError::new(40068));
    }
    let own = follow(asked)?;
    own.tags.retain(|tag| !removed.contains(tag) && !added.contains(tag));
    own.tags.extend(added);
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/externalcontact/add_contact_way`
fn create_way(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let users = asked.texts("/user");
    if users.iter().any(|userid| asked.company.member(userid).is_none()) {
        return Err(ApiError::new(60111));
    }
    if asked.number("/type") == Some(1) && users.len() != 1 {
        return Err(ApiError::saying(40058, "type 1 takes one user"));
    }
    let customers = &mut asked.company.customers;
    customers.made += 1;
    let id = stable_id(&asked.company.id, "way", customers.made, 32).to_lowercase().replace(['-', '_'], "0");
    let mut way = asked.body.clone();
    way["config_id"] = json!(id);
    let code = format!("https://wework.qpic.cn/wwpic/{id}/0");
    way["qr_code"] = json!(code);
    customers.ways.insert(id.clone(), way);
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "config_id": id, "qr_code": code })))
}

/// `POST /cgi-bin/externalcontact/get_contact_way`
fn way(asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.text("/config_id");
    match asked.company.customers.ways.get(&id) {
        Some(way) => Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "contact_way": way }))),
        None if id == SAMPLE_WAY => Ok(super::shown(asked.endpoint)),
        None => Err(ApiError::saying(40058, "invalid config_id")),
    }
}

/// `POST /cgi-bin/externalcontact/list_contact_way`
fn ways(asked: &CheckedCall<'_>) -> HandlerReply {
    let list: Vec<Value> = asked.company.customers.ways.keys().map(|id| json!({ "config_id": id })).collect();
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "contact_way": list, "next_cursor": "" }))
}

/// `POST /cgi-bin/externalcontact/del_contact_way`
fn delete_way(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let id = asked.text("/config_id");
    if asked.company.customers.ways.remove(&id).is_some() || id == SAMPLE_WAY {
        Ok(HandlerReply::ok())
    } else {
        Err(ApiError::saying(40058, "invalid config_id"))
    }
}
