//! The questions of `webot init`.

use super::account::{Field, Kind, can_be_made_up, random};
use super::{Answers, InitArgs};
use crate::commands::inputs::misshapen;
use crate::config::{Key, shape};
use crate::context::Context;
use crate::error::{Error, Wanted};
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
        if let Some(value) = ask(key, needed, there(key).as_deref(), args.force, cx)? {
            answers.add(key, value);
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

/// One question; none is the answer of somebody who leaves it out or keeps what is there.
fn ask(
    key: Key,
    needed: bool,
    there: Option<&str>,
    force: bool,
    cx: &Context,
) -> Result<Option<Secret>, Error> {
    let say = &words().config;
    let about = title(key.info().about).split(['；', ';']).next().unwrap_or_default();
    if can_be_made_up(key) {
        let [typed, made_up, left_out] = say.secret_choices;
        let last = if there.is_some() { say.keep } else { left_out };
        let items: Vec<String> =
            if needed && there.is_none() { vec![typed, made_up] } else { vec![typed, made_up, last] }
                .into_iter()
                .map(str::to_owned)
                .collect();
        // Enter changes nothing.
        let default = if items.len() == 3 { 2 } else { 0 };
        match choose(about, &items, default)?.ok_or(Error::Interrupted)? {
            0 => {}
            1 => return random(key, cx).map(Some),
            _ => return Ok(None),
        }
    }
    let may_be_empty = !can_be_made_up(key) && (!needed || there.is_some());
    let valid = |value: &str| match shape::check(key, value) {
        Err(odd) if odd.wanted == Wanted::NotEmpty && may_be_empty => Ok(()),
        Err(odd) if odd.wanted == Wanted::NotEmpty || !force => Err(misshapen(key, odd.wanted)),
        _ => Ok(()),
    };
    let secret = key.info().holds.is_secret();
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
