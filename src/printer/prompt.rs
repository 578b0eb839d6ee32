//! Prompts on a terminal; callers check with `Printer::can_ask` that there is one.
//!
//! rustyline reads lines, because dialoguer's input ignores Ctrl-D and erases only half of a Chinese character.

use std::borrow::Cow;
use std::io;

use rustyline::completion::Completer;
use rustyline::config::{Behavior, ColorMode};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::history::MemHistory;
use rustyline::validate::Validator;
use rustyline::{Config, DefaultEditor, Editor, Helper};

use super::foreign::visible;
use crate::error::Error;
use crate::secret::Secret;

/// A line editor with history on the arrow keys. It writes to the terminal directly, so that stdout carries only data.
pub(crate) struct LineEditor(DefaultEditor);

impl LineEditor {
    /// Creates an editor with an empty history.
    pub(crate) fn new() -> Result<Self, Error> {
        let config = Config::builder().auto_add_history(true).behavior(Behavior::PreferTerm).build();
        DefaultEditor::with_config(config).map(Self).map_err(failed)
    }

    /// Reads the next line; returns `None` at Ctrl-D.
    pub(crate) fn read(&mut self, prompt: &str) -> Result<Option<String>, Error> {
        match self.0.readline(&visible(prompt)) {
            Ok(line) => Ok(Some(line)),
            Err(ReadlineError::Eof) => Ok(None),
            Err(ReadlineError::Interrupted) => Err(Error::Interrupted),
            Err(error) => Err(failed(error)),
        }
    }
}

fn failed(error: ReadlineError) -> Error {
    Error::Io { path: "terminal".to_owned(), source: io::Error::other(error) }
}

/// Asks a question with the answers yes and no; no is the default.
pub(crate) fn confirm(question: &str) -> Result<bool, Error> {
    dialoguer::Confirm::new().with_prompt(visible(question)).default(false).interact().map_err(stopped)
}

/// Reads a line, which may be empty.
pub(crate) fn input(question: &str) -> Result<String, Error> {
    dialoguer::Input::new().with_prompt(visible(question)).allow_empty(true).interact_text().map_err(stopped)
}

/// Reads a line and repeats the question until it is valid; Enter alone returns `default`.
pub(crate) fn valid_input(
    question: &str,
    default: Option<&str>,
    valid: impl Fn(&str) -> Result<(), String>,
) -> Result<String, Error> {
    let ask = dialoguer::Input::<String>::new().with_prompt(visible(question)).allow_empty(true);
    let ask = match default {
        // A default that cannot be shown as it is is not shown at all.
        Some(default) => ask.default(default.to_owned()).show_default(visible(default) == default),
        None => ask,
    };
    let answer = ask.validate_with(|line: &String| valid(line.trim())).interact_text().map_err(stopped)?;
    Ok(answer.trim().to_owned())
}

/// Shows an asterisk for each character of a line.
struct Masked;

impl Highlighter for Masked {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        "*".repeat(line.chars().count()).into()
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        true
    }
}

impl Completer for Masked {
    type Candidate = String;
}

impl Hinter for Masked {
    type Hint = String;
}

impl Validator for Masked {}

impl Helper for Masked {}

/// Reads a line like [`valid_input`], without showing it.
#[expect(clippy::disallowed_methods, reason = "rustyline reads TERM as well")]
pub(crate) fn password(question: &str, valid: impl Fn(&str) -> Result<(), String>) -> Result<Secret, Error> {
    // rustyline shows the line on a terminal without cursor movement.
    if std::env::var_os("TERM").is_none_or(|term| term == "dumb" || term.is_empty()) {
        return plain_password(question, valid);
    }
    let config = Config::builder().behavior(Behavior::PreferTerm).color_mode(ColorMode::Forced).build();
    let mut editor = Editor::<Masked, MemHistory>::with_history(config, MemHistory::new()).map_err(failed)?;
    editor.set_helper(Some(Masked));
    loop {
        let line = match editor.readline(&format!("{}: ", visible(question))) {
            Ok(line) => line,
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Err(Error::Interrupted),
            Err(error) => return Err(failed(error)),
        };
        match valid(line.trim()) {
            Ok(()) => return Ok(Secret::new(line.trim())),
            // A terminal that is gone fails at the next reading.
            Err(reason) => drop(dialoguer::console::Term::stderr().write_line(&reason)),
        }
    }
}

/// Reads a line without showing anything.
fn plain_password(question: &str, valid: impl Fn(&str) -> Result<(), String>) -> Result<Secret, Error> {
    let ask = dialoguer::Password::new().with_prompt(visible(question)).allow_empty_password(true);
    let answer = ask.validate_with(|line: &String| valid(line.trim())).interact().map_err(stopped)?;
    Ok(Secret::new(answer.trim()))
}

/// Lets the user choose an item; returns its index, or `None` after Esc.
pub(crate) fn choose(question: &str, items: &[String], default: usize) -> Result<Option<usize>, Error> {
    let items = items.iter().map(|item| visible(item));
    let select =
        dialoguer::Select::new().with_prompt(visible(question)).items(items).default(default).max_length(12);
    select.interact_opt().map_err(stopped)
}

fn stopped(error: dialoguer::Error) -> Error {
    // An interrupted prompt leaves the cursor hidden. Failing to show it again is ignored.
    dialoguer::console::Term::stderr().show_cursor().ok();
    let dialoguer::Error::IO(source) = error;
    match source.kind() {
        io::ErrorKind::Interrupted => Error::Interrupted,
        _ => Error::Io { path: "terminal".to_owned(), source },
    }
}
