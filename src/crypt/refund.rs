//! `req_info` of the refund notice of WeChat Pay v2 (微信支付文档《退款结果通知》): AES-256-ECB, PKCS#7 to 16 bytes; the key
//! is the MD5 of the API key in lower-case hex.

use aes::Aes256;
use aes::cipher::{BlockCipherDecrypt, KeyInit};
use md5::{Digest, Md5};

use super::{BLOCK, CryptError, unpad, whole_blocks};
use crate::sign::hex;

/// How the cipher's key comes from the API key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyForm {
    /// The MD5 in lower-case hex, as WeChat does it.
    Md5,
    /// The 32 characters themselves, as some libraries' tests have it.
    Raw,
}

/// What was inside, and how it opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// XML.
    pub text: String,
    /// Which key opened it.
    pub form: KeyForm,
}

impl KeyForm {
    /// The word in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Raw => "raw",
        }
    }
}

/// Opens `req_info`.
pub fn decrypt(key: &str, sealed: &[u8]) -> Result<Opened, CryptError> {
    whole_blocks(sealed)?;
    let digest = hex(&Md5::digest(key.as_bytes()));
    let open = |bytes: &[u8], form| open(bytes, sealed).map(|text| Opened { text, form });
    open(digest.as_bytes(), KeyForm::Md5)
        .or_else(|| open(key.as_bytes(), KeyForm::Raw))
        .ok_or_else(|| CryptError::PayKey(key.chars().count()))
}

fn open(key: &[u8], sealed: &[u8]) -> Option<String> {
    let cipher = Aes256::new_from_slice(key).ok()?;
    let mut plain = Vec::with_capacity(sealed.len());
    for block in sealed.chunks_exact(BLOCK) {
        let mut block = aes::Block::try_from(block).ok()?;
        cipher.decrypt_block(&mut block);
        plain.extend_from_slice(&block);
    }
    String::from_utf8(unpad(plain)?).ok()
}
