//! The commands: one file each, with the arguments above the function.

pub mod api;
mod args;
pub mod completions;
pub mod config;
pub mod crypt;
pub(crate) mod endpoint;
pub mod init;
pub mod man;
pub(crate) mod menu;
pub mod mock;
mod observer;
pub(crate) mod openid_list;
pub(crate) mod qrcode;
pub mod rules;
pub mod send;
pub mod serve;
pub mod sign;
pub(crate) mod ticket;
pub(crate) mod token;
pub mod verify_url;

/// The arguments of a command without arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct NoArgs {}
