//! Handlers for the followers of an account (公众平台文档《用户管理》).

use serde_json::{Value, json};

use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::people;
use crate::mock::state::Account;
use crate::mock::state::openid::{OpenidOwner, Openids};

handlers! {
    "list" => |account, asked| list(account, asked),
    "info" => |account, asked| info(account, asked),
    "batch" => |account, asked| batch(account, asked),
    "remark" => |account, asked| remark(account, asked),
    "change_openid" => |account, asked| Ok(change_openid(account, asked)),
}

/// The maximum number of openids on a page.
pub(super) const MAX_PAGE_OPENIDS: usize = 10_000;
/// The maximum length of a remark, in characters.
const MAX_REMARK_CHARS: usize = 30;

/// Returns the number of a follower; refuses an openid that does not follow the account.
pub(super) fn follower(account: &Account, openid: &str, asked: &CheckedCall<'_>) -> Result<u64, ApiError> {
    match Openids::of(&account.id).owner(openid) {
        OpenidOwner::Own(index) if account.people.follows(index, asked.rules.followers) => Ok(index),
        OpenidOwner::OtherAccount => Err(ApiError::new(49003)),
        OpenidOwner::Own(_) | OpenidOwner::Invalid => Err(ApiError::new(40003)),
    }
}

/// Returns the number at which the page after this openid begins; 0 if the openid is empty.
pub(super) fn after(openids: &Openids, openid: &str) -> Result<u64, ApiError> {
    match openids.owner(openid) {
        _ if openid.is_empty() => Ok(0),
        OpenidOwner::Own(index) => Ok(index.saturating_add(1)),
        OpenidOwner::OtherAccount | OpenidOwner::Invalid => Err(ApiError::new(40003)),
    }
}

/// Returns a page of openids. An empty page has no `data`.
pub(super) fn page(openids: &Openids, indices: impl Iterator<Item = u64>, total: Option<u64>) -> Value {
    let list: Vec<String> = indices.take(MAX_PAGE_OPENIDS).map(|index| openids.at(index)).collect();
    let mut page = json!({});
    if let Some(total) = total {
        page["total"] = json!(total);
    }
    page["count"] = json!(list.len());
    let next = list.last().cloned().unwrap_or_default();
    if !list.is_empty() {
        page["data"] = json!({ "openid": list });
    }
    page["next_openid"] = json!(next);
    page
}

/// `GET /cgi-bin/user/get`
fn list(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let openids = Openids::of(&account.id);
    let first = after(&openids, asked.call.value("next_openid").unwrap_or_default())?;
    let at_first = asked.rules.followers;
    let followers = account.people.followers(at_first, first);
    Ok(HandlerReply::Json(page(&openids, followers, Some(account.people.count(at_first)))))
}

/// `GET /cgi-bin/user/info`
fn info(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let openids = Openids::of(&account.id);
    let openid = asked.call.value("openid").unwrap_or_default();
    let lang = asked.call.value("lang").unwrap_or("zh_CN");
    Ok(HandlerReply::Json(about(account, &openids, openid, lang, asked)?))
}

/// `POST /cgi-bin/user/info/batchget`
fn batch(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let openids = Openids::of(&account.id);
    let users = asked.body.pointer("/user_list").and_then(Value::as_array);
    let text = |user: &Value, name: &str| user[name].as_str().unwrap_or_default().to_owned();
    let about = |user: &Value| {
        let lang = text(user, "lang");
        let lang = if lang.is_empty() { "zh_CN" } else { &lang };
        about(account, &openids, &text(user, "openid"), lang, asked)
    };
    let list: Result<Vec<Value>, ApiError> = users.into_iter().flatten().map(about).collect();
    Ok(HandlerReply::Json(json!({ "user_info_list": list? })))
}

fn about(
    account: &Account,
    openids: &Openids,
    openid: &str,
    lang: &str,
    asked: &CheckedCall<'_>,
) -> Result<Value, ApiError> {
    let index = match openids.owner(openid) {
        OpenidOwner::Own(index) => index,
        OpenidOwner::OtherAccount | OpenidOwner::Invalid => return Err(ApiError::new(40003)),
    };
    if !account.people.follows(index, asked.rules.followers) {
        return Ok(json!({ "subscribe": 0, "openid": openid, "tagid_list": [] }));
    }
    let tags = account.people.tags_of(index);
    Ok(json!({
        "subscribe": 1,
        "openid": openid,
        "language": lang,
        // One per minute since July 2017, so that each follower always has the same time.
        "subscribe_time": index.saturating_mul(60).saturating_add(1_500_000_000),
        "unionid": people::unionid_of(index),
        "remark": account.people.remark(index),
        "groupid": tags.first().copied().unwrap_or_default(),
        "tagid_list": tags,
        "subscribe_scene": "ADD_SCENE_QR_CODE",
        "qr_scene": 0,
        "qr_scene_str": "",
    }))
}

/// `POST /cgi-bin/user/info/updateremark`
fn remark(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let index = follower(account, &asked.text("/openid"), asked)?;
    let remark = asked.text("/remark");
    if remark.chars().count() > MAX_REMARK_CHARS {
        return Err(ApiError::new(40035));
    }
    account.people.set_remark(index, remark);
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/changeopenid`: returns the openids of the same users with the other account.
fn change_openid(account: &Account, asked: &CheckedCall<'_>) -> HandlerReply {
    let (from, own) = (Openids::of(&asked.text("/from_appid")), Openids::of(&account.id));
    let change = |openid: String| match from.owner(&openid) {
        OpenidOwner::Own(index) if account.people.follows(index, asked.rules.followers) => {
            json!({ "ori_openid": openid, "new_openid": own.at(index), "err_msg": "ok" })
        }
        _ => json!({ "ori_openid": openid, "new_openid": "", "err_msg": "ori_openid error" }),
    };
    let list: Vec<Value> = asked.texts("/openid_list").into_iter().map(change).collect();
    HandlerReply::Json(json!({ "errcode": 0, "errmsg": "ok", "result_list": list }))
}
