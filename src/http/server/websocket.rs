//! The handshake of WebSocket (RFC 6455), and the connection after it.

use std::future::Future;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    CONNECTION, HeaderName, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION,
    UPGRADE,
};
use hyper::upgrade::Upgraded;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use sha1::{Digest as _, Sha1};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};

use super::HttpResponse;

/// The text that is hashed with the key of a client.
const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/// The version of the protocol.
const VERSION: &str = "13";
/// The buffer for reading, in bytes; most messages are short.
const READ_BUFFER_BYTES: usize = 8 << 10;

/// A connection with a client.
pub(crate) type WebSocket = WebSocketStream<TokioIo<Upgraded>>;

/// Returns whether a request asks for a WebSocket.
pub(crate) fn asks_for_websocket(request: &Request<Incoming>) -> bool {
    request.method() == Method::GET && has_word(request, &UPGRADE, "websocket")
}

fn has_word(request: &Request<Incoming>, name: &HeaderName, word: &str) -> bool {
    let values = request.headers().get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|given| given.trim().eq_ignore_ascii_case(word))
}

/// Returns the answer to a handshake and the connection that begins after it; the error is the answer to one that is
/// not valid. A message of more than `max_bytes` ends the connection.
pub(crate) fn accept_websocket(
    request: &mut Request<Incoming>,
    max_bytes: usize,
) -> Result<(HttpResponse, impl Future<Output = Option<WebSocket>> + Send + use<>), Box<HttpResponse>> {
    let header = |name: &HeaderName| request.headers().get(name).map(HeaderValue::as_bytes);
    let key = header(&SEC_WEBSOCKET_KEY).filter(|_| has_word(request, &CONNECTION, "upgrade"));
    let mut answer = Response::new(Full::new(Bytes::new()));
    if header(&SEC_WEBSOCKET_VERSION) != Some(VERSION.as_bytes()) {
        *answer.status_mut() = StatusCode::UPGRADE_REQUIRED;
        answer.headers_mut().insert(SEC_WEBSOCKET_VERSION, HeaderValue::from_static(VERSION));
        return Err(Box::new(answer));
    }
    let accepted = key.and_then(|key| HeaderValue::from_str(&accepted(key)).ok());
    let Some(accepted) = accepted else {
        *answer.status_mut() = StatusCode::BAD_REQUEST;
        return Err(Box::new(answer));
    };
    *answer.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = answer.headers_mut();
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(SEC_WEBSOCKET_ACCEPT, accepted);
    let config = WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER_BYTES)
        .max_message_size(Some(max_bytes))
        .max_frame_size(Some(max_bytes));
    let upgrade = hyper::upgrade::on(request);
    let connection = async move {
        let stream = TokioIo::new(upgrade.await.ok()?);
        Some(WebSocketStream::from_raw_socket(stream, Role::Server, Some(config)).await)
    };
    Ok((answer, connection))
}

/// Returns the answer to the key of a client.
fn accepted(key: &[u8]) -> String {
    STANDARD.encode(Sha1::new().chain_update(key).chain_update(GUID).finalize())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_key_of_the_standard_is_answered() {
        assert_eq!(super::accepted(b"dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
}
