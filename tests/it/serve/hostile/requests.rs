//! Requests that are too large, are no HTTP, or cost much.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::time::{Duration, Instant};

use super::{check_still_serving, malformed};
use crate::serve::ECHO;
use crate::support::{Got, OPENID, Serve, Stamp, request, text_push};

#[test]
fn a_body_of_one_megabyte_is_read_and_no_byte_more() {
    let server = Serve::start(ECHO);
    let whole = text_push(OPENID, "x");
    let padded = |length: usize| format!("{whole}{}", " ".repeat(length - whole.len()));
    let got = server.push(padded(1 << 20));
    assert_eq!(got.status, 200, "{got:?}");
    let got = server.push(padded((1 << 20) + 1)).status(413);
    assert_eq!(got.body, "Too large");
    check_still_serving(&server);
}

fn chunked(body: &[u8], query: &str) -> Vec<u8> {
    let mut bytes = format!(
        "POST /?{query} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    .into_bytes();
    for chunk in body.chunks(65_536) {
        bytes.extend(format!("{:x}\r\n", chunk.len()).bytes());
        bytes.extend(chunk);
        bytes.extend(b"\r\n");
    }
    bytes.extend(b"0\r\n\r\n");
    bytes
}

#[test]
fn a_body_in_chunks_has_the_same_limit() {
    let server = Serve::start(ECHO);
    let small = text_push(OPENID, "x");
    assert_eq!(
        Got::read(&server.raw(chunked(small.as_bytes(), &Stamp::new().signed()))).ok().text(),
        "you said x"
    );
    let large = format!("{small}{}", " ".repeat(1 << 20));
    assert_eq!(Got::read(&server.raw(chunked(large.as_bytes(), &Stamp::new().signed()))).status, 413);
    check_still_serving(&server);
}

/// A client that only announces the length is answered before it has sent the body.
#[test]
fn a_huge_length_is_refused_before_it_is_read() {
    let server = Serve::start(ECHO);
    for length in ["1048577", "99999999999", "18446744073709551615"] {
        let mut stream = server.connect();
        let head = format!(
            "POST /?{} HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n",
            Stamp::new().signed()
        );
        stream.write_all(head.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer, and the end");
        let status = Got::read(&answer).status;
        assert!([413, 431, 400].contains(&status), "{length}: {status}");
    }
    check_still_serving(&server);
}

#[test]
fn bytes_that_are_not_http_change_nothing() {
    let server = Serve::start(ECHO);
    let long = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(1 << 20));
    let headers = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(10_000));
    let header = format!("GET / HTTP/1.1\r\na: {}\r\n\r\n", "b".repeat(1 << 20));
    for bytes in [
        &b""[..],
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\r\n\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\nHost: \x00\r\n\r\n",
        b"GET /\x1b[31m HTTP/1.1\r\nHost: a\r\n\r\n",
        long.as_bytes(),
        headers.as_bytes(),
        header.as_bytes(),
    ] {
        let mut stream = server.connect();
        stream.write_all(bytes).ok();
        stream.shutdown(Shutdown::Write).ok();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok();
        let answer = String::from_utf8_lossy(&answer);
        let refused =
            answer.is_empty() || answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 5");
        assert!(refused, "{:?}: {answer}", String::from_utf8_lossy(&bytes[..bytes.len().min(60)]));
    }
    check_still_serving(&server);
}

#[test]
fn malformed_queries_are_refused() {
    let server = Serve::start(ECHO);
    let twice = format!("{}&signature=0", Stamp::new().signed());
    let long = format!("{}&a={}", Stamp::new().signed().replace("signature", "s"), "x".repeat(30_000));
    for query in ["%", "%zz=%&&&===", "signature=%ff%00", "signature[]=1", &twice, &long] {
        server.ask("POST", &format!("/?{query}"), text_push(OPENID, "x")).status(401);
        server.get(&format!("/?{query}")).status(401);
    }
    check_still_serving(&server);
}

#[test]
fn a_client_that_hangs_up_halfway_does_no_harm() {
    let server = Serve::start(ECHO);
    let whole = request("POST", &format!("/?{}", Stamp::new().signed()), text_push(OPENID, "x").as_bytes());
    for length in [1, 10, 100, whole.len() - 1, whole.len()] {
        let mut stream = server.connect();
        stream.write_all(&whole[..length]).expect("sent");
    }
    check_still_serving(&server);
}

#[test]
fn two_requests_in_one_write_have_two_answers() {
    let server = Serve::start(ECHO);
    let keep = |text: &str| {
        let request =
            request("POST", &format!("/?{}", Stamp::new().signed()), text_push(OPENID, text).as_bytes());
        String::from_utf8(request).expect("UTF-8").replace("Connection: close\r\n", "")
    };
    let last = request("POST", &format!("/?{}", Stamp::new().signed()), text_push(OPENID, "two").as_bytes());
    let answer = server.raw([keep("one").as_bytes(), &last].concat());
    let answer = String::from_utf8(answer).expect("UTF-8");
    let (one, two) = (answer.find("you said one").expect("one"), answer.find("you said two").expect("two"));
    assert!(one < two);
}

#[cfg(target_os = "linux")]
fn memory_kb(server: &Serve) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).expect("a process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a line");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

#[cfg(target_os = "linux")]
#[test]
fn hostile_bodies_take_little_memory() {
    let server = Serve::start(ECHO);
    let before = memory_kb(&server);
    for (what, body) in malformed() {
        server.push(body);
        let more = memory_kb(&server) - before;
        assert!(more < 128 << 10, "{what}: {more} kB more");
    }
}

#[test]
fn a_hostile_body_takes_little_time() {
    let server = Serve::start(ECHO);
    for (what, body) in malformed() {
        let began = Instant::now();
        server.push(body);
        assert!(began.elapsed() < Duration::from_secs(2), "{what}: {:?}", began.elapsed());
    }
}

/// A pattern that takes exponential time in other engines.
#[test]
fn a_text_that_attacks_a_slow_pattern_takes_little_time() {
    let server = Serve::start(
        "'/^(a+)+$/': slow\n'/^(a|aa)+\\1$/': slower\n'/(?=(a+))*b$/': slowest\n'': 'you said {text}'\n",
    );
    let text = format!("{}!", "a".repeat(500));
    let began = Instant::now();
    assert_eq!(server.say(&text), Some(format!("you said {text}")));
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    check_still_serving(&server);
}
