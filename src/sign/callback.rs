//! What WeChat puts into the query of a callback (公众平台文档《接入指南》 and《消息加解密说明》).

use sha1::{Digest, Sha1};

use super::hex;

/// `signature` of a callback: SHA-1 of token, timestamp and nonce, sorted as strings and joined, in lower-case hex.
///
/// `timestamp` is in seconds and signed as the digits that stand in the query.
pub fn signature(token: &str, timestamp: &str, nonce: &str) -> String {
    sorted_sha1(&mut [token, timestamp, nonce])
}

/// `msg_signature` of an encrypted callback: the same with the base64 text of `Encrypt` as a fourth string.
pub fn msg_signature(token: &str, timestamp: &str, nonce: &str, encrypt: &str) -> String {
    sorted_sha1(&mut [token, timestamp, nonce, encrypt])
}

fn sorted_sha1(parts: &mut [&str]) -> String {
    parts.sort_unstable();
    let mut hash = Sha1::new();
    for part in parts {
        hash.update(part.as_bytes());
    }
    hex(&hash.finalize())
}
