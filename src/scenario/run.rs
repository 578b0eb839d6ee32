//! Runs the scenarios of a file, one after another.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use tokio::time::Instant;
use url::Url;

use super::api_calls::CallLog;
use super::bot_process::{BotProcess, Log};
use super::conversation::{Conversation, title};
use super::model::{CallbackMode, Scenario, ScenarioFile, Step};
use super::problem::Position;
use super::result::{Failure, ScenarioResult, SkipReason, Status, StepResult};
use super::variables::Variables;
use crate::http::{self, Client, shown};
use crate::message::{Credentials, Format, PayCredentials};
use crate::probe::ProbeError;
use crate::secret::Secret;
use crate::system::System;

/// The time for which the log of a failed scenario is waited for.
const LOG_DRAIN_TIME: Duration = Duration::from_millis(50);

/// The keys that sign and encrypt a push.
#[derive(Clone, Copy)]
pub(crate) struct Keys<'a> {
    /// Token, mode and receiver.
    pub credentials: &'a Credentials,
    /// Key and certificate of WeChat Pay.
    pub pay: Option<&'a PayCredentials>,
    /// The API key of WeChat Pay v2.
    pub pay_key: Option<&'a Secret>,
}

/// The state that all files of a run share.
pub(crate) struct Run<'a> {
    /// The bot's URL on the command line.
    pub url: Option<&'a Url>,
    /// The bot's URL if neither the command line nor the file has one.
    pub default_url: &'a Url,
    /// Returns the keys for a mode; `None` is the mode of the command line. The other argument is `true` for messages
    /// to intelligent bots.
    pub keys: &'a dyn Fn(Option<CallbackMode>, bool) -> Keys<'a>,
    /// The format of messages that name none.
    pub format: Format,
    /// Returns a client for a URL.
    pub connect: &'a dyn Fn(&Url) -> Result<Client, http::Failure>,
    /// The time limit for an answer.
    pub limit: Duration,
    /// Clock and randomness.
    pub system: System,
    /// The number of the first step to run, from 1.
    pub from: usize,
    /// `true` skips scenarios that are not marked with `only`.
    pub only: bool,
    /// `true` ends the run after the first failure.
    pub fail_fast: bool,
    /// `true` goes on after a step whose expectations can be updated.
    pub update: bool,
    /// `true` once a scenario has failed.
    pub failed: Cell<bool>,
    /// Takes each result.
    pub on_result: &'a dyn Fn(ScenarioResult),
    /// Takes the port on which a program still listens after its end.
    pub on_left_open: &'a dyn Fn(u16),
}

/// The run of a file, which can be interrupted at any moment.
pub(crate) struct FileRun<'a> {
    file: &'a ScenarioFile,
    /// The number of scenarios that have ended.
    ended: Cell<usize>,
    /// The scenario that is running.
    current: RefCell<Option<ScenarioResult>>,
    log: Log,
}

/// The bot and the mock of a file.
pub(super) struct Target {
    pub(super) url: Url,
    pub(super) client: Client,
    pub(super) calls: Option<CallLog>,
}

impl<'a> FileRun<'a> {
    /// Prepares the run of a file.
    pub(crate) fn new(file: &'a ScenarioFile) -> Self {
        Self { file, ended: Cell::new(0), current: RefCell::new(None), log: Log::default() }
    }

    /// Starts the programs, runs the scenarios, and ends the programs.
    pub(crate) async fn run(&self, run: &Run<'_>) {
        let wanted = |scenario: &Scenario| skip_reason(scenario, run).is_none();
        if !self.file.scenarios.iter().any(wanted) {
            self.skip_rest(run, &SkipReason::NotOnly);
            return;
        }
        let mut variables = self.file.variables.clone();
        let mut programs = Vec::new();
        let mut failure = None;
        for start in &self.file.starts {
            match BotProcess::start(start, &mut variables, &self.log).await {
                Ok(program) => programs.push(program),
                Err(error) => {
                    failure = Some((Some(start.at.clone()), error));
                    break;
                }
            }
        }
        let target = match failure {
            Some(failure) => Err(failure),
            None => self.target(&programs, &variables, run).map_err(|failure| (None, failure)),
        };
        match target {
            Ok(target) => self.scenarios(&target, &variables, run).await,
            Err((at, failure)) => self.not_started(at.as_ref(), failure, run),
        }
        while let Some(program) = programs.pop() {
            if let Some(port) = program.stop().await {
                (run.on_left_open)(port);
            }
        }
    }

    /// Reports what did not run because the run is interrupted.
    pub(crate) fn interrupt(&self, run: &Run<'_>) {
        if let Some(mut result) = self.current.borrow_mut().take() {
            let done = result.steps.len();
            let scenario = &self.file.scenarios[self.ended.get()];
            for step in &scenario.steps[done..] {
                result.steps.push(skipped(step, &scenario.variables, SkipReason::Interrupted));
            }
            let has_failed = result.steps.iter().any(|step| step.status == Status::Failed);
            let interrupted = Status::Skipped(SkipReason::Interrupted);
            result.status = if has_failed { Status::Failed } else { interrupted };
            self.report(result, run);
        }
        self.skip_rest(run, &SkipReason::Interrupted);
    }

    fn target(
        &self,
        programs: &[BotProcess],
        variables: &Variables,
        run: &Run<'_>,
    ) -> Result<Target, Failure> {
        let url = match (run.url, &self.file.url) {
            (Some(url), _) => url.clone(),
            (None, Some(url)) => {
                let text = url.fill(variables).map_err(Failure::NoValue)?;
                let url = Url::parse(&text).ok().filter(|url| ["http", "https"].contains(&url.scheme()));
                url.ok_or(Failure::Url(text))?
            }
            (None, None) => {
                let mut url = run.default_url.clone();
                // The last program is the bot.
                if let Some(port) = programs.last().and_then(|program| program.port) {
                    url.set_port(Some(port)).ok();
                }
                url
            }
        };
        let unreachable = |failure| Failure::Probe(ProbeError::Unreachable { url: shown(&url), failure });
        let client = (run.connect)(&url).map_err(unreachable)?;
        let calls = match &self.file.mock {
            Some(mock) => {
                let mock = mock.fill(variables).map_err(Failure::NoValue)?;
                Some(CallLog::open(&mock, run.connect)?)
            }
            None => None,
        };
        Ok(Target { url, client, calls })
    }

    /// Reports that the bot did not start: as the failure of the first scenario.
    fn not_started(&self, at: Option<&Position>, failure: Failure, run: &Run<'_>) {
        let mut failure = Some(failure);
        for scenario in &self.file.scenarios[self.ended.get()..] {
            let mut result = self.result(scenario);
            match skip_reason(scenario, run) {
                Some(reason) => result.status = Status::Skipped(reason),
                None => match failure.take() {
                    Some(failure) => {
                        result.status = Status::Failed;
                        result.failure = Some((at.unwrap_or(&scenario.at).clone(), failure));
                        result.log = self.log.since(0);
                    }
                    None => result.status = Status::Skipped(SkipReason::AfterFailure),
                },
            }
            self.report(result, run);
        }
    }

    fn skip_rest(&self, run: &Run<'_>, reason: &SkipReason) {
        for scenario in &self.file.scenarios[self.ended.get()..] {
            let mut result = self.result(scenario);
            let own = skip_reason(scenario, run);
            result.status = Status::Skipped(own.unwrap_or_else(|| reason.clone()));
            self.report(result, run);
        }
    }

    fn result(&self, scenario: &Scenario) -> ScenarioResult {
        ScenarioResult {
            file: self.file.path.clone(),
            name: scenario.name.clone(),
            at: scenario.at.clone(),
            status: Status::Passed,
            failure: None,
            steps: Vec::new(),
            elapsed_ms: 0,
            log: String::new(),
        }
    }

    fn report(&self, result: ScenarioResult, run: &Run<'_>) {
        self.ended.set(self.ended.get() + 1);
        if result.status == Status::Failed {
            run.failed.set(true);
        }
        (run.on_result)(result);
    }

    async fn scenarios(&self, target: &Target, shared: &Variables, run: &Run<'_>) {
        for scenario in &self.file.scenarios {
            let mut result = self.result(scenario);
            let reason = skip_reason(scenario, run);
            let reason =
                reason.or_else(|| (run.fail_fast && run.failed.get()).then_some(SkipReason::FailFast));
            if let Some(reason) = reason {
                result.status = Status::Skipped(reason);
                self.report(result, run);
                continue;
            }
            *self.current.borrow_mut() = Some(result);
            let (started, mark) = (Instant::now(), self.log.mark());
            let mut variables = scenario.variables.clone();
            if let Some(port) = shared.get("port") {
                variables.set("port", port.to_owned());
            }
            let mut conversation = Conversation { scenario, variables, target, run, before: Vec::new() };
            let (mut failed, mut stops) = (false, false);
            for (number, step) in (1..).zip(&scenario.steps) {
                let reason = match &step.skip {
                    _ if stops => Some(SkipReason::AfterFailure),
                    _ if number < run.from => Some(SkipReason::BeforeFrom),
                    Some(reason) => Some(SkipReason::Marked(reason.clone())),
                    None => None,
                };
                let step = match reason {
                    Some(reason) => skipped(step, &conversation.variables, reason),
                    None => conversation.step(step).await,
                };
                failed |= step.status == Status::Failed;
                stops |= step.status == Status::Failed && !(run.update && step.is_updatable);
                if let Some(result) = self.current.borrow_mut().as_mut() {
                    result.steps.push(step);
                }
            }
            let Some(mut result) = self.current.borrow_mut().take() else { continue };
            result.elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
            let last = result.steps.last().map(|step| step.status.clone());
            if let Some(skipped @ Status::Skipped(_)) = last
                && result.steps.iter().all(|step| matches!(step.status, Status::Skipped(_)))
            {
                result.status = skipped;
            }
            if failed {
                // What the bot wrote about the last message arrives after its reply.
                tokio::time::sleep(LOG_DRAIN_TIME).await;
                result.status = Status::Failed;
                result.log = self.log.since(mark);
            }
            self.report(result, run);
        }
    }
}

/// Returns the reason why a scenario does not run at all.
fn skip_reason(scenario: &Scenario, run: &Run<'_>) -> Option<SkipReason> {
    match &scenario.skip {
        Some(reason) => Some(SkipReason::Marked(reason.clone())),
        None => (run.only && !scenario.only).then_some(SkipReason::NotOnly),
    }
}

fn skipped(step: &Step, variables: &Variables, reason: SkipReason) -> StepResult {
    StepResult::skipped(step.at.clone(), title(step, variables), reason)
}
