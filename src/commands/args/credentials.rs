//! The credentials shared with a bot, and other secrets, resolved from flags, environment and files.

use std::path::Path;

use clap::Args;

use super::form::ModeArg;
use super::input::{non_empty, read_bytes, read_configured, value};
use crate::config::{Key, Origin, Setting};
use crate::context::Context;
use crate::error::{Error, Setup, Usage};
use crate::lang::{Said, Wanted};
use crate::message::envelope::AesKey;
use crate::message::{AnswerFamily, Credentials, Mode, NotXml, Rule, SAMPLE_APPID};
use crate::secret::Secret;
use crate::sign::rsa::PrivateKey;
use crate::text::{self, help, words};

/// The default token of webot-cli, which many test bots use.
pub(crate) const DEFAULT_TOKEN: &str = "keyboardcat123";
/// The default EncodingAESKey of `--demo`; both sides are in this process.
const DEMO_KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

/// The credentials shared with the bot.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = help().send.signing)]
pub(crate) struct CredentialArgs {
    /// `--token`
    #[arg(long, alias = "t", short_alias = 't', value_name = "TOKEN", help = help().send.token)]
    pub token: Option<Secret>,
    /// `--aes-key`
    #[arg(long, alias = "encoding-aes-key", value_name = "KEY", help = help().send.aes_key)]
    pub aes_key: Option<Secret>,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().send.appid)]
    pub appid: Option<String>,
    /// `--receiver`
    #[arg(long, value_name = "ID", help = help().send.receiver)]
    pub receiver: Option<String>,
}

/// The origin of the token, which is the first thing to check if a bot refuses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TokenOrigin {
    /// The name of a flag, a variable or a file.
    Named(String),
    /// The default.
    Default,
}

impl TokenOrigin {
    /// Returns the hint for a refused token.
    pub(crate) fn hint(&self) -> String {
        match self {
            Self::Named(origin) => (words().token_from)(origin),
            Self::Default => (words().token_default)(DEFAULT_TOKEN),
        }
    }

    /// Explains a finding; one that the token may be the reason for names its origin.
    pub(crate) fn explain(&self, rule: &Rule, family: AnswerFamily) -> Said {
        let mut said = text::finding(rule, family);
        let pay = matches!(family, AnswerFamily::PayV2 | AnswerFamily::PayV3);
        match rule {
            Rule::HttpStatus { status: 400.., reason: None, blames_signature: true, .. } if !pay => {
                said.hints.truncate(1);
                said.hints.insert(0, self.hint());
            }
            // The other reason keeps its hint.
            Rule::HttpStatus { status: 401 | 403, reason: None, .. } | Rule::NotXml(NotXml::Refusal(_))
                if !pay =>
            {
                said.hints[0] = self.hint();
            }
            _ => {}
        }
        said
    }
}

impl CredentialArgs {
    /// Returns these credentials with a receiver that the message decides, if the user gives none.
    pub(crate) fn for_receiver(&self, receiver: Option<&str>) -> Self {
        let receiver = self.receiver.clone().or(receiver.map(str::to_owned));
        Self { receiver, ..self.clone() }
    }

    /// Returns token, key and receiver. With `--demo`, missing ones have defaults.
    pub(crate) fn resolve(
        &self,
        mode: ModeArg,
        demo: bool,
        cx: &Context,
    ) -> Result<(Credentials, TokenOrigin), Error> {
        let settings = cx.settings()?;
        let (token, origin) = self.find_token(cx)?;
        if token.expose().trim() != token.expose() {
            cx.printer.warning(words().token_space);
        }
        if origin != TokenOrigin::Default {
            cx.hide_in_foreign(&token);
        }
        if let Some(key) = &self.aes_key {
            cx.hide_in_foreign(key);
        }
        let mode = match mode {
            ModeArg::Plain => Mode::Plain,
            ModeArg::Compat => Mode::Compat(self.find_key(demo, cx)?),
            ModeArg::Safe => Mode::Safe(self.find_key(demo, cx)?),
        };
        let flags = self.receiver.clone().or(self.appid.clone().filter(|appid| !appid.is_empty()));
        let receiver = match flags {
            Some(receiver) => Some(receiver),
            None => settings.receiver()?,
        };
        let receiver = match receiver {
            Some(receiver) => receiver,
            None if demo => SAMPLE_APPID.to_owned(),
            None if mode.key().is_some() => return Err(Setup::NoReceiver.into()),
            None => String::new(),
        };
        Ok((Credentials { token, mode, receiver }, origin))
    }

    fn find_token(&self, cx: &Context) -> Result<(Secret, TokenOrigin), Error> {
        match &self.token {
            Some(token) if token.expose().is_empty() => {
                Err(Usage::Value { flag: "--token", value: String::new(), wanted: Wanted::NotEmpty }.into())
            }
            Some(token) => {
                let token = referenced("--token", token, cx)?;
                Ok((token, TokenOrigin::Named("--token".to_owned())))
            }
            None => Ok(match cx.settings()?.get(Key::Token)? {
                Some(Setting { value, origin }) => (value, TokenOrigin::Named(origin.shown())),
                None => (Secret::new(DEFAULT_TOKEN), TokenOrigin::Default),
            }),
        }
    }

    fn find_key(&self, demo: bool, cx: &Context) -> Result<AesKey, Error> {
        match &self.aes_key {
            Some(key) => {
                let key = referenced("--aes-key", key, cx)?;
                Ok(AesKey::parse(key.expose()).map_err(Usage::AesKey)?)
            }
            None => match known_aes_key(cx)? {
                Some(key) => Ok(key),
                None if demo => Ok(AesKey::parse(DEMO_KEY).map_err(Usage::AesKey)?),
                None => Err(Setup::NoAesKey.into()),
            },
        }
    }
}

/// Returns the EncodingAESKey from the environment or the file.
pub(crate) fn known_aes_key(cx: &Context) -> Result<Option<AesKey>, Error> {
    let Some(Setting { value, origin }) = cx.settings()?.get(Key::EncodingAesKey)? else { return Ok(None) };
    let wrong = |error| Setup::AesKey { origin: origin.shown(), error };
    Ok(Some(AesKey::parse(value.expose()).map_err(wrong)?))
}

/// Returns a required secret: `@FILE`, `-` for standard input, or the value itself; otherwise from the environment,
/// then from the file.
pub(crate) fn secret(
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

/// Returns an optional secret, like [`secret`].
pub(crate) fn optional_secret(
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

/// Returns a given secret: `@FILE`, `-` for standard input, `env:NAME`, or the value itself, which other users of the
/// machine can see.
pub(crate) fn given_secret(flag: &'static str, given: &Secret, cx: &Context) -> Result<Secret, Error> {
    let text = given.expose();
    if text != "-" && !text.starts_with('@') && !text.starts_with(ENV_PREFIX) {
        cx.warn_of_secret(words().secret_on_command_line);
    }
    referenced(flag, given, cx)
}

/// The beginning of a value that names an environment variable.
const ENV_PREFIX: &str = "env:";

/// Returns a secret like [`given_secret`], without a warning: the token of a test bot is hardly secret.
pub(crate) fn referenced(flag: &'static str, given: &Secret, cx: &Context) -> Result<Secret, Error> {
    let text = match given.expose().strip_prefix(ENV_PREFIX) {
        Some(name) => {
            let missing = || Usage::NoVariable { flag, name: name.to_owned() };
            cx.env.get(name).ok_or_else(missing)?.to_owned()
        }
        None => value(flag, given.expose(), cx)?,
    };
    non_empty(flag, text).map(Secret::new)
}

/// Returns a required value that is not secret, from the flag, the environment or the file.
pub(crate) fn setting(
    flag: &'static str,
    given: Option<&String>,
    key: Key,
    cx: &Context,
) -> Result<String, Error> {
    let found = optional_setting(given, key, cx)?.filter(|value| !value.is_empty());
    let env = key.info().env.first().copied().unwrap_or_default();
    Ok(found.ok_or(Setup::MissingSetting { flag, env, key: key.name() })?)
}

/// Returns an optional value, like [`setting`].
pub(crate) fn optional_setting(
    given: Option<&String>,
    key: Key,
    cx: &Context,
) -> Result<Option<String>, Error> {
    match given {
        Some(given) => Ok(Some(given.clone())),
        None => Ok(cx.settings()?.text(key)?),
    }
}

/// Returns a private key: PEM, `@FILE`, `FILE` or `-`; otherwise PEM or a file from the environment, then a file from
/// the configuration.
pub(crate) fn private_key(
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
            Some(Setting { value, .. }) => {
                let path = value.expose().to_owned();
                let parsed = PrivateKey::read(&read_configured(Path::new(&path), key)?);
                return parsed.map(Some).map_err(|error| Usage::PrivateKey { path, error }.into());
            }
            None => return Ok(None),
        },
    };
    // A pasted key may be in the quotation marks of a shell or a .env file.
    let text = text.expose().trim().trim_matches(['"', '\'']).trim();
    let file = text == "-" || text.starts_with('@') || Path::new(text).is_file();
    let parsed = if file {
        let path = text.strip_prefix('@').unwrap_or(text);
        PrivateKey::read(&read_bytes(Path::new(path), FLAG, cx)?).map_err(|error| (path.to_owned(), error))
    } else if looks_like_path(text) {
        let source = std::io::Error::from(std::io::ErrorKind::NotFound);
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

/// Returns whether a text can be shown as a file name. A key, or a part of one, has no dot and is not short.
fn looks_like_path(text: &str) -> bool {
    text.len() <= 255 && text.contains('.') && !text.contains("-----") && !text.contains(char::is_whitespace)
}
