//! Scenarios with other pushes than messages of an official account, and with calls on a mock.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use serde_json::Value;

use super::test;
use crate::support::{Bot, Mock, http, key_pair};

const APPID: &str = "wx1234567890abcdef";
const AES_KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const API_V3_KEY: &str = "0123456789abcdef0123456789abcdef";

/// Calls the mock as the bot.
fn call(url: &str, path: &str, body: &str) -> Value {
    let address = url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).expect("a connection");
    let method = if body.is_empty() { "GET" } else { "POST" };
    let length = body.len();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}")
        .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a head");
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {answer}"))
}

#[test]
fn notifications_of_wechat_pay_are_steps_like_any_other() {
    let (_, pem) = key_pair();
    let bot = Bot::answering(|_| http(204, ""));
    let file = "steps:
- send: { kind: pay.transaction, fields: { out_trade_no: ORDER1 } }
  deliver: 2
  expect: { none: true }
- send: { kind: pay.v2.payment, fields: { out_trade_no: ORDER2 } }
  expect: { verdict: any }
";
    test(&bot, file).exit(3).stderr_has("--apiv3-key").run();
    bot.never_asked();
    let run = test(&bot, file).file("platform.pem", &pem).args(["--private-key", "platform.pem", "-v"]);
    let run = run.env("WX_APIV3_KEY", API_V3_KEY).env("WX_PAY_KEY", "k".repeat(32)).stderr_any();
    let ran = run.run();
    assert!(ran.stdout.contains("\"out_trade_no\":\"ORDER1\""), "{}", ran.stdout);
    let heard = bot.heard();
    assert!(heard[0].header("Wechatpay-Signature").is_some() && heard.len() == 3);
    assert!(!heard[0].text().contains("ORDER1"), "encrypted: {}", heard[0].text());
    assert!(heard[2].text().contains("ORDER2"));
}

#[test]
fn messages_may_be_json() {
    let bot = Bot::answering(|_| http(200, "success"));
    let file = "format: json
steps:
- { send: { kind: text, args: hi }, expect: { none: true } }
- { send: hi, format: xml }
";
    test(&bot, file).stderr_any().run();
    let heard = bot.heard();
    let first: Value = serde_json::from_str(heard[0].text()).expect("JSON");
    assert_eq!(first["Content"], "hi");
    assert!(heard[1].text().starts_with("<xml>"));
    test(&bot, "steps: [{ send: hi, format: yaml }]").exit(2).stderr_has("expected `xml` or `json`").run();
}

#[test]
fn intelligent_bots_get_encrypted_json() {
    let bot = Bot::answering(|_| http(200, "")).or_not_asked();
    let file = "steps: [{ send: { kind: aibot.text, args: hi, fields: { from.userid: ann } }, expect: { none: true } }]";
    test(&bot, file).env("WX_AES_KEY", AES_KEY).stderr_any().run();
    let heard = bot.only();
    let body: Value = serde_json::from_str(heard.text()).expect("JSON");
    assert!(body["encrypt"].is_string(), "{body}");
}

#[test]
fn calls_on_a_real_mock_are_counted() {
    let mock = Mock::start(["--appid", APPID]);
    let url = mock.url();
    // The bot sends a customer-service message to the user, and answers nothing.
    let bot = Bot::answering(move |heard| {
        let user = heard.message().get("FromUserName").unwrap_or_default().to_owned();
        let token =
            call(&url, "/cgi-bin/token?grant_type=client_credential&appid=wx1234567890abcdef&secret=s", "");
        let path = format!(
            "/cgi-bin/message/custom/send?access_token={}",
            token["access_token"].as_str().expect("a token")
        );
        let body = format!(r#"{{"touser":"{user}","msgtype":"text","text":{{"content":"later 5"}}}}"#);
        assert_eq!(call(&url, &path, &body)["errcode"], 0);
        http(200, "success")
    });
    let file = |expected: &str| {
        format!(
            "mock: {}\nusers: {{ ann: o6_bmjrPTlm6_2sgVt7hMZOPfL2M }}\nsteps:\n- send: hi\n  expect: {{ none: true }}\n  expectApi:\n  - {{ path: /cgi-bin/token }}\n  - {{ path: /cgi-bin/message/custom/send, {expected} }}\n",
            mock.url()
        )
    };
    let fits =
        "count: 1, body: { msgtype: text, touser: o6_bmjrPTlm6_2sgVt7hMZOPfL2M, text: { content: later 5 } }";
    test(&bot, &file(fits)).stderr_any().run();
    let other = "within: 100ms, body: { text: { content: now } }";
    let ran = test(&bot, &file(other)).exit(1).stderr_any().run();
    assert!(
        ran.stdout.contains("fit: 0, expected at least 1") && ran.stdout.contains("later 5"),
        "{}",
        ran.stdout
    );
    test(&bot, &file("count: 2, within: 100ms")).exit(1).stderr_any().stdout_has("fit: 1, expected 2").run();
}
