//! Prompts on a terminal; callers check with `Printer::can_ask` that there is one.
//!
//! rustyline reads lines, because dialoguer's prompts ignore Ctrl-D and erase only half of a Chinese character.

use std::borrow::Cow;
use std::io;

use dialoguer::console::{Key, Term, truncate_str};
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
use crate::text::words;

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
    let mut editor = LineEditor::new()?;
    loop {
        let answer = editor.read(&format!("{question} [y/N] "))?.ok_or(Error::Interrupted)?;
        match answer.trim().to_lowercase().as_str() {
            "y" | "yes" | "是" => return Ok(true),
            "" | "n" | "no" | "否" => return Ok(false),
            _ => say(words().yes_or_no),
        }
    }
}

/// Reads a line, which may be empty.
pub(crate) fn input(question: &str) -> Result<String, Error> {
    valid_input(question, None, |_| Ok(()))
}

/// Reads a line and repeats the question until it is valid; Enter alone returns `default`.
pub(crate) fn valid_input(
    question: &str,
    default: Option<&str>,
    valid: impl Fn(&str) -> Result<(), String>,
) -> Result<String, Error> {
    // A default that cannot be shown as it is is not shown at all.
    let shown = default.filter(|default| visible(default) == *default);
    let shown = shown.map_or_else(String::new, |default| format!(" [{default}]"));
    let mut editor = LineEditor::new()?;
    loop {
        let line = editor.read(&format!("{question}{shown}{}", words().colon))?;
        let line = line.ok_or(Error::Interrupted)?;
        let answer = match line.trim() {
            "" => default.unwrap_or_default(),
            answer => answer,
        };
        match valid(answer) {
            Ok(()) => return Ok(answer.to_owned()),
            Err(reason) => say(&reason),
        }
    }
}

/// Writes a line beside a prompt. A terminal that is gone fails at the next reading.
fn say(line: &str) {
    Term::stderr().write_line(&visible(line)).ok();
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
        let prompt = format!("{}{}", visible(question), words().colon);
        let line = match editor.readline(&prompt) {
            Ok(line) => line,
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Err(Error::Interrupted),
            Err(error) => return Err(failed(error)),
        };
        match valid(line.trim()) {
            Ok(()) => return Ok(Secret::new(line.trim())),
            Err(reason) => say(&reason),
        }
    }
}

/// Reads a line without showing anything.
fn plain_password(question: &str, valid: impl Fn(&str) -> Result<(), String>) -> Result<Secret, Error> {
    let ask = dialoguer::Password::new().with_prompt(visible(question)).allow_empty_password(true);
    let answer = ask.validate_with(|line: &String| valid(line.trim())).interact().map_err(stopped)?;
    Ok(Secret::new(answer.trim()))
}

/// The largest number of items that are shown at once.
const MAX_SHOWN_ITEMS: usize = 12;

/// Lets the user choose an item with the arrow keys; returns its index, or `None` after Esc or Ctrl-D.
pub(crate) fn choose(question: &str, items: &[String], default: usize) -> Result<Option<usize>, Error> {
    let term = Term::stderr();
    let io = |source: io::Error| match source.kind() {
        io::ErrorKind::Interrupted => Error::Interrupted,
        _ => Error::Io { path: "terminal".to_owned(), source },
    };
    let heading = format!("{}{}", visible(question), words().colon);
    term.write_line(heading.trim_end()).map_err(io)?;
    term.hide_cursor().map_err(io)?;
    let chosen = choose_below(&term, items, default);
    // Failing to show the cursor again is ignored.
    term.show_cursor().ok();
    let chosen = chosen.map_err(io)?;
    term.clear_last_lines(1).map_err(io)?;
    if let Some(item) = chosen.and_then(|chosen| items.get(chosen)) {
        term.write_line(&format!("{heading}{}", visible(item))).map_err(io)?;
    }
    Ok(chosen)
}

/// Shows the items until one is chosen, and removes them.
fn choose_below(term: &Term, items: &[String], default: usize) -> io::Result<Option<usize>> {
    let last = items.len().saturating_sub(1);
    let mut at = default.min(last);
    loop {
        let first = at.saturating_sub(MAX_SHOWN_ITEMS - 1);
        let shown = items.iter().enumerate().skip(first).take(MAX_SHOWN_ITEMS);
        let width = usize::from(term.size().1).saturating_sub(1);
        for (index, item) in shown.clone() {
            let line = format!("{} {}", if index == at { ">" } else { " " }, visible(item));
            term.write_line(&truncate_str(&line, width, "…"))?;
        }
        let key = term.read_key();
        term.clear_last_lines(shown.count())?;
        match key? {
            Key::ArrowUp | Key::BackTab | Key::Char('k') => at = at.checked_sub(1).unwrap_or(last),
            Key::ArrowDown | Key::Tab | Key::Char('j') => at = if at == last { 0 } else { at + 1 },
            Key::Home => at = 0,
            Key::End => at = last,
            Key::Enter | Key::Char(' ') => return Ok(Some(at)),
            Key::Escape | Key::Char('q' | '\u{4}') => return Ok(None),
            Key::CtrlC => return Err(io::ErrorKind::Interrupted.into()),
            _ => {}
        }
    }
}

fn stopped(error: dialoguer::Error) -> Error {
    // An interrupted prompt leaves the cursor hidden. Failing to show it again is ignored.
    Term::stderr().show_cursor().ok();
    let dialoguer::Error::IO(source) = error;
    match source.kind() {
        io::ErrorKind::Interrupted => Error::Interrupted,
        _ => Error::Io { path: "terminal".to_owned(), source },
    }
}
