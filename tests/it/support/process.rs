use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::{Ran, Webot};

/// The time limit for an event that is certain to happen, even on a busy machine.
pub const TIMEOUT: Duration = Duration::from_secs(30);

/// Waits until a condition holds; panics after [`TIMEOUT`].
#[track_caller]
pub fn until(condition: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < TIMEOUT, "{condition}: never");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A `webot` that runs while the test goes on; it ends with the test.
pub struct Process {
    child: Child,
    pub(super) webot: Webot,
    pub out: Lines,
    pub err: Lines,
    readers: Vec<JoinHandle<()>>,
    /// True if its output was checked.
    checked: bool,
}

/// The output of a process so far.
#[derive(Clone, Default)]
pub struct Lines(Arc<(Mutex<String>, Condvar)>);

impl Process {
    pub(super) fn new(webot: Webot) -> Self {
        let mut command = webot.command();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("webot starts");
        let (out, err) = (Lines::default(), Lines::default());
        let readers = vec![
            out.reader(child.stdout.take().expect("stdout")),
            err.reader(child.stderr.take().expect("stderr")),
        ];
        Self { child, webot, out, err, readers, checked: false }
    }

    #[cfg(unix)]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal: `-INT`, `-TERM`.
    #[cfg(unix)]
    pub fn signal(&self, signal: &str) {
        let status = std::process::Command::new("kill").args([signal, &self.id().to_string()]).status();
        assert!(status.expect("kill").success());
    }

    /// Waits until it ends, and checks what came of it.
    #[track_caller]
    pub fn ended(&mut self) -> Ran {
        let code = self.child.wait().expect("an end").code().unwrap_or(-1);
        for reader in self.readers.drain(..) {
            reader.join().expect("a reader");
        }
        let ran = Ran { code, stdout: self.out.text(), stderr: self.err.text() };
        self.checked = true;
        self.webot.check(&ran);
        ran
    }

    /// Ends it as a crash would.
    pub fn kill(&mut self) {
        self.child.kill().ok();
        self.child.wait().expect("an end");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
        if !self.checked && !std::thread::panicking() {
            self.webot.check_stderr(&self.err.text());
        }
    }
}

impl Lines {
    fn reader(&self, pipe: impl Read + Send + 'static) -> JoinHandle<()> {
        let lines = self.clone();
        std::thread::spawn(move || {
            let mut pipe = BufReader::new(pipe);
            let mut line = Vec::new();
            while pipe.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
                let text = std::str::from_utf8(&line).expect("UTF-8");
                lines.0.0.lock().expect("lines").push_str(text);
                lines.0.1.notify_all();
                line.clear();
            }
        })
    }

    /// All that was written so far.
    pub fn text(&self) -> String {
        self.0.0.lock().expect("lines").clone()
    }

    /// Waits for the first thing that is found in a line; returns `None` after [`TIMEOUT`].
    pub fn find<T>(&self, mut look: impl FnMut(&str) -> Option<T>) -> Option<T> {
        let until = Instant::now() + TIMEOUT;
        let mut text = self.0.0.lock().expect("lines");
        let mut seen = 0;
        loop {
            if let Some(found) = text[seen..].lines().find_map(&mut look) {
                return Some(found);
            }
            seen = text.len();
            let left = until.checked_duration_since(Instant::now())?;
            text = self.0.1.wait_timeout(text, left).expect("lines").0;
        }
    }
}
