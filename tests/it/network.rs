//! No answer, or none that is a reply: each cause has its own sentence, the next thing to try, and its exit code.

use std::io::Write;
use std::net::{Shutdown, TcpListener};

use serde_json::Value;

use crate::support::{ACCEPTED, Bot, DEAD_URL, Ran, hold, http, text_reply, webot};

/// Writes these bytes and hangs up.
fn saying(bytes: &'static [u8]) -> Bot {
    Bot::streaming(|_, stream| {
        stream.write_all(bytes).ok();
        stream.shutdown(Shutdown::Both).ok();
    })
}

/// Exit code 4, `error:` with this sentence and `hint:` with this advice; the same as JSON, with nothing on stdout.
#[track_caller]
fn no_answer(args: &[&str], kind: &str, says: &str, advises: &str) {
    let run = || webot(["send", "hi"]).args(args);
    let ran = run().exit(4).stderr_any().stdout("").run();
    let line = |start: &str, words: &str| {
        ran.stderr.lines().any(|line| line.starts_with(start) && line.contains(words))
    };
    assert!(line("error: ", says), "no `error: …{says}`: {}", ran.stderr);
    assert!(line("hint: ", advises), "no `hint: …{advises}`: {}", ran.stderr);

    let error = run().args(["--json"]).exit(4).stdout("").error();
    assert_eq!(error["kind"], kind, "{error}");
    assert_eq!(error["code"], 4);
    assert!(error["message"].as_str().is_some_and(|message| message.contains(says)), "{error}");
    let hints = error["hints"].as_array().expect("hints");
    assert!(hints.iter().any(|hint| hint.as_str().is_some_and(|hint| hint.contains(advises))), "{error}");
}

/// The one JSON document on stderr.
#[track_caller]
fn error_of(ran: &Ran) -> Value {
    let json: Value =
        serde_json::from_str(&ran.stderr).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr));
    let keys: Vec<&String> = json["error"].as_object().expect("an error").keys().collect();
    assert_eq!(keys, ["kind", "code", "message", "hints"]);
    json["error"].clone()
}

#[test]
fn nothing_listens() {
    let says = format!("nothing listens at {DEAD_URL}");
    no_answer(&["--des", DEAD_URL], "connection-refused", &says, "start the bot");
}

#[test]
fn the_name_has_no_address() {
    no_answer(&["--host", "nonexistent.invalid"], "dns", "nonexistent.invalid", "check the spelling");
}

#[test]
fn nothing_is_answered_in_time() {
    let bot = Bot::streaming(|_, stream| hold(stream));
    no_answer(&["--timeout", "0.3", "--des", &bot.url("/")], "timeout", "within 300 ms", "--timeout SECONDS");
}

#[test]
fn an_answer_that_never_ends_is_a_timeout() {
    let bot = Bot::streaming(|_, stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<xml>").ok();
        hold(stream);
    });
    no_answer(&["--timeout", "0.3", "--des", &bot.url("/")], "timeout", "within 300 ms", "--timeout SECONDS");
}

#[test]
fn a_timeout_must_be_a_positive_number() {
    for seconds in ["0", "-1", "soon", "NaN", "inf"] {
        webot(["send", "hi"]).args([format!("--timeout={seconds}")]).exit(2).stderr_has("--timeout").run();
    }
}

#[test]
fn the_bot_hangs_up_before_it_answers() {
    no_answer(
        &["--des", &saying(b"").url("/")],
        "connection-closed",
        "closed the connection",
        "check its log",
    );
}

#[test]
fn the_bot_hangs_up_within_the_head() {
    let bot = saying(b"HTTP/1.1 200 OK\r\nContent-Le");
    no_answer(&["--des", &bot.url("/")], "connection-closed", "closed the connection", "check its log");
}

#[test]
fn the_content_length_promises_more_than_comes() {
    let bot = saying(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsuccess");
    no_answer(
        &["--des", &bot.url("/")],
        "connection-closed",
        "before the end of the response",
        "Content-Length",
    );
}

#[test]
fn chunks_end_before_the_last() {
    let bot = saying(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\nsuccess\r\n");
    no_answer(
        &["--des", &bot.url("/")],
        "connection-closed",
        "before the end of the response",
        "check its log",
    );
}

#[test]
fn the_answer_is_not_http() {
    for bytes in [b"SSH-2.0-OpenSSH_9.6\r\n".as_slice(), b"\x15\x03\x01\x00\x02\x02\x0a", b"+PONG\r\n"] {
        let bot = saying(bytes);
        no_answer(&["--des", &bot.url("/")], "not-http", "does not speak HTTP", "check the port");
    }
}

#[test]
fn a_header_that_cannot_be_read_is_no_wrong_port() {
    let bot = saying(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nContent-Length: 8\r\n\r\nsuccess");
    no_answer(&["--des", &bot.url("/")], "not-http", "broken HTTP", "stands twice");
}

#[test]
fn https_is_spoken_to_a_port_of_http() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("https://127.0.0.1:{}/", listener.local_addr().expect("an address").port());
    // A server of plain HTTP answers a handshake with 400; each run of webot connects once.
    let server = std::thread::spawn(move || {
        for stream in listener.incoming().take(2) {
            let mut stream = stream.expect("a connection");
            std::io::Read::read(&mut stream, &mut [0; 4096]).ok();
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n").ok();
        }
    });
    no_answer(&["--des", &url], "tls", "no TLS connection", "http://");
    server.join().expect("the server");
}

#[test]
fn a_bot_may_close_the_connection_instead_of_giving_a_length() {
    let bot = saying(b"HTTP/1.1 200 OK\r\n\r\nsuccess");
    webot(["send", "hi", "--expect-none"]).args(bot.args()).stderr_ends(ACCEPTED).run();
    let bot = saying(b"HTTP/1.0 200 OK\r\n\r\nsuccess");
    webot(["send", "hi", "--expect-none"]).args(bot.args()).stderr_ends(ACCEPTED).run();
}

/// Exit code 1, a finding `http-status` with this sentence and this advice; in JSON it stands in the document.
#[track_caller]
fn bad_status(answer: Vec<u8>, says: &str, advises: &str) -> Ran {
    let bot = Bot::answering(move |_| answer.clone());
    let ran = webot(["send", "hi"]).args(bot.args()).exit(1).stderr_any().run();
    let line = |start: &str, words: &str| {
        ran.stderr.lines().any(|line| line.starts_with(start) && line.contains(words))
    };
    assert!(line("error[http-status]: ", says), "no `{says}`: {}", ran.stderr);
    assert!(line("hint: ", advises), "no `{advises}`: {}", ran.stderr);

    let ran = webot(["send", "hi", "--json"]).args(bot.args()).exit(1).run();
    assert_eq!(ran.stderr, "");
    let json = ran.json();
    let finding = json["findings"].as_array().expect("findings").iter().find(|f| f["rule"] == "http-status");
    let finding = finding.expect("http-status");
    assert!(finding["message"].as_str().is_some_and(|message| message.contains(says)), "{finding}");
    assert!(finding["hint"].as_str().is_some_and(|hint| hint.contains(advises)), "{finding}");
    ran
}

#[test]
fn not_found() {
    let ran = bad_status(http(404, "Not Found"), "404: nothing answers at this path", "--route");
    assert_eq!(ran.rules(), ["http-status"]);
    assert_eq!(ran.json()["deliveries"][0]["status"], 404);
    assert_eq!(ran.json()["reply"]["type"], "invalid");
}

#[test]
fn the_signature_is_refused() {
    for status in [401, 403] {
        let ran = bad_status(http(status, "Invalid signature"), "refuses the signature", "--token");
        assert_eq!(ran.rules(), ["http-status"]);
    }
}

#[test]
fn a_redirect_is_not_followed() {
    let bot = Bot::answering(|_| http(200, "success"));
    let answer = format!("HTTP/1.1 302 Found\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n", bot.url("/new/"));
    let says = format!("302: redirect to `{}`", bot.url("/new/"));
    bad_status(answer.into_bytes(), &says, "--des");
    bot.never_asked();
}

#[test]
fn the_path_does_not_take_post() {
    bad_status(
        http(405, "Method Not Allowed"),
        "405: the path does not take POST",
        "register the path for POST",
    );
}

#[test]
fn the_bot_fails_with_a_page_of_html() {
    let page = "<!DOCTYPE html><html><head><title>TypeError at /wechat</title></head><body>…</body></html>";
    let ran = bad_status(http(500, page), "500: the bot failed", "log");
    assert_eq!(ran.rules(), ["http-status", "html-page"]);
    let page = &ran.json()["findings"][1];
    assert!(
        page["message"].as_str().is_some_and(|message| message.contains("`TypeError at /wechat`")),
        "{page}"
    );
}

#[test]
fn a_status_of_failure_beside_a_good_reply_is_told() {
    let ran = bad_status(http(500, text_reply("hello")), "500: the bot failed", "log");
    assert_eq!(ran.rules(), ["http-status"]);
    assert_eq!(ran.json()["reply"]["fields"]["Content"], "hello");
}

#[test]
fn a_dead_proxy_does_not_stand_before_this_machine() {
    let bot = Bot::answering(|_| http(200, "success"));
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        webot(["send", "hi"]).args(bot.args()).env(name, DEAD_URL).stderr_ends(ACCEPTED).run();
        webot(["send", "hi", "--host", "localhost"])
            .args(bot.args())
            .env(name, DEAD_URL)
            .stderr_ends(ACCEPTED)
            .run();
    }
    assert_eq!(bot.heard().len(), 8);
}

#[test]
fn a_proxy_is_used_for_other_hosts() {
    let proxy = Bot::answering(|_| http(200, "success"));
    let url = proxy.url("");
    webot(["send", "hi", "--host", "example.com"]).env("http_proxy", &url).stderr_ends(ACCEPTED).run();
    assert!(proxy.only().line.starts_with("POST http://example.com/?signature="), "{}", proxy.only().line);
}

#[test]
fn a_dead_proxy_is_named_as_the_cause() {
    webot(["send", "hi", "--host", "example.com"])
        .env("http_proxy", DEAD_URL)
        .exit(4)
        .stderr_has("proxy")
        .run();
    let ran = webot(["send", "hi", "--host", "example.com", "--json"])
        .env("http_proxy", DEAD_URL)
        .exit(4)
        .stderr_starts(r#"{"error":{"kind":"proxy""#)
        .run();
    assert_eq!(error_of(&ran)["kind"], "proxy");
}

#[test]
fn the_causes_are_told_in_chinese_too() {
    webot(["send", "hi", "--lang", "zh", "--des", DEAD_URL])
        .exit(4)
        .stderr_has("错误：")
        .stderr_has("提示：")
        .stderr_has("没有服务在监听")
        .run();
}
