//! The server that receives the pushes of WeChat or `webot send`.
//!
//! A request is verified ([`Account`]), recognized if it is delivered again, and answered by the rules in the session
//! of its user.

mod account;
mod body;
mod log;
mod push;
mod push_id;
mod query;
mod reject;
mod respond;
mod server;
mod watch;

pub(crate) use account::Account;
pub(crate) use log::{LogEntry, LoggedExchange, ServerEvent};
pub(crate) use push_id::push_id;
pub(crate) use query::CallbackQuery;
pub(crate) use reject::RejectReason;
pub(crate) use server::{Bot, Options, Reload, Server, serve};
