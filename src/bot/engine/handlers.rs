//! Runs the handlers of rules.

use std::sync::PoisonError;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{AttemptResult, Flow, MAX_CALL_DEPTH, MessageRun};
use crate::bot::external::RuleFailure;
use crate::bot::info::RuleError;
use crate::bot::reply::{Article, Reply};
use crate::bot::rules::{self, Handler, SessionUpdate};
use crate::bot::template::Template;
use crate::lang::Bilingual;

/// The maximum length of a session field that a rule writes, in characters: fields that include each other would grow
/// without limit.
const MAX_FIELD_CHARS: usize = 4096;

impl MessageRun<'_> {
    pub(super) fn update_session(&mut self, updates: &[(String, SessionUpdate)]) {
        for (field, update) in updates {
            if matches!(update, SessionUpdate::Remove) {
                self.info.session.shift_remove(field);
            } else {
                let value = self.session_value(update);
                self.info.session.insert(field.clone(), value);
            }
        }
    }

    fn session_value(&self, update: &SessionUpdate) -> Value {
        match update {
            SessionUpdate::Text(text) => {
                Value::String(self.fill(text).chars().take(MAX_FIELD_CHARS).collect())
            }
            SessionUpdate::Random(min, max) => json!(self.draw(*min, *max)),
            SessionUpdate::Object(members) => Value::Object(
                members.iter().map(|(name, value)| (name.clone(), self.session_value(value))).collect(),
            ),
            SessionUpdate::List(items) => items.iter().map(|item| self.session_value(item)).collect(),
            SessionUpdate::Remove => Value::Null,
        }
    }

    pub(super) fn random_number(&self) -> u64 {
        self.deps.dice.lock().unwrap_or_else(PoisonError::into_inner).number()
    }

    pub(super) fn fill(&self, template: &Template) -> String {
        let value = |name: &str| match name {
            "descriptions" => Some(self.book.descriptions()),
            _ => self.info.value(name),
        };
        template.fill_with(value, |min, max| Some(self.draw(min, max)))
    }

    /// Returns a random number between these two, both included.
    fn draw(&self, min: i64, max: i64) -> i64 {
        let span = min.abs_diff(max).saturating_add(1);
        min.saturating_add_unsigned(self.random_number() % span)
    }

    /// Runs a handler; returns `None` if it leaves the message to the next rule. The large futures of programs and web
    /// services are boxed: the future of each request is moved several times.
    pub(super) async fn run_handler(&mut self, handler: &Handler) -> Result<Option<Flow>, RuleFailure> {
        match handler {
            Handler::Reply(reply) => Ok(self.filled(reply)),
            Handler::Code(code) => {
                let rule = self.rule.map(|rule| rule.name.clone());
                self.info.error = Some(RuleError { code: code.clone(), text: String::new(), rule });
                Ok(Some(Flow::Code(code.clone())))
            }
            Handler::OneOf(handlers) => {
                let count = u64::try_from(handlers.len()).unwrap_or(u64::MAX).max(1);
                let drawn = usize::try_from(self.random_number() % count).unwrap_or_default();
                match handlers.get(drawn) {
                    Some(Handler::Reply(reply)) => Ok(self.filled(reply)),
                    Some(handler) => Box::pin(self.run_handler(handler)).await,
                    None => Ok(None),
                }
            }
            Handler::Exec(program) => {
                let message = self.info.to_json().to_string();
                let left = self.time_left();
                let answer = Box::pin(self.deps.external.run(program, message.as_bytes(), left)).await?;
                let handler_name = program.command.first().cloned().unwrap_or_default();
                Box::pin(self.apply_output(&answer, handler_name)).await
            }
            Handler::Http(web) => {
                let message = self.info.to_json().to_string().into_bytes();
                let left = self.time_left();
                let answer = Box::pin(self.deps.external.post(web, message, left)).await?;
                Box::pin(self.apply_output(&answer, crate::http::shown(&web.url))).await
            }
            Handler::Rule { name, param } => {
                let book = self.book;
                if self.call_depth >= MAX_CALL_DEPTH {
                    return Err(RuleFailure::CallDepth);
                }
                self.call_depth += 1;
                for (name, value) in param {
                    let value = self.fill(value);
                    self.info.set_param(name, value);
                }
                let Some(rule) = book.rule(name) else { return Ok(None) };
                let flow = match Box::pin(self.gate(rule)).await {
                    None | Some(Flow::Next) => Box::pin(self.run_rule(rule)).await,
                    Some(flow) => flow,
                };
                self.call_depth = self.call_depth.saturating_sub(1);
                Ok(Some(flow).filter(|flow| !matches!(flow, Flow::Next)))
            }
        }
    }

    pub(super) fn time_left(&self) -> Duration {
        self.until.saturating_duration_since(Instant::now())
    }

    /// Returns a reply with its templates filled in; `None` if it is empty, because WeChat takes an empty reply for a
    /// broken bot.
    pub(super) fn filled(&self, reply: &Reply<Template>) -> Option<Flow> {
        let reply = reply.map(|text| self.fill(text));
        let empty = matches!(&reply, Reply::Text(text) if text.is_empty());
        (!empty).then_some(Flow::Done(reply))
    }

    /// Applies the output of a program or a web service.
    pub(super) async fn apply_output(
        &mut self,
        text: &str,
        handler_name: String,
    ) -> Result<Option<Flow>, RuleFailure> {
        let answer = rules::parse_output(text)
            .map_err(|problem| RuleFailure::InvalidReply { handler: handler_name, problem })?;
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
            self.rewait();
        }
        if let Some(name) = &answer.wait {
            if self.book.waiting(name).is_empty() {
                return Err(RuleFailure::UnknownWait(name.clone()));
            }
            self.wait(name, None);
        }
        match answer.handler {
            Some(handler) => Box::pin(self.run_handler(&handler)).await,
            None => Ok(None),
        }
    }

    /// Returns the reply to an error code. Events that match no rule get no reply, except clicks on a menu: a user does
    /// not expect an answer to each location report.
    pub(super) async fn code_reply(&mut self, code: &str) -> (Reply<String>, Option<String>) {
        let is_event = self.info.element("MsgType") == "event" && self.info.element("Event") != "CLICK";
        if code == "404" && is_event {
            return (Reply::Nothing, Some(code.to_owned()));
        }
        if code == "404" && self.info.error.is_none() {
            self.info.error = Some(RuleError { code: code.to_owned(), text: String::new(), rule: None });
        }
        let book = self.book;
        let own = book.code_replies.get(code).or_else(|| {
            // Without a reply of its own, a timeout is answered like any other failure.
            if code == "504" { book.code_replies.get("500") } else { None }
        });
        let flow = match own {
            Some(rule) => match &rule.handler {
                Some(handler) => match self.run_handler(handler).await {
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
            _ => Reply::Text(default_reply(code).to_owned()),
        };
        (reply, Some(code.to_owned()))
    }

    /// Rewrites each article of a reply (node-webot, `config.mapping`).
    pub(super) fn map_articles(&self, mapping: &Article<Template>, reply: &mut Reply<String>) {
        let Reply::News(articles) = reply else { return };
        for (index, article) in articles.iter_mut().enumerate() {
            let filled = |template: &Option<Template>, own: &Option<String>| {
                let Some(template) = template else { return own.clone() };
                let text = |field: &Option<String>| Some(field.clone().unwrap_or_default());
                Some(template.fill(|name| match name {
                    "index" => Some((index + 1).to_string()),
                    "title" => text(&article.title),
                    "description" => text(&article.description),
                    "pic" | "picUrl" => text(&article.pic_url),
                    "url" => text(&article.url),
                    _ => self.info.value(name),
                }))
            };
            *article = Article {
                title: filled(&mapping.title, &article.title),
                description: filled(&mapping.description, &article.description),
                pic_url: filled(&mapping.pic_url, &article.pic_url),
                url: filled(&mapping.url, &article.url),
            };
        }
    }

    /// Runs the rules after the reply, and returns the reply that results.
    pub(super) async fn run_after_rules(&mut self, reply: Reply<String>) -> Reply<String> {
        let answering = self.rule.take();
        self.info.reply = Some(reply);
        let book = self.book;
        for rule in &book.after_rules {
            if !self.matches_message(rule) {
                self.record(rule, AttemptResult::NoMatch);
                continue;
            }
            self.update_session(&rule.session_updates);
            let Some(handler) = &rule.handler else { continue };
            match self.run_handler(handler).await {
                Ok(Some(Flow::Done(reply))) => {
                    self.record(rule, AttemptResult::Answered);
                    self.info.reply = Some(reply);
                }
                Ok(_) => self.record(rule, AttemptResult::Passed),
                Err(failure) => {
                    self.record(rule, AttemptResult::Failed);
                    self.info.error = Some(RuleError {
                        code: failure.code().to_owned(),
                        text: (self.deps.explain)(&failure),
                        rule: Some(rule.name.clone()),
                    });
                    self.failures.push((rule.name.clone(), failure));
                }
            }
        }
        self.rule = answering;
        self.info.reply.take().unwrap_or(Reply::Nothing)
    }
}

/// Returns the default reply to a code, in the words of webot-cli.
fn default_reply(code: &str) -> &str {
    let reply = match code {
        "204" => Bilingual::new("OK, got that.", "好的，收到。"),
        "403" => Bilingual::new("You have no permission to do this.", "你没有权限这样做。"),
        "404" => Bilingual::new("Don't know what you are saying.", "我听不懂你在说什么。"),
        "500" | "504" => Bilingual::new("Something is broken...", "出了点问题……"),
        code => return code,
    };
    reply.spoken()
}
