//! A parsed pattern, and what can be said of it without running it.

use super::set::Ranges;

/// One character out of a set.
#[derive(Debug)]
pub(super) struct Set {
    pub(super) ranges: Ranges,
    /// `\p{..}` and `\P{..}` as they were written.
    pub(super) properties: Vec<String>,
    pub(super) negated: bool,
    /// Whether simple case folding (`i` with `u`) is still to be done.
    pub(super) fold: bool,
}

#[derive(Debug)]
pub(super) enum Node {
    Set(Set),
    /// What only regress understands: sets with operators, properties of strings.
    Raw {
        source: String,
        fold: bool,
    },
    Start,
    End,
    LineStart,
    LineEnd,
    Word {
        negated: bool,
        fold: bool,
    },
    Concat(Vec<Node>),
    Alternation(Vec<Node>),
    Capture {
        number: usize,
        body: Box<Node>,
    },
    Repeat {
        body: Box<Node>,
        min: u32,
        max: Option<u32>,
        lazy: bool,
    },
    Look {
        head: &'static str,
        body: Box<Node>,
    },
    /// A reference to the one of some groups of the same name that took part.
    Back {
        numbers: Vec<usize>,
        fold: bool,
    },
}

impl Node {
    /// Whether the `regex` crate gives the same matches and captures.
    pub(super) fn is_exact(&self) -> bool {
        match self {
            Self::Set(set) => set.properties.is_empty() || !set.fold,
            Self::Word { fold, .. } => !fold,
            Self::Start | Self::End => true,
            Self::Raw { .. } | Self::LineStart | Self::LineEnd | Self::Look { .. } | Self::Back { .. } => {
                false
            }
            Self::Concat(nodes) | Self::Alternation(nodes) => nodes.iter().all(Self::is_exact),
            Self::Capture { body, .. } => body.is_exact(),
            Self::Repeat { body, min, max, .. } => {
                // JavaScript drops an iteration that matches nothing, once it has the least number of them.
                let same_iterations = *max == Some(*min) || !body.is_nullable();
                // It also forgets, at each iteration, what the one before captured.
                let same_captures = match max {
                    Some(0) => !body.has_capture(),
                    Some(1) => true,
                    _ => !body.may_skip_capture(),
                };
                same_iterations && same_captures && body.is_exact()
            }
        }
    }

    /// Whether it can match without taking a character.
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

    /// Whether it can match while a capture inside takes no part.
    fn may_skip_capture(&self) -> bool {
        match self {
            Self::Concat(nodes) => nodes.iter().any(Self::may_skip_capture),
            Self::Repeat { body, min, .. } if *min > 0 => body.may_skip_capture(),
            Self::Capture { body, .. } => body.may_skip_capture(),
            other => other.has_capture(),
        }
    }

    /// Whether its over-approximation matches every text.
    pub(super) fn says_nothing(&self) -> bool {
        match self {
            Self::Set(_) | Self::Start | Self::End => false,
            Self::Word { fold, .. } => *fold,
            Self::Concat(nodes) => nodes.iter().all(Self::says_nothing),
            Self::Alternation(nodes) => nodes.iter().any(Self::says_nothing),
            Self::Capture { body, .. } => body.says_nothing(),
            Self::Repeat { body, min, .. } => *min == 0 || body.says_nothing(),
            Self::Raw { .. } | Self::LineStart | Self::LineEnd | Self::Look { .. } | Self::Back { .. } => {
                true
            }
        }
    }

    /// About how many states an automaton for it has.
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
