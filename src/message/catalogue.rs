//! Looks up kinds in the table.

use super::kind::{Kind, KindNames, Platform, Shape};
use crate::closest::closest;
use crate::table::{Table, table};

/// The kinds of `kinds/*.yaml`.
static KINDS: Table = table!("kinds");
/// The index of names and aliases.
const NAMES: usize = 0;
/// The index of all names of events, in lower case.
const EVENTS: usize = 1;
/// The index of names and aliases, and of the same without a prefix, behind their length in three digits.
const LENGTHS: usize = 2;

/// Returns all kinds, family by family.
pub fn kinds() -> impl Iterator<Item = Kind> {
    KINDS.entries()
}

/// Returns the name and the aliases of each kind, in the order of [`kinds`]. It is faster, because it decodes nothing else.
pub fn names() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    KINDS.entries().map(|KindNames { name, aliases }| (name, aliases.into_iter()))
}

/// Returns those of [`names`] of which one, with or without its prefix, is as long as this, or one byte shorter or longer.
pub fn names_about_as_long(
    length: usize,
) -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    let key = |length: usize| format!("{length:03}");
    let (first, end) = (key(length.saturating_sub(1)), key(length + 2));
    let mut entries: Vec<usize> = KINDS.between(LENGTHS, &first, &end).collect();
    entries.sort_unstable();
    entries.dedup();
    let names = entries.into_iter().map(|entry| KINDS.entry(entry));
    names.map(|KindNames { name, aliases }| (name, aliases.into_iter()))
}

/// Returns the kind with this name or alias. Case matters, because `webot send` sends any other word as a text.
pub fn kind(word: &str) -> Option<Kind> {
    KINDS.find(NAMES, word).next().map(|entry| KINDS.entry(entry))
}

/// Returns the event with this name: compares the kinds' names, first exactly, then ignoring case; then `Event`; then
/// the names without a prefix such as `work.`.
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

/// Returns the kind of a body with this `Event` on this platform.
pub(super) fn event_of(event: &str, platform: Platform) -> Option<Kind> {
    let lower = event.to_ascii_lowercase();
    let same = |kind: &Kind| {
        matches!(kind.shape, Shape::Event(own) if own == event) && kind.family.platform() == platform
    };
    let mut found = KINDS.find(EVENTS, &lower).map(|entry| KINDS.entry(entry));
    found.find(same)
}

/// Returns the kinds whose name, alias, title or family contains this text, in English or Chinese.
pub fn search(words: &str) -> impl Iterator<Item = Kind> {
    let wanted = words.to_lowercase();
    kinds().filter(move |kind| {
        let family = kind.family.title();
        let names = std::iter::once(kind.name).chain(kind.aliases);
        let titles = [kind.title.en, kind.title.zh, family.en, family.zh];
        names.chain(titles).any(|text| text.to_lowercase().contains(&wanted))
    })
}

/// Returns the most similar names, for a hint.
pub fn alike(word: &str) -> Vec<String> {
    closest(word, &names().map(|(name, _)| name).collect::<Vec<_>>())
}

/// Returns the kind `text`, which is used for words that name no kind.
pub(super) fn text() -> Kind {
    // It is the first entry of the first family; a test ensures this.
    KINDS.entry(0)
}
