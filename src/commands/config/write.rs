//! `webot config set`, `webot config unset`.

use std::path::Path;

use clap::Args;
use serde_json::json;

use super::{file_to_write, ignore, warn_of_destinations};
use crate::commands::args::{given_secret, value};
use crate::config::ConfigError;
use crate::config::shape::without_password;
use crate::config::{ConfigFile, Key, ValueKind, shape};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::printer::{Outcome, password, valid_input};
use crate::secret::Secret;
use crate::text::{self, help, title, words};
use crate::wechat::tokens::lock_config_file;

/// The member that names the default profile.
const DEFAULT_PROFILE_MEMBER: &str = "profile";

/// `config set`
#[derive(Debug, Args)]
pub(crate) struct SetArgs {
    /// KEY
    #[arg(value_name = "KEY", help = help().config_command.key, help_heading = help().arguments)]
    pub key: String,
    /// VALUE
    #[arg(value_name = "VALUE", help = help().config_command.value, help_heading = help().arguments)]
    pub value: Option<Secret>,
}

/// `config unset`
#[derive(Debug, Args)]
pub(crate) struct UnsetArgs {
    /// KEY
    #[arg(value_name = "KEY", help = help().config_command.key, help_heading = help().arguments)]
    pub key: String,
}

/// Sets a value in the file.
pub(crate) fn set(args: &SetArgs, cx: &Context) -> Result<Outcome, Error> {
    let profile = cx.named_profile().map(|(name, _)| name);
    if args.key == DEFAULT_PROFILE_MEMBER && profile.is_none() {
        return set_default_profile(args, cx);
    }
    let key = known(&args.key)?;
    let value = value_of(key, args.value.as_ref(), cx)?;
    if let Err(odd) = shape::check(key, value.expose()) {
        if !odd.usable {
            let shown =
                if key.info().kind.is_secret() { String::new() } else { without_password(value.expose()) };
            return Err(Usage::Value { flag: key.name(), value: shown, wanted: odd.wanted }.into());
        }
        cx.printer.warning(&misshapen(key, odd.wanted));
    }
    let path = file_to_write(cx)?;
    let _lock = lock_config_file(&path);
    let mut file = ConfigFile::read_or_new(&path)?;
    file.set(key, value.expose(), profile);
    save(&file)?;
    let mut line = None;
    if key.info().kind.is_secret() && !shape::is_reference(value.expose()) {
        warn_of_destinations(&file, profile, cx);
        line = ignore::report(&ignore::ignore(&file.path, cx), &file.path, cx);
    }
    warn_if_overridden(key, &file, profile, cx);
    let outcome = written(key.name(), &file.path, profile);
    Ok(match line {
        Some(line) => {
            let status = format!("{}\n{line}", outcome.status);
            outcome.status(status)
        }
        None => outcome,
    })
}

pub(super) fn known(name: &str) -> Result<Key, Error> {
    let unknown = || Usage::NoKey { key: name.to_owned(), closest: Key::closest(name) };
    Ok(Key::parse(name).ok_or_else(unknown)?)
}

/// Returns the value to write: given as argument, read from a file or standard input, or asked for.
fn value_of(key: Key, given: Option<&Secret>, cx: &Context) -> Result<Secret, Error> {
    let kind = key.info().kind;
    let Some(given) = given else { return ask(key, cx) };
    let text = given.expose();
    // The path of a file is the value itself; the file is not read.
    if shape::is_reference(text) || matches!(kind, ValueKind::File | ValueKind::KeyFile) {
        return Ok(given.clone());
    }
    if kind.is_secret() {
        return given_secret(key.name(), given, cx);
    }
    if kind == ValueKind::Url && without_password(text) != text {
        cx.warn_of_secret(words().secret_on_command_line);
    }
    value(key.name(), text, cx).map(Secret::new)
}

fn ask(key: Key, cx: &Context) -> Result<Secret, Error> {
    if !cx.printer.can_ask() {
        return Err(Usage::FlagsMissing(vec!["VALUE"]).into());
    }
    cx.catch_interrupts()?;
    let valid = |value: &str| match shape::check(key, value) {
        Err(odd) if !odd.usable => Err(misshapen(key, odd.wanted)),
        _ => Ok(()),
    };
    let question = title(key.info().about);
    match key.info().kind {
        ValueKind::Secret => password(question, valid),
        _ => valid_input(question, None, valid).map(Secret::new),
    }
}

/// Sets the default profile: `config set profile NAME`.
fn set_default_profile(args: &SetArgs, cx: &Context) -> Result<Outcome, Error> {
    let name = args.value.as_ref().ok_or_else(|| Usage::FlagsMissing(vec!["VALUE"]))?.expose();
    let path = file_to_write(cx)?;
    let _lock = lock_config_file(&path);
    let mut file = ConfigFile::read_or_new(&path)?;
    if file.profile(name).is_none() {
        let known = file.profiles().map(str::to_owned).collect();
        return Err(ConfigError::NoProfile { name: name.to_owned(), known }.into());
    }
    file.object.insert(DEFAULT_PROFILE_MEMBER.to_owned(), name.into());
    save(&file)?;
    Ok(written(DEFAULT_PROFILE_MEMBER, &file.path, None))
}

/// Prints a warning if an environment variable or the default profile overrides the value that was written.
fn warn_if_overridden(key: Key, file: &ConfigFile, profile: Option<&str>, cx: &Context) {
    let variable = key.info().env.iter().find(|name| cx.env.get(name).is_some());
    let own = file.object.get(DEFAULT_PROFILE_MEMBER).and_then(|name| name.as_str());
    let over = own.filter(|_| profile.is_none()).filter(|name| file.written(key, Some(name)).is_some());
    if let Some(by) = variable.copied().or(over) {
        cx.printer.warning(&(words().config.overruled)(key.name(), by));
    }
}

fn place(path: &Path, profile: Option<&str>) -> String {
    let path = path.display();
    profile.map_or_else(|| path.to_string(), |profile| format!("{path} ({profile})"))
}

fn written(key: &str, path: &Path, profile: Option<&str>) -> Outcome {
    let json = json!({ "file": path.display().to_string(), "profile": profile, "key": key });
    let status = (words().config.written)(&[key], &place(path, profile));
    Outcome::json(json).status(status)
}

/// Removes a key from the file; an unknown key too, if the file contains it.
pub(crate) fn unset(args: &UnsetArgs, cx: &Context) -> Result<Outcome, Error> {
    let profile = cx.named_profile().map(|(name, _)| name);
    let path = file_to_write(cx)?;
    let _lock = lock_config_file(&path);
    let mut file = ConfigFile::read_or_new(&path)?;
    if let Some(name) = profile.filter(|name| file.profile(name).is_none()) {
        let known = file.profiles().map(str::to_owned).collect();
        return Err(ConfigError::NoProfile { name: name.to_owned(), known }.into());
    }
    let (name, there) = match Key::parse(&args.key) {
        Some(key) => (key.name(), file.unset(key, profile)),
        None if args.key != "profiles" && file.remove(&args.key, profile) => (args.key.as_str(), true),
        None if args.key == DEFAULT_PROFILE_MEMBER => (DEFAULT_PROFILE_MEMBER, false),
        None => (known(&args.key)?.name(), false),
    };
    if there {
        save(&file)?;
    }
    let json = json!({
        "file": file.path.display().to_string(), "profile": profile, "key": name, "was_set": there,
    });
    let status = (words().config.taken_out)(name, &place(&file.path, profile), there);
    Ok(Outcome::json(json).status(status))
}

/// Returns a sentence about the invalid format of a value.
pub(in crate::commands) fn misshapen(key: Key, wanted: Wanted) -> String {
    let said = text::error(&Usage::Value { flag: key.name(), value: String::new(), wanted }.into());
    words().labelled(&said.message, &said.hints.join(words().semicolon))
}

/// Writes a configuration file, in a folder that may not be there yet.
pub(in crate::commands) fn save(file: &ConfigFile) -> Result<(), Error> {
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
