//! The command: its exit code, output and sources of secrets.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use webot::sign::{Alternatives, Diagnosis, Digest, Mistake, SignatureSpec, diagnose, schemes};

use super::{component, hmac, hmac_upper, jsapi_string, md5, owned, sha1, sorted};
use crate::support::{SECRET_GIVEN, key_pair, webot};

const JSAPI: [&str; 7] = ["jsapi", "--ticket", "TiCkEt", "--nonce", "NonceX", "--timestamp", "1414587457"];
const URL: &str = "https://a.example.com/p?x=1&y=%E4%BD%A0";

/// Returns the causes that `--check --json` names, and checks the shape of the answer.
#[track_caller]
fn causes(args: &[&str], stdin: &str, wrong: &str) -> Vec<Vec<String>> {
    let ran =
        webot(["sign"]).args(args).args(["--check", wrong, "--json"]).stdin(stdin).exit(1).stderr_any().run();
    shape(&ran.json())
}

#[track_caller]
fn shape(json: &Value) -> Vec<Vec<String>> {
    assert_eq!(json["match"], false, "{json}");
    let causes = json["causes"].as_array().expect("causes");
    let cause = |cause: &Value| {
        let keys: Vec<&String> = cause.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["cause", "explanation", "hint", "string_to_sign"]);
        for text in ["explanation", "hint", "string_to_sign"] {
            assert!(cause[text].as_str().is_some_and(|text| !text.is_empty()), "{text}: {cause}");
        }
        let ids: Vec<String> = serde_json::from_value(cause["cause"].clone()).expect("ids");
        assert!((1..=2).contains(&ids.len()), "{cause}");
        ids
    };
    causes.iter().map(cause).collect()
}

#[test]
fn a_right_signature_exits_with_0() {
    let right = sha1(&jsapi_string("TiCkEt", "NonceX", "1414587457", URL));
    let args = [&JSAPI[..], &["--url", URL, "--check", &right]].concat();
    let ran = webot(["sign"]).args(&args).stderr_has(SECRET_GIVEN).run();
    assert!(!ran.stdout.is_empty());
    let ran = webot(["sign"]).args(&args).args(["--json"]).stderr_has(SECRET_GIVEN).run();
    assert_eq!(ran.json()["match"], json!(true));
    assert!(ran.json().get("causes").is_none_or(|causes| causes == &json!([])));
    let pasted = format!(" {right}\n");
    webot(["sign"]).args(JSAPI).args(["--url", URL, "--check", &pasted]).stderr_has(SECRET_GIVEN).run();
}

#[test]
fn mistakes_of_a_page_are_named_by_the_command() {
    let jsapi = [&JSAPI[..], &["--url", URL]].concat();
    let sign = |url: &str| sha1(&jsapi_string("TiCkEt", "NonceX", "1414587457", url));
    for (wrong, name) in [
        (sign(&URL.replace('&', "&amp;")), "url-html-escaped"),
        (sign(&component(URL)), "url-encoded"),
        (sign(&component(&component(URL))), "url-encoded-twice"),
        (sign("https://a.example.com/p?x=1&y=你"), "url-decoded"),
        (sign(&URL.replace("https", "http")), "url-scheme-swapped"),
        (sign(&URL.replace('?', "/?")), "url-trailing-slash"),
        (sign("https://a.example.com/p"), "url-query-dropped"),
        (sign("https://a.example.com:443/p?x=1&y=%E4%BD%A0"), "url-port"),
        (sign("https://A.EXAMPLE.COM/p?x=1&y=%E4%BD%A0"), "url-host-case"),
        (sign(&format!("{URL}#/")), "url-fragment-kept"),
        (sha1(&jsapi_string("TiCkEt", "NonceX", "1414587457042", URL)), "timestamp-milliseconds"),
        (sha1(&jsapi_string("TiCkEt", "noncex", "1414587457", URL)), "nonce-case"),
        (sha1(&jsapi_string("TiCkEt\n", "NonceX", "1414587457", URL)), "ticket-with-space"),
        (sign(URL).to_uppercase(), "uppercase-lowercase"),
    ] {
        let agent = [&["agent"], &jsapi[1..]].concat();
        for args in [&jsapi, &agent] {
            let mut named = causes(args, "", &wrong);
            // Where nothing but the URL has characters to encode, encoding all values comes to the same.
            named.retain(|cause| !name.starts_with("url-") || *cause != ["values-encoded"]);
            assert_eq!(named, [[name]]);
        }
    }
    let camel = jsapi_string("TiCkEt", "NonceX", "1414587457", URL).replace("noncestr", "nonceStr");
    assert_eq!(causes(&jsapi, "", &sha1(&camel)), [["nonce-key-camel-case"]]);
    let with_fragment = format!("{URL}#/home?tab=2");
    let args = [&JSAPI[..], &["--url", &with_fragment]].concat();
    assert_eq!(causes(&args, "", &sign(&with_fragment)), [["url-fragment-kept"]]);
    let both = sign(&with_fragment.replace("https", "http"));
    assert_eq!(causes(&args, "", &both), [["url-fragment-kept", "url-scheme-swapped"]]);
    let other = sha1(&jsapi_string("CARD", "NonceX", "1414587457", URL));
    let args = [&jsapi[..], &["--other-ticket", "CARD"]].concat();
    assert_eq!(causes(&args, "", &other), [["ticket-kind"]]);
    assert_eq!(causes(&jsapi, "", &other), Vec::<Vec<String>>::new());
}

/// The ticket of `wx_card` used for `jsapi`, and the reverse.
#[test]
fn the_ticket_of_the_other_kind_is_named_for_cards_too() {
    let wrong = sha1(&sorted(vec!["JSAPI", "1414587457", "NonceX", "pjZ8"]));
    let args =
        ["card", "--card-id", "pjZ8", "--ticket", "CARD", "--nonce", "NonceX", "--timestamp", "1414587457"];
    let args = [&args[..], &["--other-ticket", "JSAPI"]].concat();
    assert_eq!(causes(&args, "", &wrong), [["ticket-kind"]]);
}

#[test]
fn mistakes_of_callbacks_are_named_by_the_command() {
    let args =
        ["message", "--token", "Token", "--timestamp", "1414587457", "--nonce", "NonceX", "--encrypt", "Ab="];
    let plain = sha1(&sorted(vec!["Token", "1414587457", "NonceX"]));
    assert_eq!(causes(&args, "", &plain), [["wrong-field-signed"]]);
    let spaced = sha1(&sorted(vec!["Token ", "1414587457", "NonceX", "Ab="]));
    assert_eq!(causes(&args, "", &spaced), [["token-with-space"]]);
    assert_eq!(causes(&args, "", &sha1("Token1414587457NonceXAb=")), [["not-sorted"]]);
    assert_eq!(causes(&args, "", &sha1("Ab=NonceX1414587457Token")), [["sorted-by-name"]]);
}

#[test]
fn mistakes_of_pay_v2_are_named_by_the_command() {
    let order = r#"{"mch_id":"1","appid":"wx1","attach":"","body":"测 试","sign":"OLD"}"#;
    let right = "appid=wx1&body=测 试&mch_id=1";
    let args = ["pay", "--key", "SecretKey", "--other-key", "apiv3"];
    let with = |text: &str| format!("{text}&key=SecretKey");
    for (wrong, name) in [
        (md5(&with("mch_id=1&appid=wx1&body=测 试")), "not-sorted"),
        (md5(&with("appid=wx1&attach=&body=测 试&mch_id=1")), "empty-values-included"),
        (md5(&with("appid=wx1&body=测 试&mch_id=1&sign=OLD")), "sign-field-included"),
        (md5(right), "key-missing"),
        (md5(&format!("{right}&key=secretkey")), "key-case"),
        (md5(&format!("{right}&KEY=SecretKey")), "key-case"),
        (md5(&with("appid=wx1&body=%E6%B5%8B%20%E8%AF%95&mch_id=1")), "values-encoded"),
        (md5(&with("appid=wx1&body=%E6%B5%8B+%E8%AF%95&mch_id=1")), "values-encoded"),
        (hmac_upper("SecretKey", &with(right)), "hmac-for-md5"),
        (md5(&with(right)).to_lowercase(), "uppercase-lowercase"),
        (md5(&format!("{right}&key=apiv3")), "other-secret"),
    ] {
        assert_eq!(causes(&args, order, &wrong), [[name]], "{name}");
    }
    let args = [&args[..], &["--type", "HMAC-SHA256"]].concat();
    assert_eq!(causes(&args, order, &md5(&with(right))), [["md5-for-hmac"]]);
}

#[test]
fn mistakes_under_rsa_are_named_by_the_command() {
    let pair = KeyPair::generate(KeySize::Rsa2048).expect("a key");
    let der: Pkcs8V1Der<'_> = pair.as_der().expect("PKCS#8");
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        STANDARD.encode(der.as_ref())
    );
    let sign = |text: &str| {
        let mut signature = vec![0; pair.public_modulus_len()];
        pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature)
            .expect("a signature");
        STANDARD.encode(signature)
    };
    let body = r#"{"b":1,"a":"中"}"#;
    let run = |signature: &str, code: i32| {
        webot(["sign", "notify", "--private-key", "k.pem", "--timestamp", "1700000000", "--nonce", "Nn"])
            .args(["--check", signature, "--json"])
            .file("k.pem", &pem)
            .stdin(body)
            .exit(code)
            .run()
            .json()
    };
    run(&sign(&format!("1700000000\nNn\n{body}\n")), 0);
    for (text, name) in [
        (format!("1700000000\nNn\n{body}"), "newline-missing"),
        (format!("1700000000\r\nNn\r\n{body}\r\n"), "newline-crlf"),
        ("1700000000\nNn\n{\"b\": 1, \"a\": \"中\"}\n".to_owned(), "body-reserialised"),
        ("1700000000\nNn\n{\"a\":\"中\",\"b\":1}\n".to_owned(), "body-reserialised"),
        (format!("1700000000123\nNn\n{body}\n"), "timestamp-milliseconds"),
        (format!("1700000000\nnn\n{body}\n"), "nonce-case"),
    ] {
        assert_eq!(shape(&run(&sign(&text), 1)), [[name]], "{text}");
    }
    assert_eq!(shape(&run(&sign("something else"), 1)), Vec::<Vec<String>>::new());
    assert_eq!(shape(&run("no base64!", 1)), Vec::<Vec<String>>::new());
}

#[test]
fn a_finding_is_explained_in_the_text_output() {
    let wrong = sha1(&jsapi_string("TiCkEt", "NonceX", "1414587457", &URL.replace("https", "http")));
    let ran = webot(["sign"]).args(JSAPI).args(["--url", URL, "--check", &wrong]).exit(1).stderr_any().run();
    let text = format!("{}{}", ran.stdout, ran.stderr);
    assert!(text.contains("url-scheme-swapped") && text.contains("hint: behind a proxy"), "{text}");
    assert!(
        text.lines().any(|line| line.trim()
            == jsapi_string("TiCkEt", "NonceX", "1414587457", &URL.replace("https", "http"))),
        "the string stands on its own line: {text}"
    );
}

#[test]
fn without_a_finding_the_output_lists_points_to_check() {
    for wrong in ["0".repeat(40), "0".repeat(32)] {
        let wrong = wrong.as_str();
        let ran =
            webot(["sign"]).args(JSAPI).args(["--url", URL, "--check", wrong]).exit(1).stderr_any().run();
        let text = format!("{}{}", ran.stdout, ran.stderr);
        assert!(text.contains("no known mistake leads to this signature") && text.contains("1. "), "{text}");
        assert!(text.contains("&url=https://a.example.com/p"), "{text}");
        let ran = webot(["sign"])
            .args(JSAPI)
            .args(["--url", URL, "--check", wrong, "--json"])
            .exit(1)
            .stderr_has(SECRET_GIVEN)
            .run();
        assert_eq!(ran.json()["causes"], json!([]));
    }
}

#[test]
fn a_value_that_is_not_a_signature_has_no_causes() {
    for wrong in ["x", "90014d9d", &"g".repeat(40)] {
        let args = [&JSAPI[..], &["--url", URL, "--check", wrong]].concat();
        let ran = webot(["sign"]).args(&args).exit(1).stderr_has(SECRET_GIVEN).run();
        let said = format!("`{wrong}` is not a signature: expected 40 hexadecimal digits");
        assert!(ran.stdout.contains(&said), "{}", ran.stdout);
        let ran = webot(["sign"]).args(&args).args(["--json"]).exit(1).stderr_has(SECRET_GIVEN).run();
        assert_eq!(ran.json()["causes"], json!([]));
    }
    webot(["sign"])
        .args(JSAPI)
        .args(["--url", URL, "--check", " "])
        .exit(2)
        .stderr_has("`--check` is empty")
        .run();
}

fn named(spec: &SignatureSpec, wrong: &str) -> Vec<Vec<Mistake>> {
    let diagnosis = diagnose(spec, &Alternatives::default(), |spec| spec.matches(wrong));
    diagnosis.explanations.into_iter().map(|found| found.mistakes).collect()
}

#[test]
fn the_mistake_in_a_session_signature_is_named() {
    let spec = schemes::session("{\"a\":1}", "KEY==");
    assert_eq!(named(&spec, &sha1("{\"a\":1}")), [[Mistake::KeyMissing]]);
    assert_eq!(named(&spec, &sha1("KEY=={\"a\":1}")), [[Mistake::NotSorted]]);
    let spec = schemes::hmac("KEY", None, "text");
    assert_eq!(named(&spec, &hmac("KEY\n", "text")), [[Mistake::KeyWithSpace]]);
}

#[test]
fn white_space_around_the_key_of_pay_is_named() {
    let spec = schemes::pay_v2(&owned(&[("a", "1")]), "KEY", Digest::Md5);
    assert_eq!(named(&spec, &md5("a=1&key=KEY\n")), [[Mistake::KeyWithSpace]]);
}

#[test]
fn a_card_in_the_order_of_the_document_is_named() {
    let others = [("card_id", "pjZ8"), ("code", "1234"), ("openid", "oYe5")];
    let spec = schemes::card("ticket", "1404896688", "nonce", &others);
    assert_eq!(named(&spec, &sha1("ticket1404896688pjZ81234oYe5nonce")), [[Mistake::NotSorted]]);
    assert_eq!(named(&spec, &sha1("nonceoYe51234pjZ81404896688ticket")), [[Mistake::NotSorted]]);
}

#[test]
fn milliseconds_and_a_fragment_together_are_named() {
    let spec = schemes::jsapi("T", "n", "1414587457", "https://a.example.com/p");
    let wrong = sha1(&jsapi_string("T", "n", "1414587457123", "https://a.example.com/p#/"));
    assert_eq!(named(&spec, &wrong), [[Mistake::UrlFragmentKept, Mistake::TimestampMilliseconds]]);
}

/// A search that was cut short says so, and takes no gigabytes.
#[test]
fn a_search_in_a_large_body_ends_and_says_so() {
    let body = format!("{{\"a\":\"{}\"}}", "x".repeat(900_000));
    let spec = schemes::pay_v3_request("POST", "/v3/a", "1", "n", &body);
    let diagnosis = diagnose(&spec, &Alternatives::default(), |_| false);
    assert_eq!(diagnosis, Diagnosis { explanations: vec![], truncated: true });
}

#[test]
fn a_damaged_rsa_signature_is_wrong() {
    let (_, key) = key_pair();
    let v3 = ["v3", "GET", "/v3/a", "--mchid", "1", "--serial", "2", "--nonce", "n", "--timestamp", "1"];
    let run = |args: &[&str]| {
        webot(["sign"]).args(v3).args(["--private-key", "k.pem"]).args(args).file("k.pem", &key)
    };
    let right = run(&["--print", "signature"]).run().stdout.trim().to_owned();
    assert_eq!(run(&["--check", &right, "--json"]).run().json()["match"], true);
    let url_safe = right.replace('+', "-").replace('/', "_");
    let json = run(&["--check", &url_safe, "--json"]).exit(1).run().json();
    assert_eq!((&json["match"], &json["mended"]), (&json!(false), &json!(["url-safe"])));
    run(&["--check", right.trim_end_matches('=')]).exit(1).stdout_has("except for its end").run();
    let zero = format!("AAAA{right}");
    let json = run(&["--check", &zero, "--json"]).exit(1).run().json();
    assert_eq!(json["causes"], json!([]));
}

#[test]
fn the_other_tickets_are_read_from_the_configuration() {
    let config = json!({
        "jsapi_ticket": "JSAPI", "card_ticket": "CARD",
        "profiles": { "shop": { "jsapi_ticket": "SHOP" } },
    });
    for (ticket, cause) in [("CARD", "ticket-kind"), ("SHOP", "ticket-of-other-profile")] {
        let wrong = sha1(&jsapi_string(ticket, "n", "1", "https://a.example.com/p"));
        let args = ["sign", "jsapi", "--json", "--url", "https://a.example.com/p", "--nonce", "n"];
        let json = webot(args)
            .args(["--timestamp", "1", "--check", &wrong])
            .file("wx_config.json", config.to_string())
            .exit(1)
            .run()
            .json();
        assert_eq!(json["causes"][0]["cause"], json!([cause]));
    }
}

/// The advice names the fields of this signature, not of another one.
#[test]
fn a_mistake_is_explained_for_the_signature_at_hand() {
    webot(["sign", "pay-sign", "--app-key", "KEY", "--field", "appid=wx1"])
        .args(["--field", "noncestr=n", "--field", "timestamp=1"])
        .args(["--check", &sha1("appid=wx1&noncestr=n&timestamp=1")])
        .exit(1)
        .stdout_has("key-missing")
        .stdout_has("appkey is a field")
        .stderr_has(SECRET_GIVEN)
        .run();
}
