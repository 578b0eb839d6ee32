//! From the words of the command line to a push.

use std::io::Read;
use std::path::Path as FilePath;

use super::args::{LEGACY, MessageArgs};
use crate::context::Context;
use crate::error::{Error, Usage, Wanted};
use crate::message::{
    Credentials, Document, Kind, MAX_BODY, Parties, Path, Platform, Push, SAMPLE_ACCOUNT, SAMPLE_APPID,
    SAMPLE_CORPID, SAMPLE_OPENID, SAMPLE_USERID, catalogue, json, xml,
};
use crate::printer::confirm;
use crate::text;

/// Builds pushes from words.
pub(super) struct Composer<'a> {
    pub(super) args: &'a MessageArgs,
    /// `CreateTime` in seconds, in place of now.
    pub(super) time: Option<u64>,
    pub(super) credentials: &'a Credentials,
    pub(super) cx: &'a Context,
}

impl Composer<'_> {
    /// The push that the command line describes; `None` when it describes none.
    pub(super) fn compose(&self) -> Result<Option<Push>, Error> {
        if let Some(path) = &self.args.xml {
            let body = read_body(path, "--xml")?;
            let document = xml::read(&String::from_utf8_lossy(&body)).map(|read| read.document);
            return self.changed(Push::raw("xml", body, document.unwrap_or_default())).map(Some);
        }
        if let Some(path) = &self.args.json_body {
            let body = read_body(path, "--json-body")?;
            let value = serde_json::from_slice(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&body));
            let document = value.ok().and_then(|value| json::from_json(&value));
            return self.changed(Push::raw("json", body, document.unwrap_or_default())).map(Some);
        }
        let Some(kind) = &self.args.kind else { return Ok(None) };
        let words: Vec<&str> = std::iter::once(kind).chain(&self.args.args).map(String::as_str).collect();
        self.words(&words)
    }

    /// The push that these words describe: a kind and its values, or a text.
    pub(super) fn words(&self, words: &[&str]) -> Result<Option<Push>, Error> {
        let Some((&first, rest)) = words.split_first() else { return Ok(None) };
        if self.args.subscribed.is_some() && first != "scan" {
            return Err(Usage::SubscribedWithoutScan.into());
        }
        let push = match (first, catalogue::kind(first)) {
            ("event" | "e", _) => self.event(rest)?,
            ("scan", _) => self.scan(rest)?,
            ("reportloc", _) => self.known(catalogue::event("LOCATION"), rest)?,
            // A text without words is no message.
            (_, Some(kind)) if kind.name == "text" && rest.is_empty() && !self.sets_content() => {
                return Ok(None);
            }
            (_, Some(kind)) => self.known(Some(kind), rest)?,
            (_, None) => {
                self.hint_kind(words);
                self.known(catalogue::kind("text"), &[&words.join(" ")])?
            }
        };
        self.finish(push).map(Some)
    }

    fn sets_content(&self) -> bool {
        self.args.set.iter().any(|pair| pair.starts_with("Content="))
    }

    fn event(&self, words: &[&str]) -> Result<Push, Error> {
        let (&name, rest) = words.split_first().unwrap_or((&"subscribe", &[]));
        if let Some(kind) = catalogue::event(name) {
            return self.known(Some(kind), rest);
        }
        if let Some(close) = catalogue::alike(name).first() {
            self.cx.printer.hint(&(text::words().unknown_event)(name, close));
        }
        let mut push = Push::unknown_event(name, &self.parties(Platform::Official)?);
        match rest {
            [] => {}
            [key] => set(&mut push.document, "EventKey", key, true)?,
            _ => {
                let kind = name.to_owned();
                return Err(Usage::TooManyArguments { kind, takes: vec!["EventKey"] }.into());
            }
        }
        Ok(push)
    }

    /// `scan SCENE`: a follower's scan is `SCAN` with the scene, anybody else's is `subscribe` with `qrscene_` before it.
    fn scan(&self, words: &[&str]) -> Result<Push, Error> {
        let scene = words.first().copied().unwrap_or("101");
        let subscribed = match (self.args.subscribed, words.get(1)) {
            (Some(subscribed), _) => subscribed,
            (None, Some(word)) => {
                !["", "0", "false", "no", "n"].contains(&word.to_ascii_lowercase().as_str())
            }
            (None, None) if self.cx.printer.can_ask() => {
                self.cx.catch_interrupts()?;
                confirm(text::words().ask_subscribed)?
            }
            (None, None) => false,
        };
        if subscribed {
            self.known(catalogue::event("SCAN"), &[scene])
        } else {
            self.known(catalogue::event("subscribe_qrscene"), &[&format!("qrscene_{scene}")])
        }
    }

    /// A kind of the table with values for its main fields; words beyond the last belong to the last.
    fn known(&self, kind: Option<Kind>, values: &[&str]) -> Result<Push, Error> {
        let kind = kind.ok_or_else(|| Error::Bug("a kind is missing in the table".to_owned()))?;
        let mut push = Push::new(kind, &self.parties(kind.family.platform())?);
        let args: Vec<&str> = kind.args.iter().collect();
        let too_many = || Usage::TooManyArguments { kind: kind.name.to_owned(), takes: args.clone() };
        let fields = match args.as_slice() {
            // webot-cli gave any event a key.
            [] if !kind.is_message() && values.len() == 1 => &["EventKey"],
            args => args,
        };
        for (position, field) in fields.iter().enumerate().take(values.len()) {
            let last = position + 1 == fields.len();
            let value = if last { values[position..].join(" ") } else { values[position].to_owned() };
            if last && values.len() > fields.len() && push.document.find(field).is_some_and(is_number) {
                return Err(too_many().into());
            }
            if push.document.find(field).is_some_and(is_number) && !is_digits(&value) {
                return Err(Usage::Value { flag: field, value, wanted: Wanted::Number }.into());
            }
            set(&mut push.document, field, &value, true)?;
        }
        if fields.is_empty() && !values.is_empty() {
            return Err(too_many().into());
        }
        Ok(push)
    }

    /// A body that was given, as it is, or written anew when `--set` changes it.
    fn changed(&self, mut push: Push) -> Result<Push, Error> {
        if self.args.set.is_empty() {
            return Ok(push);
        }
        push.raw = None;
        self.set_all(&mut push, self.args.add)?;
        Ok(push)
    }

    fn finish(&self, mut push: Push) -> Result<Push, Error> {
        let unknown = catalogue::event(&push.kind).is_none() && catalogue::kind(&push.kind).is_none();
        self.set_all(&mut push, self.args.add || unknown)?;
        let written = xml::write(&push.document);
        match xml::forbidden(&written) {
            Some(control) => Err(Usage::Control(control).into()),
            None => Ok(push),
        }
    }

    fn set_all(&self, push: &mut Push, add: bool) -> Result<(), Error> {
        for pair in &self.args.set {
            let wrong = || Usage::Value { flag: "--set", value: pair.clone(), wanted: Wanted::Pair };
            let (path, value) = pair.split_once('=').ok_or_else(wrong)?;
            set(&mut push.document, path, value, add)?;
        }
        Ok(())
    }

    fn parties(&self, platform: Platform) -> Result<Parties, Error> {
        let receiver = Some(self.credentials.receiver.as_str()).filter(|receiver| !receiver.is_empty());
        let (to, from, account) = match platform {
            Platform::Official | Platform::Open | Platform::Pay => {
                (SAMPLE_ACCOUNT, SAMPLE_OPENID, receiver.unwrap_or(SAMPLE_APPID))
            }
            Platform::Work => {
                (receiver.unwrap_or(SAMPLE_CORPID), SAMPLE_USERID, receiver.unwrap_or(SAMPLE_CORPID))
            }
        };
        Ok(Parties {
            to: self.args.sp.as_deref().unwrap_or(to).to_owned(),
            from: self.args.user.as_deref().unwrap_or(from).to_owned(),
            account: account.to_owned(),
            time: self.time.unwrap_or_else(|| self.cx.now()),
            msg_id: self.cx.msg_id()?,
        })
    }

    /// One word that is nearly the name of a kind was perhaps meant as one.
    fn hint_kind(&self, words: &[&str]) {
        let Some(word) = words.first() else { return };
        let alike = |name: &&str| {
            let bare = name.split_once('.').map_or(*name, |(_, bare)| bare);
            bare == *word
                || (name.len().abs_diff(word.len()) <= 1
                    && (name.eq_ignore_ascii_case(word) || strsim::osa_distance(name, word) == 1))
        };
        let mut names = catalogue::kinds().map(|kind| kind.name).chain(LEGACY);
        if word.len() > 3
            && word.is_ascii()
            && let Some(name) = names.find(alike)
        {
            self.cx.printer.hint(&(text::words().sent_as_text)(word, name));
        }
    }
}

fn is_digits(value: &str) -> bool {
    value.parse::<f64>().is_ok_and(f64::is_finite)
}

fn is_number(element: &crate::message::Element) -> bool {
    matches!(element.content, crate::message::Content::Number(_))
}

fn set(document: &mut Document, path: &str, value: &str, add: bool) -> Result<(), Error> {
    Ok(document.set(&Path::parse(path)?, value, add)?)
}

/// A body from a file or, for `-`, from standard input.
fn read_body(path: &FilePath, flag: &'static str) -> Result<Vec<u8>, Error> {
    let io = |source| Usage::File { flag, path: path.display().to_string(), source };
    let mut body = Vec::new();
    let limit = MAX_BODY as u64 + 1;
    if path.as_os_str() == "-" {
        std::io::stdin().take(limit).read_to_end(&mut body).map_err(io)?;
    } else {
        std::fs::File::open(path).map_err(io)?.take(limit).read_to_end(&mut body).map_err(io)?;
    }
    if body.len() > MAX_BODY {
        return Err(Usage::BodyTooLarge(MAX_BODY).into());
    }
    if body.is_empty() {
        return Err(Usage::Value { flag, value: path.display().to_string(), wanted: Wanted::NotEmpty }.into());
    }
    Ok(body)
}
