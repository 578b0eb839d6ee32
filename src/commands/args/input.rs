//! Values from files and standard input, and checks of values.

use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use crate::config::{ConfigError, Key};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files;
use crate::lang::Wanted;
use crate::message::MAX_BODY_BYTES;
use crate::system::text_of_program;

/// The largest file that WeChat accepts anywhere, in bytes: a video of 100 MB.
pub(crate) const MAX_UPLOAD: usize = 100 << 20;

/// Returns a value: `@FILE` or `-` for standard input without its final line break, or the value itself.
pub(crate) fn value(flag: &'static str, given: &str, cx: &Context) -> Result<String, Error> {
    let text = match given.strip_prefix('@') {
        Some(path) => read(Path::new(path), flag, cx)?,
        None if given == "-" => read(Path::new(given), flag, cx)?,
        None => return Ok(given.to_owned()),
    };
    Ok(text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']).to_owned())
}

pub(crate) fn non_empty(flag: &'static str, value: String) -> Result<String, Error> {
    if value.is_empty() {
        return Err(Usage::Value { flag, value, wanted: Wanted::NotEmpty }.into());
    }
    Ok(value)
}

/// Checks that a value fits into a header and into one line of a signed text.
pub(crate) fn plain(flag: &'static str, value: String) -> Result<String, Error> {
    if value.chars().any(|char| char.is_control() || char == '"') {
        return Err(Usage::Value { flag, value, wanted: Wanted::Plain }.into());
    }
    non_empty(flag, value)
}

/// Reads a text of at most 1 MB from `FILE`, `@FILE`, or standard input for `-`.
pub(crate) fn read(path: &Path, flag: &'static str, cx: &Context) -> Result<String, Error> {
    let bytes = read_bytes(path, flag, cx)?;
    let text = if path.as_os_str() == "-" { text_of_program(bytes) } else { String::from_utf8(bytes).ok() };
    text.ok_or_else(|| unreadable(flag, path, files::not_utf8()))
}

/// Reads bytes like [`read`].
pub(crate) fn read_bytes(path: &Path, flag: &'static str, cx: &Context) -> Result<Vec<u8>, Error> {
    read_within(path, flag, MAX_BODY_BYTES, cx)
}

/// Reads the file that `wx_config.json` names for a key.
pub(crate) fn read_configured(path: &Path, key: Key) -> Result<Vec<u8>, Error> {
    files::read(path, MAX_BODY_BYTES).map_err(|source| {
        let path = path.to_owned();
        ConfigError::UnreadableValue { key: key.name(), path, source }.into()
    })
}

/// Reads at most `limit` bytes from `FILE`, `@FILE`, or standard input for `-`.
pub(crate) fn read_within(
    path: &Path,
    flag: &'static str,
    limit: usize,
    cx: &Context,
) -> Result<Vec<u8>, Error> {
    // Accepts `@FILE` although the argument is always a file.
    let path = path.to_str().and_then(|path| path.strip_prefix('@')).map_or(path, Path::new);
    if path.as_os_str() == "-" {
        cx.stdin(flag, limit)
    } else {
        files::read(path, limit).map_err(|source| unreadable(flag, path, source))
    }
}

/// Reads a body from a file or, for `-`, from standard input; an empty body is an error.
pub(crate) fn read_body(path: &Path, flag: &'static str, cx: &Context) -> Result<Vec<u8>, Error> {
    let body = if path.as_os_str() == "-" {
        cx.stdin(flag, MAX_BODY_BYTES)
    } else {
        files::read(path, MAX_BODY_BYTES).map_err(|source| unreadable(flag, path, source))
    };
    let body = match body {
        Err(Error::Usage(Usage::StdinTooLarge(limit))) => return Err(Usage::BodyTooLarge(limit).into()),
        Err(Error::Usage(Usage::File { source, .. })) if source.kind() == ErrorKind::FileTooLarge => {
            return Err(Usage::BodyTooLarge(MAX_BODY_BYTES).into());
        }
        body => body?,
    };
    if body.is_empty() {
        return Err(Usage::Value { flag, value: path.display().to_string(), wanted: Wanted::NotEmpty }.into());
    }
    Ok(body)
}

/// Parses values of the form `NAME=VALUE`.
pub(crate) fn pairs(flag: &'static str, given: &[String]) -> Result<Vec<(String, String)>, Error> {
    let owned = |given: &String| pair(flag, given).map(|(name, value)| (name.to_owned(), value.to_owned()));
    given.iter().map(owned).collect()
}

/// Splits `NAME=VALUE` at the first `=`; the name must not be empty.
fn pair<'a>(flag: &'static str, given: &'a str) -> Result<(&'a str, &'a str), Error> {
    let wrong = || Usage::Value { flag, value: given.to_owned(), wanted: Wanted::Pair }.into();
    given.split_once('=').filter(|(name, _)| !name.is_empty()).ok_or_else(wrong)
}

fn unreadable(flag: &'static str, path: &Path, source: std::io::Error) -> Error {
    Usage::File { flag, path: path.display().to_string(), source }.into()
}

/// Checks that a time consists of digits. It is in seconds.
pub(crate) fn digits(flag: &'static str, given: &str) -> Result<String, Error> {
    if given.is_empty() || !given.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Usage::Value { flag, value: given.to_owned(), wanted: Wanted::Timestamp }.into());
    }
    Ok(given.to_owned())
}

/// Parses a time in seconds; fractions are allowed.
pub(crate) fn parse_seconds(flag: &'static str, given: &str) -> Result<Duration, Error> {
    let wrong = || Usage::Value { flag, value: given.to_owned(), wanted: Wanted::Seconds };
    let seconds: f64 = given.trim().parse().map_err(|_| wrong())?;
    if seconds > 0.0 && seconds <= 3600.0 {
        Ok(Duration::from_secs_f64(seconds))
    } else {
        Err(wrong().into())
    }
}

/// Parses a duration, such as `800ms`, `30s`, `2m` or `30` (seconds), of at most a day.
pub(crate) fn parse_duration(flag: &'static str, given: &str) -> Result<Duration, Error> {
    const UNITS: [(&str, f64); 4] = [("ms", 0.001), ("s", 1.0), ("m", 60.0), ("h", 3600.0)];
    let wrong = || Usage::Value { flag, value: given.to_owned(), wanted: Wanted::Duration };
    let text = given.trim();
    let unit = UNITS.iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, *factor)));
    let (number, factor) = unit.unwrap_or((text, 1.0));
    let seconds = number.trim().parse::<f64>().map_err(|_| wrong())? * factor;
    if seconds > 0.0 && seconds <= 86_400.0 {
        Ok(Duration::from_secs_f64(seconds))
    } else {
        Err(wrong().into())
    }
}

/// Parses a percentage, such as `0.1%` or `0.1`.
pub(crate) fn parse_percent(flag: &'static str, given: &str) -> Result<f64, Error> {
    let number = given.trim().trim_end_matches('%').trim().parse::<f64>().ok();
    let wrong = || Usage::Value { flag, value: given.to_owned(), wanted: Wanted::Percent };
    Ok(number.filter(|number| (0.0..=100.0).contains(number)).ok_or_else(wrong)?)
}
