//! The help of an endpoint command.

use crate::api::Endpoint;
use crate::lang::Bilingual;
use crate::text::{help, title};

/// Returns a description with a capital first letter.
pub(crate) fn capitalized(line: Bilingual) -> String {
    let line = title(line);
    let mut chars = line.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Returns the text below the help of an endpoint command: limits, an example, the page of the documentation.
pub(crate) fn after_help(endpoint: &Endpoint) -> String {
    let mut lines = Vec::new();
    let note = capitalized(endpoint.note);
    if !note.is_empty() {
        lines.push(note);
    }
    if let Some(command) = endpoint.command
        && !endpoint.example.is_empty()
    {
        lines.push(format!("{} webot {command} {}", help().api.example, endpoint.example));
    }
    if !endpoint.docs.is_empty() {
        lines.push(format!("{} {}", help().api.docs, endpoint.docs));
    }
    lines.join("\n")
}
