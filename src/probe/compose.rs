//! Composition of a push from words.

use super::error::ComposeError;
use super::near::near_names;
use crate::closest::is_one_edit;
use crate::message::{
    Content, Document, Element, Kind, Parties, Path, Platform, Push, SAMPLE_ACCOUNT, SAMPLE_APPID,
    SAMPLE_CORPID, SAMPLE_OPENID, SAMPLE_USERID, catalogue, json, xml,
};
use crate::system::System;

/// The words for kinds that webot-cli had.
pub(crate) const LEGACY_WORDS: [&str; 3] = ["event", "scan", "reportloc"];

/// The scene of `scan` if none is given.
const DEFAULT_SCENE: &str = "101";

/// A composer of pushes from words, with the values that all pushes share.
pub(crate) struct Composer<'a> {
    /// The fields to set and their values.
    pub set: &'a [(String, String)],
    /// `true` if `set` may add fields that the kind does not have.
    pub add: bool,
    /// `FromUserName`.
    pub user: Option<&'a str>,
    /// `ToUserName`.
    pub account: Option<&'a str>,
    /// `true` if the user of `scan` already follows the account; `None` if not given.
    pub subscribed: Option<bool>,
    /// `CreateTime` in seconds since 1970; `None` is now.
    pub time: Option<u64>,
    /// The appid or corpid; empty if unknown.
    pub receiver: &'a str,
    /// Clock and randomness.
    pub system: System,
}

/// A push, and suggestions for its words.
#[derive(Debug)]
pub(crate) struct Composed {
    /// The push.
    pub push: Push,
    /// The words that may have been mistyped.
    pub suggestions: Vec<Suggestion>,
}

/// A word that may have been mistyped, and the similar name of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Suggestion {
    /// An event that is not in the table.
    UnknownEvent {
        /// The word.
        name: String,
        /// The similar name of a kind.
        closest: String,
    },
    /// A word that is sent as text although it is similar to the name of a kind.
    SentAsText {
        /// The word.
        word: String,
        /// The similar name of a kind.
        closest: &'static str,
    },
}

/// Returns whether the words are a `scan` without the information whether its user follows the account.
pub(crate) fn asks_subscribed(words: &[&str]) -> bool {
    matches!(words, ["scan"] | ["scan", _])
}

impl Composer<'_> {
    /// Returns the push of a given body, unchanged, or serialized again if `set` changes fields.
    pub(crate) fn body(&self, kind: &str, body: Vec<u8>) -> Result<Composed, ComposeError> {
        let document = if kind == "xml" {
            xml::read(&String::from_utf8_lossy(&body)).map(|read| read.document).ok()
        } else {
            let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&body);
            serde_json::from_slice(text).ok().and_then(|value| json::from_json(&value))
        };
        let mut push = Push::raw(kind, body, document.unwrap_or_default());
        if !self.set.is_empty() {
            push.raw = None;
            self.set_all(&mut push, self.add)?;
        }
        Ok(Composed { push, suggestions: Vec::new() })
    }

    /// Returns the push that these words describe: a kind with its values, or a text; `None` if they describe none.
    pub(crate) fn words(&self, words: &[&str]) -> Result<Option<Composed>, ComposeError> {
        let Some((&first, rest)) = words.split_first() else { return Ok(None) };
        if self.subscribed.is_some() && first != "scan" {
            return Err(ComposeError::SubscribedWithoutScan);
        }
        let mut suggestions = Vec::new();
        let push = match (first, catalogue::kind(first)) {
            ("event" | "e", _) => self.event(rest, &mut suggestions)?,
            ("scan", _) => self.scan(rest)?,
            ("reportloc", _) => self.known(event("LOCATION")?, rest)?,
            // A text without words is not a message.
            (_, Some(kind)) if kind.name == "text" && rest.is_empty() && !self.sets_content() => {
                return Ok(None);
            }
            (_, Some(kind)) => self.known(kind, rest)?,
            (_, None) => {
                if let Some(closest) = near_names(first) {
                    return Err(ComposeError::UnknownKind { word: first.to_owned(), closest });
                }
                suggestions.extend(misspelt_kind(first));
                let text = catalogue::kind("text").ok_or(ComposeError::NoKind("text"))?;
                self.known(text, &[&words.join(" ")])?
            }
        };
        let push = self.finish(push)?;
        Ok(Some(Composed { push, suggestions }))
    }

    fn sets_content(&self) -> bool {
        self.set.iter().any(|(path, _)| path == "Content")
    }

    fn event(&self, words: &[&str], suggestions: &mut Vec<Suggestion>) -> Result<Push, ComposeError> {
        let (&name, rest) = words.split_first().unwrap_or((&"subscribe", &[]));
        if let Some(kind) = catalogue::event(name) {
            return self.known(kind, rest);
        }
        let closest = catalogue::alike(name).into_iter().next();
        suggestions
            .extend(closest.map(|closest| Suggestion::UnknownEvent { name: name.to_owned(), closest }));
        let mut push = Push::unknown_event(name, &self.parties(Platform::Official)?);
        match rest {
            [] => {}
            [key] => set(&mut push.document, "EventKey", key, true)?,
            _ => {
                return Err(ComposeError::TooManyWords { kind: name.to_owned(), takes: vec!["EventKey"] });
            }
        }
        Ok(push)
    }

    /// Returns the push of `scan SCENE`: for a follower `SCAN` with the scene, for any other user `subscribe` with
    /// `qrscene_` before the scene.
    fn scan(&self, words: &[&str]) -> Result<Push, ComposeError> {
        let scene = words.first().copied().unwrap_or(DEFAULT_SCENE);
        let subscribed = match (self.subscribed, words.get(1)) {
            (Some(subscribed), _) => subscribed,
            (None, Some(word)) => {
                !["", "0", "false", "no", "n"].contains(&word.to_ascii_lowercase().as_str())
            }
            (None, None) => false,
        };
        if subscribed {
            self.known(event("SCAN")?, &[scene])
        } else {
            self.known(event("subscribe_qrscene")?, &[&format!("qrscene_{scene}")])
        }
    }

    /// Returns the push of a kind with values for its main fields; surplus words belong to the last field.
    fn known(&self, kind: Kind, values: &[&str]) -> Result<Push, ComposeError> {
        let mut push = Push::new(kind, &self.parties(kind.family.platform())?);
        let args: Vec<&'static str> = kind.args.iter().collect();
        let too_many = || ComposeError::TooManyWords { kind: kind.name.to_owned(), takes: args.clone() };
        let fields: &[&'static str] = match args.as_slice() {
            // webot-cli accepted a key for any event.
            [] if !kind.is_message() && values.len() == 1 => &["EventKey"],
            args => args,
        };
        for (position, field) in fields.iter().enumerate().take(values.len()) {
            let last = position + 1 == fields.len();
            let value = if last { values[position..].join(" ") } else { values[position].to_owned() };
            let holds_number = push.document.find(field).is_some_and(holds_number);
            if last && values.len() > fields.len() && holds_number {
                return Err(too_many());
            }
            if holds_number && !is_number(&value) {
                return Err(ComposeError::NotNumber { field, value });
            }
            set(&mut push.document, field, &value, true)?;
        }
        if fields.is_empty() && !values.is_empty() {
            return Err(too_many());
        }
        Ok(push)
    }

    fn finish(&self, mut push: Push) -> Result<Push, ComposeError> {
        let unknown = catalogue::event(&push.kind).is_none() && catalogue::kind(&push.kind).is_none();
        self.set_all(&mut push, self.add || unknown)?;
        // WeChat pushes control characters that users type; no program can hold a NUL.
        if xml::write(&push.document).contains('\0') {
            return Err(ComposeError::Control('\0'));
        }
        Ok(push)
    }

    fn set_all(&self, push: &mut Push, add: bool) -> Result<(), ComposeError> {
        for (path, value) in self.set {
            set(&mut push.document, path, value, add)?;
        }
        Ok(())
    }

    fn parties(&self, platform: Platform) -> Result<Parties, ComposeError> {
        let receiver = Some(self.receiver).filter(|receiver| !receiver.is_empty());
        let (to, from, account) = match platform {
            Platform::Official | Platform::Open | Platform::Pay | Platform::PayV2 | Platform::Intracity => {
                (SAMPLE_ACCOUNT, SAMPLE_OPENID, receiver.unwrap_or(SAMPLE_APPID))
            }
            Platform::Work => {
                (receiver.unwrap_or(SAMPLE_CORPID), SAMPLE_USERID, receiver.unwrap_or(SAMPLE_CORPID))
            }
        };
        Ok(Parties {
            to: self.account.unwrap_or(to).to_owned(),
            from: self.user.unwrap_or(from).to_owned(),
            account: account.to_owned(),
            time: self.time.unwrap_or_else(|| self.system.now()),
            msg_id: self.system.msg_id().map_err(ComposeError::Random)?,
        })
    }
}

fn event(name: &'static str) -> Result<Kind, ComposeError> {
    catalogue::event(name).ok_or(ComposeError::NoKind(name))
}

/// Returns a suggestion if the word is similar to the name of a kind.
fn misspelt_kind(word: &str) -> Option<Suggestion> {
    if word.len() <= 3 || !word.is_ascii() {
        return None;
    }
    let alike = |name: &&str| {
        let bare = name.split_once('.').map_or(*name, |(_, bare)| bare);
        bare == word
            || (name.len().abs_diff(word.len()) <= 1
                && (name.eq_ignore_ascii_case(word) || is_one_edit(name, word)))
    };
    let names = catalogue::names_about_as_long(word.len()).map(|(name, _)| name);
    let closest = names.chain(LEGACY_WORDS).find(alike)?;
    Some(Suggestion::SentAsText { word: word.to_owned(), closest })
}

fn is_number(value: &str) -> bool {
    value.parse::<f64>().is_ok_and(f64::is_finite)
}

fn holds_number(element: &Element) -> bool {
    matches!(element.content, Content::Number(_))
}

fn set(document: &mut Document, path: &str, value: &str, add: bool) -> Result<(), ComposeError> {
    Ok(document.set(&Path::parse(path)?, value, add)?)
}
