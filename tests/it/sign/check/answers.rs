//! The findings of the command if a key, a notation or a notice is given.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RSA_PKCS1_SHA512, RSA_PSS_SHA256, RsaEncoding};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{hex, hmac_upper, md5, sha1, sorted};
use crate::support::{Webot, key_pair, webot};

const RIGHT: &str = "wx1\n1414561699\nNn\nprepay_id=wx2014\n";

fn signed(pair: &KeyPair, encoding: &'static dyn RsaEncoding, text: &str) -> Vec<u8> {
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(encoding, &SystemRandom::new(), text.as_bytes(), &mut signature).expect("a signature");
    signature
}

fn jspay(pem: &str) -> Webot {
    webot(["sign", "jspay", "--prepay-id", "wx2014", "--appid", "wx1", "--private-key", "k.pem"])
        .args(["--timestamp", "1414561699", "--nonce", "Nn"])
        .file("k.pem", pem)
}

fn causes(json: &Value) -> Vec<Vec<String>> {
    let causes = json["causes"].as_array().expect("causes").iter();
    causes.map(|cause| serde_json::from_value(cause["cause"].clone()).expect("names")).collect()
}

/// A key is ruled out only after other paddings, hashes and notations were tried.
#[test]
fn another_padding_hash_or_notation_is_not_another_key() {
    let (pair, pem) = key_pair();
    let pkcs1 = signed(&pair, &RSA_PKCS1_SHA256, RIGHT);
    let base64 = STANDARD.encode(&pkcs1);
    let other = RIGHT.trim_end();
    for (given, names) in [
        (STANDARD.encode(signed(&pair, &RSA_PSS_SHA256, RIGHT)), vec!["rsa-padding"]),
        (STANDARD.encode(signed(&pair, &RSA_PKCS1_SHA512, RIGHT)), vec!["rsa-hash"]),
        (hex(&pkcs1), vec!["rsa-output"]),
        (hex(&pkcs1).to_uppercase(), vec!["rsa-output"]),
        (STANDARD.encode(&base64), vec!["rsa-output"]),
        (STANDARD.encode(hex(&pkcs1)), vec!["rsa-output"]),
        (hex(&signed(&pair, &RSA_PSS_SHA256, RIGHT)), vec!["rsa-output", "rsa-padding"]),
        (STANDARD.encode(signed(&pair, &RSA_PSS_SHA256, other)), vec!["newline-missing", "rsa-padding"]),
        (STANDARD.encode(signed(&pair, &RSA_PKCS1_SHA512, "something else")), vec!["rsa-hash"]),
    ] {
        let json = jspay(&pem).args(["--check", &given, "--json"]).exit(1).run().json();
        assert_eq!(causes(&json), std::slice::from_ref(&names), "{json}");
        assert_eq!(json["other_key"], false, "{names:?}");
        let text = jspay(&pem).args(["--check", &given]).exit(1).run().stdout;
        assert!(text.contains(names[0]) && !text.contains("not made with this private key"), "{text}");
    }
    jspay(&pem).args(["--check", &base64]).stdout("the signature is correct\n").run();
    let (stranger, _) = key_pair();
    for encoding in [&RSA_PKCS1_SHA256 as &'static dyn RsaEncoding, &RSA_PSS_SHA256] {
        let given = STANDARD.encode(signed(&stranger, encoding, RIGHT));
        let json = jspay(&pem).args(["--check", &given, "--json"]).exit(1).run().json();
        assert_eq!((&json["other_key"], &json["causes"]), (&json!(true), &json!([])));
    }
}

#[test]
fn a_sign_of_v2_is_not_called_another_key() {
    let (_, pem) = key_pair();
    let sign =
        md5("appId=wx1&nonceStr=Nn&package=prepay_id=wx2014&signType=MD5&timeStamp=1414561699&key=KEY");
    jspay(&pem)
        .args(["--check", &sign])
        .exit(1)
        .stdout_has("32 hexadecimal digits are MD5, used by v2")
        .run();
    let json = jspay(&pem).env("WX_PAY_KEY", "KEY").args(["--check", &sign, "--json"]).exit(1).run().json();
    assert_eq!(causes(&json), [["other-recipe"]]);
}

const DECIMAL: &str = "612816567861978576443267902870833996326948113844";
const HEX: &str = "6B57A53207B7B6EF3FA9F9E9D632AFC744510DB4";

#[test]
fn a_decimal_serial_number_is_named_in_hexadecimal_digits() {
    let (_, pem) = key_pair();
    let v3 = |serial: &str| {
        webot(["sign", "v3", "GET", "/v3/certificates", "--mchid", "19", "--private-key", "k.pem"])
            .args(["--serial", serial])
            .file("k.pem", &pem)
    };
    v3(DECIMAL).stderr_has(HEX).run();
    for right in
        [HEX, "1234567890123456789012345678901234567890", "PUB_KEY_ID_0112345678902024010100000000000000"]
    {
        v3(right).run();
    }
}

#[test]
fn the_sign_in_a_notice_is_compared() {
    let fields = "appid=wx1&result_code=SUCCESS&return_code=SUCCESS&total_fee=100";
    let notice = |sign: &str| {
        format!(
            "<xml><return_code><![CDATA[SUCCESS]]></return_code><result_code>SUCCESS</result_code><appid>wx1</appid><total_fee>100</total_fee><sign>{sign}</sign></xml>"
        )
    };
    let pay = |sign: &str| webot(["sign", "pay"]).env("WX_PAY_KEY", "KEY").stdin(notice(sign));
    let right = md5(&format!("{fields}&key=KEY"));
    pay(&right).stderr_has("the `sign` in the input is correct").run();
    // A notice need not say that it was signed with HMAC-SHA256.
    pay(&hmac_upper("KEY", &format!("{fields}&key=KEY"))).stderr_has("in the input is correct").run();
    let wrong = md5(&format!("{}&key=KEY", fields.replace("total_fee=100", "total_fee=1.00")));
    pay(&wrong).stderr_has("is wrong").stderr_has("`total_fee` was signed as `1.00`").run();
    let json = pay(&wrong).args(["--json"]).stderr_any().run().json();
    assert_eq!(causes(&json["inside"]), [["value-reformatted"]]);
    pay(&"0".repeat(32)).stderr_has("no known mistake leads to this signature").run();
    let order = json!({ "appid": "wx1", "total_fee": "100" }).to_string();
    webot(["sign", "pay"]).env("WX_PAY_KEY", "KEY").stdin(order).run();
}

/// A secret of the configuration is named by its key, and never printed.
#[test]
fn another_secret_of_the_configuration_is_named() {
    let config =
        json!({ "appid": "wx1", "secret": "TheAppSecretItself", "pay_key": "KEY", "token": "TheToken" });
    let wrong = md5("appid=wx1&total_fee=100&key=TheAppSecretItself");
    let ran = webot(["sign", "pay", "--field", "appid=wx1", "--field", "total_fee=100", "--check", &wrong])
        .file("wx_config.json", config.to_string())
        .exit(1)
        .run();
    assert!(ran.stdout.contains("signed with `secret` of this configuration"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("TheAppSecretItself"), "{}", ran.stdout);
    let wrong = sha1(&sorted(vec!["TheAppSecretItself", "1700000000", "42"]));
    webot(["sign", "message", "--timestamp", "1700000000", "--nonce", "42", "--check", &wrong])
        .file("wx_config.json", config.to_string())
        .exit(1)
        .stdout_has("signed with `secret`")
        .run();
}

#[test]
fn what_a_page_must_sign_is_said_in_both_languages() {
    let wrong = md5("nonceStr=Nn&package=prepay_id=wx2014&signType=MD5&timeStamp=1414561699&key=KEY");
    for (lang, said) in [("en", "`appId` was not signed"), ("zh", "`appId` 没有参与签名")] {
        webot(["--lang", lang, "sign", "jspay", "--prepay-id", "wx2014", "--appid", "wx1", "--key", "KEY"])
            .args(["--timestamp", "1414561699", "--nonce", "Nn", "--check", &wrong])
            .exit(1)
            .stdout_has(said)
            .stderr_any()
            .run();
    }
}
