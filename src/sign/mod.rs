//! Computes WeChat's signatures and finds the mistakes behind wrong ones.
//!
//! [`callback`] has the two signatures that every bot needs. [`schemes`] describes all signatures as data, so that
//! [`diagnose`] can vary them. This module does no I/O and does not use the clock.
//!
//! ```
//! use webot::sign;
//!
//! // A push of 2013, published by JeffreySu/WeiXinMPSDK (CheckSignatureTest).
//! let signature = sign::callback::signature("weixin", "1357982061", "1358161344");
//! assert!(sign::equal(&signature, "335b26997f05c82243aad6b10a2d1853637e71a8"));
//! ```

pub mod callback;
mod charset;
mod diagnose;
mod digest;
mod form;
pub(crate) mod jssdk;
mod mistake;
mod percent;
pub(crate) mod reserialise;
pub mod rsa;
pub mod schemes;
pub(crate) mod sisters;
mod spec;
#[cfg(test)]
mod tests;

pub use charset::Charset;
pub use diagnose::{Diagnosis, Explanation, diagnose};
pub use digest::{Digest, Output, hmac_sha256};
pub use form::{JsonLanguage, JsonStyle};
pub use mistake::{Alternatives, Detail, MISTAKES, Mistake, OtherSecret, Sister};
pub(crate) use percent::percent_decode;
pub use spec::{
    Form, Hashed, KeyPlace, Order, Part, Punctuation, Role, Scheme, SignatureSpec, StringEncoding,
};
use subtle::ConstantTimeEq;

/// Returns whether a signature is the expected one, in a time that does not depend on the position of the first
/// difference.
#[must_use]
pub fn equal(expected: &str, given: &str) -> bool {
    expected.as_bytes().ct_eq(given.as_bytes()).into()
}

/// Returns bytes as lower-case hexadecimal digits.
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
