//! Signatures of v3: right ones, and the mistakes behind wrong ones.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::shop::{NOON_MS, Shop};
use crate::message::ApiV3Key;
use crate::mock::{MockAnswer, SignCause};

const TARGET: &str = "/v3/pay/transactions/out-trade-no/a?mchid=1";

fn causes(answer: &MockAnswer) -> Vec<&'static str> {
    answer.causes.iter().map(SignCause::name).collect()
}

#[test]
fn the_mistake_behind_a_wrong_signature_is_named() {
    let mut shop = Shop::open();
    let (now, nonce) = (NOON_MS / 1000, "n0nce");
    let body = r#"{"mchid": "1"}"#;
    let right = format!("POST\n{TARGET}\n{now}\n{nonce}\n{body}\n");
    let cases: [(String, &[&str]); 7] = [
        (right.clone(), &[]),
        (right.replace(": ", ":"), &["body-reserialised"]),
        (right.replace("?mchid=1", ""), &["url-query-dropped"]),
        (right.trim_end().to_owned(), &["newline-missing"]),
        (right.replace(body, ""), &["body-empty"]),
        (right.replace("POST", "GET"), &["other-method"]),
        ("another text".to_owned(), &["other-message"]),
    ];
    for (text, wanted) in cases {
        let authorization = shop.authorization(&text, now, nonce);
        let answer = shop.send("POST", TARGET, body, &authorization);
        assert_eq!(causes(&answer), *wanted, "{text}");
        if wanted.is_empty() {
            continue;
        }
        let json: Value = serde_json::from_slice(&answer.body).expect("JSON");
        assert_eq!((answer.status, &json["code"]), (401, &json!("SIGN_ERROR")));
        let information = &json["detail"]["sign_information"];
        assert_eq!(
            (&information["truncated_sign_message"], &information["url"]),
            (&json!(right), &json!(TARGET))
        );
        assert_eq!(information["sign_message_length"], right.len());
        // An error before the caller is known is not signed.
        assert!(!answer.headers.iter().any(|(name, _)| *name == "wechatpay-signature"));
    }
}

#[test]
fn the_mistake_in_the_headers_is_named() {
    let mut shop = Shop::open();
    let (now, nonce) = (NOON_MS / 1000, "n0nce");
    let text = |now: u64| format!("GET\n{TARGET}\n{now}\n{nonce}\n\n");
    let right = shop.authorization(&text(now), now, nonce);
    let (platform, public, own, key) = {
        let keys = shop.keyring.get().expect("keys");
        let sign =
            keys.platform_key.get().and_then(|key| key.sign(text(now).as_bytes())).expect("a signature");
        (keys.platform_serial.clone(), keys.public_key_id.clone(), keys.merchant_serial.clone(), sign)
    };
    let signature =
        right.split("signature=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("one").to_owned();
    let old = shop.authorization(&text(now - 301), now - 301, nonce);
    let mchid = shop.mchid();
    let ahead = shop.authorization(&text(now + 301), now + 301, nonce);
    let url_safe = right.replace(&signature, &format!("-{}", &signature[1..]));
    let cases: [(String, &str, u16); 13] = [
        (right.replace(&own, &platform), "serial-of-platform", 401),
        (right.replace(&own, &public), "serial-of-public-key", 401),
        (right.replace(&own, "ABCD"), "other-serial", 401),
        (right.replace(&own, &format!("00{own}")), "serial-notation", 401),
        (right.replace(&mchid, "1900000001"), "other-mchid", 400),
        (right.replace("WECHATPAY2-SHA256-RSA2048", "WECHATPAY2"), "authorization-malformed", 401),
        (right.replace("nonce_str=", "nonce="), "authorization-malformed", 401),
        (right.replace(&signature, &key), "key-of-platform", 401),
        (right.replace(&signature, "d41d8cd98f00b204e9800998ecf8427e"), "signature-of-v2", 401),
        (right.replace(&signature, &signature[..40]), "signature-size", 401),
        (old, "timestamp-old", 401),
        (ahead, "timestamp-ahead", 401),
        (url_safe, "signature-url-safe", 401),
    ];
    for (authorization, wanted, status) in cases {
        let answer = shop.send("GET", TARGET, "", &authorization);
        assert_eq!((causes(&answer), answer.status), (vec![wanted], status), "{authorization}");
    }
    let milliseconds = right.replace(&format!("\"{now}\""), &format!("\"{now}000\""));
    assert_eq!(causes(&shop.send("GET", TARGET, "", &milliseconds)), ["timestamp-milliseconds"]);
    let answer = shop.send_with("GET", TARGET, "", &[("Authorization", &right), ("User-Agent", "shop")]);
    assert_eq!((causes(&answer), answer.status), (vec!["accept-missing"], 406));
    let answer = shop.send_with("GET", TARGET, "", &[("Authorization", &right), ("Accept", "*/*")]);
    assert_eq!(causes(&answer), ["user-agent-missing"]);
    assert_eq!(causes(&shop.send_with("GET", TARGET, "", &[])), ["authorization-missing"]);
    let headers = [("Authorization", &*right), ("Accept", "*/*"), ("User-Agent", "shop")];
    let answer = shop.send_with("POST", TARGET, "{}", &headers);
    assert_eq!((causes(&answer), answer.status), (vec!["content-type-missing"], 400));
}

#[test]
fn the_request_chooses_the_key_of_the_answer() {
    let mut shop = Shop::open();
    let (serial, public) = {
        let keys = shop.keyring.get().expect("keys");
        (keys.platform_serial.clone(), keys.public_key_id.clone())
    };
    let order = shop.order("order-0001", 1);
    for serial in [None, Some(serial), Some(public)] {
        shop.serial = serial;
        shop.right("POST", "/v3/pay/transactions/jsapi", &order);
    }
    shop.serial = Some("5157F09EFDC096DE15EBE81A47057A7232F1B8E1".to_owned());
    let refused = shop.refused("POST", "/v3/pay/transactions/jsapi", &order);
    assert!(refused.2.contains("pay-keys"), "{refused:?}");
}

#[test]
fn the_certificate_comes_encrypted() {
    let mut shop = Shop::open();
    let list = shop.right("GET", "/v3/certificates", &Value::Null);
    let sealed = &list["data"][0]["encrypt_certificate"];
    let text = |name: &str| sealed[name].as_str().expect("a text");
    let keys = shop.keyring.get().expect("keys");
    let key = ApiV3Key::new(keys.apiv3_key.expose().as_bytes()).expect("a key");
    let ciphertext = STANDARD.decode(text("ciphertext")).expect("base64");
    let plain = key.decrypt(text("nonce").as_bytes(), text("associated_data").as_bytes(), &ciphertext);
    assert_eq!(plain.as_deref(), Some(keys.platform_certificate.as_bytes()));
    assert_eq!(list["data"][0]["serial_no"], keys.platform_serial);
    shop.act("", &json!({ "public_key_only": true }));
    let refused = shop.refused("GET", "/v3/certificates", &Value::Null);
    assert_eq!((refused.0, refused.1.as_str()), (404, "RESOURCE_NOT_EXISTS"));
}
