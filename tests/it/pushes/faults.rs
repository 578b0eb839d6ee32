//! Bots that do not answer, or answer wrongly.

use serde_json::{Value, json};

#[cfg(unix)]
use std::io::{Read as _, Write as _};
#[cfg(unix)]
use std::net::TcpStream;

use super::{APPID, SPEED, act, conversation, pushing, settled};
#[cfg(unix)]
use super::{USER, reply};
use crate::support::{Bot, DEAD_URL, Mock, Webot, hold, http};

const OUT_OF_ORDER: &str = "wechat notice: 该公众号提供的服务出现故障，请稍后再试";

fn rules(push: &Value) -> Vec<String> {
    let findings = push["outcome"]["findings"].as_array().expect("findings").iter();
    findings.map(|finding| finding["rule"].as_str().expect("a rule").to_owned()).collect()
}

#[test]
fn a_bot_that_hangs_gets_the_message_three_times() {
    let bot = Bot::streaming(|_, stream| hold(stream));
    let mock = pushing(&bot, &["--push-speed", SPEED]);
    act(&mock, json!({ "action": "message", "text": "hello" }));
    let push = settled(&mock, "text");
    assert_eq!(push["status"], "unanswered");
    assert_eq!(rules(&push), ["no-answer"]);
    let heard = bot.heard();
    let ids: Vec<String> =
        heard.iter().map(|heard| heard.message().get("MsgId").expect("an id").to_owned()).collect();
    assert_eq!(ids, vec![ids[0].clone(); 3]);
    assert_ne!(heard[0].parameter("nonce"), heard[1].parameter("nonce"));
    assert_eq!(conversation(&mock), ["user message: hello", OUT_OF_ORDER]);
}

#[test]
fn a_wrong_answer_is_told_with_its_reason() {
    for (body, status, rule) in
        [("oops", 500, "http-status"), ("<html>", 200, "html-page"), ("ok!", 200, "not-xml")]
    {
        let bot = Bot::answering(move |_| http(status, body));
        let mock = pushing(&bot, &["--push-speed", SPEED]);
        act(&mock, json!({ "action": "message", "text": "hello" }));
        let push = settled(&mock, "text");
        assert_eq!(push["status"], "refused", "{body}");
        assert!(rules(&push).contains(&rule.to_owned()), "{body}: {:?}", rules(&push));
        assert_eq!(push["outcome"]["deliveries"][0]["status"], status);
        assert_eq!(conversation(&mock)[1], OUT_OF_ORDER);
        assert_eq!(push["outcome"]["deliveries"].as_array().map(Vec::len), Some(bot.heard().len()));
    }
}

#[cfg(unix)]
#[test]
fn the_log_says_what_became_of_a_push() {
    let bot = Bot::answering(|heard| {
        let push = heard.message();
        match push.get("Content") {
            Some("fail") => http(500, "Traceback: KeyError"),
            Some(_) => http(200, reply(&push, "fine")),
            None => http(200, ""),
        }
    });
    let home = Webot::new();
    let url = bot.url("/wechat?secret=1");
    let args = ["mock", "--port", "0", "--lang", "en", "--appid", APPID, "--push-to", &url];
    let mut mock = home.webot(args).stderr_any().spawn();
    let port = mock.err.find(port_of).expect("a port");
    for text in ["fine", "fail"] {
        act_at(port, &json!({ "openid": USER, "action": "message", "text": text }));
        mock.err.find(|line| line.contains(&format!("→ text {USER}")).then_some(())).expect("a line");
    }
    mock.err.find(|line| line.contains("error: ").then_some(())).expect("a reason");
    mock.signal("-TERM");
    let log = mock.ended().stderr;
    assert!(log.contains("pushes go to ") && !log.contains("secret=1"), "{log}");
    assert!(log.contains(&format!("→ text {USER} text ")), "{log}");
    assert!(log.contains(&format!("→ text {USER} invalid reply ")), "{log}");
}

/// Returns the port in the first line of a mock's log.
fn port_of(line: &str) -> Option<u16> {
    line.split("127.0.0.1:").nth(1)?.split(';').next()?.parse().ok()
}

/// Lets a user act on the mock at a port.
fn act_at(port: u16, act: &Value) {
    let act = act.to_string();
    let head = "POST /__webot/act HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
    let request = format!("{head}Content-Length: {}\r\n\r\n{act}", act.len());
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the mock");
    stream.write_all(request.as_bytes()).expect("a request");
    stream.read_to_end(&mut Vec::new()).expect("an answer");
}

#[test]
fn a_delivery_that_fails_is_logged_before_the_next() {
    let args = ["mock", "--port", "0", "--lang", "en", "--appid", APPID, "--push-to", DEAD_URL];
    let mut mock = Webot::new().args(args).args(["--push-speed", SPEED]).stderr_any().spawn();
    let port = mock.err.find(port_of).expect("a port");
    act_at(port, &json!({ "openid": USER, "action": "message", "text": "hi" }));
    for number in [1, 2] {
        let said = format!("; delivery {number}: not acknowledged, WeChat delivers again in ");
        let is_it = |line: &str| line.contains(" → text nothing listens at ") && line.contains(&said);
        mock.err.find(|line| is_it(line).then_some(())).expect("a failure");
    }
    mock.err.find(|line| line.contains(&format!("→ text {USER} ")).then_some(())).expect("the outcome");
    mock.signal("-TERM");
    assert!(!mock.ended().stderr.contains("delivery 3"), "the last is the outcome");
}

#[test]
fn a_bot_that_does_not_run_is_tried_again() {
    let args =
        ["mock", "--port", "0", "--json", "--appid", APPID, "--push-speed", SPEED, "--push-to", DEAD_URL];
    let mock = Mock::of(Webot::new().args(args).stderr_any());
    act(&mock, json!({ "action": "follow" }));
    let push = settled(&mock, "subscribe");
    assert_eq!(
        (&push["status"], rules(&push)),
        (&json!("unanswered"), vec!["connection-refused".to_owned()])
    );
    let deliveries = push["outcome"]["deliveries"].as_array().expect("deliveries");
    let errors: Vec<&Value> = deliveries.iter().map(|delivery| &delivery["error"]).collect();
    assert_eq!(errors, vec!["connection-refused"; 3]);
    // Nobody has written, so nobody waits for an answer.
    assert_eq!(conversation(&mock), [""; 0]);
}

#[test]
fn wrong_arguments_are_named() {
    let mock = |args: &[&str]| Webot::new().args(["mock", "--port", "0"]).args(args);
    mock(&["--push-token", "x"]).exit(2).stderr_has("--push-to").run();
    mock(&["--push-to", "ftp://x"]).exit(2).stderr_has("--push-to").run();
    mock(&["--push-to", DEAD_URL, "--push-speed", "0"]).exit(2).stderr_has("0.001 to 1000").run();
    mock(&["--push-to", "abc"]).exit(2).stderr_has("neither a scheme nor a port").run();
    mock(&["pay-key"]).exit(2).stderr_has("`reset|pay-keys`").run();
    mock(&["--push-to", DEAD_URL, "--push-mode", "safe"]).exit(3).stderr_has("--push-aes-key").run();
    mock(&["--push-to", DEAD_URL, "--push-aes-key", "short"]).exit(2).stderr_has("EncodingAESKey").run();
    mock(&["--push-after", "3600001"]).exit(2).stderr_has("--push-after").run();
}
