//! Answers a message: first the rules before the reply, then the rules that wait for this user, then all rules in
//! order, then the rules after the reply (node-webot, `lib/webot.js`).

mod handlers;
mod waiting;

use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::external::{ExternalHandlers, RuleFailure};
use super::info::{Info, RuleError};
use super::reply::Reply;
use super::rules::{FilePosition, PatternResult, Rule, RuleBook};
use crate::random::SeededRandom;

/// The time limit for all handlers of one message together; WeChat disconnects after 5 s.
pub(crate) const HANDLER_TIME_LIMIT: Duration = Duration::from_millis(4700);
/// The maximum depth of rules that call each other.
const MAX_CALL_DEPTH: usize = 8;

/// The dependencies of rules: random numbers, programs and web services, and the texts of failures.
pub(crate) struct EngineDeps {
    dice: Mutex<SeededRandom>,
    external: ExternalHandlers,
    /// Returns the text of a failure, for `{err}`.
    explain: fn(&RuleFailure) -> String,
}

impl EngineDeps {
    /// Returns dependencies that draw random numbers from `dice` and explain failures by `explain`.
    pub(crate) fn new(dice: SeededRandom, explain: fn(&RuleFailure) -> String) -> Self {
        Self { dice: Mutex::new(dice), external: ExternalHandlers::default(), explain }
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
    /// It answered with the reply for a code.
    AnsweredCode,
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
            Self::AnsweredCode => "code",
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
    /// `true` if the rules that wait are the entries of a list.
    list_is_open: bool,
    /// `true` if a rule has ended the wait.
    wait_ended: bool,
    /// The code of the last failure that was passed over.
    failed_code: Option<&'static str>,
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
        list_is_open: false,
        wait_ended: false,
        failed_code: None,
    };
    let flow = run.try_all().await;
    let (mut reply, code) = match flow {
        Flow::Done(reply) => (reply, None),
        Flow::Next => {
            let code = run.failed_code.unwrap_or("404");
            run.code_reply(code).await
        }
        Flow::Code(code) => run.code_reply(&code).await,
    };
    if let Some(mapping) = &book.mapping {
        run.map_articles(mapping, &mut reply);
    }
    if !book.after_rules.is_empty() {
        reply = run.run_after_rules(reply).await;
    }
    run.end_waiting();
    let MessageRun { rule, failures, attempts, .. } = run;
    MessageOutcome { reply, rule: rule.map(|rule| rule.name.clone()), code, failures, attempts }
}

impl<'a> MessageRun<'a> {
    async fn try_all(&mut self) -> Flow {
        let book = self.book;
        let waiting = self.take_waiting();
        match self.try_rules(&book.before_rules, None).await {
            Flow::Next => {}
            flow => return flow,
        }
        for rule in waiting {
            if self.wait_ended {
                break;
            }
            match self.try_rule(rule).await {
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
                let code = failure.code();
                let (text, name) = ((self.deps.explain)(&failure), Some(rule.name.clone()));
                self.info.error = Some(RuleError { code: code.to_owned(), text, rule: name });
                self.failures.push((rule.name.clone(), failure));
                self.record(rule, AttemptResult::Failed);
                if self.book.break_on_error {
                    return Flow::Code(code.to_owned());
                }
                self.rule = before;
                self.failed_code = Some(code);
                return Flow::Next;
            }
        };
        if !matches!(flow, Flow::Done(_)) {
            self.record(rule, AttemptResult::AnsweredCode);
            return flow;
        }
        self.record(rule, AttemptResult::Answered);
        if rewaits {
            self.rewait();
        }
        if let Some(name) = &rule.wait {
            self.wait(name, rule.wait_limit.as_ref());
        }
        flow
    }
}
