//! A scripted attack of the servers: forged, slow, half and pipelined requests, all at once. Everything forged is refused,
//! nothing panics, memory is bounded, and others are served meanwhile.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use crate::support::{Mock, OPENID, Serve, Stamp, TOKEN, Webot, now, text_push};

const ECHO: &str = "'': 'you said {text}'\n";

/// Ends the requests, and reads what comes until the other side hangs up.
fn answers(stream: &mut TcpStream) -> String {
    stream.shutdown(Shutdown::Write).ok();
    let mut bytes = Vec::new();
    // A server that hangs up early resets the connection.
    stream.read_to_end(&mut bytes).ok();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn head(target: &str, headers: &str) -> String {
    format!("POST {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n")
}

/// Targets that carry no valid signature, with what an attacker can observe or guess.
fn forged() -> Vec<String> {
    let stamp = Stamp { token: "another".to_owned(), ..Stamp::new() };
    let time = now();
    vec![
        "/".to_owned(),
        format!("/?{}", stamp.signed()),
        format!("/?signature=&timestamp={time}&nonce=1"),
        format!("/?signature={}&timestamp={time}&nonce=1", "0".repeat(40)),
        format!("/?msg_signature={}&timestamp={time}&nonce=1", "0".repeat(40)),
        format!("/?signature[]=x&timestamp={time}&nonce=1&token={}", "x".repeat(32)),
        format!("/?{}&signature=0", stamp.signed()),
        format!("/?timestamp={time}&nonce={}", "9".repeat(30_000)),
        "/?%00%ff=%&&&==&signature".to_owned(),
    ]
}

/// Requests that try to pass a second one by the server, or to confuse it about where the first one ends.
fn smuggled(target: &str, body: &str) -> Vec<String> {
    let length = body.len();
    let second = format!("{}{body}", head(target, &format!("Content-Length: {length}\r\n")));
    vec![
        head(target, &format!("Content-Length: 0\r\nContent-Length: {length}\r\n")) + body + &second,
        head(target, "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n" + &second,
        head(target, "Transfer-Encoding: chunked, identity\r\n") + "ffffffffffffffff\r\n" + &second,
        head(target, "Transfer-Encoding: chunked\r\n") + "-1\r\n" + &second,
        head(target, &format!("Content-Length: +{length}\r\n")) + body + &second,
        head(target, "Content-Length: 18446744073709551616\r\n") + &second,
        head(target, "Host: evil.example\r\nExpect: 100-continue\r\n") + &second,
    ]
}

/// Sends all of it to an address; returns the streams that are kept open, and all that was answered to forged requests.
fn attack(connect: impl Fn() -> TcpStream, targets: &[String], body: &str) -> (Vec<TcpStream>, String) {
    let (mut open, mut answered) = (Vec::new(), String::new());
    // Slow heads, and bodies of which only a part comes.
    for number in 0..60 {
        let mut stream = connect();
        let target = &targets[number % targets.len()];
        let part = match number % 3 {
            0 => format!("POST {target} HTTP/1.1\r\nX: "),
            1 => head(target, "Content-Length: 1000000\r\n") + &"x".repeat(100_000),
            _ => head(target, "Transfer-Encoding: chunked\r\n") + "fffff\r\n<xml>",
        };
        // A server that refuses the head hangs up early.
        stream.write_all(part.as_bytes()).ok();
        open.push(stream);
    }
    // Pipelined, several at once and byte by byte at their borders.
    for target in targets {
        let mut stream = connect();
        let one = head(target, &format!("Content-Length: {}\r\n", body.len())) + body;
        stream.write_all(one.repeat(20).as_bytes()).ok();
        answered += &answers(&mut stream);
        for request in smuggled(target, body) {
            let mut stream = connect();
            let (first, second) = request.split_at(request.len() / 2);
            stream.write_all(first.as_bytes()).and_then(|()| stream.write_all(second.as_bytes())).ok();
            answered += &answers(&mut stream);
        }
    }
    (open, answered)
}

#[cfg(target_os = "linux")]
fn peak_kb(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("a process");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    peak.trim().trim_end_matches(" kB").parse().expect("a number")
}

#[test]
fn an_attack_on_a_bot_gets_nothing_and_stops_nobody() {
    for args in [&[][..], &["--aes-key", crate::support::AES_KEY, "--window", "0"]] {
        let server = Webot::serve(ECHO).args(args).start();
        let targets = forged();
        let body = text_push(OPENID, "forged");
        let (open, answered) = attack(|| server.connect(), &targets, &body);
        assert!(!answered.contains("you said"), "{answered}");
        assert!(!answered.contains("HTTP/1.1 200"), "{answered}");
        for secret in [TOKEN, "panicked", "rules.yaml"] {
            assert!(!answered.contains(secret), "{secret}: {answered}");
        }
        // Meanwhile, a real push, and the same one again with another body.
        let query = Stamp::new().signed();
        let push = |text: &str| server.ask("POST", &format!("/?{query}"), text_push(OPENID, text));
        assert_eq!(push("hello").ok().text(), "you said hello");
        assert_eq!(push("forged").status, 403);
        drop(open);
        assert_eq!(server.say("still here").as_deref(), Some("you said still here"));
        assert!(!server.said().contains("panicked") && !server.said().contains(TOKEN), "{}", server.said());
        #[cfg(target_os = "linux")]
        assert!(peak_kb(server.id()) < 150_000, "{} KB", peak_kb(server.id()));
    }
}

#[test]
fn pipelined_pushes_are_answered_one_by_one_and_in_order() {
    let server = Serve::start(ECHO);
    let mut requests = String::new();
    for number in 0..5 {
        let body = text_push(OPENID, &format!("push {number}"));
        let target = format!("/?{}", Stamp::new().signed());
        // The server need not answer a client that has ended its side.
        let last = if number == 4 { "Connection: close\r\n" } else { "" };
        let headers = format!("{last}Content-Length: {}\r\n", body.len());
        write!(requests, "{}{body}", head(&target, &headers)).expect("memory");
    }
    let mut stream = server.connect();
    stream.write_all(requests.as_bytes()).expect("sent");
    let mut said = String::new();
    stream.read_to_string(&mut said).expect("answers");
    let places: Vec<_> = (0..5).map(|number| said.find(&format!("you said push {number}"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{said}");
}

#[test]
fn an_attack_on_the_mock_stops_nobody() {
    let mock = Mock::start([]);
    let targets = [
        "/cgi-bin/user/info?access_token=x",
        "/__webot/state",
        "/__webot/requests",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/cgi-bin/menu/create?access_token=%00",
    ];
    let (open, answered) = attack(|| mock.connect(), &targets.map(str::to_owned), "{\"button\":[]}");
    assert!(!answered.contains("root:"), "{answered}");
    // Half bodies of a megabyte each, more than the mock holds at a time.
    let half: Vec<TcpStream> = (0..150)
        .map(|_| {
            let mut stream = mock.connect();
            let head = head(targets[0], "Content-Length: 1000000\r\n");
            stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&vec![b'x'; 900_000])).ok();
            stream
        })
        .collect();
    assert!(!mock.token().is_empty());
    drop((open, half));
    assert!(mock.get("/__webot/requests").is_array());
}
