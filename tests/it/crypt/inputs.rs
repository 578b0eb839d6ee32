//! `webot crypt`: what it was given is recognised, and found within URLs, logs and requests.

use serde_json::json;
use webot::message::envelope::{self, AesKey};
use webot::sign::callback;

use super::key;
use crate::support::{AES_KEY, APPID, Webot, webot};

const API_V3_KEY: &str = "AbCdEfGhIjKlMnOpQrStUvWxYz123456";
/// A notification that is encrypted with [`API_V3_KEY`].
const NOTIFICATION: &str = r#"{"id": "5f0b3c1e-8a44-5c6e-9d21-7b1f6a2c9e10", "event_type": "TRANSACTION.SUCCESS", "resource_type": "encrypt-resource", "resource": {"algorithm": "AEAD_AES_256_GCM", "original_type": "transaction", "associated_data": "transaction", "nonce": "pJzPEVj3TKtN", "ciphertext": "lVd+lh76jOEORaVwfp0tnhz8p3ifhiO57D2me27Y5+/Hh3DtAj+gCpmVvtnDDH9t4pbgjp3QhQt9pn82dwMC/fh5R9oeUrtO/E4u15/QvgAG9m8T7FB+LeJmIXOBUbgsoA=="}}"#;
const PAYMENT: &str = "<xml><return_code>SUCCESS</return_code><transaction_id>4200001234</transaction_id><total_fee>1</total_fee><time_end>20260618131540</time_end><sign>A</sign></xml>";
/// The API key, its MD5, and a notice that is encrypted with the latter.
const PAY_KEY: &str = "192006250b4c09247ec02edce69f6a2d";
const PAY_KEY_MD5: &str = "d96eb16afdd491fa1e705096edbc2205";
const REFUND: &str = "<xml><return_code>SUCCESS</return_code><req_info><![CDATA[WBzGpzQuNpcFxIlFjUUD9BfnwwNUlVAs7bwvgHME4/S7laTpsJbg7mcapspQzpWXXHqOBnWglU9dd9eTeCQwLVA8EciXkrlh+u4i6GlcvkF1tuO9PVe01sgCwcz9WjBPAKFNs6ItjfNKqI8Suyqg5AYVFAcyhLblSlU29dZnjGK4jTkt2l3wqzzblmyFrD4v9Q0UdqoGuvqYiX3UrJVBVjuCI3MZDjx8We69j5I74FqrF5CIiRo4Ew3X1R7DY9l717tmNl8PYOHEDn3vxW6Z4N6KuTmHpRk0Xne1tDsP2L0=]]></req_info></xml>";

fn sealed(message: &str) -> String {
    let key = AesKey::parse(AES_KEY).expect("a key");
    envelope::encrypt(&key, *b"0123456789abcdef", message.as_bytes(), APPID)
}

fn decrypt(args: &[&str]) -> Webot {
    webot(["crypt", "decrypt"]).args(args).env("WX_AES_KEY", AES_KEY)
}

/// The query of a check of the URL, with an encrypted `echostr`.
fn check(token: &str) -> String {
    let echostr = sealed("161614");
    let signature = callback::msg_signature(token, "17", "8", &echostr);
    let echostr = echostr.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    format!("msg_signature={signature}&timestamp=17&nonce=8&echostr={echostr}")
}

#[test]
fn a_document_for_another_command_is_named() {
    let callback = json!({ "encrypt": sealed("hi") }).to_string();
    let plain = "<xml><ToUserName>a</ToUserName><MsgType>text</MsgType></xml>";
    let cases: [(&[&str], &str, &str); 10] = [
        (
            &["refund", "--key", "@k"],
            PAYMENT,
            "this is a payment notification of WeChat Pay v2, not a refund notification",
        ),
        (&["refund", "--key", "@k"], NOTIFICATION, "`webot crypt notify`"),
        (&["refund", "--key", "@k"], &callback, "`webot crypt decrypt`"),
        (
            &["notify", "--key", "@k"],
            PAYMENT,
            "this is a payment notification of WeChat Pay v2, not a notification of WeChat Pay v3",
        ),
        (&["notify", "--key", "@k"], REFUND, "`webot crypt refund`"),
        (&["decrypt", "--aes-key", "@aes"], NOTIFICATION, "`webot crypt notify`"),
        (&["decrypt", "--aes-key", "@aes"], REFUND, "`webot crypt refund`"),
        (&["decrypt", "--aes-key", "@aes"], plain, "a message in plain mode"),
        (
            &["mini", "--session-key", "@session", "--iv", "AAAAAAAAAAAAAAAAAAAAAA=="],
            NOTIFICATION,
            "not the encrypted data of a mini-program",
        ),
        (&["verify-notify", "--public-key", "@pem"], PAYMENT, "`webot sign pay`"),
    ];
    for (args, input, words) in cases {
        webot(["crypt"])
            .args(args.iter().copied())
            .file("k", PAY_KEY)
            .file("aes", AES_KEY)
            .file("session", "AAAAAAAAAAAAAAAAAAAAAA==")
            .file("pem", include_str!("../../data/keys/wechatpay-go-platform-cert.pem"))
            .stdin(input)
            .exit(1)
            .stderr_has(words)
            .run();
    }
}

#[test]
fn a_key_that_is_its_md5_already_is_named() {
    let refund = |key: &str| webot(["crypt", "refund", "--json"]).env("WX_PAY_KEY", key).stdin(REFUND);
    assert_eq!(refund(PAY_KEY).run().json()["key"], "md5");
    for md5 in [PAY_KEY_MD5.to_owned(), PAY_KEY_MD5.to_uppercase()] {
        let ran = refund(&md5).stderr_has("already the MD5").stderr_lacks("not from WeChat").run();
        assert_eq!(ran.json()["key"], "raw");
    }
}

#[test]
fn a_key_with_invisible_characters_is_tried_without_them() {
    let notify = |key: &str| webot(["crypt", "notify", "--key", "@k"]).file("k", key).stdin(NOTIFICATION);
    for (key, words) in [
        (format!("{API_V3_KEY}\u{200b}"), "3 bytes too many: U+200B (zero-width) at the end"),
        (format!("\u{200b}{API_V3_KEY}"), "U+200B (zero-width) at the start"),
        (
            format!("{}\u{a0}{}", &API_V3_KEY[..5], &API_V3_KEY[5..]),
            "2 bytes too many: U+00A0 (NBSP) as character 6",
        ),
        (format!("{API_V3_KEY} \t"), "U+0020 (space) at the end, U+0009 (TAB) at the end"),
    ] {
        notify(&key)
            .stdout_has("202606180001")
            .stderr_has(words)
            .stderr_has("with the remaining 32 characters")
            .run();
    }
    notify(API_V3_KEY).stdout_has("202606180001").run();
    let other = "\u{200b}01234567890123456789012345678901";
    notify(other).exit(1).stderr_has("U+200B").stderr_has("the tag is wrong").stderr_lacks("remaining").run();
    webot(["crypt", "refund", "--key", "@k"])
        .file("k", format!("{PAY_KEY}\u{2060}"))
        .stdin(REFUND)
        .stdout_has("R202606190001")
        .stderr_has("U+2060")
        .run();
    decrypt(&["--aes-key", "@k"])
        .file("k", format!(" {AES_KEY}"))
        .stdin(sealed("hi"))
        .stdout("hi\n")
        .stderr_has("U+0020")
        .run();
}

#[test]
fn a_check_of_the_url_is_judged_in_one_go() {
    let query = check("right");
    for line in [
        query.clone(),
        format!("https://example.com/wx?{query}"),
        format!("GET /wx?{query} HTTP/1.1\r\n"),
        format!(
            "1.2.3.4 - - [18/Jun/2026:13:15:40 +0800] \"GET /wx?{query} HTTP/1.0\" 200 5 \"-\" \"Mozilla/4.0\"\n"
        ),
        json!({ "request": format!("GET /wx?{query}") }).to_string(),
    ] {
        decrypt(&["--token", "right"])
            .stdin(line)
            .stdout("161614\n")
            .stderr_has_all(&["msg_signature is correct", APPID, "reply with exactly"])
            .run();
    }
    decrypt(&["--token", "wrong"])
        .stdin(query.clone())
        .exit(1)
        .stdout_has("161614")
        .stderr_lacks("reply with")
        .stderr_has("does not match this token")
        .run();
    let json = decrypt(&["--json"]).stdin(query).run().json();
    assert_eq!(json["signatures"], json!([{ "name": "msg_signature", "right": null }]));
    assert_eq!((&json["answer"], &json["receiver"]), (&json!("161614"), &json!(APPID)));
    decrypt(&[])
        .stdin(check("keyboardcat123"))
        .stdout("161614\n")
        .stderr_has("correct, with the default token `keyboardcat123`")
        .run();
}

#[test]
fn a_check_in_plain_mode_needs_no_key() {
    let signature = callback::signature("right", "17", "8");
    let line = format!("GET /wx?signature={signature}&echostr=5923&timestamp=17&nonce=8 HTTP/1.1");
    webot(["crypt", "decrypt", "--token", "right"])
        .stdin(line)
        .stdout("5923\n")
        .stderr_has_all(&["signature is correct", "reply with exactly"])
        .run();
}

#[test]
fn a_push_is_judged_with_its_body_or_without() {
    let (signature, encrypt) = (callback::signature("right", "17", "8"), sealed("<xml>hi</xml>"));
    let sealed_signature = callback::msg_signature("right", "17", "8", &encrypt);
    let line = format!(
        "POST /wx?signature={signature}&timestamp=17&nonce=8&openid=o&encrypt_type=aes&msg_signature={sealed_signature} HTTP/1.1"
    );
    let whole =
        format!("{line}\r\nHost: example.com\r\n\r\n<xml><Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>");
    decrypt(&["--token", "right"])
        .stdin(whole)
        .stdout("<xml>hi</xml>\n")
        .stderr_has_all(&["msg_signature is correct", "\nsignature is correct"])
        .stderr_lacks("reply with")
        .run();
    decrypt(&["--token", "right"])
        .stdin(line)
        .stdout("")
        .stderr_has_all(&["\nsignature is correct", "the body with `Encrypt` is not in the input"])
        .run();
}

#[test]
fn a_notification_is_found_in_the_line_of_a_log() {
    let line = format!(
        "2026-06-18 13:15:41 INFO headers={{wechatpay-nonce=N, wechatpay-serial=S}} body={NOTIFICATION} took 3 ms"
    );
    webot(["crypt", "notify", "--key", "@k"])
        .file("k", API_V3_KEY)
        .stdin(line)
        .stdout_has("202606180001")
        .stderr("the data was found within the input\n")
        .run();
}

#[test]
fn a_signed_notification_is_verified_from_the_line_of_a_log() {
    let (private, public) = key();
    let signed = format!("1781759740\nN0nce\n{NOTIFICATION}\n");
    let signature = private.sign(signed.as_bytes()).expect("a signature");
    let headers = format!(
        "wechatpay-nonce=N0nce, wechatpay-signature={signature}, wechatpay-signature-type=WECHATPAY2-SHA256-RSA2048, wechatpay-timestamp=1781759740"
    );
    let json = json!({ "headers": { "Wechatpay-Nonce": ["N0nce"], "Wechatpay-Signature": [signature], "Wechatpay-Timestamp": 1_781_759_740 }, "body": NOTIFICATION });
    let request = format!(
        "POST /notify HTTP/1.1\r\nWechatpay-Nonce: N0nce\r\nWechatpay-Timestamp: 1781759740\r\nWechatpay-Signature: {signature}\r\n\r\n{NOTIFICATION}"
    );
    for line in [format!("INFO headers={{{headers}}} body={NOTIFICATION}"), json.to_string(), request] {
        webot(["crypt", "verify-notify", "--public-key", "@pem"])
            .file("pem", &public)
            .stdin(line)
            .stdout_has("the signature is correct")
            .stderr_any()
            .run();
    }
    let changed = format!("INFO headers={{{headers}}} body={}", NOTIFICATION.replace("SUCCESS", "CLOSED"));
    webot(["crypt", "verify-notify", "--public-key", "@pem"])
        .file("pem", &public)
        .stdin(changed)
        .exit(1)
        .stderr_any()
        .run();
}
