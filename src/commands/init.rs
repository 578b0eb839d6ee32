//! `webot init`: writes `wx_config.json` with an account from flags or prompts.

mod account;
mod ask;

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use self::account::{AccountField, AccountKind, field};
use super::args::{given_secret, read};
use super::config::ignore::{self, IgnoreResult};
use super::config::{misshapen, save, trusted, warn_of_destinations};
use crate::config::{self, ConfigFile, ConfigWarning, FILE_NAME, Import, Key, shape};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files::canonical;
use crate::lang::Wanted;
use crate::printer::{Outcome, confirm};
use crate::secret::{MASK, Secret};
use crate::text::{help, words};

/// `webot init`
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// `--kind`
    #[arg(
        long, value_name = "KIND", value_enum, help = help().init.kind, hide_possible_values = true,
        help_heading = help().init.account
    )]
    pub kind: Option<AccountKind>,
    /// `--appid`
    #[arg(long, value_name = "APPID", help = help().init.appid, help_heading = help().init.account)]
    pub appid: Option<String>,
    /// `--secret`
    #[arg(long, value_name = "SECRET", help = help().init.secret, help_heading = help().init.account)]
    pub secret: Option<Secret>,
    /// `--corpid`
    #[arg(long, value_name = "CORPID", help = help().init.corpid, help_heading = help().init.account)]
    pub corpid: Option<String>,
    /// `--agentid`
    #[arg(long, value_name = "AGENTID", help = help().init.agentid, help_heading = help().init.account)]
    pub agentid: Option<String>,
    /// `--corpsecret`
    #[arg(long, value_name = "SECRET", help = help().init.corpsecret, help_heading = help().init.account)]
    pub corpsecret: Option<Secret>,
    /// `--token`
    #[arg(long, value_name = "TOKEN", help = help().init.token, help_heading = help().init.bot)]
    pub token: Option<Secret>,
    /// `--encoding-aes-key`
    #[arg(
        long, alias = "aes-key", value_name = "KEY", help = help().init.encoding_aes_key,
        help_heading = help().init.bot
    )]
    pub encoding_aes_key: Option<Secret>,
    /// `--url`
    #[arg(long, value_name = "URL", help = help().init.url, help_heading = help().init.bot)]
    pub url: Option<String>,
    /// `--generate`
    #[arg(long, help = help().init.generate, help_heading = help().init.bot)]
    pub generate: bool,
    /// `--from`
    #[arg(long, value_name = "FILE", help = help().init.from)]
    pub from: Option<PathBuf>,
    /// `--file`
    #[arg(long, value_name = "PATH", help = help().init.file)]
    pub file: Option<PathBuf>,
    /// `--force`
    #[arg(long, help = help().init.force)]
    pub force: bool,
}

/// The values to write into the file.
#[derive(Default)]
struct Answers {
    values: Vec<(Key, Secret)>,
    /// The keys with generated values, which the user does not know yet.
    generated: Vec<Key>,
}

impl Answers {
    fn has(&self, key: Key) -> bool {
        self.values.iter().any(|(given, _)| *given == key)
    }

    fn add(&mut self, key: Key, value: Secret) {
        self.values.push((key, value));
    }
}

/// Collects the values from flags and prompts, writes the file, and names the next commands.
pub(crate) fn run(args: &InitArgs, cx: &Context) -> Result<Outcome, Error> {
    let path = path(args, cx)?;
    let profile = cx.named_profile().map(|(name, _)| name);
    let mut file = ConfigFile::read_or_new(&path)?;
    let mut answers = args.given(cx)?;
    let existing = |key: Key| file.written(key, profile);
    let known = |key: Key| answers.has(key) || existing(key).is_some();
    let kind = args.kind.or_else(|| AccountKind::guess(|key| answers.has(key)));
    let kind_in_file = AccountKind::guess(|key| existing(key).is_some());
    let missing = match kind.or(kind_in_file) {
        Some(kind) => kind.missing(|key| known(key) || (args.generate && account::can_be_generated(key))),
        None => vec!["--kind"],
    };
    let kind = if cx.printer.can_ask() && (answers.values.is_empty() || !missing.is_empty()) {
        ask::conversation(kind, kind_in_file, &mut answers, &existing, args, cx)?
    } else if missing.is_empty() {
        kind.or(kind_in_file).unwrap_or(AccountKind::Bot)
    } else {
        return Err(Usage::FlagsMissing(missing).into());
    };
    if args.generate {
        account::generate(&mut answers, &existing, cx)?;
    }
    kind.complete(&mut answers, &existing);
    let generated = std::mem::take(&mut answers.generated);
    let changed = change(&mut file, answers, profile, args.force, cx)?;
    let generated = generated.into_iter().map(Key::name).filter(|name| changed.contains(name)).collect();
    if !changed.is_empty() || is_open_to_others(&file) {
        save(&file)?;
    }
    warn_of_destinations(&file, profile, cx);
    let ignored = ignore::ignore(&path, cx);
    Ok(outcome(&InitResult { file: &file, profile, changed, generated, kind, ignored }, cx))
}

fn path(args: &InitArgs, cx: &Context) -> Result<PathBuf, Error> {
    let named = args.file.clone().or_else(|| cx.named_config().map(|(path, _)| path));
    named.map_or_else(|| trusted(cx.env.here.join(FILE_NAME), cx), Ok)
}

impl InitArgs {
    /// Returns the values of the flags, each checked for its format.
    fn given(&self, cx: &Context) -> Result<Answers, Error> {
        let plain = |value: &Option<String>| value.as_deref().map(Secret::new);
        let flags = [
            (Key::Appid, plain(&self.appid)),
            (Key::Secret, self.secret.clone()),
            (Key::Corpid, plain(&self.corpid)),
            (Key::Agentid, plain(&self.agentid)),
            (Key::Corpsecret, self.corpsecret.clone()),
            (Key::Token, self.token.clone()),
            (Key::EncodingAesKey, self.encoding_aes_key.clone()),
            (Key::Url, plain(&self.url)),
        ];
        let mut answers = Answers::default();
        for (key, given) in flags {
            let Some(given) = given else { continue };
            let Some(AccountField { flag, .. }) = field(key) else { continue };
            let secret = key.info().kind.is_secret();
            let value = if secret && !shape::is_reference(given.expose()) {
                given_secret(flag, &given, cx)?
            } else {
                given
            };
            if let Err(odd) = shape::check(key, value.expose()) {
                if !self.force || odd.wanted == Wanted::NotEmpty {
                    let shown = if secret || value.expose().contains('@') { "" } else { value.expose() };
                    return Err(Usage::Value { flag, value: shown.to_owned(), wanted: odd.wanted }.into());
                }
                cx.printer.warning(&misshapen(key, odd.wanted));
            }
            answers.add(key, value);
        }
        if let Some(path) = &self.from {
            self.import(path, &mut answers, cx)?;
        }
        Ok(answers)
    }

    /// Adds the settings of another tool's file for which there is no flag, and shows them.
    fn import(&self, path: &Path, answers: &mut Answers, cx: &Context) -> Result<(), Error> {
        let (shown, say) = (path.display().to_string(), &words().config);
        let text = read(path, "--from", cx)?;
        let broken = |error| Usage::Menu { path: shown.clone(), error: Box::new(error) };
        let preferred = self.kind.map_or(&[][..], AccountKind::words);
        let Import { found, skipped } = config::import(&text, preferred).map_err(broken)?;
        for imported in &found {
            let (key, is_secret) = (imported.key, imported.key.info().kind.is_secret());
            if answers.has(key) {
                continue;
            }
            let value = if is_secret { MASK } else { imported.value.expose() };
            cx.printer.status(&cx.printer.foreign(&(say.imported)(key.name(), value, &imported.name)));
            answers.add(key, Self::in_place(path, key, &imported.value));
        }
        for skipped in skipped {
            let said = (say.not_imported)(skipped.key.name(), &skipped.name, skipped.reason);
            cx.printer.warning(&cx.printer.foreign(&said));
        }
        if found.is_empty() { Err(Usage::NothingToImport(shown).into()) } else { Ok(()) }
    }

    /// Returns a value as it must be in the configuration file: the path of a key starts from the imported file.
    fn in_place(path: &Path, key: Key, value: &Secret) -> Secret {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        match folder {
            Some(folder) if key == Key::MchPrivateKey && !value.expose().contains("-----") => {
                Secret::new(folder.join(value.expose()).display().to_string())
            }
            _ => value.clone(),
        }
    }
}

/// Sets the values in the file; asks before it replaces an existing value, unless `force` is set. Returns the changed
/// keys.
fn change(
    file: &mut ConfigFile,
    answers: Answers,
    profile: Option<&str>,
    force: bool,
    cx: &Context,
) -> Result<Vec<&'static str>, Error> {
    let is_new =
        |(key, value): &(Key, Secret)| file.written(*key, profile).as_deref() != Some(value.expose());
    let new: Vec<(Key, Secret)> = answers.values.into_iter().filter(is_new).collect();
    let existing = |key: Key| file.written(key, profile).is_some();
    let keys: Vec<&str> = new.iter().filter(|(key, _)| existing(*key)).map(|(key, _)| key.name()).collect();
    if !keys.is_empty() && !force && !cx.printer.can_ask() {
        return Err(Usage::OverwriteNotConfirmed { keys, path: file.path.display().to_string() }.into());
    }
    let mut changed = Vec::new();
    for (key, value) in new {
        if !force && file.written(key, profile).is_some() {
            cx.catch_interrupts()?;
            if !confirm(&(words().config.really_change)(key.name()))? {
                continue;
            }
        }
        file.set(key, value.expose(), profile);
        changed.push(key.name());
    }
    Ok(changed)
}

fn is_open_to_others(file: &ConfigFile) -> bool {
    file.warnings().iter().any(|warning| matches!(warning, ConfigWarning::Readable(_)))
}

/// The result of `webot init`.
struct InitResult<'a> {
    file: &'a ConfigFile,
    profile: Option<&'a str>,
    changed: Vec<&'static str>,
    generated: Vec<&'static str>,
    kind: AccountKind,
    ignored: IgnoreResult,
}

fn outcome(result: &InitResult<'_>, cx: &Context) -> Outcome {
    let (path, say) = (result.file.path.display().to_string(), &words().config);
    let suffix = suffix(&result.file.path, result.profile, cx);
    let next: Vec<String> = result
        .kind
        .next(|key| result.file.written(key, result.profile).is_some())
        .iter()
        .map(|command| format!("webot {command}{suffix}"))
        .collect();
    let mut lines = Vec::new();
    lines.push(match result.changed.as_slice() {
        [] => (say.nothing_new)(&path),
        keys => (say.written)(keys, &path),
    });
    if !result.generated.is_empty() {
        let command = format!("webot config show --show-secrets{suffix}");
        lines.push((say.generated)(&result.generated, &command));
    }
    lines.extend(ignore::report(&result.ignored, &result.file.path, cx));
    lines.extend(next.iter().map(|command| (say.next)(command)));
    let json: Value = json!({
        "file": path,
        "profile": result.profile,
        "written": result.changed,
        "generated": result.generated,
        "gitignore": result.ignored.word(),
        "next": next,
    });
    Outcome::json(json).status(lines.join("\n"))
}

/// Returns the flags that the next commands need to find the file and the profile.
fn suffix(path: &Path, profile: Option<&str>, cx: &Context) -> String {
    let same = |found: &Path| match (canonical(found), canonical(path)) {
        (Ok(found), Ok(path)) => found == path,
        _ => false,
    };
    let variable = cx.env.get("WEBOT_CONFIG").map(PathBuf::from);
    let found = variable.or_else(|| config::find(&cx.env, crate::files::config_folder().as_deref()).path());
    let config = if found.is_some_and(|found| same(&found)) {
        String::new()
    } else {
        format!(" --config {}", path.display())
    };
    match profile {
        Some(profile) if cx.profile.is_some() => format!("{config} --profile {profile}"),
        _ => config,
    }
}
