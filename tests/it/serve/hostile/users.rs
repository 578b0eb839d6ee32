//! Texts and names of users that would do harm in a shell, a reply or a log.

use serde_json::json;

use crate::serve::ECHO;
#[cfg(unix)]
use crate::support::OPENID;
use crate::support::{ACCOUNT, Serve, Webot, fresh, now, text_push};

#[cfg(unix)]
#[test]
fn the_text_of_a_user_never_reaches_a_shell() {
    let rules = "rules:\n- { pattern: '/(.*)/s', exec: [sh, -c, 'cat > message.json; echo ok', 'x{1}'] }\n";
    let server = Serve::start(rules);
    for text in ["$(touch gotcha)", "`touch gotcha`", "'; touch gotcha; '", "\" & touch gotcha"] {
        assert_eq!(server.say(text).as_deref(), Some("ok"));
        assert_eq!(server.folder.json("message.json")["text"], *text);
    }
    assert!(!server.folder.exists("gotcha"));
}

#[test]
fn an_answer_is_valid_xml_for_every_name_of_a_user() {
    let server = Serve::start(ECHO);
    for user in ["]]>", "<Content>", "&amp;", "\"'", "]]", "]]><Content><![CDATA["] {
        let got = server.push(text_push(user, "]]><x>&")).ok();
        assert_eq!(got.text(), "you said ]]><x>&", "{user}");
        let read = webot::message::xml::read(&got.body).expect("XML").document;
        assert_eq!(read.get("ToUserName"), Some(user));
    }
}

/// Returns a push in JSON, which may have characters that XML does not have.
fn json_push(user: &str, text: &str) -> String {
    json!({
        "ToUserName": ACCOUNT, "FromUserName": user, "CreateTime": now(), "MsgType": "text", "Content": text,
        "MsgId": 6_000_000_000 + fresh(),
    })
    .to_string()
}

#[test]
fn a_log_entry_is_one_line_without_escapes_for_every_name_of_a_user() {
    let server = Webot::serve("'': 'you said {text}'\n").readable().start();
    for user in ["o-a\nPOST / forged", "o-b\r\n", "o-c\u{1b}[31mred", "o-d\u{7}\u{9b}2J", "o-e\u{202e}"] {
        server.push(json_push(user, "x")).ok();
    }
    server.say_as("o-last", "x");
    server.readable_line("o-last");
    let said = server.said();
    assert!(!said.lines().any(|line| line.starts_with("POST / forged")), "{said:?}");
    let bad = |char: char| (char.is_control() && char != '\n') || char == '\u{202e}';
    assert!(!said.contains(bad), "{said:?}");
}

#[cfg(unix)]
#[test]
fn an_answer_is_valid_xml_for_every_output_of_a_program() {
    let server = Serve::start("rules:\n- exec: [printf, 'a\\001\\033[31mb']\n");
    let got = server.push(text_push(OPENID, "x")).ok();
    let text = got.text();
    assert!(text.starts_with('a') && text.ends_with('b'), "{text:?}");
}
