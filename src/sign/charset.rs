//! The encodings in which programs turn a string into the bytes that they sign.

use encoding_rs::GBK;

/// An encoding of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// GBK: the default of Java and PHP on a Chinese Windows, and of the `package` of 2014.
    Gbk,
    /// ISO-8859-1 with `?` for what it lacks: the default of old Java servers and HTTP clients.
    Latin1,
    /// The bytes of UTF-8 read as ISO-8859-1 and written as UTF-8 once more.
    Utf8Twice,
}

impl Charset {
    /// Returns the name that developers know.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gbk => "GBK",
            Self::Latin1 => "ISO-8859-1",
            Self::Utf8Twice => "UTF-8, twice",
        }
    }

    /// Returns whether the encoding has every character of a text.
    pub fn has(self, text: &str) -> bool {
        match self {
            Self::Utf8 | Self::Utf8Twice => true,
            Self::Gbk => !GBK.encode(text).2,
            Self::Latin1 => text.chars().all(|char| u32::from(char) < 256),
        }
    }

    /// Returns the length of a text in this encoding, in bytes.
    pub(crate) fn len(self, text: &str) -> usize {
        self.encode(text.to_owned()).len()
    }

    /// Encodes a text. Characters that GBK lacks become `?`.
    pub(super) fn encode(self, text: String) -> Vec<u8> {
        if self == Self::Utf8 || text.is_ascii() {
            return text.into_bytes();
        }
        match self {
            Self::Utf8 => text.into_bytes(),
            Self::Gbk => {
                if let (encoded, _, false) = GBK.encode(&text) {
                    return encoded.into_owned();
                }
                let mut bytes = Vec::with_capacity(text.len());
                for char in text.chars() {
                    let mut buffer = [0; 4];
                    let (encoded, _, lacking) = GBK.encode(char.encode_utf8(&mut buffer));
                    bytes.extend_from_slice(if lacking { b"?" } else { &encoded });
                }
                bytes
            }
            Self::Latin1 => text.chars().map(|char| u8::try_from(u32::from(char)).unwrap_or(b'?')).collect(),
            Self::Utf8Twice => text.into_bytes().into_iter().map(char::from).collect::<String>().into_bytes(),
        }
    }
}
