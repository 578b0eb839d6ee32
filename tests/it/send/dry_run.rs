//! `--dry-run` and `--curl`.

use super::{KEY, silent};
use crate::support::{ACCEPTED, webot};

#[test]
fn dry_run_shows_the_request_and_sends_nothing() {
    let bot = silent();
    webot(["send", "hi", "--dry-run"])
        .args(bot.args())
        .stdout_starts(format!("POST {}?signature=", bot.url("/")))
        .stdout_has("\nContent-Type: text/xml\n")
        .stdout_has("<Content><![CDATA[hi]]></Content>")
        .run();
    let json = webot(["send", "hi", "--dry-run", "--json"]).args(bot.args()).run().json();
    assert_eq!(json["method"], "POST");
    assert_eq!(json["headers"]["Content-Type"], "text/xml");
    assert!(json["body"].as_str().is_some_and(|body| body.starts_with("<xml>")), "{json}");
    bot.never_asked();
}

#[test]
fn dry_run_shows_the_message_inside_the_envelope() {
    webot(["send", "hi", "--mode", "safe", "--dry-run"])
        .args(KEY)
        .stdout_has("<Encrypt>")
        .stdout_lacks("<![CDATA[hi]]>")
        .stderr_has("before encryption: <xml>")
        .stderr_has("<![CDATA[hi]]>")
        .run();
}

/// Checks that the line of `--curl`, run by a shell, sends the same as `webot send`.
#[track_caller]
fn check_curl(route: &str, args: &[&str], file: &[u8]) {
    if std::process::Command::new("curl").arg("--version").output().is_err() {
        return;
    }
    let bot = silent();
    let run = || {
        let fixed = ["--timestamp", "1700000000", "--nonce", "42", "--des"];
        webot(["send"]).args(args).args(fixed).args([bot.url(route)]).file("body", file)
    };
    let line = run().args(["--curl"]).run().stdout;
    assert_eq!(line.matches("curl ").count(), 1, "{line}");
    let output = std::process::Command::new("sh").args(["-c", &line]).output().expect("a shell");
    assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stdout, b"success");
    run().stderr_ends(ACCEPTED).run();
    let [by_curl, by_webot] = bot.heard().try_into().expect("two requests");
    assert_eq!(by_curl.line, by_webot.line);
    assert_eq!(by_curl.body, by_webot.body, "{line}");
    for name in ["Content-Type", "User-Agent", "Accept"] {
        assert_eq!(by_curl.header(name), by_webot.header(name), "{name}");
    }
}

const FIXED: [&str; 4] = ["--set", "CreateTime=1700000000", "--set", "MsgId=7"];

#[test]
fn the_curl_line_sends_any_text() {
    for text in ["hello", "it's \"quoted\" $HOME `x` \\n !", "多 行\n第二行\n", "😀 ]]> % @x", "-v"] {
        check_curl(
            "/wechat?a=1&b='2'",
            &[&FIXED, ["text", "--set"].as_slice(), &[&format!("Content={text}"), "x"]].concat(),
            b"",
        );
    }
}

#[test]
fn the_curl_line_sends_json_and_bodies_unchanged() {
    check_curl("/", &[&["你好", "--format", "json"], FIXED.as_slice()].concat(), b"");
    check_curl("/", &["--xml", "body"], b"@file\r\n<xml/>\n");
    check_curl("/", &["--json-body", "body"], b"{\"a\": \"'\"}\n");
}

#[test]
fn the_curl_line_sends_a_query_with_brackets() {
    check_curl("/wechat?a[]=1&b={x,y}", &[&["hi"], FIXED.as_slice()].concat(), b"");
}

#[test]
fn the_curl_line_sends_a_body_that_is_not_utf8() {
    check_curl("/", &["--xml", "body"], b"<xml><Content>\xc4\xe3\xba\xc3</Content></xml>");
}
