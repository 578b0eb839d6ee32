//! Undoes the changes that frameworks make to a body before it is verified.

use serde_json::Value;

use crate::sign::reserialise::{serialisations, with_key_order, with_sorted_keys};

/// A change that a framework made to a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyChange {
    /// A line break was added at the end.
    NewlineAdded,
    /// The line break at the end was removed.
    NewlineStripped,
    /// `\n` became `\r\n`, or the reverse.
    LineEnds,
    /// A byte order mark was added.
    Bom,
    /// UTF-8 was read as Latin-1 and encoded as UTF-8 again.
    EncodedTwice,
    /// The body was parsed and serialised with other white space or escapes.
    Reserialised,
    /// The body was parsed and serialised with its keys in another order.
    KeyOrder,
}

/// The orders of keys that the original may have had.
const KEY_ORDERS: [fn(&Value) -> Value; 3] = [Value::clone, in_wechat_order, with_sorted_keys];

/// The keys of a notification in WeChat Pay's order.
const NOTIFICATION_KEYS: [&str; 11] = [
    "id",
    "create_time",
    "resource_type",
    "event_type",
    "summary",
    "resource",
    "original_type",
    "algorithm",
    "ciphertext",
    "associated_data",
    "nonce",
];

/// Returns the bodies that may have been sent, the likeliest first.
pub(super) fn candidates(body: &[u8]) -> Vec<(BodyChange, Vec<u8>)> {
    let mut found = Vec::new();
    let bare = body.trim_ascii_end();
    if bare.len() < body.len() {
        found.push((BodyChange::NewlineAdded, bare.to_vec()));
    }
    for end in [&b"\n"[..], b"\r\n"] {
        found.push((BodyChange::NewlineStripped, [body, end].concat()));
    }
    let Ok(text) = std::str::from_utf8(body) else { return found };
    if text.contains('\n') {
        let unix = text.replace("\r\n", "\n");
        found.push((BodyChange::LineEnds, unix.replace('\n', "\r\n").into_bytes()));
        found.push((BodyChange::LineEnds, unix.into_bytes()));
    }
    let unmarked = text.trim_start_matches('\u{feff}');
    if unmarked.len() < text.len() {
        found.push((BodyChange::Bom, unmarked.as_bytes().to_vec()));
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|char| u8::try_from(u32::from(char)).ok()).collect();
    found.extend(
        bytes.filter(|bytes| bytes.len() < text.len()).map(|bytes| (BodyChange::EncodedTwice, bytes)),
    );
    let Ok(value) = serde_json::from_str::<Value>(unmarked.trim()) else { return found };
    for (position, order) in KEY_ORDERS.into_iter().enumerate() {
        let change = if position == 0 { BodyChange::Reserialised } else { BodyChange::KeyOrder };
        let value = order(&value);
        found.extend(serialisations(&value).into_iter().map(|text| (change, text.into_bytes())));
    }
    found
}

/// Returns the value with its keys in WeChat Pay's order; unknown keys come last.
fn in_wechat_order(value: &Value) -> Value {
    with_key_order(value, &|key| {
        (NOTIFICATION_KEYS.iter().position(|&known| known == key).unwrap_or(NOTIFICATION_KEYS.len()), "")
    })
}
