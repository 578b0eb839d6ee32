//! Whoever means harm: what they send is refused with the right status, tells them nothing, and others are served on.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::{
    ACCOUNT, AES_KEY, APPID, Got, OPENID, Serve, Stamp, TOKEN, Webot, fields, fresh, now, request, sealed,
    text_push,
};

const ECHO: &str = "'': 'you said {text}'\n";
/// All that somebody is told who is sent away.
const WORDS: [&str; 10] = [
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

/// The others are served on, nothing has panicked, and no secret was told.
#[track_caller]
fn is_well(server: &Serve) {
    let text = format!("still there {}", fresh());
    assert_eq!(server.say(&text), Some(format!("you said {text}")));
    let said = server.said();
    assert!(!said.contains("panicked") && !said.contains(TOKEN), "{said}");
}

fn xml(inside: &str) -> String {
    text_push(OPENID, "x").replace("</xml>", &format!("{inside}</xml>"))
}

fn nested(depth: usize) -> String {
    xml(&format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth)))
}

fn laughs() -> String {
    let mut entities = "<!ENTITY l0 \"lol\">".to_owned();
    for level in 1..10 {
        let below = format!("&l{};", level - 1).repeat(10);
        write!(entities, "<!ENTITY l{level} \"{below}\">").expect("memory");
    }
    format!("<!DOCTYPE xml [{entities}]>{}", xml("<Content>&l9;</Content>"))
}

/// What is no message, though it is signed.
fn malformed() -> Vec<(&'static str, Vec<u8>)> {
    let whole = text_push(OPENID, "x");
    let text = |what, text: String| (what, text.into_bytes());
    vec![
        text("nothing", String::new()),
        text("blanks", " \r\n\t".to_owned()),
        text("a word", "hello".to_owned()),
        text("a DOCTYPE", format!("<!DOCTYPE xml>{whole}")),
        text("an external DTD", format!("<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\">{whole}")),
        text(
            "a file as an entity",
            format!(
                "<!DOCTYPE xml [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>{}",
                xml("<Content>&f;</Content>")
            ),
        ),
        text("an entity of nobody's", xml("<Content>&nobody;</Content>")),
        text("billion laughs", laughs()),
        text("deep nesting", nested(1000)),
        text("very deep nesting", nested(100_000)),
        text("nesting without an end", "<xml>".repeat(150_000)),
        text("many elements", xml(&"<a/>".repeat(200_000))),
        text("many attributes", format!("<xml {}>", "a='b' ".repeat(100_000))),
        text("a NUL", whole.replace("[x]", "[\0]")),
        text("a control character", whole.replace("[x]", "[\u{1b}[31m]")),
        text("a control character by number", xml("<A>&#1;</A>")),
        text("a NUL by number", xml("<A>&#0;</A>")),
        text("a surrogate by number", xml("<A>&#xD800;</A>")),
        text("U+FFFE", whole.replace("[x]", "[\u{fffe}]")),
        (
            "invalid UTF-8",
            whole.replace("[x]", "[?]").bytes().map(|byte| if byte == b'?' { 0xff } else { byte }).collect(),
        ),
        ("a cut character", [whole.as_bytes(), &"文".as_bytes()[..2]].concat()),
        ("UTF-16", whole.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        text("no end", whole.replace("</xml>", "")),
        text("another end", whole.replace("</xml>", "</xm>")),
        text("half of it", whole[..whole.len() / 2].to_owned()),
        text("an open CDATA", "<xml><MsgType><![CDATA[text".to_owned()),
        text("an open comment", "<xml><!-- ".to_owned()),
        text("two documents", whole.repeat(2)),
        text("another root", whole.replace("xml>", "html>")),
        text("no user", fields(&[("ToUserName", "a"), ("MsgType", "text"), ("Content", "x")])),
        text("no kind", fields(&[("ToUserName", "a"), ("FromUserName", "b"), ("Content", "x")])),
        text("a list of JSON", "[1,2]".to_owned()),
        text("an open object of JSON", "{\"MsgType\":\"text\",".to_owned()),
        text("deep JSON", format!("{}1{}", "{\"a\":".repeat(50_000), "}".repeat(50_000))),
        text("deep lists of JSON", format!("{{\"a\":{}1{}}}", "[".repeat(200_000), "]".repeat(200_000))),
        text("JSON with a wrong surrogate", "{\"MsgType\":\"text\",\"FromUserName\":\"\\ud800\"}".to_owned()),
        text("JSON of other types", json!({ "MsgType": ["text"], "FromUserName": { "a": 1 } }).to_string()),
    ]
}

#[test]
fn what_is_no_message_is_refused_with_400() {
    let server = Serve::start(ECHO);
    for (what, body) in malformed() {
        let got = server.push(body);
        assert_eq!((got.status, got.body.as_str()), (400, "Not a message"), "{what}");
    }
    is_well(&server);
}

#[test]
fn what_is_no_message_and_not_signed_is_refused_with_401() {
    let server = Serve::start(ECHO);
    for (what, body) in malformed() {
        let got = server.ask("POST", "/?signature=0&timestamp=1&nonce=1", body);
        assert_eq!((got.status, got.body.as_str()), (401, "Invalid signature"), "{what}");
    }
    is_well(&server);
}

#[test]
fn what_is_no_message_within_an_envelope_is_refused_with_400() {
    let server = Webot::serve(ECHO).args(["--aes-key", AES_KEY, "--appid", APPID]).start();
    for (what, body) in malformed() {
        let Ok(message) = String::from_utf8(body) else { continue };
        let (query, body) = sealed(&message, AES_KEY, APPID);
        // Base64 makes it longer.
        if body.len() > 1 << 20 {
            continue;
        }
        let got = server.ask("POST", &format!("/?{query}"), body);
        assert_eq!((got.status, got.body.as_str()), (400, "Not a message"), "{what}");
    }
    is_well(&server);
}

#[test]
fn what_is_no_envelope_is_refused_with_400() {
    let server = Webot::serve(ECHO).args(["--aes-key", AES_KEY, "--appid", APPID]).start();
    let (_, whole) = sealed(&text_push(OPENID, "hi"), AES_KEY, APPID);
    let encrypt = whole.split("<![CDATA[").nth(2).and_then(|rest| rest.split("]]").next()).expect("Encrypt");
    let (half, flipped) = (&encrypt[..encrypt.len() / 2 / 4 * 4], encrypt.chars().rev().collect::<String>());
    for given in ["A", "=", "AAAA", "!!!!", "文", half, &flipped, &"A".repeat(64), &"A".repeat(500_000)] {
        let query = Stamp::new().signed_for(given);
        let got = server.ask("POST", &format!("/?{query}"), fields(&[("Encrypt", given)]));
        assert_eq!(
            (got.status, got.body.as_str()),
            (400, "Invalid message"),
            "{}",
            &given[..given.len().min(50)]
        );
    }
    is_well(&server);
}

#[test]
fn no_status_or_word_tells_apart_why_an_envelope_does_not_open() {
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
fn what_is_refused_tells_nothing() {
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
        assert!(got.status >= 400 && WORDS.contains(&got.body.as_str()), "{got:?}");
        let named = ["server:", "x-powered-by", "webot"].into_iter().any(|name| got.head.contains(name));
        assert!(!named, "{}", got.head);
    }
}

#[test]
fn a_body_of_one_megabyte_is_read_and_no_byte_more() {
    let server = Serve::start(ECHO);
    let whole = text_push(OPENID, "x");
    let padded = |length: usize| format!("{whole}{}", " ".repeat(length - whole.len()));
    let got = server.push(padded(1 << 20));
    assert_eq!(got.status, 200, "{got:?}");
    let got = server.push(padded((1 << 20) + 1)).status(413);
    assert_eq!(got.body, "Too large");
    is_well(&server);
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
    is_well(&server);
}

/// A client that only says so has its answer before it has sent anything.
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
    is_well(&server);
}

#[test]
fn bytes_that_are_no_http_change_nothing() {
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
    is_well(&server);
}

#[test]
fn queries_that_are_none_are_refused() {
    let server = Serve::start(ECHO);
    let twice = format!("{}&signature=0", Stamp::new().signed());
    let long = format!("{}&a={}", Stamp::new().signed().replace("signature", "s"), "x".repeat(30_000));
    for query in ["%", "%zz=%&&&===", "signature=%ff%00", "signature[]=1", &twice, &long] {
        server.ask("POST", &format!("/?{query}"), text_push(OPENID, "x")).status(401);
        server.get(&format!("/?{query}")).status(401);
    }
    is_well(&server);
}

#[test]
fn a_client_that_hangs_up_halfway_harms_nobody() {
    let server = Serve::start(ECHO);
    let whole = request("POST", &format!("/?{}", Stamp::new().signed()), text_push(OPENID, "x").as_bytes());
    for length in [1, 10, 100, whole.len() - 1, whole.len()] {
        let mut stream = server.connect();
        stream.write_all(&whole[..length]).expect("sent");
    }
    is_well(&server);
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
fn a_text_that_is_meant_for_a_slow_pattern_takes_little_time() {
    let server = Serve::start(
        "'/^(a+)+$/': slow\n'/^(a|aa)+\\1$/': slower\n'/(?=(a+))*b$/': slowest\n'': 'you said {text}'\n",
    );
    let text = format!("{}!", "a".repeat(500));
    let began = Instant::now();
    assert_eq!(server.say(&text), Some(format!("you said {text}")));
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    is_well(&server);
}

#[cfg(unix)]
#[test]
fn what_a_user_types_is_no_shell() {
    let rules = "rules:\n- { pattern: '/(.*)/s', exec: [sh, -c, 'cat > message.json; echo ok', 'x{1}'] }\n";
    let server = Serve::start(rules);
    for text in ["$(touch gotcha)", "`touch gotcha`", "'; touch gotcha; '", "\" & touch gotcha"] {
        assert_eq!(server.say(text).as_deref(), Some("ok"));
        assert_eq!(server.folder.json("message.json")["text"], *text);
    }
    assert!(!server.folder.exists("gotcha"));
}

#[test]
fn an_answer_is_whole_xml_whatever_the_user_is_called() {
    let server = Serve::start(ECHO);
    for user in ["]]>", "<Content>", "&amp;", "\"'", "]]", "]]><Content><![CDATA["] {
        let got = server.push(text_push(user, "]]><x>&")).ok();
        assert_eq!(got.text(), "you said ]]><x>&", "{user}");
        let read = webot::message::xml::read(&got.body).expect("XML").document;
        assert_eq!(read.get("ToUserName"), Some(user));
    }
}

/// A push of JSON with characters that XML does not have.
fn odd(user: &str, text: &str) -> String {
    json!({
        "ToUserName": ACCOUNT, "FromUserName": user, "CreateTime": now(), "MsgType": "text", "Content": text,
        "MsgId": 6_000_000_000 + fresh(),
    })
    .to_string()
}

#[test]
fn a_line_of_the_log_is_one_line_and_no_colour_whatever_the_user_is_called() {
    let server = Webot::serve("'': 'you said {text}'\n").readable().start();
    for user in ["o-a\nPOST / forged", "o-b\r\n", "o-c\u{1b}[31mred", "o-d\u{7}\u{9b}2J", "o-e\u{202e}"] {
        server.push(odd(user, "x")).ok();
    }
    server.say_as("o-last", "x");
    server.readable_line("o-last");
    let said = server.said();
    assert!(!said.lines().any(|line| line.starts_with("POST / forged")), "{said:?}");
    let bad = |char: char| (char.is_control() && char != '\n') || char == '\u{202e}';
    assert!(!said.contains(bad), "{said:?}");
}

#[cfg(unix)]
#[test]
fn an_answer_is_whole_xml_whatever_a_program_says() {
    let server = Serve::start("rules:\n- exec: [printf, 'a\\001\\033[31mb']\n");
    let got = server.push(text_push(OPENID, "x")).ok();
    let text = got.text();
    assert!(text.starts_with('a') && text.ends_with('b'), "{text:?}");
}

// ---- Connections ----

/// Keeps connections busy until a file is there.
#[cfg(unix)]
const WAIT: &str = "rules:\n- { pattern: '=wait', exec: [sh, -c, 'echo x >> waiting; while [ ! -e go ]; do sleep 0.02; done; echo went'], timeout: 4.5 }\n- { handler: 'you said {text}' }\n";

#[test]
fn many_idle_connections_make_room() {
    let server = Webot::serve(ECHO).args(["--connections", "50"]).start();
    let idle: Vec<TcpStream> = (0..200).map(|_| server.connect()).collect();
    for _ in 0..20 {
        let began = Instant::now();
        is_well(&server);
        assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    }
    #[cfg(target_os = "linux")]
    {
        let open = std::fs::read_dir(format!("/proc/{}/fd", server.id())).expect("a process").count();
        assert!(open < 80, "{open} files are open");
    }
    drop(idle);
    is_well(&server);
}

#[test]
fn idle_connections_that_were_of_use_make_room_too() {
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
    is_well(&server);
}

#[cfg(unix)]
#[test]
fn busy_connections_are_not_cut_and_who_has_no_place_is_told_so() {
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
    is_well(&server);
}

#[cfg(target_os = "linux")]
#[test]
fn connections_that_are_over_leave_nothing_open() {
    let server = Serve::start(ECHO);
    is_well(&server);
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
    is_well(&server);
}

/// Sends a byte now and then until nobody takes it any more; what came back, and after how long.
fn drip(server: &Serve, first: &[u8], byte: &'static [u8]) -> (Vec<u8>, Duration) {
    let mut stream = server.connect();
    stream.write_all(first).expect("sent");
    let began = Instant::now();
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

/// Half a request at the end of the server: it is waited for, but not for long.
#[cfg(unix)]
fn ends_with_half_a_request() -> Duration {
    let server = Serve::start(ECHO);
    let mut half = server.connect();
    let head =
        format!("POST /?{} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n<xml>", Stamp::new().signed());
    half.write_all(head.as_bytes()).expect("sent");
    is_well(&server);
    let began = Instant::now();
    assert_eq!(server.end().code, 0);
    began.elapsed()
}

/// All at once, for each takes its time: the head 15 s, a body 10 s, silence between two requests 15 s.
#[test]
fn slow_clients_are_sent_away_and_others_served_meanwhile() {
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
        is_well(&server);
        let (answer, took) = body.join().expect("a thread");
        assert_eq!(Got::read(&answer).status, 408);
        assert!((9..14).contains(&took.as_secs()), "the body: {took:?}");
        is_well(&server);
        for (what, slow) in [("the head", head), ("silence", silent), ("idle", idle)] {
            let (_, took) = slow.join().expect("a thread");
            assert!((10..20).contains(&took.as_secs()), "{what}: {took:?}");
        }
        #[cfg(unix)]
        assert!(half.join().expect("a thread").as_secs() < 9, "the end");
    });
    is_well(&server);
}

/// Answers that nobody takes do not hold up others.
#[test]
fn a_client_that_does_not_read_harms_nobody() {
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
    is_well(&server);
    drop(deaf);
}

/// Nobody reads the log: messages are answered all the same.
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
    is_well(&server);
}
