//! `encryptedData` of mini-programs (小程序文档《开放数据校验与解密》): AES-128-CBC, PKCS#7; key, IV and data in base64.

use std::fmt;

use aes::Aes128;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use serde_json::Value;

use super::{BLOCK, CryptError, unpad, whole_blocks};

/// 16 bytes that came as base64: a `session_key` or an `iv`; its `Debug` is `***`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Sixteen([u8; BLOCK]);

impl fmt::Debug for Sixteen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl Sixteen {
    /// Takes 16 bytes; the error is how many there are instead.
    pub fn new(bytes: &[u8]) -> Result<Self, usize> {
        bytes.try_into().map(Self).map_err(|_| bytes.len())
    }
}

/// Opens `encryptedData`; what is inside is a JSON object.
pub fn decrypt(session_key: Sixteen, iv: Sixteen, sealed: &[u8]) -> Result<String, CryptError> {
    whole_blocks(sealed)?;
    match open(session_key, iv, sealed) {
        Ok(text) if is_json(&text) => Ok(text),
        Ok(_) => Err(CryptError::NotJson),
        Err(_) if open(iv, session_key, sealed).is_ok_and(|text| is_json(&text)) => {
            Err(CryptError::SessionKeyIsIv)
        }
        Err(error) => Err(error),
    }
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok()
}

fn open(key: Sixteen, iv: Sixteen, sealed: &[u8]) -> Result<String, CryptError> {
    let plain = cbc::Decryptor::<Aes128>::new(&key.0.into(), &iv.0.into())
        .decrypt_padded_vec::<NoPadding>(sealed)
        .map_err(|_| CryptError::Blocks(sealed.len()))?;
    let plain = unpad(plain).ok_or(CryptError::SessionKey)?;
    let first_block_is_wrong = plain.len() > BLOCK && ends_like_json(&plain[BLOCK..]);
    match String::from_utf8(plain) {
        Ok(text) if is_json(&text) => Ok(text),
        _ if first_block_is_wrong => Err(CryptError::Iv),
        Ok(text) => Ok(text),
        // One key in 256 leaves something that looks like padding.
        Err(_) => Err(CryptError::SessionKey),
    }
}

/// Whether these bytes are text that ends an object; a character may have begun before them.
fn ends_like_json(rest: &[u8]) -> bool {
    let begun = rest.iter().take_while(|&&byte| byte & 0xc0 == 0x80).count();
    begun < 4 && rest.ends_with(b"}") && std::str::from_utf8(&rest[begun..]).is_ok()
}
