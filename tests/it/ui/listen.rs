//! The page of `webot listen`: pushes as they happen, and sending them again.

use serde_json::{Value, json};

use super::{entries, listening};
use crate::support::{
    AES_KEY, APPID, Bot, OPENID, Stamp, TOKEN, encrypted, http, sealed, text_push, text_reply,
};

fn greeting() -> Bot {
    Bot::answering(|_| http(200, text_reply("hi")))
}

#[test]
fn pushes_come_to_the_page_with_what_the_log_tells_of_them() {
    let bot = greeting();
    let (listen, page) = listening(&bot, &[]);
    let mut events = page.events();
    assert_eq!(listen.say("hello").as_deref(), Some("hi"));
    let own = entries(&mut events, 1).remove(0);
    let line = listen.pushed();
    for (name, value) in line.as_object().expect("an object") {
        if name != "event" {
            assert_eq!(&own[name], value, "{name}");
        }
    }
    assert_eq!((&own["type"], &own["mark"]), (&json!("push"), &json!("good")));
    assert_eq!((&own["push"]["Content"], &own["reply_fields"]["Content"]), (&json!("hello"), &json!("hi")));
    assert!(own["raw"].as_str().is_some_and(|raw| raw.contains("<Content>")), "{own}");
    // The second delivery of the same push, and one with a wrong signature.
    let push = text_push(OPENID, "twice");
    listen.push(&push).ok();
    listen.push(&push).ok();
    let wrong = Stamp::with_token("other").signed();
    listen.ask("POST", &format!("/?{wrong}"), text_push(OPENID, "wrong")).ok();
    let all = entries(&mut events, 4);
    assert_eq!((&all[1]["delivery"], &all[2]["delivery"]), (&json!(1), &json!(2)));
    assert_eq!((&all[3]["verified"], &all[3]["mark"]), (&json!(false), &json!("noted")));
    let said = &all[3]["said"][0]["said"];
    assert!(said["en"]["message"].as_str().is_some_and(|said| said.contains("signature")), "{said}");
    assert!(said["zh"]["message"].as_str().is_some_and(|said| said.contains("签名")), "{said}");
    // A page that is opened later sees the same.
    let mut later = page.events();
    assert_eq!(entries(&mut later, 4), all);
    assert_eq!(later.state["page"], "listen");
    let shown = serde_json::to_string(&all).expect("JSON");
    assert!(!shown.contains(TOKEN) && !shown.contains("signature="), "{shown}");
}

#[test]
fn a_click_sends_a_push_again_with_a_fresh_signature() {
    let bot = greeting();
    let (listen, page) = listening(&bot, &[]);
    let mut events = page.events();
    listen.say("hello");
    let first = entries(&mut events, 1).remove(0);
    page.call("resend", &json!({ "entry": first["id"] }));
    let second = entries(&mut events, 2).remove(1);
    assert_eq!(second["resent"], json!({ "of": first["number"], "signed": true }));
    assert_eq!((&second["verified"], &second["delivery"]), (&json!(true), &json!(1)));
    assert_eq!(second["push"]["Content"], "hello");
    assert_ne!(second["push"]["MsgId"], first["push"]["MsgId"], "it is a message of its own");
    let heard = bot.heard();
    assert_eq!(heard.len(), 2);
    assert_ne!(heard[0].line, heard[1].line, "the signature is new");
    // What was sent again can be sent again.
    page.call("resend", &json!({ "entry": second["id"] }));
    assert_eq!(entries(&mut events, 3)[2]["resent"]["of"], second["number"]);
}

#[test]
fn encrypted_pushes_are_shown_in_both_forms_and_sent_again_encrypted() {
    let bot = Bot::answering(|_| http(200, encrypted(&text_reply("hi"), TOKEN, AES_KEY, APPID)));
    let (listen, page) = listening(&bot, &["--aes-key", AES_KEY, "--appid", APPID]);
    let mut events = page.events();
    let (query, body) = sealed(&text_push(OPENID, "secret words"), AES_KEY, APPID);
    listen.ask("POST", &format!("/?{query}"), body).ok();
    let first = entries(&mut events, 1).remove(0);
    page.call("resend", &json!({ "entry": first["id"] }));
    for entry in entries(&mut events, 2) {
        let holds = |name: &str, part: &str| entry[name].as_str().is_some_and(|text| text.contains(part));
        assert!(holds("message", "secret words") && holds("request", "Encrypt"), "{entry}");
        assert!(holds("raw", "Encrypt") && holds("decrypted", "hi"), "{entry}");
        assert!(!holds("request", "secret words"), "{entry}");
    }
    let bodies: Vec<Vec<u8>> = bot.heard().into_iter().map(|heard| heard.body).collect();
    assert!(bodies.len() == 2 && bodies[0] != bodies[1], "encrypted anew");
}

#[test]
fn pseudonyms_reach_the_page_and_the_original_is_sent_again() {
    let bot = Bot::answering(|heard| {
        let is_wrong = String::from_utf8_lossy(&heard.body).contains("wrong");
        let reply = text_reply("hi");
        http(200, if is_wrong { reply.replace(OPENID, "oSomebody") } else { reply })
    });
    let (listen, page) = listening(&bot, &["--anonymize"]);
    let mut events = page.events();
    listen.say("hello");
    listen.push(text_push(OPENID, "wrong")).ok();
    let first = entries(&mut events, 2).remove(0);
    page.call("resend", &json!({ "entry": first["id"] }));
    let all = entries(&mut events, 3);
    assert!(all[1]["said"].to_string().contains("oSomebody"), "{}", all[1]);
    for entry in all {
        assert!(!entry.to_string().contains(OPENID), "{entry}");
    }
    for heard in bot.heard() {
        let body = String::from_utf8(heard.body).expect("UTF-8");
        assert!(body.contains(OPENID), "{body}");
    }
}

#[test]
fn hostile_texts_stay_texts_and_long_ones_are_cut() {
    const HOSTILE: &str = "</script><img src=x onerror=alert(1)>\u{2028}\u{202e}\ndata: {}\n\nevent: reset";
    let long = "x".repeat(200_000);
    let answer = long.clone();
    let bot = Bot::answering(move |_| http(200, text_reply(&answer)));
    let (listen, page) = listening(&bot, &[]);
    let mut events = page.events();
    listen.push(text_push(OPENID, HOSTILE)).ok();
    let entry = entries(&mut events, 1).remove(0);
    assert_eq!((&entry["text"], &entry["push"]["Content"]), (&json!(HOSTILE), &json!(HOSTILE)));
    assert_eq!(entry["cut"], true);
    assert!(entry.to_string().len() < 30_000);
    let whole = page.call("entry", &json!({ "entry": entry["id"] }));
    assert_eq!(whole["reply_fields"]["Content"].as_str().map(str::len), Some(long.len()));
}

#[test]
fn a_bot_that_is_not_there_is_told_of_and_a_large_push_is_not_sent_again() {
    let bot = greeting();
    let (listen, page) = listening(&bot, &["--route", "user=nobody=http://127.0.0.1:1/"]);
    let mut events = page.events();
    listen.push(text_push("nobody", "hello"));
    let entry = entries(&mut events, 1).remove(0);
    assert_eq!((&entry["mark"], &entry["failure"]), (&json!("bad"), &json!("connection-refused")));
    listen.push(text_push(OPENID, &"x".repeat(300_000))).ok();
    let large = entries(&mut events, 2).remove(1);
    assert_eq!(large["can_resend"], false);
    for (name, given, en) in [
        ("resend", json!({ "entry": large["id"] }), "only the start of its body is kept"),
        ("resend", json!({ "entry": 99 }), "no longer kept"),
        ("resend", json!({ "entry": "1" }), "does not fit this version"),
        ("send", json!({ "entry": 1 }), "does not fit this version of webot (send)"),
    ] {
        let refused = page.post(name, given.to_string().as_bytes());
        assert_eq!(refused.status, 422, "{name} {given}");
        let error: Value = refused.json()["error"].clone();
        assert!(error["en"].as_str().is_some_and(|said| said.contains(en)), "{error}");
        assert_ne!(error["en"], error["zh"]);
    }
    assert_eq!(bot.heard().len(), 1, "nothing else was sent");
}

#[test]
fn many_pushes_leave_the_newest_on_the_page() {
    let bot = greeting();
    let (listen, page) = listening(&bot, &[]);
    for number in 0..2_010 {
        listen.push(text_push(OPENID, &format!("text {number}"))).ok();
    }
    let mut events = page.events();
    events.until(|events| events.entries.values().any(|entry| entry["text"] == "text 2009"));
    assert_eq!(events.entries.len(), 2_000);
    assert_eq!(events.state["keeps"], 2_000);
    assert!(events.entries.values().all(|entry| entry["text"] != "text 9"));
}
