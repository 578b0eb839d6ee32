//! Patterns of rules, and their syntax.

use std::time::{Duration, Instant};

use super::problem::{ExpectedType, ProblemKind};
use super::reader::{Reader, flag, merged};
use crate::bot::info::Info;
use crate::bot::template::Template;
use crate::closest::within_edits;
use crate::js_regex::{JsRegex, MatchResult, PatternError};
use crate::message::{Kind, Preset, Shape, catalogue};
use crate::source::{Member, Node, Tree};

/// Words that stand for a pattern (node-webot, `Rule.shorthands`): yes and no, as Chinese users write them.
const SHORTHANDS: [(&str, &str); 2] = [
    ("Y", r"^(是|yes|yep|yeah|Y|阔以|可以|要得|好|需?要|OK|恩|嗯|找|搜|搞起)[啊的吧嘛诶啦唉哎\!\.。]*$"),
    ("N", r"^(不(是|需?要|必|用|需|行|可以)?了?|no?|nope|不好|否|算了)[啊的吧嘛诶啦唉哎\!\.。]*$"),
];

/// The messages that a rule applies to.
#[derive(Debug, Clone, Default)]
pub(crate) enum Pattern {
    /// All messages.
    #[default]
    Always,
    /// No message.
    Never,
    /// Messages with a matching text.
    Text(TextPattern),
    /// Messages whose fields pass all tests.
    Fields(Vec<(String, FieldTest)>),
    /// Messages that one of these patterns matches.
    Any(Vec<Pattern>),
}

/// A test of the text.
#[derive(Debug, Clone)]
pub(crate) enum TextPattern {
    /// Equal to this text.
    Exact(String),
    /// Containing a match of this expression.
    Regex(JsRegex),
}

/// A test of a field.
#[derive(Debug, Clone)]
pub(crate) enum FieldTest {
    /// Equal to this value, as text or as a number.
    Equals(Template),
    /// Containing a match of this expression.
    Regex(JsRegex),
    /// Passing one of these tests.
    Any(Vec<FieldTest>),
    /// Not passing this test.
    Not(Box<FieldTest>),
    /// Passing all of these tests.
    All(Vec<FieldTest>),
    /// A number greater than this.
    Above(Template),
    /// A number less than this.
    Below(Template),
    /// A number not less than this.
    AtLeast(Template),
    /// A number not greater than this.
    AtMost(Template),
    /// `true`: present and not empty; `false`: absent or empty.
    Exists(bool),
    /// A message of this kind.
    Kind(Kind),
}

/// The result of matching a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PatternResult {
    /// The pattern matches.
    Yes,
    /// The pattern does not match.
    No,
    /// The time limit was reached; the pattern is not tried again.
    TooSlow,
}

impl From<bool> for PatternResult {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

impl Pattern {
    /// Returns whether the pattern matches the message, and stores its captures.
    pub(crate) fn test(&self, info: &mut Info) -> PatternResult {
        match self {
            Self::Always => PatternResult::Yes,
            Self::Never => PatternResult::No,
            Self::Text(pattern) => pattern.test(info),
            Self::Fields(tests) => {
                for (field, test) in tests {
                    let value = if field == "kind" { None } else { info.value(field) };
                    let matched = test.test(value.as_deref(), info);
                    if matched != PatternResult::Yes {
                        return matched;
                    }
                }
                PatternResult::Yes
            }
            Self::Any(patterns) => {
                let mut slow = false;
                for pattern in patterns {
                    match pattern.test(info) {
                        PatternResult::Yes => return PatternResult::Yes,
                        PatternResult::TooSlow => slow = true,
                        PatternResult::No => {}
                    }
                }
                if slow { PatternResult::TooSlow } else { PatternResult::No }
            }
        }
    }
}

impl TextPattern {
    fn test(&self, info: &mut Info) -> PatternResult {
        let Some(text) = &info.text else { return PatternResult::No };
        match self {
            Self::Exact(exact) => (text == exact).into(),
            Self::Regex(regex) => match regex.literal() {
                Some(literal) if text.contains(literal) => {
                    info.set_group(0, literal.to_owned());
                    PatternResult::Yes
                }
                Some(_) => PatternResult::No,
                None => {
                    let (result, took) = timed_match(regex, text, info.backtrack_time_left);
                    store_captures(result, took, info)
                }
            },
        }
    }
}

/// Matches an expression, and returns the time it took if it backtracks.
fn timed_match(regex: &JsRegex, text: &str, time_left: Duration) -> (MatchResult, Duration) {
    if regex.is_exact() {
        return (regex.captures(text, time_left), Duration::ZERO);
    }
    if time_left.is_zero() {
        return (MatchResult::TooSlow, Duration::ZERO);
    }
    let began = Instant::now();
    let result = regex.captures(text, time_left);
    (result, began.elapsed())
}

fn store_captures(result: MatchResult, took: Duration, info: &mut Info) -> PatternResult {
    info.backtrack_time_left = info.backtrack_time_left.saturating_sub(took);
    match result {
        MatchResult::NoMatch => PatternResult::No,
        MatchResult::TooSlow => PatternResult::TooSlow,
        MatchResult::Match(captures) => {
            info.capture(captures.groups, captures.named);
            PatternResult::Yes
        }
    }
}

impl FieldTest {
    pub(super) fn test(&self, value: Option<&str>, info: &mut Info) -> PatternResult {
        match self {
            Self::Equals(wanted) => {
                let wanted = wanted.fill(|name| info.value(name));
                let same = |value: &str| {
                    value == wanted
                        || matches!((number(value), number(&wanted)), (Some(a), Some(b)) if a.total_cmp(&b).is_eq())
                };
                value.is_some_and(same).into()
            }
            Self::Regex(regex) => value.map_or(PatternResult::No, |value| {
                let (result, took) = timed_match(regex, value, info.backtrack_time_left);
                store_captures(result, took, info)
            }),
            Self::Any(tests) => tests.iter().any(|test| test.test(value, info) == PatternResult::Yes).into(),
            Self::All(tests) => tests.iter().all(|test| test.test(value, info) == PatternResult::Yes).into(),
            Self::Not(test) => (test.test(value, info) == PatternResult::No).into(),
            Self::Above(limit) => compare(value, limit, info, |value, limit| value > limit),
            Self::Below(limit) => compare(value, limit, info, |value, limit| value < limit),
            Self::AtLeast(limit) => compare(value, limit, info, |value, limit| value >= limit),
            Self::AtMost(limit) => compare(value, limit, info, |value, limit| value <= limit),
            Self::Exists(wanted) => (value.is_some_and(|value| !value.is_empty()) == *wanted).into(),
            Self::Kind(kind) => is_kind(kind, info).into(),
        }
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

fn compare(value: Option<&str>, limit: &Template, info: &Info, holds: fn(f64, f64) -> bool) -> PatternResult {
    let limit = number(&limit.fill(|name| info.value(name)));
    let value = value.and_then(number);
    matches!((value, limit), (Some(value), Some(limit)) if holds(value, limit)).into()
}

fn is_kind(kind: &Kind, info: &Info) -> bool {
    match kind.shape {
        Shape::Message(msg_type) => info.element("MsgType") == msg_type,
        Shape::Event(event) => {
            info.element("MsgType") == "event" && info.element("Event").eq_ignore_ascii_case(event)
        }
        Shape::Info(_) => kind.fields.iter().any(|field| {
            let Preset::Text(wanted) = field.default else { return false };
            field.name == "InfoType" && info.element("InfoType") == wanted
        }),
        Shape::Pay(_) | Shape::PayV2(_) | Shape::Intracity(_) | Shape::Bot(_) => false,
    }
}

impl Reader {
    /// Reads a pattern; a missing one matches all messages.
    pub(super) fn pattern(&mut self, node: &Node) -> Pattern {
        match &node.tree {
            Tree::Null | Tree::Bool(true) => Pattern::Always,
            Tree::Bool(false) => Pattern::Never,
            Tree::Text(text) | Tree::Number(text) => self.text_pattern(node, text),
            Tree::List(items) => Pattern::Any(items.iter().map(|item| self.pattern(item)).collect()),
            Tree::Object(_) => {
                let mut tests = Vec::new();
                for member in merged(node) {
                    self.fields("", member, &mut tests);
                }
                Pattern::Fields(tests)
            }
        }
    }

    /// Reads a pattern for texts: `=a` equals `a`, `/…/i` is a regular expression, and so is any other text, without
    /// anchors.
    pub(super) fn text_pattern(&mut self, node: &Node, text: &str) -> Pattern {
        if text.is_empty() {
            return Pattern::Always;
        }
        if let Some((_, regex)) = SHORTHANDS.iter().find(|(word, _)| *word == text) {
            return self.regex(node, regex, "i", None).map_or(Pattern::Never, Pattern::Text);
        }
        if let Some((source, flags)) = delimited(text) {
            return self.regex(node, source, flags, None).map_or(Pattern::Never, Pattern::Text);
        }
        if let Some((source, flags)) = with_unknown_flags(text) {
            return self.regex(node, source, flags, Some(text)).map_or(Pattern::Never, Pattern::Text);
        }
        if let Some(exact) = text.strip_prefix('=') {
            return Pattern::Text(TextPattern::Exact(exact.to_owned()));
        }
        self.regex(node, text, "", Some(text)).map_or(Pattern::Never, Pattern::Text)
    }

    fn regex(&mut self, node: &Node, source: &str, flags: &str, exact: Option<&str>) -> Option<TextPattern> {
        self.js_regex(node, source, flags, exact).map(TextPattern::Regex)
    }

    /// Reads a regular expression; `exact` is the text to match exactly if it may be meant so.
    fn js_regex(&mut self, node: &Node, source: &str, flags: &str, exact: Option<&str>) -> Option<JsRegex> {
        let reason = match JsRegex::new(source, flags) {
            Ok(regex) => return Some(regex),
            Err(PatternError::Syntax { reason }) => reason,
            Err(error) => error.to_string(),
        };
        let pattern = exact.map_or_else(|| format!("/{source}/{flags}"), str::to_owned);
        self.report(node, ProblemKind::InvalidRegex { pattern, reason, exact: exact.map(str::to_owned) });
        None
    }

    /// Reads the tests of a field, or of the fields within it: `param: {event: subscribe}`.
    fn fields(&mut self, path: &str, member: &Member, tests: &mut Vec<(String, FieldTest)>) {
        let name = if path.is_empty() { member.key.clone() } else { format!("{path}.{}", member.key) };
        if path.is_empty()
            && let Some(meant) = probable_field(&name)
        {
            let kind = ProblemKind::UnknownKey { key: name, closest: vec![meant.to_owned()], known: &[] };
            self.report_at((member.line, member.column), kind);
            return;
        }
        let within = merged(&member.value);
        if path.is_empty() && LEAF_FIELDS.contains(&name.as_str()) {
            // Such a field has no fields within it, so each key must be a comparison.
            for test in &within {
                self.check_key(test, &COMPARISON_KEYS);
            }
        } else if !within.is_empty()
            && !within.iter().all(|test| COMPARISON_KEYS.contains(&test.key.as_str()))
        {
            // node-webot keeps the fields of an event in `param`.
            let path = if name == "param" { "" } else { &name };
            for member in within {
                self.fields(path, member, tests);
            }
            return;
        }
        if let Some(test) = self.test(&name, &member.value) {
            tests.push((name, test));
        }
    }

    fn test(&mut self, field: &str, node: &Node) -> Option<FieldTest> {
        match &node.tree {
            Tree::Null => Some(FieldTest::Exists(false)),
            Tree::Bool(_) | Tree::Text(_) | Tree::Number(_) => {
                let text = node.text()?;
                if field == "kind" {
                    return self.kind(node, &text).map(FieldTest::Kind);
                }
                if let Some((source, flags)) = delimited(&text) {
                    return self.js_regex(node, source, flags, None).map(FieldTest::Regex);
                }
                if let Some((source, flags)) = with_unknown_flags(&text) {
                    return self.js_regex(node, source, flags, Some(&text)).map(FieldTest::Regex);
                }
                let exact = text.strip_prefix('=').filter(|exact| !exact.is_empty()).unwrap_or(&text);
                Some(FieldTest::Equals(Template::parse(exact)))
            }
            Tree::List(items) => {
                Some(FieldTest::Any(items.iter().filter_map(|item| self.test(field, item)).collect()))
            }
            Tree::Object(_) => {
                let tests = merged(node).into_iter().filter_map(|member| self.comparison(field, member));
                Some(FieldTest::All(tests.collect()))
            }
        }
    }

    fn comparison(&mut self, field: &str, member: &Member) -> Option<FieldTest> {
        let node = &member.value;
        let limit = |reader: &mut Self| {
            let text = reader.text(&member.key, node)?;
            if number(&text).is_none() && !text.contains('{') {
                reader.wrong_type(&member.key, node, ExpectedType::Number);
                return None;
            }
            Some(Template::parse(&text))
        };
        match member.key.as_str() {
            "above" => limit(self).map(FieldTest::Above),
            "below" => limit(self).map(FieldTest::Below),
            "atLeast" => limit(self).map(FieldTest::AtLeast),
            "atMost" => limit(self).map(FieldTest::AtMost),
            "not" => self.test(field, node).map(|test| FieldTest::Not(Box::new(test))),
            _ => {
                if let Some(wanted) = flag(node) {
                    Some(FieldTest::Exists(wanted))
                } else {
                    self.wrong_type(&member.key, node, ExpectedType::Bool);
                    None
                }
            }
        }
    }

    fn kind(&mut self, node: &Node, word: &str) -> Option<Kind> {
        let kind = catalogue::kind(word).or_else(|| catalogue::event(word));
        let kind = kind.filter(|kind| !matches!(kind.shape, Shape::Pay(_)));
        if kind.is_none() {
            // `event` is what node-webot calls a type; all kinds of events are meant.
            let kind = if matches!(word.to_ascii_lowercase().as_str(), "event" | "events") {
                ProblemKind::KindIsType("event")
            } else {
                ProblemKind::UnknownMessageKind { kind: word.to_owned(), closest: catalogue::alike(word) }
            };
            self.report(node, kind);
        }
        kind
    }
}

/// The fields that most messages have and that contain no other fields.
const LEAF_FIELDS: [&str; 12] =
    ["kind", "type", "text", "event", "eventKey", "user", "uid", "sp", "id", "lat", "lng", "rewaitCount"];

/// Returns the field of [`LEAF_FIELDS`] that a misspelt name probably means.
fn probable_field(name: &str) -> Option<&'static str> {
    let is_known = LEAF_FIELDS.contains(&name) || name.chars().next().is_some_and(char::is_uppercase);
    let long = LEAF_FIELDS.into_iter().filter(|leaf| !is_known && leaf.len() > 3);
    within_edits(name, long, |leaf| leaf.len() / 4)
}

/// The keys that compare a field instead of naming a field within it.
const COMPARISON_KEYS: [&str; 6] = ["above", "below", "atLeast", "atMost", "not", "exists"];

/// Returns the source and the flags of `/…/flags`.
pub(super) fn delimited(text: &str) -> Option<(&str, &str)> {
    let (source, flags) = text.strip_prefix('/')?.rsplit_once('/')?;
    let known = |(at, flag): (usize, char)| "dgimsuvy".contains(flag) && !flags[..at].contains(flag);
    (!source.is_empty() && flags.char_indices().all(known)).then_some((source, flags))
}

/// Returns the source and the flags of `/…/flags` if one of the flags is unknown or repeated. Longer words are those of
/// a path such as `/api/users`.
fn with_unknown_flags(text: &str) -> Option<(&str, &str)> {
    let (source, flags) = text.strip_prefix('/')?.rsplit_once('/')?;
    let is_flag = |byte: u8| b"dgimsuvy".contains(&byte.to_ascii_lowercase());
    let are_flags = flags.bytes().all(|byte| byte.is_ascii_alphabetic())
        && ((1..=3).contains(&flags.len()) || (!flags.is_empty() && flags.bytes().all(is_flag)));
    (!source.is_empty() && are_flags).then_some((source, flags))
}
