//! Forwarding: what arrives is what the bot gets, and what it answers is what comes back.

use std::io::Write as _;

use serde_json::{Value, json};

use super::{listening, listening_to};
use crate::support::{
    AES_KEY, APPID, Bot, DEAD_URL, Folder, OPENID, OTHER_KEY, Stamp, TOKEN, Webot, encrypted, fields, fresh,
    http, http_with, now, sealed, text_push, text_reply, webot,
};

fn greeting() -> Bot {
    Bot::answering(|_| http(200, text_reply("hi")))
}

#[test]
fn body_query_and_answer_pass_unchanged() {
    let bot = Bot::answering(|_| http_with(201, "X-Own: ü\r\nContent-Type: text/odd", b"\xff\x00answer"));
    let listen = listening(&Folder::new(), &bot, []);
    let query = "signature=a%2Bb&x='|%zz&y=c+d%3D&empty=&flag";
    let body = b"<xml>\r\n<Content>\xe4\xbd\xa0 &amp;</Content>\xff</xml>\n";
    let answer = listen.raw(crate::support::request("POST", &format!("/other/path?{query}"), body));
    let heard = bot.only();
    assert_eq!(heard.line, format!("POST /wechat?{query} HTTP/1.1"));
    assert_eq!(heard.body, body);
    assert_eq!(heard.header("host"), bot.url("").strip_prefix("http://"));
    assert_eq!(heard.header("x-forwarded-for"), Some("127.0.0.1"));
    let answer = String::from_utf8_lossy(&answer).into_owned();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    assert!(answer.to_lowercase().contains("x-own: ") && answer.contains("text/odd"), "{answer}");
    assert!(answer.ends_with("\u{fffd}\u{0}answer"), "{answer}");
    assert_eq!(listen.pushed()["status"], 201);
}

#[test]
fn a_destination_without_path_keeps_that_of_the_request() {
    let bot = greeting();
    let listen = listening_to(&Folder::new(), &bot.url(""), []);
    listen.push_to("/wx/callback", text_push(OPENID, "hi")).ok();
    assert_eq!(bot.only().path(), "/wx/callback");
}

#[test]
fn each_push_is_verified_judged_and_shown() {
    let bot = greeting();
    let listen = listening(&Folder::new(), &bot, []);
    assert_eq!(listen.say("hello").as_deref(), Some("hi"));
    let line = listen.pushed();
    assert_eq!(
        (&line["kind"], &line["text"], &line["user"]),
        (&"text".into(), &"hello".into(), &OPENID.into())
    );
    assert_eq!(
        (&line["verified"], &line["reply"], &line["accepted"]),
        (&true.into(), &"text".into(), &true.into())
    );
    // A wrong signature is the bot's to refuse.
    let wrong = Stamp::with_token("other").signed();
    listen.ask("POST", &format!("/?{wrong}"), text_push(OPENID, "hello")).ok();
    let line = listen.line("a push that is not verified", |line| line["verified"] == false);
    assert!(line["refused"].as_str().expect("a reason").contains("signature"), "{line}");
    assert_eq!(bot.heard().len(), 2);
}

#[test]
fn encrypted_pushes_and_replies_are_decrypted_for_display() {
    let bot = Bot::answering(|_| http(200, encrypted(&text_reply("hi"), TOKEN, AES_KEY, APPID)));
    let listen = listening(&Folder::new(), &bot, ["--aes-key", AES_KEY, "--appid", APPID]);
    let (query, body) = sealed(&text_push(OPENID, "secret words"), AES_KEY, APPID);
    listen.ask("POST", &format!("/?{query}"), body).ok();
    let line = listen.pushed();
    assert_eq!((&line["text"], &line["reply_text"]), (&"secret words".into(), &"hi".into()));
    assert_eq!(line["accepted"], true, "{line}");
}

#[test]
fn an_encrypted_reply_to_a_push_that_cannot_be_decrypted_is_not_judged() {
    let bot = Bot::answering(|heard| match heard.path() {
        "/plain" => http(200, text_reply("hi")),
        "/success" => http(200, "success"),
        _ => http(200, encrypted(&text_reply("hi"), TOKEN, AES_KEY, APPID)),
    });
    let cases: [(&[&str], &str, &str); 2] = [
        (&[], "no-key", "give the EncodingAESKey"),
        (&["--aes-key", OTHER_KEY], "other-key", "cannot be decrypted with this EncodingAESKey"),
    ];
    for (args, why, said) in cases {
        let listen = listening_to(&Folder::new(), &bot.url(""), args.iter().copied());
        let sent = || sealed(&text_push(OPENID, "secret words"), AES_KEY, APPID);
        for (path, unjudged, accepted, findings) in [
            ("/", json!(why), Value::Null, Value::Null),
            ("/plain", Value::Null, json!(false), json!(["not-encrypted"])),
            ("/success", Value::Null, json!(true), json!([])),
        ] {
            let (query, body) = sent();
            listen.ask("POST", &format!("{path}?{query}"), body).ok();
            let line = listen.line(path, |line| line["path"] == path);
            let told = (&line["not_judged"], &line["accepted"], &line["findings"]);
            assert_eq!(told, (&unjudged, &accepted, &findings), "{line}");
        }
        let log = Webot::at_home(Folder::new())
            .args(["listen", "--port", "0", "--token", TOKEN, "--forward-to", &bot.url("")])
            .args(args)
            .env("WEBOT_LANG", "en")
            .stderr_any()
            .start();
        let (query, body) = sent();
        log.ask("POST", &format!("/?{query}"), body).ok();
        let line = log.readable_line("not judged: push and reply are encrypted");
        assert!(line.contains(said), "{line}");
    }
}

#[test]
fn routes_take_pushes_by_field_and_path() {
    let (bot, clicks, shop) = (greeting(), greeting(), greeting());
    let click = format!("event=CLICK={}", clicks.url("/c"));
    let path = format!("path=/shop={}", shop.url("/s"));
    let listen = listening(&Folder::new(), &bot, ["--route", &click, "--route", &path]);
    let time = now().to_string();
    let event = fields(&[
        ("ToUserName", "gh_1"),
        ("FromUserName", OPENID),
        ("CreateTime", &time),
        ("MsgType", "event"),
        ("Event", "CLICK"),
        ("EventKey", "k"),
    ]);
    listen.push(event).ok();
    listen.push_to("/shop", text_push(OPENID, "a")).ok();
    listen.push(text_push(OPENID, "b")).ok();
    assert_eq!(
        (clicks.only().path().to_owned(), shop.only().path().to_owned()),
        ("/c".to_owned(), "/s".to_owned())
    );
    assert!(bot.only().text().contains("<![CDATA[b]]>"));
}

#[test]
fn a_bot_that_is_down_is_named_and_may_be_stood_in_for() {
    let folder = Folder::new();
    let listen = listening_to(&folder, DEAD_URL, []);
    assert_eq!(listen.push(text_push(OPENID, "hi")).status, 502);
    assert_eq!(listen.pushed()["failure"], "connection-refused");
    let listen = listening_to(&folder, DEAD_URL, ["--fallback", "success"]);
    assert_eq!(listen.push(text_push(OPENID, "hi")).ok().body, "success");
    let line = listen.pushed();
    assert_eq!((&line["answered_by_webot"], &line["failure"]), (&true.into(), &"connection-refused".into()));
    // A check of the URL is not answered in its place.
    assert_eq!(listen.get(&format!("/?{}&echostr=1", Stamp::new().signed())).status, 502);
}

#[test]
fn a_bot_that_hangs_or_hangs_up_is_told_apart() {
    let bot = Bot::streaming(|heard, stream| {
        if heard.text().contains("hang up") {
            return;
        }
        // Never an answer: the other side closes first.
        let mut byte = [0];
        std::io::Read::read(stream, &mut byte).ok();
    });
    let listen = listening(&Folder::new(), &bot, ["--timeout", "0.2"]);
    assert_eq!(listen.push(text_push(OPENID, "hang")).status, 504);
    assert_eq!(listen.push(text_push(OPENID, "hang up")).status, 502);
    listen.line("a timeout", |line| line["failure"] == "timeout");
    listen.line("a closed connection", |line| line["failure"] == "connection-closed");
}

#[test]
fn a_sender_that_hangs_up_is_shown_with_the_late_answer() {
    let folder = Folder::new();
    let gate = folder.path("go");
    let bot = Bot::streaming(move |_, stream| {
        crate::support::until("the sender has hung up", || gate.exists());
        stream.write_all(http(200, text_reply("late")).as_ref()).ok();
    });
    let listen = listening(&folder, &bot, []);
    let mut sender = listen.connect();
    let target = format!("/?{}", Stamp::new().signed());
    sender
        .write_all(&crate::support::request("POST", &target, text_push(OPENID, "hi").as_bytes()))
        .expect("sent");
    crate::support::until("the bot has the push", || !bot.heard().is_empty());
    drop(sender);
    folder.write("go", "");
    let line = listen.pushed();
    assert_eq!((&line["hung_up"], &line["reply_text"]), (&true.into(), &"late".into()));
}

#[test]
fn deliveries_of_one_push_are_counted() {
    let bot = Bot::answering(|_| http(200, "success"));
    let listen = listening(&Folder::new(), &bot, []);
    let push = text_push(OPENID, "hi");
    for _ in 0..3 {
        listen.push(&push).ok();
    }
    listen.push(text_push(OPENID, "other")).ok();
    listen.line("the last", |line| line["number"] == 4);
    let counts: Vec<_> = listen.log().iter().filter_map(|line| line["delivery"].as_u64()).collect();
    assert_eq!(counts, [1, 2, 3, 1]);
}

#[test]
fn large_bodies_pass_in_both_directions() {
    let large = || vec![b'x'; 3_000_000 + usize::try_from(fresh() % 7).expect("small")];
    let bot = Bot::answering(move |heard| http(200, heard.body.clone()));
    let listen = listening(&Folder::new(), &bot, []);
    let body = large();
    let answer = listen.raw(crate::support::request("POST", "/", &body));
    assert!(answer.ends_with(&body) && answer.len() > body.len());
    assert_eq!(bot.only().body.len(), body.len());
    let line = listen.pushed();
    assert_eq!((&line["status"], &line["verified"]), (&200.into(), &false.into()), "{}", line["findings"]);
}

#[test]
fn requests_that_are_no_push_pass_too() {
    let bot = greeting();
    let listen = listening(&Folder::new(), &bot, []);
    assert!(listen.get("/healthz").ok().body.contains("hi"));
    listen.ask("PUT", "/", b"malformed <xml").ok();
    let heard: Vec<String> = bot.heard().into_iter().map(|heard| heard.line).collect();
    assert_eq!(heard, ["GET /wechat HTTP/1.1", "PUT /wechat HTTP/1.1"]);
}

#[test]
fn wrong_flags_are_named() {
    webot(["listen", "--forward-to", "ftp://a"]).exit(2).stderr_has("--forward-to").run();
    webot(["listen", "--route", "event=CLICK"]).exit(2).stderr_has("event=CLICK=http://127.0.0.1:3001").run();
    webot(["listen", "--fallback", "ok"]).exit(2).stderr_has("success").run();
    webot(["listen", "--port", "1", "--forward-to", "http://127.0.0.1:1"]).exit(3).stderr_any().run();
}

#[test]
fn a_log_for_people_shows_the_reply_and_the_reasons() {
    let bot = Bot::answering(|heard| {
        if heard.text().contains("fail") { http(500, "boom") } else { http(200, text_reply("hi")) }
    });
    let url = bot.url("/wechat");
    let usual = ["listen", "--port", "0", "--token", TOKEN, "--forward-to", &url];
    let listen = webot(usual).env("WEBOT_LANG", "en").stderr_any().start();
    listen.say("hello");
    let line = listen.readable_line("\"hello\"");
    assert!(line.contains("→ text \"hi\"") && line.ends_with('✓'), "{line}");
    listen.push(text_push(OPENID, "fail"));
    let line = listen.readable_line("\"fail\"");
    assert!(line.contains("HTTP 500") && line.ends_with('✗'), "{line}");
    listen.readable_line("error: 500: the bot failed");
}

/// A page of any site can make a browser call a server on this machine.
#[test]
fn web_pages_do_not_reach_the_bot() {
    let bot = greeting().or_not_asked();
    let listen = listening(&Folder::new(), &bot, []);
    for header in ["Origin: http://evil.example", "Sec-Fetch-Site: cross-site"] {
        let request = format!(
            "POST / HTTP/1.1\r\nHost: bot.example.com\r\n{header}\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx"
        );
        let answer = String::from_utf8_lossy(&listen.raw(request)).into_owned();
        assert!(answer.starts_with("HTTP/1.1 403"), "{header}: {answer}");
    }
    bot.never_asked();
    // A tunnel passes on the name by which WeChat knows it.
    let request =
        "POST / HTTP/1.1\r\nHost: bot.example.com\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    assert!(String::from_utf8_lossy(&listen.raw(request)).starts_with("HTTP/1.1 200"));
}

#[test]
fn a_refused_push_is_not_blamed_on_what_is_right() {
    let bot = greeting();
    let listen = listening(&Folder::new(), &bot, []);
    let refused = |query: String, wanted: &str| {
        listen.ask("POST", &format!("/?{query}"), text_push(OPENID, "hello")).ok();
        let is_named = |said: &str| said.contains(wanted) && !said.contains("--window");
        listen.line("a refused push", |line| line["refused"].as_str().is_some_and(is_named));
    };
    let (time, nonce) = (now().to_string(), "42");
    let right = ::webot::sign::callback::signature(TOKEN, &time, nonce).to_uppercase();
    refused(format!("signature={right}&timestamp={time}&nonce={nonce}"), "lower-case");
    let in_ms = format!("{time}000");
    let right = ::webot::sign::callback::signature(TOKEN, &in_ms, nonce);
    refused(format!("signature={right}&timestamp={in_ms}&nonce={nonce}"), "milliseconds");
}

#[test]
fn a_shop_that_accepts_a_probe_is_warned() {
    for (status, accepts) in [(200, true), (401, false)] {
        let bot = Bot::answering(move |_| http(status, ""));
        let listen = listening(&Folder::new(), &bot, []);
        let body = r#"{"id":"1","event_type":"TRANSACTION.SUCCESS","resource":{}}"#;
        let request = format!(
            "POST /pay HTTP/1.1\r\nHost: a\r\nConnection: close\r\nWechatpay-Signature: WECHATPAY/SIGNTEST/abc\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        listen.raw(request.into_bytes());
        let line = listen.pushed();
        assert_eq!((&line["accepts_probe"], &line["accepted"]), (&accepts.into(), &Value::Null));
    }
}

#[test]
fn a_head_that_never_ends_is_given_up_before_an_idle_connection() {
    let bot = greeting();
    let listen = listening(&Folder::new(), &bot, []);
    let (mut half, idle) = (listen.connect(), listen.connect());
    half.write_all(b"POST / HTT").expect("sent");
    let mut byte = [0];
    assert_eq!(std::io::Read::read(&mut half, &mut byte).expect("the end, before the test gives up"), 0);
    // The other one is still open.
    idle.set_nonblocking(true).expect("a mode");
    let waits = std::io::Read::read(&mut &idle, &mut byte).expect_err("nothing to read");
    assert_eq!(waits.kind(), std::io::ErrorKind::WouldBlock);
    assert_eq!(listen.say("hello").as_deref(), Some("hi"));
}
