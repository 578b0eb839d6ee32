//! The last act of each user, which decides how many customer-service messages the user may get, and until when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::mock::errmsg::ApiError;

/// The maximum number of users whose contacts are stored.
const MAX_CONTACTS: usize = 10_000;
/// The time after a message in which typing can be shown, in milliseconds.
const TYPING_WINDOW_MS: u64 = 30_000;
/// The time for which typing is shown, in milliseconds.
const TYPING_MS: u64 = 15_000;

/// An act of a user that allows an account to write to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UserAction {
    /// The user wrote.
    Message,
    /// The user tapped a button of the menu.
    Menu,
    /// The user followed the account.
    Follow,
    /// The user scanned a QR code.
    Scan,
}

impl UserAction {
    /// Returns the number of messages that it allows, and the time for which it does, in milliseconds.
    const fn allows(self) -> (u64, u64) {
        match self {
            Self::Message => (5, 48 * 3600 * 1000),
            Self::Menu | Self::Follow | Self::Scan => (3, 60 * 1000),
        }
    }
}

/// The last contact with each user.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Contacts {
    by_user: BTreeMap<u64, Contact>,
}

/// The contact with a user.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Contact {
    left: u64,
    until_ms: u64,
    /// The time of the last message to or from the user.
    last_ms: u64,
    typing_until_ms: u64,
}

impl Contacts {
    /// Notes what a user does.
    pub(crate) fn act(&mut self, user: u64, action: UserAction, now_ms: u64) {
        let (left, lasts_ms) = action.allows();
        let last_ms = if action == UserAction::Message { now_ms } else { 0 };
        let new = Contact { left, until_ms: now_ms.saturating_add(lasts_ms), last_ms, typing_until_ms: 0 };
        if self.by_user.len() >= MAX_CONTACTS && !self.by_user.contains_key(&user) {
            self.by_user.pop_first();
        }
        let old = self.by_user.insert(user, new);
        // A tap on the menu does not shorten the two days after a message.
        if let (Some(old), Some(new)) = (old, self.by_user.get_mut(&user))
            && old.until_ms > new.until_ms
        {
            *new = Contact { left: new.left.max(old.left), last_ms: new.last_ms.max(old.last_ms), ..old };
        }
    }

    /// Returns the contact with a user. One of whom nothing is known counts as having just written.
    fn of(&mut self, user: u64, now_ms: u64) -> &mut Contact {
        if !self.by_user.contains_key(&user) {
            self.act(user, UserAction::Message, now_ms);
        }
        self.by_user.entry(user).or_default()
    }

    /// Counts a message to a user; refuses it if there were too many, or too late.
    pub(crate) fn send(&mut self, user: u64, now_ms: u64) -> Result<(), ApiError> {
        let contact = self.of(user, now_ms);
        if now_ms > contact.until_ms {
            return Err(ApiError::new(45015));
        }
        contact.left = contact.left.checked_sub(1).ok_or(ApiError::new(45047))?;
        (contact.last_ms, contact.typing_until_ms) = (now_ms, 0);
        Ok(())
    }

    /// Shows or hides typing.
    pub(crate) fn set_typing(&mut self, user: u64, is_typing: bool, now_ms: u64) -> Result<(), ApiError> {
        let contact = self.of(user, now_ms);
        if now_ms.saturating_sub(contact.last_ms) > TYPING_WINDOW_MS {
            return Err(ApiError::new(45080));
        }
        if is_typing && now_ms < contact.typing_until_ms {
            return Err(ApiError::new(45081));
        }
        contact.typing_until_ms = if is_typing { now_ms.saturating_add(TYPING_MS) } else { 0 };
        Ok(())
    }
}
