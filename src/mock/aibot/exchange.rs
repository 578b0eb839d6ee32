//! A push to a connected bot, and the bot's answers to it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::message::SocketFault;

/// The time for the reply to an event, in milliseconds (aibot-node-sdk: `replyWelcome`, `updateTemplateCard`).
const EVENT_REPLY_MS: u64 = 5_000;
/// The time in which a stream goes on after the user's message, in milliseconds.
const STREAM_MS: u64 = 360_000;
/// The time without a refresh after which nobody asks for a stream any more, in milliseconds.
const ASKED_MS: u64 = 10_000;
/// The maximum number of streams of an exchange.
const MAX_STREAMS: usize = 16;

/// The command that answers a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AnswerCommand {
    /// `aibot_respond_msg`
    Message,
    /// `aibot_respond_welcome_msg`
    Welcome,
    /// `aibot_respond_update_msg`
    Update,
}

/// A push with its answers.
#[derive(Debug, Clone)]
pub(super) struct Exchange {
    pub(super) req_id: String,
    pub(super) bot: String,
    /// The connection that got the push.
    pub(super) connection: u64,
    pub(super) msgid: String,
    /// The chat of the push: the group, or the user.
    pub(super) chat: String,
    /// The body of the push.
    pub(super) push: Value,
    pub(super) at_ms: u64,
    /// The first answer.
    pub(super) first: Option<TakenReply>,
    streams: BTreeMap<String, Stream>,
    /// The time of the last refresh of a stream.
    asked_ms: u64,
    /// The reason why there is no answer yet, or why a stream does not go on.
    fault: Option<SocketFault>,
}

/// The last state of a stream.
#[derive(Debug, Clone)]
struct Stream {
    taken: TakenReply,
    /// `true` until it is asked for.
    is_new: bool,
}

/// An answer that is judged.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::mock) struct TakenReply {
    pub(in crate::mock) reply: Value,
    /// The reason why it was refused.
    pub(in crate::mock) refusal: Option<SocketFault>,
}

/// The state of a push's answer.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::mock) enum Answered {
    /// The bot has not answered yet.
    Waiting,
    /// The first answer.
    Reply(TakenReply),
    /// There will be none: the time is over, or the kind has none.
    NoReply,
    /// There is none, for a reason.
    Fault(SocketFault),
}

/// The state of a stream.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::mock) enum Refreshed {
    /// It has gone on.
    Reply(TakenReply),
    /// Nothing is new.
    Unchanged,
    /// It does not go on, for a reason.
    Fault(SocketFault),
    /// No bot has begun it.
    Unknown,
}

/// Returns the chat of a push: the group, or the user.
pub(super) fn chat_of(push: &Value) -> String {
    let chat = push["chatid"].as_str().or_else(|| push["from"]["userid"].as_str());
    chat.unwrap_or_default().to_owned()
}

impl Exchange {
    pub(super) fn new((bot, connection): (&str, u64), req_id: &str, push: Value, at_ms: u64) -> Self {
        Self {
            req_id: req_id.to_owned(),
            bot: bot.to_owned(),
            connection,
            msgid: push["msgid"].as_str().unwrap_or_default().to_owned(),
            chat: chat_of(&push),
            push,
            at_ms,
            first: None,
            streams: BTreeMap::new(),
            asked_ms: at_ms,
            fault: None,
        }
    }

    /// Returns the command that answers the push; `None` if it has no answer.
    pub(super) fn command(&self) -> Option<AnswerCommand> {
        if self.push["msgtype"] != "event" {
            return Some(AnswerCommand::Message);
        }
        match self.push["event"]["eventtype"].as_str() {
            Some("enter_chat") => Some(AnswerCommand::Welcome),
            Some("template_card_event") => Some(AnswerCommand::Update),
            _ => None,
        }
    }

    /// Returns the time that is left for the first answer, in milliseconds; `None` if there is no limit.
    pub(super) fn left_ms(&self, now_ms: u64) -> Option<u64> {
        let is_event = self.command() != Some(AnswerCommand::Message);
        is_event.then(|| (self.at_ms + EVENT_REPLY_MS).saturating_sub(now_ms))
    }

    /// Returns whether a stream may go on.
    pub(super) fn may_stream(&self, now_ms: u64) -> bool {
        now_ms.saturating_sub(self.at_ms) <= STREAM_MS
    }

    /// Returns whether a reply goes on with a stream that has begun.
    pub(super) fn goes_on(&self, reply: &Value) -> bool {
        reply["stream"]["id"].as_str().is_some_and(|id| self.streams.contains_key(id))
    }

    /// Returns whether an answer is awaited.
    pub(super) fn is_waiting(&self) -> bool {
        self.first.is_none() && self.command().is_some()
    }

    /// Returns whether the rest of a stream is asked for.
    pub(super) fn is_streaming(&self, now_ms: u64) -> bool {
        let is_asked = now_ms.saturating_sub(self.asked_ms) <= ASKED_MS;
        is_asked && self.streams.values().any(|stream| stream.taken.reply["stream"]["finish"] != true)
    }

    /// Takes note of the reason why there is no answer, or why a stream does not go on.
    pub(super) fn fail(&mut self, fault: SocketFault, now_ms: u64) {
        if self.is_waiting() || self.is_streaming(now_ms) {
            self.fault.get_or_insert(fault);
        }
    }

    /// Takes an answer, which may have been refused.
    pub(super) fn take(&mut self, reply: &Value, refusal: Option<SocketFault>) {
        if refusal.is_none() {
            self.fault = None;
        }
        let taken = TakenReply { reply: reply.clone(), refusal };
        if let Some(id) = reply["stream"]["id"].as_str()
            && (self.streams.len() < MAX_STREAMS || self.streams.contains_key(id))
        {
            let is_new = self.first.is_some();
            self.streams.insert(id.to_owned(), Stream { taken: taken.clone(), is_new });
        }
        if self.first.is_none() {
            self.first = Some(taken);
        }
    }

    /// Returns what is new of a stream.
    pub(super) fn refresh(&mut self, id: &str, is_connected: bool, now_ms: u64) -> Refreshed {
        let Some(stream) = self.streams.get_mut(id) else { return Refreshed::Unknown };
        self.asked_ms = now_ms;
        if std::mem::take(&mut stream.is_new) {
            return Refreshed::Reply(stream.taken.clone());
        }
        match &self.fault {
            Some(fault) => Refreshed::Fault(fault.clone()),
            None if !is_connected => Refreshed::Fault(SocketFault::Ended),
            None => Refreshed::Unchanged,
        }
    }

    /// Returns the state of the answer.
    pub(super) fn answered(&self, is_connected: bool, now_ms: u64) -> Answered {
        if let (true, Some(fault)) = (self.is_waiting(), &self.fault) {
            return Answered::Fault(fault.clone());
        }
        match (&self.first, self.command()) {
            (Some(taken), _) => Answered::Reply(taken.clone()),
            (None, None) => Answered::NoReply,
            (None, Some(_)) if !is_connected => Answered::Fault(SocketFault::Ended),
            (None, Some(_)) if self.left_ms(now_ms) == Some(0) => Answered::NoReply,
            (None, Some(_)) => Answered::Waiting,
        }
    }
}
