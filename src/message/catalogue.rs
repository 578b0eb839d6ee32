//! Looking things up in the table of kinds.

use super::kind::{Kind, Shape};
use super::path::closest;
use crate::table::{Table, table};

/// The kinds of `kinds/*.yaml`.
static KINDS: Table = table!("kinds");
/// The index of names and aliases.
const NAMES: usize = 0;
/// The index of all words for an event, in lower case.
const EVENTS: usize = 1;

/// Every kind, family by family.
pub fn kinds() -> impl Iterator<Item = Kind> {
    KINDS.entries()
}

/// The kind that a word after `webot send` names: letter by letter, because any other word is a text to send.
pub fn kind(word: &str) -> Option<Kind> {
    KINDS.find(NAMES, word).next().map(|entry| KINDS.entry(entry))
}

/// The kind that a word after `webot send event` names: its own name in whatever letters, then the event of WeCom or of
/// a platform that is called so.
pub fn event(word: &str) -> Option<Kind> {
    let lower = word.to_ascii_lowercase();
    let found: Vec<Kind> = KINDS.find(EVENTS, &lower).map(|entry| KINDS.entry(entry)).collect();
    let events = || found.iter().copied().filter(|kind| !kind.is_message());
    let bare = |kind: &Kind| kind.name.split_once('.').map_or(kind.name, |(_, bare)| bare);
    let named = |kind: &Kind| matches!(kind.shape, Shape::Event(event) if event == word);
    events()
        .find(|kind| kind.name == word)
        .or_else(|| events().find(|kind| kind.name.eq_ignore_ascii_case(word)))
        .or_else(|| events().find(named))
        .or_else(|| events().find(|kind| bare(kind).eq_ignore_ascii_case(word)))
}

/// Kinds whose name, alias, title or family holds these words, in English or in Chinese.
pub fn search(words: &str) -> impl Iterator<Item = Kind> {
    let wanted = words.to_lowercase();
    kinds().filter(move |kind| {
        let family = kind.family.title();
        let names = std::iter::once(kind.name).chain(kind.aliases);
        let titles = [kind.title.en, kind.title.zh, family.en, family.zh];
        names.chain(titles).any(|text| text.to_lowercase().contains(&wanted))
    })
}

/// Names that are most like a word, for a hint.
pub fn alike(word: &str) -> Vec<String> {
    closest(word, &kinds().map(|kind| kind.name).collect::<Vec<_>>())
}

/// The kind `text`, which is what any other word is sent as.
pub(super) fn text() -> Kind {
    // The first entry of the first family; a test holds it there.
    KINDS.entry(0)
}
