//! What WeChat puts into the query of a callback (公众平台文档《接入指南》 and《消息加解密说明》).

use sha1::{Digest as _, Sha1};

use super::hex;

/// `signature` of a callback: SHA-1 of token, timestamp and nonce, sorted as strings and joined, in lower-case hex.
///
/// `timestamp` is in seconds and signed as the digits that stand in the query.
pub fn signature(token: &str, timestamp: &str, nonce: &str) -> String {
    sorted([token, timestamp, nonce])
}

/// `msg_signature` of an encrypted callback: the same with the base64 text of `Encrypt` as a fourth string.
pub fn msg_signature(token: &str, timestamp: &str, nonce: &str, encrypt: &str) -> String {
    sorted([token, timestamp, nonce, encrypt])
}

/// The digest of these, sorted and joined. A server computes it for every message, so it is not taken from the
/// [recipe](super::recipe::callback) that explains it; tests hold the two together.
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
    use super::super::recipe;

    #[test]
    fn the_recipe_says_the_same() {
        for parts in [["token", "1700000000", "42", "sealed"], ["", "2", "1", ""], ["中", "9", "10", "+/="]]
        {
            let [token, timestamp, nonce, encrypt] = parts;
            let plain = recipe::callback(token, timestamp, nonce, None).signature();
            assert_eq!(super::signature(token, timestamp, nonce), plain);
            let sealed = recipe::callback(token, timestamp, nonce, Some(encrypt)).signature();
            assert_eq!(super::msg_signature(token, timestamp, nonce, encrypt), sealed);
        }
    }
}
