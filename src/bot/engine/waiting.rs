//! The rules that wait for the next message of a user, as the session remembers them.

use serde_json::{Value, json};

use super::MessageRun;
use crate::bot::info::scalar_text;
use crate::bot::rules::{Rule, WaitLimit};

/// The name of the rules that wait.
const WAITER_FIELD: &str = "waiter";
/// The name of the rules that waited last.
const LAST_WAITED_FIELD: &str = "last_waited";
/// The number of times that they have been waited on again.
const REWAIT_COUNT_FIELD: &str = "rewait_count";
/// The time limit of the wait: `{"since": ms since 1970, "within": ms, "late": NAME}`.
const WAIT_LIMIT_FIELD: &str = "wait_limit";

impl<'a> MessageRun<'a> {
    /// Returns the rules that wait for this message, and takes them from the session: those that were waited on, or
    /// those for an answer that comes too late.
    pub(super) fn take_waiting(&mut self) -> &'a [Rule] {
        let book = self.book;
        let session = &mut self.info.session;
        // Most users have no conversation.
        if session.is_empty() {
            return &[];
        }
        let Some(name) = session.shift_remove(WAITER_FIELD).map(|name| scalar_text(&name)) else {
            session.shift_remove(REWAIT_COUNT_FIELD);
            return &[];
        };
        let count = session.get(REWAIT_COUNT_FIELD).and_then(Value::as_u64);
        self.info.rewait_count = count.unwrap_or_default();
        self.info.session.insert(LAST_WAITED_FIELD.to_owned(), json!(name));
        if self.is_late() {
            let limit = self.info.session.get(WAIT_LIMIT_FIELD);
            let late = limit.and_then(|limit| limit.get("late")).and_then(Value::as_str).map(str::to_owned);
            return late.map_or(&[], |late| book.waiting(&late));
        }
        let rules = book.waiting(&name);
        self.list_is_open = rules.iter().any(|rule| rule.of_list);
        rules
    }

    /// Returns whether the message comes after the time limit of the wait.
    fn is_late(&self) -> bool {
        let Some(limit) = self.info.session.get(WAIT_LIMIT_FIELD) else { return false };
        let number = |name| limit.get(name).and_then(Value::as_u64);
        let (Some(since), Some(within)) = (number("since"), number("within")) else { return false };
        self.info.arrival.now_ms > since.saturating_add(within)
    }

    /// Waits for the user's next message.
    pub(super) fn wait(&mut self, name: &str, limit: Option<&WaitLimit>) {
        let session = &mut self.info.session;
        session.insert(WAITER_FIELD.to_owned(), json!(name));
        session.shift_remove(REWAIT_COUNT_FIELD);
        session.shift_remove(WAIT_LIMIT_FIELD);
        if let Some(WaitLimit { within_ms, late }) = limit {
            let limit = json!({ "since": self.info.arrival.now_ms, "within": within_ms, "late": late });
            session.insert(WAIT_LIMIT_FIELD.to_owned(), limit);
        }
    }

    /// Waits again on the rules that were waited on last; the time limit starts anew.
    pub(super) fn rewait(&mut self) {
        self.wait_on(1);
        let now_ms = self.info.arrival.now_ms;
        if let Some(Value::Object(limit)) = self.info.session.get_mut(WAIT_LIMIT_FIELD) {
            limit.insert("since".to_owned(), json!(now_ms));
        }
    }

    fn wait_on(&mut self, more: u64) {
        if let Some(name) = self.info.session.get(LAST_WAITED_FIELD).cloned() {
            self.info.session.insert(WAITER_FIELD.to_owned(), name);
            let count = self.info.rewait_count + more;
            self.info.session.insert(REWAIT_COUNT_FIELD.to_owned(), json!(count));
        }
    }

    /// Ends the wait: no further rule that waited is tried.
    pub(super) fn resolve(&mut self) {
        self.wait_ended = true;
        self.forget_wait();
        self.info.rewait_count = 0;
    }

    /// Keeps a list open until a rule resolves it or waits for something else (npm `wechat`, `List`), and removes the
    /// fields that have no use while no rule waits.
    pub(super) fn end_waiting(&mut self) {
        if self.info.session.is_empty() || self.info.session.contains_key(WAITER_FIELD) {
            return;
        }
        if self.list_is_open && !self.wait_ended {
            self.wait_on(0);
        } else {
            self.forget_wait();
        }
    }

    fn forget_wait(&mut self) {
        for field in [WAITER_FIELD, LAST_WAITED_FIELD, REWAIT_COUNT_FIELD, WAIT_LIMIT_FIELD] {
            self.info.session.shift_remove(field);
        }
    }
}
