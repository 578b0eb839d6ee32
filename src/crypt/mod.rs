//! Decrypts data of WeChat beside callbacks, and verifies WeChat Pay's signatures. Pure functions: no clock, no I/O.
//!
//! The encryption of callbacks is in [`crate::message::envelope`].

pub(crate) mod api;
mod base64;
mod body;
pub(crate) mod certificate;
mod given;
mod key_text;
mod log_line;
pub(crate) mod mini_program;
pub(crate) mod notification;
mod opened;
pub(crate) mod pkcs12;
mod public_key;
pub(crate) mod refund;
pub(crate) mod serial;
#[cfg(test)]
mod tests;
pub(crate) mod verify;

pub(crate) use self::base64::{Base64Error, Decoded, Repair, decode};
pub(crate) use given::Given;
pub(crate) use key_text::{Invisible, KeyPosition, without_invisible};
pub(crate) use log_line::{CallbackQuery, document_within, pay_headers};
pub(crate) use opened::{Notation, Opened, RsaHash, other_notation};
pub(crate) use public_key::{PublicKey, PublicKeyError};

use crate::message::LayoutFault;
use crate::message::envelope::DecryptError;

/// The block size of AES, in bytes.
const BLOCK_BYTES: usize = 16;

/// The reason why data cannot be decrypted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CryptError {
    /// A field is not base64; holds its name.
    #[error("`{0}` is not base64: {1:?}")]
    Base64(&'static str, Base64Error),
    /// The input has no field of this name.
    #[error("there is no `{0}`")]
    NoField(&'static str),
    /// The input begins like XML or JSON but is neither.
    #[error("neither XML nor JSON")]
    Unreadable,
    /// The input is a document for another command.
    #[error("it is a {given:?}, not a {wanted:?}")]
    OtherInput {
        /// The document.
        given: Given,
        /// The document that the command decodes.
        wanted: Given,
    },
    /// The envelope of a callback cannot be decrypted.
    #[error("the envelope does not open: {0}")]
    Envelope(DecryptError),
    /// The key is right, but the layout of the decrypted data is not.
    #[error("the key is right, the layout inside is not: {0:?}")]
    Layout(LayoutFault),
    /// The message is for another receiver.
    #[error("the message is for `{inside}`, not `{expected}`")]
    Receiver {
        /// The receiver in the message.
        inside: String,
        /// The expected receiver.
        expected: String,
    },
    /// The ciphertext is empty or not a multiple of the block size; holds its length in bytes.
    #[error("{0} bytes are not whole blocks of AES")]
    Blocks(usize),
    /// The data of a mini-program was encrypted with another session key, in practice that of another login.
    #[error("the session key is another one")]
    SessionKey,
    /// Only the first block is wrong, which shows that the IV is another one.
    #[error("the IV is another one")]
    Iv,
    /// The session key was given as IV and the IV as session key.
    #[error("session key and IV are swapped")]
    SessionKeyIsIv,
    /// The decrypted data is not JSON.
    #[error("what is inside is not JSON")]
    NotJson,
    /// The decrypted data is not UTF-8.
    #[error("what is inside is not text")]
    NotText,
    /// The watermark names another appid.
    #[error("the watermark says `{inside}`, not `{expected}`")]
    Watermark {
        /// The appid in the watermark; empty if there is no watermark.
        inside: String,
        /// The expected appid.
        expected: String,
    },
    /// The data was encrypted with another key of WeChat Pay v2; holds the length of the given key, in characters.
    #[error("the API key is another one")]
    PayKey(usize),
    /// The algorithm is not the one of notifications; holds its name.
    #[error("the algorithm is `{0}`")]
    Algorithm(String),
    /// The nonce is not 12 bytes long; holds its length in bytes.
    #[error("the nonce has {0} bytes")]
    Nonce(usize),
    /// The ciphertext is shorter than its tag; holds its length in bytes.
    #[error("{0} bytes are too few for a ciphertext and its tag")]
    Short(usize),
    /// The ciphertext decrypts with other associated data.
    #[error("the associated data is `{right}`, not `{given}`")]
    AssociatedData {
        /// The given associated data.
        given: String,
        /// The right associated data.
        right: String,
    },
    /// The tag is wrong: the key is another one, or the data was changed.
    #[error("the tag is wrong")]
    Tag,
}

/// Input that `webot crypt` cannot use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InputError {
    /// Standard input is empty.
    NoInput,
    /// Standard input is not UTF-8.
    NotText,
    /// The value of this flag is not base64.
    Base64(&'static str, Base64Error),
    /// The value of this flag is not 16 bytes long; holds its length.
    Length(&'static str, usize),
    /// Bare ciphertext requires this flag too.
    MissingFlag(&'static str),
    /// This header is missing.
    MissingHeader(&'static str),
    /// A file does not contain a public key.
    PublicKey {
        /// The path of the file.
        path: String,
        /// The reason.
        error: PublicKeyError,
    },
}

/// Removes PKCS#7 padding to 16 bytes; returns `None` if there is none.
fn unpad(mut plain: Vec<u8>) -> Option<Vec<u8>> {
    let pad = usize::from(*plain.last()?);
    let start = plain.len().checked_sub(pad).filter(|_| (1..=BLOCK_BYTES).contains(&pad))?;
    if plain[start..].iter().any(|&byte| usize::from(byte) != pad) {
        return None;
    }
    plain.truncate(start);
    Some(plain)
}

/// Checks that the ciphertext is a positive multiple of the block size.
fn check_block_length(ciphertext: &[u8]) -> Result<(), CryptError> {
    if ciphertext.is_empty() || !ciphertext.len().is_multiple_of(BLOCK_BYTES) {
        return Err(CryptError::Blocks(ciphertext.len()));
    }
    Ok(())
}
