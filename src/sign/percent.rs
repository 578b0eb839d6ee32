//! Percent-encoding, in all the ways in which languages do it.

use super::hex;

/// How a language percent-encodes.
pub(super) struct Encoder {
    /// What it leaves as it is, beside letters and digits.
    plain: &'static [u8],
    /// Whether a blank becomes `+`.
    plus: bool,
    /// Whether hexadecimal digits are small.
    small: bool,
}

const fn encoder(plain: &'static [u8], plus: bool, small: bool) -> Encoder {
    Encoder { plain, plus, small }
}

const JAVASCRIPT: &[u8] = b"-_.!~*'()";
const RFC_3986: &[u8] = b"-_.~";

/// The encoders that people use; each in capitals and, for those who lower them, in small letters.
pub(super) const ENCODERS: [Encoder; 13] = [
    encoder(JAVASCRIPT, false, false),
    // PHP `rawurlencode`, Python `quote`, Go `PathEscape`
    encoder(RFC_3986, false, false),
    // Python `quote_plus`, Go `QueryEscape`
    encoder(RFC_3986, true, false),
    // PHP `urlencode`
    encoder(b"-_.", true, false),
    // Java `URLEncoder`, `URLSearchParams`
    encoder(b"*-_.", true, false),
    encoder(JAVASCRIPT, true, false),
    encoder(JAVASCRIPT, false, true),
    encoder(RFC_3986, false, true),
    encoder(RFC_3986, true, true),
    encoder(b"-_.", true, true),
    encoder(b"*-_.", true, true),
    // .NET `HttpUtility.UrlEncode`
    encoder(b"-_.!*()", true, true),
    encoder(b"-_.!*()", true, false),
];

impl Encoder {
    pub(super) fn encode(&self, text: &str) -> String {
        let mut encoded = String::with_capacity(text.len() * 2);
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() || self.plain.contains(&byte) {
                encoded.push(char::from(byte));
            } else if byte == b' ' && self.plus {
                encoded.push('+');
            } else {
                let digits = hex(&[byte]);
                encoded.push('%');
                encoded.push_str(&if self.small { digits } else { digits.to_ascii_uppercase() });
            }
        }
        encoded
    }
}

pub(super) fn encodings(text: &str) -> Vec<String> {
    ENCODERS.iter().map(|encoder| encoder.encode(text)).collect()
}

/// RFC 3986, as the `package` of 2014 wants it.
pub(super) fn strict_component(text: &str) -> String {
    encoder(RFC_3986, false, false).encode(text)
}

/// `encodeURI`.
pub(super) fn encode_uri(text: &str) -> String {
    encoder(b"-_.!~*'();/?:@&=+$,#", false, false).encode(text)
}

/// Escapes as the bytes they stand for; what is then no UTF-8 stays as it was.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|two| first == b'%' && two.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|two| std::str::from_utf8(two).ok());
        if let Some(byte) = digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
