//! The output: for people and as JSON.

use serde_json::{Value, json};

use crate::support::{ACCEPTED, Bot, http, text_reply, webot, xml_reply};

#[test]
fn json_is_one_document_of_the_documented_shape() {
    let bot = Bot::answering(|_| http(200, text_reply("hello").replace("1700000000", "1700000000000")));
    let ran = webot(["send", "hi", "--json"]).args(bot.args()).run();
    assert_eq!(ran.stderr, "");
    assert_eq!(ran.stdout.trim_end().lines().count(), 1);
    let json = ran.json();
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().expect("an object").keys().cloned().collect() };
    assert_eq!(
        keys(&json),
        ["kind", "url", "msg_id", "request", "deliveries", "family", "accepted", "reply", "raw", "findings"]
            .map(str::to_owned)
    );
    let heard = bot.only();
    assert_eq!(json["kind"], "text");
    assert_eq!(json["url"], bot.url("/"));
    assert_eq!(json["msg_id"].as_str(), heard.message().get("MsgId"));
    assert_eq!(json["request"], heard.text());
    assert_eq!(keys(&json["deliveries"][0]), ["status", "elapsed_ms"].map(str::to_owned));
    assert_eq!(json["deliveries"].as_array().map(Vec::len), Some(1));
    assert_eq!(json["deliveries"][0]["status"], 200);
    assert!(json["deliveries"][0]["elapsed_ms"].is_u64());
    assert_eq!(keys(&json["reply"]), ["type", "fields"].map(str::to_owned));
    assert_eq!(json["reply"]["type"], "text");
    assert_eq!(json["reply"]["fields"]["Content"], "hello");
    assert_eq!(json["raw"], text_reply("hello").replace("1700000000", "1700000000000"));
    assert_eq!(keys(&json["findings"][0]), ["rule", "severity", "message", "hint"].map(str::to_owned));
    assert_eq!(json["findings"][0]["rule"], "create-time-not-seconds");
    assert_eq!(json["findings"][0]["severity"], "warning");
}

#[test]
fn no_reply_has_the_type_none_and_an_event_has_no_id() {
    for body in ["success", ""] {
        let bot = Bot::answering(move |_| http(200, body));
        let json = webot(["send", "event", "subscribe", "--json"]).args(bot.args()).run().json();
        assert_eq!(json["kind"], "subscribe");
        assert_eq!(json["msg_id"], Value::Null);
        assert_eq!(json["reply"], json!({ "type": "none", "fields": {} }));
        assert_eq!(json["findings"], json!([]));
        assert_eq!(json["raw"], body);
    }
}

#[test]
fn a_text_reply_is_on_stdout_unchanged_and_all_else_on_stderr() {
    let bot = Bot::answering(|_| http(200, text_reply("hello\n你好")));
    webot(["send", "hi"])
        .args(bot.args())
        .stdout("hello\n你好\n")
        .stderr_starts(format!("→ text hi  {}\n← text  ", bot.url("/")))
        .run();
}

#[test]
fn every_other_reply_is_shown_field_by_field() {
    let articles = "<ArticleCount>1</ArticleCount><Articles><item><Title>News</Title></item></Articles>";
    let bot = Bot::answering(move |_| http(200, xml_reply("news", articles)));
    webot(["send", "hi"]).args(bot.args()).stdout_has("Title: News\n").stderr_ends(ACCEPTED).run();
}

#[test]
fn no_reply_is_reported_as_such() {
    for body in ["", "success"] {
        let bot = Bot::answering(move |_| http(200, body));
        webot(["send", "hi"]).args(bot.args()).stderr_has("← no reply").run();
    }
}
