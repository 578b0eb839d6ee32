//! The bots, their connections, and what they have sent.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::bot::Aibot;
use super::exchange::{AnswerCommand, Answered, Exchange, Refreshed, chat_of};
use super::files::{Links, OwnFile, ServedFile, Way};
use super::frame::{self, Frame, Unread};
use super::reply;
use super::upload::Uploads;
use crate::api::Host;
use crate::lang::excerpt;
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

/// The commands that answer no push.
const OTHER_COMMANDS: [&str; 6] = [
    "ping",
    "aibot_subscribe",
    "aibot_send_msg",
    "aibot_upload_media_init",
    "aibot_upload_media_chunk",
    "aibot_upload_media_finish",
];

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

    /// Takes a frame of a connection; returns the errcode of its answer and what is sent, the answer first.
    pub(in crate::mock) fn receive(
        &mut self,
        number: u64,
        frame: Result<&Frame, &Unread>,
        moment: Moment,
    ) -> (i64, Vec<Sent>) {
        let from = self.connections.get(&number).map(|own| own.from.clone()).unwrap_or_default();
        let mut further = Vec::new();
        let req_id = frame.map(|frame| frame.req_id.as_str()).unwrap_or_default();
        let outcome = match frame {
            Err(unread) => Err(ApiError::new(unread.errcode())),
            Ok(frame) if frame.cmd == "aibot_subscribe" => {
                self.subscribe(number, frame, moment, &mut further).map(|()| None)
            }
            Ok(frame) => self.command(number, frame, moment),
        };
        if let Err(error) = &outcome {
            self.note_refusal(number, frame, error, moment.now_ms);
        }
        let code = outcome.as_ref().err().map_or(0, |error| error.code);
        let about = (moment.now(), moment.random, from.as_str());
        let answer = frame::answer(req_id, outcome, about);
        let mut sent = vec![Sent::Frame(number, answer)];
        sent.extend(further);
        (code, sent)
    }

    fn command(&mut self, number: u64, frame: &Frame, moment: Moment) -> Result<Option<Value>, ApiError> {
        if frame.cmd == "ping" {
            return Ok(None);
        }
        let bot = self.connections.get(&number).and_then(|own| own.bot.clone());
        let bot = bot.ok_or_else(|| ApiError::saying(846_609, "aibot websocket not subscribed"))?;
        match frame.cmd.as_str() {
            "aibot_respond_msg" => self.answer(&bot, AnswerCommand::Message, frame, moment),
            "aibot_respond_welcome_msg" => self.answer(&bot, AnswerCommand::Welcome, frame, moment),
            "aibot_respond_update_msg" => self.answer(&bot, AnswerCommand::Update, frame, moment),
            "aibot_send_msg" => self.send(&bot, frame, moment),
            "aibot_upload_media_init" => {
                let upload = self.next();
                self.uploads.begin((&bot, upload), frame).map(Some)
            }
            "aibot_upload_media_chunk" => self.uploads.chunk(&bot, frame).map(|()| None),
            "aibot_upload_media_finish" => {
                let file = self.uploads.finish(&bot, frame)?;
                let id = stable_id(&bot, "media", self.next(), 64);
                let shown =
                    json!({ "type": file.kind, "media_id": id, "created_at": moment.now().to_string() });
                self.bots.entry(bot).or_default().add_medium(id, (file.kind, file.name), moment.now());
                Ok(Some(shown))
            }
            _ => Err(ApiError::saying(40058, "invalid cmd")),
        }
    }

    /// Subscribes a connection. The bot's other connection is told, and closed.
    fn subscribe(
        &mut self,
        number: u64,
        frame: &Frame,
        moment: Moment,
        further: &mut Vec<Sent>,
    ) -> Result<(), ApiError> {
        let (id, secret) = (frame.text("bot_id"), frame.text("secret"));
        let is_new = !self.bots.contains_key(id);
        if id.is_empty()
            || id.len() > MAX_ID_BYTES
            || secret.is_empty()
            || (is_new && self.bots.len() >= MAX_BOTS)
        {
            return Err(ApiError::saying(853_000, "invalid bot_id or secret"));
        }
        if let Some(other) = self.connection_of(id).filter(|other| *other != number) {
            let req_id = stable_id(id, "req_id", self.next(), 24);
            let event = json!({
                "msgid": stable_id(id, "msgid", self.made, 32), "create_time": moment.now(), "aibotid": id,
                "msgtype": "event", "event": { "eventtype": "disconnected_event" },
            });
            let event = frame::callback("aibot_event_callback", &req_id, &event);
            further.extend([Sent::Frame(other, event), self.closed(other)]);
        }
        self.bots.entry(id.to_owned()).or_default();
        if let Some(own) = self.connections.get_mut(&number) {
            own.bot = Some(id.to_owned());
        }
        Ok(())
    }

    /// Takes the answer to a push.
    fn answer(
        &mut self,
        bot: &str,
        command: AnswerCommand,
        frame: &Frame,
        moment: Moment,
    ) -> Result<Option<Value>, ApiError> {
        let invalid = || ApiError::saying(846_605, "invalid req_id");
        let found = self.exchanges.iter_mut().find(|own| own.bot == bot && own.req_id == frame.req_id);
        let exchange = found.filter(|own| own.command() == Some(command)).ok_or_else(invalid)?;
        let is_event = command != AnswerCommand::Message;
        if is_event && (exchange.first.is_some() || exchange.left_ms(moment.now_ms) == Some(0)) {
            return Err(invalid());
        }
        let reply = &frame.body;
        let is_update = exchange.goes_on(reply);
        if is_update && !exchange.may_stream(moment.now_ms) {
            return Err(ApiError::saying(
                846_608,
                "stream message update expired (>6 minutes), cannot update",
            ));
        }
        let checked = reply::check_answer(command, reply, &exchange.push);
        let own = self.bots.entry(bot.to_owned()).or_default();
        let checked = checked.and_then(|()| own.has_medium(reply, moment.now()));
        if checked.is_ok() && !is_update && !own.may_send(&exchange.chat, moment.now_ms) {
            return Err(ApiError::saying(846_607, "aibot send msg frequency limit exceeded"));
        }
        // A reply that is refused is judged too.
        if reply.is_object() {
            exchange.take(reply, checked.as_ref().err().map(|error| refusal(&frame.cmd, error)));
        }
        checked?;
        own.keep(&frame.cmd, &exchange.chat, reply, moment.now_ms, is_update);
        Ok(None)
    }

    /// Takes note of a refused answer in the push that waits for it or for the rest of a stream. An answer with an unknown
    /// `req_id`, or that cannot be read, is meant for the push that waits, if there is only one.
    fn note_refusal(&mut self, number: u64, frame: Result<&Frame, &Unread>, error: &ApiError, now_ms: u64) {
        let errcode = error.code;
        let (req_id, fault) = match frame {
            Ok(frame) if OTHER_COMMANDS.contains(&frame.cmd.as_str()) => return,
            Ok(frame) if frame.cmd.starts_with("aibot_respond_") && !frame.body.is_object() => {
                let given = Some(&frame.body).filter(|body| !body.is_null());
                let given = given.map(|body| excerpt(&body.to_string()));
                (frame.req_id.as_str(), SocketFault::Body { errcode, given })
            }
            Ok(frame) => (frame.req_id.as_str(), refusal(&frame.cmd, error)),
            Err(Unread::Binary) => ("", SocketFault::Binary { errcode }),
            Err(Unread::NotJson) => ("", refusal("", error)),
        };
        let mut own: Vec<&mut Exchange> =
            self.exchanges.iter_mut().filter(|own| own.connection == number).collect();
        if let Some(named) = own.iter_mut().find(|own| own.req_id == req_id) {
            named.fail(fault, now_ms);
            return;
        }
        own.retain(|own| own.is_waiting() || own.is_streaming(now_ms));
        if let [only] = own.as_mut_slice() {
            only.fail(fault, now_ms);
        }
    }

    /// Sends a message to a chat.
    fn send(&mut self, bot: &str, frame: &Frame, moment: Moment) -> Result<Option<Value>, ApiError> {
        let chat = frame.text("chatid");
        if chat.is_empty() || chat.len() > MAX_ID_BYTES {
            return Err(ApiError::saying(40058, "invalid chatid"));
        }
        reply::check_message(&frame.body)?;
        let own = self.bots.entry(bot.to_owned()).or_default();
        own.has_medium(&frame.body, moment.now())?;
        if !own.may_send(chat, moment.now_ms) {
            return Err(ApiError::saying(846_607, "aibot send msg frequency limit exceeded"));
        }
        own.keep(&frame.cmd, chat, &frame.body, moment.now_ms, false);
        Ok(None)
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

/// Returns the refusal of an answer.
fn refusal(cmd: &str, error: &ApiError) -> SocketFault {
    let errmsg = error.message(Host::Work).to_owned();
    SocketFault::Refused { cmd: excerpt(cmd), errcode: error.code, errmsg }
}
