//! `webot api --sign`: the request is encrypted and signed, the answer verified and decrypted.

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::KeyPair as _;
use serde_json::Value;

use super::wechat;
use crate::support::{Mock, Webot, http, http_with, key_pair, pem, webot};

const SYM_KEY: &str = "otUpngOjU+nVQaWJIC3D/yMLV17RKaP6t4Ot9tbnzLY=";
const OTHER_SYM_KEY: &str = "b3RVcG5nT2pVK25WUWFXSklDM0QveU1MVjE3UkthUDY=";
const CALL: [&str; 4] = ["api", "POST", "/cgi-bin/openapi/quota/get", "--sign"];
const QUOTA: &str = r#"{"cgi_path":"/cgi-bin/menu/get"}"#;

fn public(pair: &KeyPair) -> String {
    let der: PublicKeyX509Der<'_> = pair.public_key().as_der().expect("a key");
    pem("PUBLIC KEY", der.as_ref())
}

/// Adds the keys of an account to the environment.
fn with_keys(run: Webot, pem: &str) -> Webot {
    run.env("WX_API_SYM_SN", "fa05").env("WX_API_SYM_KEY", SYM_KEY).env("WX_API_PRIVATE_KEY", pem)
}

fn on_mock(pem: &str, more: &[&str]) -> Webot {
    let run = webot(CALL).args(["--data", QUOTA, "--mock", "--json"]).args(more);
    with_keys(run.env("WX_APPID", "wx1").env("WX_SECRET", "s"), pem)
}

#[test]
fn the_mock_decrypts_the_request_and_the_answer_is_verified() {
    let (_, pem) = key_pair();
    let json = on_mock(&pem, &[]).run().json();
    assert_eq!(json["errcode"], 0);
    assert!(json["quota"]["daily_limit"].is_u64(), "{json}");
    for name in ["_n", "_appid", "_timestamp"] {
        assert_eq!(json[name], Value::Null);
    }
}

#[test]
fn wrong_keys_have_the_errors_of_the_platform() {
    let (_, pem) = key_pair();
    let (_, other) = key_pair();
    for (flag, value, code) in [
        ("--sym-sn", "other", 40235),
        ("--sym-key", "@sym.txt", 40235),
        ("--private-key", "other.pem", 40234),
    ] {
        let run = on_mock(&pem, &[flag, value]).file("other.pem", &other).file("sym.txt", OTHER_SYM_KEY);
        let error = run.exit(1).stderr_any().run().error();
        assert_eq!(error["errcode"], code, "{flag}: {error}");
        assert!(error["hints"].as_array().is_some_and(|hints| !hints.is_empty()), "{error}");
    }
    // The mock's account has no keys.
    let run = webot(CALL).args(["--data", QUOTA, "--mock", "--json", "--sym-sn", "fa05"]);
    let run = run.args(["--sym-key", "@sym.txt", "--private-key", "k.pem"]);
    let run = run.file("sym.txt", SYM_KEY).file("k.pem", &pem);
    let error = run.env("WX_APPID", "wx1").env("WX_SECRET", "s").exit(1).stderr_any().run().error();
    assert_eq!(error["errcode"], 40238);
}

#[test]
fn headers_and_times_are_checked_by_the_mock() {
    let (_, pem) = key_pair();
    let mock = Mock::of(with_keys(webot(["mock", "--port", "0", "--json"]), &pem));
    let token = mock.token();
    let path = format!("/cgi-bin/openapi/quota/get?access_token={token}");
    let ask = |headers: &str| {
        let headers = format!("Host: 127.0.0.1\r\n{headers}");
        mock.ask("POST", &path, &headers, QUOTA.as_bytes()).json()["errcode"].clone()
    };
    assert_eq!(ask(""), 0);
    assert_eq!(ask("Wechatmp-TimeStamp: 1\r\n"), 40233);
    assert_eq!(ask("Wechatmp-AppId: wx1\r\n"), 40231);
    assert_eq!(ask("Wechatmp-AppId: wx1\r\nWechatmp-TimeStamp: 1\r\n"), 40232);
    let signed = "Wechatmp-TimeStamp: 1635927954\r\nWechatmp-Signature: AAAA\r\n";
    assert_eq!(ask(&format!("Wechatmp-AppId: x\r\n{signed}")), 40236);
    assert_eq!(ask(&format!("Wechatmp-AppId: wx2\r\n{signed}")), 40237);
    assert_eq!(ask(&format!("Wechatmp-AppId: wx1\r\n{signed}")), 40240);
    let must = format!("/cgi-bin/express/intracity/querystore?access_token={token}");
    assert_eq!(mock.post(&must, "{}")["errcode"], 934_011);
}

#[test]
fn the_answer_is_verified_with_the_certificate() {
    let (pair, pem) = key_pair();
    let (other, _) = key_pair();
    let mock = Mock::of(with_keys(webot(["mock", "--port", "0", "--json"]), &pem));
    let call = |more: &[&str]| {
        let run = Webot::on(&mock).webot(CALL).args(["--data", QUOTA, "--json"]).args(more);
        with_keys(run, &pem).file("own.pem", public(&pair)).file("other.pem", public(&other))
    };
    assert_eq!(call(&["--certificate", "own.pem"]).run().json()["errcode"], 0);
    assert_eq!(call(&["--certificate", "own.pem", "--certificate-sn", "MOCK"]).run().json()["errcode"], 0);
    call(&[]).stderr_has("its signature was not verified").run();
    let error = call(&["--certificate", "other.pem"]).exit(1).stderr_any().run().error();
    assert_eq!(error["kind"], "answer-signature");
    let error =
        call(&["--certificate", "own.pem", "--certificate-sn", "5"]).exit(1).stderr_any().run().error();
    assert_eq!(error["kind"], "answer-serial");
}

#[test]
fn answers_that_are_not_encrypted_are_told() {
    let (_, pem) = key_pair();
    let kind = |answer: &'static [u8]| {
        let bot = wechat(move |_| answer.to_vec());
        let run = Webot::asking(bot.url("")).webot(CALL).args(["--data", QUOTA, "--json"]);
        with_keys(run, &pem).exit(1).stderr_any().run().error()["kind"].clone()
    };
    let leak = |bytes: Vec<u8>| -> &'static [u8] { bytes.leak() };
    assert_eq!(kind(leak(http(200, r#"{"errcode":0,"quota":{}}"#))), "answer-not-encrypted");
    let sealed = r#"{"iv":"fmW/zNxXlytUZBgj","data":"0IDVdrPt","authtag":"5qeM/2vZv+6KtScN94IpMg=="}"#;
    assert_eq!(kind(leak(http(200, sealed))), "answer-header");
    assert_eq!(kind(leak(http_with(200, "Wechatmp-TimeStamp: 1\r\n", sealed))), "answer-encryption");
    // An error before decryption comes as it is.
    assert_eq!(kind(leak(http(200, r#"{"errcode":40234,"errmsg":"invalid signature"}"#))), "api");
}

#[test]
fn the_request_is_shown_without_secrets() {
    let (_, pem) = key_pair();
    let run = || {
        let run = webot(CALL).args(["--data", QUOTA]).env("WX_APPID", "wx1").env("WX_SECRET", "s");
        with_keys(run, &pem)
    };
    let json = run().args(["--dry-run", "--json"]).run().json();
    assert_eq!(json["headers"]["Wechatmp-AppId"], "wx1");
    assert!(json["headers"]["Wechatmp-Signature"].as_str().is_some_and(|signature| signature.len() > 300));
    let body = json["body"].as_str().expect("a body");
    let body: Value = serde_json::from_str(body).expect("JSON");
    assert!(body["iv"].is_string() && body["authtag"].is_string(), "{body}");
    assert_eq!(json["url"], "https://api.weixin.qq.com/cgi-bin/openapi/quota/get?access_token=***");
    let curl = run().args(["--curl"]).run().stdout;
    assert!(
        curl.contains("Wechatmp-Signature: ") && !curl.contains(SYM_KEY) && !curl.contains("cgi_path"),
        "{curl}"
    );
}

#[test]
fn calls_that_cannot_be_encrypted_are_refused() {
    let (_, pem) = key_pair();
    let run = webot(["api", "GET", "/cgi-bin/user/get", "--platform", "work", "--sign", "--dry-run"]);
    with_keys(run.env("WX_CORPID", "ww1").env("WX_CORPSECRET", "s"), &pem)
        .exit(2)
        .stderr_has("can be encrypted and signed")
        .run();
    let run = webot(CALL).args(["--data", QUOTA, "--dry-run"]).env("WX_APPID", "wx1");
    run.exit(3).stderr_has("api_sym_sn").run();
}
