//! Verifies the signature of a WeChat Pay v3 notification (微信支付文档《签名验证》): RSA over SHA-256 of
//! `timestamp\nnonce\nbody\n`. If it does not match, finds the mistake that explains it.

use serde_json::Value;

pub(crate) use super::body::BodyChange;
use super::{
    Base64Error, Notation, Opened, PublicKey, Repair, RsaHash, body, decode, other_notation, serial,
};
use crate::lang::Severity;

/// The prefix of the signatures in WeChat Pay's probes, which a handler must reject (微信支付文档《签名探测流量》).
const PROBE_PREFIX: &str = "WECHATPAY/SIGNTEST/";
/// The prefix of the id of WeChat Pay's public key, which replaces a certificate's serial number.
const PUBLIC_KEY_ID_PREFIX: &str = "PUB_KEY_ID_";

/// A notification as received.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SignedNotification<'a> {
    /// The value of `Wechatpay-Serial`.
    pub serial: Option<&'a str>,
    /// The value of `Wechatpay-Timestamp`.
    pub timestamp: &'a str,
    /// The value of `Wechatpay-Nonce`.
    pub nonce: &'a str,
    /// The value of `Wechatpay-Signature`.
    pub signature: &'a str,
    /// The body, byte for byte.
    pub body: &'a [u8],
}

/// A change to the values of headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HeaderChange {
    /// Two or more values are interchanged.
    Swapped,
    /// White space surrounds a value.
    Blanks,
    /// The timestamp is in milliseconds instead of seconds.
    Milliseconds,
}

/// A finding about a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The notification is WeChat Pay's probe, whose signature is wrong on purpose.
    Probe,
    /// The signature is not base64.
    NotBase64(Base64Error),
    /// The signature was altered on its way; the change was undone.
    Repaired(Repair),
    /// The signature is not as long as the key.
    Size {
        /// The length of the signature, in bytes.
        bytes: usize,
        /// The length of a signature made with this key, in bytes.
        wanted: usize,
    },
    /// The body was changed.
    Body(BodyChange),
    /// The values of the headers were changed.
    Header(HeaderChange),
    /// The nonce is that of the resource, not of the header.
    ResourceNonce,
    /// The signature is not written in base64.
    Notation(Notation),
    /// The signature was made with this key, but with this padding.
    Padding(&'static str),
    /// The signature was made with this key, but over another hash; `None` if it names none.
    Hash(Option<RsaHash>),
    /// The signature was made with another key.
    WrongKey,
    /// The signature was made with this key for another message.
    OtherMessage,
    /// The header names another certificate.
    Serial {
        /// The serial number in the header.
        header: String,
        /// The serial number of the certificate.
        certificate: String,
    },
    /// The header names WeChat Pay's public key, but a certificate was given.
    PublicKeyId(String),
    /// The header names a certificate, but a public key was given.
    CertificateSerial(String),
    /// The certificate was not valid at the time of signing.
    NotValid {
        /// The time of signing, in seconds since 1970.
        at: u64,
        /// The start of validity, in seconds since 1970.
        not_before: u64,
        /// The end of validity, in seconds since 1970.
        not_after: u64,
    },
}

/// The result of verifying a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verification {
    /// True if the signature is right.
    pub verified: bool,
    /// The findings, the likeliest cause first.
    pub causes: Vec<Cause>,
}

impl Cause {
    /// Returns the name used in `--json`.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Probe => "signtest-probe",
            Self::NotBase64(_) => "signature-not-base64",
            Self::Repaired(_) => "signature-mended",
            Self::Size { .. } => "signature-size",
            Self::Body(BodyChange::NewlineAdded | BodyChange::NewlineStripped) => "body-newline",
            Self::Body(BodyChange::LineEnds) => "body-line-ends",
            Self::Body(BodyChange::Bom) => "body-bom",
            Self::Body(BodyChange::EncodedTwice) => "body-encoded-twice",
            Self::Body(BodyChange::Reserialised) => "body-reserialised",
            Self::Body(BodyChange::KeyOrder) => "body-key-order",
            Self::Header(HeaderChange::Swapped) => "headers-swapped",
            Self::Header(HeaderChange::Blanks) => "header-blanks",
            Self::Header(HeaderChange::Milliseconds) => "timestamp-milliseconds",
            Self::ResourceNonce => "resource-nonce",
            Self::Notation(_) => "rsa-output",
            Self::Padding(_) => "rsa-padding",
            Self::Hash(_) => "rsa-hash",
            Self::WrongKey => "wrong-key",
            Self::OtherMessage => "other-message",
            Self::Serial { .. } => "other-serial",
            Self::PublicKeyId(_) => "public-key-id",
            Self::CertificateSerial(_) => "certificate-serial",
            Self::NotValid { .. } => "certificate-not-valid",
        }
    }

    /// Returns the severity: a cause that alone does not make a signature wrong is a warning.
    pub(crate) fn severity(&self, verified: bool) -> Severity {
        let aside = matches!(self, Self::Repaired(_) | Self::NotValid { .. } | Self::CertificateSerial(_));
        if verified || aside { Severity::Warning } else { Severity::Error }
    }
}

/// Verifies a notification.
pub(crate) fn verify(key: &PublicKey, notification: &SignedNotification<'_>) -> Verification {
    let wrong = |cause| Verification { verified: false, causes: vec![cause] };
    if notification.signature.trim().starts_with(PROBE_PREFIX) {
        return wrong(Cause::Probe);
    }
    let decoded = decode(notification.signature);
    let right = |bytes: &[u8]| {
        key.verifies(&message(notification.timestamp, notification.nonce, notification.body), bytes)
    };
    let verified = decoded.as_ref().is_ok_and(|decoded| right(&decoded.bytes));
    if !verified && let Some(cause) = swapped_signature(key, notification) {
        return wrong(cause);
    }
    let other = other_notation(notification.signature, key.signature_bytes()).filter(|_| !verified);
    let (bytes, repairs) = match (&other, decoded) {
        (Some((_, bytes)), _) => (bytes.clone(), Vec::new()),
        (None, Ok(decoded)) => (decoded.bytes, decoded.repairs),
        (None, Err(error)) => return wrong(Cause::NotBase64(error)),
    };
    let mut causes: Vec<Cause> = other.iter().map(|(notation, _)| Cause::Notation(*notation)).collect();
    if !verified && !right(&bytes) {
        causes.extend(explain(key, notification, &bytes));
    }
    causes.extend(repairs.into_iter().map(Cause::Repaired));
    causes.extend(about_certificate(key, notification));
    if causes.contains(&Cause::WrongKey) {
        causes.extend(other_key(key, notification));
    }
    Verification { verified, causes }
}

fn message(timestamp: &str, nonce: &str, body: &[u8]) -> Vec<u8> {
    [timestamp.as_bytes(), b"\n", nonce.as_bytes(), b"\n", body, b"\n"].concat()
}

/// Returns the causes of a wrong signature.
fn explain(key: &PublicKey, notification: &SignedNotification<'_>, bytes: &[u8]) -> Vec<Cause> {
    let wanted = key.signature_bytes();
    if bytes.len() != wanted {
        return vec![Cause::Size { bytes: bytes.len(), wanted }];
    }
    let Some(opened) = key.open(bytes) else { return vec![Cause::WrongKey] };
    let mut causes = match opened.padding() {
        ("PKCS #1 v1.5", Some(RsaHash::Sha256)) => Vec::new(),
        ("PKCS #1 v1.5", hash) => vec![Cause::Hash(hash)],
        (padding, _) => vec![Cause::Padding(padding)],
    };
    if opened.is_over(&message(notification.timestamp, notification.nonce, notification.body)) {
        return causes;
    }
    let found = search(notification, &opened);
    if !found.is_empty() {
        causes.extend(found);
        return causes;
    }
    if !opened.is_certain() {
        return vec![Cause::WrongKey];
    }
    let body: Value = serde_json::from_slice(notification.body).unwrap_or_default();
    let of_resource = !notification.nonce.is_empty() && body["resource"]["nonce"] == notification.nonce;
    causes.push(if of_resource { Cause::ResourceNonce } else { Cause::OtherMessage });
    causes
}

/// Returns the changes that lead to the signed digest: a single change if one does, else two.
fn search(notification: &SignedNotification<'_>, opened: &Opened) -> Vec<Cause> {
    let is_it =
        |(timestamp, nonce): (&str, &str), body: &[u8]| opened.is_over(&message(timestamp, nonce, body));
    let (headers, bodies) = (header_candidates(notification), body::candidates(notification.body));
    let as_given = (notification.timestamp, notification.nonce);
    let header = headers.iter().find(|(_, values)| is_it((&values.0, &values.1), notification.body));
    if let Some((change, _)) = header {
        return vec![Cause::Header(*change)];
    }
    if let Some((change, _)) = bodies.iter().find(|(_, body)| is_it(as_given, body)) {
        return vec![Cause::Body(*change)];
    }
    for (header, values) in &headers {
        if let Some((body, _)) = bodies.iter().find(|(_, body)| is_it((&values.0, &values.1), body)) {
            return vec![Cause::Header(*header), Cause::Body(*body)];
        }
    }
    Vec::new()
}

/// Returns the values that timestamp and nonce may have had.
fn header_candidates(notification: &SignedNotification<'_>) -> Vec<(HeaderChange, (String, String))> {
    let (timestamp, nonce, serial) =
        (notification.timestamp, notification.nonce, notification.serial.unwrap_or_default());
    let mut found = Vec::new();
    let mut push = |change, timestamp: &str, nonce: &str| {
        found.push((change, (timestamp.to_owned(), nonce.to_owned())));
    };
    push(HeaderChange::Blanks, timestamp.trim(), nonce.trim());
    for (timestamp, nonce) in
        [(nonce, timestamp), (timestamp, serial), (serial, nonce), (nonce, serial), (serial, timestamp)]
    {
        push(HeaderChange::Swapped, timestamp.trim(), nonce.trim());
    }
    if let Some(seconds) = timestamp.trim().strip_suffix("000").filter(|seconds| seconds.len() == 10) {
        push(HeaderChange::Milliseconds, seconds, nonce.trim());
    } else if timestamp.trim().len() == 13 && timestamp.trim().is_ascii() {
        push(HeaderChange::Milliseconds, &timestamp.trim()[..10], nonce.trim());
    }
    found
}

/// Returns a cause if the signature is in another header and the rest verifies once the values are put back.
fn swapped_signature(key: &PublicKey, notification: &SignedNotification<'_>) -> Option<Cause> {
    let values = [notification.timestamp, notification.nonce, notification.serial.unwrap_or_default()];
    let at = values
        .iter()
        .position(|value| decode(value).is_ok_and(|decoded| decoded.bytes.len() == key.signature_bytes()))?;
    let signature = decode(values[at]).ok()?.bytes;
    let mut rest = values;
    rest[at] = notification.signature;
    let rest = rest.map(str::trim);
    let pairs = [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)];
    let right = |&(timestamp, nonce): &(usize, usize)| {
        key.verifies(&message(rest[timestamp], rest[nonce], notification.body), &signature)
    };
    pairs.iter().any(right).then_some(Cause::Header(HeaderChange::Swapped))
}

/// Returns a cause if the header names a certificate but a bare public key was given.
fn other_key(key: &PublicKey, notification: &SignedNotification<'_>) -> Option<Cause> {
    let serial = notification.serial.map(str::trim).filter(|serial| !serial.is_empty())?;
    let of_certificate = key.certificate.is_none() && !serial.starts_with(PUBLIC_KEY_ID_PREFIX);
    of_certificate.then(|| Cause::CertificateSerial(serial.to_owned()))
}

/// Returns the findings about the certificate.
fn about_certificate(key: &PublicKey, notification: &SignedNotification<'_>) -> Vec<Cause> {
    let mut causes = Vec::new();
    let header = notification.serial.map(str::trim).filter(|serial| !serial.is_empty());
    let Some(certificate) = &key.certificate else { return Vec::new() };
    if let Some(header) = header {
        if header.starts_with(PUBLIC_KEY_ID_PREFIX) {
            causes.push(Cause::PublicKeyId(header.to_owned()));
        } else if !serial::same(header, &certificate.serial) {
            let certificate = certificate.serial.clone();
            causes.push(Cause::Serial { header: header.to_owned(), certificate });
        }
    }
    if let Ok(at) = notification.timestamp.trim().parse::<u64>()
        && at < 100_000_000_000
        && !(certificate.not_before..=certificate.not_after).contains(&at)
    {
        let (not_before, not_after) = (certificate.not_before, certificate.not_after);
        causes.push(Cause::NotValid { at, not_before, not_after });
    }
    causes
}
