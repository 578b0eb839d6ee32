//! Session stores that cannot be reached.

use std::time::{Duration, Instant};

use super::ECHO;
use crate::support::{OPENID, Webot, text_push};

/// Somebody who takes connections and says nothing.
#[test]
fn a_store_that_is_silent_does_not_take_all_of_wechats_patience() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("redis://{}/0", silent.local_addr().expect("an address"));
    let server = Webot::serve(ECHO).args(["--sessions", &url]).start();
    for text in ["one", "two"] {
        let began = Instant::now();
        server.push(text_push(OPENID, text)).ok();
        assert!(began.elapsed() < Duration::from_millis(4900), "{:?}", began.elapsed());
    }
}

#[test]
fn a_store_that_is_not_there_stops_no_answer_and_is_told_of() {
    let server = Webot::serve(ECHO).args(["--sessions", "redis://127.0.0.1:1/0"]).start();
    let got = server.push(text_push(OPENID, "hi")).ok();
    assert!(!got.body.is_empty());
    let line = server.request_line(|line| line["status"] == 200);
    assert!(line["failures"][0]["reason"].to_string().contains("sessions: redis://127.0.0.1:1/0"), "{line}");
}

#[test]
fn a_store_that_is_not_there_is_told_at_the_start() {
    let server = Webot::serve("hi: ho\n").args(["--sessions", "redis://:secret@127.0.0.1:1/0"]).start();
    let line = server.line("the store", |line| line["warning"].is_string());
    assert!(
        line["warning"].as_str().is_some_and(|said| said.contains("127.0.0.1:1") && !said.contains("secret"))
    );
    assert_eq!(server.say("hi").as_deref(), Some("ho"));
}
