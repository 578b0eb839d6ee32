//! JavaScript regular expressions with a time limit that holds for every text.
//!
//! A character is a code point, even without the flag `u`, for which JavaScript uses UTF-16 units.

mod ast;
mod backtrack;
mod class;
mod class_set;
mod group;
mod parse;
mod program;
mod property;
mod ranges;
#[cfg(test)]
mod tests;
mod translate;

use backtrack::{Exhausted, Groups};
use parse::Names;
use program::Program;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};
use translate::{Target, translate};

/// The maximum number of matches returned for a pattern with `g`.
const MAX_MATCHES: usize = 100;
/// The maximum length of a source, in bytes.
const MAX_SOURCE_BYTES: usize = 64 * 1024;
/// The maximum number of states of an exact pattern.
const MAX_STATES: usize = 50_000;
/// The maximum number of states of an over-approximation that keeps its counts.
const MAX_COUNTED_STATES: usize = 2_000;
/// The maximum number of states of a pattern that is compiled on first use; a larger one is compiled at once, to find
/// out whether the `regex` crate accepts it.
const MAX_LAZY_STATES: usize = 100;
/// The maximum product of states and bytes of text that runs without the time limit; it takes about a second in the
/// worst case.
const MAX_UNLIMITED_WORK: usize = 50_000_000;
/// The maximum time limit of a match.
const MAX_TIME_LIMIT: Duration = Duration::from_secs(24 * 60 * 60);

/// A JavaScript regular expression (ECMAScript with its Annex B). Clones are cheap.
#[derive(Clone)]
pub(crate) struct JsRegex(Arc<Inner>);

/// The result of a successful match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Captures {
    /// The start of the whole match, in bytes of the text.
    pub start: usize,
    /// The end of the whole match, in bytes of the text.
    pub end: usize,
    /// The whole match, then each group; `None` for a group that took no part.
    pub groups: Vec<Option<String>>,
    /// The named groups in the order of the pattern; a name shared by several groups has the value of the first one
    /// that took part.
    pub named: Vec<(String, Option<String>)>,
}

/// The reasons for which a pattern is rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PatternError {
    /// The pattern is not valid in JavaScript.
    Syntax {
        /// The message of the parser, in English.
        reason: String,
    },
    /// This flag is unknown or repeated, or is the second one of `u` and `v`.
    Flags(char),
    /// The source is longer than 64 KiB, nests more than 64 deep, or has classes of very many characters.
    TooLarge,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { reason } => f.write_str(reason),
            Self::Flags(flag) => write!(f, "Invalid flag: {flag}"),
            Self::TooLarge => f.write_str("Regular expression is too large"),
        }
    }
}

impl std::error::Error for PatternError {}

/// The result of [`JsRegex::captures`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MatchResult {
    /// The first match.
    Match(Captures),
    /// The text has no match.
    NoMatch,
    /// The limit of time or memory was reached before a result was known.
    TooSlow,
}

struct Inner {
    /// The text of a pattern without special characters; most rules are like this.
    literal: Option<String>,
    source: String,
    flags: String,
    engine: Engine,
    names: Names,
    /// The number of groups, the whole match included.
    groups: usize,
    sticky: bool,
    global: bool,
    states: usize,
    over: Option<Linear>,
    /// Held by the one caller that waits for a thread.
    turn: Mutex<()>,
    /// `true` while a thread runs, possibly past its time limit.
    busy: AtomicBool,
}

enum Engine {
    Linear(Linear),
    Backtracking(Program),
}

impl JsRegex {
    /// Compiles the pattern `source` with `flags`, each of `dgimsuvy` at most once, as in
    /// `new RegExp(source, flags)`. `d` does nothing; `y` lets a match start at 0 only.
    ///
    /// # Errors
    ///
    /// [`PatternError::Flags`], [`PatternError::Syntax`] or [`PatternError::TooLarge`].
    pub(crate) fn new(source: &str, flags: &str) -> Result<Self, PatternError> {
        if source.len() > MAX_SOURCE_BYTES {
            return Err(PatternError::TooLarge);
        }
        Inner::new(source, flags).map(|inner| Self(Arc::new(inner)))
    }

    /// Returns the source of the pattern.
    pub(crate) fn source(&self) -> &str {
        &self.0.source
    }

    /// Returns the flags of the pattern.
    pub(crate) fn flags(&self) -> &str {
        &self.0.flags
    }

    /// Returns the names of the groups.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.names.iter().map(|(name, _)| name.as_str())
    }

    /// Returns whether a match can have a group of this number; 0 is the whole match. With `g` the numbers count matches.
    pub(crate) fn has_group(&self, number: usize) -> bool {
        self.0.global || number < self.0.groups
    }

    /// Returns a pattern of the `regex` crate without captures that matches every text this one matches, and possibly
    /// others: for a `RegexSet`. Returns `None` if it would match every text.
    pub(crate) fn over_approximation(&self) -> Option<&str> {
        self.0.over.as_ref().map(|over| over.pattern.as_str())
    }

    /// Returns the text of a pattern without special characters: a text that contains it matches, and the whole match is
    /// the only group.
    pub(crate) fn literal(&self) -> Option<&str> {
        self.0.literal.as_deref()
    }

    /// Returns whether [`captures`](Self::captures) takes time linear in the length of the text.
    pub(crate) fn is_exact(&self) -> bool {
        matches!(self.0.engine, Engine::Linear(_))
    }

    /// Matches as `text.match(regex)` does in JavaScript: returns the first match with its groups, or with `g` all
    /// whole matches, at most 100 (`MAX_MATCHES`); a pattern that is not exact returns the first one only.
    ///
    /// A pattern that is not exact is matched by backtracking if its over-approximation matches: for at most `limit`
    /// (one day at the most), in about 100 MB at the most. An exact pattern runs without a time limit, unless the text
    /// is long and the pattern large: then it runs in a thread of its own, one at a time. That thread continues after
    /// `limit`; until it ends, such calls return [`MatchResult::TooSlow`] at once.
    pub(crate) fn captures(&self, text: &str, limit: Duration) -> MatchResult {
        let inner = &self.0;
        if let Some(literal) = &inner.literal {
            return text.find(literal.as_str()).map_or(MatchResult::NoMatch, |start| {
                let end = start + literal.len();
                MatchResult::Match(Captures {
                    start,
                    end,
                    groups: vec![Some(literal.clone())],
                    named: Vec::new(),
                })
            });
        }
        if let (true, Engine::Linear(linear)) = (inner.global, &inner.engine)
            && let Some(regex) = linear.regex()
        {
            return all_matches(regex, text);
        }
        let cheap = text.len().saturating_mul(inner.states) <= MAX_UNLIMITED_WORK;
        match &inner.engine {
            Engine::Linear(_) if !cheap => self.find_in_thread(text, limit),
            Engine::Backtracking(_)
                if cheap && inner.over.as_ref().is_some_and(|over| over.rejects(text)) =>
            {
                MatchResult::NoMatch
            }
            _ => inner.find(text, limit).into(),
        }
    }

    fn find_in_thread(&self, text: &str, limit: Duration) -> MatchResult {
        let _turn = self.0.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if self.0.busy.swap(true, Ordering::AcqRel) {
            return MatchResult::TooSlow;
        }
        let (sender, receiver) = mpsc::sync_channel(1);
        let (regex, text) = (self.clone(), text.to_owned());
        let spawned = thread::Builder::new().name("regex".to_owned()).spawn(move || {
            let found = regex.0.find(&text, Duration::ZERO);
            // An exact match always ends, so the next text can be matched then.
            regex.0.busy.store(false, Ordering::Release);
            // The caller stops receiving after its time limit.
            drop(sender.send(found));
        });
        if spawned.is_err() {
            self.0.busy.store(false, Ordering::Release);
        }
        receiver.recv_timeout(limit).map_or(MatchResult::TooSlow, MatchResult::from)
    }
}

/// Returns all whole matches.
fn all_matches(regex: &regex::Regex, text: &str) -> MatchResult {
    let mut matches = regex.find_iter(text).take(MAX_MATCHES).peekable();
    let Some((start, end)) = matches.peek().map(|first| (first.start(), first.end())) else {
        return MatchResult::NoMatch;
    };
    let groups = matches.map(|found| Some(found.as_str().to_owned())).collect();
    MatchResult::Match(Captures { start, end, groups, named: Vec::new() })
}

impl fmt::Debug for JsRegex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsRegex(/{}/{})", self.0.source, self.0.flags)
    }
}

impl From<Result<Option<Captures>, Exhausted>> for MatchResult {
    fn from(found: Result<Option<Captures>, Exhausted>) -> Self {
        match found {
            Ok(Some(captures)) => Self::Match(captures),
            Ok(None) => Self::NoMatch,
            Err(Exhausted) => Self::TooSlow,
        }
    }
}

impl Inner {
    fn new(source: &str, flags: &str) -> Result<Self, PatternError> {
        let (parsed, sticky) = parse_flags(flags)?;
        let (node, names, groups) = parse::parse(source, parsed)?;
        let states = node.states();
        let exact = (node.is_exact() && states <= MAX_STATES).then(|| translate(&node, Target::Exact));
        let exact = exact.and_then(|exact| Linear::new(&exact, sticky, states));
        let over = over_approximation(&node, states, exact.is_some(), sticky);
        let engine = if let Some(regex) = exact {
            Engine::Linear(regex)
        } else {
            Engine::Backtracking(Program::new(&node, groups, parsed.unicode).ok_or(PatternError::TooLarge)?)
        };
        let special =
            |char: char| !char.is_alphanumeric() && !matches!(char, ' ' | '_' | '，' | '。' | '！' | '？');
        Ok(Self {
            literal: (flags.is_empty() && !source.contains(special)).then(|| source.to_owned()),
            source: source.to_owned(),
            flags: flags.to_owned(),
            engine,
            names,
            groups,
            sticky,
            global: flags.contains('g'),
            states,
            over,
            turn: Mutex::new(()),
            busy: AtomicBool::new(false),
        })
    }

    fn find(&self, text: &str, limit: Duration) -> Result<Option<Captures>, Exhausted> {
        let groups: Option<Groups> = match &self.engine {
            Engine::Linear(linear) => {
                let found = linear.regex().ok_or(Exhausted)?.captures(text);
                found.map(|found| found.iter().map(|group| group.map(|group| group.range())).collect())
            }
            Engine::Backtracking(program) => {
                let now = Instant::now();
                let end = now.checked_add(limit.min(MAX_TIME_LIMIT)).unwrap_or(now);
                program.find(text, self.sticky, end)?
            }
        };
        Ok(groups.and_then(|groups| self.found(text, groups)))
    }

    fn found(&self, text: &str, ranges: Groups) -> Option<Captures> {
        let whole = ranges.first()?.clone()?;
        let cut = |range: Option<std::ops::Range<usize>>| text.get(range?).map(str::to_owned);
        let groups: Vec<Option<String>> = ranges.into_iter().map(cut).collect();
        let one_of = |numbers: &[usize]| numbers.iter().find_map(|&number| groups.get(number)?.clone());
        let named = self.names.iter().map(|(name, numbers)| (name.clone(), one_of(numbers))).collect();
        Some(Captures { start: whole.start, end: whole.end, groups, named })
    }
}

/// A pattern of the `regex` crate. It is compiled on first use, because few of a thousand rules are ever tried.
struct Linear {
    pattern: String,
    regex: OnceLock<Option<regex::Regex>>,
}

impl Linear {
    /// Returns `None` if the pattern is too large for the `regex` crate.
    fn new(pattern: &str, sticky: bool, states: usize) -> Option<Self> {
        let pattern = if sticky { format!(r"\A(?:{pattern})") } else { pattern.to_owned() };
        if states > MAX_LAZY_STATES {
            regex::Regex::new(&pattern).ok()?;
        }
        Some(Self { pattern, regex: OnceLock::new() })
    }

    fn regex(&self) -> Option<&regex::Regex> {
        self.regex.get_or_init(|| regex::Regex::new(&self.pattern).ok()).as_ref()
    }

    fn rejects(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| !regex.is_match(text))
    }
}

fn over_approximation(node: &ast::Ast, states: usize, exact: bool, sticky: bool) -> Option<Linear> {
    if node.over_matches_everything() {
        return None;
    }
    let target = Target::Over { counts: states <= MAX_COUNTED_STATES, properties: exact };
    Linear::new(&translate(node, target), sticky, states)
}

/// The flags that change the meaning of a pattern.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of a pattern")]
struct Flags {
    icase: bool,
    multiline: bool,
    dot_all: bool,
    /// `u` or `v`.
    unicode: bool,
    /// `v`.
    unicode_sets: bool,
}

/// Returns the flags that change the meaning of a pattern, and whether it is sticky.
fn parse_flags(flags: &str) -> Result<(Flags, bool), PatternError> {
    let mut parsed = Flags::default();
    for (at, flag) in flags.char_indices() {
        let before = flags.get(..at).unwrap_or_default();
        let clash = matches!(flag, 'u' | 'v') && before.contains(['u', 'v']);
        if before.contains(flag) || clash {
            return Err(PatternError::Flags(flag));
        }
        match flag {
            'd' | 'g' | 'y' => {}
            'i' => parsed.icase = true,
            'm' => parsed.multiline = true,
            's' => parsed.dot_all = true,
            'u' => parsed.unicode = true,
            'v' => (parsed.unicode, parsed.unicode_sets) = (true, true),
            _ => return Err(PatternError::Flags(flag)),
        }
    }
    Ok((parsed, flags.contains('y')))
}
