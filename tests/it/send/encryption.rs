//! Safe and compatible mode, in XML and JSON, for WeChat and WeCom.

use serde_json::{Value, json};
use webot::message::envelope::{self, AesKey, Decrypted};
use webot::message::{Document, xml};
use webot::sign;

use super::{DEFAULT_TOKEN, KEY, heard, names, refused, signed_with, silent};
use crate::support::{
    ACCEPTED, ACCOUNT, AES_KEY, APPID, Bot, Heard, OPENID, encrypted, http, text_reply, webot,
};

#[track_caller]
fn opened(heard: &Heard, token: &str) -> Decrypted {
    let text = heard.text();
    let json: Result<Value, _> = serde_json::from_str(text);
    let sealed = match &json {
        Ok(json) => json["Encrypt"].as_str().or(json["encrypt"].as_str()).expect("Encrypt").to_owned(),
        Err(_) => heard.message().get("Encrypt").expect("Encrypt").to_owned(),
    };
    let value = |name| heard.parameter(name).unwrap_or_default();
    let expected = sign::callback::msg_signature(token, &value("timestamp"), &value("nonce"), &sealed);
    assert_eq!(value("msg_signature"), expected, "{}", heard.line);
    envelope::decrypt(&AesKey::parse(AES_KEY).expect("a key"), &sealed).expect("an envelope")
}

fn document(opened: &Decrypted) -> Document {
    xml::read(std::str::from_utf8(&opened.message).expect("UTF-8")).expect("XML").document
}

#[test]
fn safe_mode_sends_the_envelope_only() {
    let heard = heard(&[&["hi", "--mode", "safe", "--token", "tok"], KEY.as_slice()].concat());
    let expected = ["signature", "timestamp", "nonce", "openid", "encrypt_type", "msg_signature"];
    assert_eq!(names(&heard), expected);
    assert_eq!(heard.parameter("encrypt_type").as_deref(), Some("aes"));
    assert_eq!(heard.parameter("openid").as_deref(), Some(OPENID));
    signed_with("tok", &heard);
    let outer = heard.message();
    let elements: Vec<&str> = outer.0.iter().map(|element| &*element.name).collect();
    assert_eq!(elements, ["ToUserName", "Encrypt"]);
    assert_eq!(outer.get("ToUserName"), Some(ACCOUNT));
    let opened = opened(&heard, "tok");
    assert_eq!(opened.receiver, APPID);
    assert_eq!(document(&opened).get("Content"), Some("hi"));
}

#[test]
fn compatible_mode_sends_the_plain_fields_too() {
    let heard = heard(&[&["hi", "--mode", "compat"], KEY.as_slice()].concat());
    assert_eq!(heard.parameter("encrypt_type").as_deref(), Some("aes"));
    signed_with(DEFAULT_TOKEN, &heard);
    let inner = document(&opened(&heard, DEFAULT_TOKEN));
    let outer = heard.message();
    assert_eq!(outer.get("Content"), Some("hi"));
    for element in &inner.0 {
        assert_eq!(outer.get(&element.name), element.value(), "{}", element.name);
    }
}

#[test]
fn a_key_alone_means_safe_mode() {
    let heard = heard(&[&["hi"], KEY.as_slice()].concat());
    assert_eq!(heard.message().get("Content"), None);
    assert_eq!(document(&opened(&heard, DEFAULT_TOKEN)).get("Content"), Some("hi"));
}

#[test]
fn key_appid_and_mode_may_stand_in_the_file_or_the_environment() {
    let bot = silent();
    let file = json!({ "appid": APPID, "encoding_aes_key": AES_KEY, "mode": "safe" }).to_string();
    webot(["send", "hi"]).args(bot.args()).file("wx_config.json", file).stderr_ends(ACCEPTED).run();
    let run = webot(["send", "hi", "--mode", "safe"]).args(bot.args());
    run.env("WX_AES_KEY", AES_KEY).env("WX_APPID", APPID).stderr_ends(ACCEPTED).run();
    assert_eq!(bot.heard().len(), 2);
    for heard in bot.heard() {
        let opened = opened(&heard, DEFAULT_TOKEN);
        assert_eq!(opened.receiver, APPID);
        assert_eq!(document(&opened).get("Content"), Some("hi"));
    }
}

#[test]
fn json_is_compact_raw_utf8() {
    let heard = heard(&["你好 & <a>", "--format", "json"]);
    assert_eq!(heard.header("Content-Type"), Some("application/json"));
    let text = heard.text();
    assert!(text.contains("\"Content\":\"你好 & <a>\""), "{text}");
    let body: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(text, body.to_string());
    assert_eq!(body["FromUserName"], OPENID);
    assert!(body["CreateTime"].is_u64() && body["MsgId"].is_u64(), "{text}");
    signed_with(DEFAULT_TOKEN, &heard);
}

#[test]
fn json_is_encrypted_too() {
    let heard = heard(&[&["hi", "--format", "json", "--mode", "safe"], KEY.as_slice()].concat());
    let outer: Value = serde_json::from_str(heard.text()).expect("JSON");
    let keys: Vec<&str> = outer.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["ToUserName", "Encrypt"]);
    let opened = opened(&heard, DEFAULT_TOKEN);
    let inner: Value = serde_json::from_slice(&opened.message).expect("JSON");
    assert_eq!(inner["Content"], "hi");
    assert_eq!(opened.receiver, APPID);
}

#[test]
fn wecom_encrypts_for_the_corpid_and_signs_with_msg_signature_only() {
    let args =
        ["work.text", "hi", "--mode", "safe", "--aes-key", AES_KEY, "--receiver", "ww0123456789abcdef"];
    let heard = heard(&args);
    assert_eq!(names(&heard), ["timestamp", "nonce", "msg_signature"]);
    let outer = heard.message();
    assert_eq!(outer.get("ToUserName"), Some("ww0123456789abcdef"));
    assert!(outer.get("AgentID").is_some());
    let opened = opened(&heard, DEFAULT_TOKEN);
    assert_eq!(opened.receiver, "ww0123456789abcdef");
    assert_eq!(document(&opened).get("Content"), Some("hi"));
}

#[test]
fn a_suite_is_notified_for_its_suiteid() {
    let args = ["suite.suite_ticket", "--mode", "safe", "--aes-key", AES_KEY, "--receiver", "ww5uite"];
    let opened = opened(&heard(&args), DEFAULT_TOKEN);
    assert_eq!(opened.receiver, "ww5uite");
    assert_eq!(document(&opened).get("SuiteId"), Some("ww5uite"));
    assert_eq!(document(&opened).get("InfoType"), Some("suite_ticket"));
}

#[test]
fn a_third_party_platform_is_named_by_appid_beside_the_envelope() {
    let heard = heard(&[&["open.component_verify_ticket", "--mode", "safe"], KEY.as_slice()].concat());
    assert_eq!(heard.message().get("AppId"), Some(APPID));
    assert_eq!(heard.message().get("ToUserName"), None);
    assert_eq!(document(&opened(&heard, DEFAULT_TOKEN)).get("InfoType"), Some("component_verify_ticket"));
}

#[test]
fn an_intelligent_bot_has_no_receiver_and_a_lower_case_encrypt() {
    let heard = heard(&["hi", "--format", "json", "--mode", "safe", "--aes-key", AES_KEY, "--receiver", ""]);
    let outer: Value = serde_json::from_str(heard.text()).expect("JSON");
    let keys: Vec<&str> = outer.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["encrypt"]);
    assert_eq!(opened(&heard, DEFAULT_TOKEN).receiver, "");
}

#[test]
fn an_encrypted_reply_is_shown_decrypted() {
    for mode in ["safe", "compat"] {
        let bot =
            Bot::answering(|_| http(200, encrypted(&text_reply("秘密"), DEFAULT_TOKEN, AES_KEY, APPID)));
        let run = || webot(["send", "hi", "--mode", mode]).args(KEY).args(bot.args());
        let json = run().args(["--json"]).run().json();
        assert_eq!(json["reply"]["type"], "text");
        assert_eq!(json["reply"]["fields"]["Content"], "秘密");
        assert_eq!(json["findings"], json!([]));
        assert!(run().stderr_ends(ACCEPTED).run().stdout.contains("秘密"));
    }
}

#[test]
fn an_encrypted_empty_reply_is_legal() {
    for body in ["", "success"] {
        let bot = Bot::answering(move |_| http(200, encrypted(body, DEFAULT_TOKEN, AES_KEY, APPID)));
        let ran = webot(["send", "hi", "--json"]).args(KEY).args(bot.args()).run();
        assert_eq!(ran.json()["reply"]["type"], "none");
    }
}

#[test]
fn encryption_without_a_key_or_a_receiver_exits_with_3() {
    webot(["send", "hi", "--mode", "safe", "--appid", APPID])
        .exit(3)
        .stderr_has("--aes-key")
        .stderr_has("WX_AES_KEY")
        .run();
    webot(["send", "hi", "--mode", "safe", "--aes-key", AES_KEY])
        .exit(3)
        .stderr_has("--appid")
        .stderr_has("--receiver")
        .run();
}

#[test]
fn a_malformed_key_is_reported_by_position_or_length() {
    let spoilt = format!("{}-{}", &AES_KEY[..9], &AES_KEY[10..]);
    refused(&["hi", "--aes-key", &spoilt, "--appid", APPID], &["character 10 ", "`-`"]);
    refused(&["hi", "--aes-key", &AES_KEY[1..], "--appid", APPID], &["42 characters, not 43"]);
}

#[test]
fn a_key_with_the_sign_that_code_appends_is_told_so() {
    let key = format!("{AES_KEY}=");
    webot(["send", "hi", "--mode", "safe", "--appid", APPID, "--aes-key", &key])
        .exit(2)
        .stderr_has("ends with `=`")
        .stderr_any()
        .run();
}
