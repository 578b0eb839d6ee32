//! The accounts of 微信客服, their servicers, and the messages with customers (企业微信文档《微信客服》).

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::media::stable_id;
use super::suite::fill_secret;
use crate::message::Document;
use crate::secret::MASK;

/// The account of the examples in help.
pub(crate) const SAMPLE_ACCOUNT: &str = "wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q";
/// The customer of the examples in help.
pub(crate) const SAMPLE_CUSTOMER: &str = "wmAJ2GCAAAme1XQRC-NI-q0_ZM9ukoAw";
/// The `origin` of a customer's message.
const FROM_CUSTOMER: u64 = 3;
/// The number of messages that may be sent after one of the customer, and within how many seconds.
const MAX_SENT: u64 = 5;
const SEND_S: u64 = 48 * 3600;

/// The lifetime of a token in a push, in seconds.
const TOKEN_S: u64 = 600;
/// The maximum number of kept tokens.
const MAX_TOKENS: usize = 100;

/// The state of 微信客服.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct WorkKf {
    /// The accounts by `open_kfid`.
    pub(crate) accounts: BTreeMap<String, KfAccount>,
    /// All messages, oldest first; a cursor is a position here.
    pub(crate) messages: Vec<Value>,
    /// The sessions by account and customer.
    pub(crate) sessions: BTreeMap<String, KfSession>,
    pub(crate) made: u64,
    /// The numbers and times of the tokens in pushes, in seconds since 1970, oldest first.
    pub(crate) tokens: VecDeque<(u64, u64)>,
}

/// An account.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct KfAccount {
    pub(crate) name: String,
    pub(crate) media_id: String,
    /// The userids of those who serve it.
    pub(crate) servicers: BTreeSet<String>,
}

/// The session of a customer with an account.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct KfSession {
    /// 0 new, 1 served by the API, 2 in the queue, 3 served by a member, 4 ended.
    pub(crate) state: u64,
    pub(crate) servicer: String,
    /// The time of the customer's last message, in seconds since 1970.
    pub(crate) last: Option<u64>,
    /// The number of messages that were sent since.
    pub(crate) sent: u64,
}

impl WorkKf {
    /// Returns an account with a servicer, to which a customer has just written.
    pub(crate) fn new(now: u64) -> Self {
        let servicers = std::iter::once("zhangsan".to_owned()).collect();
        let account = KfAccount { name: "示例客服".to_owned(), media_id: String::new(), servicers };
        let mut kf = Self::default();
        kf.accounts.insert(SAMPLE_ACCOUNT.to_owned(), account);
        kf.receive(
            SAMPLE_ACCOUNT,
            SAMPLE_CUSTOMER,
            json!({ "msgtype": "text", "text": { "content": "你好" } }),
            now,
        );
        kf
    }

    /// Stores a message of a customer.
    pub(crate) fn receive(&mut self, account: &str, customer: &str, mut message: Value, now: u64) {
        message["msgid"] = json!(format!("kfmsg{:08}", self.next()));
        message["open_kfid"] = json!(account);
        message["external_userid"] = json!(customer);
        message["send_time"] = json!(now);
        message["origin"] = json!(FROM_CUSTOMER);
        self.messages.push(message);
        let session = self.session(account, customer);
        (session.last, session.sent) = (Some(now), 0);
        if session.state == 4 {
            session.state = 0;
        }
    }

    /// Returns the session of a customer with an account.
    pub(crate) fn session(&mut self, account: &str, customer: &str) -> &mut KfSession {
        self.sessions.entry(format!("{account}/{customer}")).or_default()
    }

    /// Returns the placeholder of a new token for `sync_msg`, which stands in the queue of pushes.
    pub(crate) fn issue_token(&mut self, now: u64) -> String {
        let number = self.next();
        if self.tokens.len() >= MAX_TOKENS {
            self.tokens.pop_front();
        }
        self.tokens.push_back((number, now));
        format!("{MASK}{number}")
    }

    fn token(company: &str, number: u64) -> String {
        stable_id(company, "kf_token", number, 48)
    }

    /// Puts the token into a push, in the place of its placeholder.
    pub(crate) fn fill(company: &str, push: &mut Document) {
        fill_secret(push, "Token", |number| Self::token(company, number));
    }

    /// Returns whether a token may be used. Before the first push any may.
    pub(crate) fn takes_token(&self, company: &str, token: &str, now: u64) -> bool {
        let is_meant = |(number, at): &(u64, u64)| {
            now.saturating_sub(*at) <= TOKEN_S && Self::token(company, *number) == token
        };
        token.is_empty() || self.tokens.is_empty() || self.tokens.iter().any(is_meant)
    }

    /// Returns an id for a new account or message.
    pub(crate) fn next(&mut self) -> u64 {
        self.made += 1;
        self.made
    }
}

impl KfSession {
    /// Returns whether another message may be sent: 5 in the 48 hours after one of the customer.
    pub(crate) fn may_send(&self, now: u64) -> bool {
        self.sent < MAX_SENT && self.last.is_some_and(|last| now.saturating_sub(last) <= SEND_S)
    }
}
