//! The values of a scenario file: their shapes and positions.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha1::{Digest as _, Sha1};

use super::model::CallbackMode;
use super::problem::{ExpectedShape, Position, Problem, ProblemKind};
use crate::closest::closest;
use crate::message::Format;
use crate::source::{Member, Node, Tree};

/// The longest time that a file may name.
const MAX_TIME: Duration = Duration::from_secs(3600);

/// Returns the position of a node in the file of `at`.
pub(super) fn position(node: &Node, at: &Position) -> Position {
    Position { file: Arc::clone(&at.file), line: node.line, column: node.column }
}

/// Returns the error for a value of the wrong shape.
pub(super) fn wrong(node: &Node, key: &str, expected: ExpectedShape, at: &Position) -> Problem {
    Problem { at: position(node, at), kind: ProblemKind::Wrong { key: key.to_owned(), expected } }
}

/// Returns the error for an object without a required key.
pub(super) fn missing(node: &Node, key: &'static str, at: &Position) -> Problem {
    Problem { at: position(node, at), kind: ProblemKind::Missing(key) }
}

/// Checks that a node is an object that has only known keys, each once.
pub(super) fn check_keys(
    node: &Node,
    known: &'static [&'static str],
    key: &str,
    at: &Position,
) -> Result<(), Problem> {
    let members = object(node, key, at)?;
    for (number, member) in members.iter().enumerate() {
        let place = Position { line: member.line, column: member.column, ..at.clone() };
        if !known.contains(&member.key.as_str()) {
            let closest = closest(&member.key, known);
            let kind = ProblemKind::UnknownKey { key: member.key.clone(), closest, known };
            return Err(Problem { at: place, kind });
        }
        if let Some(first) = members[..number].iter().find(|first| first.key == member.key) {
            let kind = ProblemKind::DuplicateKey { key: member.key.clone(), first: first.line };
            return Err(Problem { at: place, kind });
        }
    }
    Ok(())
}

/// Returns the members of an object.
pub(super) fn object<'n>(node: &'n Node, key: &str, at: &Position) -> Result<&'n [Member], Problem> {
    match &node.tree {
        Tree::Object(members) => Ok(members),
        _ => Err(wrong(node, key, ExpectedShape::Object, at)),
    }
}

/// Returns the text of a scalar.
pub(super) fn text(node: &Node, key: &str, at: &Position) -> Result<String, Problem> {
    node.text().ok_or_else(|| wrong(node, key, ExpectedShape::Text, at))
}

/// Returns a text or the texts of a list, with their positions.
pub(super) fn words(node: &Node, key: &str, at: &Position) -> Result<Vec<(String, Position)>, Problem> {
    let word = |node: &Node| {
        let text = node.text().ok_or_else(|| wrong(node, key, ExpectedShape::Words, at))?;
        Ok((text, position(node, at)))
    };
    match &node.tree {
        Tree::List(items) => items.iter().map(word).collect(),
        _ => Ok(vec![word(node)?]),
    }
}

/// Returns a number within these limits.
pub(super) fn number(
    node: &Node,
    key: &str,
    (least, most): (u64, u64),
    at: &Position,
) -> Result<u64, Problem> {
    let given = node.text().and_then(|text| text.parse().ok());
    given
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(|| wrong(node, key, ExpectedShape::Number(least, most), at))
}

/// Returns the truth value of a key.
pub(super) fn flag(node: &Node, key: &str, at: &Position) -> Result<Option<bool>, Problem> {
    let Some(given) = node.get(key) else { return Ok(None) };
    match given.text().as_deref() {
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        _ => Err(wrong(given, key, ExpectedShape::Bool, at)),
    }
}

/// Returns the reason of `skip`; empty for `true`.
pub(super) fn skip(node: &Node, at: &Position) -> Result<Option<String>, Problem> {
    let Some(given) = node.get("skip") else { return Ok(None) };
    let text = text(given, "skip", at)?;
    Ok(match text.as_str() {
        "false" => None,
        "true" => Some(String::new()),
        _ => Some(text),
    })
}

/// Returns the time of a key: milliseconds without a unit, or `ms`, `s` or `m`.
pub(super) fn time(node: &Node, key: &str, at: &Position) -> Result<Option<Duration>, Problem> {
    let Some(given) = node.get(key) else { return Ok(None) };
    let wrong = || wrong(given, key, ExpectedShape::Time, at);
    let text = given.text().ok_or_else(wrong)?;
    let text = text.trim();
    let digits = text.trim_end_matches(|char: char| char.is_ascii_alphabetic());
    let seconds = match &text[digits.len()..] {
        "" | "ms" => 0.001,
        "s" => 1.0,
        "m" | "min" => 60.0,
        _ => return Err(wrong()),
    };
    let number: f64 = digits.trim().parse().map_err(|_| wrong())?;
    let time = Duration::try_from_secs_f64(number * seconds).map_err(|_| wrong())?;
    if time > MAX_TIME { Err(wrong()) } else { Ok(Some(time)) }
}

/// Returns the mode of an object.
pub(super) fn mode(node: &Node, at: &Position) -> Result<Option<CallbackMode>, Problem> {
    let Some(given) = node.get("mode") else { return Ok(None) };
    match given.text().as_deref() {
        Some("plain") => Ok(Some(CallbackMode::Plain)),
        Some("compat") => Ok(Some(CallbackMode::Compat)),
        Some("safe") => Ok(Some(CallbackMode::Safe)),
        _ => Err(wrong(given, "mode", ExpectedShape::Mode, at)),
    }
}

/// Returns the format of an object.
pub(super) fn format(node: &Node, at: &Position) -> Result<Option<Format>, Problem> {
    let Some(given) = node.get("format") else { return Ok(None) };
    match given.text().as_deref() {
        Some("xml") => Ok(Some(Format::Xml)),
        Some("json") => Ok(Some(Format::Json)),
        _ => Err(wrong(given, "format", ExpectedShape::Format, at)),
    }
}

/// Returns the path of a file that is named in another one.
pub(super) fn beside(file: &Path, named: &str) -> PathBuf {
    let folder = file.parent().unwrap_or(Path::new(""));
    if named.is_empty() && folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.join(named) }
}

/// Returns an openid for a name, the same one in every run.
pub(super) fn openid(name: &str) -> String {
    let encoded = URL_SAFE_NO_PAD.encode(Sha1::digest(name.as_bytes()));
    format!("o{encoded}")
}
