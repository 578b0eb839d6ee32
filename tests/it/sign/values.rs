//! Flags and values that are refused or warned about.

use serde_json::json;

use super::{refused, sign};
use crate::support::{SECRET_GIVEN, webot};

#[test]
fn a_timestamp_must_be_digits() {
    for timestamp in ["zxvc", "1414587457.5", "-1", "", "2024-01-01", " 1414587457", "１４１４５８７４５７"]
    {
        let flag = format!("--timestamp={timestamp}");
        for args in [
            &["jsapi", "--url", "http://a.cn/", "--ticket", "t"][..],
            &["message", "--token", "t"],
            &["card", "--card-id", "c", "--ticket", "t"],
            &["jspay", "--prepay-id", "p", "--appid", "a", "--key", "k"],
        ] {
            refused(&[args, &[&flag]].concat(), "", &["--timestamp", "is not a timestamp in seconds"]);
        }
    }
}

#[test]
fn a_timestamp_in_milliseconds_is_warned_about() {
    let args = [
        "sign",
        "jsapi",
        "--appid",
        "wx1",
        "--url",
        "http://a.cn/",
        "--ticket",
        "@t",
        "--nonce",
        "n",
        "--timestamp",
    ];
    webot(args)
        .args(["1414587457123"])
        .file("t", "T")
        .stderr_has("13 digits")
        .stderr_has("milliseconds")
        .run();
    let ran = webot(args).args(["1414587457"]).file("t", "T").run();
    assert_eq!(ran.stderr, "");
}

#[test]
fn flags_that_exclude_or_need_each_other_are_named() {
    refused(&["card", "--card-id", "c", "--ticket", "t", "--secret", "s"], "", &["--ticket", "--secret"]);
    webot(["sign", "jspay", "--prepay-id", "p", "--appid", "a", "--key", "k", "--app"])
        .exit(3)
        .stderr_has("--mchid")
        .stderr_has("WX_MCHID")
        .run();
    refused(
        &["jspay", "--prepay-id", "p", "--appid", "a", "--key", "k", "--private-key", "f"],
        "",
        &["--key", "--private-key"],
    );
    refused(&["pay", "--key", "k", "--field", "a=1", "--type", "SHA1"], "", &["--type", "HMAC-SHA256"]);
    refused(&["message", "--token", "t", "--nonce", ""], "", &["--nonce", "is empty"]);
    refused(&["message", "--token", ""], "", &["--token", "is empty"]);
    refused(&["message", "--token", "@none.txt"], "", &["--token", "none.txt"]);
    refused(
        &["message", "--token", "t", "--check", "a", "--print", "signature"],
        "",
        &["--check", "--print"],
    );
    sign(&["pay", "--key", "k", "--field", "a=1", "--type", "hmac-sha256"]);
}

/// A fresh timestamp, nonce or key cannot lead to a signature that exists.
#[test]
fn check_needs_every_input_of_the_signature() {
    let url = ["jsapi", "--url", "https://a.cn/", "--ticket", "T", "--check", "00"];
    refused(&url, "", &["--check", "--timestamp"]);
    refused(&[&url[..], &["--timestamp", "1"]].concat(), "", &["--check", "--nonce"]);
    refused(
        &["notify", "--timestamp", "1", "--nonce", "n", "--check", "00"],
        "{}",
        &["--check", "--private-key"],
    );
}

#[test]
fn values_that_a_field_cannot_have_are_refused() {
    let package = |fields: &[&str]| {
        let mut args = vec!["package", "--partner-key", "k"];
        args.extend(fields.iter().flat_map(|field| ["--field", field]));
        webot(["sign"]).args(args)
    };
    for (fields, said) in [
        (&["bank_type=wx"][..], "bank_type"),
        (&["fee_type=2"], "fee_type"),
        (&["input_charset=GBK", "body=🎁"], "UTF-8"),
        (&["total_fee=1.5"], "total_fee"),
        (&["total_fee=5", "transport_fee=-1"], "transport_fee"),
        (&["total_fee=5", "transport_fee=4"], "transport_fee"),
    ] {
        package(fields).exit(2).stderr_has(said).run();
    }
    package(&["total_fee=5", "transport_fee=4", "product_fee=1", "bank_type=WX"])
        .stderr_has(SECRET_GIVEN)
        .run();
    refused(&["pay", "--key", "k", "--field", "sign_type=SHA1"], "", &["sign_type", "HMAC-SHA256"]);
    refused(&["pay", "--key", "k", "--field", "sign_type=MD5", "--type", "HMAC-SHA256"], "", &["sign_type"]);
    refused(
        &["jspay", "--prepay-id", "p", "--appid", "a", "--private-key", "f", "--type", "MD5"],
        "",
        &["--type", "--private-key"],
    );
}

#[test]
fn values_that_make_no_sense_are_refused() {
    refused(
        &["card", "--card-id", "c", "--ticket", "t", "--balance", "abc"],
        "",
        &["`balance` `abc`", "fen"],
    );
    refused(&["message", "--token", "t", "--encrypt", ""], "", &["`--encrypt` is empty"]);
    let signed = sign(&["jsapi", "--url", "http://a.cn/#x", "--ticket", "t", "--api", "a, b,,c "]);
    assert_eq!(signed["config"]["jsApiList"], json!(["a", "b", "c"]));
    assert_eq!(signed["inputs"]["url"], "http://a.cn/");
}
