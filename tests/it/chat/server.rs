//! The server of the page: only the page itself is answered, and nothing piles up.

use std::io::Write as _;

use serde_json::json;

use super::Chat;
use crate::support::{Bot, OPENID, http, text_reply};

#[test]
fn the_page_and_its_files_come_with_a_strict_policy() {
    let chat = Chat::start([]);
    assert!(chat.path.len() > 30, "it cannot be guessed: {}", chat.path);
    for (name, content_type) in [("", "text/html"), ("style.css", "text/css"), ("chat.js", "text/javascript")]
    {
        let page = chat.get(name);
        let head = page.head.to_lowercase();
        assert_eq!(page.status, 200, "{name}");
        assert!(head.contains(&format!("content-type: {content_type}; charset=utf-8")), "{head}");
        for wanted in [
            "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self';",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cache-control: no-store",
        ] {
            assert!(head.contains(wanted), "{wanted} in {head}");
        }
        assert!(!head.contains("unsafe") && !head.contains("access-control"), "{head}");
    }
    assert_eq!(chat.get("nothing.js").status, 404);
    assert_eq!(chat.get("../chat.js").status, 404);
}

#[test]
fn other_paths_sites_and_names_are_refused() {
    let chat = Chat::start([]);
    let own = format!("Host: {}\r\n", chat.host);
    let call = format!("{}send", chat.path);
    let body = json!({ "user": OPENID, "words": ["text", "hello"] }).to_string();
    for path in ["/", "/events", "/chat.js", "/0000/", "/media/1", "/media//1"] {
        assert_eq!(chat.ask("GET", path, &own, b"").status, 404, "{path}");
    }
    let json = "Content-Type: application/json\r\n";
    for headers in [
        format!("{own}{json}Origin: https://evil.example\r\n"),
        format!("{own}{json}Origin: null\r\n"),
        format!("{own}{json}Sec-Fetch-Site: cross-site\r\n"),
        format!("{own}{json}Sec-Fetch-Site: same-site\r\n"),
        format!("Host: evil.example\r\n{json}"),
    ] {
        assert_eq!(chat.ask("POST", &call, &headers, body.as_bytes()).status, 403, "{headers}");
        assert_eq!(chat.ask("GET", &chat.path, &headers, b"").status, 403, "{headers}");
    }
    for headers in [own.clone(), format!("{own}Content-Type: text/plain\r\n")] {
        assert_eq!(chat.ask("POST", &call, &headers, body.as_bytes()).status, 415, "{headers}");
    }
    assert_eq!(chat.ask("PUT", &call, &own, b"").status, 405);
    let origin = format!("{own}{json}Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n", chat.host);
    assert_eq!(chat.ask("POST", &call, &origin, body.as_bytes()).status, 200);
}

#[test]
fn wrong_calls_are_told_in_both_languages() {
    let chat = Chat::start([]);
    for (name, body, en) in [
        ("fly", "{}", "does not fit this version of webot (fly)"),
        ("send", "{", "does not fit this version"),
        ("send", r#"{"user":"o","words":["text","a"],"more":1}"#, "does not fit this version"),
        ("send", r#"{"user":"nobody","words":["text","a"]}"#, "there is no user `nobody`"),
        ("restart", r#"{"entry":7}"#, "no longer kept"),
        ("export", "{}", "no messages yet"),
        ("load", "no recording", "conversation"),
    ] {
        let page = chat.post(name, body.as_bytes());
        assert_eq!(page.status, 422, "{name}");
        let error = &page.json()["error"];
        assert!(error["en"].as_str().is_some_and(|said| said.contains(en)), "{name}: {error}");
        assert_ne!(error["en"], error["zh"], "{name}");
    }
    let large = json!({ "user": OPENID, "words": ["text", "x".repeat(300_000)] });
    assert_eq!(chat.post("send", large.to_string().as_bytes()).status, 413);
}

#[test]
fn pictures_are_stored_for_the_bot_and_nothing_else_is() {
    let chat = Chat::start([]);
    let media = |body: &[u8]| {
        chat.ask("POST", &format!("{}media", chat.path), &format!("Host: {}\r\n", chat.host), body)
    };
    for refused in
        [&b"<script>alert(1)</script>"[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.4", b""]
    {
        assert_eq!(media(refused).status, 415, "{refused:?}");
    }
    let stored = media(b"GIF89a picture").json();
    assert_eq!(stored["md5"], "f55b314acaf307c4f6a5b3f810e49983");
    let url = stored["url"].as_str().expect("a URL");
    let path = url.strip_prefix(&format!("http://{}", chat.host)).expect("an address of this server");
    assert!(!path.contains(chat.path.trim_matches('/')), "the bot does not learn the path of the page");
    // A bot is no browser.
    let picture = chat.ask("GET", path, "Host: 127.0.0.1\r\n", b"");
    assert_eq!((picture.status, picture.body.as_slice()), (200, &b"GIF89a picture"[..]));
    assert!(picture.head.to_lowercase().contains("content-type: image/gif"), "{}", picture.head);
    assert!(picture.head.contains("default-src 'none'; sandbox"), "{}", picture.head);
    assert_eq!(chat.ask("GET", &path.replace("/1", "/2"), "Host: 127.0.0.1\r\n", b"").status, 404);
}

#[test]
fn pages_that_do_not_read_hold_nothing_up() {
    let large = "x".repeat(100_000);
    let bot = Bot::answering(move |_| http(200, text_reply(&large)));
    let mut chat = Chat::start([&bot.url("/")]);
    let head = format!("GET {}events HTTP/1.1\r\nHost: {}\r\n\r\n", chat.path, chat.host);
    let mut deaf = Vec::new();
    for _ in 0..40 {
        let mut stream = chat.connect();
        stream.write_all(head.as_bytes()).expect("a request");
        deaf.push(stream);
    }
    let mut events = chat.events();
    for number in 1..=100 {
        chat.call("send", &json!({ "user": OPENID, "words": ["text", format!("message {number}")] }));
    }
    let all = events.all(100);
    assert!(
        all.iter()
            .all(|entry| entry["cut"] == true && entry["raw"].as_str().is_some_and(|raw| raw.len() < 4000))
    );
    // The whole text comes when it is asked for.
    let whole = chat.call("entry", &json!({ "entry": all[0]["id"] }));
    assert_eq!(whole["reply"]["fields"]["Content"].as_str().map(str::len), Some(100_000));
    #[cfg(unix)]
    {
        chat.process.signal("-INT");
        assert_eq!(chat.process.ended().code, 0, "open pages do not hold up the end");
    }
}
