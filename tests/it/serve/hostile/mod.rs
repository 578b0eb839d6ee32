//! Hostile clients: they are refused with the right status, learn nothing, and others are still served.

mod connections;
mod messages;
mod requests;
mod users;

use std::fmt::Write as _;

use serde_json::json;

use crate::support::{OPENID, Serve, TOKEN, fields, fresh, text_push};

/// Checks that other clients are still served, nothing has panicked, and no secret was written.
#[track_caller]
fn check_still_serving(server: &Serve) {
    let text = format!("still there {}", fresh());
    assert_eq!(server.say(&text), Some(format!("you said {text}")));
    let said = server.said();
    assert!(!said.contains("panicked") && !said.contains(TOKEN), "{said}");
}

fn xml(inside: &str) -> String {
    text_push(OPENID, "x").replace("</xml>", &format!("{inside}</xml>"))
}

fn nested(depth: usize) -> String {
    xml(&format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth)))
}

fn billion_laughs() -> String {
    let mut entities = "<!ENTITY l0 \"lol\">".to_owned();
    for level in 1..10 {
        let below = format!("&l{};", level - 1).repeat(10);
        write!(entities, "<!ENTITY l{level} \"{below}\">").expect("memory");
    }
    format!("<!DOCTYPE xml [{entities}]>{}", xml("<Content>&l9;</Content>"))
}

/// Returns bodies that are not messages, each with its name.
fn malformed() -> Vec<(&'static str, Vec<u8>)> {
    let whole = text_push(OPENID, "x");
    let text = |what, text: String| (what, text.into_bytes());
    vec![
        text("nothing", String::new()),
        text("blanks", " \r\n\t".to_owned()),
        text("a word", "hello".to_owned()),
        text("a DOCTYPE", format!("<!DOCTYPE xml>{whole}")),
        text("an external DTD", format!("<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\">{whole}")),
        text(
            "a file as an entity",
            format!(
                "<!DOCTYPE xml [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>{}",
                xml("<Content>&f;</Content>")
            ),
        ),
        text("an entity of nobody's", xml("<Content>&nobody;</Content>")),
        text("billion laughs", billion_laughs()),
        text("deep nesting", nested(1000)),
        text("very deep nesting", nested(100_000)),
        text("nesting without an end", "<xml>".repeat(150_000)),
        text("many elements", xml(&"<a/>".repeat(200_000))),
        text("many attributes", format!("<xml {}>", "a='b' ".repeat(100_000))),
        text("a NUL", whole.replace("[x]", "[\0]")),
        text("a control character by number", xml("<A>&#1;</A>")),
        text("a NUL by number", xml("<A>&#0;</A>")),
        text("a surrogate by number", xml("<A>&#xD800;</A>")),
        text("U+FFFE", whole.replace("[x]", "[\u{fffe}]")),
        (
            "invalid UTF-8",
            whole.replace("[x]", "[?]").bytes().map(|byte| if byte == b'?' { 0xff } else { byte }).collect(),
        ),
        ("a cut character", [whole.as_bytes(), &"文".as_bytes()[..2]].concat()),
        ("UTF-16", whole.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        text("no end", whole.replace("</xml>", "")),
        text("another end", whole.replace("</xml>", "</xm>")),
        text("half of it", whole[..whole.len() / 2].to_owned()),
        text("an open CDATA", "<xml><MsgType><![CDATA[text".to_owned()),
        text("an open comment", "<xml><!-- ".to_owned()),
        text("two documents", whole.repeat(2)),
        text("another root", whole.replace("xml>", "html>")),
        text("no user", fields(&[("ToUserName", "a"), ("MsgType", "text"), ("Content", "x")])),
        text("no kind", fields(&[("ToUserName", "a"), ("FromUserName", "b"), ("Content", "x")])),
        text("a list of JSON", "[1,2]".to_owned()),
        text("an open object of JSON", "{\"MsgType\":\"text\",".to_owned()),
        text("deep JSON", format!("{}1{}", "{\"a\":".repeat(50_000), "}".repeat(50_000))),
        text("deep lists of JSON", format!("{{\"a\":{}1{}}}", "[".repeat(200_000), "]".repeat(200_000))),
        text("JSON with a wrong surrogate", "{\"MsgType\":\"text\",\"FromUserName\":\"\\ud800\"}".to_owned()),
        text("JSON of other types", json!({ "MsgType": ["text"], "FromUserName": { "a": 1 } }).to_string()),
    ]
}
