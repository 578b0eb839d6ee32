//! Signatures of the WeChat family as pure functions: bytes in, text out; no clock, no randomness, no I/O.
//!
//! ```
//! use webot::sign;
//!
//! // The values of a real push of 2013, published by JeffreySu/WeiXinMPSDK (CheckSignatureTest).
//! let signature = sign::callback::signature("weixin", "1357982061", "1358161344");
//! assert!(sign::equal(&signature, "335b26997f05c82243aad6b10a2d1853637e71a8"));
//! ```

pub mod callback;
mod diagnose;
mod mistake;
mod percent;
mod plan;
pub mod recipe;
pub(crate) mod rewritten;
pub mod rsa;

pub use diagnose::{Diagnosis, Found, diagnose};
pub use mistake::{Alternatives, MISTAKES, Mistake};
pub use plan::{Digest, Form, Order, Part, Plan, Role, Scheme, hmac_sha256};
use subtle::ConstantTimeEq;

/// Whether a signature is the expected one, in a time that does not depend on where they differ.
#[must_use]
pub fn equal(expected: &str, given: &str) -> bool {
    expected.as_bytes().ct_eq(given.as_bytes()).into()
}

/// Bytes in lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            digits.push(char::from(DIGITS[usize::from(nibble)]));
        }
    }
    digits
}
