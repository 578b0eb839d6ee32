//! Syntax errors of JSON and YAML. Their sentences are in `text`.

use super::node::Format;

/// The first position at which a file is not JSON or YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// The syntax that the file was parsed as.
    pub format: Format,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The first 80 characters of that line.
    pub excerpt: String,
    /// The character at this position; `None` at the end of the file.
    pub found: Option<char>,
    /// The syntax expected at this position.
    pub expected: Expected,
}

/// The syntax expected at the position of an error. Variants will be added.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum Expected {
    /// Any content: the file is empty.
    Content,
    /// `{` before `"button"`.
    Braces,
    /// A value.
    Value,
    /// A key in double quotes.
    Key,
    /// `:` after a key.
    Colon,
    /// `,` or the closing bracket.
    CommaOr(char),
    /// A value after the comma: JSON has no trailing commas.
    NoTrailingComma,
    /// The end of the file, after the document.
    End,
    /// `"` at the end of a text.
    CloseQuote,
    /// Double quotes instead of single quotes around a text.
    DoubleQuotes,
    /// One of `"\/bfnrtu` after a backslash.
    Escape,
    /// Four hexadecimal digits after `\u`.
    Hex,
    /// The second half of a surrogate pair.
    Surrogate,
    /// A number as JSON writes it.
    Number,
    /// No comment: JSON has no comments.
    NoComment,
    /// This ASCII character instead of its full-width form.
    Ascii(char),
    /// No control character in a text.
    NoControl,
    /// At most this many levels.
    MaxDepth(usize),
    /// At most this many values, aliases resolved.
    MaxValues(usize),
    /// A plain text as the key of a YAML mapping.
    PlainKey,
    /// A single YAML document in the file.
    OneDocument,
    /// An alias of an anchor that is defined before it.
    Anchor,
    /// Spaces instead of the tab that indents YAML.
    Spaces,
    /// The message of the YAML parser.
    Yaml(String),
    /// A known text encoding.
    Utf8,
}

impl SyntaxError {
    pub(super) fn new(
        format: Format,
        text: &str,
        (line, column): (usize, usize),
        found: Option<char>,
        expected: Expected,
    ) -> Self {
        let excerpt = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        Self { format, line, column, excerpt: excerpt.chars().take(80).collect(), found, expected }
    }
}
