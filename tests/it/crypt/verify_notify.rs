//! `crypt verify-notify`: notifications that verify, and the names of what was done to the others.

use serde_json::{Value, json};

use super::{GO_CERTIFICATE, OTHER_AES_KEY, SKIT_CERTIFICATE, key, sealed, text, vector};
use crate::support::{APPID, Webot, webot};

/// A body of WeChat Pay, with Chinese, a slash and its own order of keys.
fn body() -> String {
    let vector = vector("v3-notify-go");
    text(&vector["input"], "body").to_owned()
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
        .stdout("the signature is correct\n")
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
