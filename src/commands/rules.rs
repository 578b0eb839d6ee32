//! `webot rules`: tries rules without a server, and lists them.

mod list;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use serde_json::{Value, json};

pub(crate) use self::list::ListArgs;
pub(crate) use self::list::list;
use super::serve::{dice, read_rules, rules_file};
use crate::bot::arrival::{Arrival, parse_time};
use crate::bot::engine::{self, AttemptResult, EngineDeps, HANDLER_TIME_LIMIT, MessageOutcome, RuleAttempt};
use crate::bot::info::Info;
use crate::bot::reply::Reply;
use crate::bot::rules::{AccountSpec, NearMiss, Rule, RuleBook};
use crate::bot::session::Session;
use crate::commands::args::{pairs, parse_seconds};
use crate::context::Context;
use crate::error::{Error, Usage};
use crate::lang::Wanted;
use crate::message::{self, Document, catalogue};
use crate::printer::Outcome;
use crate::probe::{Composer, LEGACY_WORDS, Suggestion};
use crate::text::{help, words};

/// The largest number of rules that narrowly miss a message and are explained.
const MAX_NEAR_MISSES: usize = 3;

/// `webot rules test`
#[derive(Debug, Args)]
pub(crate) struct TestArgs {
    /// MESSAGE
    #[arg(value_name = "MESSAGE", help = help().serve.test_words, allow_negative_numbers = true)]
    pub words: Vec<String>,
    /// `--rules`
    #[arg(short, long, value_name = "FILE", help = help().serve.test_file)]
    pub rules: Option<PathBuf>,
    /// `--account`
    #[arg(short, long, value_name = "NAME", help = help().serve.of_account)]
    pub account: Option<String>,
    /// `--kind`
    #[arg(short, long, value_name = "KIND", help = help().serve.kind)]
    pub kind: Option<String>,
    /// `--user`
    #[arg(short, long, value_name = "OPENID", help = help().serve.user)]
    pub user: Option<String>,
    /// `--set`
    #[arg(long, value_name = "PATH=VALUE", help = help().serve.set)]
    pub set: Vec<String>,
    /// `--seed`
    #[arg(long, value_name = "NUMBER", help = help().serve.seed)]
    pub seed: Option<u64>,
    /// `--at`
    #[arg(long, value_name = "TIME", help = help().serve.at)]
    pub at: Option<String>,
    /// `--pause`
    #[arg(long, value_name = "SECONDS", help = help().serve.pause)]
    pub pause: Option<String>,
}

/// Tries messages on rules, as one conversation.
pub(crate) fn test(args: &TestArgs, cx: &Context) -> Result<Outcome, Error> {
    let (file, words) = args.split();
    let path = rules_file(file.as_deref(), cx)?;
    let file_rules = read_rules(&path)?;
    let (book, account) = rules_of(&file_rules, args.account.as_deref())?;
    let messages = messages(args, words, (book, account), cx)?;
    let deps = EngineDeps::new(dice(args.seed, &file_rules, cx)?, self::words().serve.failure);
    let answers = cx.block_on(converse(book, messages, &deps))?;
    let failed = answers.iter().any(|(_, _, outcome)| outcome.code.is_some());
    let text: Vec<String> =
        answers.iter().map(|(message, info, outcome)| readable(book, message, info, outcome, cx)).collect();
    let documents: Vec<Value> =
        answers.iter().map(|(message, info, outcome)| document(book, message, info, outcome)).collect();
    let json = Value::Array(documents);
    Ok(Outcome::value(json, text.join("\n\n")).failed(failed))
}

impl TestArgs {
    /// Returns the file of rules and the messages; the first word may be the file.
    fn split(&self) -> (Option<PathBuf>, &[String]) {
        if self.rules.is_none()
            && let Some((first, rest)) = self.words.split_first()
            && is_rules(first)
        {
            return (Some(PathBuf::from(first)), rest);
        }
        (self.rules.clone(), &self.words)
    }
}

/// Returns whether a word is a file of rules, not a message.
fn is_rules(word: &str) -> bool {
    let path = Path::new(word);
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ["yaml", "yml", "json"].contains(&ending.as_str()))
}

/// Returns the rules of an account, or those of the file if no account is named.
fn rules_of<'b>(
    book: &'b RuleBook,
    named: Option<&str>,
) -> Result<(&'b RuleBook, Option<&'b AccountSpec>), Error> {
    let unknown = |named: Option<&str>| {
        let known = book.accounts.iter().map(|account| account.shown_name().to_owned()).collect();
        Error::from(Usage::RulesAccount { given: named.map(str::to_owned), known })
    };
    let account = match (named, book.accounts.as_slice()) {
        (Some(name), accounts) => {
            let called = accounts.iter().find(|account| account.is_called(name));
            Some(called.ok_or_else(|| unknown(Some(name)))?)
        }
        (None, [only]) => Some(only),
        (None, accounts) if book.count() == 0 && !accounts.is_empty() => return Err(unknown(None)),
        (None, _) => None,
    };
    Ok((account.map_or(book, |account| book.of_account(account)), account))
}

/// A message and the time of its arrival.
type Message = (Document, Arrival);

fn messages(
    args: &TestArgs,
    given: &[String],
    (book, account): (&RuleBook, Option<&AccountSpec>),
    cx: &Context,
) -> Result<Vec<Message>, Error> {
    let set = pairs("--set", &args.set)?;
    let now_ms = cx.system.now_ms();
    let start_ms = match &args.at {
        Some(at) => parse_time(at.trim(), &book.zone, now_ms).ok_or_else(|| {
            Error::from(Usage::Value { flag: "--at", value: at.clone(), wanted: Wanted::TimeOfDay })
        })?,
        None => now_ms,
    };
    let pause = args.pause.as_ref().map(|pause| parse_seconds("--pause", pause)).transpose()?;
    let pause_ms = pause.map_or(1000, |pause| u64::try_from(pause.as_millis()).unwrap_or(u64::MAX));
    let compose = |words: &[&str], position: u64| -> Result<Option<Message>, Error> {
        let now_ms = start_ms.saturating_add(pause_ms.saturating_mul(position));
        let composer = Composer {
            set: &set,
            add: true,
            user: args.user.as_deref(),
            account: None,
            subscribed: None,
            time: Some(now_ms / 1000),
            receiver: account.and_then(|account| account.receiver.as_deref()).unwrap_or_default(),
            system: cx.system,
        };
        let Some(composed) = composer.words(words)? else { return Ok(None) };
        for suggestion in &composed.suggestions {
            if let Suggestion::UnknownEvent { name, closest } = suggestion {
                cx.printer.hint(&(self::words().unknown_event)(name, closest));
            }
        }
        // Rules see the message as WeChat sends it: 30.283950 is a text with a zero at its end.
        let text = message::xml::write(&composed.push.document);
        let received = message::xml::read(&text).map(|read| read.document);
        let arrival = Arrival { now_ms, zone: book.zone.clone() };
        Ok(Some((received.unwrap_or(composed.push.document), arrival)))
    };
    let messages: Vec<Message> = if let Some(word) = &args.kind {
        let name = catalogue::kind(word).or_else(|| catalogue::event(word)).map(|kind| kind.name);
        let is_word_of_send = LEGACY_WORDS.contains(&word.as_str()) || word == "e";
        let name = name.filter(|_| !is_word_of_send).or_else(|| is_word_of_send.then_some(word.as_str()));
        let name = name.ok_or_else(|| {
            Error::from(Usage::Value { flag: "--kind", value: word.clone(), wanted: Wanted::Kind })
        })?;
        let words: Vec<&str> = std::iter::once(name).chain(given.iter().map(String::as_str)).collect();
        compose(&words, 0)?.into_iter().collect()
    } else {
        let texts = (0..).zip(given).map(|(position, text)| compose(&["text", text], position));
        texts.filter_map(Result::transpose).collect::<Result<_, _>>()?
    };
    if messages.is_empty() {
        return Err(Usage::NoTestMessage.into());
    }
    Ok(messages)
}

/// Answers the messages in order; returns each message with its info and outcome.
async fn converse(
    book: &RuleBook,
    messages: Vec<Message>,
    deps: &EngineDeps,
) -> Vec<(String, Info, MessageOutcome)> {
    let mut session = Session::new();
    let mut answers = Vec::new();
    for (message, arrival) in messages {
        let mut info = Info::new(message, book.keep_blank, arrival);
        info.session = session;
        let message = info.text.clone().unwrap_or_else(|| {
            let kind = info.element("MsgType").to_owned();
            if kind == "event" { format!("event {}", info.element("Event")) } else { kind }
        });
        let outcome = engine::answer(book, &mut info, deps, Instant::now() + HANDLER_TIME_LIMIT, true).await;
        session = info.session.clone();
        answers.push((message, info, outcome));
    }
    answers
}

fn readable(book: &RuleBook, message: &str, info: &Info, outcome: &MessageOutcome, cx: &Context) -> String {
    let serve = &words().serve;
    let mut lines = vec![format!("> {message}")];
    let skipped = outcome.attempts.iter().filter(|attempt| attempt.result == AttemptResult::NoMatch);
    let skipped: Vec<&str> = skipped.map(|attempt| attempt.rule.as_str()).collect();
    if !skipped.is_empty() {
        lines.push(format!("  {}", (serve.not_for_these)(&skipped)));
    }
    let missed =
        outcome.attempts.iter().filter_map(|attempt| Some((attempt, near_miss(book, attempt, info)?)));
    for (attempt, missed) in missed.take(MAX_NEAR_MISSES) {
        let (colon, missed) = (words().colon, (serve.near_miss)(&missed));
        lines.push(format!("  `{}` {}{colon}{missed}", attempt.rule, serve.narrowly));
    }
    for attempt in outcome.attempts.iter().filter(|attempt| attempt.result != AttemptResult::NoMatch) {
        let file = attempt.position.file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        lines.push(format!(
            "  `{}` ({file}:{}) {}",
            attempt.rule,
            attempt.position.line,
            result_word(attempt.result, outcome.code.as_deref())
        ));
    }
    for (rule, failure) in &outcome.failures {
        lines.push(format!("  {}", words().labelled(&format!("`{rule}`"), &(serve.failure)(failure))));
    }
    let has = |result: AttemptResult| outcome.attempts.iter().any(|attempt| attempt.result == result);
    match &outcome.code {
        Some(code) if code == "404" && !has(AttemptResult::AnsweredCode) => {
            lines.push(format!("  {}", (serve.none_answers)(code)));
        }
        Some(code) if !has(AttemptResult::AnsweredCode) => {
            lines.push(format!("  {}", (serve.after_failure)(code)));
        }
        _ => {}
    }
    let captures: Vec<String> =
        info.captures().map(|(name, value)| format!("{{{name}}} = {value}")).collect();
    if !captures.is_empty() {
        lines.push(format!("  {}", captures.join(words().comma)));
    }
    if let Some(waiter) = info.session.get("waiter").and_then(Value::as_str) {
        lines.push(format!("  {}", (serve.waits)(waiter)));
    }
    lines.push(match &outcome.reply {
        Reply::Nothing => serve.no_reply.to_owned(),
        Reply::Text(text) => text.clone(),
        reply => {
            let document = reply.document(&info.document, 0).unwrap_or_default();
            let fields = document.0.into_iter().skip(3).collect::<Vec<_>>();
            serde_json::to_string_pretty(&message::json::to_json(&fields)).unwrap_or_default()
        }
    });
    cx.printer.foreign(&lines.join("\n"))
}

/// Returns how narrowly a rule misses the message, if it does.
fn near_miss(book: &RuleBook, attempt: &RuleAttempt, info: &Info) -> Option<NearMiss> {
    if attempt.result != AttemptResult::NoMatch {
        return None;
    }
    let is_it = |rule: &&Rule| rule.name == attempt.rule && rule.position == attempt.position;
    book.all_rules().find(is_it)?.pattern.near_miss(info)
}

fn result_word(result: AttemptResult, code: Option<&str>) -> Cow<'static, str> {
    let serve = &words().serve;
    match result {
        AttemptResult::NoMatch => serve.not_for.into(),
        AttemptResult::Passed => serve.passed.into(),
        AttemptResult::Answered => serve.answered.into(),
        AttemptResult::AnsweredCode => (serve.answered_code)(code.unwrap_or_default()).into(),
        AttemptResult::Failed => serve.failed.into(),
    }
}

fn document(book: &RuleBook, message: &str, info: &Info, outcome: &MessageOutcome) -> Value {
    let attempt = |attempt: &RuleAttempt| {
        let mut json = json!({
            "rule": attempt.rule,
            "file": attempt.position.file,
            "line": attempt.position.line,
            "result": attempt.result.name(),
        });
        if let Some(missed) = near_miss(book, attempt, info) {
            json["near"] = json!(missed.name());
        }
        json
    };
    let failure = |(rule, failure): &(String, crate::bot::RuleFailure)| json!({ "rule": rule, "reason": (words().serve.failure)(failure) });
    let reply = outcome.reply.document(&info.document, 0);
    let reply = reply.map(|reply| message::json::to_json(reply.0.get(3..).unwrap_or_default()));
    let captures: serde_json::Map<String, Value> =
        info.captures().map(|(name, value)| (name, json!(value))).collect();
    json!({
        "message": message,
        "rule": outcome.rule,
        "code": outcome.code,
        "reply": reply,
        "param": captures,
        "session": info.session,
        "tried": outcome.attempts.iter().map(attempt).collect::<Vec<_>>(),
        "failures": outcome.failures.iter().map(failure).collect::<Vec<_>>(),
    })
}
