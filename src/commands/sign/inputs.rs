//! Reads the values of a signature: flags, environment, config, files, standard input.

use std::collections::HashSet;
use std::fmt;
use std::io::IsTerminal;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use url::Url;

use super::header::Header;
use super::{CommonArgs, FreshnessArgs};
use crate::commands::args::{digits, plain, read, setting};
use crate::config::Key;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::message::{Element, xml};
use crate::text::words;

/// Reads standard input; returns `None` if it is a terminal.
pub(super) fn stdin(flag: &'static str, cx: &Context) -> Result<Option<String>, Error> {
    if std::io::stdin().is_terminal() { Ok(None) } else { read(Path::new("-"), flag, cx).map(Some) }
}

/// Rejects `--check` without this flag: a generated value cannot be the one that the signature was made with.
pub(super) fn unchecked(flag: &'static str, common: &CommonArgs) -> Result<(), Error> {
    if common.check.is_some() { Err(Usage::CheckNeeds(flag).into()) } else { Ok(()) }
}

impl FreshnessArgs {
    /// Returns the given timestamp, which must be digits, or the current time in seconds.
    pub(super) fn timestamp(&self, cx: &Context) -> Result<String, Error> {
        const FLAG: &str = "--timestamp";
        let Some(given) = self.timestamp.clone().or_else(|| self.in_header("timestamp")) else {
            return unchecked(FLAG, &self.common).map(|()| cx.now().to_string());
        };
        let given = digits(FLAG, &given)?;
        if given.len() == 13 {
            cx.printer.warning(words().timestamp_in_ms);
        }
        Ok(given)
    }

    /// Returns the given nonce, or 16 random letters and digits.
    pub(super) fn nonce(&self, cx: &Context) -> Result<String, Error> {
        const FLAG: &str = "--nonce";
        if let Some(given) = self.nonce.clone().or_else(|| self.in_header("nonce_str")) {
            return plain(FLAG, given);
        }
        unchecked(FLAG, &self.common)?;
        random_nonce(cx)
    }

    /// Returns a member of the header that `--check` may hold.
    fn in_header(&self, name: &str) -> Option<String> {
        let header = Header::read(self.common.check.as_ref()?)?;
        header.get(name).map(str::to_owned)
    }

    /// Returns timestamp and nonce.
    pub(super) fn both(&self, cx: &Context) -> Result<(String, String), Error> {
        Ok((self.timestamp(cx)?, self.nonce(cx)?))
    }
}

/// Returns 16 random letters and digits.
pub(crate) fn random_nonce(cx: &Context) -> Result<String, Error> {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    Ok(cx.random::<16>()?.iter().map(|&byte| char::from(LETTERS[usize::from(byte) % 62])).collect())
}

/// Checks a page's URL and returns it unchanged, because it is signed as it is.
pub(super) fn page(given: &str) -> Result<&str, Error> {
    // A browser normalises a URL before it opens it; the normalised URL must be signed.
    if is_whole_url(given) {
        return Ok(given);
    }
    Err(Usage::Value { flag: "--url", value: given.to_owned(), wanted: Wanted::PageUrl }.into())
}

/// Returns whether this is a complete URL that a browser would not change.
pub(crate) fn is_whole_url(given: &str) -> bool {
    let scheme = ["http://", "https://"]
        .into_iter()
        .any(|scheme| given.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
    let clean = !given.chars().any(|char| char.is_control() || char.is_whitespace() || char == '\\');
    scheme && clean && Url::parse(given).is_ok_and(|url| url.has_host())
}

/// Returns the fields of `--field`, else of JSON or XML on standard input, in their order.
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
        let leaf = |element: &Element| match element.value() {
            Some(value) => Ok((element.name.to_string(), value.to_owned())),
            None => Err(Usage::FieldNested(element.name.to_string()).into()),
        };
        let fields: Vec<_> = document.0.iter().map(leaf).collect::<Result<_, Error>>()?;
        return if fields.is_empty() { Err(wrong().into()) } else { distinct(fields) };
    }
    if !text.starts_with('{') {
        return Err(wrong().into());
    }
    let Pairs(pairs) = serde_json::from_str(text)
        .map_err(|error| Usage::BrokenFields { format: "JSON", at: Some((error.line(), error.column())) })?;
    if pairs.is_empty() { Err(wrong().into()) } else { distinct(pairs) }
}

/// Checks that the names can be signed (letters, digits, `_`, `-` and `.`) and are distinct.
pub(super) fn distinct(fields: Vec<(String, String)>) -> Result<Vec<(String, String)>, Error> {
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

/// The members of a JSON object in their order. Values other than strings keep their spelling: `1.10` stays `1.10`.
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

/// Returns a setting that is not secret and fits in a line or a header.
pub(super) fn plain_setting(
    flag: &'static str,
    given: Option<&String>,
    key: Key,
    cx: &Context,
) -> Result<String, Error> {
    plain(flag, setting(flag, given, key, cx)?)
}

/// Returns the appid, which is required.
pub(crate) fn required_appid(given: Option<&String>, cx: &Context) -> Result<String, Error> {
    plain_setting("--appid", given, Key::Appid, cx)
}
