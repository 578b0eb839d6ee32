//! Base64 as it arrives: wrapped into lines, and damaged on its way in ways that can be mended.

use base64::Engine;

use crate::message::envelope::LENIENT;

/// Why a text is not base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base64Error {
    /// A character that base64 has not, and where it stands, from 1.
    Character(char, usize),
    /// A number of characters that base64 never has: some are missing.
    Length(usize),
}

/// What happened to a text on its way, and was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mend {
    /// `+` became a blank.
    Plus,
    /// It was percent-encoded.
    Percent,
    /// `+` and `/` became `-` and `_`.
    UrlSafe,
    /// `/` became `\/`, or a line break `\n`.
    Backslash,
}

impl Mend {
    /// The word in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plus => "plus-became-blank",
            Self::Percent => "percent-encoded",
            Self::UrlSafe => "url-safe",
            Self::Backslash => "backslashes",
        }
    }
}

/// Bytes, and what had to be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What had to be mended.
    pub mends: Vec<Mend>,
}

/// Reads base64, with or without `=`, with line breaks anywhere; mends what a decoding or escape too many did to it.
pub fn decode(given: &str) -> Result<Decoded, Base64Error> {
    let mut mends = Vec::new();
    let mut text = given.trim().trim_matches(['"', '\'']).to_owned();
    if text.contains('\\') {
        text = text.replace("\\/", "/").replace("\\r", "").replace("\\n", "");
        mends.push(Mend::Backslash);
    }
    let encoded = ["%2B", "%2F", "%3D", "%2b", "%2f", "%3d"];
    if encoded.iter().any(|code| text.contains(code)) {
        for (code, char) in encoded.into_iter().zip("+/=+/=".chars()) {
            text = text.replace(code, char.encode_utf8(&mut [0; 4]));
        }
        mends.push(Mend::Percent);
    }
    text = text.lines().map(str::trim).collect::<String>().replace('\t', "");
    if text.contains(['-', '_']) {
        text = text.replace('-', "+").replace('_', "/");
        mends.push(Mend::UrlSafe);
    }
    if text.contains(' ') {
        if let Ok(bytes) = strictly(&text.replace(' ', "+")) {
            mends.push(Mend::Plus);
            return Ok(Decoded { bytes, mends });
        }
        text = text.replace(' ', "");
    }
    Ok(Decoded { bytes: strictly(&text)?, mends })
}

fn strictly(text: &str) -> Result<Vec<u8>, Base64Error> {
    let bare = text.trim_end_matches('=');
    for (position, char) in bare.chars().enumerate() {
        if !(char.is_ascii_alphanumeric() || char == '+' || char == '/') {
            return Err(Base64Error::Character(char, position + 1));
        }
    }
    LENIENT.decode(bare).map_err(|_| Base64Error::Length(bare.len()))
}
