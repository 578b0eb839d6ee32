//! A message as rules see it: under the names that node-webot gave to its fields (wechat-mp, `lib/xml.js`).

use std::time::Duration;

use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::macros::format_description;

use super::reply::Reply;
use super::session::Session;
use crate::message::{Document, Element, json};

/// Elements that stand beside `param`, and what they are called there.
const TOP: [(&str, &str); 6] = [
    ("FromUserName", "uid"),
    ("ToUserName", "sp"),
    ("CreateTime", "createTime"),
    ("MsgId", "id"),
    ("MsgType", "type"),
    ("Content", "text"),
];
/// Elements with a name of their own within `param`; the others begin with a small letter.
const PARAM: [(&str, &str); 4] =
    [("Location_X", "lat"), ("Location_Y", "lng"), ("Latitude", "lat"), ("Longitude", "lng")];

/// What many messages have and others have not: there it is empty, not an unknown name.
const USUAL: [&str; 9] =
    ["id", "event", "eventKey", "lat", "lng", "label", "picUrl", "mediaId", "recognition"];
/// How long all patterns of a message together may go back and forth; hardly any ever does.
const PATIENCE: Duration = Duration::from_millis(250);

/// A message, with what the rules have made of it so far.
#[derive(Debug, Clone)]
pub struct Info {
    /// The message itself.
    pub document: Document,
    /// What the user typed or said; none where the message has no text.
    pub text: Option<String>,
    /// What patterns have captured: the whole match, then each group.
    pub groups: Vec<String>,
    /// What they have captured by name, and what rules have given to others.
    pub named: Vec<(String, String)>,
    /// What is remembered of this user.
    pub session: Session,
    /// How often the rule that is waited on has been waited on again.
    pub rewait_count: u64,
    /// How often it still may be; for rules with a limit.
    pub rewait_left: Option<u64>,
    /// How long patterns that go back and forth may still take.
    pub patience: Duration,
    /// What has been answered, for the rules after the reply.
    pub reply: Option<Reply<String>>,
}

impl Info {
    /// Of a message; spaces around its text are dropped unless they are to be kept.
    pub fn new(document: Document, keep_blank: bool) -> Self {
        let said = document.get("Content").filter(|_| document.get("MsgType") != Some("event"));
        let heard = document.get("Recognition").filter(|heard| !heard.is_empty());
        let text = said.or(heard).map(|text| if keep_blank { text } else { text.trim() }.to_owned());
        Self {
            document,
            text,
            groups: Vec::new(),
            named: Vec::new(),
            session: Session::new(),
            rewait_count: 0,
            rewait_left: None,
            patience: PATIENCE,
            reply: None,
        }
    }

    /// An element of the message, empty where there is none.
    pub fn element(&self, name: &str) -> &str {
        self.document.get(name).unwrap_or_default()
    }

    /// Under what this user's session is kept: `wx.<sp>.<uid>`.
    pub fn session_id(&self) -> String {
        ["wx.", self.element("ToUserName"), ".", self.element("FromUserName")].concat()
    }

    /// Remembers the captures of a match, in place of earlier ones of the same numbers and names, as node-webot does.
    pub fn capture(&mut self, groups: Vec<Option<String>>, named: Vec<(String, Option<String>)>) {
        for (number, group) in groups.into_iter().enumerate() {
            self.set_group(number, group.unwrap_or_default());
        }
        for (name, group) in named {
            self.set_named(&name, group.unwrap_or_default());
        }
    }

    /// Gives a capture another value.
    pub fn set_param(&mut self, name: &str, value: String) {
        match name.parse() {
            Ok(number @ 0..=99) => self.set_group(number, value),
            _ => self.set_named(name, value),
        }
    }

    fn set_group(&mut self, number: usize, value: String) {
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

    /// All captures, by number and by name.
    pub fn captures(&self) -> impl Iterator<Item = (String, &str)> {
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

    /// What `{name}` stands for: a capture, a field, by its name here or in WeChat's documents, or what the session
    /// has under it.
    pub fn value(&self, name: &str) -> Option<String> {
        if let Some(value) = self.captured(name) {
            return Some(value);
        }
        match name {
            "text" => return Some(self.text.clone().unwrap_or_default()),
            "user" => return self.value("uid"),
            "rewaitCount" | "rewait_count" => return Some(self.rewait_count.to_string()),
            "rewaitLeft" => return self.rewait_left.map(|left| left.to_string()),
            "reply" => return self.reply.as_ref().map(|reply| reply.gist().to_owned()),
            "reply.type" => return self.reply.as_ref()?.kind().map(str::to_owned),
            _ => {}
        }
        match name.split_once('.') {
            Some(("session", name)) => Some(self.session.get(name).map(scalar).unwrap_or_default()),
            Some(("param", name)) => self.captured(name).or_else(|| of_path(&self.document.0, name, false)),
            Some(("raw", name)) => of_path(&self.document.0, name, true),
            _ => of_path(&self.document.0, name, false)
                .or_else(|| of_path(&self.document.0, name, true))
                .or_else(|| USUAL.contains(&name).then(String::new)),
        }
    }

    /// What a program is given: the message in node-webot's shape.
    pub fn to_json(&self) -> Value {
        let mut info = Map::new();
        let mut param = Map::new();
        for element in &self.document.0 {
            let value = json::to_json(std::slice::from_ref(element));
            let value = value.get(&*element.name).map(text_of).unwrap_or_default();
            match name_of(&element.name) {
                Name::Top("createTime") => {
                    let time = element.value().and_then(date).map_or(value, Value::from);
                    info.insert("createTime".to_owned(), time);
                }
                Name::Top(name) => {
                    info.insert(name.to_owned(), value);
                }
                Name::Param(name) => {
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
            info.insert("reply".to_owned(), json!({ "type": reply.kind(), "content": reply.gist() }));
        }
        info.insert("raw".to_owned(), text_of(&json::to_json(&self.document.0)));
        Value::Object(info)
    }
}

/// Where an element stands.
enum Name {
    Top(&'static str),
    Param(String),
}

fn name_of(element: &str) -> Name {
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(name, _)| *name == element).map(|(_, readable)| *readable)
    };
    match named(&TOP) {
        Some(name) => Name::Top(name),
        None => Name::Param(named(&PARAM).map_or_else(|| small(element), str::to_owned)),
    }
}

/// With its first letter small.
fn small(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// The text at a path such as `scanCodeInfo.ScanResult`, by the names here or by WeChat's own.
fn of_path(elements: &[Element], path: &str, raw: bool) -> Option<String> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let is_it = |element: &&Element| {
        if raw {
            return element.name == first;
        }
        match name_of(&element.name) {
            Name::Top(name) => name == first,
            Name::Param(name) => name == first,
        }
    };
    let element = elements.iter().find(is_it)?;
    match rest {
        None => element.value().map(str::to_owned),
        Some(rest) => {
            of_path(element.elements(), rest, true).or_else(|| of_path(element.elements(), rest, false))
        }
    }
}

/// A value as text: that of a session, or of a message's leaf.
pub(super) fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Everything as text, as it is in XML.
fn text_of(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        Value::Array(items) => items.iter().map(text_of).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), text_of(value))).collect::<Map<_, _>>().into()
        }
        other => other.clone(),
    }
}

/// A time as JavaScript writes it into JSON.
fn date(seconds: &str) -> Option<String> {
    let seconds: i64 = seconds.trim().parse().ok()?;
    let seconds = if seconds > 99_999_999_999 { seconds / 1000 } else { seconds };
    let form = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].000Z");
    OffsetDateTime::from_unix_timestamp(seconds).ok()?.format(&form).ok()
}
