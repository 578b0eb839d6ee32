//! Compiles the catalogue of endpoints: `src/api/endpoints.tsv` with the heads of `src/api/fields.txt`, and
//! `src/api/retired.yaml`.

use super::blob::{Blob, Compiled};
use super::fields::{self, Line};
use super::source::{Entry, File, Node, Position, Problem, Problems, parse};

/// The words for `ApiPlatform` in the order of its variants, with the hosts that serve them.
pub(crate) const PLATFORMS: [(&str, &str); 8] = [
    ("api", "api.weixin.qq.com"),
    ("work", "qyapi.weixin.qq.com"),
    ("tenpayv2", "api.mch.weixin.qq.com"),
    ("tenpayv3", "api.mch.weixin.qq.com"),
    ("tenpayv3global", "apihk.mch.weixin.qq.com"),
    ("tenpaybusiness", "api.businesspay.qq.com"),
    ("ads", "api.weixin.qq.com"),
    ("openai", "openaiapi.weixin.qq.com"),
];

/// The words for `Method`, in the order of its variants.
pub(crate) const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// The words for `Host`, in the order of its variants.
pub(crate) const HOSTS: [&str; 9] =
    ["api", "mp", "work", "pay", "pay_keys", "pay_global", "pay_business", "open_ai", "open_ai_token"];

/// The names of the hosts, in the order of the variants of `Host`.
pub(crate) const HOST_NAMES: [&str; 9] = [
    "api.weixin.qq.com",
    "mp.weixin.qq.com",
    "qyapi.weixin.qq.com",
    "api.mch.weixin.qq.com",
    "fraud.mch.weixin.qq.com",
    "apihk.mch.weixin.qq.com",
    "api.businesspay.qq.com",
    "openaiapi.weixin.qq.com",
    "openai.weixin.qq.com",
];

/// The columns of `endpoints.tsv`.
const COLUMNS: [&str; 5] = ["platform", "method", "path", "query", "doc"];

/// The index of paths.
pub(crate) const PATHS: usize = 0;
/// The index of the folders before the first variable part of a path: `/v3/pay/transactions/id/` for
/// `/v3/pay/transactions/id/{id}`.
pub(crate) const FOLDERS: usize = 1;

/// Compiles the list of endpoints: one per line, with columns separated by tabs, after a line with the column names.
/// The file of fields has the same endpoints in the same order.
pub(crate) fn known(file: &File, fields_file: &File) -> Result<Compiled, Problems> {
    let fields = fields::lines(fields_file)?;
    let mut fields = fields.iter();
    let mut lines = file.text.lines();
    if lines.next() != Some(&COLUMNS.join("\t")) {
        let sentence = format!("the columns must be {}, with a tab between them", COLUMNS.join(", "));
        return Err(vec![file.line(1).problem(sentence)]);
    }
    let mut blob = Blob::new(2);
    let mut problems = Vec::new();
    for (line, number) in lines.zip(2..) {
        let added = match fields.next() {
            Some(own) => {
                known_endpoint(line, own, (&file.line(number), &fields_file.line(own.number)), &mut blob)
            }
            None => Err(file.line(number).problem("`fields.txt` ends before this endpoint")),
        };
        problems.extend(added.err());
    }
    if let Some(line) = fields.next() {
        problems.push(fields_file.line(line.number).problem("`endpoints.tsv` ends before this endpoint"));
    }
    if problems.is_empty() { Ok(blob.finish()) } else { Err(problems) }
}

fn known_endpoint(
    line: &str,
    fields: &Line<'_>,
    (position, fields_position): (&Position, &Position),
    blob: &mut Blob,
) -> Result<(), Problem> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [platform, method, path, query, doc] = columns[..] else {
        let sentence = format!("has {} columns, not {}: `{line}`", columns.len(), COLUMNS.len());
        return Err(position.problem(sentence));
    };
    let word = |column: &str, given: &str, words: &[&str]| {
        let number = (0..).zip(words).find(|(_, word)| **word == given).map(|(number, _)| number);
        number.ok_or_else(|| {
            let words = words.join("`, `");
            position.problem(format!("`{path}`: {column} is `{given}`, not one of `{words}`"))
        })
    };
    if fields.key != [platform, method, path] {
        let sentence = format!(
            "`{}` stands where `endpoints.tsv` has `{platform} {method} {path}`",
            fields.key.join(" ")
        );
        return Err(fields_position.problem(sentence));
    }
    let platforms = PLATFORMS.map(|(word, _)| word);
    let (platform, method): (u8, u8) =
        (word("platform", platform, &platforms)?, word("method", method, &METHODS)?);
    let standard = PLATFORMS.get(usize::from(platform)).map_or("", |(_, host)| host);
    let host: u8 = word("host", if fields.host.is_empty() { standard } else { fields.host }, &HOST_NAMES)?;
    if !is_date(fields.until) {
        return Err(fields_position.problem(format!("`~{}` is no date like `~2025-06-16`", fields.until)));
    }
    if !path.starts_with('/') || path.contains(char::is_whitespace) {
        return Err(position.problem(format!("`{path}` is no path; it must begin with `/`")));
    }
    blob.entry();
    blob.key(PATHS, path);
    if let Some(folder) = folder(path) {
        blob.key(FOLDERS, folder);
    }
    blob.byte(platform);
    blob.byte(host);
    blob.byte(method);
    for text in [path, query, doc, fields.until] {
        blob.text(text);
    }
    Ok(())
}

/// Returns the folder before the first variable part of a path; `None` if no part varies.
pub(crate) fn folder(path: &str) -> Option<&str> {
    let (fixed, _) = path.split_once('{')?;
    Some(&fixed[..fixed.rfind('/').map_or(0, |slash| slash + 1)])
}

/// Compiles the retired endpoints, in the order of the file.
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
    blob.key(PATHS, path);
    blob.byte(host);
    for text in [path, since, replacement] {
        blob.text(text);
    }
    Ok(())
}

/// Returns whether the text is empty, `YYYY-MM` or `YYYY-MM-DD`.
pub(crate) fn is_date(text: &str) -> bool {
    let digits = |part: &str| part.len() <= 4 && part.chars().all(|char| char.is_ascii_digit());
    text.is_empty()
        || (matches!(text.len(), 7 | 10)
            && matches!(text.split('-').count(), 2 | 3)
            && text.split('-').all(digits))
}
