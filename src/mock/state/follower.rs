//! The tags, remarks and blacklist of an account.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::mock::errmsg::ApiError;

/// The maximum length of a tag's name, in characters.
const MAX_NAME_CHARS: usize = 30;
/// The highest id of a built-in tag: 0 没有分组, 1 黑名单, 2 星标组.
pub(crate) const MAX_BUILT_IN_ID: u64 = 2;
/// The only built-in tag that is listed.
const STARRED_TAG: (u64, &str) = (2, "星标组");

/// The tags, remarks and blacklist of an account; followers are identified by their numbers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct FollowerData {
    pub(crate) tags: BTreeMap<u64, Tag>,
    pub(crate) made: u64,
    remarks: BTreeMap<u64, String>,
    pub(crate) blacklist: BTreeSet<u64>,
    /// The first users, who follow at first, without those who have unfollowed.
    left: BTreeSet<u64>,
    /// The other users who have followed.
    joined: BTreeSet<u64>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) members: BTreeSet<u64>,
}

impl FollowerData {
    /// Returns whether a user follows; `first` is the number of users who follow at first.
    pub(crate) fn follows(&self, index: u64, first: u64) -> bool {
        if index < first { !self.left.contains(&index) } else { self.joined.contains(&index) }
    }

    /// Lets a user follow, or unfollow.
    pub(crate) fn set_follows(&mut self, index: u64, first: u64, follows: bool) {
        let (set, is_in) =
            if index < first { (&mut self.left, !follows) } else { (&mut self.joined, follows) };
        if is_in {
            set.insert(index);
        } else {
            set.remove(&index);
        }
    }

    /// Returns the numbers of the followers from `from` on, in order.
    pub(crate) fn followers(&self, first: u64, from: u64) -> impl Iterator<Item = u64> {
        let at_first = (from..first).filter(|index| !self.left.contains(index));
        at_first.chain(self.joined.range(from.max(first)..).copied())
    }

    /// Returns the number of followers.
    pub(crate) fn count(&self, first: u64) -> u64 {
        let (left, joined) = (self.left.range(..first).count(), self.joined.range(first..).count());
        first - left as u64 + joined as u64
    }

    /// Returns the numbers of the first followers and of the first users who have left, at most `most` of each.
    pub(crate) fn some(&self, first: u64, most: usize) -> Vec<(u64, bool)> {
        let followers = self.followers(first, 0).take(most).map(|index| (index, true));
        let mut some: Vec<(u64, bool)> =
            followers.chain(self.left.iter().take(most).map(|&index| (index, false))).collect();
        some.sort_unstable();
        some
    }

    /// Returns the ids of a follower's tags.
    pub(crate) fn tags_of(&self, index: u64) -> Vec<u64> {
        self.tags.iter().filter(|(_, tag)| tag.members.contains(&index)).map(|(&id, _)| id).collect()
    }

    /// Returns the remark on a follower; empty if there is none.
    pub(crate) fn remark(&self, index: u64) -> &str {
        self.remarks.get(&index).map_or("", String::as_str)
    }

    /// Sets the remark on a follower; an empty one removes it.
    pub(crate) fn set_remark(&mut self, index: u64, remark: String) {
        if remark.is_empty() {
            self.remarks.remove(&index);
        } else {
            self.remarks.insert(index, remark);
        }
    }

    /// Returns whether there is a tag with this id.
    pub(crate) fn has(&self, tag: u64) -> bool {
        tag == STARRED_TAG.0 || self.tags.contains_key(&tag)
    }

    /// Returns all tags as `tags/get` lists them.
    pub(crate) fn shown(&self) -> Vec<Value> {
        let starred = self.tags.get(&STARRED_TAG.0).map_or(0, |tag| tag.members.len());
        let first = json!({ "id": STARRED_TAG.0, "name": STARRED_TAG.1, "count": starred });
        let own = self.tags.iter().filter(|&(&id, _)| id != STARRED_TAG.0);
        let own = own.map(|(id, tag)| json!({ "id": id, "name": tag.name, "count": tag.members.len() }));
        std::iter::once(first).chain(own).collect()
    }

    /// Refuses a name that another tag has; `but` is the id of the tag to ignore.
    pub(crate) fn free_name(&self, name: &str, but: Option<u64>) -> Result<(), ApiError> {
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
    pub(crate) fn own(&mut self, id: u64) -> Result<&mut Tag, ApiError> {
        if id <= MAX_BUILT_IN_ID {
            return Err(ApiError::new(45058));
        }
        self.tags.get_mut(&id).ok_or(ApiError::new(45159))
    }

    pub(crate) fn members(&mut self, id: u64) -> Result<&mut BTreeSet<u64>, ApiError> {
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
