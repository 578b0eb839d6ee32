//! Notifications of WeChat Pay v3: encrypted with the APIv3 key, signed with the platform's key.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rsa::KeyPair;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use webot::sign::{Digest, schemes};

use crate::support::{ACCEPTED, Bot, Heard, SECRET_GIVEN, http, key_pair, verify, webot};

const API_V3_KEY: &str = "0123456789abcdef0123456789abcdef";

fn check_signature(heard: &Heard, pair: &KeyPair) {
    let header = |name| heard.header(name).unwrap_or_else(|| panic!("{name}: {:?}", heard.headers));
    let signed =
        format!("{}\n{}\n{}\n", header("Wechatpay-Timestamp"), header("Wechatpay-Nonce"), heard.text());
    verify(pair, &signed, header("Wechatpay-Signature"));
}

fn resource(notification: &Value) -> Value {
    let resource = &notification["resource"];
    let text = |name: &str| resource[name].as_str().expect("a string").to_owned();
    let mut sealed = STANDARD.decode(text("ciphertext")).expect("base64");
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, API_V3_KEY.as_bytes()).expect("a key"));
    let nonce = Nonce::try_assume_unique_for_key(text("nonce").as_bytes()).expect("12 bytes");
    let plain =
        key.open_in_place(nonce, Aad::from(text("associated_data").into_bytes()), &mut sealed).expect("ours");
    serde_json::from_slice(plain).expect("JSON")
}

#[test]
fn a_notification_is_encrypted_and_signed() {
    let (pair, pem) = key_pair();
    let bot = Bot::answering(|_| http(204, ""));
    let ran = webot([
        "send",
        "pay.transaction",
        "--set",
        "out_trade_no=ORDER1",
        "--timestamp",
        "1700000000",
        "--json",
    ])
    .args(["--apiv3-key", API_V3_KEY, "--private-key", "platform.pem", "--serial", "5157F09EFDC096DE"])
    .args(bot.args())
    .file("platform.pem", &pem)
    .stderr_has(SECRET_GIVEN)
    .run();
    assert_eq!(ran.json()["reply"]["type"], "none");
    let heard = bot.only();
    assert_eq!(heard.line, "POST / HTTP/1.1", "nothing is added to the query");
    assert_eq!(heard.header("Wechatpay-Serial"), Some("5157F09EFDC096DE"));
    assert_eq!(heard.header("Content-Type"), Some("application/json"));
    check_signature(&heard, &pair);
    let notification: Value = serde_json::from_str(heard.text()).expect("JSON");
    assert_eq!(notification["event_type"], "TRANSACTION.SUCCESS");
    assert_eq!(notification["create_time"], "2023-11-15T06:13:20+08:00");
    assert_eq!(notification["resource"]["algorithm"], "AEAD_AES_256_GCM");
    let resource = resource(&notification);
    assert_eq!(resource["out_trade_no"], "ORDER1");
    assert!(resource["amount"]["total"].is_number(), "{resource}");
}

#[test]
fn every_notification_of_the_table_can_be_sent() {
    let (pair, pem) = key_pair();
    for kind in webot::message::catalogue::kinds().filter(|kind| kind.family == webot::message::Family::Pay) {
        let bot = Bot::answering(|_| http(200, "{\"code\":\"SUCCESS\"}"));
        webot(["send", kind.name, "--apiv3-key", API_V3_KEY, "--private-key", "platform.pem"])
            .args(bot.args())
            .file("platform.pem", &pem)
            .stderr_has(SECRET_GIVEN)
            .run();
        check_signature(&bot.only(), &pair);
        assert!(
            resource(&serde_json::from_str(bot.only().text()).expect("JSON")).is_object(),
            "{}",
            kind.name
        );
    }
}

#[test]
fn a_key_may_be_pasted_with_backslash_n() {
    let (pair, pem) = key_pair();
    let bot = Bot::answering(|_| http(200, ""));
    webot(["send", "pay.refund"])
        .args(bot.args())
        .env("WX_APIV3_KEY", API_V3_KEY)
        .env("WX_PAY_PRIVATE_KEY", "key.pem")
        .file("key.pem", pem.trim_end().replace('\n', "\\n"))
        .stderr_ends(ACCEPTED)
        .run();
    check_signature(&bot.only(), &pair);
}

#[test]
fn a_handler_that_fails_is_told() {
    let (_, pem) = key_pair();
    let bot = Bot::answering(|_| http(500, "{\"code\":\"FAIL\",\"message\":\"boom\"}"));
    let ran =
        webot(["send", "pay.transaction", "--json", "--apiv3-key", API_V3_KEY, "--private-key", "k.pem"])
            .args(bot.args())
            .file("k.pem", pem)
            .exit(1)
            .stderr_has(SECRET_GIVEN)
            .run();
    assert_eq!(ran.rules(), ["http-status"]);
    assert_eq!(ran.json()["findings"][0]["message"], "500: the handler failed; WeChat Pay notifies again");
}

#[test]
fn what_is_missing_or_wrong_is_named() {
    let (_, pem) = key_pair();
    let send =
        || webot(["send", "pay.transaction", "--port", "1"]).file("k.pem", &pem).file("c.pem", CERTIFICATE);
    send().exit(3).stderr_has("--apiv3-key").run();
    send().args(["--apiv3-key", API_V3_KEY]).exit(3).stderr_has("openssl genrsa").run();
    send()
        .args(["--apiv3-key", "short-SECRET", "--private-key", "k.pem"])
        .exit(2)
        .stderr_has("12 bytes, not 32")
        .stderr_lacks("SECRET")
        .run();
    send()
        .args(["--apiv3-key", API_V3_KEY, "--private-key", "c.pem"])
        .exit(2)
        .stderr_has("a certificate, not a private key")
        .run();
    send()
        .args(["--apiv3-key", API_V3_KEY, "--private-key", "none.pem"])
        .exit(2)
        .stderr_has("none.pem")
        .run();
    webot(["send", "pay.transaction", "--demo"]).exit(2).stderr_has("--des").run();
}

/// Only its first line matters here.
const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

/// The pay key of v2 in these tests.
const PAY_KEY: &str = "0123456789abcdef0123456789abcdef";

#[test]
fn a_notice_of_v2_is_signed_with_md5_or_hmac_sha256() {
    const OK: &str = "<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>";
    for (words, digest) in
        [(&[][..], Digest::Md5), (&["--set", "sign_type=HMAC-SHA256", "--add"], Digest::HmacSha256)]
    {
        let bot = Bot::answering(|_| http(200, OK));
        webot(["send", "pay.v2.payment", "ORDER1"])
            .args(words)
            .args(bot.args())
            .env("WX_PAY_KEY", PAY_KEY)
            .stderr_has("(notice of WeChat Pay v2)")
            .stderr_ends(ACCEPTED)
            .run();
        let heard = bot.only();
        assert_eq!(heard.line, "POST / HTTP/1.1");
        let message = heard.message();
        assert_eq!(message.get("out_trade_no"), Some("ORDER1"));
        let fields: Vec<(String, String)> = message
            .0
            .iter()
            .filter(|element| element.name != "sign")
            .map(|element| (element.name.to_string(), element.value().expect("a text").to_owned()))
            .collect();
        let expected = schemes::pay_v2(&fields, PAY_KEY, digest).signature();
        assert_eq!(message.get("sign"), Some(expected.as_str()));
    }
}

#[test]
fn a_refund_notice_of_v2_is_encrypted_and_the_decoder_opens_it() {
    let bot = Bot::answering(|_| http(200, "<xml><return_code>SUCCESS</return_code></xml>"));
    webot(["send", "pay.v2.refund", "--set", "req_info.refund_fee=7"])
        .args(bot.args())
        .env("WX_PAY_KEY", PAY_KEY)
        .stderr_ends(ACCEPTED)
        .run();
    let message = bot.only().message();
    assert!(message.get("sign").is_none());
    let info = message.get("req_info").expect("req_info").to_owned();
    webot(["crypt", "refund"])
        .stdin(info)
        .env("WX_PAY_KEY", PAY_KEY)
        .stdout_has("<refund_fee><![CDATA[7]]></refund_fee>")
        .stderr_any()
        .run();
}

#[test]
fn a_notice_that_is_not_acknowledged_is_repeated_on_the_schedule_of_pay() {
    let count = std::sync::atomic::AtomicUsize::new(0);
    let bot = Bot::answering(move |_| {
        let first = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) < 2;
        http(200, if first { "fail" } else { "<xml><return_code>SUCCESS</return_code></xml>" })
    });
    let ran = webot(["send", "pay.v2.payment", "--as-wechat", "--speed", "10000", "--json"])
        .args(bot.args())
        .env("WX_PAY_KEY", PAY_KEY)
        .run();
    assert_eq!(ran.rules(), ["retried"]);
    assert_eq!(bot.heard().len(), 3);

    let bot = Bot::answering(|_| http(200, "ok"));
    let ran = webot(["send", "xpay_goods_deliver_notify", "--as-wechat", "--speed", "100000", "--json"])
        .args(bot.args())
        .exit(1)
        .run();
    assert_eq!(ran.rules(), ["not-acknowledged", "retried"]);
    assert_eq!(bot.heard().len(), 16, "once, and 15 times again");
}
