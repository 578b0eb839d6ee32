//! Percent-encoding, in all variants of the common languages.

/// A variant of percent-encoding.
pub(super) struct Encoder {
    /// The characters that are left as they are, beside letters and digits.
    unescaped: &'static [u8],
    /// True if a space becomes `+`.
    space_as_plus: bool,
    /// True if hexadecimal digits are in lower case.
    lower_hex: bool,
}

const fn encoder(unescaped: &'static [u8], space_as_plus: bool, lower_hex: bool) -> Encoder {
    Encoder { unescaped, space_as_plus, lower_hex }
}

const JAVASCRIPT_UNESCAPED: &[u8] = b"-_.!~*'()";
const RFC_3986_UNRESERVED: &[u8] = b"-_.~";

/// The variants in use: with upper-case digits, and with lower-case digits if a programming language uses them.
pub(super) const ENCODERS: [Encoder; 13] = [
    encoder(JAVASCRIPT_UNESCAPED, false, false),
    // PHP `rawurlencode`, Python `quote`, Go `PathEscape`
    encoder(RFC_3986_UNRESERVED, false, false),
    // Python `quote_plus`, Go `QueryEscape`
    encoder(RFC_3986_UNRESERVED, true, false),
    // PHP `urlencode`
    encoder(b"-_.", true, false),
    // Java `URLEncoder`, `URLSearchParams`
    encoder(b"*-_.", true, false),
    encoder(JAVASCRIPT_UNESCAPED, true, false),
    encoder(JAVASCRIPT_UNESCAPED, false, true),
    encoder(RFC_3986_UNRESERVED, false, true),
    encoder(RFC_3986_UNRESERVED, true, true),
    encoder(b"-_.", true, true),
    encoder(b"*-_.", true, true),
    // .NET `HttpUtility.UrlEncode`
    encoder(b"-_.!*()", true, true),
    encoder(b"-_.!*()", true, false),
];

impl Encoder {
    pub(super) fn encode(&self, text: &str) -> String {
        self.encode_bytes(text.as_bytes())
    }

    fn encode_bytes(&self, bytes: &[u8]) -> String {
        let mut encoded = String::with_capacity(bytes.len() * 2);
        for &byte in bytes {
            if byte.is_ascii_alphanumeric() || self.unescaped.contains(&byte) {
                encoded.push(char::from(byte));
            } else if byte == b' ' && self.space_as_plus {
                encoded.push('+');
            } else {
                let digits: &[u8; 16] =
                    if self.lower_hex { b"0123456789abcdef" } else { b"0123456789ABCDEF" };
                let digit = |nibble: u8| char::from(digits[usize::from(nibble)]);
                encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
        encoded
    }
}

/// Encodes as in RFC 3986, which the `package` of 2014 requires.
pub(super) fn encode_rfc_3986(bytes: &[u8]) -> String {
    encoder(RFC_3986_UNRESERVED, false, false).encode_bytes(bytes)
}

/// Encodes as `encodeURI` of JavaScript.
pub(super) fn encode_uri(text: &str) -> String {
    encoder(b"-_.!~*'();/?:@&=+$,#", false, false).encode(text)
}

/// Decodes escapes; returns the text unchanged if the result is not UTF-8.
pub(crate) fn percent_decode(text: &str) -> String {
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
