//! JavaScript regular expressions that no text can hang.
//!
//! A character is a code point, also without the flag `u`, where JavaScript would take UTF-16 units.

mod ast;
mod backtrack;
mod class;
mod parse;
mod program;
mod set;
#[cfg(test)]
mod tests;
mod translate;

use backtrack::{Exhausted, Groups};
use parse::Names;
use program::Program;
use regress::Flags;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};
use translate::{Target, translate};

/// How many matches of a pattern with `g` are kept.
const MOST_MATCHES: usize = 100;
/// The longest source, in bytes.
const MAX_SOURCE: usize = 64 * 1024;
/// regress recurses once for each alternative: this is 4 KiB for each byte of the longest source.
const COMPILE_STACK: usize = 256 << 20;
/// The longest source that is compiled on the stack of the caller.
const SMALL_SOURCE: usize = 1024;
/// The most states of an exact pattern.
const MAX_STATES: usize = 50_000;
/// The most states of an over-approximation that keeps its counts.
const MAX_COUNTED_STATES: usize = 2_000;
/// A pattern of more states is compiled at once, to see whether it can be.
const MAX_UNTRIED_STATES: usize = 100;
/// States times bytes of text that take about a second at the worst. More than that runs under the limit.
const MAX_UNLIMITED_WORK: usize = 50_000_000;
/// The longest limit.
const MAX_LIMIT: Duration = Duration::from_secs(24 * 60 * 60);

/// A JavaScript regular expression (ECMAScript with its Annex B). Clones are cheap.
#[derive(Clone)]
pub struct JsRegex(Arc<Inner>);

/// What a match found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captures {
    /// Where the whole match starts, in bytes of the text.
    pub start: usize,
    /// Where the whole match ends, in bytes of the text.
    pub end: usize,
    /// The whole match, then each group; `None` for a group that took no part.
    pub groups: Vec<Option<String>>,
    /// The named groups in the order of the pattern; a name of several groups has what one of them has.
    pub named: Vec<(String, Option<String>)>,
}

/// Why a pattern is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternError {
    /// JavaScript has no such pattern.
    Syntax {
        /// What is wrong, in English.
        reason: String,
    },
    /// This flag is unknown, there twice, or one of `u` and `v` together.
    Flags(char),
    /// The source is longer than 64 KiB, nests more than 64 deep, or has more than 65,535 groups or loops.
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

/// What [`JsRegex::captures`] answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// The first match.
    Match(Captures),
    /// There is no match.
    NoMatch,
    /// It cannot be known in the time and the memory given.
    TooSlow,
}

struct Inner {
    /// The text that it is, where it is nothing but text: what most rules are.
    literal: Option<String>,
    source: String,
    flags: String,
    engine: Engine,
    names: Names,
    sticky: bool,
    global: bool,
    states: usize,
    over: Option<Linear>,
    /// Held by the one caller that waits for a thread.
    turn: Mutex<()>,
    /// Whether a thread runs, perhaps over its limit.
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
    pub fn new(source: &str, flags: &str) -> Result<Self, PatternError> {
        if source.len() > MAX_SOURCE {
            return Err(PatternError::TooLarge);
        }
        Inner::new(source, flags).map(|inner| Self(Arc::new(inner)))
    }

    /// A pattern of the `regex` crate that matches wherever this one does, perhaps elsewhere too, and has no
    /// captures: for a `RegexSet`. `None` when it would match every text.
    pub fn over_approximation(&self) -> Option<&str> {
        self.0.over.as_ref().map(|over| over.pattern.as_str())
    }

    /// Whether [`captures`](Self::captures) takes time linear in the text.
    pub fn is_exact(&self) -> bool {
        matches!(self.0.engine, Engine::Linear(_))
    }

    /// What `text.match(regex)` gives in JavaScript: the first match with its groups, or with `g` all whole matches, the
    /// first ones where there are more than [`MOST_MATCHES`]; a pattern that is not exact gives the first one only.
    ///
    /// A pattern that is not exact is tried by backtracking, if its over-approximation matches: for at most
    /// `limit` (no longer than a day), and with about 100 MB at the most. An exact pattern takes the time it
    /// takes, unless the text is long and the pattern large: then a thread of its own runs it, one at a time.
    /// That goes on when the `limit` is over; until it ends, such calls are [`Tried::TooSlow`] at once.
    pub fn captures(&self, text: &str, limit: Duration) -> Tried {
        let inner = &self.0;
        if let Some(literal) = &inner.literal {
            return text.find(literal.as_str()).map_or(Tried::NoMatch, |start| {
                let end = start + literal.len();
                Tried::Match(Captures { start, end, groups: vec![Some(literal.clone())], named: Vec::new() })
            });
        }
        if let (true, Engine::Linear(linear)) = (inner.global, &inner.engine)
            && let Some(regex) = linear.regex()
        {
            return all(regex, text);
        }
        let cheap = text.len().saturating_mul(inner.states) <= MAX_UNLIMITED_WORK;
        match &inner.engine {
            Engine::Linear(_) if !cheap => self.find_within(text, limit),
            Engine::Backtracking(_) if cheap && inner.over.as_ref().is_some_and(|over| over.misses(text)) => {
                Tried::NoMatch
            }
            _ => inner.find(text, limit).into(),
        }
    }

    fn find_within(&self, text: &str, limit: Duration) -> Tried {
        let _turn = self.0.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if self.0.busy.swap(true, Ordering::AcqRel) {
            return Tried::TooSlow;
        }
        let (sender, receiver) = mpsc::sync_channel(1);
        let (regex, text) = (self.clone(), text.to_owned());
        let spawned = thread::Builder::new().name("regex".to_owned()).spawn(move || {
            let found = regex.0.find(&text, Duration::ZERO);
            // What is linear ends, if late: then the next text may have its turn.
            regex.0.busy.store(false, Ordering::Release);
            // Nobody waits any more when it was too slow.
            drop(sender.send(found));
        });
        if spawned.is_err() {
            self.0.busy.store(false, Ordering::Release);
        }
        receiver.recv_timeout(limit).map_or(Tried::TooSlow, Tried::from)
    }
}

/// All whole matches.
fn all(regex: &regex::Regex, text: &str) -> Tried {
    let mut matches = regex.find_iter(text).take(MOST_MATCHES).peekable();
    let Some((start, end)) = matches.peek().map(|first| (first.start(), first.end())) else {
        return Tried::NoMatch;
    };
    let groups = matches.map(|found| Some(found.as_str().to_owned())).collect();
    Tried::Match(Captures { start, end, groups, named: Vec::new() })
}

impl fmt::Debug for JsRegex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsRegex(/{}/{})", self.0.source, self.0.flags)
    }
}

impl From<Result<Option<Captures>, Exhausted>> for Tried {
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
        validate(source, parsed)?;
        let (node, names, groups) = parse::parse(source, parsed)?;
        let states = node.states();
        let exact = (node.is_exact() && states <= MAX_STATES).then(|| translate(&node, Target::Exact));
        let exact = exact.and_then(|exact| Linear::new(&exact, sticky, states));
        let over = over(&node, states, exact.is_some(), sticky);
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
                let end = now.checked_add(limit.min(MAX_LIMIT)).unwrap_or(now);
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

/// A pattern of the `regex` crate. Of a thousand rules few are ever tried, so it is compiled on first use.
struct Linear {
    pattern: String,
    regex: OnceLock<Option<regex::Regex>>,
}

impl Linear {
    /// None where it is too large for the `regex` crate.
    fn new(pattern: &str, sticky: bool, states: usize) -> Option<Self> {
        let pattern = if sticky { format!(r"\A(?:{pattern})") } else { pattern.to_owned() };
        if states > MAX_UNTRIED_STATES {
            regex::Regex::new(&pattern).ok()?;
        }
        Some(Self { pattern, regex: OnceLock::new() })
    }

    fn regex(&self) -> Option<&regex::Regex> {
        self.regex.get_or_init(|| regex::Regex::new(&self.pattern).ok()).as_ref()
    }

    fn misses(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| !regex.is_match(text))
    }
}

fn over(node: &ast::Node, states: usize, exact: bool, sticky: bool) -> Option<Linear> {
    if node.says_nothing() {
        return None;
    }
    let target = Target::Over { counts: states <= MAX_COUNTED_STATES, properties: exact };
    Linear::new(&translate(node, target), sticky, states)
}

/// Whether regress takes the pattern for valid. It recurses once for each alternative, so a long pattern has a
/// large stack of its own.
fn validate(source: &str, flags: Flags) -> Result<(), PatternError> {
    let source = if flags.unicode { source.to_owned() } else { parse::without_braced_escapes(source) };
    let compile = || regress::Regex::with_flags(&source, flags).map(drop);
    let compiled = if source.len() <= SMALL_SOURCE {
        compile()
    } else {
        thread::scope(|scope| {
            let builder = thread::Builder::new().stack_size(COMPILE_STACK);
            let compiling = builder.spawn_scoped(scope, compile).map_err(|_| PatternError::TooLarge)?;
            compiling.join().map_err(|_| PatternError::TooLarge)
        })?
    };
    compiled.map_err(|error| match error.text.as_str() {
        "Loop count limit exceeded"
        | "Capture group count limit exceeded"
        | "Regular expression is too deeply nested" => PatternError::TooLarge,
        _ => PatternError::Syntax { reason: error.text },
    })
}

/// The flags that change what a pattern means, and whether it is sticky.
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
