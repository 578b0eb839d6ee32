//! The built-in mock of WeChat: answers as api.weixin.qq.com, mp.weixin.qq.com and qyapi.weixin.qq.com do, and keeps
//! state.
//!
//! [`World`] holds the state and is pure: the caller and the time come with each [`MockCall`], random numbers from a
//! seed, and it returns a [`MockAnswer`]. It can be stored and read back. Parameters are checked against the table in
//! [`crate::api`], so an entry there is a route here. [`serve`] serves a world over HTTP, with `/__webot/` for tests in
//! any language to set the state and read the log of calls; [`Embedded`] answers in this process.
//!
//! Calls and users cause pushes, which wait in the world as data. A server passes those that are due to a
//! [`Deliverer`] and stores the outcome; without one they stay, and [`StateFile`] keeps them for the next start.
//!
//! `state` holds the data of an account; `chapters` holds the handlers that answer from it, one file for each chapter
//! of the documentation.

mod aibot;
mod call;
mod chapters;
mod checked_call;
mod contents;
mod control;
mod embedded;
mod errmsg;
mod form;
mod http_answer;
mod kind;
mod listed;
mod log;
mod login_page;
mod outbox;
mod params;
pub(crate) mod pay;
mod pay_refusal;
mod people;
mod pushes;
mod route;
mod rules;
mod sealed;
mod server;
mod sign_cause;
mod state;
mod state_file;
#[cfg(test)]
mod tests;
mod world;

pub(crate) use aibot::{
    CALLBACK_PATH as AIBOT_CALLBACK_PATH, OwnFile, RESPONSE_PATH as AIBOT_RESPONSE_PATH, SOCKET_METHOD,
    SOCKET_PATH as AIBOT_SOCKET_PATH, WITHOUT_BOT_HEADER as AIBOTS_HEADER, named_files,
};
pub(crate) use call::{MockAnswer, MockCall};
pub(crate) use control::MAX_LATENCY_MS;
pub(crate) use control::NetworkFaults;
pub(crate) use embedded::Embedded;
pub(crate) use kind::AccountKind;
pub(crate) use outbox::Deliverer;
pub(crate) use pay::notice::NoticeTarget;
pub(crate) use pushes::{DeliveredPush, Delivery, DuePush, PassiveReply, PushFinding, QueuedPush};
pub(crate) use rules::{LoginRules, PlannedFailure, Rules};
pub(crate) use rules::{MAX_FOLLOWERS, MAX_PUSH_AFTER_MS, is_network};
pub(crate) use server::{ControlCall, LogLine, MockOptions, ServedCall, serve};
pub(crate) use sign_cause::{PayFault, PayWarning, SignCause};
pub(crate) use state_file::StateFile;
pub(crate) use world::World;

/// Returns the URL to which the bots of a mock connect.
pub(crate) fn aibot_socket_url(server: &url::Url) -> String {
    let mut url = server.clone();
    url.set_path(AIBOT_SOCKET_PATH);
    url.set_query(None);
    crate::http::shown(&url).replacen("http", "ws", 1)
}

/// Returns the openid of the follower with this number, from 0.
pub(crate) fn follower(appid: &str, index: u64) -> String {
    state::openid::Openids::of(appid).at(index)
}
