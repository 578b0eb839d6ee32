//! The words in which an answer tells of an error: a line of a trace, or the message of a JSON object.

use serde_json::Value;

/// The keys under which JSON answers tell of an error.
const MESSAGE_KEYS: [&str; 13] = [
    "exception",
    "error",
    "message",
    "msg",
    "errmsg",
    "errMsg",
    "errorMsg",
    "errorMessage",
    "detail",
    "details",
    "errors",
    "description",
    "title",
];
/// The longest line of a trace that is looked at, in bytes.
const MAX_LINE: usize = 400;
/// The longest body without a trace that is looked at as a whole, in characters.
const MAX_WHOLE: usize = 400;

/// Undoes the escapes of HTML, and breaks lines where a page of a framework does.
pub(super) fn plain(text: &str) -> String {
    let mut plain = text.to_owned();
    for (escape, char) in [
        ("<br>", "\n"),
        ("<br/>", "\n"),
        ("<br />", "\n"),
        ("<pre>", "\n"),
        ("</pre>", "\n"),
        ("<b>", ""),
        ("</b>", ""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        if plain.contains(escape) {
            plain = plain.replace(escape, char);
        }
    }
    plain
}

/// Returns the messages of a JSON object; empty for any other body.
pub(super) fn json_messages(text: &str) -> Vec<String> {
    let Ok(Value::Object(fields)) = serde_json::from_str(text.trim()) else { return Vec::new() };
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let told = MESSAGE_KEYS.iter().filter_map(|key| fields.get(*key)).map(text);
    told.filter(|text| !text.is_empty()).collect()
}

/// Returns the status in a JSON object, such as 401 in `{"code":401}`, that tells of a failure.
pub(super) fn json_status(text: &str) -> Option<u16> {
    let Ok(Value::Object(fields)) = serde_json::from_str(text.trim()) else { return None };
    let number = |value: &Value| value.as_u64().or_else(|| value.as_str()?.parse().ok());
    ["code", "status", "statusCode", "status_code", "errcode", "errorCode"]
        .iter()
        .find_map(|key| number(fields.get(*key)?))
        .and_then(|status| u16::try_from(status).ok())
        .filter(|status| (400..=599).contains(status))
}

/// Returns the line of a body that names an error of a program, such as `KeyError: 'MsgType'`.
pub(super) fn trace(text: &str) -> Option<String> {
    let json = json_messages(text);
    let plain = plain(text);
    let python = text.to_ascii_lowercase().contains("traceback");
    let lines = || plain.lines().map(str::trim).filter(|line| line.len() < MAX_LINE && names_error(line));
    let found = if python { lines().next_back() } else { lines().next() };
    let found = found.or_else(|| json.iter().flat_map(|text| text.lines()).find(|line| names_error(line)));
    found.map(str::to_owned)
}

fn names_error(line: &str) -> bool {
    let head = line.split([':', '(']).next().unwrap_or_default().trim();
    let head = head.rsplit(' ').next().unwrap_or_default();
    let name = head.rsplit(['.', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    let ends = ["error", "exception", "panic"].iter().any(|end| name.ends_with(end));
    let ident = !head.is_empty() && head.chars().all(|char| char.is_alphanumeric() || "._\\".contains(char));
    ends && ident && line.contains(':') && line.len() > head.len() + 1
}

/// Returns the words that tell of the error, without the pages and traces around them; empty if nothing tells.
pub(super) fn told(text: &str) -> String {
    let json = json_messages(text);
    if !json.is_empty() {
        return json.join("\n");
    }
    let plain = plain(text);
    let lines: Vec<&str> = plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if let Some(error) = trace(text) {
        let at = lines.iter().rposition(|line| *line == error).unwrap_or_default();
        // The line of code that failed stands before the error, perhaps with marks between them.
        let code = lines[..at].iter().rev().find(|line| !line.chars().all(|char| "~^ ".contains(char)));
        return match code {
            Some(code) if code.len() < MAX_LINE && text.contains("Traceback") => format!("{code}\n{error}"),
            _ => error,
        };
    }
    let words = without_tags(&plain);
    if words.chars().count() < MAX_WHOLE { words } else { String::new() }
}

fn without_tags(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        words.push_str(&rest[..start]);
        let is_tag =
            rest[start + 1..].starts_with(|char: char| char.is_ascii_alphabetic() || "/!?".contains(char));
        let end = rest[start..].find('>').filter(|_| is_tag);
        let Some(end) = end else {
            words.push('<');
            rest = &rest[start + 1..];
            continue;
        };
        words.push(' ');
        rest = &rest[start + end + 1..];
    }
    words.push_str(rest);
    words
}
