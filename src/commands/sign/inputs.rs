//! Where the values of a signature come from: flags, environment, config, files, standard input.

use std::collections::HashSet;
use std::fmt;
use std::io::IsTerminal;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use url::Url;

use super::{CommonArgs, FreshArgs};
use crate::commands::inputs::{digits, non_empty, read, read_bytes};
use crate::context::Context;
use crate::error::{Config, Error, Usage, Wanted};
use crate::message::xml;
use crate::secret::Secret;
use crate::sign::rsa::PrivateKey;
use crate::text::words;

/// Standard input, when it is no terminal.
pub(super) fn stdin(flag: &'static str, cx: &Context) -> Result<Option<String>, Error> {
    if std::io::stdin().is_terminal() { Ok(None) } else { read(Path::new("-"), flag, cx).map(Some) }
}

/// A value that is made here cannot be the one that a signature was made with.
pub(super) fn unchecked(flag: &'static str, common: &CommonArgs) -> Result<(), Error> {
    if common.check.is_some() { Err(Usage::CheckNeeds(flag).into()) } else { Ok(()) }
}

/// A value that fits a header and a line of what is signed.
pub(super) fn plain(flag: &'static str, value: String) -> Result<String, Error> {
    if value.chars().any(|char| char.is_control() || char == '"') {
        return Err(Usage::Value { flag, value, wanted: Wanted::Plain }.into());
    }
    non_empty(flag, value)
}

impl FreshArgs {
    /// The timestamp that was given, which must be digits, or now.
    pub(super) fn timestamp(&self, cx: &Context) -> Result<String, Error> {
        const FLAG: &str = "--timestamp";
        let Some(given) = &self.timestamp else {
            return unchecked(FLAG, &self.common).map(|()| cx.now().to_string());
        };
        let given = digits(FLAG, given)?;
        if given.len() == 13 {
            cx.printer.warning(words().timestamp_in_ms);
        }
        Ok(given)
    }

    /// The nonce that was given, or 16 fresh letters and digits.
    pub(super) fn nonce(&self, cx: &Context) -> Result<String, Error> {
        const FLAG: &str = "--nonce";
        const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        if let Some(given) = &self.nonce {
            return plain(FLAG, given.clone());
        }
        unchecked(FLAG, &self.common)?;
        Ok(cx.random::<16>()?.iter().map(|&byte| char::from(LETTERS[usize::from(byte) % 62])).collect())
    }

    /// Timestamp and nonce.
    pub(super) fn both(&self, cx: &Context) -> Result<(String, String), Error> {
        Ok((self.timestamp(cx)?, self.nonce(cx)?))
    }
}

/// A page's URL, which is signed letter by letter and so only looked at.
pub(super) fn page(given: &str) -> Result<&str, Error> {
    let absolute =
        Url::parse(given).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if absolute {
        return Ok(given);
    }
    Err(Usage::Value { flag: "--url", value: given.to_owned(), wanted: Wanted::PageUrl }.into())
}

/// Fields from `--field`, else JSON or XML on standard input, in their order.
pub(super) fn fields(given: &[String], cx: &Context) -> Result<Vec<(String, String)>, Error> {
    if !given.is_empty() {
        let pair = |pair: &String| {
            let wrong = || Usage::Value { flag: "--field", value: pair.clone(), wanted: Wanted::Pair };
            let (name, value) = pair.split_once('=').ok_or_else(wrong)?;
            Ok((name.to_owned(), value.to_owned()))
        };
        return distinct(given.iter().map(pair).collect::<Result<_, Error>>()?);
    }
    let wrong = || Usage::Value { flag: "stdin", value: String::new(), wanted: Wanted::Fields };
    let text = stdin("--field", cx)?.ok_or_else(wrong)?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with('<') {
        let document = xml::read(text).map_err(|_| Usage::BrokenFields { format: "XML", at: None })?.document;
        let leaf = |element: &crate::message::Element| {
            Some((element.name.clone(), element.value().ok_or_else(wrong).ok()?.to_owned()))
        };
        return distinct(document.0.iter().filter_map(leaf).collect());
    }
    if !text.starts_with('{') {
        return Err(wrong().into());
    }
    let Pairs(pairs) = serde_json::from_str(text)
        .map_err(|error| Usage::BrokenFields { format: "JSON", at: Some((error.line(), error.column())) })?;
    distinct(pairs)
}

/// Fields whose names can be signed: letters, digits, `_`, `-` and `.`, each once.
fn distinct(fields: Vec<(String, String)>) -> Result<Vec<(String, String)>, Error> {
    let mut seen = HashSet::new();
    for (name, _) in &fields {
        let good = |char: char| char.is_ascii_alphanumeric() || "_-.".contains(char);
        if name.is_empty() || !name.chars().all(good) {
            return Err(Usage::FieldName(name.clone()).into());
        }
        if !seen.insert(name) {
            return Err(Usage::FieldTwice(name.clone()).into());
        }
    }
    Ok(fields)
}

/// The members of a JSON object in their order; what is no string stays as it is written, `1.10` as `1.10`.
struct Pairs(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
        let mut pairs = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, Box<RawValue>>()? {
            let value = match serde_json::from_str(value.get()) {
                Ok(Value::String(text)) => text,
                Ok(Value::Null) => String::new(),
                _ => value.get().to_owned(),
            };
            pairs.push((name, value));
        }
        Ok(Pairs(pairs))
    }
}

/// What is no secret: the flag, the environment, the config file.
pub(super) fn setting(
    given: Option<&String>,
    file: Option<&String>,
    (flag, env, key): (&'static str, &'static str, &'static str),
    cx: &Context,
) -> Result<String, Error> {
    let found = given.cloned().or_else(|| cx.env.get(env).map(str::to_owned)).or_else(|| file.cloned());
    let found = found.filter(|value| !value.is_empty());
    plain(flag, found.ok_or(Config::MissingSetting { flag, env, key })?)
}

/// The appid, where one is known.
pub(super) fn appid(given: Option<&String>, cx: &Context) -> Result<Option<String>, Error> {
    let found = given.cloned().or_else(|| cx.env.get("WX_APPID").map(str::to_owned));
    Ok(found.or(cx.config()?.appid.clone()))
}

/// The appid, without which nothing can be signed.
pub(super) fn required_appid(given: Option<&String>, cx: &Context) -> Result<String, Error> {
    setting(given, cx.config()?.appid.as_ref(), ("--appid", "WX_APPID", "appid"), cx)
}

/// A private key: PEM, `@FILE`, `FILE` or `-`; else PEM or a file in the environment, else the config file's file.
pub(super) fn private_key(
    given: Option<&Secret>,
    env: &str,
    file: Option<&Path>,
    cx: &Context,
) -> Result<Option<PrivateKey>, Error> {
    const FLAG: &str = "--private-key";
    let from_env = cx.env.get(env).map(Secret::new);
    let text = match (given.or(from_env.as_ref()), file) {
        (Some(given), _) => given.expose().to_owned(),
        (None, Some(file)) => file.display().to_string(),
        (None, None) => return Ok(None),
    };
    // A key that was pasted, with or without its frame, is no path and must not be shown as one.
    let base64 = text.len() > 255
        && text.chars().all(|char| char.is_ascii_alphanumeric() || "+/=\r\n\\ ".contains(char));
    let (path, pem) = if base64 || text.contains("-----") {
        if given.is_some() {
            cx.warn_of_secret(words().secret_on_command_line);
        }
        (FLAG.to_owned(), text.into_bytes())
    } else {
        let path = text.strip_prefix('@').unwrap_or(&text);
        (path.to_owned(), read_bytes(Path::new(path), FLAG, cx)?)
    };
    match PrivateKey::read(&pem) {
        Ok(key) => Ok(Some(key)),
        Err(error) => Err(Usage::PrivateKey { path, error }.into()),
    }
}
