//! The answer to a push over HTTP.

use super::rules::MAX_BODY_BYTES;
use super::socket_fault::SocketFault;
use crate::http::body;
use crate::lang::excerpt;

/// The header with which webot's mock marks an answer that a bot gave over a WebSocket, and its value.
pub(crate) const SOCKET_HEADER: (&str, &str) = ("x-webot-transport", "websocket");
/// The status with which the mock tells why there is no reply over a WebSocket.
pub(crate) const SOCKET_FAULT_STATUS: u16 = 502;
/// The header with which the mock tells why it refused a reply over a WebSocket.
pub(crate) const SOCKET_REFUSAL_HEADER: &str = "x-webot-refusal";

/// The parts of an HTTP response that are checked.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// `Location` of a redirect.
    pub location: Option<String>,
    /// All headers.
    pub headers: Vec<(String, String)>,
    /// `Content-Encoding`.
    pub encoding: Option<String>,
    /// The body, at most [`MAX_BODY_BYTES`](super::MAX_BODY_BYTES) bytes of it.
    pub body: Vec<u8>,
    /// True if the body was longer than [`MAX_BODY_BYTES`](super::MAX_BODY_BYTES).
    pub truncated: bool,
    /// The time from the start of the connection to the last byte received, in milliseconds.
    pub elapsed_ms: u64,
}

impl Answer {
    /// Returns whether a bot gave it over a WebSocket, where there is no HTTP response and no time limit for messages.
    pub(super) fn is_over_socket(&self) -> bool {
        self.headers
            .iter()
            .any(|(name, value)| name.eq_ignore_ascii_case(SOCKET_HEADER.0) && value == SOCKET_HEADER.1)
    }

    /// Returns the reason that webot's mock gives for the lack of a reply over a WebSocket.
    pub(super) fn socket_fault(&self) -> Option<SocketFault> {
        let is_told = self.status == SOCKET_FAULT_STATUS && self.is_over_socket();
        is_told.then(|| serde_json::from_slice(&self.body).ok()).flatten()
    }

    /// Returns the reason why webot's mock refused the reply over a WebSocket.
    pub(super) fn refusal(&self) -> Option<SocketFault> {
        let mut headers = self.headers.iter();
        let (_, told) = headers.find(|(name, _)| name.eq_ignore_ascii_case(SOCKET_REFUSAL_HEADER))?;
        serde_json::from_str(told).ok().filter(|_| self.is_over_socket())
    }

    /// Returns the decompressed body of a gzip answer, up to [`MAX_BODY_BYTES`]. A truncated or damaged stream yields the
    /// data before the damage. Returns `None` if the answer is not gzip.
    pub(super) fn inflated(&self) -> Option<Vec<u8>> {
        self.body.starts_with(&GZIP_MAGIC).then(|| body::gunzip(&self.body, MAX_BODY_BYTES).bytes)
    }

    /// Returns whether the answer is compressed in another way than gzip, which `WeChat` does not ask for.
    pub(super) fn is_compressed(&self) -> bool {
        self.names_compression()
            && self.false_encoding().is_none()
            && !(self.body.is_empty() || self.body.starts_with(&GZIP_MAGIC))
    }

    fn names_compression(&self) -> bool {
        let named = self.encoding.as_deref().unwrap_or_default().to_ascii_lowercase();
        ["gzip", "br", "deflate", "zstd", "compress", "x-gzip"].contains(&named.trim())
    }

    /// Returns the compression that the answer names, if its body is plain text.
    pub(super) fn false_encoding(&self) -> Option<String> {
        let named = self.encoding.as_deref().filter(|_| self.names_compression())?;
        let text = std::str::from_utf8(&self.body).ok().filter(|text| !text.is_empty())?;
        let is_text = text.chars().all(|char| !char.is_control() || matches!(char, '\t' | '\r' | '\n'));
        is_text.then(|| excerpt(named.trim()))
    }
}

/// The first bytes of gzip (RFC 1952, 2.3.1).
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
