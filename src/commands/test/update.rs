//! `--update`: writes what the bot replies into the scenario files, after showing it and asking.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::difference::{painted, unified};
use super::people::People;
use crate::commands::args::confirm;
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::files;
use crate::scenario::{Change, MAX_FILE_BYTES, Position, ScenarioFile, SourceFile, Update};
use crate::source::{Replacement, rewrite};
use crate::text::{NotUpdated, words};

/// A file with its new text.
struct Rewritten {
    path: PathBuf,
    text: String,
    count: usize,
}

/// Requires `--yes` where nobody can be asked, before anything is sent.
pub(super) fn check_consent(yes: bool, cx: &Context) -> Result<(), Error> {
    let in_ci = cx.env.get("CI").is_some_and(|value| !matches!(value, "" | "0" | "false"));
    if yes || (cx.printer.can_ask() && !in_ci) { Ok(()) } else { Err(Usage::NotConfirmed.into()) }
}

/// Shows the changes, asks, and writes them. Returns whether everything that could be updated was.
pub(super) fn update(
    updates: Vec<Update>,
    files: &[ScenarioFile],
    yes: bool,
    people: &People<'_>,
) -> Result<bool, Error> {
    let cx = people.cx;
    let mut all: BTreeMap<(PathBuf, usize, usize), Vec<Update>> = BTreeMap::new();
    for update in updates {
        let key = (update.at.file.to_path_buf(), update.at.line, update.at.column);
        all.entry(key).or_default().push(update);
    }
    let mut is_complete = true;
    let mut leave = |at: &Position, reason: NotUpdated| {
        is_complete = false;
        cx.printer.warning(&(words().test.not_updated)(&at.shown(), reason));
    };
    let mut wanted: BTreeMap<PathBuf, Vec<Update>> = BTreeMap::new();
    for ((path, ..), mut same) in all {
        let Some(first) = same.pop().filter(|first| !first.changes.is_empty() || !same.is_empty()) else {
            continue;
        };
        if same.iter().any(|other| other.changes != first.changes) {
            leave(&first.at, NotUpdated::Differs);
        } else if first.changes.iter().any(|change| holds_secret(&change.value, cx)) {
            leave(&first.at, NotUpdated::Secret);
        } else if !first.changes.is_empty() {
            wanted.entry(path).or_default().push(first);
        }
    }
    let mut rewritten = Vec::new();
    for (path, updates) in wanted {
        let at = updates[0].at.clone();
        let bytes = files::read_regular(&path, MAX_FILE_BYTES)
            .map_err(|source| Error::Io { path: path.display().to_string(), source })?;
        let read = SourceFile::new(&path, &bytes);
        let is_unchanged = files.iter().flat_map(|file| &file.sources).any(|source| *source == read);
        let text = String::from_utf8(bytes).ok();
        let Some(text) = text.filter(|_| is_unchanged) else {
            leave(
                &Position { line: 0, ..at },
                if is_unchanged { NotUpdated::Place } else { NotUpdated::Changed },
            );
            continue;
        };
        let (possible, others): (Vec<Update>, Vec<Update>) =
            updates.into_iter().partition(|update| rewritten_text(&text, &update.changes).is_some());
        for other in &others {
            leave(&other.at, NotUpdated::Place);
        }
        let changes: Vec<Change> = possible.into_iter().flat_map(|update| update.changes).collect();
        if let Some(new) = rewritten_text(&text, &changes).filter(|new| *new != text) {
            show(&path, &text, &new, people)?;
            rewritten.push(Rewritten { path, text: new, count: changes.len() });
        }
    }
    let (count, in_files) = (rewritten.iter().map(|file| file.count).sum(), rewritten.len());
    if in_files == 0 {
        cx.printer.status(words().test.nothing_to_update);
        return Ok(is_complete);
    }
    confirm(yes, &(words().test.ask_update)(count, in_files), cx)?;
    for file in rewritten {
        // A link stays one.
        let path = file.path.canonicalize().unwrap_or(file.path);
        files::write_shared(&path, file.text.as_bytes())
            .map_err(|source| Error::Io { path: path.display().to_string(), source })?;
    }
    cx.printer.status(&(words().test.updated)(count, in_files));
    Ok(is_complete)
}

fn rewritten_text(text: &str, changes: &[Change]) -> Option<String> {
    let replacement =
        |change: &Change| Replacement { at: (change.at.line, change.at.column), value: change.value.clone() };
    rewrite(text, &changes.iter().map(replacement).collect::<Vec<_>>())
}

/// Prints the difference of a file.
fn show(path: &Path, old: &str, new: &str, people: &People<'_>) -> Result<(), Error> {
    let printer = &people.cx.printer;
    let head = printer.foreign(&path.display().to_string());
    people.print(&format!("{head}\n{}", painted(&unified(old, new), printer)))
}

fn holds_secret(value: &Value, cx: &Context) -> bool {
    let text = value.to_string();
    cx.mask(&text) != text
}
