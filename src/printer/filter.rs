//! `--jq`: jaq filters over the JSON output of a command.

use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars, data, unwrap_valr};
use jaq_json::{Val, read};
use serde_json::Value;

use crate::error::{Error, Usage};

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
        let program = File { code: text, path: () };
        let defs = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
        let funs = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
        let wrong = || Error::from(Usage::Jq { filter: text.to_owned(), reason: String::new() });
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
        let mut lines = Vec::new();
        let mut values = Vec::new();
        for result in self.compiled.id.run((ctx, input)).map(unwrap_valr) {
            let result = result.map_err(|error| failed(error.to_string()))?;
            let value: Value = serde_json::from_str(&result.to_string())
                .unwrap_or_else(|_| Value::String(result.to_string()));
            lines.push(value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            values.push(value);
        }
        Ok((lines.join("\n"), values))
    }

    /// Runs the filter. Returns the single result, or a list of all results.
    pub(crate) fn document(&self, json: &Value) -> Result<Value, Error> {
        let (_, mut values) = self.run(json)?;
        Ok(if values.len() == 1 { values.remove(0) } else { Value::Array(values) })
    }
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
