//! Calls of WeChat Pay.

use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::signature::KeyPair as _;
use serde_json::json;
use webot::sign::rsa::PrivateKey;

use super::shown;
use crate::support::{Bot, Webot, http, http_with, key_pair, pem, verify, webot};

/// Returns an answer that is signed with this key.
fn answer_of_v3(key: &str) -> Vec<u8> {
    let now =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_secs();
    let (nonce, body) = ("c5ac7061fccab6bf3e254dcf98995b8c", r#"{"data":[]}"#);
    let key = PrivateKey::from_pem(key).expect("a key");
    let signature = key.sign(format!("{now}\n{nonce}\n{body}\n").as_bytes()).expect("a signature");
    let headers = format!(
        "Content-Type: application/json\r\nWechatpay-Serial: PUB_KEY_ID_01\r\nWechatpay-Timestamp: {now}\r\n\
         Wechatpay-Nonce: {nonce}\r\nWechatpay-Signature: {signature}\r\n"
    );
    http_with(200, &headers, body)
}

/// Calls of WeChat Pay v3 are signed with the merchant's key, over the bytes that are sent.
#[test]
fn wechat_pay_v3_is_signed() {
    let (pair, pem) = key_pair();
    let run = |args: &[&str]| {
        webot(["api"])
            .args(args)
            .args(["--dry-run", "--json"])
            .env("WX_MCHID", "1900009191")
            .env("WX_MCH_SERIAL", "ABC")
            .env("WX_MCH_PRIVATE_KEY", "k.pem")
            .file("k.pem", &pem)
            .stderr_any()
            .run()
            .json()
    };
    for (args, signed) in [
        (&["POST", "/v3/pay/transactions/native", "-F", "a=1"][..], "/v3/pay/transactions/native"),
        (&["GET", "/v3/new/one", "--query", "b=你"], "/v3/new/one?b=%E4%BD%A0"),
        (&["GET", "https://api.mch.weixin.qq.com/v3/certificates"], "/v3/certificates"),
    ] {
        let request = run(args);
        let url = request["url"].as_str().expect("a URL");
        assert_eq!(url, format!("https://api.mch.weixin.qq.com{signed}"));
        let authorization = request["headers"]["Authorization"].as_str().expect("a header");
        let value = |name: &str| {
            let (_, rest) = authorization.split_once(&format!("{name}=\"")).expect("a value");
            rest.split('"').next().expect("its end").to_owned()
        };
        assert_eq!((&*value("mchid"), &*value("serial_no")), ("1900009191", "ABC"));
        let body = request["body"].as_str().expect("a body");
        let message =
            format!("{}\n{signed}\n{}\n{}\n{body}\n", args[0], value("timestamp"), value("nonce_str"));
        verify(&pair, &message, &value("signature"));
    }
    webot(["api", "GET", "/v3/certificates"]).exit(3).stderr_has("WX_MCHID").run();
}

/// Calls of WeChat Pay v2 send the signed XML, and no token.
#[test]
fn wechat_pay_v2_takes_xml_unchanged() {
    for path in [&["/pay/unifiedorder"][..], &["/new/one", "--platform", "pay"]] {
        let request = shown(&[&["POST"], path, &["--data", "<xml><a>1</a></xml>"]].concat());
        assert_eq!(request["url"], format!("https://api.mch.weixin.qq.com{}", path[0]));
        assert_eq!(
            (&request["body"], &request["headers"]["Content-Type"]),
            (&json!("<xml><a>1</a></xml>"), &json!("text/xml"))
        );
    }
}

/// WeChat Pay v3 has its own error codes and statuses.
#[test]
fn wechat_pays_own_refusals_are_explained() {
    let (_, pem) = key_pair();
    let bot = Bot::answering(|_| {
        let body = r#"{"code":"SIGN_ERROR","message":"签名错误"}"#;
        format!(
            "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    });
    webot(["api", "GET", "/v3/certificates", "--api-base", &bot.url("")])
        .env("WX_MCHID", "1")
        .env("WX_MCH_SERIAL", "2")
        .env("WX_MCH_PRIVATE_KEY", "k.pem")
        .file("k.pem", &pem)
        .exit(1)
        .stderr_has("SIGN_ERROR: 签名错误")
        .stderr_has("--check")
        .run();
}

/// WeChat Pay v2 reports errors in XML with HTTP 200.
#[test]
fn a_refusal_of_v2_is_an_error() {
    for (body, said) in [
        (
            "<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[签名错误]]></return_msg></xml>",
            "API key",
        ),
        (
            "<xml><return_code>SUCCESS</return_code><result_code>FAIL</result_code>\
             <err_code>ORDERNOTEXIST</err_code><err_code_des>none</err_code_des></xml>",
            "ORDERNOTEXIST",
        ),
        (
            "<xml><return_code>SUCCESS</return_code><result_code>FAIL</result_code><err_code>NEW_ONE</err_code></xml>",
            "NEW_ONE",
        ),
    ] {
        let bot = Bot::answering(move |_| http(200, body));
        webot(["api", "POST", "/pay/orderquery", "--data", "<xml></xml>", "--api-base", &bot.url("")])
            .exit(1)
            .stderr_has(said)
            .run();
    }
    let right = "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code></xml>";
    let bot = Bot::answering(move |_| http(200, right));
    webot(["api", "POST", "/pay/orderquery", "--data", "<xml></xml>", "--api-base", &bot.url("")])
        .stdout_has("SUCCESS")
        .run();
}

/// `SIGN_ERROR` has the string that WeChat Pay signed, which is compared with webot's own.
#[test]
fn the_string_that_wechat_pay_signed_is_compared() {
    let (_, pem) = key_pair();
    let run = |sign: fn(&str) -> String, said: &str| {
        let bot = Bot::answering(move |heard| {
            let authorization = heard.header("authorization").unwrap_or_default();
            let value = |name: &str| {
                let rest = authorization.split_once(&format!("{name}=\"")).map_or("", |(_, rest)| rest);
                rest.split('"').next().unwrap_or_default().to_owned()
            };
            let own = format!("GET\n/v3/certificates\n{}\n{}\n\n", value("timestamp"), value("nonce_str"));
            let information = json!({ "method": "GET", "truncated_sign_message": sign(&own) });
            let body = json!({
                "code": "SIGN_ERROR", "message": "签名错误", "detail": { "sign_information": information },
            });
            http(401, body.to_string())
        });
        webot(["api", "GET", "/v3/certificates", "--api-base", &bot.url("")])
            .env("WX_MCHID", "1")
            .env("WX_MCH_SERIAL", "2")
            .env("WX_MCH_PRIVATE_KEY", "k.pem")
            .file("k.pem", &pem)
            .exit(1)
            .stderr_has(said)
            .run();
    };
    run(str::to_owned, "signed the same string");
    run(|own| own.replace("/v3/", "/v4/"), "where it has `/v4/certificates` and webot `/v3/certificates`");
}

#[test]
fn no_content_is_success_without_a_value() {
    let (_, pem) = key_pair();
    let bot = Bot::answering(|_| http(204, ""));
    let close = |args: &[&str]| {
        webot([
            "api",
            "POST",
            "/v3/pay/transactions/out-trade-no/1/close",
            "-f",
            "mchid=1900009191",
            "--api-base",
        ])
        .args([bot.url("")])
        .args(args)
        .env("WX_MCHID", "1900009191")
        .env("WX_MCH_SERIAL", "ABC")
        .env("WX_MCH_PRIVATE_KEY", "k.pem")
        .file("k.pem", &pem)
    };
    close(&[]).stdout("").stderr_has("ok\n").run();
    close(&["--json"]).stdout("{}\n").stderr_any().run();
    close(&["--jq", ".code"]).stdout("null\n").stderr_any().run();
    assert_eq!(bot.heard().len(), 3);
}

/// Answers of WeChat Pay v3 are verified as `webot pay` does it; what cannot be verified is said.
#[test]
fn answers_of_v3_are_verified() {
    let home = Webot::new();
    let query = ["api", "GET", "/v3/pay/transactions/out-trade-no/ORDER001"];
    let found = home.webot(query).args(["--query", "mchid=1900000109", "--mock"]).exit(1).stderr_any().run();
    assert!(!found.stderr.contains("not verified"), "{}", found.stderr);
    let (_, merchant) = key_pair();
    let (_, other) = key_pair();
    let (pair, own) = key_pair();
    let der: PublicKeyX509Der<'_> = pair.public_key().as_der().expect("DER");
    let public = pem("PUBLIC KEY", der.as_ref());
    let ask = |key: &str, files: bool| {
        let key = key.to_owned();
        let bot = Bot::answering(move |_| answer_of_v3(&key));
        let run = webot(["api", "GET", "/v3/certificates", "--api-base", &bot.url("")])
            .envs(&[("WX_MCHID", "1900000109"), ("WX_MCH_SERIAL", "ABC"), ("WX_MCH_PRIVATE_KEY", "k.pem")])
            .file("k.pem", &merchant)
            .file("platform.pem", &public);
        let keys = [("WX_PAY_PUBLIC_KEY", "platform.pem"), ("WX_PAY_PUBLIC_KEY_ID", "PUB_KEY_ID_01")];
        (bot, if files { run.envs(&keys) } else { run })
    };
    let (bot, right) = ask(&own, true);
    assert_eq!(right.run().stderr, "");
    assert_eq!(bot.only().header("Wechatpay-Serial"), Some("PUB_KEY_ID_01"));
    let (_bot, forged) = ask(&other, true);
    assert_eq!(forged.args(["--json"]).exit(1).stderr_any().run().error()["kind"], "answer-signature");
    let (_bot, unknown) = ask(&own, false);
    unknown.stderr_has("not verified, because no key of WeChat Pay is configured").run();
}
