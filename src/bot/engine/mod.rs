//! Answers a message: first the rules before the reply, then the rules that wait for this user, then all rules in
//! order, then the rules after the reply (node-webot, `lib/webot.js`).

mod handlers;

use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::external::{ExternalHandlers, RuleFailure};
use super::info::{Info, scalar_text};
use super::reply::Reply;
use super::rules::{FilePosition, PatternResult, Rule, RuleBook};
use crate::random::SeededRandom;

/// The time limit for all handlers of one message together; WeChat disconnects after 5 s.
pub(crate) const HANDLER_TIME_LIMIT: Duration = Duration::from_millis(4700);
/// The maximum depth of rules that call each other.
const MAX_CALL_DEPTH: usize = 8;
/// The session fields that hold the state of waiting.
const WAITER_FIELD: &str = "waiter";
const LAST_WAITED_FIELD: &str = "last_waited";
const REWAIT_COUNT_FIELD: &str = "rewait_count";

/// The dependencies of rules: random numbers, programs and web services.
#[derive(Default)]
pub(crate) struct EngineDeps {
    dice: Mutex<SeededRandom>,
    external: ExternalHandlers,
}

impl EngineDeps {
    /// Returns dependencies that draw random numbers from `dice`.
    pub(crate) fn new(dice: SeededRandom) -> Self {
        Self { dice: Mutex::new(dice), external: ExternalHandlers::default() }
    }
}

/// The outcome of a message.
#[derive(Debug)]
pub(crate) struct MessageOutcome {
    /// The reply.
    pub reply: Reply<String>,
    /// The rule that answered.
    pub rule: Option<String>,
    /// The code that the reply is for, if no rule answered or one failed.
    pub code: Option<String>,
    /// The failures, each with the name of its rule.
    pub failures: Vec<(String, RuleFailure)>,
    /// The rules that were tried, if a trace was requested.
    pub attempts: Vec<RuleAttempt>,
}

/// A rule that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleAttempt {
    /// The name of the rule.
    pub rule: String,
    /// Its position in the file of rules.
    pub position: FilePosition,
    /// Its result.
    pub result: AttemptResult,
}

/// The result of trying a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AttemptResult {
    /// Its pattern does not match the message.
    NoMatch,
    /// It left the message to the next rule.
    Passed,
    /// It answered.
    Answered,
    /// It failed.
    Failed,
}

impl AttemptResult {
    /// Returns the name in `--json`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NoMatch => "not-for",
            Self::Passed => "passed",
            Self::Answered => "answered",
            Self::Failed => "failed",
        }
    }
}

/// The next step after a rule.
enum Flow {
    Next,
    Done(Reply<String>),
    Code(String),
}

struct MessageRun<'a> {
    book: &'a RuleBook,
    deps: &'a EngineDeps,
    info: &'a mut Info,
    until: Instant,
    /// The domains whose gates have run.
    passed_gates: Vec<String>,
    failures: Vec<(String, RuleFailure)>,
    trace: bool,
    attempts: Vec<RuleAttempt>,
    rule: Option<&'a Rule>,
    call_depth: usize,
}

/// Answers a message whose session has been loaded into `info`. All programs and web services together must end by
/// `until`. Afterwards `info` holds the captures, and its session must be saved.
pub(crate) async fn answer(
    book: &RuleBook,
    info: &mut Info,
    deps: &EngineDeps,
    until: Instant,
    trace: bool,
) -> MessageOutcome {
    let mut run = MessageRun {
        book,
        deps,
        info,
        until,
        passed_gates: Vec::new(),
        failures: Vec::new(),
        trace,
        attempts: Vec::new(),
        rule: None,
        call_depth: 0,
    };
    let flow = run.try_all().await;
    let (mut reply, code) = match flow {
        Flow::Done(reply) => (reply, None),
        Flow::Next => run.code_reply("404").await,
        Flow::Code(code) => run.code_reply(&code).await,
    };
    if !book.after_rules.is_empty() {
        reply = run.run_after_rules(reply).await;
    }
    run.drop_stale_wait();
    let MessageRun { rule, failures, attempts, .. } = run;
    MessageOutcome { reply, rule: rule.map(|rule| rule.name.clone()), code, failures, attempts }
}

impl<'a> MessageRun<'a> {
    async fn try_all(&mut self) -> Flow {
        let book = self.book;
        let waiter = self.info.session.shift_remove(WAITER_FIELD).map(|name| scalar_text(&name));
        let waiting = if let Some(name) = waiter {
            let count = self.info.session.get(REWAIT_COUNT_FIELD).and_then(Value::as_u64);
            self.info.rewait_count = count.unwrap_or_default();
            let rules = book.waiting(&name);
            self.info.session.insert(LAST_WAITED_FIELD.to_owned(), json!(name));
            rules
        } else {
            self.info.session.shift_remove(REWAIT_COUNT_FIELD);
            &[]
        };
        for rules in [book.before_rules.as_slice(), waiting] {
            match self.try_rules(rules, None).await {
                Flow::Next => {}
                flow => return flow,
            }
        }
        let candidates = book.candidates.choose(self.info.text.as_deref());
        self.try_rules(&book.routes, candidates).await
    }

    /// Tries rules in order: the chosen ones, or all if `chosen` is `None`.
    async fn try_rules(&mut self, rules: &'a [Rule], candidates: Option<Vec<usize>>) -> Flow {
        let Some(candidates) = candidates else {
            for rule in rules {
                match self.try_rule(rule).await {
                    Flow::Next => {}
                    flow => return flow,
                }
            }
            return Flow::Next;
        };
        let mut next = 0;
        for index in candidates {
            let Some(rule) = rules.get(index) else { break };
            self.record_skipped(rules.get(next..index).unwrap_or_default());
            next = index + 1;
            match self.try_rule(rule).await {
                Flow::Next => {}
                flow => return flow,
            }
        }
        self.record_skipped(rules.get(next..).unwrap_or_default());
        Flow::Next
    }

    /// Records the rules that the set of patterns has ruled out.
    fn record_skipped(&mut self, rules: &[Rule]) {
        if self.trace {
            for rule in rules {
                self.record(rule, AttemptResult::NoMatch);
            }
        }
    }

    async fn try_rule(&mut self, rule: &'a Rule) -> Flow {
        if !self.matches_message(rule) {
            self.record(rule, AttemptResult::NoMatch);
            return Flow::Next;
        }
        if let Some(flow) = self.gate(rule).await {
            if !matches!(flow, Flow::Next) {
                return flow;
            }
            // The patterns of the gate may have replaced the captures.
            if !self.matches_message(rule) {
                self.record(rule, AttemptResult::NoMatch);
                return Flow::Next;
            }
        }
        self.run_rule(rule).await
    }

    /// Runs the gate of a rule's domain; returns `None` if there is none or it has run before.
    async fn gate(&mut self, rule: &'a Rule) -> Option<Flow> {
        let domain = rule.domain.as_ref().filter(|domain| !self.passed_gates.contains(domain))?;
        self.passed_gates.push(domain.clone());
        let gate = self.book.domains.get(domain).map_or(&[][..], Vec::as_slice);
        Some(Box::pin(self.try_rules(gate, None)).await)
    }

    fn matches_message(&mut self, rule: &Rule) -> bool {
        match rule.pattern.test(self.info) {
            PatternResult::Yes => true,
            PatternResult::No => false,
            PatternResult::TooSlow => {
                self.failures.push((rule.name.clone(), RuleFailure::SlowPattern));
                false
            }
        }
    }

    fn record(&mut self, rule: &Rule, result: AttemptResult) {
        if self.trace {
            self.attempts.push(RuleAttempt {
                rule: rule.name.clone(),
                position: rule.position.clone(),
                result,
            });
        }
    }

    /// Runs a rule whose pattern has matched.
    async fn run_rule(&mut self, rule: &'a Rule) -> Flow {
        let mut rewaits = rule.rewait.is_some();
        let mut handler = rule.handler.as_ref();
        self.info.rewait_left = None;
        if let Some(rewait) = &rule.rewait
            && let Some(limit) = rewait.limit
        {
            self.info.rewait_left = Some(limit.saturating_sub(self.info.rewait_count));
            if self.info.rewait_count >= limit {
                rewaits = false;
                handler = rewait.then.as_deref();
                if handler.is_none() {
                    self.record(rule, AttemptResult::Passed);
                    return Flow::Next;
                }
            }
        }
        if rule.resolve {
            self.resolve();
        }
        self.update_session(&rule.session_updates);
        let Some(handler) = handler else {
            self.record(rule, AttemptResult::Passed);
            return Flow::Next;
        };
        let before = self.rule.replace(rule);
        let flow = match self.run_handler(handler).await {
            Ok(Some(flow)) => flow,
            Ok(None) => {
                self.rule = before;
                self.record(rule, AttemptResult::Passed);
                return Flow::Next;
            }
            Err(failure) => {
                let code = failure.code().to_owned();
                self.failures.push((rule.name.clone(), failure));
                self.record(rule, AttemptResult::Failed);
                return Flow::Code(code);
            }
        };
        self.record(rule, AttemptResult::Answered);
        if matches!(flow, Flow::Done(_)) {
            if rewaits {
                self.rewait(1);
            } else if rule.keep_open && !self.info.session.contains_key(WAITER_FIELD) {
                self.rewait(0);
            }
            if let Some(name) = &rule.wait {
                self.wait(name);
            }
        }
        flow
    }

    fn wait(&mut self, name: &str) {
        self.info.session.insert(WAITER_FIELD.to_owned(), json!(name));
        self.info.session.shift_remove(REWAIT_COUNT_FIELD);
    }

    /// Waits again on the rule that was waited on last.
    fn rewait(&mut self, more: u64) {
        if let Some(name) = self.info.session.get(LAST_WAITED_FIELD).cloned() {
            self.info.session.insert(WAITER_FIELD.to_owned(), name);
            let count = self.info.rewait_count + more;
            self.info.session.insert(REWAIT_COUNT_FIELD.to_owned(), json!(count));
        }
    }

    fn resolve(&mut self) {
        for field in [WAITER_FIELD, LAST_WAITED_FIELD, REWAIT_COUNT_FIELD] {
            self.info.session.shift_remove(field);
        }
        self.info.rewait_count = 0;
    }

    /// Removes the fields that have no use while no rule waits.
    fn drop_stale_wait(&mut self) {
        if !self.info.session.contains_key(WAITER_FIELD) {
            self.resolve();
        }
    }
}
