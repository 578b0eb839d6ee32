//! A request as a curl line for a POSIX shell.

use super::Request;

/// One line that sends the same bytes when it is pasted.
pub fn curl(request: &Request) -> String {
    // -g, because brackets and braces of a query are no patterns.
    let mut line = format!("curl -gsS -X {} {}", request.method, quote(request.url.as_str()));
    for (name, value) in &request.headers {
        line.push_str(" -H ");
        line.push_str(&quote(&format!("{name}: {value}")));
    }
    match std::str::from_utf8(&request.body) {
        Ok("") => line,
        // --data-raw, because --data-binary reads a file where a body begins with `@`.
        Ok(body) => format!("{line} --data-raw {}", quote(body)),
        Err(_) => format!("printf {} | {line} --data-binary @-", octal(&request.body)),
    }
}

/// Bytes that are no text, as printf writes them.
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

/// A word in single quotes, in which only the quote itself is special.
fn quote(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn a_quote_ends_and_begins_again() {
        assert_eq!(quote("it's"), r"'it'\''s'");
    }
}
