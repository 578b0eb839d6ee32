//! The interactive mode of `webot send`: reads messages from the terminal until Ctrl-D.

use std::path::Path;

use super::Sender;
use super::list;
use super::message::ArgsComposer;
use super::recorder::StepRecorder;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::http::Client;
use crate::message::catalogue;
use crate::printer::{LineEditor, Outcome, choose, input};
use crate::probe::LEGACY_WORDS;
use crate::text::{title, words};

/// The kinds that are offered without a filter.
const COMMON_KINDS: [&str; 9] =
    ["text", "image", "voice", "location", "link", "event", "scan", "reportloc", "subscribe"];

/// Reads, sends and shows messages in a loop.
pub(super) fn run(composer: &ArgsComposer<'_>, sender: &Sender<'_>) -> Result<Outcome, Error> {
    composer.cx.printer.status(words().interactive);
    let client = sender.client()?;
    let mut editor = LineEditor::new()?;
    let mut kind = composer.args.kind.clone().unwrap_or_else(|| "text".to_owned());
    while let Some(line) = editor.read(&format!("{kind}> "))? {
        match read(&line) {
            PromptInput::Nothing => {}
            PromptInput::Quit => break,
            PromptInput::Help => composer.cx.printer.status(words().commands_of_prompt),
            PromptInput::Record("") => {
                sender.recorder.take();
            }
            PromptInput::Record(path) => match StepRecorder::create(Path::new(path)) {
                Ok(recorder) => {
                    composer.cx.printer.status(&(words().test.recording)(path));
                    sender.recorder.replace(Some(recorder));
                }
                Err(error) => composer.cx.printer.error(&error),
            },
            PromptInput::Kind("") => kind = choose_kind(&kind, composer.cx)?,
            PromptInput::Kind(name) => match check_kind(name) {
                Ok(()) => name.clone_into(&mut kind),
                Err(error) => composer.cx.printer.error(&error),
            },
            PromptInput::List(filter) => show(list::run(filter, composer.cx), composer.cx)?,
            PromptInput::Message(text) => {
                show(send(composer, (sender, &client), &message(&kind, text)), composer.cx)?;
            }
            PromptInput::Other(word, rest) if check_kind(word).is_ok() => {
                show(send(composer, (sender, &client), &message(word, rest)), composer.cx)?;
            }
            PromptInput::Other(word, _) => composer.cx.printer.warning(&(words().unknown_command)(word)),
        }
    }
    Ok(Outcome::default())
}

/// A line of input.
enum PromptInput<'a> {
    Nothing,
    Quit,
    Help,
    Kind(&'a str),
    Record(&'a str),
    List(&'a str),
    Other(&'a str, &'a str),
    Message(&'a str),
}

/// Parses a line: `/word rest` is a command or a kind, `//text` a text that starts with a slash, anything else a
/// message.
fn read(line: &str) -> PromptInput<'_> {
    let trimmed = line.trim();
    let Some(command) = trimmed.strip_prefix('/') else {
        return if trimmed.is_empty() { PromptInput::Nothing } else { PromptInput::Message(line) };
    };
    if command.starts_with('/') {
        return PromptInput::Message(command);
    }
    let (word, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    match word {
        "quit" | "exit" => PromptInput::Quit,
        "help" | "?" | "" => PromptInput::Help,
        "kind" => PromptInput::Kind(rest.trim()),
        "record" => PromptInput::Record(rest.trim()),
        "list" => PromptInput::List(rest.trim()),
        _ => PromptInput::Other(word, rest.trim()),
    }
}

/// Splits a message into words; a text is a single word.
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
    composer: &ArgsComposer<'_>,
    (sender, client): (&Sender<'_>, &Client),
    words: &[&str],
) -> Result<Outcome, Error> {
    let Some(push) = composer.words(words)? else { return Ok(Outcome::default()) };
    sender.send(&push, client)
}

/// Shows the result; a failed message does not end the interactive mode.
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
        COMMON_KINDS.to_vec()
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
