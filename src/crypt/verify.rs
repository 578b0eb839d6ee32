//! The signature of a notification of WeChat Pay v3 (微信支付文档《签名验证》): RSA over SHA-256 of `timestamp\nnonce\nbody\n`,
//! and, where it does not match, the mistake that explains it.

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::Value;

pub use super::body::BodyChange;
use super::{Base64Error, Decoded, Mend, PublicKey, body, decode};
use crate::lang::Severity;

/// How WeChat Pay's probes begin, which a handler must refuse (微信支付文档《签名探测流量》).
const PROBE: &str = "WECHATPAY/SIGNTEST/";
/// How the id of WeChat Pay's public key begins, in place of a certificate's serial number.
const PUBLIC_KEY_ID: &str = "PUB_KEY_ID_";

/// A notification as it came.
#[derive(Debug, Clone, Copy)]
pub struct Signed<'a> {
    /// `Wechatpay-Serial`.
    pub serial: Option<&'a str>,
    /// `Wechatpay-Timestamp`.
    pub timestamp: &'a str,
    /// `Wechatpay-Nonce`.
    pub nonce: &'a str,
    /// `Wechatpay-Signature`.
    pub signature: &'a str,
    /// The body, to the byte.
    pub body: &'a [u8],
}

/// What became of a header's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderChange {
    /// Two or more values stand in each other's place.
    Swapped,
    /// White space around a value.
    Blanks,
    /// Milliseconds in place of seconds.
    Milliseconds,
}

/// Something to say about a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// WeChat Pay's probe: a wrong signature, on purpose.
    Probe,
    /// The signature is not base64.
    NotBase64(Base64Error),
    /// The signature was damaged on its way, and mended here.
    Mended(Mend),
    /// The signature is not as long as the key.
    Size {
        /// Its bytes.
        bytes: usize,
        /// What a signature of this key has.
        wanted: usize,
    },
    /// A body that is not the one that was signed.
    Body(BodyChange),
    /// Header values that are not those that were signed.
    Header(HeaderChange),
    /// The nonce of the resource in place of the header's.
    ResourceNonce,
    /// The signature was made with another key.
    WrongKey,
    /// It was made with this key, over something else.
    OtherMessage,
    /// The header names another certificate.
    Serial {
        /// What the header says.
        header: String,
        /// What the certificate says.
        certificate: String,
    },
    /// The header names WeChat Pay's public key, and a certificate was given.
    PublicKeyId(String),
    /// The header names a certificate, and a public key was given.
    CertificateSerial(String),
    /// The certificate was not valid at the time of signing.
    NotValid {
        /// The time of signing, in seconds since 1970.
        at: u64,
        /// Since when it is valid.
        not_before: u64,
        /// Until when it is valid.
        not_after: u64,
    },
}

/// Whether a signature is right, and what there is to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it is right.
    pub verified: bool,
    /// What there is to say, the likeliest cause first.
    pub causes: Vec<Cause>,
}

impl Cause {
    /// The name in `--json`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Probe => "signtest-probe",
            Self::NotBase64(_) => "signature-not-base64",
            Self::Mended(_) => "signature-mended",
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
            Self::WrongKey => "wrong-key",
            Self::OtherMessage => "other-message",
            Self::Serial { .. } => "other-serial",
            Self::PublicKeyId(_) => "public-key-id",
            Self::CertificateSerial(_) => "certificate-serial",
            Self::NotValid { .. } => "certificate-not-valid",
        }
    }

    /// How bad it is: a warning is what alone does not make a signature wrong.
    pub fn severity(&self, verified: bool) -> Severity {
        let aside = matches!(self, Self::Mended(_) | Self::NotValid { .. } | Self::CertificateSerial(_));
        if verified || aside { Severity::Warning } else { Severity::Error }
    }
}

/// Verifies a notification.
pub fn verify(key: &PublicKey, signed: &Signed<'_>) -> Verdict {
    let wrong = |cause| Verdict { verified: false, causes: vec![cause] };
    if signed.signature.trim().starts_with(PROBE) {
        return wrong(Cause::Probe);
    }
    let decoded = decode(signed.signature);
    let right = |bytes: &[u8]| key.verifies(&message(signed.timestamp, signed.nonce, signed.body), bytes);
    let verified = decoded.as_ref().is_ok_and(|decoded| right(&decoded.bytes));
    if !verified && let Some(cause) = swapped_signature(key, signed) {
        return wrong(cause);
    }
    let Decoded { bytes, mends } = match decoded {
        Ok(decoded) => decoded,
        Err(error) => return wrong(Cause::NotBase64(error)),
    };
    let mut causes = if verified { Vec::new() } else { explain(key, signed, &bytes) };
    causes.extend(mends.into_iter().map(Cause::Mended));
    causes.extend(about_certificate(key, signed));
    if causes.contains(&Cause::WrongKey) {
        causes.extend(other_key(key, signed));
    }
    Verdict { verified, causes }
}

fn message(timestamp: &str, nonce: &str, body: &[u8]) -> Vec<u8> {
    [timestamp.as_bytes(), b"\n", nonce.as_bytes(), b"\n", body, b"\n"].concat()
}

/// Why a signature is wrong.
fn explain(key: &PublicKey, signed: &Signed<'_>, bytes: &[u8]) -> Vec<Cause> {
    let wanted = key.signature_bytes();
    if bytes.len() != wanted {
        return vec![Cause::Size { bytes: bytes.len(), wanted }];
    }
    let Some(target) = key.signed_digest(bytes) else { return vec![Cause::WrongKey] };
    let found = search(signed, &target);
    if !found.is_empty() {
        return found;
    }
    let body: Value = serde_json::from_slice(signed.body).unwrap_or_default();
    let of_resource = !signed.nonce.is_empty() && body["resource"]["nonce"] == signed.nonce;
    vec![if of_resource { Cause::ResourceNonce } else { Cause::OtherMessage }]
}

/// The changes after which the message has the digest that was signed: one of them before two.
fn search(signed: &Signed<'_>, target: &[u8]) -> Vec<Cause> {
    let is_it = |(timestamp, nonce): (&str, &str), body: &[u8]| {
        digest(&SHA256, &message(timestamp, nonce, body)).as_ref() == target
    };
    let (headers, bodies) = (headers(signed), body::originals(signed.body));
    let as_given = (signed.timestamp, signed.nonce);
    let header = headers.iter().find(|(_, values)| is_it((&values.0, &values.1), signed.body));
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

/// What timestamp and nonce may have been.
fn headers(signed: &Signed<'_>) -> Vec<(HeaderChange, (String, String))> {
    let (timestamp, nonce, serial) = (signed.timestamp, signed.nonce, signed.serial.unwrap_or_default());
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

/// Whether the signature stands in another header and the rest verifies once it is put back.
fn swapped_signature(key: &PublicKey, signed: &Signed<'_>) -> Option<Cause> {
    let values = [signed.timestamp, signed.nonce, signed.serial.unwrap_or_default()];
    let at = values
        .iter()
        .position(|value| decode(value).is_ok_and(|decoded| decoded.bytes.len() == key.signature_bytes()))?;
    let signature = decode(values[at]).ok()?.bytes;
    let mut rest = values;
    rest[at] = signed.signature;
    let rest = rest.map(str::trim);
    let pairs = [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)];
    let right = |&(timestamp, nonce): &(usize, usize)| {
        key.verifies(&message(rest[timestamp], rest[nonce], signed.body), &signature)
    };
    pairs.iter().any(right).then_some(Cause::Header(HeaderChange::Swapped))
}

/// What the header says of the key, where a bare one was given and it is another.
fn other_key(key: &PublicKey, signed: &Signed<'_>) -> Option<Cause> {
    let serial = signed.serial.map(str::trim).filter(|serial| !serial.is_empty())?;
    let of_certificate = key.certificate.is_none() && !serial.starts_with(PUBLIC_KEY_ID);
    of_certificate.then(|| Cause::CertificateSerial(serial.to_owned()))
}

/// What the certificate says against this notification.
fn about_certificate(key: &PublicKey, signed: &Signed<'_>) -> Vec<Cause> {
    let mut causes = Vec::new();
    let header = signed.serial.map(str::trim).filter(|serial| !serial.is_empty());
    let Some(certificate) = &key.certificate else { return Vec::new() };
    if let Some(header) = header {
        let bare = |serial: &str| serial.trim_start_matches('0').to_ascii_uppercase();
        if header.starts_with(PUBLIC_KEY_ID) {
            causes.push(Cause::PublicKeyId(header.to_owned()));
        } else if bare(header) != bare(&certificate.serial) {
            let certificate = certificate.serial.clone();
            causes.push(Cause::Serial { header: header.to_owned(), certificate });
        }
    }
    if let Ok(at) = signed.timestamp.trim().parse::<u64>()
        && at < 100_000_000_000
        && !(certificate.not_before..=certificate.not_after).contains(&at)
    {
        let (not_before, not_after) = (certificate.not_before, certificate.not_after);
        causes.push(Cause::NotValid { at, not_before, not_after });
    }
    causes
}
