//! "Did you mean" for the names of commands and flags: the best first, at most two, visible names only.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::registry;
use super::selected::Selected;
use super::tree::Node;
use crate::api::Risk;
use crate::closest::closest;

/// Words that people type to read something; a command that changes something is no suggestion for them.
const READING_WORDS: [&str; 10] =
    ["get", "list", "ls", "show", "info", "view", "cat", "fetch", "find", "query"];

/// Replaces the suggestions of clap, which name hidden aliases, the worst first, and adds the command that was named.
pub(super) fn improve(error: &mut clap::Error, named: &Selected) {
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
            insert(error, ContextKind::SuggestedSubcommand, closest(&word, &names));
        }
        ErrorKind::UnknownArgument => {
            let Some(flag) = given(error, ContextKind::InvalidArg) else { return };
            let Some(word) = flag.strip_prefix("--") else { return };
            let word = word.split('=').next().unwrap_or(word);
            let longs = named.longs();
            let found = closest(word, &longs).into_iter().map(|long| format!("--{long}")).collect();
            insert(error, ContextKind::SuggestedArg, found);
        }
        _ => {}
    }
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
