//! The laws of every command: exit codes, streams, words, language, colour, secrets.

mod colour;
mod errors;
mod exit_codes;
mod language;
mod secrets;
mod streams;

use crate::support::{Bot, http};

fn bot(answer: &str) -> Bot {
    let answer = http(200, answer);
    Bot::answering(move |_| answer.clone())
}

/// Nothing listens on port 1, and no test is ever given it.
const DEAD_URL: &str = "http://127.0.0.1:1/";
