//! What several commands read: files, standard input, secrets from wherever they are kept.

use std::io::ErrorKind;
use std::path::Path;

use crate::config::{ConfigFile, Key, Origin, Setting};
use crate::context::Context;
use crate::error::{Error, Setup, Usage};
use crate::files;
use crate::lang::Wanted;
use crate::message::MAX_BODY_BYTES;
use crate::secret::Secret;
use crate::sign::rsa::PrivateKey;
use crate::text::{self, words};

/// A secret: `@FILE`, `-` for standard input, the value itself; else the environment, else the config file.
pub(super) fn secret(
    flag: &'static str,
    given: Option<&Secret>,
    key: Key,
    cx: &Context,
) -> Result<Secret, Error> {
    let found = optional_secret(flag, given, key, cx)?;
    found.ok_or_else(|| {
        let env = key.info().env.first().copied().unwrap_or_default();
        Setup::MissingSecret { flag, env, key: key.name() }.into()
    })
}

/// The same, where it may be missing.
pub(super) fn optional_secret(
    flag: &'static str,
    given: Option<&Secret>,
    key: Key,
    cx: &Context,
) -> Result<Option<Secret>, Error> {
    match given {
        Some(given) => given_secret(flag, given, cx).map(Some),
        None => Ok(cx.settings()?.secret(key)?),
    }
}

/// A secret that was given: `@FILE`, `-` for standard input, or the value itself.
pub(super) fn given_secret(flag: &'static str, given: &Secret, cx: &Context) -> Result<Secret, Error> {
    let given = given.expose();
    if given != "-" && !given.starts_with('@') {
        cx.warn_of_secret(words().secret_on_command_line);
    }
    non_empty(flag, value(flag, given, cx)?).map(Secret::new)
}

/// What is no secret: the flag, the environment, the config file.
pub(super) fn setting(
    flag: &'static str,
    given: Option<&String>,
    key: Key,
    cx: &Context,
) -> Result<String, Error> {
    let found = optional_setting(given, key, cx)?.filter(|value| !value.is_empty());
    let env = key.info().env.first().copied().unwrap_or_default();
    Ok(found.ok_or(Setup::MissingSetting { flag, env, key: key.name() })?)
}

/// The same, where it may be missing.
pub(super) fn optional_setting(
    given: Option<&String>,
    key: Key,
    cx: &Context,
) -> Result<Option<String>, Error> {
    match given {
        Some(given) => Ok(Some(given.clone())),
        None => Ok(cx.settings()?.text(key)?),
    }
}

/// A value as it is, or what `@FILE` or `-` names, without the line break with which an editor ends a file.
pub(super) fn value(flag: &'static str, given: &str, cx: &Context) -> Result<String, Error> {
    let text = match given.strip_prefix('@') {
        Some(path) => read(Path::new(path), flag, cx)?,
        None if given == "-" => read(Path::new(given), flag, cx)?,
        None => return Ok(given.to_owned()),
    };
    Ok(text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']).to_owned())
}

pub(super) fn non_empty(flag: &'static str, value: String) -> Result<String, Error> {
    if value.is_empty() {
        return Err(Usage::Value { flag, value, wanted: Wanted::NotEmpty }.into());
    }
    Ok(value)
}

/// A value that fits a header and a line of what is signed.
pub(super) fn plain(flag: &'static str, value: String) -> Result<String, Error> {
    if value.chars().any(|char| char.is_control() || char == '"') {
        return Err(Usage::Value { flag, value, wanted: Wanted::Plain }.into());
    }
    non_empty(flag, value)
}

/// A file, named `FILE` or `@FILE`, or standard input for `-`, as text of at most 1 MB.
pub(super) fn read(path: &Path, flag: &'static str, cx: &Context) -> Result<String, Error> {
    String::from_utf8(read_bytes(path, flag, cx)?).map_err(|_| unreadable(flag, path, files::not_utf8()))
}

/// The same to the byte.
pub(super) fn read_bytes(path: &Path, flag: &'static str, cx: &Context) -> Result<Vec<u8>, Error> {
    // `@FILE` where a file is meant anyway.
    let path = path.to_str().and_then(|path| path.strip_prefix('@')).map_or(path, Path::new);
    let failed = |source| unreadable(flag, path, source);
    if path.as_os_str() == "-" {
        cx.stdin(flag, MAX_BODY_BYTES)
    } else {
        files::read(path, MAX_BODY_BYTES).map_err(failed)
    }
}

fn unreadable(flag: &'static str, path: &Path, source: std::io::Error) -> Error {
    Usage::File { flag, path: path.display().to_string(), source }.into()
}

/// A body from a file or, for `-`, from standard input; not an empty one.
pub(super) fn read_body(path: &Path, flag: &'static str, cx: &Context) -> Result<Vec<u8>, Error> {
    let body = match path.as_os_str() == "-" {
        true => cx.stdin(flag, MAX_BODY_BYTES),
        false => files::read(path, MAX_BODY_BYTES).map_err(|source| unreadable(flag, path, source)),
    };
    let body = match body {
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

/// Values given as `NAME=VALUE`.
pub(super) fn pairs(flag: &'static str, given: &[String]) -> Result<Vec<(String, String)>, Error> {
    given
        .iter()
        .map(|given| pair(flag, given).map(|(name, value)| (name.to_owned(), value.to_owned())))
        .collect()
}

/// A value given as `NAME=VALUE`, split at the first `=`; the name is not empty.
pub(super) fn pair<'a>(flag: &'static str, given: &'a str) -> Result<(&'a str, &'a str), Error> {
    let wrong = || Usage::Value { flag, value: given.to_owned(), wanted: Wanted::Pair }.into();
    given.split_once('=').filter(|(name, _)| !name.is_empty()).ok_or_else(wrong)
}

/// A time in seconds, as digits.
pub(super) fn digits(flag: &'static str, given: &str) -> Result<String, Error> {
    if given.is_empty() || !given.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Usage::Value { flag, value: given.to_owned(), wanted: Wanted::Timestamp }.into());
    }
    Ok(given.to_owned())
}

/// A private key: PEM, `@FILE`, `FILE` or `-`; else PEM or a file in the environment, else the config file's file.
pub(super) fn private_key(
    given: Option<&Secret>,
    key: Key,
    cx: &Context,
) -> Result<Option<PrivateKey>, Error> {
    const FLAG: &str = "--private-key";
    let (text, named) = match given {
        Some(given) => (given.clone(), FLAG),
        None => match cx.settings()?.get(key)? {
            Some(Setting { value, origin: Origin::Env(_) }) => {
                (value, key.info().env.first().copied().unwrap_or(FLAG))
            }
            Some(Setting { value, .. }) => (Secret::new(format!("@{}", value.expose())), FLAG),
            None => return Ok(None),
        },
    };
    // Around what was pasted there may be quotation marks, of a shell or a .env file.
    let text = text.expose().trim().trim_matches(['"', '\'']).trim();
    let file = text == "-" || text.starts_with('@') || Path::new(text).is_file();
    let parsed = if file {
        let path = text.strip_prefix('@').unwrap_or(text);
        PrivateKey::read(&read_bytes(Path::new(path), FLAG, cx)?).map_err(|error| (path.to_owned(), error))
    } else if looks_like_path(text) {
        let source = std::io::Error::from(ErrorKind::NotFound);
        return Err(Usage::File { flag: FLAG, path: text.to_owned(), source }.into());
    } else {
        if given.is_some() {
            cx.warn_of_secret(words().secret_on_command_line);
        }
        PrivateKey::from_pem(text).map_err(|error| (named.to_owned(), error))
    };
    match parsed {
        Ok(key) => Ok(Some(key)),
        Err((path, error)) => Err(Usage::PrivateKey { path, error }.into()),
    }
}

/// Whether a text can be shown as the name of a file: a key, or a piece of one, has no dot and is no short word.
fn looks_like_path(text: &str) -> bool {
    text.len() <= 255 && text.contains('.') && !text.contains("-----") && !text.contains(char::is_whitespace)
}

/// What is wrong with the shape of a value, in one sentence.
pub(super) fn misshapen(key: Key, wanted: Wanted) -> String {
    let said = text::error(&Usage::Value { flag: key.name(), value: String::new(), wanted }.into());
    format!("{}{}{}", said.message, words().colon, said.hints.join(words().semicolon))
}

/// Writes a configuration file, in a folder that may not be there yet.
pub(super) fn save(file: &ConfigFile) -> Result<(), Error> {
    let folder = file.folder();
    if !folder.as_os_str().is_empty() && !folder.exists() {
        let failed = |source| Error::Io { path: folder.display().to_string(), source };
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(folder).map_err(failed)?;
    }
    Ok(file.save()?)
}
