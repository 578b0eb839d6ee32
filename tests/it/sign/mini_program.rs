//! Signatures of mini programs.

use serde_json::json;
use webot::sign::{Digest, Form, Order, Part, SignatureSpec};

use super::{sign, sign_with, vectors};

#[test]
fn the_published_xpay_signatures_are_computed() {
    for vector in vectors("xpay_sign", 1) {
        let (body, uri) = (vector.get("body"), vector.get("uri"));
        let pay = sign_with(&["xpay", "--app-key", vector.get("app_key"), "--uri", uri], body);
        assert_eq!(pay["signature"], vector.expected["pay_sig"], "{}", vector.source);
        assert_eq!(pay["pay_sig"], vector.expected["pay_sig"]);
        assert_eq!(pay["string_to_sign"], format!("{uri}&{body}"));
        for args in [["xpay", "--session-key"], ["session", "--session-key"]] {
            let mut args = [args[0], args[1], vector.get("session_key"), "--data", body].to_vec();
            if args[0] == "session" {
                args.push("--hmac");
            }
            let signed = sign(&args);
            assert_eq!(signed["signature"], vector.expected["signature"], "{}", vector.source);
            assert_eq!(signed["string_to_sign"], body);
        }
    }
}

#[test]
fn the_published_rawdata_signatures_are_computed() {
    for vector in vectors("wxa_rawdata", 2) {
        let raw = vector.get("raw_data");
        // A shell adds the line break.
        let signed = sign_with(&["session", "--session-key", vector.get("session_key")], &format!("{raw}\n"));
        assert_eq!(signed["signature"], vector.expected(), "{} of {}", vector.id, vector.source);
        assert_eq!(signed["string_to_sign"], format!("{raw}{}", vector.get("session_key")));
        assert_eq!(signed["inputs"], json!({ "rawData": raw }));
    }
}

/// No command computes it any more (xpay replaced midas 1.0); the library still has the scheme.
#[test]
fn the_published_midas_signatures_are_computed() {
    for vector in vectors("midas_sign", 1) {
        let params = vector.input["params"].as_object().expect("an object");
        let mut parts: Vec<Part> =
            params.iter().map(|(name, value)| Part::new(name, value.as_str().expect("text"))).collect();
        parts.extend([Part::new("org_loc", vector.get("uri")), Part::new("method", "POST")]);
        let spec = SignatureSpec {
            form: Form::Pairs,
            order: Order::Given,
            digest: Digest::HmacSha256,
            key: vector.get("secret").to_owned(),
            key_name: "secret",
            ..SignatureSpec::joined(parts)
        };
        vector.agrees(&json!({ "signature": spec.signature(), "string_to_sign": spec.string_to_sign() }));
    }
}
