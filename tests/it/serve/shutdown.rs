//! The end: messages in flight are finished, idle connections are not waited for.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use super::ECHO;
use crate::support::{Got, OPENID, Serve, Stamp, text_push, until};

#[test]
fn a_signal_ends_the_server_after_the_requests_in_flight() {
    let rules =
        "rules:\n- exec: [sh, -c, 'touch began; while [ ! -e go ]; do sleep 0.02; done; echo done']\n";
    for signal in ["-TERM", "-INT"] {
        let mut server = Serve::start(rules);
        let mut stream = server.connect();
        let target = format!("/?{}", Stamp::new().signed());
        let request = crate::support::request("POST", &target, text_push(OPENID, "hi").as_bytes());
        stream.write_all(&request).expect("sent");
        until("it is in flight", || server.folder.exists("began"));
        server.signal(signal);
        until("nobody else is let in", || std::net::TcpStream::connect(server.address()).is_err());
        server.folder.write("go", "");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        assert_eq!(Got::read(&answer).ok().text(), "done", "{signal}");
        let ended = server.ended();
        assert_eq!(ended.code, 0, "{signal}: {ended:?}");
        assert!(ended.stdout.contains("\"reply\":\"text\""), "it is in the log: {}", ended.stdout);
    }
}

#[test]
fn idle_connections_do_not_delay_the_end() {
    let server = Serve::start(ECHO);
    let mut idle = server.connect();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").expect("sent");
    idle.read_exact(&mut [0; 16]).expect("an answer");
    let _silent = server.connect();
    let began = Instant::now();
    assert_eq!(server.end().code, 0);
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
}

/// The rest of the request never comes, so no message is in flight.
#[test]
fn half_a_request_head_does_not_delay_the_end() {
    let server = Serve::start(ECHO);
    let mut half = server.connect();
    half.write_all(b"POST / HTT").expect("sent");
    server.get("/healthz").ok();
    let began = Instant::now();
    assert_eq!(server.end().code, 0);
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
}
