//! Events for the log.

use std::net::SocketAddr;

use super::account::Issued;
use crate::wechat::WechatError;

/// An answered request, for the access log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ServedRequest {
    /// The time of arrival, in milliseconds since 1970.
    pub at_ms: u64,
    /// The method.
    pub method: String,
    /// The path without the query, which contains the secret.
    pub path: String,
    /// The account, if the request was allowed to know it.
    pub appid: Option<String>,
    /// The errcode; `None` if the request could not be read.
    pub errcode: Option<i64>,
    /// The HTTP status.
    pub status: u16,
    /// The duration, in milliseconds.
    pub ms: u128,
}

/// An event for the log.
#[derive(Debug)]
pub(crate) enum Event {
    /// A request was answered.
    Served(ServedRequest),
    /// An account has a new token or ticket.
    Refreshed {
        /// The time, in milliseconds since 1970.
        at_ms: u64,
        /// The account.
        appid: String,
        /// The token or ticket.
        issued: Issued,
        /// Its validity, in seconds.
        left_s: u64,
    },
    /// A client was refused before its first request.
    HandshakeFailed {
        /// The time, in milliseconds since 1970.
        at_ms: u64,
        /// The address of the client.
        peer: SocketAddr,
        /// The reason, in English.
        reason: String,
    },
    /// A token or ticket could not be obtained.
    Failed {
        /// The account.
        appid: String,
        /// The token or ticket.
        issued: Issued,
        /// The reason.
        error: Box<WechatError>,
    },
}
