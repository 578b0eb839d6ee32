//! The handlers outside this process: programs and web services.

use std::collections::HashMap;
use std::pin::pin;
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use url::Url;

use super::rules::{Problem, ProgramHandler, WebHandler};
use crate::http::{self, Client, Request, Trust};
use crate::message::MAX_BODY_BYTES;
use crate::system::{self, text_of_program};

/// The maximum number of programs running at a time. Others wait, and the wait counts against their time limit.
const MAX_PROGRAMS: usize = 32;
/// The maximum size of a program's output, in bytes; a reply of WeChat has a few KB.
const MAX_OUTPUT_BYTES: u64 = 256 * 1024;
/// The time for reading the pipes after a program has ended.
const PIPE_DRAIN_TIMEOUT: Duration = Duration::from_millis(200);
/// The number of bytes of standard error that are kept.
const MAX_STDERR_BYTES: u64 = 2048;

/// The reasons for which a rule failed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RuleFailure {
    /// The program could not be started.
    NotStarted {
        /// The program.
        program: String,
        /// The message of the operating system.
        reason: String,
    },
    /// The program ended with a code other than 0.
    Exit {
        /// The program.
        program: String,
        /// Its exit code; `None` if a signal ended it.
        code: Option<i32>,
        /// The last line that it wrote to standard error.
        stderr_line: String,
    },
    /// The handler exceeded its time limit.
    TimedOut {
        /// The program or the URL.
        handler: String,
        /// The limit, in milliseconds.
        limit_ms: u128,
    },
    /// The output of this program or URL is too large.
    TooLarge(String),
    /// The output of this program or URL is not UTF-8.
    NotUtf8(String),
    /// The handler returned JSON that is not a reply.
    InvalidReply {
        /// The program or the URL.
        handler: String,
        /// The first problem of the output.
        problem: Box<Problem>,
    },
    /// The web service could not be reached.
    Unreachable {
        /// The URL.
        url: String,
        /// The network failure.
        failure: http::Failure,
    },
    /// The web service returned an error.
    Status {
        /// The URL.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// A pattern exceeded its time limit on this text; it is not tried again.
    SlowPattern,
    /// Rules call each other too deeply.
    CallDepth,
    /// A handler named this wait rule, which does not exist.
    UnknownWait(String),
    /// The session store failed, with this message.
    SessionStore(String),
}

impl RuleFailure {
    /// Returns the code to reply with: 504 for a time limit, 500 otherwise.
    pub(crate) fn code(&self) -> &'static str {
        if matches!(self, Self::TimedOut { .. }) { "504" } else { "500" }
    }
}

/// Runs programs and calls web services for the rules of a bot.
pub(super) struct ExternalHandlers {
    programs: Semaphore,
    clients: Mutex<HashMap<String, Client>>,
}

impl Default for ExternalHandlers {
    fn default() -> Self {
        Self { programs: Semaphore::new(MAX_PROGRAMS), clients: Mutex::default() }
    }
}

impl ExternalHandlers {
    /// Runs a program with the message on standard input, and returns its output.
    pub(super) async fn run(
        &self,
        program: &ProgramHandler,
        message: &[u8],
        limit: Duration,
    ) -> Result<String, RuleFailure> {
        let name = program.command.first().cloned().unwrap_or_default();
        let limit = limit.min(program.timeout);
        let timed_out = RuleFailure::TimedOut { handler: name.clone(), limit_ms: limit.as_millis() };
        let exchanged = async {
            let _permit = self.programs.acquire().await;
            exchange(RunningProgram::start(program, &name)?, message, &name).await
        };
        timeout(limit, exchanged).await.unwrap_or(Err(timed_out))
    }

    /// Posts the message to a web service, and returns its response.
    pub(super) async fn post(
        &self,
        web: &WebHandler,
        message: Vec<u8>,
        limit: Duration,
    ) -> Result<String, RuleFailure> {
        let url = http::shown(&web.url);
        let unreachable = |failure| RuleFailure::Unreachable { url: url.clone(), failure };
        let client = self.client(&web.url).map_err(unreachable)?;
        let headers = vec![
            ("Content-Type", "application/json; charset=utf-8".to_owned()),
            ("Accept", "application/json, text/plain".to_owned()),
            ("User-Agent", concat!("webot/", env!("CARGO_PKG_VERSION")).to_owned()),
        ];
        let request = Request {
            method: "POST",
            url: web.url.clone(),
            headers,
            body: message,
            form: None,
            hidden: Vec::new(),
        };
        let limit = limit.min(web.timeout);
        let received = match client.send(&request, limit, MAX_BODY_BYTES).await {
            Ok(received) => received,
            Err(http::Failure::Timeout(_)) => {
                return Err(RuleFailure::TimedOut { handler: url, limit_ms: limit.as_millis() });
            }
            Err(failure) => return Err(unreachable(failure)),
        };
        let status = received.head.status;
        if !(200..300).contains(&status) {
            return Err(RuleFailure::Status { url, status });
        }
        if received.truncated {
            return Err(RuleFailure::TooLarge(url));
        }
        String::from_utf8(received.body).map_err(|_| RuleFailure::NotUtf8(url))
    }

    fn client(&self, url: &Url) -> Result<Client, http::Failure> {
        let origin = url.origin().ascii_serialization();
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = clients.get(&origin) {
            return Ok(client.clone());
        }
        let client = Client::new(url, &Trust::default())?;
        clients.insert(origin, client.clone());
        Ok(client)
    }
}

/// A running program. Dropping it before the program has ended kills the program and its children.
struct RunningProgram {
    child: Child,
    #[cfg(windows)]
    tree: Option<system::ProgramTree>,
    ended: bool,
}

impl RunningProgram {
    fn start(program: &ProgramHandler, name: &str) -> Result<Self, RuleFailure> {
        let mut words = program.command.iter();
        // A relative path starts at the folder of the rules, not at the folder in which the server was started.
        let first = words.next().map(String::as_str).unwrap_or_default();
        let mut command = Command::new(system::program(first, &program.folder));
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.kill_on_drop(true);
        // A program gets no secret of the account unless the rules name it.
        for (name, _) in std::env::vars_os() {
            let is_given = || program.env.iter().any(|given| *given == *name.to_string_lossy());
            if name.to_string_lossy().starts_with("WX_") && !is_given() {
                command.env_remove(&name);
            }
        }
        // Python writes to pipes in the code page of Windows otherwise.
        if cfg!(windows) {
            command.env("PYTHONUTF8", "1");
        }
        if !program.folder.as_os_str().is_empty() {
            command.current_dir(&program.folder);
        }
        #[cfg(unix)]
        command.process_group(0);
        let child = command.spawn().map_err(|error| not_started(name, &error))?;
        Ok(Self {
            #[cfg(windows)]
            tree: system::ProgramTree::of(&child),
            child,
            ended: false,
        })
    }
}

impl Drop for RunningProgram {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        #[cfg(unix)]
        if let Some(group) = self.child.id().and_then(|id| rustix::process::Pid::from_raw(id.cast_signed())) {
            rustix::process::kill_process_group(group, rustix::process::Signal::KILL).ok();
        }
        #[cfg(windows)]
        if let Some(tree) = self.tree.take() {
            tree.end();
        }
        self.child.start_kill().ok();
    }
}

fn not_started(program: &str, error: &std::io::Error) -> RuleFailure {
    RuleFailure::NotStarted { program: program.to_owned(), reason: error.to_string() }
}

/// Writes the message to a program and reads its output until it ends. Background processes that it leaves running do
/// not delay the result.
async fn exchange(mut running: RunningProgram, message: &[u8], name: &str) -> Result<String, RuleFailure> {
    let child = &mut running.child;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (mut output, mut stderr_head) = (Vec::new(), Vec::new());
    let write_input = async {
        if let Some(mut stdin) = stdin {
            // A program may end without reading its input.
            stdin.write_all(message).await.ok();
        }
        Ok(())
    };
    let read_output = async {
        if let Some(stdout) = stdout {
            stdout.take(MAX_OUTPUT_BYTES + 1).read_to_end(&mut output).await.ok();
        }
        if output.len() as u64 > MAX_OUTPUT_BYTES {
            Err(RuleFailure::TooLarge(name.to_owned()))
        } else {
            Ok(())
        }
    };
    let read_stderr = async {
        if let Some(mut stderr) = stderr {
            (&mut stderr).take(MAX_STDERR_BYTES).read_to_end(&mut stderr_head).await.ok();
            // The rest is discarded, so that a full pipe does not block the program.
            tokio::io::copy(&mut stderr, &mut tokio::io::sink()).await.ok();
        }
        Ok(())
    };
    let status = {
        let mut pipes = pin!(async { tokio::try_join!(write_input, read_output, read_stderr) });
        tokio::select! {
            pipes = &mut pipes => {
                pipes?;
                child.wait().await
            }
            status = child.wait() => {
                // Output written just before the end may still be in the pipe.
                if let Ok(pipes) = timeout(PIPE_DRAIN_TIMEOUT, pipes).await {
                    pipes?;
                }
                status
            }
        }
    };
    running.ended = true;
    let status = status.map_err(|error| not_started(name, &error))?;
    if !status.success() {
        let written = String::from_utf8_lossy(&stderr_head);
        let line = written.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
        let stderr_line = line.trim().chars().take(200).collect();
        return Err(RuleFailure::Exit { program: name.to_owned(), code: status.code(), stderr_line });
    }
    text_of_program(output).ok_or_else(|| RuleFailure::NotUtf8(name.to_owned()))
}
