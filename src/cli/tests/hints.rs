//! Every command line that a text names between backticks is one of this program.

use std::ffi::OsString;
use std::path::Path;

use clap::error::ErrorKind;

use super::super::{Stop, parse};
use crate::error::{Error, Usage};

/// Returns the texts between backticks that begin with `webot `, in the files of a folder.
fn named_commands(folder: &Path, found: &mut Vec<String>) {
    for entry in folder.read_dir().expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            if !path.ends_with("tests") {
                named_commands(&path, found);
            }
            continue;
        }
        let is_text = path.extension().is_some_and(|end| end == "rs" || end == "yaml" || end == "txt");
        if !is_text || path.ends_with("tests.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("text");
        // Comments are for programmers.
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let quoted = line.split('`').skip(1).step_by(2);
            found.extend(quoted.filter(|part| part.starts_with("webot ")).map(str::to_owned));
        }
    }
}

/// Returns a command line with values for placeholders, without pipes.
fn with_values(command: &str) -> Vec<OsString> {
    let command = command.split(['<', '|', '>']).next().unwrap_or_default();
    let command = command
        .replace("{group}", "menu")
        .replace("{command}", "oauth user")
        .replace("{from}", "")
        .replace("{kind}", "image");
    let word = |word: &str| match word.trim_matches('\'') {
        "" | "…" => None,
        "{}" => Some("get".to_owned()),
        "METHOD" => Some("GET".to_owned()),
        "SHELL" => Some("bash".to_owned()),
        "SECTION" => Some("token".to_owned()),
        word if word.contains('{') => Some("1".to_owned()),
        "DEFAULT" => Some("DEFAULT".to_owned()),
        word if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()) => Some("1".to_owned()),
        word => Some(word.trim_end_matches('…').to_owned()),
    };
    command.split(' ').filter_map(word).map(OsString::from).collect()
}

#[test]
fn every_command_that_a_text_names_can_be_parsed() {
    let mut found = Vec::new();
    named_commands(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
    found.sort();
    found.dedup();
    assert!(found.len() > 100, "{found:?}");
    let mut wrong = Vec::new();
    for command in &found {
        let Err(Stop::Wrong(Error::Usage(usage))) = parse(with_values(command), &|| 80) else { continue };
        match usage {
            // A command may be named without its arguments, and a group without a subcommand.
            Usage::MissingSubcommand { .. } => {}
            Usage::Clap(error) if error.kind() == ErrorKind::MissingRequiredArgument => {}
            Usage::Clap(error) => wrong.push(format!("`{command}`: {}", error.kind())),
            other => wrong.push(format!("`{command}`: {other:?}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
