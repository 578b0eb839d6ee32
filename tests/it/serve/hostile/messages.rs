//! Bodies that are no message or no envelope.

use super::{check_still_serving, malformed};
use crate::serve::ECHO;
use crate::support::{AES_KEY, APPID, OPENID, Serve, Stamp, Webot, fields, sealed, text_push};

/// Every body of a refusal.
const REFUSALS: [&str; 10] = [
    "Invalid signature",
    "Stale timestamp",
    "Repeated nonce",
    "Invalid message",
    "Invalid timestamp",
    "Not a message",
    "Not found",
    "Method not allowed",
    "Too large",
    "Busy",
];

#[test]
fn a_body_that_is_not_a_message_is_refused_with_400() {
    let server = Serve::start(ECHO);
    for (what, body) in malformed() {
        let got = server.push(body);
        assert_eq!((got.status, got.body.as_str()), (400, "Not a message"), "{what}");
    }
    check_still_serving(&server);
}

#[test]
fn an_unsigned_body_that_is_not_a_message_is_refused_with_401() {
    let server = Serve::start(ECHO);
    for (what, body) in malformed() {
        let got = server.ask("POST", "/?signature=0&timestamp=1&nonce=1", body);
        assert_eq!((got.status, got.body.as_str()), (401, "Invalid signature"), "{what}");
    }
    check_still_serving(&server);
}

#[test]
fn an_envelope_without_a_message_is_refused_as_any_other_that_does_not_open() {
    let server = Webot::serve(ECHO).args(["--aes-key", AES_KEY, "--appid", APPID]).start();
    for (what, body) in malformed() {
        let Ok(message) = String::from_utf8(body) else { continue };
        let (query, body) = sealed(&message, AES_KEY, APPID);
        // Base64 makes it longer.
        if body.len() > 1 << 20 {
            continue;
        }
        let got = server.ask("POST", &format!("/?{query}"), body);
        assert_eq!((got.status, got.body.as_str()), (403, "Invalid message"), "{what}");
    }
    check_still_serving(&server);
}

#[test]
fn a_malformed_envelope_is_refused_with_403() {
    let server = Webot::serve(ECHO).args(["--aes-key", AES_KEY, "--appid", APPID]).start();
    let (_, whole) = sealed(&text_push(OPENID, "hi"), AES_KEY, APPID);
    let encrypt = whole.split("<![CDATA[").nth(2).and_then(|rest| rest.split("]]").next()).expect("Encrypt");
    let (half, flipped) = (&encrypt[..encrypt.len() / 2 / 4 * 4], encrypt.chars().rev().collect::<String>());
    for given in ["A", "=", "AAAA", "!!!!", "文", half, &flipped, &"A".repeat(64), &"A".repeat(500_000)] {
        let query = Stamp::new().signed_for(given);
        let got = server.ask("POST", &format!("/?{query}"), fields(&[("Encrypt", given)]));
        assert_eq!(
            (got.status, got.body.as_str()),
            (403, "Invalid message"),
            "{}",
            &given[..given.len().min(50)]
        );
    }
    check_still_serving(&server);
}

#[test]
fn every_envelope_that_cannot_be_decrypted_gets_the_same_answer() {
    let server = Webot::serve(ECHO).args(["--aes-key", AES_KEY, "--appid", APPID]).start();
    let mut told: Vec<(u16, String, String)> = Vec::new();
    for byte in 0..16 {
        let (_, whole) = sealed(&text_push(OPENID, "hi"), AES_KEY, APPID);
        let encrypt =
            whole.split("<![CDATA[").nth(2).and_then(|rest| rest.split("]]").next()).expect("Encrypt");
        let mut forged = encrypt.as_bytes().to_vec();
        let at = forged.len() - 8 - byte;
        forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
        let forged = String::from_utf8(forged).expect("base64");
        let query = Stamp::new().signed_for(&forged);
        let got = server.ask("POST", &format!("/?{query}"), fields(&[("Encrypt", &forged)]));
        let head = got.head.lines().filter(|line| !line.starts_with("date:")).collect::<Vec<_>>().join("\n");
        told.push((got.status, head, got.body));
    }
    told.dedup();
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn refusals_reveal_nothing() {
    let server = Webot::serve(ECHO).args(["--route", "/wx"]).start();
    let mut told = Vec::new();
    for target in [
        "/wx",
        "/wx?signature=1",
        "/rules.yaml",
        "/../rules.yaml",
        "/wx?token=x",
        "/%2e%2e/wx",
        "/.git/config",
    ] {
        for method in ["GET", "POST", "PUT"] {
            told.push(server.ask(method, target, "<xml>"));
        }
    }
    told.push(server.push_to("/wx", "<xml>"));
    for got in told {
        assert!(got.status >= 400 && REFUSALS.contains(&got.body.as_str()), "{got:?}");
        let named = ["server:", "x-powered-by", "webot"].into_iter().any(|name| got.head.contains(name));
        assert!(!named, "{}", got.head);
    }
}
