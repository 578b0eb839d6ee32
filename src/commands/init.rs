//! `webot init`: asks for an account, or takes it from flags, and writes `wx_config.json`.

mod account;
mod ask;
mod ignore;

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use self::account::{Field, Kind, field};
use self::ignore::Ignored;
use super::inputs::{given_secret, misshapen, save};
use crate::config::{self, ConfigFile, FILE_NAME, Key, Remark, shape};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::printer::{Outcome, confirm};
use crate::secret::Secret;
use crate::text::{help, words};

/// `webot init`
#[derive(Debug, Args)]
pub struct InitArgs {
    /// `--kind`
    #[arg(
        long, value_name = "KIND", value_enum, help = help().init.kind, hide_possible_values = true,
        help_heading = help().init.account
    )]
    pub kind: Option<Kind>,
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
    /// `--file`
    #[arg(long, value_name = "PATH", help = help().init.file)]
    pub file: Option<PathBuf>,
    /// `--force`
    #[arg(long, help = help().init.force)]
    pub force: bool,
}

/// What is to stand in the file.
#[derive(Default)]
struct Answers {
    values: Vec<(Key, Secret)>,
    /// What nobody has seen yet.
    made_up: Vec<Key>,
}

impl Answers {
    fn has(&self, key: Key) -> bool {
        self.values.iter().any(|(given, _)| *given == key)
    }

    fn add(&mut self, key: Key, value: Secret) {
        self.values.push((key, value));
    }
}

/// Asks, or takes what was given; writes; tells what to type next.
pub fn run(args: &InitArgs, cx: &Context) -> Result<Outcome, Error> {
    let path = path(args, cx);
    let profile = cx.named_profile().map(|(name, _)| name);
    let mut file = ConfigFile::read_or_new(&path)?;
    let mut answers = args.given(cx)?;
    let there = |key: Key| file.written(key, profile);
    let known = |key: Key| answers.has(key) || there(key).is_some();
    let kind = args.kind.or_else(|| Kind::guess(|key| answers.has(key)));
    let before = Kind::guess(|key| there(key).is_some());
    let missing = match kind.or(before) {
        Some(kind) => kind.missing(|key| known(key) || (args.generate && account::can_be_made_up(key))),
        None => vec!["--kind"],
    };
    let kind = if cx.printer.can_ask() && (answers.values.is_empty() || !missing.is_empty()) {
        ask::conversation(kind, before, &mut answers, &there, args, cx)?
    } else if missing.is_empty() {
        kind.or(before).unwrap_or(Kind::Bot)
    } else {
        return Err(Usage::FlagsMissing(missing).into());
    };
    if args.generate {
        account::make_up(&mut answers, &there, cx)?;
    }
    kind.complete(&mut answers, &there);
    let made_up = std::mem::take(&mut answers.made_up);
    let changed = change(&mut file, answers, profile, args.force, cx)?;
    let made_up = made_up.into_iter().map(Key::name).filter(|name| changed.contains(name)).collect();
    if !changed.is_empty() || is_open_to_others(&file) {
        save(&file)?;
    }
    let ignored = ignore::ignore(&path, cx);
    Ok(outcome(&Done { file: &file, profile, changed, made_up, kind, ignored }, cx))
}

fn path(args: &InitArgs, cx: &Context) -> PathBuf {
    let named = args.file.clone().or_else(|| cx.named_config().map(|(path, _)| path));
    named.unwrap_or_else(|| cx.env.here.join(FILE_NAME))
}

impl InitArgs {
    /// What the flags give, each of its shape.
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
            let Some(Field { flag, .. }) = field(key) else { continue };
            let secret = key.info().holds.is_secret();
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
        Ok(answers)
    }
}

/// Puts the answers into the file; what has another value there is changed when somebody wants it.
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
    let there = |key: Key| file.written(key, profile).is_some();
    let keys: Vec<&str> = new.iter().filter(|(key, _)| there(*key)).map(|(key, _)| key.name()).collect();
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
    file.remarks().iter().any(|remark| matches!(remark, Remark::Readable(_)))
}

/// What came of it.
struct Done<'a> {
    file: &'a ConfigFile,
    profile: Option<&'a str>,
    changed: Vec<&'static str>,
    made_up: Vec<&'static str>,
    kind: Kind,
    ignored: Ignored,
}

fn outcome(done: &Done<'_>, cx: &Context) -> Outcome {
    let (path, say) = (done.file.path.display().to_string(), &words().config);
    let suffix = suffix(&done.file.path, done.profile, cx);
    let next: Vec<String> = done
        .kind
        .next(|key| done.file.written(key, done.profile).is_some())
        .iter()
        .map(|command| format!("webot {command}{suffix}"))
        .collect();
    let mut lines = Vec::new();
    lines.push(match done.changed.as_slice() {
        [] => (say.nothing_new)(&path),
        keys => (say.written)(keys, &path),
    });
    if !done.made_up.is_empty() {
        let command = format!("webot config show --show-secrets{suffix}");
        lines.push((say.made_up)(&done.made_up, &command));
    }
    let name = done.file.path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    match &done.ignored {
        Ignored::Added(path) => lines.push((say.ignored)(&path.display().to_string())),
        Ignored::Failed(path, reason) => {
            cx.printer.warning(&(say.not_ignored)(&path.display().to_string(), &reason.to_string()));
        }
        Ignored::Tracked => cx.printer.warning(&(say.tracked)(&name)),
        Ignored::Already | Ignored::NoRepository => {}
    }
    lines.extend(next.iter().map(|command| (say.next)(command)));
    let json: Value = json!({
        "file": path,
        "profile": done.profile,
        "written": done.changed,
        "generated": done.made_up,
        "gitignore": done.ignored.word(),
        "next": next,
    });
    Outcome::json(json).status(lines.join("\n"))
}

/// What the next commands need so that they find what was written.
fn suffix(path: &Path, profile: Option<&str>, cx: &Context) -> String {
    let same = |found: &Path| match (found.canonicalize(), path.canonicalize()) {
        (Ok(found), Ok(path)) => found == path,
        _ => false,
    };
    let variable = cx.env.get("WEBOT_CONFIG").map(PathBuf::from);
    let found = variable.or_else(|| config::find(&cx.env.here, crate::files::config_folder().as_deref()));
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
