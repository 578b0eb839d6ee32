//! Sets of code points, and the case folding of JavaScript.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
use std::sync::LazyLock;

const MAX_CODE_POINT: u32 = 0x10_FFFF;
const LINE_TERMINATORS: [(u32, u32); 3] = [(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)];
const DIGITS: [(u32, u32); 1] = [(0x30, 0x39)];
const WORD_CHARS: [(u32, u32); 4] = [(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];
const SPACES: [(u32, u32); 10] = [
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
];

/// The characters that `i` without `u` folds, each with its folded form.
static FOLDED: LazyLock<Vec<(u32, u32)>> = LazyLock::new(|| {
    let fold = |c: char| (u32::from(c), u32::from(canonical(c)));
    ('\0'..='\u{FFFF}').map(fold).filter(|(c, upper)| c != upper).collect()
});

/// Implements Canonicalize of ECMAScript without `u`: returns the upper case if it is a single character, but never an
/// ASCII letter for a character outside ASCII. An astral character is two UTF-16 units in JavaScript, which have no
/// case.
pub(super) fn canonical(c: char) -> char {
    if c > '\u{FFFF}' {
        return c;
    }
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(u), None) if c.is_ascii() || !u.is_ascii() => u,
        _ => c,
    }
}

/// Inclusive ranges of code points, sorted and disjoint. They may include surrogates, which no text contains.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    pub(super) fn new(mut list: Vec<(u32, u32)>) -> Self {
        list.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(list.len());
        for (first, last) in list {
            match merged.last_mut() {
                Some(end) if first <= end.1.saturating_add(1) => end.1 = end.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        Self(merged)
    }

    pub(super) fn one(c: u32) -> Self {
        Self(vec![(c, c)])
    }

    pub(super) fn line_terminators() -> Self {
        Self(LINE_TERMINATORS.to_vec())
    }

    /// Returns the set of `\d \D \s \S \w \W`. With `folds` (`iu`), `\w` includes the two characters that fold to ASCII
    /// letters.
    pub(super) fn predefined(letter: char, folds: bool) -> Self {
        let list = match letter.to_ascii_lowercase() {
            'd' => DIGITS.to_vec(),
            's' => SPACES.to_vec(),
            _ if folds => [&WORD_CHARS[..], &[(0x17F, 0x17F), (0x212A, 0x212A)]].concat(),
            _ => WORD_CHARS.to_vec(),
        };
        if letter.is_ascii_uppercase() { Self(list).complement() } else { Self(list) }
    }

    pub(super) fn complement(&self) -> Self {
        let mut list = Vec::with_capacity(self.0.len() + 1);
        let mut next = 0;
        for &(first, last) in &self.0 {
            if next < first {
                list.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= MAX_CODE_POINT {
            list.push((next, MAX_CODE_POINT));
        }
        Self(list)
    }

    pub(super) fn contains(&self, c: u32) -> bool {
        let after = self.0.partition_point(|range| range.0 <= c);
        after.checked_sub(1).and_then(|i| self.0.get(i)).is_some_and(|range| c <= range.1)
    }

    /// Adds the characters that `i` without `u` treats as equal.
    pub(super) fn folded(self) -> Self {
        let up = FOLDED.iter().filter(|(c, _)| self.contains(*c)).map(|&(_, upper)| (upper, upper));
        let upper = Self::new(self.0.iter().copied().chain(up).collect());
        let down = FOLDED.iter().filter(|(_, to)| upper.contains(*to)).map(|&(c, _)| (c, c));
        Self::new(upper.0.iter().copied().chain(down).collect())
    }

    pub(super) fn union(&self, other: &Self) -> Self {
        Self::new([self.0.as_slice(), other.0.as_slice()].concat())
    }

    pub(super) fn without(&self, other: &Self) -> Self {
        self.complement().union(other).complement()
    }

    /// Adds the characters that `i` with `u` treats as equal: those of the same simple case folding.
    pub(super) fn simply_folded(self) -> Self {
        let range = |(first, last)| ClassUnicodeRange::new(first, last);
        let mut class = ClassUnicode::new(self.chars().map(range));
        // It fails only where the tables of case are left out.
        if class.try_case_fold_simple().is_err() {
            return self;
        }
        // Surrogates have no case, and a class does not hold them.
        self.union(&Self::from(&class))
    }

    pub(super) fn extend(&self, list: &mut Vec<(u32, u32)>) {
        list.extend_from_slice(&self.0);
    }

    /// Returns the ranges as characters, without the surrogates.
    pub(super) fn chars(&self) -> impl Iterator<Item = (char, char)> {
        let low = |&(first, last): &(u32, u32)| (first, last.min(0xD7FF));
        let high = |&(first, last): &(u32, u32)| (first.max(0xE000), last);
        let both = self.0.iter().flat_map(move |range| [low(range), high(range)]);
        let proper = |(first, last)| Some((char::from_u32(first)?, char::from_u32(last)?));
        // A range below the surrogates is reversed in `high`, one above them in `low`.
        both.filter(|(first, last)| first <= last).filter_map(proper)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl From<&ClassUnicode> for Ranges {
    fn from(class: &ClassUnicode) -> Self {
        Self::new(class.iter().map(|range| (u32::from(range.start()), u32::from(range.end()))).collect())
    }
}

/// Returns the first of the characters that `i` with `u` treats as equal.
pub(super) fn simple_fold(c: char) -> char {
    if c.is_ascii_lowercase() {
        return c.to_ascii_uppercase();
    }
    let equal = Ranges::one(u32::from(c)).simply_folded();
    equal.0.first().and_then(|range| char::from_u32(range.0)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_idempotent() {
        for c in '\0'..='\u{FFFF}' {
            assert_eq!(canonical(canonical(c)), canonical(c), "{c:?}");
        }
    }

    #[test]
    fn ranges_of_characters_leave_out_surrogates() {
        let chars = |first, last| Ranges(vec![(first, last)]).chars().collect::<Vec<_>>();
        assert_eq!(chars(0, MAX_CODE_POINT), [('\0', '\u{D7FF}'), ('\u{E000}', '\u{10FFFF}')]);
        assert_eq!(chars(0xD83D, 0xDE00), []);
        assert_eq!(chars(0x41, 0x5A), [('A', 'Z')]);
        assert_eq!(chars(0xFF01, 0xFF02), [('\u{FF01}', '\u{FF02}')]);
    }
}
