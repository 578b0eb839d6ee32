//! Opens the answers of calls that are encrypted and signed (服务端 API 签名加密指南).

use std::fmt;

use super::Reply;
use crate::crypt::PublicKey;
use crate::crypt::api::{
    self, ApiRequest, OLD_SERIAL_HEADER, OLD_SIGNATURE_HEADER, SERIAL_HEADER, SIGNATURE_HEADER,
    TIMESTAMP_HEADER, is_sealed,
};
use crate::message::ApiV3Key;

/// The values with which the answer of an encrypted call is opened. Its `Debug` prints no key.
pub(crate) struct Sealing {
    /// Scheme, host and path, without the query.
    pub urlpath: String,
    /// The appid of the account.
    pub appid: String,
    /// The number of the symmetric key.
    pub sn: String,
    /// The symmetric key.
    pub key: ApiV3Key,
    /// The platform's certificate or public key; `None` if answers are not verified.
    pub certificate: Option<PublicKey>,
    /// The number of that certificate in the console.
    pub certificate_sn: Option<String>,
}

impl fmt::Debug for Sealing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sealing").field("urlpath", &self.urlpath).finish_non_exhaustive()
    }
}

/// The reason why the answer of an encrypted call cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SealedError {
    /// The answer is not encrypted.
    Plain,
    /// The answer lacks this header.
    NoHeader(&'static str),
    /// The answer is verified by another certificate than the configured one.
    Serial {
        /// The number in the answer.
        answered: String,
        /// The configured number.
        configured: String,
    },
    /// The signature was not made with the platform's key, or not over this answer; the number in the answer.
    Signature(Option<String>),
    /// The body cannot be decrypted with the symmetric key.
    Encryption,
}

impl SealedError {
    /// Returns the name in `--json`.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Plain => "answer-not-encrypted",
            Self::NoHeader(_) => "answer-header",
            Self::Serial { .. } => "answer-serial",
            Self::Signature(_) => "answer-signature",
            Self::Encryption => "answer-encryption",
        }
    }
}

impl Sealing {
    /// Verifies and decrypts an answer. Leaves one that is no JSON, or an errcode in plain text, as it is: errors before
    /// decryption are not encrypted.
    pub(super) fn open(&self, reply: &mut Reply) -> Result<(), SealedError> {
        let text = reply.text().into_owned();
        if !is_sealed(&text) {
            let json = reply.json().filter(|_| reply.head.status < 300);
            let is_answer = json.is_some_and(|json| matches!(json["errcode"].as_i64(), None | Some(0)));
            return if is_answer { Err(SealedError::Plain) } else { Ok(()) };
        }
        let header = |name: &str| {
            let found = reply.head.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let timestamp = header(TIMESTAMP_HEADER).ok_or(SealedError::NoHeader(TIMESTAMP_HEADER))?;
        let Self { urlpath, appid, sn, .. } = self;
        let answer = ApiRequest { urlpath, appid, timestamp: &timestamp, sn };
        if let Some(certificate) = &self.certificate {
            let serial = header(SERIAL_HEADER);
            let held =
                |serial: Option<&String>| self.certificate_sn.as_ref().is_none_or(|sn| serial == Some(sn));
            let pairs =
                [(serial.clone(), SIGNATURE_HEADER), (header(OLD_SERIAL_HEADER), OLD_SIGNATURE_HEADER)];
            let mut signatures =
                pairs.iter().filter_map(|(serial, name)| Some((serial.as_ref(), header(name)?)));
            if header(SIGNATURE_HEADER).is_none() {
                return Err(SealedError::NoHeader(SIGNATURE_HEADER));
            }
            let verifies = |(serial, signature): (Option<&String>, String)| {
                held(serial) && answer.is_signed(&text, &signature, certificate)
            };
            if !signatures.any(verifies) {
                let known = pairs.iter().any(|(serial, _)| held(serial.as_ref()));
                return Err(match (&self.certificate_sn, serial) {
                    (Some(configured), Some(answered)) if !known => {
                        SealedError::Serial { answered, configured: configured.clone() }
                    }
                    (_, serial) => SealedError::Signature(serial),
                });
            }
        }
        let plain = answer.open(&self.key, &text).ok_or(SealedError::Encryption)?;
        reply.body = match api::parameters(&plain) {
            Some(members) => serde_json::Value::Object(members).to_string().into_bytes(),
            None => plain.into_bytes(),
        };
        Ok(())
    }
}
