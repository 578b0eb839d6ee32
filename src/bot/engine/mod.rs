//! How a message is answered: before-rules, then what waits for this user, then all rules in order, then after-rules
//! (node-webot, `lib/webot.js`).

mod handle;

use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::info::{Info, scalar};
use super::outside::{Failure, Outside};
use super::reply::Reply;
use super::rules::{Matched, Place, Rule, RuleBook};
use crate::random::SeededRandom;

/// How long all handlers of one message may take together; WeChat hangs up after 5 s.
pub const BUDGET: Duration = Duration::from_millis(4700);
/// How deep rules may call each other.
const MAX_CALLS: usize = 8;
/// The fields of a session that waiting is kept in.
const WAITER: &str = "waiter";
const LAST_WAITED: &str = "last_waited";
const REWAIT_COUNT: &str = "rewait_count";

/// What rules have chance and the world from.
#[derive(Default)]
pub struct Tools {
    dice: Mutex<SeededRandom>,
    outside: Outside,
}

impl Tools {
    /// With chance from these dice.
    pub(crate) fn new(dice: SeededRandom) -> Self {
        Self { dice: Mutex::new(dice), outside: Outside::default() }
    }
}

/// What came of a message.
#[derive(Debug)]
pub struct Answered {
    /// What is replied.
    pub reply: Reply<String>,
    /// The rule that answered.
    pub rule: Option<String>,
    /// The code whose reply it is, where no rule answered or one failed.
    pub code: Option<String>,
    /// What went wrong on the way, and in which rule.
    pub failures: Vec<(String, Failure)>,
    /// What was tried, where that was asked for.
    pub tried: Vec<Tried>,
}

/// A rule that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// Its name.
    pub rule: String,
    /// Where it stands.
    pub place: Place,
    /// What came of it.
    pub result: Came,
}

/// What came of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// It is not for this message.
    NotFor,
    /// It left the message to the next rule.
    Passed,
    /// It answered.
    Answered,
    /// It failed.
    Failed,
}

impl Came {
    /// The word in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotFor => "not-for",
            Self::Passed => "passed",
            Self::Answered => "answered",
            Self::Failed => "failed",
        }
    }
}

/// Where a rule leaves a message.
enum Flow {
    Next,
    Done(Reply<String>),
    Code(String),
}

struct Run<'a> {
    book: &'a RuleBook,
    tools: &'a Tools,
    info: &'a mut Info,
    until: Instant,
    /// The domains whose gates have been passed.
    gated: Vec<String>,
    failures: Vec<(String, Failure)>,
    trace: bool,
    tried: Vec<Tried>,
    rule: Option<&'a Rule>,
    calls: usize,
}

/// Answers a message; its session must be in it. All programs and web servers together have until `until`.
/// Afterwards the message holds what was captured, and its session is to be kept.
pub async fn answer(
    book: &RuleBook,
    info: &mut Info,
    tools: &Tools,
    until: Instant,
    trace: bool,
) -> Answered {
    let mut run = Run {
        book,
        tools,
        info,
        until,
        gated: Vec::new(),
        failures: Vec::new(),
        trace,
        tried: Vec::new(),
        rule: None,
        calls: 0,
    };
    let flow = run.all().await;
    let (mut reply, code) = match flow {
        Flow::Done(reply) => (reply, None),
        Flow::Next => run.code_reply("404").await,
        Flow::Code(code) => run.code_reply(&code).await,
    };
    if !book.afters.is_empty() {
        reply = run.after(reply).await;
    }
    run.tidy();
    let Run { rule, failures, tried, .. } = run;
    Answered { reply, rule: rule.map(|rule| rule.name.clone()), code, failures, tried }
}

impl<'a> Run<'a> {
    async fn all(&mut self) -> Flow {
        let book = self.book;
        let waiter = self.info.session.shift_remove(WAITER).map(|name| scalar(&name));
        let waiting = if let Some(name) = waiter {
            let count = self.info.session.get(REWAIT_COUNT).and_then(Value::as_u64);
            self.info.rewait_count = count.unwrap_or_default();
            let rules = book.waiting(&name);
            self.info.session.insert(LAST_WAITED.to_owned(), json!(name));
            rules
        } else {
            self.info.session.shift_remove(REWAIT_COUNT);
            &[]
        };
        for rules in [book.befores.as_slice(), waiting] {
            match self.list(rules, None).await {
                Flow::Next => {}
                flow => return flow,
            }
        }
        let chosen = book.candidates.choose(self.info.text.as_deref());
        self.list(&book.routes, chosen).await
    }

    /// Tries rules in order: those that were chosen, else all.
    async fn list(&mut self, rules: &'a [Rule], chosen: Option<Vec<usize>>) -> Flow {
        let Some(chosen) = chosen else {
            for rule in rules {
                match self.try_rule(rule).await {
                    Flow::Next => {}
                    flow => return flow,
                }
            }
            return Flow::Next;
        };
        let mut next = 0;
        for place in chosen {
            let Some(rule) = rules.get(place) else { break };
            self.pass_over(rules.get(next..place).unwrap_or_default());
            next = place + 1;
            match self.try_rule(rule).await {
                Flow::Next => {}
                flow => return flow,
            }
        }
        self.pass_over(rules.get(next..).unwrap_or_default());
        Flow::Next
    }

    /// Notes rules whose patterns were all tried at once.
    fn pass_over(&mut self, rules: &[Rule]) {
        if self.trace {
            for rule in rules {
                self.note(rule, Came::NotFor);
            }
        }
    }

    async fn try_rule(&mut self, rule: &'a Rule) -> Flow {
        if !self.is_for(rule) {
            self.note(rule, Came::NotFor);
            return Flow::Next;
        }
        if let Some(flow) = self.gate(rule).await {
            if !matches!(flow, Flow::Next) {
                return flow;
            }
            // The gate's patterns may have captured something else.
            if !self.is_for(rule) {
                self.note(rule, Came::NotFor);
                return Flow::Next;
            }
        }
        self.perform(rule).await
    }

    /// What the gate of a rule's domain says; nothing where there is none, or it has been passed.
    async fn gate(&mut self, rule: &'a Rule) -> Option<Flow> {
        let domain = rule.domain.as_ref().filter(|domain| !self.gated.contains(domain))?;
        self.gated.push(domain.clone());
        let gate = self.book.domains.get(domain).map_or(&[][..], Vec::as_slice);
        Some(Box::pin(self.list(gate, None)).await)
    }

    fn is_for(&mut self, rule: &Rule) -> bool {
        match rule.pattern.test(self.info) {
            Matched::Yes => true,
            Matched::No => false,
            Matched::TooSlow => {
                self.failures.push((rule.name.clone(), Failure::SlowPattern));
                false
            }
        }
    }

    fn note(&mut self, rule: &Rule, result: Came) {
        if self.trace {
            self.tried.push(Tried { rule: rule.name.clone(), place: rule.place.clone(), result });
        }
    }

    /// Does what a rule says; its pattern has matched.
    async fn perform(&mut self, rule: &'a Rule) -> Flow {
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
                    self.note(rule, Came::Passed);
                    return Flow::Next;
                }
            }
        }
        if rule.resolve {
            self.resolve();
        }
        self.set(&rule.set);
        let Some(handler) = handler else {
            self.note(rule, Came::Passed);
            return Flow::Next;
        };
        let before = self.rule.replace(rule);
        let flow = match self.handle(handler).await {
            Ok(Some(flow)) => flow,
            Ok(None) => {
                self.rule = before;
                self.note(rule, Came::Passed);
                return Flow::Next;
            }
            Err(failure) => {
                let code = failure.code().to_owned();
                self.failures.push((rule.name.clone(), failure));
                self.note(rule, Came::Failed);
                return Flow::Code(code);
            }
        };
        self.note(rule, Came::Answered);
        if matches!(flow, Flow::Done(_)) {
            if rewaits {
                self.rewait(1);
            } else if rule.stay && !self.info.session.contains_key(WAITER) {
                self.rewait(0);
            }
            if let Some(name) = &rule.wait {
                self.wait(name);
            }
        }
        flow
    }

    fn wait(&mut self, name: &str) {
        self.info.session.insert(WAITER.to_owned(), json!(name));
        self.info.session.shift_remove(REWAIT_COUNT);
    }

    /// Waits on what was waited on last, once more.
    fn rewait(&mut self, more: u64) {
        if let Some(name) = self.info.session.get(LAST_WAITED).cloned() {
            self.info.session.insert(WAITER.to_owned(), name);
            let count = self.info.rewait_count + more;
            self.info.session.insert(REWAIT_COUNT.to_owned(), json!(count));
        }
    }

    fn resolve(&mut self) {
        for field in [WAITER, LAST_WAITED, REWAIT_COUNT] {
            self.info.session.shift_remove(field);
        }
        self.info.rewait_count = 0;
    }

    /// What is only of use while something waits is not kept.
    fn tidy(&mut self) {
        if !self.info.session.contains_key(WAITER) {
            self.resolve();
        }
    }
}
