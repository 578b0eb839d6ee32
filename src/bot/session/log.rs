//! The lines of a file of sessions: `{"id":…,"at":ms,"session":{…}|null}`.

use std::io::{self, BufRead, Read as _};

use serde_json::Value;

use super::LONGEST_ID;

/// How a line begins, which tells one that was torn from what is none.
const BEGINS: &[u8] = b"{\"id\":\"";
/// What a line has beside the session: the id, each byte of which may take six, and the names.
const AROUND: usize = 6 * LONGEST_ID + 64;

/// One change of a session.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) id: String,
    pub(super) at: u64,
    /// The session as JSON; nothing when it was removed.
    pub(super) session: Option<String>,
}

/// What a file was seen to be.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// Lines that were read.
    pub(super) good: usize,
    /// Lines that were skipped.
    pub(super) broken: usize,
    /// How far the file is whole, in bytes.
    pub(super) whole: u64,
    /// Whether the last line was read and does not end.
    pub(super) endless: bool,
    /// Whether what follows may be a line that was torn.
    pub(super) torn: bool,
}

impl Seen {
    /// Whether it is clearly something else.
    pub(super) fn is_foreign(&self) -> bool {
        self.good == 0 && (self.broken > 0 || self.whole > 0)
    }
}

/// A whole line.
pub(super) fn write(id: &str, at: u64, session: Option<&str>) -> String {
    let id = Value::from(id);
    format!("{{\"id\":{id},\"at\":{at},\"session\":{}}}\n", session.unwrap_or("null"))
}

/// Reads what [`write()`] wrote; sessions of up to `longest` bytes. `each` is told each line with its length in bytes.
pub(super) fn read(
    mut from: impl BufRead,
    longest: usize,
    mut each: impl FnMut(Line, usize),
) -> io::Result<Seen> {
    let most = longest.saturating_add(AROUND);
    let (mut seen, mut bytes, mut at) = (Seen::default(), Vec::new(), 0_u64);
    loop {
        bytes.clear();
        from.by_ref().take(most as u64).read_until(b'\n', &mut bytes)?;
        let mut length = bytes.len() as u64;
        let ended = bytes.ends_with(b"\n");
        let skipped = if !ended && bytes.len() == most { Some(skip(&mut from)?) } else { None };
        length += skipped.map_or(0, |(more, _)| more);
        if length == 0 {
            return Ok(seen);
        }
        at += length;
        let ended = skipped.map_or(ended, |(_, ended)| ended);
        match parse(&bytes).filter(|_| skipped.is_none()) {
            Some(line) => {
                seen.good += 1;
                seen.endless = !ended;
                each(line, bytes.len());
            }
            None if !ended && is_torn(&bytes) => {
                seen.torn = true;
                return Ok(seen);
            }
            None if bytes.iter().all(u8::is_ascii_whitespace) => {}
            None => seen.broken += 1,
        }
        seen.whole = at;
    }
}

/// Whether this may be the beginning of a line; a whole document of another kind is not.
fn is_torn(bytes: &[u8]) -> bool {
    (bytes.starts_with(BEGINS) || BEGINS.starts_with(bytes))
        && serde_json::from_slice::<Value>(bytes).is_err()
}

/// Passes over the rest of a line: how many bytes that was, and whether it ended.
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

fn parse(bytes: &[u8]) -> Option<Line> {
    let mut line: Value = serde_json::from_slice(bytes).ok()?;
    let session = match line.get_mut("session")?.take() {
        Value::Object(session) if session.is_empty() => None,
        Value::Object(session) => Some(Value::Object(session).to_string()),
        Value::Null => None,
        _ => return None,
    };
    let id = line.get("id")?.as_str().filter(|id| id.len() <= LONGEST_ID)?.to_owned();
    Some(Line { id, at: line.get("at")?.as_u64()?, session })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8], longest: usize) -> (Vec<Line>, Seen) {
        let mut lines = Vec::new();
        // A small buffer, so that lines do not end where it does.
        let from = io::BufReader::with_capacity(7, text);
        let seen = read(from, longest, |line, _| lines.push(line)).expect("no file");
        (lines, seen)
    }

    #[test]
    fn what_was_written_is_read() {
        let longest_id = "\u{1}".repeat(LONGEST_ID);
        for id in ["wx.sp.1", "", "a\nb\u{2028}\"\\\0", "用户", &longest_id] {
            let text = write(id, 7, Some(r#"{"a":1}"#)) + &write(id, 8, None);
            assert_eq!(text.lines().count(), 2, "{id:?}");
            let (read, seen) = lines(text.as_bytes(), 64);
            let line =
                |at, session: Option<&str>| Line { id: id.into(), at, session: session.map(str::to_owned) };
            assert_eq!(read, [line(7, Some(r#"{"a":1}"#)), line(8, None)], "{id:?}");
            assert_eq!((seen.whole, seen.broken, seen.torn), (text.len() as u64, 0, false));
        }
    }

    #[test]
    fn a_line_may_be_torn_anywhere() {
        let good = write("a", 1, Some(r#"{"a":"ü"}"#));
        for cut in 1..good.len() - 1 {
            for before in ["", &good] {
                let text = [before.as_bytes(), &good.as_bytes()[..cut]].concat();
                let (read, seen) = lines(&text, 64);
                assert_eq!(read.len(), usize::from(!before.is_empty()), "{cut}");
                assert!(seen.torn && !seen.is_foreign(), "{cut}");
                assert_eq!(seen.whole, before.len() as u64, "{cut}");
            }
        }
        let (read, seen) = lines(good.trim_end().as_bytes(), 64);
        assert!(read.len() == 1 && seen.endless && !seen.torn, "only its end is missing");
    }

    #[test]
    fn broken_lines_are_skipped() {
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
            let (read, seen) = lines(text.as_bytes(), 64);
            assert_eq!((read.len(), seen.broken), (2, 1), "{bad:.40}");
            assert_eq!(seen.whole, text.len() as u64, "{bad:.40}");
            assert!(!seen.is_foreign());
            assert!(lines(format!("{bad}\n").as_bytes(), 64).1.is_foreign(), "{bad:.40}");
        }
        assert!(lines(b"\n", 64).1.is_foreign() && lines(b"no end", 64).1.is_foreign());
        assert!(lines(&vec![0; 1 << 20], 64).1.is_foreign());
        assert!(lines(br#"{"id":"a","name":"b"}"#, 64).1.is_foreign(), "whole, and no line");
        let (_, seen) = lines(long.as_bytes(), 64);
        assert!(seen.torn && seen.whole == 0, "too long and torn");
        assert_eq!(lines(b"", 64), (Vec::new(), Seen::default()));
    }
}
