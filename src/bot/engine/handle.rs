//! What handlers make of a message.

use std::sync::PoisonError;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Came, Flow, MAX_CALLS, Run};
use crate::bot::outside::Failure;
use crate::bot::reply::Reply;
use crate::bot::rules::{self, Handler, Setting};
use crate::bot::template::Template;
use crate::lang::Bilingual;

/// How much a rule writes into a field of the session, in characters: fields that hold each other would grow for ever.
const MAX_FIELD: usize = 4096;

impl Run<'_> {
    pub(super) fn set(&mut self, settings: &[(String, Setting)]) {
        for (field, setting) in settings {
            let value = match setting {
                Setting::Text(text) => Value::String(self.fill(text).chars().take(MAX_FIELD).collect()),
                Setting::Random(least, most) => {
                    let span = least.abs_diff(*most).saturating_add(1);
                    let drawn = self.dice() % span;
                    json!(least.saturating_add_unsigned(drawn))
                }
                Setting::Forget => {
                    self.info.session.shift_remove(field);
                    continue;
                }
            };
            self.info.session.insert(field.clone(), value);
        }
    }

    pub(super) fn dice(&self) -> u64 {
        self.tools.dice.lock().unwrap_or_else(PoisonError::into_inner).number()
    }

    pub(super) fn fill(&self, template: &Template) -> String {
        template.fill(|name| match name {
            "descriptions" => Some(self.book.descriptions()),
            _ => self.info.value(name),
        })
    }

    /// What a handler answers; none where it leaves the message to the next rule.
    pub(super) async fn handle(&mut self, handler: &Handler) -> Result<Option<Flow>, Failure> {
        match handler {
            Handler::Reply(reply) => Ok(self.said(reply)),
            Handler::Code(code) => Ok(Some(Flow::Code(code.clone()))),
            Handler::OneOf(handlers) => {
                let count = u64::try_from(handlers.len()).unwrap_or(u64::MAX).max(1);
                let drawn = usize::try_from(self.dice() % count).unwrap_or_default();
                match handlers.get(drawn) {
                    Some(Handler::Reply(reply)) => Ok(self.said(reply)),
                    Some(handler) => Box::pin(self.handle(handler)).await,
                    None => Ok(None),
                }
            }
            Handler::Exec(program) => {
                let message = self.info.to_json().to_string();
                let left = self.left();
                let answer = self.tools.outside.run(program, message.as_bytes(), left).await?;
                let what = program.command.first().cloned().unwrap_or_default();
                Box::pin(self.answered(&answer, what)).await
            }
            Handler::Http(web) => {
                let message = self.info.to_json().to_string().into_bytes();
                let left = self.left();
                let answer = self.tools.outside.post(web, message, left).await?;
                Box::pin(self.answered(&answer, crate::http::shown(&web.url))).await
            }
            Handler::Rule { name, param } => {
                let book = self.book;
                self.calls += 1;
                if self.calls > MAX_CALLS {
                    return Err(Failure::Circle);
                }
                for (name, value) in param {
                    let value = self.fill(value);
                    self.info.set_param(name, value);
                }
                let Some(rule) = book.rule(name) else { return Ok(None) };
                let flow = match Box::pin(self.gate(rule)).await {
                    None | Some(Flow::Next) => Box::pin(self.perform(rule)).await,
                    Some(flow) => flow,
                };
                self.calls = self.calls.saturating_sub(1);
                Ok(Some(flow).filter(|flow| !matches!(flow, Flow::Next)))
            }
        }
    }

    pub(super) fn left(&self) -> Duration {
        self.until.saturating_duration_since(Instant::now())
    }

    /// A reply with its texts filled in; none where nothing would be said, which WeChat takes for a broken bot.
    pub(super) fn said(&self, reply: &Reply<Template>) -> Option<Flow> {
        let reply = reply.map(|text| self.fill(text));
        let empty = matches!(&reply, Reply::Text(text) if text.is_empty());
        (!empty).then_some(Flow::Done(reply))
    }

    /// What a program or a web server says.
    pub(super) async fn answered(&mut self, text: &str, what: String) -> Result<Option<Flow>, Failure> {
        let answer = rules::answer(text).map_err(|problem| Failure::NoReply { what, problem })?;
        for (field, value) in answer.session {
            if value.is_null() {
                self.info.session.shift_remove(&field);
            } else {
                self.info.session.insert(field, value);
            }
        }
        if answer.resolve {
            self.resolve();
        }
        if answer.rewait {
            self.rewait(1);
        }
        if let Some(name) = &answer.wait {
            if self.book.waiting(name).is_empty() {
                return Err(Failure::NoWait(name.clone()));
            }
            self.wait(name);
        }
        match answer.handler {
            Some(handler) => Box::pin(self.handle(&handler)).await,
            None => Ok(None),
        }
    }

    /// What is answered in place of an error. An event that no rule is for is no question, unless it is a tap on a menu:
    /// nobody wants to hear for each report of a location that it was not understood.
    pub(super) async fn code_reply(&mut self, code: &str) -> (Reply<String>, Option<String>) {
        let is_event = self.info.element("MsgType") == "event" && self.info.element("Event") != "CLICK";
        if code == "404" && is_event {
            return (Reply::Nothing, Some(code.to_owned()));
        }
        let book = self.book;
        let own = book.code_replies.get(code).or_else(|| {
            // A late handler is a failed one where nothing else is said.
            if code == "504" { book.code_replies.get("500") } else { None }
        });
        let flow = match own {
            Some(rule) => match &rule.handler {
                Some(handler) => match self.handle(handler).await {
                    Ok(flow) => flow,
                    Err(failure) => {
                        self.failures.push((rule.name.clone(), failure));
                        None
                    }
                },
                None => Some(Flow::Done(Reply::Nothing)),
            },
            None => None,
        };
        let reply = match flow {
            Some(Flow::Done(reply)) => reply,
            _ => Reply::Text(reply_to_code(code).to_owned()),
        };
        (reply, Some(code.to_owned()))
    }

    /// What the rules after the reply make of it.
    pub(super) async fn after(&mut self, reply: Reply<String>) -> Reply<String> {
        let answering = self.rule.take();
        self.info.reply = Some(reply);
        let book = self.book;
        for rule in &book.afters {
            if !self.is_for(rule) {
                self.note(rule, Came::NotFor);
                continue;
            }
            self.set(&rule.set);
            let Some(handler) = &rule.handler else { continue };
            match self.handle(handler).await {
                Ok(Some(Flow::Done(reply))) => {
                    self.note(rule, Came::Answered);
                    self.info.reply = Some(reply);
                }
                Ok(_) => self.note(rule, Came::Passed),
                Err(failure) => {
                    self.note(rule, Came::Failed);
                    self.failures.push((rule.name.clone(), failure));
                }
            }
        }
        self.rule = answering;
        self.info.reply.take().unwrap_or(Reply::Nothing)
    }
}

/// The reply to a code for which the file has none: webot-cli's sentences.
fn reply_to_code(code: &str) -> &str {
    let reply = match code {
        "204" => Bilingual::new("OK, got that.", "好的，收到。"),
        "403" => Bilingual::new("You have no permission to do this.", "你没有权限这样做。"),
        "404" => Bilingual::new("Don't know what you are saying.", "我听不懂你在说什么。"),
        "500" | "504" => Bilingual::new("Something is broken...", "出了点问题……"),
        code => return code,
    };
    reply.spoken()
}
