//! New ids and times for pushes that are sent again: a bot that leaves out repeated pushes must not take them for such.

use std::collections::HashMap;

use super::push::RecordedPush;
use crate::message::{Document, similar_msg_id};

/// The longest distance between the name of a field and its value, in bytes: `": "`, `><![CDATA[`.
const MAX_DISTANCE: usize = 16;

/// The ids and times of pushes that were sent again. Deliveries of one push keep one id.
#[derive(Debug, Default)]
pub(crate) struct FreshIds {
    assigned: HashMap<String, (Option<String>, u64)>,
}

impl FreshIds {
    /// Returns the message of a push with a new `MsgId`, made of `number`, and with `now` as its time, in seconds.
    pub(crate) fn renew(&mut self, push: &RecordedPush, number: u64, now: u64) -> String {
        let mut text = push.message_text().into_owned();
        let document = push.document();
        let field = |names: [&'static str; 2]| {
            names.into_iter().find_map(|name| Some((name, document.get(name)?.to_owned())))
        };
        let id = field(["MsgId", "msgid"]).filter(|(_, id)| !id.is_empty() && id != "0");
        let time = field(["CreateTime", "create_time"]);
        let key = key(&document, id.as_ref().map(|(_, id)| id.as_str()));
        let (new_id, new_time) = self
            .assigned
            .entry(key)
            .or_insert_with(|| (id.as_ref().map(|(_, id)| similar_msg_id(id, number)), now));
        if let (Some((name, old)), Some(new)) = (&id, &new_id) {
            replace(&mut text, name, old, new);
        }
        if let Some((name, old)) = &time {
            // Milliseconds stay milliseconds.
            let new = if old.len() >= 13 { *new_time * 1000 } else { *new_time };
            replace(&mut text, name, old, &new.to_string());
        }
        text
    }
}

/// Returns the key by which a push is recognized when it is delivered again.
fn key(document: &Document, id: Option<&str>) -> String {
    let field = |name| document.get(name).unwrap_or_default();
    match id {
        Some(id) => [field("FromUserName"), "\n", id].concat(),
        None => ["FromUserName", "CreateTime", "Event", "EventKey"].map(field).join("\n"),
    }
}

/// Replaces the value of a field, which follows its name closely.
fn replace(text: &mut String, name: &str, old: &str, new: &str) {
    let mut from = 0;
    while let Some(at) = text[from..].find(name).map(|at| from + at) {
        let start = at + name.len();
        from = start;
        if let Some(value) = text[start..].find(old).filter(|distance| *distance <= MAX_DISTANCE) {
            text.replace_range(start + value..start + value + old.len(), new);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::push::RecordedBody;
    use super::*;

    fn push(text: &str) -> RecordedPush {
        RecordedPush {
            time_ms: 0,
            method: "POST".to_owned(),
            target: "/".to_owned(),
            headers: Vec::new(),
            body: RecordedBody::Text(text.to_owned()),
            message: None,
            destination: None,
            answer: None,
            failure: None,
            ms: 0.0,
        }
    }

    #[test]
    fn ids_and_times_are_new_and_the_same_for_each_delivery() {
        let mut ids = FreshIds::default();
        let text = push(
            "<xml><FromUserName>o</FromUserName><CreateTime>1700000000</CreateTime><MsgId>7001</MsgId></xml>",
        );
        let first = ids.renew(&text, 42, 1_800_000_000);
        assert_eq!(
            first,
            "<xml><FromUserName>o</FromUserName><CreateTime>1800000000</CreateTime><MsgId>7042</MsgId></xml>"
        );
        assert_eq!(ids.renew(&text, 43, 1_800_000_009), first);
        let event =
            push("<xml><FromUserName>o</FromUserName><CreateTime>1</CreateTime><Event>VIEW</Event></xml>");
        assert!(ids.renew(&event, 1, 1_800_000_000).contains("<CreateTime>1800000000<"));
        let json =
            push(r#"{"FromUserName":"o","CreateTime": 17,"MsgId":"CAIQg/PKxgYY2sC9tpuAgAMg9/zKaw=="}"#);
        let renewed = ids.renew(&json, 123_456, 18);
        assert!(renewed.contains(r#""CreateTime": 18"#) && renewed.contains("123456==\"}"), "{renewed}");
    }
}
