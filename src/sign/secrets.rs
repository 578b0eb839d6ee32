//! The secrets in a string to sign, as they stand there, so that a report can mask them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::digest::Digest;
use super::hex;
use super::mistake::NOTHING;
use super::percent::{ENCODERS, percent_decode};
use super::spec::{Form, Part, Role, SignatureSpec};

/// The shortest ticket that is masked, in bytes; those of WeChat have 86.
const MIN_TICKET_BYTES: usize = 8;

impl SignatureSpec {
    /// Returns the secrets of the string to sign in each notation in which they may stand there, the longest first. What
    /// programs print for nothing is no secret.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let is_secret = |part: &&Part| match part.role {
            // `jsapi_ticket=ticket` of an example is no secret, and its value stands in the name.
            Role::Ticket => part.value.len() >= MIN_TICKET_BYTES,
            role => role == Role::Token || part.name.ends_with("key"),
        };
        let parts = self.parts.iter().filter(is_secret);
        let values = parts.map(|part| &*part.value).chain([&*self.key]);
        let mut secrets = Vec::new();
        for value in values.filter(|value| !value.is_empty() && !NOTHING.contains(value)) {
            if let Form::Json(style) = self.form {
                secrets.push(style.text(value));
            }
            if let Some(encoder) = self.encoded.and_then(|encoded| ENCODERS.get(encoded.encoder)) {
                secrets.push(encoder.encode(value));
            }
            secrets.push(value.to_owned());
        }
        longest_first(secrets)
    }
}

/// Returns a secret in the notations in which programs pass it on, the longest first: in other letters, trimmed, hashed,
/// encoded and decoded.
pub(crate) fn notations(secret: &str) -> Vec<String> {
    let bytes = secret.as_bytes();
    let mut notations = vec![
        secret.to_owned(),
        secret.to_lowercase(),
        secret.to_uppercase(),
        secret.trim().to_owned(),
        percent_decode(secret),
        STANDARD.encode(bytes),
        hex(bytes),
    ];
    notations.extend(ENCODERS.iter().map(|encoder| encoder.encode(secret)));
    for digest in Digest::ALL.into_iter().filter(|digest| !digest.is_keyed()) {
        let digits = hex(&digest.of(b"", bytes));
        notations.extend([digits.to_uppercase(), digits]);
    }
    notations.retain(|notation| !notation.is_empty());
    longest_first(notations)
}

/// Sorts texts so that none is masked in part because a shorter one stands in it.
fn longest_first(mut texts: Vec<String>) -> Vec<String> {
    texts.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    texts.dedup();
    texts
}
