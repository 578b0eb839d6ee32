//! Handlers for updatable messages of mini-programs (微信开放文档《动态消息》).

use serde_json::{Map, Value, json};

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::openid::{OpenidOwner, Openids};

handlers! {
    "create" => |account, asked| create(account, asked),
    "set" => |account, asked| set(account, asked),
}

/// The lifetime of an `activity_id`, in seconds.
const LIFETIME_S: u64 = 24 * 3600;
/// The message of the example in the help, which every account knows and which is not stored.
const SAMPLE_ID: &str = "1024_NGQ1ZjZhYjAtMzQ1Ni00Nzg5";

/// `GET /cgi-bin/message/wxopen/activityid/create`
fn create(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let openid = asked.call.value("openid").unwrap_or_default();
    if !openid.is_empty() && !matches!(Openids::of(&account.id).owner(openid), OpenidOwner::Own(_)) {
        return Err(ApiError::new(40003));
    }
    let ends = asked.now() + LIFETIME_S;
    let id = account.mini.add_activity(&account.id, ends);
    Ok(HandlerReply::Json(
        json!({ "errcode": 0, "errmsg": "ok", "activity_id": id, "expiration_time": ends }),
    ))
}

/// `POST /cgi-bin/message/wxopen/updatablemsg/send`: a message that has begun is not changed any more.
fn set(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let id = asked.text("/activity_id");
    let begins = asked.number("/target_state") == Some(1);
    let list = asked.body.pointer("/template_info/parameter_list").and_then(Value::as_array);
    let list = list.ok_or(ApiError::new(47001))?;
    let value = |name: &str| {
        let found = list.iter().find(|parameter| parameter["name"] == name);
        found.and_then(|parameter| parameter["value"].as_str()).filter(|value| !value.is_empty())
    };
    let needed: &[&str] = if begins { &["path", "version_type"] } else { &["member_count", "room_limit"] };
    if let Some(missing) = needed.iter().find(|name| value(name).is_none()) {
        let code = if *missing == "version_type" { 47503 } else { 47001 };
        return Err(ApiError::saying(code, format!("data format error: `{missing}` is missing")));
    }
    if begins && !matches!(value("version_type"), Some("develop" | "trial" | "release")) {
        return Err(ApiError::new(47503));
    }
    if id == SAMPLE_ID {
        return Ok(HandlerReply::ok());
    }
    let now = asked.now();
    let activity = account.mini.activity(&id).ok_or(ApiError::new(47501))?;
    if now >= activity.ends {
        return Err(ApiError::new(47504));
    }
    if activity.has_begun {
        return Err(ApiError::new(47502));
    }
    let values: Map<String, Value> =
        needed.iter().map(|name| ((*name).to_owned(), json!(value(name)))).collect();
    (activity.has_begun, activity.values) = (begins, values.into());
    Ok(HandlerReply::ok())
}
