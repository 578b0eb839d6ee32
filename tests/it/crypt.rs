//! `webot crypt`: published vectors through the real binary, and every failure by its name.

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::signature::KeyPair as _;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use webot::message::envelope::{self, AesKey};
use webot::sign::rsa::PrivateKey;

use crate::support::{AES_KEY, APPID, SECRET_GIVEN, Webot, key_pair, pem, webot};

const API_V3_KEY: &str = "0123456789abcdef0123456789abcdef";
const OTHER_AES_KEY: &str = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR";
const GO_CERTIFICATE: &str = include_str!("../data/keys/wechatpay-go-platform-cert.pem");
const SKIT_CERTIFICATE: &str = include_str!("../data/keys/skit-cert.pem");

fn vectors(kind: &str) -> Vec<Value> {
    let all: Vec<Value> =
        serde_json::from_str(include_str!("../data/vectors/decrypt.json")).expect("vectors");
    let found: Vec<Value> = all.into_iter().filter(|vector| vector["kind"] == kind).collect();
    assert!(!found.is_empty(), "{kind}");
    found
}

fn text<'a>(vector: &'a Value, name: &str) -> &'a str {
    vector[name].as_str().unwrap_or_else(|| panic!("{name} of {}", vector["id"]))
}

fn vector(id: &str) -> Value {
    let all: Vec<Value> =
        serde_json::from_str(include_str!("../data/vectors/decrypt.json")).expect("vectors");
    all.into_iter().find(|vector| vector["id"] == id).expect("a vector")
}

// Envelopes

fn sealed(message: &str, receiver: &str) -> String {
    let key = AesKey::parse(AES_KEY).expect("a key");
    envelope::encrypt(&key, *b"0123456789abcdef", message.as_bytes(), receiver)
}

#[test]
fn an_envelope_opens_from_xml_json_and_bare_base64() {
    let sealed = sealed("<xml>你好</xml>", APPID);
    for input in [
        sealed.clone(),
        format!("\u{feff}\r\n{sealed}\n\n"),
        format!(
            "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        ),
        json!({ "Encrypt": sealed }).to_string(),
        json!({ "encrypt": sealed }).to_string(),
        sealed.as_bytes().chunks(64).map(String::from_utf8_lossy).collect::<Vec<_>>().join("\r\n"),
    ] {
        webot(["crypt", "decrypt"])
            .env("WX_AES_KEY", AES_KEY)
            .stdin(input)
            .stdout("<xml>你好</xml>\n")
            .stderr_has(APPID)
            .run();
    }
}

#[test]
fn a_receiver_is_reported_or_checked() {
    let decrypt = |args: &[&str], receiver: &str| {
        webot(["crypt", "decrypt", "--json"])
            .args(args)
            .env("WX_AES_KEY", AES_KEY)
            .stdin(sealed("m", receiver))
    };
    assert_eq!(decrypt(&[], APPID).run().json(), json!({ "message": "m", "receiver": APPID, "mended": [] }));
    assert_eq!(decrypt(&["--receiver", ""], "").run().json()["receiver"], "");
    decrypt(&["--receiver", APPID], APPID).run();
    decrypt(&["--receiver", "wxother"], APPID)
        .exit(1)
        .stderr_has(APPID)
        .stderr_has("wxother")
        .stdout("")
        .run();
    decrypt(&["--receiver", ""], APPID).exit(1).stderr_starts(r#"{"error":{"kind":"crypt""#).run();
}

#[test]
fn published_envelopes_open() {
    let envelopes: Vec<Value> =
        serde_json::from_str(include_str!("../data/vectors/envelope.json")).expect("vectors");
    for vector in &envelopes {
        let ran = webot(["crypt", "decrypt", "--json", "--receiver", text(vector, "embedded_receive_id")])
            .env("WX_AES_KEY", text(vector, "encoding_aes_key"))
            .stdin(vector["body"].as_str().unwrap_or(text(vector, "encrypt")))
            .run();
        assert_eq!(ran.json()["message"], vector["plaintext"], "{} of {}", vector["id"], vector["source"]);
    }
}

#[test]
fn what_is_wrong_with_an_envelope_is_named() {
    let decrypt = |key: &str, input: &str| webot(["crypt", "decrypt"]).env("WX_AES_KEY", key).stdin(input);
    let sealed = sealed("<xml>hello</xml>", APPID);
    decrypt(OTHER_AES_KEY, &sealed).exit(1).stderr_has("another EncodingAESKey").run();
    decrypt(AES_KEY, &sealed[..40]).exit(1).stderr_has("whole blocks").run();
    decrypt(AES_KEY, "密文").exit(1).stderr_has("character 1 is `密`").run();
    decrypt(AES_KEY, "AAAAA").exit(1).stderr_has("cut off").run();
    decrypt(AES_KEY, "<xml><Content>hi</Content></xml>").exit(1).stderr_has("no `Encrypt`").run();
    decrypt(AES_KEY, "{\"a\":1}").exit(1).stderr_has("no `Encrypt`").run();
    decrypt(AES_KEY, "{\"a\":").exit(1).stderr_has("cannot be read").run();
    decrypt(AES_KEY, " \n").exit(2).stderr_has("nothing on standard input").run();
    decrypt(&AES_KEY[1..], &sealed).exit(3).stderr_has("42 characters").run();
    webot(["crypt", "decrypt", "--aes-key", "SECRET"])
        .stdin(sealed.clone())
        .exit(2)
        .stderr_has("6 characters, not 43")
        .stderr_lacks("SECRET")
        .run();
    webot(["crypt", "decrypt"]).stdin(sealed).exit(3).stderr_has("--aes-key").run();
    let large = vec![b'A'; 1024 * 1024 + 1];
    webot(["crypt", "decrypt"])
        .env("WX_AES_KEY", AES_KEY)
        .stdin(large)
        .exit(2)
        .stderr_has("error: standard input is larger than 1048576 bytes")
        .run();
}

#[test]
fn a_key_may_stand_in_a_file_or_in_the_config() {
    let decrypt = |args: &[&str]| webot(["crypt", "decrypt"]).args(args).stdin(sealed("hi", APPID));
    decrypt(&["--aes-key", "@k.txt"])
        .file("k.txt", format!("{AES_KEY}\r\n"))
        .stdout("hi\n")
        .stderr(format!("the receiver inside is {APPID}; --receiver checks it\n"))
        .run();
    let config = json!({ "encoding_aes_key": AES_KEY }).to_string();
    assert_eq!(
        decrypt(&[])
            .file("wx_config.json", config)
            .stderr(format!("the receiver inside is {APPID}; --receiver checks it\n"))
            .run()
            .stdout,
        "hi\n"
    );
    decrypt(&["--aes-key", "@none.txt"]).exit(2).stderr_has("none.txt").run();
}

#[test]
fn a_plus_that_became_a_blank_is_mended_and_told() {
    let message = "every third byte of it counts ".repeat(30);
    let sealed = sealed(&message, APPID);
    assert!(sealed.contains('+'));
    for (damaged, words) in [
        (sealed.replace('+', " "), "has blanks"),
        (sealed.replace('+', "%2B").replace('/', "%2f"), "percent-encoded"),
        (sealed.replace('+', "-").replace('/', "_"), "base64 for URLs"),
        (sealed.replace('/', "\\/"), "backslashes"),
    ] {
        let ran =
            webot(["crypt", "decrypt"]).env("WX_AES_KEY", AES_KEY).stdin(damaged).stderr_has(words).run();
        assert_eq!(ran.stdout.trim_end(), message.trim_end());
    }
    let json = webot(["crypt", "decrypt", "--json"])
        .env("WX_AES_KEY", AES_KEY)
        .stdin(sealed.replace('+', " "))
        .stderr_has("`Encrypt`")
        .run()
        .json();
    assert_eq!(json["mended"], json!(["plus-became-blank"]));
}

#[test]
fn what_is_encrypted_can_be_decrypted() {
    let encrypt = |args: &[&str]| {
        webot(["crypt", "encrypt", "--receiver", "ww1"])
            .args(args)
            .env("WX_AES_KEY", AES_KEY)
            .stdin("<xml>回复</xml>")
    };
    let bare = encrypt(&[]).run().stdout;
    let open = |input: String| {
        webot(["crypt", "decrypt", "--receiver", "ww1"]).env("WX_AES_KEY", AES_KEY).stdin(input).run().stdout
    };
    assert_eq!(open(bare), "<xml>回复</xml>\n");
    let signed = encrypt(&["--token", "TOKEN", "--timestamp", "1409735669", "--nonce", "1320562132"])
        .stderr_has(SECRET_GIVEN)
        .run();
    let document = webot::message::xml::read(&signed.stdout).expect("XML").document;
    let field = |name: &str| document.get(name).expect("a field").to_owned();
    let signature =
        webot::sign::callback::msg_signature("TOKEN", "1409735669", "1320562132", &field("Encrypt"));
    assert_eq!(field("MsgSignature"), signature);
    assert_eq!((field("TimeStamp"), field("Nonce")), ("1409735669".into(), "1320562132".into()));
    assert_eq!(open(signed.stdout), "<xml>回复</xml>\n");
    let json = encrypt(&["--token", "TOKEN", "--json"]).stderr_has(SECRET_GIVEN).run().json();
    let signed = |name: &str| json[name].as_str().expect("a string").to_owned();
    assert_eq!(
        signed("msg_signature"),
        webot::sign::callback::msg_signature(
            "TOKEN",
            &signed("timestamp"),
            &signed("nonce"),
            &signed("encrypt")
        )
    );
    encrypt(&["--nonce", "1"]).exit(3).stderr_has("--token").run();
    webot(["crypt", "encrypt"]).env("WX_AES_KEY", AES_KEY).stdin("x").exit(3).stderr_has("--receiver").run();
}

// Mini-programs

fn mini(vector: &Value, key: &str, iv: &str, args: &[&str]) -> Webot {
    webot(["crypt", "mini", "--json", "--iv", iv])
        .args(args)
        .env("WX_SESSION_KEY", key)
        .stdin(text(vector, "encrypted_data"))
}

#[test]
fn published_data_of_mini_programs_opens() {
    for vector in vectors("wxa_encrypteddata") {
        let expected: Value = serde_json::from_str(text(&vector, "plaintext")).expect("JSON");
        let appid = text(&expected["watermark"], "appid").to_owned();
        let (key, iv) = (text(&vector, "session_key"), text(&vector, "iv"));
        let ran = mini(&vector, key, iv, &["--appid", &appid]).run();
        assert_eq!(ran.json()["data"], expected, "{} of {}", vector["id"], vector["source"]);
        let ran = webot(["crypt", "mini", "--iv", iv])
            .env("WX_SESSION_KEY", key)
            .stdin(text(&vector, "encrypted_data"))
            .stderr_has(&appid)
            .run();
        assert_eq!(ran.stdout.trim_end(), text(&vector, "plaintext"));
    }
}

#[test]
fn what_is_wrong_with_a_mini_programs_data_is_named() {
    let vector = &vectors("wxa_encrypteddata")[0];
    let (key, iv) = (text(vector, "session_key"), text(vector, "iv"));
    let other = STANDARD.encode([7; 16]);
    mini(vector, &other, iv, &[]).exit(1).stderr_has("session_key is not the one").run();
    mini(vector, key, &other, &[]).exit(1).stderr_has("first 16 bytes").run();
    mini(vector, iv, key, &[]).exit(1).stderr_has("swapped").run();
    mini(vector, key, iv, &["--appid", "wxother"]).exit(1).stderr_has("wx4f4bc4dec97d474b").run();
    mini(vector, "SECRET", iv, &[]).exit(2).stderr_has("`--session-key`").run();
    mini(vector, key, "AAAA", &[]).exit(2).stderr_has("3 bytes, not 16").run();
    mini(vector, "SECRET!", iv, &[]).exit(2).stderr_has("`--session-key`").stderr_lacks("SECRET").run();
    webot(["crypt", "mini", "--iv", iv]).stdin("AAAA").exit(3).stderr_has("--session-key").run();
    webot(["crypt", "mini"]).env("WX_SESSION_KEY", key).stdin("AAAA").exit(2).stderr_has("--iv").run();
    let config = json!({ "appid": "wxconfigured" }).to_string();
    webot(["crypt", "mini", "--iv", iv])
        .env("WX_SESSION_KEY", key)
        .file("wx_config.json", config)
        .stdin(text(vector, "encrypted_data"))
        .exit(1)
        .stderr_has("wxconfigured")
        .run();
}

#[test]
fn the_object_that_a_mini_program_gets_can_be_piped_in_whole() {
    let vector = &vectors("wxa_encrypteddata")[0];
    let object = json!({ "encryptedData": vector["encrypted_data"], "iv": vector["iv"] }).to_string();
    webot(["crypt", "mini"])
        .env("WX_SESSION_KEY", text(vector, "session_key"))
        .stdin(object)
        .stderr("watermark: wx4f4bc4dec97d474b, 2016-10-24 13:03:07 UTC\n")
        .run();
}

// Refunds

#[test]
fn published_refund_notices_open() {
    for vector in vectors("pay_v2_refund_req_info") {
        let sealed = text(&vector, "req_info");
        let raw = vector["note"].as_str().is_some_and(|note| note.contains("raw 32-byte key"));
        for input in [sealed.to_owned(), format!("<xml><req_info><![CDATA[{sealed}]]></req_info></xml>")] {
            let run =
                webot(["crypt", "refund", "--json"]).env("WX_PAY_KEY", text(&vector, "api_key")).stdin(input);
            let ran = if raw { run.stderr_has("the key itself") } else { run }.run();
            assert_eq!(
                ran.json()["message"],
                vector["plaintext"],
                "{} of {}",
                vector["id"],
                vector["source"]
            );
            assert_eq!(ran.json()["key"], if raw { "raw" } else { "md5" }, "{}", vector["id"]);
        }
    }
}

#[test]
fn what_is_wrong_with_a_refund_notice_is_named() {
    let vector = vector("wechatpay-php-ecb");
    let refund = |key: &str, input: &str| webot(["crypt", "refund"]).env("WX_PAY_KEY", key).stdin(input);
    let sealed = text(&vector, "req_info");
    refund(text(&vector, "api_key"), sealed).stderr_has("key itself").run();
    refund("ffffffffffffffffffffffffffffffff", sealed).exit(1).stderr_has("API key is not the one").run();
    refund("short", sealed).exit(1).stderr_has("5 characters").run();
    refund("k", "AAAA").exit(1).stderr_has("whole blocks").run();
    refund("k", "<xml><return_code>FAIL</return_code></xml>").exit(1).stderr_has("that says `FAIL`").run();
    refund("k", "<xml><a>b</a></xml>").exit(1).stderr_has("`req_info`").run();
    webot(["crypt", "refund"]).stdin(sealed).exit(3).stderr_has("WX_PAY_KEY").run();
}

// Notifications

#[test]
fn published_ciphertexts_open() {
    // Only keys of 32 bytes that can be typed; the library has the others.
    let typed = |vector: &Value| vector["key_encoding"] != "base64" && text(vector, "key").len() == 32;
    let vectors: Vec<Value> = vectors("aes_gcm").into_iter().filter(typed).collect();
    assert!(!vectors.is_empty());
    for vector in vectors {
        let mut sealed = STANDARD.decode(text(&vector, "ciphertext")).expect("base64");
        sealed.extend(
            vector["authtag"].as_str().map(|tag| STANDARD.decode(tag).expect("base64")).into_iter().flatten(),
        );
        let ran =
            webot(["crypt", "notify", "--nonce", text(&vector, "nonce"), "--aad", text(&vector, "aad")])
                .env("WX_APIV3_KEY", text(&vector, "key"))
                .stdin(STANDARD.encode(&sealed))
                .run();
        let plain = text(&vector, "plaintext");
        assert_eq!(ran.stdout.trim_end(), plain.trim_end(), "{} of {}", vector["id"], vector["source"]);
    }
}

fn notification(of: &Value) -> Value {
    json!({
        "event_type": "TRANSACTION.SUCCESS",
        "resource": {
            "algorithm": "AEAD_AES_256_GCM",
            "ciphertext": of["ciphertext"],
            "associated_data": of["aad"],
            "nonce": of["nonce"],
        },
    })
}

#[test]
fn what_is_wrong_with_a_notification_is_named() {
    let vector = vector("easywechat-transaction-notify");
    let key = text(&vector, "key");
    let notify = |key: &str, body: &Value, args: &[&str]| {
        webot(["crypt", "notify", "--json"]).args(args).env("WX_APIV3_KEY", key).stdin(body.to_string())
    };
    let good = notification(&vector);
    let json = notify(key, &good, &[]).run().json();
    assert_eq!(json["event_type"], "TRANSACTION.SUCCESS");
    assert!(json["data"]["out_trade_no"].is_string() || json["data"].is_object(), "{json}");
    notify(API_V3_KEY, &good, &[]).exit(1).stderr_has("another APIv3 key").run();
    notify("testAPIv3Key0000", &good, &[]).exit(2).stderr_has("16 bytes, not 32").run();
    notify(key, &good, &["--aad", "refund"]).exit(1).stderr_has("it opens with `transaction`").run();
    notify(key, &good, &["--nonce", "short"]).exit(1).stderr_has("5 bytes, not 12").run();
    let mut bad = good.clone();
    bad["resource"]["algorithm"] = json!("AEAD_SM4_GCM");
    notify(key, &bad, &[]).exit(1).stderr_has("AEAD_SM4_GCM").run();
    bad["resource"] = json!({ "nonce": "x" });
    notify(key, &bad, &[]).exit(1).stderr_has("`ciphertext`").run();
    bad["resource"] = json!({ "nonce": "123456789012", "ciphertext": "AAAA" });
    notify(key, &bad, &[]).exit(1).stderr_has("too few").run();
    webot(["crypt", "notify"]).env("WX_APIV3_KEY", key).stdin("AAAA").exit(2).stderr_has("--nonce").run();
    webot(["crypt", "notify"]).stdin("{}").exit(3).stderr_has("WX_APIV3_KEY").run();
}

// Signatures of notifications

/// A body of WeChat Pay, with Chinese, a slash and its own order of keys.
fn body() -> String {
    let vector = vector("v3-notify-go");
    text(&vector["input"], "body").to_owned()
}

/// A key pair made for this run: the private half, and the public half in PEM.
pub fn key() -> (PrivateKey, String) {
    let (pair, private) = key_pair();
    let public: PublicKeyX509Der<'_> = pair.public_key().as_der().expect("SPKI");
    (PrivateKey::from_pem(&private).expect("a key"), pem("PUBLIC KEY", public.as_ref()))
}

const TIMESTAMP: &str = "1700000000";
const NONCE: &str = "EcZ9Cmy4Xyx1i6RlJQzLcCyEqDa26NBz";

/// A signed notification; tests damage it.
struct Signed {
    public: String,
    timestamp: String,
    nonce: String,
    signature: String,
    serial: String,
    body: Vec<u8>,
}

fn signed(body: &str) -> Signed {
    let (private, public) = key();
    Signed {
        public,
        timestamp: TIMESTAMP.into(),
        nonce: NONCE.into(),
        signature: private.sign(format!("{TIMESTAMP}\n{NONCE}\n{body}\n").as_bytes()).expect("a signature"),
        serial: "PUB_KEY_ID_0000000000000000000000000000".into(),
        body: body.into(),
    }
}

impl Signed {
    fn webot(&self) -> Webot {
        webot(["crypt", "verify-notify", "--json", "--public-key", "key.pem"])
            .args(["--timestamp", &self.timestamp, "--nonce", &self.nonce])
            .args(["--signature", &self.signature, "--serial", &self.serial])
            .file("key.pem", &self.public)
            .stdin(self.body.clone())
    }

    #[track_caller]
    fn fails(&self, rules: &[&str]) {
        let ran = self.webot().exit(1).run();
        assert_eq!(ran.json()["verified"], false);
        assert_eq!(ran.rules(), rules);
    }
}

#[test]
fn a_published_notification_verifies_and_names_its_certificate() {
    let vector = vector("v3-notify-go");
    let input = &vector["input"];
    let headers = input["headers"].as_object().expect("headers");
    let line = |(name, value): (&String, &Value)| {
        format!("< {}: {}\r\n", name.to_lowercase(), value.as_str().expect("text"))
    };
    let lines = headers.iter().map(line).collect::<Vec<_>>().concat();
    for headers in [lines, input["headers"].to_string()] {
        let ran = webot(["crypt", "verify-notify", "--json", "--headers", "h", "--cert", "c.pem"])
            .file("h", headers)
            .file("c.pem", GO_CERTIFICATE)
            .stdin(text(input, "body"))
            .run();
        assert_eq!(ran.json()["verified"], true, "{}", vector["source"]);
        assert_eq!(ran.json()["string_to_sign"], vector["string_to_verify"]);
        assert_eq!(ran.json()["certificate"]["serial"], "D7CE59D1F522D701");
        assert!(ran.rules().is_empty(), "{:?}", ran.rules());
    }
}

#[test]
fn a_notification_of_ones_own_key_verifies() {
    let good = signed(&body());
    assert_eq!(good.webot().run().json()["findings"], json!([]));
    webot(["crypt", "verify-notify", "--public-key", "key.pem"])
        .args(["--timestamp", TIMESTAMP, "--nonce", NONCE, "--signature", &good.signature])
        .file("key.pem", good.public.trim_end().replace('\n', "\\n"))
        .stdin(good.body)
        .stdout("the signature is right\n")
        .run();
}

#[test]
fn what_a_framework_did_to_the_body_is_named() {
    let body = body();
    let good = signed(&body);
    let value: Value = serde_json::from_str(&body).expect("JSON");
    let mut sorted = value.clone();
    sorted.sort_all_objects();
    let escaped: String = body
        .chars()
        .map(|char| if char.is_ascii() { char.to_string() } else { format!("\\u{:04x}", u32::from(char)) })
        .collect();
    let latin: String = body.bytes().map(char::from).collect();
    let pretty = serde_json::to_string_pretty(&value).expect("JSON");
    for (changed, rule) in [
        (format!("{body}\n"), "body-newline"),
        (format!("{body}\r\n"), "body-newline"),
        (pretty.clone(), "body-reserialised"),
        (format!("{pretty}\n"), "body-reserialised"),
        (body.replace("\":", "\": ").replace(",\"", ", \""), "body-reserialised"),
        (escaped.clone(), "body-reserialised"),
        (escaped.replace('/', "\\/"), "body-reserialised"),
        (sorted.to_string(), "body-key-order"),
        (format!("\u{feff}{body}"), "body-bom"),
        (latin, "body-encoded-twice"),
    ] {
        let damaged = Signed {
            body: changed.clone().into(),
            public: good.public.clone(),
            signature: good.signature.clone(),
            serial: String::new(),
            timestamp: TIMESTAMP.into(),
            nonce: NONCE.into(),
        };
        let ran = damaged.webot().exit(1).run();
        assert_eq!(ran.rules(), [rule], "{changed}");
    }
    // The other way round: what was signed has more than what came.
    let mut signed = signed(&format!("{body}\n"));
    signed.body = body.into();
    signed.fails(&["body-newline"]);
}

#[test]
fn what_is_wrong_with_the_headers_is_named() {
    let good = signed(&body());
    let with = |change: &dyn Fn(&mut Signed)| {
        let mut signed = Signed {
            public: good.public.clone(),
            timestamp: TIMESTAMP.into(),
            nonce: NONCE.into(),
            signature: good.signature.clone(),
            serial: good.serial.clone(),
            body: good.body.clone(),
        };
        change(&mut signed);
        signed
    };
    with(&|signed| std::mem::swap(&mut signed.timestamp, &mut signed.nonce)).fails(&["headers-swapped"]);
    with(&|signed| std::mem::swap(&mut signed.nonce, &mut signed.serial)).fails(&["headers-swapped"]);
    with(&|signed| std::mem::swap(&mut signed.nonce, &mut signed.signature)).fails(&["headers-swapped"]);
    with(&|signed| std::mem::swap(&mut signed.serial, &mut signed.signature)).fails(&["headers-swapped"]);
    with(&|signed| signed.timestamp.push_str("000")).fails(&["timestamp-milliseconds"]);
    with(&|signed| signed.nonce.push(' ')).fails(&["header-blanks"]);
    with(&|signed| signed.nonce = "Kj7QIyUiYx1q".into()).fails(&["resource-nonce"]);
    with(&|signed| signed.nonce = "x".into()).fails(&["other-message"]);
    with(&|signed| signed.body[20] ^= 1).fails(&["other-message"]);
    with(&|signed| signed.public = key().1).fails(&["wrong-key"]);
    with(&|signed| signed.signature = format!("WECHATPAY/SIGNTEST/{}", signed.signature))
        .fails(&["signtest-probe"]);
    with(&|signed| signed.signature = "!".into()).fails(&["signature-not-base64"]);
    with(&|signed| signed.signature.truncate(100)).fails(&["signature-size"]);
    let both = with(&|signed| {
        std::mem::swap(&mut signed.timestamp, &mut signed.nonce);
        signed.body.push(b'\n');
    });
    both.fails(&["headers-swapped", "body-newline"]);
    let mended = with(&|signed| signed.signature = signed.signature.replace('+', "%2B").replace('=', "%3D"));
    assert_eq!(mended.webot().run().rules(), ["signature-mended"]);
}

#[test]
fn a_certificate_that_does_not_belong_to_the_notification_is_named() {
    let vector = vector("v3-notify-go");
    let input = &vector["input"];
    let run = |certificate: &str, change: &dyn Fn(&mut Value)| {
        let mut headers = input["headers"].clone();
        change(&mut headers);
        webot(["crypt", "verify-notify", "--json", "--headers", "h.json", "--cert", "c.pem"])
            .file("h.json", headers.to_string())
            .file("c.pem", certificate)
            .stdin(text(input, "body"))
    };
    let serial =
        |serial: &'static str| move |headers: &mut Value| headers["Wechatpay-Serial"] = json!(serial);
    assert_eq!(run(GO_CERTIFICATE, &serial("00d7ce59d1f522d701")).run().rules(), [""; 0]);
    assert_eq!(run(GO_CERTIFICATE, &serial("1234")).run().rules(), ["other-serial"]);
    assert_eq!(run(GO_CERTIFICATE, &serial("PUB_KEY_ID_01")).run().rules(), ["public-key-id"]);
    let ran = run(SKIT_CERTIFICATE, &|_| {})
        .exit(1)
        .stdout_has("valid from 2021-11-25 18:37:48 UTC to 2021-12-25 18:37:48 UTC")
        .run();
    assert_eq!(ran.rules(), ["signature-size", "other-serial", "certificate-not-valid"]);
    let run = run(GO_CERTIFICATE, &|headers| {
        headers.as_object_mut().expect("headers").remove("Wechatpay-Nonce");
    });
    run.exit(2).stderr_has("Wechatpay-Nonce").run();
}

#[test]
fn a_file_without_a_public_key_is_named() {
    let run = |args: &[&str]| webot(["crypt", "verify-notify"]).args(args).file("k.pem", "hello").stdin("{}");
    run(&["--public-key", "k.pem"]).exit(2).stderr_has("k.pem").run();
    run(&[]).exit(3).stderr_has("--cert").run();
}

#[test]
fn every_failure_is_said_in_chinese_too() {
    webot(["crypt", "decrypt", "--lang", "zh"])
        .env("WX_AES_KEY", OTHER_AES_KEY)
        .stdin(sealed("m", APPID))
        .exit(1)
        .stderr_has("填充不对")
        .run();
    let mut probe = signed("{}");
    probe.signature = "WECHATPAY/SIGNTEST/abc".into();
    webot(["crypt", "verify-notify", "--lang", "zh", "--public-key", "key.pem"])
        .args(["--timestamp", TIMESTAMP, "--nonce", NONCE, "--signature", &probe.signature])
        .file("key.pem", &probe.public)
        .stdin("{}")
        .exit(1)
        .stderr_has("签名探测")
        .run();
}
