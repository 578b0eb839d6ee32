//! The reasons for which requests are rejected.

use crate::http::server::BodyError;
use crate::message::envelope::DecryptError;

/// The reasons for which a request is rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RejectReason {
    /// There is no signature.
    MissingSignature,
    /// The signature is wrong.
    WrongSignature,
    /// The timestamp is not a number.
    InvalidTimestamp,
    /// The timestamp is this many seconds old; a negative number is in the future.
    StaleTimestamp(i64),
    /// The nonce was used before.
    RepeatedNonce,
    /// The body is not a message, for this reason.
    NotAMessage(&'static str),
    /// The message is encrypted, but the account has no `EncodingAESKey`.
    MissingAesKey,
    /// The message cannot be decrypted with the account's key.
    Undecryptable(DecryptError),
    /// The message is for another receiver.
    WrongReceiver,
    /// An encrypted message with a valid signature is rejected for this reason, which the response does not disclose: a
    /// sender who knows the token but not the key could decrypt a message by its responses to changed ones.
    Sealed(Box<RejectReason>),
    /// The message is not encrypted, but the account accepts encrypted messages only.
    NotEncrypted,
    /// No account has this path.
    UnknownPath,
    /// The method is neither GET nor POST.
    MethodNotAllowed,
    /// The body is larger than 1 MB.
    BodyTooLarge,
    /// The body did not arrive in time.
    BodyTimeout,
    /// The same message or another one of its user is still being answered, or too many bodies are being received.
    Busy,
}

impl RejectReason {
    /// Returns this reason as that of an encrypted message with a valid signature.
    pub(super) fn sealed(self) -> Self {
        Self::Sealed(Box::new(self))
    }

    /// Returns the HTTP status.
    pub(crate) fn status(&self) -> u16 {
        match self {
            Self::MissingSignature | Self::WrongSignature => 401,
            Self::StaleTimestamp(_)
            | Self::RepeatedNonce
            | Self::WrongReceiver
            | Self::NotEncrypted
            | Self::Sealed(_) => 403,
            Self::InvalidTimestamp | Self::NotAMessage(_) | Self::MissingAesKey | Self::Undecryptable(_) => {
                400
            }
            Self::UnknownPath => 404,
            Self::MethodNotAllowed => 405,
            Self::BodyTooLarge => 413,
            Self::BodyTimeout => 408,
            Self::Busy => 503,
        }
    }

    /// Returns the body of the response, which does not disclose the exact reason.
    pub(crate) fn body(&self) -> &'static str {
        match self {
            Self::MissingSignature | Self::WrongSignature => "Invalid signature",
            Self::StaleTimestamp(_) => "Stale timestamp",
            Self::RepeatedNonce => "Repeated nonce",
            Self::WrongReceiver
            | Self::NotEncrypted
            | Self::MissingAesKey
            | Self::Undecryptable(_)
            | Self::Sealed(_) => "Invalid message",
            Self::InvalidTimestamp => "Invalid timestamp",
            Self::NotAMessage(_) => "Not a message",
            Self::UnknownPath => "Not found",
            Self::MethodNotAllowed => "Method not allowed",
            Self::BodyTooLarge => "Too large",
            Self::BodyTimeout => "Too slow",
            Self::Busy => "Busy",
        }
    }
}

impl From<BodyError> for RejectReason {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::TooLarge => Self::BodyTooLarge,
            BodyError::Slow => Self::BodyTimeout,
            BodyError::Busy => Self::Busy,
            BodyError::Incomplete => Self::NotAMessage("the body breaks off"),
        }
    }
}
