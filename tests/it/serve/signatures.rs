//! Signatures, timestamps and nonces.

use std::io::{Read, Write};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use webot::message::envelope::{AesKey, encrypt};

use super::{ECHO, with_key};
use crate::support::{
    ACCOUNT, AES_KEY, APPID, OPENID, Serve, Stamp, TOKEN, Webot, fields, now, sealed, sealed_as, text_push,
};

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

/// Digits between timestamp and nonce leave the signed text and so the signature unchanged.
#[test]
fn digits_moved_between_timestamp_and_nonce_are_a_repetition() {
    for window in [&[][..], &["--window", "0"]] {
        let server = Webot::serve(ECHO).args(window).start();
        let stamp = Stamp { nonce: "9999999999999".to_owned(), ..Stamp::new() };
        let push = |stamp: &Stamp, text: &str| {
            server.ask("POST", &format!("/?{}", stamp.signed()), text_push(OPENID, text)).status
        };
        assert_eq!(push(&stamp, "one"), 200);
        for moved in 1..=4 {
            let (digits, nonce) = stamp.nonce.split_at(moved);
            let timestamp = format!("{}{digits}", stamp.timestamp);
            let forged = Stamp { timestamp, nonce: nonce.to_owned(), ..stamp.clone() };
            let (was, is) = (stamp.signed(), forged.signed());
            assert_eq!(was[..50], is[..50], "the signature is the same");
            assert_eq!(push(&forged, "forged"), 403, "{moved} {window:?}");
        }
    }
}

/// Only a query with the token itself, as webot-cli sends it, has its time in milliseconds.
#[test]
fn milliseconds_are_read_in_the_form_of_the_predecessor_only() {
    let server = Serve::start(ECHO);
    let ask = |more: &str| {
        let query = format!("{}{more}", Stamp::at(&(now() * 1000).to_string()).signed());
        server.ask("POST", &format!("/?{query}"), text_push(OPENID, "hi")).status
    };
    assert_eq!([ask(""), ask("&token=another"), ask(&format!("&token={TOKEN}"))], [403, 403, 200]);
}

#[test]
fn a_delivery_that_is_answered_from_memory_uses_up_its_signature() {
    let server = Serve::start(ECHO);
    let push = text_push(OPENID, "one");
    let (first, again) = (Stamp::new().signed(), Stamp::new().signed());
    for query in [&first, &again] {
        assert_eq!(server.ask("POST", &format!("/?{query}"), &push).ok().text(), "you said one");
    }
    server.ask("POST", &format!("/?{again}"), text_push(OPENID, "forged")).status(403);
}

#[test]
fn a_check_of_the_url_uses_up_its_signature_and_may_be_repeated() {
    let server = Serve::start(ECHO);
    let query = Stamp::new().signed();
    for _ in 0..2 {
        assert_eq!(server.get(&format!("/?{query}&echostr=e")).ok().body, "e");
    }
    server.ask("POST", &format!("/?{query}"), text_push(OPENID, "forged")).status(403);
}

/// An encrypted message has two signatures, and each of them alone would be accepted.
#[test]
fn an_encrypted_message_cannot_be_repeated_with_one_of_its_signatures() {
    let server = with_key(APPID);
    let (query, body) = sealed(&text_push(OPENID, "one"), AES_KEY, APPID);
    server.ask("POST", &format!("/?{query}"), &body).ok();
    let (_, rest) = query.split_once('&').expect("a query");
    let plain = query.split_once("&encrypt_type").expect("a query").0;
    server.ask("POST", &format!("/?{plain}"), text_push(OPENID, "forged")).status(403);
    // What is answered from memory was run once.
    assert_eq!(server.ask("POST", &format!("/?{rest}"), &body).status, 200);
    server.request_line(|line| line["again"] == true);
}

/// Without the key, the responses to changed ciphertexts must not tell how they fail.
#[test]
fn all_failures_behind_the_signature_of_an_envelope_look_the_same() {
    let server = with_key(APPID);
    let key = AesKey::parse(AES_KEY).expect("a key");
    let random = *b"0123456789abcdef";
    let envelope = |text: &str| fields(&[("ToUserName", ACCOUNT), ("Encrypt", text)]);
    let whole = encrypt(&key, random, text_push(OPENID, "hi").as_bytes(), APPID);
    let mut texts = vec![
        encrypt(&key, random, b"no message", APPID),
        encrypt(&key, random, b"<xml><a/></xml>", APPID),
        encrypt(&key, random, text_push(OPENID, "hi").as_bytes(), "wx0000000000000000"),
        encrypt(&key, random, &[0xff, 0xfe], APPID),
        "AAAA".to_owned(),
        "not base64!".to_owned(),
    ];
    // Every change of a byte before the last block changes the padding, the length or the receiver.
    let bytes = STANDARD.decode(&whole).expect("base64");
    texts.extend((0..32).map(|at| {
        let mut bytes = bytes.clone();
        let place = bytes.len() - 48 + at;
        bytes[place] ^= 1;
        STANDARD.encode(bytes)
    }));
    for text in &texts {
        let stamp = Stamp::new();
        let got = server.ask("POST", &format!("/?{}", stamp.signed_for(text)), envelope(text));
        assert_eq!((got.status, &*got.body), (403, "Invalid message"), "{text}");
    }
    // The check of the URL returns whatever its receiver is right for.
    for text in texts.iter().skip(2) {
        let stamp = Stamp::new();
        let echo: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let got = server.get(&format!("/?{}&echostr={echo}", stamp.signed_for(text)));
        assert_eq!((got.status, &*got.body), (403, "Invalid message"), "{text}");
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
