//! Requests and answers of WeChat Pay v2: XML with a `sign`.

use std::fmt;

use super::PayAnswerError;
use crate::message::{Document, Element, xml};
use crate::secret::Secret;
use crate::sign::{self, Digest, schemes};

/// The digest of a `sign`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum V2SignType {
    /// MD5
    Md5,
    /// HMAC-SHA256
    HmacSha256,
}

/// The API key of v2 and the digest that is used with it. Its `Debug` prints no key.
#[derive(Clone)]
pub(crate) struct V2Key {
    /// The key.
    pub key: Secret,
    /// The digest.
    pub sign_type: V2SignType,
}

impl fmt::Debug for V2Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("V2Key").field("sign_type", &self.sign_type).finish_non_exhaustive()
    }
}

impl V2SignType {
    /// Returns the value of `sign_type`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::HmacSha256 => "HMAC-SHA256",
        }
    }

    fn digest(self) -> Digest {
        match self {
            Self::Md5 => Digest::Md5,
            Self::HmacSha256 => Digest::HmacSha256,
        }
    }
}

impl V2Key {
    /// Returns the `sign` of fields.
    pub(crate) fn sign(&self, fields: &[(String, String)]) -> String {
        schemes::pay_v2(fields, self.key.expose(), self.sign_type.digest()).signature()
    }

    /// Returns a request with these fields and their `sign`.
    pub(crate) fn document(&self, fields: &[(String, String)]) -> String {
        let mut elements: Vec<Element> =
            fields.iter().map(|(name, value)| Element::text(name.clone(), value)).collect();
        elements.push(Element::text("sign", self.sign(fields)));
        xml::write(&Document(elements))
    }

    /// Checks the `sign` of an answer; its digest follows from its length, because not every answer names it.
    pub(crate) fn verify(&self, fields: &[(String, String)]) -> Result<(), PayAnswerError> {
        let own = fields.iter().find(|(name, value)| name == "sign" && !value.is_empty());
        let (_, own) = own.ok_or(PayAnswerError::V2Sign { is_missing: true })?;
        let sign_type = if own.len() == 64 { V2SignType::HmacSha256 } else { V2SignType::Md5 };
        let right = Self { key: self.key.clone(), sign_type }.sign(fields);
        let equal = sign::equal(&right, own);
        if equal { Ok(()) } else { Err(PayAnswerError::V2Sign { is_missing: false }) }
    }
}
