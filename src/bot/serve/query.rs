//! The query of a callback.

use std::borrow::Cow;

use url::form_urlencoded;

/// The query of a push or of a URL verification.
#[derive(Debug, Default)]
pub(crate) struct CallbackQuery<'a> {
    pub(super) signature: Cow<'a, str>,
    pub(super) msg_signature: Cow<'a, str>,
    /// The time of signing, in seconds; webot-cli writes milliseconds.
    pub timestamp: Cow<'a, str>,
    /// The nonce.
    pub nonce: Cow<'a, str>,
    pub(super) echostr: Cow<'a, str>,
    /// `true` if the query contains the token itself, as webot-cli sends it.
    pub has_token: bool,
}

impl<'a> CallbackQuery<'a> {
    /// Parses a query.
    pub(crate) fn parse(query: &'a str) -> Self {
        let mut parsed = Self::default();
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let field = match name {
                "signature" => &mut parsed.signature,
                "msg_signature" => &mut parsed.msg_signature,
                "timestamp" => &mut parsed.timestamp,
                "nonce" => &mut parsed.nonce,
                "echostr" => &mut parsed.echostr,
                "token" => {
                    parsed.has_token = true;
                    continue;
                }
                _ => continue,
            };
            *field = decode(value);
        }
        parsed
    }

    /// Returns whether `signature` must be valid; WeCom sends `msg_signature` alone.
    pub(super) fn needs_signature(&self) -> bool {
        self.msg_signature.is_empty() || !self.signature.is_empty()
    }

    /// Returns the age of the signature in seconds; negative if it is in the future.
    pub(super) fn age(&self, now_ms: u64) -> Option<i64> {
        let digits = self.timestamp.as_ref();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let time: i64 = digits.parse().ok()?;
        let time_ms = if digits.len() >= 13 { time } else { time.checked_mul(1000)? };
        Some((i64::try_from(now_ms).ok()? - time_ms) / 1000)
    }
}

/// Decodes a value of a query; most values need no decoding.
fn decode(value: &str) -> Cow<'_, str> {
    if !value.contains(['%', '+']) {
        return Cow::Borrowed(value);
    }
    // The value may contain `=`, which base64 ends with.
    let pair = ["v=", value].concat();
    let decoded = form_urlencoded::parse(pair.as_bytes()).next();
    decoded.map(|(_, decoded)| Cow::Owned(decoded.into_owned())).unwrap_or_default()
}
