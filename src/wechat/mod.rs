//! WeChat's API as one account sees it: calls, retries, tokens and tickets, and the stores that keep them.

mod account;
mod call;
mod client;
mod deps;
mod error;
mod reply;
mod ticket;
pub mod tokens;

pub use call::{Body, Call, Part};
pub use client::{MAX_REPLY, Options, WeChat};
pub use deps::{Backend, BackendAnswer, Deps, Observer, Transport};
pub use error::{MockStateError, WechatError};
pub use reply::{Again, Foreign, Refusal, Reply, Spill};
pub use ticket::TicketKind;
