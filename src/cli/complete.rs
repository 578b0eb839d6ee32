//! Completes command lines. The scripts in `completions/` make the shells call the binary.
//!
//! A script sets `COMPLETE` to the name of its shell and passes, after `--`, the index of the word at the cursor and
//! the words up to it. Bash breaks words at `=` and `:`, so its script passes the line and the piece that is replaced.
//! Each line of the answer is a candidate: the value, a tab, and its description. An empty answer makes the shell
//! complete file names. The scripts of `clap_complete` are not used: they would have to be generated again for each of
//! its versions, and they pass the words as bash breaks them.

mod api_fields;
mod line;
mod values;

use std::ffi::OsString;
use std::fmt::Write as _;
use std::sync::Arc;

use clap::ValueEnum as _;
use clap_complete::engine::{self, CompletionCandidate};

use super::global::language;
use super::spelling::double_dashes;
use super::tree;
use crate::commands::completions::Shell;
use crate::config::Env;
use line::Line;
use values::Values;

/// Answers a shell; returns `None` if the command line is not a request of a shell.
pub(crate) fn completion(args: &[OsString], env: &Env) -> Option<String> {
    let shell = Shell::from_str(env.get("COMPLETE")?, false).ok()?;
    match args {
        [_] => Some(shell.script().to_owned()),
        [_, dashes, request @ ..] if dashes == "--" => {
            let request: Vec<String> =
                request.iter().map(|word| word.to_string_lossy().into_owned()).collect();
            Some(answer(shell, &request, env))
        }
        _ => None,
    }
}

fn answer(shell: Shell, request: &[String], env: &Env) -> String {
    let bash = shell == Shell::Bash;
    let line = if bash { Line::of_bash(request) } else { Line::of_words(request) };
    let Some(line) = line else { return String::new() };
    language(&line.words(), env).speak();
    let mut answer = String::new();
    for candidate in candidates(&line, env) {
        let value = candidate.get_value().to_string_lossy();
        let about = candidate.get_help().map(|help| one_line(&help.to_string())).unwrap_or_default();
        // Writing to a string cannot fail.
        match value.strip_prefix(&line.kept) {
            Some(value) if bash || about.is_empty() => writeln!(answer, "{value}").ok(),
            Some(value) => writeln!(answer, "{value}\t{about}").ok(),
            None => None,
        };
    }
    answer
}

/// Returns the candidates for the word at the cursor, the most likely first.
fn candidates(line: &Line, env: &Env) -> Vec<CompletionCandidate> {
    let named = |name: &str| line.before.iter().any(|word| word == name);
    let mut tree = tree::full_tree(&named);
    tree.build();
    let before = double_dashes(line.before.iter().map(OsString::from).collect());
    let mut words = line::spelled_out(before, &tree);
    let values = Arc::new(Values::new(&tree, &words, env));
    // After a single dash, `clap_complete` would leave out the long names of options that have a short one.
    let current = if line.current == "-" { "--" } else { &line.current };
    let index = words.len();
    words.push(current.into());
    let mut found = engine::complete(&mut values.attach(tree), words, index, None).unwrap_or_default();
    let is_option =
        |candidate: &CompletionCandidate| candidate.get_value().as_encoded_bytes().starts_with(b"-");
    let options_wanted = if current.starts_with('-') {
        // Clusters of short options such as `-dq` and `-dv` are not offered.
        current.starts_with("--")
    } else {
        found.iter().all(is_option) && !values.files_wanted()
    };
    found.retain(|candidate| options_wanted || !is_option(candidate));
    found
}

/// Joins the lines of a description; between Chinese characters without a space.
fn one_line(text: &str) -> String {
    let wide = |char: Option<char>| char.is_some_and(|char| char >= '\u{2e80}');
    let mark = |char: Option<char>| {
        char.is_some_and(|char| matches!(char, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}'))
    };
    text.lines().map(str::trim).fold(String::new(), |mut joined, line| {
        let (left, right) = (joined.chars().next_back(), line.chars().next());
        let close = left.is_none() || mark(left) || mark(right) || (wide(left) && wide(right));
        if !close {
            joined.push(' ');
        }
        joined + line
    })
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn lines_are_joined_as_their_language_is_written() {
        assert_eq!(one_line("a long\n  line"), "a long line");
        assert_eq!(one_line("第一行\n第二行"), "第一行第二行");
        assert_eq!(one_line("bash、\nzsh\n[默认: 15]"), "bash、zsh [默认: 15]");
    }
}
