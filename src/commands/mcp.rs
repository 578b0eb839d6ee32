//! `webot mcp`: tools for agents, over the Model Context Protocol on standard input and output.
//!
//! A message is one line of JSON-RPC 2.0. The official SDK for Rust is not used: its smallest server adds an
//! asynchronous runtime and 18 crates to what is a loop over lines.

mod calls;
mod lines;
#[cfg(test)]
mod tests;
mod tools;

use std::collections::VecDeque;
use std::io::{self, BufReader, IsTerminal as _};
use std::sync::mpsc::{Receiver, sync_channel};

use serde_json::{Value, json};

use super::NoArgs;
use crate::context::Context;
use crate::error::Error;
use crate::lang::excerpt;
use crate::printer::{Outcome, RowFormat};
use crate::text::words;
use lines::{Line, MAX_LINE_BYTES, MAX_WAITING_LINES, send_lines};
use tools::{HelpDocument, Tool};

/// The revision without sessions: each request names it, and `server/discover` takes the place of `initialize`.
const STATELESS_REVISION: &str = "2026-07-28";

/// The revisions with a handshake, the latest first.
const REVISIONS: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

/// The only revision in which messages may come in batches.
const REVISION_WITH_BATCHES: &str = "2025-03-26";

/// The codes of JSON-RPC 2.0.
const PARSE_ERROR: i32 = -32700;
const INVALID_REQUEST: i32 = -32600;
const METHOD_NOT_FOUND: i32 = -32601;
const INVALID_PARAMS: i32 = -32602;
/// The code of the protocol for a revision that is not spoken.
const UNSUPPORTED_REVISION: i32 = -32022;

/// The members of `_meta` in the stateless revision.
const META_REVISION: &str = "io.modelcontextprotocol/protocolVersion";
const META_CAPABILITIES: &str = "io.modelcontextprotocol/clientCapabilities";
const META_SERVER: &str = "io.modelcontextprotocol/serverInfo";

/// The time for which a client may keep the list of tools, in milliseconds: it changes with the program only.
const LIST_TTL_MS: u32 = 3_600_000;

/// Serves a client until its input ends. `help` returns the document of `webot help --json`.
pub(crate) fn run(_args: &NoArgs, cx: &Context, help: HelpDocument) -> Result<Outcome, Error> {
    if io::stdin().is_terminal() {
        cx.printer.status(words().mcp.started);
    }
    let (sender, lines) = sync_channel(MAX_WAITING_LINES);
    let read = move || send_lines(BufReader::new(io::stdin()), &sender);
    let thread = std::thread::Builder::new().name("stdin".to_owned()).spawn(read);
    thread.map_err(|source| Error::Io { path: "stdin".to_owned(), source })?;
    let mut session = Session::new(help);
    session.serve(&lines, &mut |answer| cx.printer.data(&cx.printer.foreign(&answer.to_string())))?;
    Ok(Outcome::stream(cx.printer.rows(RowFormat::Ndjson, &[], false).end()))
}

/// A failed request, as JSON-RPC reports it.
struct Fault {
    code: i32,
    message: String,
    data: Value,
}

impl Fault {
    fn new(code: i32, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), data: Value::Null }
    }

    fn answer(self, id: &Value) -> Value {
        let mut error = json!({ "code": self.code, "message": self.message });
        if !self.data.is_null() {
            error["data"] = self.data;
        }
        json!({ "jsonrpc": "2.0", "id": id, "error": error })
    }
}

/// The session of a client.
struct Session {
    /// The revision that was agreed on.
    revision: &'static str,
    help: HelpDocument,
    /// The messages that were read and not yet answered.
    waiting: VecDeque<Result<Value, Fault>>,
}

impl Session {
    fn new(help: HelpDocument) -> Self {
        Self { revision: REVISIONS[0], help, waiting: VecDeque::new() }
    }

    /// Answers lines until there are no more.
    fn serve(
        &mut self,
        lines: &Receiver<Line>,
        write: &mut dyn FnMut(&Value) -> Result<(), Error>,
    ) -> Result<(), Error> {
        loop {
            while self.waiting.len() < MAX_WAITING_LINES
                && let Ok(line) = lines.try_recv()
            {
                self.waiting.push_back(parsed(line)?);
            }
            let Some(message) = self.waiting.pop_front() else {
                // The sender is gone at the end of the input.
                let Ok(line) = lines.recv() else { return Ok(()) };
                self.waiting.push_back(parsed(line)?);
                continue;
            };
            let answer = match message {
                Ok(message) => self.answer(&message),
                Err(fault) => Some(fault.answer(&Value::Null)),
            };
            if let Some(answer) = answer {
                write(&answer)?;
            }
        }
    }

    /// Returns the answer to a message or a batch; `None` if it wants none.
    fn answer(&mut self, message: &Value) -> Option<Value> {
        let Value::Array(batch) = message else { return self.answer_one(message) };
        if self.revision != REVISION_WITH_BATCHES {
            let text = format!("batches are not part of revision {}", self.revision);
            return Some(Fault::new(INVALID_REQUEST, text).answer(&Value::Null));
        }
        if batch.is_empty() {
            return Some(Fault::new(INVALID_REQUEST, "the batch is empty").answer(&Value::Null));
        }
        let answers: Vec<Value> = batch.iter().filter_map(|message| self.answer_one(message)).collect();
        (!answers.is_empty()).then_some(Value::Array(answers))
    }

    fn answer_one(&mut self, message: &Value) -> Option<Value> {
        let id = &message["id"];
        let known_id = if id.is_string() || id.is_number() { id } else { &Value::Null };
        let invalid = |text: &str| Some(Fault::new(INVALID_REQUEST, text).answer(known_id));
        if message["jsonrpc"] != "2.0" {
            return invalid("`jsonrpc` must be \"2.0\"");
        }
        let Some(method) = message["method"].as_str() else {
            // The server asks nothing, so that an answer belongs to no question.
            let is_answer = message.get("result").or_else(|| message.get("error")).is_some();
            return if is_answer { None } else { invalid("`method` must be a string") };
        };
        // Cancellations are looked for when the request is reached; other notifications need nothing.
        message.get("id")?;
        if known_id.is_null() {
            return invalid("`id` must be a string or a number");
        }
        if method != "initialize" && self.is_cancelled(id) {
            return None;
        }
        Some(match self.result(method, &message["params"]) {
            Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
            Err(fault) => fault.answer(id),
        })
    }

    /// Returns whether a message that waits cancels a request.
    fn is_cancelled(&self, id: &Value) -> bool {
        self.waiting.iter().flatten().any(|message| {
            message["method"] == "notifications/cancelled" && message["params"]["requestId"] == *id
        })
    }

    fn result(&mut self, method: &str, params: &Value) -> Result<Value, Fault> {
        let stateless = params["_meta"].get(META_REVISION);
        if let Some(revision) = stateless.or((method == "server/discover").then_some(&Value::Null)) {
            return self.stateless_result(method, params, revision);
        }
        match method {
            "initialize" => self.initialize(params),
            "ping" => Ok(json!({})),
            "tools/list" => list(params),
            "tools/call" => self.call(params),
            _ => Err(unknown_method(method)),
        }
    }

    /// Answers a request of the stateless revision.
    fn stateless_result(&self, method: &str, params: &Value, revision: &Value) -> Result<Value, Fault> {
        let revision = revision.as_str();
        let revision = revision.ok_or_else(|| {
            Fault::new(INVALID_PARAMS, format!("`_meta` needs `{META_REVISION}`, a string"))
        })?;
        if revision != STATELESS_REVISION {
            let message = format!("revision {revision} is not spoken without a handshake");
            let data = json!({ "supported": revisions(), "requested": revision });
            return Err(Fault { data, ..Fault::new(UNSUPPORTED_REVISION, message) });
        }
        if !params["_meta"][META_CAPABILITIES].is_object() {
            let message = format!("`_meta` needs `{META_CAPABILITIES}`, an object");
            return Err(Fault::new(INVALID_PARAMS, message));
        }
        let is_kept = method != "tools/call";
        let mut result = match method {
            "server/discover" => json!({
                "supportedVersions": revisions(),
                "capabilities": { "tools": { "listChanged": false } },
                "instructions": words().mcp.instructions,
            }),
            "tools/list" => list(params)?,
            "tools/call" => self.call(params)?,
            _ => return Err(unknown_method(method)),
        };
        result["resultType"] = json!("complete");
        result["_meta"] = json!({ META_SERVER: server() });
        if is_kept {
            result["ttlMs"] = json!(LIST_TTL_MS);
            result["cacheScope"] = json!("public");
        }
        Ok(result)
    }

    fn initialize(&mut self, params: &Value) -> Result<Value, Fault> {
        let wanted = params["protocolVersion"].as_str();
        let wanted =
            wanted.ok_or_else(|| Fault::new(INVALID_PARAMS, "`protocolVersion` must be a string"))?;
        // A client that does not speak the offered revision disconnects.
        self.revision = REVISIONS.into_iter().find(|&revision| revision == wanted).unwrap_or(REVISIONS[0]);
        Ok(json!({
            "protocolVersion": self.revision,
            "capabilities": { "tools": { "listChanged": false } },
            "serverInfo": server(),
            "instructions": words().mcp.instructions,
        }))
    }

    fn call(&self, params: &Value) -> Result<Value, Fault> {
        let name = params["name"].as_str();
        let name = name.ok_or_else(|| Fault::new(INVALID_PARAMS, "`name` must be a string"))?;
        let tool = Tool::ALL.into_iter().find(|tool| tool.name() == name);
        let tool =
            tool.ok_or_else(|| Fault::new(INVALID_PARAMS, format!("unknown tool `{}`", excerpt(name))))?;
        Ok(tool.call(&params["arguments"], self.help))
    }
}

/// Returns all revisions, the latest first.
fn revisions() -> Vec<&'static str> {
    [STATELESS_REVISION].into_iter().chain(REVISIONS).collect()
}

fn server() -> Value {
    json!({ "name": "webot", "title": "webot", "version": env!("CARGO_PKG_VERSION") })
}

fn list(params: &Value) -> Result<Value, Fault> {
    if !params["cursor"].is_null() {
        return Err(Fault::new(INVALID_PARAMS, "`cursor` is unknown: the list has one page"));
    }
    Ok(json!({ "tools": Tool::ALL.map(Tool::description) }))
}

fn unknown_method(method: &str) -> Fault {
    Fault::new(METHOD_NOT_FOUND, format!("unknown method `{}`", excerpt(method)))
}

/// Parses a line.
fn parsed(line: Line) -> Result<Result<Value, Fault>, Error> {
    Ok(match line {
        Line::Whole(line) => serde_json::from_slice(&line)
            .map_err(|error| Fault::new(PARSE_ERROR, format!("the line is not JSON: {error}"))),
        Line::TooLong => {
            let text = format!("the line is longer than {} MiB", MAX_LINE_BYTES >> 20);
            Err(Fault::new(INVALID_REQUEST, text))
        }
        Line::Failed(source) => return Err(Error::Io { path: "stdin".to_owned(), source }),
    })
}
