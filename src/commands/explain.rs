//! `webot explain`: says what an errcode, a message, a log, a link or a callback means.

mod report;
mod rid;

use std::io::{self, BufReader, IsTerminal as _};

use clap::Args;
use serde_json::{Value, json};

use crate::api::errcode::ErrcodeFamily;
use crate::commands::args::known_aes_key;
use crate::config::Key;
use crate::context::Context;
use crate::diagnose::explain::{Blocks, CallbackKeys, Clues, Explanation, Unexplained, explain};
use crate::error::{Error, Usage};
use crate::message::envelope::AesKey;
use crate::printer::{Outcome, RowFormat, RowWriter};
use crate::secret::Secret;
use crate::text::{help, words};

/// `webot explain`
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// TEXT
    #[arg(value_name = "TEXT", help = help().explain.text, help_heading = help().arguments, allow_negative_numbers = true)]
    pub text: Vec<String>,
    /// `--platform`
    #[arg(long, value_name = "PLATFORM", value_parser = ["api", "work", "pay"], hide_possible_values = true, help = help().explain.platform)]
    pub platform: Option<String>,
    /// `--path`
    #[arg(long, value_name = "PATH", help = help().explain.path)]
    pub path: Option<String>,
    /// `--token`
    #[arg(long, value_name = "TOKEN", help = help().explain.token)]
    pub token: Option<Secret>,
    /// `--aes-key`
    #[arg(long, value_name = "KEY", help = help().explain.aes_key)]
    pub aes_key: Option<Secret>,
    /// `--offline`
    #[arg(long, help = help().explain.offline)]
    pub offline: bool,
    /// `--mock`
    #[arg(long, help = help().explain.mock, conflicts_with = "offline")]
    pub mock: bool,
}

/// The largest log that is looked at as a whole if no line of it was explained, in bytes.
const MAX_WHOLE_BYTES: usize = 64 << 10;

/// The largest number of lines of what is taken for a message and not for a log.
const MAX_MESSAGE_LINES: usize = 3;

/// Explains the text on the command line, or a log on standard input.
pub(crate) fn run(args: &ExplainArgs, cx: &Context) -> Result<Outcome, Error> {
    if args.text.is_empty() || args.text == ["-"] {
        return log(args, cx);
    }
    let text = args.text.join(" ");
    let found = explain(&text, &clues(args, false));
    if found.is_empty() {
        return Err(unexplained(&text));
    }
    let keys = keys(args, &found, cx)?;
    let ambiguous = found.iter().find_map(|found| match found {
        Explanation::Errcode(code) if code.is_one_of_many => Some(code.code),
        _ => None,
    });
    let ambiguous = ambiguous.map(|code| format!("{}\n", (words().explain.ambiguous)(code)));
    let mut texts: Vec<String> = ambiguous.into_iter().collect();
    texts.extend(found.iter().map(|found| report::text(found, &keys, cx)));
    let documents: Vec<_> = found.iter().map(|found| report::json(found, &keys, cx)).collect();
    let mut json = json!({ "explained": documents });
    if let Some(looked_up) = rid::look_up(&text, &found, args, cx) {
        texts.push(report::request_text(&looked_up, cx));
        json["request"] = report::request_json(&looked_up, cx);
    }
    Ok(Outcome::value(json, cx.printer.foreign(&texts.join("\n"))))
}

/// Explains a message or a log that was passed as a text, without configuration and network. Each error is explained once.
pub(crate) fn of_text(
    text: &str,
    platform: Option<&str>,
    path: Option<&str>,
    cx: &Context,
) -> Result<Value, Error> {
    let args = ExplainArgs {
        text: Vec::new(),
        platform: platform.map(str::to_owned),
        path: path.map(str::to_owned),
        token: None,
        aes_key: None,
        offline: true,
        mock: false,
    };
    let is_log = text.lines().filter(|line| !line.trim().is_empty()).count() > MAX_MESSAGE_LINES;
    let mut found = Vec::new();
    if is_log {
        for block in Blocks::new(text.as_bytes()) {
            let block = block.map_err(|source| Error::Io { path: "text".to_owned(), source })?;
            found.extend(explain(&block, &clues(&args, true)));
        }
        let keys = keys(&args, &found, cx)?;
        found.retain(|found| report::is_problem(found, &keys));
    }
    if found.is_empty() && text.len() <= MAX_WHOLE_BYTES {
        found = explain(text, &clues(&args, is_log));
    }
    if found.is_empty() {
        return Err(unexplained(text));
    }
    let keys = keys(&args, &found, cx)?;
    let mut seen = Vec::new();
    found.retain(|found| {
        let name = report::name(found, &keys);
        let is_new = !seen.contains(&name);
        seen.push(name);
        is_new
    });
    let documents: Vec<_> = found.iter().map(|found| report::json(found, &keys, cx)).collect();
    Ok(json!({ "explained": documents }))
}

fn clues(args: &ExplainArgs, is_log: bool) -> Clues {
    let families = match args.platform.as_deref() {
        Some("work") => vec![ErrcodeFamily::Work],
        Some("pay") => vec![ErrcodeFamily::Pay],
        Some(_) => vec![ErrcodeFamily::Api],
        None => Vec::new(),
    };
    let path = args.path.as_deref().map(|path| {
        let path =
            path.split_once("://").map_or(path, |(_, rest)| rest.find('/').map_or(rest, |at| &rest[at..]));
        let path = path.split(['?', '#']).next().unwrap_or_default();
        if path.starts_with('/') { path.to_owned() } else { format!("/{path}") }
    });
    Clues { families, path, is_log }
}

/// Explains each error of a log once, as it comes.
fn log(args: &ExplainArgs, cx: &Context) -> Result<Outcome, Error> {
    if io::stdin().is_terminal() {
        cx.printer.status(words().explain.paste);
    } else {
        cx.await_stdin("TEXT");
    }
    let rows = cx.printer.rows(RowFormat::Ndjson, &[], false);
    let mut log = Log { args, cx, rows, seen: Vec::new() };
    let mut whole = String::new();
    for block in Blocks::new(BufReader::new(io::stdin().lock())) {
        let block = block.map_err(|source| Error::Io { path: "stdin".to_owned(), source })?;
        if whole.len() + block.len() <= MAX_WHOLE_BYTES {
            whole.push_str(&block);
        }
        let mut found = explain(&block, &clues(args, true));
        let keys = keys(args, &found, cx)?;
        found.retain(|found| report::is_problem(found, &keys));
        log.print(&found)?;
    }
    if log.seen.is_empty() {
        // A few lines are a message; in a longer text only what is marked as an error counts.
        let is_log = whole.lines().filter(|line| !line.trim().is_empty()).count() > MAX_MESSAGE_LINES;
        let found = explain(&whole, &clues(args, is_log));
        if found.is_empty() {
            return Err(unexplained(&whole));
        }
        log.print(&found)?;
    }
    Ok(Outcome::stream(log.rows.end()))
}

/// The state while a log is read.
struct Log<'a> {
    args: &'a ExplainArgs,
    cx: &'a Context,
    rows: RowWriter<'a>,
    /// The names of what was explained.
    seen: Vec<String>,
}

impl Log<'_> {
    /// Prints what was not explained before.
    fn print(&mut self, found: &[Explanation]) -> Result<(), Error> {
        let keys = keys(self.args, found, self.cx)?;
        for found in found {
            let name = report::name(found, &keys);
            if self.seen.contains(&name) {
                continue;
            }
            let printer = &self.cx.printer;
            if printer.is_json() || printer.filters() {
                self.rows.document(&report::json(found, &keys, self.cx))?;
            } else {
                let blank = if self.seen.is_empty() { "" } else { "\n" };
                printer.data(&format!("{blank}{}", printer.foreign(&report::text(found, &keys, self.cx))))?;
            }
            self.seen.push(name);
        }
        Ok(())
    }
}

/// Returns the secrets to judge callbacks with, if there are callbacks.
fn keys(args: &ExplainArgs, found: &[Explanation], cx: &Context) -> Result<CallbackKeys, Error> {
    if !found.iter().any(|found| matches!(found, Explanation::Callback(_))) {
        return Ok(CallbackKeys::default());
    }
    let token = match &args.token {
        Some(token) => Some(token.clone()),
        None => cx.settings()?.secret(Key::Token)?,
    };
    let aes_key = match &args.aes_key {
        Some(key) => Some(AesKey::parse(key.expose()).map_err(Usage::AesKey)?),
        None => known_aes_key(cx)?,
    };
    Ok(CallbackKeys { token, aes_key })
}

/// Returns the error for a text in which nothing is known, with what resembles it.
fn unexplained(text: &str) -> Error {
    Error::Unexplained(Unexplained::of(text))
}
