//! Where the values come from: standard input, flags, environment, config.

use serde_json::Value;

use crate::context::Context;
use crate::crypt::mini::Sixteen;
use crate::crypt::{CryptError, Decoded, Misuse, decode};
use crate::error::{Error, Usage};
use crate::message::{MAX_BODY_BYTES, xml};
use crate::text::words;

/// Standard input to the byte, of at most 1 MB.
pub(super) fn bytes(cx: &Context) -> Result<Vec<u8>, Error> {
    if cx.printer.can_ask() {
        cx.printer.status(words().crypt.paste);
    }
    let bytes = cx.stdin("stdin", MAX_BODY_BYTES)?;
    match bytes.len() {
        0 => Err(Usage::Crypt(Misuse::NoInput).into()),
        length if length > MAX_BODY_BYTES => Err(Usage::BodyTooLarge(MAX_BODY_BYTES).into()),
        _ => Ok(bytes),
    }
}

/// Standard input as text, without a byte order mark and white space around it.
pub(super) fn text(cx: &Context) -> Result<String, Error> {
    let text = String::from_utf8(bytes(cx)?).map_err(|_| Usage::Crypt(Misuse::NotText))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() { Err(Usage::Crypt(Misuse::NoInput).into()) } else { Ok(text.to_owned()) }
}

/// Standard input as a message, to the letter but for the line break that a shell adds.
pub(super) fn message(cx: &Context) -> Result<String, Error> {
    let text = String::from_utf8(bytes(cx)?).map_err(|_| Usage::Crypt(Misuse::NotText))?;
    let text = text.trim_start_matches('\u{feff}');
    let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    if text.is_empty() { Err(Usage::Crypt(Misuse::NoInput).into()) } else { Ok(text.to_owned()) }
}

/// The base64 that stands in this field of an XML or JSON document, under one of its names, or as it is.
pub(super) fn field(text: &str, names: &[&'static str]) -> Result<String, CryptError> {
    let missing = CryptError::NoField(names[0]);
    match text.chars().next() {
        Some('<') => {
            let read = xml::read(text).map_err(|_| CryptError::Unreadable)?;
            let found = names.iter().find_map(|name| read.document.get(name));
            found.map(str::to_owned).ok_or(missing)
        }
        Some('{') => {
            let value: Value = serde_json::from_str(text).map_err(|_| CryptError::Unreadable)?;
            let found = names.iter().find_map(|name| value.get(name)?.as_str());
            found.map(str::to_owned).ok_or(missing)
        }
        _ => Ok(text.to_owned()),
    }
}

/// Base64 of the other side; what had to be mended is told.
pub(super) fn base64(name: &'static str, text: &str, cx: &Context) -> Result<Decoded, CryptError> {
    let decoded = decode(text).map_err(|error| CryptError::Base64(name, error))?;
    Ok(told(name, decoded, cx))
}

/// The 16 bytes of a flag, in base64.
pub(super) fn sixteen(flag: &'static str, text: &str, cx: &Context) -> Result<Sixteen, Error> {
    let decoded = decode(text).map_err(|error| Usage::Crypt(Misuse::Base64(flag, error)))?;
    Ok(Sixteen::new(&told(flag, decoded, cx).bytes)
        .map_err(|bytes| Usage::Crypt(Misuse::Bytes(flag, bytes)))?)
}

/// Says what had to be mended.
pub(super) fn told(name: &str, decoded: Decoded, cx: &Context) -> Decoded {
    for &mend in &decoded.mends {
        cx.printer.warning(&(words().crypt.mended)(name, mend));
    }
    decoded
}

/// What had to be mended, for scripts.
pub(super) fn mended(decoded: &Decoded) -> Value {
    decoded.mends.iter().map(|mend| mend.name()).collect()
}
