//! Which messages a rule is for.

use std::time::{Duration, Instant};

use super::problem::{Wanted, What};
use super::value::{Reader, flag, merged};
use crate::bot::info::Info;
use crate::bot::template::Template;
use crate::closest::within_edits;
use crate::js_regex::{JsRegex, MatchResult, PatternError};
use crate::message::{Kind, Preset, Shape, catalogue};
use crate::source::{Member, Node, Tree};

/// Words that stand for a pattern (node-webot, `Rule.shorthands`): yes and no, as Chinese users say them.
const SHORTHANDS: [(&str, &str); 2] = [
    ("Y", r"^(是|yes|yep|yeah|Y|阔以|可以|要得|好|需?要|OK|恩|嗯|找|搜|搞起)[啊的吧嘛诶啦唉哎\!\.。]*$"),
    ("N", r"^(不(是|需?要|必|用|需|行|可以)?了?|no?|nope|不好|否|算了)[啊的吧嘛诶啦唉哎\!\.。]*$"),
];

/// Which messages a rule is for.
#[derive(Debug, Clone, Default)]
pub enum Pattern {
    /// All.
    #[default]
    Always,
    /// None.
    Never,
    /// Those with such a text.
    Text(TextPattern),
    /// Those whose fields pass all of these.
    Fields(Vec<(String, Test)>),
    /// Those that one of these is for.
    Any(Vec<Pattern>),
}

/// What a text must be.
#[derive(Debug, Clone)]
pub enum TextPattern {
    /// Exactly this.
    Exact(String),
    /// Something in which this matches.
    Regex(JsRegex),
}

/// What a field must be.
#[derive(Debug, Clone)]
pub enum Test {
    /// This, letter by letter or as a number.
    Equals(Template),
    /// Something in which this matches.
    Regex(JsRegex),
    /// What one of these says.
    Any(Vec<Test>),
    /// What this does not say.
    Not(Box<Test>),
    /// All of these.
    All(Vec<Test>),
    /// A number above this.
    Above(Template),
    /// A number below this.
    Below(Template),
    /// A number of at least this.
    AtLeast(Template),
    /// A number of at most this.
    AtMost(Template),
    /// There, and not empty; or not there.
    Exists(bool),
    /// A message of this kind.
    Kind(Kind),
}

/// What came of trying a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matched {
    /// It matches.
    Yes,
    /// It does not.
    No,
    /// It took too long, and is not tried again.
    TooSlow,
}

impl From<bool> for Matched {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

impl Pattern {
    /// Whether a rule with this is for the message; what it captures is remembered.
    pub fn test(&self, info: &mut Info) -> Matched {
        match self {
            Self::Always => Matched::Yes,
            Self::Never => Matched::No,
            Self::Text(pattern) => pattern.test(info),
            Self::Fields(tests) => {
                for (field, test) in tests {
                    let value = if field == "kind" { None } else { info.value(field) };
                    let matched = test.test(value.as_deref(), info);
                    if matched != Matched::Yes {
                        return matched;
                    }
                }
                Matched::Yes
            }
            Self::Any(patterns) => {
                let mut slow = false;
                for pattern in patterns {
                    match pattern.test(info) {
                        Matched::Yes => return Matched::Yes,
                        Matched::TooSlow => slow = true,
                        Matched::No => {}
                    }
                }
                if slow { Matched::TooSlow } else { Matched::No }
            }
        }
    }
}

impl TextPattern {
    fn test(&self, info: &mut Info) -> Matched {
        let Some(text) = &info.text else { return Matched::No };
        match self {
            Self::Exact(exact) => (text == exact).into(),
            Self::Regex(regex) => {
                let (tried, took) = tried(regex, text, info.patience);
                captured(tried, took, info)
            }
        }
    }
}

/// Tries a pattern, and says how long one took that may take long.
fn tried(regex: &JsRegex, text: &str, patience: Duration) -> (MatchResult, Duration) {
    if regex.is_exact() {
        return (regex.captures(text, patience), Duration::ZERO);
    }
    if patience.is_zero() {
        return (MatchResult::TooSlow, Duration::ZERO);
    }
    let began = Instant::now();
    let tried = regex.captures(text, patience);
    (tried, began.elapsed())
}

fn captured(tried: MatchResult, took: Duration, info: &mut Info) -> Matched {
    info.patience = info.patience.saturating_sub(took);
    match tried {
        MatchResult::NoMatch => Matched::No,
        MatchResult::TooSlow => Matched::TooSlow,
        MatchResult::Match(captures) => {
            info.capture(captures.groups, captures.named);
            Matched::Yes
        }
    }
}

impl Test {
    fn test(&self, value: Option<&str>, info: &mut Info) -> Matched {
        match self {
            Self::Equals(wanted) => {
                let wanted = wanted.fill(|name| info.value(name));
                let same = |value: &str| {
                    value == wanted
                        || matches!((number(value), number(&wanted)), (Some(a), Some(b)) if a.total_cmp(&b).is_eq())
                };
                value.is_some_and(same).into()
            }
            Self::Regex(regex) => value.map_or(Matched::No, |value| {
                let (tried, took) = tried(regex, value, info.patience);
                captured(tried, took, info)
            }),
            Self::Any(tests) => {
                let yes = |test: &Test, info: &mut Info| test.test(value, info) == Matched::Yes;
                tests.iter().any(|test| yes(test, info)).into()
            }
            Self::All(tests) => {
                let yes = |test: &Test, info: &mut Info| test.test(value, info) == Matched::Yes;
                tests.iter().all(|test| yes(test, info)).into()
            }
            Self::Not(test) => (test.test(value, info) == Matched::No).into(),
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

fn compare(value: Option<&str>, limit: &Template, info: &Info, holds: fn(f64, f64) -> bool) -> Matched {
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
        Shape::Pay(_) => false,
    }
}

impl Reader {
    /// A pattern; nothing is for all messages.
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

    /// What a text must be: `=a` is exactly `a`, `/…/i` a regular expression, and so is anything else, somewhere in it.
    pub(super) fn text_pattern(&mut self, node: &Node, text: &str) -> Pattern {
        if text.is_empty() {
            return Pattern::Always;
        }
        if let Some((_, regex)) = SHORTHANDS.iter().find(|(word, _)| *word == text) {
            return self.regex(node, regex, "i", false).map_or(Pattern::Never, Pattern::Text);
        }
        if let Some((source, flags)) = delimited(text) {
            return self.regex(node, source, flags, false).map_or(Pattern::Never, Pattern::Text);
        }
        if let Some(exact) = text.strip_prefix('=') {
            return Pattern::Text(TextPattern::Exact(exact.to_owned()));
        }
        self.regex(node, text, "", true).map_or(Pattern::Never, Pattern::Text)
    }

    fn regex(&mut self, node: &Node, source: &str, flags: &str, loose: bool) -> Option<TextPattern> {
        self.js_regex(node, source, flags, loose).map(TextPattern::Regex)
    }

    fn js_regex(&mut self, node: &Node, source: &str, flags: &str, loose: bool) -> Option<JsRegex> {
        let reason = match JsRegex::new(source, flags) {
            Ok(regex) => return Some(regex),
            Err(PatternError::Syntax { reason }) => reason,
            Err(error) => error.to_string(),
        };
        let pattern = if loose { source.to_owned() } else { format!("/{source}/{flags}") };
        self.wrong(node, What::Regex { pattern, reason, loose });
        None
    }

    /// The tests of one field, or of the fields within it: `param: {event: subscribe}`.
    fn fields(&mut self, path: &str, member: &Member, tests: &mut Vec<(String, Test)>) {
        let name = if path.is_empty() { member.key.clone() } else { format!("{path}.{}", member.key) };
        if path.is_empty()
            && let Some(meant) = misspelt(&name)
        {
            let what = What::UnknownKey { key: name, closest: vec![meant.to_owned()] };
            self.wrong_at((member.line, member.column), what);
            return;
        }
        let within = merged(&member.value);
        if path.is_empty() && LEAVES.contains(&name.as_str()) {
            // It has nothing within, so what looks like a field there is a test.
            for test in &within {
                self.known(test, &COMPARISONS);
            }
        } else if !within.is_empty() && !within.iter().all(|test| COMPARISONS.contains(&test.key.as_str())) {
            // `param` is where the seeds keep the fields of an event.
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

    fn test(&mut self, field: &str, node: &Node) -> Option<Test> {
        match &node.tree {
            Tree::Null => Some(Test::Exists(false)),
            Tree::Bool(_) | Tree::Text(_) | Tree::Number(_) => {
                let text = node.text()?;
                if field == "kind" {
                    return self.kind(node, &text).map(Test::Kind);
                }
                if let Some((source, flags)) = delimited(&text) {
                    return self.js_regex(node, source, flags, false).map(Test::Regex);
                }
                let exact = text.strip_prefix('=').filter(|exact| !exact.is_empty()).unwrap_or(&text);
                Some(Test::Equals(Template::parse(exact)))
            }
            Tree::List(items) => {
                Some(Test::Any(items.iter().filter_map(|item| self.test(field, item)).collect()))
            }
            Tree::Object(_) => {
                let tests = merged(node).into_iter().filter_map(|member| self.comparison(field, member));
                Some(Test::All(tests.collect()))
            }
        }
    }

    fn comparison(&mut self, field: &str, member: &Member) -> Option<Test> {
        let node = &member.value;
        let limit = |reader: &mut Self| {
            let text = reader.text(&member.key, node)?;
            if number(&text).is_none() && !text.contains('{') {
                reader.shape(&member.key, node, Wanted::Number);
                return None;
            }
            Some(Template::parse(&text))
        };
        match member.key.as_str() {
            "above" => limit(self).map(Test::Above),
            "below" => limit(self).map(Test::Below),
            "atLeast" => limit(self).map(Test::AtLeast),
            "atMost" => limit(self).map(Test::AtMost),
            "not" => self.test(field, node).map(|test| Test::Not(Box::new(test))),
            _ => {
                if let Some(wanted) = flag(node) {
                    Some(Test::Exists(wanted))
                } else {
                    self.shape(&member.key, node, Wanted::Bool);
                    None
                }
            }
        }
    }

    fn kind(&mut self, node: &Node, word: &str) -> Option<Kind> {
        let kind = catalogue::kind(word).or_else(|| catalogue::event(word));
        let kind = kind.filter(|kind| !matches!(kind.shape, Shape::Pay(_)));
        if kind.is_none() {
            let what = What::UnknownKind { kind: word.to_owned(), closest: catalogue::alike(word) };
            self.wrong(node, what);
        }
        kind
    }
}

/// The fields of most messages, which hold nothing else.
const LEAVES: [&str; 12] =
    ["kind", "type", "text", "event", "eventKey", "user", "uid", "sp", "id", "lat", "lng", "rewaitCount"];

/// What a field was meant to be that is nearly one of those that most messages have.
fn misspelt(name: &str) -> Option<&'static str> {
    let is_known = LEAVES.contains(&name) || name.chars().next().is_some_and(char::is_uppercase);
    let long = LEAVES.into_iter().filter(|leaf| !is_known && leaf.len() > 3);
    within_edits(name, long, |leaf| leaf.len() / 4)
}

/// Tests of a field that are no field within it.
const COMPARISONS: [&str; 6] = ["above", "below", "atLeast", "atMost", "not", "exists"];

/// The inside and the flags of `/…/flags`.
pub(super) fn delimited(text: &str) -> Option<(&str, &str)> {
    let (source, flags) = text.strip_prefix('/')?.rsplit_once('/')?;
    let known = |(at, flag): (usize, char)| "dgimsuvy".contains(flag) && !flags[..at].contains(flag);
    (!source.is_empty() && flags.char_indices().all(known)).then_some((source, flags))
}
