//! The errors that have a word or a sentence instead of a number: the codes of WeChat Pay, the errMsg of the JS-SDK, the
//! messages of payment pages and of libraries.
//!
//! `build/named.rs` compiles them from `*.yaml`; each file states its sources.

#[cfg(test)]
mod tests;

use crate::api::advice::{Advice, Case, Evidence, applicable};
use crate::table::{Cursor, Decode, List, Table, table};

/// An error that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NamedError {
    /// The product that reports it.
    pub family: NamedFamily,
    /// A code in capital letters, or a phrase in lower case that the message contains.
    pub name: &'static str,
    /// Further codes or phrases.
    pub also: List<&'static str>,
    /// Cause and fix.
    pub advice: Advice,
    /// The cases in which they are more precise.
    pub cases: List<Case>,
}

/// The product that reports an error with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamedFamily {
    /// WeChat Pay v3.
    PayV3,
    /// WeChat Pay v2.
    PayV2,
    /// The pages and clients that start a payment.
    PayPage,
    /// The JS-SDK.
    Jssdk,
    /// A library for WeChat or for WeChat Pay.
    Library,
    /// A page of OAuth.
    OauthPage,
    /// A function of mini-programs.
    MiniProgram,
    /// A console, or a conversation, in which WeChat tells of a callback URL.
    Console,
}

impl NamedFamily {
    /// All families, in the order of their numbers in the table.
    pub(crate) const ALL: [Self; 8] = [
        Self::PayV3,
        Self::PayV2,
        Self::PayPage,
        Self::Jssdk,
        Self::Library,
        Self::OauthPage,
        Self::MiniProgram,
        Self::Console,
    ];

    /// Returns the word for `--json`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::PayV3 => "pay-v3",
            Self::PayV2 => "pay-v2",
            Self::PayPage => "pay-page",
            Self::Jssdk => "jssdk",
            Self::Library => "library",
            Self::OauthPage => "oauth-page",
            Self::MiniProgram => "mini-program",
            Self::Console => "console",
        }
    }
}

/// The errors of `*.yaml`; index 0 has the codes.
static NAMED: Table = table!("named");

impl Decode for NamedError {
    fn decode(cursor: &mut Cursor) -> Self {
        Self {
            family: cursor.word(&NamedFamily::ALL),
            name: cursor.text(),
            also: cursor.list(),
            advice: Advice::decode(cursor),
            cases: cursor.list(),
        }
    }
}

impl NamedError {
    /// Returns cause and fix for a failed call.
    pub(crate) fn advice(&self, evidence: &Evidence<'_>) -> Advice {
        applicable(self.cases, evidence).map_or(self.advice, |case| case.advice)
    }

    /// Returns the phrase of this error that a text in lower case contains.
    pub(crate) fn phrase_in(&self, text: &str) -> Option<&'static str> {
        let phrase = |name: &&str| !is_code(name) && text.contains(*name);
        std::iter::once(self.name).chain(self.also).find(phrase)
    }
}

/// Returns whether a name is a code in capital letters, not a phrase.
pub(crate) fn is_code(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Returns all errors.
pub(crate) fn named_errors() -> impl Iterator<Item = NamedError> {
    NAMED.entries()
}

/// Returns the errors that have this code, in all families.
pub(crate) fn with_code(code: &str) -> impl Iterator<Item = NamedError> {
    NAMED.find(0, code).map(|entry| NAMED.entry(entry))
}

/// Returns the errors of WeChat Pay that have a phrase as their name and are named by a message in lower case. They come
/// before the code: WeChat Pay answers one cause with several codes, and one code to several causes.
pub(crate) fn named_by_message(message: &str) -> impl Iterator<Item = NamedError> {
    let is_pay = |family| matches!(family, NamedFamily::PayV2 | NamedFamily::PayV3);
    named_errors().filter(move |named| {
        is_pay(named.family) && !is_code(named.name) && named.phrase_in(message).is_some()
    })
}

/// Returns the error of a family that the message names, or else the one with this code, or else one with a phrase that
/// the message contains.
pub(crate) fn find(family: NamedFamily, code: &str, message: &str) -> Option<NamedError> {
    let message = message.to_lowercase();
    let told = named_by_message(&message).find(|named| named.family == family);
    let coded = || with_code(code).find(|named| named.family == family);
    told.or_else(coded).or_else(|| {
        named_errors().find(|named| named.family == family && named.phrase_in(&message).is_some())
    })
}
