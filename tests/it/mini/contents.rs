//! `mini check`, `mini subscribe` and `mini live`.

use serde_json::json;

use super::{OPENID, TEMPLATE, body, mini, next};
use crate::support::{Mock, Webot, webot};

#[test]
fn the_verdict_decides_the_exit_code() {
    mini(&["check", "text", "你好", "--openid", OPENID]).stdout("pass: 100 clean\n").run();
    mini(&["check", "text", "代开发票", "--openid", OPENID])
        .exit(1)
        .stdout("risky: 10001 advertisement\n")
        .run();
    mini(&["check", "text", "加微信", "--openid", OPENID, "--scene", "1"]).exit(1).stdout_has("review").run();
    mini(&["check", "text", "-", "--openid", OPENID]).stdin("你好\n").run();
    mini(&["check", "text", "你好", "--openid", "x"]).exit(1).stderr_has("40003").run();
    let long = "长".repeat(2501);
    webot(["mini", "check", "text", &long, "--openid", OPENID]).exit(2).stderr_has("2500").run();
    webot(["mini", "check", "text", "", "--openid", OPENID]).exit(2).stderr_has("is empty").run();
    let sent = body(&["check", "text", "你好", "--openid", OPENID]);
    assert_eq!(sent, json!({ "version": 2, "openid": OPENID, "scene": 2, "content": "你好" }));
}

#[test]
fn the_result_of_a_picture_is_kept_for_the_push() {
    let mock = Mock::start([]);
    let home = Webot::new().env("WX_APPID", "wx1").env("WX_SECRET", "s").env("WX_API_BASE", mock.url());
    let args = ["mini", "check", "image", "https://example.com/a.jpg", "--openid", OPENID];
    let ran = home.webot(args).stderr_has("wxa_media_check").run();
    let state = mock.get("/__webot/state");
    let check = &state["accounts"][0]["mini"]["checks"][0];
    assert_eq!((&check["Event"], &check["version"]), (&json!("wxa_media_check"), &json!(2)));
    assert_eq!(ran.stdout.trim(), format!("trace_id {}", check["trace_id"].as_str().expect("an id")));
    let audio = body(&["check", "image", "https://example.com/a.mp3", "--audio", "--openid", OPENID]);
    assert_eq!(audio["media_type"], 1);
    webot(["mini", "check", "image", "a.jpg", "--openid", OPENID]).exit(2).stderr_has("complete URL").run();
}

#[test]
fn a_message_is_checked_and_asks_first() {
    let home = Webot::new();
    let send = |date: &str| {
        let date = format!("date2={date}");
        next(&home, &["subscribe", "send", OPENID, TEMPLATE, "-F", &date, "-F", "thing3=会议室", "--yes"])
    };
    for _ in 0..5 {
        send("2026年12月1日").stdout_has("msgid").stderr_has("`subscribe_msg_sent_event`").run();
    }
    send("2026年12月1日").exit(1).stderr_has("43101").run();
    send("明天").exit(1).stderr_has_all(&["warning: `date2`", "data.date2.value"]).run();
    let args = ["mini", "subscribe", "send", OPENID, TEMPLATE, "-F", "date2=2026年12月1日", "--mock"];
    webot(args).exit(2).stderr_has("--yes").run();
    webot(args).args(["--yes"]).exit(1).stderr_has("data.thing3.value").run();
    mini(&["subscribe", "send", OPENID, "x", "-F", "a=b", "--yes"]).exit(1).stderr_has("40037").run();
    mini(&["subscribe", "send", "x", TEMPLATE, "-F", "a=b", "--yes"]).exit(1).stderr_has("40003").run();
    let list = mini(&["subscribe", "list"]).run().json();
    assert!(
        list["data"][0]["content"].as_str().is_some_and(|content| content.contains("{{date2.DATA}}")),
        "{list}"
    );
    let sent =
        body(&["subscribe", "send", "o", "t", "-F", "thing1=a=b", "--state", "trial", "--language", "en_US"]);
    let expected = json!({ "touser": "o", "template_id": "t", "miniprogram_state": "trial", "lang": "en_US", "data": { "thing1": { "value": "a=b" } } });
    assert_eq!(sent, expected);
}

#[test]
fn rooms_are_listed_and_none_is_no_error() {
    let rooms = mini(&["live", "list", "--limit", "2"]).run().json();
    assert_eq!((rooms["room_info"].as_array().map(Vec::len), &rooms["total"]), (Some(2), &json!(3)));
    let rest = mini(&["live", "list", "--start", "2"]).run().json();
    assert_eq!(rest["room_info"][0]["live_status"], 103);
    let replays = mini(&["live", "replay", "3"]).run().json();
    assert_eq!(replays["total"], 1);
    let none = mini(&["live", "replay", "9"]).stderr("there are none\n").run().json();
    assert_eq!(none["live_replay"], json!([]));
}
