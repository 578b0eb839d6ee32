//! The public key of WeChat Pay: from a platform certificate, or the bare key that replaced certificates.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use num_bigint::BigUint;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use rsa::pkcs1::DecodeRsaPublicKey as _;
use sha1::Sha1;
use x509_cert::Certificate as X509;
use x509_cert::der::asn1::{ObjectIdentifier, UintRef};
use x509_cert::der::{Decode, Reader, SliceReader};
use x509_cert::spki::SubjectPublicKeyInfoRef;

use super::decode;
use crate::sign::hex;

/// The attribute `commonName` of a subject (RFC 5280).
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");

/// A public RSA key, with the certificate that contained it.
#[derive(Debug, Clone)]
pub(crate) struct PublicKey {
    /// The DER of `RSAPublicKey` in PKCS#1.
    der: Vec<u8>,
    modulus: BigUint,
    exponent: BigUint,
    /// The fields of the certificate; `None` for a bare key.
    pub certificate: Option<Certificate>,
}

/// The fields of a certificate that verification uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Certificate {
    /// The serial number in upper-case hex, as in `Wechatpay-Serial`.
    pub serial: String,
    /// The merchant ID that is the common name of the subject, as in a merchant's certificate.
    pub merchant: Option<String>,
    /// The start of validity, in seconds since 1970.
    pub not_before: u64,
    /// The end of validity, in seconds since 1970.
    pub not_after: u64,
}

/// The reason why a file cannot be used as a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PublicKeyError {
    /// The file is neither a certificate nor a public key.
    #[error("neither a certificate nor a public key")]
    NoKey,
    /// The file is a private key.
    #[error("a private key, not a public one")]
    PrivateKey,
    /// The file is damaged.
    #[error("damaged")]
    Damaged,
    /// The key is not RSA, or not of 2048 to 8192 bits.
    #[error("not an RSA key of 2048 bits or more")]
    NotRsa,
}

/// Returns whether a name is a merchant ID: 8 to 10 digits.
fn is_merchant_id(name: &str) -> bool {
    (8..=10).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_digit())
}

impl PublicKey {
    /// Parses a certificate or a public key in PEM, or the base64 alone. A `\n` pasted as two characters counts as a
    /// line break.
    pub(crate) fn from_pem(text: &str) -> Result<Self, PublicKeyError> {
        let text = text.replace("\\n", "\n");
        let (label, body) = match text.split_once("-----BEGIN ") {
            Some((_, rest)) => {
                let (label, rest) = rest.split_once("-----").ok_or(PublicKeyError::Damaged)?;
                (label, rest.split("-----").next().unwrap_or_default())
            }
            None => ("", text.as_str()),
        };
        if label.ends_with("PRIVATE KEY") {
            return Err(PublicKeyError::PrivateKey);
        }
        let unread = if label.is_empty() { PublicKeyError::NoKey } else { PublicKeyError::Damaged };
        let der = decode(body).map_err(|_| unread)?.bytes;
        let spki = |der: &[u8]| {
            let info = SubjectPublicKeyInfoRef::from_der(der).map_err(|_| unread)?;
            Self::from_pkcs1(info.subject_public_key.as_bytes().ok_or(PublicKeyError::NotRsa)?)
        };
        match label {
            "CERTIFICATE" => Self::from_certificate(&der),
            "RSA PUBLIC KEY" => Self::from_pkcs1(&der),
            "PUBLIC KEY" => spki(&der),
            "" if der.is_empty() => Err(PublicKeyError::NoKey),
            "" => spki(&der).or_else(|_| Self::from_certificate(&der)).map_err(|_| PublicKeyError::NoKey),
            _ => Err(PublicKeyError::NoKey),
        }
    }

    fn from_certificate(der: &[u8]) -> Result<Self, PublicKeyError> {
        let certificate = X509::from_der(der).map_err(|_| PublicKeyError::Damaged)?;
        let certificate = certificate.tbs_certificate();
        let info = certificate.subject_public_key_info();
        let key = Self::from_pkcs1(info.subject_public_key.as_bytes().ok_or(PublicKeyError::NotRsa)?)?;
        let serial = hex(certificate.serial_number().as_bytes()).to_uppercase();
        let serial = serial.strip_prefix("00").unwrap_or(&serial).to_owned();
        let validity = certificate.validity();
        let mut names = certificate.subject().iter().filter(|pair| pair.oid == COMMON_NAME);
        let merchant = names.find_map(|name| std::str::from_utf8(name.value.value()).ok().map(str::to_owned));
        let merchant = merchant.filter(|name| is_merchant_id(name));
        let certificate = Certificate {
            serial,
            merchant,
            not_before: validity.not_before.to_unix_duration().as_secs(),
            not_after: validity.not_after.to_unix_duration().as_secs(),
        };
        Ok(Self { certificate: Some(certificate), ..key })
    }

    fn from_pkcs1(der: &[u8]) -> Result<Self, PublicKeyError> {
        let numbers = |der| {
            SliceReader::new(der)?.sequence(|reader: &mut SliceReader<'_>| -> x509_cert::der::Result<_> {
                Ok((UintRef::decode(reader)?, UintRef::decode(reader)?))
            })
        };
        let (modulus, exponent) = numbers(der).map_err(|_| PublicKeyError::NotRsa)?;
        let modulus = BigUint::from_bytes_be(modulus.as_bytes());
        if !(2048..=8192).contains(&modulus.bits()) {
            return Err(PublicKeyError::NotRsa);
        }
        let exponent = BigUint::from_bytes_be(exponent.as_bytes());
        Ok(Self { der: der.to_vec(), modulus, exponent, certificate: None })
    }

    /// Verifies a signature over a message: RSA over SHA-256 with PKCS#1 v1.5.
    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.der).verify(message, signature).is_ok()
    }

    /// Encrypts a sensitive field of WeChat Pay v3 in base64: RSAES-OAEP with SHA-1 (微信支付文档《敏感信息加解密》). Returns
    /// `None` if the text is too long for the key, or if the system cannot supply randomness.
    pub(crate) fn encrypt_oaep(&self, text: &[u8]) -> Option<String> {
        let key = rsa::PublicKey::from_pkcs1_der(&self.der).ok()?;
        Some(STANDARD.encode(key.oaep_encrypt::<Sha1>(text).ok()?))
    }

    /// Returns the length of a signature, in bytes.
    pub(crate) fn signature_bytes(&self) -> usize {
        usize::try_from(self.modulus.bits().div_ceil(8)).unwrap_or(usize::MAX)
    }

    /// Returns the length of the modulus, in bits.
    pub(super) fn modulus_bits(&self) -> usize {
        usize::try_from(self.modulus.bits()).unwrap_or(usize::MAX)
    }

    /// Returns the block under a signature, without leading zero bytes. Returns `None` if the length is wrong.
    ///
    /// Used only to tell a wrong key from a changed message; [`Self::verifies`] alone decides whether a signature is
    /// accepted.
    pub(super) fn raise(&self, signature: &[u8]) -> Option<Vec<u8>> {
        let number = BigUint::from_bytes_be(signature);
        let fits = signature.len() == self.signature_bytes() && number < self.modulus;
        fits.then(|| number.modpow(&self.exponent, &self.modulus).to_bytes_be())
    }
}
