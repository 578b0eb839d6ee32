//! The verification of answers, and the certificates of WeChat Pay.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::{APIV3_KEY, KEYS, PUBLIC_KEY_ID, merchant, now, pay, signed, signed_with};
use crate::support::{Bot, Webot, http, http_with, key_pair, webot};

const QUERY: [&str; 3] = ["query", "--out-trade-no", "ORDER001"];
const CERTIFICATE: &str = include_str!("../../data/keys/wechatpay-go-platform-cert.pem");

#[test]
fn an_answer_that_is_not_signed_as_it_must_be_is_refused() {
    let body = r#"{"trade_state":"SUCCESS"}"#;
    let refused = |server: Bot, kind: &str, part: &str| {
        let ran = merchant(&server, QUERY).args(["--json", "--retries", "0"]).exit(1).stderr_any().run();
        assert!(ran.stdout.is_empty(), "{}", ran.stdout);
        let error = ran.error();
        assert_eq!(error["kind"], kind, "{error}");
        assert!(error["message"].as_str().is_some_and(|message| message.contains(part)), "{error}");
        merchant(&server, QUERY).args(["--no-verify", "--json"]).stderr_has("not verified").run();
    };
    refused(Bot::answering(move |_| http(200, body)), "answer-unsigned", "Wechatpay-Signature");
    let (_, other) = key_pair();
    let forged = move |_: &_| signed_with(&other, PUBLIC_KEY_ID, now(), 200, body);
    refused(Bot::answering(forged), "answer-signature", "another key");
    let changed = move |_: &_| {
        let answer = String::from_utf8(signed(200, body)).expect("text");
        answer.replace("SUCCESS", "NOTPAY_").into_bytes()
    };
    refused(Bot::answering(changed), "answer-signature", "wrong");
    let serial = move |_: &_| signed_with(&KEYS.platform.1, "5157F09EFDC096DE", now(), 200, body);
    refused(Bot::answering(serial), "answer-serial", "5157F09EFDC096DE");
    let old = move |_: &_| signed_with(&KEYS.platform.1, PUBLIC_KEY_ID, now() - 301, 200, body);
    refused(Bot::answering(old), "answer-stale", "more than 5 minutes");
}

#[test]
fn the_answer_of_another_server_is_told_from_an_unsigned_one() {
    let html = Bot::answering(|_| http(200, "<!DOCTYPE html><title>Login</title>"));
    merchant(&html, QUERY).args(["--retries", "0"]).exit(4).stderr_has("Login").run();
}

#[test]
fn both_keys_are_accepted_while_a_merchant_changes() {
    let server = pay(200, r#"{"trade_state":"SUCCESS"}"#);
    merchant(&server, QUERY)
        .env("WX_PAY_CERTIFICATE", "c.pem")
        .file("c.pem", CERTIFICATE)
        .args(["--json"])
        .run();
    assert_eq!(server.only().header("Wechatpay-Serial"), Some(PUBLIC_KEY_ID), "the newer one is asked for");
}

#[test]
fn without_a_key_nothing_is_sent() {
    let idle = Bot::answering(|_| http(500, "")).or_not_asked();
    merchant(&idle, QUERY)
        .without_env("WX_PAY_PUBLIC_KEY")
        .exit(3)
        .stderr_has("webot pay certs --save")
        .run();
    merchant(&idle, QUERY)
        .without_env("WX_PAY_PUBLIC_KEY_ID")
        .exit(3)
        .stderr_has("platform_public_key_id")
        .run();
    merchant(&idle, QUERY).without_env("WX_MCH_SERIAL").exit(3).stderr_has("mch_serial").run();
    // A preview has no answer to verify.
    merchant(&idle, QUERY).without_env("WX_PAY_PUBLIC_KEY").args(["--curl"]).stdout_has("curl").run();
    webot(["pay", "query", "--out-trade-no", "ORDER001"]).exit(3).stderr_has("`--mock`").run();
    webot(["pay", "v2", "query", "--out-trade-no", "ORDER001", "--appid", "wx1"])
        .exit(3)
        .stderr_has("`--mock`")
        .run();
    idle.never_asked();
}

/// Returns an answer of `/v3/certificates` with this certificate.
fn certificates(pem: &str, key: &str) -> String {
    let (nonce, associated) = ("fdc9c5b8f4b3", "certificate");
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key.as_bytes()).expect("a key"));
    let mut sealed = pem.as_bytes().to_vec();
    let unique = Nonce::try_assume_unique_for_key(nonce.as_bytes()).expect("12 bytes");
    key.seal_in_place_append_tag(unique, Aad::from(associated), &mut sealed).expect("sealed");
    json!({ "data": [{
        "serial_no": "3775B6A45ACD588826D15E583A95F5DD26E0E84B",
        "effective_time": "2018-06-08T10:34:56+08:00",
        "expire_time": "2028-12-08T10:34:56+08:00",
        "encrypt_certificate": {
            "algorithm": "AEAD_AES_256_GCM", "nonce": nonce, "associated_data": associated,
            "ciphertext": STANDARD.encode(sealed),
        },
    }] })
    .to_string()
}

#[test]
fn certificates_are_decrypted_and_saved() {
    let answer = certificates(CERTIFICATE, APIV3_KEY);
    let server = pay(200, &answer);
    let webot = merchant(&server, ["certs", "--save", "saved.pem"]);
    webot.clone().stderr_has("webot config set platform_certificate saved.pem").run();
    let ran = webot.clone().args(["--json"]).run();
    assert_eq!(ran.json()[0]["is_configured"], false);
    assert!(!ran.stdout.contains("BEGIN") && !ran.stderr.contains("BEGIN"), "it stands in the file only");
    assert_eq!(webot.folder().read("saved.pem").trim(), CERTIFICATE.trim());
    assert_eq!(server.heard()[0].line, "GET /v3/certificates HTTP/1.1");
}

#[test]
fn a_certificate_of_another_key_is_refused() {
    let server = pay(200, &certificates(CERTIFICATE, "ffffffffffffffffffffffffffffffff"));
    merchant(&server, ["certs", "--save", "saved.pem"]).exit(1).stderr_has("APIv3").run();
}

#[test]
fn an_unsigned_list_of_certificates_is_refused() {
    let answer = certificates(CERTIFICATE, APIV3_KEY);
    let server = Bot::answering(move |_| http(200, &answer));
    let webot = merchant(&server, ["certs", "--save", "saved.pem"]);
    webot.clone().exit(1).stderr_has("not signed").run();
    assert!(!webot.folder().exists("saved.pem"));
}

#[test]
fn a_merchant_with_the_public_key_is_told_so() {
    let server = Bot::answering(|_| {
        let body = r#"{"code":"RESOURCE_NOT_EXISTS","message":"无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥"}"#;
        http_with(404, "", body)
    });
    merchant(&server, ["certs"]).exit(1).stderr_has("RESOURCE_NOT_EXISTS").run();
}

#[test]
fn the_cause_of_a_wrong_signature_of_the_request_is_found() {
    let server = Bot::answering(|_| {
        let detail = json!({ "code": "SIGN_ERROR", "message": "错误的签名", "detail": { "sign_information": {
            "method": "GET", "url": "/v3/x", "truncated_sign_message": "GET\n/v3/other\n1\n2\n\n",
            "sign_message_length": 20 } } });
        http(401, detail.to_string())
    });
    merchant(&server, QUERY).exit(1).stderr_has("SIGN_ERROR").stderr_has("/v3/other").run();
}

#[test]
fn a_key_file_that_the_config_names_is_its_error() {
    let config = r#"{"mchid":"1900000001","mch_serial":"AB","mch_private_key":"none.pem","platform_certificate":"none2.pem"}"#;
    let home = Webot::new().file("wx_config.json", config);
    for (args, key, file) in [
        (["pay", "query", "--out-trade-no=ORDER001", "-q"], "platform_certificate", "none2.pem"),
        (["pay", "query", "--out-trade-no=ORDER001", "--no-verify"], "mch_private_key", "none.pem"),
        (["sign", "v3", "GET", "/v3/certificates"], "mch_private_key", "none.pem"),
    ] {
        let ran = home.webot(args).exit(3).stderr_has(format!("`{key}`")).stderr_has(file).run();
        assert!(!ran.stderr.contains("--private-key") && !ran.stderr.contains("stdin"), "{}", ran.stderr);
    }
}
