//! WeChat Pay in the world: calls, and acts of users through the control API.

use serde_json::{Value, json};

use super::World;
use crate::message::Push;
use crate::mock::call::{MockAnswer, MockCall};
use crate::mock::log::Trace;
use crate::mock::pay::keyring::PayKeyring;
use crate::mock::pay::notice::Notice;
use crate::mock::pay::{self, PayCall};
use crate::mock::pushes::{NewPush, Reach};

impl World {
    /// Answers a call to WeChat Pay.
    pub(in crate::mock) fn answer_pay(&mut self, call: &MockCall<'_>, keyring: &PayKeyring) -> MockAnswer {
        let now_ms = self.time(call.now_ms);
        let keys = match keyring.get() {
            Ok(keys) => keys,
            Err(reason) => {
                let json =
                    json!({ "code": "SYSTEM_ERROR", "message": format!("the mock has no keys: {reason}") });
                return MockAnswer { status: 500, errcode: 500, ..MockAnswer::json(&json) };
            }
        };
        let Self { books, dice, accounts, .. } = self;
        let appids: Vec<String> = accounts.values().map(|account| account.id.clone()).collect();
        let rid = dice.rid(call.now());
        let answer = pay::answer(PayCall { books, dice, keys, call, now_ms, appids: &appids });
        let account = keys.mchid.clone();
        let hidden = [keys.v2_key.expose(), keys.apiv3_key.expose()];
        let logged = MockCall { now_ms, ..call.clone() };
        self.log.push(&logged, &answer, Trace { account, rid }, hidden.into_iter());
        self.queue_notices();
        answer
    }

    /// Answers a call of the control API about WeChat Pay.
    pub(in crate::mock) fn control_pay(
        &mut self,
        asked: (&str, &str),
        body: &[u8],
        now_ms: u64,
    ) -> (u16, Value) {
        let now_ms = self.time(now_ms);
        let answer = pay::control::answer(&mut self.books, asked, body, now_ms, &mut self.dice);
        self.queue_notices();
        answer
    }

    /// Does what is due at WeChat Pay, which may cause notices.
    pub(super) fn advance_pay(&mut self, now_ms: u64) {
        let now_ms = self.time(now_ms);
        self.books.advance(now_ms, &mut self.dice);
        self.queue_notices();
    }

    /// Moves the new notices of the books to the queue of pushes.
    fn queue_notices(&mut self) {
        for notice in self.books.take_notices() {
            let Notice { account, kind, fields, about, due_ms, target } = notice;
            let push =
                NewPush { kind, user: about, fields, has_samples: false, due_ms, notice: Some(target) };
            self.pushes.add(&account, push, self.dice.number());
        }
    }

    /// Takes the notices to merchants that are due.
    pub(in crate::mock) fn take_due_notices(&mut self, now_ms: u64) -> Vec<Push> {
        let now_ms = self.time(now_ms);
        let reach = Reach { has_bot: false, aibots: &self.aibots };
        std::iter::from_fn(|| self.pushes.take_due(now_ms, &reach)).map(|due| due.push).collect()
    }

    /// Returns whether a path is one of the sandbox of WeChat Pay.
    pub(super) fn is_sandbox(path: &str) -> bool {
        path.starts_with("/sandboxnew/") || path.starts_with("/xdc/apiv2getsignkey/")
    }
}
