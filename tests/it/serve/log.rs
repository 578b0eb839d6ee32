//! The log, for machines and for people.

#[cfg(unix)]
use std::io::{Read, Write};
#[cfg(unix)]
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{ECHO, verify};
use crate::support::{ACCOUNT, Serve, Stamp, Webot, fields, now};
#[cfg(unix)]
use crate::support::{Folder, TOKEN, fresh, until};

#[test]
fn the_json_log_has_kind_user_rule_and_milliseconds() {
    let server = Serve::start("hi: { name: greet, handler: hello }\nimg: { type: image, mediaId: M }\n");
    server.say_as("o-ann", "hi");
    let line = server.request_line(|line| line["user"] == "o-ann");
    assert_eq!((&line["method"], &line["path"], &line["status"]), (&json!("POST"), &json!("/"), &json!(200)));
    assert_eq!(
        (&line["kind"], &line["text"], &line["rule"], &line["reply"]),
        (&json!("text"), &json!("hi"), &json!("greet"), &json!("text"))
    );
    assert!(line["ms"].as_f64().is_some_and(|ms| (0.0..10_000.0).contains(&ms)), "{line}");
    assert!(line["at"].as_u64().is_some_and(|at| at / 1000 >= now() - 60), "{line}");
    server.say_as("o-bob", "what");
    let line = server.request_line(|line| line["user"] == "o-bob");
    assert_eq!((&line["rule"], &line["code"]), (&json!(null), &json!("404")));
}

#[test]
fn the_log_names_events() {
    let server = Serve::start(ECHO);
    let push = fields(&[
        ("ToUserName", ACCOUNT),
        ("FromUserName", "o-ann"),
        ("CreateTime", "1"),
        ("MsgType", "event"),
        ("Event", "subscribe"),
    ]);
    server.push(push);
    server.request_line(|line| line["kind"] == "event subscribe");
    verify(&server, &Stamp::new().signed(), "x");
    server.request_line(|line| line["method"] == "GET" && line["kind"] == "verify-url");
}

#[test]
fn every_line_of_the_json_log_is_json() {
    let server = Serve::start(ECHO);
    for text in ["a\nb", "\"", "\u{2028}", "文"] {
        server.say_as(text, text);
    }
    let line = server.request_line(|line| line["user"] == "文");
    assert_eq!(line["status"], 200);
    for line in server.said().lines() {
        serde_json::from_str::<Value>(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    }
}

#[test]
fn the_text_log_has_kind_user_rule_and_milliseconds() {
    let server = Webot::serve("hi: { name: greet, handler: hello }\n").readable().start();
    server.say_as("o-ann", "hi");
    let line = server.readable_line("o-ann");
    assert!(line.contains(" text o-ann \"hi\" `greet` text ") && line.ends_with(" ms"), "{line}");
    assert!(starts_with_time(&line), "{line}");
    server.ask("POST", "/?x", "x");
    let line = server.readable_line("HTTP 401");
    assert!(line.contains(" POST / HTTP 401 ") && line.ends_with("no signature"), "{line}");
    assert!(starts_with_time(&line), "{line}");
}

/// Returns whether a line starts with a time of day, such as `21:05:09`.
fn starts_with_time(line: &str) -> bool {
    let time: Vec<u32> = line[..8].split(':').map(|unit| unit.parse().expect("a number")).collect();
    line.as_bytes()[8] == b' ' && time.len() == 3 && time[0] < 24 && time[1] < 60 && time[2] < 60
}

#[test]
fn the_text_log_cuts_and_escapes_the_text_of_a_message() {
    let server = Webot::serve("'': yes\n").readable().start();
    server.say_as("o-ann", &"长".repeat(41));
    let line = server.readable_line("o-ann");
    assert!(line.contains(&format!("\"{}…\"", "长".repeat(40))), "{line}");
    server.say_as("o-bob", "a\nb\u{202e}c");
    let line = server.readable_line("o-bob");
    assert!(line.contains("\"a\\nb\\u{202e}c\""), "{line}");
    let click = fields(&[
        ("ToUserName", ACCOUNT),
        ("FromUserName", "o-eve"),
        ("CreateTime", "1"),
        ("MsgType", "event"),
        ("Event", "CLICK"),
        ("EventKey", "NEWS"),
    ]);
    server.push(click);
    let line = server.readable_line("o-eve");
    assert!(line.contains(" event CLICK o-eve \"NEWS\" "), "{line}");
}

#[cfg(unix)]
#[test]
fn the_last_line_counts_the_answered_messages() {
    let server = Webot::serve(ECHO).readable().start();
    for text in ["one", "two"] {
        server.say(text);
    }
    server.ask("POST", "/?x", "x").status(401);
    let ended = server.end();
    assert_eq!(ended.code, 0);
    assert!(ended.stderr.ends_with("2 messages\n"), "{}", ended.stderr);
    let server = Serve::start(ECHO);
    server.say("one");
    let ended = server.end();
    let last: Value = serde_json::from_str(ended.stdout.lines().last().expect("a line")).expect("JSON");
    assert_eq!(last, json!({ "messages": 1 }));
}

#[test]
fn the_text_log_is_in_chinese_too() {
    let server = Webot::serve(ECHO).readable().args(["--lang", "zh"]).start();
    server.ask("POST", "/?x", "x");
    let line = server.readable_line("HTTP 401");
    assert!(!line.is_ascii(), "{line}");
}

#[cfg(unix)]
#[test]
fn an_unread_log_does_not_delay_answers() {
    let folder = Folder::new();
    folder.write("rules.yaml", "'': yes\n");
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address").port()
    };
    let run = Webot::at_home(folder).args(["serve", "--port", &port.to_string(), "--token", TOKEN]);
    let mut command = run.command();
    command.stderr(std::process::Stdio::piped()).stdout(std::process::Stdio::null());
    let mut child = command.spawn().expect("webot starts");
    let connect = || std::net::TcpStream::connect(("127.0.0.1", port));
    until("it listens", || connect().is_ok());
    // Far more lines than a pipe holds, with names that fill it.
    let user = "o".repeat(70);
    for _ in 0..1500 {
        let id = (7_000_000_000 + fresh()).to_string();
        let time = now().to_string();
        let body = fields(&[
            ("ToUserName", "gh_1"),
            ("FromUserName", &user),
            ("CreateTime", &time),
            ("MsgType", "text"),
            ("Content", "x"),
            ("MsgId", &id),
        ]);
        let mut stream = connect().expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a limit");
        let target = format!("/?{}", Stamp::new().signed());
        stream.write_all(&crate::support::request("POST", &target, body.as_bytes())).expect("sent");
        let mut answer = [0; 16];
        let read = stream.read(&mut answer).expect("an answer");
        assert!(answer[..read].starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer[..read]));
    }
    let id = child.id().to_string();
    std::process::Command::new("kill").args(["-TERM", &id]).status().expect("kill");
    let began = Instant::now();
    while child.try_wait().expect("a status").is_none() {
        assert!(began.elapsed() < Duration::from_secs(5), "SIGTERM is not obeyed");
        std::thread::sleep(Duration::from_millis(10));
    }
}
