//! `webot sign --check`: each mistake is made here by hand, and must be found by its name; no other may be named.

mod answers;
mod command;
mod field_cases;
mod generated;
mod named;
mod page_cases;
mod pair_cases;
mod programs;
mod rare;
mod server_cases;
mod wording;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use proptest::prelude::*;
use sha1::{Digest as _, Sha1};
use sha2::Sha256;
use webot::sign::{Alternatives, Mistake, Role, SignatureSpec, diagnose};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

pub(super) fn sha1(text: &str) -> String {
    hex(&Sha1::digest(text.as_bytes()))
}

fn md5(text: &str) -> String {
    hex(&Md5::digest(text.as_bytes())).to_uppercase()
}

fn hmac(key: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("any length");
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

fn hmac_upper(key: &str, text: &str) -> String {
    hmac(key, text).to_uppercase()
}

/// Encodes like `encodeURIComponent`, for the characters in these tests.
fn component(text: &str) -> String {
    text.bytes().fold(String::new(), |text, byte| match byte {
        b'-' | b'_' | b'.' | b'~' => text + &char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => text + &char::from(byte).to_string(),
        byte => text + &format!("%{byte:02X}"),
    })
}

fn jsapi_string(ticket: &str, nonce: &str, timestamp: &str, url: &str) -> String {
    format!("jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url}")
}

fn sorted(mut values: Vec<&str>) -> String {
    values.sort_unstable();
    values.concat()
}

fn pairs(pairs: &[(&str, &str)]) -> String {
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// A wrong result: a hash, or the string under an RSA signature.
#[derive(Debug)]
enum Wrong {
    Hash(String),
    Text(String),
}

/// Mistakes, with the right signature and the wrong result.
struct Case {
    mistakes: Vec<Mistake>,
    spec: SignatureSpec,
    other: Alternatives,
    wrong: Wrong,
}

/// Realistic values for the mistakes.
#[derive(Debug, Clone)]
struct Values {
    token: String,
    ticket: String,
    other_ticket: String,
    nonce: String,
    timestamp: String,
    milliseconds: String,
    scheme: &'static str,
    host: String,
    path: String,
    query: String,
    encrypt: String,
    key: String,
    other_key: String,
    body: String,
    number: u32,
}

fn values() -> impl Strategy<Value = Values> {
    (
        ("[A-Za-z0-9]{3,32}", "[A-Za-z0-9_-]{30,86}", "[A-Za-z0-9_-]{30,86}", "[A-Z][a-z][A-Za-z0-9]{4,14}"),
        (1_000_000_000_u32..2_000_000_000, 0_u32..1000, prop::sample::select(vec!["http", "https"])),
        ("[a-z]{2,8}\\.example\\.(com|cn)", "(/[A-Za-z0-9._-]{1,8}){1,3}", "[a-z]{1,5}=[A-Z]{1,5}"),
        (
            "[A-Za-z0-9+/]{60,120}={0,2}",
            "[A-Z][a-z][A-Za-z0-9]{30}",
            "[a-z0-9]{32}",
            "[A-Za-z0-9 #$%&+,/:;=?@<>中文支付]{0,10}[支付 ]测试",
        ),
    )
        .prop_map(
            |((token, ticket, other_ticket, nonce), (seconds, ms, scheme), (host, path, query), rest)| {
                let (encrypt, key, other_key, body) = rest;
                Values {
                    token,
                    ticket,
                    other_ticket,
                    nonce,
                    timestamp: seconds.to_string(),
                    milliseconds: format!("{seconds}{ms:03}"),
                    scheme,
                    host,
                    path,
                    query,
                    encrypt,
                    key,
                    other_key,
                    body,
                    number: ms,
                }
            },
        )
}

/// The cases of one scheme.
struct Cases {
    spec: SignatureSpec,
    other: Alternatives,
    made: Vec<Case>,
}

impl Cases {
    fn of(spec: SignatureSpec) -> Self {
        Self { spec, other: Alternatives::default(), made: Vec::new() }
    }

    fn with(spec: SignatureSpec, other: Alternatives) -> Self {
        Self { spec, other, made: Vec::new() }
    }

    fn add(&mut self, mistakes: &[Mistake], wrong: Wrong) {
        let (spec, other) = (self.spec.clone(), self.other.clone());
        self.made.push(Case { mistakes: mistakes.to_vec(), spec, other, wrong });
    }

    fn sha1(&mut self, mistake: Mistake, string: &str) {
        self.add(&[mistake], Wrong::Hash(sha1(string)));
    }
}

impl Values {
    fn url(&self) -> String {
        format!("{}://{}{}?{}&name=%E4%BD%A0%E5%A5%BD&b=2", self.scheme, self.host, self.path, self.query)
    }
}

impl std::fmt::Display for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} in {:?}: {}", self.mistakes, self.spec, self.spec.string_to_sign())
    }
}

impl Case {
    /// Checks that the mistakes are named, and that every named one leads to the wrong result.
    fn judge(&self) -> Result<(), TestCaseError> {
        let matches = |spec: &SignatureSpec| match &self.wrong {
            Wrong::Hash(hash) => spec.matches(hash),
            Wrong::Text(text) => spec.string_to_sign() == *text,
        };
        prop_assert!(!matches(&self.spec), "it is right: {self}");
        let found = diagnose(&self.spec, &self.other, matches).explanations;
        for cause in &found {
            let string = &cause.string_to_sign;
            let leads_there = match &self.wrong {
                Wrong::Text(text) => string == text,
                Wrong::Hash(hash) => {
                    let (gbk, _, _) = encoding_rs::GBK.encode(string);
                    let digest = Md5::digest(string.as_bytes());
                    let mut hashes =
                        vec![sha1(string), md5(string), hex(&Md5::digest(&gbk)), STANDARD.encode(digest)];
                    hashes.push(md5(&md5(string)));
                    let secrets = self.spec.parts.iter().filter(|part| part.role == Role::Ticket);
                    hashes.extend(secrets.map(|part| hmac(&part.value, string)));
                    if let Ok(key) = STANDARD.decode(&self.spec.key) {
                        let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("any length");
                        mac.update(string.as_bytes());
                        hashes.push(hex(&mac.finalize().into_bytes()));
                    }
                    for key in [Some(&self.spec.key), self.other.other_key.as_ref()].into_iter().flatten() {
                        hashes.extend(
                            [key.clone(), key.to_lowercase(), key.to_uppercase()]
                                .map(|key| hmac(&key, string)),
                        );
                    }
                    hashes.iter().any(|known| known.eq_ignore_ascii_case(hash))
                }
            };
            prop_assert!(leads_there, "{cause:?} does not lead there: {self}");
        }
        let named: Vec<_> = found.iter().map(|cause| cause.mistakes.clone()).collect();
        let same = |named: &Vec<Mistake>| {
            named.len() == self.mistakes.len() && self.mistakes.iter().all(|mistake| named.contains(mistake))
        };
        prop_assert!(named.iter().any(same), "{:?} is named {named:?}: {self}", self.mistakes);
        Ok(())
    }
}

fn judge(cases: &[Case]) -> Result<(), TestCaseError> {
    cases.iter().try_for_each(Case::judge)
}
