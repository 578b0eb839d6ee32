//! Compiles the groups of commands: `src/api/groups.yaml`, which describes the format of a group.

use std::collections::HashMap;

use super::blob::{Blob, Compiled};
use super::source::{Entry, File, Node, Position, Problem, Problems, parse};

/// The words for `Section`, in the order of its variants.
pub(crate) const SECTIONS: [&str; 9] =
    ["bots", "signatures", "diagnosis", "api", "account", "mini_program", "work", "pay", "tool"];
/// The section of a group that names none.
const DEFAULT_SECTION: &str = "account";

/// The index of group paths.
const PATHS: usize = 0;
/// The index of parent groups; empty for a top-level group.
const PARENTS: usize = 1;

/// Compiles the groups, in the order of the file.
pub(crate) fn compile(file: &File) -> Result<Compiled, Problems> {
    let (mut blob, mut problems) = (Blob::new(2), Vec::new());
    let mut known = HashMap::new();
    let root = parse(file).map_err(|problem| vec![problem])?;
    for node in list(&root).map_err(|problem| vec![problem])? {
        problems.extend(group(node, &mut blob, &mut known).err());
    }
    if problems.is_empty() { Ok(blob.finish()) } else { Err(problems) }
}

/// Returns the paths of all groups; [`compile`] reports problems.
pub(crate) fn paths(file: &File) -> Vec<String> {
    let Ok(root) = parse(file) else { return Vec::new() };
    let path = |node: &Node| Some(Entry::new("a group", node, &MEMBERS).ok()?.text("path").ok()?.to_owned());
    list(&root).into_iter().flatten().filter_map(path).collect()
}

const MEMBERS: [&str; 5] = ["path", "section", "en", "zh", "offers"];

fn list(root: &Node) -> Result<&[Node], Problem> {
    Entry::new("the file", root, &["groups"])?.required("groups")?.list("`groups`")
}

fn group(node: &Node, blob: &mut Blob, known: &mut HashMap<String, Position>) -> Result<(), Problem> {
    let path = Entry::new("a group", node, &MEMBERS)?.text("path")?;
    let entry = Entry::new(format!("group `{path}`"), node, &MEMBERS)?;
    if !path.split(' ').all(is_word) {
        return Err(entry.wrong("path", "must be words of small letters, digits and dashes"));
    }
    if let Some(other) = known.insert(path.to_owned(), entry.position().clone()) {
        return Err(entry.problem(&format!("stands at {other} too")));
    }
    let parent = path.rsplit_once(' ').map_or("", |(parent, _)| parent);
    if !parent.is_empty() && !known.contains_key(parent) {
        return Err(entry.problem(&format!("must stand below the group `{parent}`")));
    }
    let section = if entry.get("section").is_some() {
        entry.word("section", &SECTIONS)?
    } else {
        SECTIONS.iter().position(|name| *name == DEFAULT_SECTION).map_or(Ok(0), u8::try_from).unwrap_or(0)
    };
    let [en, zh] = entry.title()?;
    blob.entry();
    blob.key(PATHS, path);
    blob.key(PARENTS, parent);
    blob.text(path);
    blob.byte(section);
    blob.text(en);
    blob.text(zh);
    blob.byte(entry.flag("offers")?.unwrap_or_default().into());
    Ok(())
}

/// Returns whether a text can be a word of a command.
pub(crate) fn is_word(word: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !word.is_empty() && !word.starts_with('-') && word.bytes().all(plain)
}
