//! The page of `webot listen`: its entries are the pushes of the relay, and it sends them again.

use std::cell::RefCell;
use std::future::ready;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

use super::again::again;
use super::log::push_json;
use super::said::{Mark, mark, remarks, reply_text};
use crate::commands::ui::{OfEntry, no_entry, values, wrong_call};
use crate::lang::{Lang, Said};
use crate::message::{Severity, json as message_json, xml};
use crate::page::{CallError, Feed, FeedItem, Host, bilingual, cut};
use crate::relay::{RelayEvent, RelayedPush, Resend};
use crate::secret::mask_foreign;
use crate::system::System;
use crate::text::{self, words};

/// The facts that the page shows beside the pushes.
pub(super) struct PageStart<'a> {
    /// The address of webot.
    pub url: &'a str,
    /// The destination of pushes.
    pub destination: &'a str,
    /// The file that pushes are recorded in.
    pub recording: Option<String>,
    /// `true` if signatures are not verified.
    pub is_unverified: bool,
}

/// The page.
pub(super) struct ListenPage {
    feed: Arc<Feed>,
    /// Takes the pushes that are sent again.
    resends: mpsc::Sender<Resend>,
    system: System,
    state: RefCell<Value>,
    /// The number of reports that were lost.
    lost: RefCell<u64>,
}

/// A push in the feed.
#[derive(Debug)]
struct PushItem(Arc<RelayedPush>);

impl ListenPage {
    /// Returns the page with its state at the start.
    pub(super) fn new(
        start: &PageStart<'_>,
        feed: Arc<Feed>,
        resends: mpsc::Sender<Resend>,
        system: System,
    ) -> Rc<Self> {
        let problem = start.is_unverified.then(|| problem(|| words().listen.no_token.to_owned()));
        let state = json!({
            "page": "listen",
            "version": env!("CARGO_PKG_VERSION"),
            "keeps": feed.max_entries(),
            "url": start.url,
            "destination": start.destination,
            "file": start.recording,
            "problem": problem,
        });
        feed.set_state(&state);
        Rc::new(Self { feed, resends, system, state: RefCell::new(state), lost: RefCell::new(0) })
    }

    /// Shows an event.
    pub(super) fn show(&self, event: &RelayEvent) {
        match event {
            RelayEvent::Push(push) => self.feed.add(Arc::new(PushItem(Arc::clone(push)))),
            RelayEvent::NotRecorded(reason) => {
                let file = self.state.borrow()["file"].as_str().unwrap_or_default().to_owned();
                self.set_problem(&problem(|| (words().listen.not_recorded)(&file, reason)));
            }
            RelayEvent::RecordsAgain(missing) => {
                self.set_problem(&problem(|| (words().listen.records_again)(*missing)));
            }
            RelayEvent::Lost(count) => {
                let lost = {
                    let mut lost = self.lost.borrow_mut();
                    *lost += count;
                    *lost
                };
                self.set_problem(&problem(|| (words().serve.lost)(lost)));
            }
        }
    }

    fn set_problem(&self, problem: &Value) {
        let mut state = self.state.borrow_mut();
        state["problem"] = problem.clone();
        self.feed.set_state(&state);
    }

    fn answer(&self, name: &str, given: &[u8]) -> Result<Value, CallError> {
        if !["resend", "entry"].contains(&name) {
            return Err(wrong_call(name));
        }
        let OfEntry { entry } = values(given)?;
        let item = self.feed.item::<PushItem>(entry).ok_or_else(no_entry)?;
        if name == "entry" {
            return Ok(item.whole());
        }
        let view = || &words().listen_view;
        if item.0.recorded.body.is_cut() {
            return Err(CallError(Lang::both(|| view().cut.to_owned())));
        }
        let resend = again(&item.0, self.system)
            .map_err(|error| CallError(Lang::both(|| text::error(&error).message)))?;
        match self.resends.try_send(resend) {
            Ok(()) => Ok(json!({})),
            Err(TrySendError::Full(_)) => Err(CallError(Lang::both(|| view().busy.to_owned()))),
            Err(TrySendError::Closed(_)) => Err(CallError(Lang::both(|| words().ui.ends.to_owned()))),
        }
    }
}

/// Returns a sentence for the banner of the page.
fn problem(sentence: impl Fn() -> String) -> Value {
    bilingual(Lang::both(|| Said::new(sentence())))
}

impl Host for ListenPage {
    fn call(
        self: Rc<Self>,
        name: String,
        given: Vec<u8>,
    ) -> Pin<Box<dyn Future<Output = Result<Value, CallError>>>> {
        Box::pin(ready(self.answer(&name, &given)))
    }
}

impl FeedItem for PushItem {
    fn bytes(&self) -> usize {
        self.0.bytes()
    }

    fn shown(&self) -> Value {
        cut(self.whole())
    }
}

impl PushItem {
    /// Returns the entry with whole texts: the line of `--json`, and the rest of what the full-screen view shows.
    fn whole(&self) -> Value {
        let push = &*self.0;
        let recorded = &push.recorded;
        let mut entry = push_json(push);
        entry["type"] = json!("push");
        entry["mark"] = json!(match mark(push, &remarks(push)) {
            Mark::Good => "good",
            Mark::Remarkable => "noted",
            Mark::Bad => "bad",
            Mark::None => "",
        });
        entry["resent"] =
            json!(push.resent.map(|resent| json!({ "of": resent.of, "signed": resent.is_signed })));
        entry["can_resend"] = json!(!recorded.body.is_cut());
        entry["method"] = json!(recorded.method);
        entry["push"] = message_json::to_json(&recorded.document().0);
        if recorded.message.is_some() {
            entry["request"] = json!(String::from_utf8_lossy(&recorded.body.bytes()));
        }
        if let Some(answer) = &recorded.answer {
            entry["raw"] = json!(String::from_utf8_lossy(&answer.body.bytes()));
            entry["decrypted"] = json!(answer.reply);
        }
        if let (Some(verdict), Some(answer)) = (&push.verdict, &recorded.answer) {
            // What is recorded has pseudonyms, if they are wanted; the verdict has the ids of users.
            entry["reply_fields"] = fields(&reply_text(answer));
            entry["acknowledges"] = json!(verdict.family.acknowledges());
        }
        entry["said"] = self.said();
        entry
    }

    /// Returns the remarks in both languages.
    fn said(&self) -> Value {
        let token = self.0.credentials.token.expose();
        let known = Some(token).filter(|token| !token.is_empty());
        let mask = |said: Said| Said { message: mask_foreign(&said.message, known), ..said };
        let [en, zh] = Lang::both(|| remarks(&self.0));
        let both =
            en.into_iter().zip(zh).map(|((severity, en), (_, zh))| remark(severity, [mask(en), mask(zh)]));
        both.collect()
    }
}

/// Returns the fields of a reply.
fn fields(reply: &str) -> Value {
    let read = xml::read(reply).ok().map(|read| message_json::to_json(&read.document.0));
    read.or_else(|| serde_json::from_str(reply).ok()).unwrap_or_default()
}

fn remark(severity: Severity, said: [Said; 2]) -> Value {
    json!({ "severity": severity.name(), "said": bilingual(said) })
}
