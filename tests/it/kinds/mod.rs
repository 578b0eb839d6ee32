//! The table of kinds: every entry is sound, can be sent, and no push that WeChat is known to send is missing.

mod deliveries;
mod entries;
mod fields;
mod pushes;
mod samples;

use webot::message::{Content, Document, Element, Format, Kind, Parties, Push, catalogue, json};

fn push(kind: Kind) -> Push {
    Push::new(kind, &Parties::sample(1_700_000_000, 7_300_000_000_000_000_001))
}

/// Runs a check over every kind and reports all that fail, not only the first.
#[track_caller]
fn every_kind(check: impl Fn(Kind) -> Result<(), String>) {
    let wrong: Vec<String> = catalogue::kinds()
        .filter_map(|kind| check(kind).err().map(|what| format!("{}: {what}", kind.name)))
        .collect();
    assert!(wrong.is_empty(), "{} kinds:\n{}", wrong.len(), wrong.join("\n"));
}

fn ensure(met: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if met { Ok(()) } else { Err(otherwise()) }
}

/// Returns every leaf with its path, without indices: `A.B` → `value`.
fn leaves(elements: &[Element]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for element in elements {
        match &element.content {
            Content::Group(inner) if !inner.is_empty() => {
                found.extend(
                    leaves(inner).into_iter().map(|(path, v)| (format!("{}.{path}", element.name), v)),
                );
            }
            _ => found.push((element.name.to_string(), element.value().unwrap_or_default().to_owned())),
        }
    }
    found
}

/// Returns the document of the push in its JSON form.
fn json_form(push: &Push) -> Result<Document, String> {
    let value = serde_json::from_slice(&push.body(Format::Json)).map_err(|error| error.to_string())?;
    json::from_json(&value).ok_or_else(|| "not an object".to_owned())
}
