//! `webot sign`: every published signature through the real binary, the values built around it, and bad input.

mod api;
mod callback;
mod check;
mod intracity;
mod jssdk;
mod keys;
mod mini_program;
mod output;
mod page;
mod pay;
mod pay_fields;
mod pay_v3;
mod secrets;
mod values;

use aws_lc_rs::rsa::KeyPair;
use serde::Deserialize;
use serde_json::Value;

use crate::support::{self, webot};

/// A published signature, with the signed string if that was published too.
#[derive(Deserialize)]
struct Vector {
    id: String,
    kind: String,
    input: Value,
    expected: Value,
    string_to_sign: Option<String>,
    string_to_verify: Option<String>,
    source: String,
}

impl Vector {
    fn get(&self, name: &str) -> &str {
        self.input[name].as_str().unwrap_or_else(|| panic!("{name} of {}", self.id))
    }

    fn expected(&self) -> &str {
        self.expected.as_str().expect("a string")
    }

    /// Checks that signature and string of a JSON answer are the published ones.
    #[track_caller]
    fn agrees(&self, signed: &Value) {
        assert_eq!(signed["signature"], self.expected(), "{} of {}", self.id, self.source);
        self.agrees_on_string(signed);
    }

    #[track_caller]
    fn agrees_on_string(&self, signed: &Value) {
        let string = self.string_to_sign.as_deref().expect("string_to_sign");
        assert_eq!(signed["string_to_sign"], string, "{} of {}", self.id, self.source);
    }
}

/// Returns the vectors of this kind, and checks their count.
#[track_caller]
fn vectors(kind: &str, count: usize) -> Vec<Vector> {
    let all: Vec<Vector> =
        serde_json::from_str(include_str!("../../data/vectors/jssdk.json")).expect("vectors");
    let found: Vec<Vector> = all.into_iter().filter(|vector| vector.kind == kind).collect();
    assert_eq!(found.len(), count, "{kind}");
    found
}

/// Runs `webot sign … --json`.
#[track_caller]
fn sign(args: &[&str]) -> Value {
    webot(["sign"]).args(args).args(["--json", "--show-secrets"]).stderr_any().run().json()
}

/// Runs the same with this on standard input.
#[track_caller]
fn sign_with(args: &[&str], stdin: &str) -> Value {
    webot(["sign"]).args(args).args(["--json", "--show-secrets"]).stdin(stdin).stderr_any().run().json()
}

const JSAPI: [&str; 8] = [
    "jsapi",
    "--url",
    "https://example.com/a?b=1",
    "--nonce",
    "Wm3WZYTPz0wzccnW",
    "--timestamp",
    "1414587457",
    "--ticket",
];

/// Checks the signature in a JSON answer.
#[track_caller]
fn verify(pair: &KeyPair, message: &str, signature: &Value) {
    support::verify(pair, message, signature.as_str().expect("a signature"));
}

fn names(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[track_caller]
fn refused(args: &[&str], stdin: &str, said: &[&str]) {
    webot(["sign"]).args(args).stdin(stdin).exit(2).stdout("").stderr_has_all(said).run();
}
