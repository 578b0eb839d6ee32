//! The commands on the mock of WeChat Pay, and a shop that is notified.

use std::sync::atomic::{AtomicBool, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::support::{Bot, Heard, Mock, Webot, gzipped, http, http_gzip};

const NOTIFY: [&str; 2] = ["--notify-url", "http://127.0.0.1:1/notify"];

/// Runs `webot pay …` on the mock.
fn on_mock<const N: usize>(home: &Webot, args: [&str; N]) -> Webot {
    home.webot(["pay"]).args(args).args(["--mock"]).stderr_any()
}

#[test]
fn an_order_goes_through_the_mock() {
    let home = Webot::new();
    let order =
        ["order", "native", "--description", "茶", "--yuan", "1.23", "--out-trade-no", "ORDER001", "--json"];
    let json = on_mock(&home, order).args(NOTIFY).run().json();
    assert!(json["code_url"].as_str().is_some_and(|url| url.starts_with("weixin://")), "{json}");
    let json = on_mock(&home, ["query", "--out-trade-no", "ORDER001", "--json"]).run().json();
    assert_eq!((&json["trade_state"], &json["amount"]["total"]), (&"NOTPAY".into(), &123.into()));
    on_mock(&home, ["close", "--out-trade-no", "ORDER001"]).run();
    let json = on_mock(&home, ["query", "--out-trade-no", "ORDER001", "--json"]).run().json();
    assert_eq!(json["trade_state"], "CLOSED");
    on_mock(&home, ["query", "--out-trade-no", "NOSUCH001"]).exit(1).stderr_has("ORDER_NOT_EXIST").run();
    let order = ["v2", "order", "native", "--description", "茶", "--fen", "5", "--out-trade-no", "ORDER002"];
    on_mock(&home, order).args(NOTIFY).stdout_has("weixin://").run();
    let json = on_mock(&home, ["v2", "query", "--out-trade-no", "ORDER002", "--json"]).run().json();
    assert_eq!((&json["trade_state"], &json["total_fee"]), (&"NOTPAY".into(), &"5".into()));
    on_mock(&home, ["transfer", "query", "T20261130"])
        .exit(1)
        .stderr_lacks("list /v3/fund-app/mch-transfer/transfer-bills/out-bill-no/T20261130")
        .run();
    on_mock(&home, ["certs", "--save", "wechatpay.pem"]).run();
    assert!(home.folder().read("wechatpay.pem").starts_with("-----BEGIN CERTIFICATE-----"));
}

#[test]
fn a_running_mock_is_asked_with_its_own_keys() {
    let home = Webot::new();
    let words = ["mock", "--port", "0", "--json", "--mock-state", "state.json"];
    let mock = Mock::of(home.webot(words).stderr_any());
    let asked = |args: &[&str]| home.webot(["pay"]).args(args).args(["--api-base", &mock.url()]).stderr_any();
    let of_state = |args: &[&str]| asked(args).env("WEBOT_MOCK_STATE", "state.json");
    let order = ["order", "native", "--description", "茶", "--fen", "5", "--out-trade-no", "ORDER001"];
    of_state(&order).args(NOTIFY).stdout_has("weixin://").run();
    let query = ["query", "--out-trade-no", "ORDER001", "--json"];
    assert_eq!(of_state(&query).run().json()["trade_state"], "NOTPAY");
    let old = [&["v2"], &query[..]].concat();
    assert_eq!(of_state(&old).run().json()["trade_state"], "NOTPAY");
    // The keys of another state are those of another merchant, and keys of a merchant stay their own.
    asked(&query).exit(1).stderr_has("MCH_NOT_EXISTS").run();
    let own = [("WX_MCHID", "1900000001"), ("WX_MCH_SERIAL", "AB"), ("WX_MCH_PRIVATE_KEY", "own.pem")];
    let with_own = own.into_iter().fold(of_state(&query), |webot, (name, value)| webot.env(name, value));
    with_own.exit(3).stderr_has("no key of WeChat Pay").run();
}

/// Returns a shop that verifies notices with the keys of the mock.
fn shop(keys: Value) -> Bot {
    Bot::answering(move |heard: &Heard| {
        let header = |name: &str| heard.header(name).unwrap_or_default().to_owned();
        let signed =
            format!("{}\n{}\n{}\n", header("Wechatpay-Timestamp"), header("Wechatpay-Nonce"), heard.text());
        let is_known = [&keys["platform_serial"], &keys["platform_public_key_id"]]
            .iter()
            .any(|serial| **serial == header("Wechatpay-Serial"));
        let pem = keys["platform_public_key"].as_str().expect("a key");
        let is_right = header("Wechatpay-Serial")
            == keys["platform_public_key_id"].as_str().unwrap_or_default()
            && verifies(pem, &signed, &header("Wechatpay-Signature"));
        if is_known && is_right {
            http(204, "")
        } else {
            http(401, r#"{"code":"FAIL","message":"签名错误"}"#)
        }
    })
}

fn verifies(pem: &str, signed: &str, signature: &str) -> bool {
    use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
    let der: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = STANDARD.decode(der).expect("base64");
    // The header of `SubjectPublicKeyInfo` for a key of 2048 bits has 24 bytes.
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &der[24..]);
    key.verify(signed.as_bytes(), &STANDARD.decode(signature).expect("base64")).is_ok()
}

#[test]
fn a_shop_is_notified_and_judged_in_one_line() {
    let home = Webot::new();
    let keys = home.webot(["mock", "pay-keys", "--json"]).run().json();
    let server = shop(keys);
    let url = server.url("/notify?shop=1");
    let simulate = |more: &[&str]| home.webot(["pay", "simulate", "--des", &url]).args(more).stderr_any();
    let ran = simulate(&["--public-key", "--out-trade-no", "ORDER001", "--yuan", "1.23"]).run();
    assert!(ran.stdout.contains("order ORDER001 of 1.23 yuan → paid → notice → HTTP 204"), "{}", ran.stdout);
    assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
    assert_eq!(server.only().path(), "/notify", "{:?}", server.only().line);
    let json = simulate(&["--public-key", "--forged", "--json"]).run().json();
    assert_eq!((&json["accepted"], &json["forged_refused"]), (&true.into(), &true.into()));
    let status = |at: usize| json["deliveries"][at]["status"].clone();
    assert_eq!((status(0), status(1)), (204.into(), 401.into()));
    // A shop that refuses the genuine notice too has proved nothing.
    simulate(&["--forged"]).exit(1).stdout_has("accepts the genuine notice").run();
    let hint = "webot mock pay-keys";
    simulate(&[]).exit(1).stderr_has(hint).stderr_lacks("--private-key").run();
    // This shop knows the public key only.
    simulate(&[]).exit(1).stdout_has("not accepted").run();
    let careless = Bot::answering(|_| http(200, ""));
    let simulate =
        |more: &[&str]| home.webot(["pay", "simulate", "--des", &careless.url("/")]).args(more).stderr_any();
    simulate(&["--forged"]).exit(1).stdout_has("does not verify the signature").run();
    simulate(&["--v2", "--json"]).exit(1).run();
    let notice = careless.heard().pop().expect("a notice");
    assert!(notice.text().contains("<out_trade_no>"), "{}", notice.text());
    let success = "<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>";
    let first = AtomicBool::new(true);
    // The format of the second answer is wrong, and it is a success all the same.
    let careless = Bot::answering(move |_| {
        http(200, if first.swap(false, Ordering::SeqCst) { success } else { r#"{"return_code":"SUCCESS"}"# })
    });
    home.webot(["pay", "simulate", "--v2", "--forged", "--des", &careless.url("/")])
        .stderr_any()
        .exit(1)
        .stdout_has("does not verify the signature")
        .run();
    let idle = Bot::answering(|_| http(200, "")).or_not_asked();
    let url = idle.url("/");
    drop(idle);
    home.webot(["pay", "simulate", "--des", &url]).exit(4).stderr_has("--des").stderr_lacks("--port").run();
}

/// A shop keeps `transaction_id` as unique, over all runs.
#[test]
fn each_order_has_a_transaction_id_of_its_own() {
    let home = Webot::new();
    let keys = home.webot(["mock", "pay-keys", "--json"]).run().json();
    let apiv3_key = keys["apiv3_key"].as_str().expect("a key").to_owned();
    let shop = Bot::answering(|_| http(204, ""));
    let mut ids = std::collections::BTreeSet::new();
    for number in ["ORDER001", "ORDER002", "ORDER003"] {
        home.webot(["pay", "simulate", "--out-trade-no", number, "--des", &shop.url("/")]).stderr_any().run();
        let notice = opened(&apiv3_key, shop.heard().pop().expect("a notice").text());
        ids.insert(notice["transaction_id"].as_str().expect("an id").to_owned());
    }
    assert_eq!(ids.len(), 3, "{ids:?}");
}

#[test]
fn the_status_counts_and_a_body_that_says_otherwise_is_told() {
    let home = Webot::new();
    let keys = home.webot(["mock", "pay-keys", "--json"]).run().json();
    let pem = keys["platform_public_key"].as_str().expect("a key").to_owned();
    let shop = Bot::answering(move |heard| {
        let header = |name: &str| heard.header(name).unwrap_or_default().to_owned();
        let signed =
            format!("{}\n{}\n{}\n", header("Wechatpay-Timestamp"), header("Wechatpay-Nonce"), heard.text());
        let is_right = verifies(&pem, &signed, &header("Wechatpay-Signature"));
        let answer =
            if is_right { r#"{"code":"SUCCESS"}"# } else { r#"{"code":"FAIL","message":"签名错误"}"# };
        http(200, answer)
    });
    let simulate = |url: String| home.webot(["pay", "simulate", "--des", &url]).stderr_any();
    let forged = simulate(shop.url("/")).args(["--forged", "--public-key"]).exit(1);
    forged.stdout_has("refused in the body only").stdout_lacks("does not verify").run();
    let packed = Bot::answering(|_| http_gzip(gzipped([r#"{"code":"SUCCESS"}"#])));
    simulate(packed.url("/")).stdout_has("accepted").stdout_lacks("not accepted").run();
    let page = Bot::answering(|_| http(200, "<!doctype html><html><head><title>Shop</title></head></html>"));
    let json = simulate(page.url("/")).args(["--json"]).run().json();
    assert_eq!(json["deliveries"][0]["findings"][0]["rule"], "page-with-200", "{json}");
    let failing = Bot::answering(|_| http(200, "fail"));
    let json = simulate(failing.url("/")).args(["--json"]).run().json();
    assert_eq!(json["deliveries"][0]["findings"][0]["rule"], "failure-with-200", "{json}");
}

/// Returns a careful shop: it verifies, and knows the orders that it created.
fn careful_shop(keys: &Value, orders: &'static [&'static str]) -> Bot {
    let apiv3_key = keys["apiv3_key"].as_str().expect("a key").to_owned();
    let pem = keys["platform_public_key"].as_str().expect("a key").to_owned();
    Bot::answering(move |heard: &Heard| {
        let header = |name: &str| heard.header(name).unwrap_or_default().to_owned();
        let signed =
            format!("{}\n{}\n{}\n", header("Wechatpay-Timestamp"), header("Wechatpay-Nonce"), heard.text());
        let signature = header("Wechatpay-Signature");
        let fail = |message: &str| http(400, format!(r#"{{"code":"FAIL","message":"{message}"}}"#));
        if signature.starts_with("WECHATPAY/SIGNTEST/") || !verifies(&pem, &signed, &signature) {
            return fail("sign");
        }
        let number = opened(&apiv3_key, heard.text())["out_trade_no"].as_str().expect("a number").to_owned();
        if orders.is_empty() || orders.contains(&&*number) { http(204, "") } else { fail("unknown order") }
    })
}

/// Decrypts a notice.
fn opened(key: &str, notice: &str) -> Value {
    use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
    let notice: Value = serde_json::from_str(notice).expect("JSON");
    let resource = &notice["resource"];
    let text = |name: &str| resource[name].as_str().expect("a text").to_owned();
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key.as_bytes()).expect("a key"));
    let nonce = Nonce::try_assume_unique_for_key(text("nonce").as_bytes()).expect("a nonce");
    let mut sealed = STANDARD.decode(text("ciphertext")).expect("base64");
    let plain = key.open_in_place(nonce, Aad::from(text("associated_data")), &mut sealed).expect("the key");
    serde_json::from_slice(plain).expect("JSON")
}

#[test]
fn a_forged_notice_is_about_an_order_of_its_own() {
    let home = Webot::new();
    let keys = home.webot(["mock", "pay-keys", "--json"]).run().json();
    let apiv3_key = keys["apiv3_key"].as_str().expect("a key").to_owned();
    let simulate = |server: &Bot, more: &[&str]| {
        home.webot(["pay", "simulate", "--public-key", "--json", "--des", &server.url("/")])
            .args(more)
            .stderr_any()
    };
    let server = careful_shop(&keys, &[]);
    let json = simulate(&server, &["--case", "all", "--fen", "100"]).run().json();
    let verdicts = ["forged_refused", "probe_refused", "duplicate_accepted"].map(|name| json[name].clone());
    assert_eq!(verdicts, [true, true, true].map(Value::from), "{json}");
    let cases: Vec<&str> = json["deliveries"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|own| own["case"].as_str())
        .collect();
    assert_eq!(cases, ["amount", "genuine", "duplicate", "unknown", "forged", "probe"]);
    assert_eq!(json["passed"], true, "{json}");
    let own = json["deliveries"].as_array().expect("a list");
    assert!(own.iter().all(|own| own["passed"] == true), "{json}");
    let heard = server.heard();
    let notices: Vec<Value> = heard.iter().map(|heard| opened(&apiv3_key, heard.text())).collect();
    let of = |at: usize, name: &str| notices[at][name].as_str().unwrap_or_default().to_owned();
    assert_eq!((&notices[0]["amount"]["total"], &notices[1]["amount"]["total"]), (&101.into(), &100.into()));
    assert_eq!(of(0, "out_trade_no"), of(1, "out_trade_no"));
    assert_eq!(of(1, "transaction_id"), of(2, "transaction_id"));
    for at in 3..6 {
        assert_ne!(of(at, "out_trade_no"), of(1, "out_trade_no"), "{at}");
        assert_ne!(of(at, "transaction_id"), of(1, "transaction_id"), "{at}");
    }
    assert!(heard[5].header("Wechatpay-Signature").is_some_and(|own| own.starts_with("WECHATPAY/SIGNTEST/")));
    // A shop that refuses every order that it does not know has not shown that it verifies.
    let server = careful_shop(&keys, &["SHOP0001", "SHOP0002"]);
    let json = simulate(&server, &["--forged", "--out-trade-no", "SHOP0001"]).exit(1).run().json();
    assert_eq!(json["forged_refused"], Value::Null, "{json}");
    let known = ["--forged", "--out-trade-no", "SHOP0001", "--forged-out-trade-no", "SHOP0002"];
    let json = simulate(&server, &known).run().json();
    assert_eq!(json["forged_refused"], true, "{json}");
    let careless = Bot::answering(|_| http(200, ""));
    let json = simulate(&careless, &["--case", "forged,probe"]).exit(1).run().json();
    assert_eq!((&json["forged_refused"], &json["probe_refused"]), (&false.into(), &false.into()), "{json}");
    let passed = |at: usize| json["deliveries"][at]["passed"].clone();
    assert_eq!((passed(0), passed(1), passed(2)), (true.into(), false.into(), false.into()), "{json}");
    assert_eq!((&json["accepted"], &json["passed"]), (&true.into(), &false.into()), "{json}");
    let url = careless.url("/");
    let all = home.webot(["pay", "simulate", "--case", "all", "--des", &url]).stderr_any().exit(1).run();
    let lines: Vec<&str> = all.stdout.lines().collect();
    for begin in ["✓ amount ", "✓ genuine ", "✗ forged ", "✗ probe "] {
        assert!(lines.iter().any(|line| line.starts_with(begin)), "{begin}: {}", all.stdout);
    }
    assert_eq!(lines.last(), Some(&"failed: 4 of 6 notices handled rightly"), "{}", all.stdout);
    home.webot(["pay", "simulate", "--v2", "--case", "probe", "--des", &careless.url("/")])
        .exit(2)
        .stderr_has("--case probe")
        .run();
}
