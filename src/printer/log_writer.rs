//! Log lines, written on a separate thread, so that a blocked pipe does not block the server.

use std::io::Write;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::foreign::{for_stream, json_visible};
use super::stream::StreamEnd;

/// The largest number of batches of lines that wait to be written.
const MAX_WAITING_BATCHES: usize = 64;
/// The time limit for writing the remaining lines at the end.
const FLUSH_TIMEOUT: Duration = Duration::from_millis(500);

/// A writer of log lines on its own thread.
pub(crate) struct LogWriter {
    sender: Option<SyncSender<String>>,
    thread: Option<JoinHandle<()>>,
    lost: u64,
    /// `true` if the lines are JSON on stdout, `false` if they are for people on stderr.
    stdout: bool,
    is_terminal: bool,
}

impl LogWriter {
    /// Starts the thread; it writes to stdout, or to stderr if `stdout` is `false`.
    pub(super) fn new(stdout: bool, is_terminal: bool) -> Self {
        let (sender, batches) = sync_channel::<String>(MAX_WAITING_BATCHES);
        let write = move || {
            for batch in batches {
                let bytes = batch.as_bytes();
                let written = if stdout {
                    let mut out = std::io::stdout();
                    out.write_all(bytes).and_then(|()| out.flush())
                } else {
                    std::io::stderr().write_all(bytes)
                };
                // A closed pipe must not stop the server.
                written.ok();
            }
        };
        let thread = thread::Builder::new().name("log".to_owned()).spawn(write).ok();
        Self { sender: Some(sender), thread, lost: 0, stdout, is_terminal }
    }

    /// Queues lines, each with its line break; drops them if the queue is full. Returns the number of lines dropped
    /// since the last successful call.
    pub(crate) fn say(&mut self, lines: &str) -> u64 {
        let lines = match (self.is_terminal, self.stdout) {
            (true, true) => json_visible(lines),
            (is_terminal, _) => for_stream(lines, is_terminal),
        };
        let Some(sender) = &self.sender else { return 0 };
        match sender.try_send(lines) {
            Ok(()) => std::mem::take(&mut self.lost),
            // Escaping adds and removes no line break.
            Err(TrySendError::Full(lines) | TrySendError::Disconnected(lines)) => {
                self.lost += lines.matches('\n').count() as u64;
                0
            }
        }
    }
}

/// The state of a log after its end.
#[derive(Debug)]
pub(crate) enum Flushed {
    /// Every line was written.
    All,
    /// The reader has stopped reading, and the thread still waits for it.
    Stuck(StreamEnd),
}

impl LogWriter {
    /// Ends the log and waits up to 500 ms until its last lines are written.
    pub(crate) fn end(mut self) -> Flushed {
        self.sender = None;
        let Some(thread) = self.thread.take() else { return Flushed::All };
        let began = Instant::now();
        while !thread.is_finished() && began.elapsed() < FLUSH_TIMEOUT {
            thread::sleep(Duration::from_millis(1));
        }
        if !thread.is_finished() {
            return Flushed::Stuck(StreamEnd(()));
        }
        thread.join().ok();
        Flushed::All
    }
}
