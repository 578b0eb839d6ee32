//! The lines of the log of a server, and the calls of the control API that the process itself makes.

use serde_json::Value;
use tokio::sync::oneshot;

use crate::message::FrameFault;
use crate::mock::pushes::QueuedPush;
use crate::mock::sign_cause::{PayWarning, SignCause};

/// A call of the control API by this process.
#[derive(Debug)]
pub(crate) struct ControlCall {
    /// The method.
    pub method: &'static str,
    /// The path after `/__webot/`.
    pub name: String,
    /// The body; empty without one.
    pub body: Vec<u8>,
    /// Takes status and JSON.
    pub answer: oneshot::Sender<(u16, Value)>,
}

/// A line of the log on its way from the connections.
pub(super) enum Line {
    Call(Box<ServedCall>),
    Control,
}

/// A line of the log.
#[derive(Debug)]
pub(crate) enum LogLine<'a> {
    /// An answered call.
    Call(&'a ServedCall),
    /// A push with its outcome.
    Push(&'a QueuedPush),
    /// A call of the control API, which may have changed the state.
    Control,
}

/// An answered call, for the access log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ServedCall {
    /// The time of arrival, in milliseconds since 1970.
    pub at_ms: u64,
    /// The method.
    pub method: String,
    /// The path without the query, which contains the token.
    pub path: String,
    /// The errcode; `None` if the connection was closed without an answer.
    pub errcode: Option<i64>,
    /// The HTTP status; 0 if the connection was closed without an answer.
    pub status: u16,
    /// The duration, in milliseconds.
    pub ms: u128,
    /// The reasons for a refused signature.
    pub causes: Vec<SignCause>,
    /// The things that WeChat itself would refuse.
    pub warnings: Vec<PayWarning>,
    /// The fault with which a bot broke the protocol of its WebSocket, which closed the connection.
    pub fault: Option<FrameFault>,
    /// Query, body and error answer without secrets; `None` unless the server logs them.
    pub logged: Option<Value>,
}

impl Line {
    /// Returns the line for the log.
    pub(super) fn shown(&self) -> LogLine<'_> {
        match self {
            Self::Call(call) => LogLine::Call(call),
            Self::Control => LogLine::Control,
        }
    }
}
