//! Log lines, written on a thread of their own: a pipe that nobody reads holds up nobody else.

use std::io::Write;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::stream::StreamEnd;

/// How many batches of lines may wait.
const MAX_WAITING_BATCHES: usize = 64;
/// How long what is left is waited for at the end.
const FLUSH_TIMEOUT: Duration = Duration::from_millis(500);

/// Writes lines on a thread of its own.
pub struct LogWriter {
    sender: Option<SyncSender<String>>,
    thread: Option<JoinHandle<()>>,
    lost: u64,
}

impl LogWriter {
    /// Writes to standard output, or to standard error.
    pub(super) fn new(stdout: bool) -> Self {
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
                // Whoever read it may have gone; the server is there for others.
                written.ok();
            }
        };
        let thread = thread::Builder::new().name("log".to_owned()).spawn(write).ok();
        Self { sender: Some(sender), thread, lost: 0 }
    }

    /// Says lines, each with its end; how many have been lost since this was last said, because nobody read them.
    pub fn say(&mut self, lines: String) -> u64 {
        let count = lines.matches('\n').count() as u64;
        let Some(sender) = &self.sender else { return 0 };
        match sender.try_send(lines) {
            Ok(()) => std::mem::take(&mut self.lost),
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {
                self.lost += count;
                0
            }
        }
    }
}

/// The state of a log that has ended.
#[derive(Debug)]
pub enum Flushed {
    /// Every line was written.
    All,
    /// The reader takes no more, and a writer waits for it.
    Stuck(StreamEnd),
}

impl LogWriter {
    /// Ends the log, and waits a moment until its last lines are written.
    pub fn end(mut self) -> Flushed {
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
