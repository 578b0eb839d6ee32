//! The page of `webot serve`: messages with rule, reply and time.

use serde_json::json;

use super::{entries, page_of};
use crate::support::{AES_KEY, APPID, OPENID, Stamp, Webot, sealed, text_push};

const RULES: &str = "\
- name: greeting
  pattern: hi
  handler: Hello, you!
- name: song
  pattern: music
  handler:
    title: A song
    musicUrl: http://a.example/song.mp3
";

#[test]
fn messages_come_to_the_page_with_their_rules_and_replies() {
    let serve = Webot::serve(RULES).args(["--ui", "--no-open"]).start();
    let page = page_of(&serve);
    let mut events = page.events();
    assert_eq!(serve.say("hi").as_deref(), Some("Hello, you!"));
    serve.push(text_push(OPENID, "music")).ok();
    let wrong = Stamp::with_token("other").signed();
    serve.ask("POST", &format!("/?{wrong}"), text_push(OPENID, "hi"));
    let all = entries(&mut events, 3);
    let hi = &all[0];
    assert_eq!(
        (&hi["type"], &hi["rule"], &hi["mark"]),
        (&json!("answered"), &json!("greeting"), &json!("good"))
    );
    assert_eq!((&hi["user"], &hi["push"]["Content"]), (&json!(OPENID), &json!("hi")));
    assert_eq!((&hi["reply"], &hi["reply_fields"]["Content"]), (&json!("text"), &json!("Hello, you!")));
    assert!(
        hi["ms"].is_number() && hi["message"].as_str().is_some_and(|xml| xml.starts_with("<xml>")),
        "{hi}"
    );
    assert_eq!(
        (&all[1]["reply"], &all[1]["reply_fields"]["Music"]["Title"]),
        (&json!("music"), &json!("A song"))
    );
    let refused = &all[2];
    assert_eq!((&refused["mark"], &refused["status"]), (&json!("bad"), &json!(401)));
    let said = &refused["said"][0]["said"];
    assert_ne!(said["en"]["message"], said["zh"]["message"], "{said}");
    // The log is what it is without a page.
    let line = serve.request_line(|line| line["rule"] == "greeting");
    assert!(line.get("push").is_none() && line["ms"] == hi["ms"], "{line}");
}

#[test]
fn repeated_and_encrypted_messages_are_shown_as_they_are_read() {
    let webot = Webot::serve(RULES).args(["--ui", "--no-open", "--aes-key", AES_KEY, "--appid", APPID]);
    let serve = webot.start();
    let mut events = page_of(&serve).events();
    let push = text_push(OPENID, "hi");
    for _ in 0..2 {
        let (query, body) = sealed(&push, AES_KEY, APPID);
        serve.ask("POST", &format!("/?{query}"), body).ok();
    }
    let all = entries(&mut events, 2);
    assert_eq!(all[1]["again"], true, "{}", all[1]);
    for entry in all {
        assert_eq!(entry["push"]["Content"], "hi");
        assert_eq!(entry["reply_fields"]["Content"], "Hello, you!", "{entry}");
        assert!(!entry.to_string().contains("Encrypt"), "{entry}");
    }
}

#[test]
fn broken_rules_are_told_of_until_they_are_mended() {
    let serve = Webot::serve("hi: Hello!\n").args(["--ui", "--no-open"]).start();
    let mut events = page_of(&serve).events();
    serve.change("rules.yaml", "hi: [\n");
    events.until(|events| events.state["problem"].is_object());
    let problem = events.state["problem"].clone();
    assert_ne!(problem["en"]["message"], problem["zh"]["message"]);
    assert!(problem["en"]["hints"][0].as_str().is_some_and(|hint| hint.contains("rules.yaml")), "{problem}");
    serve.change("rules.yaml", "hi: Hello!\nyou: Me!\n");
    events.until(|events| events.state["problem"].is_null() && events.state["rules"] == 2);
}
