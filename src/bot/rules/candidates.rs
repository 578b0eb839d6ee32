//! Finds the few rules among many that a text may match.

use regex::{RegexSet, RegexSetBuilder};

use super::Rule;
use super::pattern::{Pattern, TextPattern};

/// The maximum number of patterns in a set: building a larger one takes much memory.
const MAX_SET_PATTERNS: usize = 100;
/// The maximum size of a set's automaton, in bytes.
const MAX_SET_BYTES: usize = 16 * 1024 * 1024;
/// The size of a set's cache while matching, in bytes.
const SET_CACHE_BYTES: usize = 256 * 1024;

/// The index of the rules that a text may match. It tests many patterns at a time, so that a thousand rules cost little
/// more than one.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    sets: Vec<(RegexSet, Vec<usize>)>,
    /// The rules in no set, which are always tried.
    always: Vec<usize>,
}

impl Candidates {
    /// Builds the index of these rules.
    pub(super) fn new(rules: &[Rule]) -> Self {
        let mut patterns = Vec::new();
        let mut always = Vec::new();
        for (index, rule) in rules.iter().enumerate() {
            match approximation(&rule.pattern) {
                Some(pattern) => patterns.push((pattern, index)),
                None => always.push(index),
            }
        }
        // For fewer than four patterns, sets cost more time than they save.
        if patterns.len() < 4 {
            return Self::default();
        }
        let sets: Option<Vec<_>> = patterns
            .chunks(MAX_SET_PATTERNS)
            .map(|chunk| {
                let patterns = chunk.iter().map(|(pattern, _)| pattern);
                let mut set = RegexSetBuilder::new(patterns);
                let set = set.size_limit(MAX_SET_BYTES).dfa_size_limit(SET_CACHE_BYTES).build().ok()?;
                Some((set, chunk.iter().map(|(_, index)| *index).collect()))
            })
            .collect();
        // If a set is too large, all rules are tried one by one.
        sets.map_or_else(Self::default, |sets| Self { sets, always })
    }

    /// Returns the rules that this text may match, in order; `None` if all rules have to be tried.
    pub(crate) fn choose(&self, text: Option<&str>) -> Option<Vec<usize>> {
        let text = text.filter(|_| !self.sets.is_empty())?;
        let mut chosen = self.always.clone();
        for (set, indexes) in &self.sets {
            chosen.extend(set.matches(text).iter().filter_map(|matched| indexes.get(matched)));
        }
        chosen.sort_unstable();
        Some(chosen)
    }
}

/// Returns a regular expression that matches at least the texts of this pattern; `None` if there is no useful one.
fn approximation(pattern: &Pattern) -> Option<String> {
    match pattern {
        Pattern::Text(TextPattern::Exact(exact)) => Some(format!(r"\A(?:{})\z", regex::escape(exact))),
        Pattern::Text(TextPattern::Regex(regex)) => regex.over_approximation().map(str::to_owned),
        _ => None,
    }
}
