//! Answers verified messages: each one once, in the session of its user.

use std::sync::Arc;
use std::time::Instant;

use super::account::Account;
use super::log::LogEntry;
use super::push_id::push_id;
use super::query::CallbackQuery;
use super::reject::RejectReason;
use super::respond::{ResponseBody, is_first_use};
use super::server::ServerState;
use crate::bot::arrival::Arrival;
use crate::bot::engine::{self, HANDLER_TIME_LIMIT, MessageOutcome};
use crate::bot::external::RuleFailure;
use crate::bot::info::Info;
use crate::bot::reply::Reply;
use crate::bot::rules::RuleBook;
use crate::bot::session::PushStatus;
use crate::message::{AnswerFamily, Credentials, Document, Format, Push};
use crate::store::StoreError;

/// The whole reply of the demo bot to a message for an intelligent bot.
const STREAM: &[u8] = br#"{"msgtype":"stream","stream":{"id":"demo","finish":true,"content":"**webot**"}}"#;

/// A verified push.
pub(super) struct ReceivedPush<'a> {
    pub(super) account: &'a Account,
    pub(super) query: &'a CallbackQuery<'a>,
    /// The receiver that it was encrypted for; `None` if it was not encrypted.
    pub(super) encrypted_for: Option<String>,
    pub(super) is_json: bool,
    /// `true` if the envelope is JSON.
    pub(super) outer_json: bool,
    pub(super) now_ms: u64,
    /// `true` if the server has several accounts.
    pub(super) many_accounts: bool,
    /// The time of arrival.
    pub(super) began: Instant,
}

/// Keeps a reply beside its message, if that is kept.
fn keep(entry: &mut LogEntry, reply: &[u8]) {
    if let Some(exchange) = entry.exchange.as_mut().and_then(Arc::get_mut) {
        reply.clone_into(&mut exchange.reply);
    }
}

impl ReceivedPush<'_> {
    pub(super) async fn answer(
        &self,
        document: Document,
        state: &ServerState,
        book: &RuleBook,
        entry: &mut LogEntry,
    ) -> Result<ResponseBody, RejectReason> {
        let bot = &state.bot;
        if bot.options.log_requests {
            entry.note(&document);
        }
        // A delivery that is answered from memory uses up its signature too, or another body could follow with it.
        let is_first = is_first_use(self.account, self.query, state, entry).await;
        let id = push_id(self.account.id(), &document);
        // webot-cli 0.0.11 delivers nothing again; its messages of one second may be equal in all fields.
        let claimed = if self.account.shows_token(self.query) {
            None
        } else {
            Some(bot.sessions.claim_push(&id, self.now_ms).await)
        };
        let claim = match claimed.transpose() {
            Ok(None) => None,
            Ok(Some(PushStatus::Unanswered(claim))) => Some(claim),
            Ok(Some(PushStatus::Answered(reply))) => {
                entry.repeated = true;
                keep(entry, &reply);
                return self.response(reply);
            }
            Ok(Some(PushStatus::TimedOut)) => return Err(RejectReason::Busy),
            // A second answer is better than none.
            Err(error) => {
                entry.failures.push((String::new(), RuleFailure::SessionStore(error.to_string())));
                None
            }
        };
        if !is_first {
            return Err(RejectReason::RepeatedNonce);
        }
        let arrival = Arrival { now_ms: self.now_ms, zone: book.zone.clone() };
        let mut info = Info::new(document, book.keep_blank, arrival);
        let reply = self.reply_of_rules(state, book, &mut info, entry).await?;
        let document = &info.document;
        // A notice of a platform expects no reply.
        let reply = if document.get("MsgType").is_none() { Reply::Nothing } else { reply };
        entry.reply = reply.kind();
        let bytes = match self.wanted_answer(document, bot.options.answers_by_family) {
            Some(bytes) => bytes,
            None => reply.to_bytes(document, self.now_ms / 1000, self.is_json),
        };
        if let Some(claim) = claim
            && let Err(error) = claim.finish(&bytes, self.now_ms).await
        {
            entry.failures.push((String::new(), RuleFailure::SessionStore(error.to_string())));
        }
        keep(entry, &bytes);
        self.response(bytes)
    }

    /// Returns the answer that the family of a push wants in place of a reply, empty for `success`; `None` if a reply is
    /// shown, or if the bot answers by its rules alone.
    fn wanted_answer(&self, document: &Document, by_family: bool) -> Option<Vec<u8>> {
        if !by_family {
            return None;
        }
        let format = if self.is_json { Format::Json } else { Format::Xml };
        let push = Push::raw("", Vec::new(), document.clone());
        match AnswerFamily::of(&push, &Credentials::token(""), format) {
            AnswerFamily::Structured(wanted) => Some(wanted.example_body(format)),
            AnswerFamily::IntelligentBot if document.get("msgtype").is_some_and(|kind| kind != "event") => {
                Some(STREAM.into())
            }
            family => (!family.shows_replies()).then(Vec::new),
        }
    }

    /// Returns the reply of the rules; loads and saves the session of the user.
    async fn reply_of_rules(
        &self,
        state: &ServerState,
        book: &RuleBook,
        info: &mut Info,
        entry: &mut LogEntry,
    ) -> Result<Reply<String>, RejectReason> {
        let bot = &state.bot;
        // Several accounts may have the same user, such as the agents of a company.
        let id = match &self.account.path {
            Some(path) if self.many_accounts => [&info.session_id(), "@", path].concat(),
            _ => info.session_id(),
        };
        let mut failed = |error: &StoreError| {
            entry.failures.push((String::new(), RuleFailure::SessionStore(error.to_string())));
        };
        // On one thread, rules without external handlers run without interruption.
        let needs_turn = book.uses_external_handlers || !bot.sessions.is_local() || !state.single_threaded;
        let turn = if needs_turn {
            Box::pin(bot.sessions.turn(&id)).await.map_err(|error| failed(&error)).ok()
        } else {
            None
        };
        if turn.as_ref().is_some_and(|turn| !turn.is_held()) {
            // Another message of this user is still being answered, and WeChat has disconnected by now.
            return Err(RejectReason::Busy);
        }
        // If the store fails, the conversation is forgotten for this message; most rules need none.
        let loaded = bot.sessions.load(&id, self.now_ms).await.map_err(|error| failed(&error)).ok();
        let is_loaded = loaded.is_some();
        info.session = loaded.unwrap_or_default();
        let before = info.session.clone();
        let MessageOutcome { reply, rule, code, failures, .. } =
            engine::answer(book, info, &bot.deps, self.began + HANDLER_TIME_LIMIT, false).await;
        if is_loaded
            && info.session != before
            && let Err(error) = bot.sessions.save(&id, &info.session, (bot.options.now_ms)()).await
        {
            failed(&error);
        }
        drop(turn);
        entry.rule = rule;
        entry.code = code;
        entry.failures.extend(failures);
        Ok(reply)
    }

    /// Returns the response for a reply, encrypted if the message was.
    fn response(&self, reply: Vec<u8>) -> Result<ResponseBody, RejectReason> {
        if reply.is_empty() {
            return Ok(ResponseBody::text("success"));
        }
        let Some(receiver) = &self.encrypted_for else {
            return Ok(ResponseBody::message(reply, self.is_json));
        };
        let mut random = [0; 16];
        let encrypted = getrandom::fill(&mut random).ok().and_then(|()| {
            let stamp = (&*self.query.timestamp, &*self.query.nonce, random);
            self.account.encrypt_reply(&reply, receiver, self.outer_json, stamp)
        });
        encrypted
            .map(|encrypted| ResponseBody::message(encrypted, self.outer_json))
            .ok_or(RejectReason::MissingAesKey)
    }
}
