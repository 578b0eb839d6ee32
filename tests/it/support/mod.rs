//! Shared by the tests: the binary in an empty environment, and the servers that it meets.

mod account;
mod bot;
mod expected;
mod folder;
mod http;
mod keys;
mod mock;
mod page;
mod process;
mod ran;
mod raw;
#[cfg(unix)]
#[expect(dead_code, reason = "the library's tests also stop and restart it")]
mod redis;
mod replies;
#[cfg(unix)]
mod screen;
mod serve;
mod socket;
#[cfg(unix)]
mod terminal;
mod vectors;
mod webot;

pub use bot::{Bot, Heard};
pub use folder::Folder;
#[cfg(unix)]
pub use folder::permissions_hold;
pub use http::{gzipped, hold, http, http_gzip, http_typed, http_with};
pub use keys::{key_pair, pem, pkcs8, verify};
pub use mock::{Mock, Page};
pub use page::{Events, PageAddress, asked};
pub use process::{Process, TIMEOUT, until};
pub use ran::Ran;
#[cfg(unix)]
pub use redis::{REDIS_PASSWORD, Redis};
pub use replies::{encrypted, text_reply, xml_reply};
#[cfg(unix)]
pub use screen::ScreenTerminal;
pub use serve::{
    Got, Serve, Stamp, TOKEN, fields, fresh, now, opened, request, sealed, sealed_as, text_of, text_push,
};
#[cfg(unix)]
pub use socket::Socket;
pub use terminal::Terminal;
pub use vectors::signed_callbacks;
pub use webot::{Webot, webot};

/// The account and the user that `webot send` has when nothing else is said.
pub const ACCOUNT: &str = ::webot::message::SAMPLE_ACCOUNT;
pub const OPENID: &str = ::webot::message::SAMPLE_OPENID;
/// A key of the documents' form, whose last character has stray bits.
pub const AES_KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
/// Another key than [`AES_KEY`].
pub const OTHER_KEY: &str = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR";
/// An address at which nothing listens: no test is ever given port 1.
pub const DEAD_URL: &str = "http://127.0.0.1:1/";
/// The answer of `webot serve` to a message that no rule matches.
pub const NOT_FOUND: &str = "Don't know what you are saying.";
/// The answer of `webot serve` if a handler fails.
pub const BROKEN: &str = "Something is broken...";
/// The end of what `webot send` says of an answer without a fault.
pub const ACCEPTED: &str = "✓ WeChat would accept this answer\n";
/// The warning about a secret in an argument.
pub const SECRET_GIVEN: &str = "a secret on the command line is saved in the shell's history";
/// The account of [`Webot::asking`].
pub const APPID: &str = "wx2c2769f8efd9abc2";
pub const SECRET: &str = "5ec2e7005ec2e7005ec2e7005ec2e700";
