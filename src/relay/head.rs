//! The heads of requests and answers that pass, and the part of their bodies that is recorded.

use std::net::SocketAddr;

use hyper::body::Bytes;
use hyper::header::{
    CONNECTION, CONTENT_LENGTH, HOST, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING,
};

use super::destination::Destination;
use crate::http::PassedBody;
use crate::recording::RecordedBody;

/// The part of a body that is recorded, in bytes; the rest only passes through.
pub(super) const MAX_KEPT_BYTES: usize = 256 * 1024;
/// The headers that concern one connection only (RFC 9110, section 7.6.1).
pub(super) const HOP_HEADERS: [HeaderName; 5] = [
    CONNECTION,
    TRANSFER_ENCODING,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    HeaderName::from_static("upgrade"),
];

/// Returns the part of a body that is recorded.
pub(super) fn kept(body: &PassedBody, start: &Bytes, headers: &HeaderMap) -> RecordedBody {
    if body.is_whole() && start.len() <= MAX_KEPT_BYTES {
        return RecordedBody::whole(start);
    }
    let declared = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let length = declared.or(body.is_whole().then_some(start.len() as u64));
    RecordedBody::cut(start, MAX_KEPT_BYTES, length)
}

pub(super) fn texts(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
}

/// Returns the headers of the request to the bot: those that arrived, with the bot's name as host. A proxy before webot
/// has said already whom the request comes from.
pub(super) fn passed_headers(
    mut headers: HeaderMap,
    destination: &Destination,
    peer: SocketAddr,
) -> HeaderMap {
    for name in &HOP_HEADERS {
        headers.remove(name);
    }
    let host = destination.authority().parse().ok();
    if let Some(asked) = host.and_then(|host| headers.insert(HOST, host)) {
        headers.entry("x-forwarded-host").or_insert(asked);
    }
    if let Ok(from) = peer.ip().to_canonical().to_string().parse() {
        headers.entry("x-forwarded-for").or_insert(from);
    }
    headers
}
