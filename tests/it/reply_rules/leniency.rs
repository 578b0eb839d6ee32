//! Answers that are accepted although they are not in the usual form.

use serde_json::json;

use super::{CLICK, COMPAT, SAFE, content, created, edited, news_with, sealed, send};
use crate::support::{ACCOUNT, OPENID, http, http_with, text_reply};

#[test]
fn no_reply_is_legal_in_every_form() {
    for (words, body) in [
        (&["hi"][..], "success".to_owned()),
        (&["hi"], String::new()),
        (&["hi"], "success\n".to_owned()),
        (CLICK, "success".to_owned()),
        (SAFE, "success".to_owned()),
        (SAFE, String::new()),
        (SAFE, sealed("")),
        (SAFE, sealed("success")),
        (COMPAT, "success".to_owned()),
        (COMPAT, sealed("")),
        (COMPAT, sealed("success")),
        (&["hi", "--format", "json"], "success".to_owned()),
    ] {
        let ran = send(words, &http(200, &body)).run();
        assert_eq!(
            (ran.rules(), &ran.json()["reply"]["type"]),
            (Vec::new(), &json!("none")),
            "{words:?} {body}"
        );
        assert_eq!(ran.json()["raw"], body.as_str());
    }
}

/// Some bots cut their texts at a number of bytes.
#[test]
fn a_text_cut_within_a_character_is_not_taken_for_gbk() {
    for length in [23, 2044, 2045] {
        let cut = &"好".repeat(700).into_bytes()[..length];
        let reply = text_reply("?");
        let (head, tail) = reply.split_once('?').expect("the text");
        let ran = send(&["hi"], &http(200, [head.as_bytes(), cut, tail.as_bytes()].concat())).exit(1).run();
        assert_eq!(ran.rules(), ["not-utf8"], "{length}: {}", ran.json()["findings"]);
        let message = ran.json()["findings"][0]["message"].to_string();
        assert!(!message.contains("GBK"), "{length}: {message}");
        let shown = ran.json()["reply"]["fields"]["Content"].as_str().expect("a text").to_owned();
        assert!(shown.starts_with(&"好".repeat(length / 3)), "{length}: {shown}");
    }
}

/// The reply is understood despite its findings.
#[test]
fn a_reply_is_read_leniently() {
    let reordered = format!(
        "<xml><Content><![CDATA[你好]]></Content><MsgType><![CDATA[text]]></MsgType><CreateTime>1700000000</CreateTime>\
         <FromUserName><![CDATA[{ACCOUNT}]]></FromUserName><ToUserName><![CDATA[{OPENID}]]></ToUserName></xml>"
    );
    let indented = ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"]
        .iter()
        .fold(text_reply("你好"), |reply, name| {
            reply.replace(&format!("<{name}>"), &format!("\r\n\t<{name}>"))
        })
        .replace("</xml>", "\r\n</xml>\r\n");
    let attributes =
        edited("<xml>", "<xml xmlns=\"\" a='1'>").replace("<Content>", "<Content type=\"text\">");
    for (what, body, rules) in [
        ("leading white space", format!(" \r\n{}", text_reply("你好")), &["space-before-xml"][..]),
        ("any order", reordered, &[]),
        ("13 digits", created("<CreateTime>1700000000000</CreateTime>"), &["create-time-not-seconds"]),
        ("indentation", indented, &[]),
        ("attributes", attributes, &[]),
        ("entities instead of CDATA", content("&#20320;&#x597D;"), &[]),
        ("neither CDATA nor entities", content("你好"), &[]),
        ("CDATA in pieces", content("<![CDATA[你]]>好"), &[]),
        ("comments", edited("<Content>", "<!-- & --><Content>"), &[]),
        ("an element that nobody knows", edited("<Content>", "<FuncFlag>0</FuncFlag><Content>"), &[]),
        ("a byte order mark", format!("\u{feff}{}", text_reply("你好")), &["bom-before-xml"]),
        ("a document type", format!("<!DOCTYPE xml>{}", text_reply("你好")), &["not-xml"]),
        ("text in front", format!("Warning: x in y on line 3\n{}", text_reply("你好")), &["not-xml"]),
    ] {
        let is_error = |rule: &&str| matches!(*rule, "bom-before-xml" | "not-xml");
        let code = i32::from(rules.iter().any(is_error));
        let ran = send(&["hi"], &http(200, &body)).exit(code).run();
        let reply = &ran.json()["reply"];
        assert_eq!(
            (&reply["type"], &reply["fields"]["Content"]),
            (&json!("text"), &json!("你好")),
            "{what}: {}",
            ran.stdout
        );
        assert_eq!(ran.rules(), rules, "{what}");
    }
}

#[test]
fn any_content_type_or_none_is_accepted() {
    let reply = text_reply("你好");
    for header in [
        "X-None: 1\r\n",
        "Content-Type: text/html\r\n",
        "Content-Type: application/json\r\n",
        "Content-Type: text/xml; charset=gbk\r\n",
    ] {
        let ran = send(&["hi"], &http_with(200, header, &reply)).run();
        assert_eq!(
            (ran.rules().len(), &ran.json()["reply"]["fields"]["Content"]),
            (0, &json!("你好")),
            "{header}"
        );
    }
}

#[test]
fn an_unescaped_text_still_shows_its_meaning() {
    for (body, meant) in [
        (text_reply("a]]>b"), "a]]>b"),
        (text_reply("x[y[0]]>1"), "x[y[0]]>1"),
        (text_reply("a]]>b]]>c"), "a]]>b]]>c"),
        (text_reply("a & b < c]]>d"), "a & b < c]]>d"),
        (content("a & b"), "a & b"),
        (content("1 < 2 && 3 > 2"), "1 < 2 && 3 > 2"),
        (content("https://a.cn/?b=1&c=2"), "https://a.cn/?b=1&c=2"),
        (content("<a href=\"https://a.cn/\">a</a>"), "<a href=\"https://a.cn/\">a</a>"),
    ] {
        let ran = send(&["hi"], &http(200, &body)).exit(1).run();
        let reply = &ran.json()["reply"];
        assert_eq!((&reply["type"], &reply["fields"]["Content"]), (&json!("text"), &json!(meant)), "{body}");
        assert_eq!(ran.rules(), ["cdata-unescaped"], "{body}");
    }
    let title = news_with("https://a.cn", "").replace("<![CDATA[标题]]>", "A & B");
    let ran = send(&["hi"], &http(200, title)).exit(1).run();
    assert_eq!(ran.json()["reply"]["fields"]["Articles"]["item"][0]["Title"], "A & B");
}
