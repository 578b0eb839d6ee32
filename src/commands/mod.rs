//! The commands: one file each, with the arguments above the function.

pub(crate) mod api;
pub(crate) mod app;
mod args;
pub(crate) mod autoreply;
pub(crate) mod bench;
pub(crate) mod chat;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod crypt;
pub(crate) mod doctor;
mod download;
pub(crate) mod draft;
pub(crate) mod endpoint;
pub(crate) mod explain;
pub(crate) mod init;
mod job;
pub(crate) mod jssdk;
pub(crate) mod listen;
pub(crate) mod man;
pub(crate) mod material;
pub(crate) mod mcp;
pub(crate) mod menu;
pub(crate) mod message;
pub(crate) mod mini;
pub(crate) mod mock;
pub(crate) mod oauth;
mod observer;
pub(crate) mod open;
pub(crate) mod openid_list;
pub(crate) mod pay;
pub(crate) mod publish;
pub(crate) mod qrcode;
pub(crate) mod replay;
pub(crate) mod rules;
pub(crate) mod send;
pub(crate) mod serve;
pub(crate) mod sign;
pub(crate) mod test;
pub(crate) mod ticket;
pub(crate) mod token;
mod ui;
pub(crate) mod verify_url;
pub(crate) mod work;

/// The arguments of a command without arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct NoArgs {}
