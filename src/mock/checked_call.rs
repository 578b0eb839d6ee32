//! A call with checked parameters.

use serde_json::Value;

use super::call::MockCall;
use super::contents::Contents;
use super::form::File;
use super::log::Log;
use super::rules::Rules;
use super::state::company::Company;
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
    /// The company of the app; an empty one if the call is not one of WeCom.
    pub(super) company: &'a mut Company,
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

    /// Returns the numbers of a list in the body; also accepts strings of digits.
    pub(super) fn numbers(&self, pointer: &str) -> Vec<u64> {
        let list = self.body.pointer(pointer).and_then(Value::as_array);
        let number = |item: &Value| item.as_u64().or_else(|| item.as_str()?.trim().parse().ok());
        list.into_iter().flatten().filter_map(number).collect()
    }

    /// Returns a number of the query.
    pub(super) fn query_number(&self, name: &str) -> Option<u64> {
        self.call.value(name)?.trim().parse().ok()
    }

    /// Returns the strings of a list in the body.
    pub(super) fn texts(&self, pointer: &str) -> Vec<String> {
        let list = self.body.pointer(pointer).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect()
    }
}
