//! The resource of a notification of WeChat Pay v3 (微信支付文档《证书和回调报文解密》): AEAD_AES_256_GCM.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use serde_json::Value;

use super::{CryptError, Mend, decode};
use crate::message::API_V3_KEY_BYTES;

/// What the tag takes at the end of a ciphertext, in bytes.
const TAG: usize = 16;
/// The only algorithm that there is.
const ALGORITHM: &str = "AEAD_AES_256_GCM";
/// What WeChat Pay puts into `associated_data`; a wrong one is perhaps one of these.
const ASSOCIATED: [&str; 7] =
    ["", "transaction", "refund", "certificate", "mch_payment", "payscore", "coupon"];

/// A key of AES-256-GCM; its `Debug` is `***`.
#[derive(Clone)]
pub struct Key([u8; API_V3_KEY_BYTES]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Something encrypted, and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Ciphertext and tag.
    pub sealed: Vec<u8>,
    /// 12 characters.
    pub nonce: String,
    /// What is authenticated but not encrypted; may be empty.
    pub associated_data: String,
}

impl Key {
    /// Takes 32 bytes; the error is how many there are instead.
    pub fn new(bytes: &[u8]) -> Result<Self, usize> {
        bytes.try_into().map(Self).map_err(|_| bytes.len())
    }

    /// Opens a ciphertext and its tag; `None` when the tag is wrong or the nonce has not 12 bytes.
    pub fn open(&self, nonce: &[u8], associated_data: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &self.0).ok()?);
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut plain = sealed.to_vec();
        let length = key.open_in_place(nonce, Aad::from(associated_data), &mut plain).ok()?.len();
        plain.truncate(length);
        Some(plain)
    }
}

impl Resource {
    /// The resource of a notification, and what of its ciphertext had to be mended; or of an entry of `/v3/certificates`, or the bare object.
    pub fn from_json(notification: &Value) -> Result<(Self, Vec<Mend>), CryptError> {
        let wrapped = ["resource", "encrypt_certificate"].into_iter().find_map(|name| notification.get(name));
        let resource = wrapped.unwrap_or(notification);
        let text = |name: &str| resource.get(name).and_then(Value::as_str);
        if let Some(other) = text("algorithm").filter(|&name| name != ALGORITHM) {
            return Err(CryptError::Algorithm(other.to_owned()));
        }
        let ciphertext = text("ciphertext").ok_or(CryptError::NoField("ciphertext"))?;
        let sealed = decode(ciphertext).map_err(|error| CryptError::Base64("ciphertext", error))?;
        let resource = Self {
            sealed: sealed.bytes,
            nonce: text("nonce").ok_or(CryptError::NoField("nonce"))?.to_owned(),
            associated_data: text("associated_data").unwrap_or_default().to_owned(),
        };
        Ok((resource, sealed.mends))
    }

    /// Opens it.
    pub fn decrypt(&self, key: &Key) -> Result<String, CryptError> {
        if self.nonce.len() != NONCE_LEN {
            return Err(CryptError::Nonce(self.nonce.len()));
        }
        if self.sealed.len() < TAG {
            return Err(CryptError::Short(self.sealed.len()));
        }
        let open = |associated: &str| key.open(self.nonce.as_bytes(), associated.as_bytes(), &self.sealed);
        let given = self.associated_data.as_str();
        let Some(plain) = open(given) else {
            let mut others = [given.trim()].into_iter().chain(ASSOCIATED).filter(|&other| other != given);
            let right = others.find(|other| open(other).is_some());
            return Err(right.map_or(CryptError::Tag, |right| CryptError::AssociatedData {
                given: given.to_owned(),
                right: right.to_owned(),
            }));
        };
        String::from_utf8(plain).map_err(|_| CryptError::NotText)
    }
}
