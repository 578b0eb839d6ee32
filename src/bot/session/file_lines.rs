//! The lines of a file of sessions: `{"id":…,"at":ms,"session":{…}|null}`.

use std::io::{self, BufRead, Read as _};

use serde_json::Value;

use super::MAX_ID_BYTES;

/// The start of each line; it tells an incomplete line from other text.
const LINE_START: &[u8] = b"{\"id\":\"";
/// The maximum length of a line without its session, in bytes: the names, and the id, each byte of which may take six.
const MAX_LINE_OVERHEAD_BYTES: usize = 6 * MAX_ID_BYTES + 64;

/// A change of a session.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SessionLine {
    pub(super) id: String,
    pub(super) at: u64,
    /// The session as JSON; `None` if it was removed.
    pub(super) session: Option<String>,
}

/// The result of reading a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ReadSummary {
    /// The number of lines read.
    pub(super) good: usize,
    /// The number of lines skipped.
    pub(super) broken: usize,
    /// The length up to the end of the last complete line, in bytes.
    pub(super) whole: u64,
    /// `true` if the last line was read but has no line break.
    pub(super) without_line_break: bool,
    /// `true` if an incomplete line may follow.
    pub(super) torn: bool,
}

impl ReadSummary {
    /// Returns whether the file is clearly not a file of sessions.
    pub(super) fn is_foreign(&self) -> bool {
        self.good == 0 && (self.broken > 0 || self.whole > 0)
    }
}

/// Returns a complete line.
pub(super) fn write(id: &str, at: u64, session: Option<&str>) -> String {
    let id = Value::from(id);
    format!("{{\"id\":{id},\"at\":{at},\"session\":{}}}\n", session.unwrap_or("null"))
}

/// Reads the lines of [`write()`] with sessions of up to `max_session_bytes`. Calls `each` with every line and its
/// length in bytes.
pub(super) fn read(
    mut from: impl BufRead,
    max_session_bytes: usize,
    mut each: impl FnMut(SessionLine, usize),
) -> io::Result<ReadSummary> {
    let max_line_bytes = max_session_bytes.saturating_add(MAX_LINE_OVERHEAD_BYTES);
    let (mut summary, mut bytes, mut at) = (ReadSummary::default(), Vec::new(), 0_u64);
    loop {
        bytes.clear();
        from.by_ref().take(max_line_bytes as u64).read_until(b'\n', &mut bytes)?;
        let mut length = bytes.len() as u64;
        let ended = bytes.ends_with(b"\n");
        let skipped = if !ended && bytes.len() == max_line_bytes { Some(skip(&mut from)?) } else { None };
        length += skipped.map_or(0, |(more, _)| more);
        if length == 0 {
            return Ok(summary);
        }
        at += length;
        let ended = skipped.map_or(ended, |(_, ended)| ended);
        match parse(&bytes).filter(|_| skipped.is_none()) {
            Some(line) => {
                summary.good += 1;
                summary.without_line_break = !ended;
                each(line, bytes.len());
            }
            None if !ended && is_torn(&bytes) => {
                summary.torn = true;
                return Ok(summary);
            }
            None if bytes.iter().all(u8::is_ascii_whitespace) => {}
            None => summary.broken += 1,
        }
        summary.whole = at;
    }
}

/// Returns whether the bytes may be the start of a line. A complete JSON document of another kind is not.
fn is_torn(bytes: &[u8]) -> bool {
    (bytes.starts_with(LINE_START) || LINE_START.starts_with(bytes))
        && serde_json::from_slice::<Value>(bytes).is_err()
}

/// Skips the rest of a line; returns the number of bytes, and whether it ended with a line break.
fn skip(from: &mut impl BufRead) -> io::Result<(u64, bool)> {
    let mut passed = 0;
    loop {
        let buffer = from.fill_buf()?;
        let found = buffer.iter().position(|byte| *byte == b'\n');
        let count = found.map_or(buffer.len(), |at| at + 1);
        from.consume(count);
        passed += count as u64;
        if found.is_some() || count == 0 {
            return Ok((passed, found.is_some()));
        }
    }
}

fn parse(bytes: &[u8]) -> Option<SessionLine> {
    let mut line: Value = serde_json::from_slice(bytes).ok()?;
    let session = match line.get_mut("session")?.take() {
        Value::Object(session) if session.is_empty() => None,
        Value::Object(session) => Some(Value::Object(session).to_string()),
        Value::Null => None,
        _ => return None,
    };
    let id = line.get("id")?.as_str().filter(|id| id.len() <= MAX_ID_BYTES)?.to_owned();
    Some(SessionLine { id, at: line.get("at")?.as_u64()?, session })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8], max_session_bytes: usize) -> (Vec<SessionLine>, ReadSummary) {
        let mut lines = Vec::new();
        // With a small buffer, lines end in the middle of it.
        let from = io::BufReader::with_capacity(7, text);
        let summary = read(from, max_session_bytes, |line, _| lines.push(line)).expect("no file");
        (lines, summary)
    }

    #[test]
    fn written_lines_are_read_back() {
        let longest_id = "\u{1}".repeat(MAX_ID_BYTES);
        for id in ["wx.sp.1", "", "a\nb\u{2028}\"\\\0", "用户", &longest_id] {
            let text = write(id, 7, Some(r#"{"a":1}"#)) + &write(id, 8, None);
            assert_eq!(text.lines().count(), 2, "{id:?}");
            let (read, summary) = lines(text.as_bytes(), 64);
            let line = |at, session: Option<&str>| SessionLine {
                id: id.into(),
                at,
                session: session.map(str::to_owned),
            };
            assert_eq!(read, [line(7, Some(r#"{"a":1}"#)), line(8, None)], "{id:?}");
            assert_eq!((summary.whole, summary.broken, summary.torn), (text.len() as u64, 0, false));
        }
    }

    #[test]
    fn a_line_may_be_cut_anywhere() {
        let good = write("a", 1, Some(r#"{"a":"ü"}"#));
        for cut in 1..good.len() - 1 {
            for before in ["", &good] {
                let text = [before.as_bytes(), &good.as_bytes()[..cut]].concat();
                let (read, summary) = lines(&text, 64);
                assert_eq!(read.len(), usize::from(!before.is_empty()), "{cut}");
                assert!(summary.torn && !summary.is_foreign(), "{cut}");
                assert_eq!(summary.whole, before.len() as u64, "{cut}");
            }
        }
        let (read, summary) = lines(good.trim_end().as_bytes(), 64);
        assert!(read.len() == 1 && summary.without_line_break && !summary.torn, "only its end is missing");
    }

    #[test]
    fn invalid_lines_are_skipped() {
        let good = write("a", 1, None);
        let long = format!("{{\"id\":\"{}\"}}", "x".repeat(100_000));
        for bad in [
            "x",
            "{}",
            "[]",
            "\u{0}\u{0}",
            r#"{"id":1,"at":1,"session":null}"#,
            r#"{"id":"a","at":1,"session":[]}"#,
            r#"{"id":"a","at":-1,"session":{}}"#,
            r#"{"id":"a","at":1}"#,
            &long,
        ] {
            let text = format!("{good}{bad}\n\n{good}");
            let (read, summary) = lines(text.as_bytes(), 64);
            assert_eq!((read.len(), summary.broken), (2, 1), "{bad:.40}");
            assert_eq!(summary.whole, text.len() as u64, "{bad:.40}");
            assert!(!summary.is_foreign());
            assert!(lines(format!("{bad}\n").as_bytes(), 64).1.is_foreign(), "{bad:.40}");
        }
        assert!(lines(b"\n", 64).1.is_foreign() && lines(b"no end", 64).1.is_foreign());
        assert!(lines(&vec![0; 1 << 20], 64).1.is_foreign());
        assert!(lines(br#"{"id":"a","name":"b"}"#, 64).1.is_foreign(), "whole, and no line");
        let (_, summary) = lines(long.as_bytes(), 64);
        assert!(summary.torn && summary.whole == 0, "too long and torn");
        assert_eq!(lines(b"", 64), (Vec::new(), ReadSummary::default()));
    }
}
