//! The fields that WeChat Pay v2 signs.

use super::{refused, sign_with};
use crate::support::{SECRET_GIVEN, webot};

#[test]
fn fields_are_an_object_or_xml() {
    for stdin in ["[1,2]", "[{\"a\":\"1\"}]", "\"text\"", "7", "null", "a=1&b=2", ""] {
        for args in
            [&["pay", "--key", "k"], &["package", "--partner-key", "k"], &["pay-sign", "--app-key", "k"]]
        {
            refused(args, stdin, &["contains no fields", "--field NAME=VALUE"]);
        }
    }
    refused(&["pay", "--key", "k"], "{\n\"a\":", &["JSON", "line 2"]);
    refused(&["pay", "--key", "k"], "<xml><a>1</xml>", &["XML"]);
    refused(&["pay", "--key", "k", "--field", "a"], "", &["--field", "NAME=VALUE"]);
    refused(&["pay", "--key", "-"], "{\"a\":\"1\"}", &["`--key` and `--field` both read stdin"]);
    // Numbers are written as they stand, null is nothing.
    let signed =
        sign_with(&["pay", "--key", "k"], "\u{feff} {\"total_fee\":1,\"a\":null,\"b\":{\"c\":[1]}}\n");
    assert_eq!(signed["string_to_sign"], "b={\"c\":[1]}&total_fee=1&key=k");
}

#[test]
fn a_package_keeps_its_rules() {
    let package = |fields: &[String]| {
        let mut run = webot(["sign", "package", "--partner-key", "k"]);
        for field in fields {
            run = run.args(["--field", field]);
        }
        run
    };
    let fees = |total: &str, transport: &str, product: &str| {
        package(&[
            format!("total_fee={total}"),
            format!("transport_fee={transport}"),
            format!("product_fee={product}"),
        ])
    };
    fees("10", "3", "7").stderr_has(SECRET_GIVEN).run();
    let ran = fees("10", "3", "8").exit(2).stderr_any().run();
    for said in ["transport_fee", "product_fee", "total_fee", "10", "3", "8"] {
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
    fees("1", "18446744073709551615", "2").exit(2).stderr_has(SECRET_GIVEN).run();
    for (field, limit) in [
        ("body", 128),
        ("attach", 128),
        ("out_trade_no", 32),
        ("notify_url", 255),
        ("spbill_create_ip", 15),
        ("time_start", 14),
        ("time_expire", 14),
    ] {
        // These have a form of their own.
        if matches!(field, "body" | "attach" | "out_trade_no") {
            package(&[format!("{field}={}", "1".repeat(limit))]).stderr_has(SECRET_GIVEN).run();
        }
        package(&[format!("{field}={}", "1".repeat(limit + 1))])
            .exit(2)
            .stderr_has(field)
            .stderr_has(limit.to_string())
            .run();
    }
    let url = format!("notify_url=https://a.cn/{}", "x".repeat(255 - "https://a.cn/".len()));
    package(&[url]).stderr_has(SECRET_GIVEN).run();
    let (body, utf8) = (format!("body={}", "中".repeat(43)), "input_charset=UTF-8".to_owned());
    package(&[body, utf8]).exit(2).stderr_has("129 bytes").run();
}

/// `1.10` is sent and therefore signed.
#[test]
fn numbers_are_signed_as_written() {
    let order = r#"{"total_fee":100000000000000000000000,"x":1.10,"e":1e2,"none":null,"o":{"a": 1}}"#;
    let signed = webot(["sign", "pay", "--key", "K", "--print", "string_to_sign"])
        .stdin(order)
        .stderr_has(SECRET_GIVEN)
        .run();
    assert_eq!(
        signed.stdout.trim_end(),
        r#"e=1e2&o={"a": 1}&total_fee=100000000000000000000000&x=1.10&key=K"#
    );
}

#[test]
fn a_value_that_breaks_a_line_or_a_document_is_refused() {
    refused(&["pay", "--key", "k", "--field", "a=1", "--field", "a=2"], "", &["`a`", "twice"]);
    refused(&["pay", "--key", "k"], r#"{"a":1,"a":2}"#, &["`a`", "twice"]);
    refused(&["pay", "--key", "k", "--field", "a<b=1"], "", &["a<b"]);
    let v3 = ["v3", "GET", "/x", "--mchid", "1", "--serial", "2"];
    refused(&[&v3[..], &["--nonce", "a\"b"]].concat(), "", &["--nonce"]);
    refused(&["v3", "GET", "/x", "--serial", "2", "--mchid", "1\r\nX: 1"], "", &["--mchid"]);
    refused(&["v3", "G ET", "/x", "--serial", "2", "--mchid", "1"], "", &["METHOD"]);
    refused(
        &["v3", "GET", "v3/x", "--serial", "2", "--mchid", "1"],
        "",
        &["URL", "neither a URL nor a path"],
    );
    refused(&["notify", "--serial", "a\r\nX: 1"], "{}", &["--serial"]);
}

/// The rule of 2014: appid, timestamp, noncestr, package and appkey are signed, other fields are not.
#[test]
fn pay_sign_leaves_out_unsigned_fields() {
    let fields = ["appId=wx1", "timeStamp=1", "nonceStr=n", "package=p", "signType=SHA1", "paySign=x"];
    let fields = fields.iter().flat_map(|field| ["--field", field]);
    let signed = webot(["sign", "pay-sign", "--app-key", "K", "--print", "string_to_sign"])
        .args(fields)
        .stderr_has(SECRET_GIVEN)
        .run();
    assert_eq!(signed.stdout.trim_end(), "appid=wx1&appkey=K&noncestr=n&package=p&timestamp=1");
}

#[test]
fn fields_that_cannot_be_signed_are_refused() {
    refused(
        &["pay", "--key", "k"],
        "<xml><a>1</a><detail><b>2</b></detail></xml>",
        &["`detail`", "elements"],
    );
    for nothing in ["{}", "<xml></xml>", "<xml/>"] {
        refused(&["pay", "--key", "k"], nothing, &["no fields"]);
    }
    let package = ["package", "--partner-key", "k", "--field", "product_fee=3", "--field", "transport_fee=1"];
    refused(&package, "", &["`total_fee` is missing"]);
    refused(&["package", "--partner-key", "k", "--field", "body=🎁"], "", &["input_charset", "UTF-8"]);
    let pay_sign = ["pay-sign", "--app-key", "k", "--field", "appId=1", "--field", "appid=2"];
    refused(&pay_sign, "", &["given twice"]);
    refused(&["pay-sign", "--app-key", "k", "--field", "appkey=2"], "", &["`appkey`"]);
    refused(
        &["jspay", "--appid", "a", "--key", "k", "--prepay-id", "prepay_id="],
        "",
        &["`--prepay-id` is empty"],
    );
    refused(&["jspay", "--appid", "a", "--key", "k", "--prepay-id", "1\n2"], "", &["--prepay-id", "control"]);
}
