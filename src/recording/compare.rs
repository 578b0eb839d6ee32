//! Compares an answer with the recorded one.

use super::push::RecordedAnswer;
use crate::message::{
    Answer, Credentials, Document, Element, Format, INVALID_REPLY, NO_REPLY, Push, ReplyContext, Verdict,
    verdict,
};

/// The fields that differ between two answers to the same push: the time, and the users if another one asks.
const CHANGING_FIELDS: [&str; 3] = ["CreateTime", "ToUserName", "FromUserName"];

/// A difference between two answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    /// The field, such as `Content`; `MsgType` for the type of the reply.
    pub path: String,
    /// The recorded value; `None` if the recorded answer does not have the field.
    pub recorded: Option<String>,
    /// The value now.
    pub now: Option<String>,
}

/// Returns the verdict on a recorded answer to a push.
pub(crate) fn recorded_verdict(answer: &RecordedAnswer, push: &Push, format: Format) -> Verdict {
    let body = match &answer.reply {
        Some(reply) => reply.clone().into_bytes(),
        None => answer.body.bytes().into_owned(),
    };
    let header = |name: &str| {
        let found = answer.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.clone())
    };
    let answer = Answer {
        status: answer.status,
        encoding: header("content-encoding").filter(|_| answer.reply.is_none()),
        body,
        ..Answer::default()
    };
    // The recorded reply is no longer encrypted.
    let credentials = Credentials::token("");
    verdict(&answer, ReplyContext { push, credentials: &credentials, format })
}

/// Returns the differences between the recorded answer to a push and its answer now, but for what must differ.
pub(crate) fn differences(
    recorded: &RecordedAnswer,
    push: &Push,
    format: Format,
    (status, now): (u16, &Verdict),
) -> Vec<Difference> {
    let before = recorded_verdict(recorded, push, format);
    let mut found = Vec::new();
    let mut add = |path: &str, recorded: Option<String>, now: Option<String>| {
        if recorded != now {
            found.push(Difference { path: path.to_owned(), recorded, now });
        }
    };
    if recorded.status != status {
        add("HTTP", Some(recorded.status.to_string()), Some(status.to_string()));
    }
    add("MsgType", Some(before.reply_type.clone()), Some(now.reply_type.clone()));
    if before.reply_type != now.reply_type || before.reply_type == NO_REPLY {
        return found;
    }
    if before.reply_type == INVALID_REPLY {
        add("body", Some(before.raw), Some(now.raw.clone()));
        return found;
    }
    let (was, is) = (leaves(&before.fields), leaves(&now.fields));
    for (path, value) in &was {
        let now = is.iter().find(|(other, _)| other == path).map(|(_, value)| value.clone());
        add(path, Some(value.clone()), now);
    }
    for (path, value) in is.iter().filter(|(path, _)| was.iter().all(|(other, _)| other != path)) {
        add(path, None, Some(value.clone()));
    }
    found
}

/// Returns the paths and values of all fields but the time and the users.
pub(crate) fn leaves(document: &Document) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let kept = document.0.iter().filter(|element| !CHANGING_FIELDS.contains(&&*element.name));
    collect(&kept.cloned().collect::<Vec<_>>(), "", &mut found);
    found
}

fn collect(elements: &[Element], prefix: &str, found: &mut Vec<(String, String)>) {
    for (at, element) in elements.iter().enumerate() {
        let same = |other: &&Element| other.name == element.name;
        let index = elements[..at].iter().filter(same).count();
        let repeated = elements.iter().filter(same).count() > 1;
        let name = if repeated { format!("{}[{index}]", element.name) } else { element.name.to_string() };
        let path = if prefix.is_empty() { name } else { format!("{prefix}.{name}") };
        match element.value() {
            Some(value) => found.push((path, value.to_owned())),
            None => collect(element.elements(), &path, found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::push::RecordedBody;
    use super::*;
    use crate::message::Parties;

    fn answer(body: &str) -> RecordedAnswer {
        RecordedAnswer {
            status: 200,
            headers: Vec::new(),
            body: RecordedBody::Text(body.to_owned()),
            reply: None,
        }
    }

    fn compared(before: &str, now: &str) -> Vec<Difference> {
        let push = Push::text("hi", &Parties::sample(1_700_000_000, 1));
        let now = recorded_verdict(&answer(now), &push, Format::Xml);
        differences(&answer(before), &push, Format::Xml, (200, &now))
    }

    fn reply(time: u64, content: &str) -> String {
        format!(
            "<xml><ToUserName>oWEBOT-test_user-00000000001</ToUserName><FromUserName>gh_0123456789ab</FromUserName>\
             <CreateTime>{time}</CreateTime><MsgType>text</MsgType><Content>{content}</Content></xml>"
        )
    }

    #[test]
    fn only_what_must_not_differ_is_a_difference() {
        assert_eq!(compared(&reply(1, "a"), &reply(2, "a")), []);
        assert_eq!(compared("success", ""), []);
        let changed = compared(&reply(1, "a"), &reply(1, "b"));
        assert_eq!(changed.len(), 1);
        assert_eq!((changed[0].path.as_str(), changed[0].now.as_deref()), ("Content", Some("b")));
        assert_eq!(compared(&reply(1, "a"), "success")[0].path, "MsgType");
        assert_eq!(compared("<html>a", "<html>b")[0].path, "body");
    }
}
