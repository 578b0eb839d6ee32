//! Export of a request as a curl command line for a POSIX shell.

use super::Request;

/// Returns one command line that sends the same bytes.
pub(crate) fn curl(request: &Request) -> String {
    // -g, because curl would expand brackets and braces in a query.
    let mut line = format!("curl -gsS -X {} {}", request.method, quote(request.url.as_str()));
    for (name, value) in &request.headers {
        line.push_str(" -H ");
        line.push_str(&quote(&format!("{name}: {value}")));
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

/// Quotes a word with single quotes, inside which only the quote itself is special.
pub(crate) fn quote(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn a_single_quote_is_escaped_outside_the_quotes() {
        assert_eq!(quote("it's"), r"'it'\''s'");
    }
}
