//! Replies to a message that no rule matches, and to other codes.

use serde_json::json;

use super::{talk, tested};
use crate::support::{NOT_FOUND, OPENID, Serve, fields, fresh, now, text_of};

#[test]
fn each_code_may_have_its_own_reply() {
    let rules = "secret: { code: 403 }
odd: { code: 418 }
gone: { code: 410 }
codeReplies: { 404: 'what is {text}?', 403: no, 418: [teapot] }
";
    let said = talk(rules, &["xyz", "secret", "odd", "gone"]);
    assert_eq!(said, ["what is xyz?", "no", "teapot", "410"]);
    let came = &tested(rules, &["xyz"])[0];
    assert_eq!((&came["code"], &came["rule"]), (&json!("404"), &json!(null)));
}

#[test]
fn a_code_may_be_answered_with_nothing() {
    let server = Serve::start("hi: hello\ncodeReplies: { 404: { noReply: true } }\n");
    assert_eq!(server.say("what"), None);
}

#[test]
fn an_event_without_a_rule_gets_no_answer_unless_it_is_a_click() {
    let server = Serve::start("hi: ho\ncodeReplies: { 404: 'what is {text}?' }\n");
    let event = |event: &str| {
        let time = (now() + fresh() % 300).to_string();
        let pairs = [
            ("ToUserName", "gh_1"),
            ("FromUserName", OPENID),
            ("CreateTime", time.as_str()),
            ("MsgType", "event"),
            ("Event", event),
        ];
        server.push(fields(&pairs)).ok().body
    };
    assert_eq!(event("LOCATION"), "success");
    assert_eq!(text_of(&event("CLICK")), "what is ?");
    assert_eq!(server.say("x").as_deref(), Some("what is x?"));
}

#[test]
fn a_message_without_a_rule_is_answered_with_the_reply_for_404() {
    let server = Serve::start("hi: ho\n");
    assert_eq!(server.say("what").as_deref(), Some(NOT_FOUND));
    let server = Serve::start("hi: ho\ncodeReplies: { 404: 'what is {text}?' }\n");
    assert_eq!(server.say("that").as_deref(), Some("what is that?"));
}
