//! Handlers for WeCom's tags of members (企业微信文档《标签管理》).

use serde_json::{Value, json};

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::company::{Company, Tag};

handlers! {
    "create" => |_, asked| create(asked),
    "update" => |_, asked| update(asked),
    "delete" => |_, asked| delete(asked),
    "get" => |_, asked| get(asked),
    "list" => |_, asked| Ok(list(asked)),
    "add" => |_, asked| change(asked, true),
    "remove" => |_, asked| change(asked, false),
}

/// The maximum length of a name, in characters.
const MAX_NAME_CHARS: usize = 32;

fn check_name(name: &str, own: Option<u64>, company: &Company) -> Result<(), ApiError> {
    if name.is_empty() || name.chars().count() > MAX_NAME_CHARS {
        return Err(ApiError::new(40072));
    }
    let is_taken = company.tags.iter().any(|(number, tag)| Some(*number) != own && tag.name == name);
    if is_taken { Err(ApiError::new(40071)) } else { Ok(()) }
}

/// `POST /cgi-bin/tag/create`
fn create(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (name, given) = (asked.text("/tagname"), asked.number("/tagid"));
    let company = &mut *asked.company;
    check_name(&name, None, company)?;
    let number = given.unwrap_or_else(|| company.tags.keys().max().map_or(1, |last| last + 1));
    if company.tags.contains_key(&number) {
        return Err(ApiError::new(40068));
    }
    company.tags.insert(number, Tag { name, ..Tag::default() });
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "created", "tagid": number })))
}

/// `POST /cgi-bin/tag/update`
fn update(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let (name, number) = (asked.text("/tagname"), asked.number("/tagid").unwrap_or_default());
    check_name(&name, Some(number), asked.company)?;
    asked.company.tags.get_mut(&number).ok_or(ApiError::new(40068))?.name = name;
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "updated" })))
}

/// `GET /cgi-bin/tag/delete`
fn delete(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let number = asked.query_number("tagid").unwrap_or_default();
    asked.company.tags.remove(&number).ok_or(ApiError::new(40068))?;
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "deleted" })))
}

/// `GET /cgi-bin/tag/get`
fn get(asked: &CheckedCall<'_>) -> HandlerResult {
    let number = asked.query_number("tagid").unwrap_or_default();
    let tag = asked.company.tags.get(&number).ok_or(ApiError::new(40068))?;
    let user = |userid: &String| {
        let name = asked.company.member(userid).map_or(Value::Null, |member| member["name"].clone());
        json!({ "userid": userid, "name": name })
    };
    let users: Vec<Value> = tag.users.iter().map(user).collect();
    Ok(HandlerReply::Json(json!({
        "errcode": 0, "errmsg": "ok", "tagname": tag.name, "userlist": users, "partylist": tag.parties,
    })))
}

/// `GET /cgi-bin/tag/list`
fn list(asked: &CheckedCall<'_>) -> HandlerReply {
    let tags = asked.company.tags.iter();
    let list: Vec<Value> =
        tags.map(|(number, tag)| json!({ "tagid": number, "tagname": tag.name })).collect();
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "taglist": list }))
}

/// `POST /cgi-bin/tag/addtagusers`, `POST /cgi-bin/tag/deltagusers`: what is wrong stands in the answer beside the rest.
fn change(asked: &mut CheckedCall<'_>, adds: bool) -> HandlerResult {
    let (users, parties) = (asked.texts("/userlist"), asked.numbers("/partylist"));
    let number = asked.number("/tagid").unwrap_or_default();
    if users.is_empty() && parties.is_empty() {
        return Err(ApiError::new(40070));
    }
    let company = &mut *asked.company;
    let (known, unknown): (Vec<String>, Vec<String>) =
        users.into_iter().partition(|userid| company.member(userid).is_some());
    let (real, missing): (Vec<u64>, Vec<u64>) =
        parties.into_iter().partition(|party| company.departments.contains_key(party));
    let tag = company.tags.get_mut(&number).ok_or(ApiError::new(40068))?;
    if known.is_empty() && real.is_empty() {
        return Err(ApiError::new(40070));
    }
    tag.users.retain(|own| !known.iter().any(|user| user.eq_ignore_ascii_case(own)));
    tag.parties.retain(|own| !real.contains(own));
    if adds {
        tag.users.extend(known);
        tag.parties.extend(real);
    }
    let mut reply = json!({ "errcode": 0, "errmsg": if adds { "ok" } else { "deleted" } });
    if !unknown.is_empty() {
        reply["invalidlist"] = json!(unknown.join("|"));
    }
    if !missing.is_empty() {
        reply["invalidparty"] = json!(missing);
    }
    Ok(HandlerReply::Json(reply))
}
