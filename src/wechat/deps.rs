//! What the room is given: settings, clock, the way to WeChat, and who is told what happens.

use std::time::Duration;

use url::Url;

use super::error::MockStateError;
use super::reply::Reply;
use crate::config::Settings;
use crate::http::{Request, Trust};
use crate::store::StoreError;
use crate::system::System;

/// What a [`WeChat`](super::WeChat) works with.
#[derive(Clone, Copy)]
pub struct Deps<'a> {
    /// The account, the token store and what else is configured.
    pub settings: &'a Settings,
    /// Clock and randomness.
    pub system: System,
    /// Whether secrets may stand in errors.
    pub show_secrets: bool,
    /// Is told what happens meanwhile.
    pub observer: &'a dyn Observer,
}

/// Is told what happens during a call.
pub trait Observer {
    /// This request goes out.
    fn request(&self, request: &Request);
    /// This answer came to it.
    fn reply(&self, request: &Request, reply: &Reply);
    /// The call is repeated after a pause.
    fn repeated(&self, pause: Duration);
    /// The token was refused with this errcode; another one is fetched.
    fn token_refused(&self, errcode: i64);
    /// Another program invalidated the token this many seconds after it was fetched; `None` if that time is unknown.
    fn token_invalidated(&self, age_s: Option<u64>);
    /// Tokens cannot be kept, for this reason.
    fn store_failed(&self, error: &StoreError);
}

/// The way to WeChat.
pub enum Transport {
    /// Over HTTP.
    Http {
        /// A base URL in place of WeChat's hosts.
        base: Option<Url>,
        /// Certificates and proxy.
        trust: Trust,
    },
    /// The mock in this process.
    Mock(Box<dyn Backend>),
}

/// A WeChat in this process.
pub trait Backend {
    /// Answers a request.
    fn answer(&self, request: &Request, now_ms: u64) -> Result<BackendAnswer, MockStateError>;
}

/// An answer of a [`Backend`].
#[derive(Debug, Clone)]
pub struct BackendAnswer {
    /// The HTTP status.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: String,
    /// The body.
    pub body: Vec<u8>,
}
