//! The mock of WeChat beside a conversation: it learns what users do, and tells what the bot sends them by the API.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use serde_json::{Value, json};
use url::Url;

use super::{Chat, exchange};
use crate::http::{Client, Request};
use crate::message::{Document, INVALID_REPLY, NO_REPLY, Push, json as message_json};
use crate::mock::{DeliveredPush, Delivery, PassiveReply};

/// The time limit for an answer of the mock, which is in this process.
const TIMEOUT: Duration = Duration::from_secs(10);
/// The maximum size of an answer of the mock, in bytes.
const MAX_BYTES: usize = 32 << 20;
/// The fields of a message that are not told to the mock, which has its own.
const OWN_FIELDS: [&str; 5] = ["ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId"];

/// A mock that serves the API to the bot.
pub(crate) struct ChatMock {
    url: Url,
    client: Client,
    appid: String,
    /// The time of the last message that was seen, in milliseconds since 1970, and the number of those at that time.
    seen: Cell<(u64, usize)>,
    /// `true` while messages are fetched.
    is_reading: Cell<bool>,
    /// `true` if the mock was called meanwhile.
    is_called: Cell<bool>,
    menu: RefCell<Option<Value>>,
}

impl ChatMock {
    /// Returns the mock at this address, for the account with this appid.
    pub(crate) fn new(url: Url, client: Client, appid: String) -> Self {
        let (is_reading, is_called) = (Cell::new(false), Cell::new(false));
        Self { url, client, appid, seen: Cell::new((0, 0)), is_reading, is_called, menu: RefCell::new(None) }
    }

    /// Returns the openids of users by their numbers, from 1: those of the mock's followers.
    pub(super) fn openids(&self) -> Box<dyn Fn(usize) -> String> {
        let appid = self.appid.clone();
        Box::new(move |number| crate::mock::follower(&appid, number as u64 - 1))
    }

    /// Returns the menu that the account has on the mock.
    pub(super) fn menu(&self) -> Option<Value> {
        self.menu.borrow().clone()
    }

    /// Calls the control API; `None` without an answer.
    async fn control(&self, method: &'static str, name: &str, body: Option<Value>) -> Option<Value> {
        let request = Request {
            method,
            url: self.url.join(&format!("/__webot/{name}")).ok()?,
            headers: Vec::new(),
            body: body.map(|body| body.to_string().into_bytes()).unwrap_or_default(),
            form: None,
            hidden: Vec::new(),
        };
        let received = self.client.send(&request, TIMEOUT, MAX_BYTES).await.ok()?;
        serde_json::from_slice(&received.body).ok()
    }

    /// Tells the mock what a user does, because it decides what the account may send to the user.
    pub(super) async fn note(&self, push: &Document) {
        let openid = push.get("FromUserName").unwrap_or_default();
        let mut act = json!({ "openid": openid, "appid": self.appid, "push": false });
        match (push.get("MsgType"), push.get("Event")) {
            (Some("event"), Some("subscribe")) => act["action"] = json!("follow"),
            (Some("event"), Some("unsubscribe")) => act["action"] = json!("unfollow"),
            (Some("event"), Some("SCAN")) => act["action"] = json!("scan"),
            (Some("event"), Some("CLICK" | "scancode_push" | "scancode_waitmsg")) => {
                act["action"] = json!("menu");
            }
            (Some("event") | None, _) => return,
            (Some(kind), _) => {
                act["action"] = json!("message");
                act["kind"] = json!(kind);
                if let ("text", Some(content)) = (kind, push.get("Content")) {
                    act["text"] = json!(content);
                    self.control("POST", "act", Some(act)).await;
                    return;
                }
                let mut fields = push.clone();
                fields.0.retain(|element| !OWN_FIELDS.contains(&&*element.name));
                act["fields"] = message_json::to_json(&fields.0);
            }
        }
        self.control("POST", "act", Some(act)).await;
    }

    /// Returns the messages of the account that are new, but for replies.
    async fn new_messages(&self) -> Vec<Value> {
        let Some(Value::Array(messages)) = self.control("GET", "messages", None).await else {
            return Vec::new();
        };
        let (last_ms, mut known) = self.seen.get();
        let mut new = Vec::new();
        for message in messages {
            let at_ms = message["at_ms"].as_u64().unwrap_or_default();
            if at_ms < last_ms || (at_ms == last_ms && known > 0) {
                known -= usize::from(at_ms == last_ms);
                continue;
            }
            let (seen_ms, count) = self.seen.get();
            self.seen.set((at_ms, if at_ms == seen_ms { count + 1 } else { 1 }));
            if message["from"] == "account" && message["via"] != "reply" {
                new.push(message);
            }
        }
        new
    }

    /// Reads the menu of the account; returns whether it has changed.
    async fn read_menu(&self) -> bool {
        let Some(state) = self.control("GET", "state", None).await else { return false };
        let accounts = state["accounts"].as_array();
        let own = accounts.and_then(|accounts| accounts.iter().find(|account| account["id"] == *self.appid));
        let button = own.map(|account| &account["menu"]["button"]).filter(|button| button.is_array());
        let menu = button.map(|button| json!({ "button": button }));
        let has_changed = *self.menu.borrow() != menu;
        *self.menu.borrow_mut() = menu;
        has_changed
    }
}

impl Chat {
    /// Shows what a call of the bot has changed on the mock.
    pub(crate) fn mock_called(self: &Rc<Self>, path: &str) {
        let Some(mock) = &self.settings.mock else { return };
        if !path.contains("/message/") && !path.contains("/menu/") {
            return;
        }
        mock.is_called.set(true);
        if mock.is_reading.replace(true) {
            return;
        }
        let chat = Rc::clone(self);
        tokio::task::spawn_local(async move {
            let Some(mock) = &chat.settings.mock else { return };
            while mock.is_called.replace(false) {
                for message in mock.new_messages().await {
                    let openid = message["openid"].as_str().unwrap_or_default().to_owned();
                    let shown = exchange::from_account(&message);
                    chat.feed.put(chat.feed.new_id(), &openid, shown, None);
                }
                if mock.read_menu().await {
                    chat.show_state();
                }
            }
            mock.is_reading.set(false);
        });
    }

    /// Delivers a push that the mock has caused, such as the result of a template message.
    pub(crate) fn deliver_of_mock(
        self: Rc<Self>,
        push: Push,
    ) -> Pin<Box<dyn Future<Output = DeliveredPush>>> {
        Box::pin(async move {
            let at_ms = self.settings.system.now_ms();
            let Some((exchanges, judged)) = self.send(&push).await else { return DeliveredPush::default() };
            let verdict = judged.verdict;
            let deliveries = exchanges
                .iter()
                .map(|exchange| Delivery {
                    at_ms,
                    status: exchange.result.as_ref().ok().map(|response| response.answer.status),
                    elapsed_ms: exchange.elapsed_ms(),
                    error: exchange.result.as_ref().err().map(|failure| failure.name().to_owned()),
                })
                .collect();
            let in_time = exchanges.get(judged.number).is_some_and(|exchange| exchange.in_time);
            let is_accepted = in_time && verdict.is_accepted();
            let has_reply = ![NO_REPLY, INVALID_REPLY].contains(&verdict.reply_type.as_str());
            let reply = (is_accepted && has_reply).then(|| PassiveReply {
                reply_type: verdict.reply_type.clone(),
                fields: verdict.json.clone().unwrap_or_else(|| message_json::to_json(&verdict.fields.0)),
            });
            DeliveredPush { deliveries, is_accepted, reply, findings: Vec::new() }
        })
    }
}
