//! Session stores that cannot be reached.

use std::time::{Duration, Instant};

use super::ECHO;
use crate::support::{OPENID, Webot, text_push};

/// The store accepts connections and never answers.
#[test]
fn a_silent_store_does_not_delay_the_answer_beyond_five_seconds() {
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
fn an_unreachable_store_stops_no_answer_and_is_in_the_log() {
    let server = Webot::serve(ECHO).args(["--sessions", "redis://127.0.0.1:1/0"]).start();
    let got = server.push(text_push(OPENID, "hi")).ok();
    assert!(!got.body.is_empty());
    let line = server.request_line(|line| line["status"] == 200);
    assert!(
        line["failures"][0]["reason"].to_string().contains("session store: redis://127.0.0.1:1/0"),
        "{line}"
    );
}

#[test]
fn an_unreachable_store_is_reported_at_the_start() {
    let server = Webot::serve("hi: ho\n").args(["--sessions", "redis://:secret@127.0.0.1:1/0"]).start();
    let line = server.line("the store", |line| line["warning"].is_string());
    assert!(
        line["warning"].as_str().is_some_and(|said| said.contains("127.0.0.1:1") && !said.contains("secret"))
    );
    assert_eq!(server.say("hi").as_deref(), Some("ho"));
}
