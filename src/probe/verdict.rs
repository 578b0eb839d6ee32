//! The verdict on all deliveries of a push.

use super::deliver::Exchange;
use super::expect::reply_text;
use super::schedule::Schedule;
use crate::http::Failure;
use crate::lang::{Bilingual, SpokenValue, cut};
use crate::message::{INVALID_REPLY, NO_REPLY, ReplyContext, Rule, Verdict, verdict};

/// The largest number of characters of an answer that a finding quotes.
const MAX_QUOTED_CHARS: usize = 60;

/// The types of a reply that no message has, as expectations name them.
const NONE: Bilingual = Bilingual::new(NO_REPLY, "不回复");
const INVALID: Bilingual = Bilingual::new(INVALID_REPLY, "无效的回复");

/// The verdict on the answer that counts and on the deliveries.
#[derive(Debug)]
pub(crate) struct Judged {
    /// The verdict on the answer that counts.
    pub verdict: Verdict,
    /// The index of the delivery that it answers, from 0.
    pub number: usize,
    /// The time until the answer, in milliseconds.
    pub elapsed_ms: u64,
}

/// Judges the deliveries of a push. The first answer that arrived before WeChat's deadline counts, else the first
/// answer.
pub(crate) fn judge(exchanges: &[Exchange], context: ReplyContext<'_>, schedule: Schedule) -> Judged {
    let mut judged: Vec<(usize, Verdict)> = Vec::new();
    for (number, exchange) in exchanges.iter().enumerate() {
        if let Ok(response) = &exchange.result {
            judged.push((number, verdict(&response.answer, context)));
        }
    }
    let findings = schedule_findings(exchanges, &judged, schedule);
    let counted = if schedule.gaps.is_empty() {
        judged.iter().position(|(number, _)| exchanges[*number].in_time).unwrap_or(0)
    } else {
        // Each delivery is acknowledged or not; the last one decides.
        judged.len().saturating_sub(1)
    };
    let (number, mut verdict) = if judged.is_empty() {
        (
            exchanges.len().saturating_sub(1),
            Verdict { reply_type: INVALID_REPLY.to_owned(), ..Verdict::default() },
        )
    } else {
        judged.swap_remove(counted)
    };
    verdict.findings.extend(findings);
    Judged { verdict, number, elapsed_ms: exchanges.get(number).map_or(0, Exchange::elapsed_ms) }
}

/// Returns the findings about the deliveries as a whole.
fn schedule_findings(exchanges: &[Exchange], judged: &[(usize, Verdict)], schedule: Schedule) -> Vec<Rule> {
    let mut findings = Vec::new();
    if schedule.deadline.is_none() {
        return findings;
    }
    let deliveries = exchanges.len();
    if !exchanges.iter().any(|exchange| exchange.in_time) {
        let hung_up = |exchange: &Exchange| matches!(exchange.result, Err(Failure::Closed));
        findings.push(Rule::NoAnswer {
            deliveries,
            hung_up: exchanges.iter().all(hung_up),
            deadline_ms: schedule.deadline_ms(),
        });
    } else if deliveries > 1 {
        findings.push(Rule::Retried { deliveries });
    }
    if !schedule.gaps.is_empty() {
        return findings;
    }
    // A bot may leave a repeated message without a reply, which is no contradiction.
    let mut replies =
        judged.iter().map(|(_, verdict)| verdict).filter(|verdict| verdict.reply_type != NO_REPLY);
    if let Some(first) = replies.next()
        && let Some(other) = replies.find(|other| !same(first, other))
    {
        findings.push(Rule::AnswersDiffer { first: quoted(first), other: quoted(other) });
    }
    findings
}

/// Returns whether two replies look the same to the user.
fn same(one: &Verdict, other: &Verdict) -> bool {
    let shown = |verdict: &Verdict| {
        let mut fields = verdict.fields.clone();
        fields.0.retain(|element| element.name != "CreateTime");
        (verdict.reply_type.clone(), fields)
    };
    if one.reply_type == INVALID_REPLY { one.raw == other.raw } else { shown(one) == shown(other) }
}

/// Returns a reply, given as its type or as its type and its text: for people with words for the types that no message has.
pub(crate) fn spoken_reply(reply: &str) -> SpokenValue {
    let (kind, text) = reply.split_once(' ').map_or((reply, None), |(kind, text)| (kind, Some(text)));
    let kind = match kind {
        NO_REPLY => NONE.spoken(),
        INVALID_REPLY => INVALID.spoken(),
        other => other,
    };
    let spoken = text.map_or_else(|| kind.to_owned(), |text| format!("{kind} {text}"));
    SpokenValue { name: reply.to_owned(), spoken }
}

fn quoted(verdict: &Verdict) -> String {
    let text = if verdict.reply_type == INVALID_REPLY { verdict.raw.clone() } else { reply_text(verdict) };
    cut(format!("{} {text}", verdict.reply_type).trim_end(), MAX_QUOTED_CHARS)
}
