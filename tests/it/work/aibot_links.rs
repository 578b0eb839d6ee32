//! What the pushes to intelligent bots link to: files and `response_url`.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use serde_json::{Value, json};
use webot::message::envelope::{AesKey, decrypt};

use super::aibot::{BOT, pushed, send, socket_url, stream};
use crate::support::{AES_KEY, Bot, Mock, Socket, http, webot};

/// A request to a URL of a push.
fn call(method: &str, url: &str, body: &str) -> Vec<u8> {
    let (authority, path) = url.strip_prefix("http://").and_then(|rest| rest.split_once('/')).expect("a URL");
    let mut stream = TcpStream::connect(authority).expect("a server");
    let length = body.len();
    let head = format!(
        "{method} /{path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(format!("{head}{body}").as_bytes()).expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
    answer.split_off(end + 4)
}

#[test]
fn a_bot_downloads_its_file_and_answers_later() {
    let key = AesKey::parse(AES_KEY).expect("a key");
    let bot = Bot::answering(move |heard| {
        let sealed: Value = serde_json::from_str(heard.text()).expect("JSON");
        let opened = decrypt(&key, sealed["encrypt"].as_str().expect("a text"));
        let push: Value = serde_json::from_slice(&opened.expect("a message").message).expect("JSON");
        let file = call("GET", push["file"]["url"].as_str().expect("a URL"), "");
        // The same bytes as of a message that is encrypted: whole blocks of 32.
        assert!(file.len() == 32 && !file.starts_with("第三".as_bytes()), "{file:?}");
        let url = push["response_url"].as_str().expect("a URL").to_owned();
        std::thread::spawn(move || {
            let text = json!({ "msgtype": "text", "text": { "content": "x" } }).to_string();
            assert!(String::from_utf8_lossy(&call("POST", &url, &text)).contains("40008"));
            let markdown = json!({ "msgtype": "markdown", "markdown": { "content": "**好**" } }).to_string();
            call("POST", &url, &markdown);
        });
        http(200, "")
    });
    let send =
        ["send", "aibot.file", "--token", "t0ken", "--aes-key", AES_KEY, "--json", "--response-limit", "30"];
    let ran = webot(send).args(bot.args()).stderr_any().run();
    assert_eq!(ran.rules(), Vec::<String>::new());
    assert_eq!(ran.json()["responses"][0]["markdown"]["content"], "**好**");
}

#[test]
fn a_file_of_this_machine_is_served_to_the_bot() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a picture.png");
    std::fs::write(&path, [7; 100]).expect("a file");
    let file = path.to_str().expect("UTF-8");
    let key = AesKey::parse(AES_KEY).expect("a key");
    let bot = Bot::answering(move |heard| {
        let sealed: Value = serde_json::from_str(heard.text()).expect("JSON");
        let opened = decrypt(&key, sealed["encrypt"].as_str().expect("a text"));
        let push: Value = serde_json::from_slice(&opened.expect("a message").message).expect("JSON");
        // Whole blocks of 32.
        assert_eq!(call("GET", push["image"]["url"].as_str().expect("a URL"), "").len(), 128);
        http(200, "")
    });
    let callback = ["send", "aibot.image", file, "--token", "t0ken", "--aes-key", AES_KEY, "--json"];
    let ran = webot(callback).args(bot.args()).args(["--expect-none"]).stderr_any().run();
    assert_eq!(ran.rules(), Vec::<String>::new());
    // Over a WebSocket each file has a key of its own.
    let mock = Mock::start([]);
    let mut bot = Socket::subscribed(&mock, BOT);
    let url = mock.url();
    let answering = std::thread::spawn(move || {
        let (id, body) = pushed(&mut bot, "aibot_msg_callback");
        let image = &body["mixed"]["msg_item"][1]["image"];
        assert_eq!(image["aeskey"].as_str().expect("a key").len(), 43, "{body}");
        assert_eq!(call("GET", image["url"].as_str().expect("a URL"), "").len(), 128);
        assert!(body["response_url"].as_str().expect("a URL").starts_with(&url), "{body}");
        assert_eq!(bot.ask("aibot_respond_msg", &id, stream("S", "x", true))["errcode"], 0);
    });
    let set = format!("mixed.msg_item.1.image.url={file}");
    assert_eq!(send(&mock, &["aibot.mixed", "--set", &set], 0).rules(), Vec::<String>::new());
    answering.join().expect("a bot");
    let absent = ["send", "aibot.file", "absent.txt", "--json"];
    let error = webot(absent).args(["--to", &socket_url(&mock)]).exit(2).stderr_any().run().error();
    assert!(error["message"].as_str().expect("a text").contains("`absent.txt`"), "{error}");
    let remote = ["--to", "https://bot.example/callback"];
    let error =
        webot(["send", "aibot.image", file, "--json"]).args(remote).exit(2).stderr_any().run().error();
    assert!(error["message"].as_str().expect("a text").contains("this machine only"), "{error}");
}

#[test]
fn a_response_url_takes_one_message() {
    let mock = Mock::start([]);
    let mut bot = Socket::subscribed(&mock, BOT);
    mock.post("/__webot/push", &json!({ "kind": "aibot.group" }).to_string());
    let (_, body) = pushed(&mut bot, "aibot_msg_callback");
    let url = body["response_url"].as_str().expect("a URL");
    let markdown = json!({ "msgtype": "markdown", "markdown": { "content": "later" } }).to_string();
    let answer = |body: &str| {
        serde_json::from_slice::<Value>(&call("POST", url, body)).expect("JSON")["errcode"].clone()
    };
    assert_eq!(answer("{}"), 40008);
    assert_eq!(answer(&markdown), 0);
    assert_eq!(answer(&markdown), 40058);
    let messages = mock.get("/__webot/state")["aibots"][0]["messages"].clone();
    assert_eq!(
        (&messages[0]["via"], &messages[0]["message"]["markdown"]["content"]),
        (&json!("response_url"), &json!("later"))
    );
    assert_eq!(messages[0]["chat"], body["chatid"]);
}
