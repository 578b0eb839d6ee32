//! Paths into a message: `Content`, `SendPicsInfo.PicList.item[1].PicMd5Sum`.

use std::fmt;

use super::element::{Content, Document, Element};
use super::xml::MAX_DEPTH;
use crate::closest::closest;

/// The path of a field in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path(Vec<Step>);

/// One step of a path: a name, and an index among the elements of that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The name of the element.
    pub name: String,
    /// The index, from 0; `None` means the first.
    pub index: Option<usize>,
}

/// The reason why a path cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// The path is not of the form `Name.Name[0].Name`; holds the path.
    #[error("not a path: {0}")]
    Malformed(String),
    /// The message has no such field.
    #[error("no such field: {path}")]
    Unknown {
        /// The requested path.
        path: String,
        /// Up to three similar paths that exist.
        closest: Vec<String>,
    },
    /// The path names a group, not a leaf.
    #[error("not a leaf: {path}")]
    Group {
        /// The requested path.
        path: String,
        /// Up to five leaves below it.
        leaves: Vec<String>,
    },
}

/// The limit of an index, so that `item[4000000000]` is rejected.
const MAX_ITEMS: usize = 1000;

impl Path {
    /// Parses `A.B[1].C`; `A.B.1.C` means the same.
    pub fn parse(path: &str) -> Result<Self, PathError> {
        let malformed = || PathError::Malformed(path.to_owned());
        let mut steps: Vec<Step> = Vec::new();
        for part in path.split('.') {
            if let (Ok(index), Some(last)) = (part.parse::<usize>(), steps.last_mut()) {
                if last.index.replace(index).is_some() || index >= MAX_ITEMS {
                    return Err(malformed());
                }
                continue;
            }
            let (name, index) = match part.split_once('[') {
                Some((name, rest)) => {
                    let digits = rest.strip_suffix(']').ok_or_else(malformed)?;
                    (name, Some(digits.parse().map_err(|_| malformed())?))
                }
                None => (part, None),
            };
            if !is_name(name) || index.is_some_and(|index| index >= MAX_ITEMS) {
                return Err(malformed());
            }
            steps.push(Step { name: name.to_owned(), index });
        }
        if steps.len() > MAX_DEPTH { Err(malformed()) } else { Ok(Self(steps)) }
    }

    /// Returns the steps of the path.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            if position > 0 {
                f.write_str(".")?;
            }
            f.write_str(&step.name)?;
            if let Some(index) = step.index {
                write!(f, "[{index}]")?;
            }
        }
        Ok(())
    }
}

/// Returns whether a text can be the name of an XML element without a namespace.
pub(super) fn is_name(name: &str) -> bool {
    // A subset of XML 1.0 (production 4) that every parser in the field accepts.
    let letter = |c: char| c.is_ascii_alphabetic() || c == '_' || ('\u{3400}'..='\u{9fff}').contains(&c);
    let mut chars = name.chars();
    chars.next().is_some_and(letter) && chars.all(|c| letter(c) || c.is_ascii_digit() || c == '-')
}

impl Document {
    /// Returns the path of every field, in order; of a repeated element, the first stands for all.
    pub fn paths(&self) -> Vec<String> {
        paths(&self.0)
    }

    /// Sets the text of one field. An index one past the last element of that name appends a copy of the last element
    /// first.
    ///
    /// If `add` is true, missing elements on the path are created.
    pub fn set(&mut self, path: &Path, value: &str, add: bool) -> Result<(), PathError> {
        let known = paths(&self.0);
        let unknown =
            || PathError::Unknown { path: path.to_string(), closest: closest(&path.to_string(), &known) };
        let mut elements = &mut self.0;
        let mut steps = path.steps().iter().peekable();
        while let Some(step) = steps.next() {
            let position = position(elements, step, add).ok_or_else(unknown)?;
            let element = &mut elements[position];
            if steps.peek().is_none() {
                return write(element, value, path);
            }
            if add && element.value() == Some("") {
                element.content = Content::Group(Vec::new());
            }
            match &mut element.content {
                Content::Group(inner) => elements = inner,
                Content::Text(_) | Content::Number(_) => return Err(unknown()),
            }
        }
        Err(unknown())
    }
}

/// Returns the position of the element that a step names, after creating it where that is allowed.
fn position(elements: &mut Vec<Element>, step: &Step, add: bool) -> Option<usize> {
    let same: Vec<usize> =
        elements.iter().enumerate().filter(|(_, e)| e.name == step.name).map(|(at, _)| at).collect();
    let index = step.index.unwrap_or(0);
    if let Some(&found) = same.get(index) {
        return Some(found);
    }
    match same.last() {
        Some(&last) if index == same.len() => {
            let copy = elements[last].clone();
            elements.insert(last + 1, copy);
            Some(last + 1)
        }
        None if add && index == 0 => {
            elements.push(Element::text(step.name.clone(), ""));
            Some(elements.len() - 1)
        }
        _ => None,
    }
}

fn write(element: &mut Element, value: &str, path: &Path) -> Result<(), PathError> {
    element.content = match &element.content {
        Content::Group(inner) if !inner.is_empty() => {
            let leaves = paths(inner).into_iter().map(|leaf| format!("{path}.{leaf}")).take(5).collect();
            return Err(PathError::Group { path: path.to_string(), leaves });
        }
        Content::Number(_) if is_number(value) => Content::Number(value.to_owned()),
        _ => Content::Text(value.to_owned()),
    };
    Ok(())
}

/// Returns whether a text is a JSON number.
pub(super) fn is_number(value: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(value).is_ok()
}

/// Returns the paths of all leaves, in order. Of a repeated element only the first is listed, except for leaves that
/// the first does not have: these are listed with their index.
pub(super) fn paths(elements: &[Element]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (position, element) in elements.iter().enumerate() {
        let index = elements[..position].iter().filter(|earlier| earlier.name == element.name).count();
        let leaves = match &element.content {
            Content::Group(inner) => paths(inner).into_iter().map(|leaf| format!(".{leaf}")).collect(),
            Content::Text(_) | Content::Number(_) => vec![String::new()],
        };
        for leaf in leaves {
            let first = format!("{}{leaf}", element.name);
            if index == 0 {
                found.push(first);
            } else if !found.contains(&first) {
                found.push(format!("{}[{index}]{leaf}", element.name));
            }
        }
    }
    found
}
