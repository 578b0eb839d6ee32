//! Replies of every kind, and rules that call other rules.

use serde_json::json;

use super::{talk, tested, text};
use crate::support::{BROKEN, Folder, Serve, text_push};

/// Every kind of reply: its type, its handler, and the end of the XML.
const REPLIES: &[(&str, &str, &str)] = &[
    ("text", "hello", "<Content><![CDATA[hello]]></Content>"),
    ("text", "{ type: text, content: 'you said {text}' }", "<Content><![CDATA[you said x]]></Content>"),
    ("image", "{ type: image, mediaId: 'M-{text}' }", "<Image><MediaId><![CDATA[M-x]]></MediaId></Image>"),
    ("voice", "{ type: voice, mediaId: M1 }", "<Voice><MediaId><![CDATA[M1]]></MediaId></Voice>"),
    (
        "video",
        "{ type: video, mediaId: M1, title: t, description: d }",
        "<Video><MediaId><![CDATA[M1]]></MediaId><Title><![CDATA[t]]></Title><Description><![CDATA[d]]></Description></Video>",
    ),
    (
        "music",
        "{ type: music, title: t, description: d, musicUrl: 'http://a/1', hqMusicUrl: 'http://a/2', thumbMediaId: T }",
        "<Music><Title><![CDATA[t]]></Title><Description><![CDATA[d]]></Description><MusicUrl><![CDATA[http://a/1]]></MusicUrl>\
         <HQMusicUrl><![CDATA[http://a/2]]></HQMusicUrl><ThumbMediaId><![CDATA[T]]></ThumbMediaId></Music>",
    ),
    (
        "news",
        "{ title: t, description: d, pic: 'http://a/p', url: 'http://a/u' }",
        "<ArticleCount>1</ArticleCount><Articles><item><Title><![CDATA[t]]></Title><Description><![CDATA[d]]></Description>\
         <PicUrl><![CDATA[http://a/p]]></PicUrl><Url><![CDATA[http://a/u]]></Url></item></Articles>",
    ),
    ("transfer_customer_service", "{ type: transfer_customer_service }", "</xml>"),
    (
        "transfer_customer_service",
        "{ type: transfer_customer_service, kfAccount: a@b }",
        "<TransInfo><KfAccount><![CDATA[a@b]]></KfAccount></TransInfo>",
    ),
];

#[test]
fn a_reply_may_be_of_any_kind() {
    for (kind, handler, written) in REPLIES {
        let server = Serve::start(&format!("rules:\n- handler: {handler}\n"));
        let body = server.push(text_push("o-user", "x")).ok().body;
        let around = "<xml><ToUserName><![CDATA[o-user]]></ToUserName><FromUserName><![CDATA[gh_0123456789ab]]></FromUserName>";
        assert!(body.starts_with(around), "{kind}: {body}");
        let end = format!("<MsgType><![CDATA[{kind}]]></MsgType>{}", written.trim_end_matches("</xml>"));
        assert!(body.ends_with(&format!("{end}</xml>")), "{kind}: {body}");
    }
}

#[test]
fn webot_send_accepts_every_reply() {
    for (kind, handler, _) in REPLIES {
        let server = Serve::start(&format!("rules:\n- handler: {handler}\n"));
        let folder = Folder::new();
        let ran =
            folder.webot(["send", "x", "--json", "--token", crate::support::TOKEN]).args(server.port()).run();
        assert_eq!(ran.rules(), Vec::<String>::new(), "{handler}");
        assert_eq!(ran.json()["reply"]["type"], *kind);
    }
}

fn news(count: usize) -> String {
    let article = "  - { title: t, url: 'http://a' }\n".repeat(count);
    let articles = if count == 0 { " []\n".to_owned() } else { format!("\n{article}") };
    format!("news:\n  type: news\n  articles:{articles}")
}

#[test]
fn news_have_one_to_eight_articles() {
    for count in [1, 8] {
        let reply = &tested(&news(count), &["news"])[0]["reply"];
        assert_eq!((&reply["MsgType"], &reply["ArticleCount"]), (&json!("news"), &json!(count)), "{reply}");
    }
    for count in [0, 9] {
        let folder = Folder::new();
        folder.write("rules.yaml", news(count));
        let ran = folder.webot(["serve", "--check", "--json"]).exit(1).run();
        assert_eq!(ran.json()[0]["problem"], "articles", "{count}: {}", ran.stdout);
    }
}

#[test]
fn a_text_that_is_too_long_is_cut_between_characters() {
    let rules = "rules:\n- handler: '{text}{text}'\n";
    let server = Serve::start(rules);
    let said = server.say(&"好".repeat(600)).expect("a text");
    assert!(said.len() <= 2048 && said.len() > 2040 && said.ends_with("好…"), "{}", said.len());
}

#[test]
fn no_reply_sends_nothing() {
    let rules = "quiet: { noReply: true }\nquieter:\n  name: q\n  handler: { noReply: true }\n";
    let server = Serve::start(rules);
    assert_eq!((server.say("quiet"), server.say("quieter")), (None, None));
    let came = &tested(rules, &["quieter"])[0];
    assert_eq!(
        (&came["rule"], &came["reply"], &came["code"]),
        (&json!("dialog_quiet"), &json!(null), &json!(null))
    );
}

#[test]
fn a_rule_may_call_another_rule() {
    let rules = "rules:
- name: echo
  pattern: /^echo (.+)$/
  handler: 'you said {1}'
- pattern: /^(again) (?<what>.+)$/
  rule: echo
  param: { 1: '{what}!' }
- name: plain
  pattern: '=plain'
  handler: { rule: echo }
";
    assert_eq!(talk(rules, &["echo a", "again b"]), ["you said a", "you said b!"]);
}

#[test]
fn endless_calls_between_rules_are_stopped() {
    let rules = "rules:\n- { name: a, pattern: a, handler: { rule: b } }\n- { name: b, pattern: b, handler: { rule: a } }\n";
    let came = &tested(rules, &["a"])[0];
    assert_eq!((&came["code"], text(came)), (&json!("500"), BROKEN.to_owned()), "{came}");
}

#[test]
fn an_empty_handler_leaves_the_message_to_the_next_rule() {
    let came = &tested(
        "rules:\n- { name: empty, pattern: a, handler: '' }\n- { name: next, pattern: a, handler: b }\n",
        &["a"],
    )[0];
    assert_eq!(came["rule"], "next");
    assert_eq!(came["tried"][0]["result"], "passed");
}
