//! The programs under test: started before the first scenario, ended with all their children after the last.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::net::TcpStream;
use tokio::process::Child;
use tokio::time::{Instant, sleep, timeout};

use super::model::{Command, Port, Start};
use super::result::Failure;
use super::variables::Variables;
#[cfg(windows)]
use crate::system::ProgramTree;
use crate::system::program;

/// The pause between two attempts to reach a port.
const POLL_INTERVAL: Duration = Duration::from_millis(50);
/// The time limit for one attempt.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(500);
/// The time that a program has for its end after SIGTERM.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(2);
/// The most that is kept of what a program writes, in bytes.
const MAX_LOG_BYTES: usize = 64 << 10;

/// The output of programs, without its beginning if it is long.
#[derive(Debug, Clone, Default)]
pub(super) struct Log(Arc<Mutex<LogTail>>);

#[derive(Debug, Default)]
struct LogTail {
    tail: VecDeque<u8>,
    /// The number of all bytes written.
    written: usize,
}

impl Log {
    fn add(&self, bytes: &[u8]) {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        log.written += bytes.len();
        log.tail.extend(bytes);
        let surplus = log.tail.len().saturating_sub(MAX_LOG_BYTES);
        log.tail.drain(..surplus);
    }

    /// Returns the number of bytes written so far.
    pub(super) fn mark(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).written
    }

    /// Returns what was written since a mark.
    pub(super) fn since(&self, mark: usize) -> String {
        let log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = log.written.saturating_sub(mark).min(log.tail.len());
        let bytes: Vec<u8> = log.tail.iter().skip(log.tail.len() - wanted).copied().collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn follow(&self, stream: Option<impl AsyncRead + Unpin + Send + 'static>) {
        let Some(mut stream) = stream else { return };
        let log = self.clone();
        tokio::spawn(async move {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = stream.read(&mut buffer).await {
                log.add(&buffer[..count]);
            }
        });
    }
}

/// A running program. Dropping it ends the program and its children.
#[derive(Debug)]
pub(super) struct BotProcess {
    child: Child,
    #[cfg(unix)]
    group: Option<u32>,
    #[cfg(windows)]
    tree: Option<ProgramTree>,
    /// The port that it opens.
    pub(super) port: Option<u16>,
    ended: bool,
}

impl BotProcess {
    /// Starts a program and waits until it listens. Sets `${port}`.
    pub(super) async fn start(start: &Start, variables: &mut Variables, log: &Log) -> Result<Self, Failure> {
        let port = match start.port {
            None => None,
            Some(Port::Fixed(port)) => Some(port),
            Some(Port::Free) => Some(
                free_port()
                    .map_err(|error| Failure::NotStarted("127.0.0.1:0".to_owned(), error.to_string()))?,
            ),
        };
        if let Some(port) = port {
            if is_open(port).await {
                return Err(Failure::PortTaken(port));
            }
            variables.set("port", port.to_string());
        }
        let (mut command, shown) = command(&start.command, &start.folder, variables)?;
        // Python writes to pipes in the code page of Windows otherwise.
        if cfg!(windows) {
            command.env("PYTHONUTF8", "1");
        }
        for (name, value) in &start.env {
            command.env(name, value.fill(variables).map_err(Failure::NoValue)?);
        }
        command.current_dir(&start.folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.kill_on_drop(true);
        #[cfg(unix)]
        command.process_group(0);
        let mut child =
            command.spawn().map_err(|error| Failure::NotStarted(shown.clone(), error.to_string()))?;
        log.follow(child.stdout.take());
        log.follow(child.stderr.take());
        let mut process = Self {
            #[cfg(unix)]
            group: child.id(),
            #[cfg(windows)]
            tree: ProgramTree::of(&child),
            child,
            port,
            ended: false,
        };
        process.await_port(start.within, &shown).await?;
        Ok(process)
    }

    /// Waits until the port is open. A program that ends with exit code 0 may have gone to the background.
    async fn await_port(&mut self, within: Duration, shown: &str) -> Result<(), Failure> {
        let Some(port) = self.port else { return Ok(()) };
        let end = Instant::now() + within;
        loop {
            let status = self.child.try_wait().ok().flatten();
            let ended = |code| Failure::Ended { command: shown.to_owned(), code };
            if let Some(status) = status.filter(|status| !status.success()) {
                // What it wrote last arrives after its end.
                sleep(POLL_INTERVAL).await;
                return Err(ended(status.code()));
            }
            if is_open(port).await {
                return Ok(());
            }
            if Instant::now() >= end {
                let within_ms = u64::try_from(within.as_millis()).unwrap_or(u64::MAX);
                return Err(match status {
                    Some(status) => ended(status.code()),
                    None => Failure::NoPort { command: shown.to_owned(), port, within_ms },
                });
            }
            sleep(POLL_INTERVAL).await;
        }
    }

    /// Ends the program and its children. Returns the port if something still listens there.
    pub(super) async fn stop(mut self) -> Option<u16> {
        self.terminate();
        timeout(SHUTDOWN_TIMEOUT, self.child.wait()).await.ok();
        self.kill();
        let port = self.port?;
        // The system closes the sockets of a killed process a moment later.
        for _ in 0..10 {
            if !is_open(port).await {
                return None;
            }
            sleep(POLL_INTERVAL).await;
        }
        Some(port)
    }

    #[cfg(unix)]
    fn signal(&self, signal: rustix::process::Signal) {
        if let Some(group) = self.group.and_then(|id| rustix::process::Pid::from_raw(id.cast_signed())) {
            rustix::process::kill_process_group(group, signal).ok();
        }
    }

    fn terminate(&mut self) {
        #[cfg(unix)]
        self.signal(rustix::process::Signal::TERM);
        #[cfg(windows)]
        if let Some(tree) = self.tree.take() {
            tree.end();
        }
    }

    fn kill(&mut self) {
        #[cfg(unix)]
        self.signal(rustix::process::Signal::KILL);
        self.child.start_kill().ok();
        self.ended = true;
    }
}

impl Drop for BotProcess {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        self.terminate();
        // After Ctrl-C nothing else is running.
        for _ in 0..10 {
            if self.child.try_wait().is_ok_and(|status| status.is_some()) {
                break;
            }
            std::thread::sleep(POLL_INTERVAL);
        }
        self.kill();
    }
}

/// Returns a command, and its words for people.
fn command(
    command: &Command,
    folder: &Path,
    variables: &Variables,
) -> Result<(tokio::process::Command, String), Failure> {
    let words: Vec<String> = match command {
        Command::Words(words) => words
            .iter()
            .map(|word| word.fill(variables))
            .collect::<Result<_, _>>()
            .map_err(Failure::NoValue)?,
        Command::Shell(line) => {
            let line = line.fill(variables).map_err(Failure::NoValue)?;
            return Ok((shell(&line), line));
        }
    };
    let mut command = tokio::process::Command::new(program(&words[0], folder));
    command.args(&words[1..]);
    Ok((command, words.join(" ")))
}

#[cfg(not(windows))]
fn shell(line: &str) -> tokio::process::Command {
    let mut command = tokio::process::Command::new("sh");
    command.args(["-c", line]);
    command
}

/// Returns the command of a line for `cmd`, which does not take quotes that are escaped for other programs.
#[cfg(windows)]
fn shell(line: &str) -> tokio::process::Command {
    let mut command = tokio::process::Command::new("cmd");
    command.raw_arg("/D /S /C").raw_arg(format!("\"{line}\""));
    command
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

async fn is_open(port: u16) -> bool {
    for host in [SocketAddr::from((Ipv4Addr::LOCALHOST, port)), SocketAddr::from((Ipv6Addr::LOCALHOST, port))]
    {
        if matches!(timeout(CONNECT_TIMEOUT, TcpStream::connect(host)).await, Ok(Ok(_))) {
            return true;
        }
    }
    false
}
