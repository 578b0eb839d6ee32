//! A central token server (中控服务器): hands out the `access_token`s and tickets of several accounts over HTTP, in the
//! shape of WeChat's own endpoints, and of WeCom's.
//!
//! `registry` decides about requests and `account` holds the tokens, both pure; `worker` gets the tokens of one account, one after the other;
//! `server` connects both to the network.

mod account;
mod event;
mod metrics;
mod registry;
mod request;
mod server;
#[cfg(test)]
mod tests;
mod worker;

pub(crate) use account::Platform;
pub(crate) use event::{Event, ServedRequest};
pub(crate) use server::{TokenServerOptions, serve};
pub(crate) use worker::ServedAccount;
