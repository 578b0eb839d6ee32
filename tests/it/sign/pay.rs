//! Signatures of WeChat Pay v1 and v2.

use md5::{Digest as _, Md5};
use serde_json::{Value, json};

use super::{names, sign, sign_with, vectors};
use crate::support::{SECRET_GIVEN, key_pair, webot};

#[test]
fn the_published_packages_are_computed() {
    for vector in vectors("pay_package", 2) {
        let args = ["package", "--partner-key", vector.get("partner_key")];
        let params = vector.input["params"].as_object().expect("an object");
        let signed = sign_with(&args, &vector.input["params"].to_string());
        match vector.expected().split_once("&sign=") {
            Some((_, signature)) => {
                assert_eq!(signed["package"], vector.expected(), "{} of {}", vector.id, vector.source);
                assert_eq!(signed["signature"], signature);
            }
            None => assert_eq!(signed["signature"], vector.expected(), "{} of {}", vector.id, vector.source),
        }
        let pairs: Vec<String> =
            params.iter().map(|(name, value)| format!("{name}={}", value.as_str().expect("text"))).collect();
        // The published fields are in their order already.
        let string = format!("{}&key={}", pairs.join("&"), vector.get("partner_key"));
        assert_eq!(signed["string_to_sign"], string, "{}", vector.id);
        let mut with_flags = webot(["sign"]).args(args).args(["--json", "--show-secrets"]);
        for pair in pairs.iter().rev() {
            with_flags = with_flags.args(["--field", pair]);
        }
        assert_eq!(with_flags.stderr_has(SECRET_GIVEN).run().json()["signature"], signed["signature"]);
    }
}

/// GBK is the charset of 2014, unless `input_charset` says otherwise.
#[test]
fn a_package_is_signed_in_its_charset() {
    let package = |charset: &str| {
        sign(&[
            "package",
            "--partner-key",
            "k",
            "--field",
            "body=商品",
            "--field",
            &format!("input_charset={charset}"),
        ])
    };
    let md5 = |text: &[u8]| {
        Md5::digest(text).iter().fold(String::new(), |text, byte| text + &format!("{byte:02X}"))
    };
    let gbk = package("GBK");
    assert_eq!(gbk["signature"], md5(b"body=\xc9\xcc\xc6\xb7&input_charset=GBK&key=k"));
    let text = gbk["package"].as_str().expect("text");
    assert!(text.starts_with("body=%C9%CC%C6%B7&input_charset=GBK&sign="), "{text}");
    let utf8 = package("UTF-8");
    assert_eq!(utf8["signature"], md5("body=商品&input_charset=UTF-8&key=k".as_bytes()));
    let text = utf8["package"].as_str().expect("text");
    assert!(text.starts_with("body=%E5%95%86%E5%93%81&"), "{text}");
}

#[test]
fn a_package_encodes_a_blank_as_percent_20() {
    let signed = sign(&[
        "package",
        "--partner-key",
        "k",
        "--field",
        "body=a b+c*d~e",
        "--field",
        "attach=",
        "--field",
        "notify_url=http://q.cn/x?y=1&z=2",
    ]);
    assert_eq!(signed["string_to_sign"], "body=a b+c*d~e&notify_url=http://q.cn/x?y=1&z=2&key=k");
    let package = signed["package"].as_str().expect("a string");
    assert!(
        package.starts_with("body=a%20b%2Bc%2Ad~e&notify_url=http%3A%2F%2Fq.cn%2Fx%3Fy%3D1%26z%3D2&sign="),
        "{package}"
    );
}

#[test]
fn the_published_sha1_pay_signatures_are_computed() {
    for vector in vectors("pay_sign_sha1", 2).into_iter().chain(vectors("pay_native_sign", 1)) {
        let mut fields = vector.input.clone();
        fields.as_object_mut().expect("an object").remove("appkey");
        let signed = sign_with(&["pay-sign", "--app-key", vector.get("appkey")], &fields.to_string());
        vector.agrees(&signed);
        // The page's casing of the names leads to the same.
        let mut page = serde_json::Map::new();
        for (name, value) in fields.as_object().expect("an object") {
            let name = match name.as_str() {
                "appid" => "appId",
                "noncestr" => "nonceStr",
                "timestamp" => "timeStamp",
                name => name,
            };
            page.insert(name.to_owned(), value.clone());
        }
        let page = Value::Object(page).to_string();
        vector.agrees(&sign_with(&["pay-sign", "--app-key", vector.get("appkey")], &page));
    }
}

#[test]
fn the_published_pay_v2_signatures_are_computed() {
    for vector in vectors("pay_v2_sign", 4) {
        let args = ["pay", "--key", vector.get("key"), "--type", vector.get("sign_type")];
        let params = vector.input["params"].as_object().expect("an object");
        let text = |value: &Value| value.as_str().expect("a string").to_owned();
        let signed = sign_with(&args, &vector.input["params"].to_string());
        vector.agrees(&signed);
        let elements: Vec<String> = params
            .iter()
            .rev()
            .map(|(name, value)| format!("<{name}><![CDATA[{}]]></{name}>", text(value)))
            .collect();
        vector.agrees(&sign_with(&args, &format!("<xml>\n{}\n</xml>\n", elements.join("\n"))));
        let mut with_flags = webot(["sign"]).args(args).args(["--json", "--show-secrets"]);
        for (name, value) in params.iter().rev() {
            with_flags = with_flags.args(["--field", &format!("{name}={}", text(value))]);
        }
        vector.agrees(&with_flags.stderr_has(SECRET_GIVEN).run().json());
        // Neither an empty field nor an old signature takes part.
        let mut more = params.clone();
        more.insert("attach".to_owned(), json!(""));
        more.insert("sign".to_owned(), json!("0CB01533B8C1EF103065174F50BCA001"));
        vector.agrees(&sign_with(&args, &Value::Object(more).to_string()));
    }
}

#[test]
fn the_signed_xml_is_printed() {
    let args = ["pay", "--key", "k", "--field", "body=a<b&c", "--field", "sign=OLD"];
    let signed = sign(&args);
    let sign_value = signed["signature"].as_str().expect("a signature");
    webot(["sign"])
        .args(args)
        .args(["--xml"])
        .stdout_has("<body><![CDATA[a<b&c]]></body>")
        .stdout_has(format!("<sign><![CDATA[{sign_value}]]></sign>"))
        .stdout_lacks("OLD")
        .stderr_has(SECRET_GIVEN)
        .run();
    let printed = webot(["sign"])
        .args(args)
        .args(["--print", "xml"])
        .stdout_starts("<xml>")
        .stderr_has(SECRET_GIVEN)
        .run();
    // The document itself can be signed again to the same.
    assert_eq!(sign_with(&["pay", "--key", "k"], &printed.stdout)["signature"], sign_value);
}

#[test]
fn the_field_sign_type_says_which_hash() {
    let signed = sign(&["pay", "--key", "k", "--field", "sign_type=HMAC-SHA256"]);
    assert_eq!(signed["signature"].as_str().map(str::len), Some(64));
    assert_eq!(signed["string_to_sign"], "sign_type=HMAC-SHA256&key=k");
}

/// `timeStamp` is a string in `WeixinJSBridge`, `timestamp` a number in the JS-SDK, with the same signature.
#[test]
fn jspay_prints_both_ways_to_pay_from_a_page() {
    let args =
        ["jspay", "--prepay-id", "wx26", "--appid", "wx1", "--timestamp", "1490840662", "--nonce", "5K8"];
    let (_, pem) = key_pair();
    for (flag, sign_type) in [("--key", "MD5"), ("--private-key", "RSA")] {
        let given = if sign_type == "RSA" { &*pem } else { "secret" };
        let signed = sign_with(&[&args[..], &[flag, "-"]].concat(), given);
        assert_eq!(
            signed["chooseWXPay"],
            json!({
                "timestamp": 1_490_840_662, "nonceStr": "5K8", "package": "prepay_id=wx26", "signType": sign_type,
                "paySign": signed["signature"],
            })
        );
        assert_eq!(signed["parameters"]["timeStamp"], "1490840662");
        let text = webot(["sign"]).args(args).args([flag, "-"]).stdin(given).stderr_any().run().stdout;
        let of = |call: &str| -> Value {
            let start = text.find(call).unwrap_or_else(|| panic!("{call}: {text}")) + call.len();
            let end = start + text[start..].find('}').expect("the end") + 1;
            serde_json::from_str(&text[start..end]).unwrap_or_else(|error| panic!("{error}: {text}"))
        };
        assert_eq!(of("WeixinJSBridge.invoke('getBrandWCPayRequest', "), signed["parameters"]);
        assert_eq!(of("wx.chooseWXPay("), signed["chooseWXPay"]);
    }
    let app = sign(&[&args[..], &["--key", "secret", "--app", "--mchid", "1900000109"]].concat());
    assert_eq!(app.get("chooseWXPay"), None, "apps have neither");
}

#[test]
fn the_payment_of_2014_is_called_with_its_own_names() {
    let fields = ["appid=wx1", "timestamp=189026618", "noncestr=n", "package=a%20b"];
    let given =
        |count: usize| fields.iter().take(count).flat_map(|field| ["--field", field]).collect::<Vec<_>>();
    let signed = sign(&[&["pay-sign", "--app-key", "K"][..], &given(4)].concat());
    let sign_of = &signed["paySign"];
    assert_eq!(
        signed["parameters"],
        json!({
            "appId": "wx1", "timeStamp": "189026618", "nonceStr": "n", "package": "a%20b", "signType": "SHA1",
            "paySign": sign_of,
        })
    );
    assert_eq!(
        (&signed["chooseWXPay"]["timestamp"], &signed["chooseWXPay"]["paySign"]),
        (&json!(189_026_618), sign_of)
    );
    let native = sign(&[&["pay-sign", "--app-key", "K"][..], &given(3)].concat());
    assert_eq!(native.get("parameters"), None, "a page has a package");
}

#[test]
fn jspay_has_the_exact_casing_of_its_fields() {
    let args =
        ["jspay", "--prepay-id", "wx26", "--appid", "wx1", "--timestamp", "1490840662", "--nonce", "5K8"];
    let signed = sign(&[&args[..], &["--key", "secret"]].concat());
    assert_eq!(
        signed["string_to_sign"],
        "appId=wx1&nonceStr=5K8&package=prepay_id=wx26&signType=MD5&timeStamp=1490840662&key=secret"
    );
    assert_eq!(
        signed["parameters"],
        json!({
            "appId": "wx1", "timeStamp": "1490840662", "nonceStr": "5K8", "package": "prepay_id=wx26",
            "signType": "MD5", "paySign": signed["signature"],
        })
    );
    assert_eq!(
        names(&signed["parameters"]),
        ["appId", "timeStamp", "nonceStr", "package", "signType", "paySign"]
    );
    let hmac = sign(&[&args[..], &["--key", "secret", "--type", "HMAC-SHA256"]].concat());
    assert_eq!(hmac["parameters"]["signType"], "HMAC-SHA256");
    assert_eq!(hmac["signature"].as_str().map(str::len), Some(64));
    let prefixed = sign(&[
        "jspay",
        "--prepay-id",
        "prepay_id=wx26",
        "--appid",
        "wx1",
        "--timestamp",
        "1490840662",
        "--nonce",
        "5K8",
        "--key",
        "secret",
    ]);
    assert_eq!(prefixed["signature"], signed["signature"], "the prefix is there once");
    let app = sign(&[&args[..], &["--key", "secret", "--app", "--mchid", "1900000109"]].concat());
    assert_eq!(
        app["string_to_sign"],
        "appid=wx1&noncestr=5K8&package=Sign=WXPay&partnerid=1900000109&prepayid=wx26&timestamp=1490840662&key=secret"
    );
    assert_eq!(
        app["parameters"],
        json!({
            "appid": "wx1", "partnerid": "1900000109", "prepayid": "wx26", "package": "Sign=WXPay",
            "noncestr": "5K8", "timestamp": "1490840662", "sign": app["signature"],
        })
    );
}
