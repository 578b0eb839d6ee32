//! Where the values of a signature come from: flags, environment, config, files, standard input.

use std::io::IsTerminal;
use std::path::Path;

use serde_json::Value;
use url::Url;

use crate::commands::inputs::{non_empty, read};
use crate::context::Context;
use crate::error::{Config, Error, Usage, Wanted};
use crate::message::xml;
use crate::secret::Secret;
use crate::sign::rsa::PrivateKey;
use crate::text::words;

/// Standard input, when it is no terminal.
pub(super) fn stdin(flag: &'static str) -> Result<Option<String>, Error> {
    if std::io::stdin().is_terminal() { Ok(None) } else { read(Path::new("-"), flag).map(Some) }
}

/// The timestamp that was given, which must be digits, or now.
pub(super) fn timestamp(given: Option<&String>, cx: &Context) -> Result<String, Error> {
    let Some(given) = given else { return Ok(cx.now().to_string()) };
    let seconds = !given.is_empty() && given.bytes().all(|byte| byte.is_ascii_digit());
    if !seconds {
        return Err(
            Usage::Value { flag: "--timestamp", value: given.clone(), wanted: Wanted::Timestamp }.into()
        );
    }
    if given.len() == 13 {
        cx.printer.warning(words().timestamp_in_ms);
    }
    Ok(given.clone())
}

/// The nonce that was given, or 16 fresh letters and digits.
pub(super) fn nonce(given: Option<&String>, cx: &Context) -> Result<String, Error> {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    match given {
        Some(given) => non_empty("--nonce", given.clone()),
        None => {
            Ok(cx.random::<16>()?.iter().map(|&byte| char::from(LETTERS[usize::from(byte) % 62])).collect())
        }
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
pub(super) fn fields(given: &[String]) -> Result<Vec<(String, String)>, Error> {
    if !given.is_empty() {
        let pair = |pair: &String| {
            let wrong = || Usage::Value { flag: "--field", value: pair.clone(), wanted: Wanted::Pair };
            let (name, value) = pair.split_once('=').ok_or_else(wrong)?;
            Ok((name.to_owned(), value.to_owned()))
        };
        return given.iter().map(pair).collect();
    }
    let wrong = || Usage::Value { flag: "stdin", value: String::new(), wanted: Wanted::Fields };
    let text = stdin("--field")?.ok_or_else(wrong)?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with('<') {
        let document = xml::read(text).map_err(|_| wrong())?.document;
        let leaf = |element: &crate::message::Element| {
            Some((element.name.clone(), element.value().ok_or_else(wrong).ok()?.to_owned()))
        };
        return Ok(document.0.iter().filter_map(leaf).collect());
    }
    let Ok(Value::Object(object)) = serde_json::from_str(text) else { return Err(wrong().into()) };
    let pair = |(name, value): (String, Value)| {
        let value = match value {
            Value::String(text) => text,
            Value::Null => String::new(),
            other => other.to_string(),
        };
        (name, value)
    };
    Ok(object.into_iter().map(pair).collect())
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
    found.ok_or_else(|| Config::MissingSetting { flag, env, key }.into())
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
    let (name, pem) = if text.contains("-----BEGIN") {
        if given.is_some() {
            cx.warn_of_secret(words().secret_on_command_line);
        }
        (FLAG.to_owned(), text)
    } else {
        let path = text.strip_prefix('@').unwrap_or(&text);
        (path.to_owned(), read(Path::new(path), FLAG)?)
    };
    match PrivateKey::from_pem(&pem) {
        Ok(key) => Ok(Some(key)),
        Err(error) => Err(Usage::PrivateKey { path: name, error }.into()),
    }
}
