//! Kinds of messages by their names in webot and webot-cli.

use super::{check_fields, heard};
use crate::support::webot;

#[test]
fn any_other_word_is_a_text() {
    check_fields(&["Hello"], &[("MsgType", "text"), ("Content", "Hello")]);
    check_fields(&["Hello", "big", "world"], &[("MsgType", "text"), ("Content", "Hello big world")]);
}

#[test]
fn text_has_its_old_names() {
    for word in ["t", "text"] {
        check_fields(&[word, "Hello"], &[("MsgType", "text"), ("Content", "Hello")]);
    }
}

#[test]
fn image_has_its_old_names_and_a_media_id() {
    for word in ["i", "image", "pic"] {
        let message = heard(&[word, "http://example.com/a.png"]).message();
        assert_eq!(message.get("MsgType"), Some("image"), "{word}");
        assert_eq!(message.get("PicUrl"), Some("http://example.com/a.png"), "{word}");
        assert!(message.get("MediaId").is_some_and(|id| !id.is_empty()), "{word}");
    }
}

#[test]
fn location_has_its_old_names_and_order() {
    for word in ["l", "loc", "location"] {
        let fields = [
            ("MsgType", "location"),
            ("Location_X", "20.12"),
            ("Location_Y", "120.33"),
            ("Label", "Somewhere Out There"),
        ];
        check_fields(&[word, "20.12", "120.33", "Somewhere Out There"], &fields);
    }
}

#[test]
fn coordinates_may_be_negative() {
    let fields = [("Location_X", "-33.86"), ("Location_Y", "-151.2"), ("Label", "South")];
    check_fields(&["loc", "-33.86", "-151.2", "South"], &fields);
}

#[test]
fn event_has_its_old_names_and_takes_a_key() {
    for word in ["e", "event"] {
        check_fields(&[word, "subscribe"], &[("MsgType", "event"), ("Event", "subscribe")]);
        check_fields(&[word, "CLICK", "KEY"], &[("Event", "CLICK"), ("EventKey", "KEY")]);
        check_fields(&[word, "unsubscribe"], &[("Event", "unsubscribe")]);
    }
}

#[test]
fn the_case_of_a_kind_does_not_matter() {
    check_fields(&["event", "click", "KEY"], &[("Event", "CLICK"), ("EventKey", "KEY")]);
}

#[test]
fn scan_of_a_stranger_is_subscribe_with_qrscene() {
    check_fields(&["scan", "101"], &[("Event", "subscribe"), ("EventKey", "qrscene_101")]);
    check_fields(
        &["scan", "101", "--subscribed=false"],
        &[("Event", "subscribe"), ("EventKey", "qrscene_101")],
    );
}

#[test]
fn scan_of_a_follower_is_scan() {
    check_fields(&["scan", "101", "--subscribed"], &[("Event", "SCAN"), ("EventKey", "101")]);
    check_fields(&["--subscribed", "scan", "101"], &[("Event", "SCAN"), ("EventKey", "101")]);
    assert!(heard(&["scan", "101", "--subscribed"]).message().get("Ticket").is_some());
}

#[test]
fn reportloc_is_the_event_location() {
    let message = heard(&["reportloc"]).message();
    assert_eq!(message.get("Event"), Some("LOCATION"));
    for field in ["Latitude", "Longitude", "Precision"] {
        assert!(message.get(field).is_some_and(|value| value.parse::<f64>().is_ok()), "{field}");
    }
    check_fields(&["reportloc", "23.13", "-113.36"], &[("Latitude", "23.13"), ("Longitude", "-113.36")]);
}

#[test]
fn kinds_new_since_webot_cli_have_the_fields_that_wechat_sends() {
    for (kind, fields) in [
        ("voice", ["MediaId", "Format", "Recognition"].as_slice()),
        ("video", &["MediaId", "ThumbMediaId"]),
        ("shortvideo", &["MediaId", "ThumbMediaId"]),
        ("link", &["Title", "Description", "Url"]),
        ("file", &["Title", "FileTotalLen"]),
        ("miniprogrampage", &["Title", "AppId", "PagePath"]),
    ] {
        let message = heard(&[kind]).message();
        assert_eq!(message.get("MsgType"), Some(kind));
        for field in fields.iter().chain(&["MsgId"]) {
            assert!(message.get(field).is_some_and(|value| !value.is_empty()), "{field} of {kind}");
        }
    }
}

#[test]
fn a_word_that_looks_like_a_kind_is_refused_with_the_near_names() {
    for (word, near) in [
        ("imgae", "`image`"),
        ("suite.change_external_tag", "`suite.change_external_tag.update`"),
        ("work.update_user", "`work.change_contact.update_user`"),
    ] {
        webot(["send", word, "--dry-run"])
            .exit(2)
            .stderr_has(format!("error: unknown kind of message `{word}`"))
            .stderr_has(near)
            .stderr_has(format!("`webot send text {word}`"))
            .run();
        let ran = webot(["send", "text", word, "--dry-run"]).run();
        assert!(ran.stdout.contains(&format!("<Content><![CDATA[{word}]]>")), "{}", ran.stdout);
    }
}

#[test]
fn a_word_that_is_an_address_or_like_a_short_kind_is_a_text() {
    for word in ["work.weixin.qq.com", "test", "hello_world"] {
        let ran = webot(["send", word, "--dry-run"]).stderr_any().run();
        assert!(ran.stdout.contains(&format!("<Content><![CDATA[{word}]]>")), "{}", ran.stdout);
    }
}
