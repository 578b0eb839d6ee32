//! Reads the lines of a client on a thread, so that a cancellation can arrive while a tool runs.

use std::io::{self, BufRead};
use std::sync::mpsc::SyncSender;

/// The longest line, in bytes.
pub(super) const MAX_LINE_BYTES: usize = 4 << 20;

/// The largest number of lines that wait.
pub(super) const MAX_WAITING_LINES: usize = 16;

/// The result of reading a line.
#[derive(Debug)]
pub(super) enum Line {
    /// A line without its line break.
    Whole(Vec<u8>),
    /// A line that is longer than [`MAX_LINE_BYTES`]; the rest of it was skipped.
    TooLong,
    /// The input cannot be read.
    Failed(io::Error),
}

/// Sends the lines of a reader until it ends or nobody receives them. Empty lines are left out.
pub(super) fn send_lines(mut reader: impl BufRead, sender: &SyncSender<Line>) {
    loop {
        let line = match read_line(&mut reader) {
            Ok(Some(Line::Whole(line))) if line.iter().all(u8::is_ascii_whitespace) => continue,
            Ok(Some(line)) => line,
            Ok(None) => return,
            Err(error) => Line::Failed(error),
        };
        let is_last = matches!(line, Line::Failed(_));
        if sender.send(line).is_err() || is_last {
            return;
        }
    }
}

/// Reads a line; returns `None` at the end.
fn read_line(reader: &mut impl BufRead) -> io::Result<Option<Line>> {
    let (mut line, mut is_long, mut any) = (Vec::new(), false, false);
    loop {
        let buffer = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            buffer => buffer?,
        };
        if buffer.is_empty() {
            break;
        }
        any = true;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        is_long |= line.len() + piece.len() > MAX_LINE_BYTES;
        if is_long {
            line = Vec::new();
        } else {
            line.extend_from_slice(piece);
        }
        let taken = end.map_or(buffer.len(), |end| end + 1);
        reader.consume(taken);
        if end.is_some() {
            break;
        }
    }
    Ok(any.then_some(if is_long { Line::TooLong } else { Line::Whole(line) }))
}
