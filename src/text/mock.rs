//! The help and messages of `webot mock`.

use crate::message::FrameFault;
use crate::mock::{PayFault, PayWarning};

/// The help of `webot mock`.
pub(crate) struct MockHelp {
    pub about: &'static str,
    pub after: &'static str,
    /// Heading: the address.
    pub address: &'static str,
    /// Heading: the account.
    pub account: &'static str,
    /// Heading: simulated faults.
    pub faults: &'static str,
    pub action: &'static str,
    pub host: &'static str,
    pub port: &'static str,
    pub appid: &'static str,
    pub secret: &'static str,
    pub followers: &'static str,
    pub snapshot: &'static str,
    pub token_overlap: &'static str,
    pub allow_ip: &'static str,
    pub kind: &'static str,
    pub deny: &'static str,
    pub quota: &'static str,
    pub fail: &'static str,
    pub latency: &'static str,
    pub drop: &'static str,
    /// Heading: pushes to a bot.
    pub pushes: &'static str,
    pub mock_state: &'static str,
    pub push_to: &'static str,
    pub push_token: &'static str,
    pub push_aes_key: &'static str,
    pub push_mode: &'static str,
    pub push_format: &'static str,
    pub push_after: &'static str,
    pub push_speed: &'static str,
    pub notify_to: &'static str,
}

/// The messages of `webot mock`.
pub(crate) struct MockWords {
    /// Tells the address and the next command, if it can be shown.
    pub listening: fn(&str, Option<&str>) -> String,
    /// Tells the address to which intelligent bots connect.
    pub aibot: fn(&str) -> String,
    /// Says that the state was removed, or that there was none; its path.
    pub reset: fn(&str, bool) -> String,
    /// Explains a fault of a signed call to WeChat Pay.
    pub pay_fault: fn(PayFault) -> &'static str,
    /// Tells how a bot broke the protocol of its WebSocket.
    pub frame_fault: fn(FrameFault) -> String,
    /// The result of a handshake at a path that is not that of the WebSocket.
    pub wrong_socket_path: &'static str,
    /// Tells what WeChat Pay itself would refuse.
    pub pay_warning: fn(PayWarning) -> &'static str,
    /// Stands in the log for a notice that a server has accepted.
    pub accepted: &'static str,
    /// Says that a notice was not sent, because its URL leads to another network.
    pub notice_not_near: fn(&str) -> String,
    /// Says that a server has taken a probe; its HTTP status.
    pub probe_accepted: fn(u16) -> String,
    /// Stands in the log for a response that was dropped.
    pub dropped: &'static str,
    /// Tells the number of calls that were answered, at the end.
    pub ended: fn(u64) -> String,
    /// Tells the bot that gets the pushes.
    pub pushes_to: fn(&str) -> String,
    /// Follows `ended`: the number of pushes that were not delivered, and the file that keeps them.
    pub undelivered: fn(usize, Option<&str>) -> String,
    /// Says that the built-in mock keeps pushes of these kinds, in this file.
    pub queued: fn(&[String], &str) -> String,
}
