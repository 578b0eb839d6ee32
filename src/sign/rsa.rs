//! RSA signatures over SHA-256, PKCS#1 v1.5, of WeChat Pay v3 (微信支付文档《签名生成》). RSA is aws-lc-rs's, which rustls brings anyway.

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject;

/// A private key; its `Debug` is aws-lc-rs's, which shows the public half only.
#[derive(Debug)]
pub struct PrivateKey(KeyPair);

/// The object identifiers in PKCS#8 of EC (RFC 5480) and Ed25519 (RFC 8410) keys, in DER.
const OTHER_KINDS: [&[u8]; 2] =
    [&[0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01], &[0x06, 0x03, 0x2b, 0x65, 0x70]];

/// Why a PEM file is no private key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrivateKeyError {
    /// It has no `-----BEGIN … PRIVATE KEY-----`.
    #[error("no private key in it")]
    NoKey,
    /// It has a certificate in its place.
    #[error("a certificate, not a private key")]
    Certificate,
    /// It has a public key in its place.
    #[error("a public key, not a private key")]
    PublicKey,
    /// It is locked with a password.
    #[error("a private key that is locked with a password")]
    Encrypted,
    /// It is of another kind, such as EC.
    #[error("a private key of another kind than RSA")]
    OtherKind,
    /// It is DER, the binary form.
    #[error("a key in DER, the binary form, not PEM")]
    Der,
    /// The key is damaged, or not RSA, or not of 2048 to 8192 bits.
    #[error("not an RSA key of 2048 bits or more")]
    NotRsa,
}

impl PrivateKey {
    /// Reads the bytes of a key file, which should be PEM.
    pub fn read(bytes: &[u8]) -> Result<Self, PrivateKeyError> {
        match std::str::from_utf8(bytes) {
            Ok(pem) => Self::from_pem(pem),
            // DER begins with a SEQUENCE.
            Err(_) if bytes.first() == Some(&0x30) => Err(PrivateKeyError::Der),
            Err(_) => Err(PrivateKeyError::NoKey),
        }
    }

    /// Reads PKCS#1 or PKCS#8 in PEM, or its base64 alone; `\n` that were pasted as two characters count as line breaks.
    pub fn from_pem(pem: &str) -> Result<Self, PrivateKeyError> {
        let pem = pem.trim_start_matches('\u{feff}').replace("\\n", "\n");
        if pem.contains("BEGIN ENCRYPTED PRIVATE KEY") || pem.contains("Proc-Type: 4,ENCRYPTED") {
            return Err(PrivateKeyError::Encrypted);
        }
        if !pem.contains("-----BEGIN") {
            let bare: String = pem.split_ascii_whitespace().collect();
            let bare = bare.replace('-', "+").replace('_', "/");
            let der = STANDARD.decode(bare).map_err(|_| PrivateKeyError::NoKey)?;
            let pair = KeyPair::from_pkcs8(&der).or_else(|_| KeyPair::from_der(&der));
            return pair.map(Self).map_err(|_| PrivateKeyError::NoKey);
        }
        let pem = pem.lines().map(str::trim).collect::<Vec<_>>().join("\n");
        let der = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| {
            if pem.contains("BEGIN CERTIFICATE") {
                PrivateKeyError::Certificate
            } else if pem.contains("PUBLIC KEY-----") {
                PrivateKeyError::PublicKey
            } else {
                PrivateKeyError::NoKey
            }
        })?;
        let pair = match &der {
            PrivateKeyDer::Pkcs1(der) => KeyPair::from_der(der.secret_pkcs1_der()),
            PrivateKeyDer::Pkcs8(der) => KeyPair::from_pkcs8(der.secret_pkcs8_der()),
            _ => return Err(PrivateKeyError::OtherKind),
        };
        let has = |oid: &[u8]| der.secret_der().windows(oid.len()).any(|window| window == oid);
        let other = OTHER_KINDS.into_iter().any(has);
        pair.map(Self).map_err(|_| if other { PrivateKeyError::OtherKind } else { PrivateKeyError::NotRsa })
    }

    /// A new key of 2048 bits, for tests; `None` if the system has no randomness left.
    pub fn generate() -> Option<Self> {
        KeyPair::generate(KeySize::Rsa2048).ok().map(Self)
    }

    /// The public half as PEM (`BEGIN PUBLIC KEY`).
    pub fn public_pem(&self) -> Option<String> {
        let der: PublicKeyX509Der<'_> = self.0.public_key().as_der().ok()?;
        let text = STANDARD.encode(der.as_ref());
        let lines: Vec<&str> =
            (0..text.len()).step_by(64).map(|at| &text[at..text.len().min(at + 64)]).collect();
        Some(format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----", lines.join("\n")))
    }

    /// The signature of a message, in base64; `None` if the system has no randomness left.
    pub fn sign(&self, message: &[u8]) -> Option<String> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).ok()?;
        Some(STANDARD.encode(signature))
    }
}
