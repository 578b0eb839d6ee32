//! What the server says while it runs: lines for people, or a JSON document a line.

use std::borrow::Cow;
use std::net::SocketAddr;

use serde_json::json;

use super::problem_json;
use crate::bot::rules::RuleBook;
use crate::bot::serve::{Account, Line, Said};
use crate::context::Context;
use crate::error::Error;
use crate::printer::{Flushed, LogWriter, visible};
use crate::text::{Explain as _, words};

/// How much of a name, a kind or a path is shown, in characters.
const LONGEST: usize = 80;

/// Lines that are written together.
#[derive(Default)]
struct Lines(Vec<u8>);

impl Lines {
    fn push(&mut self, line: impl AsRef<str>) {
        self.add(|text| text.extend_from_slice(line.as_ref().as_bytes()));
    }

    fn add(&mut self, line: impl FnOnce(&mut Vec<u8>)) {
        if !self.0.is_empty() {
            self.0.push(b'\n');
        }
        line(&mut self.0);
    }
}

/// Says what happens.
pub(super) struct Teller<'a> {
    cx: &'a Context,
    log: LogWriter,
    /// Where lines are gathered.
    lines: Lines,
    /// Whether the token in a query has been told of.
    token_told: bool,
}

impl<'a> Teller<'a> {
    pub(super) fn new(cx: &'a Context) -> Self {
        Self { cx, log: cx.printer.log_writer(), lines: Lines::default(), token_told: false }
    }

    /// Ends the log.
    pub(super) fn end(self) -> Flushed {
        self.log.end()
    }

    /// Where it listens.
    pub(super) fn listening(
        &self,
        address: SocketAddr,
        book: &RuleBook,
        accounts: &[Account],
    ) -> Result<(), Error> {
        let path = accounts.first().and_then(|account| account.path.as_deref()).unwrap_or_default();
        let url = format!("http://{address}{path}");
        if self.cx.printer.is_json() {
            let listening = json!({ "listening": url, "rules": book.count() });
            return self.cx.printer.data(&listening.to_string());
        }
        let port = if address.port() == 3000 { String::new() } else { format!(" --port {}", address.port()) };
        let route = if path.is_empty() || path == "/" { String::new() } else { format!(" --route {path}") };
        let command = format!("webot send{port}{route} hi");
        self.cx.printer.status(&(words().serve.listening)(&url, book.count(), &command));
        Ok(())
    }

    /// Something that deserves attention.
    pub(super) fn warning(&mut self, text: &str) -> Result<(), Error> {
        if self.cx.printer.is_json() {
            return self.cx.printer.data(&json!({ "warning": text }).to_string());
        }
        self.cx.printer.warning(text);
        Ok(())
    }

    /// What happened, in order; written in one go.
    pub(super) fn say(&mut self, said: &mut Vec<Said>) {
        let mut lines = std::mem::take(&mut self.lines);
        lines.0.clear();
        for said in said.drain(..) {
            match said {
                Said::Line(line) => self.line(&line, &mut lines),
                said if self.cx.printer.is_json() => lines.push(json(&said)),
                // What went well is not said where only errors are wanted.
                Said::Reloaded(_) | Said::Lost(_) if !self.cx.printer.logs() => {}
                Said::Reloaded(rules) => lines.push((words().serve.reloaded)(rules)),
                Said::Lost(count) => lines.push((words().serve.lost)(count)),
                Said::Broken(problems) => {
                    lines.push(format!("{}: {}", words().error, words().serve.broken));
                    for problem in problems {
                        let said = problem.explain();
                        lines.push(format!("{}: {}", words().error, said.message));
                        for hint in said.hints {
                            lines.push(format!("{}: {hint}", words().hint));
                        }
                    }
                }
            }
        }
        let text = String::from_utf8_lossy(&lines.0);
        self.write(&text);
        drop(text);
        self.lines = lines;
    }

    fn write(&mut self, lines: &str) {
        if lines.is_empty() {
            return;
        }
        let mut lines = self.cx.printer.log_text(lines).into_owned();
        lines.push('\n');
        let lost = self.log.say(lines);
        if lost > 0 {
            let said = Said::Lost(lost);
            let lost = if self.cx.printer.is_json() { json(&said) } else { (words().serve.lost)(lost) };
            self.log.say(lost + "\n");
        }
    }

    fn line(&mut self, line: &Line, lines: &mut Lines) {
        if self.cx.printer.is_json() {
            lines.add(|text| line.json(text, words().serve.failure, words().serve.refusal));
            return;
        }
        let logs = self.cx.printer.logs();
        if logs && line.token_in_query && !self.token_told {
            self.token_told = true;
            lines.push(format!("{}: {}", words().warning, words().serve.token_in_query));
        }
        if logs || line.refused.is_some() {
            lines.push(readable(line));
        }
        for (rule, failure) in &line.failures {
            let rule = if rule.is_empty() { String::new() } else { format!("`{rule}`: ") };
            let failure = (words().serve.failure)(failure);
            lines.push(format!("{}: {rule}{}", words().warning, visible(&failure.replace('\n', " "))));
        }
    }
}

/// What a stranger wrote, on one line of the log and not too long.
fn tame(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
        return text.into();
    }
    let mut chars = text.chars();
    let mut short: String = chars.by_ref().take(LONGEST).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    visible(&short).replace('\n', "\\n").replace('\t', " ").into()
}

fn readable(line: &Line) -> String {
    let serve = &words().serve;
    let ms = line.us / 1000;
    let tenth = line.us / 100 % 10;
    if let Some(why) = &line.refused {
        let (method, path, status) = (tame(&line.method), tame(&line.path), line.status);
        return format!("{method} {path} HTTP {status} {ms}.{tenth} ms: {}", (serve.refusal)(why));
    }
    let (kind, user) = (tame(&line.kind), tame(&line.user));
    let mut words: Vec<&str> = vec![&kind, &user];
    words.retain(|word| !word.is_empty());
    let rule = match (&line.rule, &line.code) {
        (rule, Some(code)) => match rule {
            Some(rule) => format!("`{rule}` {code}"),
            None => code.clone(),
        },
        (Some(rule), None) => format!("`{rule}`"),
        (None, None) => String::new(),
    };
    if !rule.is_empty() {
        words.push(&rule);
    }
    let reply = if line.again { serve.again } else { line.reply.unwrap_or(serve.no_reply) };
    let time = format!("{ms}.{tenth} ms");
    if line.method == "POST" {
        words.push(reply);
    }
    words.push(&time);
    words.join(" ")
}

fn json(said: &Said) -> String {
    let json = match said {
        Said::Reloaded(rules) => json!({ "reloaded": true, "rules": rules }),
        Said::Broken(problems) => {
            json!({ "reloaded": false, "problems": problems.iter().map(problem_json).collect::<Vec<_>>() })
        }
        Said::Lost(lines) => json!({ "lost": lines }),
        Said::Line(_) => json!(null),
    };
    json.to_string()
}
