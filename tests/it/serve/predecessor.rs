//! Requests as webot-cli 0.0.11 sends them.

use super::{ECHO, predecessor};
use crate::support::{OPENID, Serve, Stamp, TOKEN, Webot, fields, now, text_push};

#[test]
fn each_request_of_the_predecessor_gets_its_own_answer() {
    let server = Serve::start(ECHO);
    for text in ["hi", "ho"] {
        let (query, body) = predecessor(text);
        assert_eq!(server.ask("POST", &format!("/?{query}"), body).ok().text(), format!("you said {text}"));
    }
}

/// `makeRequest` in its tests signs once and sends all messages with that signature, equal ones too.
#[test]
fn a_suite_of_the_predecessor_may_send_all_messages_with_one_signature() {
    let server = Serve::start("'=count': { handler: '{session.n}', session: { n: '{session.n}x' } }\n");
    let (query, body) = predecessor("count");
    let counts = ["x", "xx", "xxx"];
    for count in counts {
        assert_eq!(server.ask("POST", &format!("/?{query}"), &*body).ok().text(), count);
    }
}

/// Its locations all have the same `MsgId`; only their content distinguishes two of one second.
#[test]
fn two_locations_of_the_predecessor_in_one_second_have_two_answers() {
    let server = Serve::start("rules:\n- { pattern: { kind: location }, handler: '{lat}' }\n");
    for lat in ["1.5", "2.5"] {
        let push = fields(&[
            ("MsgId", "1234567"),
            ("ToUserName", "webot"),
            ("FromUserName", "client"),
            ("CreateTime", "1700000000"),
            ("MsgType", "location"),
            ("Location_X", lat),
            ("Location_Y", "3"),
        ]);
        assert_eq!(server.push(push).ok().text(), lat);
    }
}

#[test]
fn the_age_limit_applies_to_milliseconds_too() {
    let server = Serve::start(ECHO);
    let stamp = Stamp::at(&((now() - 660) * 1000).to_string());
    server.ask("POST", &format!("/?{}", stamp.signed()), text_push(OPENID, "hi")).status(403);
}

#[test]
fn a_token_in_the_query_is_not_a_signature_and_is_reported() {
    let server = Serve::start(ECHO);
    let query = format!("token={TOKEN}&timestamp={}&nonce=1", now());
    server.ask("POST", &format!("/?{query}"), text_push(OPENID, "hi")).status(401);
    let line = server.request_line(|line| line["status"] == 401);
    assert_eq!(line["token_in_query"], true);
    let server = Webot::serve(ECHO).readable().start();
    let (query, body) = predecessor("hi");
    server.ask("POST", &format!("/?{query}"), body).ok();
    let line = server.readable_line("webot-cli 0.0.11");
    assert!(!line.contains(TOKEN), "{line}");
}
