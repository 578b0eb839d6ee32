//! Signatures of callbacks.

use webot::sign::{Part, SignatureSpec, schemes};

use super::{Vector, sign, vectors};
use crate::support::{SECRET_GIVEN, signed_callbacks, webot};

#[test]
fn the_published_sorted_concatenations_are_computed() {
    let parts = |vector: &Vector| -> Vec<Part> {
        let parts = vector.input["parts"].as_array().expect("parts");
        parts.iter().rev().map(|part| Part::new("", part.as_str().expect("text"))).collect()
    };
    for vector in vectors("sorted_concat", 1) {
        assert_eq!(
            SignatureSpec::sorted_values(parts(&vector)).signature(),
            vector.expected(),
            "{}",
            vector.source
        );
    }
    for vector in vectors("sorted_concat_ampersand", 1) {
        // No rule joins values by `&`; the vector is one of the digest.
        let spec = SignatureSpec::joined(vec![Part::new("", "123&345")]);
        assert_eq!(spec.signature(), vector.expected(), "{}", vector.source);
    }
}

#[test]
fn the_published_callback_signatures_are_computed() {
    let vectors = signed_callbacks();
    assert!(vectors.len() >= 12);
    for vector in vectors {
        let mut parts = vec![&*vector.token, &*vector.timestamp, &*vector.nonce];
        parts.extend(vector.encrypt.as_deref());
        parts.sort_unstable();
        if vector.timestamp == "timestamp" {
            let encrypt = vector.encrypt.as_deref();
            let spec = schemes::callback(&vector.token, &vector.timestamp, &vector.nonce, encrypt);
            assert_eq!(spec.signature(), vector.signature, "{}", vector.source);
            continue;
        }
        let mut args = vec!["message", "--token", &vector.token, "--timestamp", &vector.timestamp];
        args.extend(["--nonce", &vector.nonce]);
        args.extend(vector.encrypt.iter().flat_map(|encrypt| ["--encrypt", encrypt]));
        let signed = sign(&args);
        assert_eq!(signed["signature"], vector.signature, "{}", vector.source);
        assert_eq!(signed["string_to_sign"], parts.concat(), "{}", vector.source);
        let check =
            webot(["sign"]).args(&args).args(["--check", &vector.signature]).stderr_has(SECRET_GIVEN).run();
        assert!(!check.stdout.is_empty());
    }
}
