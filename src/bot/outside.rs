//! Programs and web servers that answer for a rule.

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

use super::rules::{Problem, Program, Web};
use crate::http::{self, Client, Request, Trust};
use crate::message::MAX_BODY_BYTES;

/// How many programs may run at a time; more wait, and their time runs.
const PROGRAMS: usize = 32;
/// How much of a program's answer is read, in bytes: a reply of WeChat's has a few KB.
const MAX_ANSWER: u64 = 256 * 1024;
/// How long the pipes of a program that has ended are read on.
const GRACE: Duration = Duration::from_millis(200);
/// How much is kept of what a program complains, in bytes.
const MAX_COMPLAINT: u64 = 2048;

/// Why a handler had no answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// The program could not be started; what the system says.
    NotStarted {
        /// The program.
        program: String,
        /// The reason.
        reason: String,
    },
    /// The program ended with a code other than 0.
    Exit {
        /// The program.
        program: String,
        /// Its code; none where a signal ended it.
        code: Option<i32>,
        /// The last line of what it said about it.
        complaint: String,
    },
    /// It took longer than this.
    Late {
        /// The program or the URL.
        what: String,
        /// The time, in milliseconds.
        limit_ms: u128,
    },
    /// It answered more than is read.
    TooMuch(String),
    /// It did not answer in UTF-8.
    NotText(String),
    /// It answered JSON that is no reply.
    NoReply {
        /// The program or the URL.
        what: String,
        /// What is wrong with it.
        problem: Box<Problem>,
    },
    /// The web server could not be reached.
    Unreachable {
        /// The URL.
        url: String,
        /// What happened.
        failure: http::Failure,
    },
    /// The web server answered with an error.
    Status {
        /// The URL.
        url: String,
        /// The status.
        status: u16,
    },
    /// A pattern took too long, and is not tried again.
    SlowPattern,
    /// Rules call each other without an end.
    Circle,
    /// A program named a rule to wait on that is not there.
    NoWait(String),
    /// A store of sessions.
    Store(String),
}

impl Failure {
    /// The code that is answered: 504 where it was late, 500 otherwise.
    pub fn code(&self) -> &'static str {
        if matches!(self, Self::Late { .. }) { "504" } else { "500" }
    }
}

/// What the handlers of a bot need to reach out.
pub struct Outside {
    programs: Semaphore,
    clients: Mutex<HashMap<String, Client>>,
}

impl Default for Outside {
    fn default() -> Self {
        Self { programs: Semaphore::new(PROGRAMS), clients: Mutex::default() }
    }
}

impl Outside {
    /// Gives a program the message and returns what it answers.
    pub async fn run(&self, program: &Program, message: &[u8], limit: Duration) -> Result<String, Failure> {
        let name = program.command.first().cloned().unwrap_or_default();
        let limit = limit.min(program.timeout);
        let late = Failure::Late { what: name.clone(), limit_ms: limit.as_millis() };
        let talk = async {
            let _place = self.programs.acquire().await;
            talk(Running::start(program, &name)?, message, &name).await
        };
        timeout(limit, talk).await.unwrap_or(Err(late))
    }

    /// Gives a web server the message and returns what it answers.
    pub async fn post(&self, web: &Web, message: Vec<u8>, limit: Duration) -> Result<String, Failure> {
        let url = http::shown(&web.url);
        let unreachable = |failure| Failure::Unreachable { url: url.clone(), failure };
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
            shown_body: None,
            hidden: Vec::new(),
        };
        let limit = limit.min(web.timeout);
        let received = match client.send(&request, limit, MAX_BODY_BYTES).await {
            Ok(received) => received,
            Err(http::Failure::Timeout(_)) => {
                return Err(Failure::Late { what: url, limit_ms: limit.as_millis() });
            }
            Err(failure) => return Err(unreachable(failure)),
        };
        let status = received.head.status;
        if !(200..300).contains(&status) {
            return Err(Failure::Status { url, status });
        }
        if received.truncated {
            return Err(Failure::TooMuch(url));
        }
        String::from_utf8(received.body).map_err(|_| Failure::NotText(url))
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

/// A program that runs; it and what it has started end when this is dropped before it has ended by itself.
struct Running {
    child: Child,
    ended: bool,
}

impl Running {
    fn start(program: &Program, name: &str) -> Result<Self, Failure> {
        let mut words = program.command.iter();
        // What looks like a path is one from the folder of the rules, whatever folder the server was started in.
        let is_path = name.contains('/') || (cfg!(windows) && name.contains('\\'));
        let first = words.next().map(String::as_str).unwrap_or_default();
        let path = if is_path { program.folder.join(first) } else { first.into() };
        let path = if is_path { path.canonicalize().unwrap_or(path) } else { path };
        let mut command = Command::new(path);
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.kill_on_drop(true);
        if !program.folder.as_os_str().is_empty() {
            command.current_dir(&program.folder);
        }
        #[cfg(unix)]
        command.process_group(0);
        let child = command.spawn().map_err(|error| not_started(name, &error))?;
        Ok(Self { child, ended: false })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        #[cfg(unix)]
        if let Some(group) = self.child.id().and_then(|id| rustix::process::Pid::from_raw(id.cast_signed())) {
            rustix::process::kill_process_group(group, rustix::process::Signal::KILL).ok();
        }
        self.child.start_kill().ok();
    }
}

fn not_started(program: &str, error: &std::io::Error) -> Failure {
    Failure::NotStarted { program: program.to_owned(), reason: error.to_string() }
}

/// Tells a program the message, and takes what it says until it ends. What it leaves running in the background keeps
/// nobody waiting.
async fn talk(mut running: Running, message: &[u8], name: &str) -> Result<String, Failure> {
    let child = &mut running.child;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (mut answer, mut complaint) = (Vec::new(), Vec::new());
    let say = async {
        if let Some(mut stdin) = stdin {
            // A program need not read it.
            stdin.write_all(message).await.ok();
        }
        Ok(())
    };
    let hear = async {
        if let Some(stdout) = stdout {
            stdout.take(MAX_ANSWER + 1).read_to_end(&mut answer).await.ok();
        }
        if answer.len() as u64 > MAX_ANSWER { Err(Failure::TooMuch(name.to_owned())) } else { Ok(()) }
    };
    let complain = async {
        if let Some(mut stderr) = stderr {
            (&mut stderr).take(MAX_COMPLAINT).read_to_end(&mut complaint).await.ok();
            // The rest is let go, so that the program is not held up.
            tokio::io::copy(&mut stderr, &mut tokio::io::sink()).await.ok();
        }
        Ok(())
    };
    let status = {
        let mut pipes = pin!(async { tokio::try_join!(say, hear, complain) });
        tokio::select! {
            pipes = &mut pipes => {
                pipes?;
                child.wait().await
            }
            status = child.wait() => {
                // What was written before the end is still on its way.
                if let Ok(pipes) = timeout(GRACE, pipes).await {
                    pipes?;
                }
                status
            }
        }
    };
    running.ended = true;
    let status = status.map_err(|error| not_started(name, &error))?;
    if !status.success() {
        let said = String::from_utf8_lossy(&complaint);
        let complaint = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
        let complaint = complaint.trim().chars().take(200).collect();
        return Err(Failure::Exit { program: name.to_owned(), code: status.code(), complaint });
    }
    String::from_utf8(answer).map_err(|_| Failure::NotText(name.to_owned()))
}
