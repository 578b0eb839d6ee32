//! Openids are computed, not stored, so that a million followers take no memory.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// The openid in the documentation's examples. It is the first follower of every account, so that the examples in the
/// help work.
const FIRST_OPENID: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
/// An odd factor, so that the multiplication can be inverted, and its inverse.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
const INVERSE_FACTOR: u64 = inverse(FACTOR);

/// Returns the multiplicative inverse of an odd number modulo 2^64 by Newton's method.
const fn inverse(odd: u64) -> u64 {
    let (mut found, mut round) = (odd, 0);
    while round < 6 {
        found = found.wrapping_mul(2u64.wrapping_sub(odd.wrapping_mul(found)));
        round += 1;
    }
    found
}

/// Computes the openids of an account.
pub(crate) struct Openids {
    prefix: String,
    key: u64,
    check: u64,
}

/// The owner of an openid, as seen by an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OpenidOwner {
    /// A user of this account; holds the number of the user, from 0.
    Own(u64),
    /// The text has the format of an openid, probably of another account.
    OtherAccount,
    /// The text is not an openid.
    Invalid,
}

impl Openids {
    /// Returns the openids of an account.
    pub(crate) fn of(appid: &str) -> Self {
        let hash = Sha256::digest(appid.as_bytes());
        let number = |bytes: &[u8]| bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte));
        let prefix = format!("o{}", &URL_SAFE_NO_PAD.encode(&hash[16..])[..5]);
        Self { prefix, key: number(&hash[..8]), check: number(&hash[8..16]) }
    }

    /// Returns the openid of a user.
    pub(crate) fn at(&self, index: u64) -> String {
        if index == 0 {
            return FIRST_OPENID.to_owned();
        }
        let spread = (index ^ self.key).wrapping_mul(FACTOR);
        let code = [spread.to_be_bytes(), self.sum(spread).to_be_bytes()].concat();
        format!("{}{}", self.prefix, URL_SAFE_NO_PAD.encode(code))
    }

    fn sum(&self, spread: u64) -> u64 {
        let mut sum = spread ^ self.check;
        for shift in [30, 27, 31] {
            sum = (sum ^ sum >> shift).wrapping_mul(FACTOR ^ self.key | 1);
        }
        sum
    }

    /// Returns the owner of an openid.
    pub(crate) fn owner(&self, openid: &str) -> OpenidOwner {
        if openid == FIRST_OPENID {
            return OpenidOwner::Own(0);
        }
        let looks = openid.len() == 28
            && openid.starts_with('o')
            && openid.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if !looks {
            return OpenidOwner::Invalid;
        }
        let code = openid.strip_prefix(&self.prefix).and_then(|code| URL_SAFE_NO_PAD.decode(code).ok());
        let spread = code.and_then(|code| code.first_chunk().copied()).map(u64::from_be_bytes);
        let index = spread.map(|spread| spread.wrapping_mul(INVERSE_FACTOR) ^ self.key);
        match index {
            Some(index) if self.at(index) == openid => OpenidOwner::Own(index),
            // With another prefix it may be an openid of another account; with this account's prefix it is invalid.
            None if !openid.starts_with(&self.prefix) => OpenidOwner::OtherAccount,
            _ => OpenidOwner::Invalid,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OpenidOwner, Openids};

    #[test]
    fn an_openid_leads_back_to_its_user() {
        let (own, other) = (Openids::of("wx1"), Openids::of("wx2"));
        for index in [0, 1, 2, 9_999, 1_000_000, u64::MAX] {
            let openid = own.at(index);
            assert_eq!((openid.len(), own.owner(&openid)), (28, OpenidOwner::Own(index)), "{openid}");
            if index > 0 {
                assert_eq!(other.owner(&openid), OpenidOwner::OtherAccount);
            }
        }
        let mut changed = own.at(7);
        changed.replace_range(10..11, if &changed[10..11] == "A" { "B" } else { "A" });
        assert_eq!(own.owner(&changed), OpenidOwner::Invalid);
        assert_eq!(own.owner("你好"), OpenidOwner::Invalid);
    }
}
