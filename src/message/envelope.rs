//! The encryption envelope of callbacks (公众平台文档《消息加解密说明》, 企业微信文档《加解密方案说明》).
//!
//! Plain text inside: 16 random bytes, the message's length in 4 bytes big-endian, the message, the receiver id.
//! AES-256-CBC, key = base64(EncodingAESKey + `=`), IV = the key's first 16 bytes, PKCS#7 to 32 bytes.

use std::fmt;

use aes::Aes256;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use base64::Engine;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, general_purpose::STANDARD};

/// The length of an `EncodingAESKey`, in characters.
pub const KEY_CHARS: usize = 43;
/// WeChat pads to this many bytes, not to the cipher's 16.
const BLOCK: usize = 32;
/// 16 random bytes and 4 of length stand before the message.
const HEAD: usize = 20;

/// A decoded `EncodingAESKey`; its `Debug` is `***`.
#[derive(Clone, PartialEq, Eq)]
pub struct AesKey([u8; 32]);

impl fmt::Debug for AesKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Why an `EncodingAESKey` cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not 43 characters; how many it has.
    #[error("an EncodingAESKey has {KEY_CHARS} characters, this has {0}")]
    Length(usize),
    /// A character that is not in `a-z A-Z 0-9 + /`, and where it stands, from 1.
    #[error("character {1} of the EncodingAESKey is {0:?}, which is not base64")]
    Character(char, usize),
}

/// Why an `Encrypt` cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecryptError {
    /// Not base64.
    #[error("not base64")]
    Base64,
    /// Not a whole number of 16-byte blocks, or none; its length in bytes.
    #[error("{0} bytes are not whole blocks of AES")]
    Blocks(usize),
    /// The padding is not of PKCS#7 to 32: in practice another key.
    #[error("the padding is wrong, as it is after decryption with another key")]
    Padding,
    /// The key is right, for a message can be seen; its padding is not of PKCS#7 to 32.
    #[error("the key is right, the padding is not")]
    PaddingOnly,
    /// The key is right, for the padding is; random, length, message and receiver are not laid out as they should be.
    #[error("the key is right, the length inside is not")]
    Layout,
    /// The receiver id is not text: in practice another key.
    #[error("the receiver id inside is not text")]
    Receiver,
    /// The length inside points behind the end: in practice another key.
    #[error("the length inside is wrong")]
    Length,
}

/// What was in an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decrypted {
    /// The message's bytes.
    pub message: Vec<u8>,
    /// appid, corpid, suiteid, or nothing for WeCom's intelligent bots.
    pub receiver: String,
}

/// Takes base64 whose last character has stray bits, with or without `=`.
pub(crate) const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl AesKey {
    /// Reads the 43 characters that WeChat's settings page shows.
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

    fn iv(&self) -> [u8; 16] {
        std::array::from_fn(|at| self.0[at])
    }
}

/// Encrypts a message for a receiver; the base64 text that stands in `Encrypt`.
///
/// `random` must be fresh for every message.
pub fn encrypt(key: &AesKey, random: [u8; 16], message: &[u8], receiver: &str) -> String {
    let length = u32::try_from(message.len()).unwrap_or(u32::MAX);
    let mut plain = Vec::with_capacity(HEAD + message.len() + receiver.len() + BLOCK);
    plain.extend_from_slice(&random);
    plain.extend_from_slice(&length.to_be_bytes());
    plain.extend_from_slice(message);
    plain.extend_from_slice(receiver.as_bytes());
    let pad = BLOCK - plain.len() % BLOCK;
    plain.resize(plain.len() + pad, u8::try_from(pad).unwrap_or_default());
    let sealed = cbc::Encryptor::<Aes256>::new(&key.0.into(), &key.iv().into())
        .encrypt_padded_vec::<NoPadding>(&plain);
    STANDARD.encode(sealed)
}

/// Decrypts the text of `Encrypt`; line breaks in it are skipped.
pub fn decrypt(key: &AesKey, encrypt: &str) -> Result<Decrypted, DecryptError> {
    let text: String = encrypt.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    open(key, &LENIENT.decode(text).map_err(|_| DecryptError::Base64)?)
}

/// Decrypts the bytes that `Encrypt` is the base64 of.
pub fn open(key: &AesKey, sealed: &[u8]) -> Result<Decrypted, DecryptError> {
    if sealed.is_empty() || !sealed.len().is_multiple_of(16) {
        return Err(DecryptError::Blocks(sealed.len()));
    }
    let mut plain = cbc::Decryptor::<Aes256>::new(&key.0.into(), &key.iv().into())
        .decrypt_padded_vec::<NoPadding>(sealed)
        .map_err(|_| DecryptError::Blocks(sealed.len()))?;
    let pad = plain.last().map_or(0, |&last| usize::from(last));
    let padded = (1..=BLOCK).contains(&pad)
        && plain.len() >= pad
        && plain[plain.len() - pad..].iter().all(|&byte| usize::from(byte) == pad);
    if !padded {
        let seen = end_of_message(&plain).is_some() && matches!(plain.get(HEAD), Some(b'<' | b'{'));
        return Err(if seen { DecryptError::PaddingOnly } else { DecryptError::Padding });
    }
    plain.truncate(plain.len() - pad);
    // One byte of padding comes about by chance under another key, two hardly ever.
    let wrong = |error| if pad > 1 { DecryptError::Layout } else { error };
    let end = end_of_message(&plain).ok_or(wrong(DecryptError::Length))?;
    let receiver = String::from_utf8(plain.split_off(end)).map_err(|_| wrong(DecryptError::Receiver))?;
    Ok(Decrypted { message: plain.split_off(HEAD), receiver })
}

/// Where the message ends, by the length that stands before it.
fn end_of_message(plain: &[u8]) -> Option<usize> {
    let length = u32::from_be_bytes(plain.get(16..HEAD)?.try_into().ok()?);
    HEAD.checked_add(usize::try_from(length).ok()?).filter(|&end| end <= plain.len())
}
