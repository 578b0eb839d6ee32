//! The state of an account, and a call with checked parameters.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::call::Call;
use super::log::Log;
use super::menu::Menus;
use super::quota::UsedQuota;
use super::rules::Rules;
use super::shorten::ShortKeys;
use super::tags::FollowerData;
use super::ticket::Tickets;
use super::token::Tokens;
use crate::api::Endpoint;
use crate::random::SeededRandom;

/// The state of an official account, a mini-program, or an app of a company.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Account {
    /// The appid or corpid.
    pub(super) id: String,
    pub(super) tokens: Tokens,
    pub(super) tickets: Tickets,
    pub(super) menus: Menus,
    pub(super) people: FollowerData,
    pub(super) shortened: ShortKeys,
    pub(super) used: UsedQuota,
    /// The number of permanent QR codes.
    pub(super) permanent_codes: u64,
}

/// A call with checked parameters, as a handler gets it.
pub(super) struct CheckedCall<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) call: &'a Call<'a>,
    /// The body, or the fields of a form; `null` if there is no body.
    pub(super) body: Value,
    pub(super) rules: &'a Rules,
    pub(super) dice: &'a mut SeededRandom,
    pub(super) log: &'a Log,
}

impl Account {
    pub(super) fn new(id: &str) -> Self {
        Self { id: id.to_owned(), ..Self::default() }
    }
}

impl CheckedCall<'_> {
    /// Returns the time, in seconds since 1970.
    pub(super) fn now(&self) -> u64 {
        self.call.now()
    }

    /// Returns a string of the body, empty if it is missing. Accepts a number, as WeChat does.
    pub(super) fn text(&self, pointer: &str) -> String {
        match self.body.pointer(pointer) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// Returns a number of the body. Accepts a string of digits.
    pub(super) fn number(&self, pointer: &str) -> Option<u64> {
        match self.body.pointer(pointer)? {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// Returns the strings of a list in the body.
    pub(super) fn texts(&self, pointer: &str) -> Vec<String> {
        let list = self.body.pointer(pointer).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect()
    }
}
