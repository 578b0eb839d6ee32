//! What keeps a file from being read. What each says to people stands in `text`.

use super::node::Format;

/// Where a file breaks off being JSON or YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What it was read as.
    pub format: Format,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line itself, at most its first 80 characters.
    pub excerpt: String,
    /// What stands there; `None` at the end of the file.
    pub found: Option<char>,
    /// What should stand there.
    pub expected: Expected,
}

/// What should stand where something else does. There will be more.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// Anything at all: the file is empty.
    Content,
    /// `{` in front of `"button"`.
    Braces,
    /// A value.
    Value,
    /// A key in double quotes.
    Key,
    /// `:` after a key.
    Colon,
    /// `,`, or the bracket that closes.
    CommaOr(char),
    /// Something after a comma: JSON has no trailing ones.
    NoTrailingComma,
    /// Nothing more after the document.
    End,
    /// `"` at the end of a text.
    CloseQuote,
    /// Text in double quotes, not in single ones.
    DoubleQuotes,
    /// One of `"\/bfnrtu` after a backslash.
    Escape,
    /// Four hexadecimal digits after `\u`.
    Hex,
    /// The other half of a surrogate pair.
    Surrogate,
    /// A number as JSON writes it.
    Number,
    /// No comment: JSON has none.
    NoComment,
    /// The ASCII character where its full-width sister stands.
    Ascii(char),
    /// No control character within a text.
    NoControl,
    /// Fewer levels: how many there may be.
    Shallower(usize),
    /// Fewer values: how many there may be, aliases resolved.
    Smaller(usize),
    /// A plain text as a key of YAML.
    PlainKey,
    /// One document in the file of YAML.
    OneDocument,
    /// An alias for something that is anchored before.
    Anchor,
    /// Spaces where YAML is indented with a tab.
    Spaces,
    /// What the YAML library misses, in its own words.
    Yaml(String),
    /// A known encoding of text.
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
