//! A call with checked parameters.

use serde_json::Value;

use super::call::MockCall;
use super::contents::Contents;
use super::form::File;
use super::log::Log;
use super::rules::Rules;
use crate::api::Endpoint;
use crate::random::SeededRandom;

/// A call with checked parameters, as a handler gets it.
pub(super) struct CheckedCall<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) call: &'a MockCall<'a>,
    /// The body, or the fields of a form; `null` if there is no body.
    pub(super) body: Value,
    /// The files of a form.
    pub(super) files: Vec<File>,
    pub(super) contents: &'a mut Contents,
    pub(super) rules: &'a Rules,
    pub(super) dice: &'a mut SeededRandom,
    pub(super) log: &'a Log,
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
