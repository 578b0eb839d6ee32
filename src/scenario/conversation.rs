//! Runs the steps of a scenario: sends messages and checks the replies.

use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::Instant;

use super::check;
use super::model::{Message, Scenario, Step};
use super::result::{Failure, Status, StepResult, Transcript};
use super::run::{Keys, Run, Target};
use super::update;
use super::variables::{Template, Variables};
use crate::lang::SpokenValue;
use crate::message::{Family, Format, NO_REPLY, Platform, Push, ReplyContext, Verdict, catalogue};
use crate::probe::{
    Composer, Exchange, FixedStamp, Judged, Probe, Schedule, judge, reply_text, spoken_reply,
};

/// The time in which an intelligent bot ends a stream.
const STREAM_LIMIT: Duration = Duration::from_secs(360);

/// A running scenario.
pub(super) struct Conversation<'a, 'r> {
    pub(super) scenario: &'a Scenario,
    pub(super) variables: Variables,
    pub(super) target: &'a Target,
    pub(super) run: &'a Run<'r>,
    /// The calls on the mock before the last message.
    pub(super) before: Vec<serde_json::Value>,
}

/// A message that was delivered.
struct Delivered {
    push: Push,
    judged: Vec<Judged>,
    transcripts: Vec<Transcript>,
}

impl Conversation<'_, '_> {
    /// Runs a step and checks what comes of it.
    pub(super) async fn step(&mut self, step: &Step) -> StepResult {
        if let Some(index) = step.index {
            self.variables.set("index", index.to_string());
        }
        let mut result = StepResult {
            at: step.at.clone(),
            title: title(step, &self.variables),
            status: Status::Passed,
            failures: Vec::new(),
            elapsed_ms: 0,
            transcripts: Vec::new(),
            updates: Vec::new(),
            is_updatable: true,
        };
        tokio::time::sleep(step.wait).await;
        let started = Instant::now();
        if let Err(failure) = self.messages(step, &mut result).await {
            result.failures.push((step.at.clone(), failure));
        }
        for call in &step.calls {
            let Some(log) = &self.target.calls else { break };
            if let Err(failure) = log.expect(call, &self.before, &self.variables).await {
                result.failures.push((call.at.clone(), failure));
            }
        }
        result.elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        if !result.failures.is_empty() {
            result.status = Status::Failed;
        }
        result.is_updatable &= result.failures.iter().all(|(_, failure)| update::can_be_met(failure));
        result
    }

    async fn messages(&mut self, step: &Step, result: &mut StepResult) -> Result<(), Failure> {
        let has_calls = self.scenario.steps.iter().any(|step| !step.calls.is_empty());
        if let Some(log) = self.target.calls.as_ref().filter(|_| has_calls && !step.messages.is_empty()) {
            self.before = log.calls().await?;
        }
        let each = step.messages.iter().map(|message| self.deliver(message));
        let delivered = all(each.collect()).await;
        let users: Vec<Option<String>> = delivered.iter().map(|one| user_of(one.as_ref().ok())).collect();
        for (message, delivered) in step.messages.iter().zip(delivered) {
            let Delivered { push, judged, transcripts } = match delivered {
                Ok(delivered) => delivered,
                Err(failure) => {
                    result.failures.push((message.at.clone(), failure));
                    continue;
                }
            };
            result.transcripts.extend(transcripts);
            let Some(first) = judged.first() else { continue };
            let own = push.document.get("FromUserName");
            let other = first.verdict.fields.get("ToUserName").filter(|user| Some(*user) != own);
            if let Some(other) = other.filter(|other| users.iter().flatten().any(|user| user == other)) {
                result.failures.push((message.at.clone(), Failure::OtherUser(other.to_owned())));
            }
            for (number, other) in (2..).zip(&judged[1..]) {
                // A bot may leave a repeated message without a reply.
                if other.verdict.reply_type != NO_REPLY && !same(&first.verdict, &other.verdict) {
                    let (first, other) = (quoted(&first.verdict), quoted(&other.verdict));
                    let failure = Failure::AnswersDiffer { number, first, other };
                    result.failures.push((message.at.clone(), failure));
                    break;
                }
            }
            let unmet = check::unmet(&message.expect, first, &self.variables);
            let unmet = unmet.unwrap_or_else(|failure| vec![(None, failure)]);
            // A reply that WeChat rejects is not to be expected.
            let has_other = unmet.iter().any(|(_, failure)| matches!(failure, Failure::Rejected(..)));
            match update::update(&message.expect, &first.verdict, &self.variables) {
                Some(update) if !has_other => result.updates.push(update),
                _ => result.is_updatable &= unmet.is_empty(),
            }
            let at = |at: Option<_>| at.unwrap_or_else(|| message.at.clone());
            result.failures.extend(unmet.into_iter().map(|(place, failure)| (at(place), failure)));
            let goes_on = self.run.update && result.is_updatable;
            if (goes_on || result.failures.is_empty())
                && let Err(failure) = check::capture(&message.captures, &first.verdict, &mut self.variables)
            {
                result.failures.push((message.at.clone(), failure));
            }
        }
        Ok(())
    }

    /// Composes a message and delivers it as often as its step says.
    async fn deliver(&self, message: &Message) -> Result<Delivered, Failure> {
        let fill = |template: &Template| template.fill(&self.variables).map_err(Failure::NoValue);
        let words: Vec<String> = message.words.iter().map(fill).collect::<Result<_, _>>()?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let fields = message.fields.iter().map(|(path, value)| Ok((path.clone(), fill(value)?)));
        let fields: Vec<(String, String)> = fields.collect::<Result<_, Failure>>()?;
        let users = &self.scenario.users;
        let user = match &message.user {
            None => users.first().map(|(_, openid)| fill(openid)).transpose()?,
            Some(named) => {
                let name = fill(named)?;
                let declared = users.iter().find(|(known, _)| *known == name);
                Some(declared.map(|(_, openid)| fill(openid)).transpose()?.unwrap_or(name))
            }
        };
        let kind = words.first().and_then(|word| catalogue::kind(word));
        let is_bot = kind.is_some_and(|kind| kind.family == Family::WorkBot);
        let Keys { credentials, pay, pay_key } = (self.run.keys)(message.mode, is_bot);
        let composer = Composer {
            set: &fields,
            add: message.add,
            user: user.as_deref(),
            account: None,
            subscribed: message.subscribed,
            time: None,
            receiver: &credentials.receiver,
            system: self.run.system,
        };
        let composed = composer.words(&words).map_err(Failure::Compose)?;
        let push = composed.ok_or(Failure::NoMessage)?.push;
        let format = if is_bot { Format::Json } else { message.format.unwrap_or(self.run.format) };
        let probe = Probe {
            url: &self.target.url,
            credentials,
            pay,
            pay_key,
            format,
            fixed_stamp: FixedStamp::default(),
            system: self.run.system,
        };
        let context = ReplyContext { push: &push, credentials, format };
        let schedule = Schedule::once(self.run.limit);
        // A notification is JSON before its encryption.
        let sent_format = if push.platform == Platform::Pay { Format::Json } else { format };
        let sent = String::from_utf8_lossy(&push.body(sent_format)).into_owned();
        let (mut judged, mut transcripts) = (Vec::new(), Vec::new());
        for _ in 0..message.deliveries {
            let exchanges: Vec<Exchange> = probe
                .deliver(&push, schedule, &self.target.client, &mut |_| {})
                .await
                .map_err(Failure::Probe)?;
            let mut one = judge(&exchanges, context, schedule);
            // A repeated delivery gets the stream of the first one.
            if is_bot && judged.is_empty() && push.document.get("msgtype") != Some("stream") {
                let limits = (STREAM_LIMIT, self.run.limit);
                probe
                    .follow_stream(&push, &mut one.verdict, limits, &self.target.client, &mut |_| {})
                    .await
                    .map_err(Failure::Probe)?;
            }
            let got = one.verdict.decrypted.clone().unwrap_or_else(|| one.verdict.raw.clone());
            transcripts.push(Transcript { sent: sent.clone(), got });
            judged.push(one);
        }
        Ok(Delivered { push, judged, transcripts })
    }
}

fn user_of(delivered: Option<&Delivered>) -> Option<String> {
    delivered?.push.document.get("FromUserName").map(str::to_owned)
}

/// Returns whether two replies look the same to the user.
fn same(one: &Verdict, other: &Verdict) -> bool {
    let shown = |verdict: &Verdict| {
        let mut fields = verdict.fields.clone();
        fields.0.retain(|element| element.name != "CreateTime");
        (verdict.reply_type.clone(), fields)
    };
    shown(one) == shown(other) && (!one.fields.0.is_empty() || one.raw == other.raw)
}

fn quoted(verdict: &Verdict) -> SpokenValue {
    let text = if verdict.fields.0.is_empty() { verdict.raw.clone() } else { reply_text(verdict) };
    spoken_reply(format!("{} {text}", verdict.reply_type).trim_end())
}

/// Returns the name of a step, or its messages; a variable without a value is left out.
pub(super) fn title(step: &Step, variables: &Variables) -> String {
    let mut all = variables.clone();
    if let Some(index) = step.index {
        all.set("index", index.to_string());
    }
    let fill = |template: &Template| {
        let mut all = all.clone();
        for name in template.names() {
            if all.get(name).is_none() {
                all.set(name, String::new());
            }
        }
        template.fill(&all).unwrap_or_default()
    };
    if let Some(name) = &step.name {
        return fill(name);
    }
    let message = |message: &Message| message.words.iter().map(fill).collect::<Vec<_>>().join(" ");
    match step.messages.as_slice() {
        [] if step.calls.is_empty() => "wait".to_owned(),
        [] => "expectApi".to_owned(),
        messages => messages.iter().map(message).collect::<Vec<_>>().join(" + "),
    }
}

/// Runs futures at the same time and returns their results in the same order.
pub(crate) async fn all<T>(futures: Vec<impl Future<Output = T>>) -> Vec<T> {
    let mut pending: Vec<Pin<Box<_>>> = futures.into_iter().map(Box::pin).collect();
    let mut results: Vec<Option<T>> = pending.iter().map(|_| None).collect();
    std::future::poll_fn(|cx| {
        let mut ready = true;
        for (future, result) in pending.iter_mut().zip(&mut results) {
            if result.is_none() {
                match future.as_mut().poll(cx) {
                    Poll::Ready(value) => *result = Some(value),
                    Poll::Pending => ready = false,
                }
            }
        }
        if ready { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    results.into_iter().flatten().collect()
}
