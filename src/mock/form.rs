//! Parses a `multipart/form-data` body.

use serde_json::{Map, Value};

/// A file in a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct File {
    /// The name of the form field.
    pub(super) field: String,
    /// The file name.
    pub(super) name: String,
    /// The content.
    pub(super) bytes: Vec<u8>,
}

/// Returns the fields of a form as an object of strings, and its files; `None` if the body is not a form.
///
/// The boundary is taken from the first line, because [`Call`](super::Call) has no headers.
pub(super) fn parse(body: &[u8]) -> Option<(Value, Vec<File>)> {
    let first = body.windows(2).position(|window| window == b"\r\n")?;
    let boundary = body[..first].strip_prefix(b"--").filter(|boundary| !boundary.is_empty())?;
    let end = [b"\r\n--", boundary].concat();
    let (mut fields, mut files) = (Map::new(), Vec::new());
    let mut rest = &body[first..];
    while !rest.starts_with(b"--") {
        rest = rest.strip_prefix(b"\r\n")?;
        let (head, after) = split(rest, b"\r\n\r\n")?;
        let (content, next) = split(after, &end)?;
        rest = next;
        let head = std::str::from_utf8(head).ok()?;
        let field = attribute(head, "name")?;
        match attribute(head, "filename") {
            Some(name) => files.push(File { field, name, bytes: content.to_vec() }),
            None => {
                fields.insert(field, Value::String(String::from_utf8(content.to_vec()).ok()?));
            }
        }
    }
    Some((Value::Object(fields), files))
}

fn split<'a>(bytes: &'a [u8], at: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let found = bytes.windows(at.len()).position(|window| window == at)?;
    Some((&bytes[..found], &bytes[found + at.len()..]))
}

/// Returns an attribute of `Content-Disposition`. A quoted value may contain semicolons.
fn attribute(head: &str, wanted: &str) -> Option<String> {
    let mut lines = head.split("\r\n");
    let line = lines.find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let mut rest = line.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once('=')?;
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_once(';').map_or((after, ""), |(value, next)| (value.trim(), next)),
        };
        if name.trim() == wanted {
            return Some(value.to_owned());
        }
        rest = next.trim_start().trim_start_matches(';');
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{File, parse};
    use crate::api::{self, ParamPlace};
    use crate::http::{FormPart, PartContent};
    use crate::wechat::{Body, Call};

    #[test]
    fn what_the_client_sends_is_read() {
        let entry = api::command("tag create").expect("an entry");
        let content = b"\x89PNG\r\n\r\n--".to_vec();
        let file = FormPart {
            name: "media".to_owned(),
            file: Some("图;1.png".to_owned()),
            content: PartContent::Bytes(content.clone()),
        };
        let call = Call::of(&entry, vec![("title", ParamPlace::Body, json!("你好"))]).with_files(vec![file]);
        assert!(matches!(call.body, Body::Form(_)));
        let base = url::Url::parse("http://127.0.0.1/").expect("a URL");
        let (fields, files) =
            parse(&call.request(&base, None).whole_body().expect("a body")).expect("a form");
        assert_eq!(fields, json!({ "title": "你好" }));
        let name = "图;1.png".to_owned();
        assert_eq!(files, [File { field: "media".to_owned(), name, bytes: content }]);
    }

    #[test]
    fn what_is_no_form_is_none() {
        for body in ["", "{}", "--", "--x", "--x\r\n", "--x\r\n\r\n", "--x\r\na: b\r\n\r\nc", "\r\n--\r\n"] {
            assert_eq!(parse(body.as_bytes()), None, "{body:?}");
        }
    }
}
