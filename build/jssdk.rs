//! Compiles the names of the JS-SDK: `src/sign/jssdk.yaml`, which describes the format of an entry.

use std::collections::HashMap;

use super::blob::{Blob, Compiled};
use super::source::{Entry, File, Node, Position, Problem, Problems, parse};

/// The words for `JsApiKind`, in the order of its variants.
pub(crate) const KINDS: [&str; 4] = ["function", "unlisted", "tag", "item"];

/// The index of names.
const NAMES: usize = 0;
/// The index of names in `WeixinJSBridge`.
const BRIDGE_NAMES: usize = 1;

const MEMBERS: [&str; 14] = [
    "name",
    "kind",
    "since",
    "work",
    "replacement",
    "bridge",
    "try",
    "needs",
    "bridge_needs",
    "err_msg",
    "cancel",
    "answer",
    "en",
    "zh",
];

/// Compiles the names, in the order of the file.
pub(crate) fn compile(file: &File) -> Result<Compiled, Problems> {
    let root = parse(file).map_err(|problem| vec![problem])?;
    let list = Entry::new("the file", &root, &["names"])
        .and_then(|head| head.required("names")?.list("`names`"))
        .map_err(|problem| vec![problem])?;
    let (mut blob, mut problems) = (Blob::new(2), Vec::new());
    let mut known = HashMap::new();
    for node in list {
        problems.extend(name(node, &mut blob, &mut known).err());
    }
    for node in list {
        problems.extend(replacement(node, &known).err());
    }
    if problems.is_empty() { Ok(blob.finish()) } else { Err(problems) }
}

fn entry(node: &Node) -> Result<(&str, Entry<'_>), Problem> {
    let name = Entry::new("a name", node, &MEMBERS)?.text("name")?;
    Ok((name, Entry::new(format!("`{name}`"), node, &MEMBERS)?))
}

fn name(node: &Node, blob: &mut Blob, known: &mut HashMap<String, Position>) -> Result<(), Problem> {
    let (name, entry) = entry(node)?;
    if let Some(other) = known.insert(name.to_owned(), entry.position().clone()) {
        return Err(entry.problem(&format!("stands at {other} too")));
    }
    let kind = entry.word("kind", &KINDS)?;
    let since = entry.text("since")?;
    if since.split('.').count() != 3 || !since.split('.').all(|part| part.parse::<u8>().is_ok()) {
        return Err(entry.wrong("since", "must be a version like `1.6.0`"));
    }
    let bridge = entry.optional_text("bridge")?.unwrap_or_default();
    let argument = object(&entry, "try")?;
    let answer = object(&entry, "answer")?;
    let [en, zh] = entry.title()?;
    blob.entry();
    blob.key(NAMES, name);
    if !bridge.is_empty() {
        blob.key(BRIDGE_NAMES, bridge);
    }
    blob.text(name);
    blob.byte(kind);
    blob.text(since);
    blob.byte(entry.flag("work")?.unwrap_or_default().into());
    for text in [entry.optional_text("replacement")?.unwrap_or_default(), bridge, argument] {
        blob.text(text);
    }
    blob.texts(entry.texts("needs")?);
    blob.texts(entry.texts("bridge_needs")?);
    blob.text(entry.optional_text("err_msg")?.unwrap_or_default());
    blob.byte(entry.flag("cancel")?.unwrap_or_default().into());
    for text in [answer, en, zh] {
        blob.text(text);
    }
    Ok(())
}

/// Returns a member that is an object in JSON; empty without it.
fn object<'a>(entry: &Entry<'a>, key: &str) -> Result<&'a str, Problem> {
    let text = entry.optional_text(key)?.unwrap_or_default();
    if text.is_empty() || (text.starts_with('{') && text.ends_with('}')) {
        Ok(text)
    } else {
        Err(entry.wrong(key, "must be an object in JSON"))
    }
}

/// Checks that the replacement of a name is a name, too.
fn replacement(node: &Node, known: &HashMap<String, Position>) -> Result<(), Problem> {
    let (_, entry) = entry(node)?;
    match entry.optional_text("replacement")? {
        Some(replacement) if !known.contains_key(replacement) => {
            Err(entry.wrong("replacement", "must be one of the names"))
        }
        _ => Ok(()),
    }
}
