//! Which of many rules a text may match.

use regex::{RegexSet, RegexSetBuilder};

use super::Rule;
use super::pattern::{Pattern, TextPattern};

/// How many patterns are tried at a time: to build a set of more takes much memory.
const SET_PATTERNS: usize = 100;
/// How large the automaton of a set may become, in bytes.
const SET_BYTES: usize = 16 * 1024 * 1024;
/// How much of it is kept while it is used, in bytes.
const SET_CACHE: usize = 256 * 1024;

/// Which rules a text may match: their patterns are tried many at a time, so that a thousand rules cost little more
/// than one.
#[derive(Debug, Default)]
pub struct Candidates {
    sets: Vec<(RegexSet, Vec<usize>)>,
    /// The rules that are in no set, and always tried.
    always: Vec<usize>,
}

impl Candidates {
    /// Of these rules.
    pub(super) fn new(rules: &[Rule]) -> Self {
        let mut patterns = Vec::new();
        let mut always = Vec::new();
        for (place, rule) in rules.iter().enumerate() {
            match approximation(&rule.pattern) {
                Some(pattern) => patterns.push((pattern, place)),
                None => always.push(place),
            }
        }
        // For a few rules it would cost more than it saves.
        if patterns.len() < 4 {
            return Self::default();
        }
        let sets: Option<Vec<_>> = patterns
            .chunks(SET_PATTERNS)
            .map(|chunk| {
                let patterns = chunk.iter().map(|(pattern, _)| pattern);
                let mut set = RegexSetBuilder::new(patterns);
                let set = set.size_limit(SET_BYTES).dfa_size_limit(SET_CACHE).build().ok()?;
                Some((set, chunk.iter().map(|(_, place)| *place).collect()))
            })
            .collect();
        // Where they are too large together, each is tried by itself.
        sets.map_or_else(Self::default, |sets| Self { sets, always })
    }

    /// The rules that this text may match, in order; nothing where all have to be tried.
    pub fn choose(&self, text: Option<&str>) -> Option<Vec<usize>> {
        let text = text.filter(|_| !self.sets.is_empty())?;
        let mut chosen = self.always.clone();
        for (set, places) in &self.sets {
            chosen.extend(set.matches(text).iter().filter_map(|matched| places.get(matched)));
        }
        chosen.sort_unstable();
        Some(chosen)
    }
}

/// A regular expression that matches every text that this pattern matches; none where there is none of use.
fn approximation(pattern: &Pattern) -> Option<String> {
    match pattern {
        Pattern::Text(TextPattern::Exact(exact)) => Some(format!(r"\A(?:{})\z", regex::escape(exact))),
        Pattern::Text(TextPattern::Regex(regex)) => regex.over_approximation().map(str::to_owned),
        _ => None,
    }
}
