//! The client of WeChat's API for one account: calls, retries, tokens and tickets, and the stores of tokens.

mod account;
mod call;
mod client;
mod deps;
mod error;
mod reply;
mod ticket;
pub mod tokens;

pub use call::{Body, Call, FormPart};
pub use client::{CallOptions, WeChat};
pub use deps::{Backend, BackendAnswer, Deps, Observer, Transport};
pub use error::{MockStateError, WechatError};
pub use reply::{FileSink, NotWechat, Refusal, Reply, SecondRefusal};
pub use ticket::TicketKind;
