//! Conditions on a push: `event=CLICK`, `Content~refund`, `path=/shop`.

use regex::Regex;

use super::push::kind_name;
use crate::closest::closest;
use crate::message::catalogue;
use crate::message::{Document, Field, Path, Preset, Shape};

/// The short names of fields.
const SHORT_NAMES: [(&str, &str); 5] = [
    ("type", "MsgType"),
    ("event", "Event"),
    ("key", "EventKey"),
    ("user", "FromUserName"),
    ("text", "Content"),
];

/// The names of other subjects than fields.
const SUBJECTS: [&str; 2] = ["kind", "path"];
/// The fields of pushes that the catalogue of kinds leaves to their shape.
const COMMON_FIELDS: [&str; 24] = [
    "ToUserName",
    "FromUserName",
    "CreateTime",
    "MsgType",
    "Event",
    "EventKey",
    "MsgId",
    "MsgID",
    "MsgDataId",
    "Idx",
    "AgentID",
    "Content",
    "Encrypt",
    "InfoType",
    "SuiteId",
    "AppId",
    "id",
    "create_time",
    "event_type",
    "resource_type",
    "resource",
    "summary",
    "msgtype",
    "msgid",
];

/// The fields in the `resource` of a notification of WeChat Pay.
const NOTIFICATION_FIELDS: [&str; 5] =
    ["original_type", "algorithm", "ciphertext", "associated_data", "nonce"];

/// A condition on a push.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    subject: Subject,
    wanted: Wanted,
}

#[derive(Debug, Clone)]
enum Subject {
    /// The path of the callback URL.
    CallbackPath,
    /// The name of the kind.
    Kind,
    /// A field of the message.
    Field(Path),
}

#[derive(Debug, Clone)]
enum Wanted {
    Value(String),
    Pattern(Regex),
}

/// The reason why a text is not a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ConditionError {
    /// It has neither `=` nor `~`, or no name before it.
    Shape,
    /// The pattern is not a regular expression; the message of the parser.
    Pattern(String),
    /// No push has this field.
    Field {
        /// The name.
        name: String,
        /// Similar names.
        closest: Vec<String>,
    },
    /// No push is of this kind.
    Kind {
        /// The word.
        word: String,
        /// Similar names.
        closest: Vec<String>,
    },
}

impl Condition {
    /// Parses `NAME=VALUE`, `NAME~PATTERN` or the name of a kind.
    pub(crate) fn parse(text: &str) -> Result<Self, ConditionError> {
        let Some(at) = text.find(['=', '~']) else {
            let word = text.trim();
            let is_kind = !word.is_empty() && !word.contains(char::is_whitespace);
            return if is_kind {
                Ok(Self { subject: Subject::Kind, wanted: Wanted::Value(known_kind(word)?) })
            } else {
                Err(ConditionError::Shape)
            };
        };
        let (name, value) = (text[..at].trim(), &text[at + 1..]);
        let subject = match name {
            "path" => Subject::CallbackPath,
            "kind" => Subject::Kind,
            name => {
                let full =
                    SHORT_NAMES.iter().find(|(short, _)| *short == name).map_or(name, |(_, full)| full);
                let path = Path::parse(full).map_err(|_| ConditionError::Shape)?;
                check_field(name, &path)?;
                Subject::Field(path)
            }
        };
        let wanted = if text[at..].starts_with('=') {
            Wanted::Value(value.to_owned())
        } else {
            let pattern = Regex::new(value).map_err(|error| ConditionError::Pattern(error.to_string()))?;
            Wanted::Pattern(pattern)
        };
        Ok(Self { subject, wanted })
    }

    /// Returns whether a push meets the condition.
    pub(crate) fn meets(&self, path: &str, document: &Document) -> bool {
        let kind;
        let actual = match &self.subject {
            Subject::CallbackPath => Some(path),
            Subject::Kind => {
                kind = kind_name(document);
                Some(kind.as_str())
            }
            Subject::Field(path) => document.at(path),
        };
        actual.is_some_and(|actual| match &self.wanted {
            // WeChat writes the same event in different cases.
            Wanted::Value(value) => actual.eq_ignore_ascii_case(value),
            Wanted::Pattern(pattern) => pattern.is_match(actual),
        })
    }
}

/// Returns the name of the event or type that a kind has in a push.
fn known_kind(word: &str) -> Result<String, ConditionError> {
    let pushed = |shape: Shape| match shape {
        Shape::Message(name)
        | Shape::Event(name)
        | Shape::Info(name)
        | Shape::Pay(name)
        | Shape::Bot(name)
        | Shape::PayV2(name)
        | Shape::Intracity(name) => name,
    };
    let mut known: Vec<&str> = Vec::new();
    for kind in catalogue::kinds() {
        let name = pushed(kind.shape);
        if name.eq_ignore_ascii_case(word) {
            return Ok(word.to_owned());
        }
        known.extend([kind.name, name]);
    }
    match catalogue::kind(word).or_else(|| catalogue::event(word)) {
        Some(kind) => Ok(pushed(kind.shape).to_owned()),
        None => Err(ConditionError::Kind { word: word.to_owned(), closest: closest(word, &known) }),
    }
}

/// Refuses a field that no push has.
fn check_field(given: &str, path: &Path) -> Result<(), ConditionError> {
    let mut outer: Vec<&str> = COMMON_FIELDS.to_vec();
    let mut inner: Vec<&str> = NOTIFICATION_FIELDS.to_vec();
    for kind in catalogue::kinds() {
        for field in kind.fields {
            outer.push(field.name);
            collect_inner(field, &mut inner);
        }
    }
    let mut steps = path.steps().iter();
    let is_outer = steps.next().is_some_and(|step| outer.contains(&step.name.as_str()));
    if is_outer && steps.all(|step| inner.contains(&step.name.as_str())) {
        return Ok(());
    }
    let mut known = if is_outer { inner } else { outer };
    known.sort_unstable();
    known.dedup();
    if !is_outer {
        // The first of equals is suggested.
        known.splice(0..0, SHORT_NAMES.map(|(short, _)| short).into_iter().chain(SUBJECTS));
    }
    let wrong = if is_outer { given.rsplit('.').next().unwrap_or(given) } else { given };
    Err(ConditionError::Field { name: given.to_owned(), closest: closest(wrong, &known) })
}

fn collect_inner(field: Field, names: &mut Vec<&'static str>) {
    if let Preset::Group(fields) = field.default {
        for field in fields {
            names.push(field.name);
            collect_inner(field, names);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::push::document;
    use super::*;

    #[test]
    fn conditions_are_met_by_fields_kinds_and_paths() {
        let click = "<xml><FromUserName>o1</FromUserName><MsgType>event</MsgType><Event>CLICK</Event>\
                     <EventKey>a=b</EventKey></xml>";
        let click = document(click).expect("a message");
        for met in ["event=CLICK", "event=click", "CLICK", "kind=CLICK", "key=a=b", "EventKey~^a", "path=/w"]
        {
            assert!(Condition::parse(met).expect(met).meets("/w", &click), "{met}");
        }
        for not in ["event=VIEW", "text", "type=text", "EventKey~^b", "path=/", "text=a", "Content~."] {
            assert!(!Condition::parse(not).expect(not).meets("/w", &click), "{not}");
        }
    }

    #[test]
    fn a_text_that_is_no_condition_is_refused() {
        assert_eq!(Condition::parse("").err(), Some(ConditionError::Shape));
        assert_eq!(Condition::parse("a b").err(), Some(ConditionError::Shape));
        assert_eq!(Condition::parse("=a").err(), Some(ConditionError::Shape));
        assert!(matches!(Condition::parse("text~("), Err(ConditionError::Pattern(_))));
        for (wrong, wanted) in [("evnt=CLICK", "event"), ("content=a", "Content"), ("EventKye~a", "EventKey")]
        {
            let Err(ConditionError::Field { closest, .. }) = Condition::parse(wrong) else {
                panic!("{wrong} is accepted")
            };
            assert_eq!(closest.first().map(String::as_str), Some(wanted), "{wrong}");
        }
        let Err(ConditionError::Kind { closest, .. }) = Condition::parse("subscrbe") else {
            panic!("no such kind")
        };
        assert_eq!(closest[0], "subscribe");
        for known in ["CLICK", "click", "TRANSACTION.SUCCESS", "text", "ScanCodeInfo.ScanResult=a"] {
            assert!(Condition::parse(known).is_ok(), "{known}");
        }
    }
}
