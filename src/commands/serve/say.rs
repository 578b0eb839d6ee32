//! What the server says while it runs: lines for people, or a JSON document a line.

use std::net::SocketAddr;

use serde_json::json;

use super::problem_json;
use crate::bot::rules::RuleBook;
use crate::bot::serve::{Account, Line, Said};
use crate::context::Context;
use crate::error::Error;
use crate::text::words;

/// Says what happens.
pub(super) struct Teller<'a> {
    cx: &'a Context,
    /// How many messages were answered.
    pub(super) messages: u64,
    /// Whether the token in a query has been told of.
    token_told: bool,
}

impl<'a> Teller<'a> {
    pub(super) fn new(cx: &'a Context) -> Self {
        Self { cx, messages: 0, token_told: false }
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
    pub(super) fn say(&mut self, said: Vec<Said>) {
        let mut lines = Vec::with_capacity(said.len());
        for said in said {
            match said {
                Said::Line(line) => self.line(&line, &mut lines),
                said if self.cx.printer.is_json() => lines.push(json(&said)),
                Said::Reloaded(rules) => lines.push((words().serve.reloaded)(rules)),
                Said::Lost(count) => lines.push((words().serve.lost)(count)),
                Said::Broken(problems) => {
                    lines.push(format!("{}: {}", words().error, words().serve.broken));
                    for problem in problems {
                        let said = problem.explain();
                        lines.push(format!("{}: {}", words().error, said.message));
                        lines.extend(said.hints.iter().map(|hint| format!("{}: {hint}", words().hint)));
                    }
                }
            }
        }
        if lines.is_empty() {
            return;
        }
        let lines = lines.join("\n");
        if self.cx.printer.is_json() {
            // Whoever read it may have gone; the bot is there for others.
            self.cx.printer.data(&lines).ok();
        } else {
            self.cx.printer.status(&lines);
        }
    }

    fn line(&mut self, line: &Line, lines: &mut Vec<String>) {
        if line.method == "POST" && line.status == 200 {
            self.messages += 1;
        }
        if self.cx.printer.is_json() {
            lines.push(line.json(words().serve.failure, words().serve.refusal));
            return;
        }
        if line.token_in_query && !self.token_told {
            self.token_told = true;
            lines.push(format!("{}: {}", words().warning, words().serve.token_in_query));
        }
        lines.push(readable(line));
        for (rule, failure) in &line.failures {
            let rule = if rule.is_empty() { String::new() } else { format!("`{rule}`: ") };
            lines.push(format!("{}: {rule}{}", words().warning, (words().serve.failure)(failure)));
        }
    }
}

fn readable(line: &Line) -> String {
    let serve = &words().serve;
    let ms = line.us / 1000;
    let tenth = line.us / 100 % 10;
    if let Some(why) = &line.refused {
        let (method, path, status) = (&line.method, &line.path, line.status);
        return format!("{method} {path} HTTP {status} {ms}.{tenth} ms: {}", (serve.refusal)(why));
    }
    let mut words: Vec<&str> = [line.kind.as_str(), line.user.as_str()].to_vec();
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
