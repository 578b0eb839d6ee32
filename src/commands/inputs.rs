//! What several commands read: files, standard input, secrets from wherever they are kept.

use std::io::Read;
use std::path::Path;

use crate::context::Context;
use crate::error::{Config, Error, Usage, Wanted};
use crate::message::MAX_BODY;
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
    let given = given.expose();
    if given != "-" && !given.starts_with('@') {
        cx.warn_of_secret(words().secret_on_command_line);
    }
    non_empty(flag, value(flag, given)?).map(Secret::new)
}

/// A value as it is, or what `@FILE` or `-` names, without the line break with which an editor ends a file.
pub(super) fn value(flag: &'static str, given: &str) -> Result<String, Error> {
    let text = match given.strip_prefix('@') {
        Some(path) => read(Path::new(path), flag)?,
        None if given == "-" => read(Path::new(given), flag)?,
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
        return Err(failed(std::io::Error::other("larger than 1 MB")).into());
    }
    String::from_utf8(bytes).map_err(|_| failed(std::io::Error::other("not UTF-8 text")).into())
}
