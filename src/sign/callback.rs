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

/// A slip in making a signature of the right parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slip {
    /// Its letters are in upper case.
    Case,
    /// The parts were joined without sorting them.
    Order,
}

/// Returns the slip by which `given` was made of these parts; `None` if it is right, or made of other parts.
pub(crate) fn slip(given: &str, parts: &[&str]) -> Option<Slip> {
    let mut right = parts.to_vec();
    right.sort_unstable();
    let is_of = |parts: &[&str]| given.eq_ignore_ascii_case(&hex(&Sha1::digest(parts.concat())));
    if is_of(&right) {
        let is_lower = given.bytes().all(|byte| !byte.is_ascii_uppercase());
        return (!is_lower).then_some(Slip::Case);
    }
    any_order(&mut right, 0, &is_of).then_some(Slip::Order)
}

/// Returns whether a text is made of the parts in any order of those from `fixed` on.
fn any_order(parts: &mut [&str], fixed: usize, is_of: &impl Fn(&[&str]) -> bool) -> bool {
    if fixed == parts.len() {
        return is_of(parts);
    }
    (fixed..parts.len()).any(|other| {
        parts.swap(fixed, other);
        let found = any_order(parts, fixed + 1, is_of);
        parts.swap(fixed, other);
        found
    })
}

#[cfg(test)]
mod tests {
    use super::super::schemes;

    #[test]
    fn a_slip_is_told_from_other_parts() {
        use super::{Slip, slip};
        let parts = ["token", "1700000000", "42"];
        let right = super::signature("token", "1700000000", "42");
        assert_eq!(slip(&right, &parts), None);
        assert_eq!(slip(&right.to_uppercase(), &parts), Some(Slip::Case));
        let unsorted = super::hex(&<sha1::Sha1 as sha1::Digest>::digest("token170000000042"));
        assert_eq!(slip(&unsorted, &parts), Some(Slip::Order));
        assert_eq!(slip(&super::signature("other", "1700000000", "42"), &parts), None);
    }

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
