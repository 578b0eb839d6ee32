//! `mini code create`: the rules of a code, and the picture by its content.

use serde_json::json;

use super::{body, mini, next};
use crate::support::{Bot, Heard, Mock, Webot, http, http_typed, webot};

#[test]
fn the_format_of_the_picture_is_that_of_its_content() {
    let home = Webot::new();
    let made = |args: &[&str]| next(&home, &[&["code", "create", "a=1"], args].concat());
    made(&["-o", "a.jpg"]).stderr_has("a.jpg: ").run();
    made(&["--hyaline", "-o", "a.png"]).stderr_has("a.png: ").run();
    made(&["-o", "b.png"]).stderr_has("warning: the content is of the format `jpg`").run();
    let read = |name: &str| home.folder().bytes(name);
    assert_eq!((&read("a.jpg")[..3], &read("a.png")[..4]), (&b"\xff\xd8\xff"[..], &b"\x89PNG"[..]));
    let piped = mini(&["code", "create", "--path", "pages/a?b=1", "--qr"]).bytes();
    assert!(piped.starts_with(b"\xff\xd8\xff"));
    let json = made(&["--json", "-o", "c.jpg"]).run().json();
    assert_eq!((&json["file"], &json["format"]), (&json!("c.jpg"), &json!("jpg")));
    mini(&["code", "create", "a", "--json"]).exit(2).stderr_has("--output").run();
}

#[test]
fn codes_with_a_path_are_counted() {
    let home = Webot::new();
    for used in 1..3 {
        let ran = next(&home, &["code", "create", "--path", "pages/a?b=1", "-o", "a.jpg"]);
        ran.stderr_has(format!("{used} of 100,000")).run();
    }
}

#[test]
fn what_wechat_refuses_is_not_sent() {
    for (args, words) in [
        (&["你"][..], "is not a scene"),
        (&["a%20"], "is not a scene"),
        (&[""], "is not a scene"),
        (&["123456789012345678901234567890123"], "is not a scene"),
        (&["a", "--page", "/pages/a"], "is not a page"),
        (&["a", "--page", "pages/a?b=1"], "is not a page"),
        (&["--path", ""], "is empty"),
        (&["a", "--line-color", "red"], "is not a color"),
        (&["a", "--width", "100"], "100"),
    ] {
        webot(["mini", "code", "create"]).args(args.iter().copied()).exit(2).stderr_has(words).run();
    }
    let long = "a".repeat(129);
    webot(["mini", "code", "create", "--qr", "--path", &long]).exit(2).stderr_has("128").run();
}

#[test]
fn the_flags_become_fields() {
    let sent = body(&[
        "code",
        "create",
        "a=1",
        "--page",
        "pages/a",
        "--no-check-path",
        "--width",
        "300",
        "--line-color",
        "#07c160",
    ]);
    let color = json!({ "r": 7, "g": 193, "b": 96 });
    let expected =
        json!({ "scene": "a=1", "page": "pages/a", "check_path": false, "width": 300, "line_color": color });
    assert_eq!(sent, expected);
}

#[test]
fn the_mock_refuses_as_wechat_does() {
    let mock = Mock::start([]);
    let token = mock.token();
    let code = |path: &str, body: &str| {
        let page = mock.ask("POST", &format!("{path}?access_token={token}"), "Host: a\r\n", body.as_bytes());
        serde_json::from_slice::<serde_json::Value>(&page.body)
            .map_or(json!(0), |json| json["errcode"].clone())
    };
    for (body, expected) in [
        (r#"{"scene":"a=1"}"#, 0),
        (r#"{"scene":"你"}"#, 40129),
        (r#"{"scene":""}"#, 40169),
        (r#"{"scene":"123456789012345678901234567890123"}"#, 40169),
        ("scene=a", 40169),
        (r#"{"scene":"a","page":"/a"}"#, 41030),
        (r#"{"scene":"a","width":100}"#, 40097),
        (r#"{"scene":"scancode_time=1"}"#, 85096),
    ] {
        assert_eq!(code("/wxa/getwxacodeunlimit", body), json!(expected), "{body}");
    }
    assert_eq!(code("/wxa/getwxacode", r#"{"path":""}"#), json!(40159));
    assert_eq!(code("/cgi-bin/wxaapp/createwxaqrcode", "path=a"), json!(40159));
}

#[test]
fn an_answer_that_is_no_picture_is_no_file() {
    let bot = Bot::answering(|heard: &Heard| match heard.path() {
        "/cgi-bin/stable_token" => http(200, r#"{"access_token":"TOKEN","expires_in":7200}"#),
        _ => http_typed("image/jpeg", "GIF89a"),
    });
    let home = Webot::new().env("WX_APPID", "wx1").env("WX_SECRET", "s").env("WX_API_BASE", bot.url(""));
    let ran = home.webot(["mini", "code", "create", "a", "-o", "a.jpg"]);
    ran.exit(4).stderr_has("neither JPEG nor PNG").run();
    assert!(!home.folder().exists("a.jpg"));
}
