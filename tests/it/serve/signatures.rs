//! Signatures, timestamps and nonces.

use std::io::{Read, Write};
use std::time::Duration;

use super::{ECHO, with_key};
use crate::support::{AES_KEY, APPID, OPENID, Serve, Stamp, Webot, now, sealed, sealed_as, text_push};

#[test]
fn a_message_with_a_wrong_signature_is_refused() {
    let server = Serve::start(ECHO);
    let right = Stamp::new();
    let query = right.signed();
    let signature = query.split(['=', '&']).nth(1).expect("a signature").to_owned();
    let last = if signature.ends_with('0') { "1" } else { "0" };
    for (given, what) in [
        (String::new(), "none"),
        (signature[..39].to_owned(), "a letter less"),
        (format!("{signature}0"), "a letter more"),
        (format!("{}{last}", &signature[..39]), "the last letter"),
        ("0".repeat(40), "another"),
        ("x".repeat(100_000 / 4), "a long one"),
    ] {
        let forged = query.replace(&signature, &given);
        let got = server.ask("POST", &format!("/?{forged}"), text_push(OPENID, "hi")).status(401);
        assert_eq!(got.body, "Invalid signature", "{what}");
    }
    for changed in [query.replace("timestamp=1", "timestamp=2"), query.replace("nonce=n", "nonce=m")] {
        server.ask("POST", &format!("/?{changed}"), text_push(OPENID, "hi")).status(401);
    }
    server.ask("POST", &format!("/?{query}"), text_push(OPENID, "hi")).ok();
}

#[test]
fn an_envelope_of_another_message_is_refused() {
    let server = with_key(APPID);
    let (query, _) = sealed(&text_push(OPENID, "hi"), AES_KEY, APPID);
    let (_, body) = sealed(&text_push(OPENID, "ho"), AES_KEY, APPID);
    server.ask("POST", &format!("/?{query}"), body).status(401);
}

#[test]
fn a_timestamp_beyond_ten_minutes_is_refused() {
    let server = Serve::start(ECHO);
    let say = |seconds: i64| {
        let stamp = Stamp::at(&now().saturating_add_signed(seconds).to_string());
        server.ask("POST", &format!("/?{}", stamp.signed()), text_push(OPENID, "hi")).status
    };
    assert_eq!([say(-590), say(0), say(590)], [200; 3]);
    assert_eq!([say(-660), say(660), say(-86_400)], [403; 3]);
    let line = server.request_line(|line| line["status"] == 403);
    assert!(line["refused"].as_str().is_some_and(|why| why.contains("s old; check both clocks")), "{line}");
}

#[test]
fn an_invalid_timestamp_is_refused() {
    let server = Serve::start(ECHO);
    for timestamp in ["", "soon", "-1", "1e9", "99999999999999999999999999"] {
        let stamp = Stamp::at(timestamp);
        server.ask("POST", &format!("/?{}", stamp.signed()), text_push(OPENID, "hi")).status(400);
    }
}

#[test]
fn the_age_limit_of_timestamps_is_settable() {
    let old = |server: &Serve, seconds: u64| {
        let stamp = Stamp::at(&(now() - seconds).to_string());
        server.ask("POST", &format!("/?{}", stamp.signed()), text_push(OPENID, "hi")).status
    };
    let server = Webot::serve(ECHO).args(["--window", "60"]).start();
    assert_eq!([old(&server, 40), old(&server, 90)], [200, 403]);
    let server = Webot::serve(ECHO).args(["--window", "0"]).start();
    assert_eq!(old(&server, 1_000_000), 200, "0 is for any");
}

#[test]
fn a_repeated_nonce_is_refused() {
    let server = Serve::start(ECHO);
    let query = Stamp::new().signed();
    let say = |text: &str| server.ask("POST", &format!("/?{query}"), text_push(OPENID, text));
    say("one").ok();
    assert_eq!(say("two").status(403).body, "Repeated nonce");
    server.say("three").expect("another nonce is new");
}

#[test]
fn a_repeated_nonce_of_an_encrypted_message_is_refused() {
    let server = with_key(APPID);
    let stamp = Stamp::new();
    let say = |text: &str| {
        let (query, body) = sealed_as(&stamp, &text_push(OPENID, text), AES_KEY, APPID);
        server.ask("POST", &format!("/?{query}"), body).status
    };
    assert_eq!([say("one"), say("two")], [200, 403]);
}

#[test]
fn repeated_nonces_may_be_allowed() {
    let server = Webot::serve(ECHO).args(["--allow-replays"]).start();
    let query = Stamp::new().signed();
    for text in ["one", "two"] {
        let got = server.ask("POST", &format!("/?{query}"), text_push(OPENID, text)).ok();
        assert_eq!(got.text(), format!("you said {text}"));
    }
}

#[test]
fn a_forged_message_uses_up_no_nonce() {
    let server = Serve::start(ECHO);
    let stamp = Stamp::new();
    let forged = Stamp { token: "another".to_owned(), ..stamp.clone() };
    server.ask("POST", &format!("/?{}", forged.signed()), text_push(OPENID, "hi")).status(401);
    server.ask("POST", &format!("/?{}", stamp.signed()), text_push(OPENID, "hi")).ok();
}

#[test]
fn a_nonce_counts_once_over_all_paths() {
    let server = Serve::start("'': yes\n");
    let query = Stamp::new().signed();
    server.ask("POST", &format!("/?{query}"), text_push(OPENID, "one")).ok();
    for path in ["/x", "/", &format!("/{}", "y".repeat(2000))] {
        server.ask("POST", &format!("{path}?{query}"), text_push(OPENID, "forged")).status(403);
    }
}

#[test]
fn a_wrong_signature_is_refused_before_the_body_is_read() {
    let server = Serve::start("'': yes\n");
    let mut stream = server.connect();
    let head =
        "POST /?signature=0&timestamp=1&nonce=2 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("sent");
    stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a limit");
    let mut answer = [0; 64];
    let read = stream.read(&mut answer).expect("an answer without the body");
    assert!(answer[..read].starts_with(b"HTTP/1.1 401"), "{}", String::from_utf8_lossy(&answer[..read]));
}
