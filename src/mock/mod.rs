//! The built-in mock of WeChat: answers as api.weixin.qq.com, mp.weixin.qq.com and qyapi.weixin.qq.com do, and keeps
//! state.
//!
//! [`World`] holds the state and is pure: the caller and the time come with each [`MockCall`], random numbers from a
//! seed, and it returns a [`MockAnswer`]. It can be stored and read back. Parameters are checked against the table in
//! [`crate::api`], so an entry there is a route here. [`serve`] serves a world over HTTP, with `/__webot/` for tests in
//! any language to set the state and read the log of calls; [`Embedded`] answers in this process.
//!
//! `state` holds the data of an account; `chapters` holds the handlers that answer from it, one file for each chapter
//! of the documentation.

mod call;
mod chapters;
mod checked_call;
mod contents;
mod control;
mod embedded;
mod errmsg;
mod form;
mod kind;
mod listed;
mod log;
mod login_page;
mod params;
pub(crate) mod pay;
mod pay_refusal;
mod people;
mod route;
mod rules;
mod sealed;
mod server;
mod sign_cause;
mod state;
#[cfg(test)]
mod tests;
mod world;

pub(crate) use call::{MockAnswer, MockCall};
pub(crate) use control::MAX_LATENCY_MS;
pub(crate) use control::NetworkFaults;
pub(crate) use embedded::Embedded;
pub(crate) use kind::AccountKind;
pub(crate) use rules::{LoginRules, PlannedFailure, Rules};
pub(crate) use rules::{MAX_FOLLOWERS, is_network};
pub(crate) use server::{MockOptions, ServedCall, serve};
pub(crate) use sign_cause::{PayFault, SignCause};
pub(crate) use world::World;
