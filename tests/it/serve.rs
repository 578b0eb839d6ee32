//! `webot serve` as a process: who is let in, what goes back, what is said of it, and how it ends.

#[cfg(unix)]
use std::io::{Read, Write};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{
    ACCOUNT, AES_KEY, APPID, Folder, Got, OPENID, Serve, Stamp, TOKEN, Webot, fields, now, opened, sealed,
    sealed_as, text_of, text_push, webot,
};

const CORPID: &str = "ww1234567890abcdef";
const OTHER_KEY: &str = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR";
const ECHO: &str = "'': 'you said {text}'\n";
const NOT_FOUND: &str = "Don't know what you are saying.";
const BROKEN: &str = "Something is broken...";

/// A server with a key, for this receiver.
fn with_key(receiver: &str) -> Serve {
    Webot::serve(ECHO).args(["--aes-key", AES_KEY, "--receiver", receiver]).start()
}

/// Encoded for a query.
fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn verify(server: &Serve, query: &str, echostr: &str) -> Got {
    server.get(&format!("/?{query}&echostr={}", encoded(echostr)))
}

/// The text that is answered to an encrypted one, and whom the answer is for.
fn say_sealed(server: &Serve, message: &str, receiver: &str) -> (String, String) {
    let (query, body) = sealed(message, AES_KEY, receiver);
    opened(&server.ask("POST", &format!("/?{query}"), body).ok().body, AES_KEY)
}

/// A text as JSON.
fn json_push(text: &str) -> String {
    let id = crate::support::fresh();
    json!({
        "ToUserName": ACCOUNT, "FromUserName": OPENID, "CreateTime": now(), "MsgType": "text", "Content": text,
        "MsgId": 5_000_000_000 + id,
    })
    .to_string()
}

// ---- GET verification ----

#[test]
fn a_check_of_the_url_is_answered_with_its_echostr() {
    let server = Serve::start(ECHO);
    let got = verify(&server, &Stamp::new().signed(), "5918273645&<b>");
    assert_eq!((got.status, got.body.as_str()), (200, "5918273645&<b>"));
    assert!(got.head.contains("content-type: text/plain"), "no browser runs it: {}", got.head);
}

#[test]
fn a_check_of_the_url_needs_the_right_signature() {
    let server = Serve::start(ECHO);
    for (query, what) in [
        (Stamp::with_token("another").signed(), "another token"),
        ("timestamp=1&nonce=2".to_owned(), "none"),
        (Stamp::new().signed().replace("signature=", "signature=0"), "one letter more"),
        (String::new(), "nothing"),
    ] {
        let got = verify(&server, &query, "secret-echo");
        assert_eq!(got.status, 401, "{what}");
        assert!(!got.body.contains("secret-echo"), "{what}: {}", got.body);
    }
}

#[test]
fn an_encrypted_check_of_the_url_is_answered_with_what_is_in_it() {
    for receiver in [APPID, CORPID, ""] {
        let server = with_key(receiver);
        let stamp = Stamp::new();
        let key = webot::message::envelope::AesKey::parse(AES_KEY).expect("a key");
        let echo = webot::message::envelope::encrypt(&key, [3; 16], b"1616140317555161061", receiver);
        let signature = webot::sign::callback::msg_signature(TOKEN, &stamp.timestamp, &stamp.nonce, &echo);
        let query = format!("msg_signature={signature}&timestamp={}&nonce={}", stamp.timestamp, stamp.nonce);
        assert_eq!(verify(&server, &query, &echo).ok().body, "1616140317555161061", "{receiver}");
        let wrong = query.replace("msg_signature=", "msg_signature=f");
        assert_eq!(verify(&server, &wrong, &echo).status, 401);
    }
}

#[test]
fn webot_verify_url_finds_nothing_wrong() {
    let server = with_key(APPID);
    for mode in ["plain", "safe"] {
        webot(["verify-url", "--json", "--token", TOKEN, "--mode", mode])
            .args(["--aes-key", AES_KEY, "--appid", APPID])
            .args(server.port())
            .run();
    }
}

// ---- POST ----

#[test]
fn a_plain_message_is_answered_from_the_account_to_the_user() {
    let server = Serve::start(ECHO);
    let got = server.push(text_push(OPENID, "你好 & <b>]]>")).ok();
    assert_eq!(got.text(), "you said 你好 & <b>]]>");
    assert!(got.head.contains("content-type: application/xml"), "{}", got.head);
    let around = format!(
        "<xml><ToUserName><![CDATA[{OPENID}]]></ToUserName><FromUserName><![CDATA[{ACCOUNT}]]></FromUserName><CreateTime>"
    );
    assert!(got.body.starts_with(&around), "{}", got.body);
    let (_, rest) = got.body.split_once("<CreateTime>").expect("a time");
    let time: u64 = rest.split('<').next().expect("a time").parse().expect("seconds");
    assert!(time.abs_diff(now()) < 60, "{time}");
}

#[test]
fn a_plain_message_may_be_json_and_so_is_its_answer() {
    let server = Serve::start(ECHO);
    let got = server.push(json_push("hi")).ok();
    assert!(got.head.contains("content-type: application/json"), "{}", got.head);
    let reply: Value = serde_json::from_str(&got.body).expect("JSON");
    assert_eq!((&reply["ToUserName"], &reply["Content"]), (&json!(OPENID), &json!("you said hi")));
    assert!(reply["CreateTime"].is_number());
}

#[test]
fn an_encrypted_message_is_answered_encrypted() {
    for receiver in [APPID, CORPID, ""] {
        let server = with_key(receiver);
        let (reply, sealed_for) = say_sealed(&server, &text_push(OPENID, "hi"), receiver);
        assert_eq!((text_of(&reply).as_str(), sealed_for.as_str()), ("you said hi", receiver));
    }
}

#[test]
fn nothing_of_an_encrypted_answer_is_readable() {
    let server = with_key(APPID);
    let (query, body) = sealed(&text_push(OPENID, "hi"), AES_KEY, APPID);
    let got = server.ask("POST", &format!("/?{query}"), body).ok();
    assert!(!got.body.contains("you said") && !got.body.contains(OPENID), "{}", got.body);
}

#[test]
fn an_encrypted_answer_differs_each_time() {
    let server = with_key(APPID);
    let push = text_push(OPENID, "hi");
    let answer = || {
        let (query, body) = sealed(&push, AES_KEY, APPID);
        server.ask("POST", &format!("/?{query}"), body).ok().body
    };
    let (one, other) = (answer(), answer());
    assert_ne!(one, other, "it is random within");
    assert_eq!(opened(&one, AES_KEY), opened(&other, AES_KEY), "and the same push within");
}

#[test]
fn an_encrypted_message_may_be_json_within_and_without() {
    for (receiver, names) in [(APPID, ["Encrypt", "MsgSignature"]), ("", ["encrypt", "msgsignature"])] {
        let server = with_key(receiver);
        let (query, body) = sealed(&json_push("hi"), AES_KEY, receiver);
        let within = say_sealed(&server, &json_push("hi"), receiver);
        assert_eq!(text_of(&within.0), "you said hi");
        assert!(within.0.starts_with('{'), "{}", within.0);
        let encrypt =
            body.split("<![CDATA[").nth(2).and_then(|rest| rest.split("]]").next()).expect("Encrypt");
        let body = json!({ names[0]: encrypt }).to_string();
        let got = server.ask("POST", &format!("/?{query}"), body).ok();
        let outer: Value = serde_json::from_str(&got.body).expect("JSON");
        assert!(outer[names[0]].is_string() && outer[names[1]].is_string(), "{outer}");
        assert_eq!(text_of(&opened(&got.body, AES_KEY).0), "you said hi");
    }
}

/// A push of compatible mode: the message, and beside it its envelope.
fn compatible(text: &str) -> (String, String) {
    let message = text_push(OPENID, text);
    let (query, body) = sealed(&message, AES_KEY, APPID);
    let encrypt = body.split_once("<Encrypt>").expect("an envelope").1;
    (query, message.replace("</xml>", &format!("<Encrypt>{encrypt}")))
}

#[test]
fn a_message_of_compatible_mode_is_answered_encrypted_where_there_is_a_key() {
    let server = with_key(APPID);
    let (query, body) = compatible("hi");
    let got = server.ask("POST", &format!("/?{query}"), body).ok();
    assert_eq!(text_of(&opened(&got.body, AES_KEY).0), "you said hi");
}

#[test]
fn a_message_of_compatible_mode_is_answered_plain_where_there_is_no_key() {
    let server = Serve::start(ECHO);
    let (query, body) = compatible("hi");
    assert_eq!(server.ask("POST", &format!("/?{query}"), body).ok().text(), "you said hi");
}

#[test]
fn a_plain_message_is_taken_where_there_is_a_key_unless_the_mode_is_safe() {
    assert_eq!(with_key(APPID).say("hi").as_deref(), Some("you said hi"));
    let server = Webot::serve(ECHO).args(["--aes-key", AES_KEY, "--appid", APPID, "--mode", "safe"]).start();
    let refused = server.push(text_push(OPENID, "hi")).status(403);
    assert_eq!(refused.body, "Invalid message");
    let (query, body) = compatible("hi");
    let got = server.ask("POST", &format!("/?{query}"), body).ok();
    assert_eq!(text_of(&opened(&got.body, AES_KEY).0), "you said hi");
}

/// The official cryptography of WeCom signs with `msg_signature` alone.
#[test]
fn an_encrypted_message_needs_no_other_signature() {
    let server = with_key(CORPID);
    let (query, body) = sealed(&text_push(OPENID, "hi"), AES_KEY, CORPID);
    let (_, rest) = query.split_once("&timestamp").expect("a query");
    let got = server.ask("POST", &format!("/?timestamp{rest}"), body).ok();
    assert_eq!(text_of(&opened(&got.body, AES_KEY).0), "you said hi");
}

#[test]
fn an_encrypted_message_for_somebody_else_is_refused() {
    let server = with_key(APPID);
    for receiver in [CORPID, "", "wx2c2769f8efd9abc3", "wx2c2769f8efd9abc22"] {
        let (query, body) = sealed(&text_push(OPENID, "hi"), AES_KEY, receiver);
        let got = server.ask("POST", &format!("/?{query}"), body).status(403);
        assert_eq!(got.body, "Invalid message", "{receiver}");
    }
}

#[test]
fn a_message_under_another_key_is_refused() {
    let server = with_key(APPID);
    let (query, body) = sealed(&text_push(OPENID, "hi"), OTHER_KEY, APPID);
    server.ask("POST", &format!("/?{query}"), body).status(400);
    let (query, body) = sealed(&text_push(OPENID, "hi"), AES_KEY, APPID);
    Serve::start(ECHO).ask("POST", &format!("/?{query}"), body).status(400);
}

#[test]
fn webot_send_and_serve_understand_each_other_in_every_mode() {
    let server = with_key(APPID);
    for mode in ["plain", "compat", "safe"] {
        for format in ["xml", "json"] {
            let ran = webot(["send", "hi", "--json", "--token", TOKEN, "--mode", mode, "--format", format])
                .args(["--aes-key", AES_KEY, "--appid", APPID])
                .args(server.port())
                .run();
            assert_eq!(ran.rules(), [""; 0], "{mode} {format}");
            assert_eq!(ran.json()["reply"]["fields"]["Content"], "you said hi", "{mode} {format}");
        }
    }
}

#[test]
fn webot_send_finds_nothing_wrong_with_a_corpid_or_no_receiver() {
    for receiver in [CORPID, ""] {
        let server = with_key(receiver);
        let ran = webot(["send", "hi", "--json", "--token", TOKEN, "--mode", "safe", "--aes-key", AES_KEY])
            .args(["--receiver", receiver])
            .args(server.port())
            .run();
        assert_eq!((ran.rules().len(), &ran.json()["reply"]["type"]), (0, &json!("text")), "{receiver}");
    }
}

#[test]
fn webot_send_in_another_mode_with_another_token_is_told() {
    let server = Serve::start(ECHO);
    webot(["send", "hi", "--json", "--token", "another"]).args(server.port()).exit(1).stdout_has("401").run();
}

// ---- Signatures, times, nonces ----

#[test]
fn a_message_with_a_wrong_signature_is_refused() {
    let server = Serve::start(ECHO);
    let right = Stamp::new();
    let query = right.signed();
    let signature = query.split(['=', '&']).nth(1).expect("a signature").to_owned();
    let last = if signature.ends_with('0') { "1" } else { "0" };
    for (given, what) in [
        (String::new(), "none"),
        (signature[..39].to_owned(), "a letter less"),
        (format!("{signature}0"), "a letter more"),
        (format!("{}{last}", &signature[..39]), "the last letter"),
        ("0".repeat(40), "another"),
        ("x".repeat(100_000 / 4), "a long one"),
    ] {
        let forged = query.replace(&signature, &given);
        let got = server.ask("POST", &format!("/?{forged}"), text_push(OPENID, "hi")).status(401);
        assert_eq!(got.body, "Invalid signature", "{what}");
    }
    for changed in [query.replace("timestamp=1", "timestamp=2"), query.replace("nonce=n", "nonce=m")] {
        server.ask("POST", &format!("/?{changed}"), text_push(OPENID, "hi")).status(401);
    }
    server.ask("POST", &format!("/?{query}"), text_push(OPENID, "hi")).ok();
}

#[test]
fn an_envelope_that_was_exchanged_is_refused() {
    let server = with_key(APPID);
    let (query, _) = sealed(&text_push(OPENID, "hi"), AES_KEY, APPID);
    let (_, body) = sealed(&text_push(OPENID, "ho"), AES_KEY, APPID);
    server.ask("POST", &format!("/?{query}"), body).status(401);
}

#[test]
fn a_timestamp_beyond_ten_minutes_is_refused() {
    let server = Serve::start(ECHO);
    let say = |seconds: i64| {
        let stamp = Stamp::at(&now().saturating_add_signed(seconds).to_string());
        server.ask("POST", &format!("/?{}", stamp.signed()), text_push(OPENID, "hi")).status
    };
    assert_eq!([say(-590), say(0), say(590)], [200; 3]);
    assert_eq!([say(-660), say(660), say(-86_400)], [403; 3]);
    let line = server.request_line(|line| line["status"] == 403);
    assert!(line["refused"].as_str().is_some_and(|why| why.contains("s old; look at both clocks")), "{line}");
}

#[test]
fn a_timestamp_of_a_check_of_the_url_is_looked_at_too() {
    let server = Serve::start(ECHO);
    let stamp = Stamp::at(&(now() - 660).to_string());
    assert_eq!(verify(&server, &stamp.signed(), "x").status, 403);
}

#[test]
fn a_timestamp_that_is_none_is_refused() {
    let server = Serve::start(ECHO);
    for timestamp in ["", "soon", "-1", "1e9", "99999999999999999999999999"] {
        let stamp = Stamp::at(timestamp);
        server.ask("POST", &format!("/?{}", stamp.signed()), text_push(OPENID, "hi")).status(400);
    }
}

#[test]
fn how_old_a_timestamp_may_be_is_settable() {
    let old = |server: &Serve, seconds: u64| {
        let stamp = Stamp::at(&(now() - seconds).to_string());
        server.ask("POST", &format!("/?{}", stamp.signed()), text_push(OPENID, "hi")).status
    };
    let server = Webot::serve(ECHO).args(["--window", "60"]).start();
    assert_eq!([old(&server, 40), old(&server, 90)], [200, 403]);
    let server = Webot::serve(ECHO).args(["--window", "0"]).start();
    assert_eq!(old(&server, 1_000_000), 200, "0 is for any");
}

#[test]
fn a_repeated_nonce_is_refused() {
    let server = Serve::start(ECHO);
    let query = Stamp::new().signed();
    let say = |text: &str| server.ask("POST", &format!("/?{query}"), text_push(OPENID, text));
    say("one").ok();
    assert_eq!(say("two").status(403).body, "Repeated nonce");
    server.say("three").expect("another nonce is new");
}

#[test]
fn a_repeated_nonce_of_an_encrypted_message_is_refused() {
    let server = with_key(APPID);
    let stamp = Stamp::new();
    let say = |text: &str| {
        let (query, body) = sealed_as(&stamp, &text_push(OPENID, text), AES_KEY, APPID);
        server.ask("POST", &format!("/?{query}"), body).status
    };
    assert_eq!([say("one"), say("two")], [200, 403]);
}

#[test]
fn repeated_nonces_may_be_allowed() {
    let server = Webot::serve(ECHO).args(["--allow-replays"]).start();
    let query = Stamp::new().signed();
    for text in ["one", "two"] {
        let got = server.ask("POST", &format!("/?{query}"), text_push(OPENID, text)).ok();
        assert_eq!(got.text(), format!("you said {text}"));
    }
}

#[test]
fn a_forged_message_uses_up_no_nonce() {
    let server = Serve::start(ECHO);
    let stamp = Stamp::new();
    let forged = Stamp { token: "another".to_owned(), ..stamp.clone() };
    server.ask("POST", &format!("/?{}", forged.signed()), text_push(OPENID, "hi")).status(401);
    server.ask("POST", &format!("/?{}", stamp.signed()), text_push(OPENID, "hi")).ok();
}

// ---- Delivered again ----

/// Rules whose answer counts how often they ran.
#[cfg(unix)]
const COUNT: &str = "rules:\n- exec: [sh, -c, 'echo x >> runs; wc -l < runs | tr -d \" \"']\n";

#[cfg(unix)]
#[test]
fn a_message_that_is_delivered_again_is_answered_with_the_same_and_run_once() {
    let server = Serve::start(COUNT);
    let push = text_push(OPENID, "hi");
    let first = server.push(&push).ok();
    assert_eq!(first.text(), "1");
    for _ in 0..2 {
        assert_eq!(server.push(&push).ok().body, first.body, "byte by byte");
    }
    assert_eq!(server.folder.read("runs").lines().count(), 1);
    assert_eq!(server.say("hi").as_deref(), Some("2"), "another message");
    server.request_line(|line| line["again"] == true);
}

/// WeChat delivers again with the query that it had.
#[cfg(unix)]
#[test]
fn a_message_that_is_delivered_again_may_have_the_nonce_that_it_had() {
    let server = Serve::start(COUNT);
    let (push, query) = (text_push(OPENID, "hi"), Stamp::new().signed());
    for _ in 0..2 {
        assert_eq!(server.ask("POST", &format!("/?{query}"), &push).ok().text(), "1");
    }
}

#[cfg(unix)]
#[test]
fn an_encrypted_message_that_is_delivered_again_is_run_once() {
    let server = Webot::serve(COUNT).args(["--aes-key", AES_KEY]).start();
    let push = text_push(OPENID, "hi");
    for _ in 0..2 {
        assert_eq!(text_of(&say_sealed(&server, &push, APPID).0), "1");
    }
}

/// WeChat asks again after five seconds, while the first answer may be on its way.
#[cfg(unix)]
#[test]
fn a_message_that_is_delivered_again_meanwhile_waits_for_the_answer() {
    let rules = "rules:\n- exec: [sh, -c, 'echo x >> runs; while [ ! -e go ]; do sleep 0.02; done; wc -l < runs | tr -d \" \"']\n";
    let server = Serve::start(rules);
    let push = text_push(OPENID, "hi");
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..3).map(|_| scope.spawn(|| server.push(&push).ok().text())).collect();
        until("it runs", || server.folder.exists("runs"));
        server.folder.write("go", "");
        for asked in asked {
            assert_eq!(asked.join().expect("an answer"), "1");
        }
    });
    assert_eq!(server.folder.read("runs").lines().count(), 1);
}

#[cfg(unix)]
fn event(user: &str, time: u64, key: &str) -> String {
    fields(&[
        ("ToUserName", ACCOUNT),
        ("FromUserName", user),
        ("CreateTime", &time.to_string()),
        ("MsgType", "event"),
        ("Event", "CLICK"),
        ("EventKey", key),
    ])
}

#[cfg(unix)]
#[test]
fn an_event_is_known_by_its_user_and_time() {
    let server = Serve::start(COUNT);
    let time = now();
    let say = |push: String| server.push(push).ok().text();
    assert_eq!(say(event("o-a", time, "K")), "1");
    assert_eq!(say(event("o-a", time, "K")), "1", "again");
    assert_eq!(say(event("o-b", time, "K")), "2", "another user");
    assert_eq!(say(event("o-a", time + 1, "K")), "3", "another time");
}

#[cfg(unix)]
#[test]
fn messages_of_two_users_are_two_though_their_ids_are_one() {
    let server = Serve::start(COUNT);
    let push = text_push("o-a", "hi");
    assert_eq!(server.push(&push).ok().text(), "1");
    assert_eq!(server.push(push.replace("o-a", "o-b")).ok().text(), "2");
}

#[cfg(unix)]
#[test]
fn no_reply_is_the_same_again_too() {
    let server =
        Serve::start("rules:\n- exec: [sh, -c, 'echo x >> runs; echo \"{\\\"noReply\\\":true}\"']\n");
    let push = text_push(OPENID, "hi");
    for _ in 0..2 {
        assert_eq!(server.push(&push).ok().body, "success");
    }
    assert_eq!(server.folder.read("runs").lines().count(), 1);
}

/// Waits for what is certain to happen.
#[cfg(unix)]
#[track_caller]
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(30), "{what}: never");
        std::thread::sleep(Duration::from_millis(5));
    }
}

// ---- Where it listens ----

#[test]
fn it_listens_on_the_loopback_by_default() {
    let server = Serve::start(ECHO);
    assert_eq!(server.told().ip(), std::net::Ipv4Addr::LOCALHOST);
    #[cfg(target_os = "linux")]
    {
        let other = std::net::SocketAddr::from(([127, 0, 0, 2], server.told().port()));
        std::net::TcpStream::connect(other).expect_err("127.0.0.1 alone");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_host_may_be_given() {
    let server = Webot::serve(ECHO).args(["--host", "127.0.0.3"]).start();
    let there = std::net::SocketAddr::from(([127, 0, 0, 3], server.told().port()));
    std::net::TcpStream::connect(there).expect("it listens there");
    std::net::TcpStream::connect(server.address()).expect_err("and there alone");
}

const OPEN: &str = "no token, and others can reach this address";

#[test]
fn an_open_host_without_a_token_is_warned_about() {
    let server = Webot::serve(ECHO).open().args(["--host", "0.0.0.0"]).start();
    server.line("a warning", |line| line["warning"].as_str().is_some_and(|said| said.contains(OPEN)));
    let server = Webot::serve(ECHO).open().readable().args(["--host", "0.0.0.0"]).start();
    server.readable_line(OPEN);
    let server = Webot::serve(ECHO).args(["--host", "0.0.0.0"]).start();
    server.say("hi");
    server.request_line(|line| line["status"] == 200);
    assert!(!server.said().contains("warning"), "with a token: {}", server.said());
}

#[test]
fn the_loopback_without_a_token_answers_whoever_comes_and_says_so() {
    let server = Webot::serve(ECHO).open().start();
    server.line("a warning", |line| {
        line["warning"].as_str().is_some_and(|said| said.contains("signatures are not checked"))
    });
    assert_eq!(server.ask("POST", "/", text_push(OPENID, "hi")).ok().text(), "you said hi");
    assert_eq!(server.get("/?echostr=e").ok().body, "e");
}

#[test]
fn the_first_line_for_machines_says_where_it_listens_without_a_token_too() {
    let server = Webot::serve(ECHO).open().start();
    assert!(server.log()[0]["listening"].is_string(), "{:?}", server.log());
}

#[test]
fn people_are_told_where_it_listens_and_what_to_try() {
    let server = Webot::serve(ECHO).readable().start();
    let line = server.readable_line("listening on");
    let port = server.told().port();
    assert!(line.contains("1 rule;") && line.contains(&format!("webot send --port {port} hi")), "{line}");
}

#[test]
fn the_port_may_stand_in_the_environment() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let folder = Folder::new();
    folder.write("rules.yaml", ECHO);
    folder.webot(["serve"]).env("PORT", &port).exit(3).stderr_has(format!("127.0.0.1:{port}")).run();
    folder.webot(["serve"]).env("PORT", "http").exit(2).stderr_has("`PORT`").run();
}

#[test]
fn the_account_may_stand_in_the_configuration_or_the_environment() {
    let config = json!({ "token": TOKEN, "appid": APPID, "encoding_aes_key": AES_KEY }).to_string();
    let of_file = Webot::serve(ECHO).open().file("wx_config.json", config).start();
    let of_env = Webot::serve(ECHO)
        .open()
        .env("WX_TOKEN", TOKEN)
        .env("WX_AES_KEY", AES_KEY)
        .env("WX_APPID", APPID)
        .start();
    for server in [of_file, of_env] {
        assert_eq!(server.say("hi").as_deref(), Some("you said hi"));
        server
            .ask("POST", &format!("/?{}", Stamp::with_token("x").signed()), text_push(OPENID, "hi"))
            .status(401);
        assert_eq!(text_of(&say_sealed(&server, &text_push(OPENID, "ho"), APPID).0), "you said ho");
        let (query, body) = sealed(&text_push(OPENID, "hi"), AES_KEY, CORPID);
        server.ask("POST", &format!("/?{query}"), body).status(403);
    }
}

#[test]
fn a_route_is_the_only_path_that_is_answered() {
    let server = Webot::serve(ECHO).args(["--route", "/wx/bot"]).start();
    assert_eq!(server.push_to("/wx/bot", text_push(OPENID, "hi")).ok().text(), "you said hi");
    for path in ["/", "/wx", "/wx/bot/", "/wx/bot2", "//wx/bot"] {
        server.push_to(path, text_push(OPENID, "hi")).status(404);
    }
    let server = Serve::start(ECHO);
    server.push_to("/any/path", text_push(OPENID, "hi")).ok();
}

#[test]
fn only_get_and_post_are_answered() {
    let server = Serve::start(ECHO);
    for method in ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO"] {
        let got = server.ask(method, &format!("/?{}", Stamp::new().signed()), "").status(405);
        assert!(got.head.contains("allow: get, post"), "{}", got.head);
    }
}

#[test]
fn a_health_path_is_answered_and_settable() {
    let server = Serve::start("a: b\nc: d\n");
    let health: Value = serde_json::from_str(&server.get("/healthz").ok().body).expect("JSON");
    assert_eq!(health, json!({ "status": "ok", "rules": 2 }));
    let server = Webot::serve(ECHO).args(["--health", "/up"]).start();
    server.get("/up").ok();
    server.get("/healthz").status(401);
}

// ---- Several accounts ----

const ACCOUNTS: &str = "accounts:
- { path: /one, token: t0ken-one, encoding_aes_key: abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG, appid: wx2c2769f8efd9abc2 }
- { path: /two, token: 'env:TOKEN_TWO', encoding_aes_key: 'file:key.txt', corpid: ww1234567890abcdef, mode: safe }
- { path: /three, profile: third }
rules:
- { handler: 'you said {text}' }
";

fn accounts() -> Serve {
    let config = json!({ "profiles": { "third": { "token": "t0ken-three" } } });
    Webot::serve(ACCOUNTS)
        .open()
        .env("TOKEN_TWO", "t0ken-two")
        .file("key.txt", format!("{OTHER_KEY}\n"))
        .file("wx_config.json", config.to_string())
        .start()
}

#[test]
fn accounts_have_paths_and_tokens_of_their_own() {
    let server = accounts();
    let say = |path: &str, token: &str| {
        let query = Stamp::with_token(token).signed();
        server.ask("POST", &format!("{path}?{query}"), text_push(OPENID, "hi")).status
    };
    assert_eq!([say("/one", "t0ken-one"), say("/three", "t0ken-three")], [200, 200]);
    assert_eq!([say("/one", "t0ken-two"), say("/two", "t0ken-one"), say("/three", "t0ken-one")], [401; 3]);
    assert_eq!(say("/two", "t0ken-two"), 403, "it takes only encrypted messages");
    assert_eq!(say("/", "t0ken-one"), 404);
}

#[test]
fn accounts_have_keys_and_receivers_of_their_own() {
    let server = accounts();
    let say = |path: &str, token: &str, key: &str, receiver: &str| {
        let (query, body) = sealed_as(&Stamp::with_token(token), &text_push(OPENID, "hi"), key, receiver);
        server.ask("POST", &format!("{path}?{query}"), body).status
    };
    assert_eq!(say("/one", "t0ken-one", AES_KEY, APPID), 200);
    assert_eq!(say("/two", "t0ken-two", OTHER_KEY, CORPID), 200);
    assert_eq!(say("/two", "t0ken-two", AES_KEY, CORPID), 400);
    assert_eq!(say("/two", "t0ken-two", OTHER_KEY, APPID), 403);
}

#[test]
fn a_nonce_of_one_account_is_new_for_another() {
    let server = accounts();
    for (path, token) in [("/one", "t0ken-one"), ("/three", "t0ken-three")] {
        let stamp = Stamp { nonce: "same".to_owned(), ..Stamp::with_token(token) };
        server.ask("POST", &format!("{path}?{}", stamp.signed()), text_push(OPENID, "hi")).ok();
    }
}

#[test]
fn what_an_account_lacks_is_told_with_its_place() {
    for (account, reason) in [
        ("{ path: /a, token: 'env:NOT_SET' }", "NOT_SET"),
        ("{ path: /a, token: 'file:nowhere' }", "nowhere"),
        ("{ path: /a, encoding_aes_key: short }", "encoding_aes_key"),
        ("{ path: /a, profile: nobody }", "nobody"),
    ] {
        let folder = Folder::new();
        folder.write("rules.yaml", format!("hi: ho\naccounts:\n- {account}\n"));
        let ran = folder.webot(["serve", "--check", "--json"]).exit(1).run();
        let found = &ran.json()[0];
        assert_eq!(found["line"], 3, "{account}: {found}");
        assert!(found["message"].as_str().is_some_and(|said| said.contains(reason)), "{account}: {found}");
    }
}

// ---- What changes while it runs ----

#[test]
fn a_saved_change_is_loaded_without_a_restart() {
    let server = Serve::start("hi: old\n");
    assert_eq!(server.say("hi").as_deref(), Some("old"));
    server.change("rules.yaml", "hi: new one\nho: more\n");
    let line = server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(line["rules"], 2);
    assert_eq!(server.say("hi").as_deref(), Some("new one"));
}

/// Whoever is told that it listens may change the file at once.
#[test]
fn a_change_right_after_the_start_is_loaded() {
    for _ in 0..10 {
        let server = Serve::start("hi: old\n");
        server.folder.write("rules.yaml", "hi: changed\n");
        server.line("the new rules", |line| line["reloaded"] == true);
    }
}

#[test]
fn a_broken_change_keeps_the_old_rules_and_a_mended_one_is_loaded() {
    let server = Serve::start("hi: old\n");
    server.change("rules.yaml", "hi: new\n'/(/': broken\n");
    let line = server.line("the problem", |line| line["reloaded"] == false);
    assert_eq!((&line["problems"][0]["line"], &line["problems"][0]["problem"]), (&json!(2), &json!("regex")));
    assert_eq!(server.say("hi").as_deref(), Some("old"));
    server.change("rules.yaml", "hi: mended again\n");
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("hi").as_deref(), Some("mended again"));
}

#[test]
fn a_change_of_a_loaded_file_is_loaded_too() {
    let server = Webot::serve("loads: more.yaml\n").file("more.yaml", "hi: old\n").start();
    server.change("more.yaml", "hi: changed\n");
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("hi").as_deref(), Some("changed"));
}

#[test]
fn a_file_that_is_gone_keeps_the_old_rules() {
    let server = Serve::start("hi: old\n");
    server.get("/healthz").ok();
    std::fs::remove_file(server.folder.path("rules.yaml")).expect("removed");
    server.line("the problem", |line| line["reloaded"] == false);
    assert_eq!(server.say("hi").as_deref(), Some("old"));
    server.change("rules.yaml", "hi: is back\n");
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("hi").as_deref(), Some("is back"));
}

/// Editors write another file, and give it the name.
#[test]
fn a_file_that_was_exchanged_is_loaded() {
    let server = Serve::start("hi: old\n");
    server.change("rules.yaml~", "hi: exchanged\n");
    std::fs::rename(server.folder.path("rules.yaml~"), server.folder.path("rules.yaml")).expect("renamed");
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("hi").as_deref(), Some("exchanged"));
}

#[test]
fn people_are_told_of_changes() {
    let server = Webot::serve("hi: old\n").readable().start();
    server.change("rules.yaml", "'/(/': broken\n");
    server.readable_line("the old ones stay");
    server.readable_line("rules.yaml:1:1: rule `dialog_/(/`");
    server.change("rules.yaml", "hi: mended\nho: ha\n");
    server.readable_line("rules changed: 2 from now on");
}

#[test]
fn conversations_outlive_a_change_of_rules() {
    let rules = "rules:\n- { name: q, pattern: '=q', handler: q, replies: { '=a': first } }\n";
    let server = Serve::start(rules);
    server.say("q");
    server.change("rules.yaml", rules.replace("first", "second time"));
    server.line("the new rules", |line| line["reloaded"] == true);
    assert_eq!(server.say("a").as_deref(), Some("second time"));
}

#[test]
fn a_change_of_accounts_is_loaded() {
    let rules = |token: &str| format!("hi: ho\naccounts: [{{ path: /a, token: {token} }}]\n");
    let server = Webot::serve(&rules("one")).open().start();
    server.change("rules.yaml", rules("another"));
    server.line("the new rules", |line| line["reloaded"] == true);
    let say = |token: &str| {
        let query = Stamp::with_token(token).signed();
        server.ask("POST", &format!("/a?{query}"), text_push(OPENID, "hi")).status
    };
    assert_eq!([say("one"), say("another")], [401, 200]);
}

// ---- The log ----

#[test]
fn the_log_for_machines_has_kind_user_rule_and_milliseconds() {
    let server = Serve::start("hi: { name: greet, handler: hello }\nimg: { type: image, mediaId: M }\n");
    server.say_as("o-ann", "hi");
    let line = server.request_line(|line| line["user"] == "o-ann");
    assert_eq!((&line["method"], &line["path"], &line["status"]), (&json!("POST"), &json!("/"), &json!(200)));
    assert_eq!(
        (&line["kind"], &line["rule"], &line["reply"]),
        (&json!("text"), &json!("greet"), &json!("text"))
    );
    assert!(line["ms"].as_f64().is_some_and(|ms| (0.0..10_000.0).contains(&ms)), "{line}");
    assert!(line["at"].as_u64().is_some_and(|at| at / 1000 >= now() - 60), "{line}");
    server.say_as("o-bob", "what");
    let line = server.request_line(|line| line["user"] == "o-bob");
    assert_eq!((&line["rule"], &line["code"]), (&json!(null), &json!("404")));
}

#[test]
fn the_log_tells_events_by_name() {
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
fn every_line_for_machines_is_json() {
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
fn the_log_for_people_has_kind_user_rule_and_milliseconds() {
    let server = Webot::serve("hi: { name: greet, handler: hello }\n").readable().start();
    server.say_as("o-ann", "hi");
    let line = server.readable_line("o-ann");
    assert!(line.contains("text o-ann `greet` text ") && line.ends_with(" ms"), "{line}");
    server.ask("POST", "/?x", "x");
    let line = server.readable_line("HTTP 401");
    assert!(line.starts_with("POST / HTTP 401") && line.ends_with("no signature"), "{line}");
}

#[cfg(unix)]
#[test]
fn the_end_tells_how_many_messages_were_answered() {
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
fn the_log_for_people_is_chinese_too() {
    let server = Webot::serve(ECHO).readable().args(["--lang", "zh"]).start();
    server.ask("POST", "/?x", "x");
    let line = server.readable_line("HTTP 401");
    assert!(!line.is_ascii(), "{line}");
}

// ---- Handlers that fail ----

#[cfg(unix)]
#[test]
fn a_handler_that_fails_answers_500_and_the_log_says_why() {
    let rules = "rules:\n- { name: search, pattern: '=a', exec: [sh, -c, 'echo no database >&2; exit 3'] }\ncodeReplies: { 500: sorry }\n";
    let server = Serve::start(rules);
    assert_eq!(server.say("a").as_deref(), Some("sorry"));
    let line = server.request_line(|line| line["code"] == "500");
    assert_eq!(line["failures"], json!([{ "rule": "search", "reason": "`sh` ended with 3: no database" }]));
    assert_eq!((&line["status"], &line["rule"]), (&json!(200), &json!("search")));
    let server = Webot::serve(rules).readable().start();
    server.say("a");
    server.readable_line("`search`: `sh` ended with 3: no database");
}

#[cfg(unix)]
#[test]
fn a_handler_that_is_late_answers_504_and_the_log_says_why() {
    let late = "rules:\n- { name: slow, exec: [sleep, '60'], timeout: 0.1 }\n";
    let server = Serve::start(&format!("{late}codeReplies: {{ 504: too late, 500: sorry }}\n"));
    assert_eq!(server.say("a").as_deref(), Some("too late"));
    let line = server.request_line(|line| line["code"] == "504");
    assert_eq!(line["failures"][0]["reason"], "`sleep` took longer than 100 ms");
    let server = Serve::start(&format!("{late}codeReplies: {{ 500: sorry }}\n"));
    assert_eq!(server.say("a").as_deref(), Some("sorry"), "a late one is a failed one");
    assert_eq!(Serve::start(late).say("a").as_deref(), Some(BROKEN));
}

#[cfg(unix)]
#[test]
fn a_handler_that_is_late_is_ended_with_what_it_started() {
    let rules = "rules:\n- { exec: [sh, -c, 'sleep 60 & echo $! > child; wait'], timeout: 0.5 }\n";
    let server = Serve::start(rules);
    assert_eq!(server.say("a").as_deref(), Some(BROKEN));
    let child = server.folder.read("child").trim().to_owned();
    let gone = || {
        let alive =
            std::process::Command::new("ps").args(["-o", "stat=", "-p", &child]).output().expect("ps");
        let state = String::from_utf8_lossy(&alive.stdout).trim().to_owned();
        state.is_empty() || state.starts_with('Z')
    };
    until("it is gone", gone);
}

#[cfg(unix)]
#[test]
fn a_slow_handler_holds_up_nobody_else() {
    let rules = "rules:\n- { pattern: '=wait', exec: [sh, -c, 'touch began; while [ ! -e go ]; do sleep 0.02; done; echo went'] }\n- { handler: quick }\n";
    let server = Serve::start(rules);
    std::thread::scope(|scope| {
        let slow = scope.spawn(|| server.say_as("o-slow", "wait"));
        until("it runs", || server.folder.exists("began"));
        assert_eq!(server.say_as("o-quick", "hi").as_deref(), Some("quick"));
        server.folder.write("go", "");
        assert_eq!(slow.join().expect("an answer").as_deref(), Some("went"));
    });
}

/// Somebody who takes connections and says nothing.
#[test]
fn a_store_that_is_silent_does_not_take_all_of_wechats_patience() {
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
fn no_rule_answers_404() {
    let server = Serve::start("hi: ho\n");
    assert_eq!(server.say("what").as_deref(), Some(NOT_FOUND));
    let server = Serve::start("hi: ho\ncodeReplies: { 404: 'what is {text}?' }\n");
    assert_eq!(server.say("that").as_deref(), Some("what is that?"));
}

// ---- The end ----

#[cfg(unix)]
#[test]
fn a_signal_finishes_what_is_in_flight() {
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

#[cfg(unix)]
#[test]
fn idle_connections_do_not_hold_up_the_end() {
    let server = Serve::start(ECHO);
    let mut idle = server.connect();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").expect("sent");
    idle.read_exact(&mut [0; 16]).expect("an answer");
    let _silent = server.connect();
    let began = Instant::now();
    assert_eq!(server.end().code, 0);
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
}

/// Somebody who never sends the rest of a request: there is no message in flight.
#[cfg(unix)]
#[test]
fn half_a_head_does_not_hold_up_the_end() {
    let server = Serve::start(ECHO);
    let mut half = server.connect();
    half.write_all(b"POST / HTT").expect("sent");
    server.get("/healthz").ok();
    let began = Instant::now();
    assert_eq!(server.end().code, 0);
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
}

// ---- The predecessor ----

/// A request as webot-cli 0.0.11 of npm sends it (`lib/message.js`).
fn predecessor(text: &str) -> (String, String) {
    let stamp = Stamp::at(&(now() * 1000 + 123).to_string());
    let query = stamp.signed().replace(&format!("&openid={OPENID}"), "");
    let (signature, rest) = query.split_once('&').expect("a query");
    let query = format!("token={TOKEN}&{rest}&echostr=echostr_12345&{signature}");
    let body = [
        "<xml>",
        "<MsgId>1234567</MsgId>",
        "<ToUserName><![CDATA[webot]]></ToUserName>",
        "<FromUserName><![CDATA[client]]></FromUserName>",
        &format!("<CreateTime>{}</CreateTime>", now()),
        "<MsgType><![CDATA[text]]></MsgType>",
        &format!("<Content><![CDATA[{text}]]></Content>"),
        "</xml>",
    ];
    (query, body.join("\n"))
}

#[test]
fn requests_of_the_predecessor_are_answered_each_by_itself() {
    let server = Serve::start(ECHO);
    for text in ["hi", "ho"] {
        let (query, body) = predecessor(text);
        assert_eq!(server.ask("POST", &format!("/?{query}"), body).ok().text(), format!("you said {text}"));
    }
}

/// Its locations have the same `MsgId` as well, and nothing else tells two of one second apart.
#[test]
fn two_locations_of_the_predecessor_in_one_second_have_two_answers() {
    let server = Serve::start("rules:\n- { pattern: { kind: location }, handler: '{lat}' }\n");
    for lat in ["1.5", "2.5"] {
        let push = fields(&[
            ("MsgId", "1234567"),
            ("ToUserName", "webot"),
            ("FromUserName", "client"),
            ("CreateTime", "1700000000"),
            ("MsgType", "location"),
            ("Location_X", lat),
            ("Location_Y", "3"),
        ]);
        assert_eq!(server.push(push).ok().text(), lat);
    }
}

#[test]
fn milliseconds_are_bounded_as_seconds_are() {
    let server = Serve::start(ECHO);
    let stamp = Stamp::at(&((now() - 660) * 1000).to_string());
    server.ask("POST", &format!("/?{}", stamp.signed()), text_push(OPENID, "hi")).status(403);
}

#[test]
fn a_token_in_the_query_is_no_signature_and_is_told_of() {
    let server = Serve::start(ECHO);
    let query = format!("token={TOKEN}&timestamp={}&nonce=1", now());
    server.ask("POST", &format!("/?{query}"), text_push(OPENID, "hi")).status(401);
    let line = server.request_line(|line| line["status"] == 401);
    assert_eq!(line["token_in_query"], true);
    let server = Webot::serve(ECHO).readable().start();
    let (query, body) = predecessor("hi");
    server.ask("POST", &format!("/?{query}"), body).ok();
    let line = server.readable_line("webot-cli 0.0.11");
    assert!(!line.contains(TOKEN), "{line}");
}

// ---- Secrets ----

/// Every way in which a secret could get into an output.
#[test]
fn secrets_are_never_shown() {
    let redis = "redis://:redi5-pa55word-here@127.0.0.1:1/0";
    let mut said = String::new();
    for json in [true, false] {
        let setup = Webot::serve(ECHO).args(["--aes-key", AES_KEY, "--appid", APPID, "--sessions", redis]);
        let server = if json { setup.start() } else { setup.readable().start() };
        let (query, body) = predecessor("hi");
        server.ask("POST", &format!("/?{query}"), body);
        for (query, body) in [
            sealed(&text_push(OPENID, "hi"), AES_KEY, APPID),
            sealed(&text_push(OPENID, "hi"), OTHER_KEY, APPID),
            sealed(&text_push(OPENID, "hi"), AES_KEY, CORPID),
            (Stamp::new().signed(), "<xml>".to_owned()),
            (format!("token={TOKEN}"), String::new()),
        ] {
            said.push_str(&server.ask("POST", &format!("/{TOKEN}?{query}"), body).body);
        }
        server.change("rules.yaml", format!("accounts: [{{ path: a, token: {TOKEN} }}]\nhi: ho\n"));
        if json {
            server.line("the problem", |line| line["reloaded"] == false);
        } else {
            server.readable_line("the old ones stay");
        }
        said.push_str(&server.said().replace(&format!("/{TOKEN}"), "/path"));
    }
    let folder = Folder::new();
    folder.write(
        "rules.yaml",
        format!("hi: ho\naccounts:\n- {{ path: /a, token: {TOKEN}, aes_key: {AES_KEY}x }}\n"),
    );
    for (code, args) in [
        (1, &["serve", "--check"][..]),
        (1, &["serve", "--check", "--json"]),
        (2, &["serve", "--aes-key", "5hort-aes-key-of-a-test"]),
        (3, &["serve", "--sessions", "redis://:redi5-pa55word-here@:no/port"]),
        (3, &["serve", "--sessions", "redis+nothing://:redi5-pa55word-here@host"]),
    ] {
        let ran = folder.webot(args).exit(code).stderr_any().run();
        said.push_str(&ran.stdout);
        said.push_str(&ran.stderr);
    }
    assert!(said.len() > 1000, "{said}");
    for secret in [TOKEN, AES_KEY, OTHER_KEY, "redi5-pa55word-here", "5hort-aes-key-of-a-test"] {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
}

#[test]
fn a_store_that_is_not_there_stops_no_answer_and_is_told_of() {
    let server = Webot::serve(ECHO).args(["--sessions", "redis://127.0.0.1:1/0"]).start();
    let got = server.push(text_push(OPENID, "hi")).ok();
    assert!(!got.body.is_empty());
    let line = server.request_line(|line| line["status"] == 200);
    assert!(line["failures"][0]["reason"].to_string().contains("sessions: redis://127.0.0.1:1/0"), "{line}");
}
