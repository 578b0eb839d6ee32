//! The users of a conversation.

use serde_json::{Value, json};

use crate::message::Document;
use crate::probe::nth_user;

/// The maximum number of users.
const MAX_USERS: usize = 12;

/// The users, in the order in which they came.
pub(super) struct Users {
    all: Vec<User>,
    /// Returns the id with this number, from 1.
    id: Box<dyn Fn(usize) -> String>,
    /// The number of ids that were given.
    given: usize,
}

#[derive(Debug)]
struct User {
    openid: String,
    follows: bool,
}

impl Users {
    /// Returns one user with the first of these ids, who follows the account.
    pub(super) fn of(id: Box<dyn Fn(usize) -> String>) -> Self {
        Self { all: vec![User { openid: id(1), follows: true }], id, given: 1 }
    }

    /// Returns one user with this id, from which those of others are counted up.
    pub(super) fn counted(first: &str) -> Self {
        let first = first.to_owned();
        Self::of(Box::new(move |number| if number == 1 { first.clone() } else { nth_user(&first, number) }))
    }

    fn next_id(&mut self) -> String {
        loop {
            self.given += 1;
            let id = (self.id)(self.given);
            if !self.has(&id) {
                return id;
            }
        }
    }

    /// Returns whether there is this user.
    pub(super) fn has(&self, openid: &str) -> bool {
        self.all.iter().any(|user| user.openid == openid)
    }

    /// Returns whether a user follows the account.
    pub(super) fn follows(&self, openid: &str) -> bool {
        self.all.iter().any(|user| user.openid == openid && user.follows)
    }

    /// Adds a user; returns the maximum number if there are as many already.
    pub(super) fn add(&mut self) -> Result<(), usize> {
        let openid = self.next_id();
        self.add_known(openid)
    }

    /// Adds a user with this id, unless there is one.
    pub(super) fn add_known(&mut self, openid: String) -> Result<(), usize> {
        if self.has(&openid) {
            return Ok(());
        }
        if self.all.len() >= MAX_USERS {
            return Err(MAX_USERS);
        }
        self.all.push(User { openid, follows: true });
        Ok(())
    }

    /// Removes a user, unless it is the only one.
    pub(super) fn remove(&mut self, openid: &str) {
        if self.all.len() > 1 {
            self.all.retain(|user| user.openid != openid);
        }
    }

    /// Keeps only these users, if there are any of them.
    pub(super) fn keep(&mut self, openids: &[String]) {
        if openids.iter().any(|openid| self.has(openid)) {
            self.all.retain(|user| openids.contains(&user.openid));
        }
    }

    /// Gives a user a new id, by which a bot takes it for another one; returns the id.
    pub(super) fn renew(&mut self, openid: &str) -> Option<String> {
        if !self.has(openid) {
            return None;
        }
        let new = self.next_id();
        let user = self.all.iter_mut().find(|user| user.openid == openid)?;
        user.openid.clone_from(&new);
        user.follows = true;
        Some(new)
    }

    /// Gives all users new ids.
    pub(super) fn renew_all(&mut self) {
        let known: Vec<String> = self.all.iter().map(|user| user.openid.clone()).collect();
        for openid in known {
            self.renew(&openid);
        }
    }

    /// Lets all users follow the account, as at the beginning.
    pub(super) fn reset(&mut self) {
        for user in &mut self.all {
            user.follows = true;
        }
    }

    /// Takes note of a push that begins or ends following; returns whether something has changed.
    pub(super) fn note(&mut self, push: &Document) -> bool {
        let follows = match push.get("Event") {
            Some("subscribe") => true,
            Some("unsubscribe") => false,
            _ => return false,
        };
        let from = push.get("FromUserName").unwrap_or_default();
        match self.all.iter_mut().find(|user| user.openid == from && user.follows != follows) {
            Some(user) => user.follows = follows,
            None => return false,
        }
        true
    }

    /// Returns the users for the page.
    pub(super) fn shown(&self) -> Value {
        self.all.iter().map(|user| json!({ "openid": user.openid, "follows": user.follows })).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_counted_and_never_given_twice() {
        let mut users = Users::counted("o-test-09");
        users.add().expect("a user");
        assert_eq!(users.renew("o-test-09").as_deref(), Some("o-test-11"));
        assert_eq!(users.renew("nobody"), None);
        users.remove("o-test-10");
        users.remove("o-test-11");
        assert_eq!(users.shown(), json!([{ "openid": "o-test-11", "follows": true }]), "one stays");
        for _ in 1..MAX_USERS {
            users.add().expect("a user");
        }
        assert_eq!(users.add(), Err(MAX_USERS));
    }
}
