//! The bots, their connections, and what they have sent.

mod receive;

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::bot::Aibot;
use super::exchange::{Answered, Exchange, Refreshed, chat_of};
use super::files::{Links, OwnFile, ServedFile, Way};
use super::frame;
use super::reply;
use super::upload::Uploads;
use crate::message::envelope::AesKey;
use crate::message::{FrameFault, SocketFault};
use crate::mock::errmsg::ApiError;
use crate::mock::state::media::stable_id;

/// The maximum number of connections.
const MAX_CONNECTIONS: usize = 64;
/// The maximum number of bots whose messages are kept.
const MAX_BOTS: usize = 1000;
/// The maximum length of the id of a bot, in bytes.
const MAX_ID_BYTES: usize = 64;
/// The maximum number of pushes whose answers are taken; the oldest gives way.
const MAX_EXCHANGES: usize = 500;

/// All bots.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::mock) struct Aibots {
    /// By id.
    bots: BTreeMap<String, Aibot>,
    made: u64,
    #[serde(skip)]
    connections: BTreeMap<u64, Connection>,
    #[serde(skip)]
    exchanges: VecDeque<Exchange>,
    #[serde(skip)]
    uploads: Uploads,
    #[serde(skip)]
    links: Links,
    /// The URL of the mock; without a server the links of pushes stay as they are.
    #[serde(skip)]
    base: Option<String>,
    /// The EncodingAESKey of the bots with callback URLs.
    #[serde(skip)]
    key: Option<AesKey>,
}

/// A connection; it is of no bot before it subscribes.
#[derive(Debug, Clone)]
struct Connection {
    bot: Option<String>,
    from: String,
}

/// A frame or an order that is sent to a connection.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::mock) enum Sent {
    /// A frame.
    Frame(u64, Value),
    /// The connection is closed.
    Close(u64),
}

/// The time, and what the settings say.
#[derive(Debug, Clone, Copy)]
pub(in crate::mock) struct Moment {
    /// In milliseconds since 1970.
    pub(in crate::mock) now_ms: u64,
    /// A random number for the hint in an error.
    pub(in crate::mock) random: u64,
}

impl Moment {
    fn now(self) -> u64 {
        self.now_ms / 1000
    }
}

impl Aibots {
    /// Adds a connection; returns its number. Of too many, the oldest that has not subscribed gives way, or the oldest.
    pub(in crate::mock) fn open(&mut self, from: &str) -> (u64, Option<Sent>) {
        let mut closed = None;
        if self.connections.len() >= MAX_CONNECTIONS {
            let idle = self.connections.iter().find(|(_, own)| own.bot.is_none());
            let oldest = idle.or_else(|| self.connections.iter().next()).map(|(number, _)| *number);
            closed = oldest.map(|number| self.closed(number));
        }
        let number = self.next();
        self.connections.insert(number, Connection { bot: None, from: from.to_owned() });
        (number, closed)
    }

    /// Removes a connection, which may have ended because the bot broke the protocol.
    pub(in crate::mock) fn close(&mut self, number: u64, fault: Option<FrameFault>, now_ms: u64) {
        self.connections.remove(&number);
        if let Some(fault) = fault {
            let own = self.exchanges.iter_mut().filter(|own| own.connection == number);
            own.for_each(|own| own.fail(SocketFault::Protocol(fault), now_ms));
        }
    }

    fn closed(&mut self, number: u64) -> Sent {
        // Without a fault, the time does not matter.
        self.close(number, None, 0);
        Sent::Close(number)
    }

    fn next(&mut self) -> u64 {
        self.made += 1;
        self.made
    }

    /// Returns the connection of a bot.
    fn connection_of(&self, bot: &str) -> Option<u64> {
        let own = self.connections.iter().find(|(_, own)| own.bot.as_deref() == Some(bot));
        own.map(|(number, _)| *number)
    }

    /// Returns the bot of a connection; `None` before it subscribes.
    pub(in crate::mock) fn bot_of(&self, number: u64) -> Option<&str> {
        self.connections.get(&number)?.bot.as_deref()
    }

    /// Returns whether a bot is connected.
    pub(in crate::mock) fn is_connected(&self, bot: &str) -> bool {
        self.connection_of(bot).is_some()
    }

    /// Returns the ids of the connected bots.
    pub(in crate::mock) fn connected(&self) -> impl Iterator<Item = &str> {
        self.connections.values().filter_map(|own| own.bot.as_deref())
    }

    /// Begins to push to a connected bot; returns the `req_id` and the frame. A message that was pushed before is not
    /// pushed again. `None` if the bot is not connected.
    pub(in crate::mock) fn push(
        &mut self,
        bot: &str,
        mut push: Value,
        now_ms: u64,
    ) -> Option<(String, Option<Sent>)> {
        let connection = self.connection_of(bot)?;
        push["aibotid"] = json!(bot);
        if let Some(msgid) = push["msgid"].as_str()
            && let Some(known) = self.exchanges.iter().find(|own| own.bot == bot && own.msgid == msgid)
        {
            return Some((known.req_id.clone(), None));
        }
        let number = self.next();
        let req_id = stable_id(bot, &format!("req_id/{now_ms}"), number, 24);
        self.link(bot, &mut push, true, now_ms);
        let event = push["msgtype"] == "event";
        let cmd = if event { "aibot_event_callback" } else { "aibot_msg_callback" };
        let frame = frame::callback(cmd, &req_id, &push);
        if self.exchanges.len() >= MAX_EXCHANGES {
            self.exchanges.pop_front();
        }
        self.exchanges.push_back(Exchange::new((bot, connection), &req_id, push, now_ms));
        Some((req_id, Some(Sent::Frame(connection, frame))))
    }

    /// Takes note of the URL of the mock, and of the EncodingAESKey of the bots with callback URLs.
    pub(in crate::mock) fn serve_at(&mut self, base: &str, key: Option<AesKey>) {
        (self.base, self.key) = (Some(base.to_owned()), key);
    }

    /// Puts links to the mock into a push, in the place of those of the samples.
    pub(in crate::mock) fn link(&mut self, bot: &str, push: &mut Value, over_socket: bool, now_ms: u64) {
        let Some(base) = self.base.clone() else { return };
        let unique = self.next().to_string();
        let chat = chat_of(push);
        let way = Way { base: &base, over_socket, unique: &unique, now_ms };
        self.links.set(push, bot, &chat, way);
    }

    /// Puts links to the mock into a push, in the place of the caller's own files.
    pub(in crate::mock) fn link_own(
        &mut self,
        push: &mut Value,
        own: &[OwnFile],
        over_socket: bool,
        now_ms: u64,
    ) {
        let Some(base) = self.base.clone() else { return };
        let unique = self.next().to_string();
        self.links.set_own(push, own, Way { base: &base, over_socket, unique: &unique, now_ms });
    }

    /// Returns a file that a push links to, encrypted with the key of the bot if it has none of its own.
    pub(in crate::mock) fn file(&self, id: &str, now_ms: u64) -> Option<ServedFile> {
        self.links.file(id, self.key.as_ref(), now_ms)
    }

    /// Takes the message that a bot sends to a `response_url`. Each is used once.
    pub(in crate::mock) fn respond(
        &mut self,
        code: &str,
        message: &Value,
        moment: Moment,
    ) -> Result<(), ApiError> {
        reply::check_response(message)?;
        let used = self.links.use_code(code, moment.now_ms);
        let (bot, chat) = used.ok_or_else(|| ApiError::saying(40058, "invalid response_code"))?;
        let own = self.bots.entry(bot).or_default();
        own.keep("response_url", &chat, message, moment.now_ms, false);
        Ok(())
    }

    /// Returns the state of the answer to a push.
    pub(in crate::mock) fn answered(&self, req_id: &str, now_ms: u64) -> Answered {
        let Some(own) = self.exchanges.iter().find(|own| own.req_id == req_id) else {
            return Answered::Fault(SocketFault::Ended);
        };
        own.answered(self.connections.contains_key(&own.connection), now_ms)
    }

    /// Returns the time that is left for the answer to a push, in milliseconds; `None` if there is no limit.
    pub(in crate::mock) fn left_ms(&self, req_id: &str, now_ms: u64) -> Option<u64> {
        self.exchanges.iter().find(|own| own.req_id == req_id)?.left_ms(now_ms)
    }

    /// Returns what is new of a stream of a bot; `None` is the bot that began it.
    pub(in crate::mock) fn refresh(&mut self, bot: Option<&str>, stream: &str, now_ms: u64) -> Refreshed {
        let connected: Vec<String> = self.connected().map(str::to_owned).collect();
        let of_bot = self.exchanges.iter_mut().rev().filter(|own| bot.is_none_or(|bot| own.bot == bot));
        of_bot
            .map(|own| own.refresh(stream, connected.contains(&own.bot), now_ms))
            .find(|found| *found != Refreshed::Unknown)
            .unwrap_or(Refreshed::Unknown)
    }

    /// Forgets what is kept; the connections stay.
    pub(in crate::mock) fn reset(&mut self) {
        let Self { connections, made, base, key, .. } = std::mem::take(self);
        *self = Self { made, connections, base, key, ..Self::default() };
    }

    /// Returns the bots for the control API.
    pub(in crate::mock) fn shown(&self) -> Value {
        let shown = |(id, own): (&String, &Aibot)| own.shown(id, self.is_connected(id));
        self.bots.iter().map(shown).collect()
    }
}
