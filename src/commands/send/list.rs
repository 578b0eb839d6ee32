//! `webot send --list`: the kinds, grouped by family.

use std::fmt::Write as _;

use colored::Colorize;
use serde_json::{Value, json};

use crate::context::Context;
use crate::error::{Error, Usage};
use crate::message::{Family, Field, Kind, Preset, Shape, catalogue};
use crate::printer::Outcome;
use crate::text::{title, words};

/// Lists the kinds that match a filter in English or in Chinese.
pub(in crate::commands) fn run(filter: &str, cx: &Context) -> Result<Outcome, Error> {
    let found: Vec<Kind> = catalogue::search(filter).collect();
    if found.is_empty() {
        return Err(
            Usage::NothingListed { filter: filter.to_owned(), closest: catalogue::alike(filter) }.into()
        );
    }
    let width = found.iter().map(|kind| names(kind).len()).max().unwrap_or(0).min(50);
    let mut text = String::new();
    let mut family: Option<Family> = None;
    for kind in &found {
        if family != Some(kind.family) {
            let gap = if family.is_some() { "\n" } else { "" };
            writeln!(text, "{gap}{}", cx.printer.paint(&title(kind.family.title()).yellow().bold())).ok();
            family = Some(kind.family);
        }
        let names = names(kind);
        let pad = " ".repeat(width.saturating_sub(names.len()));
        writeln!(text, "  {}{pad}  {}", cx.printer.paint(&names.green()), title(kind.title)).ok();
    }
    writeln!(text, "\n{}", (words().listed)(found.len())).ok();
    Ok(Outcome::value(found.iter().map(to_json).collect(), text))
}

fn names(kind: &Kind) -> String {
    let mut names = vec![kind.name];
    names.extend(kind.aliases);
    names.join(", ")
}

/// Returns the entry of a kind in the list.
pub(in crate::commands) fn to_json(kind: &Kind) -> Value {
    let (msg_type, event) = match kind.shape {
        // Events of devices have their own `MsgType`.
        Shape::Message(msg_type) => (Some(msg_type), kind.fields.iter().find_map(event)),
        Shape::Event(event) => (Some("event"), Some(event)),
        Shape::Info(event)
        | Shape::Pay(event)
        | Shape::PayV2(event)
        | Shape::Intracity(event)
        | Shape::Bot(event) => (None, Some(event)),
    };
    json!({
        "name": kind.name,
        "aliases": kind.aliases.iter().collect::<Vec<_>>(),
        "family": title(kind.family.title()),
        "type": msg_type,
        "event": event,
        "title": title(kind.title),
        "args": kind.args.iter().collect::<Vec<_>>(),
    })
}

fn event(field: Field) -> Option<&'static str> {
    match field.default {
        Preset::Text(event) if field.name == "Event" => Some(event),
        _ => None,
    }
}
