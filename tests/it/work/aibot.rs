//! Intelligent bots: their WebSocket on the mock.

use serde_json::{Value, json};

use crate::support::{Mock, Ran, Socket, until, webot};

pub(super) const BOT: &str = "aib-test";

pub(super) fn stream(id: &str, content: &str, finish: bool) -> Value {
    json!({ "msgtype": "stream", "stream": { "id": id, "content": content, "finish": finish } })
}

/// The URL to which bots connect.
pub(super) fn socket_url(mock: &Mock) -> String {
    format!("{}/aibot", mock.url().replace("http", "ws"))
}

pub(super) fn send(mock: &Mock, words: &[&str], code: i32) -> Ran {
    let url = socket_url(mock);
    webot(["send"]).args(words).args(["--json", "--to", &url]).exit(code).stderr_any().run()
}

/// The next push, its `req_id` and its body.
#[track_caller]
pub(super) fn pushed(socket: &mut Socket, cmd: &str) -> (String, Value) {
    let frame = socket.read().expect("a push");
    assert_eq!(frame["cmd"], cmd, "{frame}");
    (frame["headers"]["req_id"].as_str().expect("an id").to_owned(), frame["body"].clone())
}

#[test]
fn a_connected_bot_is_sent_to_and_judged() {
    let mock = Mock::start([]);
    let mut bot = Socket::subscribed(&mock, BOT);
    assert_eq!(
        bot.ask("ping", "p", json!(null)),
        json!({ "headers": { "req_id": "p" }, "errcode": 0, "errmsg": "ok" })
    );
    let answering = std::thread::spawn(move || {
        let (id, body) = pushed(&mut bot, "aibot_msg_callback");
        assert_eq!((&body["aibotid"], &body["text"]["content"]), (&json!(BOT), &json!("你好")));
        for (content, finish) in [("想", false), ("想一想", false), ("想一想，好", true)] {
            assert_eq!(bot.ask("aibot_respond_msg", &id, stream("S", content, finish))["errcode"], 0);
        }
        bot
    });
    let ran = send(&mock, &["aibot.text", "你好", "--expect-text", "^想一想，好$"], 0);
    assert_eq!((ran.rules(), &ran.json()["stream"]["finished"]), (Vec::new(), &json!(true)));
    let mut bot = answering.join().expect("a bot");
    // A stream is judged as that of a callback URL is, and text is no answer to a message.
    let answering = std::thread::spawn(move || {
        let (id, _) = pushed(&mut bot, "aibot_msg_callback");
        bot.ask("aibot_respond_msg", &id, stream("S", "很长的内容", false));
        bot.ask("aibot_respond_msg", &id, stream("S", "短", true));
        let (id, _) = pushed(&mut bot, "aibot_msg_callback");
        let text = json!({ "msgtype": "text", "text": { "content": "x" } });
        assert_eq!(bot.ask("aibot_respond_msg", &id, text)["errcode"], 40008);
        let (id, body) = pushed(&mut bot, "aibot_event_callback");
        assert_eq!(body["event"]["eventtype"], "enter_chat");
        let hello = json!({ "msgtype": "text", "text": { "content": "hello" } });
        assert_eq!(bot.ask("aibot_respond_welcome_msg", &id, hello)["errcode"], 0);
        bot
    });
    assert_eq!(send(&mock, &["aibot.text"], 0).rules(), ["bot-stream-shrinks"]);
    assert_eq!(send(&mock, &["aibot.text"], 1).rules(), ["unknown-type"]);
    assert_eq!(send(&mock, &["aibot.enter_chat", "--expect-type", "text"], 0).rules(), Vec::<String>::new());
    // It rates a reply, which has no answer.
    let mut bot = answering.join().expect("a bot");
    assert_eq!(send(&mock, &["aibot.feedback_event", "--expect-none"], 0).rules(), Vec::<String>::new());
    pushed(&mut bot, "aibot_event_callback");
    let shown = [mock.get("/__webot/state"), mock.get("/__webot/requests")];
    assert!(!format!("{shown:?}").contains("bot-secret"));
}

#[test]
fn without_a_bot_the_reason_is_told() {
    let mock = Mock::start([]);
    let error = send(&mock, &["aibot.text"], 4).error();
    assert_eq!(error["kind"], "no-aibot", "{error}");
    assert!(error["message"].as_str().expect("a text").contains(&socket_url(&mock)), "{error}");
    let _bots = ["one", "two"].map(|bot| Socket::subscribed(&mock, bot));
    let error = send(&mock, &["aibot.text"], 4).error();
    assert!(error["message"].as_str().expect("a text").ends_with("one, two"), "{error}");
    let url = socket_url(&mock);
    webot(["send", "text", "hello", "--to", &url]).exit(2).stderr_any().run();
    let other = format!("{}/other", mock.url().replace("http", "ws"));
    webot(["send", "aibot.text", "--to", &other]).exit(2).stderr_any().run();
}

#[test]
fn frames_are_refused_as_by_wecom() {
    // The secret of the account is not that of a bot.
    let mock = Mock::start(["--secret", "right-secret"]);
    let mut bot = Socket::open(&mock);
    let code = |answer: &Value| answer["errcode"].clone();
    bot.write("no JSON");
    assert_eq!(code(&bot.read().expect("an answer")), 47001);
    assert_eq!(code(&bot.ask("aibot_send_msg", "1", json!({ "chatid": "zhangsan" }))), 846_609);
    let wrong = bot.ask("aibot_subscribe", "2", json!({ "bot_id": BOT, "secret": "" }));
    assert_eq!(code(&wrong), 853_000);
    let said = wrong["errmsg"].as_str().expect("a text");
    assert!(said.starts_with("invalid bot_id or secret, hint: [") && said.contains("?e=853000"), "{said}");
    bot.ask("aibot_subscribe", "3", json!({ "bot_id": BOT, "secret": "own" }));
    let mut say = |message: Value| {
        let mut body = json!({ "chatid": "zhangsan" });
        body.as_object_mut().expect("an object").extend(message.as_object().expect("an object").clone());
        code(&bot.ask("aibot_send_msg", "4", body))
    };
    let markdown = |content: &str| json!({ "msgtype": "markdown", "markdown": { "content": content } });
    assert_eq!(say(json!({ "msgtype": "text", "text": { "content": "x" } })), 40008);
    assert_eq!(say(markdown("")), 40058);
    assert_eq!(say(markdown(&"字".repeat(6827))), 40058);
    assert_eq!(say(json!({ "msgtype": "file", "file": { "media_id": "none" } })), 40007);
    for _ in 0..30 {
        assert_eq!(say(markdown("x")), 0);
    }
    assert_eq!(say(markdown("x")), 846_607);
    mock.post("/__webot/state", r#"{"advance_s":61}"#);
    assert_eq!(say(markdown("x")), 0);
    assert_eq!(code(&bot.ask("aibot_dance", "5", json!({}))), 40058);
}

#[test]
fn a_refused_answer_is_told_at_once() {
    let mock = Mock::start([]);
    let reply = |cmd: &str, id: &str, body: &Value| {
        let mut frame = json!({ "cmd": cmd, "headers": { "req_id": id } });
        if !body.is_null() {
            frame["body"] = body.clone();
        }
        frame.to_string()
    };
    let (full, none) = (stream("S", "x", true), Value::Null);
    for (kind, rule, said, answer) in [
        ("text", "answer-refused", "846605", Box::new(|_: &str| reply("aibot_respond_msg", "other", &full))),
        (
            "enter_chat",
            "answer-refused",
            "846605",
            Box::new(|id: &str| reply("aibot_respond_msg", id, &full)),
        ),
        ("text", "answer-refused", "`aibot_dance`", Box::new(|id: &str| reply("aibot_dance", id, &full))),
        ("text", "answer-refused", "47001", Box::new(|_: &str| "no JSON".to_owned())),
        ("text", "answer-refused", "binary frame", Box::new(|_: &str| String::new())),
        (
            "text",
            "answer-without-body",
            "no `body`",
            Box::new(|id: &str| reply("aibot_respond_msg", id, &none)),
        ),
        (
            "text",
            "answer-without-body",
            "`\"hello\"`",
            Box::new(|id: &str| reply("aibot_respond_msg", id, &json!("hello"))),
        ),
    ]
        as [(&str, &str, &str, Box<dyn Fn(&str) -> String + Sync + Send>); 7]
    {
        let mut bot = Socket::subscribed(&mock, BOT);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let frame = bot.read().expect("a push");
                match answer(frame["headers"]["req_id"].as_str().expect("an id")) {
                    binary if binary.is_empty() => bot.raw(&[0x82, 0x81, 0, 0, 0, 0, 7]),
                    text => bot.write(&text),
                }
                assert_ne!(bot.read().expect("an answer")["errcode"], 0);
                // The connection stays until the end of the push.
                assert_eq!(bot.ask("ping", "p", json!(null))["errcode"], 0);
                while bot.read().is_some() {}
            });
            let ran = send(&mock, &[&format!("aibot.{kind}")], 1);
            assert_eq!(ran.rules(), [rule]);
            assert!(
                ran.json()["findings"][0]["message"].as_str().expect("a text").contains(said),
                "{}",
                ran.stdout
            );
            // Another connection of the bot closes this one.
            Socket::subscribed(&mock, BOT);
        });
    }
    let shown = mock.get("/__webot/requests").to_string();
    assert!(shown.contains("<binary frame of 1 bytes>"), "{shown}");
}

#[test]
fn a_stream_that_is_refused_or_cut_off_ends_at_once() {
    let mock = Mock::start([]);
    let text = json!({ "msgtype": "text", "text": { "content": "x" } });
    for (rule, said, second) in [
        ("answer-refused", "40008", Some((true, text))),
        ("answer-refused", "846605", Some((false, stream("S", "ab", true)))),
        ("socket-closed", "has ended", None),
    ] {
        let mut bot = Socket::subscribed(&mock, BOT);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let (id, _) = pushed(&mut bot, "aibot_msg_callback");
                assert_eq!(bot.ask("aibot_respond_msg", &id, stream("S", "a", false))["errcode"], 0);
                let Some((is_known, body)) = second else { return };
                let id = if is_known { id } else { "other".to_owned() };
                assert_ne!(bot.ask("aibot_respond_msg", &id, body)["errcode"], 0);
                // The connection stays until the stream is given up.
                while bot.read().is_some() {}
            });
            let ran = send(&mock, &["aibot.text"], 1);
            assert_eq!(ran.rules(), [rule], "{}", ran.stdout);
            assert!(ran.json()["findings"][0]["message"].to_string().contains(said), "{}", ran.stdout);
            // Another connection of the bot closes this one.
            Socket::subscribed(&mock, BOT);
        });
    }
    // A reply without a mistake of its own is refused too.
    let mut bot = Socket::subscribed(&mock, BOT);
    let answering = std::thread::spawn(move || {
        let (id, _) = pushed(&mut bot, "aibot_msg_callback");
        let file = json!({ "msgtype": "file", "file": { "media_id": "none" } });
        assert_eq!(bot.ask("aibot_respond_msg", &id, file)["errcode"], 40007);
        bot
    });
    let ran = send(&mock, &["aibot.text"], 1);
    assert_eq!(ran.rules(), ["answer-refused"]);
    assert_eq!(ran.json()["reply"]["type"], "file");
    answering.join().expect("a bot");
}

#[test]
fn several_users_write_at_the_same_time() {
    let mock = Mock::start([]);
    let mut bot = Socket::subscribed(&mock, BOT);
    let answering = std::thread::spawn(move || {
        let pushes = [(); 3].map(|()| pushed(&mut bot, "aibot_msg_callback"));
        for (finish, content) in [(false, "a"), (true, "ab")] {
            for (at, (id, _)) in pushes.iter().enumerate() {
                let reply = stream(&format!("S{at}"), content, finish);
                assert_eq!(bot.ask("aibot_respond_msg", id, reply)["errcode"], 0);
            }
        }
        pushes.map(|(_, body)| body["from"]["userid"].as_str().expect("a user").to_owned())
    });
    let ran = send(&mock, &["aibot.text", "--user", "ann", "--users", "3"], 0);
    assert_eq!(ran.rules(), Vec::<String>::new());
    let users = ran.json()["users"].clone();
    assert_eq!(users[2]["reply"]["fields"]["stream"]["content"], "ab", "{users}");
    let mut users = answering.join().expect("users");
    users.sort();
    assert_eq!(users, ["ann", "ann-2", "ann-3"]);
    let platform = ["send", "open.component_verify_ticket", "--users", "2", "--token", "t", "--json"];
    let error = webot(platform).args(["--to", &mock.url()]).exit(2).stderr_any().run().error();
    assert!(error["message"].as_str().expect("a text").contains("no user sends"), "{error}");
}

#[test]
fn a_wrong_use_of_the_websocket_is_named() {
    let mock = Mock::start([]);
    let _silent = Socket::subscribed(&mock, BOT);
    let url = socket_url(&mock);
    let told = |command: &[&str], code: i32| {
        let error = webot(command).args(["--json"]).exit(code).stderr_any().run().error();
        (error["message"].as_str().expect("a text").to_owned(), error["hints"][0].to_string())
    };
    let (message, hint) = told(&["send", "text", "hello", "--to", &url], 2);
    assert!(message.starts_with("`text` is not for intelligent bots") && message.contains(&url), "{message}");
    assert!(hint.contains(&format!("webot send aibot.text hello --to {url}")), "{hint}");
    let (message, hint) = told(&["verify-url", "--to", &url], 2);
    assert!(message.contains("no URL check") && hint.contains("webot send aibot.text"), "{message} {hint}");
    let (message, hint) = told(&["send", "aibot.text", "--to", &url.replace("/aibot", "/bot")], 2);
    assert!(message.contains("`/aibot`") && hint.contains("webot mock"), "{message} {hint}");
    let (message, hint) = told(&["send", "aibot.text", "--timeout", "1", "--to", &url], 4);
    assert!(message.contains(&format!("no bot has answered at `{url}`")), "{message}");
    assert!(hint.contains("aibot_respond_msg"), "{hint}");
    let handshake = "Host: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
    let elsewhere = mock.ask("GET", "/bot", handshake, b"");
    assert_eq!(elsewhere.status, 404);
}

#[test]
fn frames_that_break_the_protocol_close_the_connection() {
    let mock = Mock::start([]);
    let too_long =
        [&[0x81, 0xff][..], &(16_u64 << 20 | 1).to_be_bytes(), &[0; 4], &vec![b'x'; 100_000]].concat();
    let ping = [&[0x89, 0xfe, 0, 126, 0, 0, 0, 0][..], &[b'x'; 126]].concat();
    for (bytes, code, said) in [
        (&[0x81, 1, b'x'][..], 1002, "not masked"),
        (&[0x81, 0x81, 0, 0, 0, 0, 0xff], 1007, "not UTF-8"),
        (&[0xc1, 0x81, 0, 0, 0, 0, b'x'], 1002, "reserved bits"),
        (&[0x83, 0x81, 0, 0, 0, 0, b'x'], 1002, "opcode 3"),
        (&[0x80, 0x81, 0, 0, 0, 0, b'x'], 1002, "fragments"),
        (&ping, 1002, "125 bytes"),
        (&too_long, 1009, "16777216 bytes"),
    ] {
        let mut bot = Socket::subscribed(&mock, BOT);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                pushed(&mut bot, "aibot_msg_callback");
                bot.raw(bytes);
                assert_eq!(bot.closed(), code, "{said}");
            });
            let ran = send(&mock, &["aibot.text"], 1);
            assert_eq!(ran.rules(), ["websocket-protocol"], "{said}");
            let message = ran.json()["findings"][0]["message"].as_str().expect("a text").to_owned();
            assert!(message.contains(&code.to_string()) && message.contains(said), "{message}");
        });
    }
}

#[test]
fn files_are_uploaded_in_pieces() {
    let mock = Mock::start([]);
    let mut bot = Socket::subscribed(&mock, BOT);
    let init = json!({ "type": "file", "filename": "a.txt", "total_size": 10, "total_chunks": 2,
        "md5": "e807f1fcf82d132f9bb018ca6738a19f" });
    let upload = bot.ask("aibot_upload_media_init", "1", init)["body"]["upload_id"].clone();
    let piece =
        |index: u64, data: &str| json!({ "upload_id": upload, "chunk_index": index, "base64_data": data });
    assert_eq!(bot.ask("aibot_upload_media_chunk", "2", piece(1, "Njc4OTA="))["errcode"], 0);
    let early = bot.ask("aibot_upload_media_finish", "3", json!({ "upload_id": upload }));
    assert_eq!(early["errcode"], 40058, "{early}");
    assert_eq!(bot.ask("aibot_upload_media_chunk", "4", piece(0, "MTIzNDU="))["errcode"], 0);
    let done = bot.ask("aibot_upload_media_finish", "5", json!({ "upload_id": upload }));
    assert_eq!(done["body"]["type"], "file", "{done}");
    let message =
        json!({ "chatid": "c", "msgtype": "file", "file": { "media_id": done["body"]["media_id"] } });
    assert_eq!(bot.ask("aibot_send_msg", "6", message)["errcode"], 0);
    let bots = mock.get("/__webot/state")["aibots"].clone();
    assert_eq!((&bots[0]["connected"], &bots[0]["media"][0]["name"]), (&json!(true), &json!("a.txt")));
}

#[test]
fn a_bot_has_one_connection_and_pushes_wait_for_it() {
    let mock = Mock::start([]);
    let text = json!({ "kind": "aibot.text", "text": "hello" });
    let wrong = mock.post("/__webot/push", &text.to_string());
    assert!(wrong["error"].as_str().expect("an error").contains("no bot is connected"), "{wrong}");
    let named = json!({ "kind": "aibot.text", "text": "hello", "aibotid": BOT, "userid": "lisi" });
    assert_eq!(mock.post("/__webot/push", &named.to_string())["pushed"][0]["account"], BOT);
    let mut first = Socket::subscribed(&mock, BOT);
    let (id, body) = pushed(&mut first, "aibot_msg_callback");
    assert_eq!((&body["from"]["userid"], &body["text"]["content"]), (&json!("lisi"), &json!("hello")));
    assert_eq!(first.ask("aibot_respond_msg", &id, stream("S", "hi", true))["errcode"], 0);
    let status = || mock.get("/__webot/pushes")[0]["status"].clone();
    until("the push has an outcome", || status() == "accepted");
    assert_eq!(mock.get("/__webot/pushes")[0]["outcome"]["reply"]["fields"]["stream"]["content"], "hi");
    let mut second = Socket::subscribed(&mock, BOT);
    let (_, event) = pushed(&mut first, "aibot_event_callback");
    assert_eq!(event["event"]["eventtype"], "disconnected_event");
    assert_eq!(first.read(), None);
    assert_eq!(second.ask("ping", "p", json!(null))["errcode"], 0);
    // The time of a stream ends.
    mock.post("/__webot/push", &text.to_string());
    let (id, _) = pushed(&mut second, "aibot_msg_callback");
    second.ask("aibot_respond_msg", &id, stream("S", "x", false));
    mock.post("/__webot/state", r#"{"advance_s":361}"#);
    let late = second.ask("aibot_respond_msg", &id, stream("S", "xy", true));
    assert_eq!(late["errcode"], 846_608, "{late}");
}

#[test]
fn pages_of_other_sites_do_not_connect() {
    let mock = Mock::start([]);
    let upgrade =
        "Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
    let foreign = format!("Host: 127.0.0.1\r\nOrigin: https://evil.example\r\n{upgrade}");
    assert_eq!(mock.ask("GET", "/aibot", &foreign, b"").status, 403);
    let old = "Host: 127.0.0.1\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n";
    assert_eq!(mock.ask("GET", "/aibot", old, b"").status, 426);
}
