//! The words of a check are true, and show no secret.

use serde_json::Value;

use super::{component, hmac, jsapi_string, md5, pairs, sha1, sorted};
use crate::support::{key_pair, webot};

const TOKEN: &str = "MySecretToken";
const KEY: &str = "8934e7d15453e97507ef794cf7b0519d";
const APP_KEY: &str = "AppKeySecret12345";

/// Checks a signature with a secret in a file, and returns what is said in both forms. The secret is in neither, in no
/// notation.
fn said(args: &[&str], secret: &str, given: &str) -> (String, Value) {
    let run = || webot(["sign"]).args(args).args(["--check", given]).file("s", secret).exit_in([0, 1]);
    let told = [
        secret.trim_matches('"').to_lowercase(),
        md5(secret).to_lowercase(),
        component(secret).to_lowercase(),
    ];
    let text = run().stderr_any().run();
    let json = run().args(["--json"]).stderr_any().run();
    for shown in [&text.stdout, &text.stderr, &json.stdout] {
        let shown = shown.to_lowercase();
        assert!(told.iter().all(|secret| !shown.contains(secret)), "{args:?} {given}: {shown}");
    }
    (text.stdout.clone(), json.json())
}

/// Returns the names of the mistakes behind a signature of a callback with this token.
fn message(given: &str) -> (String, Value) {
    said(&["message", "--token", "@s", "--timestamp", "1700000000", "--nonce", "abc123"], TOKEN, given)
}

fn callback(token: &str) -> String {
    sha1(&sorted(vec![token, "1700000000", "abc123"]))
}

#[test]
fn a_secret_in_another_notation_is_masked() {
    let (text, _) = message(&callback(&TOKEN.to_uppercase()));
    assert!(text.contains("key-case") && text.contains("1700000000***abc123"), "{text}");
    let fields = [("appid", "wx1"), ("body", "a b"), ("nonce_str", "n")];
    let string = pairs(&fields);
    let pay = ["pay", "--key", "@s", "--field", "appid=wx1", "--field", "body=a b", "--field", "nonce_str=n"];
    let upper = KEY.to_uppercase();
    let hashed = md5(KEY);
    for (cause, key) in
        [("key-case", upper.as_str()), ("key-hashed", &hashed), ("key-hashed", &hashed.to_lowercase())]
    {
        let (text, _) = said(&pay, KEY, &md5(&format!("{string}&key={key}")));
        assert!(text.contains(cause) && text.contains("&key=***"), "{text}");
    }
    let (text, _) = said(&pay, KEY, &md5(&component(&format!("{string}&key={KEY}=/"))));
    assert!(!text.contains(KEY), "{text}");
    let jspay =
        ["jspay", "--key", "@s", "--prepay-id", "p", "--appid", "wx1", "--timestamp", "1", "--nonce", "n"];
    let page = "appId=wx1&nonceStr=n&package=prepay_id=p&signType=MD5&timeStamp=1";
    for key in [&hashed, &upper] {
        let (text, _) = said(&jspay, KEY, &md5(&format!("{page}&key={key}")));
        assert!(text.contains("key-") && text.contains("&key=***"), "{text}");
    }
    let xpay = ["xpay", "--app-key", "@s", "--data", "{}"];
    let string = "requestVirtualPayment&{}";
    for given in [hex_sha256(&format!("{string}{APP_KEY}")), hmac(&APP_KEY.to_uppercase(), string)] {
        let (text, json) = said(&xpay, APP_KEY, &given);
        assert!(!json["causes"].as_array().expect("causes").is_empty(), "{text}");
        assert!(!text.contains("&key=KEY"), "the key of an HMAC is not appended: {text}");
    }
}

fn hex_sha256(text: &str) -> String {
    use sha2::Digest as _;
    super::hex(&sha2::Sha256::digest(text.as_bytes()))
}

#[test]
fn what_surrounds_a_secret_is_named() {
    for (token, cause, word) in [
        (format!("\"{TOKEN}\""), "secret-quoted", "quotes"),
        (format!("'{TOKEN}'"), "secret-quoted", "quotes"),
        (format!("{TOKEN}\u{200b}"), "secret-invisible-character", "U+200B"),
        (format!("\u{feff}{TOKEN}"), "secret-invisible-character", "U+FEFF"),
        (format!("{TOKEN}\n"), "token-with-space", "white space"),
    ] {
        let (text, json) = message(&callback(&token));
        assert_eq!(json["causes"][0]["cause"], serde_json::json!([cause]), "{text}");
        assert!(text.contains(word) && (word == "white space" || !text.contains("white space")), "{text}");
    }
    let pay = ["pay", "--key", "@s", "--field", "appid=wx1"];
    let (text, _) = said(&pay, KEY, &md5(&format!("appid=wx1&key=\"{KEY}\"")));
    assert!(text.contains("quotes around the key"), "{text}");
    let card = ["card", "--card-id", "c", "--ticket", "@s", "--timestamp", "1", "--nonce", "n"];
    let quoted = format!("\"{TOKEN}\"");
    let (text, _) = said(&card, TOKEN, &sha1(&sorted(vec![quoted.as_str(), "1", "n", "c"])));
    assert!(text.contains("quotes around the ticket"), "{text}");
}

#[test]
fn an_order_is_named_by_its_rule() {
    let (text, json) = message(&sha1(&format!("1700000000abc123{TOKEN}")));
    assert_eq!(json["causes"][0]["cause"], serde_json::json!(["sorted-without-case"]), "{text}");
    assert!(text.contains("without regard to case") && text.contains("Ordinal"), "{text}");
    let (_, json) = message(&sha1(&format!("abc123{TOKEN}1700000000")));
    assert_eq!(json["causes"][0]["cause"], serde_json::json!(["sorted-descending"]));
    let (_, json) = message(&sha1(&format!("{TOKEN}1700000000abc123")));
    assert_eq!(json["causes"][0]["cause"], serde_json::json!(["not-sorted"]));
}

/// A browser shows the host in lower case, whatever the link has.
#[test]
fn a_signature_over_the_url_that_the_browser_shows_is_right() {
    let args = ["sign", "jsapi", "--ticket", "@s", "--appid", "wx1", "--timestamp", "1", "--nonce", "n"];
    let run = |url: &str, signed: &str| {
        let given = sha1(&jsapi_string("ticket", "n", "1", signed));
        webot(args).args(["--url", url, "--check", &given]).file("s", "ticket")
    };
    let upper = "https://Example.com/A";
    run(upper, "https://example.com/A").stdout_has("is correct").stderr_has("uppercase letters").run();
    run(upper, "https://EXAMPLE.COM/A").exit(1).stdout_has("in uppercase").stderr_has("in lowercase").run();
    run(upper, "https://example.com/a").exit(1).stdout_lacks("url-host-case").stderr_any().run();
}

#[test]
fn an_escape_is_named_by_a_character_of_the_value() {
    let pay = ["pay", "--key", "@s", "--field", "appid=wx1", "--field", "body=测试 test"];
    let (text, _) = said(&pay, KEY, &md5(&format!("appid=wx1&body=\\u6d4b\\u8bd5 test&key={KEY}")));
    assert!(text.contains("`测` was signed as `\\u6d4b` in `body`") && !text.contains('中'), "{text}");
    let pay = ["pay", "--key", "@s", "--field", "appid=wx1", "--field", r#"scene_info={"id": "1"}"#];
    let (text, _) = said(&pay, KEY, &md5(&format!("appid=wx1&scene_info={{\"id\":\"1\"}}&key={KEY}")));
    assert!(text.contains(r#"{"id":"1"}"#) && !text.contains(r#"{\"id\""#), "{text}");
}

#[test]
fn a_byte_order_mark_of_the_body_is_named() {
    let (_, key) = key_pair();
    let v3 = ["v3", "POST", "/v3/a", "--mchid", "1", "--serial", "2", "--nonce", "n", "--timestamp", "1"];
    let run = |body: &str, args: &[&str]| {
        let run = webot(["sign"]).args(v3).args(["--private-key", "k.pem", "--body", "b.json"]).args(args);
        run.file("k.pem", &key).file("b.json", body)
    };
    let bare = run("{}", &["--print", "signature"]).run().stdout.trim().to_owned();
    let marked = run("\u{feff}{}", &["--print", "signature"]).stderr_any().run().stdout.trim().to_owned();
    for (body, given, word) in
        [("\u{feff}{}", &bare, "without the byte order mark"), ("{}", &marked, "with a byte order mark")]
    {
        run(body, &["--check", given.as_str()])
            .exit(1)
            .stdout_has("body-byte-order-mark")
            .stdout_has(word)
            .stderr_any()
            .run();
    }
}
