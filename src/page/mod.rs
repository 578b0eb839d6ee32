//! The pages that webot serves to a browser on this machine: that of `webot chat`, and those beside a server, with `--ui`.
//!
//! `page → call → Host → Feed → events → page`: a page calls its [`Host`], which answers at once and writes the results
//! to the [`Feed`]; every open page follows the feed by server-sent events. All texts of bots and users are data of the
//! feed, which a page shows as text.

mod assets;
mod chat;
mod entry;
mod events;
mod feed;
mod media;
mod server;

pub(crate) use assets::PageFile;
pub(crate) use chat::{Chat, ChatBot, ChatError, ChatMock, ChatSettings, Explain, FreshBot};
pub(crate) use entry::{bilingual, cut, json_bytes};
pub(crate) use feed::{Feed, FeedItem};
pub(crate) use server::{CallError, Host, PageServer};
