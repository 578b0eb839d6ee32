//! What tests share: the binary in an empty environment, and bots that answer whatever a test wants.

mod bot;
mod folder;
mod home;
mod keys;
mod mock;
mod raw;
#[cfg(unix)]
mod redis;
mod replies;
mod run;
mod serve;
mod user;
pub mod wx;

pub use bot::{Bot, Heard};
pub use folder::Folder;
#[cfg(unix)]
pub use folder::permissions_hold;
pub use home::{Home, OWN_APPID, OWN_SECRET};
pub use keys::{key_pair, pem, pkcs8};
pub use mock::Mock;
#[cfg(unix)]
pub use redis::{REDIS_PASSWORD, Redis};
pub use replies::{encrypted, http, text_reply, xml_reply};
pub use run::{Ran, Run, webot};
pub use serve::{
    Got, Serve, Setup, Stamp, TOKEN, fields, fresh, now, opened, request, sealed, sealed_as, text_of,
    text_push,
};
pub use user::{Typed, User};

/// The account and the user that `webot send` has when nothing else is said.
pub const ACCOUNT: &str = webot::message::SAMPLE_ACCOUNT;
pub const OPENID: &str = webot::message::SAMPLE_OPENID;
/// A key of the documents' form, whose last character has stray bits.
pub const AES_KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
pub const APPID: &str = "wx2c2769f8efd9abc2";
