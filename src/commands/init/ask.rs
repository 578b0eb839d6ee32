//! The questions of `webot init`.

use super::account::{Field, Kind, can_be_made_up};
use super::{Answers, InitArgs};
use crate::commands::config::misshapen;
use crate::config::{Key, shape};
use crate::context::Context;
use crate::error::Error;
use crate::lang::Wanted;
use crate::printer::{choose, password, valid_input};
use crate::secret::Secret;
use crate::text::{title, words};

/// Asks for all that is not given; what is there already is offered.
pub(super) fn conversation(
    kind: Option<Kind>,
    before: Option<Kind>,
    answers: &mut Answers,
    there: &dyn Fn(Key) -> Option<String>,
    args: &InitArgs,
    cx: &Context,
) -> Result<Kind, Error> {
    cx.catch_interrupts()?;
    let kind = match kind {
        Some(kind) => kind,
        None => ask_kind(before)?,
    };
    let needed = kind.needs().iter().map(|field| (field, true));
    for (&Field { key, .. }, needed) in needed.chain(kind.takes().iter().map(|field| (field, false))) {
        let made_up = args.generate && can_be_made_up(key);
        if answers.has(key) || made_up {
            continue;
        }
        let there = there(key);
        let choice =
            if can_be_made_up(key) { choose_secret(key, needed, there.is_some())? } else { Choice::Type };
        match choice {
            Choice::Type => {
                if let Some(value) = ask(key, needed, there.as_deref(), args.force)? {
                    answers.add(key, value);
                }
            }
            Choice::MakeUp => answers.make_up(key, cx)?,
            Choice::Leave => {}
        }
    }
    Ok(kind)
}

fn ask_kind(before: Option<Kind>) -> Result<Kind, Error> {
    let say = &words().config;
    let items = say.kinds.map(str::to_owned);
    let default = Kind::ALL.iter().position(|kind| Some(*kind) == before).unwrap_or(0);
    let chosen = choose(say.which_kind, &items, default)?.ok_or(Error::Interrupted)?;
    Ok(Kind::ALL[chosen])
}

/// What is done about a Token or key.
#[derive(Clone, Copy)]
enum Choice {
    Type,
    MakeUp,
    /// It stays as it is, or away.
    Leave,
}

fn choose_secret(key: Key, needed: bool, there: bool) -> Result<Choice, Error> {
    let say = &words().config;
    let [typed, made_up, left_out] = say.secret_choices;
    let mut choices = vec![(Choice::Type, typed), (Choice::MakeUp, made_up)];
    if there || !needed {
        choices.push((Choice::Leave, if there { say.keep } else { left_out }));
    }
    let items: Vec<String> = choices.iter().map(|(_, words)| (*words).to_owned()).collect();
    // Enter changes nothing, where that is possible.
    let default = if choices.len() == 3 { 2 } else { 0 };
    let chosen = choose(about(key), &items, default)?.ok_or(Error::Interrupted)?;
    Ok(choices[chosen].0)
}

/// What is asked for.
fn about(key: Key) -> &'static str {
    title(key.info().about).split(['；', ';']).next().unwrap_or_default()
}

/// One question; none is the answer of somebody who leaves it out or keeps what is there.
fn ask(key: Key, needed: bool, there: Option<&str>, force: bool) -> Result<Option<Secret>, Error> {
    let (say, about) = (&words().config, about(key));
    let may_be_empty = !can_be_made_up(key) && (!needed || there.is_some());
    let valid = |value: &str| match shape::check(key, value) {
        Err(odd) if odd.wanted == Wanted::NotEmpty && may_be_empty => Ok(()),
        Err(odd) if odd.wanted == Wanted::NotEmpty || !force => Err(misshapen(key, odd.wanted)),
        _ => Ok(()),
    };
    let secret = key.info().kind.is_secret();
    let note = match (may_be_empty, there.is_some()) {
        (false, _) => String::new(),
        (true, true) => format!(" ({})", say.enter_keeps),
        (true, false) => format!(" ({})", say.optional),
    };
    let value = if secret {
        password(&format!("{about}{note}"), valid)?
    } else {
        let note = if there.is_some() { "" } else { &note };
        Secret::new(valid_input(&format!("{about}{note}"), there, valid)?)
    };
    Ok(Some(value).filter(|value| !value.expose().is_empty()))
}
