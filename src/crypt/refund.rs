//! Decrypts `req_info` of the refund notice of WeChat Pay v2 (微信支付文档《退款结果通知》): AES-256-ECB, PKCS#7 to 16 bytes; the
//! key is the MD5 of the API key in lower-case hex.

use aes::Aes256;
use aes::cipher::{BlockCipherDecrypt, KeyInit};
use md5::{Digest, Md5};

use super::{BLOCK_BYTES, CryptError, check_block_length, unpad};
use crate::message::LayoutFault;
use crate::sign::hex;

/// The length of an MD5, in hexadecimal digits.
const MD5_DIGITS: usize = 32;

/// The derivation of the AES key from the API key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyForm {
    /// The MD5 in lower-case hex, as WeChat does it.
    Md5,
    /// The given key itself, which has the form of an MD5: it is the MD5 already, or test data of a library that takes
    /// none.
    AlreadyMd5,
    /// The 32 characters themselves, as in the tests of some libraries.
    Raw,
}

/// A decrypted refund notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DecryptedNotice {
    /// The XML inside.
    pub text: String,
    /// The derivation of the key that decrypted it.
    pub form: KeyForm,
}

impl KeyForm {
    /// Returns the name used in `--json`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::AlreadyMd5 | Self::Raw => "raw",
        }
    }
}

/// Decrypts `req_info`.
pub(crate) fn decrypt(key: &str, ciphertext: &[u8]) -> Result<DecryptedNotice, CryptError> {
    let digest = hex(&Md5::digest(key.as_bytes()));
    let begun = blocks(digest.as_bytes(), ciphertext).unwrap_or_default();
    let is_cut =
        begins_xml(&begun) && (!ciphertext.len().is_multiple_of(BLOCK_BYTES) || unpad(begun).is_none());
    if is_cut {
        return Err(CryptError::Layout(LayoutFault::Incomplete));
    }
    check_block_length(ciphertext)?;
    let decrypt_as =
        |bytes: &[u8], form| decrypt_with(bytes, ciphertext).map(|text| DecryptedNotice { text, form });
    let is_md5 = key.len() == MD5_DIGITS && key.bytes().all(|byte| byte.is_ascii_hexdigit());
    let as_md5 = || decrypt_as(key.to_ascii_lowercase().as_bytes(), KeyForm::AlreadyMd5).filter(|_| is_md5);
    decrypt_as(digest.as_bytes(), KeyForm::Md5)
        .or_else(as_md5)
        .or_else(|| decrypt_as(key.as_bytes(), KeyForm::Raw))
        .ok_or_else(|| CryptError::PayKey(key.chars().count()))
}

/// Returns whether bytes begin as the XML of a notice.
fn begins_xml(plain: &[u8]) -> bool {
    [&b"<root>"[..], b"<xml>"].iter().any(|root| plain.starts_with(root))
}

fn decrypt_with(key: &[u8], ciphertext: &[u8]) -> Option<String> {
    String::from_utf8(unpad(blocks(key, ciphertext)?)?).ok()
}

/// Decrypts whole blocks, and keeps the padding.
fn blocks(key: &[u8], ciphertext: &[u8]) -> Option<Vec<u8>> {
    let cipher = Aes256::new_from_slice(key).ok()?;
    let mut plain = Vec::with_capacity(ciphertext.len());
    for block in ciphertext.chunks_exact(BLOCK_BYTES) {
        let mut block = aes::Block::try_from(block).ok()?;
        cipher.decrypt_block(&mut block);
        plain.extend_from_slice(&block);
    }
    Some(plain)
}
