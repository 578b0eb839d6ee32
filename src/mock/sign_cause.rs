//! The reasons why the mock refuses a signature, and what it takes although WeChat Pay would not.

use crate::sign::{Detail, Mistake, Scheme};

/// The reason for a refused signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SignCause {
    /// A known mistake reproduces the signature.
    Mistake(Mistake, Detail, Scheme),
    /// Something else is wrong with a call to WeChat Pay.
    Pay(PayFault),
}

/// A fault of a signed call to WeChat Pay that is no mistake in the signed string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PayFault {
    /// There is no header `Authorization`.
    AuthorizationMissing,
    /// The header `Authorization` is malformed.
    AuthorizationMalformed,
    /// The header `Accept` is missing or does not take JSON.
    AcceptMissing,
    /// There is no header `User-Agent`.
    UserAgentMissing,
    /// The merchant is not that of the mock.
    OtherMchid,
    /// The serial number is in decimal, or has colons or leading zeros.
    SerialNotation,
    /// The serial number is that of the platform's certificate.
    SerialOfPlatform,
    /// The serial number is the id of the platform's public key.
    SerialOfPublicKey,
    /// The serial number is another one.
    OtherSerial,
    /// There is no header `Content-Type`, but a body.
    ContentTypeMissing,
    /// The timestamp is more than five minutes in the past.
    TimestampOld,
    /// The timestamp is more than five minutes in the future.
    TimestampAhead,
    /// The timestamp is no number.
    TimestampNoNumber,
    /// The timestamp is in milliseconds.
    TimestampMilliseconds,
    /// The signature is not as long as the key, or not base64.
    SignatureSize,
    /// The signature is base64 for URLs.
    SignatureUrlSafe,
    /// The signature is a hash of v2.
    SignatureOfV2,
    /// The signature was made with a key of the platform.
    KeyOfPlatform,
    /// The signature was made with another key.
    WrongKey,
    /// The signature was made with the right key for another message.
    OtherMessage,
    /// No known mistake explains a signature of v2.
    Unexplained,
}

/// Something that the mock takes and WeChat Pay itself refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PayWarning {
    /// A URL for notices begins with `http://`.
    HttpNotifyUrl,
    /// The call has no client certificate.
    ClientCertificate,
}

impl PayWarning {
    /// Returns the name, for the header of an answer.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::HttpNotifyUrl => "notify-url-without-https",
            Self::ClientCertificate => "client-certificate-missing",
        }
    }
}

impl SignCause {
    /// Returns the name, as `sign --check` has it for a mistake.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Mistake(mistake, ..) => mistake.name(),
            Self::Pay(fault) => fault.name(),
        }
    }
}

impl PayFault {
    fn name(self) -> &'static str {
        match self {
            Self::AuthorizationMissing => "authorization-missing",
            Self::AuthorizationMalformed => "authorization-malformed",
            Self::AcceptMissing => "accept-missing",
            Self::UserAgentMissing => "user-agent-missing",
            Self::OtherMchid => "other-mchid",
            Self::SerialNotation => "serial-notation",
            Self::SerialOfPlatform => "serial-of-platform",
            Self::SerialOfPublicKey => "serial-of-public-key",
            Self::OtherSerial => "other-serial",
            Self::ContentTypeMissing => "content-type-missing",
            Self::TimestampOld => "timestamp-old",
            Self::TimestampAhead => "timestamp-ahead",
            Self::TimestampNoNumber => "timestamp-no-number",
            Self::TimestampMilliseconds => "timestamp-milliseconds",
            Self::SignatureSize => "signature-size",
            Self::SignatureUrlSafe => "signature-url-safe",
            Self::SignatureOfV2 => "signature-of-v2",
            Self::KeyOfPlatform => "key-of-platform",
            Self::WrongKey => "wrong-key",
            Self::OtherMessage => "other-message",
            Self::Unexplained => "unexplained",
        }
    }
}
