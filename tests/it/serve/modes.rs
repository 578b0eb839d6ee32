//! Plain, compatible and safe mode, in XML and JSON.

use serde_json::{Value, json};

use super::{CORPID, ECHO, say_sealed, with_key};
use crate::support::{
    ACCOUNT, AES_KEY, APPID, OPENID, OTHER_KEY, Serve, Webot, now, opened, sealed, text_of, text_push,
};

/// Returns a push of a text as JSON.
fn json_push(text: &str) -> String {
    let id = crate::support::fresh();
    json!({
        "ToUserName": ACCOUNT, "FromUserName": OPENID, "CreateTime": now(), "MsgType": "text", "Content": text,
        "MsgId": 5_000_000_000 + id,
    })
    .to_string()
}

#[test]
fn a_plain_message_is_answered_from_the_account_to_the_user() {
    let server = Serve::start(ECHO);
    let got = server.push(text_push(OPENID, "你好 & <b>]]>")).ok();
    assert_eq!(got.text(), "you said 你好 & <b>]]>");
    assert!(got.head.contains("content-type: application/xml"), "{}", got.head);
    let around = format!(
        "<xml><ToUserName><![CDATA[{OPENID}]]></ToUserName><FromUserName><![CDATA[{ACCOUNT}]]></FromUserName><CreateTime>"
    );
    assert!(got.body.starts_with(&around), "{}", got.body);
    let (_, rest) = got.body.split_once("<CreateTime>").expect("a time");
    let time: u64 = rest.split('<').next().expect("a time").parse().expect("seconds");
    assert!(time.abs_diff(now()) < 60, "{time}");
}

#[test]
fn a_plain_message_may_be_json_and_so_is_its_answer() {
    let server = Serve::start(ECHO);
    let got = server.push(json_push("hi")).ok();
    assert!(got.head.contains("content-type: application/json"), "{}", got.head);
    let reply: Value = serde_json::from_str(&got.body).expect("JSON");
    assert_eq!((&reply["ToUserName"], &reply["Content"]), (&json!(OPENID), &json!("you said hi")));
    assert!(reply["CreateTime"].is_number());
}

#[test]
fn an_encrypted_message_is_answered_encrypted() {
    for receiver in [APPID, CORPID, ""] {
        let server = with_key(receiver);
        let (reply, sealed_for) = say_sealed(&server, &text_push(OPENID, "hi"), receiver);
        assert_eq!((text_of(&reply).as_str(), sealed_for.as_str()), ("you said hi", receiver));
    }
}

#[test]
fn an_encrypted_answer_has_no_readable_part() {
    let server = with_key(APPID);
    let (query, body) = sealed(&text_push(OPENID, "hi"), AES_KEY, APPID);
    let got = server.ask("POST", &format!("/?{query}"), body).ok();
    assert!(!got.body.contains("you said") && !got.body.contains(OPENID), "{}", got.body);
}

#[test]
fn an_encrypted_answer_differs_each_time() {
    let server = with_key(APPID);
    let push = text_push(OPENID, "hi");
    let answer = || {
        let (query, body) = sealed(&push, AES_KEY, APPID);
        server.ask("POST", &format!("/?{query}"), body).ok().body
    };
    let (one, other) = (answer(), answer());
    assert_ne!(one, other, "it is random within");
    assert_eq!(opened(&one, AES_KEY), opened(&other, AES_KEY), "and the same push within");
}

#[test]
fn an_encrypted_message_may_be_json_inside_and_outside() {
    for (receiver, names) in [(APPID, ["Encrypt", "MsgSignature"]), ("", ["encrypt", "msgsignature"])] {
        let server = with_key(receiver);
        let (query, body) = sealed(&json_push("hi"), AES_KEY, receiver);
        let within = say_sealed(&server, &json_push("hi"), receiver);
        assert_eq!(text_of(&within.0), "you said hi");
        assert!(within.0.starts_with('{'), "{}", within.0);
        let encrypt =
            body.split("<![CDATA[").nth(2).and_then(|rest| rest.split("]]").next()).expect("Encrypt");
        let body = json!({ names[0]: encrypt }).to_string();
        let got = server.ask("POST", &format!("/?{query}"), body).ok();
        let outer: Value = serde_json::from_str(&got.body).expect("JSON");
        assert!(outer[names[0]].is_string() && outer[names[1]].is_string(), "{outer}");
        assert_eq!(text_of(&opened(&got.body, AES_KEY).0), "you said hi");
    }
}

/// Returns a push of compatible mode: the message with its envelope beside it.
fn compatible(text: &str) -> (String, String) {
    let message = text_push(OPENID, text);
    let (query, body) = sealed(&message, AES_KEY, APPID);
    let encrypt = body.split_once("<Encrypt>").expect("an envelope").1;
    (query, message.replace("</xml>", &format!("<Encrypt>{encrypt}")))
}

#[test]
fn a_message_of_compatible_mode_is_answered_encrypted_where_there_is_a_key() {
    let server = with_key(APPID);
    let (query, body) = compatible("hi");
    let got = server.ask("POST", &format!("/?{query}"), body).ok();
    assert_eq!(text_of(&opened(&got.body, AES_KEY).0), "you said hi");
}

#[test]
fn a_message_of_compatible_mode_is_answered_plain_where_there_is_no_key() {
    let server = Serve::start(ECHO);
    let (query, body) = compatible("hi");
    assert_eq!(server.ask("POST", &format!("/?{query}"), body).ok().text(), "you said hi");
}

#[test]
fn a_plain_message_is_taken_where_there_is_a_key_unless_the_mode_is_safe() {
    assert_eq!(with_key(APPID).say("hi").as_deref(), Some("you said hi"));
    let server = Webot::serve(ECHO).args(["--aes-key", AES_KEY, "--appid", APPID, "--mode", "safe"]).start();
    let refused = server.push(text_push(OPENID, "hi")).status(403);
    assert_eq!(refused.body, "Invalid message");
    let (query, body) = compatible("hi");
    let got = server.ask("POST", &format!("/?{query}"), body).ok();
    assert_eq!(text_of(&opened(&got.body, AES_KEY).0), "you said hi");
}

/// The official library of WeCom signs with `msg_signature` alone.
#[test]
fn an_encrypted_message_needs_no_other_signature() {
    let server = with_key(CORPID);
    let (query, body) = sealed(&text_push(OPENID, "hi"), AES_KEY, CORPID);
    let (_, rest) = query.split_once("&timestamp").expect("a query");
    let got = server.ask("POST", &format!("/?timestamp{rest}"), body).ok();
    assert_eq!(text_of(&opened(&got.body, AES_KEY).0), "you said hi");
}

#[test]
fn an_encrypted_message_for_another_receiver_is_refused() {
    let server = with_key(APPID);
    for receiver in [CORPID, "", "wx2c2769f8efd9abc3", "wx2c2769f8efd9abc22"] {
        let (query, body) = sealed(&text_push(OPENID, "hi"), AES_KEY, receiver);
        let got = server.ask("POST", &format!("/?{query}"), body).status(403);
        assert_eq!(got.body, "Invalid message", "{receiver}");
    }
}

#[test]
fn a_message_under_another_key_is_refused() {
    let server = with_key(APPID);
    let (query, body) = sealed(&text_push(OPENID, "hi"), OTHER_KEY, APPID);
    server.ask("POST", &format!("/?{query}"), body).status(403);
    let (query, body) = sealed(&text_push(OPENID, "hi"), AES_KEY, APPID);
    Serve::start(ECHO).ask("POST", &format!("/?{query}"), body).status(400);
}
