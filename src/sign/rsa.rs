//! RSA signatures of WeChat Pay v3 (微信支付文档《签名生成》): SHA-256, PKCS#1 v1.5.

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding, RsaKeyPair};
use rsa::pkcs1::DecodeRsaPrivateKey as _;
use rsa::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, EncodePublicKey as _, LineEnding};
use rsa::traits::PublicKeyParts as _;
use rsa::{Pkcs1v15Sign, PrivateKey as RsaKey, Pss};
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// The accepted lengths of a key, in bits.
const KEY_BITS: RangeInclusive<u32> = 2048..=8192;

/// An RSA private key. Its `Debug` prints `***`.
pub struct PrivateKey {
    /// Signs four times as fast as `key` does; takes keys of the usual exponent and at most 4096 bits only.
    signer: Option<RsaKeyPair>,
    der: KeyDer,
    /// Parsed from `der` at the first use, because that takes as long as a signature.
    key: OnceLock<Option<RsaKey>>,
}

/// The DER of a key, in the one or the other form.
enum KeyDer {
    Pkcs1(Vec<u8>),
    Pkcs8(Vec<u8>),
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

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
    /// The file is PKCS#12, such as `apiclient_cert.p12`.
    #[error("a PKCS#12 file (.p12), not PEM")]
    Pkcs12,
    /// The key is damaged, not RSA, or not of 2048 to 8192 bits.
    #[error("not an RSA key of 2048 bits or more")]
    NotRsa,
}

/// Returns whether a file is PKCS#12: a `SEQUENCE` that begins with the version 3.
pub(crate) fn is_pkcs12(bytes: &[u8]) -> bool {
    const SEQUENCE: u8 = 0x30;
    let begins = |rest: &[u8]| rest.starts_with(&[0x02, 0x01, 0x03, SEQUENCE]);
    match bytes {
        [SEQUENCE, length, rest @ ..] => {
            let skipped = usize::from(if *length > 0x80 { length & 0x7f } else { 0 });
            rest.get(skipped..).is_some_and(begins)
        }
        _ => false,
    }
}

impl PrivateKey {
    /// Reads a key file in PEM.
    pub fn read(bytes: &[u8]) -> Result<Self, PrivateKeyError> {
        match std::str::from_utf8(bytes) {
            Ok(pem) => Self::from_pem(pem),
            Err(_) if is_pkcs12(bytes) => Err(PrivateKeyError::Pkcs12),
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
            let key =
                Self::from_der(KeyDer::Pkcs8(der.clone())).or_else(|| Self::from_der(KeyDer::Pkcs1(der)));
            return key.ok_or(PrivateKeyError::NoKey);
        }
        let pem = in_lines(&pem.lines().map(str::trim).collect::<Vec<_>>().join("\n"));
        let der = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| {
            if pem.contains("BEGIN CERTIFICATE") {
                PrivateKeyError::Certificate
            } else if pem.contains("PUBLIC KEY-----") {
                PrivateKeyError::PublicKey
            } else {
                PrivateKeyError::NoKey
            }
        })?;
        let key = match &der {
            PrivateKeyDer::Pkcs1(der) => KeyDer::Pkcs1(der.secret_pkcs1_der().to_vec()),
            PrivateKeyDer::Pkcs8(der) => KeyDer::Pkcs8(der.secret_pkcs8_der().to_vec()),
            _ => return Err(PrivateKeyError::OtherKind),
        };
        let has = |oid: &[u8]| der.secret_der().windows(oid.len()).any(|window| window == oid);
        let other = OTHER_KEY_OIDS.into_iter().any(has);
        Self::from_der(key).ok_or(if other { PrivateKeyError::OtherKind } else { PrivateKeyError::NotRsa })
    }

    fn from_der(der: KeyDer) -> Option<Self> {
        let signer = match &der {
            KeyDer::Pkcs1(der) => RsaKeyPair::from_der(der),
            KeyDer::Pkcs8(der) => RsaKeyPair::from_pkcs8(der),
        };
        let key = Self { signer: signer.ok(), der, key: OnceLock::new() };
        if key.signer.is_none() {
            key.key()?;
        }
        Some(key)
    }

    fn key(&self) -> Option<&RsaKey> {
        let parsed = || {
            let key = match &self.der {
                KeyDer::Pkcs1(der) => RsaKey::from_pkcs1_der(der).ok(),
                KeyDer::Pkcs8(der) => RsaKey::from_pkcs8_der(der).ok(),
            };
            key.filter(|key| KEY_BITS.contains(&key.n().bit_width()))
        };
        self.key.get_or_init(parsed).as_ref()
    }

    /// Generates a key of 2048 bits, for tests. Returns `None` if the system cannot supply randomness.
    pub fn generate() -> Option<Self> {
        available()?;
        let key = RsaKey::new(&mut UnwrapErr(SysRng), 2048).ok()?;
        Self::from_der(KeyDer::Pkcs8(key.to_pkcs8_der().ok()?.as_bytes().to_vec()))
    }

    /// Returns the public half as PEM (`BEGIN PUBLIC KEY`).
    pub fn public_pem(&self) -> Option<String> {
        let pem = self.key()?.to_public_key().to_public_key_pem(LineEnding::LF).ok()?;
        Some(pem.trim_end().to_owned())
    }

    /// Returns the key as PEM (`BEGIN PRIVATE KEY`), the form of `apiclient_key.pem`.
    pub(crate) fn pem(&self) -> Option<String> {
        let pem = self.key()?.to_pkcs8_pem(LineEnding::LF).ok()?;
        Some(pem.trim_end().to_owned())
    }

    /// Returns the public half as the DER of `SubjectPublicKeyInfo`.
    pub(crate) fn public_der(&self) -> Option<Vec<u8>> {
        Some(self.key()?.to_public_key().to_public_key_der().ok()?.as_bytes().to_vec())
    }

    /// Decrypts a sensitive field of WeChat Pay v3: RSAES-OAEP with SHA-1 (微信支付文档《敏感信息加解密》). Returns `None` if it
    /// was encrypted for another key.
    pub(crate) fn decrypt_oaep(&self, ciphertext: &[u8]) -> Option<Vec<u8>> {
        available()?;
        self.key()?.oaep_decrypt::<Sha1>(ciphertext).ok()
    }

    /// Signs a message with PSS (SHA-256, a salt of 32 bytes) and returns the signature in base64. Returns `None` if the
    /// system cannot supply randomness.
    pub fn sign_pss(&self, message: &[u8]) -> Option<String> {
        self.signature(message, &RSA_PSS_SHA256, |key, digest| {
            key.sign_with_rng(&mut UnwrapErr(SysRng), Pss::<Sha256>::new(), digest).ok()
        })
    }

    /// Signs a message and returns the signature in base64. Returns `None` if the system cannot supply randomness.
    pub fn sign(&self, message: &[u8]) -> Option<String> {
        self.signature(message, &RSA_PKCS1_SHA256, |key, digest| {
            key.sign_with_rng(&mut UnwrapErr(SysRng), Pkcs1v15Sign::new::<Sha256>(), digest).ok()
        })
    }

    /// Signs a message with the signer, or with the key if there is none.
    fn signature(
        &self,
        message: &[u8],
        encoding: &'static dyn RsaEncoding,
        sign: impl FnOnce(&RsaKey, &[u8]) -> Option<Vec<u8>>,
    ) -> Option<String> {
        available()?;
        let signature = if let Some(signer) = &self.signer {
            let mut signature = vec![0; signer.public().modulus_len()];
            signer.sign(encoding, &SystemRandom::new(), message, &mut signature).ok()?;
            signature
        } else {
            sign(self.key()?, &Sha256::digest(message))?
        };
        Some(STANDARD.encode(signature))
    }
}

/// Returns PEM with its label lines on lines of their own, if it was pasted as one line.
fn in_lines(pem: &str) -> String {
    const MARK: &str = "-----";
    let parts: Vec<&str> = pem.splitn(5, MARK).collect();
    match parts[..] {
        [before, begin, body, end, after] if !body.contains(['\n', ':']) => {
            let body: String = body.split_ascii_whitespace().collect();
            format!("{before}\n{MARK}{begin}{MARK}\n{body}\n{MARK}{end}{MARK}\n{after}")
        }
        _ => pem.to_owned(),
    }
}

/// Returns `None` if the system cannot supply randomness; past its first bytes, it does not fail.
fn available() -> Option<()> {
    getrandom::fill(&mut [0; 1]).ok()
}
