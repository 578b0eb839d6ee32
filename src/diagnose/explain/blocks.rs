//! Splits a log into blocks that belong together: a line, or several if JSON or XML goes on over them.

use std::io::{self, BufRead};

/// The largest number of lines of a block.
const MAX_LINES: usize = 60;
/// The largest length of a block, in bytes; a longer line is cut.
const MAX_BYTES: usize = 256 << 10;

/// The blocks of a log.
pub(crate) struct Blocks<R> {
    reader: R,
    /// `true` at the end of the log.
    ended: bool,
}

impl<R: BufRead> Blocks<R> {
    /// Creates an iterator over the blocks of a log.
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, ended: false }
    }

    /// Reads a line; bytes that are no UTF-8 are replaced, and what exceeds the limit is skipped.
    fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let mut any = false;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            any = true;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            line.extend_from_slice(&part[..part.len().min(MAX_BYTES - line.len())]);
            let used = end.map_or(buffer.len(), |end| end + 1);
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        Ok(any.then(|| String::from_utf8_lossy(&line).into_owned()))
    }
}

/// Returns how many more braces a line opens than it closes, and whether it opens an `<xml>` that it does not close.
fn opens(line: &str) -> (i64, bool) {
    let count = |brace| i64::try_from(line.matches(brace).count()).unwrap_or(i64::MAX);
    let xml = line.rfind("<xml").is_some_and(|at| !line[at..].contains("</xml>"));
    (count('{') - count('}'), xml)
}

impl<R: BufRead> Iterator for Blocks<R> {
    type Item = io::Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        let (mut block, mut depth, mut in_xml, mut has_body) = (String::new(), 0, false, false);
        for _ in 0..MAX_LINES {
            if self.ended {
                break;
            }
            match self.line() {
                Ok(Some(line)) => {
                    let (braces, xml) = opens(&line);
                    depth = (depth + braces).max(0);
                    in_xml = (in_xml && !line.contains("</xml>")) || xml;
                    has_body |= line.contains(['{', '<']);
                    block.push_str(&line);
                    block.push('\n');
                    // Headers before a body belong to it.
                    let is_head =
                        block.starts_with("HTTP/") || block.to_ascii_lowercase().starts_with("request-id:");
                    if (depth == 0 && !in_xml && (has_body || !is_head)) || block.len() >= MAX_BYTES {
                        break;
                    }
                }
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
        (!block.is_empty()).then_some(Ok(block))
    }
}
