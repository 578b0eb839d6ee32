//! Decrypts the resource of a WeChat Pay v3 notification (微信支付文档《证书和回调报文解密》): AEAD_AES_256_GCM.

use ring::aead::NONCE_LEN;
use serde_json::Value;

use super::{CryptError, Repair, decode};
use crate::message::ApiV3Key;

/// The length of the tag at the end of a ciphertext, in bytes.
const TAG_BYTES: usize = 16;
/// The only algorithm in use.
const ALGORITHM: &str = "AEAD_AES_256_GCM";
/// The values of `associated_data` that WeChat Pay uses; a wrong one may stand for one of these.
const KNOWN_ASSOCIATED_DATA: [&str; 7] =
    ["", "transaction", "refund", "certificate", "mch_payment", "payscore", "coupon"];

/// An encrypted resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resource {
    /// The ciphertext, followed by the tag.
    pub ciphertext: Vec<u8>,
    /// The nonce, 12 characters.
    pub nonce: String,
    /// The data that is authenticated but not encrypted; may be empty.
    pub associated_data: String,
}

impl Resource {
    /// Reads the resource of a notification or of an entry of `/v3/certificates`, or the bare object, and returns it
    /// with the repairs to its ciphertext.
    pub(crate) fn from_json(notification: &Value) -> Result<(Self, Vec<Repair>), CryptError> {
        let wrapped = ["resource", "encrypt_certificate"].into_iter().find_map(|name| notification.get(name));
        let resource = wrapped.unwrap_or(notification);
        let text = |name: &str| resource.get(name).and_then(Value::as_str);
        if let Some(other) = text("algorithm").filter(|&name| name != ALGORITHM) {
            return Err(CryptError::Algorithm(other.to_owned()));
        }
        let ciphertext = text("ciphertext").ok_or(CryptError::NoField("ciphertext"))?;
        let ciphertext = decode(ciphertext).map_err(|error| CryptError::Base64("ciphertext", error))?;
        let resource = Self {
            ciphertext: ciphertext.bytes,
            nonce: text("nonce").ok_or(CryptError::NoField("nonce"))?.to_owned(),
            associated_data: text("associated_data").unwrap_or_default().to_owned(),
        };
        Ok((resource, ciphertext.repairs))
    }

    /// Decrypts the resource.
    pub(crate) fn decrypt(&self, key: &ApiV3Key) -> Result<String, CryptError> {
        if self.nonce.len() != NONCE_LEN {
            return Err(CryptError::Nonce(self.nonce.len()));
        }
        if self.ciphertext.len() < TAG_BYTES {
            return Err(CryptError::Short(self.ciphertext.len()));
        }
        let decrypt =
            |associated: &str| key.decrypt(self.nonce.as_bytes(), associated.as_bytes(), &self.ciphertext);
        let given = self.associated_data.as_str();
        let Some(plain) = decrypt(given) else {
            let mut others =
                [given.trim()].into_iter().chain(KNOWN_ASSOCIATED_DATA).filter(|&other| other != given);
            let right = others.find(|other| decrypt(other).is_some());
            return Err(right.map_or(CryptError::Tag, |right| CryptError::AssociatedData {
                given: given.to_owned(),
                right: right.to_owned(),
            }));
        };
        String::from_utf8(plain).map_err(|_| CryptError::NotText)
    }
}
