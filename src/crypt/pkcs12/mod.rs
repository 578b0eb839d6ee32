//! Reads PKCS#12 files (RFC 7292) such as `apiclient_cert.p12` of WeChat Pay, which hold a private key and its
//! certificates, encrypted by a password.

mod cipher;
mod der;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use self::cipher::{Hash, decrypted, wide};
use self::der::{FIELD_0, Field, Fields, OBJECT_IDENTIFIER, OCTET_STRING};
use crate::secret::Secret;

/// The most rounds of a key: a file with more would occupy the machine for minutes.
const MAX_ITERATIONS: u64 = 5_000_000;
/// The deepest nesting of bags.
const MAX_DEPTH: u8 = 8;

/// `id-data` and `id-encryptedData` (RFC 5652).
const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
const ENCRYPTED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x06];
/// The kinds of bags (RFC 7292) without their last number.
const BAG: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01];

/// The reason why a PKCS#12 file cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Pkcs12Error {
    /// The file is damaged.
    #[error("damaged")]
    Damaged,
    /// The password is another.
    #[error("another password")]
    Password,
    /// The file uses an algorithm that is not supported.
    #[error("an unsupported algorithm")]
    Unsupported,
    /// The file has no private key, or no certificate.
    #[error("no private key with a certificate")]
    Incomplete,
}

/// The content of a file.
#[derive(Default)]
struct Store {
    certificates: Vec<Vec<u8>>,
    keys: Vec<Vec<u8>>,
}

/// Returns the certificates and the private key of a PKCS#12 file as PEM.
pub(crate) fn to_pem(bytes: &[u8], password: &str) -> Result<Secret, Pkcs12Error> {
    let damaged = || Pkcs12Error::Damaged;
    let mut pfx = Fields::of(bytes).sequence().ok_or_else(damaged)?;
    if pfx.number() != Some(3) {
        return Err(Pkcs12Error::Damaged);
    }
    let mut content = pfx.sequence().ok_or_else(damaged)?;
    if content.take(OBJECT_IDENTIFIER) != Some(DATA) {
        // Signed by a key in place of a password.
        return Err(Pkcs12Error::Unsupported);
    }
    let safe = octets(content.take(FIELD_0)).ok_or_else(damaged)?;
    if let Some(mac) = pfx.sequence() {
        check_mac(mac, &safe, password)?;
    }
    let mut store = Store::default();
    let parts = Fields::of(&safe).sequence().and_then(Fields::all).ok_or_else(damaged)?;
    for part in parts {
        let mut part = Fields::of(part.content);
        match part.take(OBJECT_IDENTIFIER) {
            Some(DATA) => {
                let bags = octets(part.take(FIELD_0)).ok_or_else(damaged)?;
                store.read_bags(&bags, password, 0)?;
            }
            Some(ENCRYPTED_DATA) => {
                let mut data =
                    Fields::of(part.take(FIELD_0).ok_or_else(damaged)?).sequence().ok_or_else(damaged)?;
                data.number();
                let mut info = data.sequence().ok_or_else(damaged)?;
                info.take(OBJECT_IDENTIFIER);
                let algorithm = info.sequence().ok_or_else(damaged)?;
                let sealed = info.next().and_then(|field| field.octets(FIELD_0)).ok_or_else(damaged)?;
                store.read_bags(&decrypted(algorithm, &sealed, password)?, password, 0)?;
            }
            _ => return Err(Pkcs12Error::Unsupported),
        }
    }
    store.pem()
}

/// Returns the bytes of an octet string in an explicit field.
fn octets(explicit: Option<&[u8]>) -> Option<Vec<u8>> {
    Fields::of(explicit?).next()?.octets(OCTET_STRING)
}

fn check_mac(mut mac: Fields<'_>, safe: &[u8], password: &str) -> Result<(), Pkcs12Error> {
    let damaged = || Pkcs12Error::Damaged;
    let mut digest = mac.sequence().ok_or_else(damaged)?;
    let algorithm = digest.sequence().and_then(|mut own| own.take(OBJECT_IDENTIFIER)).ok_or_else(damaged)?;
    let found = digest.take(OCTET_STRING).ok_or_else(damaged)?;
    let salt = mac.take(OCTET_STRING).ok_or_else(damaged)?;
    let rounds = mac.number().unwrap_or(1);
    let hash = Hash::of(algorithm).ok_or(Pkcs12Error::Unsupported)?;
    if rounds > MAX_ITERATIONS {
        return Err(Pkcs12Error::Unsupported);
    }
    if hash.is_mac(&wide(password), salt, rounds, safe, found) { Ok(()) } else { Err(Pkcs12Error::Password) }
}

impl Store {
    /// Reads bags of keys and certificates; other bags are skipped.
    fn read_bags(&mut self, bytes: &[u8], password: &str, depth: u8) -> Result<(), Pkcs12Error> {
        let damaged = || Pkcs12Error::Damaged;
        let bags = Fields::of(bytes).sequence().and_then(Fields::all).ok_or_else(damaged)?;
        for bag in bags {
            let mut bag = Fields::of(bag.content);
            let kind = bag.take(OBJECT_IDENTIFIER).ok_or_else(damaged)?;
            let value = bag.take(FIELD_0).ok_or_else(damaged)?;
            let mut fields = Fields::of(value);
            match kind.strip_prefix(BAG) {
                Some([1]) => self.keys.push(fields.next().ok_or_else(damaged)?.whole.to_vec()),
                Some([2]) => {
                    let mut sealed = fields.sequence().ok_or_else(damaged)?;
                    let algorithm = sealed.sequence().ok_or_else(damaged)?;
                    let data = sealed.next().and_then(|field: Field<'_>| field.octets(OCTET_STRING));
                    self.keys.push(decrypted(algorithm, &data.ok_or_else(damaged)?, password)?);
                }
                Some([3]) => {
                    let mut certificate = fields.sequence().ok_or_else(damaged)?;
                    certificate.take(OBJECT_IDENTIFIER);
                    self.certificates.push(octets(certificate.take(FIELD_0)).ok_or_else(damaged)?);
                }
                Some([6]) if depth < MAX_DEPTH => self.read_bags(value, password, depth + 1)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn pem(self) -> Result<Secret, Pkcs12Error> {
        let [key] = <[Vec<u8>; 1]>::try_from(self.keys).map_err(|_| Pkcs12Error::Incomplete)?;
        if self.certificates.is_empty() {
            return Err(Pkcs12Error::Incomplete);
        }
        let leaf_first = ordered(self.certificates, &key);
        let parts = leaf_first.iter().map(|der| ("CERTIFICATE", der)).chain([("PRIVATE KEY", &key)]);
        let text: String = parts.map(|(label, der)| pem(label, der)).collect();
        Ok(Secret::new(text))
    }
}

/// Returns a part of a PEM file.
fn pem(label: &str, der: &[u8]) -> String {
    let encoded = STANDARD.encode(der);
    let lines: Vec<_> = encoded.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// Returns the certificates with that of the key first: files name the chain in any order.
fn ordered(mut certificates: Vec<Vec<u8>>, key: &[u8]) -> Vec<Vec<u8>> {
    let modulus = modulus(key).unwrap_or_default();
    let is_own = |der: &Vec<u8>| {
        !modulus.is_empty() && der.windows(modulus.len()).any(|window| window == modulus.as_slice())
    };
    if let Some(at) = certificates.iter().position(is_own) {
        certificates.swap(0, at);
    }
    certificates
}

/// Returns the modulus of an RSA key in PKCS#8.
fn modulus(key: &[u8]) -> Option<Vec<u8>> {
    let mut info = Fields::of(key).sequence()?;
    info.number()?;
    info.sequence()?;
    let mut rsa = Fields::of(info.take(OCTET_STRING)?).sequence()?;
    rsa.number()?;
    rsa.take(der::INTEGER).map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests;
