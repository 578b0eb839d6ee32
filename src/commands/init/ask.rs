//! The prompts of `webot init`.

use super::account::{AccountField, AccountKind, can_be_generated};
use super::{Answers, InitArgs};
use crate::commands::config::misshapen;
use crate::config::{Key, shape};
use crate::context::Context;
use crate::error::Error;
use crate::lang::Wanted;
use crate::printer::{choose, password, valid_input};
use crate::secret::Secret;
use crate::text::{title, words};

/// Asks for each value that was not given; offers the existing value as default.
pub(super) fn conversation(
    kind: Option<AccountKind>,
    kind_in_file: Option<AccountKind>,
    answers: &mut Answers,
    existing: &dyn Fn(Key) -> Option<String>,
    args: &InitArgs,
    cx: &Context,
) -> Result<AccountKind, Error> {
    cx.catch_interrupts()?;
    let kind = match kind {
        Some(kind) => kind,
        None => ask_kind(kind_in_file)?,
    };
    let needed = kind.needs().iter().map(|field| (field, true));
    for (&AccountField { key, .. }, needed) in needed.chain(kind.takes().iter().map(|field| (field, false))) {
        let generated = args.generate && can_be_generated(key);
        if answers.has(key) || generated {
            continue;
        }
        let existing = existing(key);
        let choice = if can_be_generated(key) {
            choose_secret(key, needed, existing.is_some())?
        } else {
            Choice::Type
        };
        match choice {
            Choice::Type => {
                if let Some(value) = ask(key, needed, existing.as_deref(), args.force)? {
                    answers.add(key, value);
                }
            }
            Choice::Generate => answers.generate(key, cx)?,
            Choice::Keep => {}
        }
    }
    Ok(kind)
}

fn ask_kind(kind_in_file: Option<AccountKind>) -> Result<AccountKind, Error> {
    let say = &words().config;
    let items = say.kinds.map(str::to_owned);
    let default = AccountKind::ALL.iter().position(|kind| Some(*kind) == kind_in_file).unwrap_or(0);
    let chosen = choose(say.which_kind, &items, default)?.ok_or(Error::Interrupted)?;
    Ok(AccountKind::ALL[chosen])
}

/// The user's choice for a Token or EncodingAESKey.
#[derive(Clone, Copy)]
enum Choice {
    Type,
    Generate,
    /// Keep the existing value, or leave it out.
    Keep,
}

fn choose_secret(key: Key, needed: bool, existing: bool) -> Result<Choice, Error> {
    let say = &words().config;
    let [typed, generated, left_out] = say.secret_choices;
    let mut choices = vec![(Choice::Type, typed), (Choice::Generate, generated)];
    if existing || !needed {
        choices.push((Choice::Keep, if existing { say.keep } else { left_out }));
    }
    let items: Vec<String> = choices.iter().map(|(_, words)| (*words).to_owned()).collect();
    // Enter changes nothing, if that is possible.
    let default = if choices.len() == 3 { 2 } else { 0 };
    let chosen = choose(about(key), &items, default)?.ok_or(Error::Interrupted)?;
    Ok(choices[chosen].0)
}

/// Returns the description of a key for a prompt.
fn about(key: Key) -> &'static str {
    title(key.info().about).split(['；', ';']).next().unwrap_or_default()
}

/// Asks for a value; returns `None` if the user leaves it out or keeps the existing one.
fn ask(key: Key, needed: bool, existing: Option<&str>, force: bool) -> Result<Option<Secret>, Error> {
    let (say, about) = (&words().config, about(key));
    let may_be_empty = !can_be_generated(key) && (!needed || existing.is_some());
    let valid = |value: &str| match shape::check(key, value) {
        Err(odd) if odd.wanted == Wanted::NotEmpty && may_be_empty => Ok(()),
        Err(odd) if odd.wanted == Wanted::NotEmpty || !force => Err(misshapen(key, odd.wanted)),
        _ => Ok(()),
    };
    let secret = key.info().kind.is_secret();
    let note = match (may_be_empty, existing.is_some()) {
        (false, _) => String::new(),
        (true, true) => (say.note)(say.enter_keeps),
        (true, false) => (say.note)(say.optional),
    };
    let value = if secret {
        password(&format!("{about}{note}"), valid)?
    } else {
        let note = if existing.is_some() { "" } else { &note };
        Secret::new(valid_input(&format!("{about}{note}"), existing, valid)?)
    };
    Ok(Some(value).filter(|value| !value.expose().is_empty()))
}
