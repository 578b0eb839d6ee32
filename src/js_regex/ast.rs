//! The syntax tree of a pattern, and properties of a pattern that need no match.

use super::class_set::StringSet;
use super::ranges::Ranges;
use std::sync::Arc;

/// A set of which one character is matched.
#[derive(Debug)]
pub(super) struct CharSet {
    pub(super) ranges: Ranges,
    /// `\p{..}` and `\P{..}`, as written.
    pub(super) properties: Vec<String>,
    pub(super) negated: bool,
    /// `true` if simple case folding (`i` with `u`) is still to be done.
    pub(super) fold: bool,
}

#[derive(Debug)]
pub(super) enum Ast {
    Set(CharSet),
    /// A class of the flag `v` that holds strings or is large.
    Strings(Arc<StringSet>),
    Start,
    End,
    LineStart,
    LineEnd,
    Word {
        negated: bool,
        fold: bool,
    },
    Concat(Vec<Ast>),
    Alternation(Vec<Ast>),
    Capture {
        number: usize,
        body: Box<Ast>,
    },
    Repeat {
        body: Box<Ast>,
        min: u32,
        max: Option<u32>,
        lazy: bool,
    },
    Look {
        head: &'static str,
        body: Box<Ast>,
    },
    /// A reference to a group; of several groups with one name, to the one that took part.
    Back {
        numbers: Vec<usize>,
        fold: bool,
    },
}

impl Ast {
    /// Returns whether the `regex` crate gives the same matches and captures.
    pub(super) fn is_exact(&self) -> bool {
        match self {
            Self::Set(set) => set.properties.is_empty() || !set.fold,
            Self::Word { fold, .. } => !fold,
            Self::Start | Self::End => true,
            Self::Strings(_) | Self::LineStart | Self::LineEnd | Self::Look { .. } | Self::Back { .. } => {
                false
            }
            Self::Concat(nodes) | Self::Alternation(nodes) => nodes.iter().all(Self::is_exact),
            Self::Capture { body, .. } => body.is_exact(),
            Self::Repeat { body, min, max, .. } => {
                // JavaScript drops an iteration that matches nothing, once the minimum number of iterations is reached.
                let same_iterations = *max == Some(*min) || !body.is_nullable();
                // JavaScript also clears the captures of the previous iteration when an iteration starts.
                let same_captures = match max {
                    Some(0) => !body.has_capture(),
                    Some(1) => true,
                    _ => !body.may_skip_capture(),
                };
                same_iterations && same_captures && body.is_exact()
            }
        }
    }

    /// Returns whether it can match without consuming a character.
    fn is_nullable(&self) -> bool {
        match self {
            Self::Set(_) => false,
            Self::Concat(nodes) => nodes.iter().all(Self::is_nullable),
            Self::Alternation(nodes) => nodes.iter().any(Self::is_nullable),
            Self::Capture { body, .. } => body.is_nullable(),
            Self::Repeat { body, min, .. } => *min == 0 || body.is_nullable(),
            _ => true,
        }
    }

    fn has_capture(&self) -> bool {
        match self {
            Self::Capture { .. } => true,
            Self::Concat(nodes) | Self::Alternation(nodes) => nodes.iter().any(Self::has_capture),
            Self::Repeat { body, .. } | Self::Look { body, .. } => body.has_capture(),
            _ => false,
        }
    }

    /// Returns whether it can match while a capture inside takes no part.
    fn may_skip_capture(&self) -> bool {
        match self {
            Self::Concat(nodes) => nodes.iter().any(Self::may_skip_capture),
            Self::Repeat { body, min, .. } if *min > 0 => body.may_skip_capture(),
            Self::Capture { body, .. } => body.may_skip_capture(),
            other => other.has_capture(),
        }
    }

    /// Returns whether its over-approximation matches every text.
    pub(super) fn over_matches_everything(&self) -> bool {
        match self {
            Self::Set(_) | Self::Start | Self::End => false,
            Self::Word { fold, .. } => *fold,
            Self::Concat(nodes) => nodes.iter().all(Self::over_matches_everything),
            Self::Alternation(nodes) => nodes.iter().any(Self::over_matches_everything),
            Self::Capture { body, .. } => body.over_matches_everything(),
            Self::Repeat { body, min, .. } => *min == 0 || body.over_matches_everything(),
            Self::Strings(_) | Self::LineStart | Self::LineEnd | Self::Look { .. } | Self::Back { .. } => {
                true
            }
        }
    }

    /// Returns the approximate number of states of an automaton for it.
    pub(super) fn states(&self) -> usize {
        let sum = |nodes: &[Self]| nodes.iter().map(Self::states).fold(1, usize::saturating_add);
        match self {
            Self::Set(set) if set.properties.is_empty() => 1 + set.ranges.len(),
            Self::Set(_) => 200,
            Self::Concat(nodes) | Self::Alternation(nodes) => sum(nodes),
            Self::Capture { body, .. } | Self::Look { body, .. } => body.states().saturating_add(2),
            Self::Repeat { body, min, max, .. } => {
                body.states().saturating_add(1).saturating_mul(times(max.unwrap_or(*min).max(1)))
            }
            _ => 1,
        }
    }
}

fn times(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
