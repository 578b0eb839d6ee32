//! `work`: WeCom's address book, messages, apps, customers, on the mock.

mod aibot;
mod aibot_links;
mod apps;
mod contacts;
mod customers;
mod messages;
mod notify;
mod suite;

use serde_json::Value;

use crate::support::{Mock, Webot};

/// The company and its app.
const CORPID: &str = "ww1234567890abcdef";
const SECRET: &str = "0123456789abcdefghij0123456789abcdefghij012";

/// A user with an app of a company on a mock.
fn home(mock: &Mock) -> Webot {
    Webot::new()
        .env("WX_API_BASE", mock.url())
        .env("WX_CORPID", CORPID)
        .env("WX_CORPSECRET", SECRET)
        .env("WX_AGENTID", "1000002")
}

/// The next command of a user.
fn next(home: &Webot, words: &[&str]) -> Webot {
    home.webot(["work"].iter().chain(words))
}

/// The answer to a command.
#[track_caller]
fn answer(home: &Webot, words: &[&str]) -> Value {
    next(home, words).args(["--json"]).stderr_any().run().json()
}

/// The errcode with which a command is refused.
#[track_caller]
fn errcode(home: &Webot, words: &[&str]) -> Value {
    next(home, words).args(["--json"]).exit(1).stderr_any().run().error()["code"].clone()
}
