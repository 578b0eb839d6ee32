//! `--jq`: jaq filters over the JSON output of a command.

use std::cell::Cell;
use std::sync::Mutex;
use std::thread;

use jaq_core::box_iter::box_once;
use jaq_core::load::lex::StrPart;
use jaq_core::load::parse::{BinaryOp, Def, Pattern, Term};
use jaq_core::load::{self, Arena, File, Loader};
use jaq_core::path::Part;
use jaq_core::{Compiler, Ctx, Exn, Native, Vars, data, unwrap_valr};
use jaq_json::{Val, read};
use serde_json::Value;

use crate::error::{Error, Runaway, Usage};

/// The stack of the thread on which filters are compiled and run, in bytes. Only the used part takes memory.
const STACK_BYTES: usize = 256 << 20;
/// The part of the stack that a filter may use before it calls one of its definitions, in bytes. The rest is for values
/// that nest deep, whose functions call themselves for each level. With a larger part, an endless filter whose closures
/// nest would run for seconds before it is ended.
const STACK_LIMIT: usize = STACK_BYTES / 8;
/// The part of the stack that a filter may use on any other thread, in bytes.
const SMALL_STACK_LIMIT: usize = 256 << 10;
/// The limit of the text that a filter returns, in bytes.
const MAX_OUTPUT_BYTES: usize = 256 << 20;
/// The depth limit of the values that a filter returns.
const MAX_RESULT_DEPTH: usize = 10_000;
/// The name of the definition that holds the filter.
const MAIN: &str = "webot__filter";
/// The name of the function that ends a filter before the stack does. It cannot be typed in a filter.
const GUARD: &str = "!guard";

thread_local! {
    /// The limit of [`deep`] for this thread, in bytes.
    static LIMIT: Cell<usize> = const { Cell::new(SMALL_STACK_LIMIT) };
    /// The address of a variable at the start of the filter.
    static START: Cell<usize> = const { Cell::new(0) };
    /// `true` if the filter has been ended.
    static ENDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a function on a thread with a stack for filters; on this thread if there is no memory for another.
pub(crate) fn with_filter_stack<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    let run = Mutex::new(Some(run));
    let take = || run.lock().ok().and_then(|mut run| run.take());
    let result = thread::scope(|scope| {
        let on_thread = || {
            LIMIT.set(STACK_LIMIT);
            take().map(|run| run())
        };
        let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, on_thread).ok()?;
        // A panic has already ended the process.
        thread.join().ok().flatten()
    });
    result.or_else(|| take().map(|run| run())).expect("it has run once")
}

/// Returns the address of a variable of the caller.
#[inline(never)]
fn stack_address() -> usize {
    let here = 0_u8;
    std::ptr::from_ref(std::hint::black_box(&here)).addr()
}

/// Returns whether the filter has used its part of the stack.
fn is_deep() -> bool {
    let is_deep = START.get().abs_diff(stack_address()) > LIMIT.get();
    if is_deep {
        ENDED.set(true);
    }
    is_deep
}

fn deep<T>() -> Result<T, Exn<'static, Val>> {
    Err(Exn::from(jaq_core::Error::str("the filter calls itself too often")))
}

/// Returns the function that a definition calls first.
fn guard() -> jaq_core::native::Fun<data::JustLut<Val>> {
    let native = Native::new(|(_, value)| box_once(if is_deep() { deep() } else { Ok(value) }))
        .with_paths(|(_, value)| box_once(if is_deep() { deep() } else { Ok(value) }))
        .with_update(|(_, value), update| if is_deep() { box_once(deep()) } else { update(value) });
    (GUARD, [].into(), native)
}

/// A compiled filter.
pub(crate) struct Filter {
    compiled: jaq_core::Filter<data::JustLut<Val>>,
    /// `true` if the filter may parse strings as JSON.
    parses_strings: bool,
}

/// The deepest JSON in a string that a filter may parse: its parser calls itself for each level, and a deep string in an
/// answer would end the process.
const MAX_DEPTH_IN_STRINGS: usize = 1000;

impl Filter {
    /// Compiles a filter; the error names it.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let wrong = || Error::from(Usage::Jq { filter: text.to_owned(), reason: String::new() });
        let mut body = load::parse(text, |parser| parser.term()).ok_or_else(wrong)?;
        guard_definitions(&mut body);
        let main = Def { name: MAIN, args: Vec::new(), body: guarded(body) };
        let program = File { code: MAIN, path: () };
        let defs =
            jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs()).map(shortened).chain([main]);
        let funs = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs()).chain([guard()]);
        let arena = Arena::default();
        let modules = Loader::new(defs).load(&arena, program).map_err(|_| wrong())?;
        let filter = Compiler::default().with_funs(funs).compile(modules).map_err(|_| wrong())?;
        Ok(Self { compiled: filter, parses_strings: text.contains("fromjson") })
    }

    /// Runs the filter. Returns the results as text, one per line with strings unquoted, and as JSON values.
    pub(crate) fn run(&self, json: &Value) -> Result<(String, Vec<Value>), Error> {
        let failed = |reason: String| Error::from(Usage::Jq { filter: String::new(), reason });
        if self.parses_strings && has_deep_string(json) {
            return Err(failed(format!(
                "JSON in a string is nested deeper than {MAX_DEPTH_IN_STRINGS} levels"
            )));
        }
        let input =
            read::parse_single(json.to_string().as_bytes()).map_err(|error| failed(error.to_string()))?;
        let ctx = Ctx::<data::JustLut<Val>>::new(&self.compiled.lut, Vars::new([]));
        let runaway = |runaway| Error::from(Usage::JqRunaway(runaway));
        START.set(stack_address());
        ENDED.set(false);
        let mut lines = Vec::new();
        let mut values = Vec::new();
        let mut bytes = 0;
        for result in self.compiled.id.run((ctx, input)).map(unwrap_valr) {
            if ENDED.get() {
                return Err(runaway(Runaway::Recursion));
            }
            let result = result.map_err(|error| failed(error.to_string()))?;
            if is_nested_deep(&result) {
                // Dropping it would use as much stack as printing it.
                std::mem::forget(result);
                return Err(runaway(Runaway::Depth(MAX_RESULT_DEPTH)));
            }
            let value: Value = serde_json::from_str(&result.to_string())
                .unwrap_or_else(|_| Value::String(result.to_string()));
            let line = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            bytes += line.len() + 1;
            if bytes > MAX_OUTPUT_BYTES {
                return Err(runaway(Runaway::Output(MAX_OUTPUT_BYTES >> 20)));
            }
            lines.push(line);
            values.push(value);
        }
        if ENDED.get() {
            return Err(runaway(Runaway::Recursion));
        }
        Ok((lines.join("\n"), values))
    }

    /// Runs the filter. Returns the single result, or a list of all results.
    pub(crate) fn document(&self, json: &Value) -> Result<Value, Error> {
        let (_, mut values) = self.run(json)?;
        Ok(if values.len() == 1 { values.remove(0) } else { Value::Array(values) })
    }
}

/// Returns a definition of a library as one beside those of a filter.
fn shortened<'s>(definition: Def<&'static str>) -> Def<&'s str> {
    definition
}

/// Lets each definition in a filter call [`GUARD`] first.
fn guard_definitions(term: &mut Term<&str>) {
    match term {
        Term::Id | Term::Recurse | Term::Num(_) | Term::Break(_) | Term::Var(_) | Term::Arr(None) => {}
        Term::Str(_, parts) => parts.iter_mut().for_each(|part| {
            if let StrPart::Term(inner) = part {
                guard_definitions(inner);
            }
        }),
        Term::Arr(Some(inner)) | Term::Neg(inner) | Term::Label(_, inner) => guard_definitions(inner),
        Term::Obj(members) => members.iter_mut().for_each(|(key, value)| {
            guard_definitions(key);
            value.iter_mut().for_each(guard_definitions);
        }),
        Term::BinOp(left, op, right) => {
            guard_definitions(left);
            if let BinaryOp::Pipe(Some(pattern)) = op {
                guard_pattern(pattern);
            }
            guard_definitions(right);
        }
        Term::Fold(_, values, pattern, arguments) => {
            guard_definitions(values);
            guard_pattern(pattern);
            arguments.iter_mut().for_each(guard_definitions);
        }
        Term::TryCatch(inner, catch) => {
            guard_definitions(inner);
            if let Some(catch) = catch {
                guard_definitions(catch);
            }
        }
        Term::IfThenElse(branches, otherwise) => {
            for (condition, then) in branches {
                guard_definitions(condition);
                guard_definitions(then);
            }
            if let Some(otherwise) = otherwise {
                guard_definitions(otherwise);
            }
        }
        Term::Def(definitions, rest) => {
            for definition in definitions {
                guard_definitions(&mut definition.body);
                let body = std::mem::take(&mut definition.body);
                definition.body = guarded(body);
            }
            guard_definitions(rest);
        }
        Term::Call(_, arguments) => arguments.iter_mut().for_each(guard_definitions),
        Term::Path(inner, path) => {
            guard_definitions(inner);
            for (part, _) in &mut path.0 {
                match part {
                    Part::Index(index) => guard_definitions(index),
                    Part::Range(from, to) => from.iter_mut().chain(to).for_each(guard_definitions),
                }
            }
        }
    }
}

fn guard_pattern(pattern: &mut Pattern<&str>) {
    match pattern {
        Pattern::Var(_) => {}
        Pattern::Arr(items) => items.iter_mut().for_each(guard_pattern),
        Pattern::Obj(members) => members.iter_mut().for_each(|(key, value)| {
            guard_definitions(key);
            guard_pattern(value);
        }),
    }
}

/// Returns a term that calls [`GUARD`] first. A tail call in it remains one.
fn guarded(term: Term<&str>) -> Term<&str> {
    Term::BinOp(Box::new(Term::Call(GUARD, Vec::new())), BinaryOp::Pipe(None), Box::new(term))
}

/// Returns whether a value is nested deeper than [`MAX_RESULT_DEPTH`].
fn is_nested_deep(value: &Val) -> bool {
    let mut waiting = vec![(value, 0)];
    while let Some((value, depth)) = waiting.pop() {
        if depth > MAX_RESULT_DEPTH {
            return true;
        }
        match value {
            Val::Arr(items) => waiting.extend(items.iter().map(|item| (item, depth + 1))),
            Val::Obj(members) => waiting.extend(members.values().map(|member| (member, depth + 1))),
            _ => {}
        }
    }
    false
}

/// Returns whether a string in a document opens more than [`MAX_DEPTH_IN_STRINGS`] brackets that it has not closed.
fn has_deep_string(json: &Value) -> bool {
    match json {
        Value::String(text) => {
            let mut depth = 0_usize;
            text.bytes().any(|byte| {
                match byte {
                    b'[' | b'{' => depth += 1,
                    b']' | b'}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                depth > MAX_DEPTH_IN_STRINGS
            })
        }
        Value::Array(items) => items.iter().any(has_deep_string),
        Value::Object(members) => members.values().any(has_deep_string),
        _ => false,
    }
}
