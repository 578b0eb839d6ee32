//! Decodes base64 from requests and logs: wrapped into lines, or altered on the way in ways that can be undone.

use base64::Engine;

use crate::message::envelope::LENIENT;

/// The reason why a text is not base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base64Error {
    /// A character is not in the alphabet of base64; holds it and its position, counted from 1.
    Character(char, usize),
    /// No base64 has this number of characters: some are missing.
    Length(usize),
}

/// A change to base64 on its way that was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repair {
    /// `+` became a space.
    Plus,
    /// The text was percent-encoded.
    Percent,
    /// `+` and `/` became `-` and `_`.
    UrlSafe,
    /// `/` became `\/`, or a line break `\n`.
    Backslash,
}

impl Repair {
    /// Returns the name used in `--json`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plus => "plus-became-blank",
            Self::Percent => "percent-encoded",
            Self::UrlSafe => "url-safe",
            Self::Backslash => "backslashes",
        }
    }
}

/// Decoded bytes, with the repairs that decoding needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The repairs.
    pub repairs: Vec<Repair>,
}

/// Decodes base64 with or without `=`, with line breaks anywhere. Undoes one URL-decoding, percent-encoding or
/// escaping too many.
pub(crate) fn decode(given: &str) -> Result<Decoded, Base64Error> {
    let mut repairs = Vec::new();
    let mut text = given.trim().trim_matches(['"', '\'']).to_owned();
    if text.contains('\\') {
        text = text.replace("\\/", "/").replace("\\r", "").replace("\\n", "");
        repairs.push(Repair::Backslash);
    }
    let encoded = ["%2B", "%2F", "%3D", "%2b", "%2f", "%3d"];
    if encoded.iter().any(|code| text.contains(code)) {
        for (code, char) in encoded.into_iter().zip("+/=+/=".chars()) {
            text = text.replace(code, char.encode_utf8(&mut [0; 4]));
        }
        repairs.push(Repair::Percent);
    }
    text = text.lines().map(str::trim).collect::<String>().replace('\t', "");
    if text.contains(['-', '_']) {
        text = text.replace('-', "+").replace('_', "/");
        repairs.push(Repair::UrlSafe);
    }
    if text.contains(' ') {
        if let Ok(bytes) = strictly(&text.replace(' ', "+")) {
            repairs.push(Repair::Plus);
            return Ok(Decoded { bytes, repairs });
        }
        text = text.replace(' ', "");
    }
    Ok(Decoded { bytes: strictly(&text)?, repairs })
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
