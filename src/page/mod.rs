//! The pages that webot serves to a browser on this machine, such as that of `webot chat`.
//!
//! `page → call → Host → Feed → events → page`: a page calls its [`Host`], which answers at once and writes the results
//! to the [`Feed`]; every open page follows the feed by server-sent events. All texts of bots and users are data of the
//! feed, which a page shows as text.

mod assets;
mod chat;
mod events;
mod feed;
mod media;
mod server;

pub(crate) use chat::{Chat, ChatBot, ChatError, ChatMock, ChatSettings, Explain, FreshBot};
pub(crate) use feed::Feed;
pub(crate) use server::PageServer;
