//! The signatures in the query of a callback (公众平台文档《接入指南》 and《消息加解密说明》).

use sha1::{Digest as _, Sha1};

use super::hex;

/// Returns the `signature` of a callback: SHA-1 of token, timestamp and nonce, sorted as strings and joined, in
/// lower-case hex.
///
/// `timestamp` is in seconds, as the digits of the query.
pub fn signature(token: &str, timestamp: &str, nonce: &str) -> String {
    sorted([token, timestamp, nonce])
}

/// Returns the `msg_signature` of an encrypted callback: as [`signature`], with the base64 text of `Encrypt` as a
/// fourth string.
pub fn msg_signature(token: &str, timestamp: &str, nonce: &str, encrypt: &str) -> String {
    sorted([token, timestamp, nonce, encrypt])
}

/// Returns the SHA-1 of the parts, sorted and joined. A server computes it for every message, so it does not build
/// the equivalent [specification](super::schemes::callback); a test compares the two.
fn sorted<const N: usize>(mut parts: [&str; N]) -> String {
    parts.sort_unstable();
    let mut sha1 = Sha1::new();
    for part in parts {
        sha1.update(part);
    }
    hex(&sha1.finalize())
}

#[cfg(test)]
mod tests {
    use super::super::schemes;

    #[test]
    fn the_specification_has_the_same_signature() {
        for parts in [["token", "1700000000", "42", "sealed"], ["", "2", "1", ""], ["中", "9", "10", "+/="]]
        {
            let [token, timestamp, nonce, encrypt] = parts;
            let plain = schemes::callback(token, timestamp, nonce, None).signature();
            assert_eq!(super::signature(token, timestamp, nonce), plain);
            let sealed = schemes::callback(token, timestamp, nonce, Some(encrypt)).signature();
            assert_eq!(super::msg_signature(token, timestamp, nonce, encrypt), sealed);
        }
    }
}
