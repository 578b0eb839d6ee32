//! A message that was let in, and its answer: run once, with the session of its user around it.

use std::time::Instant;

use super::door::{Account, Asked, Refusal, Why, identity};
use super::log::Line;
use super::server::{Sent, Shared};
use crate::bot::engine::{self, HANDLER_TIME_LIMIT, MessageOutcome};
use crate::bot::external::RuleFailure;
use crate::bot::info::Info;
use crate::bot::reply::Reply;
use crate::bot::rules::RuleBook;
use crate::bot::session::{Begun, StoreError};
use crate::message::Document;

/// How long a nonce is known where timestamps may be of any time, in seconds.
const LONG_WINDOW_S: u64 = 3600;

/// A message that was let in.
pub(super) struct Push<'a> {
    pub(super) account: &'a Account,
    pub(super) asked: &'a Asked<'a>,
    /// Whom it was encrypted for; none where it was not.
    pub(super) sealed: Option<String>,
    pub(super) is_json: bool,
    /// Whether the envelope is JSON.
    pub(super) outer_json: bool,
    pub(super) now_ms: u64,
    /// Whether there are several accounts.
    pub(super) several: bool,
    /// When it came.
    pub(super) began: Instant,
}

impl Push<'_> {
    pub(super) async fn answer(
        &self,
        document: Document,
        shared: &Shared,
        book: &RuleBook,
        line: &mut Line,
    ) -> Result<Sent, Refusal> {
        let bot = &shared.bot;
        if bot.options.log {
            let field = |name| document.get(name).unwrap_or_default();
            line.kind = match (field("MsgType"), field("Event"), field("InfoType")) {
                ("", _, info) => info.to_owned(),
                ("event", event, _) => format!("event {event}"),
                (kind, ..) => kind.to_owned(),
            };
            field("FromUserName").clone_into(&mut line.user);
        }
        let identity = identity(self.account.place(), &document);
        let mine = match bot.sessions.begin(&identity, self.now_ms).await {
            Ok(Begun::Mine(mine)) => Some(mine),
            Ok(Begun::Answered(reply)) => {
                line.again = true;
                return self.sent(reply);
            }
            Ok(Begun::Late) => return Err(Refusal(Why::Late)),
            // Better answered twice than not at all.
            Err(error) => {
                line.failures.push((String::new(), RuleFailure::SessionStore(error.to_string())));
                None
            }
        };
        if bot.options.nonces_once && self.account.token.is_some() {
            let nonce = [self.account.place(), "\n", &self.asked.nonce].concat();
            // Where timestamps do not matter, nonces do for as long as can be.
            let window_s = if bot.options.window_s == 0 { LONG_WINDOW_S } else { bot.options.window_s };
            let ttl_ms = window_s * 2000;
            match bot.sessions.nonce_is_new(&nonce, self.now_ms, ttl_ms).await {
                Ok(true) => {}
                Ok(false) => return Err(Refusal(Why::Replay)),
                Err(error) => {
                    line.failures.push((String::new(), RuleFailure::SessionStore(error.to_string())))
                }
            }
        }
        let mut info = Info::new(document, book.keep_blank);
        let reply = self.of_rules(shared, book, &mut info, line).await?;
        let document = &info.document;
        // A platform's notice is taken, not answered.
        let reply = if document.get("MsgType").is_none() { Reply::Nothing } else { reply };
        line.reply = reply.kind();
        let bytes = reply.to_bytes(document, self.now_ms / 1000, self.is_json);
        if let Some(mine) = mine
            && let Err(error) = mine.finish(&bytes, self.now_ms).await
        {
            line.failures.push((String::new(), RuleFailure::SessionStore(error.to_string())));
        }
        self.sent(bytes)
    }

    /// What the rules answer, with the session of this user around it.
    async fn of_rules(
        &self,
        shared: &Shared,
        book: &RuleBook,
        info: &mut Info,
        line: &mut Line,
    ) -> Result<Reply<String>, Refusal> {
        let bot = &shared.bot;
        // Several accounts may have one user: agents of one company do.
        let id = match &self.account.path {
            Some(path) if self.several => [&info.session_id(), "@", path].concat(),
            _ => info.session_id(),
        };
        let mut failed = |error: &StoreError| {
            line.failures.push((String::new(), RuleFailure::SessionStore(error.to_string())));
        };
        // What never waits is never interrupted, on one thread.
        let needs_turn = book.uses_external_handlers || !bot.sessions.is_local() || !shared.one_thread;
        let turn =
            if needs_turn { bot.sessions.turn(&id).await.map_err(|error| failed(&error)).ok() } else { None };
        if turn.as_ref().is_some_and(|turn| !turn.held()) {
            // Another message of this user is still being answered, and WeChat has hung up by now.
            return Err(Refusal(Why::Late));
        }
        // Without the store a conversation is forgotten for the moment; most rules need none.
        let loaded = bot.sessions.load(&id, self.now_ms).await.map_err(|error| failed(&error)).ok();
        let is_kept = loaded.is_some();
        info.session = loaded.unwrap_or_default();
        let before = info.session.clone();
        let MessageOutcome { reply, rule, code, failures, .. } =
            engine::answer(book, info, &bot.tools, self.began + HANDLER_TIME_LIMIT, false).await;
        if is_kept
            && info.session != before
            && let Err(error) = bot.sessions.save(&id, &info.session, (bot.options.now_ms)()).await
        {
            failed(&error);
        }
        drop(turn);
        line.rule = rule;
        line.code = code;
        line.failures.extend(failures);
        Ok(reply)
    }

    /// A reply as it goes back: encrypted where the message was.
    fn sent(&self, reply: Vec<u8>) -> Result<Sent, Refusal> {
        if reply.is_empty() {
            return Ok(Sent::text("success"));
        }
        let Some(receiver) = &self.sealed else {
            return Ok(Sent::message(reply, self.is_json));
        };
        let mut random = [0; 16];
        let sealed = getrandom::fill(&mut random).ok().and_then(|()| {
            let stamp = (&*self.asked.timestamp, &*self.asked.nonce, random);
            self.account.seal(&reply, receiver, self.outer_json, stamp)
        });
        sealed.map(|sealed| Sent::message(sealed, self.outer_json)).ok_or(Refusal(Why::NoKey))
    }
}
