//! The page of `webot serve`: its entries are the messages of the log, with the rule and the reply.

use std::cell::RefCell;
use std::future::ready;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::bot::serve::{LogEntry, LoggedExchange, ServerEvent};
use crate::commands::ui::{OfEntry, no_entry, values, wrong_call};
use crate::lang::{Lang, Said};
use crate::message::{Document, NO_REPLY, json as message_json, xml};
use crate::page::{CallError, Feed, FeedItem, Host, bilingual, cut};
use crate::text::{Explain as _, words};

/// The page.
pub(super) struct ServePage {
    feed: Arc<Feed>,
    state: RefCell<Value>,
}

/// A request in the feed.
#[derive(Debug)]
struct RequestItem {
    /// The line of `--json`, in English and in Chinese.
    lines: [Vec<u8>; 2],
    /// `true` if the lines tell of a refusal or a failure.
    is_wrong: bool,
    exchange: Option<Arc<LoggedExchange>>,
}

impl ServePage {
    /// Returns the page with its state at the start.
    pub(super) fn new(url: &str, file: &str, rules: usize, feed: Arc<Feed>) -> Rc<Self> {
        let state = json!({
            "page": "serve",
            "version": env!("CARGO_PKG_VERSION"),
            "keeps": feed.max_entries(),
            "url": url,
            "file": file,
            "rules": rules,
        });
        feed.set_state(&state);
        Rc::new(Self { feed, state: RefCell::new(state) })
    }

    /// Shows the events of the server.
    pub(super) fn show(&self, events: &[ServerEvent]) {
        for event in events {
            match event {
                ServerEvent::Request(entry) => self.feed.add(Arc::new(RequestItem::new(entry))),
                ServerEvent::Reloaded(rules) => {
                    self.set(&[("rules", json!(rules)), ("problem", Value::Null)]);
                }
                ServerEvent::ReloadFailed(problems) => {
                    let said = Lang::both(|| {
                        let said = problems.iter().map(crate::bot::Problem::explain);
                        Said {
                            hints: said.map(|said| said.message).collect(),
                            ..Said::new(words().serve.broken)
                        }
                    });
                    self.set(&[("problem", bilingual(said))]);
                }
                ServerEvent::EntriesDropped(count) => {
                    let said = Lang::both(|| Said::new((words().serve.lost)(*count)));
                    self.set(&[("problem", bilingual(said))]);
                }
            }
        }
    }

    fn set(&self, members: &[(&str, Value)]) {
        let mut state = self.state.borrow_mut();
        for (name, value) in members {
            state[*name] = value.clone();
        }
        self.feed.set_state(&state);
    }

    fn answer(&self, name: &str, given: &[u8]) -> Result<Value, CallError> {
        if name != "entry" {
            return Err(wrong_call(name));
        }
        let OfEntry { entry } = values(given)?;
        Ok(self.feed.item::<RequestItem>(entry).ok_or_else(no_entry)?.whole())
    }
}

impl Host for ServePage {
    fn call(
        self: Rc<Self>,
        name: String,
        given: Vec<u8>,
    ) -> Pin<Box<dyn Future<Output = Result<Value, CallError>>>> {
        Box::pin(ready(self.answer(&name, &given)))
    }
}

impl FeedItem for RequestItem {
    fn bytes(&self) -> usize {
        let exchange =
            self.exchange.as_ref().map_or(0, |exchange| exchange.message.len() + exchange.reply.len());
        size_of::<Self>() + self.lines.iter().map(Vec::len).sum::<usize>() + exchange
    }

    fn shown(&self) -> Value {
        cut(self.whole())
    }
}

impl RequestItem {
    fn new(entry: &LogEntry) -> Self {
        let line = || {
            let mut line = Vec::new();
            entry.json(&mut line, words().serve.failure, words().serve.refusal);
            line
        };
        let is_wrong = entry.rejected.is_some() || !entry.failures.is_empty();
        // Most lines have no sentence.
        let lines = if is_wrong { Lang::both(line) } else { [line(), Vec::new()] };
        Self { lines, is_wrong, exchange: entry.exchange.clone() }
    }

    /// Returns the entry with whole texts.
    fn whole(&self) -> Value {
        let [mut entry, zh] =
            self.lines.each_ref().map(|line| serde_json::from_slice(line).unwrap_or(Value::Null));
        entry["type"] = json!("answered");
        entry["time_ms"] = entry["at"].take();
        entry["mark"] = json!(if self.is_wrong { "bad" } else { "good" });
        entry["said"] = sentences(&entry).into_iter().zip(sentences(&zh)).map(remark).collect();
        let Some(exchange) = &self.exchange else { return entry };
        entry["push"] = message_json::to_json(&read(&exchange.message).unwrap_or_default().0);
        entry["message"] = json!(String::from_utf8_lossy(&exchange.message));
        if entry["reply"].is_null() && entry["refused"].is_null() {
            entry["reply"] = json!(NO_REPLY);
        }
        if !exchange.reply.is_empty() {
            entry["raw"] = json!(String::from_utf8_lossy(&exchange.reply));
            let fields = read(&exchange.reply).unwrap_or_default();
            if let Some(kind) = fields.get("MsgType") {
                entry["reply"] = json!(kind);
            }
            entry["reply_fields"] = message_json::to_json(&fields.0);
        }
        entry
    }
}

/// Reads a message or a reply.
fn read(bytes: &[u8]) -> Option<Document> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(text).ok().and_then(|value| message_json::from_json(&value));
    }
    xml::read(text).ok().map(|read| read.document)
}

/// Returns the sentences of a line: the refusal, then the failures, each behind its rule.
fn sentences(line: &Value) -> Vec<String> {
    let refused = line["refused"].as_str().map(str::to_owned);
    let failure = |failure: &Value| {
        let (rule, reason) = (failure["rule"].as_str()?, failure["reason"].as_str()?);
        Some(if rule.is_empty() { reason.to_owned() } else { words().labelled(&format!("`{rule}`"), reason) })
    };
    let failures = line["failures"].as_array().into_iter().flatten().filter_map(failure);
    refused.into_iter().chain(failures).collect()
}

fn remark((en, zh): (String, String)) -> Value {
    json!({ "severity": "error", "said": bilingual([Said::new(en), Said::new(zh)]) })
}
