//! Compares an answer with the recorded one.

use std::time::Duration;

use super::push::{RecordedAnswer, RecordedPush};
use crate::message::{
    Answer, Credentials, Document, Element, INVALID_REPLY, NO_REPLY, Push, ReplyContext, Rule, Severity,
    Verdict, verdict,
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
    /// The rule that the answer breaks now; the field is then its name.
    pub broken: Option<Rule>,
}

/// Returns the verdict on a recorded answer to a push: on its decrypted reply, or on the answer as it was.
fn recorded_verdict(
    answer: &RecordedAnswer,
    reply: Option<&str>,
    ms: f64,
    context: ReplyContext<'_>,
) -> Verdict {
    let header = |name: &str| {
        let found = answer.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.clone())
    };
    let answer = Answer {
        status: answer.status,
        location: header("location"),
        encoding: header("content-encoding").filter(|_| reply.is_none()),
        headers: answer.headers.clone(),
        body: reply.map_or_else(|| answer.body.bytes().into_owned(), |reply| reply.as_bytes().to_vec()),
        // More than any limit becomes the largest number.
        elapsed_ms: Duration::try_from_secs_f64(ms / 1000.0)
            .map_or(0, |elapsed| u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)),
        ..Answer::default()
    };
    verdict(&answer, context)
}

impl RecordedPush {
    /// Returns the verdict on the recorded answer; `None` if there is none. `push` is that of the message.
    pub(crate) fn verdict(&self, push: &Push) -> Option<Verdict> {
        let answer = self.answer.as_ref()?;
        // The recorded reply is no longer encrypted.
        let plain = Credentials::token("");
        let context = ReplyContext { push, credentials: &plain, format: self.format() };
        Some(recorded_verdict(answer, answer.reply.as_deref(), self.ms, context))
    }
}

/// Returns the differences between the recorded answer to a push and its answer now, but for what must differ. The
/// context is that of the answer now.
pub(crate) fn differences(
    recorded: &RecordedPush,
    context: ReplyContext<'_>,
    (status, now): (u16, &Verdict),
) -> Option<Vec<Difference>> {
    let answer = recorded.answer.as_ref()?;
    // The recorded reply is no longer encrypted.
    let plain = Credentials::token("");
    let open = ReplyContext { credentials: &plain, ..context };
    let before = recorded_verdict(answer, answer.reply.as_deref(), recorded.ms, open);
    let mut broken_before = before.findings.clone();
    if recorded.message.is_some() {
        broken_before.extend(recorded_verdict(answer, None, recorded.ms, context).findings);
    }
    let mut found = compared(answer, &before, (status, now));
    let is_told = |rule: &Rule| answer.status != status && matches!(rule, Rule::HttpStatus { .. });
    found.extend(newly_broken(broken_before, &now.findings).filter(|rule| !is_told(rule)).map(|rule| {
        Difference { path: rule.name().to_owned(), recorded: None, now: None, broken: Some(rule.clone()) }
    }));
    Some(found)
}

/// Returns the rules that make WeChat refuse an answer and that it did not break before, however their details differ.
fn newly_broken(mut before: Vec<Rule>, now: &[Rule]) -> impl Iterator<Item = &Rule> {
    now.iter().filter(move |rule| {
        if rule.severity() != Severity::Error {
            return false;
        }
        let same = before.iter().position(|other| other == *rule);
        let same = same.or_else(|| before.iter().position(|other| other.name() == rule.name()));
        same.map(|at| before.swap_remove(at)).is_none()
    })
}

/// Returns the differences of status, type and fields.
fn compared(recorded: &RecordedAnswer, before: &Verdict, (status, now): (u16, &Verdict)) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut add = |path: &str, recorded: Option<String>, now: Option<String>| {
        if recorded != now {
            found.push(Difference { path: path.to_owned(), recorded, now, broken: None });
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
        add("body", Some(before.raw.clone()), Some(now.raw.clone()));
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
    use crate::message::{Format, Parties, Push};

    fn recorded(body: &str, ms: f64) -> RecordedPush {
        RecordedPush {
            time_ms: 1,
            method: "POST".to_owned(),
            target: "/".to_owned(),
            headers: Vec::new(),
            body: RecordedBody::Text(String::new()),
            message: None,
            destination: None,
            answer: Some(RecordedAnswer {
                status: 200,
                headers: Vec::new(),
                body: RecordedBody::Text(body.to_owned()),
                reply: None,
            }),
            failure: None,
            ms,
        }
    }

    fn compared_in(before: (&str, f64), now: (&str, f64)) -> Vec<Difference> {
        let push = Push::text("hi", &Parties::sample(1_700_000_000, 1));
        let credentials = Credentials::token("");
        let context = ReplyContext { push: &push, credentials: &credentials, format: Format::Xml };
        let now = recorded(now.0, now.1);
        let answer = now.answer.as_ref().expect("an answer");
        let now = recorded_verdict(answer, None, now.ms, context);
        differences(&recorded(before.0, before.1), context, (200, &now)).expect("a recorded answer")
    }

    fn compared(before: &str, now: &str) -> Vec<Difference> {
        compared_in((before, 1.0), (now, 1.0))
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

    #[test]
    fn an_answer_that_wechat_no_longer_accepts_is_a_difference() {
        let right = reply(1_700_000_000, "a");
        let named = |now: &str| {
            let found = compared(&right, now);
            found.into_iter().map(|difference| difference.path).collect::<Vec<_>>()
        };
        let swapped = right
            .replace("ToUserName", "X")
            .replace("FromUserName", "ToUserName")
            .replace("<X>", "<FromUserName>");
        let swapped = swapped.replace("</X>", "</FromUserName>");
        assert!(!named(&swapped).is_empty());
        assert!(!named(&right.replace("<CreateTime>1700000000</CreateTime>", "")).is_empty());
        assert!(!named(&right.replace("1700000000", "now")).is_empty());
        assert_eq!(compared(&swapped, &swapped), [], "wrong before, too");
        let late = compared_in((&right, 10.0), (&right, 6000.0));
        assert!(matches!(late[0].broken, Some(Rule::Late(6000))), "{late:?}");
        assert_eq!(compared_in((&right, 5500.0), (&right, 6000.0)), []);
    }
}
