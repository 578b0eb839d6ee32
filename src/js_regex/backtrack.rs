//! A backtracking matcher with the semantics of ECMAScript, for patterns that automata cannot match. It stops at a
//! limit of time and of memory.

use super::class_set::StringSet;
use super::program::{LoopHead, Op, Program};
use super::ranges::{canonical, simple_fold};
use std::ops::Range;
use std::time::Instant;

/// The maximum number of backtracking frames, of 24 bytes each.
const MAX_FRAMES: usize = 4 << 20;
/// The number of steps between two checks of the clock.
const CLOCK_CHECK_STEPS: usize = 4096;
/// The value of an empty register.
const EMPTY_REGISTER: usize = usize::MAX;

/// The limit of time or of memory is reached.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exhausted;

/// The range of each group, in bytes; `None` for a group that took no part.
pub(super) type Groups = Vec<Option<Range<usize>>>;

impl Program {
    /// Returns the groups of the first match; group 0 is the whole match.
    pub(super) fn find(&self, text: &str, sticky: bool, end: Instant) -> Result<Option<Groups>, Exhausted> {
        let registers = vec![EMPTY_REGISTER; self.registers];
        let mut matcher =
            Matcher { program: self, text, registers, frames: Vec::new(), steps: 0, deadline: end };
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        for start in starts.take(if sticky { 1 } else { usize::MAX }) {
            if let Some(end) = matcher.run(0, start)? {
                let others = (1..self.groups).map(|group| matcher.group(group));
                return Ok(Some([Some(start..end)].into_iter().chain(others).collect()));
            }
        }
        Ok(None)
    }
}

enum Frame {
    Branch { op: usize, at: usize },
    Undo { register: usize, value: usize },
}

struct Matcher<'a> {
    program: &'a Program,
    text: &'a str,
    registers: Vec<usize>,
    frames: Vec<Frame>,
    steps: usize,
    deadline: Instant,
}

impl Matcher<'_> {
    /// Matches the code from `op` on at `at`, and returns the end of the match. The frames of a match stay on the
    /// stack.
    fn run(&mut self, mut op: usize, mut at: usize) -> Result<Option<usize>, Exhausted> {
        let base = self.frames.len();
        loop {
            self.tick(1)?;
            match self.program.code.get(op) {
                None | Some(Op::Done) => return Ok(Some(at)),
                Some(current) => match self.step(current, op, at)?.or_else(|| self.undo(base)) {
                    Some(next) => (op, at) = next,
                    None => return Ok(None),
                },
            }
        }
    }

    fn tick(&mut self, steps: usize) -> Result<(), Exhausted> {
        self.steps += steps;
        if self.steps >= CLOCK_CHECK_STEPS {
            self.steps = 0;
            if self.frames.len() > MAX_FRAMES || Instant::now() >= self.deadline {
                return Err(Exhausted);
            }
        }
        Ok(())
    }

    /// Returns to the last branch above `base` and undoes the writes since; returns `None` once no frame is left above
    /// `base`.
    fn undo(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.frames.len() > base {
            match self.frames.pop()? {
                Frame::Branch { op, at } => return Some((op, at)),
                Frame::Undo { register, value } => self.put(register, value),
            }
        }
        None
    }

    fn put(&mut self, register: usize, value: usize) {
        if let Some(place) = self.registers.get_mut(register) {
            *place = value;
        }
    }

    fn write(&mut self, register: usize, value: usize) {
        let old = self.read(register);
        if old != value {
            self.frames.push(Frame::Undo { register, value: old });
            self.put(register, value);
        }
    }

    fn read(&self, register: usize) -> usize {
        self.registers.get(register).copied().unwrap_or(EMPTY_REGISTER)
    }

    fn group(&self, group: usize) -> Option<Range<usize>> {
        let (start, end) = (self.read(group * 2), self.read(group * 2 + 1));
        (start != EMPTY_REGISTER && end != EMPTY_REGISTER).then_some(start..end)
    }

    fn char(&self, at: usize, back: bool) -> Option<char> {
        if back { self.text.get(..at)?.chars().next_back() } else { self.text.get(at..)?.chars().next() }
    }

    /// Executes one operation; returns the next operation and position, or `None` if it does not match.
    fn step(&mut self, current: &Op, op: usize, at: usize) -> Result<Option<(usize, usize)>, Exhausted> {
        let next = op + 1;
        let when = |holds: bool| Ok(holds.then_some((next, at)));
        let newline = |c: Option<char>| c.is_none_or(|c| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}'));
        match current {
            Op::One { ranges, negated, back } => {
                let c = self.char(at, *back).filter(|c| ranges.contains(u32::from(*c)) != *negated);
                return Ok(c.map(|c| (next, moved(at, c.len_utf8(), *back))));
            }
            Op::Strings { set, longest, back } => {
                self.strings(set, *longest, *back, next, at)?;
                return Ok(None);
            }
            Op::Start => return when(at == 0),
            Op::End => return when(at == self.text.len()),
            Op::LineStart => return when(newline(self.char(at, true))),
            Op::LineEnd => return when(newline(self.char(at, false))),
            Op::Word { negated, chars } => {
                let word = |c: Option<char>| c.is_some_and(|c| chars.contains(u32::from(c)));
                return when((word(self.char(at, true)) != word(self.char(at, false))) != *negated);
            }
            Op::Split { second } => self.frames.push(Frame::Branch { op: *second, at }),
            Op::Jump(target) => return Ok(Some((*target, at))),
            Op::Set { register, value } => self.write(*register, *value),
            Op::Save { register } => self.write(*register, at),
            Op::Loop(head) => return Ok(self.head(*head, next, at)),
            Op::Enter { counter, clear } => {
                self.tick(clear.len())?;
                self.write(*counter, self.read(*counter).saturating_add(1));
                self.write(counter + 1, at);
                clear.clone().for_each(|register| self.write(register, EMPTY_REGISTER));
            }
            Op::Look { negated, exit } => return Ok(self.look(next, at, *negated)?.then_some((*exit, at))),
            Op::Back { groups, fold, back } => {
                let end = self.match_group_again(groups, *fold, *back, at)?;
                return Ok(end.map(|end| (next, end)));
            }
            Op::Done => {}
        }
        when(true)
    }

    fn head(&mut self, head: LoopHead, enter: usize, at: usize) -> Option<(usize, usize)> {
        let LoopHead { counter, min, max, lazy, exit } = head;
        let count = self.read(counter);
        if count < min {
            return Some((enter, at));
        }
        if count > min && self.read(counter + 1) == at {
            return None;
        }
        if count >= max {
            return Some((exit, at));
        }
        let (first, second) = if lazy { (exit, enter) } else { (enter, exit) };
        self.frames.push(Frame::Branch { op: second, at });
        Some((first, at))
    }

    fn look(&mut self, op: usize, at: usize, negated: bool) -> Result<bool, Exhausted> {
        let base = self.frames.len();
        let found = self.run(op, at)?.is_some();
        if found && negated {
            while self.undo(base).is_some() {}
        } else if found {
            // The matcher does not backtrack into a look-around, but its captures are undone together with the outer
            // match.
            let kept = self.frames.split_off(base);
            self.frames.extend(kept.into_iter().filter(|frame| matches!(frame, Frame::Undo { .. })));
        }
        Ok(found != negated)
    }

    /// Matches the text of a group again and returns the end; a group that took no part matches the empty text.
    fn match_group_again(
        &mut self,
        groups: &[usize],
        fold: Option<bool>,
        back: bool,
        at: usize,
    ) -> Result<Option<usize>, Exhausted> {
        let Some(range) = groups.iter().find_map(|&group| self.group(group)) else { return Ok(Some(at)) };
        self.tick(range.len())?;
        let Some(text) = self.text.get(range) else { return Ok(None) };
        let mut chars = text.chars();
        let mut end = at;
        while let Some(wanted) = if back { chars.next_back() } else { chars.next() } {
            match self.char(end, back).filter(|c| equal(wanted, *c, fold)) {
                Some(c) => end = moved(end, c.len_utf8(), back),
                None => return Ok(None),
            }
        }
        Ok(Some(end))
    }

    /// Pushes a branch for each string of `set` at `at`; the longest is on top.
    fn strings(
        &mut self,
        set: &StringSet,
        longest: usize,
        back: bool,
        op: usize,
        at: usize,
    ) -> Result<(), Exhausted> {
        let mut end = at;
        for _ in 0..=longest {
            let (first, last) = (at.min(end), at.max(end));
            self.tick(last - first)?;
            if self.text.get(first..last).is_some_and(|text| set.has(text)) {
                self.frames.push(Frame::Branch { op, at: end });
            }
            let Some(c) = self.char(end, back) else { break };
            end = moved(end, c.len_utf8(), back);
        }
        Ok(())
    }
}

fn moved(at: usize, by: usize, back: bool) -> usize {
    if back { at - by } else { at + by }
}

/// Returns whether two characters are equal. `fold`: `None` compares exactly, `Some(true)` folds as with `u`,
/// `Some(false)` as without it.
fn equal(a: char, b: char, fold: Option<bool>) -> bool {
    a == b
        || match fold {
            None => false,
            Some(false) => canonical(a) == canonical(b),
            Some(true) if a.is_ascii() && b.is_ascii() => a.eq_ignore_ascii_case(&b),
            Some(true) => simple_fold(a) == simple_fold(b),
        }
}
