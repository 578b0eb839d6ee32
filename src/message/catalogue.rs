//! Looking things up in the table.

use super::kind::{Kind, Shape};
use super::kinds::KINDS;
use crate::closest::closest;

/// Every kind, family by family.
pub fn kinds() -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().flat_map(|family| family.iter())
}

/// The kind that a word after `webot send` names: letter by letter, because any other word is a text to send.
pub fn kind(word: &str) -> Option<&'static Kind> {
    kinds().find(|kind| kind.name == word || kind.aliases.contains(&word))
}

/// The kind that a word after `webot send event` names: its own name in whatever letters, then the event of WeCom or of
/// a platform that is called so.
pub fn event(word: &str) -> Option<&'static Kind> {
    let events = || kinds().filter(|kind| !kind.is_message());
    let bare = |kind: &Kind| kind.name.split_once('.').map_or(kind.name, |(_, bare)| bare);
    let named = |kind: &Kind| matches!(kind.shape, Shape::Event(event) if event == word);
    events()
        .find(|kind| kind.name == word)
        .or_else(|| events().find(|kind| kind.name.eq_ignore_ascii_case(word)))
        .or_else(|| events().find(|kind| named(kind)))
        .or_else(|| events().find(|kind| bare(kind).eq_ignore_ascii_case(word)))
}

/// Kinds whose name, alias, title or family holds these words, in English or in Chinese.
pub fn search(words: &str) -> impl Iterator<Item = &'static Kind> {
    let wanted = words.to_lowercase();
    kinds().filter(move |kind| {
        let family = kind.family.title();
        let names = std::iter::once(kind.name).chain(kind.aliases.iter().copied());
        let titles = [kind.title.en, kind.title.zh, family.en, family.zh];
        names.chain(titles).any(|text| text.to_lowercase().contains(&wanted))
    })
}

/// Names that are most like a word, for a hint.
pub fn alike(word: &str) -> Vec<String> {
    closest(word, &kinds().map(|kind| kind.name).collect::<Vec<_>>())
}

/// The kind `text`, which is what any other word is sent as.
pub(super) fn text() -> &'static Kind {
    // The first entry of the first family; a test holds it there.
    &KINDS[0][0]
}
