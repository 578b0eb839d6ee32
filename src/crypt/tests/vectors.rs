//! Published vectors, and the forms that base64 and keys come in.

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::signature::KeyPair as _;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::SKIT_CERTIFICATE;
use super::keys::{key_pair, pem};
use crate::crypt::notification::Resource;
use crate::crypt::{Base64Error, PublicKey, PublicKeyError, Repair, decode};
use crate::message::ApiV3Key;

fn vectors(kind: &str) -> Vec<Value> {
    let text = include_str!("../../../tests/data/vectors/decrypt.json");
    let all: Vec<Value> = serde_json::from_str(text).expect("vectors");
    let found: Vec<Value> = all.into_iter().filter(|vector| vector["kind"] == kind).collect();
    assert!(!found.is_empty(), "{kind}");
    found
}

fn text<'a>(vector: &'a Value, name: &str) -> &'a str {
    vector[name].as_str().unwrap_or_else(|| panic!("{name} of {}", vector["id"]))
}

#[test]
fn base64_is_read_as_it_comes() {
    let plain = |text: &str| decode(text).map(|decoded| decoded.bytes);
    assert_eq!(plain("aGVsbG8="), Ok(b"hello".to_vec()));
    assert_eq!(plain("\"aGVsbG8\"\n"), Ok(b"hello".to_vec()));
    assert_eq!(plain("aGVs\r\n  bG8="), Ok(b"hello".to_vec()));
    assert_eq!(plain("aGVs!G8="), Err(Base64Error::Character('!', 5)));
    assert_eq!(plain("aGVsb"), Err(Base64Error::Length(5)));
    assert_eq!(decode("AA A").expect("mended").repairs, [Repair::Plus]);
    assert_eq!(plain("AA A"), plain("AA+A"));
}

#[test]
fn published_ciphertexts_open() {
    for vector in vectors("aes_gcm") {
        let bytes = |name: &str| match vector[format!("{name}_encoding")].as_str() {
            Some("base64") => STANDARD.decode(text(&vector, name)).expect("base64"),
            _ => text(&vector, name).as_bytes().to_vec(),
        };
        let mut sealed = STANDARD.decode(text(&vector, "ciphertext")).expect("base64");
        sealed.extend(
            vector["authtag"].as_str().map(|tag| STANDARD.decode(tag).expect("base64")).into_iter().flatten(),
        );
        let plain = text(&vector, "plaintext");
        let name = format!("{} of {}", vector["id"], vector["source"]);
        let key = match ApiV3Key::new(&bytes("key")) {
            Ok(key) => key,
            Err(length) => {
                assert_eq!((length, &vector["key_bits"]), (16, &json!(128)), "{name}");
                continue;
            }
        };
        let opened = key.decrypt(&bytes("nonce"), text(&vector, "aad").as_bytes(), &sealed);
        assert_eq!(opened.as_deref(), Some(plain.as_bytes()), "{name}");
    }
}

#[test]
fn a_resource_knows_its_associated_data() {
    let vector =
        vectors("aes_gcm").into_iter().find(|vector| vector["id"] == "easywechat-transaction-notify");
    let vector = vector.expect("a vector");
    let notification = json!({
        "resource": {
            "algorithm": "AEAD_AES_256_GCM",
            "ciphertext": vector["ciphertext"],
            "associated_data": vector["aad"],
            "nonce": vector["nonce"],
        },
    });
    let (resource, _) = Resource::from_json(&notification).expect("a resource");
    assert_eq!(resource.associated_data, "transaction");
}

#[test]
fn a_published_signature_verifies_with_its_certificate_of_version_1() {
    for vector in vectors("v3_rsa_verify") {
        let input = &vector["input"];
        let key = PublicKey::from_pem(SKIT_CERTIFICATE).expect("a certificate");
        let signature = STANDARD.decode(text(input, "signature")).expect("base64");
        assert!(key.verifies(text(input, "message").as_bytes(), &signature), "{}", vector["source"]);
        assert!(!key.verifies(b"another message", &signature));
        let serial = key.certificate.expect("a certificate").serial;
        assert!(serial.eq_ignore_ascii_case(text(input, "cert_serial")), "{serial}");
    }
}

#[test]
fn a_published_signature_verifies_with_its_public_key() {
    let text = include_str!("../../../tests/data/vectors/jssdk.json");
    let all: Vec<Value> = serde_json::from_str(text).expect("vectors");
    let signed = all.iter().filter(|vector| vector["kind"] == "v3_rsa_sign");
    let signed: Vec<&Value> = signed.filter(|vector| vector["input"]["public_key"].is_string()).collect();
    assert_eq!(signed.len(), 1);
    for vector in signed {
        let field = |name: &str| vector["input"][name].as_str().expect("a text");
        let key = PublicKey::from_pem(field("public_key")).expect("a key");
        let signature = STANDARD.decode(vector["expected"].as_str().expect("a text")).expect("base64");
        assert!(key.verifies(field("message").as_bytes(), &signature), "{}", vector["source"]);
        assert!(!key.verifies(b"another message", &signature));
    }
}

#[test]
fn a_file_without_a_public_key_is_refused() {
    let (pair, private) = key_pair();
    let public: PublicKeyX509Der<'_> = pair.public_key().as_der().expect("SPKI");
    let public = pem("PUBLIC KEY", public.as_ref());
    let error = |text: &str| PublicKey::from_pem(text).err();
    assert_eq!(error(&public), None);
    assert_eq!(error(public.lines().nth(1).expect("a line")), Some(PublicKeyError::NoKey));
    let bare: String = public.lines().filter(|line| !line.starts_with('-')).collect();
    assert_eq!(error(&bare), None, "what stands between the lines");
    assert_eq!(error(&pem("RSA PUBLIC KEY", pair.public_key().as_ref())), None);
    assert_eq!(error(&private), Some(PublicKeyError::PrivateKey));
    assert_eq!(error("hello"), Some(PublicKeyError::NoKey));
    assert_eq!(error(""), Some(PublicKeyError::NoKey));
    assert_eq!(error(&pem("CERTIFICATE", b"no DER")), Some(PublicKeyError::Damaged));
}
