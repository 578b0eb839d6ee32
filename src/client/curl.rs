//! A request as a curl line for a POSIX shell.

use super::Request;

/// One line that sends the same bytes when it is pasted.
pub fn curl(request: &Request) -> String {
    let mut line = format!("curl -sS -X {} {}", request.method, quote(request.url.as_str()));
    for (name, value) in &request.headers {
        line.push_str(" -H ");
        line.push_str(&quote(&format!("{name}: {value}")));
    }
    if !request.body.is_empty() {
        // --data-raw, because --data-binary reads a file where a body begins with `@`.
        line.push_str(" --data-raw ");
        line.push_str(&quote(&request.body_text()));
    }
    line
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
