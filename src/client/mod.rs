//! The only HTTP out: a request goes in, an answer or a named failure comes back.

mod account;
mod call;
mod cover;
mod curl;
mod failure;
mod reply;
mod request;
mod send;
mod ticket;
mod trust;
mod wechat;

pub use call::{Body, Call, Part};
pub use curl::curl;
pub use failure::Failure;
pub use reply::{Again, Foreign, Refusal, Reply, Spill};
pub(crate) use request::is_secret;
pub use request::{Request, is_loopback, shown};
pub use send::{Client, Head, Received, Sink};
pub use ticket::TicketKind;
pub use trust::Trust;
pub use wechat::{MAX_REPLY, Options, WeChat};
