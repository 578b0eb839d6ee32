//! `webot api --list`: endpoints that match a word.

use serde_json::{Value, json};

use crate::api::catalogue;
use crate::api::search::search;
use crate::api::{self, catalogue::CatalogueEntry};
use crate::error::{Error, Usage};
use crate::printer::Outcome;

/// Lists the endpoints with all these words in path, method, page or Chinese words, then those with such a field.
pub(super) fn run(filter: &str) -> Result<Outcome, Error> {
    let found = search(filter);
    if found.by_name.is_empty() && found.by_field.is_empty() {
        return Err(Usage::NoEndpoint(filter.to_owned()).into());
    }
    let command = |known: &CatalogueEntry| {
        let entry = api::find(known.method, known.host, known.path)?;
        entry.command.map(|command| format!("webot {command}"))
    };
    let line = |(known, field): &(CatalogueEntry, Option<String>)| {
        let retired = catalogue::retirement(known.host, known.path);
        let gone = retired.map_or_else(String::new, |retired| format!("  ✗ {}", retired.since));
        let command = command(known).map_or_else(String::new, |command| format!("  ({command})"));
        let field = field.as_ref().map_or_else(String::new, |name| format!("  [{name}]"));
        format!("{:8} {:6} {}{command}{gone}{field}", known.platform.name(), known.method.name(), known.path)
    };
    let row = |(known, field): &(CatalogueEntry, Option<String>)| {
        json!({
            "field": field,
            "platform": known.platform.name(),
            "method": known.method.name(),
            "path": known.path,
            "query": known.query.split(',').filter(|name| !name.is_empty()).collect::<Vec<_>>(),
            "docs": known.docs,
            "command": command(known),
            "retired": catalogue::retirement(known.host, known.path).map(|retired| json!({
                "since": retired.since, "replacement": retired.replacement,
            })),
        })
    };
    let by_name = found.by_name.into_iter().map(|known| (known, None));
    let by_field = found.by_field.into_iter().map(|(known, name)| (known, Some(name)));
    let found: Vec<(CatalogueEntry, Option<String>)> = by_name.chain(by_field).collect();
    let text = found.iter().map(line).collect::<Vec<_>>().join("\n");
    let json = Value::Array(found.iter().map(row).collect());
    Ok(Outcome::value(json, text))
}
