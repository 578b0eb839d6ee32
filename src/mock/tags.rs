//! Tags, remarks and the blacklist of an account, and their handlers.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::account::{Account, CheckedCall};
use super::call::{HandlerReply, HandlerResult};
use super::errmsg::ApiError;
use super::followers::{after, follower, page};
use super::handlers::handlers;
use super::openid::Openids;

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
/// The maximum length of a tag's name, in characters.
const MAX_NAME_CHARS: usize = 30;
/// The maximum number of followers of a tag that can be deleted.
const MAX_DELETABLE_FOLLOWERS: usize = 100_000;
/// The highest id of a built-in tag: 0 没有分组, 1 黑名单, 2 星标组.
const MAX_BUILT_IN_ID: u64 = 2;
/// The only built-in tag that is listed.
const STARRED_TAG: (u64, &str) = (2, "星标组");
/// The id of the first new tag, as in the documentation's example.
const FIRST_ID: u64 = 134;

/// The tags, remarks and blacklist of an account; followers are identified by their numbers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct FollowerData {
    tags: BTreeMap<u64, Tag>,
    made: u64,
    remarks: BTreeMap<u64, String>,
    blacklist: BTreeSet<u64>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Tag {
    name: String,
    members: BTreeSet<u64>,
}

impl FollowerData {
    /// Returns the ids of a follower's tags.
    pub(super) fn tags_of(&self, index: u64) -> Vec<u64> {
        self.tags.iter().filter(|(_, tag)| tag.members.contains(&index)).map(|(&id, _)| id).collect()
    }

    /// Returns the remark on a follower; empty if there is none.
    pub(super) fn remark(&self, index: u64) -> &str {
        self.remarks.get(&index).map_or("", String::as_str)
    }

    /// Sets the remark on a follower; an empty one removes it.
    pub(super) fn set_remark(&mut self, index: u64, remark: String) {
        if remark.is_empty() {
            self.remarks.remove(&index);
        } else {
            self.remarks.insert(index, remark);
        }
    }

    /// Returns whether there is a tag with this id.
    pub(super) fn has(&self, tag: u64) -> bool {
        tag == STARRED_TAG.0 || self.tags.contains_key(&tag)
    }

    /// Returns all tags as `tags/get` lists them.
    pub(super) fn shown(&self) -> Vec<Value> {
        let starred = self.tags.get(&STARRED_TAG.0).map_or(0, |tag| tag.members.len());
        let first = json!({ "id": STARRED_TAG.0, "name": STARRED_TAG.1, "count": starred });
        let own = self.tags.iter().filter(|&(&id, _)| id != STARRED_TAG.0);
        let own = own.map(|(id, tag)| json!({ "id": id, "name": tag.name, "count": tag.members.len() }));
        std::iter::once(first).chain(own).collect()
    }

    /// Refuses a name that another tag has; `but` is the id of the tag to ignore.
    fn free_name(&self, name: &str, but: Option<u64>) -> Result<(), ApiError> {
        if name.chars().count() > MAX_NAME_CHARS {
            return Err(ApiError::new(45158));
        }
        let taken = self.tags.iter().any(|(&id, tag)| tag.name == name && Some(id) != but);
        if name.trim().is_empty() || taken || name == STARRED_TAG.1 {
            Err(ApiError::new(45157))
        } else {
            Ok(())
        }
    }

    /// Returns a tag that can be changed; refuses the built-in ones.
    fn own(&mut self, id: u64) -> Result<&mut Tag, ApiError> {
        if id <= MAX_BUILT_IN_ID {
            return Err(ApiError::new(45058));
        }
        self.tags.get_mut(&id).ok_or(ApiError::new(45159))
    }

    fn members(&mut self, id: u64) -> Result<&mut BTreeSet<u64>, ApiError> {
        if id == STARRED_TAG.0 {
            return Ok(&mut self
                .tags
                .entry(id)
                .or_insert_with(|| Tag { name: STARRED_TAG.1.to_owned(), ..Tag::default() })
                .members);
        }
        self.tags.get_mut(&id).map(|tag| &mut tag.members).ok_or(ApiError::new(45159))
    }
}

fn id(asked: &CheckedCall<'_>, pointer: &str) -> Result<u64, ApiError> {
    asked.number(pointer).ok_or(ApiError::new(45159))
}

/// Returns the numbers of the followers in `openid_list`; refuses an openid that does not follow.
fn indices(account: &Account, asked: &CheckedCall<'_>) -> Result<Vec<u64>, ApiError> {
    let openids = Openids::of(&account.id);
    asked.texts("/openid_list").iter().map(|openid| follower(&openids, openid, asked)).collect()
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
    let members = account.people.members(id(asked, "/tagid")?)?;
    let alive = members.range(first..).copied().filter(|&index| index < asked.rules.followers);
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
    let index = follower(&Openids::of(&account.id), &asked.text("/openid"), asked)?;
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
