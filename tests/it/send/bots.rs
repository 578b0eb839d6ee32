//! Pushes to intelligent bots of WeCom, and the refreshes of their streams.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use webot::message::envelope::{AesKey, decrypt, encrypt};
use webot::sign;

use crate::support::{AES_KEY, Bot, Heard, Ran, http, webot};

/// The push that a bot heard, in plain text.
fn heard(heard: &Heard) -> Value {
    serde_json::from_str(heard.text()).expect("JSON")
}

/// A stream that goes through these contents; `finish` with the last if it ends.
fn streaming(contents: &'static [&'static str], ends: bool) -> Bot {
    let number = AtomicUsize::new(0);
    Bot::answering(move |_| {
        let at = number.fetch_add(1, Ordering::Relaxed).min(contents.len() - 1);
        let finish = ends && at + 1 == contents.len();
        let reply = json!({ "id": "S1", "finish": finish, "content": contents[at] });
        http(200, json!({ "msgtype": "stream", "stream": reply }).to_string())
    })
}

fn send(bot: &Bot, words: &[&str], code: i32) -> Ran {
    webot(["send", "aibot.text", "你好"])
        .args(words)
        .args(["--json"])
        .args(bot.args())
        .exit(code)
        .stderr_any()
        .run()
}

#[test]
fn a_stream_is_asked_for_until_it_is_finished() {
    let bot = streaming(&["想", "想一想", "想一想，好"], true);
    let ran = send(&bot, &["--expect-text", "^想一想，好$"], 0);
    assert_eq!(ran.rules(), Vec::<String>::new());
    let stream = &ran.json()["stream"];
    assert_eq!(
        (&stream["id"], &stream["refreshes"], &stream["finished"], &stream["bytes"]),
        (&json!("S1"), &json!(2), &json!(true), &json!(15))
    );
    let pushes: Vec<Value> = bot.heard().iter().map(heard).collect();
    assert_eq!(pushes.len(), 3);
    assert_eq!(pushes[0]["text"]["content"], "你好");
    assert_eq!(pushes[0]["from"]["userid"], "zhangsan");
    assert!(pushes[0]["response_url"].is_string());
    for refresh in &pushes[1..] {
        assert_eq!((&refresh["msgtype"], &refresh["stream"]), (&json!("stream"), &json!({ "id": "S1" })));
        assert_eq!(refresh["from"], pushes[0]["from"]);
        assert!(refresh["response_url"].is_null() && refresh["text"].is_null());
    }
    let ids: std::collections::BTreeSet<String> =
        pushes.iter().map(|push| push["msgid"].to_string()).collect();
    assert_eq!(ids.len(), 3);
}

#[test]
fn a_stream_is_judged_as_a_whole() {
    let pieces = streaming(&["第一段文字", "第二", "完"], true);
    assert_eq!(send(&pieces, &[], 0).rules(), ["bot-stream-shrinks"]);
    let endless = streaming(&["想"], false);
    let ran = send(&endless, &["--stream-limit", "1"], 1);
    assert_eq!(
        (ran.rules(), &ran.json()["stream"]["finished"]),
        (vec!["bot-stream-unfinished".to_owned()], &json!(false))
    );
    let once = streaming(&["想"], false);
    assert_eq!(send(&once, &["--stream-limit", "0"], 0).json()["stream"], Value::Null);
    assert_eq!(once.heard().len(), 1);
    let number = AtomicUsize::new(0);
    let other = Bot::answering(move |_| {
        let at = number.fetch_add(1, Ordering::Relaxed);
        let stream = json!({ "id": format!("S{at}"), "finish": at == 2, "content": "想".repeat(at + 1) });
        http(200, json!({ "msgtype": "stream", "stream": stream }).to_string())
    });
    assert_eq!(send(&other, &[], 0).rules(), ["bot-stream-other"]);
    let number = AtomicUsize::new(0);
    let failing = Bot::answering(move |_| match number.fetch_add(1, Ordering::Relaxed) {
        0 => http(200, r#"{"msgtype":"stream","stream":{"id":"S","finish":false,"content":"想"}}"#),
        _ => http(500, ""),
    });
    assert_eq!(send(&failing, &[], 1).rules(), ["http-status"]);
    assert_eq!(failing.heard().len(), 2);
}

#[test]
fn pushes_to_a_bot_are_encrypted_without_a_receiver() {
    let key = AesKey::parse(AES_KEY).expect("a key");
    let own = key.clone();
    let bot = Bot::answering(move |heard: &Heard| {
        let sealed: Value = serde_json::from_str(heard.text()).expect("JSON");
        let opened = decrypt(&own, sealed["encrypt"].as_str().expect("a text")).expect("a message");
        assert_eq!(opened.receiver, "");
        let push: Value = serde_json::from_slice(&opened.message).expect("JSON");
        let finish = push["msgtype"] == "stream";
        let reply =
            json!({ "msgtype": "stream", "stream": { "id": "S", "finish": finish, "content": "好" } });
        let sealed = encrypt(&own, *b"0123456789abcdef", reply.to_string().as_bytes(), "");
        let signature = sign::callback::msg_signature("t0ken", "1700000000", "42", &sealed);
        let envelope = json!({ "encrypt": sealed, "msgsignature": signature, "timestamp": 1_700_000_000, "nonce": "42" });
        http(200, envelope.to_string())
    });
    let ran = webot(["send", "aibot.group", "--token", "t0ken", "--aes-key", AES_KEY, "--json"])
        .args(bot.args())
        .run();
    assert_eq!(ran.rules(), Vec::<String>::new());
    assert_eq!(ran.json()["stream"]["refreshes"], 1);
    let query: Vec<String> = bot.heard()[0].query().into_iter().map(|(name, _)| name).collect();
    assert_eq!(query, ["timestamp", "nonce", "msg_signature"]);
}

#[test]
fn the_kinds_of_bots_are_json_as_documented() {
    let shown = |words: &[&str]| {
        let ran = webot(["send"]).args(words).args(["--dry-run", "--json"]).stderr_any().run();
        let request = ran.json();
        serde_json::from_str::<Value>(request["body"].as_str().expect("a body")).expect("JSON")
    };
    let mixed = shown(&["aibot.mixed"]);
    let kinds: Vec<&Value> =
        mixed["mixed"]["msg_item"].as_array().expect("a list").iter().map(|item| &item["msgtype"]).collect();
    assert_eq!(kinds, ["text", "image"]);
    let event = shown(&["aibot.template_card_event", "approve", "task-1"]);
    assert_eq!(event["event"]["template_card_event"]["event_key"], "approve");
    assert_eq!(event["event"]["template_card_event"]["task_id"], "task-1");
    assert_eq!(event["event"]["eventtype"], "template_card_event");
    assert!(event["create_time"].is_u64());
    let feedback = shown(&["aibot.feedback_event"]);
    assert_eq!(feedback["event"]["feedback_event"]["inaccurate_reason_list"], json!([2, 4]));
    assert_eq!(shown(&["aibot.stream", "S9"])["stream"]["id"], "S9");
}
