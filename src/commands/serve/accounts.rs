//! Resolves the accounts of a server: those in the file of rules, or the one from flags and configuration.

use std::path::{Path, PathBuf};

use super::ServeArgs;
use crate::bot::rules::{AccountSpec, RuleBook};
use crate::bot::serve::Account;
use crate::bot::{Problem, ProblemKind};
use crate::commands::args::{ModeArg, known_aes_key, referenced};
use crate::config::{ConfigError, Env};
use crate::config::{ConfigFile, FileScope, Key, Setting, Settings};
use crate::context::Context;
use crate::error::{Error, Setup, Usage};
use crate::files::read_text;
use crate::message::envelope::AesKey;
use crate::secret::Secret;
use crate::text;

/// The size limit of a file with one value, in bytes.
const MAX_VALUE_BYTES: usize = 1 << 20;

/// The sources of accounts.
pub(super) struct AccountResolver {
    /// The account from flags and configuration.
    default_account: Account,
    env: Env,
    config: Option<(PathBuf, FileScope)>,
    /// The first flag given that belongs to a single account.
    account_flag: Option<&'static str>,
}

impl AccountResolver {
    pub(super) fn new(args: &ServeArgs, cx: &Context) -> Result<Self, Error> {
        let settings = cx.settings()?;
        let token = match &args.token {
            Some(token) => Some(referenced("--token", token, cx)?),
            None => settings.get(Key::Token)?.map(|Setting { value, .. }| value),
        };
        let key = match &args.aes_key {
            Some(key) => {
                let key = referenced("--aes-key", key, cx)?;
                Some(AesKey::parse(key.expose()).map_err(Usage::AesKey)?)
            }
            None => known_aes_key(cx)?,
        };
        let receiver = match args.receiver.clone().or(args.appid.clone()) {
            Some(receiver) => Some(receiver),
            None => settings.receiver()?,
        };
        let mode = settings.get(Key::Mode)?;
        let only_encrypted = match args.mode {
            Some(mode) => mode == ModeArg::Safe,
            None => mode.is_some_and(|mode| mode.value.expose() == "safe"),
        };
        if only_encrypted && key.is_none() {
            return Err(Setup::NoAesKey.into());
        }
        let token = token.filter(|token| !token.expose().is_empty());
        let default_account =
            Account { path: args.route.clone(), token, aes_key: key, receiver, only_encrypted, rules: None };
        let account_flag = [
            ("--token", args.token.is_some()),
            ("--aes-key", args.aes_key.is_some()),
            ("--appid", args.appid.is_some()),
            ("--receiver", args.receiver.is_some()),
            ("--mode", args.mode.is_some()),
            ("--route", args.route.is_some()),
        ];
        let account_flag =
            account_flag.into_iter().find(|(_, given)| *given).map(|(account_flag, _)| account_flag);
        Ok(Self { default_account, env: cx.env.clone(), config: cx.find_config().file, account_flag })
    }

    /// Returns the accounts for these rules.
    pub(super) fn resolve(&self, book: &RuleBook) -> Result<Vec<Account>, Vec<Problem>> {
        if book.accounts.is_empty() {
            return Ok(vec![self.default_account.clone()]);
        }
        let mut problems = Vec::new();
        let mut accounts: Vec<Account> = Vec::new();
        let several = book.accounts.len() > 1;
        if let (Some(account_flag), Some(first), true) = (self.account_flag, book.accounts.first(), several) {
            problems.push(problem(first, "accounts", (text::words().config.one_account)(account_flag)));
        }
        for spec in &book.accounts {
            match self.account(spec, book.accounts.len() == 1) {
                Ok(account) if accounts.iter().any(|known| known.path == account.path) => {
                    let name = account.path.unwrap_or_default();
                    let reason = (text::words().config.same_path)(&name);
                    problems.push(problem(spec, "path", reason));
                }
                // One of several accounts without a token would accept any sender, unnoticed.
                Ok(account) if several && account.token.is_none() => {
                    problems.push(problem(spec, "token", text::words().config.no_value.to_owned()));
                }
                Ok(account) if account.only_encrypted && account.aes_key.is_none() => {
                    problems.push(problem(
                        spec,
                        "encoding_aes_key",
                        text::words().config.no_value.to_owned(),
                    ));
                }
                Ok(account) => accounts.push(account),
                Err((key, reason)) => problems.push(problem(spec, key, reason)),
            }
        }
        if problems.is_empty() { Ok(accounts) } else { Err(problems) }
    }

    fn account(&self, spec: &AccountSpec, is_single: bool) -> Result<Account, (&'static str, String)> {
        let profile = spec.profile.as_deref().map(|name| self.profile(name)).transpose()?;
        let of_profile = |key: Key| match &profile {
            Some(settings) => {
                settings.text(key).map_err(|error| ("profile", text::config_error(&error).message))
            }
            None => Ok(None),
        };
        let folder = spec.position.file.parent().unwrap_or(Path::new(""));
        let own = |key: &'static str, given: &Option<Secret>| {
            let value =
                given.as_ref().map(|given| self.resolve_reference(given.expose(), folder)).transpose();
            match value.map_err(|reason| (key, reason))? {
                Some(value) if value.trim().is_empty() => {
                    Err((key, text::words().config.no_value.to_owned()))
                }
                value => Ok(value),
            }
        };
        let token = own("token", &spec.token)?.or(of_profile(Key::Token)?).map(Secret::new);
        let key = own("encoding_aes_key", &spec.aes_key)?.or(of_profile(Key::EncodingAesKey)?);
        let key = match key {
            Some(key) => {
                let wrong = |error: crate::message::envelope::KeyError| {
                    ("encoding_aes_key", text::error(&Usage::AesKey(error).into()).message)
                };
                Some(AesKey::parse(key.trim()).map_err(wrong)?)
            }
            None => None,
        };
        let receiver = spec.receiver.clone().or(match &profile {
            Some(settings) => {
                settings.receiver().map_err(|error| ("profile", text::config_error(&error).message))?
            }
            None => None,
        });
        // A single account may be completed from flags and configuration; with several, it would be unclear which one.
        let default_account = if is_single { self.default_account.clone() } else { Account::default() };
        Ok(Account {
            path: spec.path.clone().or(default_account.path),
            token: token.filter(|token| !token.expose().is_empty()).or(default_account.token),
            aes_key: key.or(default_account.aes_key),
            receiver: receiver.or(default_account.receiver),
            only_encrypted: match spec.mode.clone().or(of_profile(Key::Mode)?) {
                Some(mode) => mode == "safe",
                None => default_account.only_encrypted,
            },
            rules: spec.rules.clone(),
        })
    }

    /// Returns the settings of a profile in the configuration file. Environment variables belong to one account and
    /// would override all profiles.
    fn profile(&self, name: &str) -> Result<Settings, (&'static str, String)> {
        let profile_error = |error: ConfigError| ("profile", text::config_error(&error).message);
        let read = |(path, scope): &(PathBuf, FileScope)| Ok(ConfigFile::read(path)?.scoped(*scope));
        let file = self.config.as_ref().map(read).transpose().map_err(profile_error)?;
        let settings = Settings::resolve(&self.env, file, Some(name)).map_err(profile_error)?;
        Ok(settings.file_only())
    }

    /// Returns a value, or the content of the `env:NAME` or `file:PATH` that it refers to.
    fn resolve_reference(&self, given: &str, folder: &Path) -> Result<String, String> {
        if let Some(name) = given.strip_prefix("env:") {
            let missing = || (text::words().config.no_variable)(name);
            return self.env.get(name).map(str::to_owned).ok_or_else(missing);
        }
        if let Some(path) = given.strip_prefix("file:") {
            let path = folder.join(path);
            let read = read_text(&path, MAX_VALUE_BYTES);
            return read
                .map(|text| text.trim_start_matches('\u{feff}').trim_end().to_owned())
                .map_err(|error| format!("{}: {error}", path.display()));
        }
        Ok(given.to_owned())
    }
}

fn problem(spec: &AccountSpec, key: &'static str, reason: String) -> Problem {
    Problem { position: spec.position.clone(), rule: None, kind: ProblemKind::Account { key, reason } }
}
