//! Handlers for tags and the blacklist (公众平台文档《用户管理》).

use std::collections::BTreeSet;

use serde_json::json;

use super::followers::{after, follower, page};
use crate::mock::call::{HandlerReply, HandlerResult};
use crate::mock::checked_call::CheckedCall;
use crate::mock::errmsg::ApiError;
use crate::mock::state::Account;
use crate::mock::state::follower::{MAX_BUILT_IN_ID, Tag};
use crate::mock::state::openid::Openids;

handlers! {
    "create" => |account, asked| create(account, asked),
    "list" => |account, _| Ok(list(account)),
    "update" => |account, asked| update(account, asked),
    "delete" => |account, asked| delete(account, asked),
    "members" => |account, asked| members(account, asked),
    "tag" => |account, asked| tag(account, asked),
    "untag" => |account, asked| untag(account, asked),
    "of_follower" => |account, asked| of_follower(account, asked),
    "blacklist" => |account, asked| blacklist(account, asked),
    "block" => |account, asked| set_black(account, true, asked),
    "unblock" => |account, asked| set_black(account, false, asked),
}

/// The maximum number of tags of an account, without the built-in ones.
const MAX_TAGS: usize = 100;
/// The maximum number of tags of a follower.
const MAX_TAGS_PER_FOLLOWER: usize = 20;
/// The maximum number of followers of a tag that can be deleted.
const MAX_DELETABLE_FOLLOWERS: usize = 100_000;
/// The id of the first new tag, as in the documentation's example.
const FIRST_ID: u64 = 134;

fn id(asked: &CheckedCall<'_>, pointer: &str) -> Result<u64, ApiError> {
    asked.number(pointer).ok_or(ApiError::new(45159))
}

/// Returns the numbers of the followers in `openid_list`; refuses an openid that does not follow.
fn indices(account: &Account, asked: &CheckedCall<'_>) -> Result<Vec<u64>, ApiError> {
    asked.texts("/openid_list").iter().map(|openid| follower(account, openid, asked)).collect()
}

/// `POST /cgi-bin/tags/create`
fn create(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let name = asked.text("/tag/name");
    let people = &mut account.people;
    people.free_name(&name, None)?;
    if people.tags.keys().filter(|&&id| id > MAX_BUILT_IN_ID).count() >= MAX_TAGS {
        return Err(ApiError::new(45056));
    }
    let id = FIRST_ID + people.made;
    people.made += 1;
    people.tags.insert(id, Tag { name: name.clone(), members: BTreeSet::new() });
    Ok(HandlerReply::Json(json!({ "tag": { "id": id, "name": name } })))
}

/// `GET /cgi-bin/tags/get`
fn list(account: &Account) -> HandlerReply {
    HandlerReply::Json(json!({ "tags": account.people.shown() }))
}

/// `POST /cgi-bin/tags/update`
fn update(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let (id, name) = (id(asked, "/tag/id")?, asked.text("/tag/name"));
    account.people.own(id)?;
    account.people.free_name(&name, Some(id))?;
    account.people.own(id)?.name = name;
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/tags/delete`
fn delete(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let id = id(asked, "/tag/id")?;
    if account.people.own(id)?.members.len() > MAX_DELETABLE_FOLLOWERS {
        return Err(ApiError::new(45057));
    }
    account.people.tags.remove(&id);
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/user/tag/get`
fn members(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let openids = Openids::of(&account.id);
    let first = after(&openids, &asked.text("/next_openid"))?;
    let members = account.people.members(id(asked, "/tagid")?)?.clone();
    let follows = |index: &u64| account.people.follows(*index, asked.rules.followers);
    let alive = members.range(first..).copied().filter(follows);
    Ok(HandlerReply::Json(page(&openids, alive, None)))
}

/// `POST /cgi-bin/tags/members/batchtagging`
fn tag(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let (id, indices) = (id(asked, "/tagid")?, indices(account, asked)?);
    let people = &mut account.people;
    let members = people.members(id)?.clone();
    let full =
        |index: &u64| !members.contains(index) && people.tags_of(*index).len() >= MAX_TAGS_PER_FOLLOWER;
    if indices.iter().any(full) {
        return Err(ApiError::new(45059));
    }
    people.members(id)?.extend(indices);
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/tags/members/batchuntagging`
fn untag(account: &mut Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let (id, indices) = (id(asked, "/tagid")?, indices(account, asked)?);
    let members = account.people.members(id)?;
    for index in indices {
        members.remove(&index);
    }
    Ok(HandlerReply::ok())
}

/// `POST /cgi-bin/tags/getidlist`
fn of_follower(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let index = follower(account, &asked.text("/openid"), asked)?;
    Ok(HandlerReply::Json(json!({ "tagid_list": account.people.tags_of(index) })))
}

/// `POST /cgi-bin/tags/members/getblacklist`
fn blacklist(account: &Account, asked: &CheckedCall<'_>) -> HandlerResult {
    let openids = Openids::of(&account.id);
    let first = after(&openids, &asked.text("/begin_openid"))?;
    let black = &account.people.blacklist;
    let total = u64::try_from(black.len()).ok();
    Ok(HandlerReply::Json(page(&openids, black.range(first..).copied(), total)))
}

/// `POST /cgi-bin/tags/members/batchblacklist` and `batchunblacklist`
fn set_black(account: &mut Account, black: bool, asked: &CheckedCall<'_>) -> HandlerResult {
    for index in indices(account, asked)? {
        if black {
            account.people.blacklist.insert(index);
        } else {
            account.people.blacklist.remove(&index);
        }
    }
    Ok(HandlerReply::ok())
}
