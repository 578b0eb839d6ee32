//! Compiles a pattern for the backtracking matcher.

use super::ast::{Ast, CharSet};
use super::class_set::StringSet;
use super::property;
use super::ranges::Ranges;
use super::translate::set_source;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) code: Vec<Op>,
    pub(super) groups: usize,
    pub(super) registers: usize,
}

#[derive(Debug)]
pub(super) enum Op {
    One { ranges: Arc<Ranges>, negated: bool, back: bool },
    Strings { set: Arc<StringSet>, longest: usize, back: bool },
    Start,
    End,
    LineStart,
    LineEnd,
    Word { negated: bool, chars: Ranges },
    Split { second: usize },
    Jump(usize),
    Set { register: usize, value: usize },
    Save { register: usize },
    Loop(LoopHead),
    Enter { counter: usize, clear: Range<usize> },
    Look { negated: bool, exit: usize },
    Back { groups: Vec<usize>, fold: Option<bool>, back: bool },
    Done,
}

/// The head of a loop. The register `counter` holds the number of iterations, the next one the start of the last
/// iteration.
#[derive(Debug, Clone, Copy)]
pub(super) struct LoopHead {
    pub(super) counter: usize,
    pub(super) min: usize,
    pub(super) max: usize,
    pub(super) lazy: bool,
    pub(super) exit: usize,
}

struct Compiler {
    program: Program,
    back: bool,
    unicode: bool,
    /// The ranges of sets with properties or folding, by their source: a pattern may repeat a large one.
    sets: HashMap<String, Arc<Ranges>>,
}

impl Program {
    /// Compiles a pattern with `groups` groups, the whole match included; returns `None` if it
    /// is too large.
    pub(super) fn new(node: &Ast, groups: usize, unicode: bool) -> Option<Self> {
        let program = Self { code: Vec::new(), groups, registers: groups * 2 };
        let mut compiler = Compiler { program, back: false, unicode, sets: HashMap::new() };
        compiler.node(node)?;
        compiler.program.code.push(Op::Done);
        Some(compiler.program)
    }
}

impl Compiler {
    fn push(&mut self, op: Op) -> usize {
        self.program.code.push(op);
        self.program.code.len() - 1
    }

    fn here(&self) -> usize {
        self.program.code.len()
    }

    fn node(&mut self, node: &Ast) -> Option<()> {
        let back = self.back;
        match node {
            Ast::Set(set) => {
                let ranges = self.ranges(set);
                self.push(Op::One { ranges, negated: set.negated, back });
            }
            Ast::Strings(set) => {
                self.push(Op::Strings { longest: set.longest(), set: Arc::clone(set), back });
            }
            Ast::Start => drop(self.push(Op::Start)),
            Ast::End => drop(self.push(Op::End)),
            Ast::LineStart => drop(self.push(Op::LineStart)),
            Ast::LineEnd => drop(self.push(Op::LineEnd)),
            Ast::Word { negated, fold } => {
                self.push(Op::Word { negated: *negated, chars: Ranges::predefined('w', *fold) });
            }
            Ast::Concat(nodes) if back => nodes.iter().rev().try_for_each(|node| self.node(node))?,
            Ast::Concat(nodes) => nodes.iter().try_for_each(|node| self.node(node))?,
            Ast::Alternation(nodes) => self.alternation(nodes)?,
            Ast::Capture { number, body } => {
                let (first, last) = (number * 2, number * 2 + 1);
                self.push(Op::Save { register: if back { last } else { first } });
                self.node(body)?;
                self.push(Op::Save { register: if back { first } else { last } });
            }
            Ast::Repeat { body, min, max, lazy } => {
                let max = max.map_or(Some(usize::MAX), |max| usize::try_from(max).ok())?;
                self.repeat(body, usize::try_from(*min).ok()?, max, *lazy)?;
            }
            Ast::Look { head, body } => self.look(head, body)?,
            Ast::Back { numbers, fold } => {
                let fold = fold.then_some(self.unicode);
                self.push(Op::Back { groups: numbers.clone(), fold, back });
            }
        }
        Some(())
    }

    /// Returns the ranges of a set before it is negated.
    fn ranges(&mut self, set: &CharSet) -> Arc<Ranges> {
        if set.properties.is_empty() && !set.fold {
            return Arc::new(set.ranges.clone());
        }
        Arc::clone(self.sets.entry(set_source(set)).or_insert_with(|| {
            let ranges = set
                .properties
                .iter()
                .fold(set.ranges.clone(), |all, source| all.union(&property_chars(source)));
            Arc::new(if set.fold { ranges.simply_folded() } else { ranges })
        }))
    }

    fn alternation(&mut self, nodes: &[Ast]) -> Option<()> {
        let (last, others) = nodes.split_last()?;
        let mut jumps = Vec::new();
        for node in others {
            let split = self.push(Op::Split { second: 0 });
            self.node(node)?;
            jumps.push(self.push(Op::Jump(0)));
            self.set(split, Op::Split { second: self.here() });
        }
        self.node(last)?;
        let here = self.here();
        for jump in jumps {
            self.set(jump, Op::Jump(here));
        }
        Some(())
    }

    fn repeat(&mut self, body: &Ast, min: usize, max: usize, lazy: bool) -> Option<()> {
        let counter = self.program.registers;
        self.program.registers += 2;
        self.push(Op::Set { register: counter, value: 0 });
        let head = self.push(Op::Done);
        let enter = self.push(Op::Done);
        self.node(body)?;
        let saved = self.program.code.get(enter..)?.iter().filter_map(|op| match op {
            Op::Save { register } => Some(*register),
            _ => None,
        });
        let clear = saved.clone().min().map_or(0..0, |first| first..saved.max().unwrap_or(first) + 1);
        self.push(Op::Jump(head));
        self.set(head, Op::Loop(LoopHead { counter, min, max, lazy, exit: self.here() }));
        self.set(enter, Op::Enter { counter, clear });
        Some(())
    }

    fn look(&mut self, head: &str, body: &Ast) -> Option<()> {
        let outer = std::mem::replace(&mut self.back, head.contains('<'));
        let look = self.push(Op::Done);
        self.node(body)?;
        self.push(Op::Done);
        self.set(look, Op::Look { negated: head.contains('!'), exit: self.here() });
        self.back = outer;
        Some(())
    }

    fn set(&mut self, at: usize, op: Op) {
        if let Some(place) = self.program.code.get_mut(at) {
            *place = op;
        }
    }
}

/// Returns the characters of `\p{..}` or `\P{..}`.
fn property_chars(source: &str) -> Ranges {
    let name = source.get(3..source.len().saturating_sub(1)).unwrap_or_default();
    let ranges = property::chars(name);
    if source.starts_with(r"\P") { ranges.complement() } else { ranges }
}
