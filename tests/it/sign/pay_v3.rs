//! Signatures of WeChat Pay v3.

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use webot::sign::schemes;

use super::{vectors, verify};
use crate::support::{key_pair, webot};

#[test]
fn the_published_v3_request_strings_are_built() {
    let (pair, pem) = key_pair();
    for vector in vectors("v3_request_string", 2) {
        let url = vector.input["url"].as_str().unwrap_or_else(|| vector.get("canonical_url"));
        let signed = webot(["sign", "v3", vector.get("method"), url, "--mchid", "1900009191"])
            .args(["--serial", "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C", "--private-key", "k.pem"])
            .args(["--timestamp", vector.get("timestamp"), "--nonce", vector.get("nonce"), "--json"])
            .file("k.pem", &pem)
            .run()
            .json();
        assert_eq!(signed["string_to_sign"], vector.expected(), "{} of {}", vector.id, vector.source);
        verify(&pair, vector.expected(), &signed["signature"]);
        let authorization = format!(
            "WECHATPAY2-SHA256-RSA2048 mchid=\"1900009191\",nonce_str=\"{}\",timestamp=\"{}\",serial_no=\"1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C\",signature=\"{}\"",
            vector.get("nonce"),
            vector.get("timestamp"),
            signed["signature"].as_str().expect("a signature"),
        );
        assert_eq!(signed["authorization"], authorization);
    }
}

#[test]
fn the_published_v3_strings_are_signed() {
    let vectors = vectors("v3_rsa_sign", 2);
    for vector in &vectors {
        if vector.string_to_sign.is_some() {
            let spec = schemes::pay_v3_request(
                vector.get("method"),
                vector.get("canonical_url"),
                vector.get("timestamp"),
                vector.get("nonce_str"),
                vector.get("body"),
            );
            vector.agrees_on_string(&json!({ "string_to_sign": spec.string_to_sign() }));
        } else {
            let pem = vector.get("public_key");
            let der: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
            let der = STANDARD.decode(der).expect("base64");
            let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der);
            let signature = STANDARD.decode(vector.expected()).expect("base64");
            assert!(key.verify(vector.get("message").as_bytes(), &signature).is_ok(), "{}", vector.source);
            assert!(key.verify(b"sourcf", &signature).is_err());
        }
    }
}

#[test]
fn the_published_v3_notifications_are_signed() {
    let (pair, pem) = key_pair();
    for vector in vectors("v3_notification", 1) {
        let header = |name: &str| vector.input["headers"][name].as_str().expect("a header");
        let signed = webot(["sign", "notify", "--private-key", "k.pem", "--json"])
            .args(["--timestamp", header("Wechatpay-Timestamp"), "--nonce", header("Wechatpay-Nonce")])
            .file("k.pem", &pem)
            .stdin(vector.get("body"))
            .run()
            .json();
        let string = vector.string_to_verify.as_deref().expect("string_to_verify");
        assert_eq!(signed["string_to_sign"], string, "{}", vector.source);
        verify(&pair, string, &signed["signature"]);
    }
}

#[test]
fn jspay_of_v3_verifies_with_the_public_key() {
    let (pair, pem) = key_pair();
    let run = |more: &[&str]| {
        webot(["sign", "jspay", "--prepay-id", "wx26", "--appid", "wx1", "--timestamp", "1490840662"])
            .args(["--nonce", "5K8", "--private-key", "k.pem", "--json"])
            .args(more)
            .file("k.pem", &pem)
            .run()
            .json()
    };
    let signed = run(&[]);
    assert_eq!(signed["string_to_sign"], "wx1\n1490840662\n5K8\nprepay_id=wx26\n");
    verify(&pair, "wx1\n1490840662\n5K8\nprepay_id=wx26\n", &signed["signature"]);
    assert_eq!(signed["parameters"]["signType"], "RSA");
    assert_eq!(signed["parameters"]["paySign"], signed["signature"]);
    let app = run(&["--app", "--mchid", "1900000109"]);
    assert_eq!(app["string_to_sign"], "wx1\n1490840662\n5K8\nwx26\n");
    verify(&pair, "wx1\n1490840662\n5K8\nwx26\n", &app["signature"]);
    assert_eq!(app["parameters"]["sign"], app["signature"]);
}

#[test]
fn the_url_of_a_v3_request_is_signed_from_its_path_on() {
    let (pair, pem) = key_pair();
    let run = |url: &str, body: &str| {
        webot(["sign", "v3", "post", url, "--mchid", "1", "--serial", "2", "--body", "-"])
            .args(["--private-key", "k.pem", "--timestamp", "3", "--nonce", "4", "--json"])
            .file("k.pem", &pem)
            .stdin(body)
            .run()
            .json()
    };
    for (url, path) in [
        ("https://api.mch.weixin.qq.com/v3/a?b=c%2Fd&e=", "/v3/a?b=c%2Fd&e="),
        ("https://api.mch.weixin.qq.com", "/"),
        ("https://api.mch.weixin.qq.com?a=1", "/?a=1"),
        ("https://api.mch.weixin.qq.com:443/v3/a#b", "/v3/a"),
        ("/v3/a?b=1", "/v3/a?b=1"),
    ] {
        let signed = run(url, "{\"a\": \"中\"}\n");
        let string = format!("POST\n{path}\n3\n4\n{{\"a\": \"中\"}}\n\n");
        assert_eq!(signed["string_to_sign"], string, "{url}");
        verify(&pair, &string, &signed["signature"]);
    }
}

#[test]
fn a_notification_is_signed_with_a_generated_key() {
    let body = "{\"id\":\"1\",\"中\":\"文\"}\n";
    let signed = webot(["sign", "notify", "--json"]).stdin(body).run();
    let signed = signed.json();
    let headers = &signed["headers"];
    let text = |name: &str| headers[name].as_str().unwrap_or_else(|| panic!("{name}: {headers}"));
    assert_eq!(text("Wechatpay-Signature-Type"), "WECHATPAY2-SHA256-RSA2048");
    assert!(!text("Wechatpay-Serial").is_empty());
    let string = format!("{}\n{}\n{body}\n", text("Wechatpay-Timestamp"), text("Wechatpay-Nonce"));
    assert_eq!(signed["string_to_sign"], string);
    let signature = STANDARD.decode(text("Wechatpay-Signature")).expect("base64");
    let pem = signed["public_key"].as_str().expect("a key");
    let der: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &STANDARD.decode(der).expect("base64"))
        .verify(string.as_bytes(), &signature)
        .expect("the signature is correct");
    let ran = webot(["sign", "notify"]).stdin(body).stderr_has("with a new key").run();
    let shown = ran.stdout;
    assert!(
        shown.contains("-----BEGIN PUBLIC KEY-----") && shown.contains("Wechatpay-Signature: "),
        "{shown}"
    );
    assert!(!shown.contains("PRIVATE"), "{shown}");
}

#[test]
fn a_notification_is_signed_with_a_given_key() {
    let (pair, pem) = key_pair();
    let signed =
        webot(["sign", "notify", "--private-key", "k.pem", "--serial", "5157F09EFDC096DE", "--json"])
            .args(["--body", "b.json", "--timestamp", "5", "--nonce", "6"])
            .file("k.pem", &pem)
            .file("b.json", "{}")
            .run()
            .json();
    verify(&pair, "5\n6\n{}\n", &signed["headers"]["Wechatpay-Signature"]);
    assert_eq!(signed["headers"]["Wechatpay-Serial"], "5157F09EFDC096DE");
    assert!(signed.get("public_key").is_none());
}
