//! The pushes by which WeChat reports the result of a call, and the messages that the call has sent to a user.
//!
//! They are found by the path of a call that succeeded, so that a handler answers its call and nothing else.

use serde_json::{Value, json};

use super::{NewPush, PushQueue};
use crate::mock::rules::Rules;
use crate::mock::state::Account;
use crate::mock::state::conversation::{Message, Sender};
use crate::mock::state::openid::Openids;
use crate::random::SeededRandom;

/// A call that succeeded.
pub(in crate::mock) struct AnsweredCall<'a> {
    /// The path.
    pub(in crate::mock) path: &'a str,
    /// The parsed body.
    pub(in crate::mock) body: &'a Value,
    /// The answer.
    pub(in crate::mock) answer: &'a Value,
    /// The time, in milliseconds since 1970.
    pub(in crate::mock) now_ms: u64,
}

impl PushQueue {
    /// Adds the pushes about the result of a call, and stores the message that it has sent.
    pub(in crate::mock) fn add_results(
        &mut self,
        account: &mut Account,
        call: &AnsweredCall<'_>,
        rules: &Rules,
        dice: &mut SeededRandom,
    ) {
        if let Some(message) = call.message() {
            account.conversation.add(message);
        }
        for push in call.results(account, rules) {
            self.add_result(&account.id, push, dice.number());
        }
    }
}

impl AnsweredCall<'_> {
    fn text(&self, pointer: &str) -> String {
        self.body.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// Returns the message that the user now sees.
    fn message(&self) -> Option<Message> {
        let sent = |via: &str, kind: String, content: Value| {
            let (openid, via) = (self.text("/touser"), via.to_owned());
            Some(Message { openid, sender: Sender::Account, via, kind, content, at_ms: self.now_ms })
        };
        match self.path {
            "/cgi-bin/message/custom/send" => {
                let kind = self.text("/msgtype");
                let content = self.body.get(kind.as_str()).cloned().unwrap_or_default();
                sent("custom", kind, content)
            }
            "/cgi-bin/message/template/send"
            | "/cgi-bin/message/template/subscribe"
            | "/cgi-bin/message/subscribe/send"
            | "/cgi-bin/message/subscribe/bizsend" => {
                let content = json!({ "template_id": self.body["template_id"], "data": self.body["data"] });
                let via = if self.path.contains("/subscribe/") { "subscribe" } else { "template" };
                sent(via, "template".to_owned(), content)
            }
            _ => None,
        }
    }

    fn results(&self, account: &Account, rules: &Rules) -> Vec<NewPush> {
        let due_ms = self.now_ms.saturating_add(rules.push_after_ms);
        let result = |kind: &str, user: String, fields: Value| {
            vec![NewPush { kind: kind.to_owned(), user, fields, has_samples: false, due_ms, notice: None }]
        };
        match self.path {
            "/cgi-bin/message/template/send" => {
                let fields = json!({ "MsgID": self.answer["msgid"], "Status": rules.template_status });
                result("TEMPLATESENDJOBFINISH", self.text("/touser"), fields)
            }
            "/cgi-bin/message/subscribe/send" | "/cgi-bin/message/subscribe/bizsend" => {
                let item = json!({
                    "TemplateId": self.body["template_id"],
                    // The answer to an official account does not tell it.
                    "MsgID": account.mini.last_msgid(),
                    "ErrorCode": 0,
                    "ErrorStatus": "success",
                });
                let fields = json!({ "SubscribeMsgSentEvent": { "List": item } });
                result("subscribe_msg_sent_event", self.text("/touser"), fields)
            }
            "/cgi-bin/message/mass/send" | "/cgi-bin/message/mass/sendall" => {
                let Some(job) = account.mass.jobs.back() else { return Vec::new() };
                let user = assistant(account);
                let (kind, fields) = ("MASSSENDJOBFINISH".to_owned(), job.event());
                vec![NewPush { kind, user, fields, has_samples: false, due_ms: job.ends_ms, notice: None }]
            }
            "/cgi-bin/freepublish/submit" => {
                let Some(job) = account.articles.jobs.last() else { return Vec::new() };
                let user = assistant(account);
                let (kind, fields) = ("PUBLISHJOBFINISH".to_owned(), job.event());
                vec![NewPush { kind, user, fields, has_samples: false, due_ms: job.ends_ms, notice: None }]
            }
            "/wxa/media_check_async" => {
                let Some(check) = account.mini.checks.back() else { return Vec::new() };
                result("wxa_media_check", self.text("/openid"), check_fields(check))
            }
            "/customservice/kfsession/create" | "/customservice/kfsession/close" => {
                let is_closed = self.path.ends_with("close");
                let kind = if is_closed { "kf_close_session" } else { "kf_create_session" };
                // A session that goes on is not created again.
                let name = self.text("/kf_account");
                let is_new = account
                    .kf
                    .sessions
                    .values()
                    .any(|session| session.account == name && session.created == self.now_ms / 1000);
                if is_closed || is_new {
                    result(kind, self.text("/openid"), json!({ "KfAccount": name }))
                } else {
                    Vec::new()
                }
            }
            _ => Vec::new(),
        }
    }
}

/// The number of the user by whom results come that are about no follower: WeChat names an openid there too.
const ASSISTANT_INDEX: u64 = u64::MAX - 2;

fn assistant(account: &Account) -> String {
    Openids::of(&account.id).at(ASSISTANT_INDEX)
}

/// Returns the fields of the event about a check, without those that every event has.
fn check_fields(check: &Value) -> Value {
    let mut fields = check.clone();
    if let Some(members) = fields.as_object_mut() {
        for common in ["Event", "openid", "appid"] {
            members.shift_remove(common);
        }
    }
    fields
}
