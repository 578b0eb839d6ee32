//! One account: its tokens, and all that was done with them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::call::Call;
use super::log::Log;
use super::menu::Menus;
use super::quota::Used;
use super::rules::Rules;
use super::shorten::Shortened;
use super::tags::People;
use super::ticket::Tickets;
use super::token::Tokens;
use crate::api::Endpoint;
use crate::random::SeededRandom;

/// One account, or one app of a company.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Account {
    /// The appid or corpid.
    pub(super) id: String,
    pub(super) tokens: Tokens,
    pub(super) tickets: Tickets,
    pub(super) menus: Menus,
    pub(super) people: People,
    pub(super) shortened: Shortened,
    pub(super) used: Used,
    /// How many permanent QR codes there are.
    pub(super) permanent_codes: u64,
}

/// A call that has passed the checks, and what it may use.
pub(super) struct Asked<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) call: &'a Call<'a>,
    /// The body, or the fields of a form; `null` where there is none.
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

impl Asked<'_> {
    /// The time, in seconds.
    pub(super) fn now(&self) -> u64 {
        self.call.now()
    }

    /// A text of the body, empty where it is not there; a number is taken for its digits, as WeChat does.
    pub(super) fn text(&self, pointer: &str) -> String {
        match self.body.pointer(pointer) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// A number of the body, in digits or quoted.
    pub(super) fn number(&self, pointer: &str) -> Option<u64> {
        match self.body.pointer(pointer)? {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// A list of texts of the body.
    pub(super) fn texts(&self, pointer: &str) -> Vec<String> {
        let list = self.body.pointer(pointer).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect()
    }
}
