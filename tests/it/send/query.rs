//! The query: signature, time, nonce.

use super::{DEFAULT_TOKEN, heard, names, signed_with, silent};
use crate::support::{ACCEPTED, Heard, webot};

#[test]
fn the_query_is_signature_timestamp_nonce_openid_and_never_the_token() {
    let heard = heard(&["hi", "--token", "s3cret", "--user", "oUSER"]);
    assert_eq!(names(&heard), ["signature", "timestamp", "nonce", "openid"]);
    assert_eq!(heard.parameter("openid").as_deref(), Some("oUSER"));
    assert!(!heard.line.contains("s3cret"), "{}", heard.line);
    signed_with("s3cret", &heard);
}

#[test]
fn the_query_of_the_destination_is_kept() {
    let bot = silent();
    let url = bot.url("/wechat?app=1&name=%E4%BD%A0%20a+b&empty=&bare");
    webot(["send", "hi", "--des", &url]).stderr_ends(ACCEPTED).run();
    let heard = bot.only();
    let start = "POST /wechat?app=1&name=%E4%BD%A0%20a+b&empty=&bare&signature=";
    assert!(heard.line.starts_with(start), "{}", heard.line);
    signed_with(DEFAULT_TOKEN, &heard);
}

#[test]
fn the_query_of_the_route_is_kept() {
    let heard = heard(&["hi", "--route", "/wechat?app=1"]);
    assert_eq!(heard.path(), "/wechat");
    assert_eq!(heard.parameter("app").as_deref(), Some("1"));
    signed_with(DEFAULT_TOKEN, &heard);
}

#[test]
fn times_are_in_seconds() {
    let heard = heard(&["hi"]);
    let message = heard.message();
    for time in [heard.parameter("timestamp"), message.get("CreateTime").map(str::to_owned)] {
        let time: u64 = time.expect("a time").parse().expect("a number");
        assert!((1_700_000_000..10_000_000_000).contains(&time), "{time}");
    }
}

#[test]
fn every_message_has_its_own_nonce_id_and_signature() {
    let bot = silent();
    for _ in 0..3 {
        webot(["send", "hi"]).args(bot.args()).stderr_ends(ACCEPTED).run();
    }
    let heard = bot.heard();
    let distinct = |value: &dyn Fn(&Heard) -> Option<String>| {
        heard
            .iter()
            .map(|heard| value(heard).expect("a value"))
            .collect::<std::collections::BTreeSet<_>>()
            .len()
    };
    assert_eq!(distinct(&|heard| heard.parameter("nonce")), 3);
    assert_eq!(distinct(&|heard| heard.parameter("signature")), 3);
    assert_eq!(distinct(&|heard| heard.message().get("MsgId").map(str::to_owned)), 3);
}

#[test]
fn time_and_nonce_can_be_fixed() {
    let heard = heard(&["hi", "--timestamp", "1357982061", "--nonce", "1358161344", "--token", "weixin"]);
    // Published by JeffreySu/WeiXinMPSDK (CheckSignatureTest).
    assert_eq!(heard.parameter("signature").as_deref(), Some("335b26997f05c82243aad6b10a2d1853637e71a8"));
}
