//! Reads the input: standard input, flags, environment, config.

use serde_json::Value;

use crate::context::Context;
use crate::crypt::mini_program::KeyOrIv;
use crate::crypt::{CryptError, Decoded, Given, InputError, decode, document_within, without_invisible};
use crate::error::{Error, Usage};
use crate::message::{MAX_BODY_BYTES, xml};
use crate::secret::Secret;
use crate::text::words;

/// Reads standard input byte for byte, at most 1 MB.
pub(super) fn bytes(cx: &Context) -> Result<Vec<u8>, Error> {
    if cx.printer.can_ask() {
        cx.printer.status(words().crypt.paste);
    }
    let bytes = cx.stdin("stdin", MAX_BODY_BYTES)?;
    if bytes.is_empty() { Err(Usage::Crypt(InputError::NoInput).into()) } else { Ok(bytes) }
}

/// Reads standard input as text, without a byte order mark and surrounding white space.
pub(super) fn text(cx: &Context) -> Result<String, Error> {
    let text = String::from_utf8(bytes(cx)?).map_err(|_| Usage::Crypt(InputError::NotText))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() { Err(Usage::Crypt(InputError::NoInput).into()) } else { Ok(text.to_owned()) }
}

/// Reads standard input as the document that a command decodes, also from within a line of a log.
///
/// # Errors
/// A document for another command is an error that names it.
pub(super) fn document(wanted: &[Given], cx: &Context) -> Result<String, Error> {
    let text = text(cx)?;
    if let Some(document) = document_within(&text, wanted) {
        cx.printer.status(words().crypt.callback.from_log);
        return Ok(document);
    }
    known(&text, wanted)?;
    Ok(text)
}

/// Checks that a text is not a document for another command.
pub(super) fn known(text: &str, wanted: &[Given]) -> Result<(), CryptError> {
    match Given::of(text).filter(|given| !wanted.contains(given)) {
        Some(given) => Err(CryptError::OtherInput { given, wanted: wanted[0] }),
        None => Ok(()),
    }
}

/// A key without invisible characters.
pub(super) struct VisibleKey {
    /// The key.
    pub key: Secret,
    /// `true` if it had invisible characters.
    is_mended: bool,
}

impl VisibleKey {
    /// Says that the key is right although it had invisible characters.
    pub(super) fn opened(&self, cx: &Context) {
        if self.is_mended {
            cx.printer.status(&(words().crypt.opened_without)(self.key.expose().chars().count()));
        }
    }
}

/// Returns a key without invisible characters, with a warning if there are any.
pub(super) fn visible(flag: &'static str, key: &Secret, cx: &Context) -> VisibleKey {
    let Some((visible, invisible)) = without_invisible(key.expose()) else {
        return VisibleKey { key: key.clone(), is_mended: false };
    };
    let key = Secret::new(visible);
    cx.hide(&key);
    cx.printer.warning(&(words().crypt.invisible)(flag, &invisible));
    VisibleKey { key, is_mended: true }
}

/// Returns a key in base64 as [`visible`] does, but keeps blanks in the place of `+`, which decoding corrects.
pub(super) fn visible_base64(flag: &'static str, key: &Secret, cx: &Context) -> VisibleKey {
    let is_whole = |decoded: Decoded| KeyOrIv::new(&decoded.bytes).is_ok();
    if key.expose().trim().contains(' ') && decode(key.expose()).is_ok_and(is_whole) {
        return VisibleKey { key: key.clone(), is_mended: false };
    }
    visible(flag, key, cx)
}

/// Reads standard input as a message, unchanged except for the line break that a shell appends.
pub(super) fn message(cx: &Context) -> Result<String, Error> {
    let text = String::from_utf8(bytes(cx)?).map_err(|_| Usage::Crypt(InputError::NotText))?;
    let text = text.trim_start_matches('\u{feff}');
    let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    if text.is_empty() { Err(Usage::Crypt(InputError::NoInput).into()) } else { Ok(text.to_owned()) }
}

/// Returns the field of an XML or JSON document that has one of these names; a text that is neither is returned
/// unchanged.
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

/// Decodes base64 received from WeChat, with a warning for each repair.
pub(super) fn base64(name: &'static str, text: &str, cx: &Context) -> Result<Decoded, CryptError> {
    let decoded = decode(text).map_err(|error| CryptError::Base64(name, error))?;
    Ok(report_repairs(name, decoded, cx))
}

/// Decodes the base64 value of a flag, which must be 16 bytes long.
pub(super) fn key_or_iv(flag: &'static str, text: &str, cx: &Context) -> Result<KeyOrIv, Error> {
    let decoded = decode(text).map_err(|error| Usage::Crypt(InputError::Base64(flag, error)))?;
    Ok(KeyOrIv::new(&report_repairs(flag, decoded, cx).bytes)
        .map_err(|bytes| Usage::Crypt(InputError::Length(flag, bytes)))?)
}

/// Prints a warning for each repair.
pub(super) fn report_repairs(name: &str, decoded: Decoded, cx: &Context) -> Decoded {
    for &repair in &decoded.repairs {
        cx.printer.warning(&(words().crypt.mended)(name, repair));
    }
    decoded
}

/// Returns the repairs as JSON.
pub(super) fn repairs_json(decoded: &Decoded) -> Value {
    decoded.repairs.iter().map(|repair| repair.name()).collect()
}
