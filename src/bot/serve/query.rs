//! The query of a callback.

use std::borrow::Cow;

use url::form_urlencoded;

use crate::sign::callback;

/// The query of a push or of a URL verification.
#[derive(Debug, Default)]
pub(crate) struct CallbackQuery<'a> {
    pub(super) signature: Cow<'a, str>,
    pub(super) msg_signature: Cow<'a, str>,
    /// The time of signing, in seconds; in milliseconds with [`Self::token`].
    pub timestamp: Cow<'a, str>,
    /// The nonce.
    pub nonce: Cow<'a, str>,
    pub(super) echostr: Cow<'a, str>,
    /// The token itself, as webot-cli 0.0.11 sends it; `None` in all other queries.
    pub(super) token: Option<Cow<'a, str>>,
}

impl<'a> CallbackQuery<'a> {
    /// Parses a query.
    pub(crate) fn parse(query: &'a str) -> Self {
        let mut parsed = Self::default();
        let mut rest = Some(query);
        while let Some(pairs) = rest {
            let (pair, next) = split_once(pairs, b'&');
            rest = next;
            let (name, value) = split_once(pair, b'=');
            let value = value.unwrap_or_default();
            let field = match name {
                "signature" => &mut parsed.signature,
                "msg_signature" => &mut parsed.msg_signature,
                "timestamp" => &mut parsed.timestamp,
                "nonce" => &mut parsed.nonce,
                "echostr" => &mut parsed.echostr,
                "token" => {
                    parsed.token = Some(decode(value));
                    continue;
                }
                _ => continue,
            };
            *field = decode(value);
        }
        parsed
    }

    /// Returns whether the query contains the token itself.
    pub(super) fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// Returns the signatures by which a repetition is recognized, not the nonce: the signed text may be split into
    /// timestamp and nonce in several ways.
    pub(super) fn signatures(&self) -> impl Iterator<Item = &str> {
        [&*self.signature, &*self.msg_signature].into_iter().filter(|signature| is_digest(signature))
    }

    /// Returns whether `signature` must be valid; WeCom sends `msg_signature` alone.
    pub(super) fn needs_signature(&self) -> bool {
        self.msg_signature.is_empty() || !self.signature.is_empty()
    }

    /// Returns the slip by which a signature was made of the right parts.
    pub(crate) fn slip(&self, token: &str, encrypted: Option<&str>) -> Option<callback::Slip> {
        let (timestamp, nonce) = (&*self.timestamp, &*self.nonce);
        let sealed = encrypted.or((!self.echostr.is_empty()).then_some(&*self.echostr));
        let sealed =
            sealed.and_then(|sealed| callback::slip(&self.msg_signature, &[token, timestamp, nonce, sealed]));
        sealed.or_else(|| callback::slip(&self.signature, &[token, timestamp, nonce]))
    }

    /// Returns the age of the signature in seconds; negative if it is in the future. `in_ms` is `true` for a query of
    /// webot-cli 0.0.11.
    pub(super) fn age(&self, now_ms: u64, in_ms: bool) -> Option<i64> {
        let digits = self.timestamp.as_ref();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let time: i64 = digits.parse().ok()?;
        let time_ms = if in_ms && digits.len() >= 13 { time } else { time.saturating_mul(1000) };
        Some((i64::try_from(now_ms).ok()? - time_ms) / 1000)
    }
}

/// Returns whether a text is a SHA-1 digest in hexadecimal digits.
pub(super) fn is_digest(text: &str) -> bool {
    // Without an early exit, the compiler vectorises the loop.
    text.len() == 40 && text.bytes().fold(true, |hex, byte| hex & byte.is_ascii_hexdigit())
}

/// Splits a text at the first `separator`, an ASCII character. Nearly all parts are short, for which searching bytes one
/// by one is the fastest.
fn split_once(text: &str, separator: u8) -> (&str, Option<&str>) {
    let at = text.bytes().position(|byte| byte == separator);
    let split = at.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?)));
    split.map_or((text, None), |(before, after)| (before, Some(after)))
}

/// Decodes a value of a query; most values need no decoding.
fn decode(value: &str) -> Cow<'_, str> {
    if !value.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
        return Cow::Borrowed(value);
    }
    // The value may contain `=`, which base64 ends with.
    let pair = ["v=", value].concat();
    let decoded = form_urlencoded::parse(pair.as_bytes()).next();
    decoded.map(|(_, decoded)| Cow::Owned(decoded.into_owned())).unwrap_or_default()
}
