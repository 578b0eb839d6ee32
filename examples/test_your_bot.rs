//! webot as a library, in the tests of a bot of your own: no process, no port, no clock.
//!
//! ```console
//! cargo run --example test_your_bot
//! ```

use std::collections::HashMap;

use webot::message::{
    Answer, Credentials, Delivery, Format, Parties, Push, ReplyContext, catalogue, verdict, xml,
};
use webot::sign;

/// The bot under test: whatever your framework calls with the query and the body of a POST.
fn bot(query: &HashMap<&str, String>, body: &str) -> (u16, String) {
    if query["signature"] != sign::callback::signature("my-token", &query["timestamp"], &query["nonce"]) {
        return (403, "Invalid signature".to_owned());
    }
    let message = xml::read(body).expect("XML").document;
    match message.get("Content") {
        Some(content) => (
            200,
            format!(
                "<xml><ToUserName>{}</ToUserName><FromUserName>{}</FromUserName><CreateTime>{}</CreateTime>\
                 <MsgType>text</MsgType><Content><![CDATA[you said {content}]]></Content></xml>",
                message.get("FromUserName").unwrap_or_default(),
                message.get("ToUserName").unwrap_or_default(),
                query["timestamp"],
            ),
        ),
        None => (200, "success".to_owned()),
    }
}

fn main() {
    let credentials = Credentials::token("my-token");
    let parties = Parties::sample(1_700_000_000, 1);
    let click = Push::new(catalogue::event("CLICK").expect("a known event"), &parties);
    for (push, expected) in [(Push::text("hello", &parties), "text"), (click, "none")] {
        let delivery = Delivery::plain(&push, &credentials, 1_700_000_000, "4711");
        let query = delivery.query.iter().cloned().collect();
        let (status, reply) = bot(&query, std::str::from_utf8(&delivery.body).expect("UTF-8"));

        let answer = Answer { status, body: reply.into_bytes(), ..Answer::default() };
        let verdict =
            verdict(&answer, ReplyContext { push: &push, credentials: &credentials, format: Format::Xml });
        assert_eq!(verdict.reply_type, expected);
        assert!(verdict.findings.is_empty(), "{:?}", verdict.findings);
    }
    assert!(catalogue::kinds().count() > 300);
}
