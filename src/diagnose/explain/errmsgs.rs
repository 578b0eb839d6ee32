//! The errmsgs that WeChat sends with its errcodes, in a text without a label.

use crate::api::errcode::{ErrcodeFamily, Meaning, meaning, meanings};

/// The smallest length of an errmsg that a whole message is compared with, in bytes.
pub(super) const MIN_LENGTH: usize = 8;
/// The smallest length of an errmsg that other words may follow, in bytes.
const MIN_BEGINNING: usize = 12;

/// The smallest length of a word by which a message is recognized, in characters.
const MIN_SHARED: usize = 5;

/// Returns the meanings whose errmsg is a message in lower case, or its beginning up to a punctuation mark.
pub(super) fn alike(message: &str) -> Vec<Meaning> {
    let is_alike = |meaning: &Meaning| {
        let own = essence(meaning.errmsg);
        let long_enough = |rest: &str| rest.is_empty() || own.len() >= MIN_BEGINNING;
        own.len() >= MIN_LENGTH && begins_with(message, &own).is_some_and(long_enough)
    };
    meanings().filter(is_alike).collect()
}

/// Returns the rest of a message behind an errmsg that it begins with, if that ends with a whole phrase.
fn begins_with<'a>(message: &'a str, errmsg: &str) -> Option<&'a str> {
    let rest = message.strip_prefix(errmsg)?;
    let goes_on = |char: char| char.is_alphanumeric() || char == ' ' || char == '_';
    (!rest.starts_with(goes_on)).then_some(rest)
}

/// Returns the part of an errmsg that is the same in every answer, in lower case.
pub(super) fn essence(errmsg: &str) -> String {
    let lower = errmsg.to_lowercase();
    let end =
        [", hint", " hint", " rid", ", more info"].into_iter().filter_map(|mark| lower.find(mark)).min();
    lower[..end.unwrap_or(lower.len())].trim_matches(|char: char| !char.is_alphanumeric()).to_owned()
}

/// Returns the errmsg that WeCom sends with an errcode, in lower case, if it is known.
pub(super) fn of(code: i64) -> Option<String> {
    let own = essence(meaning(ErrcodeFamily::Work, code)?.errmsg);
    (own.len() >= MIN_LENGTH).then_some(own)
}

/// Returns whether a message begins with the errmsg of this errcode.
pub(super) fn is_of(message: &str, code: i64) -> bool {
    let message = essence(message);
    let known =
        [ErrcodeFamily::Api, ErrcodeFamily::Work].into_iter().filter_map(|family| meaning(family, code));
    known
        .map(|meaning| essence(meaning.errmsg))
        .any(|own| own.len() >= MIN_LENGTH && begins_with(&message, &own).is_some())
}

/// Returns whether a message begins with the errmsg of this errcode in one family.
pub(super) fn is_of_family(message: &str, family: ErrcodeFamily, code: i64) -> bool {
    let own = meaning(family, code).map(|meaning| essence(meaning.errmsg)).unwrap_or_default();
    own.len() >= MIN_LENGTH && begins_with(&essence(message), &own).is_some()
}

/// Returns whether the errmsg is known that a family sends with this errcode.
pub(super) fn is_known(family: ErrcodeFamily, code: i64) -> bool {
    meaning(family, code).is_some_and(|meaning| !meaning.errmsg.is_empty())
}

/// Returns whether a message has a word of the errmsg or the meaning of this errcode.
pub(super) fn resembles(message: &str, code: i64) -> bool {
    let message = message.to_lowercase();
    let known = ErrcodeFamily::ALL.into_iter().filter_map(|family| meaning(family, code));
    known.flat_map(|meaning| [meaning.errmsg, meaning.zh]).any(|own| {
        let own = own.to_lowercase();
        own.split(|char: char| !char.is_alphanumeric())
            .filter(|word| word.chars().count() >= MIN_SHARED)
            .any(|word| message.contains(word))
    })
}
