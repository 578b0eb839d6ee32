//! The digests of signatures, and the notations of a digest.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::digest::Digest as _;
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Sha256, Sha512};

use super::hex;

/// The digest of the joined string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    /// SHA-1.
    Sha1,
    /// MD5.
    Md5,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
    /// HMAC-SHA256 with the key.
    HmacSha256,
    /// HMAC-SHA1 with the key.
    HmacSha1,
    /// HMAC-MD5 with the key.
    HmacMd5,
}

impl Digest {
    /// All digests.
    pub(super) const ALL: [Self; 7] =
        [Self::Md5, Self::Sha1, Self::Sha256, Self::HmacSha256, Self::HmacSha1, Self::HmacMd5, Self::Sha512];

    /// Returns the name that developers know.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Md5 => "MD5",
            Self::Sha256 => "SHA-256",
            Self::Sha512 => "SHA-512",
            Self::HmacSha256 => "HMAC-SHA256",
            Self::HmacSha1 => "HMAC-SHA1",
            Self::HmacMd5 => "HMAC-MD5",
        }
    }

    /// Returns the length of the digest, in bytes.
    fn bytes(self) -> usize {
        match self {
            Self::Md5 | Self::HmacMd5 => 16,
            Self::Sha1 | Self::HmacSha1 => 20,
            Self::Sha256 | Self::HmacSha256 => 32,
            Self::Sha512 => 64,
        }
    }

    /// Returns whether a key takes part in the digest itself.
    pub fn is_keyed(self) -> bool {
        matches!(self, Self::HmacSha256 | Self::HmacSha1 | Self::HmacMd5)
    }

    /// Computes the digest; the key counts for an HMAC only.
    pub(super) fn of(self, key: &[u8], text: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => Sha1::digest(text).to_vec(),
            Self::Md5 => Md5::digest(text).to_vec(),
            Self::Sha256 => Sha256::digest(text).to_vec(),
            Self::Sha512 => Sha512::digest(text).to_vec(),
            Self::HmacSha256 => mac(Hmac::<Sha256>::new_from_slice(key).ok(), text),
            Self::HmacSha1 => mac(Hmac::<Sha1>::new_from_slice(key).ok(), text),
            Self::HmacMd5 => mac(Hmac::<Md5>::new_from_slice(key).ok(), text),
        }
    }
}

/// Returns the digest of the text; a key of any length is right for an HMAC, so `None` does not occur.
fn mac<M: Mac>(mac: Option<M>, text: &[u8]) -> Vec<u8> {
    mac.map(|mut mac| {
        mac.update(text);
        mac.finalize().into_bytes().to_vec()
    })
    .unwrap_or_default()
}

/// Returns the HMAC-SHA256 in lower-case hexadecimal digits; the key may have any length.
pub fn hmac_sha256(key: &[u8], text: &[u8]) -> String {
    hex(&Digest::HmacSha256.of(key, text))
}

/// Returns the MD5 in lower-case hexadecimal digits.
pub(crate) fn md5_hex(bytes: &[u8]) -> String {
    hex(&Digest::Md5.of(&[], bytes))
}

/// The notation of a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// Hexadecimal digits.
    Hex,
    /// Base64: a mistake.
    Base64,
    /// Base64 of the hexadecimal digits: a mistake.
    Base64OfHex,
}

impl Output {
    /// Returns whether a text has the length and the letters that a digest has in this notation.
    pub(super) fn fits(self, digest: Digest, upper: bool, text: &str) -> bool {
        let base64 = |bytes: usize| bytes.div_ceil(3) * 4;
        match self {
            Self::Hex => {
                let other_case = |byte: u8| {
                    if upper { byte.is_ascii_lowercase() } else { byte.is_ascii_uppercase() }
                };
                text.len() == digest.bytes() * 2 && !text.bytes().any(other_case)
            }
            Self::Base64 => text.len() == base64(digest.bytes()),
            Self::Base64OfHex => text.len() == base64(digest.bytes() * 2),
        }
    }

    /// Writes a digest in this notation.
    pub(super) fn write(self, digest: &[u8], upper: bool) -> String {
        let digits = || {
            let mut digits = hex(digest);
            if upper {
                digits.make_ascii_uppercase();
            }
            digits
        };
        match self {
            Self::Hex => digits(),
            Self::Base64 => STANDARD.encode(digest),
            Self::Base64OfHex => STANDARD.encode(digits()),
        }
    }
}
