use crate::lang::Said;
use crate::source::{Expected, Format, SyntaxError};

/// Explains a syntax error with its place in the file.
pub(in crate::text) fn syntax(error: &SyntaxError) -> Said {
    let SyntaxError { line, column, .. } = error;
    match expected(error) {
        Ok((format, expected)) => with_excerpt(
            error,
            format!("the file is not valid {format}: line {line}, column {column}: {expected}"),
        ),
        Err(said) => said,
    }
}

/// Explains a syntax error without its place.
pub(super) fn syntax_here(error: &SyntaxError) -> Said {
    match expected(error) {
        Ok((format, expected)) => with_excerpt(error, format!("not valid {format}: {expected}")),
        Err(said) => said,
    }
}

fn with_excerpt(error: &SyntaxError, message: String) -> Said {
    let excerpt = error.excerpt.trim();
    let said = Said::new(message);
    if excerpt.is_empty() { said } else { said.cause(excerpt) }
}

/// Returns the name of the format and the expectation.
fn expected(error: &SyntaxError) -> Result<(&'static str, String), Said> {
    let SyntaxError { format, line, column, found, expected, .. } = error;
    let format = match format {
        Format::Json => "JSON",
        Format::Yaml => "YAML",
    };
    let found =
        found.map_or_else(|| "the end of the file".to_owned(), |char| format!("`{}`", char.escape_debug()));
    let expected = match expected {
        Expected::Content => return Err(Said::new("the file is empty")),
        Expected::Utf8 => {
            return Err(Said::new(format!("line {line}, column {column}: unknown encoding of the file"))
                .hint("save it as UTF-8"));
        }
        Expected::Braces => "expected `{` around the whole file".to_owned(),
        Expected::Value => format!("expected a value, found {found}"),
        Expected::Key => format!("expected a key in double quotes, found {found}"),
        Expected::Colon => format!("expected `:` after the key, found {found}"),
        Expected::CommaOr(close) => format!("expected `,` or `{close}`, found {found}"),
        Expected::NoTrailingComma => format!("expected no comma before {found}"),
        Expected::End => format!("expected the end of the file, found {found}"),
        Expected::CloseQuote => "expected `\"` before the end of the line".to_owned(),
        Expected::DoubleQuotes => "expected double quotes, found `'`".to_owned(),
        Expected::Escape => {
            format!("expected one of `\"`, `\\`, `/`, `b`, `f`, `n`, `r`, `t`, `u` after `\\`, found {found}")
        }
        Expected::Hex => format!("expected four hexadecimal digits after `\\u`, found {found}"),
        Expected::Surrogate => "expected both halves of a surrogate pair".to_owned(),
        Expected::Number => format!("expected a number of JSON, found {found}"),
        Expected::NoComment => format!("expected no comment in JSON, found {found}"),
        Expected::Ascii(' ') => "expected a plain space, found another kind of space".to_owned(),
        Expected::Ascii(char) => format!("expected `{char}`, found {found}"),
        Expected::NoControl => format!("expected no control character in a string, found {found}"),
        Expected::MaxDepth(levels) => format!("expected at most {levels} levels"),
        Expected::MaxValues(values) => format!("expected at most {values} values, aliases resolved"),
        Expected::PlainKey => "expected a string as key".to_owned(),
        Expected::OneDocument => "expected one document, found another".to_owned(),
        Expected::Anchor => "expected an alias of an earlier anchor".to_owned(),
        Expected::Spaces => "expected spaces for the indentation, found a tab".to_owned(),
        Expected::Yaml(reason) => reason.clone(),
    };
    Ok((format, expected))
}
