//! Intelligent bots of WeCom that hold a WebSocket (企业微信文档《智能机器人长连接》): they subscribe with id and secret, get
//! messages and events, and answer them by `req_id`.
//!
//! [`Aibots`] is the state, and pure as the world is: it takes the frames of a connection and returns those to send.
//! [`Sockets`] holds the connections.

mod bot;
mod bots;
mod exchange;
mod files;
mod frame;
mod reply;
mod socket;
mod upload;

pub(super) use bots::{Aibots, Moment, Sent};
pub(super) use exchange::{Answered, Refreshed, TakenReply};
pub(super) use files::{FILE_PREFIX, ServedFile};
pub(crate) use files::{OwnFile, named_files};
pub(super) use frame::{Content, Frame};
pub(super) use socket::{Sockets, run};

/// The path of the WebSocket on the mock.
pub(crate) const SOCKET_PATH: &str = "/aibot";
/// The method of a frame and of a handshake in the logs.
pub(crate) const SOCKET_METHOD: &str = "WS";
/// The path of the control API that hands a push to a connected bot, and answers with the bot's reply.
pub(crate) const CALLBACK_PATH: &str = "/__webot/aibot";
/// The header of an answer without a bot that could be meant; its value lists those that are connected.
pub(crate) const WITHOUT_BOT_HEADER: &str = "x-webot-aibots";
/// The path of `response_url`.
pub(crate) const RESPONSE_PATH: &str = "/cgi-bin/aibot/response";
/// The maximum size of a frame, in bytes: a picture of 10 MB in base64 fits.
pub(super) const MAX_FRAME_BYTES: usize = 16 << 20;
