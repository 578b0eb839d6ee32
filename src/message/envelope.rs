//! The encryption of callbacks (公众平台文档《消息加解密说明》, 企业微信文档《加解密方案说明》).
//!
//! The plain text is 16 random bytes, the length of the message in bytes as 4 bytes big-endian, the message, and the
//! receiver id. The cipher is AES-256-CBC; key = base64-decoded (EncodingAESKey + `=`), IV = the first 16 bytes of
//! the key, padding = PKCS#7 to 32 bytes.

use std::fmt;

use aes::Aes256;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use base64::Engine;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, general_purpose::STANDARD};

/// The length of an `EncodingAESKey`, in characters.
pub const KEY_CHARS: usize = 43;
/// The block size of the padding, in bytes. WeChat pads to 32, not to the 16 of AES.
pub(super) const PADDING_BLOCK_BYTES: usize = 32;
/// The length of the data before the message, in bytes: 16 random bytes and 4 bytes of length.
pub(super) const HEAD_BYTES: usize = 20;
/// The block size of AES, in bytes.
pub(super) const BLOCK_BYTES: usize = 16;

/// A decoded `EncodingAESKey`. Its `Debug` prints `***`.
#[derive(Clone, PartialEq, Eq)]
pub struct AesKey([u8; 32]);

impl fmt::Debug for AesKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The reason why a text is not an `EncodingAESKey`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text does not have 43 characters; holds its length.
    #[error("an EncodingAESKey has {KEY_CHARS} characters, this has {0}")]
    Length(usize),
    /// A character is not one of `a-z A-Z 0-9 + /`; holds it and its position, counted from 1.
    #[error("character {1} of the EncodingAESKey is {0:?}, which is not base64")]
    Character(char, usize),
}

/// The reason why an `Encrypt` cannot be decrypted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecryptError {
    /// The text is not base64.
    #[error("not base64")]
    Base64,
    /// The ciphertext is empty or not a multiple of 16 bytes; holds its length in bytes.
    #[error("{0} bytes are not whole blocks of AES")]
    Blocks(usize),
    /// The padding is not PKCS#7 to 32 bytes. In practice the key is another one.
    #[error("the padding is wrong, as it is after decryption with another key")]
    Padding,
    /// The key is right, because a message is readable, but the padding is not PKCS#7 to 32 bytes.
    #[error("the key is right, the padding is not")]
    PaddingOnly,
    /// The key is right, because the padding is, but the length or the receiver id inside is not.
    #[error("the key is right, the length inside is not")]
    Layout,
    /// The receiver id is not UTF-8. In practice the key is another one.
    #[error("the receiver id inside is not text")]
    Receiver,
    /// The length inside exceeds the data. In practice the key is another one.
    #[error("the length inside is wrong")]
    Length,
}

/// A decrypted callback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decrypted {
    /// The message.
    pub message: Vec<u8>,
    /// The receiver id: the appid, corpid or suiteid; empty for WeCom's intelligent bots.
    pub receiver: String,
}

/// Decodes base64 with or without `=`, and ignores non-zero trailing bits, which the last character of an
/// `EncodingAESKey` usually has.
pub(crate) const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl AesKey {
    /// Parses the 43 characters that WeChat's settings page shows.
    pub fn parse(encoding_aes_key: &str) -> Result<Self, KeyError> {
        for (position, char) in encoding_aes_key.chars().enumerate() {
            if !(char.is_ascii_alphanumeric() || char == '+' || char == '/') {
                return Err(KeyError::Character(char, position + 1));
            }
        }
        let wrong_length = KeyError::Length(encoding_aes_key.len());
        if encoding_aes_key.len() != KEY_CHARS {
            return Err(wrong_length);
        }
        let bytes = LENIENT.decode(encoding_aes_key).map_err(|_| wrong_length)?;
        bytes.try_into().map(Self).map_err(|_| wrong_length)
    }

    /// Returns the key with these bytes, and the 43 characters that tell it.
    pub(crate) fn of_bytes(bytes: [u8; 32]) -> (Self, String) {
        (Self(bytes), STANDARD.encode(bytes).trim_end_matches('=').to_owned())
    }

    fn iv(&self) -> [u8; 16] {
        std::array::from_fn(|at| self.0[at])
    }
}

/// Encrypts a message for a receiver and returns the base64 text of `Encrypt`.
///
/// `random` must be fresh for every message.
pub fn encrypt(key: &AesKey, random: [u8; 16], message: &[u8], receiver: &str) -> String {
    let length = u32::try_from(message.len()).unwrap_or(u32::MAX);
    let mut plain = Vec::with_capacity(HEAD_BYTES + message.len() + receiver.len() + PADDING_BLOCK_BYTES);
    plain.extend_from_slice(&random);
    plain.extend_from_slice(&length.to_be_bytes());
    plain.extend_from_slice(message);
    plain.extend_from_slice(receiver.as_bytes());
    STANDARD.encode(encrypt_bytes(key, plain))
}

/// Encrypts bytes alone, as the files that users send to intelligent bots are (企业微信文档《智能机器人》: 接收消息).
pub(crate) fn encrypt_bytes(key: &AesKey, mut plain: Vec<u8>) -> Vec<u8> {
    let pad = PADDING_BLOCK_BYTES - plain.len() % PADDING_BLOCK_BYTES;
    plain.resize(plain.len() + pad, u8::try_from(pad).unwrap_or_default());
    cbc::Encryptor::<Aes256>::new(&key.0.into(), &key.iv().into()).encrypt_padded_vec::<NoPadding>(&plain)
}

/// Decrypts the base64 text of `Encrypt`; white space in it is ignored.
pub fn decrypt(key: &AesKey, encrypt: &str) -> Result<Decrypted, DecryptError> {
    decrypt_bytes(key, &decode(encrypt)?)
}

/// Decodes the base64 text of `Encrypt`.
pub(super) fn decode(encrypt: &str) -> Result<Vec<u8>, DecryptError> {
    let text: String = encrypt.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    LENIENT.decode(text).map_err(|_| DecryptError::Base64)
}

/// Decrypts the whole blocks of a ciphertext, and keeps the padding.
pub(super) fn decrypt_blocks(key: &AesKey, sealed: &[u8]) -> Vec<u8> {
    let whole = sealed.len() - sealed.len() % BLOCK_BYTES;
    let cipher = cbc::Decryptor::<Aes256>::new(&key.0.into(), &key.iv().into());
    cipher.decrypt_padded_vec::<NoPadding>(&sealed[..whole]).unwrap_or_default()
}

/// Returns the bytes without their padding, or `None` if that is not PKCS#7 to 32 bytes.
pub(super) fn unpad(plain: &[u8]) -> Option<&[u8]> {
    let pad = plain.last().map(|&last| usize::from(last))?;
    let (body, padding) = plain.split_at(plain.len().checked_sub(pad)?);
    let is_right =
        (1..=PADDING_BLOCK_BYTES).contains(&pad) && padding.iter().all(|&byte| usize::from(byte) == pad);
    is_right.then_some(body)
}

/// Decrypts the ciphertext of `Encrypt`, already decoded from base64.
pub fn decrypt_bytes(key: &AesKey, sealed: &[u8]) -> Result<Decrypted, DecryptError> {
    if sealed.is_empty() || !sealed.len().is_multiple_of(BLOCK_BYTES) {
        return Err(DecryptError::Blocks(sealed.len()));
    }
    let mut plain = decrypt_blocks(key, sealed);
    let Some(body) = unpad(&plain).map(<[u8]>::len) else {
        let seen = end_of_message(&plain).is_some() && matches!(plain.get(HEAD_BYTES), Some(b'<' | b'{'));
        return Err(if seen { DecryptError::PaddingOnly } else { DecryptError::Padding });
    };
    let pad = plain.len() - body;
    plain.truncate(body);
    // Under another key, one byte of padding looks right by chance, two hardly ever.
    let wrong = |error| if pad > 1 { DecryptError::Layout } else { error };
    let end = end_of_message(&plain).ok_or(wrong(DecryptError::Length))?;
    let receiver = String::from_utf8(plain.split_off(end)).map_err(|_| wrong(DecryptError::Receiver))?;
    Ok(Decrypted { message: plain.split_off(HEAD_BYTES), receiver })
}

/// Returns the end of the message according to its length field, or `None` if it exceeds the data.
fn end_of_message(plain: &[u8]) -> Option<usize> {
    let length = u32::from_be_bytes(plain.get(16..HEAD_BYTES)?.try_into().ok()?);
    HEAD_BYTES.checked_add(usize::try_from(length).ok()?).filter(|&end| end <= plain.len())
}
