//! The dependencies of this room: settings, clock, transport, and the observer of calls.

use std::time::Duration;

use url::Url;

use super::error::MockStateError;
use super::reply::Reply;
use crate::config::Settings;
use crate::http::{Request, Trust};
use crate::store::StoreError;
use crate::system::System;

/// The dependencies of a [`WeChat`](super::WeChat).
#[derive(Clone, Copy)]
pub(crate) struct Deps<'a> {
    /// The configuration: account, token store and so on.
    pub settings: &'a Settings,
    /// Clock and randomness.
    pub system: System,
    /// `true` if errors may contain secrets.
    pub show_secrets: bool,
    /// The observer of each call.
    pub observer: &'a dyn Observer,
}

/// An observer of calls, such as the output of `--verbose`.
pub(crate) trait Observer {
    /// Called before a request is sent.
    fn request(&self, request: &Request);
    /// Called after the response to a request was read.
    fn reply(&self, request: &Request, reply: &Reply);
    /// Called now and then while a file is sent or received: the number of bytes so far, and of all bytes if known.
    fn transferring(&self, bytes: u64, total: Option<u64>);
    /// Called after the last [`Observer::transferring`].
    fn transferred(&self);
    /// Called before the pause that precedes a retry.
    fn retrying(&self, pause: Duration);
    /// Called when WeChat refused the token with this errcode, before another one is fetched.
    fn token_refused(&self, errcode: i64);
    /// Called when another program invalidated the token this many seconds after it was fetched; `None` if that time is
    /// unknown.
    fn token_invalidated(&self, age_s: Option<u64>);
    /// Called when the built-in mock has kept pushes.
    fn pushes_queued(&self, queued: &QueuedPushes);
    /// Called when the token store fails; at most once per command.
    fn store_failed(&self, error: &StoreError);
}

/// The transport of requests to WeChat.
pub(crate) enum Transport {
    /// HTTP.
    Http {
        /// A base URL that replaces WeChat's hosts.
        base: Option<Url>,
        /// Certificates and proxy.
        trust: Trust,
    },
    /// The built-in mock, in this process.
    Mock(Box<dyn Backend>),
}

/// A server in this process that answers in place of WeChat.
pub(crate) trait Backend {
    /// Answers a request.
    fn answer(&self, request: &Request, now_ms: u64) -> Result<BackendAnswer, MockStateError>;
}

/// A response of a [`Backend`].
#[derive(Debug, Clone)]
pub(crate) struct BackendAnswer {
    /// The HTTP status.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: String,
    /// The body.
    pub body: Vec<u8>,
    /// Further headers.
    pub headers: Vec<(String, String)>,
    /// `true` if the backend did not judge the call.
    pub is_generated: bool,
    /// The pushes that the call has caused, which the backend keeps.
    pub queued: Option<QueuedPushes>,
}

/// The pushes that a [`Backend`] keeps instead of sending them to a bot.
#[derive(Debug, Clone)]
pub(crate) struct QueuedPushes {
    /// The kinds.
    pub kinds: Vec<String>,
    /// The path of the file that holds them.
    pub state: String,
}
