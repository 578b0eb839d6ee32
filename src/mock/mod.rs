//! WeChat on loopback: a server that answers as api.weixin.qq.com and mp.weixin.qq.com do, with state behind it.
//!
//! [`World`] is the whole of it and is pure: no clock, no network, no randomness of its own. A [`Call`] says who calls
//! and when, the [`Answer`] says what WeChat would; the world in between can be stored and read back. What an endpoint
//! takes is checked from the table in [`crate::api`], so an entry there is a route here. [`serve`] puts a world on a
//! port, and `/__webot/` on it lets tests in any language set the state and see what was asked.

mod account;
mod call;
mod control;
mod embedded;
mod errmsg;
mod followers;
mod form;
mod handlers;
mod info;
mod log;
mod menu;
mod openid;
mod params;
mod qrcode;
mod quota;
mod route;
mod rules;
mod server;
mod shorten;
mod tags;
#[cfg(test)]
mod tests;
mod ticket;
mod token;
mod world;

pub use call::{Answer, Call};
pub(crate) use control::LONGEST_DELAY;
pub use control::Trouble;
pub use embedded::Embedded;
pub use rules::{Fail, Rules};
pub(crate) use rules::{MOST_FOLLOWERS, is_network};
pub use server::{Line, Options, serve};
pub use world::World;
