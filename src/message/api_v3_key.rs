//! The APIv3 key of a WeChat Pay merchant: AEAD_AES_256_GCM (微信支付文档《证书和回调报文解密》).

use std::fmt;

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

/// The length of an APIv3 key, in bytes.
const API_V3_KEY_BYTES: usize = 32;

/// An APIv3 key, which encrypts the resource of a notification. Its `Debug` prints `***`.
#[derive(Clone)]
pub struct ApiV3Key([u8; API_V3_KEY_BYTES]);

impl fmt::Debug for ApiV3Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl ApiV3Key {
    /// Takes the 32 bytes that were set in the merchant's console.
    ///
    /// # Errors
    /// The error is the number of bytes found instead.
    pub fn new(bytes: &[u8]) -> Result<Self, usize> {
        bytes.try_into().map(Self).map_err(|_| bytes.len())
    }

    fn cipher(&self) -> Option<LessSafeKey> {
        Some(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &self.0).ok()?))
    }

    /// Returns the ciphertext followed by its tag; `None` if the nonce is not 12 bytes long. `nonce` must be fresh.
    pub(crate) fn encrypt(&self, nonce: &[u8], associated_data: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut sealed = plain.to_vec();
        self.cipher()?.seal_in_place_append_tag(nonce, Aad::from(associated_data), &mut sealed).ok()?;
        Some(sealed)
    }

    /// Decrypts a ciphertext with its tag; returns `None` if the tag is wrong or the nonce is not 12 bytes long.
    pub fn decrypt(&self, nonce: &[u8], associated_data: &[u8], ciphertext: &[u8]) -> Option<Vec<u8>> {
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut plain = ciphertext.to_vec();
        let length = self.cipher()?.open_in_place(nonce, Aad::from(associated_data), &mut plain).ok()?.len();
        plain.truncate(length);
        Some(plain)
    }
}
