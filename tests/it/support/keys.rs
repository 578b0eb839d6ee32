//! Keys that are made for one run; none is kept.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A key pair, and its private half as PKCS#8 in PEM.
pub fn key_pair() -> (KeyPair, String) {
    let pair = KeyPair::generate(KeySize::Rsa2048).expect("a key");
    let pem = pem("PRIVATE KEY", &pkcs8(&pair));
    (pair, pem)
}

/// The private half as PKCS#8 in DER.
pub fn pkcs8(pair: &KeyPair) -> Vec<u8> {
    let der: Pkcs8V1Der<'_> = pair.as_der().expect("PKCS#8");
    der.as_ref().to_vec()
}

/// DER in PEM.
pub fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<_> = text.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// Checks an RSA signature in base64 with the public half.
#[track_caller]
pub fn verify(pair: &KeyPair, message: &str, signature: &str) {
    let signature = STANDARD.decode(signature).expect("base64");
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key().as_ref())
        .verify(message.as_bytes(), &signature)
        .expect("the signature is correct");
}
