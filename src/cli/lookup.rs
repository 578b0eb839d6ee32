//! `webot help WORD…` for words that are no command: a topic, a flag of a command, or the flags and commands that match.

use clap::builder::StyledStr;

use super::global::{searched_words, wants_document};
use super::page::{CommandSection, list, text};
use super::selected::Selected;
use super::tree::Node;
use crate::text::{TOPICS, help, title};

/// The largest number of flags and commands that are listed.
const MAX_FOUND: usize = 30;

/// Names and their descriptions.
type Entries = Vec<(String, String)>;

/// Returns the page of `webot help WORD…`; `None` if the words name a command, or if nothing matches.
pub(super) fn looked_up(args: &[std::ffi::OsString], width: &dyn Fn() -> usize) -> Option<StyledStr> {
    if wants_document(args) {
        return None;
    }
    let words = searched_words(args)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.is_empty() || Node::find(&words.join(" ")).is_some() {
        return None;
    }
    if let Some(topic) = TOPICS.iter().find(|topic| topic.name == words.join("-")) {
        let mut page = String::new();
        text(&mut page, &topic.text(), width());
        return Some(page.into());
    }
    let named = Selected::named(words.iter().copied());
    let rest: Vec<&str> = words.iter().skip(named.depth()).map(|word| word.trim_start_matches('-')).collect();
    if let [flag] = rest[..]
        && !named.path().is_empty()
        && let Some(found) = named.flag(flag)
    {
        return Some(page(&words, vec![found], Vec::new(), width()));
    }
    // The words after a command are its values, as in `webot help send text`.
    if named.depth() > 0 && !named.is_group() {
        return None;
    }
    let searched: Vec<String> =
        words.iter().map(|word| word.trim_start_matches('-').to_lowercase()).collect();
    let mut tree = super::command();
    tree.build();
    let mut commands = Vec::new();
    search(&tree, "webot", &|name, _| contains_all(name, &searched), &mut commands);
    // A flag has no other name than its own.
    if commands.is_empty() && !words.iter().any(|word| word.starts_with('-')) {
        let in_text = |name: &str, about: &str| contains_all(&format!("{name} {about}"), &searched);
        search(&tree, "webot", &in_text, &mut commands);
    }
    commands.truncate(MAX_FOUND);
    let topics = TOPICS.iter().map(|topic| (topic.name.to_owned(), title(topic.about).to_owned()));
    let topics = topics.filter(|(name, about)| contains_all(&format!("{name} {about}"), &searched)).collect();
    let is_found = !commands.is_empty() || !Vec::is_empty(&topics);
    is_found.then(|| page(&words, commands, topics, width()))
}

/// Returns a page that lists commands, flags and topics.
fn page(words: &[&str], commands: Entries, topics: Entries, width: usize) -> StyledStr {
    let mut page = String::new();
    text(&mut page, &(help().found)(&words.join(" ")), width);
    let sections = [
        CommandSection { heading: help().commands, commands },
        CommandSection { heading: help().topics, commands: topics },
    ];
    list(&mut page, &sections, width);
    page.into()
}

fn contains_all(text: &str, words: &[String]) -> bool {
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(word))
}

/// Adds the commands and flags that match, with their descriptions. A command is matched by its path without `webot`, a
/// flag by that and its own name, of which it has to match a part.
fn search(command: &clap::Command, path: &str, matches: &dyn Fn(&str, &str) -> bool, found: &mut Entries) {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let own_path = path.strip_prefix("webot ").unwrap_or_default();
    if !own_path.is_empty() && matches(own_path, &about) {
        found.push((path.to_owned(), about));
    } else {
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            // A flag of every command is listed once, with `webot`.
            let repeated = arg.is_global_set() && path.contains(' ');
            let Some(long) = arg.get_long().filter(|_| !repeated) else { continue };
            let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
            if matches(&format!("{own_path} --{long}"), &about) {
                found.push((format!("{path} --{long}"), about));
            }
        }
    }
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        search(below, &format!("{path} {}", below.get_name()), matches, found);
    }
}
