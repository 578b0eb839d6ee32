//! Programs and web servers that answer for a rule.

use std::collections::HashMap;
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use url::Url;

use super::rules::{Problem, Program, Web};
use crate::client::{self, Client, Request, Trust};

/// How many programs may run at a time; more wait, and their time runs.
const PROGRAMS: usize = 32;
/// How much of a program's answer is read, in bytes: a reply of WeChat's has a few KB.
const MAX_ANSWER: u64 = 256 * 1024;
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
        failure: client::Failure,
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
        let late = || Failure::Late { what: name.clone(), limit_ms: limit.as_millis() };
        let mut running = None;
        let talk = async {
            let _place = self.programs.acquire().await;
            let child = running.insert(start(program, &name)?);
            talk(child, message, &name).await
        };
        let result = timeout(limit, talk).await;
        if let (Err(_), Some(child)) = (&result, &mut running) {
            end(child);
        }
        result.unwrap_or_else(|_| Err(late()))
    }

    /// Gives a web server the message and returns what it answers.
    pub async fn post(&self, web: &Web, message: Vec<u8>, limit: Duration) -> Result<String, Failure> {
        let url = client::shown(&web.url);
        let unreachable = |failure| Failure::Unreachable { url: url.clone(), failure };
        let client = self.client(&web.url).map_err(unreachable)?;
        let headers = vec![
            ("Content-Type", "application/json; charset=utf-8".to_owned()),
            ("Accept", "application/json, text/plain".to_owned()),
            ("User-Agent", concat!("webot/", env!("CARGO_PKG_VERSION")).to_owned()),
        ];
        let request =
            Request { method: "POST", url: web.url.clone(), headers, body: message, hidden: Vec::new() };
        let limit = limit.min(web.timeout);
        let received = match client.send(&request, limit).await {
            Ok(received) => received,
            Err(client::Failure::Timeout(_)) => {
                return Err(Failure::Late { what: url, limit_ms: limit.as_millis() });
            }
            Err(failure) => return Err(unreachable(failure)),
        };
        let answer = received.answer;
        if !(200..300).contains(&answer.status) {
            return Err(Failure::Status { url, status: answer.status });
        }
        if answer.truncated {
            return Err(Failure::TooMuch(url));
        }
        String::from_utf8(answer.body).map_err(|_| Failure::NotText(url))
    }

    fn client(&self, url: &Url) -> Result<Client, client::Failure> {
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

fn start(program: &Program, name: &str) -> Result<Child, Failure> {
    let mut words = program.command.iter();
    // What looks like a path is one from the folder of the rules, whatever folder the server was started in.
    let is_path = name.contains('/') || (cfg!(windows) && name.contains('\\'));
    let first = words.next().map(String::as_str).unwrap_or_default();
    let path = if is_path { program.folder.join(first) } else { first.into() };
    let path = if is_path { path.canonicalize().unwrap_or(path) } else { path };
    let mut command = Command::new(path);
    command
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    if !program.folder.as_os_str().is_empty() {
        command.current_dir(&program.folder);
    }
    #[cfg(unix)]
    command.process_group(0);
    let not_started =
        |error: std::io::Error| Failure::NotStarted { program: name.to_owned(), reason: error.to_string() };
    command.spawn().map_err(not_started)
}

async fn talk(child: &mut Child, message: &[u8], name: &str) -> Result<String, Failure> {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let say = async {
        if let Some(mut stdin) = stdin {
            // A program need not read it.
            stdin.write_all(message).await.ok();
        }
    };
    let ((), answer, complaint) =
        tokio::join!(say, up_to(stdout, MAX_ANSWER + 1), up_to(stderr, MAX_COMPLAINT));
    if answer.len() as u64 > MAX_ANSWER {
        end(child);
        return Err(Failure::TooMuch(name.to_owned()));
    }
    let ended = child
        .wait()
        .await
        .map_err(|error| Failure::NotStarted { program: name.to_owned(), reason: error.to_string() })?;
    if !ended.success() {
        let said = String::from_utf8_lossy(&complaint);
        let complaint = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
        let complaint = complaint.trim().chars().take(200).collect();
        return Err(Failure::Exit { program: name.to_owned(), code: ended.code(), complaint });
    }
    String::from_utf8(answer).map_err(|_| Failure::NotText(name.to_owned()))
}

/// What comes out of a pipe, the beginning of it where it is too much; the rest of a complaint is let go.
async fn up_to(pipe: Option<impl AsyncRead + Unpin>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        (&mut pipe).take(most).read_to_end(&mut bytes).await.ok();
        if most == MAX_COMPLAINT {
            tokio::io::copy(&mut pipe, &mut tokio::io::sink()).await.ok();
        }
    }
    bytes
}

/// Ends a program and what it has started.
fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = child.id().and_then(|id| rustix::process::Pid::from_raw(id.cast_signed())) {
        rustix::process::kill_process_group(group, rustix::process::Signal::KILL).ok();
    }
    child.start_kill().ok();
}
