//! Parses JSON into a tree with lines and columns.
//!
//! This scanner exists beside `serde_json` because people write menus and rules by hand: it keeps duplicate keys,
//! records how a text is written, and recognizes the characters that a Chinese keyboard types by mistake.

use std::str::Chars;

use super::node::{Format, MAX_NESTING_DEPTH, Member, Node, Tree};
use super::syntax::{Expected, SyntaxError};

pub(super) fn parse(text: &str) -> Result<Node, SyntaxError> {
    let mut scanner = Scanner { text, rest: text.chars(), line: 1, column: 1 };
    let root = scanner.value(0)?;
    scanner.space();
    match scanner.peek() {
        None => Ok(root),
        Some(_) => Err(scanner.fail(Expected::End)),
    }
}

struct Scanner<'text> {
    text: &'text str,
    rest: Chars<'text>,
    line: usize,
    column: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn next(&mut self) -> Option<char> {
        let char = self.rest.next()?;
        if char == '\n' {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(char)
    }

    /// Consumes the next character if it is `wanted`, and returns whether it was.
    fn take(&mut self, wanted: char) -> bool {
        let is_next = self.peek() == Some(wanted);
        if is_next {
            self.next();
        }
        is_next
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\n' | '\r')) {
            self.next();
        }
    }

    /// Returns an error at the current position, with a more specific reason if the next character suggests one.
    fn fail(&self, expected: Expected) -> SyntaxError {
        let found = self.peek();
        let expected = match found {
            Some('/' | '#') => Expected::NoComment,
            Some('\'') if matches!(expected, Expected::Value | Expected::Key) => Expected::DoubleQuotes,
            Some(char) => ascii_equivalent(char).map_or(expected, Expected::Ascii),
            None => expected,
        };
        SyntaxError::new(Format::Json, self.text, (self.line, self.column), found, expected)
    }

    /// Returns an error at a position that the scanner has passed.
    fn fail_at(&self, at: (usize, usize), found: char, expected: Expected) -> SyntaxError {
        SyntaxError::new(Format::Json, self.text, at, Some(found), expected)
    }

    fn value(&mut self, depth: usize) -> Result<Node, SyntaxError> {
        self.space();
        if depth > MAX_NESTING_DEPTH {
            return Err(self.fail(Expected::MaxDepth(MAX_NESTING_DEPTH)));
        }
        let at = (self.line, self.column);
        match self.peek() {
            Some('{') => self.object(depth),
            Some('[') => self.list(depth),
            Some('"') => {
                let (text, escape) = self.string()?;
                Ok(Node { escape, ..Node::new(at, Tree::Text(text)) })
            }
            Some('-' | '0'..='9') => Ok(Node::new(at, Tree::Number(self.number()?))),
            Some('a'..='z') => self.word(),
            _ => Err(self.fail(Expected::Value)),
        }
    }

    fn word(&mut self) -> Result<Node, SyntaxError> {
        let at = (self.line, self.column);
        for (word, tree) in [("true", Tree::Bool(true)), ("false", Tree::Bool(false)), ("null", Tree::Null)] {
            let rest = self.rest.as_str();
            let ends = |rest: &str| !rest.starts_with(|char: char| char.is_alphanumeric() || char == '_');
            if rest.strip_prefix(word).is_some_and(ends) {
                for _ in word.chars() {
                    self.next();
                }
                return Ok(Node::new(at, tree));
            }
        }
        Err(self.fail(Expected::Value))
    }

    fn object(&mut self, depth: usize) -> Result<Node, SyntaxError> {
        let (at, mut members) = ((self.line, self.column), Vec::new());
        self.next();
        self.space();
        if self.take('}') {
            return Ok(Node::new(at, Tree::Object(members)));
        }
        loop {
            self.space();
            let (line, column) = (self.line, self.column);
            if self.peek() != Some('"') {
                let comma = !members.is_empty() && self.peek() == Some('}');
                return Err(self.fail(if comma { Expected::NoTrailingComma } else { Expected::Key }));
            }
            let (key, _) = self.string()?;
            self.space();
            if !self.take(':') {
                return Err(self.fail(Expected::Colon));
            }
            let value = self.value(depth + 1)?;
            members.push(Member { key, line, column, value });
            self.space();
            if self.take('}') {
                return Ok(Node::new(at, Tree::Object(members)));
            }
            if !self.take(',') {
                return Err(self.fail(Expected::CommaOr('}')));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Node, SyntaxError> {
        let (at, mut items) = ((self.line, self.column), Vec::new());
        self.next();
        self.space();
        if self.take(']') {
            return Ok(Node::new(at, Tree::List(items)));
        }
        loop {
            self.space();
            if !items.is_empty() && self.peek() == Some(']') {
                return Err(self.fail(Expected::NoTrailingComma));
            }
            items.push(self.value(depth + 1)?);
            self.space();
            if self.take(']') {
                return Ok(Node::new(at, Tree::List(items)));
            }
            if !self.take(',') {
                return Err(self.fail(Expected::CommaOr(']')));
            }
        }
    }

    /// Reads a number and returns its digits as written.
    fn number(&mut self) -> Result<String, SyntaxError> {
        let start = self.rest.as_str();
        self.take('-');
        if !self.take('0') {
            self.digits()?;
        }
        if self.take('.') {
            self.digits()?;
        }
        if self.take('e') || self.take('E') {
            if !self.take('+') {
                self.take('-');
            }
            self.digits()?;
        }
        if self.peek().is_some_and(|char| char.is_alphanumeric() || char == '.') {
            return Err(self.fail(Expected::Number));
        }
        Ok(start[..start.len() - self.rest.as_str().len()].to_owned())
    }

    fn digits(&mut self) -> Result<(), SyntaxError> {
        if !self.peek().is_some_and(|char| char.is_ascii_digit()) {
            return Err(self.fail(Expected::Number));
        }
        while self.peek().is_some_and(|char| char.is_ascii_digit()) {
            self.next();
        }
        Ok(())
    }

    /// Reads a text in double quotes, and returns it with its first `\uXXXX` escape.
    fn string(&mut self) -> Result<(String, Option<String>), SyntaxError> {
        self.next();
        let (mut text, mut escape) = (String::new(), None);
        loop {
            let at = (self.line, self.column);
            match self.peek() {
                None | Some('\n' | '\r') => {
                    return Err(SyntaxError { found: None, ..self.fail(Expected::CloseQuote) });
                }
                Some('"') => {
                    self.next();
                    return Ok((text, escape));
                }
                Some('\\') => {
                    self.next();
                    let short = self.peek();
                    let char = match short {
                        Some(char @ ('"' | '\\' | '/')) => char,
                        Some('b') => '\u{8}',
                        Some('f') => '\u{c}',
                        Some('n') => '\n',
                        Some('r') => '\r',
                        Some('t') => '\t',
                        Some('u') => {
                            let (char, written) = self.unicode(at)?;
                            text.push(char);
                            escape.get_or_insert(written);
                            continue;
                        }
                        _ => {
                            return Err(SyntaxError {
                                expected: Expected::Escape,
                                ..self.fail(Expected::Escape)
                            });
                        }
                    };
                    self.next();
                    text.push(char);
                }
                Some(char) if char < ' ' => return Err(self.fail(Expected::NoControl)),
                Some(char) => {
                    self.next();
                    text.push(char);
                }
            }
        }
    }

    /// Decodes `\uXXXX` or a surrogate pair of them, after its backslash; returns the character and the escape as
    /// written.
    fn unicode(&mut self, at: (usize, usize)) -> Result<(char, String), SyntaxError> {
        let start = self.rest.as_str();
        let high = self.hex()?;
        let mut code = high;
        if (0xd800..0xdc00).contains(&high) && self.rest.as_str().starts_with("\\u") {
            self.next();
            let low = self.hex()?;
            if (0xdc00..0xe000).contains(&low) {
                code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            }
        }
        let written = format!("\\{}", &start[..start.len() - self.rest.as_str().len()]);
        let char = char::from_u32(code).ok_or_else(|| self.fail_at(at, '\\', Expected::Surrogate))?;
        Ok((char, written))
    }

    /// Reads `uXXXX` and returns its number.
    fn hex(&mut self) -> Result<u32, SyntaxError> {
        self.next();
        let mut code = 0;
        for _ in 0..4 {
            let Some(digit) = self.peek().and_then(|char| char.to_digit(16)) else {
                return Err(SyntaxError { expected: Expected::Hex, ..self.fail(Expected::Hex) });
            };
            self.next();
            code = code * 16 + digit;
        }
        Ok(code)
    }
}

/// Returns the ASCII character that a Chinese keyboard or a word processor replaces with `char`.
fn ascii_equivalent(char: char) -> Option<char> {
    Some(match char {
        '“' | '”' | '„' | '＂' | '「' | '」' | '‘' | '’' => '"',
        '：' => ':',
        '，' | '、' => ',',
        '｛' => '{',
        '｝' => '}',
        '［' | '【' => '[',
        '］' | '】' => ']',
        '\u{a0}' | '\u{3000}' | '\u{200b}' | '\u{feff}' => ' ',
        _ => return None,
    })
}
