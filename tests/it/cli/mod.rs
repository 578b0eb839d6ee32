//! The laws of every command: exit codes, streams, words, language, colour, secrets.

mod colour;
mod errors;
mod exit_codes;
mod language;
mod secrets;
mod streams;
#[cfg(unix)]
mod terminal;

use crate::support::{Bot, http};

fn bot(answer: &str) -> Bot {
    let answer = http(200, answer);
    Bot::answering(move |_| answer.clone())
}
