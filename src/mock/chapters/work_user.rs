//! Handlers for WeCom's members (企业微信文档《成员管理》).

use serde_json::{Value, json};

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::company::{Company, departments_of};

handlers! {
    "get" => |_, asked| get(asked),
    "list" => |_, asked| list(asked, visible),
    "simplelist" => |_, asked| list(asked, simple),
    "list_id" => |_, asked| list_id(asked),
    "create" => |_, asked| create(asked),
    "update" => |_, asked| update(asked),
    "delete" => |_, asked| delete(asked),
    "batchdelete" => |_, asked| batchdelete(asked),
    "invite" => |_, asked| invite(asked),
    "to_openid" => |_, asked| to_openid(asked),
    "to_userid" => |_, asked| to_userid(asked),
    "by_mobile" => |_, asked| found(asked, "mobile", "/mobile"),
    "by_email" => |_, asked| found(asked, "email", "/email"),
    "joined" => |_, asked| joined(asked),
}

/// The members of a member that apps do not get since 2022-06-20.
pub(super) const HIDDEN: [&str; 8] =
    ["avatar", "thumb_avatar", "gender", "mobile", "email", "biz_mail", "qr_code", "address"];
/// The maximum number of departments of a member.
const MAX_DEPARTMENTS: usize = 100;
/// The maximum length of a name, in characters.
const MAX_NAME_CHARS: usize = 64;

/// Returns a member without what is hidden from apps.
fn visible(member: &Value) -> Value {
    let mut shown = member.clone();
    if let Some(members) = shown.as_object_mut() {
        members.retain(|name, _| !HIDDEN.contains(&name.as_str()));
    }
    shown
}

fn simple(member: &Value) -> Value {
    json!({ "userid": member["userid"], "name": member["name"], "department": member["department"] })
}

/// `GET /cgi-bin/user/get`
fn get(asked: &CheckedCall<'_>) -> HandlerResult {
    let userid = asked.call.value("userid").unwrap_or_default();
    let member = asked.company.member(userid).ok_or(ApiError::new(60111))?;
    let mut reply = json!({ "errcode": 0, "errmsg": "ok" });
    if let (Some(reply), Some(members)) = (reply.as_object_mut(), visible(member).as_object()) {
        reply.extend(members.clone());
    }
    Ok(HandlerReply::Json(reply))
}

/// `GET /cgi-bin/user/list`, `GET /cgi-bin/user/simplelist`
fn list(asked: &CheckedCall<'_>, shown: fn(&Value) -> Value) -> HandlerResult {
    let department = asked.query_number("department_id").unwrap_or_default();
    let company = &*asked.company;
    if !company.departments.contains_key(&department) {
        return Err(ApiError::new(60003));
    }
    let departments = if asked.call.value("fetch_child") == Some("1") {
        company.tree(department)
    } else {
        vec![department]
    };
    let list: Vec<Value> = company.members_in(&departments).map(shown).collect();
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "userlist": list })))
}

/// `POST /cgi-bin/user/list_id`: a cursor is the number of pairs before a page.
fn list_id(asked: &CheckedCall<'_>) -> HandlerResult {
    let most = asked.number("/limit").and_then(|most| usize::try_from(most).ok()).unwrap_or(10_000);
    let start: usize = match asked.text("/cursor").as_str() {
        "" => 0,
        cursor => cursor.parse().map_err(|_| ApiError::new(40058))?,
    };
    let pair = |member: &Value| -> Vec<Value> {
        let pair = |number| json!({ "userid": member["userid"], "department": number });
        departments_of(member).map(pair).collect()
    };
    let all: Vec<Value> = asked.company.members.values().flat_map(pair).collect();
    let page: Vec<&Value> = all.iter().skip(start).take(most).collect();
    let end = start + page.len();
    let next = if end < all.len() { end.to_string() } else { String::new() };
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "next_cursor": next, "dept_user": page })))
}

fn is_userid(userid: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-@.".contains(&byte);
    (1..=64).contains(&userid.len()) && userid.bytes().all(plain) && !userid.starts_with(['_', '-', '@', '.'])
}

/// Checks the fields of a member, of whom `own` is the userid if there is one already.
pub(super) fn check(member: &Value, own: Option<&str>, company: &Company) -> Result<(), ApiError> {
    let text = |field: &str| member.get(field).and_then(Value::as_str);
    if text("name").is_some_and(|name| name.is_empty() || name.chars().count() > MAX_NAME_CHARS) {
        return Err(ApiError::new(60112));
    }
    if let Some(departments) = member.get("department") {
        let departments = departments.as_array().ok_or(ApiError::new(60123))?;
        if departments.len() > MAX_DEPARTMENTS {
            return Err(ApiError::new(60110));
        }
        let exists =
            |number: &Value| number.as_u64().is_some_and(|number| company.departments.contains_key(&number));
        if departments.is_empty() || !departments.iter().all(exists) {
            return Err(ApiError::new(60123));
        }
    }
    let is_mobile = |mobile: &str| {
        mobile.len() <= 32 && mobile.bytes().all(|byte| byte.is_ascii_digit() || b"+-".contains(&byte))
    };
    let is_email = |email: &str| (6..=64).contains(&email.len()) && email.contains('@');
    for (field, is_valid, invalid, taken) in
        [("mobile", &is_mobile as &dyn Fn(&str) -> bool, 60103, 60104), ("email", &is_email, 60105, 60106)]
    {
        let Some(given) = text(field).filter(|given| !given.is_empty()) else { continue };
        if !is_valid(given) {
            return Err(ApiError::new(invalid));
        }
        let is_other = |(userid, other): (&String, &Value)| {
            other[field] == given && own.is_none_or(|own| !own.eq_ignore_ascii_case(userid))
        };
        if company.members.iter().any(is_other) {
            return Err(ApiError::new(taken));
        }
    }
    Ok(())
}

/// `POST /cgi-bin/user/create`
fn create(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let userid = asked.text("/userid");
    let mut member = asked.body.clone();
    if !is_userid(&userid) {
        return Err(ApiError::new(40003));
    }
    if asked.company.member(&userid).is_some() {
        return Err(ApiError::new(60102));
    }
    if asked.text("/name").is_empty() {
        return Err(ApiError::new(60112));
    }
    if asked.text("/mobile").is_empty() && asked.text("/email").is_empty() {
        return Err(ApiError::new(60129));
    }
    if member.get("department").is_none() {
        return Err(ApiError::new(60127));
    }
    check(&member, None, asked.company)?;
    if let Some(members) = member.as_object_mut() {
        members.shift_remove("to_invite");
    }
    if member.get("main_department").is_none() {
        member["main_department"] = member["department"][0].clone();
    }
    asked.company.add_member(&userid, member);
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "created" })))
}

/// `POST /cgi-bin/user/update`
fn update(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let userid = asked.text("/userid");
    let mut member = asked.company.member(&userid).cloned().ok_or(ApiError::new(60111))?;
    check(&asked.body, Some(&userid), asked.company)?;
    let mut renamed = userid.clone();
    let body = asked.body.as_object().cloned().unwrap_or_default();
    for (name, value) in body {
        match name.as_str() {
            "userid" => {}
            "new_userid" => {
                let new = value.as_str().unwrap_or_default();
                if !is_userid(new) {
                    return Err(ApiError::new(40003));
                }
                if !new.eq_ignore_ascii_case(&userid) && asked.company.member(new).is_some() {
                    return Err(ApiError::new(60102));
                }
                new.clone_into(&mut renamed);
                member["userid"] = json!(new);
            }
            _ => member[name] = value,
        }
    }
    asked.company.members.remove(&userid.to_lowercase());
    asked.company.add_member(&renamed, member);
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "updated" })))
}

/// `GET /cgi-bin/user/delete`
fn delete(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let userid = asked.call.value("userid").unwrap_or_default().to_owned();
    if asked.company.remove_member(&userid) {
        Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "deleted" })))
    } else {
        Err(ApiError::new(60111))
    }
}

/// `POST /cgi-bin/user/batchdelete`: deletes all or none.
fn batchdelete(asked: &mut CheckedCall<'_>) -> HandlerResult {
    let userids = asked.texts("/useridlist");
    if userids.iter().any(|userid| asked.company.member(userid).is_none()) {
        return Err(ApiError::new(40031));
    }
    for userid in &userids {
        asked.company.remove_member(userid);
    }
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "deleted" })))
}

/// `POST /cgi-bin/batch/invite`
fn invite(asked: &CheckedCall<'_>) -> HandlerResult {
    let (users, parties, tags) = (asked.texts("/user"), asked.numbers("/party"), asked.numbers("/tag"));
    let given = users.len() + parties.len() + tags.len();
    let company = &*asked.company;
    let users: Vec<String> = users.into_iter().filter(|user| company.member(user).is_none()).collect();
    let parties: Vec<u64> =
        parties.into_iter().filter(|party| !company.departments.contains_key(party)).collect();
    let tags: Vec<u64> = tags.into_iter().filter(|tag| !company.tags.contains_key(tag)).collect();
    if given == users.len() + parties.len() + tags.len() {
        return Err(ApiError::new(82001));
    }
    Ok(HandlerReply::Json(json!({
        "errcode": 0, "errmsg": "ok", "invaliduser": users, "invalidparty": parties, "invalidtag": tags,
    })))
}

/// `POST /cgi-bin/user/convert_to_openid`
fn to_openid(asked: &CheckedCall<'_>) -> HandlerResult {
    let userid = asked.text("/userid");
    asked.company.member(&userid).ok_or(ApiError::new(60111))?;
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "openid": asked.company.openid(&userid) })))
}

/// `POST /cgi-bin/user/convert_to_userid`
fn to_userid(asked: &CheckedCall<'_>) -> HandlerResult {
    let openid = asked.text("/openid");
    let userid = asked.company.members.iter().find(|(userid, _)| asked.company.openid(userid) == openid);
    let (_, member) = userid.ok_or(ApiError::new(40073))?;
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "userid": member["userid"] })))
}

/// `POST /cgi-bin/user/getuserid`, `POST /cgi-bin/user/get_userid_by_email`
fn found(asked: &CheckedCall<'_>, field: &str, pointer: &str) -> HandlerResult {
    let given = asked.text(pointer);
    let found = asked.company.members.values().find(|member| member[field] == *given);
    // The documentation's example stands for the first sample member.
    let userid = match found {
        Some(member) => member["userid"].clone(),
        None if EXAMPLES.contains(&given.as_str()) => json!("zhangsan"),
        None => return Err(ApiError::new(46004)),
    };
    Ok(HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "userid": userid })))
}

/// The mobile and the email address of the examples in help.
const EXAMPLES: [&str; 2] = ["13800000000", "zhangsan@example.com"];

/// `GET /cgi-bin/user/authsucc`
fn joined(asked: &CheckedCall<'_>) -> HandlerResult {
    asked.company.member(asked.call.value("userid").unwrap_or_default()).ok_or(ApiError::new(60111))?;
    Ok(HandlerReply::ok())
}
