//! Ciphertexts that are written in another form than base64; each is tried with the key.

use base64::Engine as _;

use super::envelope::{self, AesKey, Decrypted, LENIENT};
use super::rules::CiphertextForm;

/// Decrypts an `Encrypt` that plain decryption refuses. Returns the form that made it readable.
pub(super) fn reopen(key: &AesKey, encrypt: &str, receiver: &str) -> Option<(CiphertextForm, Decrypted)> {
    let text = encrypt.trim();
    let plain = |message: Vec<u8>| Decrypted { message, receiver: receiver.to_owned() };
    if is_message(text.as_bytes()) {
        return Some((CiphertextForm::Plain, plain(text.as_bytes().to_vec())));
    }
    let decoded = LENIENT.decode(text.split_whitespace().collect::<String>()).ok();
    if let Some(bytes) = decoded.as_ref().filter(|bytes| is_message(bytes)) {
        return Some((CiphertextForm::PlainBase64, plain(bytes.clone())));
    }
    let inner = decoded.and_then(|bytes| String::from_utf8(bytes).ok());
    let texts = [
        (CiphertextForm::Base64Twice, inner),
        (
            CiphertextForm::UrlSafe,
            text.contains(['-', '_']).then(|| text.replace('-', "+").replace('_', "/")),
        ),
        (CiphertextForm::Percent, text.contains('%').then(|| percent_decoded(text))),
        (CiphertextForm::BlankForPlus, text.contains(' ').then(|| text.replace(' ', "+"))),
    ];
    for (form, text) in texts {
        if let Some(decrypted) = text.and_then(|text| envelope::decrypt(key, &text).ok()) {
            return Some((form, decrypted));
        }
    }
    let bytes = unhex(text)?;
    envelope::decrypt_bytes(key, &bytes).ok().map(|decrypted| (CiphertextForm::Hex, decrypted))
}

fn is_message(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii_start();
    text.starts_with(b"<xml>") || text.starts_with(b"<?xml") || text.starts_with(b"{\"") || text == b"success"
}

fn percent_decoded(text: &str) -> String {
    let mut decoded = text.to_owned();
    for (code, char) in [("%2B", "+"), ("%2b", "+"), ("%2F", "/"), ("%2f", "/"), ("%3D", "="), ("%3d", "=")] {
        decoded = decoded.replace(code, char);
    }
    decoded
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let bytes = text.as_bytes();
    if bytes.is_empty() || !bytes.len().is_multiple_of(2) {
        return None;
    }
    bytes.chunks_exact(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()
}
