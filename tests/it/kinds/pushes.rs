//! Pushes of every kind, as XML and as JSON.

use webot::message::{Document, Family, Format, Shape, xml};

use super::{ensure, every_kind, json_form, leaves, push};

/// The text message id of these pushes: 2, the time, the member and the lower bits of the id, as Protocol Buffers write
/// them.
const WORK_MSG_ID: &str = "CAIQgOLPqgYYgejQwoCAgAMggYDo4gI=";

/// Returns the leaves in an order that JSON keeps, numbers as JSON writes them (`65.000000` is `65.0`).
fn comparable(document: &Document) -> Vec<(String, String)> {
    let number = |value: String| {
        serde_json::from_str::<serde_json::Number>(&value).map_or(value, |number| number.to_string())
    };
    let mut leaves: Vec<_> =
        leaves(&document.0).into_iter().map(|(path, value)| (path, number(value))).collect();
    leaves.sort();
    leaves
}

#[test]
fn a_push_has_the_type_and_event_of_its_kind() {
    every_kind(|kind| {
        let document = push(kind).document;
        let (field, value) = match kind.shape {
            Shape::Message(msg_type) => ("MsgType", msg_type),
            Shape::Event(event) => ("Event", event),
            Shape::Info(info) => ("InfoType", info),
            // Its event_type is outside the encrypted resource.
            Shape::Pay(_) | Shape::PayV2(_) | Shape::Intracity(_) | Shape::Bot(_) => return Ok(()),
        };
        ensure(document.get(field) == Some(value), || format!("{field}: {:?}", document.get(field)))?;
        if matches!(kind.shape, Shape::Event(_)) {
            ensure(document.get("MsgType") == Some("event"), || "MsgType".to_owned())?;
        }
        let seconds = document.get("CreateTime").or(document.get("TimeStamp"));
        ensure(seconds == Some("1700000000"), || format!("sent at {seconds:?}"))
    });
}

#[test]
fn an_ordinary_message_carries_the_id_of_the_push_and_an_event_need_not() {
    every_kind(|kind| {
        let push = push(kind);
        match kind.shape {
            // The message id of WeCom is a text, made from time and id.
            Shape::Message(_) if kind.family == Family::WorkMessage => {
                ensure(push.msg_id() == Some(WORK_MSG_ID), || format!("MsgId {:?}", push.msg_id()))
            }
            Shape::Message(_) => {
                ensure(push.msg_id() == Some("7300000000000000001"), || format!("MsgId {:?}", push.msg_id()))
            }
            _ => Ok(()),
        }
    });
}

#[test]
fn xml_is_compact_and_is_read_back() {
    every_kind(|kind| {
        let document = push(kind).document;
        let text = xml::write(&document);
        ensure(text.starts_with("<xml>") && text.ends_with("</xml>"), || text.clone())?;
        ensure(!text.contains("> <") && !text.contains(">\n"), || format!("white space: {text}"))?;
        let read = xml::read(&text).map_err(|error| format!("{error}: {text}"))?;
        ensure(read.flaws.is_empty(), || format!("{:?}", read.flaws))?;
        ensure(leaves(&read.document.0) == leaves(&document.0), || format!("read {:?}", read.document))
    });
}

/// Elements that exist in XML only: in JSON the list of a subscription event is at the top
/// (小程序文档《订阅消息》).
const XML_ONLY: &[&str] = &["SubscribeMsgPopupEvent.", "SubscribeMsgChangeEvent.", "SubscribeMsgSentEvent."];

#[test]
fn json_is_valid_and_is_read_back() {
    every_kind(|kind| {
        let push = push(kind);
        let bare = |path: &str| {
            XML_ONLY.iter().find_map(|group| path.strip_prefix(group)).unwrap_or(path).to_owned()
        };
        let mut expected: Vec<_> =
            comparable(&push.document).into_iter().map(|(path, value)| (bare(&path), value)).collect();
        expected.sort();
        let read = comparable(&json_form(&push)?);
        ensure(read == expected, || format!("{read:?} instead of {expected:?}"))?;
        let raw = String::from_utf8(push.body(Format::Json)).map_err(|error| error.to_string())?;
        // JSON of WeChat is raw UTF-8.
        ensure(!raw.contains("\\u"), || raw)
    });
}
