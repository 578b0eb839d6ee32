//! Requests to WeChat's server API: encrypted, and signed with PSS.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{
    KeyPair as _, RSA_PKCS1_SHA256, RSA_PSS_2048_8192_SHA256, RSA_PSS_SHA256, RsaEncoding, UnparsedPublicKey,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::support::{Webot, key_pair, webot};

const URL: &str = "https://api.weixin.qq.com/wxa/getuserriskrank";
const SEALED: &str = r#"{"iv":"fmW/zNxXlytUZBgj","data":"0IDVdrPt","authtag":"5qeM/2vZv+6KtScN94IpMg=="}"#;
const SYM_KEY: &str = "otUpngOjU+nVQaWJIC3D/yMLV17RKaP6t4Ot9tbnzLY=";

fn api(pem: &str, url: &str, body: &str) -> Webot {
    webot(["sign", "api", url, "--appid", "wxba6223c06417af7b", "--timestamp", "1635927954"])
        .args(["--private-key", "k.pem", "--body", "b.json"])
        .file("k.pem", pem)
        .file("b.json", body)
}

fn signed(pair: &KeyPair, encoding: &'static dyn RsaEncoding, text: &str) -> String {
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(encoding, &SystemRandom::new(), text.as_bytes(), &mut signature).expect("a signature");
    STANDARD.encode(signature)
}

#[test]
fn a_request_is_encrypted_and_signed() {
    let (pair, pem) = key_pair();
    let ran = api(&pem, &format!("{URL}?scene=0&access_token=TOKEN"), r#"{"openid":"o1"}"#)
        .args(["--sym-sn", "fa05", "--sym-key", "@sym.txt", "--nonce", "n", "--json"])
        .file("sym.txt", SYM_KEY)
        .run();
    let json = ran.json();
    let plain: Value = serde_json::from_str(json["plaintext"].as_str().expect("text")).expect("JSON");
    let wanted = json!({
        "_n": "n", "_appid": "wxba6223c06417af7b", "_timestamp": 1_635_927_954, "scene": "0", "openid": "o1",
    });
    assert_eq!(plain, wanted);
    let body = json["inputs"]["body"].as_str().expect("a body");
    let string = format!("{URL}\nwxba6223c06417af7b\n1635927954\n{body}");
    assert_eq!(json["string_to_sign"], string);
    let signature =
        STANDARD.decode(json["headers"]["Wechatmp-Signature"].as_str().expect("text")).expect("base64");
    UnparsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, pair.public_key().as_ref())
        .verify(string.as_bytes(), &signature)
        .expect("the signature is correct");
    api(&pem, URL, "{}")
        .args(["--sym-sn", "fa05", "--sym-key", "@sym.txt"])
        .file("sym.txt", "short")
        .exit(2)
        .stderr_has("is not base64 of 32 bytes")
        .run();
}

#[test]
fn mistakes_in_a_request_are_named() {
    let (pair, pem) = key_pair();
    let string = format!("{URL}\nwxba6223c06417af7b\n1635927954\n{SEALED}");
    let check = |given: &str, code: i32| {
        let url = format!("{URL}?access_token=TOKEN");
        api(&pem, &url, SEALED).args(["--check", given, "--json"]).exit(code).run().json()
    };
    assert_eq!(check(&signed(&pair, &RSA_PSS_SHA256, &string), 0)["match"], true);
    for (given, name) in [
        (signed(&pair, &RSA_PKCS1_SHA256, &string), "rsa-padding"),
        (signed(&pair, &RSA_PSS_SHA256, &format!("{string}\n")), "body-newline"),
        (signed(&pair, &RSA_PSS_SHA256, &string.replace(URL, "/wxa/getuserriskrank")), "url-path-only"),
        (
            signed(&pair, &RSA_PSS_SHA256, &string.replace(URL, &format!("{URL}?access_token=TOKEN"))),
            "url-whole",
        ),
        (
            signed(&pair, &RSA_PSS_SHA256, &string.replace("1635927954", "1635927954000")),
            "timestamp-milliseconds",
        ),
        (
            signed(
                &pair,
                &RSA_PSS_SHA256,
                &string
                    .replace('/', "\\/")
                    .replace("https:\\/\\/api.weixin.qq.com\\/wxa\\/", "https://api.weixin.qq.com/wxa/"),
            ),
            "body-reserialised",
        ),
    ] {
        let json = check(&given, 1);
        assert_eq!(json["causes"][0]["cause"], json!([name]), "{json}");
        assert_eq!(json["causes"].as_array().map(Vec::len), Some(1));
    }
}
