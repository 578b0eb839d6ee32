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
mod secrets;
pub(crate) mod sisters;
mod spec;
#[cfg(test)]
mod tests;

pub use charset::Charset;
pub use diagnose::{Diagnosis, Explanation, diagnose};
pub(crate) use digest::md5_hex;
pub use digest::{Digest, Output, hmac_sha256};
pub use form::{JsonLanguage, JsonStyle};
pub use mistake::{Alternatives, Detail, MISTAKES, Mistake, OtherSecret, Sister};
pub(crate) use percent::percent_decode;
pub(crate) use secrets::notations;
pub use spec::{
    Form, Hashed, KeyPlace, Order, Part, Punctuation, Role, Scheme, SignatureSpec, StringEncoding,
};
use subtle::ConstantTimeEq;

/// Returns whether a signature is the expected one, in a time that does not depend on the position of the first
/// difference.
#[must_use]
pub fn equal(expected: &str, given: &str) -> bool {
    let (expected, given) = (expected.as_bytes(), given.as_bytes());
    if expected.len() != given.len() {
        return false;
    }
    // Eight bytes at a time, because each step has a barrier against optimization.
    let ((expected, end), (given, given_end)) = (expected.as_chunks::<8>(), given.as_chunks::<8>());
    let number = |bytes: &[u8; 8]| u64::from_ne_bytes(*bytes);
    let steps = expected.iter().zip(given).map(|(expected, given)| number(expected).ct_eq(&number(given)));
    steps.fold(end.ct_eq(given_end), |equal, step| equal & step).into()
}

/// Returns bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = Vec::with_capacity(bytes.len() * 2);
    digits
        .extend(bytes.iter().flat_map(|byte| [byte >> 4, byte & 15].map(|digit| DIGITS[usize::from(digit)])));
    // Only ASCII was written.
    String::from_utf8(digits).unwrap_or_default()
}
