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
        (&["notify_url=/a/b"], "`notify_url` `/a/b` is not a complete URL"),
        (&["notify_url=ftp://a.cn/"], "notify_url"),
        (&["spbill_create_ip=999"], "`spbill_create_ip` `999` is not an IPv4 address"),
        (&["spbill_create_ip=1.2.3.256"], "spbill_create_ip"),
        (&["spbill_create_ip=::1"], "spbill_create_ip"),
        (&["time_start=2009"], "`time_start` `2009` is not a time of the form yyyyMMddHHmmss"),
        (&["time_start=20091325091010"], "time_start"),
        (&["time_expire=20090230091010"], "time_expire"),
        (&["time_expire=20091225241010"], "time_expire"),
        (&["time_start=2009-12-25 09:"], "time_start"),
        (&["body=🎁"], "add --field input_charset=UTF-8"),
        (&["body=🎁", "input_charset=latin1"], "expected GBK or UTF-8"),
    ] {
        package(fields).exit(2).stderr_has(said).run();
    }
    package(&["total_fee=5", "transport_fee=4", "product_fee=1", "bank_type=WX"])
        .stderr_has(SECRET_GIVEN)
        .run();
    let whole = [
        "bank_type=WX",
        "body=商品",
        "partner=1900000109",
        "out_trade_no=7240b65810859cbf2a8d9f76a638c0a3",
        "total_fee=1",
        "fee_type=1",
        "notify_url=http://weixin.qq.com",
        "spbill_create_ip=196.168.1.1",
        "time_start=20091225091010",
        "time_expire=20120229235959",
        "input_charset=GBK",
    ];
    package(&whole).stderr_has(SECRET_GIVEN).stderr_lacks("also needs").run();
    // 64 Chinese characters have 128 bytes in GBK, 192 in UTF-8.
    let body = format!("body={}", "商".repeat(64));
    package(&[&body, "input_charset=GBK"]).stderr_has("a package also needs `bank_type`, `partner`").run();
    package(&[&body, "input_charset=UTF-8"]).exit(2).stderr_has("`body` has 192 bytes").run();
    let check = ["body=x", "partner="];
    package(&check).stderr_has("`partner`").stderr_lacks("`body`").run();
    package(&check).args(["--check", "00"]).exit(1).stderr_lacks("also needs").run();
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
