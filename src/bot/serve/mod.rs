//! The server that WeChat, or `webot send`, pushes messages to.

mod door;
mod log;
mod push;
mod server;
mod watch;

pub use door::{Account, Asked, Refusal, Why};
pub use log::{Line, Said};
pub use server::{Bot, Options, Server, serve};
pub use watch::Watched;
