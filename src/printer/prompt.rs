//! Questions on a terminal; callers have made sure that there is one.
//!
//! Lines are read by rustyline: dialoguer's input ignores Ctrl-D and erases Chinese characters by half.

use std::io;

use rustyline::config::Behavior;
use rustyline::error::ReadlineError;
use rustyline::{Config, DefaultEditor};

use crate::error::Error;
use crate::secret::Secret;

/// Reads line after line, with history on the arrow keys. It speaks to the terminal itself, so stdout stays data.
pub struct Lines(DefaultEditor);

impl Lines {
    /// An editor with an empty history.
    pub fn new() -> Result<Self, Error> {
        let config = Config::builder().auto_add_history(true).behavior(Behavior::PreferTerm).build();
        DefaultEditor::with_config(config).map(Self).map_err(failed)
    }

    /// The next line; `None` at Ctrl-D.
    pub fn read(&mut self, prompt: &str) -> Result<Option<String>, Error> {
        match self.0.readline(prompt) {
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

/// Yes or no.
pub fn confirm(question: &str) -> Result<bool, Error> {
    dialoguer::Confirm::new().with_prompt(question).default(false).interact().map_err(stopped)
}

/// A line that may be empty.
pub fn input(question: &str) -> Result<String, Error> {
    dialoguer::Input::new().with_prompt(question).allow_empty(true).interact_text().map_err(stopped)
}

/// A line that is judged when it ends; Enter alone gives what is there already.
pub fn valid_input(
    question: &str,
    there: Option<&str>,
    valid: impl Fn(&str) -> Result<(), String>,
) -> Result<String, Error> {
    let ask = dialoguer::Input::<String>::new().with_prompt(question).allow_empty(true);
    let ask = match there {
        Some(there) => ask.default(there.to_owned()),
        None => ask,
    };
    let answer = ask.validate_with(|line: &String| valid(line.trim())).interact_text().map_err(stopped)?;
    Ok(answer.trim().to_owned())
}

/// The same without showing what is typed.
pub fn password(question: &str, valid: impl Fn(&str) -> Result<(), String>) -> Result<Secret, Error> {
    let ask = dialoguer::Password::new().with_prompt(question).allow_empty_password(true);
    let answer = ask.validate_with(|line: &String| valid(line.trim())).interact().map_err(stopped)?;
    Ok(Secret::new(answer.trim()))
}

/// One of several; `None` when the question is left with Esc.
pub fn choose(question: &str, items: &[String], default: usize) -> Result<Option<usize>, Error> {
    let select = dialoguer::Select::new().with_prompt(question).items(items).default(default).max_length(12);
    select.interact_opt().map_err(stopped)
}

fn stopped(error: dialoguer::Error) -> Error {
    // A question that is interrupted leaves the cursor hidden; nothing can be done when that fails too.
    dialoguer::console::Term::stderr().show_cursor().ok();
    let dialoguer::Error::IO(source) = error;
    match source.kind() {
        io::ErrorKind::Interrupted => Error::Interrupted,
        _ => Error::Io { path: "terminal".to_owned(), source },
    }
}
