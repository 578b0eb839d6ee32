//! A message as rules see it, with the field names of node-webot (wechat-mp, `lib/xml.js`).

use std::time::Duration;

use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::macros::format_description;

use super::arrival::Arrival;
use super::reply::Reply;
use super::session::Session;
use crate::message::{Document, Element, json};

/// Elements outside `param`, with their names in node-webot.
const TOP_LEVEL_NAMES: [(&str, &str); 6] = [
    ("FromUserName", "uid"),
    ("ToUserName", "sp"),
    ("CreateTime", "createTime"),
    ("MsgId", "id"),
    ("MsgType", "type"),
    ("Content", "text"),
];
/// Elements inside `param` with a name of their own; the names of the others start with a lower-case letter.
const PARAM_NAMES: [(&str, &str); 4] =
    [("Location_X", "lat"), ("Location_Y", "lng"), ("Latitude", "lat"), ("Longitude", "lng")];

/// Fields that many messages have; in the others they are empty instead of unknown.
pub(super) const OPTIONAL_FIELDS: [&str; 9] =
    ["id", "event", "eventKey", "lat", "lng", "label", "picUrl", "mediaId", "recognition"];
/// The maximum time for all backtracking patterns of a message together; few messages need any.
const BACKTRACK_TIME_LIMIT: Duration = Duration::from_millis(250);

/// A message, together with the state of the rules that handle it.
#[derive(Debug, Clone)]
pub(crate) struct Info {
    /// The message itself.
    pub document: Document,
    /// The text that the user typed or spoke; `None` if the message has no text.
    pub text: Option<String>,
    /// The captures of patterns by number: the whole match, then each group.
    pub groups: Vec<String>,
    /// The captures of patterns by name, and the `param` values that rules pass to other rules.
    pub named: Vec<(String, String)>,
    /// The session of this user.
    pub session: Session,
    /// The number of times that the rule being waited on has been waited on again.
    pub rewait_count: u64,
    /// The number of times that it may still be waited on again, for a rule with a limit.
    pub rewait_left: Option<u64>,
    /// The time left for backtracking patterns.
    pub backtrack_time_left: Duration,
    /// The reply so far, for the rules that run after it.
    pub reply: Option<Reply<String>>,
    /// The last error, for the replies to codes and the rules that run after the reply.
    pub error: Option<RuleError>,
    /// The time of arrival.
    pub arrival: Arrival,
}

/// An error of a rule, or a code that is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleError {
    /// The code whose reply is given, such as 404 or 500.
    pub code: String,
    /// The reason; empty if a rule chose the code, or if no rule answers.
    pub text: String,
    /// The rule that failed or chose the code.
    pub rule: Option<String>,
}

impl Info {
    /// Returns the info of a message. Trims the text unless `keep_blank` is set.
    pub(crate) fn new(document: Document, keep_blank: bool, arrival: Arrival) -> Self {
        let typed = document.get("Content").filter(|_| document.get("MsgType") != Some("event"));
        let recognized = document.get("Recognition").filter(|recognized| !recognized.is_empty());
        let text = typed.or(recognized).map(|text| if keep_blank { text } else { text.trim() }.to_owned());
        Self {
            document,
            text,
            groups: Vec::new(),
            named: Vec::new(),
            session: Session::new(),
            rewait_count: 0,
            rewait_left: None,
            backtrack_time_left: BACKTRACK_TIME_LIMIT,
            reply: None,
            error: None,
            arrival,
        }
    }

    /// Returns the text of an element; empty if the message has no such element.
    pub(crate) fn element(&self, name: &str) -> &str {
        self.document.get(name).unwrap_or_default()
    }

    /// Returns the id of this user's session: `wx.<sp>.<uid>`.
    pub(crate) fn session_id(&self) -> String {
        ["wx.", self.element("ToUserName"), ".", self.element("FromUserName")].concat()
    }

    /// Stores the captures of a match. Earlier captures with other numbers and names stay, as in node-webot.
    pub(crate) fn capture(&mut self, groups: Vec<Option<String>>, named: Vec<(String, Option<String>)>) {
        for (number, group) in groups.into_iter().enumerate() {
            self.set_group(number, group.unwrap_or_default());
        }
        for (name, group) in named {
            self.set_named(&name, group.unwrap_or_default());
        }
    }

    /// Sets the value of a capture.
    pub(crate) fn set_param(&mut self, name: &str, value: String) {
        match name.parse() {
            Ok(number @ 0..=99) => self.set_group(number, value),
            _ => self.set_named(name, value),
        }
    }

    /// Sets a capture by its number.
    pub(super) fn set_group(&mut self, number: usize, value: String) {
        if self.groups.len() <= number {
            self.groups.resize(number + 1, String::new());
        }
        if let Some(group) = self.groups.get_mut(number) {
            *group = value;
        }
    }

    fn set_named(&mut self, name: &str, value: String) {
        match self.named.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => self.named.push((name.to_owned(), value)),
        }
    }

    /// Returns all captures, by number and by name.
    pub(crate) fn captures(&self) -> impl Iterator<Item = (String, &str)> {
        let groups =
            self.groups.iter().enumerate().map(|(number, group)| (number.to_string(), group.as_str()));
        groups.chain(self.named.iter().map(|(name, value)| (name.clone(), value.as_str())))
    }

    fn captured(&self, name: &str) -> Option<String> {
        if let Ok(number) = name.parse::<usize>() {
            return self.groups.get(number).cloned();
        }
        self.named.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    /// Returns the value of `{name}`: a capture, a field by its name in node-webot or in WeChat's documents, or a field
    /// of the session.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        if let Some(value) = self.captured(name) {
            return Some(value);
        }
        match name {
            "text" => return Some(self.text.clone().unwrap_or_default()),
            "user" => return self.value("uid"),
            "rewaitCount" | "rewait_count" => return Some(self.rewait_count.to_string()),
            "rewaitLeft" => return self.rewait_left.map(|left| left.to_string()),
            "reply" => return self.reply.as_ref().map(|reply| reply.summary().to_owned()),
            "reply.type" => return self.reply.as_ref()?.kind().map(str::to_owned),
            _ => {}
        }
        match name.split_once('.') {
            Some(("session", name)) => Some(self.session_value(name).map(scalar_text).unwrap_or_default()),
            Some(("param", name)) => self.captured(name).or_else(|| text_at(&self.document.0, name, false)),
            Some(("raw", name)) => text_at(&self.document.0, name, true),
            Some(("err", name)) => self.error_field(name),
            None if name == "err" => Some(self.error_text().to_owned()),
            _ => text_at(&self.document.0, name, false)
                .or_else(|| text_at(&self.document.0, name, true))
                .or_else(|| self.arrival.field(name))
                .or_else(|| OPTIONAL_FIELDS.contains(&name).then(String::new)),
        }
    }

    /// Returns the text of the last error, else its code; empty if there is none.
    fn error_text(&self) -> &str {
        self.error.as_ref().map_or("", |error| if error.text.is_empty() { &error.code } else { &error.text })
    }

    fn error_field(&self, name: &str) -> Option<String> {
        let of_error = |field: fn(&RuleError) -> &str| self.error.as_ref().map_or("", field).to_owned();
        Some(match name {
            "code" => of_error(|error| &error.code),
            "text" => of_error(|error| &error.text),
            "rule" => of_error(|error| error.rule.as_deref().unwrap_or_default()),
            _ => return None,
        })
    }

    /// Returns the value of a session field; `a.b` is the field `a.b`, else `b` within `a`.
    fn session_value(&self, name: &str) -> Option<&Value> {
        if let Some(value) = self.session.get(name) {
            return Some(value);
        }
        let mut names = name.split('.');
        let first = self.session.get(names.next()?)?;
        names.try_fold(first, |value, name| match value {
            Value::Array(items) => items.get(name.parse::<usize>().ok()?),
            value => value.get(name),
        })
    }

    /// Returns the message in the JSON format of node-webot, as programs and web services receive it.
    pub(crate) fn to_json(&self) -> Value {
        let mut info = Map::new();
        let mut param = Map::new();
        for element in &self.document.0 {
            let value = json::to_json(std::slice::from_ref(element));
            let value = value.get(&*element.name).map(all_as_text).unwrap_or_default();
            match info_field(&element.name) {
                InfoField::Top("createTime") => {
                    let time = element.value().and_then(iso_time).map_or(value, Value::from);
                    info.insert("createTime".to_owned(), time);
                }
                InfoField::Top(name) => {
                    info.insert(name.to_owned(), value);
                }
                InfoField::Param(name) => {
                    param.insert(name, value);
                }
            }
        }
        if let Some(text) = &self.text {
            info.insert("text".to_owned(), json!(text));
        }
        for (name, value) in self.captures() {
            param.insert(name, json!(value));
        }
        info.insert("param".to_owned(), Value::Object(param));
        info.insert("session".to_owned(), Value::Object(self.session.clone()));
        info.insert("rewaitCount".to_owned(), json!(self.rewait_count));
        if let Some(reply) = &self.reply {
            info.insert("reply".to_owned(), json!({ "type": reply.kind(), "content": reply.summary() }));
        }
        if let Some(RuleError { code, text, rule }) = &self.error {
            info.insert("err".to_owned(), json!({ "code": code, "text": text, "rule": rule }));
        }
        info.insert("raw".to_owned(), all_as_text(&json::to_json(&self.document.0)));
        Value::Object(info)
    }
}

/// The position of an element in the JSON.
enum InfoField {
    Top(&'static str),
    Param(String),
}

fn info_field(element: &str) -> InfoField {
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(name, _)| *name == element).map(|(_, readable)| *readable)
    };
    match named(&TOP_LEVEL_NAMES) {
        Some(name) => InfoField::Top(name),
        None => InfoField::Param(named(&PARAM_NAMES).map_or_else(|| lower_first(element), str::to_owned)),
    }
}

/// Returns the name that rules have for an element.
pub(super) fn field_name(element: &str) -> String {
    match info_field(element) {
        InfoField::Top(name) => name.to_owned(),
        InfoField::Param(name) => name,
    }
}

/// Returns the name with its first letter in lower case.
fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// Returns the text at a path such as `scanCodeInfo.ScanResult`; `raw` selects WeChat's own names.
fn text_at(elements: &[Element], path: &str, raw: bool) -> Option<String> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let is_it = |element: &&Element| {
        if raw {
            return element.name == first;
        }
        match info_field(&element.name) {
            InfoField::Top(name) => name == first,
            InfoField::Param(name) => name == first,
        }
    };
    let element = elements.iter().find(is_it)?;
    match rest {
        None => element.value().map(str::to_owned),
        Some(rest) => {
            text_at(element.elements(), rest, true).or_else(|| text_at(element.elements(), rest, false))
        }
    }
}

/// Returns a scalar, of a session or of a message, as text.
pub(super) fn scalar_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Returns the value with all numbers as text, as in XML.
fn all_as_text(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        Value::Array(items) => items.iter().map(all_as_text).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), all_as_text(value)))
            .collect::<Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

/// Returns a time in the format of JavaScript's `JSON.stringify`.
fn iso_time(seconds: &str) -> Option<String> {
    let seconds: i64 = seconds.trim().parse().ok()?;
    let seconds = if seconds > 99_999_999_999 { seconds / 1000 } else { seconds };
    let form = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].000Z");
    OffsetDateTime::from_unix_timestamp(seconds).ok()?.format(&form).ok()
}
