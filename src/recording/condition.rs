//! Conditions on a push: `event=CLICK`, `Content~refund`, `path=/shop`.

use regex::Regex;

use super::push::kind_name;
use crate::message::{Document, Path};

/// The short names of fields.
const SHORT_NAMES: [(&str, &str); 5] = [
    ("type", "MsgType"),
    ("event", "Event"),
    ("key", "EventKey"),
    ("user", "FromUserName"),
    ("text", "Content"),
];

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
}

impl Condition {
    /// Parses `NAME=VALUE`, `NAME~PATTERN` or the name of a kind.
    pub(crate) fn parse(text: &str) -> Result<Self, ConditionError> {
        let Some(at) = text.find(['=', '~']) else {
            let word = text.trim();
            let is_kind = !word.is_empty() && !word.contains(char::is_whitespace);
            return if is_kind {
                Ok(Self { subject: Subject::Kind, wanted: Wanted::Value(word.to_owned()) })
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
                Subject::Field(Path::parse(full).map_err(|_| ConditionError::Shape)?)
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
    }
}
