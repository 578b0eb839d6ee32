//! `webot send` on a terminal: message after message until Ctrl-D.

use super::Sender;
use super::list;
use super::message::Composing;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::Client;
use crate::message::catalogue;
use crate::printer::{LineEditor, Outcome, choose, input};
use crate::probe::LEGACY_WORDS;
use crate::text::{title, words};

/// The kinds that are offered before anything is typed.
const USUAL: [&str; 9] =
    ["text", "image", "voice", "location", "link", "event", "scan", "reportloc", "subscribe"];

/// Asks, sends, shows, and asks again.
pub(super) fn run(composing: &Composing<'_>, sender: &Sender<'_>) -> Result<Outcome, Error> {
    composing.cx.printer.status(words().interactive);
    let client = sender.client()?;
    let mut lines = LineEditor::new()?;
    let mut kind = composing.args.kind.clone().unwrap_or_else(|| "text".to_owned());
    while let Some(line) = lines.read(&format!("{kind}> "))? {
        match read(&line) {
            Line::Nothing => {}
            Line::Quit => break,
            Line::Help => composing.cx.printer.status(words().commands_of_prompt),
            Line::Kind("") => kind = choose_kind(&kind, composing.cx)?,
            Line::Kind(name) => match check_kind(name) {
                Ok(()) => name.clone_into(&mut kind),
                Err(error) => composing.cx.printer.error(&error),
            },
            Line::List(filter) => show(list::run(filter, composing.cx), composing.cx)?,
            Line::Message(text) => {
                show(send(composing, (sender, &client), &message(&kind, text)), composing.cx)?
            }
            Line::Other(word, rest) if check_kind(word).is_ok() => {
                show(send(composing, (sender, &client), &message(word, rest)), composing.cx)?;
            }
            Line::Other(word, _) => composing.cx.printer.warning(&(words().unknown_command)(word)),
        }
    }
    Ok(Outcome::default())
}

/// What was typed.
enum Line<'a> {
    Nothing,
    Quit,
    Help,
    Kind(&'a str),
    List(&'a str),
    Other(&'a str, &'a str),
    Message(&'a str),
}

/// `/word rest` is a command or a kind, `//text` a text with a slash, anything else a message.
fn read(line: &str) -> Line<'_> {
    let trimmed = line.trim();
    let Some(command) = trimmed.strip_prefix('/') else {
        return if trimmed.is_empty() { Line::Nothing } else { Line::Message(line) };
    };
    if command.starts_with('/') {
        return Line::Message(command);
    }
    let (word, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    match word {
        "quit" | "exit" => Line::Quit,
        "help" | "?" | "" => Line::Help,
        "kind" => Line::Kind(rest.trim()),
        "list" => Line::List(rest.trim()),
        _ => Line::Other(word, rest.trim()),
    }
}

/// The words of a message: a text is one word, whatever is in it.
fn message<'a>(kind: &'a str, rest: &'a str) -> Vec<&'a str> {
    match (kind, rest) {
        (_, "") => vec![kind],
        ("text" | "t", _) => vec![kind, rest],
        _ => std::iter::once(kind).chain(rest.split_whitespace()).collect(),
    }
}

fn check_kind(name: &str) -> Result<(), Error> {
    if LEGACY_WORDS.contains(&name) || catalogue::kind(name).is_some() {
        return Ok(());
    }
    Err(Usage::NothingListed { filter: name.to_owned(), closest: catalogue::alike(name) }.into())
}

fn send(
    composing: &Composing<'_>,
    (sender, client): (&Sender<'_>, &Client),
    words: &[&str],
) -> Result<Outcome, Error> {
    let Some(push) = composing.words(words)? else { return Ok(Outcome::default()) };
    sender.send(&push, client)
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

fn choose_kind(now: &str, cx: &Context) -> Result<String, Error> {
    cx.catch_interrupts()?;
    let filter = input(words().filter_kinds)?;
    let names: Vec<&str> = if filter.trim().is_empty() {
        USUAL.to_vec()
    } else {
        catalogue::search(filter.trim()).map(|kind| kind.name).collect()
    };
    let shown = |name: &&str| match catalogue::kind(name) {
        Some(kind) => format!("{name}  {}", title(kind.title)),
        None => (*name).to_owned(),
    };
    let items: Vec<String> = names.iter().map(shown).collect();
    if items.is_empty() {
        return Ok(now.to_owned());
    }
    let default = names.iter().position(|name| *name == now).unwrap_or(0);
    let chosen = choose(words().choose_kind, &items, default)?;
    Ok(chosen.map_or(now, |chosen| names[chosen]).to_owned())
}
