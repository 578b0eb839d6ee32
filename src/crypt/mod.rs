//! What WeChat encrypts or signs beside callbacks, opened: pure functions, bytes in and text out; no clock, no I/O.
//!
//! Callbacks themselves stand in [`crate::message::envelope`].

mod base64;
mod body;
pub mod mini;
pub mod notification;
mod public_key;
pub mod refund;
pub mod verify;

pub use self::base64::{Base64Error, Decoded, Mend, decode};
pub use public_key::{Certificate, PublicKey, PublicKeyError};

use crate::message::envelope::DecryptError;

/// The block of AES, in bytes.
const BLOCK: usize = 16;

/// Why something does not open: it is damaged, or the key is another one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CryptError {
    /// Not base64.
    #[error("`{0}` is not base64: {1:?}")]
    Base64(&'static str, Base64Error),
    /// The input has no such field.
    #[error("there is no `{0}`")]
    NoField(&'static str),
    /// The input begins like XML or JSON and is neither.
    #[error("neither XML nor JSON")]
    Unreadable,
    /// A callback's envelope does not open.
    #[error("the envelope does not open: {0}")]
    Envelope(DecryptError),
    /// The message is for somebody else.
    #[error("the message is for `{inside}`, not `{expected}`")]
    Receiver {
        /// The receiver inside.
        inside: String,
        /// The receiver that was expected.
        expected: String,
    },
    /// Not a whole number of blocks, or none; its length in bytes.
    #[error("{0} bytes are not whole blocks of AES")]
    Blocks(usize),
    /// A mini-program's data, and a session key of another login.
    #[error("the session key is another one")]
    SessionKey,
    /// Only the first block is wrong, which is where the IV counts.
    #[error("the IV is another one")]
    Iv,
    /// The session key was given as IV and the IV as session key.
    #[error("session key and IV are swapped")]
    SessionKeyIsIv,
    /// It opens, to something that is not JSON.
    #[error("what is inside is not JSON")]
    NotJson,
    /// It opens, to something that is not text.
    #[error("what is inside is not text")]
    NotText,
    /// The watermark names another appid.
    #[error("the watermark says `{inside}`, not `{expected}`")]
    Watermark {
        /// The appid inside; empty when there is no watermark.
        inside: String,
        /// The appid that was expected.
        expected: String,
    },
    /// The key of WeChat Pay v2 is another one; how many characters it has.
    #[error("the API key is another one")]
    PayKey(usize),
    /// An algorithm that no notification has.
    #[error("the algorithm is `{0}`")]
    Algorithm(String),
    /// A nonce of another length than 12 bytes.
    #[error("the nonce has {0} bytes")]
    Nonce(usize),
    /// Shorter than its own tag; its length in bytes.
    #[error("{0} bytes are too few for a ciphertext and its tag")]
    Short(usize),
    /// It opens with other associated data.
    #[error("the associated data is `{right}`, not `{given}`")]
    AssociatedData {
        /// What was given.
        given: String,
        /// What opens it.
        right: String,
    },
    /// The tag is wrong: another key, or something was changed.
    #[error("the tag is wrong")]
    Tag,
}

/// A command line that cannot open anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misuse {
    /// Nothing on standard input.
    NoInput,
    /// Standard input is not text.
    NotText,
    /// A value of this flag that is not base64.
    Base64(&'static str, Base64Error),
    /// A value of this flag that has another number of bytes than 16.
    Bytes(&'static str, usize),
    /// Bare ciphertext needs this flag too.
    Needs(&'static str),
    /// A header that is missing.
    Header(&'static str),
    /// A file without a public key.
    PublicKey {
        /// The file.
        path: String,
        /// What is wrong with it.
        error: PublicKeyError,
    },
}

/// Bytes without their PKCS#7 padding to 16; `None` when there is none.
fn unpad(mut plain: Vec<u8>) -> Option<Vec<u8>> {
    let pad = usize::from(*plain.last()?);
    let start = plain.len().checked_sub(pad).filter(|_| (1..=BLOCK).contains(&pad))?;
    if plain[start..].iter().any(|&byte| usize::from(byte) != pad) {
        return None;
    }
    plain.truncate(start);
    Some(plain)
}

/// Whether these bytes can be blocks of AES.
fn whole_blocks(sealed: &[u8]) -> Result<(), CryptError> {
    if sealed.is_empty() || !sealed.len().is_multiple_of(BLOCK) {
        return Err(CryptError::Blocks(sealed.len()));
    }
    Ok(())
}
