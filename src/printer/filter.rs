//! `--jq`: jaq filters over the JSON output of a command.

use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars, data, unwrap_valr};
use jaq_json::{Val, read};
use serde_json::Value;

use crate::error::{Error, Usage};

/// A compiled filter.
pub(crate) struct Filter(jaq_core::Filter<data::JustLut<Val>>);

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
        Ok(Self(filter))
    }

    /// Runs the filter. Returns the results as text, one per line with strings unquoted, and as JSON values.
    pub(crate) fn run(&self, json: &Value) -> Result<(String, Vec<Value>), Error> {
        let failed = |reason: String| Error::from(Usage::Jq { filter: String::new(), reason });
        let input =
            read::parse_single(json.to_string().as_bytes()).map_err(|error| failed(error.to_string()))?;
        let ctx = Ctx::<data::JustLut<Val>>::new(&self.0.lut, Vars::new([]));
        let mut lines = Vec::new();
        let mut values = Vec::new();
        for result in self.0.id.run((ctx, input)).map(unwrap_valr) {
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
