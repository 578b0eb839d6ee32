//! Connections: many, idle, slow, or half open.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::check_still_serving;
use crate::serve::{ECHO, with_key};
use crate::support::{AES_KEY, APPID, Got, OPENID, Serve, Stamp, Webot, now, request, sealed, text_push};

/// Rules that keep a connection busy until a file exists.
#[cfg(unix)]
const WAIT: &str = "rules:\n- { pattern: '=wait', exec: [sh, -c, 'echo x >> waiting; while [ ! -e go ]; do sleep 0.02; done; echo went'], timeout: 4.5 }\n- { handler: 'you said {text}' }\n";

#[test]
fn idle_connections_make_room_for_new_ones() {
    let server = Webot::serve(ECHO).args(["--connections", "50"]).start();
    let idle: Vec<TcpStream> = (0..200).map(|_| server.connect()).collect();
    for _ in 0..20 {
        let began = Instant::now();
        check_still_serving(&server);
        assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    }
    #[cfg(target_os = "linux")]
    {
        let open = std::fs::read_dir(format!("/proc/{}/fd", server.id())).expect("a process").count();
        assert!(open < 80, "{open} files are open");
    }
    drop(idle);
    check_still_serving(&server);
}

#[test]
fn idle_connections_make_room_after_a_request_too() {
    let server = Webot::serve(ECHO).args(["--connections", "10"]).start();
    let mut idle = Vec::new();
    for _ in 0..30 {
        let mut stream = server.connect();
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").expect("sent");
        stream.read_exact(&mut [0; 12]).expect("an answer");
        idle.push(stream);
    }
    #[cfg(target_os = "linux")]
    {
        let open = std::fs::read_dir(format!("/proc/{}/fd", server.id())).expect("a process").count();
        assert!(open < 35, "{open} files are open");
    }
    check_still_serving(&server);
}

#[cfg(unix)]
#[test]
fn busy_connections_stay_and_one_too_many_is_answered_with_503() {
    let server = Webot::serve(WAIT).args(["--connections", "2"]).start();
    let target = || format!("/?{}", Stamp::new().signed());
    let mut busy: Vec<TcpStream> = (0..2).map(|_| server.connect()).collect();
    for (number, stream) in busy.iter_mut().enumerate() {
        let push = text_push(&format!("o-{number}"), "wait");
        stream.write_all(&request("POST", &target(), push.as_bytes())).expect("sent");
    }
    let began = Instant::now();
    while !server.folder.exists("waiting") || server.folder.read("waiting").lines().count() < 2 {
        assert!(began.elapsed() < Duration::from_secs(4), "they do not run");
        std::thread::sleep(Duration::from_millis(5));
    }
    let mut answer = Vec::new();
    server.connect().read_to_end(&mut answer).expect("an answer");
    let refused = Got::read(&answer).status(503);
    assert!(refused.head.contains("retry-after: 1"), "{}", refused.head);
    server.folder.write("go", "");
    for stream in &mut busy {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        assert_eq!(Got::read(&answer).ok().text(), "went");
    }
    check_still_serving(&server);
}

#[cfg(target_os = "linux")]
#[test]
fn finished_connections_leave_nothing_open() {
    let server = Serve::start(ECHO);
    check_still_serving(&server);
    let open = || std::fs::read_dir(format!("/proc/{}/fd", server.id())).expect("a process").count();
    let before = open();
    for number in 0..200 {
        let mut stream = server.connect();
        match number % 4 {
            0 => stream.write_all(b"POST / HTTP/1.1\r\nContent-Le").expect("sent"),
            1 => stream.write_all(b"\x16\x03\x01").expect("sent"),
            2 => stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").expect("sent"),
            _ => {}
        }
    }
    let began = Instant::now();
    while open() > before + 2 {
        assert!(began.elapsed() < Duration::from_secs(10), "{} files, not {before}", open());
        std::thread::sleep(Duration::from_millis(10));
    }
    check_still_serving(&server);
}

/// Sends a byte now and then until the server hangs up; returns the answer and the time that it took.
fn drip(server: &Serve, first: &[u8], byte: &'static [u8]) -> (Vec<u8>, Duration) {
    // The server's clock begins with the connection.
    let began = Instant::now();
    let mut stream = server.connect();
    stream.write_all(first).expect("sent");
    let mut writer = stream.try_clone().expect("a stream");
    let dripping = std::thread::spawn(move || {
        while !byte.is_empty() && began.elapsed() < Duration::from_secs(40) && writer.write_all(byte).is_ok()
        {
            std::thread::sleep(Duration::from_millis(300));
        }
    });
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok();
    let took = began.elapsed();
    dripping.join().expect("a thread");
    (answer, took)
}

/// Ends the server during half a request; returns the time that it waits for the rest.
#[cfg(unix)]
fn ends_with_half_a_request() -> Duration {
    let server = Serve::start(ECHO);
    let mut half = server.connect();
    let head =
        format!("POST /?{} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n<xml>", Stamp::new().signed());
    half.write_all(head.as_bytes()).expect("sent");
    check_still_serving(&server);
    let began = Instant::now();
    assert_eq!(server.end().code, 0);
    began.elapsed()
}

/// All run at once because each takes long: the head and a body 10 s, silence between two requests 15 s.
#[test]
fn slow_clients_are_disconnected_and_others_are_served_meanwhile() {
    let server = Serve::start(ECHO);
    let post =
        format!("POST /?{} HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n<xml>", Stamp::new().signed());
    std::thread::scope(|scope| {
        let head = scope.spawn(|| drip(&server, b"GET / HTTP/1.1\r\nX: ", b"x"));
        let body = scope.spawn(|| drip(&server, post.as_bytes(), b" "));
        let silent = scope.spawn(|| drip(&server, b"", b""));
        let idle = scope.spawn(|| drip(&server, b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", b""));
        #[cfg(unix)]
        let half = scope.spawn(ends_with_half_a_request);
        check_still_serving(&server);
        let (answer, took) = body.join().expect("a thread");
        assert_eq!(Got::read(&answer).status, 408);
        assert!((9..14).contains(&took.as_secs()), "the body: {took:?}");
        check_still_serving(&server);
        for (what, slow) in [("the head", head), ("silence", silent), ("idle", idle)] {
            let (_, took) = slow.join().expect("a thread");
            assert!((10..20).contains(&took.as_secs()), "{what}: {took:?}");
        }
        #[cfg(unix)]
        assert!(half.join().expect("a thread").as_secs() < 9, "the end");
    });
    check_still_serving(&server);
}

/// Sends the head of a request and the beginning of its body.
fn half(server: &Serve, query: &str, body: &[u8]) -> TcpStream {
    let mut stream = server.connect();
    let head = format!("POST /?{query} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("sent");
    // A server that has refused the head may have hung up.
    stream.write_all(body).ok();
    stream
}

/// WeCom signs the body alone, so that its signature is known only when the body is there.
#[test]
fn slow_bodies_without_a_valid_signature_do_not_keep_out_others() {
    let server = with_key(APPID);
    let forged = || format!("msg_signature={}&timestamp={}&nonce=1", "0".repeat(40), now());
    let slow: Vec<TcpStream> = (0..80).map(|_| half(&server, &forged(), b"<xml>")).collect();
    let (query, body) = sealed(&text_push(OPENID, "hi"), AES_KEY, APPID);
    let of_wecom = query.split_once("&msg_signature").map(|(_, signature)| signature.to_owned());
    let stamp = query.split('&').filter(|pair| pair.starts_with("timestamp") || pair.starts_with("nonce"));
    let of_wecom =
        format!("msg_signature{}&{}", of_wecom.expect("a signature"), stamp.collect::<Vec<_>>().join("&"));
    // In two parts, so that the server has to wait for the second.
    for query in [of_wecom, Stamp::new().signed()] {
        let plain = text_push(OPENID, "hi");
        let body = if query.starts_with("msg_signature") { &body } else { &plain };
        let mut stream = server.connect();
        let (first, second) = body.split_at(20);
        let length = body.len();
        let head = format!(
            "POST /?{query} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("sent");
        stream.write_all(first.as_bytes()).expect("sent");
        check_still_serving(&server);
        stream.write_all(second.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        Got::read(&answer).ok();
    }
    drop(slow);
}

/// Without a key there is nothing that `msg_signature` alone could sign.
#[test]
fn a_request_that_no_body_can_make_right_is_refused_at_its_head() {
    let server = Serve::start(ECHO);
    for (query, status) in [
        (format!("msg_signature={}&timestamp={}&nonce=1", "0".repeat(40), now()), "400"),
        (format!("msg_signature=x&timestamp={}&nonce=1", now()), "401"),
    ] {
        let mut answer = [0; 12];
        half(&server, &query, b"").read_exact(&mut answer).expect("an answer without the body");
        assert_eq!(&answer[9..], status.as_bytes(), "{query}");
    }
}

/// Answers that a client does not read do not delay others.
#[test]
fn a_client_that_does_not_read_does_no_harm() {
    let server = Serve::start(ECHO);
    let one = request("POST", &format!("/?{}", Stamp::new().signed()), b"<xml>");
    let one = String::from_utf8(one).expect("UTF-8").replace("Connection: close\r\n", "");
    let deaf: Vec<TcpStream> = (0..5)
        .map(|_| {
            let mut stream = server.connect();
            stream.set_write_timeout(Some(Duration::from_millis(200))).expect("a limit");
            for _ in 0..50 {
                if stream.write_all(one.repeat(100).as_bytes()).is_err() {
                    break;
                }
            }
            stream
        })
        .collect();
    check_still_serving(&server);
    drop(deaf);
}

/// The log is not read, and messages are still answered.
#[test]
fn many_messages_at_once_are_all_answered() {
    let server = Serve::start(ECHO);
    std::thread::scope(|scope| {
        for number in 0..8 {
            let server = &server;
            scope.spawn(move || {
                for round in 0..50 {
                    let text = format!("{number} {round}");
                    assert_eq!(
                        server.say_as(&format!("o-{number}"), &text),
                        Some(format!("you said {text}"))
                    );
                }
            });
        }
    });
    check_still_serving(&server);
}
