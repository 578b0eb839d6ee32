//! Decrypts `encryptedData` of mini-programs (小程序文档《开放数据校验与解密》): AES-128-CBC, PKCS#7; key, IV and data in base64.

use std::fmt;

use aes::Aes128;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use serde_json::Value;

use super::{BLOCK_BYTES, CryptError, check_block_length, unpad};
use crate::message::LayoutFault;

/// A `session_key` or an `iv`, both 16 bytes. Its `Debug` prints `***`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct KeyOrIv([u8; BLOCK_BYTES]);

impl fmt::Debug for KeyOrIv {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl KeyOrIv {
    /// Takes 16 bytes. The error is the number of bytes found instead.
    pub(crate) fn new(bytes: &[u8]) -> Result<Self, usize> {
        bytes.try_into().map(Self).map_err(|_| bytes.len())
    }
}

/// Decrypts `encryptedData` and returns the JSON inside.
pub(crate) fn decrypt(session_key: KeyOrIv, iv: KeyOrIv, ciphertext: &[u8]) -> Result<String, CryptError> {
    let whole = &ciphertext[..ciphertext.len() - ciphertext.len() % BLOCK_BYTES];
    let is_cut = whole.len() < ciphertext.len() || decrypt_with(session_key, iv, whole).is_err();
    if is_cut && begins_json(&blocks(session_key, iv, whole)) {
        return Err(CryptError::Layout(LayoutFault::Incomplete));
    }
    check_block_length(ciphertext)?;
    match decrypt_with(session_key, iv, ciphertext) {
        Ok(text) if is_json(&text) => Ok(text),
        Ok(_) => Err(CryptError::NotJson),
        Err(_) if decrypt_with(iv, session_key, ciphertext).is_ok_and(|text| is_json(&text)) => {
            Err(CryptError::SessionKeyIsIv)
        }
        Err(error) => Err(error),
    }
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok()
}

/// Returns whether bytes begin a JSON object of text, complete or not. The last character may be incomplete.
fn begins_json(plain: &[u8]) -> bool {
    let text = match std::str::from_utf8(plain) {
        Ok(_) => plain,
        Err(error) if error.error_len().is_none() => &plain[..error.valid_up_to()],
        Err(_) => return false,
    };
    text.starts_with(b"{\"")
}

/// Decrypts whole blocks, and keeps the padding.
fn blocks(key: KeyOrIv, iv: KeyOrIv, ciphertext: &[u8]) -> Vec<u8> {
    let cipher = cbc::Decryptor::<Aes128>::new(&key.0.into(), &iv.0.into());
    cipher.decrypt_padded_vec::<NoPadding>(ciphertext).unwrap_or_default()
}

fn decrypt_with(key: KeyOrIv, iv: KeyOrIv, ciphertext: &[u8]) -> Result<String, CryptError> {
    let plain = unpad(blocks(key, iv, ciphertext)).ok_or(CryptError::SessionKey)?;
    let first_block_is_wrong = plain.len() > BLOCK_BYTES && ends_like_json(&plain[BLOCK_BYTES..]);
    match String::from_utf8(plain) {
        Ok(text) if is_json(&text) => Ok(text),
        _ if first_block_is_wrong => Err(CryptError::Iv),
        Ok(text) => Ok(text),
        // With another key, about one message in 256 ends in valid padding.
        Err(_) => Err(CryptError::SessionKey),
    }
}

/// Returns whether the bytes are text that ends a JSON object. The first character may be incomplete.
fn ends_like_json(rest: &[u8]) -> bool {
    let begun = rest.iter().take_while(|&&byte| byte & 0xc0 == 0x80).count();
    begun < 4 && rest.ends_with(b"}") && std::str::from_utf8(&rest[begun..]).is_ok()
}
