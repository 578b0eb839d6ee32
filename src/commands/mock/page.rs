//! The page of `webot mock`: its entries are the calls and the pushes of the log, and it shows the state of the world,
//! in which it lets users act through the control API.

use std::cell::RefCell;
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::sync::{Notify, mpsc, oneshot};

use super::log::cause;
use crate::commands::ui::{OfEntry, no_entry, values, wrong_call};
use crate::lang::{Lang, Said};
use crate::message::{Platform, catalogue};
use crate::mock::{ControlCall, LogLine, QueuedPush, ServedCall};
use crate::page::{CallError, Feed, FeedItem, Host, bilingual, cut, json_bytes};
use crate::text::words;

/// The number of calls that wait for the world.
const MAX_WAITING_CONTROLS: usize = 64;
/// The shortest time between two readings of the state.
const REFRESH_INTERVAL: Duration = Duration::from_millis(200);
/// The maximum number of orders that are shown, those that are not paid first.
const MAX_ORDERS: usize = 50;
/// The members of an account that are shown.
const ACCOUNT_MEMBERS: [&str; 6] = ["id", "access_tokens", "followers", "users", "menu", "tags"];
/// The members of an order that are shown.
const ORDER_MEMBERS: [&str; 7] =
    ["out_trade_no", "description", "amount", "trade_state", "trade_state_desc", "success_time", "refunds"];
/// The calls of the page that the control API answers under the same names.
const ACTS: [&str; 3] = ["act", "scan", "push"];

/// The facts that the page shows beside the log.
pub(super) struct PageStart<'a> {
    /// The address of the mock.
    pub url: &'a str,
    /// The bot that gets pushes.
    pub bot: Option<&'a str>,
}

/// The page.
pub(super) struct MockPage {
    feed: Arc<Feed>,
    controls: mpsc::Sender<ControlCall>,
    changed: Notify,
    start: Value,
    /// The state as it was last shown.
    shown: RefCell<Value>,
}

/// A payment of a user.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Payment {
    out_trade_no: String,
    result: String,
}

/// A call in the feed.
#[derive(Debug)]
struct CallItem(ServedCall);

/// A push in the feed.
#[derive(Debug)]
struct PushItem(Value);

/// Runs a mock, and keeps the state of its page up to date.
pub(super) async fn refreshing<T>(page: Option<&MockPage>, work: impl Future<Output = T>) -> T {
    let Some(page) = page else { return work.await };
    tokio::select! {
        done = work => done,
        never = page.refresh() => match never {},
    }
}

impl MockPage {
    /// Returns the page, and its calls of the control API, which the mock answers.
    pub(super) fn new(start: &PageStart<'_>, feed: Arc<Feed>) -> (Rc<Self>, mpsc::Receiver<ControlCall>) {
        let (controls, calls) = mpsc::channel(MAX_WAITING_CONTROLS);
        let start = json!({
            "page": "mock",
            "version": env!("CARGO_PKG_VERSION"),
            "keeps": feed.max_entries(),
            "url": start.url,
            "bot": start.bot,
        });
        feed.set_state(&start);
        let (changed, shown) = (Notify::new(), RefCell::default());
        (Rc::new(Self { feed, controls, changed, start, shown }), calls)
    }

    /// Shows a line of the log.
    pub(super) fn show(&self, line: &LogLine<'_>, now_ms: u64) {
        match line {
            LogLine::Call(call) => self.feed.add(Arc::new(CallItem((*call).clone()))),
            LogLine::Push(push) => self.feed.add(Arc::new(PushItem(push_entry(push, now_ms)))),
            LogLine::Control => {}
        }
        self.changed.notify_one();
    }

    async fn refresh(&self) -> Infallible {
        loop {
            self.show_state().await;
            self.changed.notified().await;
            // What follows at once is shown together.
            tokio::time::sleep(REFRESH_INTERVAL).await;
        }
    }

    /// Shows the state if it has changed.
    async fn show_state(&self) {
        let world = self.control("GET", "state".to_owned(), None).await;
        let pay = self.control("GET", "pay".to_owned(), None).await;
        let (Some((200, world)), Some((200, pay))) = (world, pay) else { return };
        let mut state = self.start.clone();
        let accounts = world["accounts"].as_array().into_iter().flatten();
        state["accounts"] = accounts.map(|account| picked(account, &ACCOUNT_MEMBERS)).collect();
        state["undelivered"] = world["pushes"]["undelivered"].clone();
        state["ahead_s"] = world["ahead_s"].clone();
        let mut orders: Vec<&Value> = pay["orders"].as_array().into_iter().flatten().collect();
        orders.sort_by_key(|order| !is_payable(order));
        state["order_count"] = json!(orders.len());
        state["orders"] = orders.iter().take(MAX_ORDERS).map(|order| picked(order, &ORDER_MEMBERS)).collect();
        if *self.shown.borrow() != state {
            self.feed.set_state(&state);
            *self.shown.borrow_mut() = state;
        }
    }

    /// Calls the control API; `None` if the mock ends.
    async fn control(&self, method: &'static str, name: String, body: Option<Value>) -> Option<(u16, Value)> {
        let (answer, answered) = oneshot::channel();
        let body = body.map(|body| body.to_string().into_bytes()).unwrap_or_default();
        self.controls.send(ControlCall { method, name, body, answer }).await.ok()?;
        answered.await.ok()
    }

    /// Lets a user act.
    async fn act(&self, name: String, body: Value) -> Result<Value, CallError> {
        match self.control("POST", name, Some(body)).await {
            Some((200, done)) => Ok(picked(&done, &["pushed", "not_pushed", "trade_state"])),
            Some((_, refused)) => {
                let reason = refused["error"].as_str().unwrap_or_default();
                Err(CallError(Lang::both(|| (words().ui.refused)(reason))))
            }
            None => Err(CallError(Lang::both(|| words().ui.ends.to_owned()))),
        }
    }

    async fn answer(&self, name: &str, given: &[u8]) -> Result<Value, CallError> {
        match name {
            "kinds" => Ok(kinds()),
            "entry" => {
                let OfEntry { entry } = values(given)?;
                let whole = self.feed.item::<CallItem>(entry).map(|item| item.whole());
                let push = || self.feed.item::<PushItem>(entry).map(|item| item.0.clone());
                whole.or_else(push).ok_or_else(no_entry)
            }
            "pay" => {
                let Payment { out_trade_no, result } = values(given)?;
                self.act(format!("pay/{out_trade_no}"), json!({ "result": result })).await
            }
            name if ACTS.contains(&name) => {
                let given: Map<String, Value> = values(given)?;
                self.act(name.to_owned(), given.into()).await
            }
            name => Err(wrong_call(name)),
        }
    }
}

/// Returns whether a user can still pay an order.
fn is_payable(order: &Value) -> bool {
    ["NOTPAY", "USERPAYING"].iter().any(|state| order["trade_state"] == *state)
}

/// Returns an object with these members of another one.
fn picked(object: &Value, names: &[&str]) -> Value {
    let member = |name: &&str| object.get(*name).map(|value| ((*name).to_owned(), value.clone()));
    names.iter().filter_map(member).collect::<Map<_, _>>().into()
}

/// Returns the kinds of pushes that the control API takes for followers.
fn kinds() -> Value {
    let own = catalogue::kinds().filter(|kind| kind.family.platform() == Platform::Official);
    let kind = |kind: crate::message::Kind| {
        let family = kind.family.title();
        json!({
            "name": kind.name,
            "family": { "en": family.en, "zh": family.zh },
            "title": { "en": kind.title.en, "zh": kind.title.zh },
        })
    };
    json!({ "kinds": own.map(kind).collect::<Vec<_>>() })
}

impl Host for MockPage {
    fn call(
        self: Rc<Self>,
        name: String,
        given: Vec<u8>,
    ) -> Pin<Box<dyn Future<Output = Result<Value, CallError>>>> {
        Box::pin(async move { self.answer(&name, &given).await })
    }
}

/// Returns the entry of a delivered push: what the control API tells of it.
fn push_entry(push: &QueuedPush, now_ms: u64) -> Value {
    let mut entry = push.shown();
    // Its number is not that of the entry.
    entry["number"] = entry["id"].take();
    entry["type"] = json!("delivered");
    entry["time_ms"] = json!(now_ms);
    entry["user"] = json!(push.user);
    entry
}

impl FeedItem for PushItem {
    fn bytes(&self) -> usize {
        json_bytes(&self.0)
    }

    fn shown(&self) -> Value {
        cut(self.0.clone())
    }
}

impl FeedItem for CallItem {
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.0.path.len() + self.0.logged.as_ref().map_or(0, json_bytes)
    }

    fn shown(&self) -> Value {
        cut(self.whole())
    }
}

impl CallItem {
    /// Returns the entry with whole texts.
    fn whole(&self) -> Value {
        let ServedCall { at_ms, method, path, errcode, status, ms, causes, warnings, fault, logged } =
            &self.0;
        let is_fine = *errcode == Some(0) && (200..300).contains(status) && fault.is_none();
        let mark = match warnings.as_slice() {
            _ if !is_fine => "bad",
            [] => "good",
            _ => "noted",
        };
        let mut said: Vec<Value> = Vec::new();
        let mut add = |severity: &str, text: &dyn Fn() -> String| {
            let both = bilingual(Lang::both(|| Said::new(text())));
            said.push(json!({ "severity": severity, "said": both }));
        };
        for reason in causes {
            add("error", &|| cause(reason));
        }
        for warning in warnings {
            add("warning", &|| (words().mock.pay_warning)(*warning).to_owned());
        }
        if let Some(fault) = fault {
            add("error", &|| (words().mock.frame_fault)(*fault));
        }
        let mut entry = json!({
            "type": "call",
            "time_ms": at_ms,
            "method": method,
            "path": path,
            "errcode": errcode,
            "status": status,
            "ms": ms,
            "mark": mark,
            "said": said,
        });
        if let (Some(logged), Some(members)) = (logged.as_ref(), entry.as_object_mut()) {
            for name in ["host", "account", "query", "body", "rid", "answer"] {
                members.insert(name.to_owned(), logged[name].clone());
            }
        }
        entry
    }
}
