//! Connections, redirects, answers that are no JSON, and clocks.

use serde_json::{Value, json};

use super::{GET, GOOD, POST, TOKEN, check_error, check_no_secret, wechat, write};
use crate::support::{Bot, Mock, Webot, http, http_with};

#[test]
fn a_port_without_a_listener_is_named() {
    let home = Webot::asking("http://127.0.0.1:1");
    check_error(
        || home.webot(GET),
        4,
        "connection-refused",
        "nothing listens at http://127.0.0.1:1",
        "--api-base",
        "refused",
    );
    let proxy = "http://user:proxy-pa55word@127.0.0.1:1";
    for scheme in ["http", "https"] {
        let home = Webot::asking(format!("{scheme}://wechat.invalid"));
        for run in [
            home.webot(GET).args(["--proxy", proxy]),
            home.webot(GET).env("WX_PROXY", proxy),
            home.webot(GET).env("http_proxy", proxy).env("https_proxy", proxy),
        ] {
            let ran = run.args(["--json", "--retries", "0"]).exit(4).stderr_lacks("pa55word").run();
            assert_eq!(ran.error()["kind"], "proxy", "{}", ran.stderr);
        }
    }
}

#[test]
fn a_busy_wechat_is_asked_again_after_growing_pauses() {
    let mock = Mock::start(["--fail", "-1@1-3"]);
    let ran = Webot::on(&mock).webot(GET).args(["--retries", "3", "-v"]).stderr_any().run();
    let pauses: Vec<&str> = ran.stderr.lines().filter(|line| line.starts_with("retrying in ")).collect();
    assert_eq!(pauses, ["retrying in 200 ms", "retrying in 400 ms", "retrying in 800 ms"]);
    assert_eq!(mock.count(GET[2]), 4);
    let mock = Mock::start(["--fail", "-1@1"]);
    let ran = Webot::on(&mock).webot(GET).args(["--retries", "0", "--json"]).exit(1).stderr_any().run();
    assert_eq!((mock.count(GET[2]), &ran.error()["code"]), (1, &json!(-1)));
}

#[test]
fn a_redirect_sends_no_secret_to_another_host() {
    let other = Bot::answering(|_| http(200, GOOD));
    for status in [301, 302, 303, 307, 308] {
        let to = other.url("/cgi-bin/getcallbackip");
        let first = Bot::answering(move |heard| match heard.path() {
            "/cgi-bin/stable_token" => {
                http(200, json!({ "access_token": TOKEN, "expires_in": 7200 }).to_string())
            }
            _ => http_with(status, &format!("Location: {to}\r\n"), b""),
        });
        for command in [&GET[..], &POST[..], &["menu", "get"], &["api", "GET", GET[2], "--output", "file"]] {
            let ran = Webot::asking(first.url("")).webot(command).args(["--json"]).exit(4).stderr_any().run();
            assert_eq!(ran.error()["kind"], "redirect", "{status}");
            check_no_secret(&ran, "redirect");
        }
        // The secret of the account goes to no other host either.
        let to = other.url("/");
        let first = Bot::answering(move |_| http_with(status, &format!("Location: {to}\r\n"), b""));
        Webot::asking(first.url(""))
            .webot(["token", "get"])
            .exit(4)
            .stderr_has("/cgi-bin/stable_token redirects to http://")
            .run();
    }
    other.never_asked();
}

#[test]
fn a_command_of_the_table_refuses_an_answer_that_is_not_json() {
    let portal =
        wechat(|_, _, stream| write(stream, http(200, "Please log in first: https://portal.invalid/")));
    let home = Webot::asking(portal.url(""));
    for command in [&["menu", "get"][..], &["tag", "create", "a"], &["network", "api-ips"]] {
        let ran = home.webot(command).args(["--json"]).exit(4).stderr_any().run();
        assert_eq!(ran.error()["kind"], "not-json", "{command:?}: {ran:?}");
        assert!(ran.error()["message"].to_string().contains("Please log in first"), "{}", ran.stderr);
        check_no_secret(&ran, "text");
    }
    home.webot(["menu", "get", "--lang", "zh"]).exit(4).stderr_has("不是 JSON").run();
    // Some of all the endpoints may answer text.
    home.webot(["api", "GET", "/cgi-bin/get_something"]).run();
}

#[test]
fn a_wrong_clock_costs_one_request() {
    let mock = Mock::start([]);
    let home = Webot::on(&mock);
    let token = home.token();
    let [path] = home.tokens().try_into().expect("one file");
    let kept: Value = serde_json::from_slice(&std::fs::read(&path).expect("a file")).expect("JSON");
    let day = 86_400_000;
    for skew in [-day, day, 400 * day] {
        // As if it had been written while the clock was so much before or behind.
        let mut other = kept.clone();
        for name in ["expires_ms", "fetched_ms"] {
            other[name] = (kept[name].as_i64().expect("a time") + skew).into();
        }
        std::fs::write(&path, other.to_string()).expect("a file");
        let before = mock.paths().len();
        let ran = home.webot(GET).run();
        assert_eq!(ran.stderr, "", "{skew}");
        assert_eq!(mock.paths()[before..], ["/cgi-bin/stable_token", GET[2]], "{skew}");
        assert_eq!(home.token(), token);
    }
}
