//! `webot send` on a terminal: message after message until Ctrl-D.
//!
//! The line is read by rustyline: dialoguer's input ignores Ctrl-D and erases Chinese characters by half.

use rustyline::error::ReadlineError;
use rustyline::{Config, DefaultEditor};

use super::compose::Composer;
use super::deliver::Session;
use super::{list, report};
use crate::context::Context;
use crate::error::Error;
use crate::message::catalogue;
use crate::printer::Outcome;
use crate::text::{title, words};

/// The kinds that are offered before anything is typed.
const USUAL: [&str; 9] =
    ["text", "image", "voice", "location", "link", "event", "scan", "reportloc", "subscribe"];

/// Asks, sends, shows, and asks again.
pub(super) fn run(composer: &Composer<'_>, session: &Session<'_>) -> Result<Outcome, Error> {
    let printer = &composer.cx.printer;
    printer.status(words().interactive);
    let io = |error: ReadlineError| Error::Io {
        path: "terminal".to_owned(),
        source: std::io::Error::other(error),
    };
    let config = Config::builder().auto_add_history(true).build();
    let mut editor = DefaultEditor::with_config(config).map_err(io)?;
    let mut kind = composer.args.kind.clone().unwrap_or_else(|| "text".to_owned());
    loop {
        let line = match editor.readline(&format!("{kind}> ")) {
            Ok(line) => line,
            Err(ReadlineError::Eof) => return Ok(Outcome::default()),
            Err(ReadlineError::Interrupted) => return Err(Error::Interrupted),
            Err(error) => return Err(io(error)),
        };
        match command(&line) {
            Some(("kind", "")) => kind = choose(&kind)?,
            Some(("kind", name)) => name.clone_into(&mut kind),
            Some(("list", filter)) => show(list::run(filter, composer.cx), composer.cx)?,
            Some(_) => {}
            None => show(send(composer, session, &kind, &line), composer.cx)?,
        }
    }
}

/// `/kind` and `/list`; anything else that begins with a slash is a message, for many bots have such commands.
fn command(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    match word {
        "" => Some(("", "")),
        "/kind" => Some(("kind", rest.trim())),
        "/list" => Some(("list", rest.trim())),
        _ => None,
    }
}

fn send(composer: &Composer<'_>, session: &Session<'_>, kind: &str, line: &str) -> Result<Outcome, Error> {
    let words: Vec<&str> = match kind {
        "text" | "t" => vec![kind, line],
        _ => std::iter::once(kind).chain(line.split_whitespace()).collect(),
    };
    let Some(push) = composer.words(&words)? else { return Ok(Outcome::default()) };
    report::outcome(&push, session.signing, &session.send(&push)?)
}

/// Shows what came; a message that failed does not end the conversation.
fn show(result: Result<Outcome, Error>, cx: &Context) -> Result<(), Error> {
    match result {
        Ok(outcome) => cx.printer.outcome(&outcome),
        Err(error @ (Error::ClosedPipe | Error::Interrupted)) => Err(error),
        Err(error) => {
            cx.printer.error(&error);
            Ok(())
        }
    }
}

fn choose(now: &str) -> Result<String, Error> {
    let interrupted = |_| Error::Interrupted;
    let filter: String = dialoguer::Input::new()
        .with_prompt(words().filter_kinds)
        .allow_empty(true)
        .interact_text()
        .map_err(interrupted)?;
    let names: Vec<&str> = if filter.trim().is_empty() {
        USUAL.to_vec()
    } else {
        let wanted = filter.trim().to_lowercase();
        let matches = |name: &str, title: &str| {
            name.to_lowercase().contains(&wanted) || title.to_lowercase().contains(&wanted)
        };
        catalogue::kinds()
            .filter(|kind| matches(kind.name, kind.title.en) || matches(kind.name, kind.title.zh))
            .map(|kind| kind.name)
            .collect()
    };
    let shown = |name: &&str| match catalogue::kind(name) {
        Some(kind) => format!("{name}  {}", title(kind.title)),
        None => (*name).to_owned(),
    };
    let items: Vec<String> = names.iter().map(shown).collect();
    let default = names.iter().position(|name| *name == now).unwrap_or(0);
    if items.is_empty() {
        return Ok(now.to_owned());
    }
    let chosen = dialoguer::Select::new()
        .with_prompt(words().choose_kind)
        .items(&items)
        .default(default)
        .max_length(12)
        .interact_opt()
        .map_err(interrupted)?;
    Ok(chosen.map_or(now, |chosen| names[chosen]).to_owned())
}
