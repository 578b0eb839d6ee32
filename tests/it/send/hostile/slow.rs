//! Answers that come slowly or never.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use super::{Checks, pour, serve};

/// Waits a tenth of a second; returns whether the other side is still connected.
fn pause(stream: &mut TcpStream) -> bool {
    stream.set_read_timeout(Some(Duration::from_millis(100))).expect("a timeout");
    !matches!(stream.read(&mut [0]), Ok(0))
}

#[test]
fn a_body_that_drips_ends_with_the_timeout() {
    serve(&["--timeout", "1"], |stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").ok();
        while stream.write_all(b"<").is_ok() && pause(stream) {}
    })
    .fails("timeout")
    .says("1000 ms");
}

#[test]
fn a_head_that_drips_ends_with_the_timeout() {
    serve(&["--timeout", "1"], |stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nX-Slow: ").ok();
        while stream.write_all(b"x").is_ok() && pause(stream) {}
    })
    .fails("timeout");
}

#[test]
fn a_silent_bot_ends_with_the_timeout() {
    serve(&["--timeout", "1"], |stream| while pause(stream) {}).fails("timeout");
}

#[test]
fn interim_answers_without_end_end_with_the_timeout_or_an_error() {
    let ran = serve(&["--timeout", "2"], |stream| {
        pour(stream, b"HTTP/1.1 100 Continue\r\n\r\n", usize::MAX);
    });
    ran.ends(4);
}
