//! The help of an endpoint command.

use crate::api::{Endpoint, Retirement};
use crate::lang::{Bilingual, Lang};
use crate::text::{help, title, words};

/// Returns a description with a capital first letter, unless its first word is an identifier.
pub(crate) fn capitalized(line: Bilingual) -> String {
    let line = title(line);
    // In Chinese only identifiers begin with a letter.
    if Lang::spoken() == Lang::Zh
        || line.split(' ').next().is_some_and(|word| word.contains(['_', '.', '/', '`']))
    {
        return line.to_owned();
    }
    let mut chars = line.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Returns the text below the help of an endpoint command: limits, an example on the mock, the page of the documentation.
pub(crate) fn after_help(endpoint: &Endpoint) -> String {
    let mut paragraphs = Vec::new();
    if let Some(Retirement { since, replacement }) = endpoint.retired {
        let retired = (words().fields.retired)(since, replacement);
        paragraphs.push((words().api.retired_command)(&retired));
    }
    let note = capitalized(endpoint.note);
    if !note.is_empty() {
        paragraphs.push(note);
    }
    if let Some(command) = endpoint.command {
        let words = ["webot", command, endpoint.example, "--mock"];
        let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        paragraphs.push(format!("{}\n  {}", help().api.example, words.join(" ")));
    }
    if !endpoint.docs.is_empty() {
        paragraphs.push(format!("{} {}", help().api.docs, endpoint.docs));
    }
    paragraphs.join("\n\n")
}
