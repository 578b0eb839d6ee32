//! The open connections of bots.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::Value;
use tokio::io::{AsyncWriteExt as _, copy, sink};
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::error::{CapacityError, ProtocolError};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};

use super::{Content, Sent};
use crate::http::server::WebSocket;
use crate::message::FrameFault;

/// The maximum number of frames that wait for a bot; the connection of one that does not read them is closed.
const MAX_WAITING: usize = 256;
/// The time limit for writing a frame, and for closing.
const WRITE_TIMEOUT: Duration = Duration::from_secs(10);
/// The time limit for the close frames at the end of the server.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(1);

/// The open connections by their numbers.
#[derive(Debug, Default)]
pub(in crate::mock) struct Sockets {
    open: Mutex<HashMap<u64, mpsc::Sender<Value>>>,
    tasks: Mutex<JoinSet<()>>,
    /// Notified when a frame has come or a connection has ended.
    pub(in crate::mock) changed: Notify,
}

impl Sockets {
    /// Adds a connection; returns the frames that are to be sent to it.
    pub(in crate::mock) fn add(&self, number: u64) -> mpsc::Receiver<Value> {
        let (sender, frames) = mpsc::channel(MAX_WAITING);
        self.open.lock().unwrap_or_else(PoisonError::into_inner).insert(number, sender);
        frames
    }

    /// Removes a connection, which is closed after the frames that wait for it.
    pub(in crate::mock) fn remove(&self, number: u64) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&number);
        self.changed.notify_waiters();
    }

    /// Sends frames, and closes connections.
    pub(in crate::mock) fn send(&self, sent: impl IntoIterator<Item = Sent>) {
        for sent in sent {
            let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            match sent {
                Sent::Frame(number, frame) => {
                    if open.get(&number).is_some_and(|sender| sender.try_send(frame).is_err()) {
                        open.remove(&number);
                    }
                }
                Sent::Close(number) => {
                    open.remove(&number);
                }
            }
        }
        self.changed.notify_waiters();
    }

    /// Runs a task until the server ends.
    pub(in crate::mock) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(task);
    }

    /// Closes all connections.
    pub(in crate::mock) async fn shut_down(&self) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let mut tasks = std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        timeout(SHUTDOWN_TIMEOUT, async { while tasks.join_next().await.is_some() {} }).await.ok();
    }
}

/// Passes what a bot sends to `receive` and sends it `frames`, until one of the two ends. Returns the fault with which
/// the bot broke the protocol.
pub(in crate::mock) async fn run(
    socket: WebSocket,
    mut frames: mpsc::Receiver<Value>,
    mut receive: impl FnMut(Content<'_>),
) -> Option<FrameFault> {
    let (mut to, mut from) = socket.split();
    let fault = loop {
        tokio::select! {
            biased;
            frame = frames.recv() => {
                let Some(frame) = frame else { break None };
                let sent = timeout(WRITE_TIMEOUT, to.send(Message::text(frame.to_string()))).await;
                if !matches!(sent, Ok(Ok(()))) {
                    return None;
                }
            }
            message = from.next() => match message {
                Some(Ok(Message::Text(text))) => receive(Content::Text(&text)),
                Some(Ok(Message::Binary(bytes))) => receive(Content::Binary(bytes.len())),
                // The library answers a ping when it is next written to.
                Some(Ok(Message::Ping(_))) => {
                    if !matches!(timeout(WRITE_TIMEOUT, to.flush()).await, Ok(Ok(()))) {
                        return None;
                    }
                }
                Some(Ok(Message::Close(_))) | None => break None,
                Some(Err(error)) => break fault_of(&error),
                Some(Ok(_)) => {}
            },
        }
    };
    let Some(fault) = fault else {
        timeout(WRITE_TIMEOUT, to.close()).await.ok();
        return None;
    };
    let close = CloseFrame { code: fault.close_code().into(), reason: reason(fault).into() };
    let written = timeout(WRITE_TIMEOUT, to.send(Message::Close(Some(close)))).await;
    if let (Ok(Ok(())), Ok(mut socket)) = (written, to.reunite(from)) {
        // With bytes that are not read, the connection would be reset before the bot reads the close frame.
        let stream = socket.get_mut();
        timeout(SHUTDOWN_TIMEOUT, async {
            stream.shutdown().await?;
            copy(stream, &mut sink()).await
        })
        .await
        .ok();
    }
    Some(fault)
}

/// Returns the fault of a bot; `None` if the connection was lost.
fn fault_of(error: &Error) -> Option<FrameFault> {
    let fault = match error {
        Error::Utf8(_) => FrameFault::NotUtf8,
        Error::Capacity(CapacityError::MessageTooLong { max_size, .. }) => FrameFault::TooLong(*max_size),
        Error::Protocol(error) => match error {
            ProtocolError::UnmaskedFrameFromClient => FrameFault::NotMasked,
            ProtocolError::NonZeroReservedBits => FrameFault::ReservedBits,
            ProtocolError::UnknownControlFrameType(code)
            | ProtocolError::UnknownDataFrameType(code)
            | ProtocolError::InvalidOpcode(code) => FrameFault::ReservedOpcode(*code),
            ProtocolError::UnexpectedContinueFrame | ProtocolError::ExpectedFragment(_) => {
                FrameFault::Fragments
            }
            ProtocolError::FragmentedControlFrame | ProtocolError::ControlFrameTooBig => {
                FrameFault::ControlFrame
            }
            ProtocolError::InvalidCloseSequence => FrameFault::CloseFrame,
            ProtocolError::ResetWithoutClosingHandshake => return None,
            _ => FrameFault::Other,
        },
        _ => return None,
    };
    Some(fault)
}

/// Returns the reason in a close frame, which is English as all of the protocol.
fn reason(fault: FrameFault) -> &'static str {
    match fault {
        FrameFault::NotMasked => "frame is not masked",
        FrameFault::NotUtf8 => "text is not UTF-8",
        FrameFault::ReservedBits => "reserved bits are set",
        FrameFault::ReservedOpcode(_) => "reserved opcode",
        FrameFault::TooLong(_) => "message is too long",
        FrameFault::Fragments => "fragments are out of order",
        FrameFault::ControlFrame => "control frame is too long or fragmented",
        FrameFault::CloseFrame => "close frame is invalid",
        FrameFault::Other => "protocol error",
    }
}
