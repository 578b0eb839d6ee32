//! Verifies the signatures of WeChat Pay's answers (微信支付文档《签名验证》).
//!
//! While a merchant changes from certificates to the public key, or from one certificate to the next, answers are
//! signed with either: the header `Wechatpay-Serial` tells with which.

use std::fmt;

use crate::crypt::verify::{Cause, SignedNotification, verify};
use crate::crypt::{PublicKey, serial};
use crate::pay::BillFault;
use crate::wechat::Reply;

/// The largest age of an answer, in seconds, and the largest time that it may lie ahead.
const MAX_AGE_S: u64 = 300;
/// The prefix of the ID of WeChat Pay's public key.
const PUBLIC_KEY_ID_PREFIX: &str = "PUB_KEY_ID_";

const SERIAL: &str = "Wechatpay-Serial";
const TIMESTAMP: &str = "Wechatpay-Timestamp";
const NONCE: &str = "Wechatpay-Nonce";
const SIGNATURE: &str = "Wechatpay-Signature";

/// A key of WeChat Pay.
#[derive(Debug, Clone)]
pub(crate) struct PlatformKey {
    /// The serial number of its certificate, or the ID of the public key.
    pub serial: String,
    /// The key.
    pub key: PublicKey,
}

/// The keys with which WeChat Pay may sign its answers.
#[derive(Clone, Default)]
pub(crate) struct PlatformKeys(Vec<PlatformKey>);

impl fmt::Debug for PlatformKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.serials()).finish()
    }
}

/// The reason why an answer of WeChat Pay is not trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PayAnswerError {
    /// The answer lacks this header.
    NoHeader(&'static str),
    /// The answer is signed with a key that is not configured.
    UnknownSerial {
        /// The serial number or ID in the answer.
        answered: String,
        /// The configured serial numbers and IDs.
        configured: Vec<String>,
    },
    /// The signature is wrong.
    Signature {
        /// The serial number or ID in the answer.
        serial: String,
        /// The findings, the likeliest cause first.
        causes: Vec<Cause>,
    },
    /// The answer was signed this many seconds ago, or from now if negative.
    Stale(i64),
    /// The announced hash of a bill is of this type, not SHA1.
    HashType(String),
    /// A bill is at an address that is not WeChat Pay's; holds the host, or the URL if it has none.
    ForeignLink(String),
    /// A bill cannot be unpacked.
    DamagedBill,
    /// A bill is larger than this many bytes, which are read into memory.
    LargeBill(usize),
    /// The hash of a bill is not the one that was announced.
    BillHash {
        /// The announced hash.
        wanted: String,
        /// The hash of the bill.
        found: String,
    },
    /// A bill cannot be read.
    Bill(BillFault),
    /// A certificate cannot be read after decryption.
    DamagedCertificate,
    /// The `sign` of a v2 answer is missing or wrong.
    V2Sign {
        /// `true` if there is none.
        is_missing: bool,
    },
}

impl PayAnswerError {
    /// Returns the name in `--json`.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::NoHeader(_) | Self::V2Sign { is_missing: true } => "answer-unsigned",
            Self::UnknownSerial { .. } => "answer-serial",
            Self::Signature { .. } | Self::V2Sign { .. } => "answer-signature",
            Self::Stale(_) => "answer-stale",
            Self::ForeignLink(_) => "bill-link",
            Self::DamagedBill | Self::LargeBill(_) | Self::Bill(_) => "bill",
            Self::HashType(_) | Self::BillHash { .. } => "bill-hash",
            Self::DamagedCertificate => "certificate",
        }
    }
}

impl PlatformKeys {
    /// Returns these keys, the one to ask for first.
    pub(crate) fn new(keys: Vec<PlatformKey>) -> Self {
        Self(keys)
    }

    /// Returns the key that WeChat Pay is asked to sign with and that encrypts sensitive fields: the public key, else the
    /// certificate that ends last.
    pub(crate) fn preferred(&self) -> Option<&PlatformKey> {
        let rank = |key: &&PlatformKey| {
            key.key.certificate.as_ref().map_or(u64::MAX, |certificate| certificate.not_after)
        };
        self.0.iter().max_by_key(rank)
    }

    /// Returns the serial numbers and IDs.
    pub(crate) fn serials(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|key| key.serial.as_str())
    }

    fn find(&self, named: &str) -> Option<&PlatformKey> {
        self.0.iter().find(|key| {
            let of_key =
                named.starts_with(PUBLIC_KEY_ID_PREFIX) || key.serial.starts_with(PUBLIC_KEY_ID_PREFIX);
            if of_key { key.serial == named } else { serial::same(named, &key.serial) }
        })
    }

    /// Verifies an answer; `now` is in seconds.
    pub(crate) fn verify(&self, reply: &Reply, now: u64) -> Result<(), PayAnswerError> {
        let header = |name: &'static str| {
            let found = reply.head.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
            let value = found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty());
            value.ok_or(PayAnswerError::NoHeader(name))
        };
        let (signature, serial) = (header(SIGNATURE)?, header(SERIAL)?);
        let (timestamp, nonce) = (header(TIMESTAMP)?, header(NONCE)?);
        let known = self.find(serial).ok_or_else(|| PayAnswerError::UnknownSerial {
            answered: serial.to_owned(),
            configured: self.serials().map(str::to_owned).collect(),
        })?;
        let signed =
            SignedNotification { serial: Some(serial), timestamp, nonce, signature, body: &reply.body };
        let verification = verify(&known.key, &signed);
        if !verification.verified {
            return Err(PayAnswerError::Signature { serial: serial.to_owned(), causes: verification.causes });
        }
        let age = timestamp.parse::<i64>().ok().map(|signed| now.cast_signed() - signed);
        match age {
            Some(age) if age.unsigned_abs() <= MAX_AGE_S => Ok(()),
            age => Err(PayAnswerError::Stale(age.unwrap_or(i64::MAX))),
        }
    }
}
