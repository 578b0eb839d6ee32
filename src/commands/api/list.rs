//! `webot api --list`: endpoints that match a word.

use serde_json::{Value, json};

use crate::api::catalogue;
use crate::api::{self, catalogue::CatalogueEntry};
use crate::error::{Error, Usage};
use crate::printer::Outcome;

/// Lists the endpoints with all these words in path, method or page.
pub(super) fn run(filter: &str) -> Result<Outcome, Error> {
    let words: Vec<String> = filter.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let wanted = |known: &CatalogueEntry| {
        let line = format!("{} {} {} {}", known.platform.name(), known.method.name(), known.path, known.docs);
        let entry = api::find(known.method, known.platform.host(), known.path);
        let about = entry.map_or_else(String::new, |entry| format!("{} {}", entry.about.en, entry.about.zh));
        let line = format!("{line} {about}").to_lowercase();
        words.iter().all(|word| line.contains(word.as_str()))
    };
    let found: Vec<CatalogueEntry> = catalogue::entries().filter(wanted).collect();
    if found.is_empty() {
        return Err(Usage::NoEndpoint(filter.to_owned()).into());
    }
    let command = |known: &CatalogueEntry| {
        let entry = api::find(known.method, known.platform.host(), known.path)?;
        entry.command.map(|command| format!("webot {command}"))
    };
    let line = |known: &CatalogueEntry| {
        let retired = catalogue::retirement(known.platform.host(), known.path);
        let gone = retired.map_or_else(String::new, |retired| format!("  ✗ {}", retired.since));
        let command = command(known).map_or_else(String::new, |command| format!("  ({command})"));
        format!("{:8} {:6} {}{command}{gone}", known.platform.name(), known.method.name(), known.path)
    };
    let row = |known: &CatalogueEntry| {
        json!({
            "platform": known.platform.name(),
            "method": known.method.name(),
            "path": known.path,
            "query": known.query.split(',').filter(|name| !name.is_empty()).collect::<Vec<_>>(),
            "docs": known.docs,
            "command": command(known),
            "retired": catalogue::retirement(known.platform.host(), known.path).map(|retired| json!({
                "since": retired.since, "replacement": retired.replacement,
            })),
        })
    };
    let text = found.iter().map(line).collect::<Vec<_>>().join("\n");
    let json = Value::Array(found.iter().map(row).collect());
    Ok(Outcome::value(json, text))
}
