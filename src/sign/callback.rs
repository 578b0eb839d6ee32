//! What WeChat puts into the query of a callback (公众平台文档《接入指南》 and《消息加解密说明》).

use super::recipe;

/// `signature` of a callback: SHA-1 of token, timestamp and nonce, sorted as strings and joined, in lower-case hex.
///
/// `timestamp` is in seconds and signed as the digits that stand in the query.
pub fn signature(token: &str, timestamp: &str, nonce: &str) -> String {
    recipe::callback(token, timestamp, nonce, None).signature()
}

/// `msg_signature` of an encrypted callback: the same with the base64 text of `Encrypt` as a fourth string.
pub fn msg_signature(token: &str, timestamp: &str, nonce: &str, encrypt: &str) -> String {
    recipe::callback(token, timestamp, nonce, Some(encrypt)).signature()
}
