//! Where the values of a signature come from: flags, environment, config, files, standard input.

use std::io::{IsTerminal, Read};
use std::path::Path;

use serde_json::Value;
use url::Url;

use crate::context::Context;
use crate::error::{Config, Error, Usage, Wanted};
use crate::message::{MAX_BODY, xml};
use crate::secret::Secret;
use crate::text::words;

/// A secret: `@FILE`, `-` for standard input, the value itself; else the environment, else the config file.
pub(super) fn secret(
    flag: &'static str,
    given: Option<&Secret>,
    env: &str,
    file: Option<&Secret>,
    cx: &Context,
) -> Result<Secret, Error> {
    let Some(given) = given else {
        let found = cx.env.get(env).map(Secret::new).or_else(|| file.cloned());
        return found.ok_or_else(|| Config::MissingSecret { flag, env: env.to_owned() }.into());
    };
    let text = match given.expose() {
        "-" => read(Path::new("-"), flag)?,
        text => {
            let Some(path) = text.strip_prefix('@') else {
                cx.warn_of_secret(words().secret_on_command_line);
                return non_empty(flag, text.to_owned()).map(Secret::new);
            };
            read(Path::new(path), flag)?
        }
    };
    // An editor ends a file with a line break that is no part of the secret.
    non_empty(flag, text.trim_end_matches(['\r', '\n']).to_owned()).map(Secret::new)
}

pub(super) fn non_empty(flag: &'static str, value: String) -> Result<String, Error> {
    if value.is_empty() {
        return Err(Usage::Value { flag, value, wanted: Wanted::NotEmpty }.into());
    }
    Ok(value)
}

/// A file, or standard input for `-`, as text of at most 1 MB.
pub(super) fn read(path: &Path, flag: &'static str) -> Result<String, Error> {
    let failed = |source| Usage::File { flag, path: path.display().to_string(), source };
    let mut bytes = Vec::new();
    let limit = MAX_BODY as u64 + 1;
    if path.as_os_str() == "-" {
        std::io::stdin().take(limit).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        std::fs::File::open(path).map_err(failed)?.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() > MAX_BODY {
        return Err(Usage::BodyTooLarge(MAX_BODY).into());
    }
    String::from_utf8(bytes).map_err(|_| failed(std::io::Error::other("not UTF-8 text")).into())
}

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
