//! Every input is decrypted, verified or refused, and base64 survives the damage that can be mended.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::GO_CERTIFICATE;
use super::keys::pem;
use crate::crypt::mini_program::{self, KeyOrIv};
use crate::crypt::notification::Resource;
use crate::crypt::{PublicKey, decode, refund, verify};
use crate::message::ApiV3Key;

fn config() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(20_140_911),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_that_comes_in_makes_it_panic(
        text in any::<String>(),
        other in any::<String>(),
        bytes in proptest::collection::vec(any::<u8>(), 0..100),
    ) {
        decode(&text).ok();
        PublicKey::from_pem(&text).ok();
        for label in ["CERTIFICATE", "PUBLIC KEY", "RSA PUBLIC KEY"] {
            PublicKey::from_pem(&pem(label, &bytes)).ok();
        }
        let key_or_iv = KeyOrIv::new(&[7; 16]).expect("16 bytes");
        let whole = &bytes[..bytes.len() / 16 * 16];
        mini_program::decrypt(key_or_iv, key_or_iv, &bytes).ok();
        mini_program::decrypt(key_or_iv, key_or_iv, whole).ok();
        refund::decrypt(&text, &bytes).ok();
        refund::decrypt(&text, whole).ok();
        let resource = Resource { ciphertext: bytes.clone(), nonce: text.clone(), associated_data: other.clone() };
        resource.decrypt(&ApiV3Key::new(&[7; 32]).expect("32 bytes")).ok();
        let key = PublicKey::from_pem(GO_CERTIFICATE).expect("a certificate");
        let signature = STANDARD.encode(&[&bytes[..], &[1; 256]].concat()[..256]);
        for signature in [&text, &signature] {
            let signed = verify::SignedNotification {
                serial: Some(&other), timestamp: &text, nonce: &other, signature, body: &bytes,
            };
            prop_assert!(!verify::verify(&key, &signed).verified);
        }
    }

    #[test]
    fn what_base64_carries_survives_every_damage_that_can_be_mended(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let text = STANDARD.encode(&bytes);
        let wrapped: Vec<_> = text.as_bytes().chunks(60).map(String::from_utf8_lossy).collect();
        for damaged in [
            text.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"),
            text.replace('+', "-").replace('/', "_"),
            text.replace('/', "\\/"),
            text.trim_end_matches('=').to_owned(),
            wrapped.join("\r\n\t"),
        ] {
            prop_assert_eq!(decode(&damaged).map(|decoded| decoded.bytes), Ok(bytes.clone()));
        }
        // A blank at either end cannot be told from white space around the text.
        if !text.starts_with('+') && !text.ends_with('+') {
            prop_assert_eq!(decode(&text.replace('+', " ")).map(|decoded| decoded.bytes), Ok(bytes));
        }
    }
}
