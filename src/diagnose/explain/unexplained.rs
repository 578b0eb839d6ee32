//! A text in which nothing is known, and what resembles it.

use super::words;
use crate::api::errcode::{meanings, parse_errmsg};
use crate::api::named::{is_code, named_errors};
use crate::closest::{closest, within_edits};

/// A text in which nothing is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unexplained {
    /// `true` if there is no text at all.
    pub is_empty: bool,
    /// The number that it is or contains.
    pub code: Option<i64>,
    /// The id of a request that it contains.
    pub rid: Option<String>,
    /// A known code that resembles it.
    pub near: Option<String>,
}

impl Unexplained {
    /// Looks for what resembles a text.
    pub(crate) fn of(text: &str) -> Self {
        let text = text.trim();
        let word = words::tokens(text).next().unwrap_or_default();
        let is_number = |word: &&str| word.parse::<i64>().is_ok() && word.len() >= 5;
        // In a text without an error, a number is no mistyped errcode.
        let may_be_code = words::asks_about_number(text) || words::tells_of_error(text);
        let words: Vec<&str> = words::tokens(text).collect();
        let is_place = |at: usize| {
            let (before, behind) = (at.checked_sub(1).map(|at| words[at]), words.get(at + 1).copied());
            words::is_place_of_code(before, behind) && !words::is_other_number(before, behind)
        };
        let may_be_code = may_be_code && !words::is_of_other(text) && !words::is_of_client(text);
        let number = words.iter().enumerate().find(|(at, word)| is_number(word) && is_place(*at));
        let number = number.map(|(_, word)| *word).filter(|_| may_be_code);
        let near = if let Some(number) = number {
            let known: Vec<String> = meanings().map(|meaning| meaning.code.to_string()).collect();
            let alike = known.iter().map(String::as_str).filter(|known| known.len() == number.len());
            // A known code is not mistyped: what surrounds it does not tell that it is one.
            within_edits(number, alike, |_| 1).filter(|near| *near != number).map(str::to_owned)
        } else if is_code(&word.to_ascii_uppercase()) && !text.contains(' ') {
            let names: Vec<&str> =
                named_errors().map(|named| named.name).filter(|name| is_code(name)).collect();
            closest(word, &names).into_iter().next()
        } else {
            None
        };
        Self {
            is_empty: text.is_empty(),
            code: number.and_then(|number| number.parse().ok()),
            rid: parse_errmsg(text).rid,
            near,
        }
    }
}
