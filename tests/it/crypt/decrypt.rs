//! Decrypts published vectors and names every failure.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{API_V3_KEY, OTHER_AES_KEY, sealed, text, vector, vectors};
use crate::support::{AES_KEY, APPID, SECRET_GIVEN, Webot, webot};

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
        serde_json::from_str(include_str!("../../data/vectors/envelope.json")).expect("vectors");
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
    decrypt(AES_KEY, &sealed[..40]).exit(1).stderr_has("not a multiple of 16").run();
    decrypt(AES_KEY, "密文").exit(1).stderr_has("character 1 is `密`").run();
    decrypt(AES_KEY, "AAAAA").exit(1).stderr_has("incomplete").run();
    decrypt(AES_KEY, "<xml><Content>hi</Content></xml>").exit(1).stderr_has("no `Encrypt`").run();
    decrypt(AES_KEY, "{\"a\":1}").exit(1).stderr_has("no `Encrypt`").run();
    decrypt(AES_KEY, "{\"a\":").exit(1).stderr_has("is not valid").run();
    decrypt(AES_KEY, " \n").exit(2).stderr_has("no input on stdin").run();
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
        .stderr_has("error: the input on stdin is larger than 1048576 bytes")
        .run();
}

#[test]
fn a_key_may_stand_in_a_file_or_in_the_config() {
    let decrypt = |args: &[&str]| webot(["crypt", "decrypt"]).args(args).stdin(sealed("hi", APPID));
    decrypt(&["--aes-key", "@k.txt"])
        .file("k.txt", format!("{AES_KEY}\r\n"))
        .stdout("hi\n")
        .stderr(format!("the receiver in the message is {APPID}; --receiver checks it\n"))
        .run();
    let config = json!({ "encoding_aes_key": AES_KEY }).to_string();
    assert_eq!(
        decrypt(&[])
            .file("wx_config.json", config)
            .stderr(format!("the receiver in the message is {APPID}; --receiver checks it\n"))
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
        (sealed.replace('+', " "), "has spaces"),
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
    mini(vector, &other, iv, &[]).exit(1).stderr_has("another session_key").run();
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
    refund("ffffffffffffffffffffffffffffffff", sealed).exit(1).stderr_has("another API key").run();
    refund("short", sealed).exit(1).stderr_has("5 characters").run();
    refund("k", "AAAA").exit(1).stderr_has("not a multiple of 16").run();
    refund("k", "<xml><return_code>FAIL</return_code></xml>").exit(1).stderr_has("`FAIL` response").run();
    refund("k", "<xml><a>b</a></xml>").exit(1).stderr_has("`req_info`").run();
    webot(["crypt", "refund"]).stdin(sealed).exit(3).stderr_has("WX_PAY_KEY").run();
}

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
    notify(API_V3_KEY, &good, &[]).exit(1).stderr_has("the APIv3 key is wrong").run();
    notify("testAPIv3Key0000", &good, &[]).exit(2).stderr_has("16 bytes, not 32").run();
    notify(key, &good, &["--aad", "refund"]).exit(1).stderr_has("succeeds with `transaction`").run();
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

/// The key is not blamed for what is missing behind the beginning that it opens.
#[test]
fn data_that_was_cut_is_incomplete() {
    let missing = "the key is correct, but the end of the data is missing";
    let whole = sealed(&format!("<xml><Content>{}</Content></xml>", "你好".repeat(30)), APPID);
    for args in [&["--receiver", APPID][..], &[]] {
        webot(["crypt", "decrypt"])
            .args(args)
            .env("WX_AES_KEY", AES_KEY)
            .stdin(&whole[..128])
            .exit(1)
            .stderr_has(missing)
            .stderr_lacks("another")
            .run();
    }
    let vector = &vectors("wxa_encrypteddata")[0];
    let data = text(vector, "encrypted_data");
    let bytes = STANDARD.decode(data).expect("base64");
    let mini = |data: &str| {
        webot(["crypt", "mini", "--iv", text(vector, "iv")])
            .env("WX_SESSION_KEY", text(vector, "session_key"))
            .stdin(data)
            .exit(1)
            .stderr_has(missing)
            .run();
    };
    mini(&data[..64]);
    mini(&data[..68]);
    mini(&STANDARD.encode(&bytes[..bytes.len() - 16]));
    let vector = &vectors("pay_v2_refund_req_info")[0];
    let bytes = STANDARD.decode(text(vector, "req_info")).expect("base64");
    for kept in [32, 40, bytes.len() - 16] {
        webot(["crypt", "refund"])
            .env("WX_PAY_KEY", text(vector, "api_key"))
            .stdin(STANDARD.encode(&bytes[..kept]))
            .exit(1)
            .stderr_has(missing)
            .run();
    }
}

/// A `+` that became a blank in the query of a URL is the same fault in a key as in the data.
#[test]
fn a_session_key_with_a_blank_in_place_of_a_plus_is_told() {
    let vector = &vectors("wxa_encrypteddata")[0];
    mini(vector, "ab dabcdabcdabcdabcdaA==", text(vector, "iv"), &[])
        .exit(1)
        .stderr_has("has spaces instead of `+`")
        .stderr_has("another session_key")
        .run();
}
