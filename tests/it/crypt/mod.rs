//! `webot crypt`: published vectors through the real binary, and every failure by its name.

mod decrypt;
mod inputs;
mod verify_notify;

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::signature::KeyPair as _;
use serde_json::Value;
use webot::message::envelope::{self, AesKey};
use webot::sign::rsa::PrivateKey;

use crate::support::{AES_KEY, key_pair, pem};

const API_V3_KEY: &str = "0123456789abcdef0123456789abcdef";
const OTHER_AES_KEY: &str = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR";
const GO_CERTIFICATE: &str = include_str!("../../data/keys/wechatpay-go-platform-cert.pem");
const SKIT_CERTIFICATE: &str = include_str!("../../data/keys/skit-cert.pem");

fn vectors(kind: &str) -> Vec<Value> {
    let all: Vec<Value> =
        serde_json::from_str(include_str!("../../data/vectors/decrypt.json")).expect("vectors");
    let found: Vec<Value> = all.into_iter().filter(|vector| vector["kind"] == kind).collect();
    assert!(!found.is_empty(), "{kind}");
    found
}

fn text<'a>(vector: &'a Value, name: &str) -> &'a str {
    vector[name].as_str().unwrap_or_else(|| panic!("{name} of {}", vector["id"]))
}

fn vector(id: &str) -> Value {
    let all: Vec<Value> =
        serde_json::from_str(include_str!("../../data/vectors/decrypt.json")).expect("vectors");
    all.into_iter().find(|vector| vector["id"] == id).expect("a vector")
}

fn sealed(message: &str, receiver: &str) -> String {
    let key = AesKey::parse(AES_KEY).expect("a key");
    envelope::encrypt(&key, *b"0123456789abcdef", message.as_bytes(), receiver)
}

/// A key pair made for this run: the private half, and the public half in PEM.
pub fn key() -> (PrivateKey, String) {
    let (pair, private) = key_pair();
    let public: PublicKeyX509Der<'_> = pair.public_key().as_der().expect("SPKI");
    (PrivateKey::from_pem(&private).expect("a key"), pem("PUBLIC KEY", public.as_ref()))
}
