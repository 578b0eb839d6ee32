//! The output: all, one field, or JSON.

use serde_json::Value;

use super::{JSAPI, sign};
use crate::support::{SECRET_GIVEN, webot};

#[test]
fn the_string_and_the_signature_have_lines_of_their_own() {
    let ran = webot(["sign"]).args(JSAPI).args(["ticket"]).stderr_has(SECRET_GIVEN).run();
    let string =
        "jsapi_ticket=ticket&noncestr=Wm3WZYTPz0wzccnW&timestamp=1414587457&url=https://example.com/a?b=1";
    assert!(ran.stdout.lines().any(|line| line == string), "{}", ran.stdout);
    let signature = sign(&[&JSAPI[..], &["ticket"]].concat())["signature"].as_str().expect("text").to_owned();
    assert!(ran.stdout.lines().any(|line| line == signature), "{}", ran.stdout);
}

#[test]
fn any_field_can_be_printed_alone() {
    let print = |field: &str| {
        webot(["sign"])
            .args(JSAPI)
            .args(["ticket", "--print", field])
            .stderr_has(SECRET_GIVEN)
            .run()
            .stdout
            .trim_end()
            .to_owned()
    };
    assert_eq!(print("signature").len(), 40);
    assert_eq!(
        print("string_to_sign"),
        "jsapi_ticket=ticket&noncestr=Wm3WZYTPz0wzccnW&timestamp=1414587457&url=https://example.com/a?b=1"
    );
    assert_eq!(print("noncestr"), "Wm3WZYTPz0wzccnW");
    let config: Value = serde_json::from_str(&print("config")).expect("JSON");
    assert_eq!(config["nonceStr"], "Wm3WZYTPz0wzccnW");
    webot(["sign"])
        .args(JSAPI)
        .args(["ticket", "--print", "signatur"])
        .exit(2)
        .stderr_has("`signatur`")
        .stderr_has("signature")
        .stdout("")
        .run();
    webot(["sign"])
        .args(JSAPI)
        .args(["ticket", "--print", "ticket"])
        .exit(2)
        .stdout("")
        .stderr_has(SECRET_GIVEN)
        .run();
}

#[test]
fn quiet_still_prints_the_requested_field() {
    let ran = webot(["sign"]).args(JSAPI).args(["ticket", "--print", "signature", "--quiet"]).run();
    assert_eq!(ran.stdout.trim_end().len(), 40, "{}", ran.stdout);
}

#[test]
fn a_missing_nonce_or_timestamp_is_generated() {
    let args = ["jsapi", "--url", "https://example.com/", "--ticket", "t"];
    let (first, second) = (sign(&args), sign(&args));
    let nonce = |signed: &Value| signed["inputs"]["noncestr"].as_str().expect("a nonce").to_owned();
    assert_eq!(nonce(&first).len(), 16);
    assert!(nonce(&first).bytes().all(|byte| byte.is_ascii_alphanumeric()));
    assert_ne!(nonce(&first), nonce(&second));
    let timestamp = first["inputs"]["timestamp"].as_str().expect("a timestamp");
    assert!(timestamp.len() == 10 && timestamp.parse::<u64>().is_ok_and(|now| now > 1_700_000_000));
    assert_eq!(first["config"]["timestamp"], timestamp.parse::<u64>().expect("a number"));
    for args in [
        &["message", "--token", "t"][..],
        &["card", "--card-id", "c", "--ticket", "t"],
        &["choose-card", "--appid", "a", "--ticket", "t"],
        &["addr", "--appid", "a", "--url", "http://a.cn/", "--access-token", "t"],
        &["jspay", "--prepay-id", "p", "--appid", "a", "--key", "k"],
        &["agent", "--url", "http://a.cn/", "--ticket", "t"],
    ] {
        let inputs = sign(args)["inputs"].take();
        let nonce = ["noncestr", "nonce", "nonce_str"].iter().find_map(|name| inputs[*name].as_str());
        assert_eq!(nonce.map(str::len), Some(16), "{args:?}: {inputs}");
        assert_eq!(inputs["timestamp"].as_str().map(str::len), Some(10), "{args:?}: {inputs}");
    }
}

#[test]
fn print_takes_the_name_of_any_computed_value() {
    let pay = ["sign", "pay", "--key", "k", "--field", "sign=OLD", "--field", "a=1", "--print"];
    let sign = webot(pay).args(["sign"]).stderr_has(SECRET_GIVEN).run().stdout;
    assert_eq!(sign, webot(pay).args(["signature"]).stderr_has(SECRET_GIVEN).run().stdout);
    webot(pay).args(["nothing"]).exit(2).stderr_has("`a`").stderr_has("`signature`").run();
}
