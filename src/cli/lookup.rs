//! `webot help WORD` for a word that is no command: a topic, or the flags and commands that contain it.

use clap::builder::StyledStr;

use super::page::{CommandSection, list, text};
use crate::text::{TOPICS, help};

/// The largest number of flags and commands that are listed.
const MAX_FOUND: usize = 30;

/// Returns the page for a word; `None` if nothing contains it.
pub(super) fn page(word: &str, width: usize) -> Option<StyledStr> {
    let mut page = String::new();
    if let Some(topic) = TOPICS.iter().find(|topic| topic.name == word) {
        text(&mut page, &topic.text(), width);
        return Some(page.into());
    }
    let mut tree = super::command();
    tree.build();
    let mut found = Vec::new();
    search(&tree, "webot", word.trim_start_matches('-'), &mut found);
    if found.is_empty() {
        return None;
    }
    found.truncate(MAX_FOUND);
    text(&mut page, &(help().found)(word), width);
    list(&mut page, &[CommandSection { heading: help().commands, commands: found }], width);
    Some(page.into())
}

/// Adds the commands and flags whose names contain a word, with their descriptions.
fn search(command: &clap::Command, path: &str, word: &str, found: &mut Vec<(String, String)>) {
    for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
        // A flag of every command is listed once, with `webot`.
        let repeated = arg.is_global_set() && path.contains(' ');
        let long = arg.get_long().filter(|long| !repeated && long.contains(word));
        if let Some(long) = long {
            let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
            found.push((format!("{path} --{long}"), about));
        }
    }
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        let path = format!("{path} {}", below.get_name());
        if below.get_name().contains(word) {
            found.push((path.clone(), below.get_about().map(ToString::to_string).unwrap_or_default()));
        }
        search(below, &path, word, found);
    }
}
