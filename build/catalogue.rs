//! Compiles what is known of WeChat's endpoints beyond their entries: `src/api/retired.yaml`.

use super::blob::{Blob, Compiled};
use super::source::{Entry, File, Node, Problem, Problems, parse};

/// The words for [`Host`](../src/api/endpoint.rs), in the order of its variants.
pub(crate) const HOSTS: [&str; 4] = ["api", "mp", "work", "pay"];

/// Compiles the endpoints that WeChat has switched off, in the order of the file.
pub(crate) fn retired(file: &File) -> Result<Compiled, Problems> {
    let root = parse(file).map_err(|problem| vec![problem])?;
    let entries = Entry::new("the file", &root, &["retired"])
        .and_then(|head| head.required("retired")?.list("`retired`"));
    let mut blob = Blob::new(1);
    let mut problems = Vec::new();
    for node in entries.map_err(|problem| vec![problem])? {
        problems.extend(retired_endpoint(node, &mut blob).err());
    }
    if problems.is_empty() { Ok(blob.finish()) } else { Err(problems) }
}

fn retired_endpoint(node: &Node, blob: &mut Blob) -> Result<(), Problem> {
    let known = ["path", "host", "since", "replacement"];
    let path = Entry::new("a retired endpoint", node, &known)?.text("path")?;
    let entry = Entry::new(format!("`{path}`"), node, &known)?;
    let host = if entry.get("host").is_some() { entry.word("host", &HOSTS)? } else { 0 };
    let since = entry.optional_text("since")?.unwrap_or_default();
    let replacement = entry.optional_text("replacement")?.unwrap_or_default();
    for (key, path) in [("path", path), ("replacement", replacement)] {
        if !path.is_empty() && !path.starts_with('/') {
            return Err(entry.wrong(key, "must begin with `/`"));
        }
    }
    if !is_date(since) {
        return Err(entry.wrong("since", "must be a date like `2025-06-16` or `2025-06`"));
    }
    blob.entry();
    blob.key(0, path);
    blob.byte(host);
    for text in [path, since, replacement] {
        blob.text(text);
    }
    Ok(())
}

/// Returns whether it is empty, `YYYY-MM` or `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    let digits = |part: &str| part.len() <= 4 && part.chars().all(|char| char.is_ascii_digit());
    text.is_empty()
        || (matches!(text.len(), 7 | 10)
            && matches!(text.split('-').count(), 2 | 3)
            && text.split('-').all(digits))
}
