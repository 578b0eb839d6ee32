//! Command lines that do not fit an intelligent bot of `WeCom`.

/// An error in a command line for an intelligent bot.
#[derive(Debug)]
pub(crate) enum AibotUsage {
    /// A push is not for intelligent bots, but the URL is that of their WebSocket.
    NotForSocket {
        /// The name of its kind.
        kind: String,
        /// The URL of the WebSocket.
        url: String,
    },
    /// The WebSocket of intelligent bots has no URL check; holds its URL.
    NoSocketCheck(String),
    /// A file is to be served to a bot that is not on this machine.
    FileForRemoteBot {
        /// The file.
        path: String,
        /// The URL of the bot.
        url: String,
    },
}
