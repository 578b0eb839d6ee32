//! Intelligent bots as the world sees them: their frames are logged as calls are.

use std::borrow::Cow;

use serde_json::{Value, json as value};

use super::{Acted, World};
use crate::api::Host;
use crate::message::envelope::AesKey;
use crate::message::{FrameFault, Kind, Push, json};
use crate::mock::aibot::{
    Answered, Content, Frame, Moment, OwnFile, Refreshed, SOCKET_METHOD, SOCKET_PATH, Sent, ServedFile,
};
use crate::mock::call::{HandlerReply, HandlerResult, MockAnswer, MockCall};
use crate::mock::errmsg::ApiError;
use crate::mock::log::Trace;
use crate::mock::pushes::{NewPush, unknown_field};

/// The maximum length of the id of a bot, in bytes.
const MAX_BOT_BYTES: usize = 64;
/// The user who writes if none is named: the first member of a new company.
const SAMPLE_USER: &str = "zhangsan";

/// The result of a frame.
pub(in crate::mock) struct ReceivedFrame {
    /// The command, for the log.
    pub(in crate::mock) cmd: String,
    pub(in crate::mock) errcode: i64,
    pub(in crate::mock) sent: Vec<Sent>,
}

/// The reason why a push reaches no bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::mock) enum NoBot {
    /// None is connected.
    None,
    /// Several are, and the push names none of them.
    Several(Vec<String>),
}

impl World {
    /// Adds a connection; returns its number.
    pub(in crate::mock) fn open_socket(&mut self, from: &str) -> (u64, Option<Sent>) {
        self.aibots.open(from)
    }

    /// Removes a connection, which may have ended because the bot broke the protocol.
    pub(in crate::mock) fn close_socket(&mut self, number: u64, fault: Option<FrameFault>, now_ms: u64) {
        let now_ms = self.time(now_ms);
        self.aibots.close(number, fault, now_ms);
    }

    /// Takes a frame of a connection.
    pub(in crate::mock) fn receive_frame(
        &mut self,
        number: u64,
        content: Content<'_>,
        from: &str,
        now_ms: u64,
    ) -> ReceivedFrame {
        let now_ms = self.time(now_ms);
        let frame = Frame::parse(content);
        let text = match content {
            Content::Text(text) => Cow::Borrowed(text),
            Content::Binary(bytes) => Cow::Owned(format!("<binary frame of {bytes} bytes>")),
        };
        // The secret of the settings is that of an account, not of a bot.
        let moment = Moment { now_ms, random: self.dice.number() };
        let (errcode, sent) = self.aibots.receive(number, frame.as_ref(), moment);
        let bot = self.aibots.bot_of(number).unwrap_or_default().to_owned();
        let cmd = frame.map(|frame| frame.cmd).unwrap_or_default();
        let call = MockCall {
            method: SOCKET_METHOD,
            host: Host::Work,
            path: SOCKET_PATH,
            target: SOCKET_PATH,
            query: Vec::new(),
            body: text.as_bytes(),
            headers: Vec::new(),
            from,
            now_ms,
        };
        let answer = sent.iter().find_map(|sent| match sent {
            Sent::Frame(_, frame) => Some(MockAnswer::json(frame)),
            Sent::Close(_) => None,
        });
        if let (Some(answer), true) = (answer, cmd != "ping") {
            let rid = self.dice.rid(call.now());
            self.log.push(&call, &answer, Trace { account: bot, rid }, secret_of(&self.rules).into_iter());
        }
        ReceivedFrame { cmd, errcode, sent }
    }

    /// Takes note of the URL of the mock, to which the links in pushes lead, and of the key of linked files.
    pub(crate) fn serve_at(&mut self, base: &str, key: Option<AesKey>) {
        self.aibots.serve_at(base, key);
    }

    /// Puts links to the mock into a push: to the caller's own files, and, in a push to a callback URL, to those of the
    /// samples and to `response_url`. A WebSocket's mock makes the latter itself.
    pub(crate) fn link_push(&mut self, push: &mut Push, own: &[OwnFile], over_socket: bool, now_ms: u64) {
        let now_ms = self.time(now_ms);
        let mut json = json::to_json(&push.document.0);
        let bot = json["aibotid"].as_str().unwrap_or_default().to_owned();
        self.aibots.link_own(&mut json, own, over_socket, now_ms);
        if !over_socket {
            self.aibots.link(&bot, &mut json, false, now_ms);
        }
        if let Some(document) = json::from_json(&json) {
            push.document = document;
        }
    }

    /// Returns a file that a push links to, encrypted.
    pub(super) fn aibot_file(&self, id: &str, now_ms: u64) -> MockAnswer {
        let reply = match self.aibots.file(id, self.time(now_ms)) {
            Some(ServedFile { name, bytes }) => {
                let content_type = "application/octet-stream";
                HandlerReply::File { content: bytes, content_type, name }
            }
            None => HandlerReply::NotFound,
        };
        reply.into()
    }

    /// Answers a call of a `response_url`.
    pub(super) fn respond_to_aibot(&mut self, call: &MockCall<'_>) -> HandlerResult {
        if call.method != "POST" {
            return Err(ApiError::new(43002));
        }
        let message = serde_json::from_slice(call.body).map_err(|_| ApiError::new(47001))?;
        let moment = Moment { now_ms: call.now_ms, random: 0 };
        self.aibots.respond(call.value("response_code").unwrap_or_default(), &message, moment)?;
        Ok(HandlerReply::ok())
    }

    /// Returns the bot that a push is for: the connected one that it names, or else the only connected one.
    pub(in crate::mock) fn aibot_for(&self, push: &Value) -> Result<String, NoBot> {
        let named = push["aibotid"].as_str().unwrap_or_default();
        let connected: Vec<&str> = self.aibots.connected().collect();
        match connected.as_slice() {
            _ if connected.contains(&named) => Ok(named.to_owned()),
            [] => Err(NoBot::None),
            [only] => Ok((*only).to_owned()),
            several => Err(NoBot::Several(several.iter().map(|id| (*id).to_owned()).collect())),
        }
    }

    /// Queues a message or an event for an intelligent bot. The error is a sentence about the invalid value.
    pub(super) fn push_to_bot(&mut self, kind: Kind, given: &Value, now_ms: u64) -> Result<Acted, String> {
        let due_ms = self.time(now_ms);
        let mut fields = given.get("fields").cloned().unwrap_or_else(|| value!({}));
        if !fields.is_object() {
            return Err("`fields` takes an object of the push's fields".to_owned());
        }
        if let Some(unknown) = unknown_field(kind, &fields) {
            return Err(format!(
                "a `{}` has no field `{unknown}`: `webot send {} --dry-run` shows it",
                kind.name, kind.name
            ));
        }
        let named = given["aibotid"].as_str().or_else(|| fields["aibotid"].as_str());
        let bot = match named {
            Some(named) if named.len() > MAX_BOT_BYTES => {
                return Err(format!("`aibotid` takes at most {MAX_BOT_BYTES} bytes"));
            }
            Some(named) => named.to_owned(),
            None => self.aibot_for(&fields).map_err(|none| match none {
                NoBot::None => "no bot is connected to `/aibot`: name one with `aibotid`".to_owned(),
                NoBot::Several(bots) => format!("`aibotid` names one of {}", bots.join(", ")),
            })?,
        };
        let user = given["userid"].as_str().or_else(|| fields["from"]["userid"].as_str());
        let user = user.unwrap_or(SAMPLE_USER).to_owned();
        match given["text"].as_str() {
            Some(text) if kind.args.iter().any(|path| path == "text.content") => {
                fields["text"] = value!({ "content": text });
            }
            Some(_) => return Err(format!("a message of kind `{}` has no `text`, but `fields`", kind.name)),
            None => {}
        }
        fields["aibotid"] = value!(bot);
        let mut from = value!({ "userid": user });
        if let (Some(from), Some(given)) = (from.as_object_mut(), fields["from"].as_object()) {
            from.extend(given.clone());
        }
        fields["from"] = from;
        let push =
            NewPush { kind: kind.name.to_owned(), user, fields, has_samples: true, due_ms, notice: None };
        let id = self.pushes.add(&bot, push, self.dice.number());
        let pushed = value!({ "id": id, "account": bot, "kind": kind.name });
        Ok(Acted { pushed: vec![pushed], ..Acted::default() })
    }

    /// Begins to push to a connected bot; returns the `req_id` and the frame.
    pub(in crate::mock) fn push_to_aibot(
        &mut self,
        bot: &str,
        push: Value,
        now_ms: u64,
    ) -> Option<(String, Option<Sent>)> {
        let now_ms = self.time(now_ms);
        self.aibots.push(bot, push, now_ms)
    }

    /// Returns the state of the answer to a push, and the time that is left for it, in milliseconds.
    pub(in crate::mock) fn aibot_answered(&self, req_id: &str, now_ms: u64) -> (Answered, Option<u64>) {
        let now_ms = self.time(now_ms);
        (self.aibots.answered(req_id, now_ms), self.aibots.left_ms(req_id, now_ms))
    }

    /// Returns what is new of a stream; `None` is the bot that began it.
    pub(in crate::mock) fn aibot_refreshed(
        &mut self,
        bot: Option<&str>,
        stream: &str,
        now_ms: u64,
    ) -> Refreshed {
        let now_ms = self.time(now_ms);
        self.aibots.refresh(bot, stream, now_ms)
    }

    /// Returns the bots for the control API.
    pub(in crate::mock) fn aibots(&self) -> Value {
        value!(self.aibots.shown())
    }
}

fn secret_of(rules: &crate::mock::rules::Rules) -> Option<&str> {
    rules.secret.as_ref().map(crate::Secret::expose)
}
