//! The callback of an intracity delivery.

use serde_json::{Value, json};

use crate::support::{Webot, webot};

/// The sample of the document.
fn vector() -> Value {
    let all: Value =
        serde_json::from_str(include_str!("../../data/vectors/api_signature.json")).expect("vectors");
    all["intracity_callback"].clone()
}

fn callback(sign: &str) -> (Webot, String) {
    let vector = vector();
    let string = vector["string"].as_str().expect("text").to_owned();
    let mut body = serde_json::Map::new();
    for (name, value) in string.split('&').filter_map(|pair| pair.split_once('=')) {
        if name != "token" {
            body.insert(name.to_owned(), value.into());
        }
    }
    body.insert("sign".to_owned(), sign.into());
    let token = vector["token"].as_str().expect("text");
    (webot(["sign", "intracity"]).env("WX_TOKEN", token).stdin(Value::from(body).to_string()), string)
}

#[test]
fn the_sign_of_a_callback_is_compared() {
    let vector = vector();
    let (run, string) = callback(vector["md5"].as_str().expect("text"));
    let json = run.args(["--json", "--show-secrets"]).run().json();
    assert_eq!(json["inside"]["match"], true);
    assert_eq!((&json["signature"], &json["string_to_sign"]), (&vector["md5"], &json!(string)));
    let (run, _) = callback(vector["md5"].as_str().expect("text").to_uppercase().as_str());
    run.stderr_has("is wrong").run();
}

/// The document prints the digest of its own text, in which HTML has taken `&times` for `×`.
#[test]
fn the_digest_that_the_document_prints_is_explained() {
    let (run, _) = callback(vector()["md5_printed_in_the_document"].as_str().expect("text"));
    run.stderr_has("`&times` was signed as `×`").run();
}
