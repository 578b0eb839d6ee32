//! The reasons why a push over a WebSocket has no reply; webot's mock tells them to `webot send`.

use serde::{Deserialize, Serialize};

/// The reason why an intelligent bot that holds a WebSocket to the mock has not replied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SocketFault {
    /// The connection ended before the bot answered.
    Ended,
    /// The answer was refused.
    Refused {
        /// The command of the answer; empty if it could not be read.
        cmd: String,
        /// The errcode that the bot got.
        errcode: i64,
        /// The message of the errcode.
        errmsg: String,
    },
    /// The answer was in a binary frame.
    Binary {
        /// The errcode that the bot got.
        errcode: i64,
    },
    /// The answer has no `body`, or one that is no object.
    Body {
        /// The errcode that the bot got.
        errcode: i64,
        /// The beginning of the body; `None` if it is missing.
        given: Option<String>,
    },
    /// The bot broke the protocol, so that the connection was closed.
    Protocol(FrameFault),
}

impl SocketFault {
    /// Returns the name of the rule that it breaks.
    pub(super) const fn rule(&self) -> &'static str {
        match self {
            Self::Ended => "socket-closed",
            Self::Refused { .. } | Self::Binary { .. } => "answer-refused",
            Self::Body { .. } => "answer-without-body",
            Self::Protocol(_) => "websocket-protocol",
        }
    }
}

/// A frame that breaks RFC 6455.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FrameFault {
    /// A frame of a client has no mask (5.1).
    NotMasked,
    /// A text is not UTF-8 (8.1).
    NotUtf8,
    /// A bit of an extension is set, although none was agreed on (5.2).
    ReservedBits,
    /// The opcode is reserved (5.2).
    ReservedOpcode(u8),
    /// The message is longer than the mock takes; holds the limit in bytes.
    TooLong(usize),
    /// A continuation follows no fragment, or a message begins within another (5.4).
    Fragments,
    /// A ping, a pong or a close frame is longer than 125 bytes or in fragments (5.5).
    ControlFrame,
    /// The close frame is not valid (5.5.1).
    CloseFrame,
    /// Another fault.
    Other,
}

impl FrameFault {
    /// Returns the status code of the close frame (RFC 6455, 7.4.1).
    #[must_use]
    pub const fn close_code(self) -> u16 {
        match self {
            Self::NotUtf8 => 1007,
            Self::TooLong(_) => 1009,
            _ => 1002,
        }
    }
}
