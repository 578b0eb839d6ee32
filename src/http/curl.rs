//! Export of a request as a curl command line for a POSIX shell.

use std::borrow::Cow;

use super::{FormPart, Request};

/// Returns one command line that sends the same bytes.
pub(crate) fn curl(request: &Request) -> String {
    // -g, because curl would expand brackets and braces in a query.
    let mut line = format!("curl -gsS -X {} {}", request.method, quote(request.url.as_str()));
    // curl writes the boundary of a form itself.
    let is_own = |name: &str| request.form.is_none() || !name.eq_ignore_ascii_case("content-type");
    for (name, value) in request.headers.iter().filter(|(name, _)| is_own(name)) {
        line.push_str(" -H ");
        line.push_str(&quote(&format!("{name}: {value}")));
    }
    if let Some(form) = &request.form {
        for word in form.0.iter().flat_map(FormPart::curl_words) {
            line.push(' ');
            line.push_str(&shell_word(&word));
        }
        return line;
    }
    match std::str::from_utf8(&request.body) {
        Ok("") => line,
        // --data-raw, because --data-binary reads a file if the body begins with `@`.
        Ok(body) => format!("{line} --data-raw {}", quote(body)),
        Err(_) => format!("printf {} | {line} --data-binary @-", octal(&request.body)),
    }
}

/// Quotes binary bytes for printf.
fn octal(bytes: &[u8]) -> String {
    let escaped: String = bytes
        .iter()
        .map(|&byte| match byte {
            b'%' => "%%".to_owned(),
            b' '..=b'~' if !matches!(byte, b'\'' | b'\\') => char::from(byte).to_string(),
            _ => format!("\\{byte:03o}"),
        })
        .collect();
    format!("'{escaped}'")
}

/// Quotes a word unless it is a flag.
fn shell_word(word: &str) -> String {
    let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte == b'F');
    if is_plain { word.to_owned() } else { quote(word) }
}

/// Quotes a word with single quotes, inside which only the quote itself is special.
pub(crate) fn quote(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Returns a word for a shell, in quotes if it needs them. The shells of Windows share only double quotes.
pub(crate) fn quoted(word: &str) -> Cow<'_, str> {
    let plain: &[u8] = if cfg!(windows) { b"@._/:-=+\\" } else { b"@._/:-=+" };
    let is_plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || plain.contains(&byte));
    match word {
        word if is_plain && !word.is_empty() => word.into(),
        word if cfg!(windows) => format!("\"{}\"", word.replace('"', "\\\"")).into(),
        word => quote(word).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn a_single_quote_is_escaped_outside_the_quotes() {
        assert_eq!(quote("it's"), r"'it'\''s'");
    }
}
