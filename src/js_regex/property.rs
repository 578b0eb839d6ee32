//! The properties of characters and of strings that `\p{..}` names.

use super::ranges::Ranges;
use regex_syntax::hir::{Class, HirKind};
use std::sync::LazyLock;

/// A line for each property of characters, with its ranges if they are our own.
const CHARACTERS: &str = include_str!("properties.txt");
/// A line for each property of strings, followed by the strings.
const STRINGS: &str = include_str!("emoji_sequences.txt");
/// The property of strings that holds all of them.
const ALL_STRINGS: &str = "RGI_Emoji";

static ID_START: LazyLock<Ranges> = LazyLock::new(|| chars("ID_Start"));
static ID_CONTINUE: LazyLock<Ranges> = LazyLock::new(|| chars("ID_Continue"));

/// The subject of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Chars,
    Strings,
}

/// Returns the kind of the property `L`, `sc=Han` or `RGI_Emoji`; `None` if ECMAScript does not know it.
pub(super) fn kind(name: &str) -> Option<Kind> {
    if own_ranges(name).is_some() {
        Some(Kind::Chars)
    } else {
        (name == ALL_STRINGS || words_of(STRINGS, &|line| line == name).is_some()).then_some(Kind::Strings)
    }
}

/// Returns the characters that have a property of characters.
pub(super) fn chars(name: &str) -> Ranges {
    let own: Vec<(u32, u32)> = own_ranges(name).into_iter().flatten().filter_map(range).collect();
    if !own.is_empty() {
        return Ranges::new(own);
    }
    match name.split_once('=') {
        // The script of what belongs to no script.
        Some((property, "Zzzz" | "Unknown")) if property != "gc" => known(r"[\p{Cn}\p{Co}]"),
        _ => known(&format!(r"\p{{{name}}}")),
    }
}

/// Returns the strings that have a property of strings; some are of one character.
pub(super) fn strings(name: &str) -> impl Iterator<Item = &'static str> + use<> {
    let all = name == ALL_STRINGS;
    let every = all.then(|| STRINGS.lines().filter(|line| line.starts_with(' ')));
    let own = (!all).then(|| words_of(STRINGS, &|line| line == name)).flatten();
    every.into_iter().flatten().flat_map(str::split_whitespace).chain(own.into_iter().flatten())
}

/// Returns whether a character may stand in the name of a group, or begin it.
pub(super) fn is_in_name(c: char, first: bool) -> bool {
    match c {
        '$' | '_' => true,
        '\u{200C}' | '\u{200D}' => !first,
        _ if c.is_ascii() => c.is_ascii_alphabetic() || (!first && c.is_ascii_digit()),
        _ => (if first { &ID_START } else { &ID_CONTINUE }).contains(u32::from(c)),
    }
}

/// Returns the ranges that the table holds for the property, possibly none; `None` if the table does not name it.
fn own_ranges(name: &str) -> Option<impl Iterator<Item = &'static str> + use<>> {
    let (kinds, value): (&[&str], &str) = match name.split_once('=') {
        Some(("General_Category" | "gc", value)) => (&["gc"], value),
        Some(("Script" | "sc" | "Script_Extensions" | "scx", value)) => (&["sc"], value),
        Some(_) => return None,
        None => (&["binary", "gc"], name),
    };
    words_of(CHARACTERS, &|line| {
        let mut words = line.split(' ');
        words.next().is_some_and(|kind| kinds.contains(&kind)) && words.any(|word| word == value)
    })
}

/// Returns the words of the indented lines below the first line that `is` accepts.
fn words_of(
    table: &'static str,
    is: &dyn Fn(&str) -> bool,
) -> Option<impl Iterator<Item = &'static str> + use<>> {
    let mut lines = table.lines();
    lines.by_ref().find(|line| !line.starts_with([' ', '#']) && is(line))?;
    Some(lines.take_while(|line| line.starts_with(' ')).flat_map(str::split_whitespace))
}

fn range(written: &str) -> Option<(u32, u32)> {
    let (first, last) = written.split_once('-').unwrap_or((written, written));
    Some((u32::from_str_radix(first, 16).ok()?, u32::from_str_radix(last, 16).ok()?))
}

/// Returns the characters of a class of the `regex` crate; none for surrogates, which it does not know.
fn known(source: &str) -> Ranges {
    let hir = regex_syntax::parse(source);
    match hir.as_ref().map(regex_syntax::hir::Hir::kind) {
        Ok(HirKind::Class(Class::Unicode(class))) => Ranges::from(class),
        Ok(HirKind::Literal(literal)) => {
            let c = std::str::from_utf8(&literal.0).ok().and_then(|text| text.chars().next());
            c.map_or_else(Ranges::default, |c| Ranges::one(u32::from(c)))
        }
        _ => Ranges::default(),
    }
}
