//! RSA signatures of WeChat Pay v3 (微信支付文档《签名生成》): SHA-256, PKCS#1 v1.5. The implementation is that of aws-lc-rs,
//! which rustls needs anyway.

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject;

/// An RSA private key. Its `Debug` is that of aws-lc-rs, which shows the public half only.
#[derive(Debug)]
pub struct PrivateKey(KeyPair);

/// The DER object identifiers of EC (RFC 5480) and Ed25519 (RFC 8410) keys in PKCS#8.
const OTHER_KEY_OIDS: [&[u8]; 2] =
    [&[0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01], &[0x06, 0x03, 0x2b, 0x65, 0x70]];

/// The reason why a file cannot be used as a private key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrivateKeyError {
    /// There is no `-----BEGIN … PRIVATE KEY-----`.
    #[error("no private key in it")]
    NoKey,
    /// The file is a certificate.
    #[error("a certificate, not a private key")]
    Certificate,
    /// The file is a public key.
    #[error("a public key, not a private key")]
    PublicKey,
    /// The key is encrypted with a password.
    #[error("a private key that is locked with a password")]
    Encrypted,
    /// The key is not RSA, but EC or Ed25519, for example.
    #[error("a private key of another kind than RSA")]
    OtherKind,
    /// The file is DER, the binary form.
    #[error("a key in DER, the binary form, not PEM")]
    Der,
    /// The key is damaged, not RSA, or not of 2048 to 8192 bits.
    #[error("not an RSA key of 2048 bits or more")]
    NotRsa,
}

impl PrivateKey {
    /// Reads a key file in PEM.
    pub fn read(bytes: &[u8]) -> Result<Self, PrivateKeyError> {
        match std::str::from_utf8(bytes) {
            Ok(pem) => Self::from_pem(pem),
            // DER begins with a SEQUENCE.
            Err(_) if bytes.first() == Some(&0x30) => Err(PrivateKeyError::Der),
            Err(_) => Err(PrivateKeyError::NoKey),
        }
    }

    /// Parses PKCS#1 or PKCS#8 in PEM, or its base64 alone. A `\n` pasted as two characters counts as a line break.
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
        let other = OTHER_KEY_OIDS.into_iter().any(has);
        pair.map(Self).map_err(|_| if other { PrivateKeyError::OtherKind } else { PrivateKeyError::NotRsa })
    }

    /// Generates a key of 2048 bits, for tests. Returns `None` if the system cannot supply randomness.
    pub fn generate() -> Option<Self> {
        KeyPair::generate(KeySize::Rsa2048).ok().map(Self)
    }

    /// Returns the public half as PEM (`BEGIN PUBLIC KEY`).
    pub fn public_pem(&self) -> Option<String> {
        let der: PublicKeyX509Der<'_> = self.0.public_key().as_der().ok()?;
        let text = STANDARD.encode(der.as_ref());
        let lines: Vec<&str> =
            (0..text.len()).step_by(64).map(|at| &text[at..text.len().min(at + 64)]).collect();
        Some(format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----", lines.join("\n")))
    }

    /// Signs a message and returns the signature in base64. Returns `None` if the system cannot supply randomness.
    pub fn sign(&self, message: &[u8]) -> Option<String> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).ok()?;
        Some(STANDARD.encode(signature))
    }
}
