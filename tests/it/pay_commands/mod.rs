//! `webot pay`: the requests as they are sent, and answers that are right, wrong, late and forged.

mod bills;
mod certificate;
mod keys;
mod money;
mod orders;
mod sandbox;
mod secrets;
mod v2;

use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, OAEP_SHA1_MGF1SHA1, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use aws_lc_rs::signature::KeyPair as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use webot::sign::rsa::PrivateKey;

use crate::support::{Bot, Heard, Webot, http_with, key_pair, pem, pkcs8, verify, webot};

const MCHID: &str = "1900000109";
const MERCHANT_SERIAL: &str = "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB";
const PUBLIC_KEY_ID: &str = "PUB_KEY_ID_0119000001092026113000000000000000";
const APIV3_KEY: &str = "0123456789abcdef0123456789abcdef";
const APPID: &str = "wxd678efh567hg6787";

/// The keys of the merchant and of WeChat Pay, each with its PEM.
struct Keys {
    merchant: (KeyPair, String),
    platform: (KeyPair, String),
}

static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys { merchant: key_pair(), platform: key_pair() });

fn public_pem(pair: &KeyPair) -> String {
    let der: PublicKeyX509Der<'_> = pair.public_key().as_der().expect("DER");
    pem("PUBLIC KEY", der.as_ref())
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs()
}

/// Signs an answer of WeChat Pay with this key, at this time.
fn signed_with(key: &str, serial: &str, at: u64, status: u16, body: &str) -> Vec<u8> {
    let key = PrivateKey::from_pem(key).expect("a key");
    let nonce = "c5ac7061fccab6bf3e254dcf98995b8c";
    let signature = key.sign(format!("{at}\n{nonce}\n{body}\n").as_bytes()).expect("a signature");
    let headers = format!(
        "Content-Type: application/json\r\nWechatpay-Serial: {serial}\r\nWechatpay-Timestamp: {at}\r\n\
         Wechatpay-Nonce: {nonce}\r\nWechatpay-Signature: {signature}\r\n"
    );
    http_with(status, &headers, body)
}

/// Signs an answer as WeChat Pay does.
fn signed(status: u16, body: &str) -> Vec<u8> {
    signed_with(&KEYS.platform.1, PUBLIC_KEY_ID, now(), status, body)
}

/// Returns a WeChat Pay that gives this signed answer to every request.
fn pay(status: u16, body: &str) -> Bot {
    let body = body.to_owned();
    Bot::answering(move |_| signed(status, &body))
}

/// Returns a merchant's `webot pay …` on a server.
fn merchant<const N: usize>(server: &Bot, args: [&str; N]) -> Webot {
    let variables = [
        ("WX_APPID", APPID),
        ("WX_MCHID", MCHID),
        ("WX_MCH_SERIAL", MERCHANT_SERIAL),
        ("WX_MCH_PRIVATE_KEY", "merchant.pem"),
        ("WX_PAY_PUBLIC_KEY", "platform.pem"),
        ("WX_PAY_PUBLIC_KEY_ID", PUBLIC_KEY_ID),
        ("WX_APIV3_KEY", APIV3_KEY),
    ];
    webot(["pay"])
        .args(args)
        .envs(&variables)
        .env("WX_API_BASE", server.url(""))
        .file("merchant.pem", &KEYS.merchant.1)
        .file("platform.pem", public_pem(&KEYS.platform.0))
}

/// Checks the `Authorization` of a request with the merchant's public key.
#[track_caller]
fn check_authorization(heard: &Heard) {
    let header = heard.header("Authorization").expect("a signature");
    let fields = header.strip_prefix("WECHATPAY2-SHA256-RSA2048 ").expect(header);
    let value = |name: &str| {
        let found = fields.split(',').find_map(|field| field.strip_prefix(&format!("{name}=\"")));
        found.and_then(|value| value.strip_suffix('"')).unwrap_or_else(|| panic!("{name}: {fields}"))
    };
    assert_eq!((value("mchid"), value("serial_no")), (MCHID, MERCHANT_SERIAL));
    let mut line = heard.line.split(' ');
    let (method, path) = (line.next().expect("a method"), line.next().expect("a path"));
    let text =
        format!("{method}\n{path}\n{}\n{}\n{}\n", value("timestamp"), value("nonce_str"), heard.text());
    verify(&KEYS.merchant.0, &text, value("signature"));
}

/// Returns the body of a request.
fn body(heard: &Heard) -> Value {
    serde_json::from_str(heard.text()).expect("JSON")
}

/// Decrypts a sensitive field with the private half of a key.
fn opened(pair: &KeyPair, text: &str) -> String {
    let key = PrivateDecryptingKey::from_pkcs8(&pkcs8(pair)).expect("a key");
    let key = OaepPrivateDecryptingKey::new(key).expect("a key");
    let sealed = STANDARD.decode(text).expect("base64");
    let mut plain = vec![0; key.min_output_size()];
    let plain = key.decrypt(&OAEP_SHA1_MGF1SHA1, &sealed, &mut plain, None).expect("encrypted for this key");
    String::from_utf8(plain.to_vec()).expect("text")
}
