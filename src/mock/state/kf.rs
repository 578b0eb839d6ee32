//! Customer-service accounts, whom they serve, and what they wrote.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use crate::mock::errmsg::ApiError;

/// The account that there is at first, so that the examples in the help work.
const FIRST_ACCOUNT: &str = "kf2001@gh_1234567890ab";
/// The number of the first account.
const FIRST_ID: u64 = 2001;
/// The maximum number of accounts.
const MAX_ACCOUNTS: usize = 100;
/// The maximum length of the part before the `@` and of that after it, in bytes.
const MAX_NAME_BYTES: (usize, usize) = (10, 30);
/// The maximum length of a nickname, in characters.
const MAX_NICKNAME_CHARS: usize = 16;
/// The time for which a session takes the messages of its user, in seconds; later ones go to the bot again
/// (小程序文档《转发客服消息》).
const SESSION_S: u64 = 30 * 60;
/// The maximum number of users who wait.
const MAX_WAITING: usize = 10_000;
/// The maximum number of stored records.
const MAX_RECORDS: usize = 10_000;

/// The customer service of an account.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct CustomerService {
    pub(crate) accounts: BTreeMap<String, KfAccount>,
    made: u64,
    /// The sessions by the number of the user.
    pub(crate) sessions: BTreeMap<u64, Session>,
    /// The texts of sessions, and those that were sent; each has a number, from 1.
    pub(crate) records: VecDeque<(u64, Record)>,
    recorded: u64,
    /// The users who wait for an account, with the time of their last message, in seconds since 1970.
    pub(crate) waiting: BTreeMap<u64, u64>,
}

/// A customer-service account.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct KfAccount {
    pub(crate) id: u64,
    pub(crate) nickname: String,
    /// The WeChat ID that an open invitation went to; empty if there is none.
    pub(crate) invited: String,
    /// The URL of the picture; empty for the one that WeChat shows without one.
    #[serde(default)]
    pub(crate) picture: String,
}

/// A session with a user.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) account: String,
    pub(crate) created: u64,
}

/// A text that was sent to a user, or by one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) openid: String,
    /// `true` if the user wrote it.
    #[serde(default)]
    pub(crate) is_received: bool,
    pub(crate) text: String,
    pub(crate) time: u64,
    pub(crate) worker: String,
}

impl Default for CustomerService {
    fn default() -> Self {
        let first = KfAccount { id: FIRST_ID, nickname: "小明".to_owned(), ..KfAccount::default() };
        Self {
            accounts: BTreeMap::from([(FIRST_ACCOUNT.to_owned(), first)]),
            made: 1,
            sessions: BTreeMap::new(),
            records: VecDeque::new(),
            recorded: 0,
            waiting: BTreeMap::new(),
        }
    }
}

/// Refuses a nickname that is empty or too long.
fn check_nickname(nickname: &str) -> Result<(), ApiError> {
    let fits = (1..=MAX_NICKNAME_CHARS).contains(&nickname.chars().count());
    if fits { Ok(()) } else { Err(ApiError::new(65403)) }
}

/// Returns whether an account has the form `prefix@wechatid`.
fn is_account(name: &str) -> bool {
    let Some((prefix, owner)) = name.split_once('@') else { return false };
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (1..=MAX_NAME_BYTES.0).contains(&prefix.len())
        && (1..=MAX_NAME_BYTES.1).contains(&owner.len())
        && prefix.bytes().all(is_word)
        && owner.bytes().all(|byte| is_word(byte) || byte == b'-')
}

impl CustomerService {
    /// Adds an account.
    pub(crate) fn add(&mut self, name: &str, nickname: String) -> Result<(), ApiError> {
        if !is_account(name) {
            return Err(ApiError::new(65404));
        }
        check_nickname(&nickname)?;
        if self.accounts.contains_key(name) {
            return Err(ApiError::new(65406));
        }
        if self.accounts.len() >= MAX_ACCOUNTS {
            return Err(ApiError::new(65405));
        }
        let id = FIRST_ID + self.made;
        self.made += 1;
        self.accounts.insert(name.to_owned(), KfAccount { id, nickname, ..KfAccount::default() });
        Ok(())
    }

    /// Returns an account that there is.
    pub(crate) fn own(&mut self, name: &str) -> Result<&mut KfAccount, ApiError> {
        self.accounts.get_mut(name).ok_or(ApiError::new(65401))
    }

    /// Changes a nickname.
    pub(crate) fn rename(&mut self, name: &str, nickname: String) -> Result<(), ApiError> {
        check_nickname(&nickname)?;
        self.own(name)?.nickname = nickname;
        Ok(())
    }

    /// Deletes an account with its sessions.
    pub(crate) fn delete(&mut self, name: &str) -> Result<(), ApiError> {
        self.own(name)?;
        self.accounts.remove(name);
        self.sessions.retain(|_, session| session.account != name);
        Ok(())
    }

    /// Invites a WeChat user.
    pub(crate) fn invite(&mut self, name: &str, wechat_id: String) -> Result<(), ApiError> {
        let account = self.own(name)?;
        if wechat_id.is_empty() {
            return Err(ApiError::new(65409));
        }
        if !account.invited.is_empty() {
            return Err(ApiError::new(65411));
        }
        account.invited = wechat_id;
        Ok(())
    }

    /// Returns the session that takes the messages of a user in the place of the bot.
    pub(crate) fn taking(&self, user: u64, now: u64) -> Option<&Session> {
        self.sessions.get(&user).filter(|session| now.saturating_sub(session.created) < SESSION_S)
    }

    /// Lets a user wait for an account, unless one serves the user already.
    pub(crate) fn wait(&mut self, user: u64, now: u64) {
        if !self.sessions.contains_key(&user)
            && (self.waiting.len() < MAX_WAITING || self.waiting.contains_key(&user))
        {
            self.waiting.insert(user, now);
        }
    }

    /// Notes a message of a user, which counts for one who waits.
    pub(crate) fn hear(&mut self, user: u64, now: u64) {
        if let Some(latest) = self.waiting.get_mut(&user) {
            *latest = now;
        }
    }

    /// Remembers a text; the oldest gives way.
    pub(crate) fn record(&mut self, record: Record) {
        if self.records.len() >= MAX_RECORDS {
            self.records.pop_front();
        }
        self.recorded += 1;
        self.records.push_back((self.recorded, record));
    }
}
