//! "Did you mean" for the names of commands and flags: the best first, at most two, visible names only.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::registry;
use super::selected::Selected;
use super::tree::Node;
use crate::api::Risk;
use crate::closest::closest;
use crate::http::quoted;

/// Words that people type to read something; a command that changes something is no suggestion for them.
const READING_WORDS: [&str; 10] =
    ["list", "show", "get", "info", "ls", "view", "cat", "fetch", "find", "query"];

/// Words that people type to change something, those of one meaning side by side.
const CHANGING_WORDS: [&[&str]; 3] = [
    &["create", "add", "new", "make", "insert"],
    &["delete", "remove", "rm", "del", "clear", "destroy", "unset"],
    &["update", "edit", "set", "modify", "change", "rename", "remark"],
];

/// Words of other tools and of WeChat's documentation, and the commands for them.
const SYNONYMS: [(&str, &str); 16] = [
    ("accesstoken", "token get"),
    ("call", "api"),
    ("code2session", "mini login"),
    ("console", "open"),
    ("docs", "open"),
    ("errcode", "explain"),
    ("error", "explain"),
    ("forward", "listen"),
    ("request", "api"),
    ("setup", "init"),
    ("topics", "help"),
    ("trigger", "send"),
    ("tunnel", "listen"),
    ("webhook", "listen"),
    ("wecom", "work"),
    ("wxacode", "mini code create"),
];
/// The largest number of commands elsewhere in the tree that are suggested.
const MAX_PATHS: usize = 2;
/// The largest number of commands that share a word which still suggests some of them.
const MANY_PATHS: usize = 6;

/// Replaces the suggestions of clap, which name hidden aliases, the worst first, and adds the command that was named.
pub(super) fn improve(error: &mut clap::Error, named: &Selected, args: &[OsString]) {
    let command =
        if named.path().is_empty() { "webot".to_owned() } else { format!("webot {}", named.path()) };
    error.insert(ContextKind::Custom, ContextValue::String(command));
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let Some(word) = given(error, ContextKind::InvalidSubcommand) else { return };
            let reads = READING_WORDS.contains(&&*word);
            let below = Node::children(named.path());
            let names: Vec<&str> =
                below.iter().filter(|node| !(reads && writes(node))).map(Node::name).collect();
            let mut found = meant(&word, named.path());
            if found.is_empty() {
                found = holding(&word, named.path(), reads);
            }
            if found.is_empty() {
                found = of_one_meaning(&word, &names);
            }
            // A word of a known meaning is no misspelt word of another.
            if found.is_empty() && !words_of_meaning().any(|words| words.contains(&&*word)) {
                found = closest(&word, &names);
            }
            insert(error, ContextKind::SuggestedSubcommand, found);
        }
        ErrorKind::UnknownArgument => {
            let Some(flag) = given(error, ContextKind::InvalidArg) else { return };
            let Some(word) = flag.strip_prefix("--") else {
                let meant = if flag.starts_with('-') { Vec::new() } else { flags_of(&flag, named, args) };
                insert(error, ContextKind::SuggestedArg, meant);
                return;
            };
            let word = word.split('=').next().unwrap_or(word);
            if let Some(arguments) = named.arguments_with(word) {
                error.insert(ContextKind::SuggestedValue, ContextValue::String(arguments));
                error.remove(ContextKind::SuggestedArg);
                return;
            }
            let longs = named.longs();
            let mut found = closest(word, &longs);
            if found.is_empty() {
                found = beginning_or_ending(word, longs);
            }
            let found = found.into_iter().map(|long| format!("--{long}")).collect();
            insert(error, ContextKind::SuggestedArg, found);
        }
        _ => {}
    }
}

/// Returns the flags that an argument may belong to, with it: the repeatable one in front of it (`--to a b`), or the only
/// one that the command still needs.
fn flags_of(word: &str, named: &Selected, args: &[OsString]) -> Vec<String> {
    let is_plain = !word.is_empty() && !word.chars().any(char::is_control);
    let Some(at) = args.iter().rposition(|arg| arg == word).filter(|_| is_plain) else { return Vec::new() };
    let long = |back: usize| {
        let flag = args.get(at.checked_sub(back)?)?.to_str()?.strip_prefix("--")?;
        match (back, flag.split_once('=')) {
            (1, Some((flag, _))) => Some(flag),
            (2, None) => Some(flag),
            _ => None,
        }
    };
    let repeated = long(1).or_else(|| long(2)).filter(|long| named.repeats(long));
    let longs = repeated.map_or_else(|| named.needed_flags(word, args), |long| vec![long.to_owned()]);
    longs.into_iter().map(|long| format!("--{long} {}", quoted(word))).collect()
}

/// Returns up to two flags that begin or end with a word of several letters, such as `combine-out-trade-no` for
/// `out-trade-no`.
fn beginning_or_ending(word: &str, longs: Vec<String>) -> Vec<String> {
    const MIN_LETTERS: usize = 4;
    let is_part = |long: &String| {
        long.strip_suffix(word).is_some_and(|rest| rest.ends_with('-'))
            || long.strip_prefix(word).is_some_and(|rest| rest.starts_with('-'))
    };
    let found: Vec<String> = longs.into_iter().filter(is_part).collect();
    if word.len() < MIN_LETTERS || found.len() > MAX_PATHS { Vec::new() } else { found }
}

/// Returns the command for a word of other tools or an errcode, if it stands where a command is expected first.
fn meant(word: &str, named: &str) -> Vec<String> {
    if matches!(named, "" | "help") && word.parse::<i64>().is_ok() {
        return vec![format!("webot explain {word}")];
    }
    let word: String = word.to_lowercase().chars().filter(|char| !matches!(char, '-' | '_')).collect();
    let is_it = |(synonym, _): &&(&str, &str)| named.is_empty() && *synonym == word;
    SYNONYMS.iter().find(is_it).map(|(_, path)| format!("webot {path}")).into_iter().collect()
}

/// Returns the words of each meaning.
fn words_of_meaning() -> impl Iterator<Item = &'static [&'static str]> {
    CHANGING_WORDS.into_iter().chain([READING_WORDS.as_slice()])
}

/// Returns up to two commands of a group that are called by another word of the same meaning, such as `delete` for `rm`.
fn of_one_meaning(word: &str, names: &[&str]) -> Vec<String> {
    let words = words_of_meaning().filter(|words| words.contains(&word)).flatten();
    words.filter(|other| names.contains(*other)).take(MAX_PATHS).map(|other| (*other).to_owned()).collect()
}

/// Returns up to two commands below a group whose paths hold a word as a whole, such as `webot sign card` for `card`: those
/// that end with the word first, then the shorter ones. A word of many commands, such as `list`, says nothing about any.
fn holding(word: &str, named: &'static str, reads: bool) -> Vec<String> {
    let word = word.to_lowercase();
    let mut found: Vec<([bool; 2], usize, &'static str)> = Vec::new();
    let mut groups = vec![named];
    while let Some(group) = groups.pop() {
        for node in Node::children(group) {
            let path = node.path();
            if node.is_group() {
                groups.push(path);
            }
            let parts: Vec<&str> = path.split(' ').collect();
            let is_part = parts.contains(&&*word) || node.name().split('-').any(|part| part == word);
            // A group above is suggested in place of all that is in it.
            let is_above = parts[..parts.len() - 1].contains(&&*word);
            if is_part && !is_above && !(reads && writes(&node)) {
                found.push(([is_retired(&node), node.name() != word], parts.len(), path));
            }
        }
    }
    if found.iter().any(|([_, is_inexact], ..)| !is_inexact) {
        found.retain(|([_, is_inexact], ..)| !is_inexact);
    }
    if found.len() > MANY_PATHS {
        return Vec::new();
    }
    found.sort_unstable();
    found.into_iter().take(MAX_PATHS).map(|(_, _, path)| format!("webot {path}")).collect()
}

fn is_retired(node: &Node) -> bool {
    matches!(node, Node::Entry(entry, _) if entry.retired.is_some())
}

fn given(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => Some(word.clone()),
        _ => None,
    }
}

fn insert(error: &mut clap::Error, kind: ContextKind, found: Vec<String>) {
    if found.is_empty() {
        error.remove(kind);
    } else {
        error.insert(kind, ContextValue::Strings(found));
    }
}

/// Returns whether a command changes something.
fn writes(node: &Node) -> bool {
    match node {
        Node::Entry(entry, _) => entry.risk != Risk::Reads,
        node => registry::WRITING.contains(&node.path()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, SYNONYMS};

    #[test]
    fn synonyms_stand_for_commands_and_are_none() {
        for (word, path) in SYNONYMS {
            assert!(Node::find(path).is_some(), "{path}");
            assert!(Node::find(word).is_none(), "{word}");
        }
        assert!(SYNONYMS.is_sorted());
    }
}
