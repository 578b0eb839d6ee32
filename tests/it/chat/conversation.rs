//! Users, replies, retries, restarts, files.

use serde_json::{Value, json};

use super::Chat;
use crate::support::{AES_KEY, APPID, Bot, DEAD_URL, Folder, Heard, OPENID, hold, http, text_reply};

/// A game whose number is drawn for each user.
const GAME: &str = r#"
rules:
  - { name: draw, pattern: =draw, session: { number: "{random 1 1000000}" }, handler: "drawn {session.number}" }
  - { name: tell, pattern: =tell, handler: "yours is {session.number}" }
  - { name: follow, pattern: { kind: subscribe }, handler: welcome }
  - { name: scanned, pattern: { kind: scan }, handler: "you scanned {eventKey}" }
"#;

fn content(entry: &Value) -> &str {
    entry["reply"]["fields"]["Content"].as_str().unwrap_or_else(|| panic!("a text: {entry}"))
}

#[test]
fn the_demo_bot_answers_in_every_mode() {
    for mode in ["plain", "compat", "safe"] {
        let chat = Chat::start(["--mode", mode]);
        let mut events = chat.events();
        let entry = chat.say(&mut events, OPENID, &["text", "hello"]);
        assert!(content(&entry).ends_with("hello"), "{entry}");
        assert_eq!((&entry["accepted"], &entry["findings"]), (&json!(true), &json!([])), "{entry}");
        assert!(
            entry["xml"].as_str().is_some_and(|xml| xml.contains("<Content><![CDATA[hello]]>")),
            "{entry}"
        );
        let is_sealed = mode != "plain";
        assert_eq!(
            entry["request"].as_str().is_some_and(|sent| sent.contains("<Encrypt>")),
            is_sealed,
            "{entry}"
        );
        assert_eq!(
            entry["decrypted"].as_str().is_some_and(|reply| reply.contains("hello")),
            is_sealed,
            "{entry}"
        );
    }
}

#[test]
fn following_decides_what_a_scan_is() {
    let folder = Folder::new();
    folder.write("rules.yaml", GAME);
    let chat = Chat::of(folder.webot(["chat", "rules.yaml", "--json"]));
    let mut events = chat.events();
    assert_eq!(events.users(1), [OPENID]);
    let scan = chat.say(&mut events, OPENID, &["scan", "7"]);
    assert_eq!((scan["push"]["Event"].as_str(), content(&scan)), (Some("SCAN"), "you scanned 7"));
    chat.say(&mut events, OPENID, &["event", "unsubscribe"]);
    events.until(|events| events.state["users"][0]["follows"] == false);
    let scan = chat.say(&mut events, OPENID, &["scan", "7"]);
    assert_eq!((&scan["push"]["EventKey"], content(&scan)), (&json!("qrscene_7"), "welcome"));
    events.until(|events| events.state["users"][0]["follows"] == true);
}

#[cfg(unix)]
#[test]
fn two_users_play_and_the_export_passes_as_a_test() {
    let folder = Folder::new();
    folder.write("rules.yaml", GAME);
    let chat = Chat::of(folder.webot(["chat", "rules.yaml", "--json"]));
    let mut events = chat.events();
    chat.call("add-user", &json!({}));
    let users = events.users(2);
    for user in &users {
        chat.say(&mut events, user, &["text", "draw"]);
    }
    let first = chat.say(&mut events, &users[0], &["text", "tell"]);
    let second = chat.say(&mut events, &users[1], &["text", "tell"]);
    assert_ne!(content(&first), content(&second));
    let exported = chat.call("export", &json!({}));
    let text = exported["text"].as_str().expect("a text");
    assert!(text.contains(content(&first)) && text.contains(content(&second)), "{text}");
    folder.write("chat.test.yaml", text);
    // The scenario starts `webot` by its name.
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_webot")).parent().expect("a folder");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    folder.webot(["test", "chat.test.yaml"]).env("PATH", path).stderr_has("1 passed").run();
}

#[test]
fn a_reply_that_differs_each_time_is_not_expected_word_for_word() {
    let folder = Folder::new();
    folder.write("rules.yaml", "rules:\n  - { name: id, pattern: =id, handler: 'your message is {id}' }\n");
    let chat = Chat::of(folder.webot(["chat", "rules.yaml", "--json"]));
    let mut events = chat.events();
    let reply = chat.say(&mut events, OPENID, &["text", "id"]);
    let text = chat.call("export", &json!({}))["text"].as_str().expect("a text").to_owned();
    assert!(!text.contains(content(&reply)) && text.contains(r#"{"type":"text"}"#), "{text}");
}

#[test]
fn a_restart_repeats_what_came_before_with_the_same_random_numbers() {
    let folder = Folder::new();
    folder.write("rules.yaml", GAME);
    let chat = Chat::of(folder.webot(["chat", "rules.yaml", "--json"]));
    let mut events = chat.events();
    let drawn = chat.say(&mut events, OPENID, &["text", "draw"]);
    let told = chat.say(&mut events, OPENID, &["text", "tell"]);
    let again = chat.say(&mut events, OPENID, &["text", "draw"]);
    assert_ne!(content(&again), content(&drawn), "the session has another number now");
    chat.call("restart", &json!({ "entry": told["id"] }));
    let all = events.all(2);
    assert_eq!([content(&all[0]), content(&all[1])], [content(&drawn), content(&told)]);
    assert_ne!(all[0]["push"]["MsgId"], drawn["push"]["MsgId"], "a message of its own");
    let next = chat.say(&mut events, OPENID, &["text", "draw"]);
    assert_eq!(content(&next), content(&again));
    chat.call("clear", &json!({}));
    assert_eq!(events.all(0), [Value::Null; 0]);
    assert_ne!(content(&chat.say(&mut events, OPENID, &["text", "draw"])), content(&drawn), "a new seed");
}

#[test]
fn a_bot_elsewhere_meets_a_new_user_after_a_restart() {
    let bot = Bot::answering(|heard: &Heard| {
        http(200, text_reply(heard.message().get("Content").unwrap_or_default()))
    });
    let chat = Chat::start(["--des", &bot.url("/wechat")]);
    let mut events = chat.events();
    chat.call("add-user", &json!({}));
    let users = events.users(2);
    chat.say(&mut events, &users[0], &["text", "one"]);
    let other = chat.say(&mut events, &users[1], &["text", "other"]);
    let second = chat.say(&mut events, &users[0], &["text", "two"]);
    chat.say(&mut events, &users[0], &["text", "three"]);
    chat.call("restart", &json!({ "entry": second["id"] }));
    let all = events.all(3);
    assert_eq!(all[0]["id"], other["id"], "the other user goes on");
    assert_eq!([&all[1]["push"]["Content"], &all[2]["push"]["Content"]], ["one", "two"]);
    assert!(!users.contains(&all[1]["user"].as_str().expect("a user").to_owned()));
    let heard = bot.heard();
    assert_eq!(heard.len(), 6);
    assert_eq!(heard[5].message().get("FromUserName"), all[1]["user"].as_str());
}

#[test]
fn a_slow_bot_is_asked_three_times_and_a_dead_one_is_told() {
    let bot = Bot::streaming(|_, stream| hold(stream));
    let chat = Chat::start([&bot.url("/"), "--deadline", "0.2", "--timeout", "0.3"]);
    let mut events = chat.events();
    let sent = chat.call("send", &json!({ "user": OPENID, "words": ["text", "hello"] }));
    events.until(|events| events.entries.values().any(|entry| entry["late"] == json!([200, 200])));
    let entry = events.entry(&sent["id"]);
    assert_eq!(entry["deliveries"].as_array().map(Vec::len), Some(3), "{entry}");
    assert_eq!(
        (&entry["accepted"], &entry["findings"][0]["rule"]),
        (&json!(false), &json!("no-answer")),
        "{entry}"
    );
    let chat = Chat::start([DEAD_URL]);
    let mut events = chat.events();
    let entry = chat.say(&mut events, OPENID, &["text", "hello"]);
    assert_eq!(entry["status"], "failed");
    let said = &entry["error"];
    assert!(said["en"]["message"].as_str().is_some_and(|said| said.contains("nothing listens")), "{said}");
    assert!(said["zh"]["message"].as_str().is_some_and(|said| !said.contains("nothing")), "{said}");
    drop(bot.or_not_asked());
}

#[test]
fn a_saved_conversation_opens_again_and_replays() {
    let folder = Folder::new();
    let chat = Chat::of(folder.webot([
        "chat",
        "--json",
        "--mode",
        "safe",
        "--aes-key",
        AES_KEY,
        "--token",
        "t0p-secret-token",
    ]));
    let mut events = chat.events();
    chat.say(&mut events, OPENID, &["text", "hello"]);
    chat.say(&mut events, OPENID, &["location", "39.9", "116.3", "Beijing"]);
    let saved = chat.call("save", &json!({}))["text"].as_str().expect("a text").to_owned();
    assert!(!saved.contains("t0p-secret-token") && !saved.contains(AES_KEY), "{saved}");
    let opened = Chat::start([]);
    let mut other = opened.events();
    let page = opened.post("load", saved.as_bytes());
    assert_eq!(page.json(), json!({ "messages": 2 }));
    let all = other.all(2);
    assert!(content(&all[0]).ends_with("hello"), "{all:?}");
    assert_eq!(all[1]["push"]["Label"], "Beijing");
    folder.write("chat.jsonl", &saved);
    folder.webot(["replay", "chat.jsonl", "--as-test"]).stdout_has("hello").stdout_has("Beijing").run();
}

#[test]
fn messages_that_the_bot_sends_by_the_api_appear() {
    let bot = Bot::answering(|_| http(200, "success"));
    let chat = Chat::start([&bot.url("/"), "--mock", "--mock-port", "0", "--appid", APPID]);
    let mut events = chat.events();
    let user = events.users(1).remove(0);
    let token = chat.api(
        "/cgi-bin/stable_token",
        &json!({ "grant_type": "client_credential", "appid": APPID, "secret": "any" }),
    );
    let token = token["access_token"].as_str().unwrap_or_else(|| panic!("a token: {token}"));
    let send = |content: &str| {
        let message = json!({ "touser": user, "msgtype": "text", "text": { "content": content } });
        chat.api(&format!("/cgi-bin/message/custom/send?access_token={token}"), &message)
    };
    chat.say(&mut events, &user, &["event", "unsubscribe"]);
    assert_eq!(send("nobody reads this")["errcode"], 45015, "the mock knows what the user did");
    chat.say(&mut events, &user, &["event", "subscribe"]);
    chat.say(&mut events, &user, &["text", "hello"]);
    assert_eq!(send("a first answer")["errcode"], 0);
    assert_eq!(send("a second answer")["errcode"], 0);
    events.until(|events| events.entries.len() == 5);
    let sent: Vec<&Value> = events.entries.values().filter(|entry| entry["type"] == "account").collect();
    assert_eq!(
        [&sent[0]["content"]["content"], &sent[1]["content"]["content"]],
        ["a first answer", "a second answer"]
    );
    assert_eq!((&sent[0]["via"], &sent[0]["user"]), (&json!("custom"), &json!(user)));
    let menu = json!({ "button": [{ "type": "click", "name": "News", "key": "NEWS" }] });
    assert_eq!(chat.api(&format!("/cgi-bin/menu/create?access_token={token}"), &menu)["errcode"], 0);
    events.until(|events| events.state["menu"]["button"][0]["key"] == "NEWS");
    // What the mock adds to the conversation is no message of a user.
    let text = chat.call("export", &json!({}))["text"].as_str().expect("a text").to_owned();
    assert_eq!(text.matches("send:").count(), 3, "{text}");
}

#[test]
fn changed_rules_are_used_at_once_and_broken_ones_are_told() {
    let folder = Folder::new();
    let rules = |reply: &str| format!("rules:\n  - {{ name: one, pattern: =who, handler: {reply} }}\n");
    folder.write("rules.yaml", rules("first"));
    let chat = Chat::of(folder.webot(["chat", "rules.yaml", "--json"]));
    let mut events = chat.events();
    assert_eq!(content(&chat.say(&mut events, OPENID, &["text", "who"])), "first");
    folder.write("rules.yaml", "rules: [");
    events.until(|events| events.state["problem"]["zh"]["message"].is_string());
    assert_eq!(
        content(&chat.say(&mut events, OPENID, &["text", "who"])),
        "first",
        "the last rules stay in use"
    );
    folder.write("rules.yaml", rules("second"));
    events.until(|events| events.state["problem"].is_null());
    assert_eq!(content(&chat.say(&mut events, OPENID, &["text", "who"])), "second");
}
