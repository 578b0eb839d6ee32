//! The frames of bots: they subscribe, answer pushes and send messages.

use serde_json::{Value, json};

use super::{Aibots, MAX_BOTS, MAX_ID_BYTES, Moment, Sent};
use crate::api::Host;
use crate::lang::excerpt;
use crate::message::SocketFault;
use crate::mock::aibot::exchange::{AnswerCommand, Exchange};
use crate::mock::aibot::frame::{self, Frame, Unread};
use crate::mock::aibot::reply;
use crate::mock::errmsg::ApiError;
use crate::mock::state::media::stable_id;

/// The commands that answer no push.
const OTHER_COMMANDS: [&str; 6] = [
    "ping",
    "aibot_subscribe",
    "aibot_send_msg",
    "aibot_upload_media_init",
    "aibot_upload_media_chunk",
    "aibot_upload_media_finish",
];

impl Aibots {
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
}

/// Returns the refusal of an answer.
fn refusal(cmd: &str, error: &ApiError) -> SocketFault {
    let errmsg = error.message(Host::Work).to_owned();
    SocketFault::Refused { cmd: excerpt(cmd), errcode: error.code, errmsg }
}
